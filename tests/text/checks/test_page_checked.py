"""M2, M3, M4, M12, F1: what stands around the text."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from editor_app.domain.block import Block, BlockKind
from editor_app.domain.edition import Section
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    BlockId,
    Language,
    OutletId,
    PhotoId,
    SectionId,
    SiteId,
    TagId,
    UseId,
)
from editor_app.domain.photo import Photo, PhotoUse
from editor_app.domain.site import Site, SiteKind, SiteWords
from editor_app.domain.story import Origin
from editor_app.domain.vocabulary import Outlet, Tag
from editor_app.paths import resource_folder
from editor_app.text.blocks import photo_line
from editor_app.text.checks.material import Material
from editor_app.text.checks.reference import Reference
from editor_app.text.words import words_of
from tests.text.checks.proofs import NOON, Proof, found, pair, reference

NEWS, WORLD = SectionId("news"), SectionId("world")
BOATS, RIVERS, OLD = TagId("boats"), TagId("rivers"), TagId("old")
COURIER = OutletId("courier")
TEMPLATES = {
    VIETNAMESE: {"back_link": "Trở lại {section}", "tags": "Thẻ"},
    ENGLISH: {"back_link": "Back to {section}", "tags": "Tags"},
    CHINESE: {"back_link": "返回{section}", "tags": "标签"},
}


def known(**templates: str) -> Reference:
    """Return a desk with two sections, three tags, an outlet and a site; English as said."""
    words = {
        language: SiteWords("Estuary", templates=dict(own)) for language, own in TEMPLATES.items()
    }
    english = words[ENGLISH]
    words[ENGLISH] = replace(english, templates={**english.templates, **templates})
    return reference(
        sections={
            NEWS: Section(NEWS, 1, {VIETNAMESE: "Thời sự", ENGLISH: "News", CHINESE: "要闻"}, {}),
            WORLD: Section(WORLD, 2, {VIETNAMESE: "Thế giới", ENGLISH: "World"}, {}),
        },
        tags={
            BOATS: Tag(BOATS, {VIETNAMESE: "thuyền thúng", ENGLISH: "boats", CHINESE: "船"}),
            RIVERS: Tag(RIVERS, {VIETNAMESE: "sông", ENGLISH: "Rivers, lakes", CHINESE: "河流"}),
            OLD: Tag(OLD, {VIETNAMESE: "cũ", ENGLISH: "old"}, retired=True),
        },
        outlets={COURIER: Outlet(COURIER, {ENGLISH: "Courier"}, domains=("courier.example",))},
        sites=(
            Site(
                SiteId("site"), "Estuary", SiteKind.FOLDER, "https://e.example", "/s", words=words
            ),
        ),
    )


def material(language: Language = ENGLISH, **story: object) -> Material:
    """Return a small translation whose story is complete but for what is given."""
    made = pair(
        "Thuyền thúng trở về.", "Boats return." if language == ENGLISH else "船回来了。", language
    )
    complete = {
        "section": NEWS,
        "tags": (BOATS,),
        "origin": Origin(COURIER, "https://courier.example/thuyen-thung-tro-ve"),
    } | story
    source = replace(made.source, headline="Thuyền thúng trở về") if made.source else None
    return replace(made, story=replace(made.story, **complete), source=source)  # type: ignore[arg-type]  # named in tests


def keys(findings: list[Finding]) -> list[str]:
    """Return the sentences of findings; all are errors."""
    assert {item.severity for item in findings} <= {Severity.ERROR}
    return [item.message.key for item in findings]


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_a_complete_page_has_no_finding(language: Language) -> None:
    assert keys(found(material(language), "M2", "M3", "M4", "M12", known=known())) == []


def test_a_section_without_a_name_in_the_language_or_a_fixed_back_link_is_an_error() -> None:
    unnamed = material(CHINESE, section=WORLD)
    assert keys(found(unnamed, "M2", known=known())) == ["check-m2-unnamed"]
    fixed = known(back_link="Back to World")
    assert keys(found(material(), "M2", known=fixed)) == ["check-m2-fixed"]


def test_a_back_link_in_the_text_must_name_the_section() -> None:
    def with_line(line: str) -> Material:
        made = Proof(("Một.", "Trở lại"), ("One.", line), (VIETNAMESE, ENGLISH)).material()
        return replace(made, story=replace(made.story, section=NEWS, tags=(BOATS,)))

    assert keys(found(with_line("‹ Back to World"), "M2", known=known())) == ["check-m2-other"]
    assert keys(found(with_line("‹ Back to News"), "M2", known=known())) == []


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ((TagId("gone"),), ["check-m3-unknown"]),
        ((OLD,), ["check-m3-unknown"]),
        ((RIVERS,), ["check-m3-several"]),
        ((BOATS, BOATS), ["check-m3-twice"]),
        ((BOATS,), []),
    ],
)
def test_tags_are_of_the_vocabulary_one_by_one(
    tags: tuple[TagId, ...], expected: list[str]
) -> None:
    assert keys(found(material(tags=tags), "M3", known=known())) == expected


def test_a_story_without_tags_is_a_warning() -> None:
    (finding,) = found(material(tags=()), "M3", known=known())
    assert (finding.message.key, finding.severity) == ("check-m3-none", Severity.WARNING)


def test_a_tag_needs_a_label_in_the_language_of_the_page() -> None:
    desk = known()
    foreign = Tag(BOATS, {VIETNAMESE: "thuyền thúng", ENGLISH: "thuyền thúng"})
    other = replace(desk, tags={BOATS: foreign})
    assert keys(found(material(), "M3", known=other)) == ["check-m3-language"]
    assert keys(found(material(CHINESE), "M3", known=other)) == ["check-m3-language"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ["check-m4-missing"]),
        ("ftp://courier.example/thuyen-thung-tro-ve", ["check-m4-no-address"]),
        ("courier.example", ["check-m4-no-address"]),
        ("https://other.example/thuyen-thung-tro-ve", ["check-m4-host"]),
        ("https://courier.example/thuyen-thung-tro-ve?utm_source=x", ["check-m4-tracking"]),
        ("https://courier.example/ca-phe-duoi-bong-cay", ["check-m4-other-story"]),
        ("https://www.courier.example/thuyen-thung-12345.html", []),
        ("https://courier.example/basket-boats-come-back", []),
        ("https://courier.example/?p=12", []),
    ],
)
def test_the_source_link_leads_to_the_source(url: str, expected: list[str]) -> None:
    assert keys(found(material(origin=Origin(COURIER, url)), "M4", known=known())) == expected


def test_a_story_of_our_own_needs_no_source_link() -> None:
    assert keys(found(material(origin=Origin()), "M4", known=known())) == []


def test_template_strings_are_in_the_language_of_the_edition() -> None:
    wrong = known(tags="Thẻ của bài", related="同栏目新闻")
    assert keys(found(material(), "M12", known=wrong)) == ["check-m12", "check-m12"]
    assert keys(found(material(), "M12", known=known(related="More in this section"))) == []
    assert keys(found(material(CHINESE), "M12", known=known())) == []


@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH, CHINESE])
def test_our_own_wording_of_a_correction_is_in_the_language_of_the_edition(
    language: Language,
) -> None:
    folder = resource_folder() / "themes" / "portal" / "words"
    words = {
        Language(path.stem): SiteWords(
            "Estuary",
            templates={"correction": tomllib.loads(path.read_text("utf-8"))["correction"]},
        )
        for path in folder.glob("*.toml")
    }
    desk = known()
    desk = replace(desk, sites=tuple(replace(site, words=words) for site in desk.sites))
    assert keys(found(material(language), "M12", known=desk)) == []


def photo_in(caption: str, credit: str, language: Language = ENGLISH) -> Material:
    """Return an article with one photo."""
    made = material(language)
    photo = Photo(PhotoId("a" * 32), "d", "boat.jpg", "image/jpeg", 9, 9, 9, NOON, credit=credit)
    use = PhotoUse(UseId("use"), made.article.id, photo.id, caption)
    line = Block(BlockId("line"), BlockKind.PHOTO, photo_line(photo.id))
    article = replace(made.article, body=(*made.article.body, line))
    words = words_of(article, (use,))
    return replace(made, article=article, words=words, uses=(use,), photos={photo.id: photo})


@pytest.mark.parametrize(
    ("caption", "language"),
    [
        ("Boats at dawn.", ENGLISH),
        ("清晨的船。", CHINESE),
        ("", ENGLISH),
    ],
)
def test_a_photo_without_credit_is_an_error(caption: str, language: Language) -> None:
    findings = found(photo_in(caption, " ", language), "F1", known=known())
    assert keys(findings) == ["check-f1"]
    assert found(photo_in(caption, "Lan", language), "F1", known=known()) == []


@pytest.mark.parametrize(
    ("caption", "language"),
    [
        ("Boats at dawn. Photo: Lan", ENGLISH),
        ("Thuyền lúc bình minh. Ảnh: Lan", VIETNAMESE),
        ("Thuyền. Ảnh tư liệu", VIETNAMESE),
        ("Thuyền. Ảnh: NVCC", VIETNAMESE),
        ("清晨的船。李兰 摄", CHINESE),
        ("清晨的船。受访者供图", CHINESE),
        ("清晨的船（资料图）", CHINESE),
    ],
)
def test_a_credit_in_the_caption_counts(caption: str, language: Language) -> None:
    assert found(photo_in(caption, "", language), "F1", known=known()) == []
