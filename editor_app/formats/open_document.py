"""OpenDocument texts (.odt, ODF 1.3) as HTML for the common walk, by lxml alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from editor_app.domain.errors import Protected, Unreadable
from editor_app.formats.article_facts import Facts
from editor_app.formats.attribution import names_in
from editor_app.formats.file_kinds import open_package, read_member
from editor_app.formats.html_blocks import ROLE
from editor_app.formats.html_tree import Element, new_element, words_of
from editor_app.formats.intake_values import NoteKind, Report, TakenNote
from editor_app.formats.office_xml import XmlElement, read_part
from editor_app.formats.open_document_styles import OFFICE, TEXT, Styles
from editor_app.formats.pictures import STORED, StoredPicture
from editor_app.formats.word_document import OfficeDocument

_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in [
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    ]
)
_NOTHING = frozenset(
    {
        f"{TEXT}sequence-decls",
        f"{TEXT}variable-decls",
        f"{TEXT}user-field-decls",
        f"{TEXT}soft-page-break",
        f"{TEXT}note-citation",
        f"{TEXT}ruby-text",
        f"{TEXT}script",
        f"{OFFICE}forms",
        f"{OFFICE}annotation-end",
        f"{_SVG}title",
        f"{_SVG}desc",
    }
)
"""Elements whose text is none of the article's."""

_BLANKS = frozenset({f"{TEXT}s", f"{TEXT}tab"})
_QUOTE = 160
_MOST_REPEATED = 60


def read_open_document(data: bytes, name: str, facts: Facts, report: Report) -> OfficeDocument:
    """Read an .odt; fill ``facts`` from its properties. Raises Unreadable and its kin."""
    package = open_package(data, name)
    if b"encryption-data" in read_member(package, "META-INF/manifest.xml", name):
        raise Protected("intake-protected", name=name)
    content = read_part(package, "content.xml", name)
    body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise Unreadable("intake-damaged", name=name)
    named = read_part(package, "styles.xml", name)
    styles = Styles()
    styles.read(named)
    styles.read(content)
    document = OfficeDocument(new_element("div"))
    members = set(package.namelist())

    def stored(path: str) -> str:
        member = path.removeprefix("./")
        if member not in members:
            return ""
        key = f"{STORED}{member}"
        if key not in document.pictures:
            file = member.rpartition("/")[2]
            document.pictures[key] = StoredPicture(file, read_member(package, member, name))
        return key

    reader = _Reader(styles, stored, document.notes, report)
    reader.take_changes(body)
    reader.blocks(body, document.root)
    reader.finish(document.root)
    report.count("dropped-page-heads", _page_heads(named))
    _properties(read_part(package, "meta.xml", name), facts)
    return document


def _page_heads(named: XmlElement | None) -> int:
    """Count the different headers and footers that hold words."""
    found = set()
    for element in named.iter() if named is not None else ():
        if str(element.tag).endswith(("}header", "}footer")):
            found.add("".join(str(text) for text in element.itertext()).strip())
    return len(found - {""})


def _properties(meta: XmlElement | None, facts: Facts) -> None:
    values: dict[str, list[str]] = {}
    for element in meta.iter() if meta is not None else ():
        if (element.text or "").strip():
            values.setdefault(str(element.tag), []).append((element.text or "").strip())
    facts.file_title = next(iter(values.get(f"{_DC}title", [])), "")
    keywords = [word for text in values.get(f"{_META}keyword", []) for word in text.split(",")]
    facts.take_all("tags", keywords, sure=False)
    author = next(iter(values.get(f"{_META}initial-creator", [])), "")
    if len(author.split()) > 1 and "," not in author:
        facts.authors = list(names_in(author))


@dataclass
class _Change:
    """A tracked change: by whom, and the words that were deleted, or have been read since."""

    author: str
    kind: NoteKind
    words: list[str] = field(default_factory=list)
    quote: str = ""


