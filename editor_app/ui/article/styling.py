"""What Markdown looks like while it is typed: the marks dimmed, what they mark as it will be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout

from editor_app.domain.block import BlockKind
from editor_app.text.kinds import kind_of
from editor_app.text.marks import Mark, MarkKind, marks, marks_after
from editor_app.text.spans import span_marks
from editor_app.ui.article.changed_lines import StyledRange
from editor_app.ui.article.paper_layout import LINE_BREAK
from editor_app.ui.article.typesetting import FormatRanges
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.positions import LAST_OF_ONE_UNIT, to_utf16, utf16_length

_ITEM = re.compile(r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}\.)[ \t]+|(?:>[ \t]?)+|\[\^[^\]\s]+\]:[ \t]*)")
_HANGS = frozenset("-*+>[ \t0123456789")


class Styling:
    """The formats of one theme for a face; made again when the theme or the face changes."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._forms = _forms(theme)
        self._last: tuple[str, tuple[Mark, ...]] = ("", ())
        self._ranges: FormatRanges = []
        self._metrics = QFontMetricsF(font)
        self._signs = {
            BlockKind.HEADING: _coloured(theme, "accent"),
            BlockKind.LIST: _coloured(theme, "accent"),
        }

    def ranges(self, text: str) -> FormatRanges:
        """Return the formats of a paragraph of the body (new lines as U+2028).

        After a key that moves none of them it is the same list: nobody may change it.
        """
        before, known = self._last
        markdown = text.replace(LINE_BREAK, "\n")
        found = marks_after(known, before, markdown) if markdown else ()
        if found is None:
            kind = kind_of(markdown.strip())
            found = marks(markdown, kind)
            self._ranges = self._made(text, found, kind)
        elif found is not known:
            self._ranges = self._moved(text, found, known)
        self._last = markdown, found
        return self._ranges

    def _made(self, text: str, found: Sequence[Mark], kind: BlockKind) -> FormatRanges:
        """Return the formats of what is marked in a paragraph."""
        wide = utf16_length(text) > len(text)
        ranges: FormatRanges = []
        for mark in found:
            form, look = self._forms[mark.kind], str(mark.kind)
            begins = mark.start == 0 or kind is BlockKind.LIST
            if mark.kind is MarkKind.SIGN and begins and kind in self._signs:
                form, look = self._signs[kind], "first sign"
            ranges.append(format_range(*_place(text, mark, wide=wide), form, look))
        return ranges

    def _moved(self, text: str, found: Sequence[Mark], known: Sequence[Mark]) -> FormatRanges:
        """Return the formats that there are, at the places of their marks now."""
        if not found:
            return []
        wide = utf16_length(text) > len(text)
        for item, mark, before in zip(self._ranges, found, known, strict=True):
            if mark is not before:
                start, end = _place(text, mark, wide=wide)
                item.start, item.length = start, end - start
        return list(self._ranges)

    def spans(self, text: str) -> FormatRanges:
        """Return the formats inside a text that is not a block: headline, caption."""
        ranges = []
        for mark in span_marks(text):
            start, end = to_utf16(text, mark.start), to_utf16(text, mark.end)
            ranges.append(format_range(start, end, self._forms[mark.kind]))
        return ranges

    def hang(self, text: str, start: int) -> float:
        """Return how far lines are set in that continue the item or quote beginning at ``start``.

        ``start`` counts UTF-16 units, as Qt does.
        """
        if text[:1] not in _HANGS:
            return 0.0
        if utf16_length(text) > len(text):
            text = "".join(
                character if character <= LAST_OF_ONE_UNIT else "xx" for character in text
            )
        item = _ITEM.match(text, start)
        return self._metrics.horizontalAdvance(item[0]) if item else 0.0


def format_range(
    start: int, end: int, form: QTextCharFormat, look: str = ""
) -> QTextLayout.FormatRange:
    """Return a format from ``start`` up to ``end`` (UTF-16 units); ``look`` is a word for it."""
    item = StyledRange()
    item.start, item.length, item.format = start, end - start, form
    item.look = look
    return item


def _place(text: str, mark: Mark, *, wide: bool) -> tuple[int, int]:
    """Return start and end of a mark in UTF-16 units; ``wide`` where a character takes two."""
    if not wide:
        return mark.start, mark.end
    return to_utf16(text, mark.start), to_utf16(text, mark.end)


def _forms(theme: Theme) -> dict[MarkKind, QTextCharFormat]:
    """Return what each kind of mark looks like."""
    forms = {kind: QTextCharFormat() for kind in MarkKind}
    for kind in (MarkKind.SIGN, MarkKind.ADDRESS, MarkKind.OBJECT):
        forms[kind].setForeground(theme.colour("ink3"))
    for kind in (MarkKind.STRONG, MarkKind.HEADING):
        forms[kind].setFontWeight(QFont.Weight.Bold)
    forms[MarkKind.EMPHASIS].setFontItalic(True)
    forms[MarkKind.STRUCK].setFontStrikeOut(True)
    raised, lowered = (
        QTextCharFormat.VerticalAlignment.AlignSuperScript,
        QTextCharFormat.VerticalAlignment.AlignSubScript,
    )
    forms[MarkKind.RAISED].setVerticalAlignment(raised)
    forms[MarkKind.LOWERED].setVerticalAlignment(lowered)
    forms[MarkKind.CODE].setFontFamilies(theme.fixed_font().families())
    forms[MarkKind.CODE].setFontFixedPitch(True)
    for kind in (MarkKind.LINK, MarkKind.FOOTNOTE):
        forms[kind].setForeground(theme.colour("accent"))
    forms[MarkKind.QUOTE].setForeground(theme.colour("ink2"))
    forms[MarkKind.QUOTE].setFontItalic(True)
    forms[MarkKind.SPEAKER].setFontItalic(False)
    return forms


def _coloured(theme: Theme, name: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(theme.colour(name))
    return form
