"""Lost answers and crashes on a real WordPress: nothing is there twice, nothing is lost (R5)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from editor_app.connectors.wordpress_media import Photo
from editor_app.domain.ids import StoryId
from editor_app.domain.site import OutboxState
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.services.twin_sweep import sweep_twins
from editor_app.storage.resources import read_theme
from tests.connectors.accounts import connect
from tests.pressroom import Pressroom, open_pressroom, picture
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy, Seen
from tests.servers.faults import Fault
from tests.servers.processes import PATIENCE
from tests.servers.wordpress import WordPress

WRITES = {
    "media": "/wp/v2/media",
    "term": "/wp/v2/tags",
    "post": r"/wp/v2/posts(\?|$)",
    "update": r"/wp/v2/posts/[0-9]+",
}
LOST: dict[str, Callable[[], Fault]] = {
    "no answer": fault.lose_answer,
    "reset": lambda: fault.lose_answer(abrupt=True),
    "cut": fault.cut_answer,
    "half": fault.truncate,
    "empty": fault.empty,
    "504": fault.gateway_timeout,
    "502": lambda: fault.bad_gateway(done=True),
    "500": lambda: fault.server_error(done=True),
    "page": lambda: fault.page(200, "Welcome", done=True),
}
QUICK, SLOW = 40, 10
"""Cases of four lost answers each: 160 and 40."""

TAGS = "FROM wp_terms t JOIN wp_term_taxonomy x ON x.term_id=t.term_id WHERE taxonomy='post_tag'"
LATE = 0.6


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress, faults: FaultProxy) -> Iterator[Pressroom]:
    """A desk with an editor's account, by way of a proxy."""
    made = open_pressroom(tmp_path, wordpress, url=faults.url)
    yield made
    made.lines.close()


def fresh(room: Pressroom, number: int) -> StoryId:
    """Return a story with a photo and a tag that the site has never seen."""
    story = room.story = room.new_story(f"Tin {number}", standfirst="Sapo")
    room.article = room.article_of(story)
    room.add_photo(f"{number}.jpg", f"#{number * 7919 % 0xFFFFFF:06x}")
    room.add_tag(vi=f"Thẻ {number}")
    return story


def doubles(wordpress: WordPress) -> dict[str, int]:
    """Return what a reader or an editor of the site would see more than once."""
    asked = {
        "posts": "SELECT post_title FROM wp_posts WHERE post_type='post' AND post_status IN"
        " ('publish','future','draft','pending','private') AND post_title LIKE 'Tin %'",
        "photos": "SELECT LEFT(post_name, 35) FROM wp_posts WHERE post_type='attachment'",
        "terms": f"SELECT name {TAGS}",
    }
    found = {name: [row[0] for row in wordpress.ask(sql)] for name, sql in asked.items()}
    return {name: len(rows) - len(set(rows)) for name, rows in found.items()}


def count(wordpress: WordPress) -> tuple[int, int, int]:
    """Return how many posts, photos and tags of ours there are."""
    rows = wordpress.ask(
        "SELECT (SELECT COUNT(*) FROM wp_posts WHERE post_type='post' AND post_status='publish'"
        " AND post_title LIKE 'Tin %'), (SELECT COUNT(*) FROM wp_posts WHERE"
        " post_type='attachment'), (SELECT COUNT(*)"
        f" {TAGS})"
    )
    posts, photos, terms = rows[0]
    return int(posts), int(photos), int(terms)


def sweep(room: Pressroom) -> int:
    """Look for twins, as each sync does."""
    pages = PageService(room.desk.place, read_theme)
    return sweep_twins(room.desk.place, pages, room.lines, room.site)


@pytest.mark.timeout(400)
def test_lost_answers_make_no_twins(room: Pressroom, faults: FaultProxy) -> None:
    kinds = cycle(LOST.values())
    lost = 0
    for number in range(QUICK):
        fresh(room, number)
        for path in WRITES.values():
            faults.plan(next(kinds)(), method="POST", path=path)
            lost += 1
        room.publish()
        room.send_all()
        assert room.row().state is OutboxState.DONE, room.row()
    assert faults.unused == 0
    found = doubles(room.wordpress)
    print(f"R5: {lost} lost answers, visible duplicates {found}, twins swept {sweep(room)}")
    assert not any(found.values())
    assert count(room.wordpress) == (QUICK, QUICK, QUICK)


