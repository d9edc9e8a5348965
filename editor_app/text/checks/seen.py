"""A text as its readers see it, each of whose characters still knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from editor_app.text.kinds import kind_of
from editor_app.text.marks import Mark, MarkKind, marks

_HIDDEN = frozenset({MarkKind.SIGN, MarkKind.ADDRESS, MarkKind.FOOTNOTE, MarkKind.OBJECT})
_REMEMBERED = 4_000


@dataclass(frozen=True)
class Seen:
    """``plain`` is the text without its marks; ``places`` where each character stood, if moved.

    ``marks`` are the marks of the text as it is stored.
    """

    plain: str
    places: tuple[int, ...] | None
    marks: tuple[Mark, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of ``plain`` stands in the stored text (code points)."""
        if self.places is None or not self.places:
            return start, end
        last = self.places[min(end, len(self.places)) - 1] + 1 if end > start else None
        first = self.places[min(start, len(self.places) - 1)]
        return first, first if last is None else last


def _parts(text: str, mark: Mark) -> bool:
    """Say whether a mark parts the cells of a table, whose words must not run into each other."""
    return text[mark.start : mark.end] == "|"


@lru_cache(maxsize=_REMEMBERED)
def seen(text: str) -> Seen:
    """Return a block or field as readers see it; most texts are looked at again and again."""
    found = marks(text, kind_of(text))
    hidden = [mark for mark in found if mark.kind in _HIDDEN and not _parts(text, mark)]
    if not hidden:
        return Seen(text, None, found)
    kept: list[int] = []
    at = 0
    for mark in hidden:
        kept.extend(range(at, max(at, mark.start)))
        at = max(at, mark.end)
    kept.extend(range(at, len(text)))
    return Seen("".join(text[place] for place in kept), tuple(kept), found)
