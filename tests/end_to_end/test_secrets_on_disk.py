"""R13: a desk's whole day with a password, in a real keyring, and not a byte of it anywhere else.

The programs run as people run them, in a session bus of their own with the keyring daemon of
desktops; the password is that of a real WordPress behind a proxy that makes trouble. Afterwards
every file, every line that was printed and every argument and variable of every process that ran
is searched for the password in all the ways in which it may be written.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import io
import os
import re
import subprocess
import sys
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress

STORY = "# Lũ về sớm\n\n**Nước lên nhanh.**\n\nSáng nay nước sông dâng thêm 20 cm.\n"
LOOKS = 4
"""How often a program is looked at: its variables come a moment after its arguments."""

VERBS = {
    *("new-desk", "site", "doctor", "import"),
    *("publish", "sync", "show", "export", "backup"),
}
"""What the day is made of; each takes long enough to be seen."""

WRONG = "Zq7w Xv2k Mn4b Pt9r Yh6d Lc3s"

CRASH = """
import logging, sys
from pathlib import Path
from editor_app.wiring import open_desk

desk = open_desk(Path(sys.argv[1]))
password = sys.stdin.readline().strip()
site = next(one for one in desk.publishing.sites() if one.kind == "wordpress")
desk.accounts.use_for_now(site.id, password)
try:
    raise RuntimeError(f"a library said: password={password} was refused")
except RuntimeError:
    logging.getLogger("editor_app.ui.start").exception("Copydesk made a mistake: %s", password)
