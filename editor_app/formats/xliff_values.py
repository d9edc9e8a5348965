"""What XLIFF 1.2 and 2.x share: our states and codes in their words, and the refusals."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from editor_app.domain.errors import Unreadable
from editor_app.domain.link import Made, State
from editor_app.formats.exchange_xml import local
from editor_app.formats.foreign_codes import code_form, link_address, native_form, native_signs
from editor_app.formats.inline_parts import SIGNS, Form, Part, PartKind, placeholder
from editor_app.formats.language_tags import is_tag

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = [
    "MADE_12",
    "NAMESPACE_2",
    "NAMESPACE_12",
    "STATES_12",
    "STATES_21",
    "SUB_STATES",
    "Numbers",
    "closing",
    "language_in",
    "opening",
    "refused",
    "single",
]

NAMESPACE_12 = "urn:oasis:names:tc:xliff:document:1.2"
NAMESPACE_2 = "urn:oasis:names:tc:xliff:document:2.0"

STATES_12 = MappingProxyType(
    {
        State.TO_DO: "needs-translation",
        State.DRAFT: "needs-review-translation",
        State.TRANSLATED: "translated",
        State.REVIEWED: "signed-off",
    }
)
STATES_21 = MappingProxyType(
    {
        State.TO_DO: "initial",
        State.DRAFT: "initial",
        State.TRANSLATED: "translated",
        State.REVIEWED: "reviewed",
    }
)
MADE_12 = MappingProxyType({Made.MEMORY: "leveraged-tm", Made.MACHINE: "leveraged-mt"})
SUB_STATES = MappingProxyType(
    {Made.HAND: "copydesk:hand", Made.MEMORY: "copydesk:memory", Made.MACHINE: "copydesk:machine"}
)

_NUMBER = re.compile(r"\D*(\d{1,6})")


class Numbers:
    """The numbers of the codes of one unit, by the ids that the file gives them."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._last = 0

    def of(self, name: str) -> int:
        """Return the number of the code with that id: the id itself where it is one."""
        if name not in self._known:
            found = _NUMBER.fullmatch(name)
            wanted = int(found[1]) if found else 0
            if not wanted or wanted in self._known.values():
                wanted = max(self._last, *self._known.values(), 0) + 1
            self._known[name] = wanted
            self._last = wanted
        return self._known[name]


def opening(number: int, kind: str, content: str) -> Part:
    """Return the part that begins a stretch of the type that the file names."""
    form = code_form(kind, content)
    if form is Form.LINK and (content == "[" or link_address(content)):
        return Part(PartKind.OPEN, "[", number, form)
    if form in SIGNS:
        return Part(PartKind.OPEN, SIGNS[form], number, form)
    return placeholder(number, PartKind.OPEN)


def closing(number: int, opened: Part | None, began: str, content: str) -> Part:
    """Return the part that ends the stretch which ``opened`` began, hiding ``began``."""
    if opened is None:
        return placeholder(number)
    if opened.form is Form.OTHER:
        return placeholder(number, PartKind.CLOSE)
    if opened.form is Form.LINK:
        text = content if content.startswith("](") else f"]({link_address(began)})"
        return Part(PartKind.CLOSE, text, number, Form.LINK)
    return Part(PartKind.CLOSE, opened.text, number, opened.form)


def single(number: int, kind: str, content: str) -> Part:
    """Return the part of a code by itself."""
    own = kind.removeprefix("copydesk:")
    signs = native_signs(content, own)
    if signs:
        return Part(PartKind.ALONE, signs, number, native_form(signs, own))
    if code_form(kind, content) is Form.BREAK:
        return Part(PartKind.ALONE, "\\\n", number, Form.BREAK)
    return placeholder(number)


def language_in(element: XmlElement, attribute: str, name: str, *, needed: bool) -> str:
    """Return the language in an attribute, or nothing. Raises Unreadable where it is none."""
    said = (element.get(attribute) or "").strip()
    if not said and needed:
        raise refused("xliff-attribute-missing", name, element, attribute=attribute)
    if said and not is_tag(said):
        raise refused("xliff-language", name, element, language=said)
    return said


def refused(key: str, name: str, element: XmlElement, **fields: str) -> Unreadable:
    """Return the refusal of a whole file, naming element and line."""
    line = element.sourceline
    return Unreadable(
        key, name=name, element=local(element), line=line if isinstance(line, int) else 1, **fields
    )
