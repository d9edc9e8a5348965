"""Feeds and maps: Atom (RFC 4287), RSS 2.0, sitemaps (sitemaps.org, hreflang, news), robots.txt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lxml import etree

from editor_app.domain.edition import Section
from editor_app.domain.ids import Language
from editor_app.formats.page_addresses import (
    absolute,
    edition_feed,
    front_address,
    rss_beside,
    section_feed,
)
from editor_app.formats.page_dates import feed_time, machine_time
from editor_app.formats.page_site import Site, lead_figure
from editor_app.formats.page_view import ArticleView
from editor_app.formats.page_words import Chrome
from editor_app.formats.xml_text import xml_text

ATOM = "http://www.w3.org/2005/Atom"
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
IN_FEED = 30
NEWS_HOURS = 48
NEWS_MOST = 1000
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of a feed that holds nothing: it does not change by itself."""


@dataclass(frozen=True)
class Entry:
    """An article in a feed or map; ``versions`` are (language, URL), its own among them."""

    url: str
    title: str
    summary: str
    language: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...] = ()
    section: str = ""
    image: str = ""
    versions: tuple[tuple[str, str], ...] = ()
    identity: str = ""


@dataclass(frozen=True)
class FeedContent:
    """A feed: its place on the site, its URL, that of the page it follows, its newest entries."""

    place: str
    address: str
    page: str
    title: str
    subtitle: str
    language: str
    site: str
    entries: tuple[Entry, ...]


def entry_of(site: Site, article: ArticleView) -> Entry:
    """Return an article as feeds and maps show it."""
    url = site.view.url
    figure = lead_figure(article)
    path = site.path(article.section)
    section = site.section_link(path[-1], article.language).name if path else ""
    siblings = site.siblings(article)
    return Entry(
        url=absolute(url, site.addresses[article.id]),
        title=article.headline,
        summary=article.standfirst,
        language=article.language,
        published=article.published,
        updated=max(article.updated or article.published, article.published),
        authors=tuple(item.name for item in article.byline),
        section=section,
        image=absolute(url, figure.sizes[-1].address) if figure else "",
        versions=tuple(
            (str(tag), absolute(url, site.addresses[item.id])) for tag, item in siblings.items()
        ),
        identity=f"urn:uuid:{article.id[:8]}-{article.id[8:12]}-{article.id[12:16]}"
        f"-{article.id[16:20]}-{article.id[20:]}",
    )


def edition_content(site: Site, chrome: Chrome) -> FeedContent:
    """Gather the feed of an edition."""
    newest = site.in_language(chrome.language)[:IN_FEED]
    address = edition_feed(chrome.language)
    page = front_address(chrome.language)
    title = chrome.site
    return _content(site, chrome, address, page, title, newest)


def section_content(site: Site, chrome: Chrome, section: Section) -> FeedContent:
    """Gather the feed of a section."""
    newest = site.in_section(chrome.language, section.id)[:IN_FEED]
    name = site.section_link(section, chrome.language).name
    address = section_feed(site.folders[chrome.language][section.id], chrome.language)
    page = site.section_address(section, chrome.language)
    return _content(site, chrome, address, page, f"{name} | {chrome.site}", newest)


def _content(
    site: Site,
    chrome: Chrome,
    address: str,
    page: str,
    title: str,
    articles: Sequence[ArticleView],
) -> FeedContent:
    entries = tuple(entry_of(site, article) for article in articles)
    url = site.view.url
    tagline = chrome.company.tagline
    return FeedContent(
        address,
        absolute(url, address),
        absolute(url, page),
        title,
        tagline,
        chrome.language,
        chrome.site,
        entries,
    )


