"""What is known about a site, as words in ``Site.found``: ``yes``, ``no``, a number, or not told.

Accounts and doctor write them; sending and the window read them.
"""

from __future__ import annotations

from collections.abc import Mapping

from editor_app.connectors.wordpress_values import Me, SiteIndex

YES, NO = "yes", "no"
WORKED = "worked"
"""The account that the site took last: when it is refused later, its password was revoked."""

CAPABILITIES = {
    "may-write": "edit_posts",
    "may-publish": "publish_posts",
    "may-edit-others": "edit_others_posts",
    "may-upload": "upload_files",
    "may-manage-terms": "manage_categories",
    "unfiltered-html": "unfiltered_html",
}
"""Our names of what an account may, and WordPress's."""


def said(value: bool) -> str:
    """Return yes or no."""
    return YES if value else NO


def of_account(me: Me, account: str) -> dict[str, str]:
    """Return what is known of an account that was taken."""
    rights = {name: said(me.may(capability)) for name, capability in CAPABILITIES.items()}
    return {**rights, "role": ",".join(me.roles), WORKED: account}


def joined(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return the facts with newer ones; an empty one is forgotten."""
    return {name: value for name, value in {**before, **now}.items() if value}


def zone_of_index(index: SiteIndex) -> str:
    """Return the IANA zone that a site says it is in; for whole hours only, one is made of them."""
    if index.zone:
        return index.zone
    hours = int(index.offset)
    if hours != index.offset:
        return ""
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"
