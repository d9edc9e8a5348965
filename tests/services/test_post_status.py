"""Status and times without a server: a thousand cases against a site that follows its own clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product

from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.errors import AnswerLost, Busy, EditorError
from editor_app.domain.ids import VIETNAMESE, ArticleId, OutboxId, PublicationId, SiteId, StoryId
from editor_app.domain.site import Operation, OutboxEntry, Publication, RemoteStatus, Wish
from editor_app.domain.story import Story
from editor_app.services.pacing import (
    LONGEST_ASKED,
    LONGEST_PAUSE,
    SLOWEST_ANSWER,
    pause_after,
)
from editor_app.services.post_status import (
    AGREED,
    Asking,
    Clocks,
    check_embargo,
    plan_status,
    remote_status,
)

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ENTRY = OutboxEntry(
    OutboxId("1" * 32), Operation.BRING_UP_TO_DATE, ArticleId("2" * 32), SiteId("3" * 32), NOON
)
PUBLICATION = Publication(PublicationId("4" * 32), ENTRY.article, ENTRY.site, "5" * 32)
STORY = Story(StoryId("6" * 32), "lũ", VIETNAMESE, NOON)
POST = RemotePost(1, "", "", "", "", "draft", None, NOON, "")


def clocks(now: datetime, skew: timedelta = timedelta()) -> Clocks:
    return Clocks(now, skew, lambda instant: instant.isoformat())


@dataclass
class Site:
    """A WordPress as far as its status goes: what is due by its own clock is public."""

    skew: timedelta
    post: RemotePost = POST
    first: datetime | None = None

    def take(self, status: str | None, date: datetime | None) -> None:
        self.post = replace(
            self.post, status=status or self.post.status, date=date or self.post.date
        )

    def tick(self, now: datetime) -> None:
        post, there = self.post, now + self.skew
        ahead = post.date is not None and post.date > there
        if post.status == "publish" and ahead:
            self.post = replace(post, status="future")
        if post.status == "future" and not ahead:
            self.post = replace(post, status="publish")
        if self.post.status == "publish" and self.first is None:
            self.first = now


def test_a_thousand_schedules_and_none_is_early() -> None:
    skews = [timedelta(seconds=s) for s in (0, 1, -1, 70, -70, 200, -200, 3600, -3600)]
    skews += [timedelta(hours=48), timedelta(hours=-48)]
    aheads = [timedelta(seconds=s) for s in (1, 60, 119, 121, 200, 400, 900, 7200)]
    queues = [timedelta(seconds=s) for s in (0, 50, 1000, 7000)]
    early = cases = late = 0
    unlike: list[tuple[object, ...]] = []
    for skew, ahead, slow, embargoed in product(skews, aheads, queues, (False, True, None)):
        cases += 1
        at = NOON + ahead
        story = replace(STORY, embargo=at if embargoed else None)
        site = Site(skew)
        if embargoed is None:  # it was scheduled for another time before
            site.take("future", NOON + ahead / 2 + skew + timedelta(days=1))
        run(site, story, at, NOON + slow)
        early += site.first is not None and site.first < at
        late += site.first is None
        if (site.first is None) != waits_for_somebody(skew, slow - ahead, embargoed):
            unlike.append((skew, ahead, slow, embargoed, site.first))
    print(f"R9: {cases} schedules, {early} early, {late} waiting for somebody")
    assert cases > 1000
    assert early == 0
    assert unlike == [], "a site where nothing goes out is never early either"


def waits_for_somebody(skew: timedelta, overdue: timedelta, embargoed: bool | None) -> bool:
    """Say whether an editor is to be asked: it is half an hour late, or the site's clock is slow.

    What the site had already taken for a later time, it publishes then by itself.
    """
    taken = embargoed is None and overdue >= timedelta()
    return not taken and (overdue > 30 * MINUTE or skew < -5 * MINUTE)


def run(site: Site, story: Story, at: datetime, start: datetime) -> None:
    """Try every half minute, as a queue would, while the site's clock goes on."""
    wish = replace(PUBLICATION, wish=Wish.SCHEDULE, goes_out=at, wished_at=NOON)
    now = start
    for step in range(400):
        site.tick(now)
        try:
            check_embargo(story, wish, ENTRY, clocks(now, site.skew))
            plan = plan_status(wish, ENTRY, site.post, clocks(now, site.skew))
            site.take(plan.status, plan.date)
        except EditorError:
            pass
        site.tick(now)
        now += timedelta(seconds=30 if step < 200 else 600)
        if site.first is not None:
            return


def test_no_wish_no_change() -> None:
    for wish, status in product((None, Wish.DRAFT), ("draft", "publish", "future", "pending")):
        known = replace(PUBLICATION, wish=wish)
        assert plan_status(known, ENTRY, replace(POST, status=status), clocks(NOON)).status is None


def test_a_wish_to_publish_raises_the_status_and_mends_a_date_ahead() -> None:
    known = replace(PUBLICATION, wish=Wish.PUBLISH, wished_at=NOON)
    assert plan_status(known, ENTRY, POST, clocks(NOON)).date is None
    future = replace(POST, status="future", date=NOON + timedelta(days=3))
    plan = plan_status(known, ENTRY, future, clocks(NOON))
    assert (plan.status, plan.date is not None and plan.date < NOON) == ("publish", True)


def test_an_editor_may_go_on_although_the_clocks_differ() -> None:
    known = replace(PUBLICATION, wish=Wish.SCHEDULE, goes_out=NOON, wished_at=NOON)
    agreed = replace(ENTRY, answer_fields={AGREED: Asking.CLOCKS.value})
    apart = clocks(NOON + MINUTE, timedelta(hours=-48))
    assert plan_status(known, agreed, POST, apart).status == "publish"


def test_what_a_status_means_here() -> None:
    once = replace(PUBLICATION, first_published=NOON)
    assert remote_status("publish", None) is RemoteStatus.PUBLIC
    assert remote_status("future", None) is RemoteStatus.SCHEDULED
    assert remote_status("draft", None) is RemoteStatus.DRAFT
    assert remote_status("private", once) is RemoteStatus.WITHDRAWN
    assert remote_status("trash", PUBLICATION) is RemoteStatus.ABSENT
    assert remote_status("trash", once) is RemoteStatus.WITHDRAWN


def test_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    pauses = [pause_after(Busy(), attempt, 0.5) for attempt in range(1, 14)]
    assert pauses[:3] == [timedelta(seconds=s) for s in (5, 10, 20)]
    assert pauses[-1] == LONGEST_PAUSE
    spread = {pause_after(Busy(), 3, chance) for chance in (0.0, 0.5, 1.0)}
    assert (min(spread), max(spread)) == (timedelta(seconds=16), timedelta(seconds=24))


def test_a_server_gets_the_time_it_asks_for_but_not_a_day() -> None:
    assert pause_after(Busy(after=90.0), 1, 0.5) == timedelta(seconds=90)
    assert pause_after(Busy(after=86_400.0), 1, 0.5) == LONGEST_ASKED
    assert pause_after(AnswerLost(), 1, 0.5) == SLOWEST_ANSWER
