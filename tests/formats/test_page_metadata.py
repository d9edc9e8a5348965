"""What pages say to machines: JSON-LD, language versions, Open Graph."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.photo import PhotoKind
from editor_app.formats.page import SitePages, render_site
from editor_app.formats.page_metadata import script_json
from tests.formats.page_reading import article, one_page, parsed
from tests.formats.page_sample import (
    EN,
    HEADLINES,
    URL,
    VI,
    ZH,
    main_article,
    portal_theme,
    site_view,
)


@pytest.fixture(scope="module")
def pages() -> SitePages:
    """Return the portal's pages."""
    return SitePages(portal_theme(), site_view())


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """Render the whole portal once."""
    return render_site(portal_theme(), site_view())


def graph(page: Any) -> list[dict[str, Any]]:
    """Return the things that a page's JSON-LD describes."""
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    described: list[dict[str, Any]] = found.get("@graph", [found])
    return described


def test_the_article_is_described_as_a_news_article(pages: SitePages) -> None:
    news, trail = graph(article(pages, EN))
    assert news["@type"] == "NewsArticle"
    assert news["headline"] == HEADLINES[EN]
    assert news["datePublished"] == "2026-11-23T17:00:00+07:00"
    assert news["dateModified"] == "2026-11-23T19:30:00+07:00"
    assert news["inLanguage"] == "en"
    assert news["author"] == [{"@type": "Person", "name": "Mai Lan"}]
    assert news["translator"] == [{"@type": "Person", "name": "Minh Tran"}]
    assert news["isBasedOn"] == "https://courier.example/ferries?a=1&b=2"
    assert news["publisher"]["name"] == "The Estuary"
    assert news["correction"][0]["text"].endswith("there are 12.")
    assert news["image"]["creditText"] == "Photo: Delta Courier"
    assert news["image"]["width"] == 1440
    assert news["mainEntityOfPage"].startswith(URL)
    names = [item["name"] for item in trail["itemListElement"]]
    assert names == ["Front page", "Rivers", HEADLINES[EN]]


def test_a_translation_points_to_its_source_and_back(pages: SitePages) -> None:
    source = graph(article(pages, VI))[0]
    translations = [graph(article(pages, language))[0] for language in (EN, ZH)]
    assert source["workTranslation"] == [{"@id": item["@id"]} for item in translations]
    assert [item["translationOfWork"]["@id"] for item in translations] == [source["@id"]] * 2


def test_a_picture_made_by_a_machine_is_described_as_such() -> None:
    figures = {
        photo: replace(figure, kind=PhotoKind.AI_MADE)
        for photo, figure in main_article(EN).figures.items()
    }
    news = graph(one_page(replace(main_article(EN), figures=figures)))[0]
    assert news["image"]["digitalSourceType"].endswith("trainedAlgorithmicMedia")


@given(st.text())
def test_json_in_a_page_cannot_end_its_script(text: str) -> None:
    written = script_json({"a": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"a": text}


def test_every_json_document_of_every_page_parses(site: dict[str, bytes]) -> None:
    seen = 0
    for address in (item for item in site if item.endswith(".html")):
        for text in parsed(site[address]).xpath("//script/text()"):
            json.loads(str(text))
            seen += 1
    assert seen > 40


def test_language_versions_name_each_other_and_themselves(site: dict[str, bytes]) -> None:
    versions: dict[str, dict[str, str]] = {}
    for data in (site[address] for address in site if address.endswith(".html")):
        page = parsed(data)
        links = page.xpath("//link[@rel='alternate'][@hreflang]")
        if links:
            (own,) = page.xpath("//link[@rel='canonical']/@href")
            versions[str(own)] = {link.get("hreflang", ""): link.get("href", "") for link in links}
    assert len(versions) > 20
    for own, named in versions.items():
        assert own in named.values()
        assert "x-default" in named
        for language, other in named.items():
            assert versions[other] == named or language == "x-default"


def test_every_canonical_address_is_used_once(site: dict[str, bytes]) -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for address in (item for item in site if item.endswith(".html")):
        for url in parsed(site[address]).xpath("//link[@rel='canonical']/@href"):
            seen[str(url)].append(address)
    assert all(len(addresses) == 1 for addresses in seen.values())
    assert all(url.startswith(URL) and "index.html" not in url for url in seen)


def properties(page: Any) -> dict[str, str]:
    """Return the Open Graph pairs of a page (the last one of each name)."""
    return {item.get("property"): item.get("content") for item in page.xpath("//meta[@property]")}


def test_a_shared_article_has_title_teaser_and_a_large_picture(pages: SitePages) -> None:
    page = article(pages, EN)
    said = properties(page)
    assert said["og:type"] == "article"
    assert said["og:title"] == HEADLINES[EN]
    assert said["og:image"].startswith(f"{URL}/media/")
    assert said["og:image:alt"].startswith("Crew members")
    assert said["og:locale"] == "en_GB"
    assert said["article:section"] == "Rivers"
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


def test_other_headlines_go_where_they_belong() -> None:
    page = one_page(
        replace(main_article(EN), seo="For search", social="For sharing", home="For lists")
    )
    assert page.xpath("//title/text()") == ["For search | The Estuary"]
    assert properties(page)["og:title"] == "For sharing"
    assert page.xpath("//h1/text()") == [HEADLINES[EN]]
    view = replace(site_view(), articles=(replace(main_article(EN), home="For lists"),))
    front = parsed(SitePages(portal_theme(), view).get("en/"))
    assert front.xpath("//h2/a/text()") == ["For lists"]


def test_a_slash_at_the_end_of_the_site_s_url_is_not_doubled() -> None:
    page = one_page(main_article(EN), replace(site_view(), url=f"{URL}/"))
    (url,) = page.xpath("//link[@rel='canonical']/@href")
    assert str(url).startswith(f"{URL}/en/rivers/")