@pytest.mark.timeout(400)
def test_a_slow_server_that_does_it_after_all_leaves_no_twins(
    room: Pressroom, faults: FaultProxy
) -> None:
    """Half of the time we look before the server is through: those twins go at the next sync."""
    lost, twins = 0, 0
    for number in range(SLOW):
        fresh(room, number)
        for path in WRITES.values():
            faults.plan(fault.do_it_later(LATE), method="POST", path=path)
            lost += 1
        room.publish()
        for _round in range(20):
            if room.row().state is not OutboxState.WAITING:
                break
            settle(faults, "" if number % 2 else WRITES["term"])
            due = room.publishing.next_due()
            room.clock.at = max(room.clock.at, due or room.clock.at)
            room.publishing.send_due()
        assert room.row().state is OutboxState.DONE, room.row()
        settle(faults)
        twins += sweep(room)
    room.wordpress.wait_until_idle()
    assert faults.unused == 0
    found = doubles(room.wordpress)
    print(f"R5: {lost} slow answers, visible duplicates {found}, twins found and merged {twins}")
    assert not any(found.values())
    assert count(room.wordpress) == (SLOW, SLOW, SLOW)
    check_merged(room, faults, twins)
    room.clock.advance(3600)
    sweep(room)
    before = len(faults.requests)
    assert sweep(room) == 0
    assert len(faults.requests) == before


def check_merged(room: Pressroom, faults: FaultProxy, swept: int) -> None:
    """See that twins of both kinds came into being, and that all of them are gone.

    Each second story has one of its photo and one of its post, where the desk looks within LATE
    seconds; a machine that is slower than that sometimes has a few less, so one of each is enough.
    Those of photos are for the sweep alone; one of a post may be found while it is sent.
    """
    photos, posts = (made(faults, WRITES[kind]) - SLOW for kind in ("media", "post"))
    assert photos > 0
    assert posts > 0
    assert photos <= swept <= photos + posts
    assert len(room.posts("'trash'")) == posts


def made(faults: FaultProxy, path: str) -> int:
    """Return how many posts or photos the site has made, as it said itself, twins among them."""
    answered = [seen for seen in faults.requests if seen.method == "POST"]
    return sum(bool(re.search(path, seen.path)) and seen.server_status == 201 for seen in answered)


def settle(faults: FaultProxy, path: str = "") -> None:
    """Wait until the site has answered what the proxy holds back for it (of addresses ``path``).

    The half minute that passes after a doubt is only the desk's clock put forward here. Without it
    WordPress makes two tags of one name at the same instant; those are nobody's twins.
    """
    until = time.monotonic() + PATIENCE
    while any(one.server_status is None for one in faults.requests if path in one.path):
        assert time.monotonic() < until, faults.requests
        time.sleep(0.02)


class Killed(BaseException):
    """The program ends here."""


@pytest.mark.timeout(400)
def test_a_crash_between_any_two_steps_goes_on_without_doubling(
    room: Pressroom, faults: FaultProxy
) -> None:
    line = room.lines.line(room.site)
    ask, steps = line.client.ask, requests_of_a_publish(room, faults)
    cases = 0
    for number in range(steps):
        for after in (False, True):
            fresh(room, 100 + cases)
            cases += 1
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
            with pytest.raises(Killed):
                room.publish()
            line.client.ask = ask  # type: ignore[method-assign]  # and the program starts again
            start_again(room)
            room.send_all()
            assert room.row().state is OutboxState.DONE, (number, after, room.row())
    found = doubles(room.wordpress)
    print(f"crashes between {steps} requests: {cases} cases, doubles {found}")
    assert not any(found.values())
    assert count(room.wordpress) == (cases + 2, cases + 2, cases + 2)


def requests_of_a_publish(room: Pressroom, faults: FaultProxy) -> int:
    """Publish two stories and return how many requests the second took: the section is known."""
    fresh(room, 98)
    room.publish()
    fresh(room, 99)
    before = len(faults.requests)
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    return len(faults.requests) - before


def start_again(room: Pressroom) -> None:
    """Let the program start after a crash."""
    pages = PageService(room.desk.place, read_theme)
    room.publishing = PublishingService(room.desk.place, pages, room.lines)
    room.publishing.resume()


