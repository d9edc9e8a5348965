"""What is edited after Publish was pressed is looked at once more before readers get it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.article import Article
from editor_app.domain.edition import Section
from editor_app.domain.errors import DiskFull
from editor_app.domain.ids import VIETNAMESE, ArticleId, OutboxId, TagId
from editor_app.domain.site import OutboxState, Site
from editor_app.domain.story import Origin
from editor_app.domain.vocabulary import Tag
from editor_app.services import sending
from editor_app.services.check_views import CheckReport
from editor_app.services.checking import CheckService
from editor_app.services.pages import PageService
from editor_app.services.publish_gate import LOOKED_AT
from editor_app.services.publishing import PublishingService
from editor_app.services.views import OutboxRow
from editor_app.storage.records import Records
from editor_app.storage.resources import read_check_tables, read_theme
from tests.desks import NOON, Clock, Desk, full_disk
from tests.services.test_review_publishing import Newsroom, newsroom_of

FLOODS = TagId("f10d" * 8)
WRONG = "Ông nói (rất khẽ."


class Looks:
    """The desk checks, and which headlines they were asked about."""

    def __init__(self, desk: Desk) -> None:
        self.checks = CheckService(desk.place, read_check_tables)
        self.asked: list[str] = []
        self.meanwhile: list[OutboxId] = []
        self.breaks_over = ""
        self.publishing: PublishingService | None = None

    def __call__(self, records: Records, article: Article, site: Site) -> CheckReport:
        """Look, as the window's publish sheet does; take back ``meanwhile`` first."""
        self.asked.append(article.headline)
        taken, self.meanwhile = self.meanwhile, []
        if taken and self.publishing is not None:
            self.publishing.cancel(taken)
        if article.headline == self.breaks_over:
            raise RecursionError
        return self.checks.looked(records, article, site)


@pytest.fixture
def looks(desk: Desk) -> Looks:
    return Looks(desk)


@pytest.fixture
def newsroom(desk: Desk, tmp_path: Path, looks: Looks) -> Newsroom:
    made = newsroom_of(desk, tmp_path / "site")
    with desk.place.database.writing() as records:
        records.sections.put(
            Section(made.section, 1, {VIETNAMESE: "Thời sự"}, {VIETNAMESE: "news"})
        )
        records.tags.put(Tag(FLOODS, {VIETNAMESE: "Lũ lụt"}))
    pages = PageService(desk.place, read_theme)
    made.publishing = looks.publishing = PublishingService(desk.place, pages, looked=looks)
    return made


def only(newsroom: Newsroom) -> OutboxRow:
    """Return the one entry that is open or done."""
    (row,) = newsroom.publishing.outbox()
    return row


def asked_for(newsroom: Newsroom, clock: Clock) -> ArticleId:
    """Press Publish for a story, and let the ten seconds of Undo go by."""
    article = tagged(newsroom, "Lũ về")
    newsroom.publishing.publish(newsroom.site.id, [(article, None)])
    clock.advance(11)
    return article


def tagged(newsroom: Newsroom, headline: str) -> ArticleId:
    """Return a story in which the checks find nothing."""
    article = newsroom.story(headline)
    story = newsroom.desk.stories.view(newsroom.story_of(article)).story
    newsroom.desk.stories.change(story.id, story.version, tags=(FLOODS,))
    return article


def stopped_by_checks(newsroom: Newsroom) -> bool:
    """Send, and say whether the checks have stopped it with their own sentence."""
    newsroom.publishing.send_due()
    row = only(newsroom)
    said = row.answer.key if row.answer is not None else ""
    return (row.state, said) == (OutboxState.NEEDS_YOU, "checks-open") and not newsroom.pages()


