"""The proxy does each harm that it promises, and counts what it saw."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy
from tests.servers.faults import Fault
from tests.servers.processes import PATIENCE

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="how a broken line looks differs from system to system"
)

DATE = "Wed, 01 Jan 2025 00:00:00 GMT"


class _Echo(BaseHTTPRequestHandler):
    """A server that says what it got, and keeps a list."""

    protocol_version = "HTTP/1.1"
    got: list[tuple[str, bytes, str]]

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if len(body) != int(self.headers.get("Content-Length") or 0):
            return
        credential = self.headers.get("Authorization", "")
        self.got.append((f"{self.command} {self.path}", body, credential))
        said = json.dumps({"got": len(body), "host": self.headers["Host"]}).encode()
        self.send_response_only(201 if self.command == "POST" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.send_header("Date", DATE)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Echo:
    """The server and what it got."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes, str]] = []
        methods = {f"do_{name}": _Echo.answer for name in ("GET", "HEAD", "POST", "DELETE")}
        handler = type("Handler", (_Echo,), {"got": self.got, **methods})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def echo() -> Iterator[Echo]:
    server = Echo()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture
def proxy(echo: Echo) -> Iterator[FaultProxy]:
    between = FaultProxy(echo.url)
    yield between
    between.close()
    assert between.troubles == []


@pytest.fixture
def client(proxy: FaultProxy) -> Iterator[httpx2.Client]:
    auth = ("ada", "abcd efgh")
    with httpx2.Client(base_url=proxy.url, auth=auth, timeout=PATIENCE, trust_env=False) as talking:
        yield talking


def test_what_has_no_plan_passes_unchanged(
    proxy: FaultProxy, client: httpx2.Client, echo: Echo
) -> None:
    answer = client.post("/posts?x=1", json={"title": "a", "content": "b"})
    assert (answer.status_code, answer.json()["got"]) == (201, 27)
    assert answer.json()["host"] == proxy.url.removeprefix("http://")
    assert answer.headers["Date"] == DATE
    assert echo.got[0][0] == "POST /posts?x=1"
    assert client.head("/posts").status_code == 200


def test_the_record_counts_and_keeps_no_secret(proxy: FaultProxy, client: httpx2.Client) -> None:
    client.get("/posts")
    client.post("/posts", json={"title": "canary", "content": "b"})
    client.delete("/posts/1")
    assert [seen.method for seen in proxy.writes] == ["POST", "DELETE"]
    assert proxy.count("GET") == 1
    assert proxy.count("write", r"/posts/\d+$") == 1
    post = proxy.requests[1]
    assert (post.fields, post.authorized, post.status) == (("content", "title"), True, 201)
    assert "canary" not in repr(proxy.requests)
    assert "abcd" not in repr(proxy.requests)


def test_a_plan_is_used_in_order_and_only_where_it_matches(
    proxy: FaultProxy, client: httpx2.Client
) -> None:
    proxy.plan(fault.bad_gateway(), fault.unavailable(), method="write", path="/posts")
    assert proxy.unused == 2
    assert client.get("/posts").status_code == 200
    assert [client.post("/posts").status_code for _ in range(3)] == [502, 503, 201]
    proxy.always(fault.firewall(), path="/media")
    assert [client.post("/media").status_code for _ in range(2)] == [403, 403]
    proxy.clear()
    assert client.post("/media").status_code == 201


@pytest.mark.parametrize("abrupt", [False, True])
@pytest.mark.parametrize("delivered", [0, 1])
def test_a_line_is_cut_before_or_after_the_server_has_done_it(
    proxy: FaultProxy, client: httpx2.Client, echo: Echo, abrupt: bool, delivered: int
) -> None:
    cut = fault.lose_answer if delivered else fault.drop_request
    proxy.plan(cut(abrupt=abrupt))
    with pytest.raises(httpx2.NetworkError if abrupt else httpx2.RemoteProtocolError):
        client.post("/posts", json={})
    assert len(echo.got) == delivered
    assert proxy.requests[0].status is None
    assert proxy.requests[0].server_status == (201 if delivered else None)
    assert client.post("/posts").status_code == 201


def test_an_upload_that_breaks_off_never_reaches_the_program_behind(
    proxy: FaultProxy, client: httpx2.Client, echo: Echo
) -> None:
    proxy.plan(fault.cut_request(1000))
    with pytest.raises(httpx2.TransportError):
        client.post("/media", content=b"x" * 3_000_000)
    assert proxy.requests[0].length == 1000
    assert client.get("/").status_code == 200
    assert [what for what, *_ in echo.got] == ["GET /"]


def test_an_answer_breaks_off_in_the_middle(
    proxy: FaultProxy, client: httpx2.Client, echo: Echo
) -> None:
    proxy.plan(fault.cut_answer(5))
    with pytest.raises(httpx2.RemoteProtocolError):
        client.post("/posts")
    assert len(echo.got) == 1


def test_silence_outlasts_a_client_with_a_time_limit(
    proxy: FaultProxy, client: httpx2.Client, echo: Echo
) -> None:
    proxy.plan(fault.silence(30))
    with pytest.raises(httpx2.ReadTimeout):
        client.post("/posts", timeout=httpx2.Timeout(PATIENCE, read=0.2))
    _wait_until_done(proxy)
    assert (proxy.requests[0].status, len(echo.got)) == (None, 1)


