"""Addresses: lasting, plain, and never two things at one place."""

from __future__ import annotations

from dataclasses import replace
from posixpath import join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.edition import Section
from editor_app.domain.ids import SectionId
from editor_app.formats.page_addresses import (
    RESERVED,
    absolute,
    article_address,
    media_address,
    plain_slug,
    relative,
    section_address,
    section_folders,
    tag_address,
)
from tests.formats.page_sample import EN, TAGS, VI, ZH, main_article, named, site_view


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Đà Nẵng đào 26 vườn mưa", "da-nang-dao-26-vuon-mua"),
        ("../../etc/passwd", "etc-passwd"),
        ("  A -- b!  ", "a-b"),
        ("油价上涨", ""),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_holds_plain_letters_digits_and_hyphens(typed: str, plain: str) -> None:
    assert plain_slug(typed) == plain


@given(st.text())
def test_any_slug_is_safe(text: str) -> None:
    slug = plain_slug(text)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert plain_slug(slug) == slug


def test_an_article_stands_below_edition_and_section_with_its_slug_and_short_id() -> None:
    view, short = site_view(), main_article(EN).id[:8]
    assert article_address(view, main_article(EN)) == f"en/rivers/solar-ferries-{short}.html"
    assert article_address(view, replace(main_article(EN), section=None)).startswith("en/news/")
    assert article_address(view, main_article(ZH)) == f"zh/rivers/{main_article(ZH).id[:8]}.html"


def sections(*slugs: str) -> list[Section]:
    """Return sections with these English slugs, in order."""
    return [
        Section(
            SectionId(named("section", str(order))), order, {EN: slug}, {EN: slug} if slug else {}
        )
        for order, slug in enumerate(slugs)
    ]


@given(st.lists(st.sampled_from(["world", "", "tags", "media", "Thế giới", "con", "world-2"])))
def test_no_two_sections_share_a_folder_and_none_takes_one_of_ours(slugs: list[str]) -> None:
    folders = section_folders(sections(*slugs), VI)
    assert len(set(folders.values())) == len(slugs)
    assert not set(folders.values()) & RESERVED


def test_the_first_of_two_sections_with_one_slug_keeps_it() -> None:
    first, second = section_folders(sections("world", "world"), EN).values()
    assert first == "world"
    assert second.startswith("world-")


def test_a_tag_s_pages_have_their_own_addresses() -> None:
    short = TAGS[1].id[:8]
    assert tag_address(TAGS[1], EN) == f"en/tags/mekong-{short}.html"
    assert section_address("world", EN, 2) == "en/world/page-2.html"
    assert tag_address(TAGS[1], EN, 2) == f"en/tags/mekong-{short}-page-2.html"
    assert tag_address(TAGS[1], ZH) == f"zh/tags/{short}.html"


def test_a_photo_file_is_named_by_its_digest_and_width() -> None:
    assert media_address("abcdef" * 10, 960, "jpg") == "media/ab/abcdefabcdefabcdefabcdef-960.jpg"


STEP = st.sampled_from(["a", "b", "c-d"])
PATHS = st.lists(STEP, min_size=1, max_size=4).map(lambda steps: "/".join(steps) + ".html")


@given(PATHS, PATHS)
def test_a_relative_link_leads_from_the_page_to_the_address(address: str, page: str) -> None:
    folder = page.rpartition("/")[0]
    assert normpath(join(folder, relative(address, page))) == address


def test_a_link_keeps_the_part_of_the_page_it_points_to() -> None:
    assert relative("en/a.html#top", "en/b/c.html") == "../a.html#top"


def test_public_addresses_leave_the_index_out() -> None:
    assert absolute("https://x.example", "en/index.html") == "https://x.example/en/"
    assert absolute("https://x.example", "index.html") == "https://x.example/"
    assert absolute("https://x.example", "en/a b.html") == "https://x.example/en/a%20b.html"
