"""The one HTTP seam: what it sends to whom, what it counts, when it stops."""

from __future__ import annotations

import base64
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from editor_app.connectors.web_client import WebClient
from editor_app.connectors.web_requests import Credential, Patience, Upload, Watch
from editor_app.domain.errors import (
    AnswerLost,
    Cancelled,
    NotTheSite,
    Refused,
    TooLarge,
    Unreachable,
    Unreadable,
)
from tests.connectors.loopback import Loopback, answer, drip, now_said, page, silence, then_close

SECRET = Credential("editor", "open sesame")
HASTE = Patience(connect=2, read=0.3, upload=0.3, whole=0.6)


def test_an_answer_has_its_json_and_the_servers_time() -> None:
    with (
        Loopback((answer(200, '{"id": 5}', date=now_said(3600), x_wp_total="12"),)) as server,
        WebClient(server.url, SECRET) as client,
    ):
        found = client.ask("GET", server.url + "posts", query={"per_page": 100, "q": "a b&c"})
    assert found.data == {"id": 5}
    assert found.number("x-wp-total") == 12
    assert found.number("x-wp-totalpages") is None
    assert found.skew is not None
    assert timedelta(minutes=59) < found.skew < timedelta(minutes=61)
    assert not found.noisy
    (request,) = server.requests
    assert request.target == "/posts?per_page=100&q=a%20b%26c"
    assert request.headers["user-agent"].startswith("Copydesk/")
    assert base64.b64decode(request.headers["authorization"].split()[1]) == b"editor:open sesame"


def test_the_skew_is_taken_by_the_clock_that_was_given() -> None:
    date = "Wed, 25 Nov 2026 12:00:00 GMT"
    ours = datetime(2026, 11, 27, 12, tzinfo=UTC)
    with (
        Loopback((answer(200, "{}", date=date),)) as server,
        WebClient(server.url, clock=lambda: ours) as client,
    ):
        assert client.ask("GET", server.url).skew == timedelta(days=-2)


def test_the_time_of_the_site_is_known_from_its_last_answer() -> None:
    ours = datetime(2026, 11, 27, 12, tzinfo=UTC)
    date = "Wed, 25 Nov 2026 12:00:00 GMT"
    with (
        Loopback((answer(200, "{}"), answer(200, "{}", date=date), answer(200, "{}"))) as server,
        WebClient(server.url, clock=lambda: ours) as client,
    ):
        client.ask("GET", server.url)
        assert client.server_now() == client.now() == ours
        client.ask("GET", server.url)
        client.ask("GET", server.url)
        assert client.server_now() == ours - timedelta(days=2)


def test_json_is_sent_as_utf_8_and_counted() -> None:
    with Loopback((answer(201, '{"id": 5}'),)) as server, WebClient(server.url) as client:
        client.ask("POST", server.url, body={"title": "Thủy triều 潮"})
        client.ask("GET", server.url)
        assert (client.traffic.reads, client.traffic.writes) == (1, 1)
        assert client.traffic.requests == 2
        assert client.traffic.sent == len(server.requests[0].body)
        assert client.traffic.received == 18
    assert server.requests[0].body.decode() == '{"title":"Thủy triều 潮"}'


def test_one_connection_serves_many_requests() -> None:
    with Loopback((answer(200, "{}"),)) as server, WebClient(server.url) as client:
        for _ in range(5):
            client.ask("GET", server.url)
    assert server.connections == 1
    assert len(server.requests) == 5


def test_a_read_on_a_connection_that_the_server_closed_is_sent_again() -> None:
    with (
        Loopback((answer(200, "{}"), then_close(b""), answer(200, '{"id": 5}'))) as server,
        WebClient(server.url) as client,
    ):
        client.ask("GET", server.url)
        assert client.ask("GET", server.url).data == {"id": 5}
        assert client.traffic.reads == 3


def test_a_write_on_such_a_connection_is_never_sent_again() -> None:
    with (
        Loopback((answer(200, "{}"), then_close(b""), answer(200, '{"id": 5}'))) as server,
        WebClient(server.url) as client,
    ):
        client.ask("GET", server.url)
        with pytest.raises(AnswerLost) as lost:
            client.ask("POST", server.url, body={})
    assert lost.value.doubtful
    assert len(server.requests) == 2


