"""Posts on real WordPress: made once, read raw, changed by field, found again, never deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from editor_app.connectors.web_requests import Credential
from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_posts import marker_slug
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.errors import AnswerLost, FieldRefused, GoneThere, NotAllowed, SignedOut
from tests.connectors.accounts import connect
from tests.servers import faults as fault
from tests.servers import wordpress as servers
from tests.servers.fault_proxy import FaultProxy, Seen
from tests.servers.faults import PASS

AWKWARD = (
    "<!-- wp:paragraph -->\n<p>Thủy triều — «潮» 😀 \\ “x” &amp; &lt; \u00a0e\u0301</p>\n"
    "<!-- /wp:paragraph -->\r\n\r\n<script>alert('x')</script> [gallery ids=\"1\"]  trailing  \t"
)


def marker() -> str:
    """Return a marker as the desk makes them."""
    return uuid4().hex


def some_posts(site: servers.WordPress, count: int) -> list[int]:
    """Make posts of the administrator, past REST, and return their ids."""
    made = site.run(
        f"$ids = []; for ($n = 0; $n < {count}; $n++) $ids[] = wp_insert_post("
        "['post_title' => \"Post $n\", 'post_content' => 'x', 'post_status' => 'publish']);"
        "return $ids;"
    )
    assert isinstance(made, list)
    return [int(each) for each in made]


# --- making, reading, changing -------------------------------------------------------------


def test_a_draft_is_made_and_comes_back_raw(site: WordPress) -> None:
    mark = marker()
    made = site.posts.create_draft(
        mark, title="Thủy triều <em>đỏ</em>", content=AWKWARD, excerpt="Sa\\po", status="publish"
    )
    assert made.slug == marker_slug(mark)
    assert made.status == "draft"
    assert (made.title, made.content, made.excerpt) == (
        "Thủy triều <em>đỏ</em>",
        AWKWARD,
        "Sa\\po",
    )
    assert site.posts.read(made.id) == made
    assert {"publish", "unfiltered-html", "create-tags"} <= made.actions
    assert made.lang is None


def test_both_kinds_of_permalinks_serve(wordpress: servers.WordPress) -> None:
    wordpress.permalinks(servers.PLAIN)
    root = f"{wordpress.url}/?rest_route=/"
    with WordPress(root, Credential(*wordpress.user())) as plain:
        made = plain.posts.create_draft(marker(), title="Tide")
        assert plain.posts.update(made.id, title="Ebb & flow?").title == "Ebb & flow?"
        assert [stub.id for stub in plain.posts.newest(made.id)][:1] == [made.id]
        assert plain.me().may("publish_posts")
        plain.posts.trash(made.id)
        assert plain.posts.read(made.id).status == "trash"


def test_only_the_fields_that_are_given_are_written(
    debian: WordPress, wordpress: servers.WordPress, faults: FaultProxy
) -> None:
    made = debian.posts.create_draft(marker(), title="Tide", content="Water", excerpt="Sea")
    with connect(wordpress, url=faults.url) as through:
        after = through.posts.update(made.id, title="Ebb")
    (write,) = faults.writes
    assert write.fields == ("title",)
    assert (after.title, after.content, after.excerpt) == ("Ebb", "Water", "Sea")


def test_a_time_is_the_same_moment_on_a_site_of_another_zone(site: WordPress) -> None:
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    made = site.posts.create_draft(marker(), title="Tide")
    after = site.posts.update(made.id, status="publish", date=soon)
    assert (after.status, after.date) == ("future", soon)
    past = datetime(2020, 2, 29, 23, 30, tzinfo=UTC)
    assert site.posts.update(made.id, status="future", date=past).status == "publish"
    assert site.posts.read(made.id).date == past


def test_an_article_without_anything_is_refused(debian: WordPress) -> None:
    with pytest.raises(FieldRefused) as refused:
        debian.posts.create_draft(marker())
    assert refused.value.message.key == "field-refused-empty"


def test_many_posts_are_written_in_batches(
    debian: WordPress, wordpress: servers.WordPress, faults: FaultProxy
) -> None:
    posts = some_posts(wordpress, 29)
    with connect(wordpress, url=faults.url) as through:
        done = through.posts.update_many(
            [(post, {"title": f"Title of {post}"}, "") for post in (*posts, 999_999)]
        )
        assert through.traffic.writes == 2
    assert [type(each) for each in done] == [RemotePost] * 29 + [GoneThere]
    assert debian.posts.read(posts[0]).title == f"Title of {posts[0]}"


# --- the same thing once -------------------------------------------------------------------


def test_a_second_post_of_one_marker_is_a_twin_and_goes_to_the_trash(site: WordPress) -> None:
    mark = marker()
    first = site.posts.create_draft(mark, title="Tide")
    second = site.posts.create_draft(mark, title="Tide")
    assert second.slug == f"{marker_slug(mark)}-2"
    adopted = site.posts.adopt(mark)
    assert adopted.post == site.posts.read(first.id)
    assert adopted.trashed == (second.id,)
    assert site.posts.read(second.id).status == "trash"
    assert site.posts.adopt(mark).trashed == ()


def test_a_twin_goes_also_when_the_post_has_its_real_name(debian: WordPress) -> None:
    mark = marker()
    first = debian.posts.create_draft(mark, title="Tide")
    second = debian.posts.create_draft(mark, title="Tide")
    debian.posts.update(first.id, slug="tide")
    assert debian.posts.adopt(mark, keep=first.id).trashed == (second.id,)
    assert debian.posts.read(first.id).status == "draft"


def test_a_twin_that_somebody_made_public_is_left_to_a_person(debian: WordPress) -> None:
    mark = marker()
    first = debian.posts.create_draft(mark, title="Tide")
    second = debian.posts.create_draft(mark, title="Tide")
    debian.posts.update(second.id, status="publish")
    adopted = debian.posts.adopt(mark)
    assert (adopted.post and adopted.post.id, adopted.left) == (first.id, (second.id,))
    assert debian.posts.read(second.id).status == "publish"


def test_a_twin_that_somebody_worked_on_is_left_to_a_person(
    site: WordPress, either_wordpress: servers.WordPress
) -> None:
    mark = marker()
    first = site.posts.create_draft(mark, title="Tide")
    second = site.posts.create_draft(mark, title="Tide")
    with connect(either_wordpress, "colleague") as colleague:
        colleague.posts.update(second.id, content="A paragraph by hand")
    adopted = site.posts.adopt(mark)
    assert (adopted.post, adopted.trashed, adopted.left) == (first, (), (second.id,))


def test_a_twin_that_somebody_writes_in_while_it_is_thrown_away_is_taken_out_of_the_trash(
    site: WordPress, either_wordpress: servers.WordPress
) -> None:
    mark = marker()
    site.posts.create_draft(mark, title="Tide")
    twin = site.posts.create_draft(mark, title="Tide")
    with connect(either_wordpress, "colleague") as colleague:
        colleague.posts.update(twin.id, content="A paragraph by hand")
    assert not site.posts.trash_twin(twin)
    back = site.posts.read(twin.id)
    assert (back.status, back.slug) == ("draft", twin.slug)
    assert back.content == "A paragraph by hand"
    assert site.posts.trash_twin(back)


def test_a_twin_that_waited_for_review_does_so_again_when_it_is_taken_out_of_the_trash(
    site: WordPress, either_wordpress: servers.WordPress
) -> None:
    mark = marker()
    site.posts.create_draft(mark, title="Tide")
    twin = site.posts.create_draft(mark, title="Tide")
    with connect(either_wordpress, "colleague") as colleague:
        waiting = colleague.posts.update(twin.id, status="pending")
        colleague.posts.update(twin.id, content="A paragraph by hand")
    assert not site.posts.trash_twin(waiting)
    back = site.posts.read(twin.id)
    assert (back.status, back.slug) == ("pending", twin.slug)


def test_what_wordpress_itself_takes_out_of_the_trash_is_a_draft_whatever_it_was(
    site: WordPress, either_wordpress: servers.WordPress
) -> None:
    made = site.posts.create_draft(marker(), title="Tide")
    site.posts.update(made.id, status="pending")
    site.posts.trash(made.id)
    either_wordpress.run(f"wp_untrash_post({made.id}); return 1;")
    assert site.posts.read(made.id).status == "draft"


def test_a_post_is_found_by_its_marker_even_in_the_trash(site: WordPress) -> None:
    mark = marker()
    assert site.posts.find_by_marker(mark) == ()
    assert site.posts.adopt(mark).post is None
    made = site.posts.create_draft(mark, title="Tide")
    assert [post.id for post in site.posts.find_by_marker(mark)] == [made.id]
    site.posts.trash(made.id)
    (found,) = site.posts.find_by_marker(mark)
    assert (found.id, found.status) == (made.id, "trash")
    site.posts.restore(made.id)
    site.posts.update(made.id, slug="tide")
    assert site.posts.find_by_marker(mark) == ()


def test_a_lost_answer_leaves_one_post_that_is_taken_up(
    debian: WordPress, wordpress: servers.WordPress, faults: FaultProxy
) -> None:
    mark = marker()
    faults.plan(fault.lose_answer(), method="POST")
    with connect(wordpress, url=faults.url) as through:
        with pytest.raises(AnswerLost) as lost:
            through.posts.create_draft(mark, title="Tide")
        assert lost.value.doubtful
        wordpress.wait_until_idle()
        adopted = through.posts.adopt(mark)
    assert adopted.post is not None
    assert adopted.post.title == "Tide"
    assert wordpress.ask("SELECT COUNT(*) FROM wp_posts WHERE post_title = 'Tide'") == [("1",)]


# --- the trash and what is gone ------------------------------------------------------------


def test_the_trash_takes_a_post_once_and_gives_it_back_as_a_draft(site: WordPress) -> None:
    made = site.posts.create_draft(marker(), title="Tide")
    site.posts.update(made.id, slug="tide", status="publish")
    site.posts.trash(made.id)
    site.posts.trash(made.id)
    assert site.posts.read(made.id).status == "trash"
    back = site.posts.restore(made.id)
    assert (back.status, back.slug) == ("draft", "tide")


def test_a_post_that_was_deleted_is_gone(
    site: WordPress, either_wordpress: servers.WordPress
) -> None:
    made = site.posts.create_draft(marker(), title="Tide")
    either_wordpress.run(f"wp_delete_post({made.id}, true);")
    for attempt in (site.posts.read, site.posts.trash, site.posts.restore):
        with pytest.raises(GoneThere):
            attempt(made.id)


def test_a_host_that_lets_no_delete_through_gets_it_as_a_post(
    debian: WordPress, wordpress: servers.WordPress, faults: FaultProxy
) -> None:
    made = debian.posts.create_draft(marker(), title="Tide")
    faults.always(fault.page(405, "Method Not Allowed"), method="DELETE")
    with connect(wordpress, url=faults.url) as through:
        through.posts.trash(made.id)
    assert debian.posts.read(made.id).status == "trash"


# --- what changed --------------------------------------------------------------------------


def test_changes_are_found_on_a_site_of_another_zone(site: WordPress) -> None:
    made = site.posts.create_draft(marker(), title="Tide")
    assert made.modified is not None
    before = made.modified - timedelta(seconds=1)
    assert made.id in {stub.id for stub in site.posts.changed_since(before)}
    assert made.id not in {stub.id for stub in site.posts.changed_since(made.modified)}
    (stub,) = (each for each in site.posts.changed_since(before) if each.id == made.id)
    assert stub == made.stub


def test_a_post_made_with_a_past_date_is_new_but_not_changed(site: WordPress) -> None:
    begun = datetime.now(UTC) - timedelta(minutes=5)
    first = site.posts.create_draft(marker(), title="Tide")
    old = site.posts.create_draft(marker(), title="Of old", date=datetime(2020, 1, 1, tzinfo=UTC))
    late = site.posts.create_draft(marker(), title="Of 2031", date=datetime(2031, 1, 1, tzinfo=UTC))
    changed = {stub.id for stub in site.posts.changed_since(begun)}
    assert first.id in changed
    assert old.id not in changed
    assert late.id in {
        s.id for s in site.posts.changed_since(datetime.now(UTC) + timedelta(days=1))
    }
    assert [stub.id for stub in site.posts.newest(first.id)][:3] == [late.id, old.id, first.id]
    site.posts.update(old.id)  # a touch: from now on it counts as changed
    assert old.id in {stub.id for stub in site.posts.changed_since(begun)}


def test_a_sweep_sees_all_pages_and_names_what_is_gone(
    debian: WordPress, wordpress: servers.WordPress
) -> None:
    posts = some_posts(wordpress, 120)
    wordpress.run(f"wp_delete_post({posts[3]}, true); wp_trash_post({posts[4]});")
    before = debian.traffic.reads
    swept = debian.posts.sweep(posts)
    assert debian.traffic.reads - before == 3  # two pages, and one look for the one missing
    assert swept.gone == {posts[3]}
    states = {stub.id: stub.status for stub in swept.stubs}
    assert states.keys() >= set(posts) - {posts[3]}
    assert states[posts[4]] == "trash"
    assert len(debian.posts.newest()) == 100
    assert {stub.id for stub in debian.posts.newest(posts[0])} >= set(posts) - {posts[3]}
    found = debian.posts.read_many(posts)
    assert found.keys() == set(posts) - {posts[3]}


def test_a_post_removed_while_a_sweep_turns_the_page_is_not_taken_for_two(
    debian: WordPress, wordpress: servers.WordPress, faults: FaultProxy
) -> None:
    posts = some_posts(wordpress, 120)

    def decide(seen: Seen) -> fault.Fault:
        if "&page=2" in seen.path:
            wordpress.run(f"wp_delete_post({posts[0]}, true);")
        return PASS

    faults.decide = decide
    with connect(wordpress, url=faults.url) as through:
        swept = through.posts.sweep(posts)
        assert through.traffic.reads == 3  # two pages, and the one that slipped between them
    assert swept.gone == set()
    assert {stub.id for stub in swept.stubs} >= set(posts)


def test_revisions_since_ours_are_told_with_their_authors(
    site: WordPress, either_wordpress: servers.WordPress
) -> None:
    made = site.posts.create_draft(marker(), title="Tide", content="One")
    ours = site.posts.update(made.id, content="Two").revision
    with connect(either_wordpress, "colleague") as colleague:
        colleague.posts.update(made.id, content="Three", title="Ebb")
    (foreign,) = site.posts.revisions(made.id, after=ours)
    assert (foreign.title, foreign.content) == ("Ebb", "Three")
    assert foreign.author == either_wordpress.user_id("colleague")
    assert not foreign.autosave
    assert site.posts.read(made.id).revision == foreign.id
    assert site.posts.update(made.id, tags=[]).revision == foreign.id
    assert len(site.posts.revisions(made.id)) >= 2
    assert site.people([foreign.author])[foreign.author].name == "Colleague"


# --- roles ---------------------------------------------------------------------------------


def test_an_author_may_not_touch_what_others_wrote(
    debian: WordPress, wordpress: servers.WordPress
) -> None:
    made = debian.posts.create_draft(marker(), title="Tide")
    with connect(wordpress, "author") as author:
        for attempt, key in (
            (lambda: author.posts.update(made.id, title="x"), "not-allowed-edit"),
            (lambda: author.posts.read(made.id), "not-allowed-read"),
            (lambda: author.posts.revisions(made.id), "not-allowed-read"),
            (lambda: author.posts.trash(made.id), "not-allowed-trash"),
        ):
            with pytest.raises(NotAllowed) as refused:
                attempt()
            assert refused.value.message.key == key
        assert author.posts.read_many([made.id]) == {}


def test_an_author_loses_scripts_without_a_word_and_reading_back_shows_it(
    wordpress: servers.WordPress,
) -> None:
    with connect(wordpress, "author") as author:
        made = author.posts.create_draft(marker(), title="Tide", content=AWKWARD)
        assert made.content != AWKWARD
        assert "<script" not in made.content
        assert "unfiltered-html" not in made.actions
        assert "publish" in made.actions


def test_a_contributor_may_not_publish_and_a_subscriber_may_not_write(
    wordpress: servers.WordPress,
) -> None:
    with connect(wordpress, "contributor") as contributor:
        made = contributor.posts.create_draft(marker(), title="Tide")
        assert "publish" not in made.actions
        with pytest.raises(NotAllowed) as refused:
            contributor.posts.update(made.id, status="publish")
        assert refused.value.message.key == "not-allowed-publish"
    with connect(wordpress, "subscriber") as subscriber:
        with pytest.raises(NotAllowed) as refused:
            subscriber.posts.create_draft(marker(), title="Tide")
        assert refused.value.message.key == "not-allowed-create"
        with pytest.raises(NotAllowed):
            subscriber.posts.find_by_marker(marker())


def test_an_author_finds_own_posts_among_many_that_are_not_shown(
    wordpress: servers.WordPress,
) -> None:
    with connect(wordpress, "author") as author:
        first = author.posts.create_draft(marker(), title="First")
        wordpress.run(
            "for ($n = 0; $n < 130; $n++) wp_insert_post(['post_title' => \"Draft $n\","
            " 'post_content' => 'x', 'post_status' => 'draft']);"
        )
        last = author.posts.create_draft(marker(), title="Last")
        seen = {stub.id for stub in author.posts.sweep([first.id, last.id]).stubs}
    assert {first.id, last.id} <= seen


def test_a_list_asked_with_a_lost_credential_says_signed_out(
    wordpress: servers.WordPress, faults: FaultProxy
) -> None:
    faults.always(fault.strip_authorization())
    with connect(wordpress, url=faults.url) as through:
        for attempt in (
            through.posts.sweep,
            lambda: through.posts.find_by_marker(marker()),
            lambda: through.posts.read(1),
            lambda: through.posts.create_draft(marker(), title="x"),
        ):
            with pytest.raises(SignedOut):
                attempt()
