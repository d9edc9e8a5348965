"""Styles of OpenDocument texts (ODF 1.3 part 3, 16): what they mean for the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from editor_app.formats.office_xml import XmlElement

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_ESCAPED = re.compile(r"_([0-9a-fA-F]{1,4})_")
_MEANINGS = {
    "title": "headline",
    "subtitle": "standfirst",
    "caption": "caption",
    "illustration": "caption",
    "figure": "caption",
    "drawing": "caption",
}


@dataclass(frozen=True)
class TextStyle:
    """What a style says: its readable name, the style it builds on, and how it sets text.

    ``marks`` are names of HTML elements; ``own`` says that a person set it on this very text.
    """

    name: str
    parent: str = ""
    marks: tuple[str, ...] = ()
    hidden: bool = False
    underlined: bool = False
    outline: int = 0
    own: bool = False


@dataclass
class Styles:
    """All styles of a text, by name, and the list styles: which of their levels are numbered."""

    texts: dict[str, TextStyle] = field(default_factory=dict)
    lists: dict[str, dict[int, bool]] = field(default_factory=dict)

    def read(self, root: XmlElement | None) -> None:
        """Add the styles of a part."""
        if root is None:
            return
        for group in root.iter(f"{OFFICE}styles", f"{OFFICE}automatic-styles"):
            own = group.tag == f"{OFFICE}automatic-styles"
            for style in group.iter(f"{STYLE}style"):
                self.texts[style.get(f"{STYLE}name") or ""] = _text_style(style, own=own)
            for style in group.iter(f"{TEXT}list-style"):
                self.lists[style.get(f"{STYLE}name") or ""] = _list_levels(style)

    def chain(self, name: str) -> Iterator[TextStyle]:
        """Yield a style and those it builds on."""
        seen: set[str] = set()
        while name in self.texts and name not in seen:
            seen.add(name)
            yield self.texts[name]
            name = self.texts[name].parent

    def marks(self, name: str) -> tuple[str, ...]:
        """Return the marks that a style of a paragraph or span sets by hand."""
        marks: list[str] = []
        for style in self.chain(name):
            if style.own or style.name.lower() in {"strong emphasis", "emphasis"}:
                marks.extend(mark for mark in style.marks if mark not in marks)
        return tuple(marks)

    def role(self, name: str) -> str:
        """Return what a paragraph with this style is for."""
        found = (_MEANINGS.get(style.name.lower(), "") for style in self.chain(name))
        return next((role for role in found if role), "")

    def heading(self, name: str) -> int:
        """Return the outline level of a paragraph style, 0 for text."""
        return next((style.outline for style in self.chain(name) if style.outline), 0)

    def is_quote(self, name: str) -> bool:
        """Say whether a paragraph style is that of quotations."""
        return any(style.name.lower() in {"quotations", "quote"} for style in self.chain(name))

    def is_numbered(self, name: str, level: int) -> bool:
        """Say whether a level (0 outermost) of a list style has numbers."""
        return self.lists.get(name, {}).get(level + 1, False)


def readable(name: str) -> str:
    """Return a style's name as people see it: ``Heading_20_1`` is "Heading 1"."""
    return _ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), name)


def _text_style(style: XmlElement, *, own: bool) -> TextStyle:
    name = style.get(f"{STYLE}display-name") or readable(style.get(f"{STYLE}name") or "")
    properties = style.find(f"{STYLE}text-properties")
    told = {} if properties is None else {str(key): str(value) for key, value in properties.items()}
    outline = style.get(f"{STYLE}default-outline-level") or ""
    line = told.get(f"{STYLE}text-underline-style", "none")
    return TextStyle(
        name,
        style.get(f"{STYLE}parent-style-name") or "",
        _marks(told),
        told.get(f"{TEXT}display") == "none",
        line != "none",
        int(outline) if outline.isdigit() else 0,
        own,
    )


def _marks(told: dict[str, str]) -> tuple[str, ...]:
    marks: list[str] = []
    weight = told.get(f"{FO}font-weight", "")
    if weight == "bold" or (weight.isdigit() and int(weight) >= 600):
        marks.append("strong")
    if told.get(f"{FO}font-style") in {"italic", "oblique"}:
        marks.append("em")
    if told.get(f"{STYLE}text-line-through-style", "none") != "none":
        marks.append("del")
    position = told.get(f"{STYLE}text-position", "")
    raised = position.split(" ")[0].rstrip("%")
    if position.startswith("super") or (raised.isdigit() and int(raised) > 0):
        marks.append("sup")
    elif position.startswith("sub") or raised.startswith("-"):
        marks.append("sub")
    return tuple(marks)


def _list_levels(style: XmlElement) -> dict[int, bool]:
    levels: dict[int, bool] = {}
    for level in style:
        number = level.get(f"{TEXT}level") or ""
        if number.isdigit():
            numbered = str(level.tag).endswith("list-level-style-number")
            levels[int(number)] = numbered and level.get(f"{STYLE}num-format") != ""
    return levels
