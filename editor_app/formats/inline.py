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
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from editor_app.text.spans import Mark as Span
from editor_app.text.spans import MarkKind, address_in, span_marks


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

_SPACES = re.compile(r"[ \t\n]+")
_BLANKS = " \t"
_WIDE = re.compile(
    "[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)
_MARKS = {
    MarkKind.STRONG: Mark.STRONG,
    MarkKind.EMPHASIS: Mark.EMPHASIS,
    MarkKind.STRUCK: Mark.STRUCK,
    MarkKind.RAISED: Mark.SUPERSCRIPT,
    MarkKind.LOWERED: Mark.SUBSCRIPT,
    MarkKind.CODE: Mark.CODE,
}
_HIDDEN = frozenset({MarkKind.SIGN, MarkKind.ADDRESS})


def joint(before: str, after: str) -> str:
    """Return what a folded line end stands for: a space, or nothing between Chinese characters."""
    glued = bool(before and after and _WIDE.match(before[-1]) and _WIDE.match(after[0]))
    return "" if glued else " "


def parse(text: str) -> Runs:
    """Read the inline Markdown of one block. Takes any text; time is linear in its length.

    What is a mark is told by ``text.spans``, for the editor and for the page alike.
    """
    setter = _Setter()
    for words, around, link in _stretches(text):
        setter.take(words, around, link)
    return merged(setter.out)


def _stretches(text: str) -> Iterator[tuple[str, frozenset[MarkKind], str]]:
    """Yield the text in stretches that are marked in one way, each with what its link leads to."""
    begins: dict[int, list[Span]] = defaultdict(list)
    ends: dict[int, list[Span]] = defaultdict(list)
    addresses = {}
    for span in span_marks(text):
        begins[span.start].append(span)
        ends[span.end].append(span)
        if span.kind is MarkKind.ADDRESS:
            addresses[span.start - len("](")] = address_in(text, span)
    around: list[Span] = []
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        if start in ends:
            around = [span for span in around if span.end > start]
        around += begins.get(start, ())
        links = (addresses[span.end] for span in around if span.kind is MarkKind.LINK)
        yield text[start:end], frozenset(span.kind for span in around), next(links, "")


class _Setter:
    """Sets one stretch after the other; of a folded line end is decided when words follow it."""

    def __init__(self) -> None:
        self.out: list[Run] = []
        self._escaped = False
        self._fold: Run | None = None

    def take(self, words: str, around: frozenset[MarkKind], link: str) -> None:
        """Set a stretch that lies in these marks."""
        if around & _HIDDEN:
            self._escaped = words == "\\"
            return
        if MarkKind.FOOTNOTE in around:
            self._put(Run(words[len("[^") : -len("]")], note=True))
            return
        run = Run("", frozenset(_MARKS[kind] for kind in around & _MARKS.keys()), link)
        if Mark.CODE in run.marks:
            self._put(run._replace(text=_SPACES.sub(" ", words).strip()))
            return
        if self._escaped and words[0] == "\n":
            self._fold = None
            self.out.append(run._replace(text="\n"))
            words = words[1:].lstrip(_BLANKS)
        self._escaped = False
        first, *others = words.split("\n")
        self._put(run._replace(text=first))
        for line in others:
            self._end_line(run._replace(text=" "))
            self._put(run._replace(text=line))

    def _put(self, run: Run) -> None:
        if self._fold is not None:
            run = run._replace(text=run.text.lstrip(_BLANKS))
        if not run.text:
            return
        if self._fold is not None and self.out and joint(self.out[-1].text, run.text):
            self.out.append(self._fold)
        self._fold = None
        self.out.append(run)

    def _end_line(self, space: Run) -> None:
        """Read a line end that only folds the text: the two lines are one."""
        while self.out:
            words = self.out[-1].text.rstrip(_BLANKS)
            if words:
                self.out[-1] = self.out[-1]._replace(text=words)
                break
            self.out.pop()
        self._fold = self._fold or space


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
