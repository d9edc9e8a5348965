"""A person in a browser: signs in on a WordPress and presses a button of its authorise page."""

from __future__ import annotations

import re
from html import unescape

import httpx2

from tests.servers.wordpress import WordPress


def approve_on(site: WordPress, url: str, button: str) -> httpx2.Response:
    """Open ``url`` of the authorise page as the editor and press ``approve`` or ``reject``.

    Returns the page that the browser is left with.
    """
    with httpx2.Client(trust_env=False, follow_redirects=True, timeout=60) as browser:
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
