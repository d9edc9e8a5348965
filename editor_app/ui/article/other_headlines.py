"""Dateline and the headlines for other places than the page, of one language version."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId, Language
from editor_app.sentences import _
from editor_app.services.views import StoryView
from editor_app.text.counting import gauge
from editor_app.ui.article.head_room import gauge_tone, gauge_words
from editor_app.ui.article.manuscript import FIELDS
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.mirror_field import MirrorField
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.positions import to_utf16
from editor_app.ui.words import part_names

PARTS = FIELDS[2:]
"""The fields of words that do not stand above the body."""


class OtherHeadlines(QWidget):
    """Fields over the texts of the Manuscript, each with its length.

    Those that have no words stand behind one line until somebody asks for them.
    """

    def __init__(self, manuscripts: Manuscripts) -> None:
        """Edit the texts of ``manuscripts``."""
        super().__init__()
        self._manuscripts = manuscripts
        self._article: ArticleId | None = None
        self._language = Language("en")
        self._shows_all = False
        self._fields: dict[str, MirrorField] = {}
        self._gauges: dict[str, PlainLabel] = {}
        self._holders: dict[str, Field] = {}
        self._more = Button(
            _("Dateline and other headlines…"), "link", clicked=lambda: self.show_part(PARTS[0])
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in PARTS:
            column.addWidget(self._make(part))
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _make(self, part: str) -> Field:
        title = part_names()[part]
        field, length = MirrorField(title), PlainLabel(role="small")
        field.setPlaceholderText(
            _("Where the report comes from") if part == "dateline" else _("As the headline")
        )
        field.textChanged.connect(partial(self._measure, part))
        self._fields[part], self._gauges[part] = field, length
        self._holders[part] = Field(title, field, beside=length)
        return self._holders[part]

    # -- showing

    def show_version(self, story: StoryView | None, article: Article | None) -> None:
        """Edit the texts of a language version; None shows empty fields that take nothing."""
        shown, self._article = self._article, article.id if article is not None else None
        if shown != self._article:
            for field in self._fields.values():
                field.finish_composing()
        self.setEnabled(article is not None)
        if story is None or article is None:
            for field in self._fields.values():
                field.show_nothing()
        else:
            self._manuscripts.take(story)
            self._language = article.language
            manuscript = self._manuscripts.of(article.id)
            for part, field in self._fields.items():
                field.show_passage(manuscript.field(part), self._manuscripts.journal)
        self._arrange()

    def _arrange(self) -> None:
        """Show what has words, or the caret; all once that was asked for."""
        for part, field in self._fields.items():
            wanted = self._shows_all or bool(field.text()) or field.hasFocus()
            self._holders[part].setVisible(wanted)
            self._measure(part)
        self._more.setVisible(any(holder.isHidden() for holder in self._holders.values()))

    def _measure(self, part: str) -> None:
        text = self._fields[part].text()
        found = gauge(text, part, self._language) if text else None
        words, tone = (gauge_words(found), gauge_tone(found)) if found is not None else ("", "")
        self._gauges[part].say(words, tone)

    def show_part(self, part: str, caret: int = 0) -> None:
        """Show all fields with the caret at a place of one. Raises KeyError for another part."""
        self._shows_all = True
        self._arrange()
        field = self._fields[part]
        cursor = field.textCursor()
        cursor.setPosition(
            min(to_utf16(field.text(), caret), field.document().characterCount() - 1)
        )
        field.setTextCursor(cursor)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self, part: str) -> MirrorField:
        """Return the field of a text by the name of its Place. Raises KeyError."""
        return self._fields[part]

    def gauge_words(self, part: str) -> str:
        """Return what is said of a text's length. Raises KeyError."""
        return self._gauges[part].text()
