"""How editions in Latin letters print Vietnamese names: with their marks, or without."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.edition import Edition
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language
from editor_app.sentences import _
from editor_app.text.name_policy import takes_names
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.choice import Tick
from editor_app.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from editor_app.services.vocabulary import VocabularyService


class EditionNames(QWidget):
    """A box to tick for each edition that may print names either way.

    ``failed`` carries an EditorError.
    """

    failed = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, vocabulary: VocabularyService) -> None:
        """Keep choices by ``vocabulary``."""
        super().__init__()
        self._theme, self._jobs, self._vocabulary = theme, jobs, vocabulary
        self._editions: tuple[Edition, ...] = ()
        self.ticks: dict[Language, Tick] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(PlainLabel(_("Names of people and places"), "heading"))
        self._hint = PlainLabel(
            _("Terms that are offered and the checks go by it; a term of its own comes first."),
            "label",
            wrap=True,
        )
        self._column.addWidget(self._hint)
        self.hide()

    def show_editions(self, editions: Sequence[Edition]) -> None:
        """Show what these editions do."""
        self._editions = tuple(editions)
        asked = [edition for edition in editions if takes_names(edition.language)]
        if {item.language for item in asked} != set(self.ticks):
            self._make(asked)
        for edition in asked:
            if edition.language in self.ticks:
                self.ticks[edition.language].setChecked(edition.keeps_marks)
        self.setVisible(bool(self.ticks))

    def _make(self, editions: Sequence[Edition]) -> None:
        for tick in self.ticks.values():
            tick.deleteLater()
        self.ticks.clear()
        for edition in editions:
            words = _("{edition}: names keep their marks (Nguyễn Văn Hùng, not Nguyen Van Hung)")
            tick = Tick(self._theme, words.format(edition=edition.autonym))
            tick.ticked.connect(partial(self._keep, edition.language))
            self.ticks[edition.language] = tick
            self._column.insertWidget(self._column.count() - 1, tick)

    def _keep(self, language: Language, keeps: bool) -> None:
        work = partial(self._vocabulary.keep_marks, language, keeps)
        self._jobs.change(work, self, failed=self._refused)

    def _refused(self, error: EditorError) -> None:
        self.show_editions(self._editions)
        self.failed.emit(error)
