"""What stops an article from going out, and how far it is, for the publish sheet.

These are the rules of the house that no site may be spared: required fields, photo credit and
rights, unread machine text, embargo. What the desk checks find is asked of ``Looked``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from enum import Enum, auto

from editor_app.domain.article import Article
from editor_app.domain.ids import PhotoId
from editor_app.domain.messages import Message
from editor_app.domain.photo import Photo, RightsStatus
from editor_app.domain.shown import Progress
from editor_app.domain.site import Publication, RemoteStatus, Site, SiteKind, Wish
from editor_app.domain.story import Story
from editor_app.formats.page_dates import zone_of
from editor_app.services.check_views import CheckReport
from editor_app.services.links import words
from editor_app.services.renditions import name_of
from editor_app.services.site_facts import NO
from editor_app.storage.records import Records
from editor_app.text.blocks import photo_of

LOCAL = re.compile(
    r"\]\(\s*<?((?:file:|[A-Za-z]:[\\/]|\\\\|/(?:Users|home|tmp|mnt)/)[^)\s>]*)", re.I
)
"""An address in Markdown that no reader can follow: it begins on the editor's own disk."""


def refusals(
    records: Records, article: Article, goes_out: datetime, site: Site
) -> tuple[Message, ...]:
    """Return everything that stops the article from becoming public on a site at ``goes_out``.

    Days are those of the site's zone. Raises Unreadable when the site names no zone that we know.
    """
    story = records.stories.get(article.story)
    return (
        *_missing_fields(article, story),
        *_photo_refusals(records, article, day_at(site, goes_out)),
        *_local_paths(article),
        *_unread(records, article),
        *_embargo(story, goes_out, site),
    )


def draft_refusals(
    records: Records, article: Article, goes_out: datetime, site: Site
) -> tuple[Message, ...]:
    """Return what stops the article from going to a site even as a draft that nobody sees.

    A draft is for colleagues, but whoever knows its address can open a photo that was sent with it:
    one whose rights are refused or have ended stays here. What the site has by now is left there.
    """
    story = records.stories.get(article.story)
    known = {use.photo for use in records.uses.of_article(article.id)}
    unknown = [name for block in article.body if (name := photo_of(block)) and name not in known]
    empty = not article.headline.strip() and not article.body
    return (
        *((Message("in-trash"),) if story.trashed is not None else ()),
        *((Message("no-headline"),) if empty else ()),
        *(Message("photo-unknown", {"name": photo[:8]}) for photo in unknown),
        *_kept_here(records, article, known, site, day_at(site, goes_out)),
        *_local_paths(article),
        *_embargo(story, goes_out, site),
    )


Looked = Callable[[Records, Article, Site], CheckReport | None]
"""Says what the desk checks find in an article for a site; None where they are not run."""


def not_looked(records: Records, article: Article, site: Site) -> None:
    """Find nothing: for desks whose checks are not run."""


def found_refusals(
    report: CheckReport | None, known: Iterable[Message] = ()
) -> tuple[Message, ...]:
    """Return the refusals for what nobody has translated, and for errors of the desk checks.

    That nothing of a version without any text (``known`` says so) is translated need not be said.
    """
    if report is None:
        return ()
    found = []
    if report.unfinished and all(refusal.key != "no-body" for refusal in known):
        found.append(Message("not-translated-stops", {"count": len(report.to_do)}))
    if report.stops:
        found.append(Message("checks-open", {"count": len(report.stops)}))
    return tuple(found)


def site_refusals(site: Site) -> tuple[Message, ...]:
    """Return what the site itself forbids, as far as it was found out when it was looked at."""
    if site.kind is SiteKind.WORDPRESS and site.found.get("may-publish") == NO:
        return (Message("not-allowed-publish", {"site": site.name}),)
    return ()


def day_at(site: Site, instant: datetime) -> date:
    """Return which day it is where the site's readers are. Raises Unreadable."""
    return instant.astimezone(zone_of(site.zone)).date()


def _missing_fields(article: Article, story: Story) -> Iterator[Message]:
    if story.trashed is not None:
        yield Message("in-trash")
    if not article.headline.strip():
        yield Message("no-headline")
    if not any(block.kind.holds_words for block in article.body):
        yield Message("no-body")
    if story.section is None:
        yield Message("no-section")


