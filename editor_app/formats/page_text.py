"""What a web page shows, whatever its theme: pieces of text in their order, links, photos.

For comparing a page with what was sent to it: nothing is known of the theme, so nothing is looked
for by its markup. Texts are folded to the one form that a site's typography gives them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from editor_app.formats.html_tree import BLOCKS, Element, attribute, parse_html

_SILENT = frozenset({"script", "style", "template", "head", "noscript"})
_KINDS = (
    "src srcset data-src data-srcset data-lazy-src data-lazy-srcset data-original data-orig-file"
    " data-large-file data-full-url"
)
_SOURCES = _KINDS.split()
_MEDIA = re.compile(r"\bwp-image-([0-9]+)\b")
_SIZE = re.compile(r"(?:-(?:[0-9]+x[0-9]+|scaled|rotated|e[0-9]{6,}))+$")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("'\"‘’‚‛“”„‟′″‵‶`´«»「」『』", None),
        **dict.fromkeys("-‐‑‒–—―−", "-"),
        "×": "x",
    }
)
_DASHES = re.compile(r"-+")
_SKIPPED = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
)
HASH = 16
"""Hex digits by which a text is remembered."""


@dataclass(frozen=True)
class Piece:
    """A line or paragraph of a page: its words, and the addresses of the links in it."""

    words: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture of a page: the names of its files (without sizes), and the site's number for it."""

    names: frozenset[str]
    media: int = 0


@dataclass(frozen=True)
class PageText:
    """A page as readers see it. ``versions`` are the language versions it tells search engines of.

    ``password`` says that it has a field for one.
    """

    pieces: tuple[Piece, ...] = ()
    pictures: tuple[Picture, ...] = ()
    versions: tuple[str, ...] = ()
    password: bool = False

    @property
    def links(self) -> tuple[str, ...]:
        """All addresses that it links to."""
        return tuple(link for piece in self.pieces for link in piece.links)


def folded(words: str) -> str:
    """Return words without what a site's typography may change: spaces, quotation marks, dashes."""
    text = normalize("NFKC", words).replace("Wordpress", "WordPress").translate(_SIGNS)
    return _DASHES.sub("-", _SKIPPED.sub("", text))


def mark_of(words: str) -> str:
    """Return by what a text is recognised later; the text cannot be had back from it."""
    return hashlib.sha256(folded(words).encode()).hexdigest()[:HASH]


def file_name(address: str) -> str:
    """Return the name of a photo's file without folder, ending and size; empty for none."""
    last = unquote(urlsplit(address.strip()).path).rsplit("/", 1)[-1]
    return _SIZE.sub("", last.rsplit(".", 1)[0]).casefold()


def place_of(address: str) -> tuple[str, str]:
    """Return host and path of an address, in the one form by which links are compared."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", address
    host = (parts.hostname or "").removeprefix("www.")
    return host, unquote(parts.path).rstrip("/")


def read_page_text(html: str, url: str = "") -> PageText:
    """Return what a page (or a part of one) shows; ``url`` is its address, for relative links."""
    root = parse_html(html)
    reader = _Reader(url)
    reader.read(root)
    fields = (attribute(one, "type").lower() for one in root.iter("input"))
    return PageText(
        tuple(reader.pieces),
        tuple(reader.pictures),
        tuple(_versions(root, url)),
        any(kind == "password" for kind in fields),
    )


def _versions(root: Element, url: str) -> Iterator[str]:
    for link in root.iter("link"):
        if "alternate" in attribute(link, "rel").lower().split() and attribute(link, "hreflang"):
            yield join(url, attribute(link, "href"))


def join(base: str, address: str) -> str:
    """Return an address made whole; as it is when it is none."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


class _Reader:
    """Goes through a tree once and gathers pieces and pictures as they come."""

    def __init__(self, url: str) -> None:
        self.pieces: list[Piece] = []
        self.pictures: list[Picture] = []
        self._url = url
        self._words: list[str] = []
        self._links: list[str] = []
        self._silent = 0

    def read(self, root: Element) -> None:
        for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "comment":
                self._say(node.tail)
                continue
            name = str(node.tag)
            if event == "start":
                self._begins(node, name)
            else:
                self._ends(name)
                self._say(node.tail if node is not root else None)
        self._end_piece()

    def _begins(self, node: Element, name: str) -> None:
        self._silent += name in _SILENT
        if name in BLOCKS:
            self._end_piece()
        elif name == "br":
            self._say(" ")
        elif name == "a":
            self._link(attribute(node, "href"))
        elif name in {"img", "source"}:
            self._picture(node)
        self._say(node.text)

    def _ends(self, name: str) -> None:
        self._silent -= name in _SILENT
        if name in BLOCKS:
            self._end_piece()

    def _say(self, text: str | None) -> None:
        if text and not self._silent:
            self._words.append(text)

    def _link(self, address: str) -> None:
        if address and not address.startswith("#"):
            self._links.append(join(self._url, address))

    def _picture(self, node: Element) -> None:
        about = f"{attribute(node, 'class')} wp-image-{attribute(node, 'data-id')}"
        found = _MEDIA.search(about)
        addresses = (one for name in _SOURCES for one in _addresses(attribute(node, name)))
        names = frozenset(filter(None, map(file_name, addresses)))
        if names or found:
            self.pictures.append(Picture(names, int(found[1]) if found else 0))
        if "emoji" in about or "smiley" in about:
            self._say(attribute(node, "alt"))

    def _end_piece(self) -> None:
        words = " ".join("".join(self._words).split())
        if words or self._links:
            self.pieces.append(Piece(words, tuple(self._links)))
        self._words, self._links = [], []


def _addresses(value: str) -> Iterable[str]:
    """Return the addresses of a ``src`` or ``srcset``."""
    if value.startswith("data:"):
        return ()
    return (part.split()[0] for part in value.split(", ") if part.strip())
