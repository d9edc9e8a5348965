"""A translation as a Word file with two columns, for translators who have nothing but Word.

Each row of the table is a row of the translation; a hidden bookmark in it holds the unit's id, so
that rows may be moved or left out. Languages and sending stand in the document's properties, and
once more in hidden bookmarks of the first row, because other programs drop properties. Formatting
stands as formatting; signs of lists and headings stand at the beginning of a line as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import Language
from editor_app.formats.exchange_rows import ExchangeFile, ExchangeNote, ExchangeRow
from editor_app.formats.file_kinds import open_package
from editor_app.formats.inline import Mark, Run, parse
from editor_app.formats.inline_parts import parts_of
from editor_app.formats.inline_writing import write
from editor_app.formats.language_tags import is_tag, tag_of
from editor_app.formats.office_xml import XmlElement, read_part
from editor_app.formats.word_changes import W, take_changes
from editor_app.formats.xml_text import xml_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell as Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as WordRun

__all__ = ["read_bilingual", "word_form", "write_bilingual"]

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LINK = f"{_R[1:-1]}/hyperlink"
_OWN = re.compile(r"_([0-9a-z]{1,2})_(.{1,36})")
_LEAD = re.compile(
    r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}\.)[ \t]+|#{1,6}[ \t]+|(?:>[ \t]?)+|\[\^\w+\]:[ ])"
)
_PARTS = {"b": "block", "f": "field", "c": "caption", "a": "alt", "t": "tag", "s": "section"}
_SHORT = {name: short for short, name in _PARTS.items()}
_FONT = {
    Mark.STRONG: "bold",
    Mark.EMPHASIS: "italic",
    Mark.STRUCK: "strike",
    Mark.SUPERSCRIPT: "superscript",
    Mark.SUBSCRIPT: "subscript",
}
_PIECE = 36
"""Signs that the name of a bookmark holds besides what tells its kind."""

_LINE_END = re.compile(r"(?<!\\)\n")
"""Ends a line of the Markdown; behind a backslash it only breaks it."""

_WIDTHS = (1.2, 7.9, 7.9)
"""Centimetres of the columns."""


def write_bilingual(file: ExchangeFile, headings: tuple[str, str, str]) -> bytes:
    """Return the rows as .docx; ``headings`` are the words over number, source and target.

    Notes of the file stand above the table.
    """
    import docx
    from docx.shared import Cm

    document = docx.Document()
    document.core_properties.identifier = file.original
    document.core_properties.language = file.source_language
    document.core_properties.keywords = f"{file.source_language};{file.target_language or ''}"
    for note in file.notes:
        document.add_paragraph(xml_text(note.text))
    table = document.add_table(1, 3, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(xml_text(words)).bold = True
    for number, paper in enumerate(_papers(file), start=len(file.rows) + 1):
        _bookmark(table.rows[0].cells[0].paragraphs[0], paper, number)
    for number, row in enumerate(file.rows, start=1):
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(str(number))
        _bookmark(cells[0].paragraphs[0], _bookmark_name(row.id), number)
        _write_text(document, cells[1], row.source_text)
        _write_text(document, cells[2], row.target_text)
    for row_cells in table.rows:
        for cell, width in zip(row_cells.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def read_bilingual(data: bytes, name: str) -> ExchangeFile:
    """Return the rows of a file that ``write_bilingual`` made, as the translator left them.

    Tracked changes count as accepted, and comments become notes. A row without its bookmark has an
    empty id: it is known by its source alone. Raises Unreadable when the file is damaged or holds
    no such table.
    """
    with open_package(data, name) as package:
        root = read_part(package, "word/document.xml", name)
        links = _links(read_part(package, "word/_rels/document.xml.rels", name))
        properties = read_part(package, "docProps/core.xml", name)
        comments = _comments(read_part(package, "word/comments.xml", name))
    if root is None:
        raise Unreadable("exchange-damaged-file", name=name)
    take_changes(root)
    rows = [row for table in root.iter(f"{W}tbl") for row in _rows(table, links, comments)]
    papers = _papers_in(root)
    source, target = _languages(properties, papers)
    if not rows or not source:
        raise Unreadable("word-no-table", name=name)
    original = _property(properties, "identifier") or papers["original"]
    language = Language(tag_of(target)) if target else None
    return ExchangeFile(Language(tag_of(source)), language, tuple(rows), original)


def word_form(text: str) -> str:
    """Return the Markdown as it would come back from a translator who changed nothing."""
    return "\n".join(_line_form(line) for line in _LINE_END.split(text))


# -- writing


def _write_text(document: Document, cell: Cell, text: str) -> None:
    for place, line in enumerate(_LINE_END.split(text)):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        lead = _LEAD.match(line)
        start = lead.end() if lead else 0
        if start:
            paragraph.add_run(xml_text(line[:start]))
        for run in parse(line[start:]):
            _write_run(document, paragraph, run)


def _write_run(document: Document, paragraph: Paragraph, run: Run) -> None:
    if run.note or Mark.CODE in run.marks:
        paragraph.add_run(xml_text(f"[^{run.text}]" if run.note else f"`{run.text}`"))
        return
    made = paragraph.add_run(xml_text(run.text))
    for mark, name in _FONT.items():
        if mark in run.marks:
            setattr(made.font, name, True)
    if run.link:
        made.underline = True
        _into_link(document, _element(made), run.link)


def _element(item: Paragraph | WordRun) -> XmlElement:
    """Return the XML of a paragraph or run: python-docx has no verbs for links and bookmarks."""
    return item._element  # noqa: SLF001  (see above)


def _into_link(document: Document, run: XmlElement, address: str) -> None:
    """Put a run into a link; neighbours with one address share it."""
    from docx.oxml import OxmlElement

    before = run.getprevious()
    key = document.part.relate_to(xml_text(address), _LINK, is_external=True)
    if before is None or before.tag != f"{W}hyperlink" or before.get(f"{_R}id") != key:
        before = OxmlElement("w:hyperlink")
        before.set(f"{_R}id", key)
        run.addprevious(before)
    before.append(run)


def _bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    from docx.oxml import OxmlElement

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(f"{W}id", str(number))
    start.set(f"{W}name", name)
    element = _element(paragraph)
    element.insert(0, start)
    element.append(end)


def _bookmark_name(unit: str) -> str:
    """Return a unit's id as the name of a bookmark: hidden ones begin with a line, 40 signs fit."""
    kind, _, rest = unit.partition(".")
    return f"_{_SHORT.get(kind, 'f')}_{rest}"[:40]


