"""One page as the window needs it: the preview, its HTML, and what its head says to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import MappingProxyType
from typing import TYPE_CHECKING

from editor_app.domain.ids import ArticleId, Language
from editor_app.sentences import sentence

if TYPE_CHECKING:
    from editor_app.services.pages import Preview
    from editor_app.wiring import Desk

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_NAMES: Mapping[Language, str] = MappingProxyType({})


@dataclass(frozen=True)
class PageHead:
    """What search engines and social networks read: taken from the page itself, not from us.

    ``properties`` are Open Graph names (``og:title``) and the card kind (``twitter:card``).
    """

    title: str = ""
    description: str = ""
    properties: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    @property
    def card_title(self) -> str:
        """The title on a social card."""
        return self.properties.get("og:title") or self.title

    @property
    def card_description(self) -> str:
        """The sentence on a social card."""
        return self.properties.get("og:description") or self.description

    @property
    def card_picture(self) -> str:
        """The public address of the picture on a social card; empty when there is none."""
        return self.properties.get("og:image", "")


@dataclass(frozen=True)
class PageRead:
    """A preview whose page was rendered in a job; ``autonyms``: how languages call themselves."""

    preview: Preview
    html: bytes
    head: PageHead
    autonyms: Mapping[Language, str] = field(default_factory=lambda: NO_NAMES)

    @property
    def root(self) -> str:
        """The public root of the site, with a slash at its end."""
        return self.preview.public_url.removesuffix(self.preview.address)

    def get(self, address: str) -> bytes | None:
        """Return the bytes at an address of the site."""
        return self.html if address == self.preview.address else self.preview.get(address)

    def picture(self) -> bytes | None:
        """Return the picture of the social card."""
        url = self.head.card_picture
        return self.preview.get(url.removeprefix(self.root)) if url.startswith(self.root) else None


def read_page(desk: Desk, article: ArticleId) -> PageRead:
    """Gather and render the page of an article (in a job). Raises NotFound, Unreadable."""
    preview = desk.pages.preview(article, said=sentence)
    html = preview.get(preview.address) or b""
    names = {edition.language: edition.autonym for edition in desk.vocabulary.editions()}
    return PageRead(preview, html, read_head(html), names)


def read_head(html: bytes) -> PageHead:
    """Return what the head of a page says."""
    reader = _HeadReader()
    reader.feed(html.decode("utf-8", "replace"))
    found = reader.found
    description = found.pop("description", "")
    return PageHead(reader.title.strip(), description, MappingProxyType(found))


class _HeadReader(HTMLParser):
    """Collects title and meta elements until the body begins."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.found: dict[str, str] = {}
        self._in_title = False
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a meta element, or begin the title."""
        if self._over:
            return
        values = {name: value or "" for name, value in attrs}
        name = values.get("property") or values.get("name", "")
        if tag == "meta" and name and name not in self.found:
            self.found[name] = values.get("content", "")
        self._in_title = tag == "title"
        self._over = tag == "body"

    def handle_endtag(self, tag: str) -> None:
        """End the title."""
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        """Take the words of the title."""
        if self._in_title and not self._over:
            self.title += data
