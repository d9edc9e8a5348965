"""Words of a text and the codes between them, as translation tools take them apart.

A text of ours is Markdown. For a translation tool it becomes a row of Parts: words that are
translated, and codes that are carried over as they are. A code of ours holds the very signs that it
stands for (``**``, ``](https://…)``, a line end), so that whatever tool had the file between,
putting the parts together again gives the Markdown back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from editor_app.domain.block import BlockKind
from editor_app.text.blocks import GAP, join, split
from editor_app.text.kinds import kind_of
from editor_app.text.marks import Mark, MarkKind, marks

__all__ = [
    "SIGNS",
    "Form",
    "Part",
    "PartKind",
    "Parts",
    "markdown_of",
    "parts_of",
    "placeholder",
    "settled_form",
    "well_formed",
]


class PartKind(StrEnum):
    """What a part is: words, the beginning or end of a stretch, or a code by itself."""

    WORDS = "words"
    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


class Form(StrEnum):
    """What a code does to the text."""

    BOLD = "bold"
    ITALIC = "italic"
    STRUCK = "struck"
    RAISED = "raised"
    LOWERED = "lowered"
    LINK = "link"
    CODE = "code"
    NOTE = "note"
    BREAK = "break"
    STRUCTURE = "structure"
    OTHER = "other"


class Part(NamedTuple):
    """One part: words, or the signs of a code; ``number`` joins the two ends of a stretch."""

    kind: PartKind
    text: str
    number: int = 0
    form: Form = Form.OTHER


Parts = tuple[Part, ...]

SIGNS = {
    Form.BOLD: "**",
    Form.ITALIC: "*",
    Form.STRUCK: "~~",
    Form.RAISED: "^",
    Form.LOWERED: "~",
}
_FORMS = {
    MarkKind.STRONG: Form.BOLD,
    MarkKind.EMPHASIS: Form.ITALIC,
    MarkKind.STRUCK: Form.STRUCK,
    MarkKind.RAISED: Form.RAISED,
    MarkKind.LOWERED: Form.LOWERED,
    MarkKind.LINK: Form.LINK,
}
_CODED = frozenset({MarkKind.SIGN, MarkKind.ADDRESS, MarkKind.FOOTNOTE, MarkKind.CODE})
_LINES = frozenset({Form.BREAK, Form.STRUCTURE})
_SPECIAL = re.compile(r"[\\*~^`\[\]]")
_MARKED = re.compile(r"[\\*~^`\[\]\n|>#]|(?:^|\n)\s*(?:[-+]|\d+\.)\s")


def placeholder(number: int, kind: PartKind = PartKind.ALONE) -> Part:
    """Return the part that stands for a code of another program: ``{1}``, or ``{1}…{/1}``."""
    slash = "/" if kind is PartKind.CLOSE else ""
    return Part(kind, f"{{{slash}{number}}}", number, Form.OTHER)


def settled_form(text: str) -> str:
    """Return the Markdown as it would come back from a translator who changed nothing."""
    return markdown_of(parts_of(text))


def well_formed(parts: Sequence[Part]) -> Parts:
    """Return parts of which every stretch opens and closes properly, each with its own number.

    Ends without a beginning, and what overlaps, become codes by themselves.
    """
    pairs = _pairs(parts)
    ends = {closed: opened for opened, closed in pairs.items()}
    numbers: dict[int, int] = {}
    taken: set[int] = set()
    out = []
    for place, part in enumerate(parts):
        if part.kind is PartKind.WORDS:
            out.append(part)
            continue
        if place in ends:
            out.append(part._replace(number=numbers[ends[place]]))
            continue
        free = part.number
        while free in taken or free < 1:
            free = max(taken, default=0) + 1
        taken.add(free)
        numbers[place] = free
        kind = part.kind if place in pairs else PartKind.ALONE
        out.append(part._replace(kind=kind, number=free))
    return tuple(out)


# -- from Markdown


def parts_of(text: str) -> Parts:
    """Return the parts of a text: one block, several with an empty line between, or a field."""
    if not _MARKED.search(text):
        return (Part(PartKind.WORDS, text),) if text else ()
    blocks = split(text)
    if join(blocks) != text:
        blocks = (text,)
    parts: list[Part] = []
    numbers = iter(range(1, len(text) * 2 + 2))
    for place, block in enumerate(blocks):
        if place:
            parts.append(Part(PartKind.ALONE, GAP, next(numbers), Form.BREAK))
        parts += _block_parts(block, numbers)
    return tuple(_joined(parts))


def _block_parts(block: str, numbers: Iterator[int]) -> Iterator[Part]:
    kind = kind_of(block)
    if kind is BlockKind.CODE or not kind.holds_words:
        yield Part(PartKind.ALONE, block, next(numbers), Form.CODE)
        return
    found = marks(block, kind)
    ends = _ends(block, found, numbers)
    edges = {0, len(block)}
    for mark in found:
        if mark.kind in _CODED:
            edges |= {mark.start, mark.end}
    coded = [mark for mark in found if mark.kind in _CODED]
    done = 0
    for start, end in pairwise(sorted(edges)):
        if start < done:
            continue
        if start in ends:
            done, part = ends[start]
            yield part
            continue
        inside = [mark for mark in coded if mark.start <= start and end <= mark.end]
        yield from _plain(block, start, end, inside, numbers)


def _ends(block: str, found: Sequence[Mark], numbers: Iterator[int]) -> dict[int, tuple[int, Part]]:
    """Return by where it begins every code that opens or closes a stretch, and where it stops."""
    signs = [mark for mark in found if mark.kind is MarkKind.SIGN]
    begins = {mark.start: mark for mark in signs}
    stops = {mark.end: mark for mark in signs}
    ends: dict[int, tuple[int, Part]] = {}
    for mark in found:
        if mark.kind is MarkKind.CODE and mark.start in stops and mark.end in begins:
            start, end = stops[mark.start].start, begins[mark.end].end
            part = Part(PartKind.ALONE, block[start:end], next(numbers), Form.CODE)
            ends[start] = end, part
        if mark.kind not in _FORMS or mark.start not in stops or mark.end not in begins:
            continue
        form, number = _FORMS[mark.kind], next(numbers)
        opening, closing = stops[mark.start], begins[mark.end]
        after = closing.end
        if form is Form.LINK:
            after = block.index(")", _address_end(found, closing.end)) + 1
        ends[opening.start] = (
            opening.end,
            Part(PartKind.OPEN, block[opening.start : opening.end], number, form),
        )
        closed = Part(PartKind.CLOSE, block[closing.start : after], number, form)
        ends[closing.start] = after, closed
    return ends


def _address_end(found: Sequence[Mark], start: int) -> int:
    return next(mark.end for mark in found if mark.kind is MarkKind.ADDRESS and mark.start == start)


def _plain(
    block: str, start: int, end: int, inside: Sequence[Mark], numbers: Iterator[int]
) -> Iterator[Part]:
    """Yield what lies between the codes that belong together."""
    text = block[start:end]
    if not inside:
        for place, line in enumerate(text.split("\n")):
            if place:
                yield Part(PartKind.ALONE, "\n", next(numbers), Form.BREAK)
            if line:
                yield Part(PartKind.WORDS, line)
    elif inside[0].kind is MarkKind.FOOTNOTE:
        yield Part(PartKind.ALONE, text, next(numbers), Form.NOTE)
    elif text == "\\" and block[end : end + 1] != "\n":
        return  # it only shows the next sign as it is, as ``markdown_of`` knows by itself
    elif text:
        yield Part(PartKind.ALONE, text, next(numbers), Form.STRUCTURE)


# -- to Markdown


def markdown_of(parts: Iterable[Part]) -> str:
    """Return the Markdown of parts: of ours as it was, of others as near as our dialect comes.

    Codes that do not open and close properly are left out; the words never are.
    """
    wanted = _joined(_tight(_balanced(_merged(parts))))
    bare = "".join(part.text for part in wanted)
    words = "".join(part.text for part in wanted if part.kind is PartKind.WORDS)
    if not _MARKED.search(bare) or (not _SPECIAL.search(words) and _reads_as(bare, wanted)):
        return bare
    if _reads_as(bare, wanted):
        return bare
    escaped = "".join(
        _SPECIAL.sub(r"\\\g<0>", part.text) if part.kind is PartKind.WORDS else part.text
        for part in wanted
    )
    if _reads_as(escaped, wanted):
        return escaped
    if any(part.kind in {PartKind.OPEN, PartKind.CLOSE} for part in wanted):
        return markdown_of(part for part in wanted if part.kind in {PartKind.WORDS, PartKind.ALONE})
    return bare


def _merged(parts: Iterable[Part]) -> list[Part]:
    """Join words that follow each other."""
    out: list[Part] = []
    for part in parts:
        if not part.text:
            continue
        if out and part.kind is PartKind.WORDS and out[-1].kind is PartKind.WORDS:
            out[-1] = Part(PartKind.WORDS, out[-1].text + part.text)
        else:
            out.append(part)
    return out


def _joined(parts: Iterable[Part]) -> list[Part]:
    """Make one code of signs that stand together, with the spaces at their sides."""
    out: list[Part] = []
    for part in _merged(parts):
        if part.kind is PartKind.ALONE and part.form in _LINES:
            _add_line_signs(out, part)
            continue
        last = out[-1] if out else Part(PartKind.WORDS, "")
        words = part.text
        if part.kind is PartKind.WORDS and last.kind is PartKind.ALONE and last.form in _LINES:
            words = words.lstrip(" ")
            spaces = part.text[: len(part.text) - len(words)]
            out[-1] = last._replace(text=last.text + spaces)
        if words:
            out.append(part._replace(text=words))
    return out


def _add_line_signs(out: list[Part], part: Part) -> None:
    """Add signs of a line, with the spaces before them, to the signs that stand there already."""
    spaces = ""
    if out and out[-1].kind is PartKind.WORDS:
        text = out.pop().text
        kept = text.rstrip(" ")
        spaces = text[len(kept) :]
        out += [Part(PartKind.WORDS, kept)] if kept else []
    last = out[-1] if out else Part(PartKind.WORDS, "")
    if last.kind is PartKind.ALONE and last.form in _LINES:
        out[-1] = last._replace(text=last.text + spaces + part.text, form=Form.STRUCTURE)
    else:
        out.append(part._replace(text=spaces + part.text))


def _balanced(parts: list[Part]) -> list[Part]:
    """Leave away ends without a beginning, beginnings without an end, and what overlaps."""
    found = _pairs(parts)
    pairs = {*found, *found.values()}
    kept = [
        part
        for place, part in enumerate(parts)
        if part.kind in {PartKind.WORDS, PartKind.ALONE}
        or place in pairs
        or part.form is Form.OTHER
    ]
    return _merged(kept)


def _pairs(parts: Sequence[Part]) -> dict[int, int]:
    """Return the places where a stretch opens with those where it closes, properly nested."""
    stack: list[int] = []
    pairs: dict[int, int] = {}
    for place, part in enumerate(parts):
        if part.kind is PartKind.OPEN:
            stack.append(place)
        elif part.kind is PartKind.CLOSE:
            match = next((at for at in reversed(stack) if parts[at].number == part.number), None)
            if match is not None:
                pairs[match] = place
                del stack[stack.index(match) :]
    return pairs


def _tight(parts: list[Part]) -> list[Part]:
    """Move spaces out of what is marked: signs of Markdown stand tight on words."""
    out = list(parts)
    for place, part in enumerate(out):
        inner = place + 1 if part.kind is PartKind.OPEN else place - 1
        if part.form not in SIGNS or part.kind not in {PartKind.OPEN, PartKind.CLOSE}:
            continue
        if not 0 <= inner < len(out) or out[inner].kind is not PartKind.WORDS:
            continue
        text = out[inner].text
        kept = text.lstrip(" ") if part.kind is PartKind.OPEN else text.rstrip(" ")
        if len(kept) == len(text) or not kept:
            continue
        out[inner] = Part(PartKind.WORDS, kept)
        spaces = Part(PartKind.WORDS, " " * (len(text) - len(kept)))
        at = place if part.kind is PartKind.OPEN else place + 1
        return _tight(_merged([*out[:at], spaces, *out[at:]]))
    return _without_empty(out)


def _without_empty(parts: list[Part]) -> list[Part]:
    """Leave away stretches that hold nothing."""
    for place, (first, second) in enumerate(pairwise(parts)):
        opens = first.kind is PartKind.OPEN and second.kind is PartKind.CLOSE
        if opens and first.number == second.number and first.form in SIGNS:
            return _without_empty(_merged([*parts[:place], *parts[place + 2 :]]))
    return parts


def _reads_as(text: str, wanted: Sequence[Part]) -> bool:
    def shown(parts: Iterable[Part]) -> list[tuple[bool, str]]:
        out: list[tuple[bool, str]] = []
        for part in parts:
            words = part.kind is PartKind.WORDS or part.form is Form.OTHER
            if out and words and out[-1][0]:
                out[-1] = True, out[-1][1] + part.text
            else:
                out.append((words, part.text))
        return out

    return shown(parts_of(text)) == shown(wanted)
