"""The door that a browser comes back to when somebody has approved Copydesk on a site.

A server on 127.0.0.1 alone, for one answer and some minutes. The answer arrives in the address of
a page, so that address is never written down, and the browser is sent on to a clean one at once.
"""

from __future__ import annotations

import hmac
import secrets
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HOST = "127.0.0.1"
TICK = 0.1
GRACE = 10.0
"""Seconds in which the browser may still fetch the clean page after its answer has come."""

SLOWEST = 10.0
"""Seconds that a browser may keep a connection open without saying anything."""

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Connection": "close",
}


@dataclass(frozen=True)
class CameBack:
    """What the browser brought: the site and account with a new password, or a refusal."""

    approved: bool
    site: str = ""
    account: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class ClosingPages:
    """The pages that the browser is left with, as whole HTML documents without any secret."""

    approved: str
    refused: str


class ApprovalCallback:
    """Waits for one browser. ``success`` and ``reject`` are the addresses to be told to the site.

    They hold a word that only the site gets to know; without it nothing is believed. Close it when
    done; it also closes by itself after ``seconds``.
    """

    def __init__(self, pages: ClosingPages, seconds: float) -> None:
        """Open the door. Raises OSError where no port of this computer can be had."""
        self._pages = pages
        self._word, self._clean = secrets.token_urlsafe(24), secrets.token_urlsafe(12)
        self._came: CameBack | None = None
        self._over, self._shown = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._until = time.monotonic() + seconds
        self._server = _Server((HOST, 0), self._handler())
        self._thread = threading.Thread(target=self._serve, name="approval", daemon=True)
        self._thread.start()

    @property
    def root(self) -> str:
        """The address of the door."""
        return f"http://{HOST}:{self._server.server_address[1]}"

    @property
    def success(self) -> str:
        """Where the site sends the browser with the password."""
        return f"{self.root}/{self._word}/approved"

    @property
    def reject(self) -> str:
        """Where the site sends the browser when the answer is no."""
        return f"{self.root}/{self._word}/refused"

    def wait(self, seconds: float | None = None) -> CameBack | None:
        """Return what the browser brought, or None: closed, out of time, or not within seconds."""
        self._over.wait(seconds)
        return self._came

    @property
    def open(self) -> bool:
        """Say whether an answer may still come."""
        return not self._over.is_set()

    def close(self) -> None:
        """Close the door; nothing is taken any more."""
        self._over.set()
        self._shown.set()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _serve(self) -> None:
        server = threading.Thread(
            target=lambda: self._server.serve_forever(TICK), name="approval door", daemon=True
        )
        server.start()
        self._over.wait(max(0.0, self._until - time.monotonic()))
        self._over.set()
        if self._came is not None:
            self._shown.wait(GRACE)
        self._server.shutdown()
        self._server.server_close()

    def take(self, path: str, query: Mapping[str, list[str]]) -> tuple[int, str]:
        """Return status, and the page or the address to go on to, for what a browser asked."""
        parts = path.split("/")
        if len(parts) == 3 and hmac.compare_digest(parts[1].encode(), self._clean.encode()):
            self._shown.set()
            return 200, self._pages.refused if parts[2] == "refused" else self._pages.approved
        known = len(parts) == 3 and hmac.compare_digest(parts[1].encode(), self._word.encode())
        if not known or parts[2] not in {"approved", "refused"}:
            return 404, ""
        came = _came_back(parts[2], query)
        if came is None:
            return 400, ""
        with self._lock:
            if self._over.is_set():
                return 410, ""
            self._came = came
            self._over.set()
        return 303, f"/{self._clean}/{'approved' if came.approved else 'refused'}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        """Return the class of handlers that ask this door."""
        door = self

        class Handler(BaseHTTPRequestHandler):
            timeout = SLOWEST
            server_version, sys_version = "Copydesk", ""

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                # Another name for this computer is a page of somebody else's that got here.
                ours = self.headers.get("Host", "") == urlsplit(door.root).netloc
                told = door.take(parts.path, parse_qs(parts.query)) if ours else (404, "")
                self._answer(*told)

            def _answer(self, status: int, said: str) -> None:
                body = said.encode() if status == 200 else b""
                self.send_response(status)
                for name, value in HEADERS.items():
                    self.send_header(name, value)
                if status == 303:
                    self.send_header("Location", said)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:
                """Write nothing: the address holds the password."""

        return Handler


class _Server(ThreadingHTTPServer):
    """Browsers open connections that they do not use, so each has a thread of its own."""

    daemon_threads = True
    block_on_close = False
    address_family = socket.AF_INET

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up: the trace would hold what it asked."""


def _came_back(what: str, query: Mapping[str, list[str]]) -> CameBack | None:
    """Return what an address says, or None when it says nothing whole."""

    def said(name: str) -> str:
        return query.get(name, [""])[0]

    if what == "refused" or said("success") == "false":
        return CameBack(approved=False)
    account, password = said("user_login"), said("password")
    if not account or not password:
        return None
    return CameBack(approved=True, site=said("site_url"), account=account, password=password)