def test_a_request_is_done_later_behind_the_back_of_a_client_that_was_cut_off(
    proxy: FaultProxy, client: httpx2.Client, echo: Echo
) -> None:
    proxy.plan(fault.do_it_later(0.2))
    with pytest.raises(httpx2.TransportError):
        client.post("/posts")
    _wait_until_done(proxy)
    assert len(echo.got) == 1


def _wait_until_done(proxy: FaultProxy) -> None:
    """Wait until the server has done the only request, whose client has gone."""
    late = time.monotonic() + PATIENCE
    while [seen.server_status for seen in proxy.requests] != [201] and time.monotonic() < late:
        time.sleep(0.01)
    assert [seen.server_status for seen in proxy.requests] == [201]


def test_a_slow_answer_is_late_and_whole(proxy: FaultProxy, client: httpx2.Client) -> None:
    proxy.plan(fault.delay(before=0.1, after=0.1))
    began = time.monotonic()
    assert client.get("/").status_code == 200
    assert time.monotonic() - began >= 0.2
    late = time.monotonic() + PATIENCE
    while proxy.requests[0].seconds == 0 and time.monotonic() < late:
        time.sleep(0.01)  # the proxy looks at its clock when the answer has gone
    assert proxy.requests[0].seconds >= 0.2


def test_a_request_is_delivered_twice(proxy: FaultProxy, client: httpx2.Client, echo: Echo) -> None:
    proxy.plan(fault.deliver_twice())
    assert client.post("/posts").status_code == 201
    assert len(echo.got) == 2


def test_the_credential_is_stripped(proxy: FaultProxy, client: httpx2.Client, echo: Echo) -> None:
    proxy.plan(fault.strip_authorization())
    client.get("/")
    client.get("/")
    assert [bool(credential) for *_, credential in echo.got] == [False, True]
    assert proxy.requests[0].authorized


@pytest.mark.parametrize(
    ("harm", "status", "kind"),
    [
        (fault.captive_portal(), 200, "text/html; charset=UTF-8"),
        (fault.request_timeout(), 408, "text/html; charset=UTF-8"),
        (fault.too_large(), 413, "text/html; charset=UTF-8"),
        (fault.too_many_requests("7"), 429, "text/html; charset=UTF-8"),
        (fault.server_error(), 500, "text/html; charset=UTF-8"),
        (fault.gateway_timeout(done=False), 504, "text/html; charset=UTF-8"),
        (fault.redirect("http://localhost:1/"), 301, "text/html; charset=UTF-8"),
        (fault.json_error(403, "rest_forbidden", "No."), 403, "application/json; charset=UTF-8"),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else None,
)
def test_somebody_else_answers_and_the_server_hears_nothing(
    proxy: FaultProxy, client: httpx2.Client, echo: Echo, harm: Fault, status: int, kind: str
) -> None:
    proxy.plan(harm)
    answer = client.post("/posts")
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, kind)
    assert echo.got == []


def test_the_gateway_gives_up_while_the_server_does_it(
    proxy: FaultProxy, client: httpx2.Client, echo: Echo
) -> None:
    proxy.plan(fault.gateway_timeout())
    assert client.post("/posts").status_code == 504
    assert len(echo.got) == 1
    assert proxy.requests[0].server_status == 201


def test_the_answer_itself_is_spoilt(proxy: FaultProxy, client: httpx2.Client) -> None:
    whole = client.get("/").content
    proxy.plan(fault.byte_order_mark(), fault.notice(), fault.truncate(), fault.empty())
    assert client.get("/").content == b"\xef\xbb\xbf" + whole
    noisy = client.get("/").content
    assert noisy.startswith(b"<br />")
    assert noisy.endswith(whole)
    assert client.get("/").content == whole[: len(whole) // 2]
    assert client.get("/").content == b""
    proxy.plan(fault.content_type(), fault.garbage(), fault.clock(-172_800))
    mislabelled = client.get("/")
    assert mislabelled.headers["Content-Type"] == "text/html; charset=UTF-8"
    assert mislabelled.content == whole
    with pytest.raises(ValueError, match=r"."):
        client.get("/").json()
    assert client.get("/").headers["Date"] != DATE


def test_offline_connections_are_refused_and_online_again_the_address_is_the_same(
    proxy: FaultProxy, client: httpx2.Client
) -> None:
    url = proxy.url
    assert client.get("/").status_code == 200
    proxy.offline()
    with pytest.raises(httpx2.TransportError):
        client.get("/")
    with pytest.raises(httpx2.ConnectError):
        client.get("/")
    proxy.online()
    assert client.get("/").status_code == 200
    assert proxy.url == url


def test_a_rule_of_the_tests_own_decides(proxy: FaultProxy, client: httpx2.Client) -> None:
    proxy.decide = lambda seen: fault.bad_gateway() if seen.number % 2 else fault.PASS
    assert [client.get("/").status_code for _ in range(4)] == [502, 200, 502, 200]
