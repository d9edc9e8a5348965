"""Finds a WordPress from whatever somebody types: the site's name, a page of it, its dashboard."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from editor_app.connectors import wordpress_values as values
from editor_app.connectors.web_answers import Whole
from editor_app.connectors.web_client import WebClient
from editor_app.connectors.web_origins import Origin, origin_of
from editor_app.connectors.web_requests import PATIENCE, Patience, Transport
from editor_app.connectors.web_troubles import refusal_of
from editor_app.connectors.wordpress_connection import INDEX_FIELDS, ApiRoot
from editor_app.connectors.wordpress_troubles import judge
from editor_app.connectors.wordpress_values import SiteIndex
from editor_app.domain.errors import (
    Busy,
    ConnectionTrouble,
    NotAllowed,
    NotTheSite,
    Refused,
    SignedOut,
    TooLarge,
    Unreachable,
    Unreadable,
)

RELATION = "https://api.w.org/"
HEADER_LINK = re.compile(r'<([^>]*)>\s*;[^<]*?rel="?https://api\.w\.org/"?')
PAGE_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
HREF = re.compile(r"""\bhref\s*=\s*["']([^"']+)""", re.IGNORECASE)
OWN_PAGES = re.compile(r"/(wp-admin|wp-login\.php|wp-json|xmlrpc\.php)(/.*)?$")
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
GUESSES = ("wp-json/", "index.php?rest_route=/", "?rest_route=/")
LARGEST_PAGE = 8 * 1024 * 1024
HEAD = 200_000
"""Characters of a page in which its links are looked for."""


@dataclass(frozen=True)
class Discovered:
    """A site that was found: the root of its API and what it says about itself.

    ``moved``: it stands on another host than was asked for, so show that before a password goes
    there. ``told``: the site named the root itself; else it was guessed.
    """

    root: str
    index: SiteIndex
    moved: bool
    told: bool

    @property
    def plain(self) -> bool:
        """Say whether the site has plain permalinks."""
        return "rest_route=" in self.root


def discover(
    address: str,
    *,
    patience: Patience = PATIENCE,
    transport: Transport | None = None,
) -> Discovered:
    """Find the API of the site at an address; nothing secret is sent.

    Plain http is only spoken with this computer: for others https is tried in its place. Raises
    Unreadable or Refused for an address that is none of ours, NotTheSite (``not-wordpress``) when
    there is no WordPress, and the troubles of the connection.
    """
    start, asked_plain = _start(address)
    with WebClient(judge=judge, patience=patience, transport=transport) as client:
        try:
            page = _page(client, start)
        except Unreachable as trouble:
            if not asked_plain:
                raise
            raise Refused("site-needs-https", site=origin_of(start).host) from trouble
        return _Search(client, start).among(page)


def _start(address: str) -> tuple[str, bool]:
    """Return the address to begin at, and whether plain http was asked for and is not used."""
    typed = address.strip()
    if not SCHEME.match(typed):
        local = origin_of(f"https://{typed}").loopback
        typed = f"{'http' if local else 'https'}://{typed}"
    origin = origin_of(typed)
    parts = urlsplit(typed)
    path = OWN_PAGES.sub("/", parts.path) or "/"
    if origin.safe:
        return urlunsplit((parts.scheme, parts.netloc, path, "", "")), False
    # Port 80 was meant for plain http; https has its own.
    netloc = parts.netloc.removesuffix(":80")
    return urlunsplit(("https", netloc, path, "", "")), True


def _page(client: WebClient, url: str) -> Whole | None:
    """Return the page at an address, or None when it is too long to look for links in."""
    try:
        return client.look(url, roam=True, largest=LARGEST_PAGE)
    except TooLarge:
        return None


@dataclass
class _Search:
    """The roots that a site may have, tried one after the other."""

    client: WebClient
    start: str
    trouble: ConnectionTrouble | None = None

    def among(self, page: Whole | None) -> Discovered:
        """Return the first root that answers as WordPress does."""
        told = _told(page) if page else None
        if told:
            found = self._index(told)
            if found:
                return self._discovered(*found, told=True)
        elif page and page.status >= 500:
            self._remember(judge(refusal_of(page, _host(page.url), write=False, upload=False)))
        for guess in _guesses(page.url if page else self.start):
            found = self._index(guess)
            if found:
                return self._discovered(*found, told=False)
        raise self.trouble or NotTheSite("not-wordpress", site=_host(self.start))

    def _index(self, root: str) -> tuple[str, SiteIndex] | None:
        """Ask a root what it is; return it as it is after redirects, or None."""
        try:
            answer = self.client.ask("GET", ApiRoot(_secured(root)).address("", INDEX_FIELDS))
            index = values.index(answer.data)
        except (KeyError, TypeError, ValueError, Refused, Unreadable):
            return None
        except ConnectionTrouble as trouble:
            self._remember(trouble)
            return None
        return (_without_fields(answer.url), index) if index.wordpress else None

    def _remember(self, trouble: ConnectionTrouble) -> None:
        """Keep the first trouble that says more than that there is no WordPress."""
        if isinstance(trouble, SignedOut | NotAllowed | Busy) and self.trouble is None:
            self.trouble = trouble

    def _discovered(self, root: str, index: SiteIndex, *, told: bool) -> Discovered:
        return Discovered(root, index, _host(root) != _host(self.start), told)


def _told(page: Whole) -> str | None:
    """Return the root that a page names, in its headers or its head."""
    named = HEADER_LINK.search(page.headers.get("link", ""))
    if named:
        return urljoin(page.url, str(named[1]))
    for link in PAGE_LINK.finditer(page.text[:HEAD]):
        if RELATION in link[0]:
            href = HREF.search(link[0].replace(RELATION, ""))
            return urljoin(page.url, html.unescape(str(href[1]))) if href else None
    return None


def _guesses(url: str) -> Iterator[str]:
    """Give the usual roots, beside the page first and then at the top of the host."""
    parts = urlsplit(url)
    folders = dict.fromkeys((parts.path.rpartition("/")[0] + "/", "/"))
    for folder in folders:
        for guess in GUESSES:
            yield urlunsplit((parts.scheme, parts.netloc, folder, "", "")) + guess


def _secured(root: str) -> str:
    """Return a root with https where plain http would leave this computer."""
    origin: Origin = origin_of(root)
    return root if origin.safe else "https" + root.removeprefix("http")


def _without_fields(url: str) -> str:
    return re.sub(r"[?&]_fields=[^&]*$", "", url)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
