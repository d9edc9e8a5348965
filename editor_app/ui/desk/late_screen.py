"""A screen of the rail that is made when it first comes into sight: the window starts sooner."""

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

    def __init__(self, make: Callable[[], Screen]) -> None:
        """Make the screen by ``make``, at the first ``refresh``."""
        super().__init__()
        self._make = make
        self._screen: Screen | None = None
        self._vocabulary: Vocabulary | None = None
        self._zone: ZoneInfo | None = None
        self._settings: Settings | None = None

    @property
    def inner(self) -> Screen:
        """The screen itself, made now when it is not there yet."""
        if self._screen is None:
            self._screen = self._made()
        return self._screen

    def _made(self) -> Screen:
        screen = self._make()
        screen.story_wanted.connect(self.story_wanted)
        screen.requested.connect(self.requested)
        screen.abilities_changed.connect(self.abilities_changed)
        if self._settings is not None:
            screen.apply_settings(self._settings)
        if self._zone is not None:
            screen.use_zone(self._zone)
        if self._vocabulary is not None:
            screen.show_vocabulary(self._vocabulary)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(screen)
        self.setFocusProxy(screen)
        return screen

    def refresh(self) -> None:
        """Fetch and show what is there now."""
        self.inner.refresh()

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
        self.inner.perform(name)

    def focus_start(self) -> None:
        """Put the focus where the editor goes on."""
        self.inner.focus_start()

    def apply_settings(self, settings: Settings) -> None:
        """Take over the editor's choices."""
        self._settings = settings
        if self._screen is not None:
            self._screen.apply_settings(settings)
