"""WordPress markup read as pieces, block by block, without losing anything.

What our Markdown cannot carry raises ``Unmodelled``; the caller then keeps the whole block as it
is. The attributes of a block's outermost element and of its comment are passed over:
``wordpress_revising`` keeps them when the words change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from editor_app.domain.block import BlockKind
from editor_app.formats.block_markup import CORE, Chunk, delimiters
from editor_app.formats.html_tree import Element, attribute, parse_html
from editor_app.formats.inline import Runs
from editor_app.formats.inline_writing import plain
from editor_app.formats.pieces import Item, Piece
from editor_app.formats.wordpress_tables import read_table
from editor_app.formats.wordpress_words import LooseWords, Reading, Unmodelled, read_words
from editor_app.text.cleaning import clean

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol"})
_INSIDE: Mapping[str, frozenset[str]] = {
    f"{CORE}paragraph": frozenset(),
    f"{CORE}heading": frozenset({"level"}),
    f"{CORE}list": frozenset({"ordered", "start"}),
    f"{CORE}list-item": frozenset(),
    f"{CORE}quote": frozenset(),
    f"{CORE}code": frozenset(),
    f"{CORE}separator": frozenset(),
    f"{CORE}table": frozenset({"hasFixedLayout"}),
}
"""Blocks that may stand inside another, with the attributes that our Markdown can say."""

_CLASSES = {
    "ul": "wp-block-list",
    "ol": "wp-block-list",
    "blockquote": "wp-block-quote",
    "pre": "wp-block-code",
    "hr": "wp-block-separator has-alpha-channel-opacity",
    "figure": "wp-block-table",
    **dict.fromkeys(_HEADINGS, "wp-block-heading"),
}
_BOUND = ("bindings", '"ref"')
_DASH = re.compile(r"^—\s*")
_SHORTCODE = re.compile(
    r"\[(?:(?:gallery|caption|audio|video|playlist|embed)\b|[a-zA-Z][\w-]*\s+[\w-]+\s*=)[^\]]*\]"
    r"(?:.*\[/[a-zA-Z][\w-]*\])?",
    re.DOTALL,
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_DEEPEST = 20


def read_chunk(chunk: Chunk, reading: Reading) -> list[Piece]:
    """Return the pieces of a top-level block, or of a segment of free HTML. Raises Unmodelled."""
    if chunk.name:
        reader = _READERS.get(chunk.name)
        if reader is None or chunk.attributes is None or _is_bound(chunk):
            raise Unmodelled(chunk.name)
        return [piece for piece in (reader(_only(chunk.inner), reading),) if piece]
    return read_free(chunk.raw, replace(reading, keeps_lines=True))


def read_free(html: str, reading: Reading) -> list[Piece]:
    """Return the pieces of HTML without comments. Raises Unmodelled."""
    if _SHORTCODE.fullmatch(html):
        raise Unmodelled("shortcode")
    return _flow(tree(html), reading, outer=True)


def tree(html: str) -> Element:
    """Return an element that holds the HTML; raises Unmodelled when it is not whole."""
    root = parse_html(f"<div>{clean(html).text}</div>")
    body = root.find("body")
    if body is None or len(body) != 1 or body[0].tag != "div" or (body[0].tail or "").strip():
        raise Unmodelled("unbalanced")
    _check_comments(body[0])
    return body[0]


def _check_comments(root: Element) -> None:
    """Look at the comments inside a block: only those of blocks that we can write again may be."""
    for node in root.iter():
        if isinstance(node.tag, str):
            continue
        found = delimiters(f"<!--{node.text}-->")
        allowed = _INSIDE.get(found[0].name) if found else None
        attributes = found[0].attributes if found else None
        if allowed is None or attributes is None or attributes.keys() - allowed:
            raise Unmodelled("comment")


def _is_bound(chunk: Chunk) -> bool:
    """Say whether a block's words come from elsewhere on the site."""
    return any(sign in chunk.opening for sign in _BOUND)


def elements(parent: Element) -> Iterator[Element]:
    """Yield the elements inside; raises Unmodelled when words stand between them."""
    if (parent.text or "").strip():
        raise Unmodelled("text")
    for child in parent:
        if isinstance(child.tag, str):
            yield child
        if (child.tail or "").strip():
            raise Unmodelled("text")


