"""The files of a site that machines read: feeds, maps, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from editor_app.domain.ids import Language
from editor_app.formats.page_addresses import absolute, front_address, rss_beside
from editor_app.formats.page_feeds import (
    FeedContent,
    atom,
    edition_content,
    entry_of,
    news_sitemap,
    recent,
    robots,
    rss,
    section_content,
    sitemap,
    sitemap_index,
)
from editor_app.formats.page_fingerprints import fingerprint
from editor_app.formats.page_site import Site
from editor_app.formats.page_view import SiteFile
from editor_app.formats.page_words import Chrome

IN_MAP = 5000
"""Entries of one map; the standard allows 50,000, smaller parts are quicker written again."""


def map_files(site: Site, chromes: Mapping[Language, Chrome], base: str) -> Iterator[SiteFile]:
    """Give the feeds of editions and sections, the maps and robots.txt."""
    for chrome in chromes.values():
        yield from _feed_files(site, edition_content(site, chrome), base)
        for section in site.sections.values():
            yield from _feed_files(site, section_content(site, chrome, section), base)
    yield from _sitemaps(site, base)
    entries = recent(site, [entry_of(site, article) for article in site.articles])
    names = {language: chrome.site for language, chrome in chromes.items()}
    yield SiteFile(
        "news-sitemap.xml",
        fingerprint(base, "news", entries, names),
        partial(news_sitemap, site, entries, names),
    )
    yield SiteFile("robots.txt", fingerprint(base, "robots"), partial(robots, site))


def _feed_files(site: Site, content: FeedContent, base: str) -> Iterator[SiteFile]:
    mark = fingerprint(base, content)
    address = content.place
    yield SiteFile(address, f"a{mark}", partial(atom, site, content))
    yield SiteFile(rss_beside(address), f"r{mark}", partial(rss, site, content))


def _sitemaps(site: Site, base: str) -> Iterator[SiteFile]:
    """Give one map, or a map of maps for many articles; the oldest parts stay as they are."""
    entries = [entry_of(site, article) for article in reversed(site.articles)]
    lists = [front_address(language) for language in site.editions]
    lists += [
        site.section_address(section, language)
        for language in site.editions
        for section in site.sections.values()
        if not section.retired
    ]
    urls = [absolute(site.view.url, address) for address in lists]
    if len(entries) <= IN_MAP:
        mark = fingerprint(base, "map", entries, urls)
        yield SiteFile("sitemap.xml", mark, partial(sitemap, site, entries, urls))
        return
    parts = [entries[start : start + IN_MAP] for start in range(0, len(entries), IN_MAP)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for number, (name, part) in enumerate(zip(names, parts, strict=True)):
        heads = urls if number == len(parts) - 1 else []
        mark = fingerprint(base, name, part, heads)
        yield SiteFile(name, mark, partial(sitemap, site, part, heads))
    addresses = [f"{site.view.url}/{name}" for name in names]
    index = fingerprint(base, "maps", addresses)
    yield SiteFile("sitemap.xml", index, partial(sitemap_index, addresses))
