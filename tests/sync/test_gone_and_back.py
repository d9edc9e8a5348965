"""Posts that are gone from the site and come back with a backup, on two desks and a site in memory.

Whoever took an article off when it was gone already wants it off: its number is kept, so that it is
seen when readers have it again, and never made a second time beside itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import httpx2
import pytest

from editor_app.domain.conflict import Resolution
from editor_app.domain.site import LogLine, OutboxState, Publication, RemoteStatus
from tests.sync.actions import carry_out, press
from tests.sync.alike import of_desk, of_post
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import SITE, SimDesk
from tests.sync.world import WEB, World

LAN, MINH = 0, 1
LATER = timedelta(minutes=16)


@pytest.fixture
def world(world: World) -> World:
    """A world whose site has a post more, so that it is not empty without ours."""
    do(world, "web: write a post")
    return world


@pytest.fixture
def off(world: World) -> World:
    """A backup of the site is kept; then Lan's article was deleted there, and Lan withdrew it."""
    do(world, "the site makes a backup", "web: delete", "withdraw", "push")
    world.wait(LATER)
    lan = world.desks[LAN]
    assert published(lan).status is RemoteStatus.WITHDRAWN
    assert asked(lan) == []
    return world


def do(world: World, *names: str) -> None:
    """Let Lan, and others, do things, each with the first article or post."""
    for name in names:
        carry_out(world, name, LAN)


def sync(world: World) -> int:
    """Let Lan's desk sync a while later; return how many requests that took."""
    world.wait(LATER)
    before = world.model.asked
    do(world, "sync")
    return world.model.asked - before


def published(desk: SimDesk) -> Publication:
    """The publication of the article that Lan has published."""
    return next(one for one in desk.publications() if one.first_published is not None)


def drafts(desk: SimDesk) -> list[Publication]:
    """The publications of articles that Lan has sent as drafts."""
    return [one for one in desk.publications() if one.first_published is None]


def asked(desk: SimDesk) -> list[str]:
    """What entries of the outbox ask."""
    return [entry.answer for entry in desk.waiting() if entry.state is OutboxState.NEEDS_YOU]


def answer(world: World, *, go_on: bool) -> None:
    """Answer what Lan's desk asks, and sync."""
    desk = world.desks[LAN]
    for entry in desk.waiting():
        if go_on:
            desk.publishing.go_on(entry.id)
        else:
            desk.publishing.cancel([entry.id])
    sync(world)


def standing(world: World) -> list[str]:
    """The status of each post that was made from Lan's article."""
    return [post.status for post in world.site.posts.values() if "w4" in post.title]


