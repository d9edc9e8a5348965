"""Deciding what was changed both here and on a site, in the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from editor_app.domain.conflict import Resolution
from editor_app.domain.settings import Theme as Colours
from editor_app.domain.site import OutboxState, RemoteStatus, Wish
from editor_app.ui.sync.conflict_view import ConflictPage, proposal
from editor_app.ui.sync.sync_screen import SyncScreen
from editor_app.ui.widgets.notice import Notice
from tests.portals import place_of, portal
from tests.ui.material import story, write
from tests.ui.sync.clashes import MINE, TEXTS, THEIRS, Clashed, clash, clash_anew
from tests.ui.window import Opened, focused, press


def screen(opened: Opened) -> SyncScreen:
    opened.run("go.sync")
    found = opened.screen
    assert isinstance(found, SyncScreen)
    return found


def page(opened: Opened) -> ConflictPage:
    return screen(opened).decisions.page


def body(opened: Opened, made: Clashed) -> str:
    return opened.desk.stories.find_article(made.article).markdown


def over_the_text(opened: Opened) -> Notice:
    areas = opened.window.areas
    assert areas is not None
    return areas.page.conflict


def labels(inside: ConflictPage) -> str:
    return "\n".join(
        label.text() for label in inside.findChildren(QLabel) if label.isVisibleTo(inside)
    )


def test_a_conflict_stands_with_base_both_sides_context_and_what_was_merged(
    opened: Opened,
) -> None:
    clash(opened.desk, portal(opened.desk))
    shown = page(opened)
    assert shown.isVisible()
    assert shown.base.text == TEXTS[1]
    assert shown.before.text == TEXTS[0]
    assert shown.following.text == "The trial runs until April."
    assert shown.mine.text == MINE
    assert shown.theirs.text == THEIRS
    said = labels(shown)
    assert "by linh.tran" in said
    assert "Paragraph 3 — theirs: The trial runs until April." in said
    assert "1 change was merged automatically. 1 place needs you." in said


def test_words_that_differ_from_the_base_are_marked_on_each_side(opened: Opened) -> None:
    clash(opened.desk, portal(opened.desk))
    shown = page(opened)
    for prose, soft, words in (
        (shown.mine, "ok-soft", "41 per cent"),
        (shown.theirs, "info-soft", "two fifths"),
    ):
        cursor = prose.textCursor()
        cursor.setPosition(prose.text.index(words) + 1)
        assert cursor.charFormat().background().color() == opened.theme.colour(soft)
        cursor.setPosition(2)
        assert cursor.charFormat().background().style() is Qt.BrushStyle.NoBrush


def test_a_conflict_takes_the_focus_when_it_comes_into_sight(opened: Opened) -> None:
    desk, site = opened.desk, portal(opened.desk)
    opened.open(story(desk).story)
    opened.views["write"].focus_text()
    opened.run("go.sync")
    assert focused() is screen(opened).bar.send
    opened.run("go.stories")
    clash(desk, site)
    opened.run("go.sync")
    assert screen(opened).decisions.isAncestorOf(focused())


def test_keep_mine_lets_ours_stand_and_sends_it(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk))
    press(page(opened), "Keep mine")
    opened.settle()
    assert MINE in body(opened, made)
    assert opened.desk.conflicts.count() == 0
    assert opened.desk.publishing.outbox()[0].state is OutboxState.WAITING
    assert screen(opened).decisions.empty.accessibleName() == "Nothing to decide"


def test_a_double_click_decides_one_place_not_the_one_that_comes_next(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk), headline=True)
    shown = page(opened)
    button = shown._keep_mine
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.settle()  # the second place stands there before the second press comes
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert len(opened.desk.conflicts.decided(made.article)) == 1
    assert opened.desk.conflicts.count() == 1
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert opened.desk.conflicts.count() == 0


def test_ctrl_enter_held_down_uses_one_result(opened: Opened) -> None:
    clash(opened.desk, portal(opened.desk), headline=True)
    shown = page(opened)
    enter, control = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    for is_repeat in (False, True):
        press_again = QKeyEvent(QEvent.Type.KeyPress, enter, control, "", is_repeat)
        QApplication.sendEvent(shown.result, press_again)
        opened.settle()
    assert opened.desk.conflicts.count() == 1


def test_keep_theirs_takes_their_text_and_undo_asks_again(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk))
    press(page(opened), "Keep theirs")
    opened.settle()
    assert THEIRS in body(opened, made)
    assert opened.conductor.undo_bar.text == "Decided in “Solar ferries”"
    opened.conductor.undo.undo()
    opened.settle()
    assert MINE in body(opened, made)
    assert opened.desk.conflicts.count() == 1
    assert page(opened).theirs.text == THEIRS


def test_what_is_written_into_the_result_becomes_the_text(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk))
    shown = page(opened)
    shown.result.setPlainText("Fuel took 41 per cent, about two\u00a0fifths, of their income.")
    shown.result.setFocus()
    QTest.keyClick(shown.result, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert "41 per cent, about two\u00a0fifths, of their income." in body(opened, made)
    (decided,) = opened.desk.conflicts.decided(made.article)
    assert decided.resolution is Resolution.EDITED


def test_every_choice_has_a_key(opened: Opened) -> None:
    desk = opened.desk
    made = clash(desk, portal(desk))
    screen(opened).focus_start()
    possible = {"conflict.mine", "conflict.theirs", "conflict.both", "conflict.use"}
    assert possible <= screen(opened).performs()
    QTest.keyClick(focused(), Qt.Key.Key_2, _control_shift())
    opened.settle()
    assert THEIRS in body(opened, made)
    assert not possible & screen(opened).performs()


def _control_shift() -> Qt.KeyboardModifier:
    return Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_several_conflicts_are_stepped_through_and_can_be_postponed(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk), headline=True)
    assert len(made.conflicts) == 2
    shown = page(opened)
    assert shown.head.place.text() == "1 of 2"
    assert shown._use.text() == "Save and go on"
    first = shown.view
    opened.run("conflict.next")
    assert shown.head.place.text() == "2 of 2"
    assert shown.view != first
    press(shown, "Decide later")
    assert shown.view == first
    press(shown, "Decide later")
    empty = screen(opened).decisions.empty
    assert empty.accessibleName() == "2 places wait for your decision"
    press(empty, "Decide now")
    assert shown.isVisible()


def test_what_is_proposed_follows_what_is_written_meanwhile(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk))
    shown = page(opened)
    before = shown.result.text
    newer = "Fuel took nearly half of what they earned."
    write(opened.desk, made.article, body=body(opened, made).replace(MINE, newer))
    screen(opened).refresh()
    opened.settle()
    assert shown.mine.text == newer
    assert shown.view is not None
    assert shown.result.text == proposal(shown.view) != before
    shown.result.setPlainText("Mine.")
    cursor = shown.result.textCursor()
    cursor.setPosition(4)
    shown.result.setTextCursor(cursor)
    write(opened.desk, made.article, body=body(opened, made).replace(newer, MINE))
    screen(opened).refresh()
    opened.settle()
    assert (shown.mine.text, shown.result.text) == (MINE, "Mine.")
    assert shown.result.textCursor().position() == 4


def test_other_colours_are_nothing_that_somebody_wrote(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk))
    shown = page(opened)
    opened.theme.apply(Colours.DARK)
    newer = "Fuel took nearly half of what they earned."
    write(opened.desk, made.article, body=body(opened, made).replace(MINE, newer))
    screen(opened).refresh()
    opened.settle()
    assert shown.view is not None
    assert newer in proposal(shown.view)
    assert shown.result.text == proposal(shown.view)
    shown.result.setPlainText("Mine.")
    opened.theme.apply(Colours.LIGHT)
    opened.run("conflict.next")
    assert shown.result.text == "Mine."


def test_what_was_begun_in_the_result_is_there_again(opened: Opened) -> None:
    clash(opened.desk, portal(opened.desk), headline=True)
    shown = page(opened)
    shown.result.setPlainText("Half a thought")
    opened.run("conflict.next")
    assert shown.result.text != "Half a thought"
    opened.run("conflict.previous")
    assert shown.result.text == "Half a thought"


def test_a_conflict_that_somebody_else_decided_is_said_and_nothing_is_written(
    opened: Opened,
) -> None:
    made = clash(opened.desk, portal(opened.desk))
    shown = page(opened)
    opened.desk.conflicts.resolve(made.conflicts[0].id, Resolution.MINE)
    press(shown, "Keep theirs")
    opened.settle()
    assert shown.notice.text
    assert MINE in body(opened, made)


def test_the_story_says_that_it_waits_and_leads_to_the_decision(opened: Opened) -> None:
    desk = opened.desk
    site = portal(desk)
    clash(desk, site, "Night trains")
    made = clash(desk, site, "Kite season")
    plain = story(desk)
    opened.open(made.story)
    notice = over_the_text(opened)
    assert "Both versions are kept" in notice.text
    press(notice, "Decide")
    opened.settle()
    shown = page(opened)
    assert shown.view is not None
    assert shown.view.conflict.article == made.article
    opened.open(plain.story)
    assert notice.text == ""


def test_a_story_says_at_once_that_its_conflict_is_decided(opened: Opened) -> None:
    desk = opened.desk
    made = clash(desk, portal(desk))
    opened.open(made.story)
    notice = over_the_text(opened)
    assert notice.text
    opened.jobs.change(lambda: desk.conflicts.resolve(made.conflicts[0].id, Resolution.MINE))
    opened.settle()
    assert notice.text == ""


def test_the_list_leads_to_a_conflict_while_one_decides(opened: Opened) -> None:
    desk = opened.desk
    site = portal(desk)
    clash(desk, site, "Night trains")
    other = clash(desk, site, "Kite season")
    shown = page(opened)
    opened.window.areas.stories.opened.emit(other.story)  # type: ignore[union-attr]
    opened.settle()
    assert opened.window.area == "sync"
    assert shown.view is not None
    assert shown.view.story == other.story


def test_the_outbox_leads_to_the_conflict(opened: Opened) -> None:
    desk = opened.desk
    site = portal(desk)
    clash(desk, site, "Night trains")
    other = clash(desk, site, "Kite season")
    shown = screen(opened)
    card = next(card for card in shown.outbox.cards if card.row.story == other.story)
    press(card, "Decide")
    assert shown.decisions.page.view is not None
    assert shown.decisions.page.view.story == other.story


def test_both_versions_are_found_in_history(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk))
    press(page(opened), "Both versions in History")
    opened.settle()
    assert opened.window.area == "stories"
    assert opened.conductor.navigator.article is not None
    assert opened.conductor.navigator.article.id == made.article
    assert opened.window.areas.page.inspector.choice == "history"  # type: ignore[union-attr]


def test_a_conflict_counts_in_the_rail_when_nothing_of_the_story_waits_any_more(
    opened: Opened,
) -> None:
    desk, areas = opened.desk, opened.window.areas
    assert areas is not None
    made = clash(desk, portal(desk))
    entries = [row.entry for row in desk.publishing.outbox() if row.state.open]
    opened.jobs.change(lambda: desk.publishing.cancel(entries))
    opened.settle()
    assert areas.rail._entries["sync"].accessibleName() == "Sync, 1 waiting"
    assert areas.status._waits.text() == "1 needs you"
    opened.jobs.change(lambda: desk.conflicts.resolve(made.conflicts[0].id, Resolution.THEIRS))
    opened.settle()
    assert desk.conflicts.count() == 0
    sent_again = [row.entry for row in desk.publishing.outbox() if row.state.open]
    assert len(sent_again) == 1
    assert areas.rail._entries["sync"].accessibleName() == "Sync, 1 waiting"
    assert areas.status._waits.text() == "1 change waits"
    opened.jobs.change(lambda: desk.publishing.cancel(sent_again))
    opened.settle()
    assert areas.rail._entries["sync"].accessibleName() == "Sync"


def newer(opened: Opened, made: Clashed, text: str) -> None:
    """Let somebody change the paragraph on the site once more, and let the desk read it."""
    clash_anew(opened.desk, opened.desk.publishing.sites()[0], made, text)
    screen(opened).refresh()
    opened.settle()


def test_nothing_is_decided_on_a_text_that_has_just_come(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk))
    shown = page(opened)
    again = "Fuel took two fifths, say the owners."
    shown.last_read._time.setInterval(600_000)
    newer(opened, made, again)
    assert shown.theirs.text == again
    assert shown.notice.text.startswith("The site has a newer text by now.")
    press(shown, "Keep mine")
    opened.settle()
    assert opened.desk.conflicts.count() == 1
    shown.last_read._time.start(1)
    opened.qtbot.waitUntil(lambda: shown.last_read.text == again)
    press(shown, "Keep mine")
    opened.settle()
    assert opened.desk.conflicts.count() == 0


def test_a_result_that_was_begun_on_an_older_text_says_so_when_one_comes_back(
    opened: Opened,
) -> None:
    site = portal(opened.desk)
    made = clash(opened.desk, site)
    clash(opened.desk, site, "Night trains")
    shown = page(opened)
    shown.result.setPlainText("Fuel took 41 per cent, about two fifths.")
    opened.run("conflict.next")
    assert shown.notice.text == ""
    newer(opened, made, "Fuel took two fifths, say the owners.")
    opened.run("conflict.previous")
    assert shown.result.text == "Fuel took 41 per cent, about two fifths."
    assert shown.notice.text.startswith("The site has a newer text by now.")


def test_who_decides_what_readers_have_is_told_that_all_of_it_goes(opened: Opened) -> None:
    made = clash(opened.desk, portal(opened.desk), headline=True)
    told = "What you choose goes to readers, with all else that was changed here."
    shown = page(opened)
    assert told not in labels(shown)
    press(shown, "Keep mine")
    opened.settle()
    assert told in labels(shown)
    assert opened.desk.conflicts.count() == 1
    place, site = place_of(opened.desk), opened.desk.publishing.sites()[0]
    for status, wish, goes_out in (
        (RemoteStatus.DRAFT, None, False),
        (RemoteStatus.DRAFT, Wish.PUBLISH, True),
        (RemoteStatus.PUBLIC, None, True),
        (RemoteStatus.PUBLIC, Wish.WITHDRAW, False),
    ):
        with place.database.writing() as records:
            known = records.publications.find(made.article, site.id)
            assert known is not None
            records.publications.put(replace(known, status=status, wish=wish))
        screen(opened).refresh()
        opened.settle()
        assert (told in labels(shown)) == goes_out
