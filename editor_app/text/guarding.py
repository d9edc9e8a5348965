"""Keeping what a machine must not translate: marks, addresses, placeholders, and terms.

Each such stretch gives way to a token before the text goes out; in the answer the tokens give way
to what belongs there. A machine that loses or doubles a token is found out: then nothing is
restored, and the caller asks again with the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from editor_app.text.marks import MarkKind, marks
from editor_app.text.placeholders import PLACEHOLDER

KEPT = frozenset(
    {MarkKind.SIGN, MarkKind.ADDRESS, MarkKind.FOOTNOTE, MarkKind.CODE, MarkKind.OBJECT}
)
TOKEN = re.compile(r"[⟦\[]\s*(\d+)\s*[⟧\]]")


@dataclass(frozen=True)
class Stretch:
    """From ``start`` up to ``end`` (code points) stands what is ``words`` in the translation."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Guarded:
    """A text with tokens, and what each token stands for in the translation."""

    text: str
    kept: Mapping[int, str]


def guarded(text: str, terms: Iterable[Stretch] = ()) -> Guarded:
    """Return a block with tokens for its marks, its placeholders, and the terms in it."""
    taken = bytearray(len(text))
    parts: list[str] = []
    kept: dict[int, str] = {}
    done = 0
    for stretch in sorted(
        (*_as_they_stand(text), *terms), key=lambda item: (item.start, -item.end)
    ):
        if any(taken[stretch.start : stretch.end]):
            continue
        taken[stretch.start : stretch.end] = b"\1" * (stretch.end - stretch.start)
        number = len(kept) + 1
        kept[number] = stretch.words
        parts += [text[done : stretch.start], f"⟦{number}⟧"]
        done = stretch.end
    return Guarded("".join((*parts, text[done:])), kept)


def _as_they_stand(text: str) -> Iterator[Stretch]:
    """Yield the marks and placeholders of a block, as one where they overlap."""
    found = [mark[:2] for mark in marks(text) if mark.kind in KEPT and mark.start < mark.end]
    start = end = 0
    for first, last in sorted((*found, *(item.span() for item in PLACEHOLDER.finditer(text)))):
        if first >= end:
            if start < end:
                yield Stretch(start, end, text[start:end])
            start = first
        end = max(end, last)
    if start < end:
        yield Stretch(start, end, text[start:end])


def restored(answer: str, kept: Mapping[int, str]) -> str | None:
    """Return the translation with everything in its place; None when a token is lost or doubled."""
    if not kept:
        return answer.strip()
    numbers = [int(found[1]) for found in TOKEN.finditer(answer) if int(found[1]) in kept]
    if sorted(numbers) != sorted(kept):
        return None

    def words(found: re.Match[str]) -> str:
        return kept.get(int(found[1]), found[0])

    return TOKEN.sub(words, answer).strip()
