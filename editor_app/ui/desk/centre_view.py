"""What every view in the middle of the window offers the frame, and every full-size screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.history import Revision
from editor_app.domain.ids import ArticleId
from editor_app.domain.messages import Message
from editor_app.domain.settings import Settings
from editor_app.services.views import StoryView
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.widgets.notice import Notice


class Saving(StrEnum):
    """How far the typed text is on its way to the disk."""

    NOTHING = "nothing"
    TYPING = "typing"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True)
class SavedState:
    """What the status bar says about saving; ``at`` is the commit's instant (UTC)."""

    saving: Saving = Saving.NOTHING
    at: datetime | None = None
    trouble: Message | None = None


class Undoing(Protocol):
    """Takes back very changes of the desk and does them again; ``then`` hears what that changed.

    ``then`` gets None when the desk refused. Both answer False where those are no longer the ones
    that can be taken back or done again.
    """

    def take_back(self, changes: Changes, then: Callable[[Changes | None], None]) -> bool:
        """Take these changes back."""

    def do_again(self, changes: Changes, then: Callable[[Changes | None], None]) -> bool:
        """Do again what was taken back with these changes."""


class CentreView(QWidget):
    """A view of the story in the middle: Write, Translate, Preview, Text + page.

    Signals carry: ``saved`` SavedState; ``counted`` Counts or None; ``article_wanted`` ArticleId;
    ``requested`` an action's name; ``left_changed`` ArticleId and how many segments are unfinished.
    """

    saved = Signal(object)
    counted = Signal(object)
    article_wanted = Signal(object)
    requested = Signal(str)
    abilities_changed = Signal()
    left_changed = Signal(object, int)

    side_tabs: tuple[str, ...] = ("details", "photos", "tags", "checks", "history", "notes")

    def use_undo(self, undoing: Undoing) -> None:
        """Take over how the desk takes back what one of this view's verbs has changed."""

    def show_story(self, story: StoryView, article: ArticleId | None) -> None:
        """Show a language version, or take in new values of the one already shown.

        ``article`` is None when the chosen language is not started.
        """
        raise NotImplementedError

    def clear(self) -> None:
        """Show nothing: no story is open."""
        raise NotImplementedError

    def leave(self) -> None:
        """Hand everything typed to the lane, because something else is shown next. Never blocks."""

    def performs(self) -> frozenset[str]:
        """Return the names of the actions that this view can do right now."""
        return frozenset()

    def perform(self, name: str) -> None:
        """Do one of the actions that ``performs`` named."""

    def focus_text(self) -> None:
        """Put the focus where the editor goes on."""
        self.setFocus()

    def caret(self) -> tuple[str, int]:
        """Return the part and the code point where the caret stands."""
        return ("body", 0)

    def show_caret(self, part: str, caret: int) -> None:
        """Put the caret to a part and code point."""

    def find_text(self, text: str, backwards: bool = False) -> bool:
        """Select the next place that holds ``text``; False when there is none."""
        return False

    def replace_text(self, text: str, by: str) -> bool:
        """Replace the selected hit and find the next; False when there is none."""
        return False

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show times in the zone of the site, in a view that shows any."""

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know languages and tags, in a view that shows any."""

    def warm_up(self) -> None:
        """Make what is slow to make; called once in an idle moment after the start."""

    def show_revision(self, article: ArticleId, revision: Revision) -> None:
        """Show a kept copy beside the present text (the compare view)."""

    def side_panels(self) -> Mapping[str, tuple[str, QWidget]]:
        """Return the view's own inspector tabs: key -> (title, widget)."""
        return {}

    def apply_settings(self, settings: Settings) -> None:
        """Take over the editor's choices; called at the start and when they change."""


class Screen(QWidget):
    """A full-size area of the rail that is not a story: photos, tags, terms, sync, settings.

    ``notice`` is where it says things, once it has been made.
    """

    notice: Notice | None = None
    story_wanted = Signal(object)
    requested = Signal(str)
    abilities_changed = Signal()

    def refresh(self) -> None:
        """Fetch and show what is there now; called when the screen comes into sight."""

    def apply(self, changes: Changes) -> None:
        """Look again if these changes concern this screen."""

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know the names of languages, sections, tags, persons and outlets."""

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show times in the zone of the site."""

    def performs(self) -> frozenset[str]:
        """Return the names of the actions that this screen can do right now."""
        return frozenset()

    def perform(self, name: str) -> None:
        """Do one of the actions that ``performs`` named."""

    def focus_start(self) -> None:
        """Put the focus where the editor goes on."""
        self.setFocus()

    def leave(self) -> None:
        """Hand what is typed and not kept to the disk: the window is about to close."""

    def apply_settings(self, settings: Settings) -> None:
        """Take over the editor's choices; called at the start and when they change."""
