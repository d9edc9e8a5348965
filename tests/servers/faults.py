"""What can go wrong between a client and a server, one value for each, for ``FaultProxy``.

A fault says what becomes of one request: whether the server gets it and how often,
what is answered in place of its answer, and how much of that reaches the client.
The names in ``Fault.name`` stand in the proxy's record.
"""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

WHOLE = -1
"""For ``Fault.sent``: all bytes of the answer."""

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; ``Content-Length`` is added when it is sent."""

    status: int
    body: bytes
    headers: Headers = ()

    def header(self, name: str) -> str:
        """The first header of that name, in any case; empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def with_header(self, name: str, value: str) -> Answer:
        """The same answer with one header set."""
        others = tuple(pair for pair in self.headers if pair[0].lower() != name.lower())
        return replace(self, headers=(*others, (name, value)))


def _same(answer: Answer) -> Answer:
    return answer


@dataclass(frozen=True)
class Fault:
    """What becomes of one request.

    ``wait_before`` and ``wait_after`` are seconds, before the server gets it and before the
    client gets the answer. ``deliveries`` is how often the server gets it (0: never), ``taken``
    how many bytes of its body the proxy passes on before it hangs up on both sides (WHOLE: all).
    ``answer`` stands in for the server's, ``change`` is applied to whichever it is, and ``sent`` is
    how many bytes of the body the client gets before the connection is cut (None: not even a
    status line). ``abrupt`` cuts send a reset, the others close politely; with ``hangs_up`` the cut
    comes first, and the server gets the request behind the client's back.
    """

    name: str
    wait_before: float = 0.0
    wait_after: float = 0.0
    deliveries: int = 1
    taken: int = WHOLE
    authorization: bool = True
    answer: Answer | None = None
    change: Callable[[Answer], Answer] = field(default=_same, compare=False)
    sent: int | None = WHOLE
    abrupt: bool = False
    hangs_up: bool = False


PASS = Fault("pass")


# --- Lost on the way -----------------------------------------------------------------------


def drop_request(*, abrupt: bool = False) -> Fault:
    """The line is cut before the server has seen anything."""
    return Fault("drop request", deliveries=0, sent=None, abrupt=abrupt)


def cut_request(after: int) -> Fault:
    """The line is cut in the middle of what the client sends, after so many bytes of its body."""
    return Fault("cut request", taken=after, sent=None)


def lose_answer(*, abrupt: bool = False) -> Fault:
    """The server does it, and nobody hears of it."""
    return Fault("lose answer", sent=None, abrupt=abrupt)


def do_it_later(seconds: float) -> Fault:
    """The client is cut off at once, as if it had lost patience; the server does it after all."""
    return Fault("do it later", wait_before=seconds, sent=None, hangs_up=True)


def cut_answer(after: int = 20, *, abrupt: bool = False) -> Fault:
    """The server does it; the answer breaks off after so many bytes of its body."""
    return Fault("cut answer", sent=after, abrupt=abrupt)


def silence(seconds: float, *, delivered: bool = True) -> Fault:
    """Nothing comes for so long, then the line is cut: for clients with a time limit."""
    count = 1 if delivered else 0
    return Fault("silence", deliveries=count, wait_after=seconds, sent=None)


def delay(before: float = 0.0, after: float = 0.0) -> Fault:
    """All goes well, but slowly: seconds before the server gets it, and after it has answered."""
    return Fault("delay", wait_before=before, wait_after=after)


def deliver_twice() -> Fault:
    """A proxy on the way sends the request again; the client sees the second answer."""
    return Fault("deliver twice", deliveries=2)


def strip_authorization() -> Fault:
    """The host throws the Authorization header away, as some do."""
    return Fault("strip authorization", authorization=False)


# --- Answered by somebody else -------------------------------------------------------------


def answer(
    status: int,
    body: bytes | str = b"",
    content_type: str = "text/html; charset=UTF-8",
    *,
    done: bool = False,
    headers: Headers = (),
) -> Fault:
    """Another answer than the server's; ``done`` says whether the server has done its part."""
    content = body.encode() if isinstance(body, str) else body
    return Fault(
        f"answer {status}",
        deliveries=1 if done else 0,
        answer=Answer(status, content, (("Content-Type", content_type), *headers)),
    )


