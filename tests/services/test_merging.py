"""What a site changed comes into the article; what both changed waits for a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.article import Article
from editor_app.domain.conflict import BODY, Resolution, Whose
from editor_app.domain.edition import Section
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    PhotoId,
    SectionId,
    SiteId,
    TagId,
    UseId,
    new_id,
)
from editor_app.domain.link import State, block_address
from editor_app.domain.photo import DeskCaption, Photo
from editor_app.domain.site import Site, SiteKind
from editor_app.domain.vocabulary import Tag
from editor_app.services.conflicts import ConflictService
from editor_app.services.history import keep_revision
from editor_app.services.merging import MergeReport, merge_in
from editor_app.services.site_versions import Author, SiteVersion
from tests.desks import NOON, Clock, Desk, empty_desk

LINH = Author("linh.tran", NOON - timedelta(minutes=3), NOON - timedelta(hours=1))
PHOTO = Photo(PhotoId("a" * 32), "0" * 64, "a.jpg", "image/jpeg", 1, 1, 1, NOON, credit="A")
ONE, TWO, THREE = "Một chiếc phà chạy điện.", "Hai bến đò ngang sông.", "Ba người lái phà."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return empty_desk(tmp_path / "desk", Clock())


@pytest.fixture
def site(desk: Desk) -> SiteId:
    made = Site(SiteId(new_id()), "Portal", SiteKind.WORDPRESS, "https://a.example", "x")
    with desk.place.database.writing() as records:
        records.sites.add(made)
    return made.id


@pytest.fixture
def article(desk: Desk) -> ArticleId:
    story = desk.story(f"{ONE}\n\n{TWO}\n\n{THREE}", "Phà điện")
    return desk.stories.view(story).articles[0].id


BASE = SiteVersion({"headline": "Phà điện", "standfirst": ""}, (ONE, TWO, THREE))


def merged(
    desk: Desk, article: ArticleId, site: SiteId, theirs: SiteVersion, base: SiteVersion = BASE
) -> MergeReport:
    """Merge a version of the site in, as a pull does."""
    with desk.place.database.writing() as records:
        return merge_in(records, desk.place, article, site, base, theirs, LINH)


def blocks(*texts: str, headline: str = "Phà điện", standfirst: str = "") -> SiteVersion:
    """Return a version of the site."""
    return SiteVersion({"headline": headline, "standfirst": standfirst}, texts)


def now(desk: Desk, article: ArticleId) -> Article:
    """Return the article as it is."""
    return desk.stories.find_article(article)


def test_what_the_site_changed_is_taken_and_both_versions_stand_in_history(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    desk.write(article, standfirst="Sapo của ta.")
    report = merged(desk, article, site, blocks(ONE, "Hai bến đã đóng.", THREE, headline="Phà"))
    after = now(desk, article)
    assert after == report.article
    assert after.markdown == f"{ONE}\n\nHai bến đã đóng.\n\n{THREE}"
    assert (after.headline, after.standfirst) == ("Phà", "Sapo của ta.")
    assert report.conflicts == ()
    assert bool(report.changes)
    assert [(item.part, item.whose, item.number) for item in report.joined] == [
        ("headline", Whose.THEIRS, 0),
        ("standfirst", Whose.MINE, 0),
        (BODY, Whose.THEIRS, 2),
    ]
    theirs, ours, *_ = desk.history.revisions(article)
    assert (ours.by, ours.reason, ours.kept.headline) == ("Lan", RevisionReason.MERGED, "Phà điện")
    assert (theirs.by, theirs.reason) == ("linh.tran", RevisionReason.MERGED)
    assert (theirs.kept.headline, theirs.kept.standfirst) == ("Phà", "")


def test_a_site_that_has_nothing_new_changes_nothing(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    desk.write(article, headline="Tít mới", body=f"{ONE}\n\n{THREE}")
    before, copies = now(desk, article), len(desk.history.revisions(article))
    report = merged(desk, article, site, BASE)
    assert not report.changes
    assert now(desk, article) == before
    assert len(desk.history.revisions(article)) == copies


def test_what_is_being_typed_is_settled_before_it_is_merged(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    desk.drafts.save(article, "body", f"{ONE} Gõ dở.\n\n{TWO}\n\n{THREE}")
    merged(desk, article, site, blocks(ONE, TWO, "Ba người đã nghỉ."))
    assert now(desk, article).markdown == f"{ONE} Gõ dở.\n\n{TWO}\n\nBa người đã nghỉ."
    assert desk.drafts.pending() == ()


def test_a_copy_from_before_both_agreed_does_not_say_when_ours_was_written(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    with desk.place.database.writing() as records:
        known = records.articles.get(article)
        keep_revision(records, desk.place, known, RevisionReason.PUBLISHED, always=True)
    desk.write(article, body=f"{ONE}\n\nHai bến của ta.\n\n{THREE}")
    agreed = replace(LINH, agreed=NOON + timedelta(hours=1))
    theirs = blocks(ONE, "Hai bến của họ.", THREE)
    with desk.place.database.writing() as records:
        report = merge_in(records, desk.place, article, site, BASE, theirs, agreed)
    assert [conflict.changed for conflict in report.conflicts] == [None]


def test_a_paragraph_that_both_changed_is_a_conflict_and_keeps_ours_until_it_is_decided(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    desk.write(article, body=f"{ONE}\n\nHai bến của ta.\n\n{THREE}")
    report = merged(desk, article, site, blocks(ONE, "Hai bến của họ.", "Ba người mới."))
    after = now(desk, article)
    assert after.markdown == f"{ONE}\n\nHai bến của ta.\n\nBa người mới."
    (conflict,) = report.conflicts
    assert (conflict.part, conflict.blocks) == (BODY, (after.body[1].id,))
    assert conflict.after == after.body[0].id
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        TWO,
        "Hai bến của ta.",
        "Hai bến của họ.",
    )
    assert (conflict.theirs_by, conflict.theirs_at, conflict.agreed) == (
        LINH.name,
        LINH.at,
        LINH.agreed,
    )
    assert [(item.whose, item.text) for item in conflict.joined] == [
        (Whose.THEIRS, "Ba người mới.")
    ]
    assert conflict.ours is not None
    assert conflict.revision is not None
    assert "Hai bến của ta." in desk.history.revision(conflict.ours).kept.markdown
    assert desk.history.revision(conflict.revision).kept.markdown == (
        f"{ONE}\n\nHai bến của họ.\n\nBa người mới."
    )


@pytest.mark.parametrize("advanced", [False, True], ids=["the old base", "theirs as base"])
def test_merging_the_same_version_again_finds_no_conflict_twice(
    desk: Desk, article: ArticleId, site: SiteId, *, advanced: bool
) -> None:
    desk.write(article, headline="Của ta", body=f"{ONE}\n\nHai bến của ta.\n\n{THREE}")
    theirs = blocks(ONE, "Hai bến của họ.", f"{THREE} Thêm.", headline="Của họ")
    first = merged(desk, article, site, theirs)
    copies = len(desk.history.revisions(article))
    second = merged(desk, article, site, theirs, theirs if advanced else BASE)
    assert len(first.conflicts) == 2
    assert second.conflicts == first.conflicts
    assert not second.changes
    assert second.article == first.article
    assert len(desk.history.revisions(article)) == copies


@pytest.mark.parametrize("advanced", [False, True], ids=["the old base", "theirs as base"])
def test_a_site_that_changes_the_same_paragraph_again_renews_the_conflict(
    desk: Desk, article: ArticleId, site: SiteId, *, advanced: bool
) -> None:
    desk.write(article, body=f"{ONE}\n\nHai bến của ta.\n\n{THREE}")
    theirs = blocks(ONE, "Hai bến của họ.", THREE)
    (first,) = merged(desk, article, site, theirs).conflicts
    again = blocks(ONE, "Hai bến của họ lần nữa.", THREE)
    (second,) = merged(desk, article, site, again, theirs if advanced else BASE).conflicts
    assert (second.id, second.found, second.base) == (first.id, first.found, first.base)
    assert second.theirs == "Hai bến của họ lần nữa."
    assert second.revision != first.revision
    assert first.revision is not None
    assert "Hai bến của họ." in desk.history.revision(first.revision).kept.markdown


def test_a_conflict_ends_when_the_site_says_what_we_say(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    desk.write(article, headline="Của ta", body=f"{ONE}\n\nHai bến của ta.\n\n{THREE}")
    theirs = blocks(ONE, "Hai bến của họ.", THREE, headline="Của họ")
    assert len(merged(desk, article, site, theirs).conflicts) == 2
    same = blocks(ONE, "Hai bến của ta.", THREE, headline="Của ta")
    report = merged(desk, article, site, same, theirs)
    assert report.conflicts == ()
    assert bool(report.changes)
    with desk.place.database.reading() as records:
        ended = records.conflicts.of_article(article)
    assert [(item.resolution, item.resolved_by) for item in ended] == [
        (Resolution.MINE, "linh.tran")
    ] * 2


def test_a_conflict_goes_on_while_the_site_has_more_than_we_have(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    long = "Phà rời bến lúc năm giờ sáng. Đến chiều mới quay về bến cũ."
    first, second = "Phà rời bến lúc năm giờ sáng.", "Đến chiều mới quay về bến cũ."
    desk.write(article, body=f"{ONE}\n\n{first}")
    theirs = blocks(ONE, first, second)
    (conflict,) = merged(desk, article, site, theirs, blocks(ONE, long)).conflicts
    assert conflict.theirs == f"{first}\n\n{second}"
    assert merged(desk, article, site, theirs, theirs).conflicts == (conflict,)


def test_a_decided_conflict_does_not_come_back_before_it_is_sent(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    desk.write(article, headline="Của ta")
    theirs = replace(BASE, fields={"headline": "Của họ"})
    (conflict,) = merged(desk, article, site, theirs).conflicts
    decide(desk, conflict.id)
    assert merged(desk, article, site, theirs).conflicts == ()


def test_the_same_text_of_the_site_conflicts_anew_once_another_was_agreed_on(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    desk.write(article, headline="Của ta")
    theirs = replace(BASE, fields={"headline": "Của họ"})
    (conflict,) = merged(desk, article, site, theirs).conflicts
    decide(desk, conflict.id)
    agreed = replace(BASE, fields={"headline": "Của ta"})
    desk.write(article, headline="Của ta, mới")
    (again,) = merged(desk, article, site, theirs, agreed).conflicts
    assert again.id != conflict.id
    assert (again.base, again.mine, again.theirs) == ("Của ta", "Của ta, mới", "Của họ")


def test_what_clashes_again_as_it_did_before_both_agreed_is_a_conflict_again(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    desk.write(article, headline="Của ta")
    theirs = replace(BASE, fields={"headline": "Của họ"})
    (conflict,) = merged(desk, article, site, theirs).conflicts
    ConflictService(desk.place).resolve(conflict.id, Resolution.MINE)
    desk.write(article, headline="Phà điện")
    desk.clock.advance(3600)
    agreed = replace(LINH, agreed=desk.clock())
    desk.write(article, headline="Của ta, mới")
    with desk.place.database.writing() as records:
        report = merge_in(records, desk.place, article, site, BASE, theirs, agreed)
    (again,) = report.conflicts
    assert again.id != conflict.id
    assert (again.base, again.mine, again.theirs) == ("Phà điện", "Của ta, mới", "Của họ")


def test_two_paragraphs_clash_where_one_did_and_both_are_shown(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    whole = "Phà rời bến lúc năm giờ sáng. Đến chiều muộn phà mới quay về bến cũ."
    first, second = "Phà rời bến lúc năm giờ sáng.", "Đến chiều muộn phà mới quay về bến cũ."
    desk.write(article, body=f"{ONE}\n\n{first}\n\n{second}")
    theirs = blocks(ONE, f"{whole} Khách đông.")
    (conflict,) = merged(desk, article, site, theirs, blocks(ONE, whole)).conflicts
    assert len(conflict.blocks) == 2
    again = [f"{first[:-1]} thứ hai.", f"{second[:-1]} kia."]
    base = blocks(ONE, "Chuyện khác hẳn.")
    report = merged(desk, article, site, blocks(ONE, *again), base)
    assert [one.theirs for one in report.conflicts] == again


def decide(desk: Desk, conflict: str) -> None:
    """Mark a conflict as decided for ours."""
    with desk.place.database.writing() as records:
        found = records.conflicts.find(conflict)
        records.conflicts.put(replace(found, resolution=Resolution.MINE))


@pytest.mark.parametrize("advanced", [False, True], ids=["the old base", "theirs as base"])
def test_what_we_deleted_and_they_edited_is_a_conflict_with_its_place(
    desk: Desk, article: ArticleId, site: SiteId, *, advanced: bool
) -> None:
    desk.write(article, body=f"{ONE}\n\n{THREE}")
    theirs = blocks(ONE, f"{TWO} Và thêm.", THREE)
    (conflict,) = merged(desk, article, site, theirs).conflicts
    body = now(desk, article).body
    assert (conflict.mine, conflict.theirs) == ("", f"{TWO} Và thêm.")
    assert (conflict.blocks, conflict.after) == ((), body[0].id)
    again = blocks(ONE, f"{TWO} Và thêm nữa.", THREE)
    (second,) = merged(desk, article, site, again, theirs if advanced else BASE).conflicts
    assert (second.id, second.theirs) == (conflict.id, f"{TWO} Và thêm nữa.")
    gone = blocks(ONE, THREE)
    assert merged(desk, article, site, gone, again).conflicts == ()


def test_what_they_deleted_and_we_edited_is_a_conflict_and_stays_here(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    desk.write(article, body=f"{ONE}\n\n{TWO} Và thêm.\n\n{THREE}")
    (conflict,) = merged(desk, article, site, blocks(ONE, THREE)).conflicts
    assert (conflict.mine, conflict.theirs) == (f"{TWO} Và thêm.", "")
    assert now(desk, article).markdown == f"{ONE}\n\n{TWO} Và thêm.\n\n{THREE}"


def test_texts_in_other_normal_forms_and_with_other_spaces_are_the_same(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    decomposed = SiteVersion({"headline": " Pha\u0300  đie\u0323\u0302n\n"}, (ONE, TWO, THREE))
    report = merged(desk, article, site, decomposed)
    assert not report.changes
    assert report.conflicts == ()


def test_tags_merge_as_sets_and_the_section_as_a_field(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    tags = [Tag(TagId(new_id()), {VIETNAMESE: name}) for name in ("sông", "phà", "điện", "mới")]
    sections = [
        Section(SectionId(new_id()), place, {VIETNAMESE: name}, {})
        for place, name in enumerate(("Sông nước", "Giao thông", "Đời sống"))
    ]
    river, ferry, power, new = (tag.id for tag in tags)
    with desk.place.database.writing() as records:
        for tag in tags:
            records.tags.put(tag)
        for section in sections:
            records.sections.put(section)
        story = records.stories.get(records.articles.get(article).story)
        records.stories.save(replace(story, tags=(river, power)), story.version)
    base = SiteVersion({"section": ""}, None, tags=(river, ferry))
    theirs = SiteVersion({"section": sections[1].id}, None, tags=(ferry, new, river))
    report = merged(desk, article, site, theirs, base)
    view = desk.stories.view(story.id)
    assert view.story.tags == (river, power, new)
    assert view.story.section == sections[1].id
    assert now(desk, article).markdown == f"{ONE}\n\n{TWO}\n\n{THREE}"
    assert [(item.part, item.whose, item.text) for item in report.joined] == [
        ("section", Whose.THEIRS, "Giao thông"),
        ("tags", Whose.BOTH, "sông, điện, mới"),
    ]
    desk.stories.change(story.id, view.story.version, section=sections[0].id)
    other = SiteVersion({"section": sections[2].id})
    (conflict,) = merged(desk, article, site, other, theirs).conflicts
    conflicts = ConflictService(desk.place)
    shown = conflicts.view(conflict.id)
    assert (shown.base, shown.mine, shown.theirs) == ("Giao thông", "Sông nước", "Đời sống")
    conflicts.resolve(conflict.id, Resolution.THEIRS)
    assert desk.stories.view(story.id).story.section == sections[2].id


def test_captions_merge_like_fields(desk: Desk, article: ArticleId, site: SiteId) -> None:
    use = placed(desk, article, "Chú thích", "Mô tả")
    line = f"![](photo:{PHOTO.id})"
    base = SiteVersion({}, (ONE, TWO, THREE, line), {PHOTO.id: DeskCaption("Chú thích", "Mô tả")})
    merged(
        desk, article, site, replace(base, captions={PHOTO.id: DeskCaption("Mới", "Mô tả")}), base
    )
    with desk.place.database.reading() as records:
        assert records.uses.get(use).caption == "Mới"
        assert records.uses.get(use).alt == "Mô tả"
    said = [kept.captions and kept.captions[PHOTO.id] for kept in desk.history.revisions(article)]
    assert said == [DeskCaption("Mới", "Mô tả"), DeskCaption("Chú thích", "Mô tả")]
    type_caption(desk, article, use, "Của ta")
    theirs = replace(base, captions={PHOTO.id: DeskCaption("Của họ", "Mô tả")})
    (conflict,) = merged(desk, article, site, theirs, base).conflicts
    assert (conflict.part, conflict.use) == ("caption", use)
    assert (conflict.mine, conflict.theirs) == ("Của ta", "Của họ")


def test_line_ends_of_ours_in_a_caption_are_no_change_of_it(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    use = placed(desk, article, "Nước lên\nnhanh", "Mô  tả")
    line = f"![](photo:{PHOTO.id})"
    agreed = DeskCaption("Nước lên nhanh", "Mô tả")
    base = SiteVersion({"headline": "Phà điện"}, (ONE, TWO, THREE, line), {PHOTO.id: agreed})
    merged(desk, article, site, replace(base, fields={"headline": "Phà"}), base)
    with desk.place.database.reading() as records:
        assert records.uses.get(use).caption == "Nước lên\nnhanh", "nobody has changed it"
    theirs = replace(base, captions={PHOTO.id: DeskCaption("Nước rút", "Mô tả")})
    assert merged(desk, article, site, theirs, base).conflicts == ()
    with desk.place.database.reading() as records:
        assert records.uses.get(use).caption == "Nước rút"


def type_caption(desk: Desk, article: ArticleId, use: UseId, caption: str) -> None:
    """Type a caption into the use of a photo."""
    desk.drafts.save(use, "caption", caption)
    desk.drafts.settle(article)


def placed(desk: Desk, article: ArticleId, caption: str, alt: str) -> UseId:
    """Put a photo at the end of an article and say something of it."""
    with desk.place.database.writing() as records:
        records.photos.add(PHOTO)
    body = now(desk, article).markdown
    desk.write(article, body=f"{body}\n\n![](photo:{PHOTO.id})")
    with desk.place.database.reading() as records:
        (use,) = records.uses.of_article(article)
    desk.drafts.save(use.id, "alt", alt)
    type_caption(desk, article, use.id, caption)
    return use.id


def test_a_photo_that_came_from_the_site_brings_its_caption(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    with desk.place.database.writing() as records:
        records.photos.add(PHOTO)
    line = f"![](photo:{PHOTO.id})"
    theirs = replace(
        blocks(ONE, line, TWO, THREE), captions={PHOTO.id: DeskCaption("Ảnh của họ", "Phà")}
    )
    merged(desk, article, site, theirs)
    with desk.place.database.reading() as records:
        (use,) = records.uses.of_article(article)
    assert (use.photo, use.caption, use.alt) == (PHOTO.id, "Ảnh của họ", "Phà")


def test_a_merged_translation_keeps_its_links_and_states(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    story = now(desk, article).story
    english = desk.translations.start(story, ENGLISH).article
    texts = ("A ferry runs on power.", "Two landings on the river.", "Three ferry skippers.")
    desk.write(english, headline="Ferries", body="\n\n".join(texts))
    target = block_address(english, now(desk, english).body[0].id)
    desk.translations.confirm(english, [target], State.REVIEWED)
    base = SiteVersion({"headline": "Ferries"}, texts)
    changed = "Two landings on the river, closed."
    theirs = replace(base, blocks=(texts[0], changed, texts[2]))
    merged(desk, english, site, theirs, base)
    rows = {row.target_text: row for row in desk.translations.segments(english)}
    assert rows[texts[0]].state is State.REVIEWED
    assert (rows[changed].source_text, rows[changed].state) == (TWO, State.DRAFT)
    with desk.place.database.reading() as records:
        known = records.links.renderings(english)
    block = now(desk, english).body[1].id
    assert known[block_address(english, block)].changed_by == "linh.tran"


def test_what_is_being_typed_in_a_translation_was_made_from_the_text_as_it_was(
    desk: Desk, article: ArticleId, site: SiteId
) -> None:
    english = desk.translations.start(now(desk, article).story, ENGLISH).article
    desk.drafts.save(english, "body", "An electric ferry.\n\nTwo landings.\n\nThree skippers.")
    merged(desk, article, site, blocks(ONE, "Hai bến đò ngang sông Hậu.", THREE))
    rows = desk.translations.segments(english)
    assert [row.target_text for row in rows if row.stale] == ["Two landings."]
    (stale,) = [row for row in rows if row.stale]
    assert desk.source_before(english, stale.targets) == TWO
