"""Fetches one public web page and its pictures because the editor asked for it.

Nothing is sent but the requests, and no credential ever.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor_app.connectors.web_answers import Whole
from editor_app.connectors.web_client import WebClient
from editor_app.connectors.web_origins import origin_of
from editor_app.connectors.web_requests import Patience
from editor_app.domain.errors import (
    CertificateRefused,
    ConnectionTrouble,
    Redirected,
    Refused,
    Unreadable,
)

LARGEST = 10 * 1024 * 1024
"""Bytes of a page that are read at most."""

PATIENCE = Patience(connect=10, read=20, whole=60)


@dataclass(frozen=True)
class WebPage:
    """A fetched page: its address after redirects, and its bytes decoded as declared."""

    url: str
    text: str


def fetch_page(url: str) -> WebPage:
    """Return the page at an http(s) address.

    Raises ConnectionTrouble when it cannot be had, Unreadable when it is no HTML, TooLarge over
    10 MB. The system's certificates are used.
    """
    whole = _fetched(url, "text/html", LARGEST)
    return WebPage(whole.url, whole.text)


def fetch_picture(url: str, limit: int) -> bytes:
    """Return the picture file at an http(s) address, of at most ``limit`` bytes.

    Raises ConnectionTrouble, Unreadable when it is no picture, TooLarge.
    """
    return _fetched(url, "image/", limit).content


def _fetched(url: str, kind: str, limit: int) -> Whole:
    try:
        origin_of(url)
    except Refused as refused:
        raise Unreadable("address-holds-password", **refused.message.fields) from None
    with WebClient(patience=PATIENCE) as client:
        try:
            whole = client.look(url, roam=True, largest=limit)
        except (CertificateRefused, Redirected):
            raise
        except ConnectionTrouble as error:
            raise ConnectionTrouble("page-unreachable", url=url) from error
    if not 200 <= whole.status < 300:
        raise ConnectionTrouble("page-refused", url=url, status=whole.status)
    if not (whole.kind or kind).startswith(kind):
        raise Unreadable("address-other-kind", url=url)
    return whole
