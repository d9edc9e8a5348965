"""Twins: what a lost answer may have let come into being twice is looked for at the next syncs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from editor_app.connectors.wordpress import WordPress
from editor_app.domain.errors import (
    CertificateRefused,
    ConnectionTrouble,
    GoneThere,
    Redirected,
    SignedOut,
    Unreachable,
)
from editor_app.domain.messages import Message
from editor_app.domain.site import LogLine, Publication, Site
from editor_app.services.pages import PageService
from editor_app.services.post_base import memory_of
from editor_app.services.post_identity import is_another
from editor_app.services.post_photos import PhotoDesk
from editor_app.services.post_status import TRASH
from editor_app.services.post_twins import PostTwins
from editor_app.services.site_lines import SiteLines
from editor_app.services.workplace import Workplace

SETTLED = timedelta(minutes=40)
"""After so long a request that nobody heard of has surely ended, even if our clock was set since.

So they are looked for at the next sync and then once more, whatever the number of syncs between.
"""

NO_DOUBT = '"doubt": null'


OF_THE_SITE = (Unreachable, CertificateRefused, Redirected, SignedOut)
"""Troubles of the way to a site, whatever is asked of it."""

LATER = frozenset({429, 503})
"""With these a site asks to be left alone for a while."""


def is_of_the_site(trouble: ConnectionTrouble) -> bool:
    """Say whether whatever else is asked of a site would meet a trouble as well."""
    return isinstance(trouble, OF_THE_SITE) or trouble.status in LATER


def sweep_twins(place: Workplace, pages: PageService, lines: SiteLines, site: Site) -> int:
    """Remove twins of posts and photos that were made in doubt; return how many there were.

    Nothing is asked when there was no doubt. Raises the troubles of the connection; the doubt
    stays then, and the next sync looks again. One post's keep nobody from looking for the others'.
    """
    with place.database.reading() as records:
        doubtful = [
            known
            for known in records.publications.of_site(site.id)
            if known.base
            and NO_DOUBT not in known.base
            and _is_to_be_looked_for(known, place.now())
        ]
    if not doubtful:
        return 0
    line = lines.line(site)
    digests = dict.fromkeys(one for known in doubtful for one in memory_of(known).photos)
    photos = PhotoDesk(place, pages.renditions, line, site).sweep(digests)
    removed, troubles = 0, list[ConnectionTrouble]()
    for known in doubtful:
        try:
            removed += _sweep(place, line, site, known, photos)
        except ConnectionTrouble as trouble:
            troubles.append(trouble)
            if is_of_the_site(trouble):
                break
    if troubles:
        raise troubles[-1]
    return removed


def _is_to_be_looked_for(known: Publication, now: datetime) -> bool:
    memory = memory_of(known)
    return memory.doubt is not None and not (memory.looked and now - memory.doubt <= SETTLED)


def _has_twins(line: WordPress, known: Publication) -> bool:
    """Say whether the marker finds another post while ours stands on the site.

    Where ours is gone, or another one has its number since a backup, what a late request has made
    is all that the site has of the article.
    """
    found = line.posts.find_by_marker(known.marker)
    if all(post.status == TRASH or str(post.id) == known.remote_id for post in found):
        return False
    try:
        ours = line.posts.read(int(known.remote_id))
    except GoneThere:
        return False
    return not is_another(memory_of(known), ours, known.marker)


def _sweep(
    place: Workplace, line: WordPress, site: Site, known: Publication, photos: dict[str, int]
) -> int:
    """Look for twins of one post; ``photos`` had so many, which are gone.

    Of a post that was taken back while its making was in doubt the first one stays as it is.
    """
    memory, left = memory_of(known), 0
    removed = sum(photos.pop(digest, 0) for digest in memory.photos)
    twins = PostTwins(place, line, known)
    twins.see_to()
    if not known.remote_id or _has_twins(line, known):
        adopted = twins.adopt(keep=int(known.remote_id or 0))
        if adopted.trouble is not None:
            raise adopted.trouble
        removed, left = removed + len(adopted.trashed), len(adopted.left)
    settled = memory.doubt is not None and place.now() - memory.doubt > SETTLED
    with place.database.writing() as records:
        now = records.publications.find(known.article, known.site)
        if now is not None and memory_of(now).doubt == memory.doubt:
            after = replace(memory_of(now), looked=True)
            if settled:
                after = after.certain()
            records.publications.put(replace(now, base=after.to_json()))
        if removed or left:
            said = Message("log-twins", {"site": site.name, "count": removed, "left": left})
            fields = {name: str(value) for name, value in said.fields.items()}
            records.log.add(LogLine(place.now(), said.key, fields, known.article, site.id))
    return removed
