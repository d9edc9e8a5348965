"""An article on a real WordPress: sent, edited, published, taken off, merged, asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.conflict import Resolution
from editor_app.domain.ids import ENGLISH
from editor_app.domain.site import OutboxState, RemoteStatus
from editor_app.services.conflicts import ConflictService
from tests.pressroom import BODY, Pressroom, open_pressroom
from tests.servers.fault_proxy import FaultProxy, Seen
from tests.servers.faults import PASS, Fault
from tests.servers.wordpress import WordPress


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Pressroom]:
    """A desk with an editor's account on Debian's WordPress."""
    made = open_pressroom(tmp_path, wordpress)
    yield made
    made.lines.close()


@pytest.fixture
def of_author(tmp_path: Path, wordpress: WordPress) -> Iterator[Pressroom]:
    """A desk with an author's account."""
    made = open_pressroom(tmp_path, wordpress, account="author")
    yield made
    made.lines.close()


@pytest.fixture
def counted(tmp_path: Path, wordpress: WordPress, faults: FaultProxy) -> Iterator[Pressroom]:
    """The same by way of a proxy that counts."""
    made = open_pressroom(tmp_path, wordpress, url=faults.url)
    yield made
    made.lines.close()


def test_a_draft_goes_up_whole_and_nobody_can_see_it(room: Pressroom) -> None:
    room.write(standfirst="Sông *Hồng* & phố")
    room.send_draft()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.publication().status is RemoteStatus.DRAFT
    assert room.raw("post_title") == "Lũ về"
    assert room.raw("post_excerpt") == "Sông <em>Hồng</em> &amp; phố"
    assert room.raw("post_name") == "lu-ve"
    assert "<p>Nước sông lên <strong>nhanh</strong>.</p>" in room.raw("post_content")
    assert room.raw("post_status") == "draft"


def test_a_headline_edit_is_one_write_of_one_field_and_four_requests(
    counted: Pressroom, faults: FaultProxy
) -> None:
    counted.add_photo()
    counted.add_tag(vi="Lũ lụt")
    counted.publish()
    assert counted.row().state is OutboxState.DONE, counted.row()
    counted.write(headline="Lũ về sớm")
    before = len(faults.requests)
    counted.publish()
    assert counted.row().state is OutboxState.DONE, counted.row()
    fresh = faults.requests[before:]
    writes = [one for one in fresh if one.writes]
    print(f"a headline edit: {len(fresh)} requests, {len(writes)} write {writes[0].fields}")
    assert [one.fields for one in writes] == [("title",)]
    assert len(fresh) <= 4
    assert counted.raw("post_title") == "Lũ về sớm"


# -- publishing


def test_a_published_article_is_public_and_said_so(room: Pressroom) -> None:
    room.add_photo()
    room.add_tag(vi="Lũ lụt")
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    publication = room.publication()
    assert (publication.status, publication.wish) == (RemoteStatus.PUBLIC, None)
    assert publication.address.endswith("/lu-ve/")
    assert room.raw("post_status") == "publish"
    assert 'wp:image {"id":' in room.raw("post_content")
    assert "Reuters" in room.raw("post_content")
    assert room.publishing.log(room.article)[0].key == "log-published"
    assert room.desk.stories.find_article(room.article).published is not None
    row = room.publishing.sheet(room.story, room.site.id)[0]
    assert (row.on_site.key, row.published) == ("on-site-same", True)
    room.write(headline="Khác")
    assert room.publishing.sheet(room.story, room.site.id)[0].on_site.key == "on-site-update"


def test_nothing_is_sent_during_the_ten_seconds_of_undo(room: Pressroom) -> None:
    published = room.publishing.publish(room.site.id, [(room.article, None)])
    room.send(9)
    assert room.posts() == []
    room.publishing.cancel(published.entries)
    room.send(60)
    assert room.posts() == []


def test_what_was_not_changed_is_not_written_again(counted: Pressroom, faults: FaultProxy) -> None:
    counted.publish()
    before = len(faults.writes)
    counted.publish()
    assert counted.row().state is OutboxState.DONE
    assert len(faults.writes) == before


def test_one_photo_in_two_stories_and_languages_is_one_upload(
    counted: Pressroom, faults: FaultProxy
) -> None:
    photo = counted.add_photo()
    counted.publish()
    other = counted.new_story("Lũ rút", f"Nước rút.\n\n![](photo:{photo})\n\nNgười về nhà.")
    counted.publish(counted.article_of(other))
    assert len([one for one in faults.writes if "/media" in one.path]) == 1
    rows = counted.wordpress.ask("SELECT COUNT(*) FROM wp_posts WHERE post_type='attachment'")
    assert rows == [("1",)]


