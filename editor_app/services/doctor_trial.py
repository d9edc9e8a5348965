"""What only a trial tells: one draft is written on the site, looked at, and removed for good."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.errors import (
    ConnectionTrouble,
    EditorError,
    FieldRefused,
    GoneThere,
    NotAllowed,
    NotTheSite,
)
from editor_app.domain.ids import SiteId
from editor_app.services.site_facts import NO, YES

TITLE = "Copydesk: trial of the connection, removed at once"
EMOJI, RARE = "😀", "𠮷"
"""A picture and a Chinese character that old databases cannot keep."""

ENTITIES = "entities"
FOOTNOTES = "footnotes"


@dataclass(frozen=True)
class Trial:
    """What the trial showed; ``revisions`` and ``trash`` are None where it could not be told.

    ``history``: whether the earlier versions that the site keeps can be looked at from here.
    ``emoji``: kept (yes), kept as entities with rare characters refused, or refused (no). ``left``
    is the id of a draft that could not be removed again, or 0.
    """

    emoji: str
    revisions: bool | None
    trash: bool | None
    footnotes: bool
    left: int
    history: bool = True


def trial_marker(site: SiteId) -> str:
    """Return the marker of a site's trials: always the same, so that the next one tidies up."""
    return hashlib.sha256(f"trial {site}".encode()).hexdigest()[:32]


def try_out(line: WordPress, site: SiteId) -> Trial:
    """Write a draft, change it, trash it, remove it for good.

    Raises the troubles of the connection; whatever was written then is removed where possible.
    """
    marker = trial_marker(site)
    _tidy(line, marker)
    try:
        emoji, post = _written(line, marker)
        changed = line.posts.update(post.id, content="<p>…</p>")
        history = not changed.revision or _shows_history(line, post.id)
        trash = _trashes(line, post.id)
    except EditorError:
        with suppress(EditorError):
            _tidy(line, marker)
        raise
    left = _tidy(line, marker)
    return Trial(emoji, bool(changed.revision), trash, FOOTNOTES in post.meta, left, history)


def _written(line: WordPress, marker: str) -> tuple[str, RemotePost]:
    """Write the draft with as many strange characters as the site takes."""
    for text, means in ((EMOJI + RARE, YES), (EMOJI, ENTITIES)):
        try:
            post = line.posts.create_draft(marker, title=TITLE, content=f"<p>{text}</p>")
        except FieldRefused:
            continue
        kept = text in post.content
        return (means if kept or means == ENTITIES else NO), post
    return NO, line.posts.create_draft(marker, title=TITLE, content="<p>.</p>")


def _shows_history(line: WordPress, post: int) -> bool:
    try:
        line.posts.revisions(post)
    except (NotAllowed, NotTheSite):
        return False
    return True


def _trashes(line: WordPress, post: int) -> bool | None:
    try:
        line.posts.trash(post)
    except NotAllowed as refused:
        return False if refused.message.key == "not-allowed-no-trash" else None
    return True


def _tidy(line: WordPress, marker: str) -> int:
    """Remove what trials left; return the id of what has to stay, or 0."""
    left = 0
    for post in line.posts.find_by_marker(marker):
        try:
            if not line.posts.erase_trial(post.id, marker):
                left = post.id
        except GoneThere:
            continue
        except ConnectionTrouble as trouble:
            if trouble.retry:
                raise
            left = post.id
    return left
