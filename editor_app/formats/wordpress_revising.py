"""A block of a site with other words: all that our Markdown does not say stays as it was.

An editor who changes a sentence must not take away the colour, anchor or alignment that a colleague
gave the paragraph on the site, nor the way its links open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from editor_app.formats.block_markup import Chunk, chunks
from editor_app.formats.wordpress_words import full_address

_OPENING = re.compile(r"\s*<([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_LINK = re.compile(r"<a\b[^<>]*?\shref=(\"[^\"]*\"|'[^']*')[^<>]*>")
_NUMBERS = re.compile(r"\bstart=\"([0-9]+)\"")
_DEPTHS = {"core/code": 2, "core/table": 2, "core/pullquote": 2}
_TOP = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table"})


@dataclass(frozen=True)
class _Shell:
    """A block in three: what stands before its words, the words, what stands behind them."""

    head: str
    body: str
    tail: str
    tags: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number that a list begins with, where it is told."""
        found = _NUMBERS.search(self.head)
        return found[1] if found else ""


def revised(raw: str, fresh: str, base_url: str = "") -> str:
    """Return ``fresh`` (a block as we write it) in the shell of ``raw``, the block it replaces.

    Where the two are of different kinds it is ``fresh`` alone.
    """
    old, new = _only_chunk(raw), _only_chunk(fresh)
    if old is None or new is None or old.name != new.name:
        return fresh
    before, after = _shell(old), _shell(new)
    if before is None or after is None:
        return fresh
    if not new.name and not after.tags and before.tags == ("p",):
        pass  # a classic paragraph may have its tags or not
    elif before.tags != after.tags or before.number != after.number:
        return fresh
    words = _with_links(after.body, raw, base_url)
    return old.opening + before.head + words + before.tail + old.closing


def _only_chunk(raw: str) -> Chunk | None:
    found = chunks(raw)
    return found[0] if len(found) == 1 else None


def _shell(chunk: Chunk) -> _Shell | None:
    """Return a block in three; None when its elements do not end as they begin."""
    inner = chunk.inner
    place, tags = 0, []
    for _ in range(_DEPTHS.get(chunk.name, 1)):
        found = _OPENING.match(inner, place)
        if found is None or (not chunk.name and found[1].lower() not in _TOP):
            break
        tags.append(found[1].lower())
        place = found.end()
    end = re.compile("".join(rf"\s*</{tag}\s*>" for tag in reversed(tags)) + r"\s*\Z")
    start_of_end = inner.rfind(f"</{tags[-1]}") if tags else len(inner)
    if tags == ["p"] and start_of_end < place:
        return _Shell(inner[:place], inner[place:], "", ("p",))  # HTML lets a paragraph be unclosed
    if tags and (start_of_end < place or not end.match(inner, start_of_end)):
        return None
    return _Shell(inner[:place], inner[place:start_of_end], inner[start_of_end:], tuple(tags))


def _with_links(words: str, raw: str, base_url: str) -> str:
    """Give the links of ``words`` the tags that links to the same place had in ``raw``."""
    known: dict[str, str] = {}
    for found in _LINK.finditer(raw):
        known.setdefault(full_address(unescape(found[1][1:-1]), base_url), found[0])
    return _LINK.sub(lambda found: known.get(unescape(found[1][1:-1]), found[0]), words)