def _papers(file: ExchangeFile) -> Iterator[str]:
    """Yield the names of bookmarks that say what the properties say; Word keeps no other signs."""
    languages = (file.source_language, file.target_language or "")
    pieces = [file.original[at : at + _PIECE] for at in range(0, len(file.original), _PIECE)]
    said = [
        *zip("lm", languages, strict=True),
        *((f"o{at}", text) for at, text in enumerate(pieces)),
    ]
    return (f"_{kind}_{re.sub(r'[-.]', '_', text)}" for kind, text in said if text)


# -- reading


def _papers_in(root: XmlElement) -> dict[str, str]:
    """Return ``source``, ``target`` and ``original`` as bookmarks say them, else empty."""
    names = (mark.get(f"{W}name") or "" for mark in root.iter(f"{W}bookmarkStart"))
    said = {found[1]: found[2] for found in map(_OWN.fullmatch, names) if found}
    pieces = "".join(said[kind] for kind in sorted(said) if re.fullmatch(r"o\d", kind))
    original = pieces.replace("_", ".")
    return {"source": said.get("l", ""), "target": said.get("m", ""), "original": original}


def _rows(
    table: XmlElement, links: dict[str, str], comments: dict[str, ExchangeNote]
) -> Iterator[ExchangeRow]:
    for row in table.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        marks = [mark.get(f"{W}name") or "" for mark in row.iter(f"{W}bookmarkStart")]
        unit = next((found for mark in marks if (found := _unit(mark))), "")
        if len(cells) < 3 or (not unit and row is next(table.iter(f"{W}tr"))):
            continue
        source, target = (_text(cell, links) for cell in cells[-2:])
        said = (mark.get(f"{W}id") or "" for mark in row.iter(f"{W}commentReference"))
        notes = tuple(comments[item] for item in said if item in comments)
        if unit or source:
            yield ExchangeRow(unit, parts_of(source), parts_of(target), notes=notes)


def _unit(name: str) -> str:
    found = _OWN.fullmatch(name)
    return f"{_PARTS[found[1]]}.{found[2]}" if found and found[1] in _PARTS else ""


