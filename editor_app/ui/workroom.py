"""What the parts of a desk's window share, for those that are made once somebody can type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.conductor import Conductor
from editor_app.ui.desk.note_links import Anchors
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import MainWindow
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from editor_app.desk import Desk


@dataclass(frozen=True)
class Workroom:
    """A window that is filled so far as its first sight needs.

    ``anchors`` give, by the key of a view, what a note that is written there is about.
    """

    desk: Desk
    jobs: Jobs
    theme: Theme
    window: MainWindow
    conductor: Conductor
    manuscripts: Manuscripts
    thumbnails: Thumbnails
    anchors: Anchors = field(default_factory=dict)
