"""Writes terms as TBX-Basic: version 3 (ISO 30042:2019, DCA style) or version 2 (``martif``).

Both say a form's standing as ``administrativeStatus``. What the dialect has no category for (kind,
days of validity) is a ``projectSubset``, which it allows any number of.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.formats.exchange_xml import LANGUAGE
from editor_app.formats.tbx import KIND, VALID_FROM, VALID_TO
from editor_app.formats.xml_text import xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = ["TbxVersion", "write_tbx"]

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_ABOUT = "Terms of a Copydesk"


class TbxVersion(StrEnum):
    """The versions that are written."""

    V2 = "2"
    V3 = "3"


class _Names:
    """What the elements are called in a version."""

    def __init__(self, version: TbxVersion) -> None:
        newer = version is TbxVersion.V3
        self.space = f"{{{_NAMESPACE}}}" if newer else ""
        self.root = "tbx" if newer else "martif"
        self.header = "tbxHeader" if newer else "martifHeader"
        self.entry = "conceptEntry" if newer else "termEntry"
        self.language = "langSec" if newer else "langSet"
        self.term = "termSec" if newer else "tig"


def write_tbx(terms: Iterable[Term], version: TbxVersion = TbxVersion.V3) -> bytes:
    """Return the terms as a TBX file."""
    from lxml import etree

    names = _Names(version)
    spaces = {None: _NAMESPACE} if version is TbxVersion.V3 else None
    root = etree.Element(f"{names.space}{names.root}", nsmap=spaces)
    if version is TbxVersion.V3:
        root.set("style", "dca")
    root.set("type", "TBX-Basic")
    root.set(LANGUAGE, "en")
    header = _under(root, names, names.header)
    described = _under(_under(header, names, "fileDesc"), names, "sourceDesc")
    _under(described, names, "p").text = _ABOUT
    body = _under(_under(root, names, "text"), names, "body")
    for place, term in enumerate(terms, start=1):
        _entry(body, names, term, place)
    etree.indent(root, space=" ")
    kind = (
        None if version is TbxVersion.V3 else '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
    )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=kind)


def _entry(body: XmlElement, names: _Names, term: Term, place: int) -> None:
    entry = _under(body, names, names.entry)
    entry.set("id", f"c{place}")
    facts = [
        f"{KIND}{term.kind.value}" if term.kind is not TermKind.TERM else "",
        f"{VALID_FROM}{term.valid_from.isoformat()}" if term.valid_from else "",
        f"{VALID_TO}{term.valid_to.isoformat()}" if term.valid_to else "",
    ]
    for fact in filter(None, facts):
        _told(entry, names, "admin", "projectSubset", fact)
    if term.source:
        _told(entry, names, "admin", "source", term.source)
    for line in filter(None, term.note.split("\n")):
        _under(entry, names, "note").text = xml_text(line)
    for language in dict.fromkeys(form.language for form in term.forms):
        section = _under(entry, names, names.language)
        section.set(LANGUAGE, language)
        forms = [form for form in term.forms if form.language == language]
        for form in forms:
            _form(section, names, form, preferred=form.text == term.preferred(language))


def _form(section: XmlElement, names: _Names, form: TermForm, *, preferred: bool) -> None:
    group = _under(section, names, names.term)
    _under(group, names, "term").text = xml_text(form.text)
    standing = "preferredTerm" if preferred and not form.forbidden else "admittedTerm"
    status = "deprecatedTerm" if form.forbidden else standing
    _told(group, names, "termNote", "administrativeStatus", f"{status}-admn-sts")


def _told(element: XmlElement, names: _Names, tag: str, category: str, text: str) -> None:
    told = _under(element, names, tag)
    told.set("type", category)
    told.text = xml_text(text)


def _under(element: XmlElement, names: _Names, tag: str) -> XmlElement:
    from lxml import etree

    return etree.SubElement(element, f"{names.space}{tag}")
