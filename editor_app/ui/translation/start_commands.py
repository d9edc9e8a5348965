"""Starting a language from another translation: Chinese from English, where that is better known.

The plain way of starting, from the story's source, is the navigator's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.article import Article
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.views import StoryView


class StartCommands(QObject):
    """Does ``translate.start_from``. ``failed`` carries an EditorError."""

    failed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, navigator: Navigator) -> None:
        """Start what ``navigator`` has in sight, from the translation that was in sight before."""
        super().__init__(navigator)
        self._desk, self._jobs, self._navigator = desk, jobs, navigator
        self._before: Language | None = None
        navigator.language_changed.connect(self._on_language)
        navigator.opened.connect(self._on_opened)

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the action and what it does."""
        return {"translate.start_from": self.start}

    def possible(self) -> frozenset[str]:
        """Return the action where the language in sight can be started from a translation."""
        return frozenset(self.table()) if self.origin() is not None else frozenset()

    def origin(self) -> Article | None:
        """Return the translation to start from: that in sight before, else the first there is."""
        story, here = self._navigator.story, self._navigator
        if story is None or here.article is not None or here.language is None:
            return None
        translations = [item for item in story.articles if item.translated_from is not None]
        before = (item for item in translations if item.language == self._before)
        return next(before, next(iter(translations), None))

    def start(self) -> None:
        """Begin the language in sight and show its rows beside the other translation."""
        origin, language = self.origin(), self._navigator.language
        if origin is None or language is None:
            return
        self._jobs.change(
            lambda: self._desk.translations.start(origin.story, language, origin.id),
            self,
            lambda created: self._navigator.open_created(created, "translate"),
            self._fail,
        )

    def _fail(self, error: EditorError) -> None:
        self.failed.emit(error)

    def _on_language(self, _language: Language) -> None:
        article = self._navigator.article
        if article is not None:
            self._before = article.language

    def _on_opened(self, _story: StoryView | None) -> None:
        self._before = None
