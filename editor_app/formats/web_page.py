"""A web page as pieces and facts: its head read, its furniture taken off, its parts named."""

from __future__ import annotations

from editor_app.formats import furniture
from editor_app.formats.article_facts import Facts
from editor_app.formats.clipboard import Origin, origin_of, straighten
from editor_app.formats.footnotes import mark_footnotes
from editor_app.formats.html_blocks import ROLE, read_blocks
from editor_app.formats.html_tree import Element, attribute, parse_html, words_of
from editor_app.formats.intake_values import Report, TakenNote
from editor_app.formats.page_head import read_head
from editor_app.formats.page_roles import gather, mark_roles
from editor_app.formats.pictures import Album
from editor_app.formats.pieces import Piece
from editor_app.formats.web_addresses import clean_address

_ABOVE = ("headline", "standfirst")


def read_page(text: str, album: Album, facts: Facts, report: Report) -> list[Piece]:
    """Return the pieces of the article on a page, and fill ``facts`` with what the page says."""
    root = parse_html(text)
    base = root.find(".//base")
    if base is not None and attribute(base, "href").startswith("http"):
        album.base = attribute(base, "href")
    read_head(root, album.base, facts)
    album.base = album.base or facts.url
    return read_tree(root, album, facts, report)


def read_tree(root: Element, album: Album, facts: Facts, report: Report) -> list[Piece]:
    """Return the pieces of a parsed page or fragment."""
    furniture.clean(root, report)
    straighten(root, Origin.WEB, report)
    mark_footnotes(root)
    mark_roles(root)
    gather(root, facts)
    article = furniture.article_of(root)
    article.extend([note for note in root.iter("aside") if note.get(ROLE) == "footnote"])
    above = _above(root, article)
    outside = _words_outside(root, article)
    furniture.strip(article, report)
    report.count("dropped-outside-article", outside)
    link = Links(album.base, report)
    pieces = [piece for element in above for piece in read_blocks(element, album.take, link)]
    return [*pieces, *read_blocks(article, album.take, link)]


def read_fragment(text: str, album: Album, report: Report) -> list[Piece]:
    """Return the pieces of HTML that is all text: what a document or a Markdown file became."""
    root = parse_html(text)
    furniture.clean(root, report)
    mark_footnotes(root)
    for image in root.iter("img"):
        around = image.getparent()
        if around is not None and around.tag == "p" and len(around) == 1:
            said = max(attribute(image, "title"), attribute(image, "alt"), key=len)
            image.set("copydesk-caption", said if not (around.text or "").strip() else "")
    return read_blocks(root, album.take, Links(album.base, report))


def read_copied(text: str, album: Album, report: Report) -> tuple[list[Piece], list[TakenNote]]:
    """Return the pieces of what was copied, all but furniture, and the private notes in it."""
    origin = origin_of(text)
    root = parse_html(text)
    furniture.clean(root, report)
    notes = straighten(root, origin, report)
    mark_footnotes(root)
    if origin is Origin.WEB:
        body = root.find("body")
        furniture.strip(root if body is None else body, report)
    return read_blocks(root, album.take, Links(album.base, report)), notes


def read_document(root: Element, album: Album, report: Report) -> list[Piece]:
    """Return the pieces of a document that an importer of ours made into HTML."""
    mark_footnotes(root)
    return read_blocks(root, album.take, Links(album.base, report))


class Links:
    """Keeps the links that may be kept, and counts what was taken off the others."""

    def __init__(self, base: str, report: Report) -> None:
        """Read relative links against ``base``."""
        self.base = base
        self.report = report

    def __call__(self, given: str) -> str:
        """Return the address to keep, or nothing."""
        address, followed = clean_address(given, self.base)
        if followed:
            self.report.count("cleaned-links")
        if not address and given and not given.startswith("#"):
            self.report.count("dropped-links")
        return address


def _above(root: Element, article: Element) -> list[Element]:
    """Return headline and standfirst where they stand outside the part with the paragraphs."""
    inside = {article, *article.iterdescendants()}
    found: list[Element] = []
    for role in _ABOVE:
        marked = [element for element in root.iter() if element.get(ROLE) == role]
        if role == "headline" and not any(element in inside for element in marked):
            marked.extend(root.iter("h1"))
        if any(element in inside for element in marked):
            continue
        first = next((element for element in marked if words_of(element)), None)
        if first is not None:
            first.set(ROLE, role)
            found.append(first)
    return found


def _words_outside(root: Element, article: Element) -> int:
    """Count the blocks with words that stand outside the article."""
    inside = set(article.iterdescendants())
    around = set(article.iterancestors())
    body = root.find("body")
    count = 0
    for element in (root if body is None else body).iter("p", "li", "h2", "h3", "td"):
        elsewhere = element not in inside and element is not article and element not in around
        if elsewhere and element.get(ROLE) not in _ABOVE:
            count += bool(words_of(element))
    return count
