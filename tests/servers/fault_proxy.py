"""A proxy on the loopback address that stands between a client and a server and does harm to order.

It counts what passes, so that a test can say how many writes a sync took. Nothing
secret is kept: of a body its length, its hash and the names of its JSON fields, of
the credential only that there was one.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import re
import socket
import ssl
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.servers.faults import PASS, WHOLE, Answer, Fault

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that write nothing."""

_HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "content-length"}
)


@dataclass
class Seen:
    """One request that came to the proxy."""

    number: int
    method: str
    path: str
    """With its query."""
    content_type: str
    authorized: bool
    """Whether it came with a credential."""
    fault: str = ""
    length: int = 0
    """Bytes of the body."""
    hash: str = ""
    """SHA-256 of the body, in hex; empty for an empty body."""
    fields: tuple[str, ...] = ()
    """The names in a JSON body, sorted."""
    server_status: int | None = None
    """What the server answered; None when it was not asked."""
    status: int | None = None
    """What the client was told; None when it was told nothing."""
    seconds: float = 0.0
    """From its arrival to the end of the answer."""

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return self.method not in SAFE

    def keep_traits(self, body: bytes) -> None:
        """Keep what may be known of a body."""
        self.length = len(body)
        self.hash = hashlib.sha256(body).hexdigest() if body else ""
        if "json" in self.content_type:
            with contextlib.suppress(ValueError):
                value = json.loads(body)
                self.fields = tuple(sorted(value)) if isinstance(value, dict) else ()


@dataclass
class _Rule:
    """Faults for the requests that match: some in turn, or one for ever."""

    method: str
    path: re.Pattern[str]
    faults: deque[Fault]
    for_ever: bool = False

    def matches(self, seen: Seen) -> bool:
        method_fits = self.method in ("", seen.method) or (self.method == "write" and seen.writes)
        return bool(self.faults) and method_fits and self.path.search(seen.path) is not None

    def take(self) -> Fault:
        return self.faults[0] if self.for_ever else self.faults.popleft()


class _Server(ThreadingHTTPServer):
    """The listening socket; knows its proxy."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, proxy: FaultProxy) -> None:
        self.proxy = proxy
        super().__init__(("127.0.0.1", port), _Handler)

    def finish_request(self, request: object, client_address: object) -> None:
        """Shake hands in the connection's own thread, where a refusal harms nobody else."""
        assert isinstance(request, socket.socket)
        self.proxy.remember(request)
        if self.proxy.tls is None:
            _Handler(request, client_address, self)
            return
        with self.proxy.tls.wrap_socket(request, server_side=True) as secured:
            self.proxy.remember(secured)
            _Handler(secured, client_address, self)
            self.proxy.forget(secured)

    def shutdown_request(self, request: object) -> None:
        """Close without a farewell: how a connection ends is the fault's business."""
        assert isinstance(request, socket.socket)
        self.proxy.forget(request)
        request.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no trouble; anything else is a fault of the proxy itself."""
        problem = sys.exception()
        if problem is not None and not isinstance(problem, OSError):
            self.proxy.troubles.append(problem)


class _Handler(BaseHTTPRequestHandler):
    """One connection of a client, request after request."""

    protocol_version = "HTTP/1.1"
    server: _Server
    timeout = 120

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent: the proxy has its own record."""

    def handle_any(self) -> None:
        """Do to one request what the plan says."""
        began = time.monotonic()
        seen = self.server.proxy.note(self.command, self.path, self.headers)
        fault = self.server.proxy.choose(seen)
        seen.fault = fault.name
        try:
            body = self._body(fault.taken)
            seen.keep_traits(body)
            self._suffer(fault, seen, body)
        finally:
            seen.seconds = time.monotonic() - began

    def __getattr__(self, name: str) -> Callable[[], None]:
        """``do_GET`` and its like: all methods are handled alike."""
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def _suffer(self, fault: Fault, seen: Seen, body: bytes) -> None:
        proxy = self.server.proxy
        if fault.hangs_up:
            self._cut(abrupt=fault.abrupt)
        proxy.wait(fault.wait_before)
        answer = fault.answer
        for _ in range(fault.deliveries):
            came = self._forward(fault, body)
            if came is not None:
                seen.server_status = came.status
            answer = fault.answer or came
        proxy.wait(fault.wait_after)
        if answer is None or fault.sent is None:
            self._cut(abrupt=fault.abrupt)
            return
        answer = fault.change(answer)
        seen.status = answer.status
        self._send(answer, fault)

    def _body(self, most: int) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            length = int(self.headers.get("Content-Length") or 0)
            return self.rfile.read(length if most == WHOLE else min(length, most))
        pieces = []
        while length := int(self.rfile.readline().split(b";")[0], 16):
            pieces.append(self.rfile.read(length))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass  # trailers
        return b"".join(pieces)

    def _forward(self, fault: Fault, body: bytes) -> Answer | None:
        """Ask the server. None when the line was cut while sending."""
        proxy = self.server.proxy
        with contextlib.closing(
            http.client.HTTPConnection(proxy.server_host, proxy.server_port, timeout=120)
        ) as line:
            line.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() in _HOP_BY_HOP or name.lower() == "expect":
                    continue
                if fault.authorization or name.lower() != "authorization":
                    line.putheader(name, value)
            if body or self.command not in SAFE:
                promised = int(self.headers.get("Content-Length") or len(body))
                line.putheader("Content-Length", str(promised))
            line.putheader("X-Forwarded-Proto", "https" if proxy.tls else "http")
            line.putheader("Connection", "close")
            line.endheaders(body)
            if fault.taken != WHOLE:
                return None
            came = line.getresponse()
            headers = tuple((k, v) for k, v in came.getheaders() if k.lower() not in _HOP_BY_HOP)
            return Answer(came.status, came.read(), headers)

    def _send(self, answer: Answer, fault: Fault) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if not answer.header("Date"):
            self.send_header("Date", self.date_time_string())
        if self.command != "HEAD" and answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body if fault.sent == WHOLE else answer.body[: fault.sent])
        self.wfile.flush()
        if fault.sent != WHOLE:
            self._cut(abrupt=fault.abrupt)

    def _cut(self, *, abrupt: bool) -> None:
        self.close_connection = True
        if abrupt:  # closing with nothing to linger for sends a reset
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)