def test_cookies_are_not_kept() -> None:
    with (
        Loopback((answer(200, "{}", set_cookie="wordpress_logged_in=1; Path=/"),)) as server,
        WebClient(server.url) as client,
    ):
        client.ask("GET", server.url)
        client.ask("GET", server.url)
    assert all("cookie" not in request.headers for request in server.requests)


@pytest.mark.parametrize("proxy", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_no_proxy_is_told_the_credential_of_a_site_on_this_computer(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Loopback((answer(200, "{}"),)) as server, Loopback((answer(200, "{}"),)) as spy:
        monkeypatch.setenv(proxy, spy.url)
        with WebClient(server.url, SECRET) as client:
            client.ask("GET", server.url)
    assert len(server.requests) == 1
    assert spy.requests == []


# --- who gets the credential ---------------------------------------------------------------


def test_another_origin_gets_no_credential() -> None:
    with (
        Loopback((answer(200, "{}"),)) as server,
        Loopback((answer(200, "{}"),)) as other,
        WebClient(server.url, SECRET) as client,
    ):
        client.ask("GET", other.url)
        client.look(server.url)
    assert "authorization" not in other.requests[0].headers
    assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize(
    "root",
    [
        "http://example.com/wp-json/",
        "http://192.168.1.5/",
        "http://localhost.example.com/",
        "http://127.0.0.1.example.com/",
        "http://[fe80::1]/",
    ],
)
def test_plain_http_is_for_this_computer_only(root: str) -> None:
    with pytest.raises(Refused) as refused:
        WebClient(root, SECRET)
    assert refused.value.message.key == "site-needs-https"


@pytest.mark.parametrize(
    "root",
    [
        "http://localhost:8080/",
        "http://wp.localhost/",
        "http://127.9.9.9/",
        "http://[::1]/",
        "https://example.com/",
    ],
)
def test_https_and_this_computer_are_fine(root: str) -> None:
    WebClient(root, SECRET).close()


@pytest.mark.parametrize(
    "root", ["ftp://example.com/", "file:///etc/passwd", "https://", "https://a b/", "https://x:y/"]
)
def test_what_is_no_web_address_is_refused(root: str) -> None:
    with pytest.raises(Unreadable) as refused:
        WebClient(root, SECRET)
    assert refused.value.message.key == "address-not-web"


def test_an_address_with_a_password_in_it_is_refused_without_repeating_it() -> None:
    with pytest.raises(Refused) as refused:
        WebClient("https://editor:canary@example.com/")
    assert refused.value.message.key == "address-holds-password"
    assert "canary" not in str(refused.value)


# --- uploads, stopping and time ------------------------------------------------------------


def test_an_upload_goes_out_raw_and_tells_how_far_it_is() -> None:
    data, steps = bytes(range(256)) * 1024, list[tuple[int, int]]()
    with Loopback((answer(201, "{}"),)) as server, WebClient(server.url) as client:
        watch = Watch(lambda done, whole: steps.append((done, whole)))
        client.ask("POST", server.url, upload=Upload(data, "image/jpeg"), watch=watch)
        assert client.traffic.sent == len(data)
    (request,) = server.requests
    assert request.body == data
    assert request.headers["content-type"] == "image/jpeg"
    assert request.headers["content-length"] == str(len(data))
    assert steps == [(n * 65536, len(data)) for n in range(1, 5)]


def test_an_upload_is_stopped_between_two_pieces() -> None:
    gone = list[int]()
    with Loopback((answer(201, "{}"),)) as server, WebClient(server.url) as client:
        watch = Watch(lambda done, _whole: gone.append(done), lambda: len(gone) == 2)
        with pytest.raises(Cancelled):
            client.ask("POST", server.url, upload=Upload(b"x" * 10**6, "a/b"), watch=watch)
        client.ask("GET", server.url)  # the client is good for more
    assert gone == [65536, 131072]
    assert [request.method for request in server.requests] == ["GET"]


def test_what_is_stopped_beforehand_is_not_sent() -> None:
    with Loopback((answer(200, "{}"),)) as server, WebClient(server.url) as client:
        with pytest.raises(Cancelled):
            client.ask("GET", server.url, watch=Watch(stopped=lambda: True))
        assert client.traffic.requests == 0
    assert server.requests == []


def test_a_client_that_is_to_stop_asks_for_nothing_more() -> None:
    stopped = list[bool]()
    with (
        Loopback((answer(200, "{}"),)) as server,
        WebClient(server.url, stopped=lambda: bool(stopped)) as client,
    ):
        client.ask("GET", server.url)
        stopped.append(True)
        for method in ("GET", "POST"):
            with pytest.raises(Cancelled):
                client.ask(method, server.url)
    assert len(server.requests) == 1


def test_reading_a_long_answer_can_be_stopped() -> None:
    asked = iter([False, False, False])
    with (
        Loopback((drip,)) as server,
        WebClient(server.url, stopped=lambda: next(asked, True)) as client,
        pytest.raises(Cancelled),
    ):
        client.ask("GET", server.url)


def test_a_silent_server_is_given_up() -> None:
    with (
        Loopback((silence,)) as server,
        WebClient(server.url, patience=HASTE) as client,
        pytest.raises(AnswerLost) as lost,
    ):
        client.ask("POST", server.url, body={})
    assert lost.value.message.key == "answer-lost-slow"
    assert lost.value.doubtful


def test_an_answer_that_never_ends_is_given_up() -> None:
    with (
        Loopback((drip,)) as server,
        WebClient(server.url, patience=HASTE) as client,
        pytest.raises(AnswerLost) as lost,
    ):
        client.ask("GET", server.url)
    assert lost.value.message.key == "answer-lost-slow"
    assert not lost.value.doubtful


def test_an_early_refusal_of_a_large_body_is_heard() -> None:
    # The server answers at once and does not read what is still coming.
    def refuse(line: Any, _request: Any) -> None:
        line.sendall(page(413))
        raise ConnectionAbortedError

    with (
        Loopback((refuse,)) as server,
        WebClient(server.url) as client,
        pytest.raises(Exception, match="file-refused-size"),
    ):
        client.ask("POST", server.url, upload=Upload(b"x" * 3_000_000, "image/jpeg"))


def test_a_port_where_nobody_listens_is_unreachable() -> None:
    with Loopback((answer(200, "{}"),)) as server:
        url = server.url
    with WebClient(url) as client, pytest.raises(Unreachable) as gone:
        client.ask("POST", url, body={})
    assert gone.value.retry
    assert not gone.value.doubtful


def test_a_name_that_there_is_not_is_unreachable() -> None:
    with WebClient("https://copydesk.invalid/") as client, pytest.raises(Unreachable) as gone:
        client.ask("GET", "https://copydesk.invalid/")
    assert gone.value.message.key == "unreachable-name"


# --- looking at pages ----------------------------------------------------------------------


def test_a_look_takes_any_status_and_kind() -> None:
    with Loopback((page(404, "Không có"),)) as server, WebClient() as client:
        whole = client.look(server.url)
    assert (whole.status, whole.kind) == (404, "text/html")
    assert "Không có" in whole.text


def test_a_look_stops_at_a_limit() -> None:
    with (
        Loopback((answer(200, b"x" * 2_000_000),)) as server,
        WebClient() as client,
        pytest.raises(TooLarge),
    ):
        client.look(server.url, largest=1024**2)


def test_json_of_another_shape_is_not_taken_for_the_site() -> None:
    with (
        Loopback((answer(200, '{"id": 5}'),)) as server,
        WebClient(server.url) as client,
        pytest.raises(NotTheSite) as wrong,
    ):
        client.ask("GET", server.url, expect=list)
    assert wrong.value.message.key == "not-the-site-shape"


def test_an_answer_without_content_is_an_answer_where_it_says_so() -> None:
    with (
        Loopback((b"HTTP/1.1 204 No Content\r\n\r\n",)) as server,
        WebClient(server.url) as client,
    ):
        assert client.ask("DELETE", server.url).data is None


def test_noise_around_the_json_is_counted() -> None:
    with (
        Loopback((answer(200, "<b>Notice</b>\n" + '{"id": 5}'),)) as server,
        WebClient(server.url) as client,
    ):
        assert client.ask("GET", server.url).noisy
        assert client.traffic.noisy == 1


def test_threads_share_a_client() -> None:
    with Loopback((answer(200, "{}"),)) as server, WebClient(server.url) as client:
        threads = [threading.Thread(target=lambda: client.ask("GET", server.url)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert client.traffic.reads == 8
    assert server.connections <= 4
