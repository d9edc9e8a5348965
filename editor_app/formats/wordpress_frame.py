"""What stands around the body of a post: dateline, corrections and credits, in marked paragraphs.

Stock WordPress has no fields for them. They are ordinary paragraphs with a class of ours; a post
without block markup has them as plain ``<p>``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from editor_app.formats.block_markup import block
from editor_app.formats.wordpress_equality import same_content
from editor_app.formats.wordpress_lines import line_words
from editor_app.formats.wordpress_post import GAP, BlockBase, PostContent

PLACE = "{place}"
_OPENING = re.compile(
    r"(?:<!-- wp:paragraph (?P<attributes>\{.*?\}) -->\s*)?<p\b(?P<about>[^<>]*)>(?P<words>.*)</p>"
    r"(?:\s*<!-- /wp:paragraph -->)?",
    re.DOTALL,
)
_MARK = re.compile(r"\bcopydesk-(dateline|corrections|credits)\b")


class Part(StrEnum):
    """The parts of the frame, in their order on the page; the body is after the dateline."""

    DATELINE = "dateline"
    CORRECTIONS = "corrections"
    CREDITS = "credits"


Frame = Mapping[Part, str]
"""The raw paragraph of each part that there is."""


def framed_paragraph(part: Part, html: str, *, classic: bool = False) -> str:
    """Return the marked paragraph that holds such HTML; nothing for nothing."""
    if not html:
        return ""
    name = f"copydesk-{part}"
    paragraph = f'<p class="{name}">{html}</p>'
    return paragraph if classic else block("paragraph", paragraph, {"className": name})


def part_of(raw: str) -> Part | None:
    """Return which part a block's mark says it is, or None for other blocks."""
    found = _OPENING.fullmatch(raw.strip())
    mark = _MARK.search(f"{found['attributes']} {found['about']}") if found else None
    return Part(mark[1]) if mark else None


def words_of(raw: str) -> str:
    """Return the words of a marked paragraph as one line of Markdown."""
    found = _OPENING.fullmatch(raw.strip())
    return line_words(found["words"]) if found else ""


def place_of(raw: str, pattern: str) -> str | None:
    """Return the place that a dateline names; None when it is not in the form of ``pattern``.

    ``pattern`` holds ``{place}``, as "{place} – "; spaces at the ends do not count.
    """
    words = words_of(raw)
    before, _, after = (part.strip() for part in pattern.partition(PLACE))
    if not words.startswith(before) or not words.endswith(after):
        return None
    place = words[len(before) : len(words) - len(after)].strip()
    return place or None


def same_frame(one: str, other: str) -> bool:
    """Say whether two marked paragraphs say the same; two that are not there do."""
    return one == other or same_content(one, other)


def body_of(content: PostContent, frame: Frame) -> PostContent:
    """Return a post's text without the paragraphs of its frame."""
    rest = list(content.blocks)
    for raw in frame.values():
        found = next((one for one in rest if one.raw == raw), None)
        if found is not None:
            rest.remove(found)
    return replace(content, blocks=tuple(rest))


def with_frame(body: PostContent, frame: Frame, before: PostContent) -> PostContent:
    """Return a text with its frame: each part where it stood in ``before``, else in its place.

    ``before`` is the whole text that ``body`` continues, frame included.
    """
    blocks = list(body.blocks)
    for part in (Part.CORRECTIONS, Part.CREDITS, Part.DATELINE):
        raw = frame.get(part, "")
        if raw:
            place, gap = _standing(part, raw, before, len(blocks))
            blocks.insert(place, BlockBase(raw, words_of(raw), gap))
    return replace(body, blocks=tuple(_spaced(blocks)))


def _standing(part: Part, raw: str, before: PostContent, count: int) -> tuple[int, str]:
    """Return where a part belongs among the blocks so far, and the bytes before it."""
    marked = [place for place, one in enumerate(before.blocks) if part_of(one.raw) is part]
    exact = [place for place in marked if before.blocks[place].raw == raw]
    for place in exact or marked:
        ordinary = [one for one in before.blocks[:place] if part_of(one.raw) is None]
        following = [one for one in before.blocks[place:] if part_of(one.raw) is None]
        return (min(len(ordinary), count) if following else count), before.blocks[place].gap
    return (0, "") if part is Part.DATELINE else (count, GAP)


def _spaced(blocks: Sequence[BlockBase]) -> list[BlockBase]:
    """Let an empty line stand before each block but the first that has no bytes before it."""
    first = [replace(one, gap=one.gap) for one in blocks[:1]]
    return first + [
        one if "\n" in one.gap else replace(one, gap=one.gap + GAP) for one in blocks[1:]
    ]
