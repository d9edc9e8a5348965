"""Two posts that became public in one moment have one address: asked once, mended at a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.connectors.wordpress_values import PostStub
from editor_app.domain.site import OutboxState, Publication, RemoteStatus
from editor_app.services.post_addresses import sharers
from tests.sync.actions import carry_out
from tests.sync.cms_site import Post
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import SimDesk
from tests.sync.world import WEB, World

LAN, MINH = 0, 1
ASKED = ["post-address-shared"]


@pytest.fixture
def world(world: World) -> World:
    """A world in which a colleague's post has the address of Lan's article."""
    carry_out(world, "web: write a post", LAN)
    theirs = other(world)
    world.site.update(theirs, WEB, {"status": "publish"})
    theirs.slug = world.site.posts[1].slug
    return world


def other(world: World) -> Post:
    """The colleague's post."""
    return next(post for post in world.site.posts.values() if "Web" in post.title)


def sync(world: World, desk: int = LAN) -> list[str]:
    """Let a desk sync a while later; return what it asks then."""
    world.wait(timedelta(minutes=16))
    carry_out(world, "sync", desk)
    entries = world.desks[desk].waiting()
    return [entry.answer for entry in entries if entry.state is OutboxState.NEEDS_YOU]


def published(desk: SimDesk) -> Publication:
    """The publication of the article that is public."""
    return next(one for one in desk.publications() if one.status is RemoteStatus.PUBLIC)


def test_an_address_that_another_post_has_too_is_asked_about_once_by_each_desk(
    world: World,
) -> None:
    assert (sync(world), sync(world)) == (ASKED, ASKED)
    lan = world.desks[LAN]
    (row,) = [row for row in lan.publishing.outbox() if row.state.open]
    assert row.answer is not None
    assert row.answer.fields["address"] == published(lan).address
    assert sync(world, MINH) == ASKED, "Minh has the article too"
    for desk in world.desks:
        for entry in desk.waiting():
            desk.publishing.cancel([entry.id])
    assert (sync(world), sync(world)) == ([], []), "it was left so"


def test_an_article_gets_an_address_of_its_own_at_a_word_and_nothing_else_of_it_goes_out(
    world: World,
) -> None:
    sync(world)
    lan, before = world.desks[LAN], world.site.posts[1]
    carry_out(world, "type", LAN)
    content = before.content
    lan.publishing.go_on(lan.waiting()[0].id)
    assert sync(world) == []
    post = world.site.posts[1]
    assert (post.content, post.status) == (content, "publish")
    assert post.slug == f"{other(world).slug}-2"
    known = published(lan)
    assert known.address.endswith(f"/{post.slug}/")
    assert [line.key for line in lan.publishing.log(known.article)].count("log-new-address") == 1
    with lan.database.reading() as records:
        assert not records.articles.get(known.article).slug.endswith("-2")
    assert sync(world) == []
    come_to_rest(world)


def test_the_question_goes_when_the_other_post_has_got_another_address(world: World) -> None:
    sync(world)
    world.site.update(other(world), WEB, {"slug": "another"})
    assert sync(world) == []


def test_one_slug_in_two_languages_and_two_posts_that_lead_elsewhere_are_no_shared_address(
    world: World,
) -> None:
    lan = world.desks[LAN]
    ours = {1: published(lan)}
    one = PostStub(1, "publish", None, "lu-ve", "https://news.test/lu-ve/")
    for slug, link in (("lu-ve", "https://news.test/en/lu-ve/"), ("nang", one.link)):
        assert sharers({1: one, 2: PostStub(2, "publish", None, slug, link)}, ours) == {}
    assert sharers({1: one, 2: replace(one, id=2, status="future")}, ours) == {}
    assert sharers({1: one, 2: replace(one, id=2)}, ours) == {1: 2}
    assert sharers({1: one, 2: replace(one, id=2)}, {**ours, 2: published(lan)}) == {2: 1}


def test_the_question_goes_when_readers_see_the_other_post_no_more(world: World) -> None:
    sync(world)
    world.site.update(other(world), WEB, {"status": "draft"})
    assert sync(world) == []


def test_the_question_goes_when_the_other_post_is_deleted_for_good(world: World) -> None:
    sync(world)
    del world.site.posts[other(world).id]
    assert sync(world) == []
    assert sync(world) == []


def test_the_question_stays_while_no_list_that_was_read_shows_the_other_post(world: World) -> None:
    sync(world)
    for number in range(110):
        world.site.create(WEB, {"title": f"Cũ {number}", "content": "<p>Chuyện cũ.</p>"})
    sync(world)
    world.wait(timedelta(hours=5))
    assert sync(world) == ASKED


def test_what_becomes_of_the_post_is_asked_instead_when_it_is_put_into_the_trash(
    world: World,
) -> None:
    sync(world)
    carry_out(world, "web: trash", LAN)
    assert (sync(world), sync(world)) == (["post-trashed-there"], ["post-trashed-there"])


def test_a_post_that_is_deleted_while_its_address_is_asked_about_is_asked_about(
    world: World,
) -> None:
    sync(world)
    del world.site.posts[1]
    assert sync(world) == ["post-gone-there"]


def test_a_post_in_the_trash_has_got_no_new_address_by_the_time_it_is_written(
    world: World,
) -> None:
    sync(world)
    lan = world.desks[LAN]
    known = published(lan)
    lan.publishing.go_on(lan.waiting()[0].id)
    carry_out(world, "web: trash", LAN)
    assert sync(world) == ["post-trashed-there"]
    assert "log-new-address" not in [line.key for line in lan.publishing.log(known.article)]
    lan.publishing.go_on(lan.waiting()[0].id)
    sync(world)
    assert (world.site.posts[1].status, lan.conflicts.count()) == ("draft", 0)


def test_a_publish_wished_meanwhile_gives_the_article_an_address_of_its_own_as_well(
    world: World,
) -> None:
    sync(world)
    carry_out(world, "type", LAN)
    carry_out(world, "publish", LAN)
    assert sync(world) == []
    post = world.site.posts[1]
    assert post.content.count("Thêm") == 1
    assert (post.slug, published(world.desks[LAN]).address.endswith("-2/")) == (
        f"{other(world).slug}-2",
        True,
    )


def test_a_colleague_who_saves_while_the_address_is_written_loses_nothing(world: World) -> None:
    sync(world)
    lan = world.desks[LAN]
    lan.publishing.go_on(lan.waiting()[0].id)

    def types(each: World) -> None:
        post = each.site.posts[1]
        word = each.word("web")
        each.site.update(post, WEB, {"content": post.content.replace("</p>", f" {word}</p>", 1)})

    world.cross(types)
    sync(world)
    sync(world)
    with lan.database.reading() as records:
        text = records.articles.get(published(lan).article).markdown
    assert f"w{world.counter}" in text
    come_to_rest(world)
