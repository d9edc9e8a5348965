"""HTML elements become pieces: the one walk that all importers share.

What calls it has already taken off what does not belong to the text (``furniture``, ``clipboard``)
and marked what elements are for with the attribute ``ROLE``. Words are never glued or split: a
block begins and ends a piece, all else joins as it stands, and white space folds as in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from editor_app.domain.block import BlockKind
from editor_app.formats.html_marks import marks_of
from editor_app.formats.html_tables import read_table
from editor_app.formats.html_tree import BLOCKS, Element, attribute, remove
from editor_app.formats.inline import NO_MARKS, Mark, Run, Runs, joint
from editor_app.formats.inline_writing import plain, tidy
from editor_app.formats.pieces import Item, Piece

ROLE = "copydesk-role"
"""Where importers say what an element is for: ``headline``, ``byline`` and so on."""

Picture = Callable[[Element], str]
"""Takes an ``img`` and returns the key of its photo, or nothing when it is none."""
Address = Callable[[str], str]
"""Takes the address of a link and returns the one that may be kept, or nothing."""

_IGNORED = (
    "script style noscript template head title meta link param svg canvas map area base button "
    "input select textarea option optgroup datalist progress meter source track col colgroup "
    "rp rt rtc "
    "iframe video audio embed object"
)
IGNORED = frozenset(_IGNORED.split())
"""Names of elements that hold no words of the text."""

_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_FOLDED_LINE = re.compile(r"(\S)[ \t]*[\r\n]\s*(\S)")
_DASHES = re.compile(r"^[—–―-]+\s*")
_LONGEST_SPEAKER = 120
_DEEPEST_QUOTE = 10


@dataclass(frozen=True)
class _Setting:
    """How the text is set at a place of the tree."""

    marks: frozenset[Mark] = NO_MARKS
    link: str = ""
    role: str = ""
    keeps_lines: bool = False
    quotes: int = 0


def read_blocks(root: Element, picture: Picture, address: Address) -> list[Piece]:
    """Return the pieces of all that is inside ``root``."""
    return _Reading(picture, address).inside(root, _Setting())


class _Reading:
    """Gathers runs until a block begins or ends, and the pieces before that."""

    def __init__(self, picture: Picture, address: Address) -> None:
        self.picture = picture
        self.address = address
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.photos: list[Piece] = []
        self.role = ""

    def inside(self, element: Element, setting: _Setting) -> list[Piece]:
        """Read an element's content by itself."""
        other = _Reading(self.picture, self.address)
        other._children(element, replace(setting, role=element.get(ROLE) or setting.role))
        other._end()
        return other.pieces

    def _end(self) -> None:
        """End the paragraph in the making; pictures that stood in it come after it."""
        runs = tidy(self.runs)
        if runs:
            self.pieces.append(Piece(BlockKind.PARAGRAPH, runs, role=self.role))
        self.pieces.extend(self.photos)
        self.runs, self.photos, self.role = [], [], ""

    def _children(self, element: Element, setting: _Setting) -> None:
        self._text(element.text, setting)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, setting)
            self._text(child.tail, setting)

    def _text(self, text: str | None, setting: _Setting) -> None:
        if not text:
            return
        if setting.role and not self.role and not text.isspace():
            self.role = setting.role
        if not setting.keeps_lines:
            self.runs.append(Run(_folded(text), setting.marks, setting.link))
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._line_break(setting)
            self.runs.append(Run(line, setting.marks, setting.link))

    def _line_break(self, setting: _Setting) -> None:
        """Break the line; a second break in a row ends the paragraph."""
        before = next((run.text for run in reversed(self.runs) if not _is_blank(run)), "")
        if before == "\n":
            self._end()
        else:
            self.runs.append(Run("\n", setting.marks, setting.link))

    def _element(self, element: Element, setting: _Setting) -> None:
        tag = str(element.tag)
        if tag in IGNORED:
            return
        role = element.get(ROLE) or setting.role
        setting = replace(setting, role=role, marks=marks_of(element, setting.marks))
        if role == "note":
            self.runs.append(Run(attribute(element, "label"), note=True))
        elif role in {"footnote", "object"}:
            self._object(role, element)
        elif tag == "br":
            self._line_break(setting)
        elif tag == "img":
            self._photo(element)
        elif tag in BLOCKS:
            self._end()
            self._block(tag, element, setting)
            self._end()
        elif tag == "a" and element.get("href"):
            link = self.address(attribute(element, "href"))
            self._children(element, replace(setting, link=link or setting.link))
        elif tag == "q":
            self._text("“", setting)
            self._children(element, setting)
            self._text("”", setting)
        else:
            self._children(element, setting)

    def _photo(self, element: Element) -> None:
        key = self.picture(element)
        if key:
            self.photos.append(Piece(BlockKind.PHOTO, name=key))
        elif "emoji" in (element.get("class") or ""):
            self.runs.append(Run(attribute(element, "alt")))

    def _block(self, tag: str, element: Element, setting: _Setting) -> None:
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading(int(tag[1]), element, setting)
        elif tag in _LISTS:
            items, others = self._items(element, 0, setting)
            self.pieces.extend([Piece(BlockKind.LIST, items=items)] if items else [])
            self.pieces.extend(others)
        elif tag == "blockquote":
            self._quote(element, setting)
        elif tag == "table":
            plain_setting = replace(setting, marks=NO_MARKS)
            read = read_table(element, lambda cell: self.inside(cell, plain_setting))
            self.pieces.extend(read)
        elif tag == "pre":
            self._preformatted(element, setting)
        elif tag == "hr":
            self.pieces.append(Piece(BlockKind.RULE))
        elif tag == "figure":
            self._figure(element, setting)
        else:
            self._children(element, setting)

    def _heading(self, level: int, element: Element, setting: _Setting) -> None:
        for piece in self.inside(element, setting):
            is_words = piece.kind is BlockKind.PARAGRAPH
            headed = replace(piece, kind=BlockKind.HEADING, level=level)
            self.pieces.append(headed if is_words else piece)

    def _quote(self, element: Element, setting: _Setting, speaker: Runs = ()) -> None:
        if setting.quotes >= _DEEPEST_QUOTE:
            self._children(element, setting)
            return
        if not speaker:
            speaker = self._speaker(element, setting)
        inner = self.inside(element, replace(setting, quotes=setting.quotes + 1))
        photos = [piece for piece in inner if piece.kind is BlockKind.PHOTO]
        words = tuple(piece for piece in inner if piece.kind is not BlockKind.PHOTO)
        if words and not speaker:
            words, speaker = _with_dash_as_speaker(words)
        kind = BlockKind.PULL_QUOTE if speaker else BlockKind.QUOTE
        if words:
            self.pieces.append(Piece(kind, inside=words, speaker=speaker, role=setting.role))
        elif speaker:
            only = Piece(BlockKind.PARAGRAPH, (Run("— "), *speaker))
            self.pieces.append(Piece(BlockKind.QUOTE, inside=(only,), role=setting.role))
        self.pieces.extend(photos)

    def _speaker(self, element: Element, setting: _Setting) -> Runs:
        """Take out and return who is quoted: a ``cite`` or ``footer`` at the end."""
        last = next((child for child in reversed(element) if isinstance(child.tag, str)), None)
        if last is None or (last.tail or "").strip() or len(element) + bool(element.text) < 2:
            return ()
        found = last if last.tag in {"cite", "footer", "figcaption"} else None
        if last.tag in {"p", "div"} and len(last) == 1 and last[0].tag in {"cite", "footer"}:
            alone = not (last.text or "").strip(" —–-\n") and not (last[0].tail or "").strip()
            found = last if alone else None
        if found is None:
            return ()
        speaker = _named(self.inside(found, replace(setting, marks=NO_MARKS)))
        if not 0 < len(plain(speaker)) <= _LONGEST_SPEAKER:
            return ()
        remove(found)
        return speaker

    def _figure(self, element: Element, setting: _Setting) -> None:
        """Read a picture with its caption, or what else stands in a figure."""
        quote = element.find(".//blockquote")
        caption = element.find(".//figcaption")
        if quote is not None and not element.findall(".//img"):
            speaker: Runs = ()
            if caption is not None:
                speaker = _named(self.inside(caption, replace(setting, marks=NO_MARKS)))
            self._quote(quote, setting, speaker)
            return
        pieces = self.inside(element, setting)
        photos = [piece for piece in pieces if piece.kind is BlockKind.PHOTO]
        if len(photos) == 1:
            pieces.remove(photos[0])
            pieces = [
                photos[0],
                *(piece if piece.role else replace(piece, role="caption") for piece in pieces),
            ]
        self.pieces.extend(pieces)

    def _preformatted(self, element: Element, setting: _Setting) -> None:
        """Read code as code, and text that only keeps its lines as paragraphs."""
        about = f"{element.get('class') or ''}".lower()
        if element.find("code") is not None or "code" in about or "highlight" in about:
            text = "".join(str(piece) for piece in element.itertext())
            self.pieces.append(Piece(BlockKind.CODE, text=text))
        else:
            self._children(element, replace(setting, keeps_lines=True))

    def _items(
        self, element: Element, level: int, setting: _Setting
    ) -> tuple[tuple[Item, ...], list[Piece]]:
        """Read a list and those inside it; return also what cannot stand in a list."""
        start = attribute(element, "start")
        number = int(start) if start.isascii() and start.isdigit() else 1
        items: list[Item] = []
        others: list[Piece] = []
        for child in element:
            if not isinstance(child.tag, str) or child.tag in IGNORED:
                continue
            if child.tag in _LISTS:
                deeper, aside = self._items(child, level + 1, setting)
                items.extend(deeper)
            else:
                inside = self.inside(child, replace(setting, marks=marks_of(child, setting.marks)))
                found, aside = _item(inside, level, number if element.tag == "ol" else None)
                number += bool(found)
                items.extend(found)
            others.extend(aside)
        return tuple(items), others

    def _object(self, role: str, element: Element) -> None:
        """Read what an importer has marked as a footnote, or as a photo line and the like."""
        self._end()
        if role == "object":
            kind = BlockKind(attribute(element, "kind"))
            self.pieces.append(Piece(kind, name=attribute(element, "name")))
            return
        element.attrib.pop(ROLE)
        runs: list[Run] = []
        for piece in self.inside(element, _Setting()):
            runs.extend([Run("\n")] if runs else [])
            runs.extend(piece.runs or [Run(piece.words)])
        label = attribute(element, "label")
        self.pieces.append(Piece(BlockKind.FOOTNOTE, tidy(runs), name=label))


