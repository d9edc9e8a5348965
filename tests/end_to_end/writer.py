"""An editor who types one sentence into a window and says when it is saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.domain.ids import ArticleId
from editor_app.ui.desk.centre_view import SavedState, Saving
from editor_app.ui.start import Workstation

TICK = 50  # milliseconds between two looks whether the window is ready


class Writer(QObject):
    """Opens an article, types at the end of its first paragraph, prints ``saved``."""

    def __init__(self, workstation: Workstation, article: ArticleId, typed: str) -> None:
        """Begin as soon as the desk is open."""
        super().__init__(workstation)
        self._workstation, self._article, self._typed = workstation, article, typed
        self._is_typed = False
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def _look(self) -> None:
        conductor = self._workstation.conductor
        if conductor is None or self._workstation.jobs.busy:
            return
        shown = conductor.navigator.article
        if shown is None:
            conductor.navigator.open_article(self._article)
            return
        areas = self._workstation.window.areas
        if areas is None or not self._workstation.window.isActiveWindow():
            self._workstation.window.activateWindow()
            return
        self._clock.stop()
        view = areas.page.centre.views()["write"]
        view.saved.connect(self._on_saved)
        view.show_caret("body", 0)
        view.focus_text()
        self._type()

    def _type(self) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, Qt.Key.Key_End)
        for character in self._typed:
            QTest.sendKeyEvent(
                QTest.KeyAction.Click,
                target,
                Qt.Key.Key_unknown,
                character,
                Qt.KeyboardModifier.NoModifier,
            )
        self._is_typed = True

    def _on_saved(self, state: SavedState) -> None:
        if self._is_typed and state.saving is Saving.SAVED:
            print("saved", flush=True)