def _only(html: str) -> Element:
    found = list(elements(tree(html)))
    if len(found) != 1:
        raise Unmodelled("several")
    return found[0]


def _is_canonical(element: Element) -> bool:
    """Say whether an element has no attributes but those that we write ourselves."""
    classes = set(attribute(element, "class").split())
    known = set(_CLASSES.get(str(element.tag), "").split())
    others = set(element.attrib) - {"class"}
    return classes <= known and others <= ({"start"} if element.tag == "ol" else set())


# -- blocks


def _paragraph(element: Element, reading: Reading) -> Piece | None:
    if element.tag != "p":
        raise Unmodelled(str(element.tag))
    label = _footnote_label(element)
    if label:
        return _footnote(element, label, reading)
    runs = read_words(element, reading)
    return Piece(BlockKind.PARAGRAPH, runs) if runs else None


def _footnote_label(element: Element) -> str:
    about = set(attribute(element, "class").split())
    name = attribute(element, "id")
    return name.removeprefix("note-") if "footnote" in about and name.startswith("note-") else ""


def _footnote(element: Element, label: str, reading: Reading) -> Piece:
    """Read a footnote that stands in the text as a paragraph (or an ``aside`` of our own page)."""
    holder = element
    if element.tag == "aside":
        only = list(elements(element))
        if len(only) != 1 or only[0].tag != "p":
            raise Unmodelled("aside")
        holder = only[0]
    back = holder[0] if len(holder) and not (holder.text or "").strip() else None
    if back is None or back.get("href") != f"#note-from-{label}":
        raise Unmodelled("footnote")
    holder.text = back.tail
    holder.remove(back)
    return Piece(BlockKind.FOOTNOTE, read_words(holder, reading), name=label)


def _heading(element: Element, reading: Reading) -> Piece | None:
    if element.tag not in _HEADINGS:
        raise Unmodelled(str(element.tag))
    runs = read_words(element, reading)
    return Piece(BlockKind.HEADING, runs, level=int(element.tag[1])) if runs else None


def _list(element: Element, reading: Reading) -> Piece | None:
    if element.tag not in _LISTS:
        raise Unmodelled(str(element.tag))
    items = _items(element, 0, reading)
    return Piece(BlockKind.LIST, items=tuple(items)) if items else None


def _items(element: Element, level: int, reading: Reading) -> list[Item]:
    if level > _DEEPEST or element.get("reversed") is not None:
        raise Unmodelled("list")
    start = attribute(element, "start") or "1"
    if not (start.isascii() and start.isdigit() and int(start) < 1_000_000):
        raise Unmodelled("list")
    number = int(start)
    items: list[Item] = []
    for child in elements(element):
        if child.tag != "li" or child.attrib:
            raise Unmodelled(str(child.tag))
        items.extend(_item(child, level, number if element.tag == "ol" else None, reading))
        number += 1
    return items


def _item(element: Element, level: int, number: int | None, reading: Reading) -> list[Item]:
    """Read one item: its words, then the lists inside it."""
    words = LooseWords(reading)
    runs: Runs = ()
    nested: list[Item] = []
    words.text(element.text)
    for child in element:
        if child.tag in _LISTS:
            if not _is_canonical(child):
                raise Unmodelled("list")
            runs = words.end() if not nested else runs
            nested.extend(_items(child, level + 1, reading))
        elif isinstance(child.tag, str):
            words.element(child)
        words.text(child.tail)
    left = words.end()
    if (nested and left) or (not runs and not left):
        raise Unmodelled("item")  # words behind a list, or a bullet without words
    return [Item(level, runs or left, number), *nested]


def _quote(element: Element, reading: Reading) -> Piece | None:
    speaker: Runs = ()
    quoted = element
    if element.tag == "figure" and element.get("class") == "pullquote":  # the page's own form
        found = list(elements(element))
        quoted, caption = found[0], found[-1]
        speaker = _speaker(next(iter(caption.iter("cite")), caption), reading)
    if quoted.tag != "blockquote":
        raise Unmodelled(str(quoted.tag))
    last = next((child for child in reversed(quoted) if isinstance(child.tag, str)), None)
    if last is not None and last.tag == "cite" and not (last.tail or "").strip():
        speaker = _speaker(last, reading)
        quoted.remove(last)
    inside = tuple(_flow(quoted, reading))
    if not inside:
        raise Unmodelled("quote")
    kind = BlockKind.PULL_QUOTE if speaker else BlockKind.QUOTE
    return Piece(kind, inside=inside, speaker=speaker)


