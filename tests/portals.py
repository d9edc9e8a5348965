"""A WordPress of a desk, for tests that need no server and no window."""

from __future__ import annotations

from editor_app.domain.ids import SiteId, new_id
from editor_app.domain.site import Site, SiteKind
from editor_app.services.workplace import Workplace
from editor_app.wiring import Desk


def place_of(desk: Desk) -> Workplace:
    """Return where the desk's services work; the network that brings conflicts is not here."""
    return desk.conflicts._place


def portal(desk: Desk, name: str = "estuary.example") -> Site:
    """Return a WordPress that nobody answers for."""
    site = Site(
        SiteId(new_id()),
        name,
        SiteKind.WORDPRESS,
        f"https://{name}",
        f"https://{name}/wp-json/",
        account="lan.anh",
    )
    with place_of(desk).database.writing() as records:
        records.sites.add(site)
    return site
