"""A site is found from whatever somebody types, and nothing secret goes out for it."""

from __future__ import annotations

import json
import socket

import pytest

from editor_app.connectors.web_requests import Credential, Patience
from editor_app.connectors.wordpress import WordPress as Connector
from editor_app.connectors.wordpress_discovery import Discovered, discover
from editor_app.domain.errors import (
    Busy,
    EditorError,
    NotAllowed,
    NotTheSite,
    Refused,
    SignedOut,
    Unreachable,
    Unreadable,
)
from editor_app.sentences import sentence
from tests.connectors.loopback import Loopback, Play, Request, answer, page
from tests.servers.fixtures import Between
from tests.servers.wordpress import PLAIN, PRETTY, WordPress

TIME = Patience(connect=20, read=20, whole=60)
INDEX = json.dumps({"name": "Portal &amp; more", "namespaces": ["wp/v2"], "authentication": []})
HEADER = '</wp-json/>; rel="https://api.w.org/", </?p=1>; rel=shortlink'


def site(answers: dict[str, bytes]) -> Play:
    """A server that has something at some addresses and a page saying no at all others."""

    def play(line: socket.socket, request: Request) -> None:
        address = request.target.split("&_fields")[0].split("?_fields")[0]
        line.sendall(answers.get(address, page(404)))

    return play


def found(answers: dict[str, bytes], typed: str = "") -> tuple[Discovered, list[str]]:
    """Discover a site; return it with its root as a path, and the addresses asked for."""
    with Loopback((site(answers),)) as server:
        discovered = discover(server.url + typed, patience=TIME)
        assert all("authorization" not in request.headers for request in server.requests)
        root = discovered.root.removeprefix(server.url)
        return (
            Discovered(root, discovered.index, discovered.moved, discovered.told),
            [request.target for request in server.requests],
        )


def test_the_link_header_names_the_root() -> None:
    discovered, asked = found({"/": page(200, link=HEADER), "/wp-json/": answer(200, INDEX)})
    assert discovered.root == "wp-json/"
    assert discovered.index.name == "Portal & more"
    assert discovered.told
    assert not discovered.moved
    assert not discovered.plain
    assert len(asked) == 2


def test_a_page_names_the_root_in_its_head() -> None:
    link = "<link href='/api/?rest_route=/' rel='https://api.w.org/' />"
    discovered, _asked = found({"/": page(200, link), "/api/?rest_route=/": answer(200, INDEX)})
    assert discovered.root == "api/?rest_route=/"
    assert discovered.told
    assert discovered.plain


def test_a_page_that_is_not_there_may_still_name_the_root() -> None:
    discovered, _asked = found(
        {"/old-story": page(404, link=HEADER), "/wp-json/": answer(200, INDEX)}, "old-story"
    )
    assert discovered.root == "wp-json/"


@pytest.mark.parametrize("root", ["wp-json/", "?rest_route=/", "index.php?rest_route=/"])
def test_a_silent_page_is_followed_by_guesses(root: str) -> None:
    discovered, _asked = found({"/": page(200), f"/{root}": answer(200, INDEX)})
    assert discovered.root == root
    assert not discovered.told


def test_a_root_in_a_folder_is_guessed_before_that_at_the_top() -> None:
    discovered, _asked = found(
        {
            "/blog/": page(200),
            "/blog/wp-json/": answer(200, INDEX),
            "/wp-json/": answer(200, INDEX),
        },
        "blog/",
    )
    assert discovered.root == "blog/wp-json/"


@pytest.mark.parametrize(
    "typed",
    [
        "wp-admin/",
        "wp-admin/post.php?post=5",
        "wp-login.php?redirect_to=x",
        "wp-json/wp/v2/posts",
        "xmlrpc.php",
        "?p=5#top",
    ],
)
def test_the_addresses_that_editors_know_lead_to_the_root(typed: str) -> None:
    discovered, asked = found({"/": page(200, link=HEADER), "/wp-json/": answer(200, INDEX)}, typed)
    assert discovered.root == "wp-json/"
    assert asked[0] == "/"


def test_a_root_behind_a_redirect_is_the_one_that_answers() -> None:
    discovered, _asked = found(
        {
            "/": page(200, link=HEADER),
            "/wp-json/": page(301, location="/index.php/wp-json/"),
            "/index.php/wp-json/": answer(200, INDEX),
        }
    )
    assert discovered.root == "index.php/wp-json/"


