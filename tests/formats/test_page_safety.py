"""Pages are safe and whole: no HTML of somebody else, no dead link, stable fingerprints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from lxml import html

from editor_app.domain.site import SiteWords
from editor_app.domain.story import Role
from editor_app.formats.page import SitePages, render_site
from editor_app.formats.page_view import BylineName, SiteView
from editor_app.text.blocks import fresh
from tests.formats.page_reading import parsed
from tests.formats.page_sample import (
    EN,
    TAGS,
    main_article,
    portal_theme,
    site_view,
    small_article,
)

VOID = {"meta", "link", "img", "br", "hr", "input"}


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """Render the whole portal once."""
    return render_site(portal_theme(), site_view())


# -- safety


EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{ 7*7 }}</title>"


def test_nothing_an_editor_types_becomes_html_of_its_own() -> None:
    figure = next(iter(main_article(EN).figures.values()))
    evil_figure = replace(figure, caption=EVIL, alt=EVIL, credit=EVIL, creator=EVIL)
    evil = replace(
        main_article(EN),
        headline=EVIL,
        standfirst=EVIL,
        seo=EVIL,
        social=EVIL,
        dateline=EVIL,
        body=fresh(f"{EVIL}\n\n![](photo:{figure.photo})\n\n> {EVIL}"),
        figures={figure.photo: evil_figure},
        byline=(BylineName(EVIL, Role.REPORTER),),
        outlets=(EVIL,),
    )
    words_of_site = SiteWords(EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, ((EVIL, "x"),))
    view = replace(site_view(), articles=(evil,), words={EN: words_of_site}, name=EVIL)
    for address, data in render_site(portal_theme(), view).items():
        if not address.endswith(".html"):
            continue
        page = parsed(data)
        scripts = page.xpath("//script")
        assert all(item.get("type") == "application/ld+json" for item in scripts)
        assert not page.xpath("//@onerror")
        assert b"{{ 7*7 }}" in data or b"7*7" not in data


def test_pages_ask_nobody_else_for_anything(site: dict[str, bytes]) -> None:
    for address, data in site.items():
        if not address.endswith(".html"):
            continue
        page = parsed(data)
        loaded = page.xpath("//img/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        own = "https://estuary.example/" if address.endswith("404.html") else ""
        assert all(not url.removeprefix(own).startswith(("http", "//")) for url in loaded)
        assert not page.xpath("//script[not(@type='application/ld+json')]")
        assert not page.xpath("//iframe | //link[@rel='preconnect'] | //@onclick")


class _Checker(HTMLParser):
    """Sees that every tag is closed in its order and every id stands once."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


def test_every_page_is_well_formed_html(site: dict[str, bytes]) -> None:
    for address in (item for item in site if item.endswith(".html")):
        checker = _Checker()
        checker.feed(site[address].decode())
        assert checker.faults == [], address
        assert checker.open == [], address
        assert len(checker.ids) == len(set(checker.ids)), address


def test_every_page_has_one_title_one_main_one_h1_and_a_skip_link(site: dict[str, bytes]) -> None:
    for address in (item for item in site if item.endswith(".html")):
        page = parsed(site[address])
        assert len(page.xpath("//title")) == len(page.xpath("//main[@id='content']")) == 1
        assert len(page.xpath("//h1")) == 1, address
        if address != "index.html":
            assert page.xpath("//body/a[1]/@href") == ["#content"]
        assert page.get("lang") in {"vi", "en", "zh"}


def linked(address: str, page: html.HtmlElement) -> Iterator[str]:
    """Give the addresses on the site that a page links to or loads."""
    folder = address.split("/")[:-1]
    urls = [str(url) for url in page.xpath("//@href | //@src")]
    for sources in page.xpath("//@srcset"):
        urls += [item.split()[0] for item in str(sources).split(",")]
    for url in urls:
        path = url.partition("#")[0].removeprefix("https://estuary.example/")
        if "://" in path or path.startswith("mailto:") or (url.startswith("#")):
            continue
        parts = [] if url.startswith("https://") else list(folder)
        for step in path.split("/"):
            if step == "..":
                parts.pop()
            elif step:
                parts.append(step)
        target = "/".join(parts)
        yield target if "." in target.rpartition("/")[2] else f"{target}/index.html".lstrip("/")


def test_every_link_of_every_page_leads_to_something(site: dict[str, bytes]) -> None:
    view = site_view()
    sizes = {
        size.address
        for item in view.articles
        for figure in item.figures.values()
        for size in figure.sizes
    }
    known = set(site) | sizes
    legal = {"en/terms/index.html", "en/privacy/index.html", "vi/dieu-khoan/index.html"}
    for address in (item for item in site if item.endswith(".html")):
        page = parsed(site[address])
        missing = set(linked(address, page)) - known - legal
        assert not missing, address
        inner = {str(url)[1:] for url in page.xpath("//@href[starts-with(., '#')]")}
        assert inner <= {str(name) for name in page.xpath("//@id")}


# -- fingerprints


def fingerprints(view: SiteView) -> dict[str, str]:
    """Return the fingerprint of every file."""
    return {file.address: file.fingerprint for file in SitePages(portal_theme(), view).files()}


def test_rendering_twice_gives_the_same_bytes_and_fingerprints(site: dict[str, bytes]) -> None:
    assert render_site(portal_theme(), site_view()) == site
    assert fingerprints(site_view()) == fingerprints(site_view())


def test_the_same_fingerprint_means_the_same_bytes() -> None:
    before = site_view()
    changed = replace(before.articles[5], headline="Another headline", standfirst="And teaser")
    after = replace(before, articles=(*before.articles[:5], changed, *before.articles[6:]))
    old, new = fingerprints(before), fingerprints(after)
    old_bytes = render_site(portal_theme(), before)
    new_bytes = render_site(portal_theme(), after)
    same = {address for address in new if old.get(address) == new[address]}
    assert all(old_bytes[address] == new_bytes[address] for address in same)
    assert len(same) > len(new) / 2


def test_an_edited_body_changes_only_the_files_that_show_it() -> None:
    before = site_view()
    edited = replace(before.articles[5], body=fresh("Other words."))
    after = replace(before, articles=(*before.articles[:5], edited, *before.articles[6:]))
    old, new = fingerprints(before), fingerprints(after)
    address = SitePages(portal_theme(), after).address(edited.id)
    assert {item for item in new if old[item] != new[item]} == {address}


def test_one_more_article_touches_only_the_pages_that_hold_it() -> None:
    before = site_view(60)
    extra = replace(
        small_article(900, EN, "world", "Brand new"),
        published=before.now,
        tags=(TAGS[2].id,),
    )
    after = replace(before, articles=(*before.articles, extra))
    old, new = fingerprints(before), fingerprints(after)
    touched = {address for address in new if old.get(address) != new[address]}
    assert SitePages(portal_theme(), after).address(extra.id) in touched
    assert {"en/index.html", "en/world/index.html", "en/feed.xml", "sitemap.xml"} <= touched
    assert not [address for address in touched if address.startswith(("vi/", "zh/"))]
    assert len(touched) < 16
