"""What both sides last agreed on: kept as JSON, recognised after a lost answer, never damaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.ids import ArticleId, PhotoId, PublicationId, SectionId, SiteId, TagId
from editor_app.domain.messages import Message
from editor_app.domain.photo import DeskCaption
from editor_app.domain.site import Publication
from editor_app.formats.wordpress_frame import Part, framed_paragraph
from editor_app.formats.wordpress_photos import PostPhoto, photo_block
from editor_app.services.post_base import (
    NO_BASE,
    Guide,
    PostBase,
    PostMemory,
    Sent,
    credits_lacking,
    foreign_photos,
    memory_of,
    read_base,
    remembered,
    said_of_credits,
    same_post,
    versions,
)
from editor_app.services.post_identity import is_another
from tests.desks import NOON

PHOTO = PhotoId("a" * 32)
SHOWN = PostPhoto(7, "https://a.example/7.jpg", "Phố", "Nước lên. Ảnh: Reuters")
ONE = "<!-- wp:paragraph -->\n<p>Một.</p>\n<!-- /wp:paragraph -->"
DATELINE = framed_paragraph(Part.DATELINE, "HÀ NỘI –")
CREDITS = framed_paragraph(Part.CREDITS, "Theo Reuters")
CONTENT = "\n\n".join((DATELINE, ONE, photo_block(SHOWN), CREDITS))
FOUND = RemotePost(
    5,
    "Lũ về",
    CONTENT,
    "Sapo",
    "lu-ve",
    "publish",
    datetime(2026, 11, 25, 12, tzinfo=UTC),
    datetime(2026, 11, 25, 12, 1, tzinfo=UTC),
    "https://a.example/lu-ve/",
    (1, 3),
    (8, 9),
    7,
    revision=44,
)
PUBLICATION = Publication(PublicationId("1" * 32), ArticleId("2" * 32), SiteId("3" * 32), "4" * 32)
GUIDE = Guide(
    lambda photo: PHOTO if photo.media == SHOWN.media else None,
    lambda _photo: "Ảnh: Reuters",
    {3: SectionId("5" * 32)},
    {8: TagId("6" * 32)},
    "{place} – ",
    "https://a.example",
)


def read(found: RemotePost = FOUND, base: PostBase = NO_BASE) -> PostBase:
    return read_base(found, base, GUIDE, PUBLICATION.marker)


def test_a_post_is_read_as_our_version() -> None:
    version = read().version(GUIDE)
    assert version.fields == {
        "headline": "Lũ về",
        "standfirst": "Sapo",
        "dateline": "HÀ NỘI",
        "slug": "lu-ve",
        "section": "5" * 32,
    }
    assert version.blocks == ("Một.", f"![](photo:{PHOTO})")
    assert version.captions == {PHOTO: DeskCaption("Nước lên.", "Phố")}
    assert version.tags == ("6" * 32,)


def test_it_is_kept_and_comes_back_the_same() -> None:
    base = read()
    memory = PostMemory(base, (Sent(replace(base, title="Khác"), NOON),), FOUND.date, ("d" * 64,))
    assert memory_of(replace(PUBLICATION, base=memory.to_json())) == memory
    kept = remembered(replace(PUBLICATION, base=memory.to_json()), base, FOUND)
    assert (kept.remote_id, kept.address, kept.revision) == ("5", FOUND.link, "44")
    assert memory_of(kept) == replace(memory, sent=())


@pytest.mark.parametrize("damaged", ["", "{", "[]", "{}", '{"agreed": {}}', "null", '"x"'])
def test_a_damaged_memory_is_none_and_keeps_both_texts(damaged: str) -> None:
    assert memory_of(replace(PUBLICATION, base=damaged)) == PostMemory()
    ours, theirs = versions(NO_BASE, read(), GUIDE)
    assert ours.blocks is None
    assert theirs.blocks


def test_the_marker_is_no_slug() -> None:
    fresh = replace(FOUND, slug=f"cd-{PUBLICATION.marker}")
    assert "slug" not in read(fresh).version(GUIDE).fields


def test_a_changed_dateline_is_the_dateline_and_other_words_belong_to_the_body() -> None:
    base = read()
    moved = read(replace(FOUND, content=CONTENT.replace("HÀ NỘI", "HUẾ")), base)
    assert moved.version(GUIDE).fields["dateline"] == "HUẾ"
    other = read(replace(FOUND, content=CONTENT.replace("HÀ NỘI –", "Tin mới")), base)
    assert other.version(GUIDE).fields["dateline"] == ""
    assert other.version(GUIDE).blocks == ("Tin mới", "Một.", f"![](photo:{PHOTO})")
    removed = read(replace(FOUND, content=ONE), base)
    assert removed.version(GUIDE).fields["dateline"] == ""


def test_spelling_is_no_change_and_terms_in_another_order_neither() -> None:
    base = read()
    respelt = replace(FOUND, title="Lũ về ", content=CONTENT.replace("Một.", "M&#7897;t."))
    assert same_post(base, read(replace(respelt, title="Lũ về"), base))
    assert not same_post(base, read(replace(FOUND, tags=(8,)), base))
    assert not same_post(base, read(replace(FOUND, title="Khác"), base))


def test_what_was_sent_is_recognised_field_by_field() -> None:
    agreed = read()
    sent = replace(agreed, title="Lũ về sớm", headline="Lũ về sớm", tags=(8,))
    memory = PostMemory(agreed, (Sent(sent, NOON),))
    arrived = replace(FOUND, title="Lũ về sớm")
    ground = memory.ground(arrived)
    assert (ground.headline, ground.tags) == ("Lũ về sớm", agreed.tags)
    assert same_post(ground, read(arrived, ground))
    assert memory.ground(FOUND).headline == "Lũ về"
    third = replace(FOUND, title="Của người khác")
    assert memory.ground(third).headline == "Lũ về"


def test_the_base_of_a_post_that_was_just_made_is_what_we_sent_never_what_we_find() -> None:
    sent = read()
    found = replace(FOUND, title="Đã bị sửa", slug=f"cd-{PUBLICATION.marker}", status="draft")
    ground = PostMemory(NO_BASE, (Sent(sent, NOON),)).ground(found)
    assert (ground.title, ground.status) == ("Lũ về", "draft")


def test_of_drafts_that_were_sent_with_one_text_the_base_is_the_one_that_arrived() -> None:
    one, other = read(), replace(read(), title="Lũ về sớm", headline="Lũ về sớm", excerpt="Khác")
    for first, last in ((one, other), (other, one)):
        memory = PostMemory(NO_BASE, (Sent(first, NOON), Sent(last, NOON)))
        for post in (one, other):
            found = replace(FOUND, title=post.title, excerpt=post.excerpt, status="draft")
            assert memory.ground(found) == replace(post, status="draft")


def test_photos_that_the_desk_lacks_are_named() -> None:
    other = replace(SHOWN, media=99)
    assert foreign_photos([SHOWN, other], NO_BASE, GUIDE) == [other]


def test_a_credit_that_was_taken_out_on_the_site_is_named() -> None:
    before = read_base(FOUND, NO_BASE, GUIDE)
    bare = CONTENT.replace("Nước lên. Ảnh: Reuters", "Nước lên.")
    after = read_base(replace(FOUND, content=bare), before, GUIDE)
    assert not credits_lacking(before)
    assert credits_lacking(after) == {PHOTO}
    assert said_of_credits(before, after, "Courier") == Message(
        "log-credit-removed", {"count": 1, "site": "Courier"}
    )
    assert said_of_credits(after, after, "Courier") is None, "said once"
    assert said_of_credits(after, before, "Courier") is None


OURS, THEIRS = f"cd-{PUBLICATION.marker}", f"cd-{'9' * 32}"
OTHER_WORDS = replace(FOUND, title="Bão tan", content=ONE.replace("Một", "Hai"), date=None)


@pytest.mark.parametrize(
    ("agreed", "slug", "another"),
    [
        ("lu-ve", THEIRS, True),
        ("", THEIRS, True),
        ("lu-ve", f"{THEIRS}-2__trashed", True),
        (OURS, THEIRS, True),
        ("lu-ve", OURS, False),
        ("lu-ve", f"{OURS}-12__trashed", False),
        (THEIRS, f"{THEIRS}__trashed", False),
        (f"{THEIRS}__trashed", THEIRS, False),
        ("lu-ve", "bao-tan", False),
        ("lu-ve", "cd-cua-trinh", False),
    ],
)
def test_a_draft_with_the_mark_of_another_article_and_no_word_of_ours_is_another_post(
    agreed: str, slug: str, another: bool
) -> None:
    memory = PostMemory(replace(read(), slug=agreed, date=None))
    assert is_another(memory, replace(OTHER_WORDS, slug=slug), PUBLICATION.marker) is another


@pytest.mark.parametrize(
    "found",
    [replace(OTHER_WORDS, title=FOUND.title), replace(OTHER_WORDS, content=FOUND.content)],
)
def test_a_post_with_words_of_ours_is_ours_whatever_mark_it_has(found: RemotePost) -> None:
    marked = replace(found, slug=THEIRS)
    assert not is_another(PostMemory(read()), marked, PUBLICATION.marker)


def test_a_post_that_was_made_a_moment_ago_is_known_from_one_that_got_its_number() -> None:
    memory = PostMemory().sending(read(), NOON)
    assert is_another(memory, replace(OTHER_WORDS, slug=THEIRS), PUBLICATION.marker)
    assert not is_another(memory, replace(OTHER_WORDS, slug=OURS), PUBLICATION.marker)


TWO = ONE.replace("Một", "Hai")
REWRITTEN = replace(FOUND, title="Bão tan", slug="bao-tan", date=FOUND.modified)


@pytest.mark.parametrize(
    ("content", "another"),
    [
        (f"{DATELINE}\n\n{TWO}\n\n{CREDITS}", True),
        (f"{DATELINE}\n\n{photo_block(SHOWN)}\n\n{CREDITS}", True),
        (f"{TWO}\n\n{ONE}", False),
        (f"{TWO}\n\n{ONE.replace('Một.', 'Một. Thêm.')}", False),
        ("<p>Hai.</p>\n<p>Một.</p>", False),
    ],
)
def test_a_post_with_other_title_address_and_time_is_ours_while_paragraphs_of_ours_are_left(
    content: str, another: bool
) -> None:
    found = replace(REWRITTEN, content=content)
    assert is_another(PostMemory(read()), found, PUBLICATION.marker) is another


def test_a_paragraph_that_stands_in_many_articles_makes_no_post_ours() -> None:
    many = [ONE.replace("Một", name) for name in ("Ba", "Bốn", "Năm", "Sáu")]
    ours = read(replace(FOUND, content="\n\n".join([*many, ONE])))
    theirs = replace(REWRITTEN, content=f"{TWO}\n\n{ONE}")
    assert is_another(PostMemory(ours), theirs, PUBLICATION.marker)