def test_a_site_that_moved_to_another_host_says_so() -> None:
    with Loopback((site({"/": page(200, link=HEADER), "/wp-json/": answer(200, INDEX)}),)) as new:
        target = f"http://localhost:{new.port}/"
        with Loopback((page(301, location=target),)) as old:
            discovered = discover(old.url, patience=TIME)
    assert discovered.moved
    assert discovered.root == f"{target}wp-json/"


@pytest.mark.parametrize(
    ("answers", "kind", "key"),
    [
        ({"/": page(200)}, NotTheSite, "not-wordpress"),
        ({"/": page(404)}, NotTheSite, "not-wordpress"),
        ({"/": page(200), "/wp-json/": page(200)}, NotTheSite, "not-wordpress"),
        ({"/": page(200), "/wp-json/": answer(200, "{}")}, NotTheSite, "not-wordpress"),
        (
            {"/": page(200), "/wp-json/": answer(200, '{"namespaces": ["oembed/1.0"]}')},
            NotTheSite,
            "not-wordpress",
        ),
        (
            {"/": page(200, link='<https://user:pw@127.0.0.1/>; rel="https://api.w.org/"')},
            NotTheSite,
            "not-wordpress",
        ),
        ({"/": page(503, retry_after="600")}, Busy, "busy-maintenance"),
        (
            {"/": page(200, link=HEADER), "/wp-json/": answer(401, '{"code": "rest_disabled"}')},
            SignedOut,
            "signed-out",
        ),
        ({"/": page(200), "/wp-json/": page(403)}, NotAllowed, "not-allowed-firewall"),
    ],
)
def test_what_is_no_open_wordpress_has_its_sentence(
    answers: dict[str, bytes], kind: type[EditorError], key: str
) -> None:
    with pytest.raises(kind) as raised:
        found(answers)
    assert raised.value.message.key == key
    assert "127.0.0.1" in sentence(raised.value.message)


@pytest.mark.parametrize(
    ("typed", "kind", "key"),
    [
        ("", Unreadable, "address-not-web"),
        ("my site", Unreadable, "address-not-web"),
        ("ftp://example.com", Unreadable, "address-not-web"),
        ("https://", Unreadable, "address-not-web"),
        ("https://me:secret@example.com", Refused, "address-holds-password"),
        ("me:secret@example.com", Refused, "address-holds-password"),
        ("copydesk.invalid", Unreachable, "unreachable-name"),
        ("http://copydesk.invalid", Refused, "site-needs-https"),
        ("http://copydesk.invalid:80/blog", Refused, "site-needs-https"),
    ],
)
def test_an_address_that_leads_nowhere_has_its_sentence(
    typed: str, kind: type[EditorError], key: str
) -> None:
    with pytest.raises(kind) as raised:
        discover(typed, patience=TIME)
    assert raised.value.message.key == key
    assert "secret" not in sentence(raised.value.message)


def test_a_real_site_is_found_with_both_kinds_of_permalinks(either_wordpress: WordPress) -> None:
    bare = either_wordpress.url.removeprefix("http://")
    discovered = discover(bare)
    assert discovered.root == f"{either_wordpress.url}/wp-json/"
    assert discovered.index.zone == "Asia/Ho_Chi_Minh"
    assert discovered.index.authorize.endswith("/wp-admin/authorize-application.php")
    assert discover(f"{bare}/wp-admin/").root == discovered.root
    either_wordpress.permalinks(PLAIN)
    plain = discover(bare)
    assert plain.plain
    assert plain.told
    assert plain.index == discovered.index
    either_wordpress.permalinks(PRETTY)


def test_a_real_site_under_repair_is_busy(wordpress: WordPress) -> None:
    wordpress.maintenance(on=True)
    try:
        with pytest.raises(Busy) as raised:
            discover(wordpress.url)
    finally:
        wordpress.maintenance(on=False)
    assert raised.value.message.key == "busy-maintenance"


def test_a_real_site_behind_https_is_found_signed_in_and_written_to(
    wordpress: WordPress, between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(between.certificates.trusted))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    secured = between(wordpress.url, tls="good")
    discovered = discover(secured.url)
    assert discovered.root == f"{secured.url}/wp-json/"
    with Connector(discovered.root, Credential(*wordpress.user())) as site:
        made = site.posts.create_draft("b" * 32, title="Tide")
        assert site.posts.read(made.id) == made
        assert made.link.startswith("https://")
    assert secured.writes[0].authorized
