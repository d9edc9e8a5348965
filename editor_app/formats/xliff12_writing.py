"""Writes rows as XLIFF 1.2 (OASIS Standard, 1 February 2008): one file, one unit a row.

A row without a translation goes out with its source as the target, to be translated: some tools
show nothing but targets, and ``xliff12`` knows such a copy again. Codes are ``bpt``, ``ept`` and
``ph`` with our signs inside, so that a tool that knows nothing of them carries them over and the
text can be put together without this desk's help.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from editor_app.domain.link import State
from editor_app.formats.exchange_rows import OURS, ExchangeFile, ExchangeNote, ExchangeRow
from editor_app.formats.exchange_xml import LANGUAGE
from editor_app.formats.foreign_codes import OWN_KINDS
from editor_app.formats.inline_parts import Form, Part, PartKind, well_formed
from editor_app.formats.xliff_values import MADE_12, NAMESPACE_12, STATES_12
from editor_app.formats.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as XmlElement

__all__ = ["write_xliff12"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = {
    Form.BOLD: "bold",
    Form.ITALIC: "italic",
    Form.LINK: "link",
    Form.BREAK: "lb",
    Form.STRUCK: "x-struck",
    Form.RAISED: "x-superscript",
    Form.LOWERED: "x-subscript",
    **OWN_KINDS,
}


def write_xliff12(file: ExchangeFile) -> bytes:
    """Return the file as XLIFF 1.2."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE_12}}}xliff", version="1.2", nsmap={None: NAMESPACE_12})
    about = _under(root, "file", original=file.original or "copydesk")
    about.set("source-language", file.source_language)
    if file.target_language:
        about.set("target-language", file.target_language)
    about.set("datatype", "x-markdown")
    about.set("tool-id", "copydesk")
    if file.written is not None:
        about.set("date", f"{file.written.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    header = _under(about, "header")
    tool = _under(header, "tool")
    tool.set("tool-id", "copydesk")
    tool.set("tool-name", OURS)
    _notes(header, file.notes)
    body = _under(about, "body")
    for row in file.rows:
        _unit(body, row, file)
    _lay_out(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _lay_out(root: XmlElement) -> None:
    """Put each element on a line of its own, but for what stands inside a text."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.endswith(
            ("}xliff", "}file", "}header", "}body", "}trans-unit")
        ):
            element.text = "\n"
            for child in element:
                child.tail = "\n"


def _unit(body: XmlElement, row: ExchangeRow, file: ExchangeFile) -> None:
    unit = _under(body, "trans-unit", id=row.id)
    if row.name:
        unit.set("resname", row.name)
    if not row.translate:
        unit.set("translate", "no")
    if row.state is State.REVIEWED:
        unit.set("approved", "yes")
    unit.set(_SPACE, "preserve")
    source = _under(unit, "source")
    source.set(LANGUAGE, file.source_language)
    _write_parts(source, row.source)
    if row.target is not None or row.translate:
        _target(_under(unit, "target"), row, file)
    _notes(unit, row.notes)


def _target(target: XmlElement, row: ExchangeRow, file: ExchangeFile) -> None:
    if file.target_language:
        target.set(LANGUAGE, file.target_language)
    if row.target is None:
        target.set("state", STATES_12[State.TO_DO])
        _write_parts(target, row.source)
        return
    if row.state is not None and row.state in STATES_12:
        target.set("state", STATES_12[row.state])
    if row.made is not None and row.made in MADE_12:
        target.set("state-qualifier", MADE_12[row.made])
    _write_parts(target, row.target)


def _write_parts(element: XmlElement, parts: Iterable[Part]) -> None:
    last: XmlElement | None = None
    for part in well_formed(tuple(parts)):
        text = xml_text(part.text)
        if part.kind is PartKind.WORDS:
            if last is None:
                element.text = (element.text or "") + text
            else:
                last.tail = (last.tail or "") + text
            continue
        last = _under(element, _TAGS[part.kind], id=str(part.number))
        if part.kind is not PartKind.CLOSE and part.form in _TYPES:
            last.set("ctype", _TYPES[part.form])
        last.text = text


_TAGS = {PartKind.OPEN: "bpt", PartKind.CLOSE: "ept", PartKind.ALONE: "ph"}


def _notes(element: XmlElement, notes: Iterable[ExchangeNote]) -> None:
    for note in notes:
        made = _under(element, "note")
        if note.by:
            made.set("from", xml_text(note.by))
        made.text = xml_text(note.text)


def _under(element: XmlElement, tag: str, **attributes: str) -> XmlElement:
    from lxml import etree

    return etree.SubElement(element, f"{{{NAMESPACE_12}}}{tag}", attributes)
