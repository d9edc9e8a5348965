"""Whether a site holds what was sent to it, and in words what it holds instead.

What WordPress rewrites without changing anything counts as equal: the form of characters (NFC),
line ends, white space at the ends, how an entity is written, how an element without content ends,
how the JSON of a block's attributes is spelt, and how a style is.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import unescape
from unicodedata import normalize

from editor_app.domain.messages import Message
from editor_app.formats.block_markup import chunks, delimiters
from editor_app.formats.wordpress_segments import segments

_TAG = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_KEPT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SIGN = re.compile("[&<>]")
_SPACES = re.compile(r"\s+")
_NAMED = re.compile(r"<([a-zA-Z][\w-]*)|\s([a-zA-Z][\w:-]*)=")
_WORDS = re.compile(r"<[^<>]*>")
_FAR = re.compile("[\U00010000-\U0010ffff]")
_STYLE = re.compile(r"""(\sstyle=["'])([^"']*?);?\s*(?=["'])""")
_STYLE_SPACES = re.compile(r"\s*([:;,])\s*")
_MOST = 4
"""Differences told one by one; of others only the number is."""
_LONGEST = 70
_BEFORE = 20


Pairs = list[tuple[int, int]]


def same_content(sent: str, found: str) -> bool:
    """Say whether content that a site answered with is what was sent."""
    return sent == found or normal_form(sent) == normal_form(found)


def normal_form(content: str) -> str:
    """Return content in the one form that all its equals have; for comparing only."""
    text = normalize("NFC", content).replace("\r\n", "\n").replace("\r", "\n").strip()
    out = []
    place = 0
    for found in _TAG.finditer(text):
        out += [_normal_text(text[place : found.start()]), _normal_tag(found[0])]
        place = found.end()
    out.append(_normal_text(text[place:]))
    return "".join(out)


def _normal_text(text: str) -> str:
    """Write every character as itself but the three that are always escaped."""
    parts = []
    place = 0
    for found in _ENTITY.finditer(text):
        parts += [text[place : found.start()], unescape(found[0])]
        place = found.end()
    parts.append(text[place:])
    whole = (_SIGN.sub(lambda sign: _KEPT[sign[0]], part) for part in parts)
    return normalize("NFC", "".join(whole))


def _normal_tag(tag: str) -> str:
    if tag.startswith("<!--"):
        found = delimiters(tag)
        if len(found) != 1 or found[0].attributes is None:
            return tag
        one = found[0]
        told = json.dumps(_normal_value(dict(one.attributes or {})), sort_keys=True)
        return f"<!-- {'/' * one.closes}{one.name} {told} {'/' * one.void}-->"
    inside = _SPACES.sub(" ", tag[1:-1].rstrip("/ \t\n"))
    inside = _STYLE.sub(lambda found: found[1] + _STYLE_SPACES.sub(r"\1", found[2]), inside)
    return f"<{_normal_text(inside)}>"


def _normal_value(value: object) -> object:
    """Write an attribute's value as PHP would: an empty object is an empty list there."""
    if isinstance(value, dict):
        return {name: _normal_value(one) for name, one in value.items()} or []
    if isinstance(value, list):
        return [_normal_value(one) for one in value]
    return unescape(value) if isinstance(value, str) else value


# -- in words


def content_difference(sent: str, found: str) -> tuple[Message, ...]:
    """Return what is different, for the log and the editor; nothing when the two are the same.

    Messages: ``site-removed-markup`` (``names`` of elements and attributes that are gone),
    ``site-refused-signs`` (``signs``), ``content-block-gone`` (``number`` in what was sent, from 1,
    and its ``words``), ``content-block-added`` (the same for what was found),
    ``content-block-differs`` (``number``, ``sent``, ``found``), ``content-more-differs``
    (``count`` of places not told).
    """
    if same_content(sent, found):
        return ()
    ours, theirs = _blocks(sent), _blocks(found)
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    pairs, gone, added = _laid_out([step for step in steps if step[0] != "equal"])
    both = [(place, ours[place], theirs[other]) for place, other in pairs]
    told = [
        *_removed([(mine, yours) for _, mine, yours in both]),
        *_refused(sent, found),
        *(_differs(place, mine, yours) for place, mine, yours in both),
        *(_alone("content-block-gone", place, ours) for place in gone),
        *(_alone("content-block-added", place, theirs) for place in added),
    ]
    left = len(told) - _MOST
    more = (Message("content-more-differs", {"count": left}),) if left > 0 else ()
    return (*told[:_MOST], *more)


