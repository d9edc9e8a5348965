"""Approving in the browser: WordPress's own authorise page, and everything else that knocks."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from editor_app.domain.errors import Cancelled, Refused, SignedOut
from editor_app.domain.messages import Message
from editor_app.services.accounts import AccountService, Found
from editor_app.services.approval import APP_ID, Approval, Granted
from editor_app.services.site_lines import SiteLines
from editor_app.storage.secrets import MemorySecrets
from tests.connectors.test_wordpress_companion import PLUGIN
from tests.desks import NOON, Desk
from tests.servers.browsing import approve_on, patient_browser
from tests.servers.wordpress import WordPress

AUTHORIZE = "https://news.example/wp-admin/authorize-application.php"
NAMES = frozenset({"news.example"})
CANARY = "abcd EFGH 1234 ijkl MNOP 5678"


def say(message: Message) -> str:
    """Return a sentence of which a page must be made with care."""
    return f"<{message.key}>"


def begin(seconds: float = 600.0) -> Approval:
    return Approval(AUTHORIZE, NAMES, NOON, say, "vi", returns=True, seconds=seconds)


@pytest.fixture
def approval() -> Iterator[Approval]:
    with begin() as begun:
        yield begun


def back(approval: Approval, name: str = "success_url") -> str:
    """The address that the site is told to lead back to."""
    return parse_qs(urlsplit(approval.url).query)[name][0]


def get(url: str, **query: str) -> httpx2.Response:
    with patient_browser() as browser:
        return browser.get(url, params=query or None)


def come_back(approval: Approval, **changed: str) -> httpx2.Response:
    said = {"site_url": "https://www.News.example/", "user_login": "lan", "password": CANARY}
    return get(back(approval), **(said | changed))


def test_the_site_is_told_who_asks_and_where_to_lead_back(approval: Approval) -> None:
    query = parse_qs(urlsplit(approval.url).query)
    assert (query["app_name"], query["app_id"]) == (
        ["Copydesk 2026-11-25 12:00:00"],
        [APP_ID],
    )
    for name in ("success_url", "reject_url"):
        assert re.match(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", query[name][0])
    assert "127.0.0.1" not in approval.by_hand


def test_the_password_arrives_and_the_browser_is_left_with_a_clean_page(
    approval: Approval, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = come_back(approval)
    assert answer.status_code == 303
    assert answer.content == b""
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    onward = answer.headers["location"]
    assert "?" not in onward
    assert "lan" not in onward
    assert approval.granted() == Granted("lan", CANARY)
    shown = get(back(approval).rsplit("/", 2)[0] + onward)
    assert shown.status_code == 200
    assert "&lt;approval-page-granted&gt;" in shown.text
    assert 'lang="vi"' in shown.text
    assert CANARY not in shown.text
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert capfd.readouterr() == ("", "")
    assert CANARY not in repr(Granted("lan", CANARY))


def test_a_refusal_on_the_site_is_said(approval: Approval) -> None:
    answer = get(back(approval, "reject_url"))
    assert answer.status_code == 303
    with pytest.raises(Refused) as refused:
        approval.granted()
    assert refused.value.message.key == "approval-refused"


def test_an_answer_from_another_site_is_not_used(approval: Approval) -> None:
    come_back(approval, site_url="https://other.example")
    with pytest.raises(Refused) as refused:
        approval.granted()
    assert refused.value.message.key == "approval-other-site"


def test_nobody_without_the_word_gets_in(approval: Approval) -> None:
    root = back(approval).rsplit("/", 2)[0]
    word = back(approval).split("/")[3]
    for path in ("/", "/approved", "/x/approved", f"/{word}", f"/{word}/", f"/{word}/approved/x"):
        assert get(f"{root}{path}", user_login="eve", password="x").status_code == 404
    with patient_browser() as browser:
        stranger = browser.get(
            back(approval),
            params={"user_login": "eve", "password": "x"},
            headers={"Host": "evil.example"},
        )
        assert stranger.status_code == 404
        assert browser.post(back(approval)).status_code == 501
    assert get(back(approval), user_login="eve").status_code == 400
    come_back(approval)
    assert approval.granted().account == "lan"


def test_only_the_first_answer_counts(approval: Approval) -> None:
    come_back(approval)
    assert come_back(approval, user_login="eve").status_code == 410
    assert approval.granted().account == "lan"


def test_a_browser_that_opens_a_connection_and_says_nothing_blocks_nobody(
    approval: Approval,
) -> None:
    import socket

    port = urlsplit(back(approval)).port
    with socket.create_connection(("127.0.0.1", port)):
        assert come_back(approval).status_code == 303


def test_an_approval_ends_when_its_time_is_over_and_nothing_listens_any_more() -> None:
    approval = begin(seconds=0.05)
    with pytest.raises(Refused) as refused:
        approval.granted()
    assert refused.value.message.key == "approval-expired"
    approval.cancel()
    with pytest.raises(httpx2.ConnectError):
        come_back(approval)


def test_an_approval_that_is_cancelled_ends_at_once() -> None:
    approval = begin()
    threading.Timer(0.05, approval.cancel).start()
    with pytest.raises(Cancelled):
        approval.granted()
    approval.cancel()
    with pytest.raises(httpx2.ConnectError):
        come_back(approval)


# --- with the site's own page ----------------------------------------------------------------


@pytest.fixture
def accounts(desk: Desk) -> Iterator[AccountService]:
    lines = SiteLines(MemorySecrets)
    yield AccountService(desk.place, lines)
    lines.close()


def test_a_real_site_gives_the_password_that_then_signs_in(
    accounts: AccountService, either_wordpress: WordPress
) -> None:
    found = accounts.find(either_wordpress.url)
    with accounts.approve(found, say, "en") as approval:
        assert approval.returns
        page = approve_on(either_wordpress, approval.url, "approve")
        assert "approval-page-granted" in page.text
        assert "password" not in str(page.url)
        granted = approval.granted()
    site, _ = accounts.add_wordpress("Portal", found, granted.account, granted.password)
    assert site.account == "editor"
    assert accounts.sign_out(site.id).revoked


def test_a_real_site_says_no(accounts: AccountService, either_wordpress: WordPress) -> None:
    found = accounts.find(either_wordpress.url)
    with accounts.approve(found, say, "en") as approval:
        page = approve_on(either_wordpress, approval.url, "reject")
        assert "approval-page-refused" in page.text
        with pytest.raises(Refused) as refused:
            approval.granted()
    assert refused.value.message.key == "approval-refused"


def found_at(root: str, *, companion: bool = False, authorize: str = AUTHORIZE) -> Found:
    return Found(
        root, "News", "https://news.example", "", authorize, False, True, False, companion, False
    )


def test_a_site_that_cannot_lead_back_shows_the_password_itself(accounts: AccountService) -> None:
    far = found_at("https://news.example/wp-json/")
    approval = accounts.approve(far, say, "en")
    assert not approval.returns
    assert approval.url == approval.by_hand
    with pytest.raises(Refused) as refused:
        approval.granted()
    assert refused.value.message.key == "approval-by-hand"
    with accounts.approve(
        found_at("https://news.example/wp-json/", companion=True), say, "en"
    ) as led:
        assert led.returns


def test_where_passwords_are_turned_off_there_is_nothing_to_approve(
    accounts: AccountService,
) -> None:
    with pytest.raises(SignedOut) as refused:
        accounts.approve(found_at("https://news.example/wp-json/", authorize=""), say, "en")
    assert refused.value.message.key == "signed-out-disabled"


@pytest.mark.parametrize(
    ("app", "success", "reject", "left"),
    [
        (APP_ID, "http://127.0.0.1:4711/w/approved", "http://127.0.0.1:4711/w/refused", []),
        ("other", "http://127.0.0.1:4711/w/approved", "http://127.0.0.1:4711/w/refused", [1]),
        (APP_ID, "http://evil.example/", "http://127.0.0.1:4711/w/refused", [1]),
        (APP_ID, "http://127.0.0.1:4711.evil.example/", "http://127.0.0.1:4711/w/", [1]),
        (APP_ID, "http://127.0.0.1:4711@evil.example/", "http://127.0.0.1:4711/w/", [1]),
    ],
)
def test_the_companion_lets_the_browser_go_back_to_this_computer_only(
    either_wordpress: WordPress, app: str, success: str, reject: str, left: list[int]
) -> None:
    either_wordpress.install_plugin(PLUGIN)
    remaining = either_wordpress.run(
        "$error = new WP_Error('invalid_redirect_scheme', 'no');"
        f"$request = ['app_id' => '{app}',"
        f" 'success_url' => '{success}', 'reject_url' => '{reject}'];"
        "do_action('wp_authorize_application_password_request_errors', $error, $request, null);"
        "return count($error->get_error_codes());"
    )
    assert remaining == len(left)
