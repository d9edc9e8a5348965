"""One public page is fetched because somebody asked, through the seam, with nothing secret."""

from __future__ import annotations

import pytest

from editor_app.connectors.web_pages import fetch_page, fetch_picture
from editor_app.domain.errors import ConnectionTrouble, EditorError, TooLarge, Unreadable
from editor_app.sentences import sentence
from tests.connectors.loopback import Loopback, answer, page


def test_a_page_is_fetched_and_decoded_as_declared() -> None:
    body = "<p>Thủy triều</p>".encode("utf-16")
    with Loopback((answer(200, body, "text/html; charset=utf-16"),)) as server:
        assert fetch_page(server.url + "x").text == "<p>Thủy triều</p>"
    assert server.requests[0].headers["user-agent"].startswith("Copydesk/")


def test_a_page_that_moved_to_another_host_is_fetched_there() -> None:
    with Loopback((page(200, "Story"),)) as new:
        target = f"http://localhost:{new.port}/story"
        with Loopback((page(301, location=target),)) as old:
            found = fetch_page(old.url)
    assert found.url == target
    assert "Story" in found.text


def test_a_picture_is_fetched_up_to_a_size() -> None:
    with Loopback((answer(200, b"\xff\xd8photo", "image/jpeg"),)) as server:
        assert fetch_picture(server.url, 100) == b"\xff\xd8photo"
        with pytest.raises(TooLarge):
            fetch_picture(server.url, 3)


@pytest.mark.parametrize(
    ("play", "kind", "key"),
    [
        (page(404), ConnectionTrouble, "page-refused"),
        (page(500), ConnectionTrouble, "page-refused"),
        (answer(200, "%PDF", "application/pdf"), Unreadable, "address-other-kind"),
        (b"\x00\x00", ConnectionTrouble, "page-unreachable"),
        (page(302, location="/"), ConnectionTrouble, "redirected-round"),
    ],
)
def test_a_page_that_cannot_be_had_has_its_sentence(
    play: bytes, kind: type[EditorError], key: str
) -> None:
    with Loopback((play,)) as server, pytest.raises(kind) as raised:
        fetch_page(server.url)
    assert raised.value.message.key == key
    assert "127.0.0.1" in sentence(raised.value.message)


@pytest.mark.parametrize(
    "url", ["", "story", "ftp://example.com/", "file:///etc/passwd", "http://["]
)
def test_what_is_no_web_address_is_not_fetched(url: str) -> None:
    with pytest.raises(Unreadable) as raised:
        fetch_page(url)
    assert raised.value.message.key == "address-not-web"


def test_an_address_with_a_password_is_not_fetched() -> None:
    with pytest.raises(Unreadable) as raised:
        fetch_page("https://me:secret@example.com/")
    assert "secret" not in sentence(raised.value.message)