desk.close()
"""


def disguises(password: str, account: str = "editor") -> tuple[bytes, ...]:
    """All ways in which a password may be written somewhere."""
    bare = password.replace(" ", "")
    plain = {password, bare, *password.split(), quote(password), quote_plus(password), bare[::-1]}
    basic = {
        base64.b64encode(f"{account}:{one}".encode()).decode().rstrip("=")
        for one in (password, bare)
    }
    words = {*plain, *basic, *(base64.b64encode(one.encode()).decode()[:-4] for one in plain)}
    long = [word for word in words if len(word) > 4]
    return tuple({*(one.encode() for one in long), *(one.encode("utf-16-le") for one in long)})


Step = tuple[list[str], str, set[int]]
"""Arguments of a Python program, its standard input, and the exit codes that are well."""


@dataclass
class Onlooker:
    """Reads arguments and variables of every program of every process that begins meanwhile."""

    forbidden: tuple[bytes, ...]
    seen: Counter[tuple[int, bytes]] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Onlooker:
        self._before = set(_processes())
        self._any = re.compile(b"|".join(map(re.escape, self.forbidden)))
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            for process in _processes():
                if process not in self._before:
                    with contextlib.suppress(OSError):
                        self._look(process)

    def _look(self, process: int) -> None:
        """Look at what a process is by now: it begins as a copy of the one that made it."""
        arguments = Path(f"/proc/{process}/cmdline").read_bytes()
        if self.seen[process, arguments] >= LOOKS:
            return
        self.seen[process, arguments] += 1
        self._search(process, "cmdline", arguments)
        self._search(process, "environ", Path(f"/proc/{process}/environ").read_bytes())

    def _search(self, process: int, name: str, told: bytes) -> None:
        if self._any.search(told):
            self.leaks.append(f"{process} {name}")

    def verbs(self) -> set[str]:
        """Return the verbs of Copydesk that were seen at work."""
        lines = [arguments.split(b"\0") for _process, arguments in self.seen]
        return {
            line[line.index(b"editor_app") + 1].decode()
            for line in lines
            if line[1:3] == [b"-m", b"editor_app"]
        }


def _processes() -> Iterator[int]:
    return (int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal())


@dataclass
class Day:
    """One day at the desk: programs in a session of their own, all that they print kept."""

    home: Path
    printed: list[bytes] = field(default_factory=list)

    @property
    def desk(self) -> Path:
        """The work folder."""
        return self.home / "desk"

    def step(self, *verb: str, given: str = "", codes: set[int] | None = None) -> Step:
        """Return a verb on this desk, what is typed, and the exit codes that are well."""
        where = [] if verb[0] == "new-desk" else ["--desk", str(self.desk)]
        typed = f"{given}\n" if given else ""
        return ["-m", "editor_app", *verb, *where], typed, codes or {0}

    def session(self, steps: list[Step]) -> None:
        """Run programs in one session with a keyring; the keyring ends with it."""
        script = ["printf 'pass phrase' | gnome-keyring-daemon --unlock --components=secrets >&2"]
        for number, (arguments, given, codes) in enumerate(steps):
            (self.home / "in").mkdir(exist_ok=True)
            pipe = self.home / "in" / str(number)
            os.mkfifo(pipe)  # what is typed is never a file
            threading.Thread(target=_type, args=(pipe, given), daemon=True).start()
            words = " ".join(f"'{word}'" for word in arguments)
            good = "|".join(map(str, sorted(codes)))
            script.append(
                f"{sys.executable} {words} < {pipe}; code=$?; rm {pipe};"
                f' case $code in {good}) ;; *) echo "STEP {number} ANSWERED $code"; exit 9;; esac'
            )
        ran = subprocess.run(
            ["dbus-run-session", "--", "bash", "-c", "\n".join(script)],
            env=self._environment(),
            capture_output=True,
            timeout=280,
            check=False,
        )
        self.printed += [ran.stdout, ran.stderr]
        assert ran.returncode == 0, (ran.stdout + ran.stderr).decode()[-4000:]

    def _environment(self) -> dict[str, str]:
        kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(self.home)}
        folders = {
            "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "config",
            "XDG_STATE_HOME": "state",
            "XDG_CACHE_HOME": "cache",
        }
        ours = {name: str(self.home / folder) for name, folder in folders.items()}
        root = Path(__file__).resolve().parents[2]
        return kept | ours | {"XDG_RUNTIME_DIR": str(self.home), "PYTHONPATH": str(root)}

    def stored(self) -> Iterator[tuple[str, bytes]]:
        """Every file that the day left, those inside of archives too, and all that was printed.

        The keyring's daemon ends after the session and takes the folder of its sockets with it:
        ``walk`` passes over a folder that goes meanwhile.
        """
        for number, text in enumerate(self.printed):
            yield f"printed {number}", text
        for folder, _folders, names in os.walk(self.home):
            for file in (Path(folder, name) for name in names):
                if file.is_file() and not file.is_symlink():
                    yield from _contents(file.name, file.read_bytes())


def _type(pipe: Path, given: str) -> None:
    with contextlib.suppress(OSError):
        pipe.write_text(given, "utf-8")


def _contents(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data[:2] == b"\x1f\x8b":
        yield name, gzip.decompress(data)
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
        for inner in archive.namelist():
            yield f"{name}/{inner}", archive.read(inner)


@pytest.fixture
def day(tmp_path: Path) -> Day:
    tmp_path.chmod(0o700)
    (tmp_path / "lu.md").write_text(STORY, "utf-8")
    (tmp_path / "crash.py").write_text(CRASH, "utf-8")
    return Day(tmp_path)


def trouble_with(faults: FaultProxy, password: str) -> None:
    """Let the network be bad, and the site quote the password in what it says of it."""
    basic = base64.b64encode(f"editor:{password}".encode()).decode()
    faults.plan(
        fault.captive_portal(),
        fault.strip_authorization(),
        fault.truncate(),
        method="GET",
        path="wp/v2/(posts|users)",
    )
    faults.plan(
        fault.json_error(400, "rest_invalid_param", f"The password {password} is wrong."),
        fault.page(403, f"Refused: Authorization: Basic {basic}"),
        fault.redirect("http://localhost:1/"),
        fault.server_error(),
        fault.lose_answer(),
        method="write",
        path="wp/v2/posts",
    )


def morning(day: Day, url: str, password: str) -> str:
    """Make a desk, add the site (with a wrong password first), take a story in; its article."""
    site = ["--url", url, "--kind", "wordpress", "--account", "editor"]
    file = str(day.home / "lu.md")
    day.session(
        [
            day.step("new-desk", str(day.desk), "--quiet"),
            day.step("site", "add", "Wrong", *site, given=WRONG, codes={3}),
            day.step("site", "add", "Portal", *site, given=password),
            day.step("site", "list", "--json"),
            day.step("doctor", "Portal", "--json"),
            day.step("import", file, "--language", "vi", "--section", "News"),
        ]
    )
    said = day.printed[0].decode()
    assert '"signed_in": true' in said
    return str(re.findall(r"lu\.md: .* \((\w+)\)", said)[0])


def noon(day: Day, article: str, password: str) -> None:
    """Publish and sync in spite of everything, let the program break, copy the library."""
    any_end = {0, 1, 3}
    going = [
        day.step("publish", article, "--site", "Portal", "--json", codes=any_end),
        day.step("sync", "--once", "--json", codes=any_end),
    ]
    crash = ([str(day.home / "crash.py"), str(day.desk)], f"{password}\n", {0})
    day.session(
        [
            *going * 5,
            crash,
            day.step("show", article, "--json"),
            day.step("export", article, "--to", "json", "--out", str(day.home / "lu.json")),
            day.step("backup", "--json"),
            day.step("backup", "--to", str(day.home / "copies")),
        ]
    )


@pytest.mark.timeout(400)
def test_the_password_is_in_the_keyring_and_in_no_other_byte(
    day: Day, wordpress: WordPress, faults: FaultProxy
) -> None:
    password = wordpress.user("editor").password
    forbidden = disguises(password) + disguises(WRONG)
    with Onlooker(forbidden) as onlooker:
        article = morning(day, faults.url, password)
        trouble_with(faults, password)
        noon(day, article, password)
        assert faults.unused == 0, b"".join(day.printed[2:]).decode()[-9000:]
        inside = list(day.stored())
        faults.clear()
        day.session([day.step("site", "sign-out", "Portal", "--json")])
    found = [name for name, data in [*inside, *day.stored()] for word in forbidden if word in data]
    assert found == []
    assert onlooker.leaks == []
    assert onlooker.verbs() >= VERBS
    assert any(name == "copydesk.log" and b"struck out" in data for name, data in inside)
    size = sum(len(data) for _, data in inside)
    processes = {process for process, _arguments in onlooker.seen}
    print(
        f"R13: canaries in {len(inside)} files and texts ({size // 1024} KB) and"
        f" {len(processes)} processes: {len(found) + len(onlooker.leaks)}"
    )
