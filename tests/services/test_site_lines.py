"""Lines to sites: one per site, with the password of its account, opened when it is wanted."""

from __future__ import annotations

import base64
from dataclasses import replace

import httpx2
import pytest

from editor_app.domain.errors import SignedOut
from editor_app.domain.ids import SiteId, new_id
from editor_app.domain.site import Site, SiteKind
from editor_app.services.site_lines import SiteLines
from editor_app.storage.secrets import MemorySecrets, Secrets

ROOT = "https://news.example/wp-json/"
SITE = Site(
    SiteId(new_id()), "News", SiteKind.WORDPRESS, "https://news.example", ROOT, account="lan"
)


class Desk:
    """Lines to a site that writes down who asked it."""

    def __init__(self) -> None:
        self.opened = 0
        self.callers: list[str] = []
        self.secrets = MemorySecrets()
        self.lines = SiteLines(self._open, transport=httpx2.MockTransport(self._answer))

    def _open(self) -> Secrets:
        self.opened += 1
        return self.secrets

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        given = request.headers.get("authorization", "").removeprefix("Basic ")
        self.callers.append(base64.b64decode(given).decode())
        me = {"id": 1, "name": "Lan", "slug": "lan", "roles": [], "capabilities": {}, "locale": ""}
        return httpx2.Response(200, json=me)


def test_no_keyring_is_touched_before_a_password_is_wanted() -> None:
    desk = Desk()
    desk.lines.close()
    assert desk.opened == 0


def test_a_site_is_called_with_the_password_of_its_account() -> None:
    desk = Desk()
    desk.lines.sign_in(SITE.id, "open sesame")
    desk.lines.line(SITE).me()
    assert desk.callers == ["lan:open sesame"]
    assert desk.opened == 1


def test_a_site_has_one_line_for_as_long_as_its_account_stays() -> None:
    desk = Desk()
    desk.lines.sign_in(SITE.id, "open sesame")
    line = desk.lines.line(SITE)
    assert desk.lines.line(replace(SITE, name="Renamed")) is line
    other = desk.lines.line(replace(SITE, account="minh"))
    assert other is not line
    other.me()
    assert desk.callers == ["minh:open sesame"]


def test_a_new_password_is_used_at_once() -> None:
    desk = Desk()
    desk.lines.sign_in(SITE.id, "first")
    desk.lines.line(SITE).me()
    desk.lines.sign_in(SITE.id, "second")
    desk.lines.line(SITE).me()
    assert desk.callers == ["lan:first", "lan:second"]


def test_without_a_password_nothing_is_asked() -> None:
    desk = Desk()
    desk.lines.sign_in(SITE.id, "open sesame")
    assert desk.lines.signed_in(SITE.id)
    desk.lines.sign_out(SITE.id)
    assert not desk.lines.signed_in(SITE.id)
    with pytest.raises(SignedOut) as refused:
        desk.lines.line(SITE)
    assert refused.value.message.key == "signed-out-here"
    assert desk.callers == []


def test_a_line_does_not_show_its_password() -> None:
    desk = Desk()
    desk.lines.sign_in(SITE.id, "open sesame")
    line = desk.lines.line(SITE)
    assert "sesame" not in repr(line)
    assert "sesame" not in repr(vars(line.client))


def test_a_password_goes_to_no_host_that_the_site_was_on_before_it() -> None:
    desk = Desk()
    desk.lines.sign_in(SITE.id, "open sesame", "https://www.news.example/wp-json/")
    with pytest.raises(SignedOut):
        desk.lines.line(SITE)  # as somebody has read it before it moved
    moved = replace(SITE, target="https://www.news.example/wp-json/")
    desk.lines.line(moved).me()
    assert desk.callers == ["lan:open sesame"]
