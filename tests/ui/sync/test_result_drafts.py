"""What is written into the result of a conflict is not lost with the window."""

from __future__ import annotations

from PySide6.QtTest import QTest

from editor_app.domain.conflict import WrittenResult
from editor_app.ui.sync.conflict_view import ConflictPage, proposal
from tests.portals import portal
from tests.ui.sync.clashes import THEIRS, clash
from tests.ui.window import Opened, open_window

WRITTEN = "Fuel took nearly half of it."


def page(opened: Opened) -> ConflictPage:
    opened.run("go.sync")
    return opened.sync.decisions.page


def write(opened: Opened) -> None:
    result = page(opened).result
    result.selectAll()
    QTest.keyClicks(result, WRITTEN)


def test_what_is_written_is_on_the_disk_after_a_pause(opened: Opened) -> None:
    (conflict,) = clash(opened.desk, portal(opened.desk)).conflicts
    write(opened)
    kept = {conflict.id: WrittenResult(WRITTEN, THEIRS)}
    opened.qtbot.waitUntil(lambda: opened.desk.written_results.all() == kept)


def test_the_next_window_has_what_was_written_and_deciding_forgets_it(opened: Opened) -> None:
    clash(opened.desk, portal(opened.desk), headline=True)
    write(opened)
    assert opened.window.close()
    again = open_window(opened.desk, opened.jobs, opened.theme, opened.qtbot)
    shown = page(again)
    assert shown.result.text == WRITTEN
    shown.keep_mine()
    again.qtbot.waitUntil(lambda: not again.desk.written_results.all())
    again.close()


def test_what_is_proposed_is_not_kept(opened: Opened) -> None:
    clash(opened.desk, portal(opened.desk))
    shown = page(opened)
    assert shown.view is not None
    proposed = proposal(shown.view)
    write(opened)
    opened.qtbot.waitUntil(lambda: len(opened.desk.written_results.all()) == 1)
    shown.result.setPlainText(proposed)
    opened.qtbot.waitUntil(lambda: not opened.desk.written_results.all())
