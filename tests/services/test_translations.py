"""Translating: rows, states, memory, leaving out, and a source that changes meanwhile."""

from __future__ import annotations

import pytest

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    StoryId,
    TermId,
    new_id,
)
from editor_app.domain.link import Address, Made, Segment, State
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.services.row_views import SeenRow
from tests.desks import Desk, row_of, undone


def begun(desk: Desk, story: StoryId) -> ArticleId:
    return desk.translations.start(story, ENGLISH).article


def rows(desk: Desk, article: ArticleId) -> tuple[Segment, ...]:
    return desk.translations.segments(article)


def left_out(desk: Desk) -> ArticleId:
    """Return a version that leaves out a paragraph which has changed since."""
    story = desk.story()
    english = begun(desk, story)
    desk.translations.leave_out(english, row_of(desk, english, "Hai.").sources)
    source = desk.stories.view(story).articles[0].id
    desk.write(source, body="Một.\n\nHài.\n\nBa.")
    return english


def write(desk: Desk, article: ArticleId, source: str, text: str, state: State) -> None:
    desk.translations.write(article, row_of(desk, article, source).sources, text, state)


def test_a_new_version_shows_every_source_text_as_to_do(desk: Desk) -> None:
    article = begun(desk, desk.story())
    shown = [(row.source_text, row.state) for row in rows(desk, article)]
    assert shown == [(text, State.TO_DO) for text in ("Tít", "Một.", "Hai.", "Ba.")]


def test_a_language_is_started_once(desk: Desk) -> None:
    story = desk.story()
    begun(desk, story)
    with pytest.raises(Refused):
        begun(desk, story)


def test_paragraphs_stand_in_the_order_of_the_source_whatever_the_order_of_work(
    desk: Desk,
) -> None:
    article = begun(desk, desk.story())
    for source, text in [("Ba.", "Three."), ("Một.", "One."), ("Hai.", "Two.")]:
        write(desk, article, source, text, State.TRANSLATED)
    assert desk.stories.find_article(article).markdown == "One.\n\nTwo.\n\nThree."


def test_a_headline_row_writes_the_headline_and_its_slug(desk: Desk) -> None:
    article = begun(desk, desk.story())
    write(desk, article, "Tít", "Rivers rise", State.TRANSLATED)
    made = desk.stories.find_article(article)
    assert (made.headline, made.slug) == ("Rivers rise", "rivers-rise")


def test_confirming_teaches_the_memory_and_fills_the_next_story(desk: Desk) -> None:
    article = begun(desk, desk.story(body="Nước lên.\n\nNước xuống."))
    write(desk, article, "Nước lên.", "The water rises.", State.TRANSLATED)
    other = begun(desk, desk.story(body="Nước lên.\n\nTrời mưa."))
    offered = desk.translations.matches(other, row_of(desk, other, "Nước lên.").sources)
    assert [match.pair.target for match in offered] == ["The water rises."]
    desk.translations.fill(other)
    filled = row_of(desk, other, "Nước lên.")
    assert (filled.target_text, filled.state, filled.made) == (
        "The water rises.",
        State.DRAFT,
        Made.MEMORY,
    )
    assert row_of(desk, other, "Trời mưa.").state is State.TO_DO


def filled(desk: Desk) -> tuple[ArticleId, Changes]:
    """Return a translation of which the memory filled headline and two of three paragraphs."""
    article = begun(desk, desk.story(body="Nước lên.\n\nNước xuống.", headline="Lũ về"))
    for source, target in {
        "Lũ về": "Floods arrive",
        "Nước lên.": "The water rises.",
        "Nước xuống.": "The water falls.\n\nSlowly.",
    }.items():
        write(desk, article, source, target, State.TRANSLATED)
    other = begun(desk, desk.story(body="Nước lên.\n\nMưa.\n\nNước xuống.", headline="Lũ về"))
    write(desk, other, "Mưa.", "Rain.", State.DRAFT)
    return other, desk.translations.fill(other)


def test_what_the_memory_filled_is_emptied_in_one_step(desk: Desk) -> None:
    article, changes = filled(desk)
    made = desk.stories.find_article(article)
    assert (made.headline, made.slug) == ("Floods arrive", "floods-arrive")
    assert len(made.body) == 4
    assert changes.said is not None
    assert changes.said.fields["count"] == 3
    again = undone(changes)
    made = desk.stories.find_article(article)
    assert (made.headline, made.slug, made.markdown) == ("", "", "Rain.")
    states = {row.source_text: row.state for row in desk.translations.segments(article)}
    assert states == {
        "Lũ về": State.TO_DO,
        "Nước lên.": State.TO_DO,
        "Mưa.": State.DRAFT,
        "Nước xuống.": State.TO_DO,
    }
    undone(again)
    made = desk.stories.find_article(article)
    assert made.markdown == "The water rises.\n\nRain.\n\nThe water falls.\n\nSlowly."
    assert row_of(desk, article, "Nước xuống.").made is Made.MEMORY


