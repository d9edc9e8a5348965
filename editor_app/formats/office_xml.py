"""XML parts of office packages, read without entities, network or document types."""

from __future__ import annotations

import zipfile

from lxml import etree
from lxml.etree import _Element as XmlElement

from editor_app.domain.errors import Unreadable
from editor_app.formats.file_kinds import read_member

__all__ = ["XmlElement", "parse_part", "read_part"]

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", "wordprocessingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        "officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", "drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", "drawingml/2006/picture"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        "drawingml/2006/wordprocessingDrawing",
    ),
)
"""The strict namespaces of ISO/IEC 29500 and the transitional ones that everything else uses."""


def parse_part(data: bytes, name: str) -> XmlElement:
    """Return the root of an XML part. Raises Unreadable for bad XML and for one with a DOCTYPE."""
    for strict, transitional in _STRICT:
        if strict in data:
            data = data.replace(
                strict, b"http://schemas.openxmlformats.org/" + transitional.encode()
            )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("intake-damaged", name=name) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable("intake-entities", name=name)
    return root


def read_part(package: zipfile.ZipFile, member: str, name: str) -> XmlElement | None:
    """Return the root of a member of a package, or None when it is not there."""
    data = read_member(package, member, name)
    return parse_part(data, name) if data.strip() else None
