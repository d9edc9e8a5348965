"""The words inside one block: runs of text with marks, read from and written as our Markdown.

A block's inline text is a flat tuple of Runs, because Word, Google Docs and web pages cut one bold
phrase into many pieces; flat runs are easily merged. The dialect (``docs/markdown.md``):
``**bold**``, ``*emphasis*``, ``~~struck~~``, ``^super^``, ``~sub~`` (these two hold no space),
`` `code` ``, ``[words](address)``, ``[^note]``, a backslash before punctuation to show it, a
backslash at the end of a line to break it. Marks need no word boundary beside them: Chinese has
none. Whatever is not one of these stands for itself, HTML included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """How a run is set; the value is its HTML element."""

    STRONG = "strong"
    EMPHASIS = "em"
    STRUCK = "del"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    CODE = "code"


NO_MARKS: frozenset[Mark] = frozenset()


class Run(NamedTuple):
    """A stretch of text set in one way. ``note`` says that the text is the label of a footnote.

    A line break is a run whose text is one line feed; no other run holds one.
    """

    text: str
    marks: frozenset[Mark] = NO_MARKS
    link: str = ""
    note: bool = False


Runs = tuple[Run, ...]

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ADDRESS = re.compile(r"(?:https?://[^\s<>]|mailto:[^\s<>@]+@)[^\s<>]*", re.IGNORECASE)
_NOTE = re.compile(r"\[\^([^\s\[\]^`\\]{1,40})\]")
_TARGET = re.compile(
    r"\]\((?:<([^<>\n\\]*)>|((?:[^\s()\\<>]|\\[!-/:-@\[-`{-~]|\([^\s()\\<>]*\))*))\)"
)
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PLAIN = re.compile(r"[^\\*~^`\[\]\n \t]+|[ \t]+")
_SINGLE = {"*": Mark.EMPHASIS, "~": Mark.SUBSCRIPT, "^": Mark.SUPERSCRIPT}
_DOUBLE = {"*": Mark.STRONG, "~": Mark.STRUCK}
_LENGTHS = {
    Mark.EMPHASIS: 1,
    Mark.SUBSCRIPT: 1,
    Mark.SUPERSCRIPT: 1,
    Mark.STRONG: 2,
    Mark.STRUCK: 2,
}
_SPACES = re.compile(r"[ \t\n]+")
_BRACKETS_DEEP = 30
_SPACELESS = frozenset({Mark.SUBSCRIPT, Mark.SUPERSCRIPT})
_WIDE = re.compile(
    "[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)


def is_address(address: str) -> bool:
    """Say whether a link may go there: http, https or mailto, and nothing else."""
    return _ADDRESS.fullmatch(address) is not None


def joint(before: str, after: str) -> str:
    """Return what a folded line end stands for: a space, or nothing between Chinese characters."""
    glued = bool(before and after and _WIDE.match(before[-1]) and _WIDE.match(after[0]))
    return "" if glued else " "


def parse(text: str) -> Runs:
    """Read the inline Markdown of one block. Takes any text; time is linear in its length."""
    return _Reader(text).read()


@dataclass(eq=False)
class _Opener:
    """A mark or bracket that was opened: its place in ``out``, and what it may become."""

    place: int
    character: str
    marks: tuple[Mark, ...] = ()

    @property
    def length(self) -> int:
        return sum(_LENGTHS[mark] for mark in self.marks)


class _Reader:
    """One pass over one block; a mark that closes is laid over what came since it opened."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out: list[Run] = []
        self.open: list[_Opener] = []
        self.unclosed: set[int] = set()

    def read(self) -> Runs:
        while self.at < len(self.text):
            plain = _PLAIN.match(self.text, self.at)
            if plain:
                self._take(plain.group(), plain.end())
                continue
            character = self.text[self.at]
            if character == "\\":
                self._escape()
            elif character == "\n":
                self._fold()
            elif character == "`":
                self._code()
            elif character == "[":
                self._bracket()
            elif character == "]":
                self._link()
            else:
                self._delimiters(character)
        return merged(self.out)

    def _take(self, text: str, until: int) -> None:
        if text[0].isspace():
            self.open = [one for one in self.open if not _SPACELESS & set(one.marks)]
        self.out.append(Run(text))
        self.at = until

    def _escape(self) -> None:
        following = self.text[self.at + 1 : self.at + 2]
        if following == "\n":
            self._take("\n", self.at + 2)
            self._skip_indent()
        elif following and following in PUNCTUATION:
            self._take(following, self.at + 2)
        else:
            self._take("\\", self.at + 1)

    def _fold(self) -> None:
        """Read a line that was only folded: the two lines are one."""
        self.at += 1
        self._skip_indent()
        while self.out and not self.out[-1].text.strip(" \t"):
            self.out.pop()
        before = self.out[-1].text if self.out else ""
        space = joint(before, self.text[self.at : self.at + 1])
        if space and before and self.at < len(self.text):
            self._take(space, self.at)

    def _skip_indent(self) -> None:
        while self.text[self.at : self.at + 1] in {" ", "\t"}:
            self.at += 1

    def _code(self) -> None:
        fence = _length_of_run(self.text, self.at)
        after = self.at + fence
        close = None if fence in self.unclosed else _closing_fence(self.text, after, fence)
        if close is None:
            self.unclosed.add(fence)
            self._take("`" * fence, self.at + fence)
            return
        words = _SPACES.sub(" ", self.text[self.at + fence : close]).strip()
        if words:
            self.out.append(Run(words, frozenset({Mark.CODE})))
        self.at = close + fence

    def _bracket(self) -> None:
        note = _NOTE.match(self.text, self.at)
        if note:
            self.out.append(Run(note.group(1), note=True))
            self.at = note.end()
            return
        brackets = [one for one in self.open if one.character == "["]
        if len(brackets) > _BRACKETS_DEEP:
            self.open.remove(brackets[0])
        self.open.append(_Opener(len(self.out), "["))
        self._take("[", self.at + 1)

    def _link(self) -> None:
        opener = next((one for one in reversed(self.open) if one.character == "["), None)
        if opener is None:
            self._take("]", self.at + 1)
            return
        inside = self.out[opener.place + 1 :]
        target = _TARGET.match(self.text, self.at)
        address = _UNESCAPE.sub(r"\1", target.group(1) or target.group(2) or "") if target else ""
        if target is None or not inside or not is_address(address):
            self.open.remove(opener)
            self._take("]", self.at + 1)
            return
        linked = [run if run.note else run._replace(link=address) for run in inside]
        self.out[opener.place :] = linked
        outside = self.open[: self.open.index(opener)]
        self.open = [one for one in outside if one.character != "["]
        self.at = target.end()

    def _delimiters(self, character: str) -> None:
        length = _length_of_run(self.text, self.at)
        before = self.text[self.at - 1 : self.at]
        after = self.text[self.at + length : self.at + length + 1]
        left = length
        if before and not before.isspace():
            left = self._close(character, length)
        self.at += length
        if left:
            self._open(character, left, opens=bool(after) and not after.isspace())

    def _close(self, character: str, length: int) -> int:
        """Close what ``length`` characters can close; return how many are left to open with."""
        mine = [one for one in self.open if one.character == character]
        double = _DOUBLE.get(character)
        if length == 2 and not any(double in one.marks for one in mine):
            return length
        left = length
        while left and mine:
            fitting = [one for one in reversed(mine) if one.length == left]
            fitting += [one for one in reversed(mine) if one.length < left]
            opener = fitting[0] if fitting else None
            both = mine[-1] if mine[-1].length == 3 else None
            if both is not None and left < 3:
                self._lay(both, Mark(_SINGLE[character] if left == 1 else _DOUBLE[character]))
                return 0
            if opener is None:
                break
            left -= opener.length
            for mark in opener.marks[:-1]:
                self._lay(opener, mark)
            self._lay(opener, opener.marks[-1])
            mine = [one for one in self.open if one.character == character]
        return left

    def _lay(self, opener: _Opener, mark: Mark) -> None:
        """Lay ``mark`` over all that came after the opener, and take its characters away."""
        inside = self.out[opener.place + 1 :]
        marked = [
            run if run.note else Run(run.text, run.marks | {mark}, run.link) for run in inside
        ]
        rest = tuple(one for one in opener.marks if one != mark)
        del self.open[self.open.index(opener) + (1 if rest else 0) :]
        opener.marks = rest
        stays = [Run(opener.character * opener.length)] if rest else []
        self.out[opener.place :] = [*stays, *marked]

    def _open(self, character: str, length: int, *, opens: bool) -> None:
        marks: tuple[Mark, ...] = ()
        single, double = _SINGLE[character], _DOUBLE.get(character)
        if length == 1:
            marks = (single,)
        elif double and length in {2, 3}:
            marks = (double,) if length == 2 else (double, single)
        taken = {mark for one in self.open for mark in one.marks}
        if opens and marks and not taken & set(marks):
            self.open.append(_Opener(len(self.out), character, marks))
        self.out.append(Run(character * length))


def _length_of_run(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end] == text[at]:
        end += 1
    return end - at


def _closing_fence(text: str, start: int, length: int) -> int | None:
    """Return where a run of exactly ``length`` backticks begins after ``start``."""
    at = text.find("`", start)
    while at >= 0:
        found = _length_of_run(text, at)
        if found == length:
            return at
        at = text.find("`", at + found)
    return None


def merged(runs: Iterable[Run]) -> Runs:
    """Join neighbours that are set alike; breaks and notes stay by themselves, empty runs go."""
    out: list[Run] = []
    texts: list[str] = []
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        alone = run.note or run.text == "\n"
        if last is not None and not alone and run.marks == last.marks and run.link == last.link:
            texts.append(run.text)
            continue
        if len(texts) > 1:
            out[-1] = out[-1]._replace(text="".join(texts))
        out.append(run)
        last, texts = (None, []) if alone else (run, [run.text])
    if len(texts) > 1:
        out[-1] = out[-1]._replace(text="".join(texts))
    return tuple(out)
