"""The one seam to other people's servers: every HTTP request of Copydesk passes here.

Rules of the seam (docs/decisions.md): plain http only to this computer; the system's
certificates; a credential goes to the root's origin and nowhere else; no redirect of a write is
followed, and a read's only within the host; what goes wrong is a class of ``domain.errors`` that
never holds a secret. Nothing is asked twice here except a read on a connection that the server
had closed meanwhile: when to ask again is for ``services``.
"""

from __future__ import annotations

import json
import logging
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote, urlencode, urlsplit

from editor_app import __version__
from editor_app.connectors.web_answers import Answer, CutShort, NoJson, Whole, read_json
from editor_app.connectors.web_origins import bare, checked_root, origin_of, redirected
from editor_app.connectors.web_requests import (
    PATIENCE,
    UNWATCHED,
    Credential,
    Patience,
    Stopped,
    Traffic,
    Transport,
    Upload,
    Watch,
    never,
)
from editor_app.connectors.web_troubles import Judge, judge_by_status, refusal_of, trouble_of
from editor_app.domain.errors import (
    AnswerLost,
    Cancelled,
    EditorError,
    NotTheSite,
    Redirected,
    TooLarge,
    Unreadable,
)

if TYPE_CHECKING:
    import httpx2

AGENT = f"Copydesk/{__version__} (an editor's desk)"
CHUNK = 64 * 1024
LARGEST = 64 * 1024 * 1024
"""Bytes of an answer that are read at most."""

MOST_REDIRECTS = 5
MOST_CONNECTIONS = 4
IDLE_SECONDS = 4.0
"""Idle connections are closed before Apache's five seconds are over: no write shall meet that."""

READS = frozenset({"GET", "HEAD"})
MANY = 207
"""An answer that holds several, errors among them: a batch."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOTHING: Mapping[str, str] = MappingProxyType({})

_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class _Errand:
    """One request: all that is needed to send it, and how it is to be treated."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    content: bytes = b""
    upload: bool = False
    bound: bool = False
    roam: bool = False
    largest: int = LARGEST
    watch: Watch = UNWATCHED

    @property
    def write(self) -> bool:
        return self.method not in READS

    @property
    def site(self) -> str:
        return urlsplit(self.url).hostname or ""