def page(status: int, words: str, *, done: bool = False, headers: Headers = ()) -> Fault:
    """A page for people where the client wants JSON."""
    head, body = f"<head><title>{words}</title></head>", f"<body><h1>{words}</h1></body>"
    return answer(
        status, f"<!DOCTYPE html>\n<html>{head}{body}</html>\n", done=done, headers=headers
    )


def captive_portal() -> Fault:
    """A hotel's network: 200, and a page that wants a room number."""
    return replace(page(200, "Welcome! Please sign in to use this network"), name="captive portal")


def firewall() -> Fault:
    """A security service in front of the site has found the text suspicious."""
    return replace(page(403, "Request blocked. Reference 18.2f6c1702"), name="firewall")


def bad_gateway(*, done: bool = False) -> Fault:
    """The host's front has lost PHP."""
    return page(502, "502 Bad Gateway", done=done)


def unavailable(*, done: bool = False, retry_after: str = "") -> Fault:
    """The host is overloaded, or the site is being updated."""
    headers = (("Retry-After", retry_after),) if retry_after else ()
    return page(503, "Service Unavailable", done=done, headers=headers)


def gateway_timeout(*, done: bool = True) -> Fault:
    """The host's front has lost patience; PHP goes on and does it."""
    return page(504, "504 Gateway Time-out", done=done)


def server_error(*, done: bool = False) -> Fault:
    """A plugin has died."""
    return page(500, "There has been a critical error on this website.", done=done)


def request_timeout() -> Fault:
    """The host has waited too long for the request."""
    return page(408, "408 Request Time-out")


def too_many_requests(retry_after: str = "") -> Fault:
    """The host asks to slow down; ``retry_after`` is seconds, a date, or empty."""
    headers = (("Retry-After", retry_after),) if retry_after else ()
    return page(429, "Too Many Requests", headers=headers)


def too_large() -> Fault:
    """The body is over the host's limit."""
    return page(413, "413 Request Entity Too Large")


def json_error(status: int, code: str, message: str, *, done: bool = False) -> Fault:
    """An error in WordPress' own shape."""
    body = json.dumps({"code": code, "message": message, "data": {"status": status}})
    return answer(status, body, "application/json; charset=UTF-8", done=done)


def redirect(to: str, status: int = 301) -> Fault:
    """Sends the client elsewhere; the server gets nothing."""
    return replace(page(status, "Moved", headers=(("Location", to),)), name=f"redirect {status}")


# --- The server's answer, spoilt ------------------------------------------------------------


def put_before(prefix: bytes) -> Fault:
    """Something stands before the JSON: a byte order mark, a notice of PHP."""
    return Fault("put before", change=lambda came: replace(came, body=prefix + came.body))


def byte_order_mark() -> Fault:
    """A file of the site was saved with a byte order mark."""
    return replace(put_before(b"\xef\xbb\xbf"), name="byte order mark")


def notice() -> Fault:
    """A noisy plugin prints a notice before the JSON."""
    text = (
        b"<br />\n<b>Notice</b>:  Undefined index: lang in <b>/wp-content/plugins/x.php</b><br />\n"
    )
    return replace(put_before(text), name="notice")


def truncate(part: float = 0.5) -> Fault:
    """Only part of the JSON comes, and the length says that this was all."""
    return Fault(
        "truncate", change=lambda came: replace(came, body=came.body[: int(len(came.body) * part)])
    )


def empty() -> Fault:
    """The server does it and answers 200 with nothing."""
    return Fault("empty", change=lambda came: replace(came, status=200, body=b""))


def content_type(value: str = "text/html; charset=UTF-8") -> Fault:
    """The right body under the wrong name."""
    return Fault("content type", change=lambda came: came.with_header("Content-Type", value))


def garbage() -> Fault:
    """Bytes that are nothing at all, under the name of JSON."""
    body = bytes(range(256)) * 4
    return Fault("garbage", change=lambda came: replace(came, body=body))


def clock(seconds: float) -> Fault:
    """The server's clock is ahead by so much (behind, when negative), by its Date header."""

    def turn(came: Answer) -> Answer:
        return came.with_header("Date", email.utils.formatdate(time.time() + seconds, usegmt=True))

    return Fault("clock", change=turn)
