"""Free HTML cut at its top level: the paragraphs and elements of a classic WordPress text.

WordPress takes an empty line for the end of a paragraph (its ``wpautop``), so that many posts hold
no ``<p>`` at all. Joined again, gaps and segments are exactly the text that was cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor_app.formats.html_tree import BLOCKS

_PLAYERS = "iframe script style noscript video audio object embed svg canvas template"
_STANDING_ALONE = BLOCKS | frozenset(_PLAYERS.split())
_VOID = frozenset({"hr", "embed"})
_START = re.compile(r"<!--|</?(?P<tag>[a-zA-Z][a-zA-Z0-9:-]*)|\[caption\b|(?P<gap>\n[ \t\r]*\n\s*)")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_BLANK = re.compile(r"\s*")
_MARKED = re.compile(r"<!--\s*(?:more|nextpage)\b")


@dataclass(frozen=True)
class Segment:
    """One paragraph or element, and the bytes between it and the one before."""

    gap: str
    raw: str


def segments(html: str) -> tuple[tuple[Segment, ...], str]:
    """Return the segments of free HTML, and what stands behind the last one."""
    cutting = _Cutting(html)
    cutting.run()
    return tuple(cutting.out), html[cutting.written :]


def is_bare(raw: str) -> bool:
    """Say whether a segment is words without an element or comment around them."""
    found = _START.match(raw)
    if found is None or raw.startswith("</"):
        return True
    return bool(found["tag"]) and found["tag"].lower() not in _STANDING_ALONE


def run_together(first: str, gap: str, second: str) -> bool:
    """Say whether two segments with these bytes between them would be one paragraph."""
    return is_bare(first) and is_bare(second) and not _EMPTY_LINE.search(gap)


class _Cutting:
    """Goes through the text once; ``begun`` is where the segment in the making begins."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.out: list[Segment] = []
        self.written = 0
        self.begun = 0
        self._missing: set[str] = set()

    def run(self) -> None:
        """Cut the whole text."""
        place = 0
        while found := _START.search(self.html, place):
            place = self._take(found)
        self._end(len(self.html))

    def _take(self, found: re.Match[str]) -> int:
        """Deal with one sign of structure and return where to read on."""
        start = found.start()
        if found["gap"]:
            self._end(start)
            return found.end()
        if found[0] == "<!--":
            return self._comment(start)
        if found[0] == "[caption":
            return self._whole(start, self._past("[/caption]", start))
        tag = found["tag"].lower()
        closes = self.html[start + 1] == "/"
        if tag not in _STANDING_ALONE or closes:
            return self._past(">", start)
        if tag in _VOID:
            return self._whole(start, self._past(">", start))
        return self._whole(start, self._closing(tag, self._past(">", start)))

    def _comment(self, start: int) -> int:
        end = self._past("-->", start)
        if _MARKED.match(self.html, start):
            return self._whole(start, end)
        blank = _BLANK.match(self.html, self.begun)
        if blank and blank.end() >= start:
            self.begun = end
        return end

    def _whole(self, start: int, end: int) -> int:
        """Make a segment of its own of what stands from start to end."""
        self._end(start)
        self.begun = start
        self._end(end)
        return end

    def _end(self, end: int) -> None:
        """End the segment in the making, without the white space around it."""
        text = self.html[self.begun : end]
        bare = text.strip()
        if bare:
            start = self.begun + text.index(bare[0])
            self.out.append(Segment(self.html[self.written : start], bare))
            self.written = start + len(bare)
        self.begun = end

    def _past(self, sign: str, start: int) -> int:
        """Return the place behind the next such sign, or the end of the text."""
        at = -1 if sign in self._missing else self.html.find(sign, start)
        if at < 0:
            self._missing.add(sign)
            return len(self.html)
        return at + len(sign)

    def _closing(self, tag: str, place: int) -> int:
        """Return where the element ends that was opened right before ``place``.

        A paragraph without an end tag ends where the next element of its kind begins (HTML).
        """
        level = 1
        while found := _START.search(self.html, place):
            here = (found["tag"] or "").lower()
            closes = self.html.startswith("</", found.start())
            if found[0] == "<!--":
                place = self._past("-->", found.start())
                continue
            place = found.end() if found["gap"] else self._past(">", found.start())
            if tag == "p" and not closes and here in _STANDING_ALONE:
                return found.start()
            if here == tag:
                level += -1 if closes else 1
            if not level:
                return place
        return len(self.html)