def test_an_edit_after_a_lost_answer_is_no_conflict_with_ourselves(
    room: Pressroom, faults: FaultProxy
) -> None:
    room.publish()
    room.write(body="Nước sông lên.\n\nThành phố đợi.")
    faults.plan(fault.lose_answer(), method="POST", path=WRITES["update"])
    room.publish()
    assert room.row().state is OutboxState.WAITING
    room.write(body="Nước sông lên.\n\nThành phố vẫn đợi.")
    room.send_all()
    assert room.row().state is OutboxState.DONE, room.row()
    assert "Thành phố vẫn đợi." in room.raw("post_content")
    assert room.markdown() == "Nước sông lên.\n\nThành phố vẫn đợi."


def test_twins_are_looked_for_at_the_next_sync_and_once_more(
    room: Pressroom, faults: FaultProxy
) -> None:
    room.add_photo()
    faults.plan(fault.lose_answer(), method="POST", path=WRITES["media"])
    faults.plan(fault.lose_answer(), method="POST", path=WRITES["post"])
    room.publish()
    room.send_all()
    assert room.row().state is OutboxState.DONE
    costs = []
    for minutes in (1, 1, 1, 1, 50, 1):
        room.clock.advance(60 * minutes)
        before = len(faults.requests)
        sweep(room)
        costs.append(len(faults.requests) - before)
    assert costs == [2, 0, 0, 0, 2, 0]


def test_a_photo_that_another_desk_has_sent_as_well_is_left_to_it(
    room: Pressroom, faults: FaultProxy
) -> None:
    room.add_photo()
    faults.plan(fault.lose_answer(), method="POST", path=WRITES["media"])
    room.publish()
    room.send_all()
    ((slug,),) = room.wordpress.ask("SELECT post_name FROM wp_posts WHERE post_type='attachment'")
    data, kind = picture("red"), "image/jpeg"
    with connect(room.wordpress, "colleague") as colleague:
        theirs = colleague.media.upload(Photo(data, kind, "lu.jpg", slug, "Lũ", "", ""))
    with connect(room.wordpress, room.site.account) as here:
        twin = here.media.upload(Photo(data, kind, "lu.jpg", slug, "Lũ", "", ""))
    sweep(room)
    left = room.wordpress.ask("SELECT ID FROM wp_posts WHERE post_type='attachment' ORDER BY ID")
    assert len(left) == 2
    assert (str(theirs.id),) in left
    assert (str(twin.id),) not in left


def test_a_number_that_the_site_has_given_to_another_photo_is_not_shown(
    room: Pressroom,
) -> None:
    photo = room.add_photo()
    room.publish()
    ((number,),) = room.wordpress.ask("SELECT ID FROM wp_posts WHERE post_type='attachment'")
    room.wordpress.run(f"wp_delete_attachment({number}, true); return 1;")
    other = room.wordpress.run(
        f"return wp_insert_attachment(['import_id' => {number}, 'post_title' => 'Other',"
        " 'post_mime_type' => 'image/jpeg'], '2026/11/other.jpg');"
    )
    assert str(other) == number
    story = room.new_story("Tin khác")
    room.desk.photos.attach_known(room.article_of(story), photo)
    room.publish(room.article_of(story))
    content = room.raw("post_content", room.article_of(story))
    assert "wp-image-" in content
    assert f"wp-image-{number}" not in content


def test_a_tag_that_another_desk_made_at_the_same_moment_is_taken(
    room: Pressroom, faults: FaultProxy
) -> None:
    first = room.wordpress.run("return wp_insert_term('Khác', 'post_tag')['term_id'];")
    room.add_tag(vi="Lũ lụt")

    def decide(seen: Seen) -> Fault:
        if "/wp/v2/tags" in seen.path and not seen.writes and faults.count("POST", "/wp/v2/tags"):
            room.wordpress.ask(f"UPDATE wp_terms SET slug = 'lu-lut' WHERE term_id = {first}")
        return fault.PASS

    faults.decide = decide
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    used = room.wordpress.ask(
        "SELECT x.term_id FROM wp_term_relationships r JOIN wp_term_taxonomy x ON"
        " x.term_taxonomy_id = r.term_taxonomy_id WHERE x.taxonomy = 'post_tag'"
    )
    assert used == [(str(first),)]
