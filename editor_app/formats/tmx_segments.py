"""The text of a TMX segment as our Markdown: bold and its kin as marks, other codes as {1}."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from editor_app.formats.exchange_xml import hidden_text, local
from editor_app.formats.foreign_codes import (
    OWN_KINDS,
    code_form,
    link_address,
    native_form,
    native_signs,
)
from editor_app.formats.inline_parts import (
    SIGNS,
    Form,
    Part,
    PartKind,
    markdown_of,
    parts_of,
    placeholder,
)
from editor_app.formats.xml_text import xml_text
from editor_app.text.cleaning import clean_text

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = ["LONGEST", "escaped", "same_text", "segment_of", "segment_source", "segment_text"]

LONGEST = 20_000
"""Letters of a segment whose codes are worth keeping."""

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")

_TYPES = {
    Form.BOLD: "bold",
    Form.ITALIC: "italic",
    Form.STRUCK: "struck",
    Form.RAISED: "superscript",
    Form.LOWERED: "subscript",
    Form.LINK: "link",
    Form.BREAK: "lb",
    **OWN_KINDS,
}
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
_SPECIAL = re.compile(r"[\\*~^`\[\]]")


def segment_text(segment: XmlElement) -> str:
    """Return the words of a ``seg`` without white space at its ends."""
    if not len(segment):
        text = (segment.text or "").strip()
        if not text.isascii():
            text = clean_text(text)
        if not _SPECIAL.search(text):
            return text
        return markdown_of((Part(PartKind.WORDS, text),))
    parts = _trimmed(list(_parts(segment, _Codes())))
    if not any(part.kind is PartKind.WORDS and part.text.strip() for part in parts):
        return ""
    return clean_text(markdown_of(parts)).strip()


def segment_of(text: str) -> str:
    """Return the ``seg`` of a text, with its marks as codes that ``segment_text`` reads back."""
    return f"<seg>{''.join(_written(part) for part in _exact_parts(text))}</seg>"


def escaped(text: str) -> str:
    """Return text as it stands between tags."""
    text = xml_text(text)
    for sign, entity in _ESCAPES:  # most texts have none: looking is quicker than translating
        if sign in text:
            text = text.replace(sign, entity)
    return text


def segment_source(segment: XmlElement, text: str) -> str:
    """Return a ``seg`` with its inline codes as XML that stands by itself; nothing if it cannot.

    It cannot where it has names of another namespace or entities of its file, or is very long; and
    it need not where it is just what ``segment_of`` makes of its text.
    """
    from lxml import etree

    if segment.nsmap:
        return ""
    source = etree.tostring(segment, encoding="unicode", with_tail=False)
    unfit = len(source) > LONGEST or _ENTITY.search(source)
    return "" if unfit or source == segment_of(text) else source


def same_text(source: str, text: str) -> bool:
    """Say whether what ``segment_source`` gave is well formed and still reads like a text."""
    from lxml import etree

    try:
        segment = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return local(segment) == "seg" and segment_text(segment) == text


class _Codes:
    """Numbers the codes of one segment, and remembers which are open."""

    def __init__(self) -> None:
        self.taken: set[int] = set()
        self.open: dict[str, tuple[int, Form, str]] = {}

    def number(self, element: XmlElement) -> int:
        """Return the number of a code: that of its twin in the other language, or the next."""
        said = element.get("x") or element.get("i") or ""
        number = int(said) if said.isdecimal() and len(said) < 6 else 1
        while number in self.taken:
            number += 1
        self.taken.add(number)
        return number


def _parts(element: XmlElement, codes: _Codes) -> Iterator[Part]:
    if element.text:
        yield Part(PartKind.WORDS, element.text)
    for child in element:
        yield from _code(child, codes)
        if child.tail:
            yield Part(PartKind.WORDS, child.tail)


def _code(element: XmlElement, codes: _Codes) -> Iterator[Part]:
    """Yield the parts of one inline element (TMX 1.4b: bpt, ept, it, ph, hi, ut)."""
    tag = local(element)
    content = hidden_text(element)
    if tag == "bpt":
        yield _opened(element, content, codes)
    elif tag == "ept":
        yield _closed(element, content, codes)
    elif tag == "hi":
        yield from _highlight(element, codes)
    elif not tag:
        yield Part(PartKind.WORDS, content)
    else:
        kind = element.get("type") or ""
        signs = native_signs(content, kind)
        if signs:
            form = native_form(signs, kind)
            yield Part(PartKind.ALONE, signs, codes.number(element), form)
        elif code_form(kind, content) is Form.BREAK:
            yield Part(PartKind.ALONE, "\\\n", codes.number(element), Form.BREAK)
        else:
            yield placeholder(codes.number(element))


def _opened(element: XmlElement, content: str, codes: _Codes) -> Part:
    form = code_form(element.get("type") or "", content)
    address = link_address(content)
    number = codes.number(element)
    if form is Form.LINK and not address and content != "[":
        form = Form.OTHER
    codes.open[element.get("i") or ""] = number, form, address
    if form is Form.LINK:
        return Part(PartKind.OPEN, "[", number, form)
    if form in SIGNS:
        return Part(PartKind.OPEN, SIGNS[form], number, form)
    return placeholder(number, PartKind.OPEN)


def _closed(element: XmlElement, content: str, codes: _Codes) -> Part:
    known = codes.open.pop(element.get("i") or "", None)
    if known is None:
        return placeholder(codes.number(element))
    number, form, address = known
    if form is Form.LINK:
        text = content if content.startswith("](") else f"]({address})"
        return Part(PartKind.CLOSE, text, number, form)
    if form in SIGNS:
        return Part(PartKind.CLOSE, SIGNS[form], number, form)
    return placeholder(number, PartKind.CLOSE)


def _highlight(element: XmlElement, codes: _Codes) -> Iterator[Part]:
    form = code_form(element.get("type") or "", "")
    if form not in SIGNS:
        yield from _parts(element, codes)
        return
    number = codes.number(element)
    yield Part(PartKind.OPEN, SIGNS[form], number, form)
    yield from _parts(element, codes)
    yield Part(PartKind.CLOSE, SIGNS[form], number, form)


def _trimmed(parts: list[Part]) -> list[Part]:
    """Take white space off both ends, which only lays the file out."""
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while parts and parts[place].kind is PartKind.WORDS:
            text = strip(parts[place].text)
            if text:
                parts[place] = Part(PartKind.WORDS, text)
                break
            del parts[place]
    return parts


def _exact_parts(text: str) -> tuple[Part, ...]:
    """Return the parts of a text; where they would not give it back, the text is all words."""
    parts = parts_of(text)
    if len(parts) < 2 or markdown_of(parts) == text:
        return parts
    return (Part(PartKind.WORDS, text),)


def _written(part: Part) -> str:
    text = escaped(part.text)
    if part.kind is PartKind.WORDS:
        return text
    if part.kind is PartKind.CLOSE:
        return f'<ept i="{part.number}">{text}</ept>'
    kind = f' type="{_TYPES[part.form]}"' if part.form in _TYPES else ""
    if part.kind is PartKind.OPEN:
        return f'<bpt i="{part.number}" x="{part.number}"{kind}>{text}</bpt>'
    return f'<ph x="{part.number}"{kind}>{text}</ph>'