class _Reader:
    """Builds HTML out of the body, and gathers notes on the way."""

    def __init__(
        self,
        styles: Styles,
        stored: Callable[[str], str],
        notes: list[TakenNote],
        report: Report,
    ) -> None:
        self.styles = styles
        self.stored = stored
        self.notes = notes
        self.report = report
        self.changes: dict[str, _Change] = {}
        self.running: list[_Change] = []
        self.comments: dict[str, list[str]] = {}
        self.asides: list[Element] = []
        self.labels = 0
        self.paragraph: XmlElement | None = None

    # -- changes and comments

    def take_changes(self, body: XmlElement) -> None:
        """Read what is said of tracked changes ahead of the text."""
        for tracked in list(body.iter(f"{TEXT}tracked-changes")):
            for region in tracked.iter(f"{TEXT}changed-region"):
                number = region.get(f"{TEXT}id") or region.get(_XML_ID) or ""
                change = self._region(region)
                if change is not None:
                    self.changes[number] = change
            parent = tracked.getparent()
            if parent is not None:
                parent.remove(tracked)

    def _region(self, region: XmlElement) -> _Change | None:
        author = region.find(f".//{_DC}creator")
        by = (author.text or "") if author is not None else ""
        deletion = region.find(f"{TEXT}deletion")
        if deletion is not None:
            parts = [part for part in deletion if not str(part.tag).endswith("change-info")]
            words = " ".join("".join(str(t) for t in part.itertext()) for part in parts)
            return _Change(by, NoteKind.DELETED, [words])
        inserted = region.find(f"{TEXT}insertion") is not None
        return _Change(by, NoteKind.INSERTED) if inserted else None

    def finish(self, root: Element) -> None:
        """Add the notes of the text to the end, and turn changes into private notes."""
        root.extend(self.asides)
        changed = 0
        for change in self.changes.values():
            words = " ".join("".join(change.words).split())
            if words:
                sign = "−" if change.kind is NoteKind.DELETED else "+"
                quote = change.quote[:_QUOTE]
                self.notes.append(TakenNote(change.author, f"{sign} {words}", quote, change.kind))
                changed += 1
        self.report.count("notes-from-changes", changed)

    def _comment(self, element: XmlElement) -> None:
        author = element.find(f"{_DC}creator")
        paragraphs = ("".join(str(t) for t in part.itertext()) for part in element.iter(f"{TEXT}p"))
        text = "\n".join(line for line in (" ".join(words.split()) for words in paragraphs) if line)
        if not text:
            return
        by = (author.text or "") if author is not None else ""
        self.notes.append(TakenNote(by, text, self._commented(element)))
        self.report.count("notes-from-comments")

    def _commented(self, element: XmlElement) -> str:
        """Return the words that a comment is about: up to its end mark, or its paragraph."""
        named = element.get(f"{OFFICE}name")
        words: list[str] = [element.tail or ""]
        following = element.getnext()
        while named and following is not None:
            if following.tag == f"{OFFICE}annotation-end":
                if following.get(f"{OFFICE}name") == named:
                    return " ".join("".join(words).split())[:_QUOTE]
            else:
                words.extend(str(text) for text in following.itertext())
            words.append(following.tail or "")
            following = following.getnext()
        around = _words_of(self.paragraph) if self.paragraph is not None else ""
        return around[:_QUOTE]

    # -- blocks

    def blocks(self, parent: XmlElement, into: Element, lists: str = "", level: int = 0) -> None:
        """Read the blocks inside an element."""
        for element in parent:
            tag = str(element.tag)
            if tag in {f"{TEXT}p", f"{TEXT}h"}:
                self._paragraph(element, into)
            elif tag == f"{TEXT}list":
                self._list(element, into, lists, level)
            elif tag == f"{_TABLE}table":
                self._table(element, into)
            elif tag in _INDEXES:
                self.report.count("dropped-contents")
            elif tag.startswith(_DRAW):
                holder = new_element("p")
                self._inline_element(element, holder)
                into.append(holder)
            elif tag in {f"{TEXT}change", f"{TEXT}change-start", f"{TEXT}change-end"}:
                self._change(element)
            elif tag not in _NOTHING:
                self.blocks(element, into, lists, level)

    def _paragraph(self, element: XmlElement, into: Element) -> None:
        named = element.get(f"{TEXT}style-name") or ""
        told = element.get(f"{TEXT}outline-level") or ""
        level = int(told) if told.isdigit() else self.styles.heading(named)
        is_heading = element.tag == f"{TEXT}h" or level > 0
        paragraph = new_element(f"h{min(max(level, 1), 6)}" if is_heading else "p")
        role = self.styles.role(named)
        if role:
            paragraph.set(ROLE, role)
        self.paragraph = element
        target = paragraph
        for mark in self.styles.marks(named) if not is_heading else ():
            inner = new_element(mark)
            target.append(inner)
            target = inner
        self._inline(element, target)
        last = into[-1] if len(into) else None
        if self.styles.is_quote(named) and not is_heading:
            if last is None or last.tag != "blockquote":
                last = new_element("blockquote")
                into.append(last)
            last.append(paragraph)
        else:
            into.append(paragraph)

    def _list(self, element: XmlElement, into: Element, around: str, level: int) -> None:
        style = element.get(f"{TEXT}style-name") or around
        listing = new_element("ol" if self.styles.is_numbered(style, level) else "ul")
        for item in element:
            if item.tag not in {f"{TEXT}list-item", f"{TEXT}list-header"}:
                continue
            start = item.get(f"{TEXT}start-value") or ""
            if start.isdigit() and not len(listing) and listing.tag == "ol":
                listing.set("start", start)
            entry = new_element("li")
            self.blocks(item, entry, style, level + 1)
            listing.append(entry)
        headings = list(listing.iter("h1", "h2", "h3", "h4", "h5", "h6"))
        if headings and not listing.findall(".//p"):
            into.extend(headings)  # numbered headings stand in lists
        else:
            into.append(listing)

    def _table(self, element: XmlElement, into: Element) -> None:
        table = new_element("table")
        head = element.find(f"{_TABLE}table-header-rows")
        in_head = set(head.iter(f"{_TABLE}table-row")) if head is not None else set()
        for row in element.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table"), None) is not element:
                continue
            line = new_element("tr")
            for cell in row.iterchildren(f"{_TABLE}table-cell"):
                self._cell(cell, line, "th" if row in in_head else "td")
            table.append(line)
        into.append(table)

    def _cell(self, element: XmlElement, line: Element, tag: str) -> None:
        cell = new_element(tag)
        for name, own in (("columns", "colspan"), ("rows", "rowspan")):
            spanned = element.get(f"{_TABLE}number-{name}-spanned") or ""
            if spanned.isdigit() and int(spanned) > 1:
                cell.set(own, spanned)
        self.blocks(element, cell)
        line.append(cell)
        repeated = element.get(f"{_TABLE}number-columns-repeated") or ""
        if repeated.isdigit():
            for _ in range(min(int(repeated) - 1, _MOST_REPEATED)):
                line.append(new_element(tag, words_of(cell)))

    # -- words

    def _inline(self, element: XmlElement, into: Element) -> None:
        self._text(element.text, into)
        for child in element:
            if isinstance(child.tag, str):
                self._inline_element(child, into)
            self._text(child.tail, into)

    def _text(self, text: str | None, into: Element) -> None:
        if not text:
            return
        for change in self.running:
            change.words.append(text)
        if len(into):
            into[-1].tail = (into[-1].tail or "") + text
        else:
            into.text = (into.text or "") + text

    def _inline_element(self, element: XmlElement, into: Element) -> None:
        tag = str(element.tag)
        if tag == f"{TEXT}span":
            self._span(element, into)
        elif tag == f"{TEXT}a":
            link = new_element("a", href=element.get(f"{_XLINK}href") or "")
            into.append(link)
            self._inline(element, link)
        elif tag in _BLANKS:
            self._text(" ", into)
        elif tag == f"{TEXT}line-break":
            into.append(new_element("br"))
        elif tag == f"{TEXT}note":
            self._note(element, into)
        elif tag == f"{OFFICE}annotation":
            self._comment(element)
        elif tag in {f"{TEXT}change", f"{TEXT}change-start", f"{TEXT}change-end"}:
            self._change(element)
        elif tag.startswith(_DRAW):
            self._drawing(element, into)
        elif tag not in _NOTHING:
            self._inline(element, into)

    def _span(self, element: XmlElement, into: Element) -> None:
        named = element.get(f"{TEXT}style-name") or ""
        chain = list(self.styles.chain(named))
        if any(style.hidden for style in chain):
            self.report.count("dropped-hidden")
            return
        self.report.count("dropped-underlines", int(any(style.underlined for style in chain)))
        for mark in self.styles.marks(named):
            inner = new_element(mark)
            into.append(inner)
            into = inner
        self._inline(element, into)

    def _note(self, element: XmlElement, into: Element) -> None:
        self.labels += 1
        label = str(self.labels)
        into.append(new_element("span", **{ROLE: "note", "label": label}))
        aside = new_element("aside", **{ROLE: "footnote", "label": label})
        body = element.find(f"{TEXT}note-body")
        if body is not None:
            self.blocks(body, aside)
        self.asides.append(aside)

    def _change(self, element: XmlElement) -> None:
        change = self.changes.get(element.get(f"{TEXT}change-id") or "")
        if change is None:
            return
        change.quote = change.quote or (
            _words_of(self.paragraph) if self.paragraph is not None else ""
        )
        if element.tag == f"{TEXT}change-start" and change not in self.running:
            self.running.append(change)
        elif element.tag == f"{TEXT}change-end" and change in self.running:
            self.running.remove(change)

    def _drawing(self, element: XmlElement, into: Element) -> None:
        """Read pictures and text boxes; charts, formulas and shapes are counted."""
        images = [
            image
            for image in element.iter(f"{_DRAW}image")
            if (image.get(f"{_XLINK}href") or "").find("ObjectReplacements") < 0
        ]
        if element.find(f"{_DRAW}object") is not None or element.tag == f"{_DRAW}object":
            self.report.count("dropped-charts")
            return
        boxes = list(element.iter(f"{_DRAW}text-box"))
        if boxes:
            outer = [
                box for box in boxes if next(box.iterancestors(f"{_DRAW}text-box"), None) is None
            ]
            for box in outer:
                figure = new_element("figure" if images else "div")
                self.blocks(box, figure)
                into.append(figure)
            return
        for image in images[:1]:
            source = self.stored(image.get(f"{_XLINK}href") or "")
            alt = element.find(f"{_SVG}desc")
            alt = element.find(f"{_SVG}title") if alt is None else alt
            said = (alt.text or "") if alt is not None else ""
            if source:
                into.append(new_element("img", src=source, alt=said))
        if not images:
            holder = new_element("div")
            self.blocks(element, holder)
            if words_of(holder):
                into.append(holder)


def _words_of(element: XmlElement) -> str:
    """Return the words of a paragraph without comments and notes in it."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag not in {f"{OFFICE}annotation", f"{TEXT}note"}:
            pieces.append(_words_of(child))
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split())
