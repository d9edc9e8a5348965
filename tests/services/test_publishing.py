"""Publishing: the sheet, ten seconds to take back, the outbox, and what stands in the folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor_app.connectors.site_folder import SiteFolder
from editor_app.domain.article import Shown
from editor_app.domain.edition import Section
from editor_app.domain.errors import DiskFull, MissingCredit, NotReady, Refused, Unreadable
from editor_app.domain.history import Correction, CorrectionKind
from editor_app.domain.ids import (
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    CorrectionId,
    Language,
    SectionId,
    SiteId,
    StoryId,
    new_id,
)
from editor_app.domain.link import Made, State, block_address
from editor_app.domain.messages import Message
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState, Question
from editor_app.formats.page_view import SiteFile
from editor_app.services import folder_sending
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.storage.resources import read_theme
from tests.desks import NOON, Clock, Desk, full_disk


def picture(colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), colour).save(out, "JPEG")
    return out.getvalue()


@dataclass
class Newsroom:
    """A desk with a site folder and a story that may go out."""

    desk: Desk
    publishing: PublishingService
    site: SiteId
    folder: Path
    story: StoryId
    article: ArticleId

    def publish(self, *articles: ArticleId) -> None:
        self.publishing.publish(self.site, [(item, None) for item in articles or [self.article]])
        self.publishing.send_due(at_once=True)

    def page(self, article: ArticleId | None = None) -> str:
        view = self.desk.stories.view(self.story)
        publication = view.publications[article or self.article][0]
        return (self.folder / publication.address).read_text("utf-8")


@pytest.fixture
def newsroom(desk: Desk, tmp_path: Path) -> Newsroom:
    folder = tmp_path / "site"
    folder.mkdir()
    publishing = PublishingService(desk.place, PageService(desk.place, read_theme))
    site, _ = publishing.add_folder_site("Cửa Sông", folder, "https://estuary.example")
    section = Section(SectionId(new_id()), 1, {ENGLISH: "World"}, {ENGLISH: "world"})
    with desk.place.database.writing() as records:
        records.sections.put(section)
    story = desk.story(body="Nước sông lên.\n\nThành phố chuẩn bị.", headline="Lũ về")
    desk.stories.change(story, desk.stories.view(story).story.version, section=section.id)
    article = desk.stories.view(story).articles[0].id
    return Newsroom(desk, publishing, site.id, folder, story, article)


def test_nothing_is_written_during_the_ten_seconds_of_undo(
    newsroom: Newsroom, clock: Clock
) -> None:
    published = newsroom.publishing.publish(newsroom.site, [(newsroom.article, None)])
    clock.advance(9)
    newsroom.publishing.send_due()
    assert list(newsroom.folder.rglob("*.html")) == []
    newsroom.publishing.cancel(published.entries)
    clock.advance(60)
    newsroom.publishing.send_due()
    assert list(newsroom.folder.rglob("*.html")) == []
    assert newsroom.publishing.waiting() == 0


def test_what_is_taken_back_while_another_site_is_written_is_not_published(
    newsroom: Newsroom, clock: Clock, tmp_path: Path
) -> None:
    publishing, folder = newsroom.publishing, tmp_path / "other"
    folder.mkdir()
    other, _ = publishing.add_folder_site("Bến Đò", folder, "https://ferry.example")
    publishing.publish(newsroom.site, [(newsroom.article, None)])
    published = publishing.publish(other.id, [(newsroom.article, None)])
    clock.advance(11)

    def takes_back(done: int, total: int, said: Message | None = None) -> None:
        del done, total, said
        publishing.cancel(published.entries)

    publishing.send_due(takes_back)
    pages = [page.read_text("utf-8") for page in newsroom.folder.rglob("*.html")]
    assert any("Nước sông lên." in page for page in pages)
    assert list(folder.rglob("*.html")) == []
    states = {row.entry: row.state for row in publishing.outbox()}
    assert [states[entry] for entry in published.entries] == [OutboxState.CANCELLED]


def test_a_published_article_stands_on_the_site_and_is_said_so(
    newsroom: Newsroom, clock: Clock
) -> None:
    newsroom.publishing.publish(newsroom.site, [(newsroom.article, None)])
    clock.advance(11)
    newsroom.publishing.send_due()
    assert "Nước sông lên." in newsroom.page()
    view = newsroom.desk.stories.view(newsroom.story)
    assert view.shown[newsroom.article] is Shown.PUBLISHED
    assert view.articles[0].published is not None
    assert newsroom.publishing.outbox()[0].state is OutboxState.DONE
    assert newsroom.publishing.log(newsroom.article)[0].key == "log-published"


def test_the_sheet_says_what_is_missing(newsroom: Newsroom) -> None:
    newsroom.desk.write(newsroom.article, headline="")
    row = newsroom.publishing.sheet(newsroom.story, newsroom.site)[0]
    assert [message.key for message in row.refusals] == ["no-headline"]
    with pytest.raises(NotReady):
        newsroom.publish()
    assert newsroom.publishing.outbox() == ()


def test_a_photo_without_credit_cannot_be_published(newsroom: Newsroom) -> None:
    newsroom.desk.photos.attach(newsroom.article, picture(), "lu.jpg")
    row = newsroom.publishing.sheet(newsroom.story, newsroom.site)[0]
    keys = {message.key for message in row.refusals}
    assert keys == {MissingCredit.key, "rights-unknown"}


def test_rights_that_end_before_it_goes_out_stop_it(newsroom: Newsroom) -> None:
    attached = newsroom.desk.photos.attach(newsroom.article, picture(), "lu.jpg")
    rights = Rights(RightsStatus.ONE_TIME, NOON.date() + timedelta(days=1))
    newsroom.desk.photos.change(attached.photo, 1, credit="Reuters", rights=rights)
    assert newsroom.publishing.sheet(newsroom.story, newsroom.site)[0].refusals == ()
    article = newsroom.desk.stories.find_article(newsroom.article)
    later = NOON + timedelta(days=3)
    newsroom.desk.stories.change_article(article.id, article.version, planned=later)
    row = newsroom.publishing.sheet(newsroom.story, newsroom.site)[0]
    assert [message.key for message in row.refusals] == ["rights-ended"]


def test_the_hour_a_version_was_planned_for_is_not_offered_for_its_updates(
    newsroom: Newsroom,
) -> None:
    article = newsroom.desk.stories.find_article(newsroom.article)
    later = NOON + timedelta(days=3)
    newsroom.desk.stories.change_article(article.id, article.version, planned=later)
    assert newsroom.publishing.sheet(newsroom.story, newsroom.site)[0].goes_out == later
    newsroom.publish()
    newsroom.desk.write(newsroom.article, body="Nước sông xuống.")
    assert newsroom.publishing.sheet(newsroom.story, newsroom.site)[0].goes_out is None


def test_a_photo_goes_out_cleaned_and_is_written_once_for_two_languages(
    newsroom: Newsroom,
) -> None:
    attached = newsroom.desk.photos.attach(newsroom.article, picture(), "lu.jpg")
    rights = Rights(RightsStatus.CLEARED)
    newsroom.desk.photos.change(attached.photo, 1, credit="Reuters", rights=rights)
    english = newsroom.desk.translations.start(newsroom.story, ENGLISH).article
    newsroom.desk.write(english, headline="Flood", body=_same_photo(newsroom, english))
    newsroom.publish(newsroom.article, english)
    media = sorted(item.name for item in newsroom.folder.rglob("media/*/*"))
    assert len(media) == 2
    for article in (newsroom.article, english):
        assert all(name in newsroom.page(article) for name in media)


def _same_photo(newsroom: Newsroom, article: ArticleId) -> str:
    return newsroom.desk.stories.find_article(article).markdown + "\n\nThe river rises."


def test_an_edit_after_publishing_stays_off_the_site_until_it_is_published(
    newsroom: Newsroom, clock: Clock
) -> None:
    newsroom.publish()
    newsroom.desk.write(newsroom.article, body="Nước sông xuống.")
    other = newsroom.desk.story(body="Chuyện khác.", headline="Khác")
    view = newsroom.desk.stories.view(other)
    section = newsroom.desk.stories.view(newsroom.story).story.section
    newsroom.desk.stories.change(other, view.story.version, section=section)
    newsroom.publish(view.articles[0].id)
    assert "Nước sông lên." in newsroom.page()
    clock.advance(3600)
    newsroom.publish()
    assert "Nước sông xuống." in newsroom.page()
    assert "Nước sông lên." not in newsroom.page()


def test_an_update_keeps_the_address_and_the_first_publication_time(
    newsroom: Newsroom, clock: Clock
) -> None:
    newsroom.publish()
    before = newsroom.desk.stories.view(newsroom.story)
    clock.advance(7200)
    newsroom.desk.write(newsroom.article, headline="Lũ về sớm")
    newsroom.publish()
    after = newsroom.desk.stories.view(newsroom.story)
    first, second = (view.publications[newsroom.article][0] for view in (before, after))
    assert (first.address, first.first_published) == (second.address, second.first_published)
    assert after.articles[0].updated == NOON + timedelta(hours=2)


def test_a_withdrawn_article_leaves_a_page_that_says_so(newsroom: Newsroom) -> None:
    newsroom.publish()
    newsroom.publishing.withdraw(newsroom.article, newsroom.site)
    newsroom.publishing.send_due(at_once=True)
    view = newsroom.desk.stories.view(newsroom.story)
    assert view.shown[newsroom.article] is Shown.WITHDRAWN
    assert "Nước sông lên." not in newsroom.page()
    assert "Bài viết đã được gỡ" in newsroom.page()
    front = (newsroom.folder / "vi" / "index.html").read_text("utf-8")
    assert "Lũ về" not in front


def test_a_scheduled_article_waits_for_its_time(newsroom: Newsroom, clock: Clock) -> None:
    later = NOON + timedelta(hours=5)
    newsroom.publishing.publish(newsroom.site, [(newsroom.article, later)])
    newsroom.publishing.send_due(at_once=True)
    assert list(newsroom.folder.rglob("*.html")) == []
    view = newsroom.desk.stories.view(newsroom.story)
    assert view.shown[newsroom.article] is Shown.SCHEDULED
    clock.advance(5 * 3600 + 1)
    newsroom.publishing.send_due()
    assert "Nước sông lên." in newsroom.page()


def test_a_folder_that_is_gone_leaves_the_entry_needing_you(newsroom: Newsroom) -> None:
    newsroom.folder.rmdir()
    newsroom.publish()
    row = newsroom.publishing.outbox()[0]
    assert row.state is OutboxState.NEEDS_YOU
    assert row.answer is not None
    assert row.answer.key == "site-folder-missing"
    newsroom.folder.mkdir()
    newsroom.publishing.retry(row.entry)
    newsroom.publishing.send_due()
    assert "Nước sông lên." in newsroom.page()


def test_an_entry_whose_end_could_not_be_kept_waits_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the moment when it is to be said that the folder is gone."""
    away = newsroom.folder.rename(newsroom.folder.with_name("away"))
    with monkeypatch.context() as patched:
        patched.setattr(folder_sending, "fail", full_disk)
        with pytest.raises(DiskFull):
            newsroom.publish()
    assert newsroom.publishing.outbox()[0].state is OutboxState.WAITING
    away.rename(newsroom.folder)
    newsroom.publishing.send_due(at_once=True)
    assert "Nước sông lên." in newsroom.page()


