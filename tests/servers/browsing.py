"""A person in a browser: looks at a page, or signs in on a WordPress and presses a button there."""

from __future__ import annotations

import re
from html import unescape

import httpx2

from tests.servers.processes import PATIENCE
from tests.servers.wordpress import WordPress


def patient_browser() -> httpx2.Client:
    """Return a browser that waits as long as a busy machine needs, and asks no proxy.

    The five seconds that a client waits where nobody says otherwise are not enough for PHP and a
    database beside other people's programs.
    """
    return httpx2.Client(trust_env=False, timeout=PATIENCE)


def look_at(address: str, account: tuple[str, str] | None = None) -> httpx2.Response:
    """Open a page or a file as a reader does, or with the name and password of an account."""
    with patient_browser() as browser:
        return browser.get(address, auth=account)


def approve_on(site: WordPress, url: str, button: str) -> httpx2.Response:
    """Open ``url`` of the authorise page as the editor and press ``approve`` or ``reject``.

    Returns the page that the browser is left with.
    """
    with patient_browser() as browser:
        browser.follow_redirects = True
        browser.get(f"{site.url}/wp-login.php")
        login = {"log": "editor", "pwd": site.login_password, "testcookie": "1"}
        browser.post(f"{site.url}/wp-login.php", data=login)
        shown = browser.get(url)
        inputs = [
            dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            for tag in re.findall(r"<input\b[^>]*>", shown.text)
        ]
        fields = {one["name"]: unescape(one.get("value", "")) for one in inputs if "name" in one}
        assert fields["action"] == "authorize_application_password", shown.text[:2000]
        fields = {k: v for k, v in fields.items() if k not in {"approve", "reject"}}
        return browser.post(
            f"{site.url}/wp-admin/authorize-application.php", data={**fields, button: "1"}
        )
