"""The text that was written in last is seen before the desk is open, or nothing is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from editor_app.domain.ids import ArticleId, StoryId
from editor_app.services.first_sight import first_sight
from editor_app.services.views import LastPlace
from tests.desks import Clock, Desk, empty_desk


@pytest.fixture
def left(tmp_path: Path) -> tuple[Desk, StoryId, ArticleId]:
    """Return a desk whose last place is in its story; it is still open."""
    desk = empty_desk(tmp_path / "desk", Clock())
    story = desk.story(body="Một.\n\nHai.", headline="Tít")
    article = desk.stories.view(story).articles[0].id
    desk.drafts.remember_place(story, article, "write", "body", 3)
    desk.drafts.remember_window("state")
    return desk, story, article


def test_the_first_sight_is_what_the_desk_has(
    left: tuple[Desk, StoryId, ArticleId], tmp_path: Path
) -> None:
    desk, story, article = left
    view = desk.stories.view(story)
    desk.place.database.close()
    seen = first_sight(tmp_path / "desk")
    assert seen is not None
    assert seen.place == LastPlace(story, article, "write", "body", 3)
    assert seen.window == "state"
    assert (seen.story.articles, seen.story.uses) == (view.articles, view.uses)
    assert seen.story.story.source_language == view.story.source_language


def test_an_open_desk_is_not_looked_at(
    left: tuple[Desk, StoryId, ArticleId], tmp_path: Path
) -> None:
    assert first_sight(tmp_path / "desk") is None


def test_typed_text_that_is_not_settled_waits_for_the_desk(
    left: tuple[Desk, StoryId, ArticleId], tmp_path: Path
) -> None:
    desk, _story, article = left
    desk.drafts.save(article, "body", "Ba.")
    desk.place.database.close()
    assert first_sight(tmp_path / "desk") is None


def test_a_view_that_shows_more_than_texts_waits_for_the_desk(
    left: tuple[Desk, StoryId, ArticleId], tmp_path: Path
) -> None:
    desk, story, article = left
    desk.drafts.remember_place(story, article, "translate", "body", 0)
    desk.place.database.close()
    assert first_sight(tmp_path / "desk") is None


def test_a_story_in_the_trash_is_not_shown(
    left: tuple[Desk, StoryId, ArticleId], tmp_path: Path
) -> None:
    desk, story, _article = left
    desk.stories.trash(story)
    desk.place.database.close()
    assert first_sight(tmp_path / "desk") is None


@pytest.mark.parametrize("kept", ["", "nonsense", '{"story": "gone"}'])
def test_a_place_that_makes_no_sense_shows_nothing(
    left: tuple[Desk, StoryId, ArticleId], tmp_path: Path, kept: str
) -> None:
    left[0].place.database.close()
    library = tmp_path / "desk" / "library.sqlite3"
    with closing(sqlite3.connect(library)) as opened, opened:
        opened.execute("UPDATE facts SET value = ? WHERE name = 'last-place'", (kept,))
    assert first_sight(tmp_path / "desk") is None


def test_where_no_desk_is_there_is_nothing_to_see(tmp_path: Path) -> None:
    assert first_sight(tmp_path / "nowhere") is None


def test_the_first_sight_does_not_load_the_database_library() -> None:
    program = (
        "import sys, editor_app.services.first_sight;"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'sqlalchemy', 'alembic'}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=200, check=True
    )
    assert ran.stdout.strip() == "[]"