def test_an_answer_about_foreign_files_is_kept_with_the_entry_and_done_as_told(
    newsroom: Newsroom,
) -> None:
    theirs = newsroom.folder / "index.html"
    theirs.write_bytes(b"somebody's own page")
    newsroom.publish()
    row = newsroom.publishing.outbox()[0]
    assert (row.state, row.asks) == (OutboxState.NEEDS_YOU, Question.FOREIGN)
    newsroom.publishing.agree(row.entry, yes=True)
    newsroom.publishing.send_due()
    assert newsroom.publishing.outbox()[0].state is OutboxState.DONE
    assert b"somebody" not in theirs.read_bytes()


def test_an_answer_about_foreign_files_holds_when_a_late_publish_is_asked_about_too(
    newsroom: Newsroom, clock: Clock
) -> None:
    (newsroom.folder / "index.html").write_bytes(b"somebody's own page")
    newsroom.publish()
    entry = newsroom.publishing.outbox()[0].entry
    clock.advance(40 * 60)
    newsroom.publishing.agree(entry, yes=True)
    newsroom.publishing.send_due()
    assert newsroom.publishing.outbox()[0].goes_on, "it waited too long meanwhile"
    newsroom.publishing.go_on(entry)
    newsroom.publishing.send_due()
    assert newsroom.publishing.outbox()[0].state is OutboxState.DONE


