"""What went wrong on the way to a server and back, put into the classes of ``domain.errors``."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor_app.connectors.web_answers import CutShort, NoJson, Whole, plain, read_json, retry_after
from editor_app.domain.errors import (
    AnswerLost,
    Busy,
    CertificateRefused,
    ChangedThere,
    ConnectionTrouble,
    FieldRefused,
    FileRefused,
    GoneThere,
    NotAllowed,
    NotTheSite,
    SignedOut,
    Unreachable,
)

if TYPE_CHECKING:
    import httpx2

# What OpenSSL calls the reasons (openssl/x509_vfy.h); Windows and macOS give the same numbers
# through truststore where they can.
CERTIFICATE_KEYS = {
    7: "certificate-unknown",
    9: "certificate-not-yet",
    10: "certificate-expired",
    18: "certificate-self-signed",
    19: "certificate-self-signed",
    20: "certificate-unknown",
    21: "certificate-unknown",
    62: "certificate-other-name",
    64: "certificate-other-name",
}


@dataclass(frozen=True)
class Refusal:
    """An answer that is no success: who gave it, to what, and the JSON that was in it (or None)."""

    site: str
    whole: Whole
    data: Any
    write: bool
    upload: bool

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.whole.status

    @property
    def code(self) -> str:
        """What the server calls the error, where it is JSON that has a code."""
        code = self.data.get("code") if isinstance(self.data, dict) else ""
        return code if isinstance(code, str) else ""

    @property
    def details(self) -> dict[str, Any]:
        """The object ``data`` inside the error, or nothing."""
        details = self.data.get("data") if isinstance(self.data, dict) else {}
        return details if isinstance(details, dict) else {}

    @property
    def reason(self) -> str:
        """What the server says, as a line of plain text in its own language."""
        said = self.data.get("message", "") if isinstance(self.data, dict) else ""
        return plain(said) or self.code or str(self.status)

    def trouble(
        self,
        kind: type[ConnectionTrouble],
        key: str | None = None,
        *,
        doubtful: bool | None = None,
        after: float | None = None,
        field: str = "",
        remote: int = 0,
    ) -> ConnectionTrouble:
        """Return a trouble with what every sentence about this answer may use.

        ``field`` is what the server refused, ``remote`` the id of a thing that it named.
        """
        return kind(
            key,
            doubtful=doubtful,
            after=after,
            site=self.site,
            status=self.status,
            code=self.code,
            reason=self.reason,
            field=field,
            remote=remote,
        )


Judge = Callable[[Refusal], ConnectionTrouble]


def refusal_of(whole: Whole, site: str, *, write: bool, upload: bool) -> Refusal:
    """Return an unsuccessful answer with the JSON in it, if there is any."""
    try:
        data = read_json(whole.content)[0]
    except (CutShort, NoJson):
        data = None
    return Refusal(site, whole, data, write, upload)


def judge_by_status(refusal: Refusal) -> ConnectionTrouble:
    """Return the trouble of an unsuccessful answer, by its status alone."""
    status, said = refusal.status, refusal.data is not None
    if status in {408, 425, 429} or status >= 500:
        return _busy(refusal)
    if status == 401:
        gate = not said and "www-authenticate" in refusal.whole.headers
        return refusal.trouble(SignedOut, "signed-out-gate" if gate else None)
    if status in {404, 410}:
        # A page that says "not found" is no proof: the API itself may be away.
        return refusal.trouble(GoneThere) if said else not_the_site(refusal, "not-the-site-api")
    if status == 412:
        return refusal.trouble(ChangedThere)
    if status in {413, 414, 431}:
        return _too_large(refusal)
    if status == 415 and refusal.upload:
        return refusal.trouble(FileRefused)
    if status in {400, 422} and said:
        return refusal.trouble(FieldRefused)
    if 400 <= status < 500:
        return refusal.trouble(NotAllowed, None if said else "not-allowed-firewall")
    return not_the_site(refusal)


def not_the_site(refusal: Refusal, key: str | None = None) -> ConnectionTrouble:
    """Return the trouble of an answer that somebody else gave; a write may still have arrived."""
    return refusal.trouble(NotTheSite, key, doubtful=refusal.write)


def _busy(refusal: Refusal) -> ConnectionTrouble:
    """Return the trouble of a server that cannot now; a 4xx says that it did nothing."""
    key = {429: "busy-too-many", 500: "busy-crashed", 503: "busy-maintenance"}.get(refusal.status)
    doubtful = refusal.write and refusal.status >= 500
    return refusal.trouble(Busy, key, doubtful=doubtful, after=retry_after(refusal.whole))


def _too_large(refusal: Refusal) -> ConnectionTrouble:
    if refusal.upload and refusal.status == 413:
        return refusal.trouble(FileRefused, "file-refused-size")
    return refusal.trouble(FieldRefused, "field-refused-size")


def trouble_of(error: httpx2.HTTPError, site: str, *, write: bool) -> ConnectionTrouble:
    """Return the trouble of a request that got no answer.

    The library's error holds the request with its headers; nothing of it is kept but its kind.
    """
    import httpx2

    reason = type(error).__name__
    if isinstance(error, httpx2.ProxyError):
        return Unreachable("unreachable-proxy", site=site, reason=reason)
    if isinstance(error, httpx2.ConnectTimeout | httpx2.PoolTimeout):
        return Unreachable("unreachable-slow", site=site, reason=reason)
    if isinstance(error, httpx2.ConnectError):
        return _not_connected(error, site)
    key = "answer-lost-slow" if isinstance(error, httpx2.TimeoutException) else None
    return AnswerLost(key, doubtful=write, site=site, reason=reason)


def _not_connected(error: BaseException, site: str) -> ConnectionTrouble:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            key = CERTIFICATE_KEYS.get(cause.verify_code)
            return CertificateRefused(key, site=site, reason=plain(cause.verify_message))
        if isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            break
        if isinstance(cause, ssl.SSLError):
            return CertificateRefused("certificate-none", site=site, reason=plain(cause.reason))
        if isinstance(cause, socket.gaierror):
            return Unreachable("unreachable-name", site=site, reason="gaierror")
    return Unreachable(site=site, reason=type(error).__name__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
