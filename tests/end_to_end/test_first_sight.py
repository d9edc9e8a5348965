"""The text that was written in last can be typed into while its desk is still being opened."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.__main__ import doors
from editor_app.domain.errors import DeskDamaged
from editor_app.domain.ids import ArticleId
from editor_app.services.preferences import SettingsService
from editor_app.ui.article.body_edit import BodyEdit
from editor_app.ui.article.head_room import HeadRoom
from editor_app.ui.completion import complete_in_turns
from editor_app.ui.desk.centre import Centre
from editor_app.ui.desk.first_run import FirstRun
from editor_app.ui.start import Workstation
from editor_app.ui.widgets.field import Field
from editor_app.ui.workroom import Workroom
from editor_app.wiring import Desk, new_desk, open_desk
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.sitting import ended, written

TEXT = "Nước lên nhanh."


class Gate:
    """Holds the opening of a desk back until it is told, and may let it fail."""

    def __init__(self) -> None:
        """Stand closed."""
        self.opened = threading.Event()
        self.fails = False

    def __call__(self, folder: Path, settings: SettingsService) -> Desk:
        """Open the desk when it may be opened."""
        assert self.opened.wait(SECONDS / 1000)
        if self.fails:
            raise DeskDamaged(folder=str(folder))
        return open_desk(folder, settings=settings)


@pytest.fixture
def article(tmp_path: Path) -> ArticleId:
    """Return the article that was written in last on the desk."""
    new_desk(tmp_path / "desk")
    desk = open_desk(tmp_path / "desk")
    made = written(desk, "Lũ về", TEXT)
    desk.drafts.remember_place(made.story, made.article, "write", "body", len(TEXT))
    desk.close()
    return made.article


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def workstation(
    qapp: QApplication, settings: SettingsService, gate: Gate, article: ArticleId, tmp_path: Path
) -> Iterator[Workstation]:
    begun = Workstation(replace(doors(settings), open=gate), qapp)
    begun.start(tmp_path / "desk")
    yield begun
    gate.opened.set()
    ended(begun)


def text_in_sight(workstation: Workstation, qtbot: QtBot) -> BodyEdit:
    """Wait for the text and return the field it stands in."""

    def seen() -> list[BodyEdit]:
        found = workstation.window.findChildren(BodyEdit)
        return [item for item in found if item.isVisible() and not item.document().isEmpty()]

    qtbot.waitUntil(lambda: bool(seen()), timeout=SECONDS)
    return seen()[0]


Settle = Callable[[], None]


@pytest.fixture
def settle(workstation: Workstation, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(lambda: not workstation.jobs.busy, timeout=SECONDS)


def test_what_is_typed_before_the_desk_is_open_is_kept(
    workstation: Workstation,
    gate: Gate,
    article: ArticleId,
    qtbot: QtBot,
    settle: Settle,
    tmp_path: Path,
) -> None:
    edit = text_in_sight(workstation, qtbot)
    assert workstation.desk is None
    QTest.keyClicks(edit, " roi")
    gate.opened.set()
    settle()
    QTest.keyClicks(edit, " rut.")
    assert edit.toPlainText() == f"{TEXT} roi rut."
    assert workstation.conductor is not None
    assert workstation.conductor.navigator.article is not None
    workstation.window.close()
    workstation.end()
    desk = open_desk(tmp_path / "desk")
    assert desk.stories.find_article(article).markdown == f"{TEXT} roi rut."
    desk.close()


def places(body: BodyEdit) -> list[QRect]:
    """Return where body, headline and what is beside them stand."""
    window = body.window()
    beside = window.findChildren(HeadRoom) + window.findChildren(Field)
    return [item.geometry() for item in (body, *beside) if item.isVisible()]


def test_the_first_sight_is_laid_out_before_it_is_painted(
    workstation: Workstation, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    workstation.window.resize(1440, 900)
    laid_out: list[QRect] = []
    show = workstation._open

    def watched(folder: Path) -> None:
        show(folder)  # nothing is painted before this returns
        laid_out.extend(places(workstation.window.findChildren(BodyEdit)[0]))

    monkeypatch.setattr(workstation, "_open", watched)
    body = text_in_sight(workstation, qtbot)
    QTest.keyClicks(body, "a")
    QApplication.processEvents()
    assert len(laid_out) > 3
    assert places(body) == laid_out


def test_a_view_chosen_before_the_desk_is_open_stays_in_sight(
    workstation: Workstation, gate: Gate, qtbot: QtBot, settle: Settle
) -> None:
    text_in_sight(workstation, qtbot)
    assert workstation.conductor is not None
    navigator = workstation.conductor.navigator
    qtbot.waitUntil(lambda: "both" in centre_of(workstation).offered(), timeout=SECONDS)
    navigator.show_view("both")
    gate.opened.set()
    qtbot.waitUntil(lambda: navigator.article is not None, timeout=SECONDS)
    settle()
    assert centre_of(workstation).key == "both"


def centre_of(workstation: Workstation) -> Centre:
    """Return the middle of the window."""
    areas = workstation.window.areas
    assert areas is not None
    return areas.page.centre


def test_a_desk_that_then_cannot_be_opened_is_told(
    workstation: Workstation, gate: Gate, qtbot: QtBot
) -> None:
    text_in_sight(workstation, qtbot)
    gate.fails = True
    gate.opened.set()
    qtbot.waitUntil(
        lambda: isinstance(workstation.window.centralWidget(), FirstRun), timeout=SECONDS
    )


def test_what_was_typed_stays_in_sight_when_the_desk_cannot_be_opened(
    workstation: Workstation, gate: Gate, qtbot: QtBot, settle: Settle
) -> None:
    edit = text_in_sight(workstation, qtbot)
    QTest.keyClicks(edit, "!")
    gate.fails = True
    gate.opened.set()
    settle()
    assert workstation.window.areas is not None
    notice = workstation.window.areas.page.notice
    qtbot.waitUntil(lambda: bool(notice.text), timeout=SECONDS)
    assert "desk" in notice.text
    assert edit.isVisible()
    assert edit.toPlainText() == f"{TEXT}!"


def test_a_window_closed_before_the_desk_is_open_keeps_everything(
    workstation: Workstation, gate: Gate, article: ArticleId, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClicks(text_in_sight(workstation, qtbot), "!")
    threading.Timer(0.2, gate.opened.set).start()
    workstation.window.close()
    workstation.end()
    desk = open_desk(tmp_path / "desk")
    assert desk.stories.find_article(article).markdown == f"{TEXT}!"
    desk.close()


def test_what_completes_the_window_lets_keys_through_between_its_turns(
    qapp: QApplication, settings: SettingsService, article: ArticleId, tmp_path: Path, qtbot: QtBot
) -> None:
    gate, seen = Gate(), list[str]()

    def turns(room: Workroom) -> Iterator[None]:
        edit = next(item for item in room.window.findChildren(BodyEdit) if item.isVisible())
        for letter in "abc":
            QApplication.postEvent(edit, a_press_of(letter))
            yield
            seen.append(edit.toPlainText()[len(TEXT) :])
        yield from complete_in_turns(room)

    station = Workstation(replace(doors(settings), open=gate, completion=lambda: turns), qapp)
    station.start(tmp_path / "desk")
    qtbot.waitUntil(lambda: len(seen) == 3, timeout=SECONDS)
    assert station.desk is None
    assert seen == ["a", "ab", "abc"]
    gate.opened.set()
    ended(station)


def a_press_of(letter: str) -> QKeyEvent:
    """Return the event of a key that is pressed."""
    none = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(letter.upper())), none, letter)
