"""Block markup: WordPress content as a row of blocks between comments, cut without losing a byte.

The grammar is that of the block editor's handbook: ``<!-- wp:name {json} -->``, inner markup,
``<!-- /wp:name -->``, or ``<!-- wp:name {json} /-->`` for a block without inner markup; blocks
nest, and what stands between blocks is free HTML. A comment without its partner is free HTML too,
so that one damaged comment does not swallow the article.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

CORE = "core/"
Attributes = Mapping[str, object]
NO_ATTRIBUTES: Attributes = MappingProxyType({})

_COMMENT = re.compile(
    r"<!--\s+(?P<closer>/)?wp:(?P<name>(?:[a-z][a-z0-9_-]*/)?[a-z][a-z0-9_-]*)\s+"
    r"(?:(?P<attributes>\{.*\})\s+)?(?P<void>/)?-->",
    re.DOTALL,
)
_ESCAPES = (
    ("\\\\", "\\u005c"),
    ("--", "\\u002d\\u002d"),
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ('\\"', "\\u0022"),
)


@dataclass(frozen=True)
class Delimiter:
    """A comment that begins or ends a block, and where it stands. ``attributes`` None: damaged."""

    start: int
    end: int
    name: str
    attributes: Attributes | None
    closes: bool = False
    void: bool = False


@dataclass(frozen=True)
class Chunk:
    """A top-level block, or (without a name) what stands between two of them.

    ``opening``, ``inner`` and ``closing`` joined are exactly what was read. ``name`` is in full, as
    ``core/paragraph``; ``attributes`` is None when the comment's JSON cannot be read.
    """

    opening: str
    inner: str
    closing: str
    name: str = ""
    attributes: Attributes | None = field(default_factory=lambda: NO_ATTRIBUTES)

    @property
    def raw(self) -> str:
        """All of it, byte for byte."""
        return self.opening + self.inner + self.closing


def has_blocks(content: str) -> bool:
    """Say whether a post is block markup; otherwise it is classic HTML."""
    return "<!-- wp:" in content and bool(delimiters(content))


def delimiters(content: str) -> list[Delimiter]:
    """Return all comments that begin or end blocks, in order. Takes linear time."""
    return list(_delimiters(content))


def _delimiters(content: str) -> Iterator[Delimiter]:
    start = content.find("<!--")
    while start >= 0:
        close = content.find("-->", start + 4)
        if close < 0:
            return
        start = content.rfind("<!--", start, close)
        found = _COMMENT.fullmatch(content, start, close + 3)
        if found:
            name = found["name"]
            yield Delimiter(
                start,
                close + 3,
                name if "/" in name else CORE + name,
                read_attributes(found["attributes"] or "{}"),
                closes=bool(found["closer"]),
                void=bool(found["void"]),
            )
        start = content.find("<!--", close + 3)


def read_attributes(text: str) -> Attributes | None:
    """Return the attributes of a block from their JSON, or None when it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return MappingProxyType(found) if isinstance(found, dict) else None


def chunks(content: str) -> list[Chunk]:
    """Cut content into its top-level blocks and what stands between; joined it is the same."""
    found = delimiters(content)
    partners = _partners(found)
    out: list[Chunk] = []
    place = 0
    for number, one in enumerate(found):
        last = one if one.void else partners.get(number)
        if one.start < place or last is None:
            continue
        if one.start > place:
            out.append(Chunk("", content[place : one.start], ""))
        inner = content[one.end : last.start] if last is not one else ""
        closing = content[last.start : last.end] if last is not one else ""
        opening = content[one.start : one.end]
        out.append(Chunk(opening, inner, closing, one.name, one.attributes))
        place = last.end
    if place < len(content):
        out.append(Chunk("", content[place:], ""))
    return out


def _partners(found: list[Delimiter]) -> dict[int, Delimiter]:
    """Return, by the number of an opening comment, the comment that closes its block."""
    partners: dict[int, Delimiter] = {}
    opened: list[tuple[int, str]] = []
    waiting: Counter[str] = Counter()
    for number, one in enumerate(found):
        if one.void:
            continue
        if not one.closes:
            opened.append((number, one.name))
            waiting[one.name] += 1
        while one.closes and waiting[one.name]:
            opener, name = opened.pop()
            waiting[name] -= 1
            if name == one.name:
                partners[opener] = one
                break
    return partners


def attributes_text(attributes: Attributes) -> str:
    """Return attributes as the block editor writes them, safe inside a comment."""
    text = json.dumps(dict(attributes), ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _ESCAPES:
        text = text.replace(sign, escaped)
    return text


def block(name: str, inner: str, attributes: Attributes = NO_ATTRIBUTES) -> str:
    """Return a block as the block editor writes it; names of its own blocks stand without core."""
    short = name.removeprefix(CORE)
    told = f"{attributes_text(attributes)} " if attributes else ""
    return f"<!-- wp:{short} {told}-->\n{inner}\n<!-- /wp:{short} -->"


def void_block(name: str, attributes: Attributes = NO_ATTRIBUTES) -> str:
    """Return a block that has no inner markup."""
    told = f"{attributes_text(attributes)} " if attributes else ""
    return f"<!-- wp:{name.removeprefix(CORE)} {told}/-->"
