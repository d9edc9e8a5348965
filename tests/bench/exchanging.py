"""Translation memories taken in from TMX, against lxml reading the same file; a very large one."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from lxml import etree

from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.domain.link import State
from editor_app.formats.exchange_rows import ExchangeFile, row_of
from editor_app.formats.tmx import pairings, read_units
from editor_app.formats.xliff import XliffVersion, read_xliff, write_xliff
from editor_app.services.word_files import WordFileService
from editor_app.workers import Workers
from tests.bench.figures import Figure
from tests.bench.material import tmx_file
from tests.desks import Clock, empty_desk
from tests.large_tmx import LARGE, large_tmx, taken_in

UNITS = 100_000
GOAL = 3.0
RUNS = 3
LARGEST = 300  # megabytes of a process that takes a very large file in
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def measure() -> Iterator[Figure]:
    """Yield the times of reading, of taking in, of writing, and of a translation's files."""
    with tempfile.TemporaryDirectory() as folder:
        file = tmx_file(Path(folder) / "memory.tmx", UNITS)
        bare = min(_times(lambda: _walked(file)))
        name = f"{UNITS:,} units of TMX"
        against = "lxml iterparse alone"
        read = min(_times(lambda: _read(file)))
        yield Figure(f"{name} read", read, baseline=bare, against=against, goal=GOAL)
        places = (Path(folder) / f"desk-{number}" for number in itertools.count())
        with closing(Workers(behind=True)) as workers:
            workers(len, "")  # the process stands
            taken = min(_times(lambda: _taken_in(file, next(places), workers)))
        yield Figure(f"{name} taken in", taken, baseline=bare, against=against, goal=GOAL)
    yield from _large()
    yield from _translation()


def _large() -> Iterator[Figure]:
    """Yield the time and the memory that the largest files take, and what Stop leaves of them."""
    for encoding in ("utf-8", "utf-16"):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "large.tmx"
            units = large_tmx(file, encoding=encoding, head=9_000)
            name = f"{units:,} units in {LARGE // 1024**2} MB of TMX in {encoding}"
            stopped = taken_in(file, Path(folder) / "desk", stop=LARGE // 2)
            yield Figure(f"{name}, kept when stopped in the middle", stopped.there, "pairs")
            whole = taken_in(file, Path(folder) / "desk")
            assert whole.there == units
            yield Figure(f"{name}, taken in", whole.seconds, "s")
            yield Figure(f"{name}, memory at most", whole.peak, "MB", most=LARGEST)
            yield Figure(f"{name}, the worker's at most", whole.worker_peak, "MB", most=LARGEST)


def _times(work: Callable[[], float]) -> list[float]:
    return [work() for _ in range(RUNS)]


def _walked(file: Path) -> float:
    """Return the milliseconds that lxml takes to read every language and text of the file."""
    begun = time.perf_counter()
    letters = 0
    for _event, unit in etree.iterparse(file, tag="tu", load_dtd=False, no_network=True):
        for variant in unit:
            letters += len(variant.get(LANGUAGE) or "")
            letters += sum(len(segment.text or "") for segment in variant)
        unit.clear()
        while unit.getprevious() is not None:
            parent = unit.getparent()
            if parent is not None:
                del parent[0]
    assert letters
    return (time.perf_counter() - begun) * 1_000


def _read(file: Path) -> float:
    begun = time.perf_counter()
    with file.open("rb") as data:
        count = sum(len(pairings(unit)) for unit in read_units(data, file.name))
    assert count == UNITS
    return (time.perf_counter() - begun) * 1_000


def _taken_in(file: Path, folder: Path, workers: Workers) -> float:
    desk = empty_desk(folder, Clock())
    service = WordFileService(replace(desk.place, behind=workers))
    begun = time.perf_counter()
    with file.open("rb") as data:
        taken = service.import_tmx(data, file.name)
    spent = (time.perf_counter() - begun) * 1_000
    assert taken.added == UNITS
    desk.place.database.close()
    return spent


def _translation() -> Iterator[Figure]:
    """Yield how long a translation of 60 paragraphs takes to be written and read back."""
    text = "Nước sông **lên** [nhanh](https://a.vn) hơn mọi năm, ông A nói. " * 4
    rows = tuple(row_of(f"u{n}", text + str(n), text, state=State.DRAFT) for n in range(60))
    file = ExchangeFile(VIETNAMESE, ENGLISH, rows, "bench")
    for version in XliffVersion:
        data = write_xliff(file, version)
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            back = read_xliff(write_xliff(file, version), "bench.xlf")
            texts = [row.source_text + row.target_text for row in back[0].rows]
            times.append((time.perf_counter() - begun) * 1_000)
            assert len(texts) == 60
        walked = _parsed(data)
        yield Figure(
            f"60 paragraphs as XLIFF {version}, out and in",
            min(times),
            baseline=walked,
            against="lxml parsing them",
        )


def _parsed(data: bytes) -> float:
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        etree.parse(BytesIO(data))
        times.append((time.perf_counter() - begun) * 1_000)
    return min(times)