def test_four_photos_go_up_with_their_progress(room: Pressroom) -> None:
    for number, colour in enumerate(("red", "green", "blue", "black")):
        room.add_photo(f"{number}.jpg", colour)
    said: list[str] = []
    room.publishing.publish(room.site.id, [(room.article, None)])
    room.clock.advance(11)
    room.publishing.send_due(lambda done, total, words=None: said.append(str(words)))
    assert room.row().state is OutboxState.DONE, room.row()
    assert any("sending-photo" in one for one in said)
    assert room.raw("post_content").count("wp:image {") == 4


def test_a_withdrawn_article_is_a_draft_there_with_all_its_text(room: Pressroom) -> None:
    room.publish()
    text = room.raw("post_content")
    room.publishing.withdraw(room.article, room.site.id)
    room.send()
    assert room.row().state is OutboxState.DONE
    assert room.raw("post_status") == "draft"
    assert room.raw("post_content") == text
    assert room.publication().status is RemoteStatus.WITHDRAWN
    room.publish()
    assert room.raw("post_status") == "publish"
    assert room.publication().status is RemoteStatus.PUBLIC


def test_a_public_post_stays_public_when_a_draft_is_sent(room: Pressroom) -> None:
    room.publish()
    room.write(headline="Lũ về sớm")
    room.send_draft()
    assert room.raw("post_status") == "publish"
    assert room.raw("post_title") == "Lũ về sớm"


def test_language_versions_are_posts_of_their_own_with_their_own_tags(room: Pressroom) -> None:
    room.add_tag(vi="Lũ lụt", en="Floods")
    english = room.desk.translations.start(room.story, ENGLISH).article
    room.desk.write(english, headline="The flood comes", body="The river rises.\n\nThe city waits.")
    room.publish(room.article, english)
    assert [row.state for row in room.publishing.outbox()] == [OutboxState.DONE] * 2
    assert sorted(room.posts()) == ["Lũ về", "The flood comes"]
    names = room.wordpress.ask(
        "SELECT name FROM wp_terms t JOIN wp_term_taxonomy x ON x.term_id=t.term_id"
        " WHERE taxonomy='post_tag' ORDER BY name"
    )
    assert names == [("Floods",), ("Lũ lụt",)]


def test_a_section_goes_into_the_category_that_was_chosen_for_it(room: Pressroom) -> None:
    names = "return wp_get_post_categories({}, array('fields' => 'names'));"
    room.publish()
    post = room.publication().remote_id
    assert room.wordpress.run(names.format(post)) == ["Thế giới"]
    number = room.wordpress.run("return wp_insert_term('Quốc tế', 'category')['term_id'];")
    chosen = replace(room.site, categories={room.section: str(number)})
    room.publishing.change_site(chosen, room.site.version)
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.wordpress.run(names.format(post)) == ["Quốc tế"]


# -- what stands around the text


def test_dateline_byline_and_source_stand_in_paragraphs_of_ours(room: Pressroom) -> None:
    room.write(dateline="HÀ NỘI")
    room.credit("Reuters")
    room.publish()
    text = room.raw("post_content")
    assert (
        text.index("copydesk-dateline") < text.index("Nước sông") < text.index("copydesk-credits")
    )
    assert "HÀ NỘI" in text
    assert "Reuters" in text
    room.write(headline="Lũ về sớm")
    room.publish()
    assert room.raw("post_content") == text
    assert "HÀ NỘI" not in room.markdown()


def test_a_dateline_that_was_changed_on_the_site_comes_back_as_the_dateline(
    room: Pressroom,
) -> None:
    room.write(dateline="HÀ NỘI")
    room.publish()
    room.replace_there("HÀ NỘI", "HUẾ")
    room.write(headline="Lũ về sớm")
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.desk.stories.find_article(room.article).dateline == "HUẾ"
    assert "HÀ NỘI" not in room.raw("post_content")
    assert room.raw("post_title") == "Lũ về sớm"


def test_credits_that_were_changed_or_removed_on_the_site_are_not_written_over(
    room: Pressroom,
) -> None:
    room.credit("Reuters")
    room.publish()
    room.replace_there("Reuters", "Reuters và AFP")
    room.write(headline="Lũ về sớm")
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    assert "Reuters và AFP" in room.markdown()
    text = room.raw("post_content")
    assert text.count("Reuters") == 1
    room.edit_there(
        post_content="<!-- wp:paragraph -->\n<p>Chỉ còn thế.</p>\n<!-- /wp:paragraph -->"
    )
    room.write(headline="Lũ về rồi")
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    assert "Reuters" not in room.raw("post_content")


# -- somebody else writes


