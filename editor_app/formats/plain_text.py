"""Plain text as pieces: what the lines are, and which of them are one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from editor_app.domain.block import BlockKind
from editor_app.formats.inline import Run, joint
from editor_app.formats.inline_writing import tidy
from editor_app.formats.pieces import Item, Piece

_MARKDOWN = re.compile(
    r"^#{1,6} +\S|^(?:```|~~~)|^\[\^[^\]\s]+\]:|^\[[^\]\n]+\]:\s*\S+|^ {0,3}> ?\S|"
    r"^\S.*\n(?:=+|-{3,})[ \t]*$|"
    r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|"
    r"\[[^\]\n]+\]\([^)\s]+|(?<!\\)\*\*[^\s*][^*\n]*\*\*|(?<!\w)__[^\s_][^_\n]*__(?!\w)|"
    r"(?<!~)~~[^\s~][^~\n]*~~(?!~)|"
    r"!\[[^\]\n]*\]\([^)\n]+\)|(?<![\w*])\*[^\s*][^*\n]*[^\s*]\*(?![\w*])|\\$|^%[ \t]+\S",
    re.MULTILINE,
)
_BULLET = re.compile(r"[ \t\u3000]*[•●▪◦‣·○■*–-][ \t\u3000]+(?P<words>\S.*)")
_NUMBER = re.compile(r"[ \t]*(?P<number>\d{1,3})[.)][ \t]+(?P<words>\S.*)")
_RULE = re.compile(r"[ \t]*(?:[-*_=—~][ \t]*){3,}")
_ENDS = '.!?。！？…:：;；"”’」』)）'


def is_markdown(text: str) -> bool:
    """Say whether a text uses Markdown's signs; lists alone do not tell."""
    return _MARKDOWN.search(text) is not None


def read_plain(text: str) -> list[Piece]:
    """Return the pieces of a text without marks.

    Empty lines part paragraphs. Where the lines were folded to a width they are joined; else each
    line is a paragraph of its own, as in a text typed into a simple editor.
    """
    groups = [group.split("\n") for group in re.split(r"\n[ \t\u3000\xa0]*\n", text.strip("\n"))]
    groups = [[line for line in group if line.strip()] for group in groups]
    folded = is_folded(groups)
    pieces: list[Piece] = []
    for group in groups:
        pieces.extend(_group(group, folded))
    return pieces


def is_folded(groups: Sequence[Sequence[str]]) -> bool:
    """Say whether the lines of a text were folded to a width: all but the last of each are full."""
    inner = [line.rstrip() for group in groups for line in group[:-1]]
    whole = [line for line in inner if not _BULLET.match(line) and not _NUMBER.match(line)]
    if len(whole) < 3:
        return False
    widths = [len(line) for line in whole]
    widest = max(widths)
    if widest > 120 or widest < 20:
        return False
    full = sum(width >= widest * 0.75 for width in widths)
    ended = sum(line[-1] in _ENDS for line in whole)
    return (
        median(widths) >= widest * 0.75 and full * 10 >= len(whole) * 7 and ended * 2 < len(whole)
    )


def _group(lines: Sequence[str], folded: bool) -> list[Piece]:
    """Return the pieces of lines that stand together."""
    pieces: list[Piece] = []
    numbered = sum(_NUMBER.match(line) is not None for line in lines) > 1
    words: list[str] = []
    items: list[Item] = []

    def end() -> None:
        if items:
            pieces.append(Piece(BlockKind.LIST, items=tuple(items)))
        if words:
            pieces.append(_paragraph(words))
        items.clear()
        words.clear()

    for line in lines:
        item = _item(line, numbered)
        if _RULE.fullmatch(line):
            end()
            pieces.append(Piece(BlockKind.RULE))
        elif item:
            if words or (items and (items[0].number is None) != (item.number is None)):
                end()
            items.append(item)
        elif items and folded and line[:1] in {" ", "\t"}:
            last = items.pop()
            items.append(Item(0, tidy((*last.words, Run(" "), Run(line.strip()))), last.number))
        else:
            if items or (words and not folded):
                end()
            words.append(line)
    end()
    return pieces


def _item(line: str, numbered: bool) -> Item | None:
    bullet = _BULLET.fullmatch(line)
    if bullet:
        return Item(0, tidy([Run(bullet["words"])]))
    number = _NUMBER.fullmatch(line) if numbered else None
    return Item(0, tidy([Run(number["words"])]), int(number["number"])) if number else None


def _paragraph(lines: Sequence[str]) -> Piece:
    text = ""
    for line in lines:
        bare = line.strip()
        text += (joint(text, bare) if text else "") + bare
    return Piece(BlockKind.PARAGRAPH, tidy([Run(text)]))
