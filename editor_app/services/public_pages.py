"""Public pages: once an article is public, its page is fetched as a reader would and compared.

No credential goes along, and only sites that the editor set up are asked. What a cache still shows
is looked at again after some minutes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from editor_app.connectors.web_answers import Whole
from editor_app.connectors.web_client import WebClient
from editor_app.connectors.web_requests import Patience, Transport
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError
from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.public_page import PageCheck, PageVerdict
from editor_app.domain.site import LogLine, Publication, RemoteStatus, Site, SiteKind
from editor_app.formats.public_page import PageSeen, SentPage, compare_page, sent_page
from editor_app.services.page_checks import (
    checks_to_come,
    forget_check,
    keep_check,
    page_check,
    seen_page,
)
from editor_app.services.post_base import memory_of
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records

PATIENCE = Patience(connect=10, read=20, whole=40)
LARGEST = 8 * 1024 * 1024
"""Bytes of a page that are read at most."""

AGAIN = (timedelta(minutes=3), timedelta(minutes=12))
"""How long after a first and a second look that found something else the page is seen again."""

ROUND = 20.0
"""Seconds after which a round of looking leaves the rest to the next one: other work waits."""

REFUSED = frozenset({401, 403, 407, 429, 503})
NOT_THERE = frozenset({404, 410})
LOGIN = "wp-login"


@dataclass(frozen=True)
class PagesChecked:
    """What a round of looking found: pages that are the same, that differ, that were not read."""

    same: int = 0
    differ: int = 0
    unread: int = 0
    changes: Changes = field(default_factory=Changes)


class PublicPageService:
    """The verbs on public pages."""

    def __init__(
        self,
        place: Workplace,
        *,
        patience: Patience = PATIENCE,
        transport: Transport | None = None,
    ) -> None:
        """Look at the pages of this desk's articles; ``transport`` stands in for the network."""
        self._place, self._patience, self._transport = place, patience, transport

    def next_due(self) -> datetime | None:
        """Return when a page is to be looked at next; None when all are settled."""
        with self._place.database.reading() as records:
            waiting = checks_to_come(records)
        return waiting[0].due if waiting else None

    def check_due(self, site_id: SiteId | None = None, progress: Progress = silent) -> PagesChecked:
        """Look at the pages (of one site) whose time has come. Raises Cancelled.

        What cannot be read is said, never raised: nothing else depends on it. A round that takes
        long leaves the rest to the next one.
        """
        now = self._place.now()
        with self._place.database.reading() as records:
            due = [
                check
                for check in checks_to_come(records)
                if check.due is not None and check.due <= now and site_id in {None, check.site}
            ]
        return self._looked(due, progress) if due else PagesChecked()

    def check_now(self, article: ArticleId, site: SiteId) -> PagesChecked:
        """Look at one page because the editor asks, whatever was found before."""
        with self._place.database.reading() as records:
            known = page_check(records, article, site)
        return self._looked([replace(known, due=self._place.now(), mark="", tries=0)], silent)

    def checked(self, article: ArticleId, site: SiteId) -> PageCheck | None:
        """Return what was found last, with its time in the zone of the site; None before that."""
        with self._place.database.reading() as records:
            return seen_page(records, article, site)

    # -- looking

    def _looked(self, due: Iterable[PageCheck], progress: Progress) -> PagesChecked:
        checks = list(due)
        found = PagesChecked()
        until = time.monotonic() + ROUND
        with WebClient(patience=self._patience, transport=self._transport) as client:
            for number, check in enumerate(checks):
                progress(number, len(checks), Message("checking-page", {}))
                after = self._look(client, check)
                if after is not None:
                    found = _counted(found, after)
                if time.monotonic() >= until:
                    break
        return found

    def _look(self, client: WebClient, check: PageCheck) -> PageCheck | None:
        """Look at one page and keep what was found; None when there was nothing to look at."""
        with self._place.database.reading() as records:
            wanted = _wanted(records, check)
        if wanted is None:
            with self._place.database.writing() as records:
                forget_check(records, check)
            return None
        site, sent = wanted
        mark = _mark_of(sent)
        if check.mark == mark and check.verdict is PageVerdict.SAME:
            with self._place.database.writing() as records:
                keep_check(records, replace(check, due=None))
            return None
        before = check.before if check.mark == mark else check.marks
        verdict, said = self._seen(client, site, replace(sent, before=frozenset(before)))
        tries = check.tries + 1
        again = verdict is not PageVerdict.SAME and tries <= len(AGAIN)
        now = self._place.now()
        after = replace(
            check,
            due=now + AGAIN[tries - 1] if again else None,
            verdict=verdict,
            checked=now,
            said=said,
            tries=tries,
            mark=mark,
            marks=sent.marks,
            before=tuple(before),
        )
        self._keep(check, after, site)
        return after

    def _seen(
        self, client: WebClient, site: Site, sent: SentPage
    ) -> tuple[PageVerdict, tuple[Message, ...]]:
        """Return what a reader finds at the address."""
        host = urlsplit(sent.address).hostname or ""
        if _bare(host) not in {_bare(urlsplit(one).hostname) for one in (site.url, site.target)}:
            return PageVerdict.UNREAD, (Message("page-elsewhere", {"address": sent.address}),)
        try:
            whole = client.look(sent.address, largest=LARGEST)
            stopped = _stopped_by(whole)
            if stopped is not None:
                return PageVerdict.UNREAD, (stopped,)
            return _judged(self._place.apart(compare_page, whole.text, whole.url, sent), whole)
        except Cancelled:
            raise
        except EditorError as trouble:
            return PageVerdict.UNREAD, (trouble.message,)

    def _keep(self, before: PageCheck, after: PageCheck, site: Site) -> None:
        """Keep it, and write it into the log unless it was found and said already."""
        again = before.mark == after.mark and before.tries > 0
        same = (before.verdict, before.said) == (after.verdict, after.said)
        said = () if again and same else _log_lines(after, site)
        with self._place.database.writing() as records:
            now = page_check(records, after.article, after.site)
            if now.due is not None and now.due != before.due:  # it was changed meanwhile
                after = replace(after, due=now.due, tries=0)
            keep_check(records, after)
            for message in said:
                fields = {name: str(value) for name, value in message.fields.items()}
                line = LogLine(self._place.now(), message.key, fields, after.article, after.site)
                records.log.add(line)


