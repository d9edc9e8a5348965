"""Pull from a real WordPress: what changed there comes in, and nothing moves by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.domain.errors import SignedOut
from editor_app.domain.ids import ENGLISH
from editor_app.domain.photo import RightsStatus
from editor_app.domain.site import OutboxState, RemoteStatus
from tests.pressroom import BODY
from tests.servers.wordpress import WordPress
from tests.syncroom import LATER, Syncroom, open_syncroom, paragraphs


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Syncroom]:
    """A desk with an editor's account on Debian's WordPress."""
    made = open_syncroom(tmp_path, wordpress)
    yield made
    made.lines.close()


@pytest.fixture
def of_author(tmp_path: Path, wordpress: WordPress) -> Iterator[Syncroom]:
    """A desk with an author's account."""
    made = open_syncroom(tmp_path, wordpress, account="author")
    yield made
    made.lines.close()


# -- what changed there


def test_words_that_a_colleague_changed_come_into_the_article(room: Syncroom) -> None:
    room.publish()
    room.sync()
    room.replace_there("Trường học đóng cửa.", "Trường học đóng cửa hai ngày.")
    room.edit_there(post_title="Lũ về sớm", post_excerpt="Sông <em>Hồng</em>")
    report = room.sync()
    assert (report.received, report.merged, report.conflicts, report.needs_you) == (1, 0, 0, 0)
    article = room.desk.stories.find_article(room.article)
    assert article.headline == "Lũ về sớm"
    assert article.standfirst == "Sông *Hồng*"
    assert article.markdown.endswith("Trường học đóng cửa hai ngày.")
    (line,) = [line for line in room.log() if line.key == "log-taken-in-by"]
    assert line.fields["name"] == "Colleague"
    row = room.publishing.sheet(room.story, room.site.id)[0]
    assert row.on_site.key == "on-site-same"


def test_no_break_and_thin_spaces_of_lines_come_in_and_stay_there(room: Syncroom) -> None:
    line = "Lạm phát 5\u00a0%, 1\u202f200 tỷ, 3\u2009km"
    room.publish()
    room.sync()
    room.edit_there(post_title=line, post_excerpt=line)
    assert room.sync().received == 1
    article = room.desk.stories.find_article(room.article)
    assert (article.headline, article.standfirst) == (line, line)
    room.write(headline="Lũ về sớm")
    room.publish()
    assert (room.raw("post_title"), room.raw("post_excerpt")) == ("Lũ về sớm", line)


def test_a_sync_after_a_sync_brings_nothing_and_sends_nothing(room: Syncroom) -> None:
    room.add_photo()
    room.publish()
    reports = [room.sync(LATER) for _ in range(3)]
    assert [(one.sent, one.received, one.waiting) for one in reports] == [(0, 0, 0)] * 3
    assert reports[-1].requests == 2, reports


def test_changes_on_both_sides_are_joined(room: Syncroom) -> None:
    room.publish()
    room.replace_there("Trường học đóng cửa.", "Trường học nghỉ.")
    room.write(body=BODY.replace("Thành phố chuẩn bị.", "Cả thành phố chuẩn bị."))
    report = room.sync()
    assert (report.received, report.merged, report.conflicts) == (1, 1, 0)
    assert "Cả thành phố chuẩn bị.\n\nTrường học nghỉ." in room.markdown()
    row = room.publishing.sheet(room.story, room.site.id)[0]
    assert row.on_site.key == "on-site-update"
    assert "Cả thành phố" not in room.raw_there(), "readers see nothing new before somebody wishes"


def test_a_paragraph_that_both_changed_is_a_conflict_with_both_texts_and_the_author(
    room: Syncroom,
) -> None:
    room.publish()
    room.replace_there("Trường học đóng cửa.", "Trường học nghỉ.")
    room.write(body=BODY.replace("Trường học đóng cửa.", "Các trường đóng cửa."))
    assert room.sync().conflicts == 1
    (conflict,) = room.conflicts.open(room.article)
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        "Trường học đóng cửa.",
        "Các trường đóng cửa.",
        "Trường học nghỉ.",
    )
    assert conflict.conflict.theirs_by == "Colleague"
    assert room.sync().conflicts == 1, "it is found once"


def test_a_text_saved_over_ours_by_somebody_who_had_not_seen_it_loses_nothing(
    room: Syncroom,
) -> None:
    room.send_draft()
    room.sync()
    opened = room.raw_there()
    room.write(body=BODY.replace("Thành phố chuẩn bị.", "Cả thành phố chuẩn bị bao cát."))
    room.sync()
    assert "bao cát" in room.raw_there()
    room.edit_there(post_content=opened.replace("nhanh", "chậm"))
    room.sync()
    assert "Nước sông lên **chậm**.\n\nCả thành phố chuẩn bị bao cát." in room.markdown()
    room.sync()
    assert "bao cát" in room.raw_there()
    assert "chậm" in room.raw_there()


