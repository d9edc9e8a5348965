"""Previews: the page as the site would show it now, and the times that readers will see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from editor_app.domain.edition import Section
from editor_app.domain.ids import ENGLISH, ArticleId, SectionId, SiteId, new_id
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.storage.resources import read_theme
from tests.desks import NOON, Clock, Desk

HOUR = 3600


@dataclass
class Newsroom:
    """A desk with a site folder and a story that went out at noon."""

    desk: Desk
    pages: PageService
    publishing: PublishingService
    site: SiteId
    article: ArticleId

    def publish(self) -> None:
        self.publishing.publish(self.site, [(self.article, None)])
        self.publishing.send_due(at_once=True)

    def sent(self) -> bytes:
        with self.desk.place.database.reading() as records:
            known = records.publications.find(self.article, self.site)
            assert known is not None
            return (Path(records.sites.get(self.site).target) / known.address).read_bytes()

    def shown(self) -> tuple[datetime, datetime | None]:
        view = self.pages.preview(self.article, self.site).view
        return view.published, view.updated


@pytest.fixture
def newsroom(desk: Desk, tmp_path: Path) -> Newsroom:
    folder = tmp_path / "site"
    folder.mkdir()
    pages = PageService(desk.place, read_theme)
    publishing = PublishingService(desk.place, pages)
    site, _ = publishing.add_folder_site("Cửa Sông", folder, "https://estuary.example")
    section = Section(SectionId(new_id()), 1, {ENGLISH: "World"}, {ENGLISH: "world"})
    with desk.place.database.writing() as records:
        records.sections.put(section)
    story = desk.story(body="Nước sông lên.", headline="Lũ về")
    desk.stories.change(story, desk.stories.view(story).story.version, section=section.id)
    article = desk.stories.view(story).articles[0].id
    made = Newsroom(desk, pages, publishing, site.id, article)
    made.publish()
    return made


def test_the_preview_of_an_unchanged_article_shows_the_times_it_went_out_with(
    newsroom: Newsroom, clock: Clock
) -> None:
    clock.advance(HOUR)
    assert newsroom.shown() == (NOON, None)
    preview = newsroom.pages.preview(newsroom.article, newsroom.site)
    assert preview.get(preview.address) == newsroom.sent()


def test_the_preview_of_a_changed_article_shows_when_it_would_be_updated(
    newsroom: Newsroom, clock: Clock
) -> None:
    clock.advance(HOUR)
    newsroom.desk.write(newsroom.article, headline="Lũ rút")
    assert newsroom.shown() == (NOON, NOON + timedelta(hours=1))


def test_after_an_update_the_preview_shows_the_time_of_that_update(
    newsroom: Newsroom, clock: Clock
) -> None:
    clock.advance(HOUR)
    newsroom.desk.write(newsroom.article, headline="Lũ rút")
    newsroom.publish()
    clock.advance(HOUR)
    assert newsroom.shown() == (NOON, NOON + timedelta(hours=1))
    newsroom.desk.write(newsroom.article, headline="Lũ đã rút")
    assert newsroom.shown() == (NOON, NOON + timedelta(hours=2))


def test_sending_an_unchanged_article_again_gives_it_no_time_of_update(
    newsroom: Newsroom, clock: Clock
) -> None:
    before = newsroom.sent()
    clock.advance(HOUR)
    newsroom.publish()
    assert newsroom.sent() == before
    assert newsroom.shown() == (NOON, None)


def test_an_article_that_came_out_earlier_than_it_was_sent_was_not_updated_by_that(
    newsroom: Newsroom, clock: Clock
) -> None:
    earlier = NOON - timedelta(hours=5)
    story = newsroom.desk.story(body="Chợ nổi họp lại.", headline="Chợ nổi")
    view = newsroom.desk.stories.view(story)
    with newsroom.desk.place.database.reading() as records:
        section = records.sections.all()[0].id
    newsroom.desk.stories.change(story, view.story.version, section=section)
    newsroom.article = view.articles[0].id
    with newsroom.desk.place.database.writing() as records:
        known = records.articles.get(newsroom.article)
        records.articles.save(replace(known, planned=earlier), known.version)
    newsroom.publish()
    before = newsroom.sent()
    clock.advance(HOUR)
    newsroom.publish()
    assert newsroom.sent() == before
    assert newsroom.shown() == (earlier, None)
