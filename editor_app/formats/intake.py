"""Taking in: one converter for files and for what was copied.

Pure functions: bytes or text in, a TakenIn out. They run in a worker process with limits on time
and memory. What a file is, is told by its content, never by its name. Nothing is asked of the
network: a picture that only has an address comes back as an address.

Raises Unreadable and its kin: Protected (a password is asked for), TooLarge, NoText.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from lxml import html

from editor_app.domain.errors import NoText
from editor_app.formats.article_facts import Facts
from editor_app.formats.article_fields import levelled, settle
from editor_app.formats.clipboard import Origin, is_page, origin_of, unwrapped
from editor_app.formats.encodings import decode
from editor_app.formats.file_kinds import FileKind, kind_of_file
from editor_app.formats.intake_values import Pasted, Report, TakenIn, TakenNote, TakenPhoto
from editor_app.formats.markdown_files import head_and_body, markdown_html
from editor_app.formats.open_document import read_open_document
from editor_app.formats.pictures import Album, StoredPicture
from editor_app.formats.pieces import Piece, to_markdown
from editor_app.formats.plain_text import is_markdown, read_plain
from editor_app.formats.publication_times import instant_in
from editor_app.formats.web_archive import WebArchive, read_web_archive
from editor_app.formats.web_page import read_copied, read_document, read_fragment, read_page
from editor_app.formats.word_document import OfficeDocument, read_word
from editor_app.text.blocks import join, object_of, split
from editor_app.text.cleaning import bidi_controls, clean

__all__ = [
    "Pasted",
    "TakenIn",
    "TakenNote",
    "TakenPhoto",
    "only_link",
    "read_clipboard",
    "read_file",
    "read_html",
    "read_paste",
    "without_photos",
]

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_HARD_SPACES = re.compile("[ \xa0]*\xa0[ \xa0]*")
_LINK = re.compile(r"https?://[^\s<>\"']+")
_HEAD_FIELDS = {
    "title": "headline",
    "headline": "headline",
    "description": "standfirst",
    "standfirst": "standfirst",
    "summary": "standfirst",
    "section": "section",
    "category": "section",
    "outlet": "outlet",
    "source": "outlet",
    "url": "url",
    "link": "url",
}


def read_file(data: bytes, name: str) -> TakenIn:
    """Take in a file: .docx, .odt, HTML, a saved web archive, Markdown or plain text."""
    kind = kind_of_file(data, name)
    report = Report()
    if kind is FileKind.WORD:
        facts = Facts()
        return _document(read_word(data, name, facts, report), facts, report, name)
    if kind is FileKind.OPEN_DOCUMENT:
        facts = Facts()
        return _document(read_open_document(data, name, facts, report), facts, report, name)
    if kind is FileKind.WEB_ARCHIVE:
        return _archive(read_web_archive(data, name), report, name)
    decoded = decode(data)
    if not decoded.sure:
        report.say("encoding-guessed", encoding=decoded.encoding)
    report.count("bytes-without-meaning", decoded.lost)
    text = cleaned(decoded.text, report)
    if kind is FileKind.HTML:
        return _page(text, "", report, name)
    return _text(text, report, name)


def read_html(html: str, base_url: str = "") -> TakenIn:
    """Take in a web page as it was sent; ``base_url`` is where it was fetched from."""
    report = Report()
    return _page(cleaned(html, report), base_url, report, base_url)


def read_clipboard(html: str | None, text: str | None) -> TakenIn:
    """Take in what was copied, as an article of its own."""
    if html is not None and html.strip():
        report = Report()
        bare, address = unwrapped(cleaned(html, report))
        try:
            return _page(bare, address, report, address)
        except NoText:
            if not (text or "").strip():
                raise
    report = Report()
    return _text(cleaned(text or "", report), report, "")


def read_paste(html: str | None, text: str | None) -> Pasted:
    """Read a paste for the middle of an article: its structure as Markdown, no fields taken out.

    Captions stay paragraphs. Pictures that only have an address are left out and counted.
    """
    report = Report()
    album = Album(report)
    notes: list[TakenNote] = []
    raw = html if html is not None and html.strip() else text or ""
    if html is not None and html.strip():
        bare, album.base = unwrapped(cleaned(html, report))
        pieces, notes = read_copied(bare, album, report)
    else:
        pieces = _text_pieces(cleaned(text or "", report), album, report)
    far = {key for key, photo in album.photos.items() if not photo.data}
    report.count("dropped-pictures-far", len(far))
    markdown = without_photos(_markdown(levelled(pieces), report), far)
    report.count("bidi-controls", len(bidi_controls(markdown)))
    photos = tuple(photo for photo in album.photos.values() if photo.data)
    return Pasted(markdown, photos, tuple(notes), report.messages(), raw)


def only_link(text: str) -> str:
    """Return the address when the copied text is one web address and nothing else."""
    bare = text.strip()
    return bare if _LINK.fullmatch(bare) else ""


def without_photos(markdown: str, keys: Collection[str]) -> str:
    """Return the Markdown without the lines of the photos with these keys."""
    kept = []
    for block in split(markdown):
        found = object_of(block)
        if found is None or found[1] not in keys:
            kept.append(block)
    return join(kept)


def cleaned(text: str, report: Report) -> str:
    """Return text as it may enter the desk, and count what had to be done to it."""
    read = clean(text)
    report.said.extend(read.report)
    bare, invisible = _INVISIBLE.subn("", read.text)
    report.count("dropped-invisible", invisible)
    return bare


def _page(
    text: str,
    base: str,
    report: Report,
    name: str,
    stored: Mapping[str, StoredPicture] | None = None,
) -> TakenIn:
    """Take in HTML: a web page, or what a word processor wrote."""
    facts, album = Facts(), Album(report, base, stored or {})
    notes: list[TakenNote] = []
    if is_page(text) or origin_of(text) is Origin.WEB:
        pieces = read_page(text, album, facts, report)
    else:
        pieces, notes = read_copied(text, album, report)
    return replace(_finish(pieces, facts, album, report, text, name), notes=tuple(notes))


def _archive(archive: WebArchive, report: Report, name: str) -> TakenIn:
    text = cleaned(archive.text, report)
    if not archive.is_html:
        return _text(text, report, name)
    base = archive.address if archive.address.startswith("http") else ""
    return _page(text, base, report, name, archive.pictures)


def _document(document: OfficeDocument, facts: Facts, report: Report, name: str) -> TakenIn:
    album = Album(report, stored=document.pictures)
    raw = html.tostring(document.root, encoding="unicode")
    pieces = read_document(document.root, album, report)
    taken = _finish(pieces, facts, album, report, raw, name)
    return replace(taken, notes=tuple(document.notes))


def _text(text: str, report: Report, name: str) -> TakenIn:
    facts, album = Facts(), Album(report)
    head, body = head_and_body(text) if is_markdown(text) else ({}, text)
    for given, field in _HEAD_FIELDS.items():
        facts.take(field, head.get(given, ""))
    facts.take_all("tags", head.get("tags", "").split(","))
    facts.take_all("byline", re.split(r"[;,]", head.get("author", "")))
    facts.take_time(instant_in(head.get("date", "")))
    pieces = _text_pieces(body, album, report)
    return _finish(pieces, facts, album, report, text, name)


def _text_pieces(text: str, album: Album, report: Report) -> list[Piece]:
    if not is_markdown(text):
        return read_plain(text)
    return read_fragment(markdown_html(text), album, report)


def _finish(
    pieces: Iterable[Piece], facts: Facts, album: Album, report: Report, raw: str, name: str
) -> TakenIn:
    """Settle what is the body and what are fields, and put it all together."""
    body = settle(pieces, facts, album, report)
    markdown = _markdown(body, report)
    if not markdown and not facts.headline and not facts.standfirst:
        raise NoText("intake-no-text", name=name)
    shown = {found[1] for block in split(markdown) if (found := object_of(block))}
    report.count("bidi-controls", len(bidi_controls(markdown)))
    return TakenIn(
        headline=_final(facts.headline, report),
        standfirst=_final(facts.standfirst, report),
        markdown=markdown,
        language=facts.language,
        photos=tuple(photo for photo in album.photos.values() if photo.key in shown),
        byline=tuple(facts.byline),
        outlets=tuple(facts.outlets),
        outlet=facts.outlet,
        url=facts.url,
        section=facts.section,
        tags=tuple(facts.tags),
        published=facts.published,
        dropped=report.messages(),
        uncertain=frozenset(facts.uncertain),
        raw=raw,
    )


def _markdown(pieces: list[Piece], report: Report) -> str:
    report.count("joined-cells", sum(piece.joined for piece in pieces))
    return _final(to_markdown(pieces), report)


def _final(text: str, report: Report) -> str:
    """Clean once more: what stood in an HTML file as ``&shy;`` is only now what it means."""
    if text.isascii():
        return text
    return _HARD_SPACES.sub(_space, cleaned(text, report))


def _space(found: re.Match[str]) -> str:
    """Keep a hard space beside a number; elsewhere it is what editors of pages leave behind."""
    text, start, end = found.string, found.start(), found.end()
    beside = text[max(start - 1, 0) : start] + text[end : end + 1]
    return "\xa0" if any(sign.isdigit() for sign in beside) else " "