def _text(cell: XmlElement, links: dict[str, str]) -> str:
    lines = [_line(paragraph, links) for paragraph in cell.iter(f"{W}p")]
    return "\n".join(lines).strip("\n")


def _line(paragraph: XmlElement, links: dict[str, str]) -> str:
    runs = [run for element in paragraph.iter(f"{W}r") for run in _runs(element, links)]
    plain = "".join(run.text for run in runs)
    lead = _LEAD.match(plain)
    if not lead:
        return _written(runs)
    return lead[0] + _written(list(_behind(runs, lead.end())))


def _behind(runs: Iterable[Run], start: int) -> Iterator[Run]:
    """Yield the runs from a position on."""
    at = 0
    for run in runs:
        if at + len(run.text) > start:
            yield run._replace(text=run.text[max(start - at, 0) :])
        at += len(run.text)


def _runs(element: XmlElement, links: dict[str, str]) -> Iterator[Run]:
    around = element.getparent()
    link = ""
    if around is not None and around.tag == f"{W}hyperlink":
        link = links.get(around.get(f"{_R}id") or "", "")
    marks = frozenset(_marks(element.find(f"{W}rPr")))
    for child in element:
        if child.tag == f"{W}t":
            yield Run(child.text or "", marks, link)
        elif child.tag in {f"{W}br", f"{W}cr"}:
            yield Run("\n")
        elif child.tag in {f"{W}tab", f"{W}noBreakHyphen"}:
            yield Run(" " if child.tag == f"{W}tab" else "\u2011", marks, link)


def _marks(properties: XmlElement | None) -> Iterator[Mark]:
    if properties is None:
        return
    for tag, mark in (("b", Mark.STRONG), ("i", Mark.EMPHASIS), ("strike", Mark.STRUCK)):
        said = properties.find(f"{W}{tag}")
        if said is not None and said.get(f"{W}val") not in {"0", "false", "off", "none"}:
            yield mark
    place = properties.find(f"{W}vertAlign")
    if place is not None and place.get(f"{W}val") == "superscript":
        yield Mark.SUPERSCRIPT
    elif place is not None and place.get(f"{W}val") == "subscript":
        yield Mark.SUBSCRIPT


_LITERAL = re.compile(r"\[\^[^\s\[\]^`\\]{1,40}\]|`[^`\n]+`")


def _written(runs: list[Run]) -> str:
    """Write runs as Markdown; footnotes and code that stand as signs are what they were."""
    return write(run for given in runs for run in _literals(given))


def _literals(run: Run) -> Iterator[Run]:
    spans = [found.span() for found in _LITERAL.finditer(run.text)]
    edges = sorted({0, len(run.text), *(edge for span in spans for edge in span)})
    for start, end in pairwise(edges):
        text = run.text[start:end]
        if (start, end) not in spans:
            yield run._replace(text=text)
        elif text.startswith("`"):
            yield Run(text.strip("`"), frozenset({Mark.CODE}))
        else:
            yield Run(text[2:-1], note=True)


def _line_form(line: str) -> str:
    lead = _LEAD.match(line)
    start = lead.end() if lead else 0
    return line[:start] + write(parse(line[start:]))


def _links(root: XmlElement | None) -> dict[str, str]:
    if root is None:
        return {}
    found = (item for item in root if (item.get("Type") or "").endswith("/hyperlink"))
    return {item.get("Id") or "": item.get("Target") or "" for item in found}


def _comments(root: XmlElement | None) -> dict[str, ExchangeNote]:
    if root is None:
        return {}
    return {
        item.get(f"{W}id") or "": ExchangeNote(
            " ".join("".join(text.text or "" for text in item.iter(f"{W}t")).split()),
            item.get(f"{W}author") or "",
        )
        for item in root.iter(f"{W}comment")
    }


def _languages(properties: XmlElement | None, papers: dict[str, str]) -> tuple[str, str]:
    source, _, target = _property(properties, "keywords").partition(";")
    if not is_tag(source):
        source, target = papers["source"], papers["target"]
    return (source if is_tag(source) else "", target if is_tag(target) else "")


def _property(properties: XmlElement | None, tag: str) -> str:
    found = properties.find(f"{{*}}{tag}") if properties is not None else None
    return (found.text or "") if found is not None else ""
