"""Accounts of the real sites, as the connector signs in with them."""

from __future__ import annotations

from editor_app.connectors.web_requests import Credential
from editor_app.connectors.wordpress import WordPress
from tests.servers import wordpress as servers


def connect(site: servers.WordPress, account: str = "editor", url: str = "") -> WordPress:
    """Return the connector as an account of a site, perhaps by way of a proxy."""
    return WordPress(f"{url or site.url}/wp-json/", Credential(*site.user(account)))
