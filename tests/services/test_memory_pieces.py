"""A large TMX file is taken in piece by piece: the same pairs, the same troubles, and Stop."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, Unreadable
from editor_app.domain.ids import Language, PairId
from editor_app.domain.messages import Message
from editor_app.domain.term import MemoryPair
from editor_app.formats.tmx_pieces import pieces
from editor_app.services import memory_pieces, word_files
from editor_app.services.pair_making import Prepared, prepare
from editor_app.services.word_files import WordFileService
from editor_app.workers import Workers
from tests.desks import Clock, Desk, empty_desk

HEAD = '<tmx version="1.4">\n<header srclang="vi" datatype="plaintext"/>\n<body>\n'
TAIL = "\n</body>\n</tmx>\n"


def unit(number: int) -> str:
    about = 'changedate="20260302T090000Z" changeid="Minh"' if number % 3 else ""
    note = "<note>Checked</note>" if number % 5 == 0 else ""
    target = "" if number % 7 == 3 else f"Line {number % 40}."
    return (
        f'<tu tuid="u{number}" {about}>{note}<tuv xml:lang="vi"><seg>Câu {number % 40}.</seg></tuv>'
        f'<tuv xml:lang="en-GB"><seg>{target}</seg></tuv></tu>'
    )


PAIRS = len({number % 40 for number in range(60) if number % 7 != 3})
WHOLE = (HEAD + "\n".join(map(unit, range(60))) + TAIL).encode()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut files into pieces of a few units."""
    monkeypatch.setattr(word_files, "pieces", partial(pieces, size=900))


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """Return a second desk, which reads its files in one."""
    desk = empty_desk(tmp_path / "other", Clock())
    yield desk
    desk.place.database.close()


def known(desk: Desk) -> set[MemoryPair]:
    with desk.place.database.reading() as records:
        return {replace(pair, id=PairId(""), taking=None) for pair in records.memory.all()}


def taken(desk: Desk, data: bytes) -> object:
    """Return what taking a file in says, or the trouble with it."""
    try:
        report = WordFileService(desk.place).import_tmx(BytesIO(data), "a.tmx")
    except Unreadable as error:
        return error.message
    return replace(report, changes=Changes())


@pytest.mark.usefixtures("small")
def test_pieces_bring_what_the_whole_file_brings(
    desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_pieces = taken(desk, WHOLE)
    monkeypatch.undo()
    assert taken(other, WHOLE) == in_pieces
    assert known(desk) == known(other)
    assert len(known(desk)) == PAIRS


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("line", [4, 5, 20, 40, 63])
@pytest.mark.parametrize("harm", [b"<tu", b"</tuv>", b"\x01"])
def test_of_a_damaged_file_the_pieces_before_the_damage_are_kept(
    desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch, line: int, harm: bytes
) -> None:
    lines = WHOLE.split(b"\n")
    lines[line - 1] = harm + lines[line - 1]
    data = b"\n".join(lines)
    in_pieces = taken(desk, data)
    monkeypatch.undo()
    assert taken(other, data) == in_pieces
    assert isinstance(in_pieces, Message)
    assert known(desk) == known(other)


@pytest.mark.usefixtures("small")
def test_a_large_file_that_is_stopped_and_taken_in_again_doubles_nothing(desk: Desk) -> None:
    told: list[int] = []

    def stop(done: int, total: int, said: Message | None = None) -> None:
        told.append(done)
        if len(told) == 3:
            raise Cancelled

    files = WordFileService(desk.place)
    with pytest.raises(Cancelled):
        files.import_tmx(BytesIO(WHOLE), "a.tmx", progress=stop, size=len(WHOLE))
    assert told == sorted(told)
    files.import_tmx(BytesIO(WHOLE), "a.tmx", progress=lambda *_: None, size=len(WHOLE))
    assert len(known(desk)) == PAIRS


@pytest.mark.usefixtures("small")
def test_the_pairs_cross_over_from_the_worker_process(desk: Desk, other: Desk) -> None:
    workers = Workers(behind=True)
    desk.place = replace(desk.place, behind=workers)
    try:
        report = taken(desk, WHOLE)
    finally:
        workers.close()
    assert report == taken(other, WHOLE)
    assert known(desk) == known(other)


def test_the_worker_process_does_not_wait_for_what_reaches_the_library() -> None:
    said = "import sys, editor_app.services.pair_making; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"


@pytest.mark.usefixtures("small")
def test_units_without_use_are_numbered_through_the_whole_file(desk: Desk) -> None:
    files = WordFileService(desk.place)
    units = (unit(number) for number in range(60))
    report = files.import_tmx(BytesIO((HEAD + "".join(units) + TAIL).encode()), "a.tmx")
    assert [said.fields["number"] for said in report.problems] == list(range(4, 61, 7))


@pytest.mark.usefixtures("small")
def test_a_worker_that_crashes_midway_leaves_what_came_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(data: bytes, name: str, languages: tuple[Language, ...], now: datetime) -> Prepared:
        if b'"u30"' in data:
            raise Unreadable("reader-crashed")
        return prepare(data, name, languages, now)

    monkeypatch.setattr(memory_pieces, "prepare", crash)
    said = taken(desk, WHOLE)
    assert isinstance(said, Message)
    assert said.key == "exchange-damaged-midway"
    assert 0 < int(str(said.fields["units"])) <= 30
    assert known(desk)
