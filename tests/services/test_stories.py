"""Stories: the list, changing fields, history, the trash."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.article import ArticleStatus, Shown
from editor_app.domain.errors import ChangedMeanwhile, NotFound, Refused
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.domain.link import State, field_address
from editor_app.services.exchange_views import SendKind
from editor_app.services.exchanging import ExchangeService
from editor_app.services.importing import ImportService
from editor_app.services.machine_record import note_written
from editor_app.services.views import ListQuery, Pip
from tests.desks import Clock, Desk, row_of, undone


def test_the_list_shows_a_pip_for_each_edition(desk: Desk) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    shown = desk.stories.rows(ListQuery())[0]
    assert [pip for _, pip in shown.pips] == [Pip.HALF, Pip.EMPTY, Pip.EMPTY]
    desk.write(english, headline="Title")
    shown = desk.stories.rows(ListQuery())[0]
    assert [pip for _, pip in shown.pips] == [Pip.HALF, Pip.HALF, Pip.EMPTY]
    assert shown.shown is Shown.IN_TRANSLATION


def test_a_changed_source_raises_an_alert_in_the_list(desk: Desk) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    for text in desk.translations.segments(english):
        desk.translations.write(english, text.sources, "Word.", State.TRANSLATED)
    desk.write(desk.stories.view(story).articles[0].id, headline="Tít mới")
    shown = desk.stories.rows(ListQuery())[0]
    assert shown.shown is Shown.SOURCE_CHANGED
    assert shown.pips[1] == (ENGLISH, Pip.ALERT)


def test_the_list_filters_by_state(desk: Desk) -> None:
    draft, approved = desk.story(headline="Một"), desk.story(headline="Hai")
    article = desk.stories.view(approved).articles[0]
    desk.stories.change_article(article.id, article.version, status=ArticleStatus.APPROVED)
    wanted = ListQuery(shown=frozenset({Shown.APPROVED}))
    assert [item.story for item in desk.stories.rows(wanted)] == [approved]
    assert {item.story for item in desk.stories.rows(ListQuery())} == {draft, approved}


def test_a_new_story_takes_its_working_name_from_the_headline(desk: Desk) -> None:
    story = desk.story(headline="Đội phà sông Mê Kông thử điện")
    assert desk.stories.view(story).story.slug_word == "Đội phà sông Mê"


def test_a_working_name_follows_the_headline_until_somebody_names_the_story(desk: Desk) -> None:
    story = desk.story(headline="Đội")
    article = desk.stories.view(story).articles[0].id

    def write(headline: str) -> str:
        desk.drafts.save(article, "headline", headline)
        desk.drafts.settle(article)
        return desk.stories.view(story).story.slug_word

    assert write("Đội phà sông Mê Kông thử điện") == "Đội phà sông Mê"
    assert write("") == "Đội phà sông Mê"
    desk.stories.change(story, desk.stories.view(story).story.version, slug_word="Phà điện")
    assert write("Tàu chạy điện") == "Phà điện"


def test_an_older_version_is_refused_and_nothing_is_written(desk: Desk) -> None:
    story = desk.story()
    seen = desk.stories.view(story).story.version
    desk.stories.change(story, seen, slug_word="Phà")
    with pytest.raises(ChangedMeanwhile):
        desk.stories.change(story, seen, slug_word="Tàu")
    assert desk.stories.view(story).story.slug_word == "Phà"


def test_a_change_can_be_taken_back(desk: Desk) -> None:
    story = desk.story()
    before = desk.stories.view(story).story
    changes = desk.stories.change(story, before.version, slug_word="Phà", sensitive=True)
    undone(changes)
    after = desk.stories.view(story).story
    assert (after.slug_word, after.sensitive) == (before.slug_word, before.sensitive)


def test_taking_the_change_of_a_field_back_gives_its_state_back_too(desk: Desk) -> None:
    story = desk.story()
    source = desk.stories.view(story).articles[0]
    desk.stories.change_article(source.id, source.version, push="Phà điện")
    english = desk.translations.start(story, ENGLISH).article
    row = row_of(desk, english, "Phà điện")
    desk.translations.write(english, row.sources, "Ferries", State.REVIEWED)
    seen = desk.stories.find_article(english).version
    changes = desk.stories.change_article(english, seen, push="Electric ferries")
    assert row_of(desk, english, "Phà điện").state is State.TRANSLATED
    undone(changes)
    row = row_of(desk, english, "Phà điện")
    assert (row.target_text, row.state) == ("Ferries", State.REVIEWED)


def test_a_trashed_story_is_out_of_list_and_search_and_comes_back(desk: Desk) -> None:
    story = desk.story(headline="Tàu đêm")
    changes = desk.stories.trash(story)
    assert desk.stories.rows(ListQuery()) == ()
    assert desk.stories.rows(ListQuery("tau dem")) == ()
    assert [item.story for item in desk.stories.rows(ListQuery(trashed=True))] == [story]
    undone(changes)
    assert [item.story for item in desk.stories.rows(ListQuery("tau dem"))] == [story]


def test_only_what_is_in_the_trash_can_be_deleted_for_good(desk: Desk) -> None:
    story = desk.story()
    with pytest.raises(Refused):
        desk.stories.delete(story)
    desk.stories.trash(story)
    desk.stories.delete(story)
    with pytest.raises(NotFound):
        desk.stories.view(story)


def test_nothing_is_kept_of_a_story_that_is_deleted_for_good(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "pha.md"
    file.write_text("# Phà điện\n\nPhà rời bến lúc 5 giờ sáng.\n", "utf-8")
    taken = ImportService(desk.place, desk.photos).take_in_path(file)
    english = desk.translations.start(taken.story, ENGLISH).article
    targets = (field_address(english, "headline"),)
    with desk.place.database.writing() as records:
        note_written(records, english, targets, "Away", desk.place.now())
    ExchangeService(desk.place).send(english, SendKind.XLIFF_21)

    def names() -> list[str]:
        with desk.place.database.reading() as records:
            kept = records.facts.beginning("")
        return [name for name in kept if name.endswith((taken.article, english))]

    assert len(names()) == 4
    desk.stories.trash(taken.story)
    desk.stories.delete(taken.story)
    assert names() == []


def test_a_source_link_is_left_as_it_came_when_something_else_changes(desk: Desk) -> None:
    story = desk.story()
    before = desk.stories.view(story).story
    came = replace(before.origin, url="urn:newsml:example.com:20261126:ferry")
    with desk.place.database.writing() as records:
        records.stories.save(replace(before, origin=came), before.version)
    seen = desk.stories.view(story).story.version
    desk.stories.change(story, seen, slug_word="phà")
    now = desk.stories.view(story).story
    assert now.origin == came
    desk.stories.change(story, now.version, origin=replace(came, url=" news.example/a\n"))
    assert desk.stories.view(story).story.origin.url == "https://news.example/a"


def test_the_trash_keeps_a_story_for_thirty_days(desk: Desk, clock: Clock) -> None:
    story = desk.story()
    desk.stories.trash(story)
    clock.advance(30 * 24 * 3600)
    assert not desk.stories.clear_trash()
    clock.advance(1)
    assert desk.stories.clear_trash().stories == {story}
    with pytest.raises(NotFound):
        desk.stories.view(story)


def test_an_article_is_found_by_story_and_language(desk: Desk) -> None:
    story = desk.story(headline="Phà")
    article = desk.stories.view(story).articles[0]
    assert desk.stories.find_article("Phà/vi").id == article.id
    assert desk.stories.find_article(article.id[:12]).id == article.id
    assert desk.stories.find("Phà") == story


def test_restoring_a_version_keeps_the_present_one(desk: Desk) -> None:
    story = desk.story(body="Bản một.")
    article = desk.stories.view(story).articles[0]
    desk.history.keep(article.id, RevisionReason.REST)
    desk.write(article.id, body="Bản hai.", headline="Tít hai")
    first = desk.history.revisions(article.id)[0]
    now = desk.stories.find_article(article.id)
    changes = desk.history.restore(article.id, first.id, now.version)
    assert desk.stories.find_article(article.id).markdown == "Bản một."
    assert desk.history.revisions(article.id)[0].kept.markdown == "Bản hai."
    undone(changes)
    restored = desk.stories.find_article(article.id)
    assert (restored.markdown, restored.headline) == ("Bản hai.", "Tít hai")


def test_keeping_the_same_text_twice_keeps_one_copy(desk: Desk) -> None:
    article = desk.stories.view(desk.story()).articles[0]
    assert desk.history.keep(article.id, RevisionReason.REST)
    assert not desk.history.keep(article.id, RevisionReason.REST)
    assert len(desk.history.revisions(article.id)) == 1


def test_a_story_can_be_made_in_any_language(desk: Desk) -> None:
    for language in (VIETNAMESE, ENGLISH):
        made = desk.stories.create(language)
        assert desk.stories.view(made.story).articles[0].language == language
