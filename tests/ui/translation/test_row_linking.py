"""An editor says what a paragraph renders; the rows follow, and nothing takes it back by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.domain.link import block_address
from editor_app.sentences import _
from editor_app.services.note_views import Anchor
from editor_app.ui.theme import Theme
from editor_app.ui.translation.link_sheet import LinkSheet
from editor_app.ui.translation.row_anchors import anchor_in_row
from editor_app.ui.translation.row_menu import ENTRIES, RowMenu
from tests.ui.translation.translating import SOURCE, Translating, undone_by_the_desk

FIRST, SECOND, THIRD, FOURTH = SOURCE.split("\n\n")


def write(work: Translating, source: str, text: str) -> None:
    work.open(source)
    work.type(text)


def rows(work: Translating) -> list[tuple[str, str]]:
    """Return what the desk has as paragraphs beside each other."""
    found = work.desk.translations.segments(work.target)
    return [(row.source_text, row.target_text) for row in found if row.targets or row.sources][1:]


def shown(work: Translating) -> list[tuple[str, str]]:
    """Return what the window shows as paragraphs beside each other."""
    return [(row.source, row.target) for row in work.view.list.rows if not row.is_field]


def settle(work: Translating) -> None:
    work.manuscripts.settle()
    work.settle()


def act(work: Translating, name: str) -> None:
    assert name in work.view.performs()
    work.view.perform(name)
    work.settle()


def test_a_paragraph_is_said_to_render_the_source_below_and_undo_takes_it_back(
    work: Translating,
) -> None:
    undone_by_the_desk(work)
    write(work, FIRST, "The captain counts clouds.")
    write(work, THIRD, "Four ferries run.")
    work.open(FIRST)
    act(work, "translate.renders_below")
    wanted = [
        (FIRST, ""),
        (SECOND, "The captain counts clouds."),
        (THIRD, "Four ferries run."),
        (FOURTH, ""),
    ]
    assert rows(work) == shown(work) == wanted
    row = work.view.active.row
    assert row is not None
    assert row.source == SECOND, "the caret goes along"
    work.type(" Again.")
    settle(work)
    typed = "The captain counts clouds. Again."
    assert rows(work) == shown(work) == [*wanted[:1], (SECOND, typed), *wanted[2:]]
    work.view.undo()
    work.view.undo()
    settle(work)
    before = [(FIRST, "The captain counts clouds."), (SECOND, ""), *wanted[2:]]
    assert rows(work) == shown(work) == before
    work.view.redo()
    work.settle()
    assert rows(work) == shown(work) == wanted


def test_a_paragraph_that_was_just_typed_keeps_what_a_hand_says_of_it(work: Translating) -> None:
    write(work, SECOND, "The captain counts clouds.")
    settle(work)
    work.view.perform("translate.split")
    work.type("It is our own remark.")
    act(work, "translate.own")
    own = ("", "It is our own remark.")
    wanted = [(FIRST, ""), (SECOND, "The captain counts clouds."), own, (THIRD, ""), (FOURTH, "")]
    assert rows(work) == shown(work) == wanted
    assert work.view.active.edit.toPlainText() == "It is our own remark."
    row = work.view.active.row
    assert row is not None
    assert row.name == "Own text"
    work.type(" Really.")
    settle(work)
    assert rows(work) == shown(work)
    assert ("", "It is our own remark. Really.") in rows(work)
    assert "translate.own" not in work.view.performs()
    act(work, "translate.renders_above")
    both = (SECOND, "The captain counts clouds.\n\nIt is our own remark. Really.")
    assert both in rows(work)
    assert rows(work) == shown(work)
    assert work.view.active.edit.toPlainText().startswith("The captain")


def test_nothing_is_chosen_for_a_text_that_is_no_longer_shown(
    work: Translating, theme: Theme
) -> None:
    work.view.work.linking.make_sheet = lambda: LinkSheet(theme, work.view.window())
    write(work, SECOND, "The captain counts clouds.")
    settle(work)
    work.view.perform("translate.renders")
    work.view.clear()
    work.settle()
    assert work.view.work.linking.sheet is None


def test_several_sources_are_chosen_by_keyboard(work: Translating, theme: Theme) -> None:
    work.view.work.linking.make_sheet = lambda: LinkSheet(theme, work.view.window())
    write(work, SECOND, "The captain counts clouds. Four ferries run.")
    act(work, "translate.renders")
    sheet = work.view.work.linking.sheet
    assert sheet is not None
    (first,) = (tick for _address, tick in sheet._ticks if tick.isChecked())
    QTest.keyClick(first, Qt.Key.Key_Down)
    following = sheet._ticks[2][1]
    QTest.keyClick(following, Qt.Key.Key_Space)
    assert len([tick for _address, tick in sheet._ticks if tick.isChecked()]) == 2
    QTest.keyClick(following, Qt.Key.Key_Return)
    work.settle()
    assert sheet.isHidden()
    assert rows(work) == shown(work)
    assert rows(work)[1] == (f"{SECOND}\n\n{THIRD}", "The captain counts clouds. Four ferries run.")
    act(work, "translate.renders")
    for _address, tick in sheet._ticks:
        tick.setChecked(False)
    sheet._decide()
    work.settle()
    assert {(SECOND, ""), (THIRD, "")} < set(rows(work))
    assert ("", "The captain counts clouds. Four ferries run.") in rows(work)
    assert rows(work) == shown(work)


def test_an_empty_row_says_why_nothing_is_linked_or_moved(work: Translating) -> None:
    told: list[str] = []
    for part in (work.view.work.linking, work.view.work.moving):
        part.told.connect(told.append)
    work.open(SECOND)
    before = rows(work)
    for name in ("translate.renders", "translate.renders_below", "translate.own", "text.move_up"):
        act(work, name)
    nothing = "Nothing stands here yet. Go to the paragraph that renders this source, "
    assert told[:3] == [nothing + "and say there what it renders."] * 3
    assert told[3:] == ["Nothing stands here yet that could be moved."]
    assert rows(work) == before
    work.open("Phà")
    assert "text.move_up" not in work.view.performs(), "a headline stands where it stands"


def test_the_menu_of_a_row_links_its_paragraph_by_mouse(work: Translating) -> None:
    write(work, FIRST, "The captain counts clouds.")
    settle(work)
    work.open(FOURTH)
    area = work.view.list.source_area(work.number(FIRST))
    place = area.center()
    viewport = work.view.list.viewport()
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    row_menu = work.view.list.findChild(RowMenu)
    assert row_menu is not None
    menu = row_menu.menu
    assert menu is not None
    entries = {entry.text(): entry for entry in menu.actions()}
    assert len([entry for entry in menu.actions() if entry.text()]) == 1 + len(
        [name for name in ENTRIES if name]
    )
    below = entries[_("It renders the source paragraph below")]
    assert below.isEnabled()
    assert not entries[_("It renders the source paragraph above")].isEnabled()
    below.trigger()
    menu.close()
    work.settle()
    assert rows(work)[:2] == [(FIRST, ""), (SECOND, "The captain counts clouds.")]


def test_a_note_on_words_of_two_paragraphs_that_stand_apart_is_about_those_of_the_first(
    work: Translating,
) -> None:
    work.write_elsewhere("A left.\n\nBetween.\n\nA right.")
    sources = work.desk.translations.sources(work.target)
    body = next(
        item for item in work.desk.stories.view(work.story).articles if item.id == work.target
    ).body
    addresses = [block_address(work.target, block.id) for block in body]
    link = work.desk.translations.link
    link(work.target, (addresses[0], addresses[2]), (sources[0][0],))
    link(work.target, (addresses[1],), (sources[1][0],))
    work.refresh()
    work.settle()
    work.open(FIRST)
    edit = work.view.active.edit
    assert edit.toPlainText() == "A left.\nA right."
    cursor = edit.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(12, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    anchor = anchor_in_row(work.view.active)
    assert anchor == Anchor(addresses[0], "left.", 2, 7)


def test_undo_of_two_rows_that_were_joined_gives_both_rows_back(work: Translating) -> None:
    write(work, FIRST, "The ferry leaves.")
    write(work, SECOND, "The captain counts clouds.")
    settle(work)
    before = rows(work)
    work.open(SECOND)
    act(work, "translate.merge")
    settle(work)
    assert rows(work)[0] == (f"{FIRST}\n\n{SECOND}", "The ferry leaves. The captain counts clouds.")
    work.view.perform("edit.undo")
    settle(work)
    assert rows(work) == shown(work) == before
