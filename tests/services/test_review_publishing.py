"""Publishing that goes wrong halfway, is taken back, or concerns two sites."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.article import Shown
from editor_app.domain.changes import Changes
from editor_app.domain.edition import Section
from editor_app.domain.errors import EditorError, NotFound, NotReady, Refused, Unreadable
from editor_app.domain.ids import ENGLISH, ArticleId, SectionId, SiteId, StoryId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState, RemoteStatus, Site, Wish
from editor_app.formats.page_view import Theme
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.storage.resources import read_theme
from tests.desks import NOON, Clock, Desk, undone
from tests.services.test_review_texts import picture


@dataclass
class Newsroom:
    """A desk with a site folder and a section."""

    desk: Desk
    publishing: PublishingService
    site: Site
    folder: Path
    section: SectionId

    def story(self, headline: str) -> ArticleId:
        story = self.desk.story(body="Nước sông lên.", headline=headline)
        version = self.desk.stories.view(story).story.version
        self.desk.stories.change(story, version, section=self.section)
        return self.desk.stories.view(story).articles[0].id

    def publish(self, *articles: ArticleId, site: SiteId | None = None) -> None:
        self.publishing.publish(site or self.site.id, [(item, None) for item in articles])
        self.publishing.send_due(at_once=True)

    def story_of(self, article: ArticleId) -> StoryId:
        return self.desk.stories.find_article(article).story

    def shown(self, article: ArticleId) -> Shown:
        return self.desk.stories.view(self.story_of(article)).shown[article]

    def status(self, article: ArticleId) -> RemoteStatus:
        view = self.desk.stories.view(self.story_of(article))
        return view.publications[article][0].status

    def states(self) -> dict[ArticleId, OutboxState]:
        return {row.article: row.state for row in reversed(self.publishing.outbox())}

    def pages(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("vi/news/*-*.html"))


def newsroom_of(desk: Desk, folder: Path, read: Callable[[str], Theme] = read_theme) -> Newsroom:
    folder.mkdir()
    publishing = PublishingService(desk.place, PageService(desk.place, read))
    site, _ = publishing.add_folder_site("Cửa Sông", folder, "https://estuary.example")
    names, slugs = {ENGLISH: "News"}, {"vi": "news", "en": "news"}
    section = Section(SectionId(new_id()), 1, names, slugs)  # type: ignore[arg-type]  # plain words
    with desk.place.database.writing() as records:
        records.sections.put(section)
    return Newsroom(desk, publishing, site, folder, section.id)


@pytest.fixture
def newsroom(desk: Desk, tmp_path: Path) -> Newsroom:
    return newsroom_of(desk, tmp_path / "site")


# -- taken back


def test_an_update_that_is_taken_back_leaves_the_article_published(newsroom: Newsroom) -> None:
    article = newsroom.story("Lũ về")
    newsroom.publish(article)
    newsroom.desk.write(article, headline="Lũ về sớm")
    published = newsroom.publishing.publish(newsroom.site.id, [(article, None)])
    newsroom.publishing.cancel(published.entries)
    assert newsroom.shown(article) is Shown.PUBLISHED
    assert newsroom.status(article) is RemoteStatus.PUBLIC
    newsroom.publishing.send_due(at_once=True)
    assert newsroom.shown(article) is Shown.PUBLISHED


def test_undo_of_what_has_gone_out_says_that_it_is_too_late(newsroom: Newsroom) -> None:
    article = newsroom.story("Lũ về")
    published = newsroom.publishing.publish(newsroom.site.id, [(article, None)])
    newsroom.publishing.send_due(at_once=True)
    with pytest.raises(Refused) as refused:
        undone(published.changes)
    assert refused.value.message == Message("sent-already", {"names": "Lũ về", "site": "Cửa Sông"})
    assert newsroom.states() == {article: OutboxState.DONE}
    taken_off = newsroom.publishing.withdraw(article, newsroom.site.id)
    newsroom.publishing.send_due(at_once=True)
    with pytest.raises(Refused) as refused:
        undone(taken_off.changes)
    assert refused.value.message.key == "withdrawn-already"
    assert newsroom.shown(article) is not Shown.PUBLISHED


def test_undo_takes_back_what_still_waits_and_names_what_has_gone_out(newsroom: Newsroom) -> None:
    now, later = newsroom.story("Lũ về"), newsroom.story("Tàu chạy")
    wanted = [(now, None), (later, NOON + timedelta(hours=5))]
    published = newsroom.publishing.publish(newsroom.site.id, wanted)
    newsroom.publishing.send_due(at_once=True)
    changes = undone(published.changes)
    said = Message("sent-already-partly", {"names": "Lũ về", "site": "Cửa Sông"})
    assert (changes.said, changes.inverse) == (said, None)
    assert newsroom.states() == {now: OutboxState.DONE, later: OutboxState.CANCELLED}


def test_undo_of_what_was_taken_back_by_hand_is_not_too_late(newsroom: Newsroom) -> None:
    article = newsroom.story("Lũ về")
    published = newsroom.publishing.publish(newsroom.site.id, [(article, None)])
    newsroom.publishing.cancel(published.entries)
    assert undone(published.changes).said is None


def test_taking_an_embargo_away_that_is_over_can_be_undone_when_readers_have_the_story(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = newsroom.story("Lũ về")
    story = newsroom.story_of(article)

    def change(until: datetime | None) -> Changes:
        seen = newsroom.desk.stories.view(story).story.version
        return newsroom.desk.stories.change(story, seen, embargo=until)

    over = NOON + timedelta(hours=1)
    change(over)
    clock.advance(2 * 3600)
    newsroom.publish(article)
    changes = change(None)
    undone(changes)
    assert newsroom.desk.stories.view(story).story.embargo == over
    with pytest.raises(Refused):
        change(NOON + timedelta(hours=3))


def test_publishing_at_once_and_taking_it_back_leaves_the_schedule_as_it_was(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = newsroom.story("Lũ về")
    later = NOON + timedelta(hours=3)
    newsroom.publishing.publish(newsroom.site.id, [(article, later)])
    sooner = newsroom.publishing.publish(newsroom.site.id, [(article, None)])
    undone(sooner.changes)
    assert newsroom.shown(article) is Shown.SCHEDULED
    clock.advance(60)
    newsroom.publishing.send_due()
    assert newsroom.pages() == []
    clock.advance(3 * 3600)
    newsroom.publishing.send_due()
    assert newsroom.shown(article) is Shown.PUBLISHED
    assert newsroom.publishing.waiting() == 0


def test_a_withdrawal_that_is_taken_back_leaves_a_scheduled_update(newsroom: Newsroom) -> None:
    article = newsroom.story("Lũ về")
    newsroom.publish(article)
    later = NOON + timedelta(hours=3)
    newsroom.publishing.publish(newsroom.site.id, [(article, later)])
    withdrawn = newsroom.publishing.withdraw(article, newsroom.site.id)
    undone(withdrawn.changes)
    view = newsroom.desk.stories.view(newsroom.story_of(article))
    publication = view.publications[article][0]
    assert (publication.wish, publication.goes_out) == (Wish.SCHEDULE, later)
    assert newsroom.publishing.waiting() == 1


# -- withdrawn and again


def test_a_withdrawn_article_is_published_again_at_its_address(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = newsroom.story("Lũ về")
    newsroom.publish(article)
    pages = newsroom.pages()
    newsroom.publishing.withdraw(article, newsroom.site.id)
    newsroom.publishing.send_due(at_once=True)
    clock.advance(3600)
    newsroom.publish(article)
    assert newsroom.pages() == pages
    assert newsroom.shown(article) is Shown.PUBLISHED
    assert "Nước sông lên." in (newsroom.folder / "vi" / "news" / pages[0]).read_text("utf-8")


# -- several at once


def test_an_article_that_is_not_ready_does_not_hold_up_the_others(
    newsroom: Newsroom, clock: Clock
) -> None:
    good, bad = newsroom.story("Lũ về"), newsroom.story("Tàu chạy")
    later = NOON + timedelta(hours=1)
    newsroom.publishing.publish(newsroom.site.id, [(good, later), (bad, later)])
    newsroom.desk.write(bad, headline="")
    clock.advance(3700)
    newsroom.publishing.send_due()
    assert newsroom.states() == {good: OutboxState.DONE, bad: OutboxState.NEEDS_YOU}
    stuck = next(row for row in newsroom.publishing.outbox() if row.article == bad)
    assert stuck.answer is not None
    assert stuck.answer.key == "no-headline"


def test_a_scheduled_story_that_was_thrown_away_stays_off_the_site(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = newsroom.story("Lũ về")
    newsroom.publishing.publish(newsroom.site.id, [(article, NOON + timedelta(hours=1))])
    newsroom.desk.stories.trash(newsroom.story_of(article))
    clock.advance(3700)
    newsroom.publishing.send_due()
    assert newsroom.pages() == []
    assert newsroom.states() == {article: OutboxState.NEEDS_YOU}


def test_a_time_that_is_past_publishes_nothing(newsroom: Newsroom) -> None:
    good, late = newsroom.story("Lũ về"), newsroom.story("Tàu chạy")
    wanted = [(good, None), (late, NOON - timedelta(hours=1))]
    with pytest.raises(Refused) as refused:
        newsroom.publishing.publish(newsroom.site.id, wanted)
    past = (NOON - timedelta(hours=1)).astimezone(ZoneInfo(newsroom.site.zone))
    shown = {"shown": past.isoformat(timespec="minutes")}
    assert refused.value.message == Message("publish-time-past", shown)
    assert newsroom.publishing.outbox() == ()


def test_a_time_that_went_by_while_it_was_typed_means_now(newsroom: Newsroom) -> None:
    article = newsroom.story("Lũ về")
    newsroom.publishing.publish(newsroom.site.id, [(article, NOON - timedelta(seconds=50))])
    (row,) = newsroom.publishing.outbox()
    assert (row.wish, row.goes_out) == (Wish.PUBLISH, None)


def test_a_schedule_is_never_early_by_the_ten_seconds_of_undo(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = newsroom.story("Lũ về")
    newsroom.publishing.publish(newsroom.site.id, [(article, NOON + timedelta(seconds=30))])
    clock.advance(25)
    newsroom.publishing.send_due(at_once=True)
    assert newsroom.pages() == []
    clock.advance(5)
    newsroom.publishing.send_due(at_once=True)
    assert len(newsroom.pages()) == 1


def test_rights_end_with_the_day_of_the_site_not_of_greenwich(
    newsroom: Newsroom, clock: Clock
) -> None:
    clock.at = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)  # the first of January in Hà Nội
    article = newsroom.story("Lũ về")
    photo = newsroom.desk.photos.attach(article, picture(), "lu.jpg").photo
    rights = Rights(RightsStatus.CLEARED, datetime(2026, 12, 31, tzinfo=UTC).date())
    newsroom.desk.photos.change(photo, 1, credit="Reuters", rights=rights)
    row = newsroom.publishing.sheet(newsroom.story_of(article), newsroom.site.id)[0]
    assert [message.key for message in row.refusals] == ["rights-ended"]


def test_a_sheet_is_shown_although_a_photo_file_is_missing(newsroom: Newsroom) -> None:
    article = newsroom.story("Lũ về")
    photo = newsroom.desk.photos.attach(article, picture(), "lu.jpg").photo
    rights = Rights(RightsStatus.CLEARED)
    newsroom.desk.photos.change(photo, 1, credit="Reuters", rights=rights)
    newsroom.publish(article)
    newsroom.desk.photos.change(photo, 2, credit="AFP")
    newsroom.desk.place.media.path(newsroom.desk.photos.photo(photo).digest).unlink()
    row = newsroom.publishing.sheet(newsroom.story_of(article), newsroom.site.id)[0]
    assert row.on_site.key == "on-site-update"
    newsroom.publish(article)
    assert newsroom.states()[article] is OutboxState.NEEDS_YOU
    assert newsroom.status(article) is RemoteStatus.PUBLIC


def test_a_mistake_of_ours_leaves_the_entry_open_and_is_not_hidden(
    desk: Desk, tmp_path: Path
) -> None:
    def broken(name: str) -> Theme:
        raise ZeroDivisionError(name)

    newsroom = newsroom_of(desk, tmp_path / "site", broken)
    article = newsroom.story("Lũ về")
    newsroom.publishing.publish(newsroom.site.id, [(article, None)])
    with pytest.raises(ZeroDivisionError):
        newsroom.publishing.send_due(at_once=True)
    assert newsroom.states() == {article: OutboxState.NEEDS_YOU}
    row = newsroom.publishing.outbox()[0]
    assert row.answer is not None
    assert row.answer.key == "sending-failed"


# -- late


def test_a_publish_that_waited_over_half_an_hour_asks_before_readers_get_it(
    newsroom: Newsroom, clock: Clock
) -> None:
    """As when the program was closed within the seconds of Undo, and is opened the next day."""
    article, other = newsroom.story("Lũ về"), newsroom.story("Tàu chạy")
    newsroom.publishing.publish(newsroom.site.id, [(article, None)])
    clock.advance(24 * 3600)
    newsroom.publish(other)
    assert newsroom.states() == {article: OutboxState.NEEDS_YOU, other: OutboxState.DONE}
    assert len(newsroom.pages()) == 1
    row = next(row for row in newsroom.publishing.outbox() if row.article == article)
    assert row.answer is not None
    assert (row.goes_on, row.answer.key) == (True, "publish-late")
    newsroom.publishing.retry(row.entry)
    newsroom.publishing.send_due()
    assert newsroom.states()[article] is OutboxState.NEEDS_YOU
    newsroom.publishing.go_on(row.entry)
    newsroom.publishing.send_due()
    assert newsroom.shown(article) is Shown.PUBLISHED
    assert len(newsroom.pages()) == 2


def test_an_hour_that_passed_while_copydesk_was_closed_asks_and_can_be_left(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = newsroom.story("Lũ về")
    newsroom.publishing.publish(newsroom.site.id, [(article, NOON + timedelta(hours=5))])
    clock.advance(5 * 3600 + 29 * 60)
    soon = newsroom.story("Tàu chạy")
    newsroom.publishing.publish(newsroom.site.id, [(soon, NOON + timedelta(hours=6))])
    newsroom.publishing.send_due()
    assert newsroom.shown(article) is Shown.PUBLISHED
    clock.advance(62 * 60)
    newsroom.publishing.send_due()
    row = next(row for row in newsroom.publishing.outbox() if row.article == soon)
    assert row.answer is not None
    assert (row.answer.key, row.answer.fields["minutes"]) == ("publish-late", "31")
    newsroom.publishing.cancel([row.entry])
    newsroom.publishing.send_due()
    assert (newsroom.publishing.waiting(), len(newsroom.pages())) == (0, 1)
    assert newsroom.shown(soon) is Shown.DRAFT


def test_an_update_of_what_readers_have_goes_out_however_long_it_waited(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = newsroom.story("Lũ về")
    newsroom.publish(article)
    newsroom.desk.write(article, headline="Lũ về sớm")
    newsroom.publishing.publish(newsroom.site.id, [(article, None)])
    clock.advance(24 * 3600)
    newsroom.publishing.send_due()
    assert newsroom.states()[article] is OutboxState.DONE


# -- two sites


def test_two_sites_hold_what_was_published_on_each(newsroom: Newsroom, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    second, _ = newsroom.publishing.add_folder_site("Khác", other, "https://other.example")
    one, two = newsroom.story("Lũ về"), newsroom.story("Tàu chạy")
    newsroom.publish(one)
    newsroom.publish(two, site=second.id)
    newsroom.publish(one, site=second.id)
    assert len(newsroom.pages()) == 1
    assert len(list(other.glob("vi/news/*-*.html"))) == 2
    newsroom.publishing.withdraw(one, second.id)
    newsroom.publishing.send_due(at_once=True)
    assert newsroom.shown(one) is Shown.PUBLISHED
    assert "Nước sông lên." in next(newsroom.folder.glob("vi/news/*-*.html")).read_text("utf-8")


def test_two_sites_never_share_a_folder(newsroom: Newsroom) -> None:
    with pytest.raises(Refused) as refused:
        newsroom.publishing.add_folder_site("Khác", newsroom.folder / ".", "https://other.example")
    assert refused.value.message.key == "site-folder-taken"
    assert [site.name for site in newsroom.publishing.sites()] == ["Cửa Sông"]


def test_a_folder_of_another_desk_s_site_is_left_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.publish(newsroom.story("Lũ về"))
    before = newsroom.pages()
    site = replace(newsroom.site, id=SiteId(new_id()), name="Sao chép")
    with newsroom.desk.place.database.writing() as records:
        records.sites.add(site)
    newsroom.publish(newsroom.story("Tàu chạy"), site=site.id)
    assert newsroom.publishing.outbox()[0].state is OutboxState.NEEDS_YOU
    assert newsroom.pages() == before


def test_a_site_s_folder_and_name_are_looked_at_when_they_change(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    with pytest.raises(EditorError) as missing:
        newsroom.publishing.change_site(replace(newsroom.site, target=str(tmp_path / "no")), 1)
    assert missing.value.message.key == "site-folder-missing"
    other = tmp_path / "other"
    other.mkdir()
    newsroom.publishing.add_folder_site("Khác", other, "https://other.example")
    with pytest.raises(Unreadable) as nowhere:
        newsroom.publishing.change_site(replace(newsroom.site, zone="Asia/Atlantis"), 1)
    assert nowhere.value.message.key == "zone-unknown"
    with pytest.raises(Refused) as taken:
        newsroom.publishing.change_site(replace(newsroom.site, name="Khác"), 1)
    assert taken.value.message.key == "site-name-taken"


def test_an_unknown_site_is_not_found(newsroom: Newsroom) -> None:
    article = newsroom.story("Lũ về")
    with pytest.raises(NotFound):
        newsroom.publishing.publish(SiteId(new_id()), [(article, None)])


# -- addresses on somebody's own disk


@pytest.mark.parametrize(
    "address",
    [
        "file:///home/lan/ban-do.jpg",
        "FILE:///C:/ban-do.jpg",
        "C:\\Users\\Lan\\ban-do.jpg",
        "d:/anh/ban-do.jpg",
        "\\\\may-chu\\anh\\ban-do.jpg",
        "/Users/lan/ban-do.jpg",
        "/home/lan/ban-do.jpg",
        "<file:///home/lan/ban đồ.jpg>",
    ],
)
def test_no_text_goes_out_that_leads_into_somebodys_computer(
    newsroom: Newsroom, address: str
) -> None:
    article = newsroom.story("Lũ về")
    newsroom.desk.write(article, body=f"Nước lên, xem [bản đồ]({address}).")
    with pytest.raises(NotReady) as refused:
        newsroom.publish(article)
    assert refused.value.message.key == "local-path"
    assert newsroom.publishing.outbox() == ()
    newsroom.desk.write(article, body="Nước lên, xem [bản đồ](https://a.vn/home/ban-do.jpg).")
    newsroom.publish(article)
    assert len(newsroom.pages()) == 1


# -- the trash


def test_a_published_story_is_not_deleted_behind_its_readers_backs(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = newsroom.story("Lũ về")
    story = newsroom.story_of(article)
    newsroom.publish(article)
    newsroom.desk.stories.trash(story)
    clock.advance(31 * 24 * 3600)
    with pytest.raises(Refused) as refused:
        newsroom.desk.stories.delete(story)
    assert refused.value.message.key == "delete-on-site"
    assert not newsroom.desk.stories.clear_trash()
    newsroom.publishing.withdraw(article, newsroom.site.id)
    newsroom.publishing.send_due(at_once=True)
    assert newsroom.desk.stories.clear_trash().stories == {story}