def test_what_a_colleague_changed_is_joined_before_ours_goes_up(room: Pressroom) -> None:
    room.publish()
    room.replace_there("Trường học đóng cửa.", "Trường học đóng cửa hai ngày.")
    room.write(body=BODY.replace("Thành phố chuẩn bị.", "Thành phố đã chuẩn bị."))
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    text = room.raw("post_content")
    assert "đóng cửa hai ngày" in text
    assert "đã chuẩn bị" in text
    assert "đóng cửa hai ngày" in room.markdown()


def test_a_tag_of_ours_that_a_colleague_gave_comes_in_while_ours_is_sent(room: Pressroom) -> None:
    room.send_draft()
    tag = room.add_tag(vi="Lũ lụt")
    room.change_story(room.story, tags=())
    post = room.publication().remote_id
    room.wordpress.run(f"return wp_set_post_tags({post}, array('lũ lụt', 'tin nóng'));")
    room.edit_there(post_title="Lũ về rồi")
    room.write(standfirst="Sông Hồng")
    room.send_draft()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.desk.stories.view(room.story).story.tags == (tag,)
    names = room.wordpress.run(f"return wp_get_post_tags({post}, ['fields' => 'names']);")
    assert isinstance(names, list)
    assert sorted(names) == ["lũ lụt", "tin nóng"]


def test_a_paragraph_that_both_changed_waits_for_somebody_and_nothing_is_written(
    counted: Pressroom, faults: FaultProxy
) -> None:
    counted.publish()
    counted.replace_there("Trường học đóng cửa.", "Trường học nghỉ.")
    counted.write(body=BODY.replace("Trường học đóng cửa.", "Các trường đóng cửa."))
    before = len(faults.writes)
    counted.publish()
    row = counted.row()
    assert (row.state, counted.answer()) == (OutboxState.NEEDS_YOU, "conflict-waits")
    assert len(faults.writes) == before
    conflicts = ConflictService(counted.desk.place)
    (conflict,) = conflicts.open(counted.article)
    assert (conflict.mine, conflict.theirs) == ("Các trường đóng cửa.", "Trường học nghỉ.")
    conflicts.resolve(conflict.conflict.id, Resolution.MINE)
    counted.send_all()
    assert counted.row().state is OutboxState.DONE
    assert "Các trường đóng cửa." in counted.raw("post_content")


def test_what_was_written_between_our_look_and_our_writing_is_not_lost(
    counted: Pressroom, faults: FaultProxy
) -> None:
    counted.publish()
    counted.write(body=BODY.replace("Thành phố chuẩn bị.", "Thành phố đã chuẩn bị."))
    theirs = [False]

    def race(seen: Seen) -> Fault:
        if seen.writes and not theirs[0]:
            theirs[0] = True
            counted.replace_there("Trường học đóng cửa.", "Trường học nghỉ hai ngày.")
        return PASS

    faults.decide = race
    counted.publish()
    assert theirs[0]
    assert counted.row().state is OutboxState.DONE, counted.row()
    text = counted.raw("post_content")
    assert "nghỉ hai ngày" in text
    assert "đã chuẩn bị" in text


def test_a_colleague_who_saves_over_ours_without_having_seen_it_loses_us_nothing(
    counted: Pressroom, faults: FaultProxy
) -> None:
    """Their editor had our text open as it was before our change, and saves right after it."""
    counted.publish()
    before = counted.raw_there()
    counted.write(body=BODY.replace("Thành phố chuẩn bị.", "Thành phố đã chuẩn bị."))
    written: list[str] = []

    def race(seen: Seen) -> Fault:
        if seen.writes:
            written.append(seen.path)
        elif len(written) == 1 and "/posts/" in seen.path:
            written.append("the colleague")
            counted.edit_there(post_content=before.replace("lên", "đang lên"))
        return PASS

    faults.decide = race
    counted.publish()
    assert "the colleague" in written
    assert counted.row().state is OutboxState.DONE, counted.row()
    for text in (counted.markdown(), counted.raw_there()):
        assert "Thành phố đã chuẩn bị." in text
        assert "đang lên" in text


def test_who_may_not_publish_is_told_on_the_sheet(room: Pressroom) -> None:
    with room.desk.place.database.writing() as records:
        site = records.sites.get(room.site.id)
        records.sites.save(replace(site, found={"may-publish": "no"}), site.version)
    row = room.publishing.sheet(room.story, room.site.id)[0]
    assert [message.key for message in row.refusals] == ["not-allowed-publish"]
    room.send_draft()
    assert room.row().state is OutboxState.DONE


def test_blocks_that_only_the_site_knows_go_back_byte_for_byte(room: Pressroom) -> None:
    room.publish()
    block = (
        '<!-- wp:acme/poll {"id":7,"x":"ä"} -->\n<div class="poll">?</div>\n<!-- /wp:acme/poll -->'
    )
    room.edit_there(post_content=f"{room.raw_there()}\n\n{block}")
    room.write(headline="Lũ về sớm")
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    room.write(body=room.markdown().replace("Thành phố", "Cả thành phố"))
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    assert block in room.raw_there()
    assert "Cả thành phố" in room.raw_there()