def test_a_row_that_somebody_worked_on_keeps_what_the_memory_filled(desk: Desk) -> None:
    article, changes = filled(desk)
    rising = row_of(desk, article, "Nước lên.")
    desk.translations.confirm(article, rising.targets)
    desk.write(article, headline="Floods come")
    undone(changes)
    made = desk.stories.find_article(article)
    assert (made.headline, made.markdown) == ("Floods come", "The water rises.\n\nRain.")


def test_filling_nothing_offers_nothing_to_undo(desk: Desk) -> None:
    changes = desk.translations.fill(begun(desk, desk.story()))
    assert not changes
    assert changes.inverse is None


def test_a_draft_teaches_the_memory_nothing(desk: Desk) -> None:
    article = begun(desk, desk.story())
    write(desk, article, "Một.", "One.", State.DRAFT)
    with desk.place.database.reading() as records:
        assert records.memory.count() == 0


def test_a_sensitive_story_teaches_the_memory_nothing(desk: Desk) -> None:
    story = desk.story()
    article = begun(desk, story)
    desk.stories.change(story, desk.stories.view(story).story.version, sensitive=True)
    write(desk, article, "Một.", "One.", State.TRANSLATED)
    with desk.place.database.reading() as records:
        assert records.memory.count() == 0


def test_a_changed_source_marks_exactly_its_row_and_keeps_the_target(desk: Desk) -> None:
    story = desk.story()
    article = begun(desk, story)
    for source, text in [("Một.", "One."), ("Hai.", "Two."), ("Ba.", "Three.")]:
        write(desk, article, source, text, State.TRANSLATED)
    original = desk.stories.view(story).articles[0]
    desk.write(original.id, body="Một.\n\nHai hai.\n\nBa.")
    stale = [row.source_text for row in rows(desk, article) if row.stale]
    assert stale == ["Hai hai."]
    row = row_of(desk, article, "Hai hai.")
    assert row.target_text == "Two."
    assert desk.source_before(article, row.targets) == "Hai."
    desk.translations.looked_at(article, row.targets)
    assert not any(row.stale for row in rows(desk, article))


def test_looking_at_a_change_can_be_taken_back(desk: Desk) -> None:
    story = desk.story()
    article = begun(desk, story)
    write(desk, article, "Một.", "One.", State.TRANSLATED)
    desk.write(desk.stories.view(story).articles[0].id, body="Một một.\n\nHai.\n\nBa.")
    changes = desk.translations.looked_at(article, row_of(desk, article, "Một một.").targets)
    undone(changes)
    assert row_of(desk, article, "Một một.").stale


def test_leaving_out_is_a_decision_that_counts_as_finished(desk: Desk) -> None:
    article = begun(desk, desk.story())
    for source, text in [("Tít", "Title"), ("Một.", "One."), ("Ba.", "Three.")]:
        write(desk, article, source, text, State.TRANSLATED)
    changes = desk.translations.leave_out(article, row_of(desk, article, "Hai.").sources)
    assert row_of(desk, article, "Hai.").state is State.LEFT_OUT
    view = desk.stories.view(desk.stories.find_article(article).story)
    assert view.progress[article].left == 0
    undone(changes)
    assert row_of(desk, article, "Hai.").state is State.TO_DO


def test_free_typing_in_the_target_is_linked_by_place(desk: Desk) -> None:
    article = begun(desk, desk.story())
    desk.write(article, body="One.\n\nTwo.\n\nThree.")
    pairs = [(row.source_text, row.target_text) for row in rows(desk, article)]
    assert pairs[1:] == [("Một.", "One."), ("Hai.", "Two."), ("Ba.", "Three.")]


def test_a_merged_target_renders_both_sources(desk: Desk) -> None:
    article = begun(desk, desk.story())
    desk.write(article, body="One.\n\nTwo.\n\nThree.")
    desk.write(article, body="One. Two.\n\nThree.")
    merged = next(row for row in rows(desk, article) if row.target_text == "One. Two.")
    assert merged.source_text.split() == ["Một.", "Hai."]


def test_typing_in_a_reviewed_paragraph_asks_for_a_new_review(desk: Desk) -> None:
    article = begun(desk, desk.story())
    write(desk, article, "Một.", "One.", State.REVIEWED)
    desk.write(article, body="One!")
    assert row_of(desk, article, "Một.").state is State.TRANSLATED


def test_a_third_language_can_be_translated_from_the_second(desk: Desk) -> None:
    story = desk.story()
    english = begun(desk, story)
    write(desk, english, "Một.", "One.", State.TRANSLATED)
    chinese = desk.translations.start(story, CHINESE, english).article
    assert [row.source_text for row in rows(desk, chinese)] == ["One."]
    desk.write(english, body="One and only.")
    assert desk.stories.view(story).progress[chinese].total == 1


def test_targets_can_be_linked_by_hand(desk: Desk) -> None:
    story = desk.story()
    article = begun(desk, story)
    desk.write(article, body="One.\n\nTwo.\n\nThree.")
    first, third = row_of(desk, article, "Một."), row_of(desk, article, "Ba.")
    joined: tuple[Address, ...] = (*first.sources, *third.sources)
    desk.translations.link(article, first.targets, joined)
    row = next(item for item in rows(desk, article) if "One." in item.target_text)
    assert set(joined) <= set(row.sources)


