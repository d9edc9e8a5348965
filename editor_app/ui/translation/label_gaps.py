"""Under the rows: the tags of the story that have no label in this language yet, one by one.

Tags follow a translation by themselves; only a label that is missing asks for words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from editor_app.domain.ids import Language, TagId
from editor_app.domain.vocabulary import Tag
from editor_app.sentences import _
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.row_list import LEFT
from editor_app.ui.widgets.labels import PlainLabel, ground
from editor_app.ui.words import language_name, name_in

if TYPE_CHECKING:
    from editor_app.services.vocabulary import VocabularyService

HEIGHT = 44
FIELD = 260


class LabelGaps(QWidget):
    """Asks for labels; hidden while none is missing. ``over`` tells that the last one was given."""

    over = Signal()

    def __init__(self, vocabulary: VocabularyService, jobs: Jobs) -> None:
        super().__init__()
        ground(self, "canvas")
        self.setFixedHeight(HEIGHT)
        self._vocabulary, self._jobs = vocabulary, jobs
        self._tags: tuple[Tag, ...] = ()
        self._language = Language("en")
        self._wanted: tuple[TagId, ...] = ()
        self._known: dict[TagId, Tag] = {}
        self._words = PlainLabel(role="label")
        self.field = QLineEdit()
        self.field.setFixedWidth(FIELD)
        self.field.returnPressed.connect(self._give)
        self._left = PlainLabel(role="hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT, 0, LEFT, 0)
        row.setSpacing(10)
        row.addWidget(self._words)
        row.addWidget(self.field)
        row.addWidget(self._left)
        row.addStretch(1)
        self.hide()

    @property
    def lacking(self) -> tuple[Tag, ...]:
        """The tags that have no label in the language."""
        return self._tags

    def know(self, tags: Iterable[Tag]) -> None:
        """Know the tags of the desk, with their labels."""
        self._known = {tag.id: tag for tag in tags}
        self._show()

    def look(self, tags: Iterable[TagId], language: Language) -> None:
        """Show which of these tags have no label in a language."""
        self._wanted, self._language = tuple(tags), language
        self._show()

    def begin(self) -> None:
        """Type the first label that is missing, if one is."""
        if self._tags:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        before = self._tags[:1]
        tags = (tag for tag in self._known.values() if tag.id in self._wanted)
        lacking = self._tags = tuple(tag for tag in tags if not tag.labels.get(self._language))
        self.setVisible(bool(lacking))
        if not lacking:
            return
        if lacking[:1] != before:
            self.field.clear()
        words = _("Tag “{tag}” in {language}:").format(
            tag=name_in(lacking[0].labels), language=language_name(self._language)
        )
        self._words.setText(words)
        self.field.setAccessibleName(words)
        more = len(lacking) - 1
        self._left.setText(_("{count} more").format(count=more) if more else "")

    def _give(self) -> None:
        """Keep the label that was typed and go on to the next tag without one."""
        label = " ".join(self.field.text().split())
        if not label or not self._tags:
            return
        tag, vocabulary = self._tags[0], self._vocabulary
        labelled = replace(tag, labels={**tag.labels, self._language: label})
        self._jobs.change(lambda: vocabulary.put_tag(labelled), self)
        self._known[tag.id] = labelled
        self._show()
        if not self._tags:
            self.over.emit()