def test_one_answer_serves_all_that_waits_for_it_and_two_questions_are_two_answers(
    newsroom: Newsroom,
) -> None:
    second = newsroom.desk.translations.start(newsroom.story, ENGLISH).article
    newsroom.desk.write(second, headline="Flood", body="The river rises.\n\nThe city prepares.")
    old = [SiteFile(f"old/{number}.html", "", lambda: b"old") for number in range(30)]
    SiteFolder(newsroom.folder, newsroom.site).bring_up_to_date(old)
    (newsroom.folder / "index.html").write_bytes(b"somebody's own page")
    newsroom.publish(newsroom.article, second)
    for asked, yes in ((Question.FOREIGN, True), (Question.REMOVALS, False)):
        rows = newsroom.publishing.outbox()
        assert [row.asks for row in rows] == [asked, asked]
        newsroom.publishing.agree(rows[0].entry, yes=yes)
        newsroom.publishing.send_due()
    assert {row.state for row in newsroom.publishing.outbox()} == {OutboxState.DONE}
    assert len(list((newsroom.folder / "old").iterdir())) == 30
    newsroom.publish()
    assert newsroom.publishing.outbox()[0].state is OutboxState.DONE


def test_an_answer_that_nobody_waits_for_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.publish()
    done = newsroom.publishing.outbox()[0]
    assert not newsroom.publishing.agree(done.entry, yes=True).outbox
    assert newsroom.publishing.outbox()[0] == done