def _photo_refusals(records: Records, article: Article, day: date) -> Iterator[Message]:
    used = {use.photo for use in records.uses.of_article(article.id)}
    for block in article.body:
        photo_id = photo_of(block)
        if photo_id is None:
            continue
        if photo_id not in used:
            yield Message("photo-unknown", {"name": photo_id[:8]})
            continue
        yield from _refused(records.photos.get(photo_id), day)


def _kept_here(
    records: Records, article: Article, used: set[PhotoId], site: Site, day: date
) -> Iterator[Message]:
    """Find photos that are not on a site yet and that nobody may show."""
    placed = dict.fromkeys(map(photo_of, article.body))
    for photo in (records.photos.get(one) for one in placed if one in used and one is not None):
        if records.media.find(name_of(photo), site.id) is None:
            yield from _barred(photo, day)


def _refused(photo: Photo, day: date) -> Iterator[Message]:
    name = {"name": photo.file_name}
    if not photo.credit.strip():
        yield Message("missing-credit", name)
    if photo.rights.status is RightsStatus.UNKNOWN:
        yield Message("rights-unknown", name)
    yield from _barred(photo, day)


def _barred(photo: Photo, day: date) -> Iterator[Message]:
    """Say of a photo that somebody has forbidden it, or that the time to show it is over."""
    name = {"name": photo.file_name}
    status, until = photo.rights.status, photo.rights.until
    if status is RightsStatus.REFUSED:
        yield Message("rights-refused", name)
    elif status is not RightsStatus.UNKNOWN and until is not None and day > until:
        yield Message("rights-ended", {**name, "day": until.isoformat()})


def _local_paths(article: Article) -> Iterator[Message]:
    """Find addresses that lead into somebody's computer."""
    for block in article.body:
        found = LOCAL.search(block.text)
        if found:
            yield Message("local-path", {"address": found[1][:80]})


def _unread(records: Records, article: Article) -> Iterator[Message]:
    known, shown = records.links.renderings(article.id), dict(words(records, article.id))
    unread = sum(item.unread for target, item in known.items() if target in shown)
    if unread:
        yield Message("machine-unread", {"count": unread})


def _embargo(story: Story, goes_out: datetime, site: Site) -> Iterator[Message]:
    if story.embargo is not None and goes_out < story.embargo:
        yield embargo_said(story.embargo, site)


def embargo_said(until: datetime, site: Site) -> Message:
    """Say until when a story is embargoed, as the readers of a site tell the time."""
    local = until.astimezone(zone_of(site.zone))
    return Message("embargoed", {"until": local.isoformat(timespec="minutes")})


def ready(progress: Progress | None) -> Message:
    """Say in words how far the text is."""
    if progress is None:
        return Message("ready-source")
    if progress.stale:
        return Message("ready-source-changed", {"count": progress.stale})
    if progress.left:
        return Message("ready-left", {"count": progress.left})
    return Message("ready-translated")


def rights(photos: list[Photo], day: date) -> Message:
    """Say in words what the rights of an article's photos allow."""
    if not photos:
        return Message("rights-no-photos")
    if any(not photo.rights.cover(day) for photo in photos):
        return Message("rights-not-covered")
    ends = [photo.rights.until for photo in photos if photo.rights.until is not None]
    if ends:
        return Message("rights-cleared-until", {"day": min(ends).isoformat()})
    return Message("rights-cleared")


class Corrects(Enum):
    """Which readers a correction is for that has not gone out: a language's own, or others only."""

    NOBODY = auto()
    THESE = auto()
    OTHERS = auto()


def on_site(publication: Publication | None, *, same: bool, corrects: Corrects) -> Message:
    """Say what publishing will do on the site."""
    if publication is None or publication.status in {RemoteStatus.ABSENT, RemoteStatus.DRAFT}:
        return Message("on-site-new")
    if publication.wish is Wish.WITHDRAW:
        return Message("on-site-leaving")
    if publication.status is RemoteStatus.WITHDRAWN:
        return Message("on-site-again")
    if corrects is Corrects.THESE:
        return Message("on-site-correction")
    deed = "on-site-same" if same else "on-site-update"
    return Message(f"{deed}-uncorrected" if corrects is Corrects.OTHERS else deed)
