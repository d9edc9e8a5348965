"""Fronts, sections, tags, messages: the pages that lead to articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.formats.page import SitePages
from editor_app.formats.page_lists import PER_PAGE, _parts
from editor_app.formats.page_view import GoneView
from tests.formats.page_reading import has_class, parsed, words
from tests.formats.page_sample import (
    EN,
    HEADLINES,
    main_article,
    portal_theme,
    site_view,
    small_article,
)


@pytest.fixture(scope="module")
def pages() -> SitePages:
    """Return the portal's pages."""
    return SitePages(portal_theme(), site_view())


# -- lists, fronts, messages


def test_a_front_page_shows_every_story_at_most_once(pages: SitePages) -> None:
    front = parsed(pages.get("en/"))
    links = front.xpath("//main//*[self::h2 or self::h3 or self::li]/a/@href")
    stories = [link for link in links if "index.html" not in link]
    assert len(stories) == len(set(stories)) == 13
    assert stories[0].startswith("rivers/solar-ferries")


def long_section(count: int) -> SitePages:
    """Return a site whose section World has that many stories."""
    articles = tuple(
        small_article(number, EN, "world", f"Story {number}") for number in range(count)
    )
    return SitePages(portal_theme(), replace(site_view(), articles=articles))


def test_a_long_section_has_an_archive_whose_pages_lead_on() -> None:
    pages = long_section(65)
    first, second = parsed(pages.get("en/world/")), parsed(pages.get("en/world/page-2.html"))
    last = parsed(pages.get("en/world/page-1.html"))
    assert len(words(first, "//h2[@class='teaser-title']")) == 25
    assert first.xpath("//link[@rel='next']/@href") == ["page-2.html"]
    assert second.xpath("//link[@rel='prev']/@href") == ["index.html"]
    assert second.xpath("//link[@rel='next']/@href") == ["page-1.html"]
    assert last.xpath("//link[@rel='prev']/@href") == ["page-2.html"]
    assert words(last, f"//p[{has_class('list-span')}]") == ["20 November 2026"]
    assert "Story 64" in words(last, "//main")[0]
    assert words(first, f"//nav[{has_class('pages')}]/a") == ["Older stories"]
    assert not last.xpath("//link[@hreflang]")
    assert "en/world/page-3.html" not in pages.addresses


@given(st.integers(0, 130))
def test_every_story_of_a_list_stands_on_exactly_one_page(count: int) -> None:
    items = [small_article(number, EN, "world", "x") for number in range(count)]
    parts = list(_parts(items))
    assert [item for part in parts for item in part.items] == items
    assert len(parts[0].items) < 2 * PER_PAGE
    assert all(len(part.items) == PER_PAGE for part in parts[1:])


def test_one_more_story_leaves_the_archive_as_it_is() -> None:
    older = site_view(65).articles
    newest = replace(small_article(900, EN, "world", "Brand new"), published=site_view().now)
    before, after = (
        SitePages(portal_theme(), replace(site_view(), articles=articles)).files()
        for articles in (older, (*older, newest))
    )
    marks = {file.address: file.fingerprint for file in before}
    archive = [file for file in after if "-page-" in file.address or "/page-" in file.address]
    assert len(archive) >= 2
    assert all(marks[file.address] == file.fingerprint for file in archive)


def test_an_edition_without_stories_says_so(pages: SitePages) -> None:
    empty = SitePages(portal_theme(), replace(site_view(), articles=()))
    assert words(parsed(empty.get("zh/")), f"//p[{has_class('nothing')}]") == ["这里还没有稿件。"]


def test_a_withdrawn_article_leaves_a_page_that_says_so_and_is_not_indexed() -> None:
    gone = GoneView("en/rivers/old-1.html", EN, "An old story")
    pages = SitePages(portal_theme(), replace(site_view(), gone=(gone,)))
    page = parsed(pages.get("en/rivers/old-1.html"))
    assert words(page, "//h1") == ["This story was withdrawn"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "An old story" not in words(page, "//body")[0]


def test_an_old_address_leads_to_the_new_one() -> None:
    new = SitePages(portal_theme(), site_view()).address(main_article(EN).id)
    moved = replace(site_view(), moved={"en/world/old.html": new})
    page = parsed(SitePages(portal_theme(), moved).get("en/world/old.html"))
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == f"0; url=../../{new}".replace("../../en/", "../")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://estuary.example/{new}"]


def test_no_withdrawn_or_moved_page_takes_the_place_of_a_living_one() -> None:
    living = SitePages(portal_theme(), site_view()).address(main_article(EN).id)
    view = replace(site_view(), gone=(GoneView(living, EN),), moved={living: "en/index.html"})
    page = parsed(SitePages(portal_theme(), view).get(living))
    assert words(page, "//h1") == [HEADLINES[EN]]


def test_the_page_for_what_is_not_there_works_from_any_address(pages: SitePages) -> None:
    page = parsed(pages.get("404.html"))
    links = page.xpath("//@href | //@src")
    assert all(link.startswith(("https://estuary.example/", "#", "mailto:")) for link in links)
    assert parsed(pages.get("zh/404.html")).get("lang") == "zh"


def test_the_root_offers_the_editions_in_their_own_words(pages: SitePages) -> None:
    page = parsed(pages.get(""))
    assert words(page, "//h2/a") == ["Tiếng Việt", "English", "中文"]
    assert page.xpath("//section/@lang") == ["vi", "en", "zh"]
