"""Past wordings: words looked up in the memory and in past stories, from the source or back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.domain.link import Made, State
from editor_app.services.concordance import Found
from editor_app.services.memory import MemoryService
from editor_app.services.target_texts import put_target
from editor_app.services.terms import TermService
from tests.confirmed import pair, translated
from tests.desks import NOON, Desk, row_of


@pytest.fixture
def memory(desk: Desk) -> MemoryService:
    return MemoryService(desk.place)


@pytest.mark.parametrize("typed", ["đường sắt", "duong sat", "ĐƯỜNG SẮT"])
def test_words_are_looked_up_with_and_without_marks(
    desk: Desk, memory: MemoryService, typed: str
) -> None:
    text = "Đường sắt Bắc Nam ngừng chạy."
    translated(desk, text, "The north-south railway stands still.")
    hit = memory.concordance(typed)[0]
    assert (hit.text, hit.other) == (text, "The north-south railway stands still.")
    assert [text[start:end] for start, end in hit.ranges] == ["Đường", "sắt"]
    assert (hit.found, hit.editor, hit.backwards) == (Found.MEMORY, "Lan", False)
    assert hit.when == NOON


def test_words_are_looked_up_from_the_translation_as_well(
    desk: Desk, memory: MemoryService
) -> None:
    translated(desk, "Đường sắt ngừng chạy.", "The railway stands still.")
    hit = memory.concordance("railway", ENGLISH, VIETNAMESE)[0]
    assert (hit.text, hit.other, hit.backwards) == (
        "The railway stands still.",
        "Đường sắt ngừng chạy.",
        True,
    )
    assert memory.concordance("railway", VIETNAMESE) == ()


def test_words_with_marks_bring_the_texts_with_these_marks_first(
    desk: Desk, memory: MemoryService
) -> None:
    TermService(desk.place).put_pairs((pair("Bạn đến.", "A friend."), pair("Bán nhà.", "Sold.")))
    while memory.tidy():
        pass
    assert [hit.other for hit in memory.concordance("bạn")] == ["A friend.", "Sold."]
    assert [hit.other for hit in memory.concordance("bán")] == ["Sold.", "A friend."]


def test_the_newest_wording_comes_first_wherever_it_stands(
    desk: Desk, memory: MemoryService
) -> None:
    old, new = NOON - timedelta(days=900), NOON - timedelta(days=2)
    late = pair("Đê vỡ năm nay.", "The dyke broke this year.", confirmed=new)
    early = pair("Đê vỡ năm ấy.", "The dyke broke that year.", confirmed=old)
    TermService(desk.place).put_pairs((late,))
    TermService(desk.place).put_pairs((early,))  # taken in later, confirmed earlier
    while memory.tidy():
        pass
    story = desk.story(body="Đê vỡ hôm nay.", headline="")
    article = desk.translations.start(story, ENGLISH).article
    row = row_of(desk, article, "Đê vỡ hôm nay.")
    desk.translations.write(article, row.sources, "The dyke broke today.", State.DRAFT)
    hits = memory.concordance("đê vỡ")
    assert [hit.other for hit in hits] == [
        "The dyke broke today.",
        "The dyke broke this year.",
        "The dyke broke that year.",
    ]
    assert [hit.other for hit in memory.concordance("dyke", most=2)] == [
        "Đê vỡ hôm nay.",
        "Đê vỡ năm nay.",
    ]


def test_a_stretch_of_chinese_is_found_in_either_form(desk: Desk, memory: MemoryService) -> None:
    story = desk.story(body="Bão số 1 vào Đài Loan.", headline="")
    article = desk.translations.start(story, CHINESE).article
    row = row_of(desk, article, "Bão số 1 vào Đài Loan.")
    desk.translations.write(article, row.sources, "一号台风昨晚登陆台湾。", State.TRANSLATED)
    for typed in ("臺灣", "台湾", "台风"):
        hit = memory.concordance(typed)[0]
        assert (hit.language, hit.other) == (CHINESE, "Bão số 1 vào Đài Loan.")
        assert hit.ranges


def test_rows_of_past_stories_are_found_before_they_are_confirmed(
    desk: Desk, memory: MemoryService
) -> None:
    body = "Đê vỡ lúc nửa đêm."
    story = desk.story(body=body, headline="")
    article = desk.translations.start(story, ENGLISH).article
    sources = row_of(desk, article, body).sources
    desk.translations.write(article, sources, "The dyke broke at midnight.", State.DRAFT)
    hit = memory.concordance("nửa đêm")[0]
    assert (hit.found, hit.other, hit.story) == (
        Found.ARCHIVE,
        "The dyke broke at midnight.",
        story,
    )
    back = memory.concordance("midnight")[0]
    assert (back.backwards, back.other) == (True, body)


def test_what_a_machine_wrote_is_no_past_wording_before_somebody_has_read_it(
    desk: Desk, memory: MemoryService
) -> None:
    body = "Đê vỡ lúc nửa đêm."
    article = desk.translations.start(desk.story(body=body, headline=""), ENGLISH).article
    row = row_of(desk, article, body)
    with desk.place.database.writing() as records:
        version = records.articles.get(article)
        put_target(records, desk.place, version, row, "Midnight dyke breaks.", Made.MACHINE)
    assert memory.concordance("nửa đêm") == ()
    assert memory.concordance("midnight") == ()
    desk.translations.confirm(article, row_of(desk, article, body).targets)
    assert {hit.other for hit in memory.concordance("nửa đêm")} == {"Midnight dyke breaks."}


def test_a_confidential_story_is_not_looked_up(desk: Desk, memory: MemoryService) -> None:
    body = "Đê vỡ lúc nửa đêm."
    story = desk.story(body=body, headline="")
    article = desk.translations.start(story, ENGLISH).article
    desk.translations.write(article, row_of(desk, article, body).sources, "Dyke.", State.DRAFT)
    desk.stories.change(story, desk.stories.view(story).story.version, sensitive=True)
    assert memory.concordance("nửa đêm") == ()


@pytest.mark.parametrize("typed", ["", "  ", "…", '"', "AND OR NOT", "a* (b"])
def test_anything_can_be_typed_into_the_concordance(memory: MemoryService, typed: str) -> None:
    assert memory.concordance(typed) == ()
