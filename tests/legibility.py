"""Looks at a window as a picky reader does: is any text cut, was any text left in English.

Text that gives way on purpose (``Elided``, delegates, editors that scroll) is left alone. What is
found is a sentence per widget, for ``make shots`` and for tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTextEdit,
    QWidget,
)

from editor_app.sentences import DOMAIN
from editor_app.ui.article.growing_field import GrowingField
from editor_app.ui.widgets.labels import Elided

SLACK = 1  # pixels by which rounding may differ
HOLE = re.compile(r"\{[^}]*\}")
AUTONYMS = frozenset({"English"})  # a language calls itself so in every language
WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class Found:
    """One text that is not as it should be."""

    trouble: str
    text: str
    where: str

    def __str__(self) -> str:
        """Return a line for a report."""
        return f"{self.trouble}: {self.text!r} ({self.where})"


# -- cut


def cut_texts(window: QWidget) -> list[Found]:
    """Return the texts in sight that are cut."""
    found = []
    for widget in in_sight(window):
        trouble = _cut_by_itself(widget) or _cut_by_others(widget, window)
        if trouble:
            found.append(Found(trouble, shown_text(widget), path_of(widget)))
    return found


def in_sight(window: QWidget) -> Iterator[QWidget]:
    """Yield the widgets with text that can be seen."""
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and shown_text(widget) and widget.width() > 0:
            yield widget


def shown_text(widget: QWidget) -> str:
    """Return what is written on a widget."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, GrowingField) and widget.passage is not None:
        return widget.passage.markdown() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return "" if widget.document().characterCount() > 1 else widget.placeholderText()
    return ""


def _cut_by_itself(widget: QWidget) -> str:
    """Say whether a widget is smaller than its text."""
    if isinstance(widget, Elided):
        return ""
    if isinstance(widget, GrowingField):
        return _cut_field(widget)
    if isinstance(widget, QLabel):
        return _cut_label(widget)
    if isinstance(widget, QAbstractButton) and widget.sizeHint().width() > widget.width() + SLACK:
        return "button too narrow"
    metrics = widget.fontMetrics()
    if isinstance(widget, QComboBox):
        room = widget.width() - 30
        return "choice cut" if metrics.horizontalAdvance(widget.currentText()) > room else ""
    if isinstance(widget, QLineEdit) and not widget.text():
        margins = widget.textMargins()
        room = widget.width() - 18 - margins.left() - margins.right()
        return "hint cut" if metrics.horizontalAdvance(widget.placeholderText()) > room else ""
    return ""


def _cut_field(field: GrowingField) -> str:
    """Say whether a field that cannot be scrolled hides lines, or broke them for another width."""
    if field.wanted_height() > field.height() + SLACK:
        return "text higher than its field"
    laid_out = field.document().pageSize().width()
    return "text broken elsewhere" if laid_out > field.viewport().width() + SLACK else ""


def _cut_label(label: QLabel) -> str:
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        return "label too low" if needed > label.height() + SLACK else ""
    width = max(label.fontMetrics().horizontalAdvance(line) for line in label.text().split("\n"))
    if width > room.width() + SLACK:
        return "label too narrow"
    return "label too low" if label.fontMetrics().height() > label.height() + SLACK else ""


def _cut_by_others(widget: QWidget, window: QWidget) -> str:
    """Say whether a widget reaches out of what holds it, sideways (upwards it can be scrolled)."""
    holder = _holder(widget, window)
    corner = widget.mapTo(holder, QPoint(0, 0))
    place = QRect(corner, widget.size())
    if place.left() < -SLACK or place.right() > holder.rect().right() + SLACK:
        return "beyond the edge"
    scrolls = isinstance(holder.parentWidget(), QAbstractScrollArea)
    if not scrolls and place.bottom() > holder.rect().bottom() + SLACK:
        return "below the edge"
    return ""


def _holder(widget: QWidget, window: QWidget) -> QWidget:
    """Return what clips a widget: its viewport, its pane of a splitter, or the window."""
    child, parent = widget, widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent.parentWidget(), QScrollArea | QAbstractScrollArea):
            return parent
        if isinstance(parent, QSplitter):
            return child
        child, parent = parent, parent.parentWidget()
    return window


def path_of(widget: QWidget) -> str:
    """Return where a widget stands, by the classes around it."""
    names = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(names) < 5:
        name = type(parent).__name__
        if not name.startswith("Q"):
            names.append(name)
        parent = parent.parentWidget()
    return " < ".join(names)


# -- untranslated


class Catalogue:
    """The texts of the interface in one language."""

    def __init__(self, language: str, folder: Path) -> None:
        """Read the catalogue of ``language`` below ``folder``; English needs none."""
        file = folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        self._texts = _texts(file) if file.exists() else {}
        self._patterns = [
            _pattern(text)
            for text, translated in self._texts.items()
            if translated != text and HOLE.search(text) and len(_own_words(text)) > 1
        ]

    def is_english(self, text: str) -> bool:
        """Say whether a text is one of ours that is shown in English though it has another form."""
        if text in self._texts:
            return self._texts[text] != text and text not in AUTONYMS
        return any(pattern.fullmatch(text) for pattern in self._patterns)


def untranslated(window: QWidget, catalogue: Catalogue) -> list[Found]:
    """Return the texts in sight, tips and names for screen readers that are still English."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window):
            continue
        said = {
            "untranslated": shown_text(widget),
            "untranslated tip": widget.toolTip(),
            "untranslated name": widget.accessibleName(),
        }
        found += [
            Found(trouble, text, path_of(widget))
            for trouble, text in said.items()
            if text and catalogue.is_english(text)
        ]
    return found


def _texts(file: Path) -> Mapping[str, str]:
    """Return the English texts and their translations, empty for those that have none."""
    texts: dict[str, str] = {}
    with file.open("rb") as opened:
        for entry in read_po(opened):
            forms = entry.id if isinstance(entry.id, tuple) else (entry.id,)
            said = entry.string if isinstance(entry.string, tuple) else (entry.string,)
            for text in filter(None, forms):
                texts.setdefault(str(text), str(said[0] or ""))
    return texts


def _own_words(text: str) -> list[str]:
    """Return the English words of a text without its holes."""
    return WORD.findall(HOLE.sub(" ", text))


def _pattern(text: str) -> re.Pattern[str]:
    """Return what a text with holes looks like when they are filled."""
    parts = [re.escape(part) for part in HOLE.split(text)]
    return re.compile(".+?".join(parts))