def _pull_quote(element: Element, reading: Reading) -> Piece | None:
    """Read the block of that name: paragraphs, and maybe whose words they are."""
    found = list(elements(element)) if element.tag == "figure" else []
    if len(found) != 1 or found[0].attrib:
        raise Unmodelled("pullquote")
    piece = _quote(found[0], reading)
    if piece and any(one.kind is not BlockKind.PARAGRAPH for one in piece.inside):
        raise Unmodelled("pullquote")
    return piece


def _speaker(element: Element, reading: Reading) -> Runs:
    runs = read_words(element, reading)
    if any(run.text == "\n" for run in runs):
        raise Unmodelled("speaker")
    if runs and not runs[0].note:
        runs = (runs[0]._replace(text=_DASH.sub("", runs[0].text)), *runs[1:])
    return runs


def _code(element: Element, reading: Reading) -> Piece | None:
    del reading
    found = list(elements(element)) if element.tag == "pre" else []
    if len(found) != 1 or found[0].tag != "code" or found[0].attrib:
        raise Unmodelled("pre")
    text = found[0].text or ""
    for child in found[0]:
        if child.tag != "br":
            raise Unmodelled("pre")
        text += "\n" + (child.tail or "")
    return Piece(BlockKind.CODE, text=text) if text.strip() else None


def _rule(element: Element, reading: Reading) -> Piece | None:
    del reading
    if element.tag != "hr":
        raise Unmodelled(str(element.tag))
    return Piece(BlockKind.RULE)


def _table(element: Element, reading: Reading) -> Piece | None:
    table = element
    if element.tag == "figure":
        found = list(elements(element))
        if len(found) != 1:
            raise Unmodelled("table")
        table = found[0]
    if table.tag != "table":
        raise Unmodelled(str(table.tag))
    return read_table(table, lambda cell: read_words(cell, reading))


_Reader = Callable[[Element, Reading], Piece | None]
_READERS: Mapping[str, _Reader] = {
    f"{CORE}paragraph": _paragraph,
    f"{CORE}heading": _heading,
    f"{CORE}list": _list,
    f"{CORE}quote": _quote,
    f"{CORE}pullquote": _pull_quote,
    f"{CORE}code": _code,
    f"{CORE}separator": _rule,
    f"{CORE}table": _table,
}
_BY_TAG: Mapping[str, _Reader] = {
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "pre": _code,
    "hr": _rule,
    "table": _table,
    **dict.fromkeys(_HEADINGS, _heading),
}


def _flow(parent: Element, reading: Reading, *, outer: bool = False) -> list[Piece]:
    """Read blocks that stand below each other, and words between them as paragraphs.

    Inside another block (not ``outer``) elements must be as we write them ourselves.
    """
    words = LooseWords(reading)
    pieces: list[Piece] = []

    def take(text: str | None) -> None:
        first, *others = _EMPTY_LINE.split(text or "") if reading.keeps_lines else [text or ""]
        words.text(first)
        for paragraph in others:
            pieces.extend(_paragraph_of(words.end()))
            words.text(paragraph)

    take(parent.text)
    for child in parent:
        reader = _reader_of(child) if isinstance(child.tag, str) else None
        if reader is not None:
            pieces.extend(_paragraph_of(words.end()))
            if not outer and not _is_canonical(child):
                raise Unmodelled(str(child.tag))
            pieces.extend(filter(None, [reader(child, reading)]))
        elif isinstance(child.tag, str):
            words.element(child)
        take(child.tail)
    pieces.extend(_paragraph_of(words.end()))
    return pieces


def _reader_of(element: Element) -> _Reader | None:
    about = attribute(element, "class")
    if element.tag == "aside" and about == "footnote":
        label = _footnote_label(element)
        return lambda aside, reading: _footnote(aside, label, reading)
    if element.tag == "figure":
        return _quote if about == "pullquote" else _table
    return _BY_TAG.get(str(element.tag))


def _paragraph_of(runs: Runs) -> list[Piece]:
    return [Piece(BlockKind.PARAGRAPH, runs)] if plain(runs) or runs else []
