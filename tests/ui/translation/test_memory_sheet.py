"""The sheet of the translation memories: order, read-only ones, pairs found, changed, removed."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ENGLISH, VIETNAMESE, PairId, new_id
from editor_app.domain.term import DESK_MEMORY, MemoryPair
from editor_app.ui.jobs import Task
from editor_app.ui.theme import Theme
from editor_app.ui.translation.memory_commands import MemoryCommands
from editor_app.ui.translation.memory_sheet import MOST, MemorySheet
from tests.desks import NOON
from tests.patience import LONG
from tests.ui.translation.translating import Translating


@pytest.fixture
def sheet(qtbot: QtBot, work: Translating, theme: Theme) -> Iterator[MemorySheet]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    desk = work.desk
    pairs = [("Mưa to.", "Rain."), ("Nắng gắt.", "Sun."), ("Mưa “to”.", "Downpour.")]
    desk.terms.put_pairs(
        tuple(
            MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, source, target, NOON)
            for source, target in pairs
        )
    )
    while desk.memory.tidy():
        pass
    zone = ZoneInfo("Pacific/Kiritimati")
    commands = MemoryCommands(
        desk, work.jobs, lambda: MemorySheet(theme, window), lambda: zone, window
    )
    window.show()
    commands.open()
    work.settle()
    yield commands.sheet
    work.settle()


def listed(sheet: MemorySheet) -> list[str]:
    return [sheet.memories.item(row).text() for row in range(sheet.memories.count())]


def sources(sheet: MemorySheet) -> set[str]:
    rows = range(sheet.pairs.count())
    return {sheet.pairs.item(row).text().split("  →  ")[0] for row in rows}


def test_memories_are_added_ordered_and_made_read_only(
    work: Translating, sheet: MemorySheet
) -> None:
    assert sheet.isVisible()
    assert listed(sheet) == ["Memory of this desk · 3 pairs"]
    assert not sheet.remove.isEnabled()
    sheet.name.setText("Agency")
    sheet.add.click()
    work.settle()
    sheet.memories.setCurrentRow(1)
    sheet.up.click()
    work.settle()
    sheet.fix.click()
    work.settle()
    assert listed(sheet) == ["Agency · 0 pairs · read-only", "Memory of this desk · 3 pairs"]
    assert sheet.fix.text() == "Allow changes"


def test_days_are_those_of_the_zone_of_the_site(sheet: MemorySheet) -> None:
    day = NOON.astimezone(ZoneInfo("Pacific/Kiritimati")).strftime("%d/%m/%Y")
    assert day != NOON.strftime("%d/%m/%Y")
    assert all(day in sheet.pairs.item(row).toolTip() for row in range(3))


def test_a_name_that_is_taken_is_refused_in_the_sheet(
    work: Translating, sheet: MemorySheet
) -> None:
    for _ in range(2):
        sheet.name.setText("Agency")
        sheet.add.click()
        work.settle()
    assert sheet.said.text() == "There is a memory “Agency” already. Nothing was changed."
    assert len(listed(sheet)) == 2


def test_a_pair_is_found_changed_and_removed(work: Translating, sheet: MemorySheet) -> None:
    assert len(sources(sheet)) == 3
    sheet.search.setText("nang")
    sheet._look()
    work.settle()
    assert sources(sheet) == {"Nắng gắt."}
    sheet.target.setPlainText("Blazing sun.")
    sheet.keep.click()
    work.settle()
    assert "Blazing sun." in {pair.target for pair in work.desk.terms.pairs()}
    assert sheet.target.toPlainText() == "Blazing sun."
    sheet.forget.click()
    work.settle()
    assert sources(sheet) == set()
    assert work.desk.terms.memory_count() == 2


def test_the_next_pair_is_chosen_when_one_is_removed_and_what_is_typed_stays(
    work: Translating, sheet: MemorySheet
) -> None:
    before = [pair.id for pair in sheet._pairs]
    row = 1 if sheet._pairs[0].source == "Nắng gắt." else 0
    sheet.pairs.setCurrentRow(row)
    sheet.forget.click()
    work.settle()
    assert sheet.pair is not None
    assert sheet.pair.id == before[row + 1]
    sheet.target.setPlainText("Typed")
    sheet.show_memories(work.desk.memory.memories())
    work.settle()
    assert sheet.pair.id == before[row + 1]
    assert sheet.target.toPlainText() == "Typed"
    places = [pair.source for pair in sheet._pairs]
    sheet.pairs.setCurrentRow(places.index("Nắng gắt."))
    sheet.search.setText("mua")
    sheet._look()
    work.settle()
    assert sheet.pairs.currentRow() == 0


def test_the_pairs_of_a_read_only_memory_are_only_read(
    work: Translating, sheet: MemorySheet
) -> None:
    agency = work.desk.memory.add("Agency", read_only=True)
    kept = MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, "Gió.", "Wind.", NOON)
    work.desk.terms.put_pairs((MemoryPair(**(vars(kept) | {"memory": agency.id})),))
    sheet.show_memories(work.desk.memory.memories())
    sheet.memories.setCurrentRow(1)
    work.settle()
    assert sources(sheet) == {"Gió."}
    assert sheet.source.isReadOnly()
    assert not sheet.keep.isEnabled()
    assert not sheet.forget.isEnabled()


def test_a_memory_that_was_removed_comes_back_by_undo(
    work: Translating, sheet: MemorySheet
) -> None:
    agency = work.desk.memory.add("Agency")
    sheet.show_memories(work.desk.memory.memories())
    sheet.memories.setCurrentRow(1)
    announced: list[Changes] = []
    work.jobs.changed.connect(announced.append)
    sheet.remove.click()
    work.settle()
    assert len(listed(sheet)) == 1
    assert announced[-1].inverse is not None
    announced[-1].inverse()
    assert [item.memory.id for item in work.desk.memory.memories()] == [DESK_MEMORY, agency.id]


def test_a_file_that_is_there_stays_when_the_disk_is_full(
    work: Translating, sheet: MemorySheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fills(out: IO[bytes], _memory: object) -> int:
        out.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    commands = sheet.window().findChild(MemoryCommands)
    assert commands is not None
    monkeypatch.setattr(commands._files, "export_tmx", fills)
    failed: list[EditorError] = []
    commands.failed.connect(failed.append)
    (tmp_path / "All.tmx").write_bytes(b"whole")
    commands.save(tmp_path / "All.tmx", DESK_MEMORY)
    work.settle()
    assert [error.message.key for error in failed] == ["file-not-written"]
    assert (tmp_path / "All.tmx").read_bytes() == b"whole"
    assert [file.name for file in tmp_path.glob("All*")] == ["All.tmx"]


def test_saving_a_memory_is_stopped_and_leaves_the_file_that_is_there(
    work: Translating, sheet: MemorySheet, tmp_path: Path
) -> None:
    commands = sheet.window().findChild(MemoryCommands)
    assert commands is not None
    told: list[str] = []
    commands.told.connect(lambda _tone, words: told.append(words))
    (tmp_path / "All.tmx").write_bytes(b"whole")
    gate = threading.Event()
    work.jobs.long(None, "Before", lambda _report: gate.wait(LONG / 1000))
    begun: list[Task] = []
    work.jobs.began.connect(begun.append)
    commands.save(tmp_path / "All.tmx", DESK_MEMORY)
    begun[0].stop()
    gate.set()
    work.settle()
    assert told == []
    assert (tmp_path / "All.tmx").read_bytes() == b"whole"
    assert [file.name for file in tmp_path.glob("All*")] == ["All.tmx"]


def test_no_break_spaces_of_a_pair_are_kept(work: Translating, sheet: MemorySheet) -> None:
    asked: list[tuple[str, ...]] = []
    sheet.rewritten.connect(lambda *pair: asked.append(pair[1:]))
    sheet.source.setPlainText("10\u00a0000 người")
    sheet.target.setPlainText("10\u00a0000 people")
    sheet.keep.click()
    work.settle()
    assert asked == [("10\u00a0000 người", "10\u00a0000 people")]


def test_a_wrong_file_is_taken_in_and_out_again(
    work: Translating, sheet: MemorySheet, tmp_path: Path
) -> None:
    commands = sheet.window().findChild(MemoryCommands)
    assert commands is not None
    file, saved = tmp_path / "Wrong.tmx", tmp_path / "All.tmx"
    units = "".join(
        f'<tu><note>Seen {n}</note><tuv xml:lang="vi"><seg>Câu {n}.</seg></tuv>'
        f'<tuv xml:lang="en"><seg>Line {n}.</seg></tuv></tu>'
        for n in range(3)
    )
    file.write_text(f'<tmx version="1.4"><header srclang="vi"/><body>{units}<tu/></body></tmx>')
    told: list[str] = []
    announced: list[Changes] = []
    commands.told.connect(lambda _tone, words: told.append(words))
    work.jobs.changed.connect(announced.append)
    commands.take_in(file, DESK_MEMORY)
    assert not sheet.isVisible()
    work.settle()
    assert announced[-1].said is not None  # offered to be undone
    assert announced[-1].lengthy
    commands.save(saved, DESK_MEMORY)
    work.settle()
    assert told == [
        "Taken in from “Wrong.tmx”: 3 new pairs, 0 that were there, 1 units without a translation.",
        "6 pairs saved as “All.tmx”.",
    ]
    assert "<note>Seen 2</note>" in saved.read_text("utf-8")
    commands.open()
    work.settle()
    assert listed(sheet) == ["Memory of this desk · 6 pairs"]
    assert any("Seen 1" in sheet.pairs.item(row).toolTip() for row in range(6))
    sheet.empty.click()
    (offer,) = sheet.menu.actions()
    assert offer.text().startswith("Wrong.tmx · ")
    sheet.menu.close()
    offer.trigger()
    work.settle()
    assert listed(sheet) == ["Memory of this desk · 3 pairs"]
    assert not sheet.empty.isEnabled()


def test_a_file_that_is_none_is_refused_in_words(
    work: Translating, sheet: MemorySheet, tmp_path: Path
) -> None:
    commands = sheet.window().findChild(MemoryCommands)
    assert commands is not None
    failed: list[EditorError] = []
    commands.failed.connect(failed.append)
    commands.take_in(tmp_path / "gone.tmx", DESK_MEMORY)
    commands.save(tmp_path / "no" / "folder.tmx", DESK_MEMORY)
    work.settle()
    assert [type(error).__name__ for error in failed] == ["Unreadable", "Refused"]


def test_a_memory_is_merged_into_another_that_may_be_changed(
    work: Translating, sheet: MemorySheet
) -> None:
    sheet.name.setText("Agency")
    sheet.add.click()
    work.settle()
    assert not sheet.join.isEnabled()  # the memory of the desk stays
    sheet.memories.setCurrentRow(1)
    sheet.join.click()
    [action] = sheet.menu.actions()
    assert action.text() == "Memory of this desk · 3 pairs"
    sheet.menu.close()
    action.trigger()
    work.settle()
    assert listed(sheet) == ["Memory of this desk · 3 pairs"]


def test_of_many_pairs_it_says_that_there_are_more_and_shows_them(
    work: Translating, sheet: MemorySheet
) -> None:
    assert not sheet.more.isVisible()
    work.desk.terms.put_pairs(
        tuple(
            MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, f"Bão số {at}.", f"Storm {at}.", NOON)
            for at in range(MOST)
        )
    )
    while work.desk.memory.tidy():
        pass
    sheet.show_memories(work.desk.memory.memories())
    work.settle()
    assert sheet.pairs.count() == MOST
    assert sheet.more.text() == "The first 100 are shown. Show more"
    sheet.more.click()
    work.settle()
    assert sheet.pairs.count() == MOST + 3
    assert not sheet.more.isVisible()
