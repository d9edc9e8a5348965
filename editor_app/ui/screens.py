"""Says how the screens of the rail are made, for a window whose text can be written in already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from editor_app.ui.desk.centre_view import Screen
from editor_app.ui.desk.conductor import Conductor
from editor_app.ui.desk.late_screen import LateScreen
from editor_app.ui.desk.tag_screen import TagScreen
from editor_app.ui.desk.term_screen import TermScreen
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import MainWindow
from editor_app.ui.photos.photos_screen import PhotosScreen
from editor_app.ui.settings.settings_screen import SettingsScreen
from editor_app.ui.sync.sync_screen import SyncScreen
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from editor_app.desk import Desk


def supply_screens(
    desk: Desk,
    jobs: Jobs,
    theme: Theme,
    window: MainWindow,
    thumbnails: Thumbnails,
    conductor: Conductor,
) -> None:
    """Let each late screen of the window be made when it is wanted.

    Sync is made at once: what is sent and read is told there, also while it is out of sight.
    """
    sync = SyncScreen(theme, jobs, desk, window)
    makers: dict[str, Callable[[], Screen]] = {
        "photos": lambda: PhotosScreen(desk, jobs, theme, thumbnails),
        "tags": lambda: TagScreen(theme, jobs, desk.vocabulary),
        "terms": lambda: TermScreen(theme, jobs, desk.terms, desk.word_files),
        "sync": lambda: sync,
        "settings": lambda: SettingsScreen(
            theme, jobs, desk.settings, desk.folder, desk.vocabulary, desk.checks
        ),
    }
    screens = window.areas.screens if window.areas is not None else {}
    for key, make in makers.items():
        screen = screens.get(key)
        if isinstance(screen, LateScreen):
            screen.supply(make, at_once=key == "sync")
    conductor.sync.join_screen(sync)