class FaultProxy:
    """Stands before one server; passes everything on until told otherwise.

    Plans are looked at in the order they were made: the first that matches and is
    not used up has the request. ``tls`` makes it speak https, with the server behind
    it told so by X-Forwarded-Proto.
    """

    def __init__(self, server_url: str, tls: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(server_url)
        assert parts.hostname is not None
        self.server_host, self.server_port = parts.hostname, parts.port or 80
        self.tls = tls
        self.requests: list[Seen] = []
        """Everything that came, in the order of arrival."""
        self.troubles: list[BaseException] = []
        """Errors of the proxy itself; a fixture fails when there are any."""
        self.decide: Callable[[Seen], Fault] | None = None
        """Asked when no plan matches; the body is not known yet."""
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._lines: set[socket.socket] = set()
        self._listening: _Server | None = None
        self._port = 0
        self.online()

    @property
    def url(self) -> str:
        """The address for the client, without a slash at the end."""
        return self.url_as("127.0.0.1")

    def url_as(self, host: str) -> str:
        """The address under another name of this machine: ``localhost`` is another host."""
        return f"{'https' if self.tls else 'http'}://{host}:{self._port}"

    # --- plans -------------------------------------------------------------------------

    def plan(self, *faults: Fault, method: str = "", path: str = "") -> None:
        """Give these faults to the next requests that match, one each.

        ``method`` may be ``write`` for all that are not GET, HEAD or OPTIONS; ``path`` is a
        regular expression searched in path and query.
        """
        with self._lock:
            self._rules.append(_Rule(method, re.compile(path), deque(faults)))

    def always(self, fault: Fault, method: str = "", path: str = "") -> None:
        """Give this fault to every request that matches, until ``clear``."""
        with self._lock:
            self._rules.append(_Rule(method, re.compile(path), deque([fault]), for_ever=True))

    def clear(self) -> None:
        """Forget all plans and the record."""
        with self._lock:
            self._rules.clear()
            self.requests.clear()
            self.decide = None

    @property
    def unused(self) -> int:
        """How many planned faults no request has met yet."""
        with self._lock:
            return sum(len(rule.faults) for rule in self._rules if not rule.for_ever)

    # --- record ------------------------------------------------------------------------

    @property
    def writes(self) -> list[Seen]:
        """The requests that may have changed something."""
        return [seen for seen in self.requests if seen.writes]

    def count(self, method: str = "", path: str = "") -> int:
        """How many requests matched (as in ``plan``)."""
        rule = _Rule(method, re.compile(path), deque([PASS]))
        return sum(rule.matches(seen) for seen in self.requests)

    # --- the line ----------------------------------------------------------------------

    def offline(self) -> None:
        """Listen no more and cut every line: connections are refused, as without a network.

        Several connections may ask for it at once; one of them does it.
        """
        with self._lock:
            listening, self._listening = self._listening, None
            lines, self._lines = self._lines, set()
        if listening is not None:
            listening.shutdown()
            listening.server_close()
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def online(self) -> None:
        """Listen again, at the same address."""
        self._listening = _Server(self._port, self)
        self._port = self._listening.server_address[1]
        threading.Thread(
            target=self._listening.serve_forever, args=(0.02,), name="fault proxy", daemon=True
        ).start()

    def close(self) -> None:
        """End, and let everything that waits here go."""
        self._ended.set()
        self.offline()

    # --- for the connections -----------------------------------------------------------

    def remember(self, line: socket.socket) -> None:
        """Know a connection, to be able to cut it."""
        with self._lock:
            self._lines.add(line)

    def forget(self, line: socket.socket) -> None:
        """A connection has ended."""
        with self._lock:
            self._lines.discard(line)

    def note(self, method: str, path: str, headers: Message) -> Seen:
        """Write a request into the record."""
        with self._lock:
            seen = Seen(
                number=len(self.requests) + 1,
                method=method,
                path=path,
                content_type=headers.get("Content-Type", ""),
                authorized="Authorization" in headers,
            )
            self.requests.append(seen)
            return seen

    def choose(self, seen: Seen) -> Fault:
        """The fault for a request, by plan."""
        with self._lock:
            for rule in self._rules:
                if rule.matches(seen):
                    return rule.take()
            decide = self.decide
        return decide(seen) if decide else PASS

    def wait(self, seconds: float) -> None:
        """Hold a request up, but not longer than the proxy lives."""
        if seconds > 0:
            self._ended.wait(seconds)
