"""TMX files of hundreds of megabytes, and what taking one in needs, in a process of its own.

``python -m tests.large_tmx FILE FOLDER STOP``: take a file into the desk at a folder (made where
there is none), stop after STOP bytes (0: never), and print what came of it as JSON.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from editor_app.domain.errors import Cancelled
from editor_app.domain.messages import Message
from editor_app.sentences import sentence
from editor_app.services.word_files import WordFileService
from editor_app.workers import Workers
from tests.bench.material import desk_in
from tests.desks import Clock, Desk, empty_desk
from tests.memory_material import Writer

LARGE = 200 * 1024 * 1024
"""Bytes."""

SECONDS = 3_000
SENTENCES = 4_000
HEAD = (
    '<?xml version="1.0"{said}?>\n<tmx version="1.4"><header srclang="vi" datatype="plaintext">\n'
)
SPACES = ("", "", " ", "\n")


def large_tmx(file: Path, size: int = LARGE, encoding: str = "utf-8", head: int = 0) -> int:
    """Write a file of about ``size`` bytes, with ``head`` lines of notes; return its units.

    Each source text is another; some end tags have white space in them, as the standard allows.
    UTF-16 is written with its mark.
    """
    chance, units = random.Random(5), 0
    sentences = list(Writer(5).sentences(SENTENCES))
    said = "" if encoding == "utf-8" else f' encoding="{encoding}"'
    with file.open("w", encoding=encoding, newline="\n") as out:
        out.write(HEAD.format(said=said))
        out.writelines(f"<note>Line {number} of the head.</note>\n" for number in range(head))
        out.write("</header><body>\n")
        while file.stat().st_size < size:
            for source, target in zip(chance.sample(sentences, 500), sentences, strict=False):
                out.write(
                    f'<tu tuid="{units}" changedate="20260302T090000Z" changeid="Lan">'
                    f'<tuv xml:lang="vi"><seg>{units} {source}</seg></tuv>'
                    f'<tuv xml:lang="en"><seg>No. {units} {target}</seg></tuv>'
                    f"</tu{SPACES[units % len(SPACES)]}>\n"
                )
                units += 1
        out.write("</body></tmx>\n")
    return units


@dataclass(frozen=True)
class TakenIn:
    """What came of a file: pairs that are new, all that are there, seconds, peaks in megabytes.

    ``said`` is the sentence of an import that was stopped.
    """

    added: int
    there: int
    seconds: float
    peak: float
    worker_peak: float
    said: str = ""


def taken_in(file: Path, folder: Path, stop: int = 0) -> TakenIn:
    """Take a file in, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.large_tmx", str(file), str(folder), str(stop)],
        check=True,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    return TakenIn(**json.loads(done.stdout.splitlines()[-1]))


def _take_in(file: Path, desk: Desk, stop: int) -> TakenIn:
    def progress(done: int, total: int, said: Message | None = None) -> None:
        if stop and done >= stop:
            raise Cancelled

    added, told, begun = 0, "", time.perf_counter()
    with closing(Workers(behind=True)) as workers, file.open("rb") as data:
        files = WordFileService(replace(desk.place, behind=workers))
        try:
            taken = files.import_tmx(data, file.name, progress=progress, size=file.stat().st_size)
            added = taken.added
        except Cancelled as error:
            told = sentence(error.message)
        seconds = time.perf_counter() - begun
        own, *others = _peaks()
    there = sum(left for _taking, left in files.takings())
    return TakenIn(added, there, seconds, own, max(others, default=0.0), told)


def _peaks() -> list[float]:
    """Return the largest size so far of this process and of those that it started, in megabytes."""
    children = Path("/proc/thread-self/children").read_text().split()
    threads = Path("/proc/self/task").iterdir()
    children += [name for task in threads for name in (task / "children").read_text().split()]
    return [_peak(name) for name in ("self", *dict.fromkeys(children))]


def _peak(process: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def main(file: Path, folder: Path, stop: int) -> None:
    """Take the file in and print what came of it."""
    desk = desk_in(folder) if folder.exists() else empty_desk(folder, Clock())
    print(json.dumps(vars(_take_in(file, desk, stop))), flush=True)
    desk.place.database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
