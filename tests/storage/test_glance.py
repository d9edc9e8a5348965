"""A first look into a library reads the same as the records do, and never says more."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from editor_app.domain.ids import StoryId
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.glance import fact_at_a_glance, story_at_a_glance
from tests.storage import filled


def test_a_glance_reads_what_the_records_read(full_desk: Database) -> None:
    seen = story_at_a_glance(full_desk.folder, filled.STORY.id)
    assert seen is not None
    story = (filled.STORY.id, filled.STORY.slug_word, filled.STORY.source_language)
    assert (seen.story, seen.slug_word, seen.source_language) == story
    assert (seen.created, seen.trashed) == (filled.STORY.created, True)
    assert seen.articles == (filled.SOURCE, filled.TARGET)
    assert set(seen.uses) == {filled.SOURCE_USE, filled.TARGET_USE}
    assert seen.photos == (replace(filled.PHOTO, captions={}),)
    assert seen.drafts == (filled.DRAFT,)
    assert fact_at_a_glance(full_desk.folder, "last place") == "story, article, caret"


def test_a_glance_sees_what_lies_in_the_log_of_a_killed_program(full_desk: Database) -> None:
    with full_desk.writing() as records:
        records.facts.put("fresh", "yes")
    assert full_desk.folder.log.exists()
    assert fact_at_a_glance(full_desk.folder, "fresh") == "yes"


def test_a_glance_changes_no_byte(full_desk: Database) -> None:
    full_desk.close()
    before = {file.name: file.read_bytes() for file in full_desk.folder.path.iterdir()}
    story_at_a_glance(full_desk.folder, filled.STORY.id)
    after = {file.name: file.read_bytes() for file in full_desk.folder.path.iterdir()}
    assert after == before
    assert not full_desk.folder.log.exists()


def test_a_glance_at_what_is_not_there_or_cannot_be_read_finds_nothing(
    full_desk: Database, tmp_path: Path
) -> None:
    assert story_at_a_glance(full_desk.folder, StoryId(filled.named(404))) is None
    assert fact_at_a_glance(full_desk.folder, "nothing") is None
    nowhere = DeskFolder(tmp_path / "nowhere")
    harmed = DeskFolder(tmp_path)
    harmed.library.write_bytes(b"SQLite format 3\x00" + bytes(43) + b"\x01" * 100)
    for folder in (nowhere, harmed):
        assert story_at_a_glance(folder, filled.STORY.id) is None
        assert fact_at_a_glance(folder, "last place") is None


def test_a_glance_does_not_load_the_database_library() -> None:
    program = (
        "import sys, editor_app.storage.glance;"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'sqlalchemy', 'alembic'}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=200, check=True
    )
    assert ran.stdout.strip() == "[]"