def _folded(text: str) -> str:
    """Fold white space as a browser does, but put no space between two Chinese lines."""
    if "\n" in text or "\r" in text:
        text = _FOLDED_LINE.sub(lambda ends: f"{ends[1]}{joint(ends[1], ends[2])}{ends[2]}", text)
    return _SPACES.sub(" ", text)


def _is_blank(run: Run) -> bool:
    return run.text != "\n" and not run.note and not run.text.strip(" \t\xa0")


def _named(pieces: Sequence[Piece]) -> Runs:
    """Return the words of a speaker, without the dash before them and set like a cite."""
    runs = [run for piece in pieces for run in (*piece.runs, Run(" "))]
    marked = tidy((run._replace(marks=run.marks - {Mark.EMPHASIS}) for run in runs), breaks=False)
    if not marked or marked[0].note:
        return marked
    return tidy((marked[0]._replace(text=_DASHES.sub("", marked[0].text)), *marked[1:]))


def _with_dash_as_speaker(words: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], Runs]:
    """Part the last line of a quotation from it where a dash makes it the speaker."""
    *before, last = words
    if last.kind is not BlockKind.PARAGRAPH:
        return words, ()
    breaks = [place for place, run in enumerate(last.runs) if run.text == "\n"]
    start = breaks[-1] + 1 if breaks else 0
    line = last.runs[start:]
    if not line or not (before or start):
        return words, ()
    if not line[0].text.startswith("— ") or line[0].marks or line[0].link:
        return words, ()
    rest = tidy(last.runs[:start])
    kept = (*before, replace(last, runs=rest)) if rest else tuple(before)
    return kept, _named([replace(last, runs=line)])


def _item(
    pieces: Sequence[Piece], level: int, number: int | None
) -> tuple[list[Item], list[Piece]]:
    """Make an item of what stands in it; return pictures apart."""
    words: list[Run] = []
    nested: list[Item] = []
    others: list[Piece] = []
    for piece in pieces:
        if piece.kind is BlockKind.PHOTO:
            others.append(piece)
        elif piece.kind is BlockKind.LIST:
            nested.extend(replace(item, level=item.level + level + 1) for item in piece.items)
        else:
            words.extend([Run("\n")] if words else [])
            words.extend(piece.runs or [Run(piece.words)])
    own = [Item(level, tidy(words), number)] if words else []
    return [*own, *nested], others