def test_a_change_of_ours_that_was_taken_back_whole_is_shown_as_a_conflict(
    room: Syncroom,
) -> None:
    room.send_draft()
    room.sync()
    opened = room.raw_there()
    room.write(body=BODY.replace("Thành phố chuẩn bị.", "Cả thành phố chuẩn bị bao cát."))
    room.sync()
    room.edit_there(post_content=opened)
    assert room.sync().conflicts == 1
    (conflict,) = room.conflicts.open(room.article)
    assert conflict.mine == "Cả thành phố chuẩn bị bao cát."
    assert conflict.theirs == "Thành phố chuẩn bị."


def test_tags_and_the_section_come_in_when_the_desk_has_them(room: Syncroom) -> None:
    room.publish()
    tag = room.add_tag(vi="Lũ lụt")
    room.change_story(room.story, tags=())
    post = room.publication().remote_id
    room.wordpress.run(
        f"wp_set_post_tags({post}, array('lũ lụt', 'tin nóng'));"
        f"return wp_update_post(['ID' => {post}]);"
    )
    room.sync()
    assert room.desk.stories.view(room.story).story.tags == (tag,)
    room.write(headline="Lũ về sớm")
    room.publish()
    names = room.wordpress.run(f"return wp_get_post_tags({post}, ['fields' => 'names']);")
    assert sorted(str(name) for name in names) == ["lũ lụt", "tin nóng"]  # type: ignore[attr-defined]  # PHP gives a list


def test_blocks_of_the_site_s_own_are_kept(room: Syncroom) -> None:
    room.publish()
    block = '<!-- wp:acme/poll {"id":7} -->\n<div class="poll">?</div>\n<!-- /wp:acme/poll -->'
    room.edit_there(post_content=f"{room.raw_there()}\n\n{block}")
    assert room.sync().received == 1
    view = room.desk.stories.view(room.story)
    assert len(view.foreign) == 1
    with room.desk.place.database.reading() as records:
        assert [one.raw for one in records.foreign.some(view.foreign).values()] == [block]


def test_a_photo_of_the_site_s_library_is_fetched_and_its_rights_are_unknown(
    room: Syncroom,
) -> None:
    room.add_photo()
    room.publish()
    room.sync()
    number, url = room.photo_there()
    image = (
        f'<!-- wp:image {{"id":{number},"sizeSlug":"full"}} -->\n<figure class="wp-block-image '
        f'size-full"><img src="{url}" alt="Một cây cầu" class="wp-image-{number}"/>'
        '<figcaption class="wp-element-caption">Cầu <em>Long Biên</em>.</figcaption></figure>\n'
        "<!-- /wp:image -->"
    )
    room.edit_there(post_content=f"{room.raw_there()}\n\n{image}")
    assert room.sync().received == 1
    view = room.desk.stories.view(room.story)
    fetched = [photo for photo in view.photos.values() if photo.file_name == "cau.jpg"]
    assert [photo.rights.status for photo in fetched] == [RightsStatus.UNKNOWN]
    (use,) = [use for use in view.uses[room.article] if use.photo == fetched[0].id]
    assert (use.caption, use.alt) == ("Cầu *Long Biên*.", "Một cây cầu")
    assert not view.foreign
    assert room.sync(LATER).received == 0


def test_a_photo_that_cannot_be_had_stays_on_the_site_as_a_block(room: Syncroom) -> None:
    room.publish()
    image = (
        '<!-- wp:image {"id":99999} -->\n<figure class="wp-block-image"><img '
        f'src="{room.wordpress.url}/no.jpg" alt="" class="wp-image-99999"/></figure>\n'
        "<!-- /wp:image -->"
    )
    room.edit_there(post_content=f"{room.raw_there()}\n\n{image}")
    assert room.sync().received == 1
    assert len(room.desk.stories.view(room.story).foreign) == 1


# -- status


@pytest.mark.parametrize(
    ("there", "status", "key"),
    [
        ("draft", RemoteStatus.WITHDRAWN, "log-taken-off-there"),
        ("private", RemoteStatus.WITHDRAWN, "log-taken-off-there"),
    ],
)
def test_a_post_taken_off_by_a_colleague_is_said_and_stays_off(
    room: Syncroom, there: str, status: RemoteStatus, key: str
) -> None:
    room.publish()
    room.edit_there(post_status=there)
    room.sync()
    assert room.publication().status is status
    assert key in room.log_keys()
    room.write(headline="Lũ về sớm")
    room.sync()
    assert (room.raw("post_status"), room.raw("post_title")) == (there, "Lũ về")


