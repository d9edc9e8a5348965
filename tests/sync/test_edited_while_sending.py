"""A text that is edited while others are being sent is looked at before readers get it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import httpx2
import pytest

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState, Site
from editor_app.services.check_views import CheckReport
from editor_app.services.checking import CheckService
from editor_app.services.sending import SendingService
from editor_app.storage.records import Records
from editor_app.storage.resources import read_check_tables
from tests.sync.actions import carry_out, press
from tests.sync.sim_desk import SimDesk
from tests.sync.world import World

LAN = 0
WRONG = "Ông nói (rất khẽ."


class Looks:
    """The desk checks, and which headlines they were asked about."""

    def __init__(self, desk: SimDesk) -> None:
        self.checks = CheckService(desk.place, read_check_tables)
        self.asked: list[str] = []
        self.breaks = False

    def __call__(self, records: Records, article: Article, site: Site) -> CheckReport | None:
        """Look, as the window's publish sheet does."""
        self.asked.append(article.headline)
        if self.breaks:
            raise RecursionError
        return self.checks.looked(records, article, site)


def looked_at(desk: SimDesk) -> Looks:
    """Let the desk look at what goes to readers."""
    looks = Looks(desk)
    sending = SendingService(desk.place, desk.pages, desk.lines, looked=looks)
    desk.publishing._sending = sending
    return looks


def two_to_be_sent(world: World, *, known: bool) -> tuple[Article, Article]:
    """Press Publish for two stories of Lan's; the site may have them already."""
    lan = world.desks[LAN]
    written = [lan.new_story(name, "Ông nói rất khẽ.") for name in ("Lũ về", "Tàu chạy")]
    first, second = _pressed(world, written)
    if known:
        carry_out(world, "sync", LAN)
        assert {row.state for row in lan.publishing.outbox()} == {OutboxState.DONE}
        for article in written:
            lan.drafts.save(article, "standfirst", "Tin mới.")
        first, second = _pressed(world, written)
    return first, second


def _pressed(world: World, articles: list[ArticleId]) -> list[Article]:
    """Press Publish for one after another."""
    lan = world.desks[LAN]
    for article in articles:
        lan.drafts.settle(article)
        with lan.database.reading() as records:
            found = records.articles.get(article)
        press(world, lan, found, None)
        world.wait(timedelta(seconds=1))
    with lan.database.reading() as records:
        return [records.articles.get(article) for article in articles]


@pytest.mark.parametrize("known", [False, True], ids=["new", "known"])
def test_an_error_typed_while_another_article_is_sent_does_not_go_out(
    world: World, known: bool
) -> None:
    lan = world.desks[LAN]
    looked_at(lan)
    first, second = two_to_be_sent(world, known=known)

    def meanwhile(done: int, total: int, said: Message | None = None) -> None:  # a Progress
        if said is not None and said.fields.get("name") == first.headline:
            lan.drafts.save(second.id, "body", WRONG)

    lan.publishing.send_due(meanwhile, at_once=True)
    rows = {row.article: row for row in reversed(lan.publishing.outbox())}
    assert rows[first.id].state is OutboxState.DONE
    said = rows[second.id].answer
    assert (rows[second.id].state, said and said.key) == (OutboxState.NEEDS_YOU, "checks-open")
    assert all("(rất khẽ" not in post.content for post in world.site.posts.values())


@dataclass
class Asked(httpx2.BaseTransport):
    """The way to a site; something happens here whenever a post of it is read."""

    site: httpx2.BaseTransport
    meanwhile: Callable[[], None]

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on."""
        if request.method == "GET" and "/wp/v2/posts/" in request.url.path:
            self.meanwhile()
        return self.site.handle_request(request)


def test_an_error_kept_while_the_site_is_asked_for_the_post_does_not_go_out(world: World) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    looked_at(lan)
    first, _second = two_to_be_sent(world, known=True)

    def meanwhile() -> None:
        lan.drafts.save(first.id, "body", WRONG)
        lan.drafts.settle(first.id)

    line.server = Asked(world.model, meanwhile)
    lan.publishing.send_due(at_once=True)
    row = next(row for row in lan.publishing.outbox() if row.article == first.id)
    assert (row.state, row.answer and row.answer.key) == (OutboxState.NEEDS_YOU, "checks-open")
    assert all("(rất khẽ" not in post.content for post in world.site.posts.values())


def test_what_nobody_has_touched_is_not_looked_at_at_its_turn(world: World) -> None:
    lan = world.desks[LAN]
    looks = looked_at(lan)
    two_to_be_sent(world, known=False)
    looks.asked.clear()
    lan.publishing.send_due(at_once=True)
    assert {row.state for row in lan.publishing.outbox()} == {OutboxState.DONE}
    assert looks.asked == []


def test_checks_that_break_down_over_a_text_at_its_turn_say_so_once(world: World) -> None:
    lan = world.desks[LAN]
    looks = looked_at(lan)
    first, second = two_to_be_sent(world, known=True)

    def meanwhile(done: int, total: int, said: Message | None = None) -> None:  # a Progress
        if said is not None and said.fields.get("name") == first.headline:
            lan.drafts.save(second.id, "body", WRONG)
            looks.breaks = True

    with pytest.raises(RecursionError):
        lan.publishing.send_due(meanwhile, at_once=True)
    rows = {row.article: row for row in reversed(lan.publishing.outbox())}
    assert rows[second.id].state is OutboxState.NEEDS_YOU
    said = [line.key for line in lan.publishing.log(second.id)]
    assert said.count("sending-failed") == 1
