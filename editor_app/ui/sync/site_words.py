"""What is said of a site: where it is, of which kind, and as whom the desk goes there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from editor_app.domain.ids import SiteId
from editor_app.domain.site import RemoteStatus, Site, SiteKind
from editor_app.sentences import _, ngettext, sentence
from editor_app.ui.words import ago, capital, moment, paragraph

HOUR = 3600  # seconds

if TYPE_CHECKING:
    from editor_app.services.accounts import Found
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


def synced_words(
    site: Site, synced: Mapping[SiteId, datetime], now: datetime, zone: ZoneInfo | None
) -> str:
    """Return when a site was last read or written; nothing for a folder where nothing went yet."""
    when = synced.get(site.id)
    if when is None:
        return "" if site.kind is SiteKind.FOLDER else _("not synced yet")
    since = moment(when, now, zone) if (now - when).total_seconds() >= HOUR else ago(when, now)
    return _("synced {time}").format(time=since)


def standing_words(
    sites: Sequence[Site],
    synced: Mapping[SiteId, datetime],
    now: datetime,
    zone: ZoneInfo | None,
) -> str:
    """Return the sites with when each was synced, for the status bar."""
    states = [(site.name, synced_words(site, synced, now, zone)) for site in sites]
    if len(states) == 1:
        return " · ".join(filter(None, states[0]))
    named = (_("{site} ({state})").format(site=n, state=s) if s else n for n, s in states)
    return _(", ").join(named)


def other_account_words(other: str, editor: str) -> str:
    """Return what is said when the browser has approved ``other``, not who used the site before."""
    said = _(
        "Your browser is signed in there as {other}, and this site was used as {editor}. Sign in to"
        " send as {other} from now on; or sign in there as {editor} and approve again."
    )
    return said.format(other=other, editor=editor)


def by_hand_words() -> str:
    """Return what is said when a site cannot lead the browser back to Copydesk."""
    return _(
        "The page is open in your browser. This site cannot send you back: copy the password that"
        " it shows, and paste it here."
    )


def moved_words(before: str, host: str) -> str:
    """Return what is said when the address of a site leads on from the host that it was on."""
    said = _(
        "This site was at {before}, and its address leads on to {host} now. Your password, and all"
        " that is sent from then on, would go there."
    )
    return said.format(before=before, host=host)


def late_words(name: str, found: Found | None, site: Site | None) -> str:
    """Return what is said when a site took the account after somebody had pressed Cancel.

    A new one was found there, and is called by its own name where ``name`` is empty.
    """
    if site is not None:
        said = _("Signed in to {site} all the same: it had been asked before you pressed Cancel.")
        return said.format(site=site.name)
    own = found.name or found.host if found is not None else ""
    said = _("{site} was added all the same: it had been asked before you pressed Cancel.")
    return said.format(site=name.strip() or own)


def removal_words(site: Site, standing: Sequence[RemoteStatus]) -> str:
    """Return what it means to remove a site on which the desk's articles stand like that.

    A folder is written whole from what is published anew; a WordPress keeps posts that no desk
    knows any more.
    """
    said = [_("What was published there stays where it is. What waits for it is not sent.")]
    count, hours = len(standing), standing.count(RemoteStatus.SCHEDULED)
    if count and site.kind is SiteKind.WORDPRESS:
        twice = ngettext(
            "{count} post there is of this desk. It will not be known as ours any more: published"
            " again, it is there twice.",
            "{count} posts there are of this desk. They will not be known as ours any more:"
            " published again, they are there twice.",
            count,
        )
        said.append(twice.format(count=count))
    if hours:
        alone = ngettext(
            "{count} of them goes out by itself at its time.",
            "{count} of them go out by themselves at their times.",
            hours,
        )
        said.append(alone.format(count=hours))
    return paragraph(*said)


def netloc(url: str) -> str:
    """Return the host of an address, with its port where that is said."""
    return urlsplit(url).netloc


def host_words(site: Site) -> str:
    """Return the host of a site's public address, or the address where there is none."""
    return netloc(site.url) or site.url


def report_words(report: SyncReport, *, paused: bool = False) -> tuple[str, str]:
    """Return the tone and the words of what a sync did, what went wrong first.

    What needs the editor or waits on is said as well, and that nothing was sent while ``paused``.
    """
    wrong = [*report.troubles, *report.asks]
    if wrong:
        return "err", paragraph(*map(sentence, wrong))
    counts = (
        (report.sent, ngettext("{count} sent", "{count} sent", report.sent)),
        (report.received, ngettext("{count} fetched", "{count} fetched", report.received)),
    )
    did = [words.format(count=count) for count, words in counts if count]
    left = [_("sending is paused")] if paused else []
    if report.needs_you:
        needs = ngettext("{count} needs you", "{count} need you", report.needs_you)
        left.append(needs.format(count=report.needs_you))
    if report.conflicts:
        clash = ngettext("{count} conflict", "{count} conflicts", report.conflicts)
        left.append(clash.format(count=report.conflicts))
    if report.waiting and not paused:
        waits = ngettext("{count} change waits", "{count} changes wait", report.waiting)
        left.append(waits.format(count=report.waiting))
    words = capital(" · ".join([*did, *left])) or _("Nothing was new.")
    return "warn" if left else "ok", words
