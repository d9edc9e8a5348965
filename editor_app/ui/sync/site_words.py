"""What is said of a site: where it is, of which kind, and as whom the desk goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.site import Site, SiteKind
from editor_app.sentences import _, ngettext, sentence

if TYPE_CHECKING:
    from editor_app.services.syncing import SyncReport


def kind_words(site: Site) -> str:
    """Return what kind of site it is."""
    return "WordPress" if site.kind is SiteKind.WORDPRESS else _("a folder")


def site_words(sites: Sequence[Site]) -> str:
    """Return the line at the top of the Sync screen."""
    if len(sites) != 1:
        return _(", ").join(site.name for site in sites)
    site = sites[0]
    named = _("{site} ({kind})").format(site=site.name, kind=kind_words(site))
    if not site.account:
        return named
    return f"{named} · {_('as {editor}').format(editor=site.account)}"


def host_words(site: Site) -> str:
    """Return the host of a site's public address, or the address where there is none."""
    return urlsplit(site.url).netloc or site.url


def report_words(report: SyncReport) -> tuple[str, str]:
    """Return the tone and the words of what a sync did, what went wrong first."""
    wrong = [*report.troubles, *report.asks]
    if wrong:
        return "err", " ".join(sentence(message) for message in wrong)
    counts = (
        (report.sent, ngettext("{count} sent", "{count} sent", report.sent)),
        (report.received, ngettext("{count} fetched", "{count} fetched", report.received)),
    )
    said = [words.format(count=count) for count, words in counts if count]
    return "ok", " · ".join(said) or _("Nothing was new.")
