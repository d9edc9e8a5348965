"""The whole program in this process: the workstation as ``copydesk`` starts it, on a real desk."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor_app.__main__ import doors
from editor_app.domain.ids import VIETNAMESE
from editor_app.services.preferences import SettingsService
from editor_app.services.views import Created
from editor_app.ui.desk.conductor import Conductor
from editor_app.ui.main_window import Areas, MainWindow
from editor_app.ui.start import Workstation
from editor_app.wiring import Desk
from tests.end_to_end.hands import SECONDS, Hands

Kind = TypeVar("Kind", bound=QWidget)


def written(desk: Desk, headline: str, body: str) -> Created:
    """Write a story in Vietnamese."""
    made = desk.stories.create(VIETNAMESE)
    desk.drafts.save(made.article, "headline", headline)
    desk.drafts.save(made.article, "body", body)
    desk.drafts.settle(made.article)
    return made


def begun(settings: SettingsService, folder: Path) -> Workstation:
    """Start the program on a desk as ``copydesk --desk`` does, without waiting."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    workstation = Workstation(doors(settings), application)
    workstation.start(folder)
    return workstation


def ended(workstation: Workstation) -> None:
    """Close the window and end the program, as the editor does in the evening."""
    workstation.window.close()
    workstation.end()
    workstation.window.deleteLater()
    workstation.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Sitting:
    """One run of the program, from its start to the closing of its window."""

    def __init__(self, qtbot: QtBot, workstation: Workstation) -> None:
        """Wait until the desk of a started program can be worked on."""
        self._qtbot, self.workstation = qtbot, workstation
        self.is_open = True
        self._asks_for_file = False
        self.hands = Hands(qtbot, self.settle)
        qtbot.waitUntil(lambda: self.workstation.conductor is not None, timeout=SECONDS)
        self.window.resize(1440, 900)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow, timeout=SECONDS)
        self.settle()

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self.workstation.window

    @property
    def desk(self) -> Desk:
        """The open desk, to look at what came of it."""
        assert self.workstation.desk is not None
        return self.workstation.desk

    @property
    def conductor(self) -> Conductor:
        """The hand that joins the parts."""
        assert self.workstation.conductor is not None
        return self.workstation.conductor

    @property
    def areas(self) -> Areas:
        """The areas of the window."""
        assert self.window.areas is not None
        return self.window.areas

    def settle(self) -> None:
        """Wait until nothing is on its way, as an editor waits for what was asked for."""
        quiet = 0

        def still() -> bool:
            nonlocal quiet
            quiet = 0 if self.workstation.jobs.busy or self._asks_for_file else quiet + 1
            return quiet > 2

        self._qtbot.waitUntil(still, timeout=SECONDS)

    def find(self, kind: type[Kind], name: str) -> Kind:
        """Return the widget in sight that is called so on the screen or by a screen reader."""
        for widget in self.window.findChildren(kind):
            text = getattr(widget, "text", str)()
            if widget.isVisible() and name in {widget.accessibleName(), text}:
                return widget
        raise AssertionError(f"no {kind.__name__} called {name!r} is in sight")

    def choose_file(self, path: Path) -> None:
        """Answer the next file chooser as an editor does: type the path, press Return.

        It may come late on a busy machine; nothing is settled before it was answered.
        """
        self._asks_for_file = True

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog) or not dialog.isActiveWindow():
                QTimer.singleShot(20, self.workstation, answer)
                return
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            assert line is not None
            line.setFocus()
            line.setText(str(path))  # typing, but for the list of names that Qt opens over it
            dialog.finished.connect(self._come_back)
            self.hands.press("Return", wait=False)

        QTimer.singleShot(20, self.workstation, answer)

    def _come_back(self) -> None:
        """Do as window systems do when a dialog closes; the offscreen one does not."""
        self._asks_for_file = False
        QTimer.singleShot(0, self.window, self.window.activateWindow)

    def grab(self, out: Path) -> None:
        """Keep a picture of the window."""
        self.window.grab().save(str(out))

    def close(self) -> None:
        """Close the window and end the program, as the editor does in the evening."""
        self.is_open = False
        ended(self.workstation)
