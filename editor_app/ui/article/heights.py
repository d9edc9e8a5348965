"""Heights of things that stand one below another, for everything that scrolls and shows a part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate


class Heights:
    """The heights of a column of things (paragraphs, rows), and where each begins.

    Places are sums that are worked out again from the first changed one on, and only when asked.
    """

    def __init__(self, heights: Iterable[float] = ()) -> None:
        self._heights = list(heights)
        self._tops: list[float] = [0.0]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> float:
        return self._heights[index]

    def replace(self, first: int, count: int, new: Sequence[float]) -> bool:
        """Put ``new`` in place of ``count`` heights from ``first`` on; say if that moved any."""
        if self._heights[first : first + count] == list(new):
            return False
        self._heights[first : first + count] = new
        del self._tops[first + 1 :]
        return True

    def top(self, index: int) -> float:
        """Return where the thing with this number begins; the number after the last: the end."""
        tops = self._tops
        return tops[index] if 0 <= index < len(tops) else self._all_tops()[index]

    @property
    def total(self) -> float:
        """The height of all things together."""
        return self._all_tops()[-1]

    def index_at(self, place: float) -> int:
        """Return the number of the thing at ``place``.

        Above the first it is the first, below the last the last; with no things at all it is 0.
        """
        found = bisect_right(self._all_tops(), place) - 1
        return min(max(found, 0), max(len(self._heights) - 1, 0))

    def _all_tops(self) -> list[float]:
        """Return the tops, completed."""
        tops = self._tops
        known = len(tops) - 1
        if known < len(self._heights):
            start = tops.pop()
            tops.extend(accumulate(self._heights[known:], initial=start))
        return tops