def _wanted(records: Records, check: PageCheck) -> tuple[Site, SentPage] | None:
    """Return what should stand at the address of an article; None when it is not public there."""
    site = next((one for one in records.sites.all() if one.id == check.site), None)
    known = records.publications.find(check.article, check.site)
    if site is None or site.kind is not SiteKind.WORDPRESS or known is None:
        return None
    agreed = memory_of(known).agreed
    if known.status is not RemoteStatus.PUBLIC or not known.address or not agreed.known:
        return None
    told = {media: agreed.credits.get(photo, "") for media, photo in agreed.media.items()}
    siblings = _siblings(records, known)
    return site, sent_page(known.address, agreed.title, agreed.content, told, siblings)


def _siblings(records: Records, known: Publication) -> dict[str, str]:
    """Return the addresses of the other public language versions that the site was told of."""
    there = set(memory_of(known).agreed.translations.values())
    article = records.articles.get(known.article)
    found = {}
    for other in records.articles.of_story(article.story):
        its = records.publications.find(other.id, known.site) if other.id != article.id else None
        public = its is not None and its.status is RemoteStatus.PUBLIC
        if its is not None and public and its.remote_id.isdecimal() and int(its.remote_id) in there:
            found[str(other.language)] = its.address
    return found


def _mark_of(sent: SentPage) -> str:
    told = (sent.address, sent.headline, sent.texts, sent.photos, sorted(sent.siblings.items()))
    return sha256(repr(told).encode()).hexdigest()


def _stopped_by(whole: Whole) -> Message | None:
    """Return why an answer is no page of an article."""
    if whole.status in NOT_THERE:
        return Message("page-not-there", {"status": whole.status})
    if LOGIN in urlsplit(whole.url).path:
        return Message("page-asks-password", {})
    if whole.status in REFUSED:
        return Message("page-refused-readers", {"status": whole.status})
    if not 200 <= whole.status < 300:
        return Message("page-in-trouble", {"status": whole.status})
    if whole.kind not in {"", "text/html", "application/xhtml+xml"}:
        return Message("page-no-page", {"kind": whole.kind})
    return None


def _judged(seen: PageSeen, whole: Whole) -> tuple[PageVerdict, tuple[Message, ...]]:
    if seen.older:
        return PageVerdict.OLDER, seen.differences
    if seen.password:
        return PageVerdict.UNREAD, (Message("page-asks-password", {}),)
    if seen.strange:
        return PageVerdict.UNREAD, (Message("page-of-another", {"address": whole.url}),)
    return (PageVerdict.DIFFERS if seen.differences else PageVerdict.SAME), seen.differences


def _log_lines(after: PageCheck, site: Site) -> tuple[Message, ...]:
    fields = {"site": site.name}
    if after.verdict is PageVerdict.SAME:
        return (Message("log-page-same", fields),)
    if after.verdict is PageVerdict.OLDER:
        return (Message("log-page-older", fields),)
    key = "log-page-unread" if after.verdict is PageVerdict.UNREAD else "log-page-differs"
    return (Message(key, fields), *after.said)


def _counted(found: PagesChecked, after: PageCheck) -> PagesChecked:
    changes = found.changes | Changes(articles=frozenset({after.article}), outbox=True)
    if after.verdict is PageVerdict.SAME:
        return replace(found, same=found.same + 1, changes=changes)
    if after.verdict is PageVerdict.UNREAD:
        return replace(found, unread=found.unread + 1, changes=changes)
    return replace(found, differ=found.differ + 1, changes=changes)


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")
