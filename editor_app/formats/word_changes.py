"""Comments and tracked changes of a Word document: into notes, and out of the text.

Insertions and moves are accepted, deletions carried out (ECMA-376 part 1, 17.13.4 and 17.13.5).
What was changed is kept as notes, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from editor_app.formats.intake_values import NoteKind, TakenNote
from editor_app.formats.office_xml import XmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_GONE = {f"{W}del": NoteKind.DELETED, f"{W}moveFrom": NoteKind.DELETED}
_NEW = {f"{W}ins": NoteKind.INSERTED, f"{W}moveTo": NoteKind.MOVED}
_FORMATS = ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid")
_FORMER = frozenset(
    f"{W}{name}"
    for name in (
        *(f"{name}Change" for name in _FORMATS),
        "numberingChange",
        "cellIns",
        "cellDel",
        "cellMerge",
    )
)
"""Former settings: what is kept of changes that are not of words."""

_AROUND = frozenset(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple")
)
_QUOTE = 160
_SIGNS = {NoteKind.DELETED: "−", NoteKind.INSERTED: "+", NoteKind.MOVED: "⇄"}


def text_of(element: XmlElement) -> str:
    """Return the words of an element, deleted ones too; tabs and breaks are spaces."""
    pieces = []
    for node in element.iter():
        if node.tag in {f"{W}t", f"{W}delText"}:
            pieces.append(node.text or "")
        elif node.tag in {f"{W}tab", f"{W}br", f"{W}cr", f"{W}p"}:
            pieces.append(" ")
    return "".join(pieces)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE - 1]}…"


@dataclass
class _Change:
    """Changes of one author that stand together."""

    author: str
    parts: list[tuple[NoteKind, str]] = field(default_factory=list)


def take_changes(root: XmlElement) -> list[TakenNote]:
    """Accept all tracked changes of a part, and return them as notes in the order of the text."""
    notes: list[TakenNote] = []
    for paragraph in list(root.iter(f"{W}p")):
        notes.extend(_notes_of(paragraph))
    for element in list(root.iter(*_FORMER)):
        _take_out(element)
    for row in [mark for mark in root.iter(f"{W}trPr") if mark.find(f"{W}del") is not None]:
        whole = row.getparent()
        if whole is not None:
            mark = row.find(f"{W}del")
            author = mark.get(f"{W}author") or "" if mark is not None else ""
            words = f"− {_short(text_of(whole))}"
            notes.append(TakenNote(author, words, kind=NoteKind.DELETED))
            _take_out(whole)
    for element in list(root.iter(*_GONE)):
        if element.getparent() is not None and not _is_mark(element):
            _take_out(element)
    for element in list(root.iter(*_NEW)):
        if not _is_mark(element):
            _unwrap(element)
    return notes


def _is_mark(element: XmlElement) -> bool:
    """Say whether a change is that of a paragraph's own mark or of a row."""
    parent = element.getparent()
    return parent is not None and parent.tag in {f"{W}rPr", f"{W}trPr", f"{W}pPr"}


def _notes_of(paragraph: XmlElement) -> Iterator[TakenNote]:
    """Return the changes inside one paragraph; neighbours of one author are one note."""
    groups: list[_Change] = []
    open_group = False
    for child in _inline(paragraph):
        kind = _GONE.get(str(child.tag)) or _NEW.get(str(child.tag))
        words = text_of(child)
        if kind is None:
            open_group = open_group and not words.strip()
            continue
        if not words.strip() or child.tag == f"{W}moveFrom":
            continue  # a move is told where the words are now
        author = child.get(f"{W}author") or ""
        if not open_group or groups[-1].author != author:
            groups.append(_Change(author))
        groups[-1].parts.append((kind, words))
        open_group = True
    if groups:
        around = _short("".join(_kept(paragraph)))
        for group in groups:
            yield _note(group, around)


def _inline(paragraph: XmlElement) -> Iterator[XmlElement]:
    """Yield runs and changes of a paragraph, those inside links too."""
    for child in paragraph:
        if child.tag in {
            f"{W}hyperlink",
            f"{W}smartTag",
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}fldSimple",
        }:
            yield from _inline(child)
        else:
            yield child


def _kept(paragraph: XmlElement) -> Iterator[str]:
    """Yield the words of a paragraph that stay."""
    for node in paragraph.iter(f"{W}t"):
        if not any(around.tag in _GONE for around in node.iterancestors()):
            yield node.text or ""


def _note(change: _Change, around: str) -> TakenNote:
    joined: list[tuple[NoteKind, str]] = []
    for kind, words in change.parts:
        if joined and joined[-1][0] is kind:
            joined[-1] = (kind, joined[-1][1] + words)
        else:
            joined.append((kind, words))
    text = " ".join(f"{_SIGNS[kind]} {' '.join(words.split())}" for kind, words in joined)
    return TakenNote(change.author, text, around, joined[0][0])


def take_comments(comments: XmlElement | None, root: XmlElement) -> list[TakenNote]:
    """Return the comments with what they are about, and take their marks out of the text."""
    said: dict[str, tuple[str, str]] = {}
    for comment in comments.iter(f"{W}comment") if comments is not None else ():
        paragraphs = [" ".join(text_of(part).split()) for part in comment.iter(f"{W}p")]
        text = "\n".join(line for line in paragraphs if line)
        said[comment.get(f"{W}id") or ""] = (comment.get(f"{W}author") or "", text)
    quotes = _quotes(root, said)
    for element in list(root.iter(f"{W}commentReference", f"{W}annotationRef")):
        _take_out(element)
    return [
        TakenNote(author, text, _short(quotes.get(number, "")), NoteKind.COMMENT)
        for number, (author, text) in said.items()
        if text
    ]


def _quotes(root: XmlElement, wanted: Iterable[str]) -> dict[str, str]:
    """Return the words between the range marks of each comment, or those of its paragraph."""
    known = set(wanted)
    running: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for node in root.iter():
        number = node.get(f"{W}id") or ""
        if node.tag == f"{W}commentRangeStart" and number in known:
            running[number] = []
        elif node.tag == f"{W}commentRangeEnd" and number in running:
            found[number] = "".join(running.pop(number))
        elif node.tag == f"{W}commentReference" and number in known and not found.get(number):
            paragraph = next(node.iterancestors(f"{W}p"), None)
            found[number] = text_of(paragraph) if paragraph is not None else ""
        elif node.tag in {f"{W}t", f"{W}delText"}:
            for words in running.values():
                words.append(node.text or "")
        elif node.tag == f"{W}p":
            for words in running.values():
                words.append(" ")
    return found


def _take_out(element: XmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: XmlElement) -> None:
    """Put what is inside in the element's place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in list(element):
        parent.insert(place, child)
        place += 1
    parent.remove(element)
