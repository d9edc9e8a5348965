"""What is confirmed once is offered where it recurs: listed before, filled in, taken back."""

from __future__ import annotations

import pytest

from editor_app.domain.ids import CHINESE, ENGLISH, ArticleId
from editor_app.domain.link import Made, Segment, State
from editor_app.services.repeats import RepeatService
from tests.desks import Desk, undone

CROWD = "Hàng nghìn người đứng hai bên bờ sông Lam."
RAIN = "Mưa lớn trong đêm 3/9 làm ngập 17 tuyến phố."
BODY = f"{CROWD}\n\n{RAIN} {CROWD}\n\n{CROWD}\n\nChưa có ai bị thương."
PEOPLE = "Thousands of people stood along both banks of the Lam."


@pytest.fixture
def repeats(desk: Desk) -> RepeatService:
    return RepeatService(desk.place)


def begun(desk: Desk, body: str = BODY, headline: str = CROWD) -> tuple[ArticleId, ArticleId]:
    """Return the English and the Chinese version of a story in which a sentence recurs."""
    story = desk.story(body=body, headline=headline)
    english = desk.translations.start(story, ENGLISH).article
    return english, desk.translations.start(story, CHINESE).article


def rows(desk: Desk, article: ArticleId) -> tuple[Segment, ...]:
    return desk.translations.segments(article)


def write(desk: Desk, article: ArticleId, number: int, text: str, state: State) -> None:
    desk.translations.write(article, rows(desk, article)[number].sources, text, state)


def test_nothing_recurs_before_it_is_confirmed(desk: Desk, repeats: RepeatService) -> None:
    english, _ = begun(desk)
    write(desk, english, 1, PEOPLE, State.DRAFT)
    assert repeats.find(english) == ()


def test_confirmed_once_it_is_listed_for_headline_and_paragraphs_and_not_for_other_languages(
    desk: Desk, repeats: RepeatService
) -> None:
    english, _ = begun(desk)
    write(desk, english, 1, PEOPLE, State.TRANSLATED)
    found = repeats.find(english)
    places = [row.sources for row in rows(desk, english)]
    assert [item.repeat.sources for item in found] == [places[0], places[3]]
    assert {(item.language, item.repeat.text) for item in found} == {(ENGLISH, PEOPLE)}


def test_repeats_of_all_languages_are_filled_in_and_taken_back_in_one_step(
    desk: Desk, repeats: RepeatService
) -> None:
    english, chinese = begun(desk)
    write(desk, english, 1, PEOPLE, State.TRANSLATED)
    write(desk, chinese, 3, "成千上万的人站在蓝江两岸。", State.REVIEWED)
    before = [[row.target_text for row in rows(desk, name)] for name in (english, chinese)]
    found = repeats.find(english)
    assert [item.language for item in found] == [ENGLISH, ENGLISH, CHINESE, CHINESE]
    changes = repeats.put(found)
    assert changes.articles == {english, chinese}
    assert [row.target_text for row in rows(desk, english)] == [PEOPLE, PEOPLE, "", PEOPLE, ""]
    filled = rows(desk, english)[3]
    assert (filled.state, filled.made) == (State.DRAFT, Made.MEMORY)
    again = undone(changes)
    assert [[row.target_text for row in rows(desk, name)] for name in (english, chinese)] == before
    undone(again)
    assert rows(desk, chinese)[0].target_text == "成千上万的人站在蓝江两岸。"


def test_only_what_is_chosen_is_filled_in(desk: Desk, repeats: RepeatService) -> None:
    english, _ = begun(desk)
    write(desk, english, 1, PEOPLE, State.TRANSLATED)
    repeats.put(repeats.find(english)[1:])
    assert [row.target_text for row in rows(desk, english)] == ["", PEOPLE, "", PEOPLE, ""]


def test_what_a_person_typed_is_never_overwritten(desk: Desk, repeats: RepeatService) -> None:
    english, _ = begun(desk)
    write(desk, english, 1, PEOPLE, State.TRANSLATED)
    found = repeats.find(english)
    desk.write(english, headline="Mine")
    changes = repeats.put(found)
    assert rows(desk, english)[0].target_text == "Mine"
    write(desk, english, 3, "Mine too.", State.DRAFT)
    undone(changes)
    assert [row.target_text for row in rows(desk, english)] == ["Mine", PEOPLE, "", "Mine too.", ""]


def test_a_row_whose_source_has_changed_is_left_alone(desk: Desk, repeats: RepeatService) -> None:
    english, _ = begun(desk)
    write(desk, english, 1, PEOPLE, State.TRANSLATED)
    found = repeats.find(english)
    source = desk.stories.find_article(english).translated_from
    assert source is not None
    desk.write(source, headline="Tít mới")
    repeats.put(found[:1])
    assert rows(desk, english)[0].target_text == ""


def test_a_text_whose_source_has_changed_since_is_not_offered(
    desk: Desk, repeats: RepeatService
) -> None:
    english, _ = begun(desk, headline="Tít")
    write(desk, english, 1, "The crowd.", State.TRANSLATED)
    source = desk.stories.find_article(english).translated_from
    assert source is not None
    body = desk.stories.find_article(source).markdown
    desk.write(source, body=f"Ngay lúc đó, {body}")
    assert repeats.find(english) == ()


def test_a_sentence_of_a_confirmed_paragraph_recurs_too(desk: Desk, repeats: RepeatService) -> None:
    english, _ = begun(desk)
    both = f"Heavy rain in the night of September 3 flooded 17 streets. {PEOPLE}"
    write(desk, english, 2, both, State.TRANSLATED)
    assert [item.repeat.text for item in repeats.find(english)] == [PEOPLE] * 3


def test_the_nearest_above_counts_and_a_whole_text_before_a_sentence(
    desk: Desk, repeats: RepeatService
) -> None:
    english, _ = begun(desk)
    write(desk, english, 1, "They stood there.", State.TRANSLATED)
    both = f"Heavy rain in the night of September 3 flooded 17 streets. {PEOPLE}"
    write(desk, english, 2, both, State.TRANSLATED)
    assert [item.repeat.text for item in repeats.find(english)] == ["They stood there."] * 2


def test_fill_takes_repeats_of_a_sensitive_story_that_the_memory_does_not_know(
    desk: Desk,
) -> None:
    english, _ = begun(desk)
    story = desk.stories.find_article(english).story
    desk.stories.change(story, desk.stories.view(story).story.version, sensitive=True)
    write(desk, english, 1, PEOPLE, State.TRANSLATED)
    changes = desk.translations.fill(english)
    assert [row.target_text for row in rows(desk, english)] == [PEOPLE, PEOPLE, "", PEOPLE, ""]
    undone(changes)
    assert [row.target_text for row in rows(desk, english)] == ["", PEOPLE, "", "", ""]
