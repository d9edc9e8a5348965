"""Writes translation memories as TMX 1.4b, unit by unit, so that any number of them can go out.

Marks of our Markdown become ``bpt``, ``ept`` and ``ph`` with the signs inside: other tools carry
them over as codes, and ``formats.tmx`` reads them back as the very same text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from editor_app.formats.tmx import ANY, TmxUnit, TmxVariant
from editor_app.formats.tmx_facts import Facts, attributes_of
from editor_app.formats.tmx_segments import escaped, same_text, segment_of

__all__ = ["write_units"]

_QUOTED = (('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;"))


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
    yield f"{_said(unit.facts)}>\n"
    yield from _beside(unit.facts)
    for variant in unit.variants:
        yield from _variant(variant)
    yield "</tu>\n"


def _variant(variant: TmxVariant) -> Iterable[str]:
    yield f"<tuv{_attribute('xml:lang', variant.language)}{_said(variant.facts)}>"
    yield from _beside(variant.facts)
    if variant.segment and same_text(variant.segment, variant.text):
        yield f"{variant.segment}</tuv>\n"
        return
    yield f"{segment_of(variant.text)}</tuv>\n"


def _beside(facts: Facts) -> Iterable[str]:
    for text, language in facts.notes:
        yield f"<note{_attribute('xml:lang', language)}>{escaped(text)}</note>"
    for kind, text, language in facts.properties:
        said = _attribute("type", kind or "x") + _attribute("xml:lang", language)
        yield f"<prop{said}>{escaped(text)}</prop>"


def _said(facts: Facts) -> str:
    return "".join(_attribute(name, value) for name, value in attributes_of(facts))


def _attribute(name: str, value: str) -> str:
    if not value:
        return ""
    text = escaped(value)
    for sign, entity in _QUOTED:
        if sign in text:
            text = text.replace(sign, entity)
    return f' {name}="{text}"'
