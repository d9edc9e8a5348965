"""What is kept of looking at public pages: a fact for each article on a site, one more if due."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.public_page import PageCheck, PageVerdict
from editor_app.domain.site import Publication, RemoteStatus
from editor_app.formats.page_dates import zone_of
from editor_app.storage.records import Records

PREFIX = "public-page:"
WAITING = "public-page-due:"
"""Begins the names of the facts that only say that a page is to be looked at: there are few."""

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


def expect_page(records: Records, publication: Publication, now: datetime) -> None:
    """Let the public page be looked at soon, when readers can see it; in an open transaction."""
    if publication.status is not RemoteStatus.PUBLIC:
        return
    known = page_check(records, publication.article, publication.site)
    keep_check(records, replace(known, due=now, tries=0))


def page_check(records: Records, article: ArticleId, site: SiteId) -> PageCheck:
    """Return what is kept of a public page; an empty check when nobody has looked."""
    name = _name(article, site)
    return _read(name, records.facts.get(name) or "") or PageCheck(article, site)


def keep_check(records: Records, check: PageCheck) -> None:
    """Keep what was found of a public page."""
    told = {
        "due": check.due and check.due.isoformat(),
        "verdict": check.verdict,
        "checked": check.checked and check.checked.isoformat(),
        "said": [[message.key, dict(message.fields)] for message in check.said],
        "tries": check.tries,
        "mark": check.mark,
        "marks": check.marks,
        "before": check.before,
    }
    name = _name(check.article, check.site)
    records.facts.put(name, json.dumps(told, ensure_ascii=False))
    if check.due is None:
        records.facts.remove(_waits(name))
    else:
        records.facts.put(_waits(name), check.due.isoformat())


def seen_page(records: Records, article: ArticleId, site_id: SiteId) -> PageCheck | None:
    """Return what was found last of a public page; None when it is not public or was not seen."""
    known = records.publications.find(article, site_id)
    check = page_check(records, article, site_id)
    if known is None or known.status is not RemoteStatus.PUBLIC or check.checked is None:
        return None
    zone = zone_of(records.sites.get(site_id).zone)
    return replace(check, checked=check.checked.astimezone(zone))


def forget_check(records: Records, check: PageCheck) -> None:
    """Forget a public page: the article or its site is gone."""
    name = _name(check.article, check.site)
    records.facts.remove(name)
    records.facts.remove(_waits(name))


def checks_to_come(records: Records) -> tuple[PageCheck, ...]:
    """Return the pages that are to be looked at, now or later; the earliest first."""
    found = []
    for name, told in records.facts.beginning(WAITING).items():
        site, _, article = name.removeprefix(WAITING).partition(":")
        check = page_check(records, ArticleId(article), SiteId(site))
        found.append(replace(check, due=_when(told)))
    return tuple(sorted(found, key=lambda check: (check.due, check.article)))


def _name(article: ArticleId, site: SiteId) -> str:
    return f"{PREFIX}{site}:{article}"


def _waits(name: str) -> str:
    return WAITING + name.removeprefix(PREFIX)


def _read(name: str, value: str) -> PageCheck | None:
    """Return what a fact holds; None when it is damaged: the page is then looked at anew."""
    site, _, article = name.removeprefix(PREFIX).partition(":")
    try:
        told = json.loads(value)
        return PageCheck(
            ArticleId(article),
            SiteId(site),
            _instant(told["due"]),
            PageVerdict(told["verdict"]) if told["verdict"] else None,
            _instant(told["checked"]),
            tuple(Message(key, fields) for key, fields in told["said"]),
            int(told["tries"]),
            str(told["mark"]),
            tuple(told["marks"]),
            tuple(told["before"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _when(told: str) -> datetime:
    """Return when a page is due; at once where that is damaged."""
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        return AT_ONCE


def _instant(told: Any) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