def test_an_error_written_while_a_publish_waits_stops_it_until_it_is_mended(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = asked_for(newsroom, clock)
    newsroom.desk.write(article, body=WRONG)
    assert stopped_by_checks(newsroom)
    newsroom.publishing.retry(only(newsroom).entry)
    assert stopped_by_checks(newsroom)
    newsroom.desk.write(article, body="Ông nói rất khẽ.")
    newsroom.publishing.retry(only(newsroom).entry)
    newsroom.publishing.send_due()
    assert only(newsroom).state is OutboxState.DONE
    assert len(newsroom.pages()) == 1


def test_an_error_that_is_still_being_typed_stops_it_too(newsroom: Newsroom, clock: Clock) -> None:
    article = asked_for(newsroom, clock)
    newsroom.desk.drafts.save(article, "body", WRONG)
    assert stopped_by_checks(newsroom)


def test_an_error_overruled_by_name_goes_out(
    newsroom: Newsroom, clock: Clock, looks: Looks
) -> None:
    article = asked_for(newsroom, clock)
    newsroom.desk.write(article, body=WRONG)
    assert stopped_by_checks(newsroom)
    looks.checks.overrule(article, looks.checks.report(article).stops)
    newsroom.publishing.retry(only(newsroom).entry)
    newsroom.publishing.send_due()
    assert only(newsroom).state is OutboxState.DONE


def test_what_was_edited_before_its_hour_is_looked_at_at_its_hour(
    newsroom: Newsroom, clock: Clock
) -> None:
    article = tagged(newsroom, "Lũ về")
    newsroom.publishing.publish(newsroom.site.id, [(article, NOON + timedelta(hours=5))])
    newsroom.desk.write(article, body=WRONG)
    clock.advance(5 * 3600 + 60)
    assert stopped_by_checks(newsroom)


def test_what_is_changed_beside_the_text_is_looked_at_too(newsroom: Newsroom, clock: Clock) -> None:
    article = asked_for(newsroom, clock)
    story = newsroom.desk.stories.view(newsroom.story_of(article)).story
    link = Origin(url="https://news.example/lu?utm_source=x")
    newsroom.desk.stories.change(story.id, story.version, origin=link)
    assert stopped_by_checks(newsroom)
    now = newsroom.desk.stories.view(story.id).story
    newsroom.desk.stories.change(story.id, now.version, origin=Origin())
    newsroom.publishing.retry(only(newsroom).entry)
    newsroom.publishing.send_due()
    assert only(newsroom).state is OutboxState.DONE


def test_what_was_looked_at_is_forgotten_with_the_story(newsroom: Newsroom) -> None:
    article = tagged(newsroom, "Lũ về")
    published = newsroom.publishing.publish(newsroom.site.id, [(article, None)])
    newsroom.publishing.cancel(published.entries)
    story = newsroom.story_of(article)

    def kept() -> int:
        with newsroom.desk.place.database.reading() as records:
            return len(records.facts.beginning(LOOKED_AT))

    assert kept() == 1
    newsroom.desk.stories.trash(story)
    newsroom.desk.stories.delete(story)
    assert kept() == 0


def test_what_nobody_has_touched_is_not_looked_at_twice(
    newsroom: Newsroom, clock: Clock, looks: Looks
) -> None:
    article = asked_for(newsroom, clock)
    assert looks.asked == ["Lũ về"]
    newsroom.publishing.send_due()
    assert looks.asked == ["Lũ về"]
    assert only(newsroom).state is OutboxState.DONE
    newsroom.publishing.withdraw(article, newsroom.site.id)
    newsroom.desk.write(article, body=WRONG)
    newsroom.publishing.send_due(at_once=True)
    assert looks.asked == ["Lũ về"], "a take-down waits for no check"
    assert newsroom.publishing.waiting() == 0


def test_what_is_taken_back_while_it_is_looked_at_stays_taken_back(
    newsroom: Newsroom, clock: Clock, looks: Looks
) -> None:
    article = asked_for(newsroom, clock)
    newsroom.desk.write(article, body=WRONG)
    looks.meanwhile = [only(newsroom).entry]
    newsroom.publishing.send_due()
    assert only(newsroom).state is OutboxState.CANCELLED
    assert newsroom.publishing.waiting() == 0


def test_a_check_that_breaks_down_over_one_text_holds_up_no_other(
    newsroom: Newsroom, clock: Clock, looks: Looks
) -> None:
    article = asked_for(newsroom, clock)
    other = tagged(newsroom, "Tàu chạy")
    newsroom.publishing.publish(newsroom.site.id, [(other, None)])
    newsroom.desk.write(article, headline="Lũ về sớm")
    looks.breaks_over = "Lũ về sớm"
    with pytest.raises(RecursionError):
        newsroom.publishing.send_due(at_once=True)
    newsroom.publishing.send_due(at_once=True)
    assert newsroom.states() == {article: OutboxState.NEEDS_YOU, other: OutboxState.DONE}


def test_what_is_stopped_on_a_full_disk_waits_on(
    newsroom: Newsroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the moment when it is to be said why it does not go out."""
    article = asked_for(newsroom, clock)
    newsroom.desk.write(article, body=WRONG)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "fail", full_disk)
        with pytest.raises(DiskFull):
            newsroom.publishing.send_due()
    assert only(newsroom).state is OutboxState.WAITING
    assert stopped_by_checks(newsroom)


def test_one_article_that_is_stopped_holds_up_no_other(newsroom: Newsroom, clock: Clock) -> None:
    article = asked_for(newsroom, clock)
    other = tagged(newsroom, "Tàu chạy")
    newsroom.publishing.publish(newsroom.site.id, [(other, None)])
    newsroom.desk.write(article, body=WRONG)
    newsroom.publishing.send_due(at_once=True)
    assert newsroom.states() == {article: OutboxState.NEEDS_YOU, other: OutboxState.DONE}
