"""HTML of any origin as a tree: parsed without network or entities, and asked small questions."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement as Element

__all__ = [
    "BLOCKS",
    "Element",
    "attribute",
    "classes",
    "new_element",
    "parse_html",
    "remove",
    "substitute",
    "words_of",
]

_BLOCKS = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre search section summary table tbody td tfoot th thead tr ul caption"
)
BLOCKS = frozenset(_BLOCKS.split())
"""Names of elements that begin and end a line of their own."""

_EMPTY = re.compile(r"<(source|track)\b([^<>]*?)/?>", re.IGNORECASE)
"""Elements without content (HTML 13.1.2) that libxml2 takes for open ones."""
_BREAK_HERE = re.compile(r"</?wbr\b[^<>]*>", re.IGNORECASE)
_WORDLESS = frozenset({"script", "style", "noscript", "template"})
DEEPEST = 150
"""Elements set deeper than this lose their tags, so that nothing recurses without end."""

_SET_IN = "div|span|b|i|u|em|strong|font|section|center|p|a|ul|ol|li|dl|dd|blockquote|table|tr|td"
_TOO_DEEP = re.compile(rf"</?(?:{_SET_IN})\b[^<>]*>", re.IGNORECASE)
_DECLARATIONS = re.compile(
    r"(?:\s*(?:<\?xml[^>]*>|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>))*", re.IGNORECASE
)
"""What may stand before a page, in any number and order; lxml reads no text that still names an
encoding."""


def parse_html(text: str) -> Element:
    """Return the root (``html``) of a document or a fragment; there is no HTML that it refuses.

    ``text`` is clean (``text.cleaning``). Comments stay, for the clipboard's marks of its fragment.
    """
    bare = _EMPTY.sub(r"<\1\2></\1>", _BREAK_HERE.sub("", text))
    start = _DECLARATIONS.match(bare)
    bare = bare[start.end() :] if start else bare
    root, whole = _parsed(bare)
    if not whole:
        root, whole = _parsed(_TOO_DEEP.sub(" ", bare))
    _flatten(root)
    return root


def _parsed(text: str) -> tuple[Element, bool]:
    """Return the tree, and whether the parser got to the end (libxml2 stops at 2,048 levels)."""
    parser = html.HTMLParser(recover=True, no_network=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(f"<html><body>{text}" if "<" not in text else text, parser)
    except etree.ParserError:
        return html.document_fromstring("<p></p>"), True
    return root, not any("depth" in entry.message.lower() for entry in parser.error_log)


def _flatten(root: Element) -> None:
    """Take the tags off elements that are set too deep; a space stands where a block began."""
    depths = {root: 0}
    deep: list[Element] = []
    for element in root.iterdescendants():
        parent = element.getparent()
        depth = depths[parent] + 1 if parent is not None else 0
        depths[element] = depth
        if depth > DEEPEST and isinstance(element.tag, str):
            deep.append(element)
    for element in deep:
        element.text = f" {element.text or ''}"
        element.drop_tag()


def new_element(tag: str, text: str = "", **attributes: str) -> Element:
    """Return an element by itself; ``class_`` gives the class."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    element: Element = html.Element(tag, named)
    element.text = text or None
    return element


def attribute(element: Element, name: str) -> str:
    """Return an attribute without outer space, or nothing."""
    return (element.get(name) or "").strip()


def classes(element: Element) -> str:
    """Return class and id in small letters, for guesses about what an element is for."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def words_of(element: Element) -> str:
    """Return all text inside, white space folded, a space between blocks."""
    pieces: list[str] = []
    wordless = 0
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "comment":
            pieces.append(node.tail or "" if not wordless else "")
            continue
        named = str(node.tag)
        wordless += (1 if event == "start" else -1) if named in _WORDLESS else 0
        space = " " if named in BLOCKS or named == "br" else ""
        text = node.text if event == "start" else node.tail if node is not element else ""
        pieces.extend([space, "" if wordless else text or ""])
    return " ".join("".join(pieces).split())


def remove(element: Element, space: str = "") -> None:
    """Take an element out; the text behind it stays, after ``space``."""
    parent = element.getparent()
    if parent is None:
        return
    left = space + (element.tail or "")
    before = element.getprevious()
    parent.remove(element)
    if before is None:
        parent.text = (parent.text or "") + left
    else:
        before.tail = (before.tail or "") + left


def substitute(element: Element, other: Element) -> None:
    """Put another element in an element's place; the text behind it stays."""
    parent = element.getparent()
    if parent is not None:
        other.tail = element.tail
        parent.replace(element, other)
