"""The real window on a real desk, with plain views in the middle."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import StoryId
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.assembly import Plugged, build_window
from editor_app.ui.desk.centre_view import Screen
from editor_app.ui.desk.conductor import Conductor
from editor_app.ui.desk.late_screen import LateScreen
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import MainWindow
from editor_app.ui.screens import supply_screens
from editor_app.ui.sync.sync_screen import SyncScreen
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.wiring import Desk
from tests.ui.material import PlainView


@dataclass
class Opened:
    """A window that is open, with what a test wants to reach."""

    window: MainWindow
    conductor: Conductor
    desk: Desk
    jobs: Jobs
    theme: Theme
    views: dict[str, PlainView]
    manuscripts: Manuscripts
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.qtbot.waitUntil(lambda: self.jobs.settle(10) and not self.jobs.busy)
        QApplication.processEvents()

    def run(self, action: str) -> None:
        """Do an action as menus and palette do."""
        self.conductor.commands.run(action)
        self.settle()

    def open(self, story: StoryId) -> None:
        """Bring a story into sight."""
        self.conductor.navigator.open(story)
        self.settle()

    @property
    def screen(self) -> Screen | None:
        """The screen of the rail that is in sight."""
        found = self.window.screen_in_sight
        return found.inner if isinstance(found, LateScreen) else found

    @property
    def sync(self) -> SyncScreen:
        """The Sync screen, in sight or not."""
        (found,) = self.window.findChildren(SyncScreen)
        return found

    @property
    def notice(self) -> str:
        """What the notice over the story says."""
        areas = self.window.areas
        return areas.page.notice.text if areas is not None else ""

    def close(self) -> None:
        """Close without a question."""
        self.window.leave()
        self.window.deleteLater()


def open_window(desk: Desk, jobs: Jobs, theme: Theme, qtbot: QtBot) -> Opened:
    """Build and start the window of a desk."""
    window = MainWindow(theme, "")
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    views = {name: PlainView(name) for name in ("write", "translate", "preview", "compare")}
    thumbnails = Thumbnails(jobs, desk.photos.thumbnail, window)
    manuscripts = Manuscripts(desk.drafts, jobs, window)
    plugged = Plugged(dict(views), manuscripts)
    conductor = build_window(desk, jobs, theme, window, thumbnails, plugged)
    supply_screens(desk, jobs, theme, window, thumbnails, conductor)
    conductor.start()
    conductor.postman.first_reading.stop()  # a busy machine takes as long over a test
    opened = Opened(window, conductor, desk, jobs, theme, views, manuscripts, qtbot)
    opened.settle()
    return opened


def focused() -> QWidget:
    """Return the widget that has the focus; there must be one."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(inside: QWidget, text: str) -> None:
    """Press the visible button with these words."""
    buttons = [item for item in inside.findChildren(QAbstractButton) if item.text() == text]
    next(item for item in buttons if item.isVisible()).click()
