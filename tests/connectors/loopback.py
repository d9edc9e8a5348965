"""A server of a few lines that plays raw bytes, for what no polite server would send."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Self


@dataclass(frozen=True)
class Request:
    """A request as it came; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Play = bytes | Callable[[socket.socket, Request], None]
"""What follows on a request: bytes to send (then the connection stays), or anything at all."""


def answer(
    status: int,
    body: str | bytes = b"",
    kind: str = "application/json; charset=UTF-8",
    **headers: str,
) -> bytes:
    """A whole answer with its length; ``retry_after="5"`` becomes the header ``retry-after``."""
    content = body.encode() if isinstance(body, str) else body
    said = {"content-type": kind, "content-length": str(len(content))}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join((*lines, "", "")).encode() + content


def page(status: int, words: str = "Welcome", **headers: str) -> bytes:
    """A page for people."""
    text = f"<!DOCTYPE html><html><head><title>{words}</title></head><body>{words}</body></html>"
    return answer(status, text, "text/html; charset=UTF-8", **headers)


def then_close(data: bytes) -> Play:
    """Send bytes and hang up politely."""

    def play(line: socket.socket, _request: Request) -> None:
        line.sendall(data)
        raise ConnectionAbortedError

    return play


def reset(line: socket.socket, _request: Request) -> None:
    """Tear the connection down."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise ConnectionAbortedError


def silence(line: socket.socket, _request: Request) -> None:
    """Say nothing until the other side has had enough."""
    with contextlib.suppress(OSError):
        line.recv(1)
    raise ConnectionAbortedError


def drip(line: socket.socket, _request: Request) -> None:
    """Send an answer byte by byte, so that no single pause is long but the whole is."""
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    with contextlib.suppress(OSError):
        for _ in range(500):
            line.sendall(b" ")
            time.sleep(0.02)
    raise ConnectionAbortedError


@dataclass
class Loopback:
    """A server on 127.0.0.1 that plays one thing per request; the last is played for ever.

    ``greeting`` is sent unasked at the start of a connection.
    """

    plays: tuple[Play, ...]
    tls: ssl.SSLContext | None = None
    greeting: bytes = b""
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    _lines: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._came = threading.Condition()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    @property
    def url(self) -> str:
        """The root, with a slash at its end."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}/"

    def first(self) -> Request:
        """Wait for the first request: a client in haste has gone before it is read."""
        with self._came:
            assert self._came.wait_for(lambda: bool(self.requests), 60)
        return self.requests[0]

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError, ssl.SSLError):
            if self.tls:
                line = self.tls.wrap_socket(line, server_side=True)
            self._lines.append(line)
            line.sendall(self.greeting)
            for request in _requests(line):
                with self._came:
                    self.requests.append(request)
                    self._came.notify_all()
                    play = self.plays[min(len(self.requests), len(self.plays)) - 1]
                if isinstance(play, bytes):
                    line.sendall(play)
                else:
                    play(line, request)
        line.close()


def _requests(line: socket.socket) -> Iterator[Request]:
    """Read requests from a connection until it ends."""
    data = b""
    while True:
        while b"\r\n\r\n" not in data:
            piece = line.recv(65536)
            if not piece:
                return
            data += piece
        head, _, data = data.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        method, target, _version = first.split(" ")
        headers = {
            name.lower(): value.strip() for name, _, value in (r.partition(":") for r in rest)
        }
        length = int(headers.get("content-length", 0))
        while len(data) < length:
            piece = line.recv(65536)
            if not piece:
                return
            data += piece
        body, data = data[:length], data[length:]
        yield Request(method, target, headers, body)


def now_said(ahead: float = 0) -> str:
    """A Date header of now, or of so many seconds ahead."""
    return formatdate(time.time() + ahead, usegmt=True)