def test_what_a_crash_left_being_sent_is_sent_again(newsroom: Newsroom) -> None:
    published = newsroom.publishing.publish(newsroom.site, [(newsroom.article, None)])
    with newsroom.desk.place.database.writing() as records:
        entry = records.outbox.get(published.entries[0])
        records.outbox.save(replace(entry, state=OutboxState.SENDING))
    newsroom.publishing.send_due(at_once=True)
    assert list(newsroom.folder.rglob("*.html")) == []
    newsroom.publishing.resume()
    newsroom.publishing.send_due(at_once=True)
    assert "Nước sông lên." in newsroom.page()


def test_an_embargo_stops_an_article_before_its_instant(newsroom: Newsroom) -> None:
    story = newsroom.desk.stories.view(newsroom.story).story
    newsroom.desk.stories.change(story.id, story.version, embargo=NOON + timedelta(hours=1))
    row = newsroom.publishing.sheet(newsroom.story, newsroom.site)[0]
    assert (row.refusals, row.goes_out) == ((), NOON + timedelta(hours=1))
    with pytest.raises(NotReady) as refused:
        newsroom.publish()
    said = refused.value.message
    assert (said.key, said.fields["until"]) == ("embargoed", "2026-11-25T20:00+07:00")
    assert newsroom.publishing.outbox() == ()


def test_machine_text_that_nobody_read_stops_a_publish(newsroom: Newsroom) -> None:
    english = newsroom.desk.translations.start(newsroom.story, ENGLISH).article
    newsroom.desk.write(english, headline="Flood", body="The river rises.")
    with newsroom.desk.place.database.writing() as records:
        for rendering in records.links.renderings(english).values():
            records.links.set_rendering(replace(rendering, made=Made.MACHINE, state=State.DRAFT))
    rows = newsroom.publishing.sheet(newsroom.story, newsroom.site)
    row = next(item for item in rows if item.article == english)
    assert [message.key for message in row.refusals] == ["machine-unread"]


def test_own_text_that_a_machine_wrote_stops_a_publish_until_somebody_reads_it(
    newsroom: Newsroom,
) -> None:
    desk = newsroom.desk
    english = desk.translations.start(newsroom.story, ENGLISH).article
    desk.write(english, headline="Flood", body="The river rises.")
    place = block_address(english, desk.stories.find_article(english).body[0].id)
    with desk.place.database.writing() as records:
        for known in records.links.renderings(english).values():
            made = Made.MACHINE if known.target == place else Made.HAND
            records.links.set_rendering(replace(known, made=made))
    desk.translations.link(english, [place], [])  # a hand says that it renders nothing

    def stops() -> list[str]:
        rows = newsroom.publishing.sheet(newsroom.story, newsroom.site)
        row = next(item for item in rows if item.article == english)
        return [message.key for message in row.refusals]

    def state() -> State:
        rows = desk.translations.segments(english)
        return next(row.state for row in rows if place in row.targets)

    assert (stops(), state()) == (["machine-unread"], State.DRAFT)
    desk.translations.confirm(english, [place])
    assert (stops(), state()) == ([], State.TRANSLATED)


