"""Edits of a story that say who is credited: each gives the fields that change."""

from __future__ import annotations

from typing import Any

from editor_app.domain.ids import OutletId
from editor_app.domain.story import Credited, Role, Story
from editor_app.ui.article.field_edits import StoryEdit


def with_person(credited: Credited) -> StoryEdit:
    """Put a person at the end of the byline, in this role only."""

    def edit(story: Story) -> dict[str, Any]:
        others = tuple(item for item in story.byline if item.person != credited.person)
        return {"byline": (*others, credited)}

    return edit


def with_role(person: str, role: Role) -> StoryEdit:
    """Give a person of the byline another role."""

    def edit(story: Story) -> dict[str, Any]:
        changed = (
            Credited(item.person, role) if item.person == person else item for item in story.byline
        )
        return {"byline": tuple(changed)}

    return edit


def without_person(person: str) -> StoryEdit:
    """Take a person out of the byline."""
    return lambda story: {"byline": tuple(item for item in story.byline if item.person != person)}


def with_outlet(outlet: OutletId) -> StoryEdit:
    """Credit an outlet, once."""
    return lambda story: {"outlets": tuple(dict.fromkeys((*story.outlets, outlet)))}


def without_outlet(outlet: str) -> StoryEdit:
    """Credit an outlet no more."""
    return lambda story: {"outlets": tuple(item for item in story.outlets if item != outlet)}
