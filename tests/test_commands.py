"""The make commands and their set-up do what the readme says, as far as a test may try it.

The set-up itself is proved by the gate, which runs it on a clean checkout. Here
``setup.sh`` meets a pretended Debian: programs of a few lines that answer in
place of dpkg, apt and sudo.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SETUP = ROOT / "packaging" / "setup.sh"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="make and apt are of Linux")


WRONG_PYTHON = "setup: Python 3.11 to 3.14 is needed; PYTHON=/path/to/python3 chooses another"


def _program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def debian(tmp_path: Path) -> Path:
    """A folder to put first on PATH: nothing is installed, everything is on offer, not root.

    What apt-get was asked for is written to ``asked`` beside the programs.
    """
    _program(tmp_path, "dpkg-query", "exit 1")
    _program(tmp_path, "apt-cache", "echo '  Candidate: 1.0'")
    _program(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/asked')
    _program(tmp_path, "id", "echo 1000")
    _program(tmp_path, "sudo", "exit 1")
    _program(tmp_path, "install", f"cat > {tmp_path}/policy")
    _program(tmp_path, "npm", "exit 0")
    _program(tmp_path, "python3", "exit 0")
    return tmp_path


def _set_up(programs: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a copy of setup.sh beside a copy of the package list, so that nothing of ours changes."""
    house = programs / "checkout" / "packaging"
    house.mkdir(parents=True, exist_ok=True)
    shutil.copy(SETUP, house)
    shutil.copy(SETUP.with_name("system-packages.txt"), house)
    return subprocess.run(
        ["sh", house / SETUP.name, *arguments],
        env=os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"} | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        timeout=200,
    )


def test_without_rights_the_missing_packages_are_named_and_nothing_is_tried(debian: Path) -> None:
    done = _set_up(debian, "system", "run")
    assert done.returncode == 1
    assert "python3-venv" in done.stderr
    assert "libnss3" in done.stderr
    assert "xvfb" not in done.stderr  # of another group
    assert not (debian / "asked").exists()


def test_as_root_the_missing_packages_of_all_groups_are_installed(debian: Path) -> None:
    _program(debian, "id", "echo 0")
    done = _set_up(debian, "system", "run", "test")
    assert done.returncode == 0, done.stderr
    update, install = (debian / "asked").read_text().splitlines()
    assert update.startswith("update")
    assert {"python3-venv", "xvfb", "--no-install-recommends"} <= set(install.split())


def test_with_sudo_that_asks_nothing_it_is_used(debian: Path) -> None:
    _program(debian, "sudo", '[ "$1" = -n ] && exit 0; exec "$@"')
    done = _set_up(debian, "system", "run")
    assert done.returncode == 0, done.stderr
    assert "libegl1" in (debian / "asked").read_text()


def test_a_second_call_finds_everything_and_installs_nothing(debian: Path) -> None:
    _program(debian, "dpkg-query", "echo installed")
    done = _set_up(debian, "system", "run", "test", "package")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (debian / "asked").exists()


def test_where_a_package_has_a_newer_name_that_one_is_taken(debian: Path) -> None:
    _program(debian, "id", "echo 0")
    _program(
        debian,
        "apt-cache",
        'case $2 in libasound2) echo "  Candidate: (none)";; *) echo "  Candidate: 1.0";; esac',
    )
    assert _set_up(debian, "system", "run").returncode == 0
    asked = (debian / "asked").read_text().split()
    assert "libasound2t64" in asked
    assert "libasound2" not in asked
    assert "libglib2.0-0" in asked


def test_a_failed_installation_shows_why(debian: Path) -> None:
    _program(debian, "id", "echo 0")
    _program(debian, "apt-get", "echo 'E: the mirror is asleep'; exit 100")
    done = _set_up(debian, "system", "run")
    assert done.returncode == 1
    assert "the mirror is asleep" in done.stderr
    assert "build/system-packages.log" in done.stderr


def test_no_service_is_started_while_packages_are_installed(debian: Path) -> None:
    _program(debian, "id", "echo 0")
    _program(
        debian,
        "apt-get",
        f'[ "$1" = update ] || [ ! -e {debian}/policy ] || cp {debian}/policy {debian}/meanwhile',
    )
    assert _set_up(debian, "system", "servers").returncode == 0
    if not Path("/usr/sbin/policy-rc.d").exists():  # containers bring one of their own
        assert "exit 101" in (debian / "meanwhile").read_text()


def test_the_servers_of_the_tests_are_installed_with_npm_only_where_it_is_missing(
    debian: Path,
) -> None:
    _program(debian, "id", "echo 0")
    assert _set_up(debian, "servers").returncode == 0
    asked = (debian / "asked").read_text().split()
    assert {"nginx", "php-fpm", "mariadb-server-core", "omegat"} <= set(asked)
    assert "npm" not in asked


def test_without_rights_the_servers_are_named_and_the_other_tests_go_on(debian: Path) -> None:
    done = _set_up(debian, "servers")
    assert done.returncode == 0
    assert "mariadb-server-core" in done.stderr
    assert "tests against a real WordPress will not run" in done.stderr
    assert "tests with OmegaT will not run" in done.stderr


def test_system_packages_can_be_left_alone(debian: Path) -> None:
    assert _set_up(debian, "system", "run", SYSTEM="skip").returncode == 0


def test_wrong_use_of_the_set_up_is_told(debian: Path) -> None:
    assert _set_up(debian, "everything").returncode == 2


def test_an_old_python_is_refused_in_one_sentence(debian: Path) -> None:
    _program(debian, "python3", "exit 1")
    done = _set_up(debian, "environment")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [WRONG_PYTHON]


def _python(debian: Path, version: str) -> None:
    """Let python3 say that it is of a version; it makes no environment."""
    told = f"import sys; sys.version_info = ({version}, 0); exec(sys.argv[1])"
    _program(
        debian, "python3", f'[ "$1" = -c ] && exec {sys.executable} -c \'{told}\' "$2"; exit 1'
    )


@pytest.mark.parametrize("version", ["3, 10", "3, 15", "4, 0"])
def test_a_python_too_old_or_too_new_is_refused_before_anything_is_made(
    debian: Path, version: str
) -> None:
    _python(debian, version)
    done = _set_up(debian, "environment")
    assert done.stderr.splitlines() == [WRONG_PYTHON]
    assert not (debian / "checkout" / ".venv").exists()


@pytest.mark.parametrize("version", ["3, 11", "3, 14"])
def test_a_python_between_is_taken(debian: Path, version: str) -> None:
    _python(debian, version)
    assert WRONG_PYTHON not in _set_up(debian, "environment").stderr.splitlines()


def test_every_package_stands_in_a_group_and_once() -> None:
    lines = (ROOT / "packaging" / "system-packages.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    assert entries[0].startswith("[")
    names = [e for e in entries if not e.startswith("[")]
    assert all(re.fullmatch(r"[a-z0-9.+-]+(\|[a-z0-9.+-]+)*", name) for name in names)
    assert len(names) == len(set(names))


def test_the_readme_names_commands_that_exist() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    wanted = {"run", "test", "quick", "lint", "bench", "shots", "package", "ordeal"}
    assert wanted <= named
    assert named <= targets


def test_the_readme_shows_only_files_that_are_here() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    links += re.findall(r'(?:src|href)="([^":]+)"', text)
    assert [link for link in links if not (ROOT / link).exists()] == []
