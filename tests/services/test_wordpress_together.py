"""Articles that are new to a site go there together; what happens to one happens to it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from editor_app.domain.errors import Cancelled
from editor_app.domain.ids import ArticleId
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.storage.resources import read_theme
from tests.pressroom import Pressroom, open_pressroom
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy
from tests.servers.faults import Fault
from tests.servers.wordpress import WordPress

BATCH = "/batch/v1"
LISTS = r"/wp/v2/posts\?"
ALONE = r"/wp/v2/posts/[0-9]+\?"
SOME = 5
LOST: tuple[Callable[[], Fault], ...] = (
    fault.lose_answer,
    fault.cut_answer,
    fault.truncate,
    fault.gateway_timeout,
    lambda: fault.server_error(done=True),
    lambda: fault.page(200, "Welcome", done=True),
)
STEPS = 4
"""Requests of a group whose section is known: make, write, read back, and one more to be sure."""


class Killed(BaseException):
    """The program ends here."""


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress, faults: FaultProxy) -> Iterator[Pressroom]:
    """A desk with an editor's account, by way of a proxy."""
    made = open_pressroom(tmp_path, wordpress, url=faults.url)
    yield made
    made.lines.close()


def some(room: Pressroom, name: str = "Tin", count: int = SOME) -> list[ArticleId]:
    """Return articles that the site has never seen."""
    return [room.article_of(room.new_story(f"{name} {number}")) for number in range(count)]


def states(room: Pressroom) -> dict[ArticleId, OutboxState]:
    """Return how each article stands."""
    return {row.article: row.state for row in room.publishing.outbox()}


def send_to_the_end(room: Pressroom) -> None:
    """Let time pass until nothing waits."""
    for _round in range(20):
        due = room.publishing.next_due()
        if due is None:
            return
        room.clock.at = max(room.clock.at, due)
        room.publishing.send_due()


def start_again(room: Pressroom) -> None:
    """Let the program start after it was killed."""
    pages = PageService(room.desk.place, read_theme)
    room.publishing = PublishingService(room.desk.place, pages, room.lines)
    room.publishing.resume()


def test_new_articles_are_made_written_and_read_back_in_three_requests(
    room: Pressroom, faults: FaultProxy
) -> None:
    room.publish()
    before = len(faults.requests)
    articles = some(room)
    room.publish(*articles)
    asked = [(seen.method, seen.path.split("?")[0]) for seen in faults.requests[before:]]
    posts = [one for one in asked if "/media" not in one[1]]
    assert [method for method, _ in posts] == ["POST", "POST", "GET"], posts
    assert {states(room)[one] for one in articles} == {OutboxState.DONE}
    assert sorted(room.posts("'publish'")) == ["Lũ về", *(f"Tin {n}" for n in range(SOME))]
    assert room.raw("post_name", articles[3]) == "tin-3"


@pytest.mark.timeout(300)
def test_a_lost_answer_to_many_makes_no_twins(room: Pressroom, faults: FaultProxy) -> None:
    room.publish()
    wanted = 1
    for number, lost in enumerate(LOST):
        for step in range(3):
            articles = some(room, f"Tin {number} {step}", 3)
            if step == 2:
                faults.plan(lost(), method="GET", path=LISTS)
            else:
                passing = [fault.delay()] * step
                faults.plan(*passing, lost(), method="POST", path=BATCH)
            room.publish(*articles)
            send_to_the_end(room)
            wanted += len(articles)
            assert {states(room)[one] for one in articles} == {OutboxState.DONE}
            start_again(room)
    assert faults.unused == 0
    titles = room.posts()
    assert len(titles) == len(set(titles)) == len(room.posts("'publish'")) == wanted


@pytest.mark.timeout(300)
def test_a_crash_between_the_steps_of_many_goes_on_without_doubling(room: Pressroom) -> None:
    room.publish()
    line = room.lines.line(room.site)
    ask, wanted, kills = line.client.ask, 1, 0
    for number in range(STEPS):
        for after in (False, True):
            articles = some(room, f"Tin {number} {after}", 3)
            left = [number]

            def dying(
                *given: Any, _left: list[int] = left, _after: bool = after, **named: Any
            ) -> Any:
                _left[0] -= 1
                if _left[0] >= 0:
                    return ask(*given, **named)
                if _after:
                    ask(*given, **named)
                raise Killed

            line.client.ask = dying  # type: ignore[method-assign]  # the crash comes from nowhere
            try:
                room.publish(*articles)
            except Killed:
                kills += 1
                start_again(room)
            line.client.ask = ask  # type: ignore[method-assign]  # and the program starts again
            send_to_the_end(room)
            wanted += len(articles)
            assert {states(room)[one] for one in articles} == {OutboxState.DONE}
    assert kills == 2 * (STEPS - 1), "before and after each request of a group"
    titles = room.posts()
    assert len(titles) == len(set(titles)) == len(room.posts("'publish'")) == wanted


@pytest.mark.parametrize(
    "forbidden",
    [
        fault.json_error(404, "rest_no_route", "No route was found."),
        fault.json_error(403, "rest_forbidden", "Sorry."),
        fault.firewall(),
        fault.too_large(),
    ],
    ids=["no route", "forbidden", "firewall", "too large"],
)
def test_a_site_that_takes_no_batches_gets_each_article_alone(
    room: Pressroom, faults: FaultProxy, forbidden: Fault
) -> None:
    faults.always(forbidden, method="POST", path=BATCH)
    articles = some(room, count=7)
    room.publish(*articles)
    send_to_the_end(room)
    assert {states(room)[one] for one in articles} == {OutboxState.DONE}
    assert len(room.posts("'publish'")) == len(articles)


