"""Taking in a newer version of the open story's source; what it changed is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId
from editor_app.sentences import _, sentence
from editor_app.ui.desk.centre import Centre
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.desk.taking_in import PATTERNS
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.reimporting import Retaken


class TakingAgain(QObject):
    """Does ``story.take_in_again``. ``told`` carries (tone, words, what was left out in full)."""

    told = Signal(str, str, object)

    def __init__(
        self, desk: Desk, jobs: Jobs, navigator: Navigator, centre: Centre, window: QWidget
    ) -> None:
        """Take in for the story of ``navigator``, once ``centre`` has handed over what is typed."""
        super().__init__(window)
        self._desk, self._jobs, self._window = desk, jobs, window
        self._navigator, self._centre = navigator, centre

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the action and what it does."""
        return {"story.take_in_again": self.choose_file}

    def possible(self) -> frozenset[str]:
        """Return the action while a story with a source is open."""
        return frozenset(self.table()) if self._source() is not None else frozenset()

    def choose_file(self) -> None:
        """Let the editor choose the newer file and take its changes in."""
        filters = f"{_('Articles')} ({PATTERNS});;{_('All files')} (*)"
        title = _("Take in a newer version of the source")
        name, _chosen = QFileDialog.getOpenFileName(self._window, title, "", filters)
        if name:
            self.take_in_again(Path(name))

    def take_in_again(self, path: Path) -> None:
        """Take the changes of a newer file into the source of the open story."""
        article = self._source()
        if article is None:
            return
        self._centre.leave()
        reimporting = self._desk.reimporting
        self._jobs.change(
            lambda: reimporting.take_in_again(article, path), self, self._tell, self._failed
        )

    def _source(self) -> ArticleId | None:
        story = self._navigator.story
        versions = story.articles if story is not None else ()
        return next((item.id for item in versions if item.translated_from is None), None)

    def _tell(self, outcome: Retaken) -> None:
        self.told.emit("info", sentence(outcome.said), tuple(map(sentence, outcome.dropped)))

    def _failed(self, error: EditorError) -> None:
        self.told.emit("err", sentence(error.message), ())
