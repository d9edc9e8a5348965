"""Who has a post open in the site's own editor: only a site with the companion tells.

WordPress warns people of each other, but not of programs: what is written from here while somebody
has the post open is overwritten when they save. So the desk asks before it does that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_companion import EditedBy
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.errors import GoneThere, NotAllowed, NotTheSite
from editor_app.domain.ids import ArticleId
from editor_app.domain.site import OutboxEntry, Publication
from editor_app.services.post_status import Asked, Asking, Clocks, Postponed, agreed_to

AGAIN = timedelta(minutes=3)
"""A draft is tried again after that; WordPress itself forgets an editor after two and a half."""


@dataclass(frozen=True)
class OpenThere:
    """An article whose post a person had open on the site when last ``seen`` (None: not told)."""

    article: ArticleId
    name: str
    seen: datetime | None


def open_posts(line: WordPress, posts: Collection[int]) -> tuple[EditedBy, ...]:
    """Return who has which of these posts open; nobody where the site does not tell.

    Raises the troubles of the connection.
    """
    try:
        return line.companion.editing(posts) if posts else ()
    except (NotTheSite, NotAllowed, GoneThere):
        return ()


def wait_for_editor(
    line: WordPress,
    publication: Publication,
    entry: OutboxEntry,
    found: RemotePost,
    clocks: Clocks,
) -> None:
    """Let a write wait while somebody has the post open, unless an editor has said to go on.

    Asks for what a person wished (Asked); a draft waits by itself for a few minutes (Postponed).
    """
    if not found.etag or Asking.OPEN in agreed_to(entry):  # without companion nobody tells
        return
    here = next(iter(open_posts(line, [found.id])), None)
    if here is None:
        return
    seen = clocks.shown(here.seen) if here.seen is not None else ""
    fields = {"name": here.name, "shown": seen}
    if publication.raised:
        raise Asked(Asking.OPEN, **fields)
    raise Postponed("post-open-waits", clocks.now + AGAIN, **fields)
