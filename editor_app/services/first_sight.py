"""The first sight of a desk: the text that was written in last, before the desk is open.

Light to import: it reads by ``storage.glance``, without the database library.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from editor_app.domain.story import Story
from editor_app.services.views import LastPlace, StoryView
from editor_app.storage.folder import DeskFolder
from editor_app.storage.glance import Glance, fact_at_a_glance, story_at_a_glance
from editor_app.storage.header import is_behind as is_library_behind

WINDOW = "window"
LAST_PLACE = "last-place"
SHOWN = "write"


@dataclass(frozen=True)
class FirstSight:
    """Where the editor was, the story there, and how the window stood.

    ``story`` holds texts and photos; what else is known of a story comes when the desk is open.
    """

    place: LastPlace
    story: StoryView
    window: str


def first_sight(folder: Path) -> FirstSight | None:
    """Return the text that was written in last, as it will be when the desk is open.

    None where that is not sure: on a new desk, on one that was not closed in order or is open
    elsewhere, when the last place is gone, and when typed text still has to be sorted in. None also
    where another view than Write was in sight: the others show more than the texts of a story.
    """
    desk = DeskFolder(folder)
    if desk.log.exists() or desk.journal.exists():
        return None
    place = place_from(fact_at_a_glance(desk, LAST_PLACE) or "")
    seen = story_at_a_glance(desk, place.story) if place is not None else None
    if place is None or seen is None or seen.trashed or seen.drafts:
        return None
    if place.view != SHOWN or all(article.id != place.article for article in seen.articles):
        return None
    return FirstSight(place, _view(seen), fact_at_a_glance(desk, WINDOW) or "")


def is_behind(folder: Path) -> bool:
    """Say whether the library was written by an older Copydesk: it is brought up to date first.

    That takes minutes with a large memory, and nothing can be shown or typed before.
    """
    return is_library_behind(DeskFolder(folder).library)


def place_from(kept: str) -> LastPlace | None:
    """Return the place that was kept; None when another Copydesk wrote it in another way."""
    try:
        return LastPlace(**json.loads(kept))
    except (TypeError, ValueError):
        return None


def _view(seen: Glance) -> StoryView:
    """Return the story as a view of its texts and photos alone."""
    story = Story(seen.story, seen.slug_word, seen.source_language, seen.created)
    uses = {
        article.id: tuple(use for use in seen.uses if use.article == article.id)
        for article in seen.articles
    }
    photos = {photo.id: photo for photo in seen.photos}
    return StoryView(story, seen.articles, uses, photos, {}, {}, {}, ())
