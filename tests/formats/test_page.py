"""The article page: every element of the content model, in each edition."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from editor_app.domain.errors import NotFound, Unreadable
from editor_app.domain.ids import ArticleId, Language, PhotoId
from editor_app.domain.photo import PhotoKind
from editor_app.domain.site import SiteWords
from editor_app.formats.page import SitePages, render_site
from editor_app.formats.page_view import FigureView
from tests.formats.page_reading import article, has_class, one_page, parsed, words
from tests.formats.page_sample import (
    EN,
    HEADLINES,
    LEAD,
    VI,
    ZH,
    main_article,
    named,
    portal_theme,
    section_id,
    site_view,
    small_article,
)


@pytest.fixture(scope="module")
def pages() -> SitePages:
    """Return the portal's pages."""
    return SitePages(portal_theme(), site_view())


# -- the elements of the content model


def test_the_article_shows_headline_standfirst_time_byline_and_attribution(
    pages: SitePages,
) -> None:
    page = article(pages, EN)
    assert words(page, "//h1") == [HEADLINES[EN]]
    assert words(page, f"//p[{has_class('standfirst')}]")[0].startswith("A day's charge")
    assert words(page, f"//p[{has_class('times')}]/time") == [
        "Monday 23 November 2026, 17:00 (GMT+7)",
        "Updated Monday 23 November 2026, 19:30 (GMT+7)",
    ]
    assert words(page, f"//span[{has_class('byline-part')}]") == [
        "By Mai Lan",
        "Translated by Minh Tran",
    ]
    assert words(page, f"//span[{has_class('attribution')}]") == [
        "(According to Delta Courier, Kyiv Independent)"
    ]


@pytest.mark.parametrize(
    ("language", "time", "byline", "attribution"),
    [
        (
            VI,
            "Thứ hai, 23/11/2026, 17:00 (GMT+7)",
            ["Mai Lan", "Trần Minh dịch"],
            "(Theo Delta Courier)",
        ),
        (
            ZH,
            "2026年11月23日 星期一 17:00（GMT+7）",
            ["记者：梅兰", "编译：陈明"],
            "（据Delta Courier报道）",
        ),
    ],
)
def test_each_edition_writes_time_byline_and_attribution_its_own_way(
    pages: SitePages, language: Language, time: str, byline: list[str], attribution: str
) -> None:
    page = article(pages, language)
    assert words(page, f"//p[{has_class('times')}]/time") == [time]
    assert words(page, f"//span[{has_class('byline-part')}]") == byline
    assert words(page, f"//span[{has_class('attribution')}]") == [attribution]


def test_several_outlets_are_credited_in_the_edition_s_other_form() -> None:
    page = one_page(replace(main_article(ZH), outlets=("甲报", "乙报", "甲报")))
    assert words(page, f"//span[{has_class('attribution')}]") == ["（综合甲报、乙报报道）"]


def test_a_figure_has_its_caption_the_credit_word_alt_text_and_all_sizes(
    pages: SitePages,
) -> None:
    page = article(pages, EN)
    (lead, second) = page.xpath(f"//figure[{has_class('photo')}]")
    assert words(lead, ".//span[@class='caption']")[0].startswith("Crew members fit")
    assert words(lead, ".//span[@class='credit']") == ["Photo: Delta Courier"]
    (image,) = lead.xpath(".//img")
    assert image.get("alt", "").startswith("Crew members")
    assert re.findall(r" (\d+)w", image.get("srcset", "")) == ["480", "960", "1440"]
    assert (image.get("width"), image.get("height")) == ("960", "640")
    assert image.get("loading") is None
    assert second.xpath(".//img")[0].get("loading") == "lazy"
    assert not second.xpath(".//span[@class='credit']")


@pytest.mark.parametrize(
    ("kind", "credit", "shown"),
    [
        (PhotoKind.FILE_PHOTO, "AFP", ["File photo: AFP"]),
        (PhotoKind.AI_MADE, "", ["Made by a machine"]),
        (PhotoKind.GRAPHIC, "", []),
        (PhotoKind.GRAPHIC, "Mai", ["Photo: Mai"]),
    ],
)
def test_the_kind_of_picture_chooses_the_credit_word(
    kind: PhotoKind, credit: str, shown: list[str]
) -> None:
    figures = {
        photo: replace(figure, kind=kind, credit=credit)
        for photo, figure in main_article(EN).figures.items()
    }
    page = one_page(replace(main_article(EN), figures=figures))
    assert words(page, f"(//figure[{has_class('photo')}])[1]//span[@class='credit']") == shown


def test_the_body_keeps_its_blocks_with_ids_in_order(pages: SitePages) -> None:
    page = article(pages, EN)
    ids = page.xpath("//div[@class='body']/*/@id")
    assert ids == [f"b-{number}" for number in range(1, 12)]
    assert words(page, f"//figure[{has_class('pullquote')}]//cite") == ["Lam Thi Hoa, ferry pilot"]
    assert words(page, "//div[@class='body']//h2") == ["What a day's charge buys"]
    assert words(page, "//div[@class='body']//td")[:3] == ["Binh Thuy 1", "12", "14"]
    assert len(page.xpath("//div[@class='body']//ul/li/ul/li")) == 1


