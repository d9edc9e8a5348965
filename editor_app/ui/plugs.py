"""Makes what the window shows first, with the parts of the other rooms that it needs for that.

``completion`` makes the rest, once somebody can type.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor_app.sentences import _
from editor_app.ui.article.inspector_notes import NotesTab
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.note_anchors import anchor_at
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.assembly import Plugged, build_window
from editor_app.ui.desk.late_screen import LateScreen
from editor_app.ui.desk.note_links import Anchors, NoteLinks
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import MainWindow
from editor_app.ui.photos.photo_tab import PhotoTab
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.ui.workroom import Workroom

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.note_views import Anchor


def build(desk: Desk, jobs: Jobs, theme: Theme, window: MainWindow) -> Workroom:
    """Fill the window so far that the last text can be seen and written in."""
    thumbnails = Thumbnails(jobs, desk.photos.thumbnail, window)
    manuscripts = Manuscripts(desk.drafts, jobs, window)
    write = WriteView(desk, jobs, theme, manuscripts, thumbnails)
    photos = LateScreen()
    photo_tab = PhotoTab(desk, jobs, theme, thumbnails, manuscripts)
    notes = NotesTab(theme, jobs, desk.notes, manuscripts.composing)
    tabs = {"photos": (_("Photos"), photo_tab), "notes": (_("Notes"), notes)}
    plugged = Plugged({"write": write}, manuscripts, {"photos": photos}, tabs)
    conductor = build_window(desk, jobs, theme, window, thumbnails, plugged)
    window.leaving.connect(notes.keep_begun)

    def add_photos() -> None:
        """Add to all photos where they are in sight, else to the open story."""
        if window.screen_in_sight is photos:
            photos.perform("photos.add")
        else:
            conductor.commands.run("go.story_photos")
            photo_tab.add_photos()

    def possible() -> frozenset[str]:
        in_story = window.area == "stories" and conductor.navigator.article is not None
        can = in_story or window.screen_in_sight is photos
        return frozenset({"photos.add"}) if can else frozenset()

    conductor.commands.add({"photos.add": add_photos}, possible)
    anchors: Anchors = {}
    if window.areas is not None:
        NoteLinks(notes, conductor, window.areas.page, manuscripts, anchors)
    anchors |= dict.fromkeys(("write", "both"), partial(_noted_in, write))
    return Workroom(desk, jobs, theme, window, conductor, manuscripts, thumbnails, anchors)


def _noted_in(write: WriteView) -> Anchor | None:
    """Return what a note that is written in the Write view is about."""
    shown = write.places.manuscript
    return anchor_at(shown, write.places.cursor()) if shown is not None else None