# -- asked


def test_a_post_in_the_sites_trash_is_asked_about_and_left_there(room: Pressroom) -> None:
    room.publish()
    room.wordpress.run(f"return wp_trash_post({room.publication().remote_id}) ? 1 : 0;")
    room.write(headline="Lũ về sớm")
    room.publish()
    assert (room.row().goes_on, room.answer()) == (True, "post-trashed-there")
    assert room.raw("post_status") == "trash"
    room.publishing.go_on(room.row().entry)
    room.send()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.raw("post_status") == "publish"


def test_a_post_deleted_for_good_is_asked_about_and_made_again_only_then(room: Pressroom) -> None:
    room.publish()
    room.wordpress.run(f"return wp_delete_post({room.publication().remote_id}, true) ? 1 : 0;")
    room.publish()
    assert (room.row().goes_on, room.answer()) == (True, "post-gone-there")
    assert room.posts() == []
    room.publishing.go_on(room.row().entry)
    room.send()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.posts() == ["Lũ về"]


def test_a_tag_that_vanished_is_made_again(room: Pressroom) -> None:
    room.add_tag(vi="Lũ lụt")
    room.publish()
    room.wordpress.run(
        "$t = get_term_by('slug', 'lu-lut', 'post_tag');"
        "return wp_delete_term($t->term_id, 'post_tag') ? 1 : 0;"
    )
    other = room.new_story("Lũ rút")
    room.change_story(other, tags=room.desk.stories.view(room.story).story.tags)
    room.publish(room.article_of(other))
    assert room.answer() == "term-vanished"
    room.send_all()
    assert room.row().state is OutboxState.DONE, room.row()
    found = room.wordpress.run("return get_term_by('slug', 'lu-lut', 'post_tag')->count;")
    assert found == 1


def test_a_category_that_vanished_is_made_again(room: Pressroom) -> None:
    """WordPress gives its posts the default category then; that is no section of ours."""
    room.publish()
    names = f"wp_get_post_categories({room.publication().remote_id}, ['fields' => 'names'])"
    ours = "array_column(get_terms(['name' => 'Thế giới', 'hide_empty' => false]), 'count')"
    room.wordpress.run(
        "return wp_delete_term(get_term_by('slug','the-gioi','category')->term_id,'category')?1:0;"
    )
    assert room.wordpress.run(f"return {names};") == ["Uncategorized"]
    room.write(headline="Lũ về sớm")
    room.publish()
    assert room.answer() == "term-vanished"
    room.send_all()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.wordpress.run(f"return in_array('Thế giới', {names});") is True
    assert room.desk.stories.view(room.story).story.section == room.section
    room.publish(room.article_of(room.new_story("Lũ rút")))
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.posts("'publish'") == ["Lũ về sớm", "Lũ rút"]
    assert room.wordpress.run(f"return {ours};") == [2], "one such category, with both posts"


def test_an_account_that_may_not_make_a_category_says_so(of_author: Pressroom) -> None:
    room = of_author
    room.wordpress.run(
        "return wp_delete_term(get_term_by('slug','the-gioi','category')->term_id,'category')?1:0;"
    )
    room.publish()
    assert (room.row().state, room.answer()) == (OutboxState.NEEDS_YOU, "not-allowed-create")


def test_without_a_password_everything_waits_for_somebody(room: Pressroom) -> None:
    room.lines.sign_out(room.site.id)
    room.publish()
    assert (room.row().state, room.answer()) == (OutboxState.NEEDS_YOU, "signed-out-here")
    room.lines.sign_in(room.site.id, room.wordpress.user("editor").password)
    room.publishing.try_now(room.site.id)
    room.send()
    assert room.row().state is OutboxState.DONE


def test_markup_that_the_site_would_take_out_is_not_sent(of_author: Pressroom) -> None:
    room = of_author
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    player = '<!-- wp:html -->\n<iframe src="https://a.example/v"></iframe>\n<!-- /wp:html -->'
    room.wordpress.run(
        "kses_remove_filters();"
        f"$p = get_post({room.publication().remote_id});"
        "return wp_update_post(wp_slash(array('ID' => $p->ID, 'post_content' =>"
        f" $p->post_content . \"\\n\\n\" . '{player}')));"
    )
    room.write(body=room.markdown().replace("Thành phố", "Cả thành phố"))
    room.publish()
    assert (room.row().state, room.answer()) == (OutboxState.NEEDS_YOU, "site-would-remove")
    assert "<iframe" in room.raw_there()
