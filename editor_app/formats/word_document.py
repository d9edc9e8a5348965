"""Word documents (.docx, ECMA-376): text by Mammoth, notes and safety by us.

The package is looked at before it is opened, its parts are parsed without entities, and only parts
written anew by us are given to Mammoth.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from editor_app.domain.errors import TooLarge, Unreadable
from editor_app.formats.article_facts import Facts
from editor_app.formats.attribution import names_in
from editor_app.formats.file_kinds import MEGABYTE, open_package, read_member
from editor_app.formats.html_blocks import ROLE
from editor_app.formats.html_tree import Element, new_element, parse_html
from editor_app.formats.intake_values import Report, TakenNote
from editor_app.formats.office_xml import XmlElement, parse_part, read_part
from editor_app.formats.pictures import STORED, StoredPicture
from editor_app.formats.word_changes import take_changes, take_comments, text_of
from editor_app.formats.word_parts import (
    BULLET,
    HEADING,
    NUMBER,
    QUOTE,
    STYLES,
    make_ready,
    read_styles,
)

LARGEST_TEXT = 10 * MEGABYTE
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ROLES = {"title": "headline", "subtitle": "standfirst", "caption": "caption"}


def _nested(level: int, tag: str) -> str:
    """Return where Mammoth puts an item of that level (1 outermost)."""
    return "ul|ol > li > " * (level - 1) + f"{tag} > li:fresh"


_STYLE_MAP = "\n".join(
    [f"p.{HEADING}{level} => h{level}:fresh" for level in range(1, 7)]
    + [f"p.{style} => p.{style}:fresh" for style in STYLES.values()]
    + [f"p.{BULLET}{level} => {_nested(level, 'ul')}" for level in range(2, 6)]
    + [f"p.{NUMBER}{level} => {_nested(level, 'ol')}" for level in range(2, 6)]
    + [f"p.{QUOTE} => blockquote > p:fresh", "r[style-name='Emphasis'] => em"]
    + ["r[style-name='Intense Emphasis'] => em", "r[style-name='Subtle Emphasis'] => em"]
)
_TROUBLE = (ValueError, KeyError, AttributeError, IndexError, TypeError, OSError, RecursionError)
"""What Mammoth raises for a document that is not as it should be."""


@dataclass
class OfficeDocument:
    """A document as HTML with its pictures, notes and what its properties say."""

    root: Element
    pictures: dict[str, StoredPicture] = field(default_factory=dict)
    notes: list[TakenNote] = field(default_factory=list)


def read_word(data: bytes, name: str, facts: Facts, report: Report) -> OfficeDocument:
    """Read a .docx; fill ``facts`` from its properties. Raises Unreadable and its kin."""
    package = open_package(data, name)
    main = _main_part(package, name)
    if main not in package.NameToInfo:
        raise Unreadable("intake-damaged", name=name)
    related = _related(package, main, name)
    notes = _prepare(package, main, related, name, report)
    size = sum(map(len, notes.parts.values()))
    if size > LARGEST_TEXT:
        raise TooLarge("intake-unpacks-too-large", name=name, size=size // MEGABYTE)
    document = OfficeDocument(new_element("div"), notes=notes.notes)
    html = _by_mammoth(_repacked(package, notes.parts, name), document.pictures, name)
    document.root = parse_html(html)
    _mark_roles(document.root)
    _properties(read_part(package, "docProps/core.xml", name), facts)
    return document


@dataclass
class _Prepared:
    """The parts with text, written anew, and the notes that were in them."""

    parts: dict[str, bytes] = field(default_factory=dict)
    notes: list[TakenNote] = field(default_factory=list)


def _main_part(package: zipfile.ZipFile, name: str) -> str:
    relations = read_part(package, "_rels/.rels", name)
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _related(package: zipfile.ZipFile, main: str, name: str) -> Mapping[str, list[str]]:
    """Return the members that belong to the document by their kind: comments, styles, header."""
    folder, file = dirname(main), main.rpartition("/")[2]
    relations = read_part(package, join(folder, "_rels", f"{file}.rels"), name)
    found: dict[str, list[str]] = {}
    for relation in relations if relations is not None else ():
        kind = (relation.get("Type") or "").rpartition("/")[2]
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External":
            member = (
                target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            )
            found.setdefault(kind, []).append(member)
    return found


def _prepare(
    package: zipfile.ZipFile,
    main: str,
    related: Mapping[str, list[str]],
    name: str,
    report: Report,
) -> _Prepared:
    prepared = _Prepared()
    styles = read_styles(_first(package, related, "styles", name))
    comments = _first(package, related, "comments", name)
    said = 0
    for member in [main, *related.get("footnotes", []), *related.get("endnotes", [])]:
        root = read_part(package, member, name)
        if root is None:
            continue
        if member == main:
            about = take_comments(comments, root)
            said = len(about)
            prepared.notes.extend(about)
        changes = take_changes(root)
        report.count("notes-from-changes", len(changes))
        prepared.notes.extend(changes)
        make_ready(root, styles, report)
        prepared.parts[member] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    report.count("notes-from-comments", said)
    heads = [*related.get("header", []), *related.get("footer", [])]
    roots = (read_part(package, member, name) for member in heads)
    texts = {text_of(root).strip() for root in roots if root is not None}
    report.count("dropped-page-heads", len(texts - {""}))
    return prepared


def _first(
    package: zipfile.ZipFile, related: Mapping[str, list[str]], kind: str, name: str
) -> XmlElement | None:
    member = next(iter(related.get(kind, [])), f"word/{kind}.xml")
    return read_part(package, member, name)


def _repacked(package: zipfile.ZipFile, parts: Mapping[str, bytes], name: str) -> io.BytesIO:
    """Return a package with the parts that Mammoth needs, each of them parsed and written by us."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as out:
        for member in package.namelist():
            if member in parts:
                out.writestr(member, parts[member])
            elif (
                member.endswith(".rels")
                or member == "[Content_Types].xml"
                or re.search(r"(?:styles|numbering)\d*\.xml$", member)
            ):
                out.writestr(member, _rewritten(package, member, name))
            elif "/media/" in f"/{member}":
                out.writestr(member, read_member(package, member, name))
    file.seek(0)
    return file


