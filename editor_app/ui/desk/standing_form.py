"""The form of a standing paragraph: its name, its words per language, who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor_app.domain.edition import Edition
from editor_app.domain.ids import Language, StandingId, new_id
from editor_app.domain.standing import StandingParagraph
from editor_app.sentences import _
from editor_app.ui.photos.day_field import DayField
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.typed_lines import typed_lines

LINES = 4
NAME_WORDS = 5
LENGTH = 4  # digits of a number of days


class StandingForm(QWidget):
    """Fields for one standing paragraph; ``paragraph`` is what they say now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Have no languages yet."""
        super().__init__(parent)
        self._before = _empty("")
        self._name, self._owner, self._source = QLineEdit(), QLineEdit(), QLineEdit()
        self._checked = DayField(_("never"))
        self._lasts = QLineEdit()
        digits = QRegularExpression(f"[0-9]{{0,{LENGTH}}}")
        self._lasts.setValidator(QRegularExpressionValidator(digits, self._lasts))
        self._lasts.setPlaceholderText(_("for ever"))
        self._texts: dict[Language, QPlainTextEdit] = {}
        self._languages = QVBoxLayout()
        self._languages.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Field(_("Name"), self._name))
        column.addLayout(self._languages)
        column.addWidget(Field(_("Where the facts stand"), self._source))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(_("Who answers for it"), self._owner), 2)
        row.addWidget(Field(_("Checked on"), self._checked), 1)
        row.addWidget(Field(_("Trusted for days"), self._lasts), 1)
        column.addLayout(row)

    def show_languages(self, editions: Sequence[Edition]) -> None:
        """Have a field per edition, in their order."""
        if [edition.language for edition in editions] == list(self._texts):
            return
        while (item := self._languages.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._texts = {}
        for edition in editions:
            text = QPlainTextEdit()
            text.setProperty("field", True)
            text.setTabChangesFocus(True)
            text.setFixedHeight(LINES * text.fontMetrics().lineSpacing() + 16)
            self._texts[edition.language] = text
            self._languages.addWidget(Field(edition.autonym, text))

    def show_paragraph(self, paragraph: StandingParagraph | None, owner: str) -> None:
        """Show one, or an empty form for a new one that ``owner`` answers for."""
        self._before = paragraph or _empty(owner)
        self._name.setText(self._before.name)
        self._owner.setText(self._before.owner)
        self._source.setText(self._before.source)
        self._checked.show_day(self._before.checked)
        self._lasts.setText(str(self._before.lasts or ""))
        for language, text in self._texts.items():
            text.setPlainText(self._before.texts.get(language, ""))

    def paragraph(self) -> StandingParagraph:
        """Return what the fields say; without a name it is called by its first words."""
        written = {language: typed_lines(field) for language, field in self._texts.items()}
        elsewhere = {
            language: text
            for language, text in self._before.texts.items()
            if language not in written
        }
        texts = {language: text for language, text in written.items() if text.strip()} | elsewhere
        name = self._name.text().strip()
        if not name and texts:
            name = " ".join(next(iter(texts.values())).split()[:NAME_WORDS])
        return replace(
            self._before,
            name=name,
            texts=texts,
            owner=self._owner.text().strip(),
            source=self._source.text().strip(),
            checked=self._checked.day,
            lasts=int(self._lasts.text() or 0),
        )

    @property
    def is_changed(self) -> bool:
        """Whether the fields say something else than is kept."""
        return self.paragraph() != self._before

    def focus_start(self) -> None:
        """Begin with the name, or with the words of one that has a name."""
        fields = list(self._texts.values())
        (fields[0] if self._before.name and fields else self._name).setFocus()


def _empty(owner: str) -> StandingParagraph:
    return StandingParagraph(StandingId(new_id()), "", owner=owner)
