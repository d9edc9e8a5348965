"""What is written into the result of a conflict is not lost with the window."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from editor_app.domain.conflict import WrittenResult
from editor_app.domain.errors import DiskFull
from editor_app.ui.sync.conflict_view import ConflictPage, proposal
from editor_app.ui.sync.conflict_words import newer_words
from tests.portals import place_of, portal
from tests.ui.sync.clashes import THEIRS, clash, clash_anew
from tests.ui.window import Opened, open_window

WRITTEN = "Fuel took nearly half of it."


def page(opened: Opened) -> ConflictPage:
    opened.run("go.sync")
    return opened.sync.decisions.page


def kept(opened: Opened) -> dict[str, str]:
    """What the library holds of results, decided or not."""
    with place_of(opened.desk).database.reading() as records:
        return records.facts.beginning("result ")


def write(opened: Opened) -> None:
    result = page(opened).result
    result.selectAll()
    QTest.keyClicks(result, WRITTEN)


def test_what_is_written_is_on_the_disk_after_a_pause(opened: Opened) -> None:
    (conflict,) = clash(opened.desk, portal(opened.desk)).conflicts
    write(opened)
    written = {conflict.id: WrittenResult(WRITTEN, THEIRS)}
    opened.qtbot.waitUntil(lambda: opened.desk.written_results.all() == written)


def test_the_next_window_has_what_was_written_and_deciding_forgets_it(opened: Opened) -> None:
    clash(opened.desk, portal(opened.desk), headline=True)
    write(opened)
    assert opened.window.close()
    again = open_window(opened.desk, opened.jobs, opened.theme, opened.qtbot)
    shown = page(again)
    assert shown.result.text == WRITTEN
    before = shown.view
    assert before is not None
    shown.keep_mine()
    again.qtbot.waitUntil(lambda: not kept(again))
    again.run("edit.take_back")
    again.run("conflict.previous")
    assert shown.view is not None
    assert shown.view.conflict.id == before.conflict.id
    assert shown.result.text == WRITTEN
    again.close()
    assert again.desk.written_results.all()


def test_what_a_full_disk_did_not_take_is_kept_when_the_window_goes(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    clash(opened.desk, portal(opened.desk))
    refused: list[object] = []
    opened.jobs.refused.connect(refused.append)
    with monkeypatch.context() as full:

        def keep(_written: object) -> None:
            raise DiskFull

        full.setattr(opened.desk.written_results, "keep", keep)
        write(opened)
        opened.qtbot.waitUntil(lambda: bool(refused))
    assert not kept(opened)
    assert opened.window.close()
    assert kept(opened)


def test_the_next_window_says_what_came_from_the_site_meanwhile(opened: Opened) -> None:
    site = portal(opened.desk)
    made = clash(opened.desk, site)
    write(opened)
    assert opened.window.close()
    clash_anew(opened.desk, site, made, "Fuel took a third of it.")
    again = open_window(opened.desk, opened.jobs, opened.theme, opened.qtbot)
    shown = page(again)
    assert shown.result.text == WRITTEN
    assert shown.notice.text == newer_words()
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
