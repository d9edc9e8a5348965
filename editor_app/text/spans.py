"""Marks within the words of a block: strong, emphasis, links and their kin, with their positions.

The rules are those of ``docs/markdown.md`` and stand here only: the editor dims signs by them, and
``formats.inline`` cuts the words for the page by them. One pass, linear in the length of the text:
signs that may open are remembered, and a sign that closes takes the nearest that fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class MarkKind(StrEnum):
    """What a stretch of a block is. SIGN is the mark characters themselves, to be dimmed."""

    SIGN = "sign"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"
    RAISED = "raised"
    LOWERED = "lowered"
    CODE = "code"
    LINK = "link"
    ADDRESS = "address"
    FOOTNOTE = "footnote"
    HEADING = "heading"
    QUOTE = "quote"
    SPEAKER = "speaker"
    OBJECT = "object"


class Mark(NamedTuple):
    """A stretch from ``start`` up to, not including, ``end``. Stretches may overlap."""

    start: int
    end: int
    kind: MarkKind


PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ADDRESS = re.compile(r"(?:https?://[^\s<>]|mailto:[^\s<>@]+@)[^\s<>]*", re.IGNORECASE)
_NOTE = re.compile(r"\[\^([^\s\[\]^`\\]{1,40})\]")
_TARGET = re.compile(
    r"\]\((?:<([^<>\n\\]*)>|((?:[^\s()\\<>]|\\[!-/:-@\[-`{-~]|\([^\s()\\<>]*\))*))\)"
)
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PLAIN = re.compile(r"[^\\*~^`\[\]\n \t]+|[ \t]+")
_SIGNLESS = re.compile(r"[^\\*~^`\[\]]+")
_RUN = re.compile(r"(.)\1*", re.DOTALL)
_SINGLE = {"*": MarkKind.EMPHASIS, "~": MarkKind.LOWERED, "^": MarkKind.RAISED}
_DOUBLE = {"*": MarkKind.STRONG, "~": MarkKind.STRUCK}
_LENGTHS = {MarkKind.STRONG: 2, MarkKind.STRUCK: 2}
_SPACELESS = frozenset({MarkKind.LOWERED, MarkKind.RAISED})
_DEEPEST_BRACKET = 30


def span_marks(text: str, start: int = 0, end: int | None = None) -> list[Mark]:
    """Return what is marked in the words from ``start`` to ``end``, in the order it was closed."""
    reader = _Reader(text[start:end])
    reader.read()
    if not start:
        return reader.found
    return [Mark(mark.start + start, mark.end + start, mark.kind) for mark in reader.found]


def is_address(address: str) -> bool:
    """Say whether a link may go there: http, https or mailto, and nothing else."""
    return _ADDRESS.fullmatch(address) is not None


def address_in(text: str, mark: Mark) -> str:
    """Return the address that a mark of the kind ADDRESS stands on."""
    written = text[mark.start : mark.end]
    return written[1:-1] if written[0] == "<" else _UNESCAPE.sub(r"\1", written)


@dataclass(eq=False)
class _Opener:
    """A sign that was opened: where its characters stand, and what they may become."""

    character: str
    start: int
    end: int
    kinds: tuple[MarkKind, ...] = ()

    @property
    def length(self) -> int:
        return sum(_length(kind) for kind in self.kinds)


def _length(kind: MarkKind) -> int:
    return _LENGTHS.get(kind, 1)


class _Reader:
    """One pass over the words of one block."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: list[Mark] = []
        self.open: list[_Opener] = []
        self.unclosed: set[int] = set()

    def read(self) -> None:
        """Go through the text from its start to its end."""
        while self.at < len(self.text):
            plain = self._plain()
            character = self.text[self.at]
            if plain:
                self._close_spaceless(character)
                self.at = plain.end()
            elif character == "\\":
                self._escape()
            elif character == "\n":
                self._close_spaceless(" ")
                self.at += 1
            elif character == "`":
                self._code()
            elif character == "[":
                self._bracket()
            elif character == "]":
                self._link()
            else:
                self._delimiters(character)

    def _plain(self) -> re.Match[str] | None:
        """Return the words here; up to the next sign where spaces do not part them."""
        parted = any(one.kinds and _SPACELESS & set(one.kinds) for one in self.open)
        return (_PLAIN if parted else _SIGNLESS).match(self.text, self.at)

    def _note(self, start: int, end: int, kind: MarkKind) -> None:
        self.found.append(Mark(start, end, kind))

    def _close_spaceless(self, character: str) -> None:
        """Forget open signs of super- and subscript at a space: they hold none."""
        if character in " \t\n":
            self.open = [one for one in self.open if not _SPACELESS & set(one.kinds)]

    def _escape(self) -> None:
        following = self.text[self.at + 1 : self.at + 2]
        if following == "\n" or (following and following in PUNCTUATION):
            self._note(self.at, self.at + 1, MarkKind.SIGN)
            self._close_spaceless(following)
            self.at += 2
        else:
            self.at += 1

    def _code(self) -> None:
        fence = self._run_length()
        after = self.at + fence
        close = None if fence in self.unclosed else self._closing(after, fence)
        if close is None:
            self.unclosed.add(fence)
        if close is None or self.text[after:close].isspace():  # nothing would be left of it
            self.at = after
            return
        self._note(self.at, after, MarkKind.SIGN)
        self._note(after, close, MarkKind.CODE)
        self._note(close, close + fence, MarkKind.SIGN)
        self.at = close + fence

    def _run_length(self) -> int:
        run = _RUN.match(self.text, self.at)
        return len(run[0]) if run else 0

    def _closing(self, start: int, length: int) -> int | None:
        """Return where a run of exactly ``length`` backticks begins at or after ``start``."""
        at = self.text.find("`", start)
        while at >= 0:
            run = _RUN.match(self.text, at)
            found = len(run[0]) if run else 1
            if found == length:
                return at
            at = self.text.find("`", at + found)
        return None

    def _bracket(self) -> None:
        note = _NOTE.match(self.text, self.at)
        if note:
            self._note(self.at, note.end(), MarkKind.FOOTNOTE)
            self.at = note.end()
            return
        brackets = [one for one in self.open if one.character == "["]
        if len(brackets) > _DEEPEST_BRACKET:
            self.open.remove(brackets[0])
        self.open.append(_Opener("[", self.at, self.at + 1))
        self.at += 1

    def _link(self) -> None:
        opener = next((one for one in reversed(self.open) if one.character == "["), None)
        if opener is None:
            self.at += 1
            return
        target = _TARGET.match(self.text, self.at) if opener.end < self.at else None
        address = Mark(self.at + 2, target.end() - 1, MarkKind.ADDRESS) if target else None
        if target is None or address is None or not self._leads_somewhere(address):
            self.open.remove(opener)
            self.at += 1
            return
        self._note(opener.start, opener.end, MarkKind.SIGN)
        self._note(opener.end, self.at, MarkKind.LINK)
        self._note(self.at, self.at + 2, MarkKind.SIGN)
        self.found.append(address)
        self._note(address.end, target.end(), MarkKind.SIGN)
        outside = self.open[: self.open.index(opener)]
        self.open = [one for one in outside if one.character != "["]
        self.at = target.end()

    def _leads_somewhere(self, address: Mark) -> bool:
        return address.start < address.end and is_address(address_in(self.text, address))

    def _delimiters(self, character: str) -> None:
        length = self._run_length()
        before = self.text[self.at - 1 : self.at] if self.at else ""
        after = self.text[self.at + length : self.at + length + 1]
        left = length
        if before and not before.isspace():
            left = self._close(character, length)
        self.at += length
        if left:
            opens = bool(after) and not after.isspace()
            self._open(character, self.at - left, left, opens=opens)

    def _close(self, character: str, length: int) -> int:
        """Close what ``length`` characters can close; return how many are left to open with."""
        mine = [one for one in self.open if one.character == character]
        double = _DOUBLE.get(character)
        if length == 2 and not any(double in one.kinds for one in mine):
            return length
        left = length
        while left and mine:
            if mine[-1].length == 3 and left < 3:
                kind = _SINGLE[character] if left == 1 else _DOUBLE[character]
                self._lay(mine[-1], kind, self.at + length - left)
                return 0
            fitting = [one for one in reversed(mine) if one.length == left]
            fitting += [one for one in reversed(mine) if one.length < left]
            if not fitting:
                break
            for kind in fitting[0].kinds:
                self._lay(fitting[0], kind, self.at + length - left)
                left -= _length(kind)
            mine = [one for one in self.open if one.character == character]
        return left

    def _lay(self, opener: _Opener, kind: MarkKind, place: int) -> None:
        """Lay a mark over all between the last characters of the opener and those at ``place``."""
        size = _length(kind)
        self._note(opener.end - size, opener.end, MarkKind.SIGN)
        self._note(opener.end, place, kind)
        self._note(place, place + size, MarkKind.SIGN)
        opener.end -= size
        opener.kinds = tuple(one for one in opener.kinds if one != kind)
        del self.open[self.open.index(opener) + (1 if opener.kinds else 0) :]

    def _open(self, character: str, start: int, length: int, *, opens: bool) -> None:
        kinds: tuple[MarkKind, ...] = ()
        single, double = _SINGLE[character], _DOUBLE.get(character)
        if length == 1:
            kinds = (single,)
        elif double and length in {2, 3}:
            kinds = (double,) if length == 2 else (double, single)
        taken = {kind for one in self.open for kind in one.kinds}
        if opens and kinds and not taken & set(kinds):
            self.open.append(_Opener(character, start, start + length, kinds))
