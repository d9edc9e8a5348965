"""What is kept for agreeing with a site: conflicts, terms, how far it was read, foreign blocks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from editor_app.domain.errors import Ambiguous, NotFound
from editor_app.domain.ids import ConflictId, ForeignId, OutboxId, SiteId
from editor_app.domain.remote import ID_DIGITS, SitePull, SiteTermKind, foreign_block
from editor_app.domain.site import LogLine, OutboxState
from editor_app.storage.database import Database
from tests.storage import filled

OPEN = replace(
    filled.CONFLICT,
    id=ConflictId(filled.named(156)),
    found=filled.hour(1),
    resolution=None,
    resolved=None,
    resolved_by="",
)


def test_open_conflicts_are_listed_and_resolved_ones_are_not(full_desk: Database) -> None:
    with full_desk.writing() as records:
        assert records.conflicts.open() == ()
        assert records.conflicts.open_articles() == frozenset()
        records.conflicts.put(OPEN)
        assert records.conflicts.open() == (OPEN,)
        assert records.conflicts.open_articles() == {filled.TARGET.id}
        records.conflicts.put(replace(OPEN, resolution=filled.CONFLICT.resolution))
        assert records.conflicts.open() == ()


def test_conflicts_of_an_article_are_in_the_order_in_which_they_were_found(
    full_desk: Database,
) -> None:
    with full_desk.writing() as records:
        records.conflicts.put(OPEN)
        of_article = records.conflicts.of_article
        assert of_article(filled.TARGET.id) == (OPEN, filled.CONFLICT)
        assert of_article(filled.TARGET.id, filled.SITE.id, resolved=False) == (OPEN,)
        assert of_article(filled.SOURCE.id) == ()


def test_a_conflict_is_found_by_the_start_of_its_id(full_desk: Database) -> None:
    with full_desk.writing() as records:
        assert records.conflicts.find(filled.CONFLICT.id) == filled.CONFLICT
        assert records.conflicts.find(filled.CONFLICT.id[:10].upper()) == filled.CONFLICT
        records.conflicts.put(OPEN)
        with pytest.raises(Ambiguous):
            records.conflicts.find(filled.CONFLICT.id[:10])
        for name in ("", "f00d"):
            with pytest.raises(NotFound):
                records.conflicts.find(name)


def test_conflicts_go_with_their_article_and_their_site(full_desk: Database) -> None:
    with full_desk.writing() as records:
        records.sites.remove(filled.SITE.id)
        assert records.conflicts.of_article(filled.TARGET.id) == ()
        assert records.term_publications.of_site(filled.SITE.id) == ()
        assert records.pulls.get(filled.SITE.id) == SitePull(filled.SITE.id)
        assert len(records.revisions.of(filled.TARGET.id)) == 2


def test_a_conflict_of_a_deleted_story_is_gone(full_desk: Database) -> None:
    with full_desk.writing() as records:
        records.conflicts.put(OPEN)
        records.stories.remove(filled.STORY.id)
        assert records.conflicts.open() == ()
        assert records.foreign.get(filled.FOREIGN.id) == filled.FOREIGN


@pytest.mark.parametrize(
    "raw",
    [
        "<!-- wp:x /-->",
        "  \r\n\t<p>Ấ Ỡ</p>\r\n",
        "e\u0301 is not \u00e9",
        "nul \x00 inside",
        "𠮷 👩‍👩‍👧 \\u0026 &amp;",
        "",
    ],
)
def test_a_foreign_block_comes_back_exactly_as_it_came(desk: Database, raw: str) -> None:
    block = foreign_block(raw, "Something", "core/x")
    assert len(block.id) == ID_DIGITS
    with desk.writing() as records:
        records.foreign.put(block)
        records.foreign.put(block)
    with desk.reading() as records:
        assert records.foreign.get(block.id) == block
        assert records.foreign.some([block.id, ForeignId("0" * ID_DIGITS)]) == {block.id: block}
        assert records.foreign.some([]) == {}


def test_a_foreign_block_that_is_not_there_is_not_found(desk: Database) -> None:
    with desk.reading() as records:
        assert records.foreign.find(ForeignId("0" * ID_DIGITS)) is None
        with pytest.raises(NotFound):
            records.foreign.get(ForeignId("0" * ID_DIGITS))


def test_a_tag_is_another_term_in_each_language(full_desk: Database) -> None:
    category = filled.TERM_PUBLICATION
    english = replace(category, language=filled.EN, remote_id="13", slug="asia", name="Asia")
    everywhere = replace(category, language=None, remote_id="12")
    tag = replace(category, kind=SiteTermKind.TAG, local=filled.TAG.id)
    with full_desk.writing() as records:
        for term in (english, everywhere, tag):
            records.term_publications.put(term)
        find = records.term_publications.find
        assert find(category.site, category.kind, category.local, filled.EN) == english
        assert find(category.site, category.kind, category.local, filled.VI) is None
        assert find(category.site, category.kind, category.local) == everywhere
        of_remote = records.term_publications.of_remote
        assert of_remote(category.site, category.kind, "12") == (everywhere, category)
        assert of_remote(category.site, SiteTermKind.TAG, "12") == (tag,)
        records.term_publications.remove(everywhere)
        assert of_remote(category.site, category.kind, "12") == (category,)


def test_a_renamed_term_takes_the_place_of_the_old_one(full_desk: Database) -> None:
    renamed = replace(filled.TERM_PUBLICATION, remote_id="99", name="Châu Á")
    with full_desk.writing() as records:
        records.term_publications.put(renamed)
        assert records.term_publications.of_site(filled.SITE.id) == (renamed,)


def test_how_far_a_site_was_read_is_kept_and_can_be_forgotten(full_desk: Database) -> None:
    further = replace(filled.PULL, newest=9999, cursor=filled.hour(50))
    with full_desk.writing() as records:
        records.pulls.put(further)
        assert records.pulls.get(filled.SITE.id) == further
        records.pulls.remove(filled.SITE.id)
        assert records.pulls.get(filled.SITE.id) == SitePull(filled.SITE.id)


def test_the_log_tells_what_was_written_since(full_desk: Database) -> None:
    with full_desk.writing() as records:
        end = records.log.end()
        assert records.log.after(end) == ()
        later = [replace(filled.LOG, key=key) for key in ("first", "second")]
        for line in later:
            records.log.add(line)
        assert records.log.after(end) == tuple(later)
        assert records.log.end() == end + 2


def test_sites_and_what_waits_keep_their_order_when_another_program_makes_the_library_smaller(
    full_desk: Database,
) -> None:
    entry = replace(filled.OUTBOX, state=OutboxState.WAITING)
    with full_desk.writing() as records:
        for number in (907, 903, 905, 901):
            site = replace(filled.SITE, id=SiteId(filled.named(number)), name=str(number), words={})
            records.sites.add(site)
            records.outbox.add(replace(entry, id=OutboxId(filled.named(number)), site=site.id))
        records.sites.remove(SiteId(filled.named(903)))  # and the numbers of its rows are free
        sites, waiting = records.sites.all(), records.outbox.open()
    folder = full_desk.folder
    full_desk.close()
    with closing(sqlite3.connect(folder.library)) as connection:
        connection.execute("VACUUM")
    with closing(Database(folder.path)) as smaller, smaller.reading() as records:
        assert [site.name for site in sites] == [filled.SITE.name, "907", "905", "901"]
        assert (records.sites.all(), records.outbox.open()) == (sites, waiting)


def test_the_last_line_of_some_kinds_is_found_however_many_came_after(full_desk: Database) -> None:
    article, site = filled.TARGET.id, filled.SITE.id
    with full_desk.writing() as records:
        assert records.log.newest_of({"off"}, article, site) is None
        for hour, key in enumerate(("off", "on", *["sent"] * 250)):
            records.log.add(LogLine(filled.hour(hour % 24), key, {}, article, site))
        records.log.add(LogLine(filled.hour(1), "off", {}, filled.SOURCE.id, site))
        found = records.log.newest_of({"off", "on"}, article, site)
        assert found is not None
        assert found.key == "on"