def test_what_stops_one_article_stops_no_other(room: Pressroom) -> None:
    articles = some(room)
    held = room.new_story("Tin giữ")
    room.publishing.publish(
        room.site.id, [(one, None) for one in (*articles[:2], room.article_of(held), *articles[2:])]
    )
    room.story = held
    room.change_story(held, embargo=room.clock() + timedelta(hours=5))
    room.send()
    found = states(room)
    assert found.pop(room.article_of(held)) is OutboxState.NEEDS_YOU
    assert set(found.values()) == {OutboxState.DONE}
    assert "Tin giữ" not in room.posts()


@contextmanager
def plugin(room: Pressroom, code: str) -> Iterator[None]:
    """Have a plugin on the site, in PHP without double quotes of its own."""
    room.wordpress.run(
        f"file_put_contents(WPMU_PLUGIN_DIR . '/one.php', \"<?php {code}\"); return 1;"
    )
    try:
        yield
    finally:
        room.wordpress.run("return unlink(WPMU_PLUGIN_DIR . '/one.php') ? 1 : 0;")


REFUSING = (
    "add_filter('rest_pre_insert_post', function (\\$post) {"
    " return (\\$post->post_title ?? '') === 'Tin 1'"
    " ? new WP_Error('no_such_title', 'No.', array('status' => 400)) : \\$post; });"
)
CHANGING = (
    "add_filter('wp_insert_post_data', function (\\$data) {"
    " if (\\$data['post_title'] === 'Tin 1') { \\$data['post_content'] = 'Khác.'; }"
    " return \\$data; });"
)


@pytest.mark.parametrize("code", [REFUSING, CHANGING], ids=["refused", "changed"])
def test_what_the_site_does_to_one_article_is_told_of_it_alone(room: Pressroom, code: str) -> None:
    room.publish()
    articles = some(room, count=3)
    room.publishing.publish(room.site.id, [(one, None) for one in articles])
    with plugin(room, code):
        room.send()
    found = states(room)
    assert [found[one] for one in articles] == [
        OutboxState.DONE,
        OutboxState.NEEDS_YOU,
        OutboxState.DONE,
    ]
    assert "Tin 1" not in room.posts("'publish'")


def test_a_post_that_the_list_lacks_is_read_by_itself(room: Pressroom, faults: FaultProxy) -> None:
    room.publish()
    before = len(faults.requests)
    faults.plan(
        fault.answer(200, "[]", "application/json; charset=UTF-8"), method="GET", path=LISTS
    )
    articles = some(room, count=3)
    room.publish(*articles)
    assert {states(room)[one] for one in articles} == {OutboxState.DONE}
    alone = [s for s in faults.requests[before:] if s.method == "GET" and "/posts/" in s.path]
    assert len(alone) == 3


def test_stop_leaves_nothing_half_sent(room: Pressroom, faults: FaultProxy) -> None:
    room.publish()
    articles = some(room)
    room.publishing.publish(room.site.id, [(one, None) for one in articles])
    room.clock.advance(11)

    def stop(done: int, total: int, said: Message | None = None) -> None:
        if said is not None and said.fields.get("name") == "Tin 2":
            raise Cancelled

    before = len(faults.writes)
    with pytest.raises(Cancelled):
        room.publishing.send_due(stop)
    assert len(faults.writes) == before
    assert {states(room)[one] for one in articles} == {OutboxState.WAITING}
    room.publishing.send_due()
    assert {states(room)[one] for one in articles} == {OutboxState.DONE}
    assert len(room.posts()) == SOME + 1


def test_an_edit_made_while_many_are_sent_goes_out_afterwards(room: Pressroom) -> None:
    room.publish()
    articles = some(room, count=3)
    line = room.lines.line(room.site)
    ask, seen = line.client.ask, []

    def edited(*given: Any, **named: Any) -> Any:
        seen.append(given)
        if len(seen) == 2:
            room.desk.write(articles[1], body="Viết thêm.")
        return ask(*given, **named)

    line.client.ask = edited  # type: ignore[method-assign]  # somebody writes at that moment
    room.publish(*articles)
    assert states(room)[articles[1]] is OutboxState.WAITING
    send_to_the_end(room)
    assert "Viết thêm." in room.raw("post_content", articles[1])


def test_without_a_password_all_say_so(room: Pressroom) -> None:
    articles = some(room, count=3)
    room.lines.sign_out(room.site.id)
    room.publish(*articles)
    assert {states(room)[one] for one in articles} == {OutboxState.NEEDS_YOU}
    assert {row.answer.key for row in room.publishing.outbox() if row.answer} == {"signed-out-here"}


def test_offline_in_the_midst_of_many_nothing_is_doubled(
    room: Pressroom, faults: FaultProxy
) -> None:
    room.publish()
    articles = some(room, count=3)
    line = room.lines.line(room.site)
    ask, seen = line.client.ask, []

    def away(*given: Any, **named: Any) -> Any:
        seen.append(given)
        if len(seen) == 2:
            faults.offline()
        return ask(*given, **named)

    line.client.ask = away  # type: ignore[method-assign]  # the line breaks at that moment
    room.publish(*articles)
    assert {states(room)[one] for one in articles} == {OutboxState.WAITING}
    assert {row.answer.key for row in room.publishing.outbox() if row.answer} == {"unreachable"}
    faults.online()
    send_to_the_end(room)
    assert {states(room)[one] for one in articles} == {OutboxState.DONE}
    titles = room.posts()
    assert len(titles) == len(set(titles)) == len(articles) + 1
