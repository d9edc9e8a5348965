"""A screen of the rail that is made when it first comes into sight: the window starts sooner.

How it is made may be said later still, once a text can be written in. A screen that was asked for
before shows itself then.
"""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout

from editor_app.domain.changes import Changes
from editor_app.domain.settings import Settings
from editor_app.ui.desk.centre_view import Screen
from editor_app.ui.desk.vocabulary import Vocabulary


class LateScreen(Screen):
    """Stands for a screen, and knows for it what it will have to know."""

    def __init__(self) -> None:
        """Be empty until ``supply`` and the first ``refresh``."""
        super().__init__()
        self._make: Callable[[], Screen] | None = None
        self._screen: Screen | None = None
        self._vocabulary: Vocabulary | None = None
        self._zone: ZoneInfo | None = None
        self._settings: Settings | None = None

    def supply(self, make: Callable[[], Screen], *, at_once: bool = False) -> None:
        """Make the screen by ``make``: now if it is in sight or ``at_once``, else when wanted."""
        self._make = make
        if at_once:
            self._made_now()
        if self.isVisible():
            self.refresh()
        if self.hasFocus():
            self.focus_start()

    @property
    def inner(self) -> Screen | None:
        """The screen itself, made now when it is not there yet; None before ``supply``."""
        return self._made_now()

    def _made_now(self) -> Screen | None:
        if self._screen is None and self._make is not None:
            self._screen = self._joined(self._make())
        return self._screen

    def _joined(self, screen: Screen) -> Screen:
        """Put the screen in place, and tell it what is known."""
        screen.story_wanted.connect(self.story_wanted)
        screen.requested.connect(self.requested)
        screen.abilities_changed.connect(self.abilities_changed)
        if self._settings is not None:
            screen.apply_settings(self._settings)
        if self._zone is not None:
            screen.use_zone(self._zone)
        if self._vocabulary is not None:
            screen.show_vocabulary(self._vocabulary)
        self.notice = screen.notice
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(screen)
        self.setFocusProxy(screen)
        return screen

    def refresh(self) -> None:
        """Fetch and show what is there now."""
        if (screen := self._made_now()) is not None:
            screen.refresh()

    def apply(self, changes: Changes) -> None:
        """Look again if these changes concern this screen."""
        if self._screen is not None:
            self._screen.apply(changes)

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know the names of languages, sections, tags, persons and outlets."""
        self._vocabulary = vocabulary
        if self._screen is not None:
            self._screen.show_vocabulary(vocabulary)

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show times in the zone of the site."""
        self._zone = zone
        if self._screen is not None:
            self._screen.use_zone(zone)

    def performs(self) -> frozenset[str]:
        """Return the names of the actions that the screen can do right now."""
        return self._screen.performs() if self._screen is not None else frozenset()

    def perform(self, name: str) -> None:
        """Do one of the actions that ``performs`` named."""
        if (screen := self._made_now()) is not None:
            screen.perform(name)

    def focus_start(self) -> None:
        """Put the focus where the editor goes on."""
        if (screen := self._made_now()) is not None:
            screen.focus_start()
        else:
            super().focus_start()

    def leave(self) -> None:
        """Hand what is typed and not kept to the disk."""
        if self._screen is not None:
            self._screen.leave()

    def apply_settings(self, settings: Settings) -> None:
        """Take over the editor's choices."""
        self._settings = settings
        if self._screen is not None:
            self._screen.apply_settings(settings)
