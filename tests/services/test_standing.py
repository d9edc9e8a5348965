"""Standing paragraphs: kept in all languages, put in by one verb, and old ones told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from editor_app.domain.article import Article
from editor_app.domain.errors import Refused
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, StandingId, StoryId, new_id
from editor_app.domain.link import State
from editor_app.domain.standing import StandingParagraph
from editor_app.services.standing import StandingService
from tests.desks import Desk, undone

DAM = {
    VIETNAMESE: "Con đập xây năm 2011.",
    ENGLISH: "The dam was built in 2011.",
    CHINESE: "大坝建于2011年。",
}


@pytest.fixture
def standing(desk: Desk) -> StandingService:
    return StandingService(desk.place)


def kept(standing: StandingService, **changes: object) -> StandingParagraph:
    made = StandingParagraph(StandingId(new_id()), "Con đập", DAM, "Lan", "Niên giám 2024")
    standing.put(replace(made, **changes))  # type: ignore[arg-type]  # fields by name
    return next(item for item in standing.all() if item.id == made.id)


def source_of(desk: Desk, story: StoryId) -> Article:
    found = desk.stories.view(story).article(VIETNAMESE)
    assert found is not None
    return found


def found(desk: Desk, typed: str) -> tuple[StoryId, ...]:
    with desk.place.database.reading() as records:
        return records.search.stories(typed)


def versions(desk: Desk, story: StoryId) -> dict[str, str]:
    return {article.language: article.markdown for article in desk.stories.view(story).articles}


def test_one_verb_puts_it_into_every_language_at_the_same_place(
    desk: Desk, standing: StandingService
) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    for row in desk.translations.segments(english):
        desk.translations.write(english, row.sources, f"({row.source_text})", State.TRANSLATED)
    source = source_of(desk, story)
    changes = standing.insert(source.id, kept(standing).id, source.body[0].id)
    assert versions(desk, story) == {
        VIETNAMESE: "Một.\n\nCon đập xây năm 2011.\n\nHai.\n\nBa.",
        ENGLISH: "(Một.)\n\nThe dam was built in 2011.\n\n(Hai.)\n\n(Ba.)",
    }
    row = next(row for row in desk.translations.segments(english) if "2011" in row.source_text)
    assert row.target_text == "The dam was built in 2011."
    assert (row.state, row.stale) == (State.TRANSLATED, False)
    again = undone(changes)
    assert "2011" not in "".join(versions(desk, story).values())
    assert standing.in_article(source.id) == ()
    undone(again)
    assert versions(desk, story)[ENGLISH].count("2011") == 1


def test_a_language_without_words_gets_a_row_to_do(desk: Desk, standing: StandingService) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    only = kept(standing, texts={VIETNAMESE: DAM[VIETNAMESE]})
    standing.insert(source_of(desk, story).id, only.id)
    row = desk.translations.segments(english)[-1]
    assert (row.source_text, row.state) == (DAM[VIETNAMESE], State.TO_DO)
    with pytest.raises(Refused):
        standing.insert(english, only.id)


def test_several_paragraphs_are_linked_one_to_one_or_all_to_all(
    desk: Desk, standing: StandingService
) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    source = source_of(desk, story).id
    pairs = kept(standing, texts={VIETNAMESE: "Bốn.\n\nNăm.", ENGLISH: "Four.\n\nFive."})
    standing.insert(source, pairs.id)
    shown = {row.source_text: row.target_text for row in desk.translations.segments(english)}
    assert (shown["Bốn."], shown["Năm."]) == ("Four.", "Five.")
    joined = kept(standing, texts={VIETNAMESE: "Sáu.\n\nBảy.", ENGLISH: "Six and seven."})
    standing.insert(source, joined.id)
    shown = {row.source_text: row.target_text for row in desk.translations.segments(english)}
    assert shown["Sáu.\n\nBảy."] == "Six and seven."


def test_what_was_taken_out_again_is_not_found_any_more(
    desk: Desk, standing: StandingService
) -> None:
    story = desk.story()
    changes = standing.insert(source_of(desk, story).id, kept(standing).id)
    assert found(desk, "đập xây") == (story,)
    undone(changes)
    assert found(desk, "đập xây") == ()


def test_undo_leaves_what_was_rewritten_meanwhile(desk: Desk, standing: StandingService) -> None:
    story = desk.story()
    source = source_of(desk, story).id
    changes = standing.insert(source, kept(standing).id)
    text = desk.stories.find_article(source).markdown.replace("2011", "2012")
    desk.write(source, body=text)
    undone(changes)
    assert "2012" in desk.stories.find_article(source).markdown


def test_old_and_newer_wording_is_told_and_own_words_are_not(
    desk: Desk, standing: StandingService
) -> None:
    story = desk.story()
    source = source_of(desk, story).id
    dam = kept(standing, checked=date(2026, 11, 1), lasts=30)
    standing.insert(source, dam.id)
    (here,) = standing.in_article(source)
    assert (here.paragraph.name, here.old, here.newer) == ("Con đập", False, False)
    desk.clock.advance(10 * 86_400)
    assert standing.in_article(source)[0].old
    standing.checked(dam.id)
    assert not standing.in_article(source)[0].old
    standing.put(replace(dam, texts={**DAM, VIETNAMESE: "Con đập xây năm 2013."}))
    assert standing.in_article(source)[0].newer
    text = desk.stories.find_article(source).markdown
    desk.write(source, body=text.replace("Con đập xây", "Đập được xây"))
    assert not standing.in_article(source)[0].newer


def test_keeping_checking_and_retiring_can_be_undone(desk: Desk, standing: StandingService) -> None:
    dam = kept(standing)
    assert dam.checked == desk.clock().date()
    with pytest.raises(Refused):
        standing.put(replace(dam, name="  "))
    for changes in (
        standing.put(replace(dam, name="Đập")),
        standing.checked(dam.id),
        standing.retire(dam.id),
    ):
        undone(changes)
    (back,) = standing.all()
    assert back.name in {"Con đập", "Đập"}
    standing.retire(dam.id)
    assert standing.all() == ()


@pytest.mark.parametrize(
    ("caret", "expected"),
    [
        (-1, "Con đập xây năm 2011.\n\nMột.\n\nHai.\n\nBa."),
        (0, "Một.\n\nCon đập xây năm 2011.\n\nHai.\n\nBa."),
        (4, "Một.\n\nCon đập xây năm 2011.\n\nHai.\n\nBa."),
        (6, "Một.\n\nHai.\n\nCon đập xây năm 2011.\n\nBa."),
        (99, "Một.\n\nHai.\n\nBa.\n\nCon đập xây năm 2011."),
    ],
)
def test_it_comes_behind_the_paragraph_of_the_caret(
    desk: Desk, standing: StandingService, caret: int, expected: str
) -> None:
    story = desk.story()
    standing.insert_at(source_of(desk, story).id, kept(standing).id, caret)
    assert versions(desk, story) == {VIETNAMESE: expected}


def test_an_empty_article_begins_with_it(desk: Desk, standing: StandingService) -> None:
    story = desk.story(body="")
    standing.insert_at(source_of(desk, story).id, kept(standing).id, 0)
    assert versions(desk, story) == {VIETNAMESE: "Con đập xây năm 2011."}
