"""Fronts, sections, tags, messages: the pages that lead to articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.formats.page import SitePages
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


def test_a_long_section_is_cut_into_pages_that_lead_on() -> None:
    articles = tuple(small_article(number, EN, "world", f"Story {number}") for number in range(45))
    pages = SitePages(portal_theme(), replace(site_view(), articles=articles))
    first, last = parsed(pages.get("en/world/")), parsed(pages.get("en/world/page-3.html"))
    assert first.xpath("//link[@rel='next']/@href") == ["page-2.html"]
    assert last.xpath("//link[@rel='prev']/@href") == ["page-2.html"]
    assert words(last, f"//nav[{has_class('pages')}]//*[@aria-current]") == ["3"]
    assert "Story 44" in words(last, "//main")[0]
    assert not last.xpath("//link[@hreflang]")
    assert "en/world/page-4.html" not in pages.addresses


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
