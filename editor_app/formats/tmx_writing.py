"""Writes translation memories as TMX 1.4b, unit by unit, so that any number of them can go out.

Marks of our Markdown become ``bpt``, ``ept`` and ``ph`` with the signs inside: other tools carry
them over as codes, and ``formats.tmx`` reads them back as the very same text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO

from editor_app.formats.foreign_codes import OWN_KINDS
from editor_app.formats.inline_parts import Form, Part, PartKind, markdown_of, parts_of
from editor_app.formats.tmx import ANY, Facts, TmxUnit, TmxVariant
from editor_app.formats.xml_text import xml_text

__all__ = ["write_units"]

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
_QUOTED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
)
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def write_units(
    out: BinaryIO, units: Iterable[TmxUnit], *, tool_version: str, source_language: str = ANY
) -> int:
    """Write a whole file to ``out``; return how many units it holds.

    ``source_language`` stands in the header; a unit with another one says so itself.
    """
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n<header creationtool="Copydesk"'
        f'{_attribute("creationtoolversion", tool_version)} segtype="paragraph"'
        f' o-tmf="Copydesk" adminlang="en"{_attribute("srclang", source_language)}'
        ' datatype="x-markdown"/>\n<body>\n'
    )
    out.write(head.encode())
    count = 0
    for unit in units:
        out.write("".join(_unit(unit, source_language)).encode())
        count += 1
    out.write(b"</body>\n</tmx>\n")
    return count


def _unit(unit: TmxUnit, usual: str) -> Iterable[str]:
    own = unit.source_language if unit.source_language != usual else ""
    yield f"<tu{_attribute('tuid', unit.id)}{_attribute('srclang', own)}"
    yield f"{_times(unit.facts)}>\n"
    yield from _beside(unit.facts)
    for variant in unit.variants:
        yield from _variant(variant)
    yield "</tu>\n"


def _variant(variant: TmxVariant) -> Iterable[str]:
    yield f"<tuv{_attribute('xml:lang', variant.language)}{_times(variant.facts)}>"
    yield from _beside(variant.facts)
    yield f"<seg>{''.join(_part(part) for part in _exact_parts(variant.text))}</seg></tuv>\n"


def _exact_parts(text: str) -> tuple[Part, ...]:
    """Return the parts of a text; where they would not give it back, the text is all words."""
    parts = parts_of(text)
    if len(parts) < 2 or markdown_of(parts) == text:
        return parts
    return (Part(PartKind.WORDS, text),)


def _part(part: Part) -> str:
    text = xml_text(part.text).translate(_TEXT)
    if part.kind is PartKind.WORDS:
        return text
    if part.kind is PartKind.CLOSE:
        return f'<ept i="{part.number}">{text}</ept>'
    kind = _attribute("type", _TYPES.get(part.form, ""))
    if part.kind is PartKind.OPEN:
        return f'<bpt i="{part.number}" x="{part.number}"{kind}>{text}</bpt>'
    return f'<ph x="{part.number}"{kind}>{text}</ph>'


def _beside(facts: Facts) -> Iterable[str]:
    for note in facts.notes:
        yield f"<note>{xml_text(note).translate(_TEXT)}</note>"
    for kind, text in facts.properties:
        yield f"<prop{_attribute('type', kind or 'x')}>{xml_text(text).translate(_TEXT)}</prop>"


def _times(facts: Facts) -> str:
    return (
        _attribute("creationdate", _instant(facts.created))
        + _attribute("creationid", facts.created_by)
        + _attribute("changedate", _instant(facts.changed))
        + _attribute("changeid", facts.changed_by)
    )


def _instant(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{xml_text(value).translate(_QUOTED)}"' if value else ""
