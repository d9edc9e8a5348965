"""The test site is what the tests take it for."""

from __future__ import annotations

import httpx2
import pytest

from tests.servers.wordpress import ACCOUNTS, WordPress


def _client(site: WordPress, account: str) -> httpx2.Client:
    return httpx2.Client(
        base_url=f"{site.url}/wp-json/wp/v2", auth=site.user(account), timeout=60, trust_env=False
    )


def test_a_site_answers_and_knows_its_own_address(either_wordpress: WordPress) -> None:
    index = httpx2.get(f"{either_wordpress.url}/wp-json/", trust_env=False).json()
    assert index["home"] == either_wordpress.url
    assert index["timezone_string"] == "Asia/Ho_Chi_Minh"
    assert "application-passwords" in index["authentication"]


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_account_signs_in_with_its_application_password(
    either_wordpress: WordPress, account: str
) -> None:
    with _client(either_wordpress, account) as client:
        me = client.get("users/me", params={"context": "edit"}).json()
    assert me["roles"] == [ACCOUNTS[account]]
    assert me["id"] == either_wordpress.user_id(account)