def test_the_place_line_opens_the_first_paragraph_alone(pages: SitePages) -> None:
    page = article(pages, EN)
    assert words(page, "//span[@class='dateline']") == ["CAN THO —"]
    assert page.xpath("//p[@id='b-1']/span[@class='dateline']")


def test_something_on_another_site_is_a_link_and_loads_nothing(pages: SitePages) -> None:
    page = article(pages, EN)
    (link,) = page.xpath(f"//p[{has_class('embed')}]/a")
    assert link.get("href") == "https://maps.example/can-tho"
    assert "See this at Maps" in link.text_content()


def test_the_source_is_linked_with_words_and_tags_are_links(pages: SitePages) -> None:
    page = article(pages, EN)
    (source,) = page.xpath(f"//p[{has_class('source')}]/a")
    assert source.text_content() == "Read the original report at Delta Courier"
    assert source.get("href") == "https://courier.example/ferries?a=1&b=2"
    assert words(page, f"//nav[{has_class('tags')}]//a") == ["ferries", "Mekong", "solar power"]


def test_a_correction_is_marked_at_the_top_in_lists_and_told_at_the_end(
    pages: SitePages,
) -> None:
    page = article(pages, EN)
    assert words(page, f"//a[{has_class('mark')}]") == ["Corrected"]
    assert "21 panels" in words(page, "//section[@id='corrections']")[0]
    front = parsed(pages.get("en/"))
    assert words(front, f"//span[{has_class('mark')}]") == ["Corrected"]


def test_the_related_list_says_each_title_once_and_never_the_story_itself(
    pages: SitePages,
) -> None:
    page = article(pages, EN)
    titles = words(page, f"//section[{has_class('related')}]//h3")
    assert titles == [f"Small story number {number}" for number in (2, 6, 10)]
    assert HEADLINES[EN] not in titles
    text = words(page, f"//section[{has_class('related')}]")[0]
    assert all(text.count(title + " ") == 1 for title in titles)


def test_a_teaser_that_only_repeats_the_title_is_left_out() -> None:
    twin = small_article(1, EN, "rivers", "The same words")
    twin = replace(twin, standfirst="The same words")
    view = replace(site_view(), articles=(main_article(EN), twin))
    front = parsed(SitePages(portal_theme(), view).get("en/index.html"))
    assert words(front, "//body")[0].count("The same words") == 1


def test_the_edition_switcher_leads_to_the_siblings_by_their_own_names(pages: SitePages) -> None:
    page = article(pages, EN)
    (switch,) = page.xpath(f"//nav[{has_class('editions')}]")
    assert words(switch, ".//li") == ["Tiếng Việt", "English", "中文"]
    assert switch.xpath(".//a/@href") == [
        f"../../{pages.address(main_article(language).id)}" for language in (VI, ZH)
    ]
    assert words(switch, ".//*[@aria-current]") == ["English"]
    assert switch.xpath(".//@lang") == ["vi", "en", "zh"]


def test_without_a_sibling_the_switcher_leads_to_the_edition_s_front(pages: SitePages) -> None:
    page = parsed(pages.article_page(small_article(0, EN, "world", "x").id))
    links = page.xpath(f"//nav[{has_class('editions')}]//a/@href")
    assert links == ["../../vi/index.html", "../../zh/index.html"]
    assert page.xpath(f"//nav[{has_class('editions')}]//a/@rel") == []


def test_the_switcher_calls_only_the_same_page_an_alternate(pages: SitePages) -> None:
    page = article(pages, EN)
    assert page.xpath(f"//nav[{has_class('editions')}]//a/@rel") == ["alternate", "alternate"]
    site = replace(site_view(), articles=(main_article(EN), main_article(VI)))
    page = article(SitePages(portal_theme(), site), EN)
    links = page.xpath(f"//nav[{has_class('editions')}]//a")
    assert [link.get("rel") for link in links] == ["alternate", None]
    assert links[1].get("href") == "../../zh/index.html"


@pytest.mark.parametrize(
    ("language", "back", "section"),
    [
        (VI, "Trở lại Sông nước", "song-nuoc"),
        (EN, "Back to Rivers", "rivers"),
        (ZH, "返回江河", "rivers"),
    ],
)
def test_the_back_link_comes_from_the_template(
    pages: SitePages, language: Language, back: str, section: str
) -> None:
    page = article(pages, language)
    (link,) = page.xpath(f"//p[{has_class('back')}]/a")
    assert link.text_content() == back
    assert link.get("href") == "index.html"
    assert pages.address(main_article(language).id).split("/")[1] == section