def test_rights_cover_their_last_day() -> None:
    rights = Rights(RightsStatus.CLEARED, date(2026, 12, 31))
    assert rights.cover(date(2026, 12, 31))
    assert not rights.cover(date(2027, 1, 1))


def test_the_sheet_says_which_languages_lack_a_correction(newsroom: Newsroom, clock: Clock) -> None:
    desk = newsroom.desk
    english = desk.translations.start(newsroom.story, ENGLISH).article
    for row in desk.translations.segments(english):
        desk.translations.write(english, row.sources, "Words.", State.TRANSLATED)
    newsroom.publish(newsroom.article, english)

    def said() -> dict[str, str]:
        rows = newsroom.publishing.sheet(newsroom.story, newsroom.site)
        return {row.language: row.on_site.key for row in rows}

    clock.advance(60)
    correct(desk, newsroom.story, {VIETNAMESE: "Đính chính: 10 xã."})
    assert said() == {"vi": "on-site-correction", "en": "on-site-same-uncorrected"}
    desk.write(english, headline="Other words.")
    assert said()["en"] == "on-site-update-uncorrected"
    correct(desk, newsroom.story, {ENGLISH: "Correction: 10 communes."})
    assert said()["en"] == "on-site-correction"


def test_a_correction_that_readers_are_not_told_of_is_one_in_all_languages(
    newsroom: Newsroom, clock: Clock
) -> None:
    newsroom.publish()
    clock.advance(60)
    correct(newsroom.desk, newsroom.story, {})
    (row,) = newsroom.publishing.sheet(newsroom.story, newsroom.site)
    assert row.on_site.key == "on-site-correction"


def correct(desk: Desk, story: StoryId, texts: dict[Language, str]) -> None:
    """Note a correction with what readers are told."""
    ident = CorrectionId(new_id())
    kind, told = CorrectionKind.NUMBER, tuple(texts.items())
    made = Correction(ident, story, desk.place.now(), kind, "100", "10", texts=told)
    with desk.place.database.writing() as records:
        records.corrections.put(made)


def test_the_site_on_which_a_version_is_comes_first_and_else_the_last_used(
    newsroom: Newsroom, clock: Clock, tmp_path: Path
) -> None:
    publishing, story, article = newsroom.publishing, newsroom.story, newsroom.article
    assert publishing.usual_site(story, article) is None
    (tmp_path / "other").mkdir()
    other, _ = publishing.add_folder_site("Bến Cảng", tmp_path / "other", "https://harbour.example")
    newsroom.publish()
    english = newsroom.desk.translations.start(story, ENGLISH).article
    assert publishing.usual_site(story, article) == newsroom.site
    assert publishing.usual_site(story, english) == newsroom.site
    clock.advance(60)
    publishing.publish(other.id, [(article, None)])
    assert publishing.usual_site(story, article) == other.id
    fresh = newsroom.desk.story(body="Mưa.", headline="Mưa")
    assert (
        publishing.usual_site(fresh, newsroom.desk.stories.view(fresh).articles[0].id) == other.id
    )


@pytest.mark.parametrize(
    "address", ["https://lan:secret@portal.example", "https://", "portal", "http://[portal"]
)
def test_a_site_has_a_web_address_without_a_password(newsroom: Newsroom, address: str) -> None:
    other = newsroom.folder.parent / "other"
    other.mkdir()
    with newsroom.desk.place.database.reading() as records:
        site = records.sites.get(newsroom.site)
    with pytest.raises((Refused, Unreadable)) as added:
        newsroom.publishing.add_folder_site("Bến Đò", other, address)
    with pytest.raises((Refused, Unreadable)):
        newsroom.publishing.change_site(replace(site, url=address), site.version)
    assert "secret" not in str(added.value.message)
    with newsroom.desk.place.database.reading() as records:
        assert records.sites.all() == (site,)
