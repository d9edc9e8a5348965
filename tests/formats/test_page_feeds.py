"""Feeds and maps, read back with an XML parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from lxml import etree

from editor_app.formats import page_maps
from editor_app.formats.page import SitePages, render_site
from editor_app.formats.page_addresses import absolute
from tests.formats.page_sample import (
    EN,
    HEADLINES,
    NOW,
    STANDFIRSTS,
    URL,
    VI,
    main_article,
    portal_theme,
    site_view,
    small_article,
)

NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "m": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """Render the whole portal once."""
    return render_site(portal_theme(), site_view())


def found(data: bytes, path: str) -> list[str]:
    """Return the texts or attributes that an XPath finds."""
    values = etree.fromstring(data).xpath(path, namespaces=NAMES)
    assert isinstance(values, list)
    return [str(value) for value in values]


def test_the_atom_feed_holds_what_readers_need(site: dict[str, bytes]) -> None:
    feed = site["en/feed.xml"]
    assert found(feed, "/a:feed/a:title/text()") == ["The Estuary"]
    assert found(feed, "/a:feed/a:link[@rel='self']/@href") == [f"{URL}/en/feed.xml"]
    assert found(feed, "/a:feed/a:link[@rel='alternate']/@href") == [f"{URL}/en/"]
    assert found(feed, "(//a:entry)[1]/a:title/text()") == [HEADLINES[EN]]
    assert found(feed, "(//a:entry)[1]/a:summary/text()") == [STANDFIRSTS[EN]]
    assert found(feed, "(//a:entry)[1]/a:author/a:name/text()") == ["Mai Lan", "Minh Tran"]
    assert found(feed, "(//a:entry)[1]/a:updated/text()") == ["2026-11-23T19:30:00+07:00"]
    assert found(feed, "(//a:entry)[1]/a:link[@hreflang='vi']/@href")
    ids = found(feed, "//a:entry/a:id/text()")
    assert len(ids) == len(set(ids)) == 13
    assert all(item.startswith("urn:uuid:") for item in ids)


def test_entries_of_all_feeds_are_newest_first(site: dict[str, bytes]) -> None:
    for address in (item for item in site if item.endswith("feed.xml")):
        times = [datetime.fromisoformat(t) for t in found(site[address], "//a:published/text()")]
        assert times == sorted(times, reverse=True)


def test_the_rss_feed_says_the_same_in_its_own_form(site: dict[str, bytes]) -> None:
    feed = site["vi/rss.xml"]
    assert found(feed, "/rss/channel/title/text()") == ["Cửa Sông"]
    assert found(feed, "/rss/channel/item/title/text()") == [HEADLINES[VI]]
    assert found(feed, "/rss/channel/item/pubDate/text()") == ["Mon, 23 Nov 2026 17:00:00 +0700"]
    assert found(feed, "/rss/channel/item/category/text()") == ["Sông nước"]
    assert found(feed, "/rss/channel/a:link/@href") == [f"{URL}/vi/rss.xml"]


def test_a_section_has_its_own_feed(site: dict[str, bytes]) -> None:
    feed = site["en/rivers/feed.xml"]
    assert found(feed, "/a:feed/a:title/text()") == ["Rivers | The Estuary"]
    assert len(found(feed, "//a:entry/a:id")) == 4


def test_an_empty_feed_is_still_a_valid_one_and_does_not_change_by_itself() -> None:
    view = replace(site_view(), articles=())
    later = replace(view, now=NOW + timedelta(days=3))
    first = render_site(portal_theme(), view)["zh/feed.xml"]
    assert found(first, "/a:feed/a:updated/text()")
    assert render_site(portal_theme(), later)["zh/feed.xml"] == first


def test_characters_that_xml_cannot_hold_are_left_out_of_feeds() -> None:
    odd = replace(main_article(EN), headline="A\x00B\x0cC\ufffe & <D>")
    files = render_site(portal_theme(), replace(site_view(), articles=(odd,)))
    assert found(files["en/feed.xml"], "//a:entry/a:title/text()") == ["ABC & <D>"]
    assert found(files["news-sitemap.xml"], "//n:title/text()") == ["ABC & <D>"]


def test_the_map_holds_every_article_with_its_language_versions(site: dict[str, bytes]) -> None:
    view = site_view()
    pages = SitePages(portal_theme(), view)
    places = found(site["sitemap.xml"], "//m:loc/text()")
    assert {absolute(URL, pages.address(item.id)) for item in view.articles} <= set(places)
    assert len(places) == len(set(places))
    own = absolute(URL, pages.address(main_article(EN).id))
    entry = f"//m:url[m:loc='{own}']"
    assert found(site["sitemap.xml"], f"{entry}/x:link/@hreflang") == ["vi", "en", "zh"]
    assert found(site["sitemap.xml"], f"{entry}/m:lastmod/text()") == ["2026-11-23T19:30:00+07:00"]


def test_a_large_map_is_kept_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_maps, "IN_MAP", 4)
    files = render_site(portal_theme(), site_view(8))
    parts = found(files["sitemap.xml"], "/m:sitemapindex/m:sitemap/m:loc/text()")
    assert parts == [f"{URL}/sitemap-{number}.xml" for number in (1, 2, 3)]
    texts = [found(files[f"sitemap-{number}.xml"], "//m:loc/text()") for number in (1, 2, 3)]
    assert sum(1 for text in texts for url in text if url.endswith(".html")) == 11


def test_the_news_map_holds_the_last_two_days_alone() -> None:
    old = replace(small_article(1, EN, "world", "Old"), published=NOW - timedelta(hours=49))
    files = render_site(portal_theme(), replace(site_view(), articles=(old, main_article(EN))))
    news = files["news-sitemap.xml"]
    assert found(news, "//n:title/text()") == [HEADLINES[EN]]
    assert found(news, "//n:name/text()") == ["The Estuary"]
    assert found(news, "//n:language/text()") == ["en"]


def test_robots_may_read_everything_and_find_the_maps(site: dict[str, bytes]) -> None:
    assert site["robots.txt"].decode().splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {URL}/sitemap.xml",
        f"Sitemap: {URL}/news-sitemap.xml",
    ]
