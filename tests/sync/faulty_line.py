"""The way from one desk to the model, made bad on purpose: each fault meets one request.

``Line(model, clocks)`` is the transport of one desk. ``plan(fault, after)`` lets the request after
so many others meet the fault; what a fault does stands beside its name in ``FAULTS``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import httpx2

from tests.sync.cms_answers import DAWDLING

HTML = b"<!DOCTYPE html><html><body><h1>Sign in to the hotel's network</h1></body></html>"
NOTICE = b"<br />\n<b>Deprecated</b>: creation of dynamic property in plugin.php<br />\n"
BOM = b"\xef\xbb\xbf"
SLOW = timedelta(seconds=40)
ON_THE_WAY = timedelta(minutes=10)
"""No request lies longer on its way: every server in between gives it up earlier than that."""


class Killed(BaseException):
    """The program was killed at this point: nothing after it runs."""


@dataclass
class Planned:
    """A fault and how many requests pass before the one that it meets."""

    fault: str
    passing: int


@dataclass
class Held:
    """A request that is still on its way, and for how long."""

    request: httpx2.Request
    since: timedelta = timedelta()


@dataclass
class Line(httpx2.BaseTransport):
    """One desk's connection; ``waits`` moves the clock on, ``race`` is what others do meanwhile.

    ``age`` says of the request that just arrives how long it was on its way.
    """

    server: httpx2.BaseTransport
    waits: Callable[[timedelta], None]
    kill: Callable[[], None]
    race: Callable[[], None] = lambda: None
    planned: list[Planned] = field(default_factory=list)
    late: list[Held] = field(default_factory=list)
    offline: bool = False
    met: int = 0
    age: timedelta = timedelta()

    def plan(self, fault: str, passing: int) -> None:
        """Let a request to come meet a fault."""
        self.planned.append(Planned(fault, passing))

    def calm(self) -> None:
        """No more faults; what was on its way arrives."""
        self.planned.clear()
        self.offline = False
        self.deliver()

    def deliver(self) -> None:
        """Let requests arrive that were held up on the way; nobody waits for their answers."""
        arriving, self.late = self.late, []
        for held in arriving:
            self.age = held.since
            self.server.handle_request(held.request)
        self.age = timedelta()

    def passes(self, span: timedelta) -> None:
        """Time is about to pass: what would be on its way for too long arrives before."""
        if any(held.since + span > ON_THE_WAY for held in self.late):
            self.deliver()
        for held in self.late:
            held.since += span

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request on, with the fault that is planned for it."""
        request.read()
        if self.offline:
            raise httpx2.ConnectError("offline", request=request)
        fault = ""
        for planned in tuple(self.planned):
            planned.passing -= 1
            if planned.passing < 0 and not fault:
                fault = planned.fault
                self.planned.remove(planned)
        if not fault:
            return self.server.handle_request(request)
        self.met += 1
        return FAULTS[fault](self, request)

    def sent(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request on without a fault."""
        return self.server.handle_request(request)


Fault = Callable[[Line, httpx2.Request], httpx2.Response]


def answer(status: int, content: bytes, kind: str = "text/html", **more: str) -> httpx2.Response:
    """An answer that somebody gave in the site's place."""
    headers = {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in more.items()}}
    return httpx2.Response(status, headers=headers, content=content)


def changed(found: httpx2.Response, content: bytes) -> httpx2.Response:
    """The site's answer with another body."""
    headers = {k: v for k, v in found.headers.items() if k.lower() != "content-length"}
    return httpx2.Response(found.status_code, headers=headers, content=content)


def refused(status: int, code: str) -> Fault:
    """A refusal in the site's own words, before anything was done."""
    said = json.dumps({"code": code, "message": code, "data": {"status": status}}).encode()
    return lambda _line, _request: answer(status, said, "application/json")


def busy(status: int, *, done: bool, **headers: str) -> Fault:
    """A page of the server in front: the request was carried out or not."""

    def act(line: Line, request: httpx2.Request) -> httpx2.Response:
        if done:
            line.sent(request)
        return answer(status, HTML, **headers)

    return act


