"""A story that is called confidential takes what it has taught out of the memory."""

from __future__ import annotations

from datetime import timedelta

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ENGLISH, ArticleId, StoryId
from editor_app.domain.link import State
from editor_app.domain.term import MemoryPair
from tests.desks import NOON, Desk, row_of, undone

LONG = "Nước sông Hồng lên rất nhanh trong đêm qua."


def begun(desk: Desk, story: StoryId) -> ArticleId:
    return desk.translations.start(story, ENGLISH).article


def write(desk: Desk, article: ArticleId, source: str, text: str) -> None:
    sources = row_of(desk, article, source).sources
    desk.translations.write(article, sources, text, State.TRANSLATED)


def called(desk: Desk, story: StoryId, *, sensitive: bool) -> Changes:
    seen = desk.stories.view(story).story.version
    return desk.stories.change(story, seen, sensitive=sensitive)


def pairs(desk: Desk) -> dict[str, MemoryPair]:
    with desk.place.database.reading() as records:
        return {pair.target: pair for pair in records.memory.all()}


def offered(desk: Desk, article: ArticleId, source: str) -> list[str]:
    matches = desk.translations.matches(article, row_of(desk, article, source).sources)
    return [match.offered for match in matches]


def translated(desk: Desk) -> tuple[StoryId, ArticleId]:
    """Return a story of which one paragraph is confirmed, and its translation."""
    story = desk.story(body=f"{LONG}\n\nHai.")
    article = begun(desk, story)
    write(desk, article, LONG, "The Red River rose fast last night.")
    return story, article


def test_what_it_taught_before_is_offered_nowhere_any_more(desk: Desk) -> None:
    story, _ = translated(desk)
    other = begun(desk, desk.story(body=f"{LONG}\n\n{LONG[:-9]} hôm nay."))
    write(desk, other, "Tít", "Title")
    assert offered(desk, other, LONG) == ["The Red River rose fast last night."]
    changes = called(desk, story, sensitive=True)
    assert changes.memory
    assert list(pairs(desk)) == ["Title"]
    assert offered(desk, other, LONG) == []
    assert offered(desk, other, f"{LONG[:-9]} hôm nay.") == []
    assert not desk.translations.fill(other)


def test_undo_gives_the_memory_the_same_pairs_again(desk: Desk) -> None:
    story, _ = translated(desk)
    before = pairs(desk)
    desk.clock.advance(60)
    changes = called(desk, story, sensitive=True)
    again = undone(changes)
    assert again.memory
    assert pairs(desk) == before
    other = begun(desk, desk.story(body=f"{LONG[:-9]} hôm nay."))
    assert len(offered(desk, other, f"{LONG[:-9]} hôm nay.")) == 1
    undone(again)
    assert pairs(desk) == {}


def test_no_longer_confidential_it_teaches_what_is_confirmed_with_its_reader_and_time(
    desk: Desk,
) -> None:
    story, article = translated(desk)
    called(desk, story, sensitive=True)
    desk.clock.advance(60)
    write(desk, article, "Hai.", "Two.")
    desk.write(article, headline="Begun")
    desk.clock.advance(60)
    changes = called(desk, story, sensitive=False)
    assert changes.memory
    learnt = pairs(desk)
    assert sorted(learnt) == ["The Red River rose fast last night.", "Two."]
    assert learnt["The Red River rose fast last night."].confirmed == NOON
    assert learnt["Two."].confirmed == NOON + timedelta(seconds=60)
    assert {(pair.editor, pair.story, pair.article) for pair in learnt.values()} == {
        ("Lan", story, article)
    }
    undone(changes)
    assert pairs(desk) == {}


def test_what_another_story_says_alike_stays_its_own(desk: Desk) -> None:
    story, article = translated(desk)
    other = begun(desk, desk.story(body=LONG))
    desk.clock.advance(60)
    write(desk, other, LONG, "The Red River rose fast last night.")
    theirs = pairs(desk)
    assert [pair.article for pair in theirs.values()] == [other]
    changes = called(desk, story, sensitive=True)
    assert pairs(desk) == theirs
    back = called(desk, story, sensitive=False)
    assert (changes.memory, back.memory) == (False, False)
    assert pairs(desk) == theirs
    write(desk, article, "Hai.", "Two.")
    assert sorted(pairs(desk)) == ["The Red River rose fast last night.", "Two."]


def test_other_facts_of_a_story_leave_the_memory_alone(desk: Desk) -> None:
    story, _ = translated(desk)
    before = pairs(desk)
    seen = desk.stories.view(story).story.version
    changes = desk.stories.change(story, seen, slug_word="Lũ")
    assert not changes.memory
    assert pairs(desk) == before
