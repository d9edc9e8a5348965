"""Every value comes back from the library exactly as it went in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.exc import StatementError

from editor_app.domain.article import Article
from editor_app.domain.errors import Ambiguous, ChangedMeanwhile, NotFound
from editor_app.domain.ids import (
    ArticleId,
    OutboxId,
    PairId,
    PhotoId,
    RevisionId,
    SiteId,
    StoryId,
    new_id,
)
from editor_app.domain.link import Link, Rendering, State, field_address, use_address
from editor_app.domain.photo import DeskCaption, PhotoUse
from editor_app.domain.site import OutboxState
from editor_app.domain.story import Story
from editor_app.storage.database import Database
from tests.storage import filled, filled_memory
from tests.storage.contents import expected, read_all, table_names


def test_everything_comes_back_as_it_went_in(full_desk: Database) -> None:
    with full_desk.reading() as records:
        found = read_all(records)
    for kind, value in expected().items():
        assert found[kind] == value, kind


def test_the_filled_library_has_a_row_in_every_table(full_desk: Database) -> None:
    full_desk.close()
    with closing(sqlite3.connect(full_desk.folder.library)) as connection:
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in table_names(connection)
        }
    assert len(counts) > 35
    assert [name for name, rows in counts.items() if not rows] == []


@pytest.mark.parametrize(
    "value",
    [
        filled.EDITION, filled.SECTION, filled.TAG, filled.PERSON, filled.OUTLET, filled.STORY,
        filled.PHOTO, filled.TARGET, filled.RENDERING, filled.TERM, filled.SITE,
        filled.PUBLICATION, filled.OUTBOX, filled.NOTE, filled.CORRECTION, filled.PROGRESS,
        filled.CONFLICT, filled.TERM_PUBLICATION, filled.PULL, filled_memory.TAKEN_PAIR,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_the_filled_values_leave_no_field_at_its_default(value: object) -> None:
    assert is_dataclass(value)
    plain = {item.name: item.default for item in fields(value)}
    left = [name for name, default in plain.items() if getattr(value, name) == default]
    assert left == []


def test_instants_come_back_in_utc_whatever_zone_they_went_in(desk: Database) -> None:
    hanoi = timezone(timedelta(hours=7))
    created = datetime(2026, 3, 1, 6, 30, tzinfo=hanoi)
    with desk.writing() as records:
        records.stories.add(_bare(created=created))
    with desk.reading() as records:
        found = records.stories.get(filled.STORY.id).created
    assert found == created
    assert found.utcoffset() == timedelta(0)


def test_an_instant_without_zone_is_refused(desk: Database) -> None:
    naive = datetime(2026, 3, 1, 6, 30)  # noqa: DTZ001  (that is what is refused)
    with pytest.raises(StatementError, match="needs a zone"), desk.writing() as records:
        records.stories.add(_bare(created=naive))
    with desk.reading() as records:
        assert records.stories.all() == ()


def test_a_save_with_an_old_version_changes_nothing(full_desk: Database) -> None:
    changed = replace(filled.STORY, slug_word="other")
    with pytest.raises(ChangedMeanwhile), full_desk.writing() as records:
        records.stories.save(changed, seen=filled.STORY.version - 1)
    with full_desk.reading() as records:
        assert records.stories.get(filled.STORY.id) == filled.STORY


def test_a_save_raises_the_version_by_one(full_desk: Database) -> None:
    with full_desk.writing() as records:
        story = records.stories.save(filled.STORY, seen=7)
        article = records.articles.save(filled.TARGET, seen=5)
        photo = records.photos.save(filled.PHOTO, seen=3)
        site = records.sites.save(filled.SITE, seen=4)
    assert (story.version, article.version, photo.version, site.version) == (8, 6, 4, 5)
    with full_desk.reading() as records:
        assert records.stories.get(story.id) == story
        assert records.articles.get(article.id) == article
        assert records.photos.get(photo.id) == photo
        assert records.sites.get(site.id) == site


def test_saving_what_is_not_there_is_not_found(desk: Database) -> None:
    with desk.writing() as records:
        with pytest.raises(NotFound):
            records.stories.save(_bare(), seen=1)
        with pytest.raises(NotFound):
            records.articles.get(ArticleId(filled.named(999)))


def test_a_changed_body_keeps_its_order_and_drops_what_is_gone(full_desk: Database) -> None:
    first, photo, last = filled.SOURCE.body
    body = (last, replace(first, text="Nước rút dần."))
    with full_desk.writing() as records:
        records.articles.save(replace(filled.SOURCE, body=body), seen=1)
    with full_desk.reading() as records:
        assert records.articles.get(filled.SOURCE.id).body == body
        assert records.articles.heads()[0].lead is None
    assert photo not in body


def test_a_block_that_stands_twice_in_a_body_is_refused(full_desk: Database) -> None:
    twice = replace(filled.SOURCE, body=filled.SOURCE.body[:1] * 2)
    with pytest.raises(ValueError, match="stands twice"), full_desk.writing() as records:
        records.articles.save(twice, seen=1)
    with full_desk.reading() as records:
        assert records.articles.get(filled.SOURCE.id) == filled.SOURCE


def test_the_head_of_an_article_names_its_first_photo(full_desk: Database) -> None:
    with full_desk.reading() as records:
        (head,) = records.articles.heads()
        (thrown_away,) = records.articles.heads(trashed=True)
        assert records.articles.heads(among=[]) == ()
        assert records.articles.heads(among=[filled.STORY.id]) == (head,)
    assert head.id == filled.SOURCE.id
    assert head.lead == filled.PHOTO.id
    assert thrown_away.id == filled.TARGET.id
    assert thrown_away.planned == filled.TARGET.planned


def test_stories_are_listed_newest_first_and_in_parts(desk: Database) -> None:
    stories = [_bare(id=filled.named(n), created=filled.hour(n % 7)) for n in range(20)]
    with desk.writing() as records:
        for story in stories:
            records.stories.add(story)
    with desk.reading() as records:
        whole = records.stories.all()
        parts = records.stories.newest(8) + records.stories.newest(100, 8)
        some = records.stories.some([stories[3].id, StoryId(filled.named(404))])
    assert [story.created for story in whole] == sorted(
        (story.created for story in stories), reverse=True
    )
    assert parts == whole
    assert some == {stories[3].id: stories[3]}


def test_lists_keep_to_section_holder_and_trash(full_desk: Database) -> None:
    with full_desk.reading() as records:
        assert records.stories.all() == ()
        assert records.stories.all(trashed=True) == (filled.STORY,)
        assert records.stories.newest(9, section=filled.SECTION.id, trashed=True) == (filled.STORY,)
        assert records.stories.newest(9, section=filled.PARENT_SECTION.id, trashed=True) == ()
        assert records.stories.newest(9, holder=filled.PERSON.id, trashed=True) == (filled.STORY,)


def test_a_story_is_found_by_id_word_slug_and_start_of_id(desk: Database) -> None:
    with desk.writing() as records:
        records.stories.add(_bare(id="abcd" + "1" * 28))
        records.articles.add(_text(id="ef01" + "2" * 28, story="abcd" + "1" * 28, slug="the-flood"))
    with desk.reading() as records:
        for name in ("abcd" + "1" * 28, "flood", "the-flood", "abcd", "ABCD11"):
            assert records.stories.find(name).id == "abcd" + "1" * 28
        for name in ("flood/vi", "abcd/vi", "ef01", "ef01" + "2" * 28):
            assert records.articles.find(name).id == "ef01" + "2" * 28
        for name in ("", "abc", "nothing", "flood/fr", "nothing/vi", "/vi", "%", "_" * 32):
            with pytest.raises(NotFound):
                records.articles.find(name)


def test_a_name_that_fits_two_stories_is_ambiguous_and_tells_the_choices(desk: Database) -> None:
    with desk.writing() as records:
        for end in "12":
            records.stories.add(_bare(id="abcd" + end * 28, slug_word="flood"))
    with desk.reading() as records:
        for name in ("flood", "abcd"):
            with pytest.raises(Ambiguous) as trouble:
                records.stories.find(name)
            assert "abcd" + "2" * 28 in str(trouble.value.message.fields["choices"])


def test_links_of_captions_belong_to_the_article_of_the_use(full_desk: Database) -> None:
    with full_desk.writing() as records:
        assert records.links.of_source(filled.SOURCE.id) == tuple(sorted(filled.LINKS))
        records.links.replace_target(filled.TARGET.id, filled.LINKS[:1])
        assert records.links.of_target(filled.TARGET.id) == filled.LINKS[:1]
        records.links.replace_target(filled.TARGET.id, [*filled.LINKS, *filled.LINKS])
        assert records.links.of_target(filled.TARGET.id) == tuple(sorted(filled.LINKS))


def test_a_rendering_takes_the_place_of_the_earlier_one(full_desk: Database) -> None:
    fresh = Rendering(filled.FIRST_TARGET, State.DRAFT)
    headline = Rendering(field_address(filled.TARGET.id, "headline"), State.TRANSLATED)
    with full_desk.writing() as records:
        records.links.set_rendering(fresh)
        records.links.set_rendering(headline)
        found = records.links.renderings(filled.TARGET.id)
    assert found[filled.FIRST_TARGET] == fresh
    assert found[headline.target] == headline
    assert found[filled.CAPTION_RENDERING.target] == filled.CAPTION_RENDERING


def test_leaving_out_can_be_taken_back(full_desk: Database) -> None:
    with full_desk.writing() as records:
        records.links.add_left_out(replace(filled.LEFT_OUT, by="Lan"))
        assert [item.by for item in records.links.left_out(filled.TARGET.id)] == ["Lan"]
        records.links.remove_left_out(filled.TARGET.id, filled.LEFT_OUT.source)
        assert records.links.left_out(filled.TARGET.id) == ()


def test_a_use_goes_with_its_links_states_and_drafts(full_desk: Database) -> None:
    caption = use_address(filled.TARGET_USE.id, "caption")
    with full_desk.writing() as records:
        records.drafts.put(replace(filled.DRAFT, owner=filled.TARGET_USE.id, part="caption"))
        records.uses.remove(filled.TARGET_USE.id)
        assert records.uses.of_article(filled.TARGET.id) == ()
        assert records.drafts.of(filled.TARGET_USE.id) == ()
        assert records.links.of_source(filled.SOURCE.id) == filled.LINKS[:2]
        assert caption not in records.links.renderings(filled.TARGET.id)


def test_a_use_is_kept_again_under_its_id(full_desk: Database) -> None:
    fresh = PhotoUse(filled.TARGET_USE.id, filled.TARGET.id, filled.PHOTO.id, "桥")
    with full_desk.writing() as records:
        records.uses.save(fresh)
        assert records.uses.of_article(filled.TARGET.id) == (fresh,)


def test_drafts_replace_each_other_field_by_field(full_desk: Database) -> None:
    with full_desk.writing() as records:
        records.drafts.put(replace(filled.DRAFT, text="更新"))
        headline = replace(filled.DRAFT, part="headline", saved=filled.hour(99))
        records.drafts.put(headline)
        first, second = records.drafts.of(filled.TARGET.id)
        assert (first, second.text) == (headline, "更新")
        records.drafts.remove(filled.TARGET.id, "headline")
        records.drafts.remove(filled.TARGET.id, "headline")
        assert len(records.drafts.all()) == 1


def test_revisions_come_newest_first_and_as_many_as_wanted(full_desk: Database) -> None:
    with full_desk.writing() as records:
        for number in range(5):
            records.revisions.add(
                replace(
                    filled.REVISION,
                    id=RevisionId(filled.named(300 + number)),
                    at=filled.hour(50 + number),
                )
            )
        found = records.revisions.of(filled.TARGET.id, 3)
        assert [item.at for item in found] == [filled.hour(n) for n in (54, 53, 52)]
        assert records.revisions.count(filled.TARGET.id) == 2 + 5


@pytest.mark.parametrize(
    "captions",
    [None, {}, {filled.PHOTO.id: DeskCaption('水位 "高"', ""), filled.named(7): DeskCaption()}],
    ids=["unknown", "none", "some"],
)
def test_a_revision_keeps_captions_and_knows_when_it_has_none(
    full_desk: Database, captions: dict[PhotoId, DeskCaption] | None
) -> None:
    kept = replace(filled.REVISION, id=RevisionId(filled.named(300)), captions=captions)
    with full_desk.writing() as records:
        records.revisions.add(kept)
        assert records.revisions.get(kept.id) == kept


def test_the_same_words_are_remembered_once_and_the_newest_translation_comes_first(
    desk: Database,
) -> None:
    old = replace(filled_memory.PAIR, story=None, article=None)
    again = replace(old, id=PairId(filled.named(122)), confirmed=filled.hour(60))
    other = replace(
        again, id=PairId(filled.named(123)), target="水涨了。", confirmed=filled.hour(70)
    )
    with desk.writing() as records:
        for pair in (old, again, other):
            records.memory.add(pair, "key")
        assert records.memory.exact(filled.VI, filled.ZH, "key") == (other, again)
        assert records.memory.exact(filled.VI, filled.EN, "key") == ()
        assert records.memory.count() == 2
        records.memory.remove(other.id)
        assert records.memory.all() == (again,)


def test_any_number_of_pairs_says_again_what_it_said(desk: Database) -> None:
    plain = replace(filled_memory.PAIR, story=None, article=None)
    pairs = [replace(plain, id=PairId(f"{number:032x}"), target=str(number)) for number in range(9)]
    with desk.writing() as records:
        records.memory.add_many([(pair, "key") for pair in pairs])
        driver: Any = records.memory_batches._connection.connection.dbapi_connection
        usual = driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 8)
        before = records.memory_batches.restore([replace(pair, editor="Minh") for pair in pairs])
        driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, usual)
        assert sorted(before, key=lambda pair: pair.id) == pairs
        assert {pair.editor for pair in records.memory.all()} == {"Minh"}


def test_only_waiting_entries_whose_hour_has_come_are_due(full_desk: Database) -> None:
    entry = replace(filled.OUTBOX, state=OutboxState.WAITING)
    with full_desk.writing() as records:
        records.outbox.save(entry)
        assert records.outbox.due(filled.hour(21)) == ()
        assert records.outbox.due(filled.hour(22)) == (entry,)
        assert records.outbox.open() == (entry,)
        records.outbox.save(replace(entry, state=OutboxState.DONE))
        assert records.outbox.open() == ()
        assert len(records.outbox.recent()) == len(records.outbox.of_article(entry.article)) == 1


def test_what_was_asked_for_at_once_goes_out_in_that_order(full_desk: Database) -> None:
    entry = replace(filled.OUTBOX, state=OutboxState.WAITING)
    with full_desk.writing() as records:
        records.outbox.save(replace(entry, state=OutboxState.DONE))
        asked = [replace(entry, id=OutboxId(filled.named(number))) for number in (903, 901, 902)]
        for one in asked:
            records.outbox.add(one)
        assert records.outbox.open() == tuple(asked)
        newest = records.outbox.of_article(entry.article)
        assert [one.id for one in newest][:3] == [one.id for one in reversed(asked)]


def test_dismissals_hold_here_in_the_story_or_everywhere(full_desk: Database) -> None:
    elsewhere = (ArticleId(filled.named(998)), StoryId(filled.named(999)))
    here, story, always = filled.DISMISSALS
    with full_desk.writing() as records:
        assert records.dismissals.of(filled.SOURCE.id, filled.STORY.id) == (story, always)
        assert records.dismissals.of(*elsewhere) == (always,)
        records.dismissals.put(replace(always, by="Minh"))
        assert [item.by for item in records.dismissals.of(*elsewhere)] == ["Minh"]
        records.dismissals.remove(here)
        assert here not in records.dismissals.of(filled.TARGET.id, filled.STORY.id)


def test_a_story_removed_for_good_leaves_nothing_behind(full_desk: Database) -> None:
    with full_desk.writing() as records:
        records.stories.remove(filled.STORY.id)
    full_desk.close()
    kept = {"alembic_version", "facts", "photos", "desk_captions", "media_publications"}
    kept |= {
        "editions",
        "sections",
        "tags",
        "persons",
        "outlets",
        "licences",
        "terms",
        "term_forms",
    }
    kept |= {"sites", "site_words", "saved_searches", "memory_pairs", "log_lines", "dismissals"}
    kept |= {"foreign_blocks", "term_publications", "site_pulls", "standing_paragraphs"}
    kept |= {"memory_takings", "house_checks"}
    kept |= {"memories", "memory_shelves", "memory_words", "memory_postings", "memory_texts"}
    with closing(sqlite3.connect(full_desk.folder.library)) as connection:
        left = {
            name
            for name in table_names(connection)
            if connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        }
        forgotten = connection.execute("SELECT story, article FROM memory_pairs").fetchall()
    assert left == kept
    assert forgotten == [(None, None)] * 2


def test_sites_stand_in_the_order_in_which_they_were_added(full_desk: Database) -> None:
    with full_desk.writing() as records:
        first = records.sites.all()
        records.sites.add(replace(filled.SITE, id=SiteId(new_id()), name="!", words={}))
        assert [site.name for site in records.sites.all()] == [*(one.name for one in first), "!"]


def test_a_site_goes_with_its_publications(full_desk: Database) -> None:
    with full_desk.writing() as records:
        records.sites.remove(filled.SITE.id)
        assert records.publications.all() == ()
        assert records.outbox.open() == ()
        assert records.media.of_site(filled.SITE.id) == ()
        assert [line.site for line in records.log.recent()] == [None]


def test_photos_are_found_by_content_and_by_article(full_desk: Database) -> None:
    with full_desk.reading() as records:
        assert records.photos.by_digest(filled.PHOTO.digest) == filled.PHOTO
        assert records.photos.by_digest("0" * 64) is None
        found = records.photos.of_articles([filled.TARGET.id])
        assert found == {filled.PHOTO.id: filled.PHOTO}
        assert records.photos.all() == ()
        assert records.photos.all(trashed=True) == (filled.PHOTO,)
        assert records.photos.digests() == {filled.PHOTO.digest}


def test_the_counts_of_some_stories_can_be_asked_for_alone(full_desk: Database) -> None:
    other = [StoryId(filled.named(404))]
    with full_desk.reading() as records:
        assert records.progress.get(filled.TARGET.id) == filled.PROGRESS
        assert records.progress.get(filled.SOURCE.id) is None
        assert records.progress.all(among=other) == {}
        assert records.publications.all(among=other) == ()
        assert records.publications.all(among=[filled.STORY.id]) == (filled.PUBLICATION,)
        assert records.corrections.corrected() == {filled.STORY.id}


def test_links_are_sorted_by_target(full_desk: Database) -> None:
    extra = Link(field_address(filled.TARGET.id, "headline"), field_address(filled.SOURCE.id, "x"))
    with full_desk.writing() as records:
        records.links.replace_target(filled.TARGET.id, [*reversed(filled.LINKS), extra])
        found = records.links.of_target(filled.TARGET.id)
    assert found == tuple(sorted((*filled.LINKS, extra)))


def _bare(**other: Any) -> Story:
    """Return a story that points at nothing."""
    plain = Story(filled.STORY.id, "flood", filled.VI, filled.NOON)
    return replace(plain, **other)


def _text(**other: Any) -> Article:
    """Return a short source article."""
    return replace(filled.SOURCE, **other)


def test_a_standing_paragraph_grows_old_and_knows_its_uses(full_desk: Database) -> None:
    with full_desk.writing() as records:
        kept = records.standing.get(filled.STANDING.id)
        assert not kept.is_old(date(2024, 5, 30))
        assert kept.is_old(date(2024, 5, 31))
        assert replace(kept, checked=None).is_old(date(2024, 3, 1))
        assert not replace(kept, checked=None, lasts=0).is_old(date(2030, 1, 1))
        assert records.standing.uses_of(kept.id) == (filled.STANDING_USE,)
        records.standing.remove_use(filled.TARGET.id, filled.STANDING_USE.block)
        assert records.standing.uses_of(kept.id) == ()
        records.standing.put_use(filled.STANDING_USE)
        records.standing.remove(kept.id)
        assert records.standing.uses(filled.TARGET.id) == ()
        assert records.standing.all() == ()
