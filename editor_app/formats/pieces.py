"""Blocks in the making: what was read from a document, before it is an article's Markdown.

A Piece knows what a finished block no longer says: which element it came from and what that element
seemed to be for (``role``), which is how headline, standfirst, byline and captions are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor_app.domain.block import BlockKind
from editor_app.formats.inline import Mark, Runs
from editor_app.formats.inline_writing import plain, tidy, write
from editor_app.text.kinds import FENCE, FOOTNOTE, ITEM, OBJECT, RULE, kind_of
from editor_app.text.lists import STEP
from editor_app.text.spans import PUNCTUATION
from editor_app.text.splitting import split

_ALIGNMENTS = {"left": ":---", "right": "---:", "center": ":---:"}


@dataclass(frozen=True)
class Item:
    """An item of a list: its level (0 outermost), its number if it has one, its words."""

    level: int
    words: Runs
    number: int | None = None


@dataclass(frozen=True)
class Piece:
    """One block as read.

    ``runs`` are the words of a paragraph, heading or footnote; ``level`` that of a heading;
    ``items`` those of a list; ``rows`` those of a table, the first being its head, with
    ``alignments`` per column; ``inside`` the blocks of a quotation and ``speaker`` whose it is;
    ``joined`` counts the table's cells that spanned others. ``text`` holds the lines of code;
    ``name`` the key of a photo or the label of a footnote.
    """

    kind: BlockKind
    runs: Runs = ()
    role: str = ""
    level: int = 0
    items: tuple[Item, ...] = ()
    rows: tuple[tuple[Runs, ...], ...] = ()
    alignments: tuple[str, ...] = ()
    inside: tuple[Piece, ...] = ()
    speaker: Runs = ()
    text: str = ""
    name: str = ""
    joined: int = 0

    @property
    def words(self) -> str:
        """The words alone, for guesses about what the piece is."""
        if self.kind is BlockKind.LIST:
            return " ".join(plain(item.words) for item in self.items)
        if self.kind is BlockKind.TABLE:
            return " ".join(plain(cell) for row in self.rows for cell in row)
        if self.inside:
            return " ".join(piece.words for piece in self.inside)
        return self.text or plain(self.runs)


def to_markdown(pieces: Iterable[Piece]) -> str:
    """Return the pieces as a body in canonical form."""
    written: list[Piece | str] = []
    for piece in pieces:
        if piece.kind is BlockKind.LIST:
            written.append(piece)
        else:
            written.extend(filter(None, [piece_markdown(piece)]))
    texts = (one if isinstance(one, str) else _list(one.items) for one in _canonical(written))
    return "\n\n".join(split("\n\n".join(text for text in texts if text)))


def piece_markdown(piece: Piece) -> str:
    """Return one piece as Markdown, empty for a piece without content."""
    if piece.kind is BlockKind.HEADING:
        words = write(_not_bold(piece.runs), one_line=True)
        return f"{'#' * piece.level} {words}" if words else ""
    if piece.kind is BlockKind.LIST:
        return _list(piece.items)
    if piece.kind is BlockKind.TABLE:
        return _table(piece)
    if piece.kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
        return _quote(piece)
    if piece.kind is BlockKind.CODE:
        return _code(piece.text)
    if piece.kind is BlockKind.FOOTNOTE:
        words = write(piece.runs).replace("\n", "\n" + " " * STEP)
        return f"[^{piece.name}]: {words}"
    if piece.kind is BlockKind.RULE:
        return "---"
    if piece.kind in {BlockKind.PHOTO, BlockKind.EMBED, BlockKind.FOREIGN}:
        return f"![]({piece.kind.value}:{piece.name})"
    return _paragraph(piece.runs)


def _not_bold(runs: Runs) -> Runs:
    """Take the bold off a heading that is bold throughout: it is bold by itself."""
    if all(Mark.STRONG in run.marks for run in runs if run.text.strip() and not run.note):
        return tuple(run._replace(marks=run.marks - {Mark.STRONG}) for run in runs)
    return runs


def _paragraph(runs: Runs) -> str:
    """Return text that is one paragraph: what would begin another block is escaped."""
    text = write(runs)
    fences = frozenset(line[0] for line in text.split("\n") if FENCE.match(line))
    if fences:
        text = write(runs, always=fences)  # a later fence could close the first
    if not text or (kind_of(text) is BlockKind.PARAGRAPH and split(text) == (text,)):
        return text
    return "\n".join(_escaped_start(line) for line in text.split("\n"))


def _escaped_start(line: str) -> str:
    """Escape what makes a line begin a block of its own."""
    item = ITEM.match(line)
    if item and item[2][0].isdigit():
        return line.replace(".", "\\.", 1)
    if FOOTNOTE.match(line):
        return line.replace("]:", "]\\:", 1)
    begins = kind_of(line) is not BlockKind.PARAGRAPH or line[:1] in {*"=-|:"}
    return "\\" + line if begins and line[:1] in PUNCTUATION else line


def _list(items: Sequence[Item]) -> str:
    """Write a list; levels follow each other one by one, numbers as they count."""
    lines: list[str] = []
    open_levels: list[tuple[int, bool, int]] = []
    for item in items:
        last = None
        while open_levels and open_levels[-1][0] >= item.level:
            last = open_levels.pop()
        numbered = item.number is not None
        count = last[2] + 1 if last and last[1] and numbered else item.number or 1
        depth = len(open_levels)
        open_levels.append((item.level, numbered, count))
        marker = f"{count}." if numbered else "-"
        words = _item_words(item.words, depth)
        if RULE.match(f"{marker} {words}"):
            words = "\\" + words
        lines.append(f"{' ' * STEP * depth}{marker} {words}".rstrip(" "))
    return "\n".join(lines)


def _item_words(words: Runs, depth: int) -> str:
    first, *others = write(words).split("\n")
    inset = "\n" + " " * STEP * (depth + 1)
    starts = (ITEM, OBJECT)
    return inset.join(
        [first]
        + [
            _escaped_start(line) if any(start.match(line) for start in starts) else line
            for line in others
        ]
    )


def _table(piece: Piece) -> str:
    columns = max((len(row) for row in piece.rows), default=0)
    if not columns:
        return ""
    padded = [[*row, *[()] * (columns - len(row))] for row in piece.rows]
    lines = ["| " + " | ".join(write(cell, in_table=True) for cell in row) + " |" for row in padded]
    aligned = [*piece.alignments, *[""] * columns][:columns]
    divider = "| " + " | ".join(_ALIGNMENTS.get(one, "---") for one in aligned) + " |"
    return "\n".join([lines[0], divider, *lines[1:]])


def _quote(piece: Piece) -> str:
    inner = to_markdown(piece.inside)
    if not inner:
        return ""
    lines = [f"> {line}".rstrip() for line in inner.split("\n")]
    speaker = write(piece.speaker, one_line=True)
    return "\n".join([*lines, f"> — {speaker}"] if speaker else lines)


def _code(text: str) -> str:
    lines = [line if line.strip() else " " for line in text.rstrip().split("\n")]
    while lines and not lines[0].strip():
        del lines[0]
    if not text.strip():
        return ""
    fence = "```"
    while any(line.lstrip().startswith(fence) for line in lines):
        fence += "`"
    return "\n".join([fence, *lines, fence])


def _canonical(written: Iterable[Piece | str]) -> list[Piece | str]:
    """Part lists where bullets and numbers meet; join those of one kind that follow each other."""
    out: list[Piece | str] = []
    for one in written:
        if isinstance(one, str):
            out.append(one)
            continue
        for items in _parted(one.items):
            before = out[-1] if out else ""
            last = before.items if isinstance(before, Piece) else ()
            if last and (last[0].number is None) == (items[0].number is None):
                out[-1] = Piece(BlockKind.LIST, items=(*last, *items))
            else:
                out.append(Piece(BlockKind.LIST, items=tuple(items)))
    return out


def _parted(items: Iterable[Item]) -> list[list[Item]]:
    """Part a list where its outermost items change between bullets and numbers."""
    parts: list[list[Item]] = []
    outermost = 0
    for item in items:
        if not tidy(item.words):
            continue
        outer = not parts or item.level <= outermost
        if outer and (not parts or (parts[-1][0].number is None) != (item.number is None)):
            parts.append([])
        outermost = item.level if outer else outermost
        parts[-1].append(item)
    return parts