def test_the_site_s_own_words_come_before_the_theme_s() -> None:
    own = SiteWords("The Estuary", templates={"back_link": "↩ {section} {nothing}", "tags": ""})
    page = one_page(main_article(EN), replace(site_view(), words={EN: own}))
    assert words(page, f"//p[{has_class('back')}]/a") == ["↩ Rivers {nothing}"]
    assert words(page, "//*[@id='tags-title']") == ["Tags"]


def test_sections_breadcrumb_and_company_block_are_there(pages: SitePages) -> None:
    page = article(pages, EN)
    sections = words(page, f"//header//nav[{has_class('sections')}]//li")
    assert sections == ["World", "Business", "Rivers", "Science", "Travel"]
    assert words(page, f"//header//nav[{has_class('sections')}]//a[@aria-current]") == ["Rivers"]
    assert words(page, f"//nav[{has_class('path')}]//li") == ["Front page", "Rivers"]
    company = words(page, "//footer//address")[0]
    assert "12 Ben Cu Street" in company
    assert "Telephone: +84 292 555 0100" in company
    legal = words(page, f"//p[{has_class('legal')}]")[0]
    assert legal.startswith("© 2026 The Estuary. All rights reserved. Terms of use Privacy")


def test_a_section_below_another_shows_both_in_the_breadcrumb_and_above(pages: SitePages) -> None:
    page = parsed(pages.article_page(small_article(3, EN, "health", "x").id))
    assert words(page, f"//nav[{has_class('path')}]//li") == ["Front page", "Science", "Health"]
    assert words(page, f"//header//nav[{has_class('sections')}]//a[@aria-current]") == ["Science"]
    science = parsed(pages.get("en/science/"))
    assert "Small story number 3" in words(science, "//main")[0]
    assert words(science, f"//ul[{has_class('below')}]//a") == ["Health"]


def test_known_phrases_of_another_language_are_marked(pages: SitePages) -> None:
    english, chinese = article(pages, EN), article(pages, ZH)
    assert words(english, "//div[@class='body']//span[@lang='vi']") == ["Nhân Dân"]
    assert words(english, "//div[@class='body']//span[@lang='zh']") == ["财新"]
    assert words(chinese, "//div[@class='body']//span[@lang='vi']") == ["Nhân Dân"]
    assert words(chinese, f"//span[{has_class('attribution')}]/span[@lang='en']") == [
        "Delta Courier"
    ]


# -- addresses and patches


def test_an_article_keeps_the_address_it_once_got() -> None:
    kept = replace(main_article(EN), address="en/rivers/first-address.html", slug="other")
    pages = SitePages(portal_theme(), replace(site_view(), articles=(kept,)))
    assert pages.address(kept.id) == "en/rivers/first-address.html"


def test_an_unknown_article_is_not_found(pages: SitePages) -> None:
    with pytest.raises(NotFound):
        pages.article_page(ArticleId("no"))


def test_a_patched_block_is_what_the_whole_page_will_hold(pages: SitePages) -> None:
    view = main_article(EN)
    whole = pages.article_page(view.id).decode()
    for number, block in enumerate(view.body, start=1):
        patch = pages.block_html(view.id, number, block.text)
        assert patch.strip() in whole
        assert f'id="b-{number}"' in patch


def test_a_changed_block_is_rendered_alone(pages: SitePages) -> None:
    view = main_article(EN)
    patch = pages.block_html(view.id, 3, "New **words** & 财新")
    assert patch == ('<p id="b-3">New <strong>words</strong> &amp; <span lang="zh">财新</span></p>')
    assert pages.block_html(view.id, 3, "![](photo:unknown)") == ""
    assert "dateline" in pages.block_html(view.id, 1, "A new beginning")


def test_articles_of_an_edition_that_the_site_lacks_are_left_out() -> None:
    foreign = replace(main_article(EN), language=Language("fr"), id=ArticleId("f" * 32))
    view = replace(site_view(), articles=(foreign, main_article(EN)))
    assert not [address for address in render_site(portal_theme(), view) if "fr/" in address]


def test_a_photo_that_is_not_there_leaves_no_hole() -> None:
    nothing = replace(
        main_article(EN), figures={PhotoId(named("photo", LEAD)): FigureView(PhotoId("x"), ())}
    )
    page = one_page(nothing)
    assert not page.xpath("//figure//img")
    assert page.xpath("//*[@id='b-3']")


def test_an_unknown_time_zone_is_refused() -> None:
    with pytest.raises(Unreadable, match="zone-unknown"):
        SitePages(portal_theme(), replace(site_view(), zone="Mars/Olympus"))


def test_a_section_of_a_language_without_name_uses_another_one() -> None:
    bare = tuple(
        replace(item, names={VI: "Chỉ tiếng Việt"}, slugs={})
        if item.id == section_id("rivers")
        else item
        for item in site_view().sections
    )
    pages = SitePages(portal_theme(), replace(site_view(), sections=bare))
    page = article(pages, EN)
    assert words(page, f"//nav[{has_class('path')}]//li")[-1] == "Chỉ tiếng Việt"
