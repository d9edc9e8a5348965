"""The paragraphs of a text cut into sentences, numbered through, for finding what renders what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from editor_app.text.sentences_of import sentences


@dataclass(frozen=True)
class Cut:
    """Pieces of a text in its order; each knows the number of its paragraph.

    ``free`` are the pieces of the paragraphs that may be paired, ``first`` the number of each
    paragraph's first piece.
    """

    texts: tuple[str, ...]
    paragraphs: tuple[int, ...]
    free: tuple[int, ...]
    first: tuple[int, ...]

    def of(self, paragraphs: Iterable[int]) -> list[int]:
        """Return the pieces of some paragraphs, in the order of the text."""
        wanted = set(paragraphs)
        return [piece for piece in self.free if self.paragraphs[piece] in wanted]


def cut(texts: Sequence[str], free: Collection[int]) -> Cut:
    """Return a text cut into sentences where it is free; lists and tables stay whole."""
    return _cut(texts, free, lambda text: (text,) if "\n" in text else sentences(text) or (text,))


def whole(texts: Sequence[str], free: Collection[int]) -> Cut:
    """Return a text with each paragraph as one piece."""
    return _cut(texts, free, lambda text: (text,))


def _cut(
    texts: Sequence[str], free: Collection[int], parted: Callable[[str], tuple[str, ...]]
) -> Cut:
    wanted = set(free)
    pieces = [
        (number, piece)
        for number, text in enumerate(texts)
        for piece in (parted(text) if number in wanted else (text,))
    ]
    first: dict[int, int] = {}
    for place, (number, _) in enumerate(pieces):
        first.setdefault(number, place)
    return Cut(
        tuple(piece for _, piece in pieces),
        tuple(number for number, _ in pieces),
        tuple(place for place, (number, _) in enumerate(pieces) if number in wanted),
        tuple(first.values()),
    )
