"""Makes the views and screens of the other rooms of the window and plugs them into the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.assembly import Plugged, build_window
from editor_app.ui.desk.conductor import Conductor
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import MainWindow
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from editor_app.wiring import Desk


def build(desk: Desk, jobs: Jobs, theme: Theme, window: MainWindow) -> Conductor:
    """Fill the window with everything there is for a desk."""
    thumbnails = Thumbnails(jobs, desk.photos.thumbnail, window)
    return build_window(desk, jobs, theme, window, thumbnails, Plugged({}))