class WebClient:
    """A client of one site; keep it as long as you talk to the site, and close it.

    ``credential`` is sent to the origin of ``root`` only; without a root there is none to send.
    ``judge`` names the trouble in an unsuccessful answer. ``stopped`` is asked before each request
    and while answers to reads come: when it says so, everything here ends with Cancelled.
    ``transport`` stands in for the network in tests. Threads may share it.
    """

    def __init__(
        self,
        root: str = "",
        credential: Credential | None = None,
        *,
        judge: Judge = judge_by_status,
        patience: Patience = PATIENCE,
        transport: Transport | None = None,
        clock: Callable[[], datetime] = _now,
        stopped: Stopped = never,
    ) -> None:
        """Raise Refused or Unreadable for a root that a credential may not be sent to."""
        self.root = checked_root(root) if root else ""
        self.traffic = Traffic()
        self._origin = origin_of(self.root) if root else None
        self._credential = credential if root else None
        self._judge = judge
        self._patience = patience
        self._clock = clock
        self._stopped = stopped
        self.skew: timedelta | None = None
        """How far the site's clock was ahead of ours at its last answer (to about a second)."""
        self._client = _client(transport, proxies=not (self._origin and self._origin.loopback))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"WebClient({self.root!r})"

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str | int] = NOTHING,
        body: object = None,
        upload: Upload | None = None,
        headers: Mapping[str, str] = NOTHING,
        expect: type[Any] = dict,
        watch: Watch = UNWATCHED,
    ) -> Answer:
        """Ask for JSON at an absolute address and return the answer, when it is a success.

        ``body`` is sent as JSON, ``upload`` as it is. ``expect`` is the type of the JSON (dict or
        list). Raises the children of ConnectionTrouble, and Cancelled when ``watch`` says stop.
        """
        sent = {"Accept": "application/json", **headers}
        content = b""
        if upload is not None:
            content, sent["Content-Type"] = upload.data, upload.media_type
        elif body is not None:
            text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
            content, sent["Content-Type"] = text.encode("utf-8", "replace"), "application/json"
        errand = _Errand(
            method,
            with_query(url, query),
            sent,
            content,
            upload=upload is not None,
            bound=self._credential is not None and origin_of(url) == self._origin,
            watch=watch,
        )
        whole = self._without_password(self._fetched(errand))
        if not 200 <= whole.status < 300:
            raise self._judge(
                refusal_of(whole, errand.site, write=errand.write, upload=errand.upload)
            )
        answer = _answer(whole, errand, expect)
        if answer.noisy:
            self.traffic.heard_noise()
        if answer.skew is not None:
            self.skew = answer.skew
        return answer

    def _without_password(self, whole: Whole) -> Whole:
        """Return an answer that may hold errors without our password in their words."""
        if self._credential is None or (whole.status < 300 and whole.status != MANY):
            return whole
        return replace(whole, content=self._credential.struck_from(whole.content))

    def now(self) -> datetime:
        """Return the time by our own clock."""
        return self._clock()

    def server_now(self) -> datetime:
        """Return the time by the site's clock, as far as its last answer told it."""
        return self._clock() + (self.skew or timedelta())

    def _ends(self, errand: _Errand) -> bool:
        return errand.watch.stopped() or self._stopped()

    def look(self, url: str, *, roam: bool = False, largest: int = LARGEST) -> Whole:
        """Return whatever stands at an address, of any status and kind; no credential is sent.

        With ``roam`` redirects may lead to other hosts, never from https to http. Raises the
        children of ConnectionTrouble for what gives no answer, TooLarge over ``largest`` bytes.
        """
        return self._fetched(_Errand("GET", url, roam=roam, largest=largest))

    def _fetched(self, errand: _Errand) -> Whole:
        """Return the answer, going along with the redirects that are allowed."""
        url = errand.url
        for _step in range(MOST_REDIRECTS + 1):
            whole = self._once_more(errand, url)
            location = whole.headers.get("location")
            if whole.status not in REDIRECTS or not location:
                return whole
            if errand.write:
                raise Redirected(doubtful=True, site=errand.site, to=bare(location))
            url = redirected(url, location, bound=errand.bound, roam=errand.roam)
        raise Redirected("redirected-round", site=errand.site)

    def _once_more(self, errand: _Errand, url: str) -> Whole:
        """Send; a read that met a connection closed by the server meanwhile is sent again once."""
        try:
            return self._sent(errand, url)
        except AnswerLost as lost:
            stale = lost.message.fields.get("reason") in {"RemoteProtocolError", "ReadError"}
            if errand.write or not stale:
                raise
        return self._sent(errand, url)

    def _sent(self, errand: _Errand, url: str) -> Whole:
        import httpx2

        if self._ends(errand):
            raise Cancelled
        self.traffic.asked(write=errand.write)
        try:
            return self._exchanged(errand, url)
        except Cancelled:
            trouble: EditorError = Cancelled()
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
            trouble = Unreadable("address-not-web", url=bare(url))
        except httpx2.HTTPError as error:
            trouble = trouble_of(error, errand.site, write=errand.write)
        # Raised here, outside: the library's error and its frames hold the request's headers.
        _log.debug("%s %s: %s", errand.method, bare(url), trouble)
        raise trouble

    def _exchanged(self, errand: _Errand, url: str) -> Whole:
        import httpx2

        wait = self._patience
        timeout = httpx2.Timeout(
            wait.read, connect=wait.connect, read=wait.upload if errand.upload else wait.read
        )
        body = self._pieces(errand) if errand.content else None
        headers = dict(errand.headers)
        if errand.content:
            headers["Content-Length"] = str(len(errand.content))
        request = self._client.build_request(
            errand.method, url, headers=headers, content=body, timeout=timeout
        )
        response = self._client.send(
            request, auth=self._auth(errand, request.url), stream=True, follow_redirects=False
        )
        try:
            content = self._read(response, errand)
        finally:
            response.close()
        found = {name.lower(): value for name, value in response.headers.items()}
        encoding = response.charset_encoding
        return Whole(url, response.status_code, found, content, encoding, self._clock())

    def _auth(
        self, errand: _Errand, url: httpx2.URL
    ) -> httpx2.Auth | Callable[[httpx2.Request], httpx2.Request] | None:
        """Return the credential for its own origin, judged by the address as the library reads it.

        Two readers of one address may differ over its host; this one makes the connection.
        """
        import httpx2

        if not errand.bound or self._credential is None:
            return None
        root = httpx2.URL(self.root)
        if (root.scheme, root.raw_host, root.port) != (url.scheme, url.raw_host, url.port):
            return None
        if self._credential.scheme == "Basic":
            return httpx2.BasicAuth(self._credential.user, self._credential.password)
        return _keyed(self._credential) if self._credential.scheme else None

    def _pieces(self, errand: _Errand) -> Iterator[bytes]:
        """Give the body piece by piece, so that it can be stopped and watched."""
        whole = len(errand.content)
        for start in range(0, whole, CHUNK):
            if self._ends(errand):
                raise Cancelled
            piece = errand.content[start : start + CHUNK]
            yield piece
            self.traffic.moved(sent=len(piece))
            errand.watch.progress(start + len(piece), whole)

    def _read(self, response: httpx2.Response, errand: _Errand) -> bytes:
        """Return the body of an answer, unless it is too long or comes too slowly."""
        until = time.monotonic() + self._patience.whole
        pieces, size = [], 0
        for piece in response.iter_bytes():
            size += len(piece)
            self.traffic.moved(received=len(piece))
            if size > errand.largest:
                raise TooLarge("page-too-large", limit=errand.largest // 1024**2)
            if time.monotonic() > until:
                raise AnswerLost("answer-lost-slow", doubtful=errand.write, site=errand.site)
            if self._ends(errand) and not errand.write:
                raise Cancelled
            pieces.append(piece)
        return b"".join(pieces)


def _keyed(credential: Credential) -> Callable[[httpx2.Request], httpx2.Request]:
    """Return what puts a key into a request's header."""

    def put(request: httpx2.Request) -> httpx2.Request:
        request.headers["Authorization"] = f"{credential.scheme} {credential.password}"
        return request

    return put


def with_query(url: str, query: Mapping[str, str | int]) -> str:
    """Return an address with more fields in its query."""
    if not query:
        return url
    joint = "&" if "?" in url else "?"
    return f"{url}{joint}{urlencode(query, quote_via=quote)}"


def _client(transport: Transport | None, *, proxies: bool) -> httpx2.Client:
    """Return the library's client with the system's certificates and without a memory for cookies.

    To this computer no proxy is used: it would get the credential in plain http.
    """
    import httpx2
    import truststore

    return httpx2.Client(
        verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        headers={"User-Agent": AGENT},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        limits=httpx2.Limits(max_connections=MOST_CONNECTIONS, keepalive_expiry=IDLE_SECONDS),
        follow_redirects=False,
        trust_env=proxies,
        transport=transport,
    )


def _answer(whole: Whole, errand: _Errand, expect: type[Any]) -> Answer:
    """Return a success with its JSON. Raises AnswerLost and NotTheSite when there is none."""
    skew = whole.server_time - whole.arrived if whole.server_time else None
    if whole.status == 204:
        return Answer(whole.url, whole.status, whole.headers, None, whole.server_time, skew)
    if not whole.content.strip():
        raise AnswerLost("answer-lost-empty", doubtful=errand.write, site=errand.site)
    try:
        data, noisy = read_json(whole.content)
    except CutShort:
        raise AnswerLost("answer-lost-broken", doubtful=errand.write, site=errand.site) from None
    except NoJson:
        key = "not-the-site" if b"<" in whole.content[:1024] else "not-the-site-kind"
        raise NotTheSite(key, doubtful=errand.write, site=errand.site, kind=whole.kind) from None
    if not isinstance(data, expect):
        raise NotTheSite("not-the-site-shape", doubtful=errand.write, site=errand.site)
    return Answer(whole.url, whole.status, whole.headers, data, whole.server_time, skew, noisy)
