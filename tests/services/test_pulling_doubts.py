"""The deletion brake on a real WordPress: an empty site, a wrong one, a restored or moved one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.site import OutboxState, RemoteStatus
from editor_app.services.pull_lists import too_many
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy, Seen
from tests.servers.faults import PASS, Answer, Fault
from tests.servers.wordpress import WordPress
from tests.syncroom import LATER, Syncroom, open_syncroom, paragraphs

POSTS = 8


class Stocked:
    """A room with eight posts that were taken in, synced once."""

    def __init__(self, room: Syncroom) -> None:
        self.room = room
        self.posts = room.write_there(
            {
                "post_title": f"Bài {number}",
                "post_content": paragraphs(f"Đoạn một của bài {number}.", "Đoạn hai."),
                "post_status": "publish" if number % 2 else "draft",
                "post_name": f"bai-{number}",
            }
            for number in range(POSTS)
        )
        taken = room.site_posts.take_in(room.site.id, self.posts).posts
        self.articles = [one.article for one in taken]
        room.sync(LATER)

    def texts(self) -> list[str]:
        """Return the texts here."""
        return [self.room.desk.stories.find_article(one).markdown for one in self.articles]

    def states(self) -> set[RemoteStatus]:
        """Return what is thought of the posts."""
        return {self.room.publication(one).status for one in self.articles}

    def restored(self, articles: slice = slice(None)) -> None:
        """Put an older copy of posts back, as a backup would."""
        content = "<!-- wp:paragraph --><p>Bản cũ.</p><!-- /wp:paragraph -->"
        self.room.back_in_time(self.posts[articles], content, "2020-01-01 00:00:00")


HERE_AND_THERE = {RemoteStatus.PUBLIC, RemoteStatus.DRAFT}


def in_a_later_second(stock: Stocked) -> Stocked:
    """Let the site's clock go on: what is changed there now is younger than what was read.

    The desk's clock leaps in these tests, so it takes its last reading for one of long after.
    """
    stock.room.wordpress.run("usleep(1100000); return 1;")
    return stock


@pytest.fixture
def stock(tmp_path: Path, wordpress: WordPress) -> Iterator[Stocked]:
    """Eight posts here and there."""
    room = open_syncroom(tmp_path, wordpress)
    yield in_a_later_second(Stocked(room))
    room.lines.close()


@pytest.fixture
def behind(tmp_path: Path, wordpress: WordPress, faults: FaultProxy) -> Iterator[Stocked]:
    """The same by way of a proxy that does harm."""
    room = open_syncroom(tmp_path, wordpress, url=faults.url)
    yield in_a_later_second(Stocked(room))
    faults.clear()
    room.lines.close()


@pytest.mark.parametrize(
    ("gone", "known", "stops"),
    [
        (1, 1, False),
        (5, 400, False),
        (6, 5000, True),
        (2, 99, True),
        (2, 100, False),
        (5, 240, True),
    ],
)
def test_the_brake_stops_at_more_than_five_or_two_in_a_hundred(
    gone: int, known: int, stops: bool
) -> None:
    assert too_many(gone, known) is stops


# -- empty


def test_an_emptied_site_is_not_believed_and_nothing_is_lost(stock: Stocked) -> None:
    room, texts = stock.room, stock.texts()
    room.wordpress.run(
        "foreach (get_posts(['post_status' => 'any', 'numberposts' => -1, 'fields' => 'ids'])"
        " as $id) wp_delete_post($id, true); return 1;"
    )
    report = room.sync(LATER)
    assert [said.key for said in report.asks] == ["site-lost-posts"]
    assert (report.gone, report.needs_you) == (0, 1)
    assert dict(report.asks[0].fields) == {
        "site": "Courier",
        "count": POSTS,
        "other": 0,
        "known": POSTS,
    }
    assert (stock.texts(), stock.states()) == (texts, HERE_AND_THERE)
    assert [site.id for site, _ in room.syncing.doubts()] == [room.site.id]
    assert room.sync(LATER).asks, "it waits for an answer"


def test_a_site_that_is_believed_is_taken_as_it_is_and_the_texts_stay(stock: Stocked) -> None:
    room, texts = stock.room, stock.texts()
    room.remove_there(*stock.posts[:7])
    assert room.sync(LATER).asks
    room.syncing.believe(room.site.id)
    report = room.sync(LATER)
    assert (report.gone, report.asks, report.needs_you) == (7, (), 0)
    assert stock.texts() == texts
    assert room.publication(stock.articles[0]).status is RemoteStatus.ABSENT
    assert room.publication(stock.articles[7]).status is RemoteStatus.PUBLIC
    assert room.log_keys(stock.articles[0])[0] == "log-gone-there"
    assert room.sync(LATER).gone == 0


def test_ours_can_be_kept_and_are_not_asked_for_again(stock: Stocked) -> None:
    room = stock.room
    room.remove_there(*stock.posts[:7])
    assert room.sync(LATER).asks
    room.syncing.keep_ours(room.site.id)
    room.article = stock.articles[7]
    room.replace_there("Đoạn hai.", "Đoạn hai, dài hơn.")
    report = room.sync(LATER)
    assert (report.gone, report.asks, report.received) == (0, (), 1)
    assert stock.states() == HERE_AND_THERE
    assert room.sync(LATER).asks == ()


def test_a_site_that_is_as_it_was_again_asks_nothing_any_more(
    behind: Stocked, faults: FaultProxy
) -> None:
    room = behind.room
    faults.decide = lambda seen: _nothing() if "/posts" in seen.path else PASS
    assert room.sync(LATER).asks
    faults.decide = None
    report = room.sync(LATER)
    assert (report.asks, report.gone, report.needs_you) == ((), 0, 0)
    assert room.syncing.doubts() == ()


def test_few_that_vanish_are_asked_about_one_by_one(stock: Stocked) -> None:
    room = stock.room
    room.remove_there(stock.posts[-1])
    report = room.sync(LATER)
    assert (report.gone, report.needs_you, report.asks) == (1, 1, ())
    (row,) = [row for row in room.publishing.outbox() if row.state is OutboxState.NEEDS_YOU]
    assert row.article == stock.articles[-1]
    room.publishing.cancel([row.entry])
    assert room.sync(LATER).needs_you == 0


def test_data_saver_asks_for_no_sweep_and_brakes_all_the_same(
    behind: Stocked, faults: FaultProxy
) -> None:
    room = behind.room
    room.saves = True
    room.clock.advance(48 * 3600)
    before = len(faults.requests)
    room.sync()
    assert len(faults.requests) - before <= 3
    room.remove_there(*behind.posts[:7])
    assert room.sync(LATER).asks


# -- anonymous


def _nothing() -> Fault:
    """Return what answers a list with nothing, as to somebody who may see nothing."""
    headers = (("Content-Type", "application/json"), ("X-WP-TotalPages", "1"))
    return replace(PASS, name="an empty list", answer=Answer(200, b"[]", headers))


def test_a_stripped_credential_that_is_answered_with_200_is_found_out(
    behind: Stocked, faults: FaultProxy
) -> None:
    room = behind.room

    def public(seen: Seen) -> Fault:
        return _nothing() if "/posts" in seen.path else fault.strip_authorization()

    faults.decide = public
    report = room.sync(LATER)
    assert [said.key for said in report.troubles] == ["signed-out-wrong"]
    assert (report.gone, report.asks) == (0, ())
    assert behind.states() == HERE_AND_THERE


# -- another site


def test_another_site_at_the_same_address_is_not_believed(
    stock: Stocked, newer_wordpress: WordPress
) -> None:
    room, texts = stock.room, stock.texts()
    with room.desk.place.database.writing() as records:
        site = records.sites.get(room.site.id)
        records.sites.save(replace(site, target=f"{newer_wordpress.url}/wp-json/"), site.version)
    room.lines.sign_in(room.site.id, newer_wordpress.user("editor").password)
    report = room.sync(LATER)
    assert report.asks
    assert (stock.texts(), stock.states()) == (texts, HERE_AND_THERE)


def test_a_number_that_another_text_has_now_is_a_post_that_is_gone(stock: Stocked) -> None:
    room, texts = stock.room, stock.texts()
    post = stock.posts[1]
    room.change_there(
        [
            {
                "ID": post,
                "post_title": "Chuyện khác",
                "post_name": "chuyen-khac",
                "post_content": paragraphs("Một chuyện khác hẳn."),
                "post_date": "2024-05-05 10:00:00",
                "post_date_gmt": "2024-05-05 03:00:00",
            }
        ]
    )
    report = room.sync(LATER)
    assert (report.gone, report.received, report.needs_you) == (1, 0, 1)
    assert stock.texts() == texts


# -- restored from a backup


def test_a_site_put_back_from_a_backup_is_not_believed(stock: Stocked) -> None:
    room, texts = stock.room, stock.texts()
    room.remove_there(stock.posts[-1])
    stock.restored(slice(0, 7))
    report = room.sync(LATER)
    assert [said.key for said in report.asks] == ["site-other-state"]
    assert stock.texts() == texts


def test_after_a_restored_backup_ours_can_go_up_again(stock: Stocked) -> None:
    room, texts = stock.room, stock.texts()
    room.remove_there(stock.posts[-1])
    stock.restored(slice(0, 7))
    assert room.sync(LATER).asks
    room.syncing.keep_ours(room.site.id)
    room.sync(LATER)
    assert stock.texts() == texts
    report = room.sync(LATER)
    assert report.sent == 4, "the drafts go up by themselves, what readers see waits for a wish"
    for number, article in enumerate(stock.articles[:7]):
        room.article = article
        there = "Bản cũ." if number % 2 else f"Đoạn một của bài {number}."
        assert there in room.raw_there()
    room.article = stock.articles[1]
    assert (
        room.publishing.sheet(room.desk.stories.find_article(room.article).story, room.site.id)[
            0
        ].on_site.key
        == "on-site-update"
    )


def test_after_a_restored_backup_the_site_can_be_believed_and_ours_stay_in_history(
    stock: Stocked,
) -> None:
    room = stock.room
    room.remove_there(stock.posts[-1])
    stock.restored(slice(0, 7))
    assert room.sync(LATER).asks
    room.syncing.believe(room.site.id)
    report = room.sync(LATER)
    assert (report.received, report.asks, report.gone) == (7, (), 1)
    assert stock.texts()[:7] == ["Bản cũ."] * 7
    kept = room.desk.history.revisions(stock.articles[0])
    assert any("Đoạn một của bài 0." in one.kept.markdown for one in kept)


def test_a_single_post_that_went_back_is_shown_as_a_conflict(stock: Stocked) -> None:
    room = stock.room
    room.remove_there(room.write_there([{"post_title": "x", "post_content": "y"}])[0])
    room.sync(LATER)
    room.article = stock.articles[0]
    older = paragraphs("Đoạn một của bài không.", "Đoạn hai.")
    room.back_in_time(stock.posts[:1], older, "2020-01-01 00:00:00")
    room.clock.advance(25 * 3600)
    room.sync()
    (conflict,) = room.conflicts.open(room.article)
    assert (conflict.mine, conflict.theirs) == (
        "Đoạn một của bài 0.",
        "Đoạn một của bài không.",
    )


# -- moved


@pytest.mark.parametrize("harm", ["away", "page", "gone"])
def test_a_site_that_moved_away_is_said_and_nothing_is_believed(
    behind: Stocked, faults: FaultProxy, harm: str
) -> None:
    harms = {
        "away": fault.redirect("https://elsewhere.example/wp-json/"),
        "page": fault.captive_portal(),
        "gone": fault.page(404, "<h1>404</h1>"),
    }
    faults.always(harms[harm], method="GET")
    room, texts = behind.room, behind.texts()
    report = room.sync(LATER)
    assert len(report.troubles) == 1
    assert (behind.texts(), behind.states()) == (texts, HERE_AND_THERE)
    faults.clear()
    report = room.sync(LATER)
    assert (report.troubles, report.received, report.gone) == ((), 0, 0)