def atom(site: Site, content: FeedContent) -> bytes:
    """Return a feed in Atom 1.0."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", content.language)
    _add(feed, "id", content.address)
    _add(feed, "title", content.title)
    if content.subtitle:
        _add(feed, "subtitle", content.subtitle)
    newest = max((entry.updated for entry in content.entries), default=NEVER)
    _add(feed, "updated", machine_time(newest, site.zone))
    _link(feed, "self", content.address, "application/atom+xml")
    _link(feed, "alternate", content.page, "text/html")
    author = etree.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", content.site)
    for item in content.entries:
        _atom_entry(feed, site, item)
    return _bytes(feed)


def _atom_entry(feed: etree._Element, site: Site, item: Entry) -> None:
    entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
    _add(entry, "id", item.identity)
    _add(entry, "title", item.title)
    _link(entry, "alternate", item.url, "text/html", item.language)
    for language, url in item.versions:
        if language != item.language:
            _link(entry, "alternate", url, "text/html", language)
    _add(entry, "published", machine_time(item.published, site.zone))
    _add(entry, "updated", machine_time(item.updated, site.zone))
    for name in item.authors:
        _add(etree.SubElement(entry, f"{{{ATOM}}}author"), "name", name)
    if item.section:
        etree.SubElement(entry, f"{{{ATOM}}}category", term=item.section)
    if item.summary:
        _add(entry, "summary", item.summary)
    if item.image:
        _link(entry, "enclosure", item.image, _image_type(item.image))


def _image_type(url: str) -> str:
    return "image/png" if url.endswith(".png") else "image/jpeg"


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = xml_text(text)


def _link(parent: etree._Element, rel: str, url: str, kind: str, language: str = "") -> None:
    link = etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, type=kind, href=url)
    if language:
        link.set("hreflang", language)


def rss(site: Site, content: FeedContent) -> bytes:
    """Return a feed in RSS 2.0 with the self link that readers ask for."""
    root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
    channel = etree.SubElement(root, "channel")
    _put(channel, "title", content.title)
    _put(channel, "link", content.page)
    _put(channel, "description", content.subtitle or content.title)
    _put(channel, "language", content.language)
    newest = max((entry.updated for entry in content.entries), default=NEVER)
    _put(channel, "lastBuildDate", feed_time(newest, site.zone))
    own = rss_beside(content.address)
    etree.SubElement(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=own)
    for entry in content.entries:
        item = etree.SubElement(channel, "item")
        _put(item, "title", entry.title)
        _put(item, "link", entry.url)
        etree.SubElement(item, "guid", isPermaLink="false").text = entry.identity
        _put(item, "pubDate", feed_time(entry.published, site.zone))
        _put(item, "category", entry.section)
        _put(item, "description", entry.summary)
    return _bytes(root)


def _put(parent: etree._Element, name: str, text: str) -> None:
    if text:
        etree.SubElement(parent, name).text = xml_text(text)


def sitemap(site: Site, entries: Sequence[Entry], fronts: Sequence[str]) -> bytes:
    """Return the map of all articles and lists, with the language versions of each article."""
    root = etree.Element(f"{{{MAP}}}urlset", nsmap={None: MAP, "xhtml": XHTML})
    for url in fronts:
        _location(root, url)
    for entry in entries:
        place = _location(root, entry.url)
        updated = machine_time(entry.updated, site.zone)
        etree.SubElement(place, f"{{{MAP}}}lastmod").text = updated
        for language, url in entry.versions if len(entry.versions) > 1 else ():
            etree.SubElement(
                place, f"{{{XHTML}}}link", rel="alternate", hreflang=language, href=url
            )
    return _bytes(root)


def _location(root: etree._Element, url: str) -> etree._Element:
    place = etree.SubElement(root, f"{{{MAP}}}url")
    etree.SubElement(place, f"{{{MAP}}}loc").text = url
    return place


def recent(site: Site, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Choose what the news map holds: the last two days, a thousand at most."""
    since = site.view.now - timedelta(hours=NEWS_HOURS)
    return tuple(entry for entry in entries if entry.published >= since)[:NEWS_MOST]


def news_sitemap(site: Site, entries: Sequence[Entry], names: dict[Language, str]) -> bytes:
    """Return the map for news search; ``names`` are the publication's names per edition."""
    root = etree.Element(f"{{{MAP}}}urlset", nsmap={None: MAP, "news": NEWS})
    for entry in entries:
        news = etree.SubElement(_location(root, entry.url), f"{{{NEWS}}}news")
        publication = etree.SubElement(news, f"{{{NEWS}}}publication")
        name = names.get(Language(entry.language), site.view.name)
        etree.SubElement(publication, f"{{{NEWS}}}name").text = xml_text(name)
        etree.SubElement(publication, f"{{{NEWS}}}language").text = entry.language
        published = machine_time(entry.published, site.zone)
        etree.SubElement(news, f"{{{NEWS}}}publication_date").text = published
        etree.SubElement(news, f"{{{NEWS}}}title").text = xml_text(entry.title)
    return _bytes(root)


def robots(site: Site) -> bytes:
    """Return robots.txt: everything may be read; here are the maps."""
    maps = (f"Sitemap: {site.view.url}/{name}" for name in ("sitemap.xml", "news-sitemap.xml"))
    return ("\n".join(["User-agent: *", "Allow: /", "", *maps]) + "\n").encode()


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def sitemap_index(addresses: Sequence[str]) -> bytes:
    """Return the map of maps, for a site whose map is kept in parts."""
    root = etree.Element(f"{{{MAP}}}sitemapindex", nsmap={None: MAP})
    for url in addresses:
        etree.SubElement(etree.SubElement(root, f"{{{MAP}}}sitemap"), f"{{{MAP}}}loc").text = url
    return _bytes(root)
