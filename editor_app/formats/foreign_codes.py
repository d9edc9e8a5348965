"""What the codes of other programs do to a text, told from their type and from their content."""

from __future__ import annotations

import re
from html import unescape
from types import MappingProxyType

from editor_app.formats.inline_parts import SIGNS, Form
from editor_app.text.spans import is_address

__all__ = ["OWN_KINDS", "code_form", "link_address", "native_form", "native_signs"]

OWN_KINDS = MappingProxyType(
    {Form.CODE: "x-code", Form.NOTE: "x-footnote", Form.STRUCTURE: "x-structure"}
)
"""The types that codes of ours have in files, where the standards have none for them."""

_TYPES = {
    "bold": Form.BOLD,
    "b": Form.BOLD,
    "strong": Form.BOLD,
    "xlf:b": Form.BOLD,
    "italic": Form.ITALIC,
    "i": Form.ITALIC,
    "em": Form.ITALIC,
    "emphasis": Form.ITALIC,
    "xlf:i": Form.ITALIC,
    "struck": Form.STRUCK,
    "strike": Form.STRUCK,
    "s": Form.STRUCK,
    "del": Form.STRUCK,
    "superscript": Form.RAISED,
    "sup": Form.RAISED,
    "subscript": Form.LOWERED,
    "sub": Form.LOWERED,
    "link": Form.LINK,
    "a": Form.LINK,
    "lb": Form.BREAK,
    "br": Form.BREAK,
    "xlf:lb": Form.BREAK,
}
_ELEMENT = re.compile(r"\s*</?\s*([A-Za-z]+)(?=[\s/>])[^<>]*>\s*")
_ADDRESS = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_OWN = re.compile(
    r"(?:\n|\\\n|[ ]*(?:[-*+]|[0-9]{1,9}\.)[ ]|#{1,6}[ ]|>[ ]?|[ ]?\|[ ]?|[ ]?\|?[-:| ]{3,}\|"
    r"|\[\^[^\s\[\]^`\\]{1,40}\]:?[ ]?|`[^`\n]+`|```.*```)+",
    re.DOTALL,
)
_BY_SIGN = {sign: form for form, sign in SIGNS.items()}


def code_form(kind: str, content: str) -> Form:
    """Return what a code does: ``kind`` is the type the file names, ``content`` what it hides."""
    said = kind.strip().lower().removeprefix("x-")
    if said in _TYPES:
        return _TYPES[said]
    if content.strip() in _BY_SIGN:
        return _BY_SIGN[content.strip()]
    if content == "[" or content.startswith("]("):
        return Form.LINK
    element = _ELEMENT.fullmatch(content)
    return _TYPES.get(element[1].lower(), Form.OTHER) if element else Form.OTHER


def native_form(content: str, kind: str = "") -> Form:
    """Return what signs of our own do that ``native_signs`` has told apart."""
    said = next((form for form, own in OWN_KINDS.items() if own == kind), None)
    if said is not None:
        return said
    if content.startswith("`"):
        return Form.CODE
    return Form.NOTE if content.startswith("[^") and content.endswith("]") else Form.STRUCTURE


def link_address(content: str) -> str:
    """Return the address in a code such as ``<a href="…">``, or nothing that may be linked to."""
    found = _ADDRESS.search(content)
    address = unescape(found[1] or found[2] or found[3] or "") if found else ""
    return address if is_address(address) and not set(address) & set("()<> ") else ""


def native_signs(content: str, kind: str = "") -> str:
    """Return the content when it is signs of our Markdown that stand by themselves.

    ``kind`` is the type that the file names: of our own types the content is believed unseen.
    """
    breaks = "\n" in content and not content.strip(" \\\n")
    own = breaks or kind in OWN_KINDS.values() or _OWN.fullmatch(content)
    return content if own else ""