def _rewritten(package: zipfile.ZipFile, member: str, name: str) -> bytes:
    data = read_member(package, member, name)
    return etree.tostring(parse_part(data, name), encoding="UTF-8", xml_declaration=True)


def _by_mammoth(file: io.BytesIO, pictures: dict[str, StoredPicture], name: str) -> str:
    import mammoth  # heavy: only when a Word document is taken in

    def keep(image: Any) -> dict[str, str]:
        number = str(len(pictures) + 1)
        try:
            with image.open() as opened:
                data = opened.read()
        except _TROUBLE:
            data = b""
        kind = str(image.content_type or "").rpartition("/")[2]
        pictures[f"{STORED}{number}"] = StoredPicture(f"picture-{number}.{kind or 'bin'}", data)
        return {"src": f"{STORED}{number}"}

    try:
        result = mammoth.convert_to_html(
            file,
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(keep),
        )
    except _TROUBLE as error:
        raise Unreadable("intake-damaged", name=name) from error
    return str(result.value)


def _mark_roles(root: Element) -> None:
    roles = {STYLES[meaning]: role for meaning, role in _ROLES.items()}
    for paragraph in root.iter("p"):
        role = roles.get(paragraph.get("class") or "")
        if role:
            paragraph.set(ROLE, role)


def _properties(core: XmlElement | None, facts: Facts) -> None:
    """Read title, keywords and author out of the document's properties (Dublin Core)."""
    values: dict[str, str] = {}
    for element in core if core is not None else ():
        values[str(element.tag).rpartition("}")[2]] = (element.text or "").strip()
    facts.file_title = values.get("title", "")
    tags = re.split(r"[,;，；]", values.get("keywords", ""))
    facts.take_all("tags", tags, sure=False)
    author = values.get("creator", "")
    if len(author.split()) > 1 and "," not in author:
        facts.authors = list(names_in(author))
