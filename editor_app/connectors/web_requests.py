"""What a request is made of: the credential, the file, the patience, who looks on, the count."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    import httpx2

Transport: TypeAlias = "httpx2.BaseTransport"
"""What stands in for the network in tests and models; named here so that nobody else names it."""

STRUCK = b"[password]"
"""What stands in an answer in place of a password that it held."""

Progress = Callable[[int, int], None]
"""Told bytes gone and bytes in all."""

Stopped = Callable[[], bool]
"""Asked between pieces whether to stop."""


def _no_progress(_done: int, _whole: int) -> None:
    return


def never() -> bool:
    """Say that nobody asks to stop."""
    return False


@dataclass(frozen=True)
class Credential:
    """A name and password for Basic authentication; its representation shows neither.

    With another ``scheme`` the password is a key that stands behind that word (Bearer ...). Without
    any it goes out in the body, if at all, and is known here to be struck from answers.
    """

    user: str = field(repr=False)
    password: str = field(repr=False)
    scheme: str = "Basic"

    def struck_from(self, content: bytes) -> bytes:
        """Return an answer without the password, should the server have quoted it.

        What a server says of an error is shown, kept and logged; a plugin that looks for faults may
        well repeat what it was sent.
        """
        bare = "".join(self.password.split())
        if not bare:
            return content
        plain = (self.password, bare)
        basic = (b64encode(f"{self.user}:{one}".encode()).decode() for one in plain)
        bare_basic = (b64encode(one.encode()).decode() for one in plain)
        forms = {*plain, *map(quote, plain), *map(quote_plus, plain), *basic, *bare_basic}
        for form in sorted(forms, key=len, reverse=True):
            content = content.replace(form.encode(), STRUCK)
        return content


@dataclass(frozen=True)
class Patience:
    """Seconds to wait: for a connection, for each piece of an answer, for one to an upload, in all.

    ``upload`` is long because a server makes all sizes of a photo before it answers.
    """

    connect: float = 10.0
    read: float = 30.0
    upload: float = 120.0
    whole: float = 300.0


PATIENCE = Patience()


@dataclass(frozen=True)
class Upload:
    """A file as the raw body of a request."""

    data: bytes = field(repr=False)
    media_type: str


@dataclass(frozen=True)
class Watch:
    """Who looks on while a request runs: told how far it is, asked whether to stop."""

    progress: Progress = _no_progress
    stopped: Stopped = never


UNWATCHED = Watch()


@dataclass
class Traffic:
    """What a client has asked so far: requests that read, requests that write, bytes each way.

    ``noisy`` counts the answers around whose JSON something stood: a finding for the doctor.
    """

    reads: int = 0
    writes: int = 0
    sent: int = 0
    received: int = 0
    noisy: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def requests(self) -> int:
        """All requests."""
        return self.reads + self.writes

    def asked(self, *, write: bool) -> None:
        """Count a request."""
        with self._lock:
            self.writes += write
            self.reads += not write

    def moved(self, sent: int = 0, received: int = 0) -> None:
        """Count bytes of bodies."""
        with self._lock:
            self.sent += sent
            self.received += received

    def heard_noise(self) -> None:
        """Count an answer with something around its JSON."""
        with self._lock:
            self.noisy += 1