def same_footnotes(sent: str, found: str) -> bool:
    """Say whether two values of the footnotes field say the same; WordPress may spell it anew."""
    return sent == found or _notes(sent) == _notes(found)


def _notes(field: str) -> object:
    """Return what a footnotes field says, the texts in their normal form."""
    try:
        told = json.loads(field or "[]")
    except (ValueError, RecursionError):
        return field
    notes = told if isinstance(told, list) else [told]
    return [
        (note.get("id"), normal_form(str(note.get("content")))) if isinstance(note, dict) else note
        for note in notes
    ]


def _blocks(content: str) -> list[str]:
    """Return the normal forms of the blocks, for laying two texts beside each other."""
    out: list[str] = []
    for chunk in chunks(content):
        raws = [chunk.raw] if chunk.name else [part.raw for part in segments(chunk.raw)[0]]
        out.extend(normal_form(raw) for raw in raws)
    return out


def _laid_out(
    steps: Sequence[tuple[str, int, int, int, int]],
) -> tuple[Pairs, list[int], list[int]]:
    """Return which blocks stand for each other, which are gone, which are added, by number."""
    pairs: Pairs = []
    gone: list[int] = []
    added: list[int] = []
    for _, start, end, other, other_end in steps:
        both = min(end - start, other_end - other)
        pairs.extend((start + place, other + place) for place in range(both))
        gone.extend(range(start + both, end))
        added.extend(range(other + both, other_end))
    return pairs, gone, added


def _removed(pairs: Sequence[tuple[str, str]]) -> Iterator[Message]:
    names: Counter[str] = Counter()
    for mine, yours in pairs:
        names += _names(mine) - _names(yours)
    if names:
        yield Message("site-removed-markup", {"names": ", ".join(sorted(names))})


def _refused(sent: str, found: str) -> Iterator[Message]:
    signs = set(_FAR.findall(sent)) - set(_FAR.findall(unescape(found)))
    if signs:
        yield Message("site-refused-signs", {"signs": " ".join(sorted(signs))})


def _names(content: str) -> Counter[str]:
    tags = "".join(tag for tag in _TAG.findall(content) if not tag.startswith("<!--"))
    return Counter((tag or name).lower() for tag, name in _NAMED.findall(tags))


def _differs(place: int, mine: str, yours: str) -> Message:
    said, read = _apart(mine, yours)
    return Message("content-block-differs", {"number": place + 1, "sent": said, "found": read})


def _alone(key: str, place: int, blocks: Sequence[str]) -> Message:
    return Message(key, {"number": place + 1, "words": _excerpt(blocks[place], 0)})


def _apart(ours: str, theirs: str) -> tuple[str, str]:
    """Return the words around the first difference, or the markup where the words are the same."""
    said, read = _words(ours), _words(theirs)
    if said == read:
        said, read = ours, theirs
    place = next(
        (n for n, (one, other) in enumerate(zip(said, read, strict=False)) if one != other),
        min(len(said), len(read)),
    )
    return _excerpt(said, place), _excerpt(read, place)


def _words(html: str) -> str:
    return " ".join(unescape(_WORDS.sub(" ", html)).split())


def _excerpt(text: str, place: int) -> str:
    """Return some words from a little before the place."""
    start = max(place - _BEFORE, 0)
    whole = text if place else _words(text) or text
    piece = whole[start : start + _LONGEST]
    return f"{'…' * (start > 0)}{piece}{'…' * (start + _LONGEST < len(whole))}"
