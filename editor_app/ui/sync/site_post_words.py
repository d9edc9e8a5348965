"""What is said of posts that were written on a site: their lines, and how many there are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.article import Shown
from editor_app.domain.site import RemoteStatus
from editor_app.sentences import _, ngettext
from editor_app.text.folding import fold
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.sync.site_post_table import PostLine
from editor_app.ui.words import autonym, capital, moment, shown_words

if TYPE_CHECKING:
    from editor_app.services.site_posts import SitePost

STATES = {RemoteStatus.PUBLIC: Shown.PUBLISHED, RemoteStatus.SCHEDULED: Shown.SCHEDULED}


def post_line(
    post: SitePost, vocabulary: Vocabulary, now: datetime, zone: ZoneInfo | None
) -> PostLine:
    """Return a post as a row of the table, with the folded words it is found by."""
    cells = (
        post.title or _("Untitled"),
        autonym(post.language, vocabulary.by_language),
        shown_words(STATES.get(post.status, Shown.DRAFT)),
        post.author,
        "" if post.date is None else capital(moment(post.date, now, zone)),
    )
    return PostLine(post.id, cells, fold(" ".join(cells)))


def count_words(found: int, known: int) -> str:
    """Return how many posts are in sight, of how many."""
    if found != known:
        words = ngettext("{found} of {known} post", "{found} of {known} posts", known)
        return words.format(found=found, known=known)
    return ngettext("{count} post", "{count} posts", known).format(count=known)


def take_in_words(count: int) -> str:
    """Return what the button says."""
    if not count:
        return _("Take in")
    return ngettext("Take in {count} post", "Take in {count} posts", count).format(count=count)


def taken_words(count: int, site: str) -> str:
    """Return what came of taking in."""
    words = ngettext(
        "{count} post was taken in from {site}. Changes go both ways from now on.",
        "{count} posts were taken in from {site}. Changes go both ways from now on.",
        count,
    )
    return words.format(count=count, site=site)
