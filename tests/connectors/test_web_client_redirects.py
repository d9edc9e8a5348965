"""A write goes along with no redirect, a read only within the site, a credential nowhere (R13)."""

from __future__ import annotations

import pytest

from editor_app.connectors.web_client import MOST_REDIRECTS, WebClient
from editor_app.connectors.web_origins import bare, redirected
from editor_app.connectors.web_requests import Credential, Upload
from editor_app.domain.errors import Redirected
from editor_app.sentences import sentence
from tests.connectors.loopback import Loopback, answer, page

SECRET = Credential("editor", "canary-7f3a")
STATUSES = (301, 302, 303, 307, 308)
WRITES = ("POST", "PUT", "PATCH", "DELETE")


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("method", WRITES)
@pytest.mark.parametrize("where", ["within", "elsewhere"])
def test_a_write_goes_along_with_no_redirect(status: int, method: str, where: str) -> None:
    with Loopback((answer(200, "{}"),)) as other:
        target = "/wp-json/there" if where == "within" else f"{other.url}there?secret=x"
        with (
            Loopback((page(status, location=target), answer(200, "{}"))) as server,
            WebClient(server.url, SECRET) as client,
            pytest.raises(Redirected) as raised,
        ):
            client.ask(method, server.url + "here", body={"title": "Tide"})
        assert len(server.requests) == 1
        assert other.requests == []
    assert not raised.value.retry
    assert raised.value.doubtful
    assert "secret" not in sentence(raised.value.message)


@pytest.mark.parametrize("status", STATUSES)
def test_a_photo_is_not_sent_elsewhere(status: int) -> None:
    with Loopback((answer(201, "{}"),)) as other:
        with (
            Loopback((page(status, location=other.url),)) as server,
            WebClient(server.url, SECRET) as client,
            pytest.raises(Redirected),
        ):
            client.ask("POST", server.url, upload=Upload(b"photo", "image/jpeg"))
        assert other.requests == []


@pytest.mark.parametrize("status", STATUSES)
def test_a_read_goes_along_within_its_origin_with_its_credential(status: int) -> None:
    with (
        Loopback((page(status, location="/there?page=2"), answer(200, '{"id": 5}'))) as server,
        WebClient(server.url, SECRET) as client,
    ):
        found = client.ask("GET", server.url + "here")
    assert found.data == {"id": 5}
    assert found.url == f"{server.url}there?page=2"
    assert [request.target for request in server.requests] == ["/here", "/there?page=2"]
    assert all("authorization" in request.headers for request in server.requests)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_read_with_a_credential_goes_to_no_other_port_or_host(status: int, name: str) -> None:
    with Loopback((answer(200, "{}"),)) as other:
        target = f"http://{name}:{other.port}/"
        with (
            Loopback((page(status, location=target),)) as server,
            WebClient(server.url, SECRET) as client,
            pytest.raises(Redirected) as raised,
        ):
            client.ask("GET", server.url)
        assert other.requests == []
    assert str(other.port) in sentence(raised.value.message)


def test_redirects_that_go_round_come_to_an_end() -> None:
    with (
        Loopback((page(302, location="/again"),)) as server,
        WebClient(server.url, SECRET) as client,
        pytest.raises(Redirected) as raised,
    ):
        client.ask("GET", server.url)
    assert raised.value.message.key == "redirected-round"
    assert len(server.requests) == MOST_REDIRECTS + 1


def test_a_public_page_is_followed_to_another_host_without_any_credential() -> None:
    with Loopback((page(200, "There"),)) as other:
        target = f"http://localhost:{other.port}/story"
        with (
            Loopback((page(301, location=target),)) as server,
            WebClient(server.url, SECRET) as client,
        ):
            whole = client.look(server.url, roam=True)
        assert whole.url == target
        assert "authorization" not in other.requests[0].headers


@pytest.mark.parametrize(
    ("before", "location", "bound", "roam", "after"),
    [
        ("https://a.example/x/", "../y", True, False, "https://a.example/y"),
        ("https://a.example/x", "https://a.example:443/y", True, False, "https://a.example:443/y"),
        ("https://a.example/x", "//a.example/y", True, False, "https://a.example/y"),
        ("https://a.example/x", "https://www.a.example/", False, True, "https://www.a.example/"),
        # A path with backslashes stays a path of the same host: nobody else is asked.
        (
            "https://a.example/",
            r"\\evil.example/",
            False,
            False,
            r"https://a.example/\\evil.example/",
        ),
        ("http://a.example/x", "https://a.example/x", False, False, "https://a.example/x"),
        ("https://a.example/x", "https://a.example:8443/", False, False, "https://a.example:8443/"),
    ],
)
def test_redirects_that_are_followed(
    before: str, location: str, bound: bool, roam: bool, after: str
) -> None:
    assert redirected(before, location, bound=bound, roam=roam) == after


@pytest.mark.parametrize(
    ("before", "location", "bound", "roam", "key"),
    [
        ("https://a.example/", "http://a.example/", True, False, "redirected-down"),
        ("https://a.example/", "http://a.example/", False, True, "redirected-down"),
        ("https://a.example/", "https://a.example.evil.example/", True, False, "redirected-away"),
        ("https://a.example/", "https://a.example@evil.example/", True, False, "redirected-away"),
        ("https://a.example/", "https://user:pw@a.example/", True, False, "redirected-away"),
        ("https://a.example/", "//evil.example/", True, False, "redirected-away"),
        ("https://a.example/", "https://a.example:8443/", True, False, "redirected-away"),
        ("https://a.example/", "ftp://a.example/", False, True, "redirected-away"),
        ("https://a.example/", "javascript:alert(1)", False, True, "redirected-away"),
        ("https://a.example/", "file:///etc/passwd", False, True, "redirected-away"),
        ("https://a.example/", "https://127.0.0.1/", False, True, "redirected-away"),
        ("http://a.example/", "http://localhost:8080/", False, True, "redirected-away"),
        ("https://a.example/", "https://[::1]/", False, True, "redirected-away"),
        ("https://a.example/", "https://www.a.example/", False, False, "redirected-away"),
        ("https://a.example/", "https://[bad/", False, True, "redirected-away"),
    ],
)
def test_redirects_that_are_not_followed(
    before: str, location: str, bound: bool, roam: bool, key: str
) -> None:
    with pytest.raises(Redirected) as raised:
        redirected(before, location, bound=bound, roam=roam)
    assert raised.value.message.key == key
    assert "pw" not in str(raised.value)


def test_an_address_is_told_without_what_could_be_secret() -> None:
    assert bare("https://user:pw@a.example:8443/x?key=1#y") == "https://a.example:8443/x"
    assert bare("https://[bad") == ""
