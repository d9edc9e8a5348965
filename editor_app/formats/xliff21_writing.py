"""Writes rows as XLIFF 2.1 (OASIS Standard, 13 February 2018): one file, one unit a row.

Codes are ``pc`` and ``ph``; the signs that they stand for lie in the unit's original data. A unit
is one segment, which tools may cut or join within the unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from editor_app.formats.exchange_rows import ExchangeFile, ExchangeNote, ExchangeRow
from editor_app.formats.foreign_codes import OWN_KINDS
from editor_app.formats.inline_parts import Form, Part, PartKind, well_formed
from editor_app.formats.xliff_values import NAMESPACE_2, STATES_21, SUB_STATES
from editor_app.formats.xml_text import xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = ["write_xliff21"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = {
    Form.BOLD: ("fmt", "xlf:b"),
    Form.ITALIC: ("fmt", "xlf:i"),
    Form.STRUCK: ("fmt", "copydesk:struck"),
    Form.RAISED: ("fmt", "copydesk:superscript"),
    Form.LOWERED: ("fmt", "copydesk:subscript"),
    Form.LINK: ("link", "copydesk:link"),
    Form.BREAK: ("fmt", "xlf:lb"),
    **{form: ("other", f"copydesk:{kind}") for form, kind in OWN_KINDS.items()},
}
_LAID_OUT = ("}xliff", "}file", "}notes", "}unit", "}originalData", "}segment")


def write_xliff21(file: ExchangeFile, version: str = "2.1") -> bytes:
    """Return the file as XLIFF 2.1, or as 2.0 for programs that know no later ``version``.

    Of what 2.1 added nothing is written, so that only the number differs.
    """
    from lxml import etree

    root = etree.Element(
        f"{{{NAMESPACE_2}}}xliff",
        version=version,
        srcLang=file.source_language,
        nsmap={None: NAMESPACE_2},
    )
    if file.target_language:
        root.set("trgLang", file.target_language)
    held = _under(root, "file", id="f1")
    if file.original:
        held.set("original", xml_text(file.original))
    _notes(held, file.notes)
    for row in file.rows:
        _unit(held, row)
    _lay_out(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _unit(file: XmlElement, row: ExchangeRow) -> None:
    unit = _under(file, "unit", id=row.id)
    if row.name:
        unit.set("name", xml_text(row.name))
    if not row.translate:
        unit.set("translate", "no")
    unit.set(_SPACE, "preserve")
    _notes(unit, row.notes)
    data = _Data()
    segment = _under(unit, "segment", id="s1")
    if row.state is not None and row.state in STATES_21:
        segment.set("state", STATES_21[row.state])
        if row.target is not None and row.made is not None:
            segment.set("subState", SUB_STATES[row.made])
    _write_parts(_under(segment, "source"), row.source, data)
    if row.target is not None:
        _write_parts(_under(segment, "target"), row.target, data)
    if data.known:
        held = _under(unit, "originalData")
        for text, identity in data.known.items():
            _under(held, "data", id=identity).text = text
        segment.addprevious(held)


class _Data:
    """The original data of one unit: each text once, with its id."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def of(self, text: str) -> str:
        """Return the id of a text."""
        return self.known.setdefault(xml_text(text), f"d{len(self.known) + 1}")


def _write_parts(element: XmlElement, parts: Iterable[Part], data: _Data) -> None:
    """Write parts that open and close properly, as ``inline_parts`` makes them."""
    inside = [element]
    for part in well_formed(tuple(parts)):
        if part.kind is PartKind.WORDS:
            _add_text(inside[-1], xml_text(part.text))
        elif part.kind is PartKind.CLOSE:
            inside[-1].set("dataRefEnd", data.of(part.text))
            inside.pop()
        else:
            opens = part.kind is PartKind.OPEN
            code = _under(inside[-1], "pc" if opens else "ph", id=str(part.number))
            kind = _TYPES.get(part.form)
            if kind is not None:
                code.set("type", kind[0])
                code.set("subType", kind[1])
            code.set("dataRefStart" if opens else "dataRef", data.of(part.text))
            if opens:
                inside.append(code)


def _add_text(element: XmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _notes(element: XmlElement, notes: tuple[ExchangeNote, ...]) -> None:
    if not notes:
        return
    held = _under(element, "notes")
    for place, note in enumerate(notes, start=1):
        made = _under(held, "note", id=f"n{place}")
        if note.by:
            made.set("category", xml_text(note.by))
        made.text = xml_text(note.text)


def _lay_out(root: XmlElement) -> None:
    """Put each element on a line of its own, but for what stands inside a text."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.endswith(_LAID_OUT):
            element.text = "\n"
            for child in element:
                child.tail = "\n"


def _under(element: XmlElement, tag: str, **attributes: str) -> XmlElement:
    from lxml import etree

    return etree.SubElement(element, f"{{{NAMESPACE_2}}}{tag}", attributes)