@dataclass
class Meanwhile(httpx2.BaseTransport):
    """The way to a site on which something happens once, while a post is found to be gone."""

    site: httpx2.BaseTransport
    happens: Callable[[], object] | None

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on."""
        answer = self.site.handle_request(request)
        if answer.status_code == 404 and self.happens is not None:
            happens, self.happens = self.happens, None
            happens()
        return answer


def log_keys(desk: SimDesk) -> list[str]:
    """What the log says of the article, newest first."""
    return [line.key for line in desk.publishing.log(published(desk).article)]


def test_a_post_that_stays_gone_after_it_was_taken_off_asks_nothing_and_says_nothing(
    off: World,
) -> None:
    lan = off.desks[LAN]
    sync(off)
    said = len(lan.publishing.log())
    first, second = sync(off), sync(off)
    assert first == second <= 3, "the newest, what changed, and one look for what is gone"
    assert (asked(lan), len(lan.publishing.log())) == ([], said)
    off.wait(timedelta(days=1))
    sync(off)  # looks through everything
    assert (asked(lan), len(lan.publishing.log())) == ([], said)
    assert published(lan).status is RemoteStatus.WITHDRAWN


def test_an_article_that_a_backup_makes_public_again_is_asked_about_and_taken_off_at_a_word(
    off: World,
) -> None:
    lan = off.desks[LAN]
    sync(off)
    do(off, "the site is restored")
    sync(off)
    assert asked(lan) == ["post-public-again"]
    sync(off)
    assert asked(lan) == ["post-public-again"], "once"
    answer(off, go_on=True)
    assert (published(lan).status, asked(lan)) == (RemoteStatus.WITHDRAWN, [])
    assert standing(off) == ["draft"]
    come_to_rest(off)


def test_an_article_that_a_backup_made_public_again_is_gone_once_more_and_is_asked_about_as_any(
    off: World,
) -> None:
    do(off, "the site is restored")
    sync(off)
    answer(off, go_on=False)
    assert published(off.desks[LAN]).status is RemoteStatus.PUBLIC
    do(off, "web: delete")
    sync(off)
    assert asked(off.desks[LAN]) == ["post-gone-there"]


def test_a_later_publish_goes_to_the_post_that_a_backup_has_brought_back(off: World) -> None:
    do(off, "the site is restored", "publish", "push")
    sync(off)
    assert standing(off) == ["publish"]
    assert (published(off.desks[LAN]).remote_id, asked(off.desks[LAN])) == ("1", [])
    come_to_rest(off)


def test_a_later_publish_of_what_is_still_gone_makes_it_anew_without_a_question(off: World) -> None:
    do(off, "publish")
    sync(off)
    assert standing(off) == ["publish"]
    lan = off.desks[LAN]
    assert (published(lan).status, asked(lan)) == (RemoteStatus.PUBLIC, [])
    del off.site.posts[int(published(lan).remote_id)]
    sync(off)
    assert asked(lan) == ["post-gone-there"], "the new one is missed as any other"


def test_a_schedule_wished_while_the_post_is_found_to_be_gone_stands(off: World) -> None:
    do(off, "publish")
    lan = off.desks[LAN]
    with lan.database.reading() as records:
        article = records.articles.get(published(lan).article)
    in_five_hours = partial(press, off, lan, article, timedelta(hours=5))
    off.lines[LAN].server = Meanwhile(off.model, in_five_hours)
    sync(off)
    sync(off)
    assert standing(off) == ["future"]
    assert published(lan).status is RemoteStatus.SCHEDULED


def test_a_number_that_another_post_has_got_since_is_no_article_that_came_back(off: World) -> None:
    off.site.last_id = 0
    do(off, "web: write a post")
    assert 1 in off.site.posts
    off.wait(LATER)
    for post in off.site.posts.values():
        off.site.update(post, WEB, {"status": "publish"})
    lan = off.desks[LAN]
    sync(off)
    assert (asked(lan), lan.syncing.doubts()) == ([], ())
    assert published(lan).status is RemoteStatus.WITHDRAWN
    assert 1 in [post.id for post in lan.site_posts.listing(SITE)], "it can be taken in"
    do(off, "publish")
    sync(off)
    assert standing(off) == ["publish"]
    come_to_rest(off)


def test_an_article_kept_here_is_not_said_to_be_where_another_post_has_its_number(
    world: World,
) -> None:
    lan = world.desks[LAN]
    do(world, "the site is wiped")
    sync(world)
    ((_site, doubt),) = lan.syncing.doubts()
    assert doubt.gone == {1}
    lan.syncing.keep_ours(SITE)
    world.site.last_id = 0
    do(world, "web: write a post")
    for post in world.site.posts.values():
        world.site.update(post, WEB, {"status": "publish"})
    sync(world)
    known = published(lan)
    assert (known.remote_id, known.status, asked(lan)) == ("", RemoteStatus.ABSENT, [])
    assert [post.id for post in lan.site_posts.listing(SITE)] == [1]
    do(world, "publish")
    sync(world)
    assert standing(world) == ["publish"]
    come_to_rest(world)


def test_a_post_in_the_trash_that_was_taken_off_is_not_asked_about(world: World) -> None:
    do(world, "web: trash", "withdraw", "push")
    lan = world.desks[LAN]
    assert (published(lan).status, asked(lan)) == (RemoteStatus.WITHDRAWN, [])
    sync(world)
    sync(world)
    assert (published(lan).remote_id, asked(lan)) == ("1", [])
    assert log_keys(lan)[0] == "log-withdrawn-draft"
    come_to_rest(world)


def test_who_took_an_article_off_is_known_however_long_its_log_has_grown_since(
    world: World,
) -> None:
    do(world, "withdraw", "push")
    world.wait(LATER)
    lan = world.desks[LAN]
    known = published(lan)
    with lan.database.writing() as records:
        for _line in range(300):
            line = LogLine(lan.clock(), "log-draft", {}, known.article, SITE)
            records.log.add(line)
    do(world, "web: publish or take off")
    sync(world)
    assert asked(lan) == ["post-public-again"]


def test_what_was_published_here_again_is_not_asked_about_when_the_trash_gives_it_back(
    world: World,
) -> None:
    do(world, "withdraw", "push")
    world.wait(LATER)
    do(world, "publish", "push")
    world.wait(LATER)
    lan = world.desks[LAN]
    assert published(lan).status is RemoteStatus.PUBLIC
    do(world, "web: trash")
    sync(world)
    assert asked(lan) == ["post-trashed-there"]
    world.site.update(world.site.posts[1], WEB, {"status": "publish"})
    sync(world)
    assert (published(lan).status, asked(lan)) == (RemoteStatus.PUBLIC, [])


def test_a_chosen_text_does_not_answer_whether_readers_are_to_see_the_article(
    world: World,
) -> None:
    lan = world.desks[LAN]
    do(world, "withdraw", "push")
    article = published(lan).article
    with lan.database.reading() as records:
        known = records.articles.get(article)
    lan.drafts.save(article, "headline", "Tin w4 của Lan", known.version)
    lan.drafts.settle(article)
    world.wait(LATER)
    world.site.update(world.site.posts[1], WEB, {"title": "Tin w4 khác", "status": "publish"})
    sync(world)
    (clash,) = lan.conflicts.open()
    assert asked(lan) == ["post-public-again"]
    lan.conflicts.resolve(clash.conflict.id, Resolution.MINE)
    sync(world)
    assert (asked(lan), world.site.posts[1].title) == (["post-public-again"], "Tin w4 khác")
    answer(world, go_on=True)
    assert (asked(lan), world.site.posts[1].status) == ([], "draft")
    come_to_rest(world)


@pytest.mark.parametrize("believed", [True, False])
def test_drafts_whose_numbers_another_desks_have_are_gone_whatever_is_said_of_the_site(
    world: World, believed: bool
) -> None:
    lan = world.desks[LAN]
    do(world, "the site makes a backup")
    for name, number in (("send as draft", 2), ("write a story", 0), ("send as draft", 4)):
        carry_out(world, name, number)
    sync(world)
    ours = {known.article: of_desk(lan, known.article) for known in drafts(lan)}
    numbers = sorted(int(known.remote_id) for known in drafts(lan))
    assert len(numbers) == 2
    do(world, "the site is restored")
    for number in numbers:
        world.site.last_id = number - 1
        fields = {"title": f"Tin khác {number}", "content": f"<p>Khác {number}.</p>"}
        made = world.site.create(WEB, {**fields, "slug": f"cd-{number:032x}"})
        world.site.trash(made, WEB)
    theirs = [world.site.posts[number] for number in numbers]
    sync(world)
    ((_site, doubt),) = lan.syncing.doubts()
    assert doubt.other == set(numbers)
    said = lan.syncing.believe if believed else lan.syncing.keep_ours
    said(SITE)
    sync(world)
    assert {known.article for known in lan.publications() if not known.remote_id} == ours.keys()
    assert {article: of_desk(lan, article) for article in ours} == ours
    assert asked(lan) == []
    come_to_rest(world)
    assert [(one.status, one.title) for one in theirs] == [
        ("trash", f"Tin khác {number}") for number in numbers
    ]


REWRITTEN = {"title": "Tin viết lại", "slug": "tin-viet-lai"}


def test_a_draft_that_a_colleague_gives_another_title_address_and_paragraph_is_there(
    world: World,
) -> None:
    lan = world.desks[LAN]
    carry_out(world, "send as draft", 2)
    sync(world)
    (known,) = drafts(lan)
    post = world.site.posts[int(known.remote_id)]
    world.wait(LATER)
    world.site.update(post, WEB, {**REWRITTEN, "content": f"{post.content}\n\n<p>Thêm.</p>"})
    sync(world)
    assert (asked(lan), of_desk(lan, known.article)) == ([], of_post(post))
    with lan.database.reading() as records:
        article = records.articles.get(known.article)
    assert (article.headline, article.body[-1].text) == ("Tin viết lại", "Thêm.")


def test_a_draft_that_another_desk_writes_on_under_another_headline_is_there(world: World) -> None:
    lan, minh = world.desks
    carry_out(world, "send as draft", 2)
    sync(world)
    (known,) = drafts(lan)
    (taken,) = minh.site_posts.take_in(SITE, [int(known.remote_id)]).posts
    with minh.database.reading() as records:
        article = records.articles.get(taken.article)
    for name, text in (("headline", "Tin của Minh"), ("body", f"{article.markdown}\n\nThêm.")):
        minh.drafts.save(article.id, name, text, article.version)
    world.take_away(article.headline)
    minh.drafts.settle(article.id)
    minh.publishing.send_draft(SITE, [article.id])
    carry_out(world, "push", MINH)
    sync(world)
    assert asked(lan) == []
    assert of_desk(lan, known.article) == of_desk(minh, article.id)
    come_to_rest(world)


def test_a_scheduled_post_that_a_colleague_moved_and_wrote_on_is_taken_off_all_the_same(
    world: World,
) -> None:
    lan = world.desks[LAN]
    with lan.database.reading() as records:
        article = records.articles.get(lan.heads()[1].id)
    press(world, lan, article, timedelta(hours=5))
    sync(world)
    (known,) = [one for one in lan.publications() if one.status is RemoteStatus.SCHEDULED]
    post = world.site.posts[int(known.remote_id)]
    world.site.update(
        post,
        WEB,
        {
            **REWRITTEN,
            "content": f"{post.content}\n\n<p>Thêm.</p>",
            "date": post.date + timedelta(hours=1),
        },
    )
    lan.publishing.withdraw(article.id, SITE)
    do(world, "push")
    assert post.status == "draft"
