"""The sample as a desk has it, beyond what its files say."""

from __future__ import annotations

from pathlib import Path

from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.services.preferences import SettingsService
from editor_app.services.views import ListQuery
from editor_app.wiring import new_desk, open_desk


def test_a_sample_desk_shows_private_notes_on_words(tmp_path: Path) -> None:
    settings = SettingsService(tmp_path / "settings.toml")
    new_desk(tmp_path / "desk", sample=True)
    desk = open_desk(tmp_path / "desk", settings=settings)
    try:
        rows = {row.slug_word: row.story for row in desk.stories.rows(ListQuery())}
        story = desk.stories.view(rows["Solar ferries"])
        english, source = story.article(ENGLISH), story.article(VIETNAMESE)
        assert english is not None
        assert source is not None
        (mine,) = desk.notes.of(english.id).threads
        (theirs,) = desk.notes.of(english.id).of_source
        assert desk.notes.of(source.id).threads == (theirs,)
    finally:
        desk.close()
    for thread in (mine, theirs):
        place = thread.place
        assert place.text[place.start : place.end] == thread.note.quote
        assert thread.open
    assert [answer.by for answer in theirs.answers] == ["Hải Nam"]