def test_a_minor_edit_makes_no_translation_stale_and_other_changes_stay_flagged(
    desk: Desk,
) -> None:
    story = desk.story()
    english = begun(desk, story)
    for source in ("Một.", "Hai.", "Ba."):
        write(desk, english, source, f"({source})", State.TRANSLATED)
    found = desk.stories.view(story).article(VIETNAMESE)
    assert found is not None
    desk.write(found.id, body="Mốt.\n\nHái.\n\nBa.")
    assert [row.stale for row in rows(desk, english)] == [False, True, True, False]
    changes = desk.translations.minor_edit(found.id, "body", 2)
    assert [row.stale for row in rows(desk, english)] == [False, False, True, False]
    assert row_of(desk, english, "Mốt.").state is State.TRANSLATED
    undone(changes)
    assert [row.stale for row in rows(desk, english)] == [False, True, True, False]
    assert not desk.translations.minor_edit(found.id, "body", 14)
    assert not desk.translations.minor_edit(found.id, "standfirst", 0)


def test_a_minor_edit_of_one_source_leaves_the_change_of_another_flagged(desk: Desk) -> None:
    story = desk.story()
    english = begun(desk, story)
    desk.write(english, body="One and two.\n\nThree.")
    both = tuple(address for address, _text in desk.translations.sources(english)[:2])
    joined = next(row for row in rows(desk, english) if row.target_text == "One and two.")
    desk.translations.link(english, joined.targets, both)
    desk.translations.confirm(english, joined.targets)
    source = desk.stories.view(story).articles[0].id
    desk.write(source, body="Mốt.\n\nHai mươi.\n\nBa.")
    desk.translations.minor_edit(source, "body", 0)
    assert row_of(desk, english, "Mốt.\n\nHai mươi.").stale
    desk.translations.minor_edit(source, "body", 6)
    assert not row_of(desk, english, "Mốt.\n\nHai mươi.").stale


def test_a_minor_edit_is_one_also_for_who_left_the_text_out(desk: Desk) -> None:
    story = desk.story()
    english = begun(desk, story)
    chinese = desk.translations.start(story, CHINESE).article
    for article in (english, chinese):
        desk.translations.leave_out(article, row_of(desk, article, "Hai.").sources)
    source = desk.stories.view(story).articles[0].id
    desk.write(source, body="Một.\n\nHài.\n\nBa.")

    def stale() -> list[bool]:
        return [row_of(desk, article, "Hài.").stale for article in (english, chinese)]

    assert stale() == [True, True]
    changes = desk.translations.minor_edit(source, "body", 6)
    assert stale() == [False, False]
    again = undone(changes)
    assert stale() == [True, True]
    undone(again)
    assert stale() == [False, False]


def test_the_change_of_a_text_that_is_left_out_can_be_looked_at(desk: Desk) -> None:
    english = left_out(desk)
    row = row_of(desk, english, "Hài.")
    seen = SeenRow(row.sources, row.targets, row.source_text, row.target_text)
    changes = desk.rows.looked_at(english, seen)
    looked = row_of(desk, english, "Hài.")
    assert (looked.state, looked.stale) == (State.LEFT_OUT, False)
    undone(changes)
    assert row_of(desk, english, "Hài.").stale


def test_taking_a_decision_back_and_that_back_keeps_the_change_flagged(desk: Desk) -> None:
    english = left_out(desk)
    sources = row_of(desk, english, "Hài.").sources
    undone(desk.translations.take_back(english, sources))
    assert row_of(desk, english, "Hài.").stale
    changes = desk.translations.leave_out(english, sources)
    assert not row_of(desk, english, "Hài.").stale
    undone(changes)
    row = row_of(desk, english, "Hài.")
    assert (row.state, row.stale) == (State.LEFT_OUT, True)


def test_typed_paragraphs_find_their_sources_by_the_terms_of_the_desk(desk: Desk) -> None:
    body = "Ông kể chuyện làng Bèo.\n\nBà nhớ bến Cồn Vạc.\n\nHọ mong chợ Thủ Ngữ."
    terms = (("làng Bèo", "Duckweed"), ("bến Cồn Vạc", "Heron Landing"), ("Thủ Ngữ", "Signal Hill"))
    for vietnamese, english in terms:
        forms = (TermForm(VIETNAMESE, vietnamese), TermForm(ENGLISH, english))
        with desk.place.database.writing() as records:
            records.terms.put(Term(TermId(new_id()), TermKind.PLACE, forms))
    article = begun(desk, desk.story(body=body, headline=""))
    texts = ("They hoped for Signal Hill.", "He told of Duckweed.", "She thought of Heron Landing.")
    desk.write(article, body="\n\n".join(texts))
    found = {row.source_text: row.target_text for row in rows(desk, article)}
    assert list(found.values()) == [texts[1], texts[2], texts[0]]