def test_a_draft_that_a_colleague_published_is_said_and_no_draft_of_ours_changes_it(
    room: Syncroom,
) -> None:
    room.send_draft()
    room.sync()
    room.edit_there(post_status="publish")
    room.sync()
    publication = room.publication()
    assert publication.status is RemoteStatus.PUBLIC
    assert publication.first_published is not None
    assert room.desk.stories.find_article(room.article).published is not None
    assert "log-public-there" in room.log_keys()
    room.write(headline="Lũ về sớm")
    room.sync()
    assert room.raw("post_title") == "Lũ về"


def taken_off_here_and_public_again(room: Syncroom) -> None:
    """Take the article off, and let a save that crossed that bring it back before readers."""
    room.publish()
    room.sync()
    room.publishing.withdraw(room.article, room.site.id)
    room.sync(20)
    assert room.raw("post_status") == "draft"
    room.edit_there(post_status="publish")
    assert room.sync(LATER).needs_you == 1
    assert (room.row().state, room.answer()) == (OutboxState.NEEDS_YOU, "post-public-again")


def test_an_article_taken_off_here_and_public_again_is_asked_about_and_taken_off_at_a_word(
    room: Syncroom,
) -> None:
    taken_off_here_and_public_again(room)
    assert room.sync(LATER).needs_you == 1, "once"
    assert len([row for row in room.publishing.outbox() if row.state.open]) == 1
    room.publishing.go_on(room.row().entry)
    room.sync(20)
    assert room.raw("post_status") == "draft"
    assert room.publication().status is RemoteStatus.WITHDRAWN
    assert room.row().state is OutboxState.DONE


def test_an_article_public_again_may_stay_so_and_is_not_asked_about_twice(room: Syncroom) -> None:
    taken_off_here_and_public_again(room)
    room.publishing.cancel([room.row().entry])
    room.edit_there(post_title="Lũ về sớm")
    assert room.sync(LATER).needs_you == 0
    assert (room.raw("post_status"), room.publication().wish) == ("publish", None)


def test_the_question_goes_when_a_colleague_has_taken_the_article_off_again(
    room: Syncroom,
) -> None:
    taken_off_here_and_public_again(room)
    room.edit_there(post_status="draft")
    assert room.sync(LATER).needs_you == 0
    assert room.publication().status is RemoteStatus.WITHDRAWN


def test_what_a_colleague_took_off_and_published_again_is_not_asked_about(room: Syncroom) -> None:
    room.publish()
    room.edit_there(post_status="draft")
    room.sync()
    room.edit_there(post_status="publish")
    assert room.sync(LATER).needs_you == 0
    assert room.publication().status is RemoteStatus.PUBLIC


def test_an_article_that_was_gone_when_it_was_taken_off_and_comes_back_is_asked_about(
    room: Syncroom,
) -> None:
    room.publish()
    room.sync(LATER)
    post = room.publication().remote_id
    there = f"UPDATE wp_posts SET post_type='{{}}' WHERE ID={post}"
    room.wordpress.ask(there.format("lost"))
    room.publishing.withdraw(room.article, room.site.id)
    room.sync(20)
    assert (room.row().state, room.publication().remote_id) == (OutboxState.DONE, post)
    asks = room.sync(LATER)
    assert (asks.gone, asks.needs_you, room.publication().status) == (0, 0, RemoteStatus.WITHDRAWN)
    room.wordpress.ask(there.format("post"))
    assert room.sync(LATER).needs_you == 1
    assert room.answer() == "post-public-again"
    room.publishing.go_on(room.row().entry)
    room.sync(20)
    assert (room.raw("post_status"), room.posts()) == ("draft", ["Lũ về"])


def test_a_post_in_the_trash_is_asked_about_once_and_the_question_goes_when_it_is_back(
    room: Syncroom,
) -> None:
    room.send_draft()
    post = room.publication().remote_id
    room.wordpress.run(f"return wp_trash_post({post}) ? 1 : 0;")
    report = room.sync()
    assert report.needs_you == 1
    assert (room.row().state, room.answer()) == (OutboxState.NEEDS_YOU, "post-trashed-there")
    assert room.desk.stories.find_article(room.article).slug == "lu-ve"
    room.sync()
    assert len([row for row in room.publishing.outbox() if row.state.open]) == 1
    room.wordpress.run(f"wp_untrash_post({post}); return 1;")
    assert room.sync().needs_you == 0
    assert room.publication().status is RemoteStatus.DRAFT


