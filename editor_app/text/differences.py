"""What differs between two texts, for readers (by words) and for cursors (the smallest edit)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from unicodedata import combining

_SENTENCE = re.compile(r"[^.!?。！？\n]*(?:[.!?]+\s*|[。！？]+\s*|\n+|$)")
_MOST_CELLS = 100_000_000
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


class PieceKind(StrEnum):
    """Whether a piece stands in both texts, only in the one before, or only in the one after."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """A stretch of a comparison.

    SAME and GONE pieces in a row are the text before, SAME and NEW pieces the text after. What is
    gone stands before what is new in its place.
    """

    kind: PieceKind
    text: str


def parts_of(text: str) -> list[str]:
    """Return words (syllables), single Chinese characters, marks and spaces: together the text."""
    return _part().findall(text)


@cache
def _part() -> re.Pattern[str]:
    """Return what a part is; compiled when it is first wanted, as large classes take long."""
    return re.compile(
        r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W\u2e80-\u9fff]+|\s+|[^\w\s]"
    )


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts word by word (Vietnamese by syllable), Chinese by character.

    Time and memory grow with (words before x words after) / 64 up to some ten thousand words;
    longer texts are compared by sentences first.
    """
    if before == after:
        return (Piece(PieceKind.SAME, before),) if before else ()
    return tuple(_gathered(_readable(_compare(before, after))))


def change_count(before: str, after: str) -> int:
    """Return in how many stretches of words two texts differ."""
    pieces = word_difference(before, after)
    return sum(
        1 for same, _ in groupby(pieces, lambda item: item.kind is PieceKind.SAME) if not same
    )


@lru_cache(maxsize=4)
def smallest_edit(before: str, after: str) -> tuple[int, int, str]:
    """Return (start, gone, new): at ``start``, ``gone`` code points give way to the text ``new``.

    Letters with combining marks and joined emoji are exchanged whole. At a key several ask for the
    same edit: the last ones are known.
    """
    start = common_start(before, after)
    start = _off_cluster(before, after, start)
    most = min(len(before), len(after)) - start
    end = common_end(before, after, most)
    while end and _is_inside(before, len(before) - end):
        end -= 1
    return start, len(before) - end - start, after[start : len(after) - end]


def common_start(one: str, other: str) -> int:
    """Return how many code points two texts share at their start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_end(one: str, other: str, most: int) -> int:
    """Return how many code points, at most ``most``, two texts share at their end."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _off_cluster(before: str, after: str, start: int) -> int:
    """Move the start of an edit back to where neither text has a letter cut from its marks."""
    while start and (_is_inside(before, start) or _is_inside(after, start)):
        start -= 1
    return start


def _is_inside(text: str, place: int) -> bool:
    """Say whether a cut here would part a letter from its marks or an emoji from its parts."""
    if not 0 < place < len(text):
        return False
    follower = text[place]
    return bool(combining(follower)) or follower in _JOINERS or text[place - 1] == "\u200d"


def _compare(before: str, after: str) -> Iterator[Piece]:
    """Yield raw pieces, by words where that is affordable and by sentences first where not."""
    olds, news = _part().findall(before), _part().findall(after)
    if len(olds) * len(news) <= _MOST_CELLS:
        yield from _pieces(olds, news)
        return
    old_sentences, new_sentences = _SENTENCE.findall(before), _SENTENCE.findall(after)
    if len(old_sentences) * len(new_sentences) > _MOST_CELLS or len(old_sentences) < 3:
        yield from (Piece(PieceKind.GONE, before), Piece(PieceKind.NEW, after))
        return
    for same, group in groupby(
        _pieces(old_sentences, new_sentences), lambda piece: piece.kind is PieceKind.SAME
    ):
        pieces = list(group)
        if same:
            yield from pieces
            continue
        gone = "".join(piece.text for piece in pieces if piece.kind is PieceKind.GONE)
        new = "".join(piece.text for piece in pieces if piece.kind is PieceKind.NEW)
        yield from _compare_stretch(gone, new)


def _compare_stretch(gone: str, new: str) -> Iterator[Piece]:
    """Yield the pieces of a changed stretch, by words if it has become short enough for that."""
    olds, news = _part().findall(gone), _part().findall(new)
    if len(olds) * len(news) <= _MOST_CELLS:
        yield from _pieces(olds, news)
    else:
        yield from (Piece(PieceKind.GONE, gone), Piece(PieceKind.NEW, new))


def _pieces(olds: Sequence[str], news: Sequence[str]) -> Iterator[Piece]:
    """Yield what two rows of parts have in common and what they do not."""
    from rapidfuzz.distance import LCSseq

    for step in LCSseq.opcodes(olds, news):
        old = "".join(olds[step.src_start : step.src_end])
        new = "".join(news[step.dest_start : step.dest_end])
        if step.tag == "equal":
            yield Piece(PieceKind.SAME, old)
            continue
        if old:
            yield Piece(PieceKind.GONE, old)
        if new:
            yield Piece(PieceKind.NEW, new)


def _readable(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Let spaces and marks between two changes change with them: no confetti."""
    row = list(pieces)
    for place, piece in enumerate(row):
        changes = [other.kind is not PieceKind.SAME for other in row[max(0, place - 1) : place + 2]]
        if changes == [True, False, True] and not any(map(str.isalnum, piece.text)):
            yield Piece(PieceKind.GONE, piece.text)
            yield Piece(PieceKind.NEW, piece.text)
        else:
            yield piece


def _gathered(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Join neighbours of a kind; within a change, what is gone comes before what is new."""
    for same, group in groupby(pieces, lambda piece: piece.kind is PieceKind.SAME):
        row = list(group)
        kinds = (PieceKind.SAME,) if same else (PieceKind.GONE, PieceKind.NEW)
        for kind in kinds:
            text = "".join(piece.text for piece in row if piece.kind is kind)
            if text:
                yield Piece(kind, text)
