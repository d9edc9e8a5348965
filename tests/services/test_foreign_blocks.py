"""Blocks of a site that we do not model: carried along, named, never shown as ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.domain.block import BlockKind
from editor_app.domain.edition import Section
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, SectionId, StoryId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.remote import ForeignBlock, foreign_block, foreign_line
from editor_app.sentences import sentence
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.storage.resources import read_theme
from tests.desks import Clock, Desk, empty_desk

RAW = '<!-- wp:gallery {"ids":[1]} -->\r\n<figure onclick="x()">Ảnh</figure>\n<!-- /wp:gallery -->'
GALLERY = foreign_block(RAW, "", "core/gallery")
LINE = foreign_line(GALLERY.id)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return empty_desk(tmp_path / "desk", Clock())


@pytest.fixture
def story(desk: Desk) -> StoryId:
    """A story with a gallery of the site between two paragraphs."""
    with desk.place.database.writing() as records:
        records.foreign.put(GALLERY)
    return desk.story(f"Một.\n\n{LINE}\n\nHai.", "Phà điện")


def _source(desk: Desk, story: StoryId) -> ArticleId:
    return desk.stories.view(story).articles[0].id


def test_a_foreign_block_is_one_line_of_the_body_and_known_to_the_window(
    desk: Desk, story: StoryId
) -> None:
    view = desk.stories.view(story)
    assert [block.kind for block in view.articles[0].body] == [
        BlockKind.PARAGRAPH,
        BlockKind.FOREIGN,
        BlockKind.PARAGRAPH,
    ]
    assert view.foreign == {GALLERY.id: Message("foreign-gallery")}


def test_a_line_that_names_no_block_of_this_desk_is_left_as_it_is(
    desk: Desk, story: StoryId
) -> None:
    desk.write(_source(desk, story), body="![](foreign:abc123)")
    view = desk.stories.view(story)
    assert view.foreign == {}
    assert view.articles[0].markdown == "![](foreign:abc123)"


def test_a_foreign_block_comes_along_to_a_new_translation(desk: Desk, story: StoryId) -> None:
    english = desk.translations.start(story, ENGLISH).article
    assert desk.stories.find_article(english).markdown == LINE


def test_a_foreign_block_comes_back_from_history_as_it_was(desk: Desk, story: StoryId) -> None:
    article = _source(desk, story)
    version = desk.stories.find_article(article)
    desk.history.keep(article, RevisionReason.REST)
    desk.write(article, body="Một.\n\nHai.")
    (kept,) = desk.history.revisions(article)
    desk.history.restore(article, kept.id, desk.stories.find_article(article).version)
    assert desk.stories.find_article(article).markdown == version.markdown
    assert _raw(desk) == RAW


def _raw(desk: Desk) -> str:
    with desk.place.database.reading() as records:
        found: ForeignBlock = records.foreign.get(GALLERY.id)
    return found.raw


def test_the_preview_shows_a_box_with_the_name_and_nothing_of_what_is_in_it(
    desk: Desk, story: StoryId
) -> None:
    pages = PageService(desk.place, read_theme)
    preview = pages.preview(_source(desk, story), said=sentence)
    page = (preview.get(preview.address) or b"").decode()
    assert '<p id="b-2" class="embed"><a><span class="embed-title">Gallery</span></a></p>' in page
    assert "onclick" not in page
    assert "Ảnh" not in page
    assert preview.block_html(2, LINE).count("Gallery") == 1
    assert preview.block_html(2, "![](foreign:abc123)") == ""


def test_a_name_is_shown_as_words_whatever_the_site_calls_its_block(
    desk: Desk, story: StoryId
) -> None:
    strange = foreign_block("<x>", "<script>alert(1)</script>", "acme/x")
    with desk.place.database.writing() as records:
        records.foreign.put(strange)
    article = _source(desk, story)
    desk.write(article, body=foreign_line(strange.id))
    preview = PageService(desk.place, read_theme).preview(article, said=sentence)
    assert b"<script>alert(1)" not in (preview.get(preview.address) or b"")


def test_readers_of_a_site_folder_see_nothing_in_its_place(
    desk: Desk, story: StoryId, tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    pages = PageService(desk.place, read_theme)
    publishing = PublishingService(desk.place, pages)
    site, _ = publishing.add_folder_site("Cửa Sông", tmp_path / "site", "https://a.example")
    section = Section(SectionId(new_id()), 1, {VIETNAMESE: "Tin"}, {VIETNAMESE: "tin"})
    with desk.place.database.writing() as records:
        records.sections.put(section)
    seen = desk.stories.view(story).story.version
    desk.stories.change(story, seen, section=section.id)
    article = _source(desk, story)
    publishing.publish(site.id, [(article, None)])
    publishing.send_due(at_once=True)
    with desk.place.database.reading() as records:
        known = records.publications.find(article, site.id)
    assert known is not None
    page = (tmp_path / "site" / known.address).read_text("utf-8")
    assert "Một." in page
    assert "Hai." in page
    for trace in ("Gallery", GALLERY.id, "wp:gallery", 'id="b-2"'):
        assert trace not in page