def test_a_post_left_in_the_trash_is_not_asked_about_again(room: Syncroom) -> None:
    room.send_draft()
    room.wordpress.run(f"return wp_trash_post({room.publication().remote_id}) ? 1 : 0;")
    room.sync()
    room.publishing.cancel([room.row().entry])
    assert room.sync(LATER).needs_you == 0
    assert room.sync(LATER).needs_you == 0
    assert room.raw("post_status") == "trash"


def test_a_post_deleted_for_good_is_asked_about_and_the_text_stays_here(room: Syncroom) -> None:
    room.send_draft()
    room.sync()
    room.remove_there(int(room.publication().remote_id))
    report = room.sync(LATER)
    assert (report.gone, report.needs_you) == (1, 1)
    assert room.answer() == "post-gone-there"
    assert room.publication().status is RemoteStatus.ABSENT
    assert room.markdown() == BODY
    assert room.sync(LATER).gone == 0
    room.publishing.go_on(room.row().entry)
    room.sync(LATER)
    assert room.posts() == ["Lũ về"]
    assert room.publication().status is RemoteStatus.DRAFT


def test_a_post_that_the_account_may_not_see_is_not_taken_for_gone(of_author: Syncroom) -> None:
    room = of_author
    room.send_draft()
    room.sync()
    admin, post = room.wordpress.user_id("administrator"), room.publication().remote_id
    room.wordpress.run(f"return wp_update_post(['ID' => {post}, 'post_author' => {admin}]);")
    report = room.sync(LATER)
    assert (report.gone, report.needs_you) == (0, 0), (room.row(), room.log_keys())
    assert room.publication().status is RemoteStatus.DRAFT


# -- whom we are taken for


def test_a_lost_credential_is_said_and_nothing_is_believed(room: Syncroom) -> None:
    room.send_draft()
    room.sync()
    room.lines.sign_in(room.site.id, "wrong wrong wrong wrong")
    report = room.sync(LATER)
    assert report.troubles
    assert (report.gone, report.received) == (0, 0)
    assert room.publication().status is RemoteStatus.DRAFT
    with pytest.raises(SignedOut):
        room.pulling.pull(room.site)


# -- taking in what was written there


def test_posts_written_on_the_site_are_listed_and_taken_in_by_choice(room: Syncroom) -> None:
    tag = room.add_tag(vi="Lũ lụt")
    first, second = room.write_there(
        [
            {
                "post_title": "Nước rút ở Huế",
                "post_content": paragraphs("Nước <em>rút</em> nhanh.", "Người về."),
                "post_status": "publish",
                "tags_input": ["lũ lụt"],
            },
            {
                "post_title": "The water falls",
                "post_content": paragraphs("The water falls fast."),
                "post_status": "draft",
            },
        ]
    )
    category = room.wordpress.run("return get_term_by('slug', 'the-gioi', 'category')->term_id;")
    room.wordpress.run(f"wp_set_post_categories({first}, [{category}]); return 1;")
    listed = {one.id: one for one in room.site_posts.listing(room.site.id)}
    assert (listed[first].title, listed[first].author) == ("Nước rút ở Huế", "Colleague")
    assert listed[first].status is RemoteStatus.PUBLIC
    assert listed[second].language == ENGLISH
    taken = room.site_posts.take_in(room.site.id, [first, second])
    assert [one.language for one in taken.posts] == ["vi", "en"]
    view = room.desk.stories.view(taken.posts[0].story)
    assert view.articles[0].markdown == "Nước *rút* nhanh.\n\nNgười về."
    assert view.articles[0].slug == "nuoc-rut-o-hue"
    assert view.articles[0].published is not None
    assert (view.story.section, view.story.tags) == (room.section, (tag,))
    assert {first, second}.isdisjoint(one.id for one in room.site_posts.listing(room.site.id))
    report = room.sync(LATER)
    assert (report.sent, report.received, report.conflicts) == (0, 0, 0)
    assert room.publication(taken.posts[0].article).status is RemoteStatus.PUBLIC
    assert room.publication(taken.posts[1].article).status is RemoteStatus.DRAFT


def test_a_post_taken_in_is_edited_on_both_sides_like_any_other(room: Syncroom) -> None:
    (post,) = room.write_there(
        [
            {
                "post_title": "Nước rút",
                "post_content": paragraphs("Một.", "Hai."),
                "post_status": "draft",
            }
        ]
    )
    (taken,) = room.site_posts.take_in(room.site.id, [post]).posts
    room.article = taken.article
    room.write(body="Một.\n\nHai ngày.")
    room.replace_there("Một.", "Một đêm.")
    report = room.sync()
    assert report.sent == 1
    assert room.markdown() == "Một đêm.\n\nHai ngày."
    assert "Hai ngày." in room.raw_there()
