"""Fetches one public web page and its pictures because the editor asked for it.

Nothing is sent but the requests.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.errors import ConnectionTrouble, TooLarge, Unreadable

if TYPE_CHECKING:
    import httpx2

SECONDS = 20.0
LARGEST = 10 * 1024 * 1024
"""Bytes of a page that are read at most."""

AGENT = "Copydesk (an editor's desk; one page, on request)"


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
    final, encoding, data = _fetched(url, "text/html", LARGEST)
    try:
        return WebPage(final, data.decode(encoding or "utf-8", "replace"))
    except LookupError:  # the server names an encoding that there is not
        return WebPage(final, data.decode("utf-8", "replace"))


def fetch_picture(url: str, limit: int) -> bytes:
    """Return the picture file at an http(s) address, of at most ``limit`` bytes.

    Raises ConnectionTrouble, Unreadable when it is no picture, TooLarge.
    """
    return _fetched(url, "image/", limit)[2]


def _fetched(url: str, kind: str, limit: int) -> tuple[str, str | None, bytes]:
    """Return the last address, the declared encoding and the bytes."""
    import httpx2
    import truststore

    if not _is_web(url):
        raise Unreadable("address-not-web", url=url)
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    headers = {"User-Agent": AGENT}
    try:
        with (
            httpx2.Client(
                verify=context, timeout=SECONDS, follow_redirects=True, headers=headers
            ) as client,
            client.stream("GET", url) as response,
        ):
            response.raise_for_status()
            if not response.headers.get("content-type", kind).startswith(kind):
                raise Unreadable("address-other-kind", url=url)
            return str(response.url), response.charset_encoding, _read(response, limit)
    except httpx2.HTTPStatusError as error:
        status = error.response.status_code
        raise ConnectionTrouble("page-refused", url=url, status=status) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise ConnectionTrouble("page-unreachable", url=url) from error


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _read(response: httpx2.Response, limit: int) -> bytes:
    chunks, size = [], 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > limit:
            raise TooLarge("page-too-large", limit=limit // 1024**2)
        chunks.append(chunk)
    return b"".join(chunks)