def dropped_request(_line: Line, request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("refused", request=request)


def cut_request(_line: Line, request: httpx2.Request) -> httpx2.Response:
    raise httpx2.WriteError("cut", request=request)


def dropped_answer(line: Line, request: httpx2.Request) -> httpx2.Response:
    line.sent(request)
    raise httpx2.ReadError("cut", request=request)


def slow_answer(line: Line, request: httpx2.Request) -> httpx2.Response:
    line.sent(request)
    line.waits(SLOW)
    raise httpx2.ReadTimeout("slow", request=request)


def late_request(line: Line, request: httpx2.Request) -> httpx2.Response:
    """The request lies somewhere on the way and arrives before the next sync."""
    line.late.append(Held(request))
    line.waits(SLOW)
    raise httpx2.ReadTimeout("slow", request=request)


def delayed(line: Line, request: httpx2.Request) -> httpx2.Response:
    line.waits(SLOW)
    return line.sent(request)


def twice(line: Line, request: httpx2.Request) -> httpx2.Response:
    line.sent(request)
    return line.sent(request)


def truncated(line: Line, request: httpx2.Request) -> httpx2.Response:
    found = line.sent(request)
    return changed(found, found.content[: len(found.content) // 2])


def noisy(line: Line, request: httpx2.Request) -> httpx2.Response:
    found = line.sent(request)
    return changed(found, NOTICE + found.content)


def marked(line: Line, request: httpx2.Request) -> httpx2.Response:
    found = line.sent(request)
    return changed(found, BOM + found.content)


def page_before(_line: Line, _request: httpx2.Request) -> httpx2.Response:
    return answer(200, HTML)


def page_after(line: Line, request: httpx2.Request) -> httpx2.Response:
    line.sent(request)
    return answer(200, HTML)


def moved(_line: Line, request: httpx2.Request) -> httpx2.Response:
    return answer(301, b"", Location=f"https://elsewhere.test{request.url.path}")


def stripped(line: Line, request: httpx2.Request) -> httpx2.Response:
    headers = {k: v for k, v in request.headers.items() if k.lower() != "authorization"}
    bare = httpx2.Request(request.method, request.url, headers=headers, content=request.content)
    return line.sent(bare)


def raced(line: Line, request: httpx2.Request) -> httpx2.Response:
    line.race()
    return line.sent(request)


def killed_before(line: Line, _request: httpx2.Request) -> httpx2.Response:
    line.kill()
    raise Killed


def killed_after(line: Line, request: httpx2.Request) -> httpx2.Response:
    line.sent(request)
    line.kill()
    raise Killed


def dawdling(line: Line, request: httpx2.Request) -> None:
    """Send a request on; what it makes is complete only when some more have come."""
    request.headers[DAWDLING] = str(3 + line.met % 10)
    line.sent(request)


def cut_in_a_making(line: Line, request: httpx2.Request) -> httpx2.Response:
    dawdling(line, request)
    raise httpx2.ReadError("cut", request=request)


def killed_in_a_making(line: Line, request: httpx2.Request) -> httpx2.Response:
    dawdling(line, request)
    line.kill()
    raise Killed


FAULTS: dict[str, Fault] = {
    "request dropped": dropped_request,
    "request cut": cut_request,
    "answer dropped": dropped_answer,
    "answer late": slow_answer,
    "request late": late_request,
    "delayed": delayed,
    "delivered twice": twice,
    "500 before": busy(500, done=False),
    "500 after": busy(500, done=True),
    "502 before": busy(502, done=False),
    "504 after": busy(504, done=True),
    "503 maintenance": busy(503, done=False, Retry_After="600"),
    "429": busy(429, done=False),
    "429 with a time": busy(429, done=False, Retry_After="90"),
    "truncated": truncated,
    "page before": page_before,
    "page after": page_after,
    "notice": noisy,
    "byte order mark": marked,
    "redirected": moved,
    "credential stripped": stripped,
    "401": refused(401, "rest_not_logged_in"),
    "403": refused(403, "rest_cannot_edit"),
    "raced": raced,
    "killed before": killed_before,
    "killed after": killed_after,
    "cut in a making": cut_in_a_making,
    "killed in a making": killed_in_a_making,
}
"""Every fault of the network and the server, by name. Clocks, disks and backups are in world.py."""
