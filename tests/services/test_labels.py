"""What a page says beside its article is given with the translation, looked at and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.edition import Section
from editor_app.domain.errors import ChangedMeanwhile, Refused
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    Language,
    SectionId,
    SiteId,
    StoryId,
    TagId,
)
from editor_app.domain.label import (
    Label,
    LabelKind,
    phrase_address,
    section_address,
    slug_address,
    tag_address,
)
from editor_app.domain.link import Address
from editor_app.domain.site import Site, SiteKind, SiteWords
from editor_app.domain.vocabulary import Tag
from editor_app.services.drafts import DraftService
from editor_app.services.labels import LabelService
from editor_app.services.rows import RowService
from editor_app.services.vocabulary import VocabularyService
from tests.desks import Desk, undone

FERRIES, SUN = TagId("a" * 32), TagId("b" * 32)
ECONOMY = SectionId("c" * 32)
PORTAL = SiteId("d" * 32)
BACK, LATER = phrase_address(PORTAL, "back_link"), phrase_address(PORTAL, "latest")


@pytest.fixture
def labels(desk: Desk) -> LabelService:
    return LabelService(desk.place)


def labelled(desk: Desk, language: Language = ENGLISH) -> tuple[StoryId, ArticleId]:
    """Return a story with a section, two tags and a site with phrases, and its translation."""
    words = VocabularyService(desk.place)
    words.put_tag(Tag(FERRIES, {VIETNAMESE: "Phà", ENGLISH: "Ferries", CHINESE: "渡轮"}))
    words.put_tag(Tag(SUN, {VIETNAMESE: "Mặt trời"}))
    words.put_section(Section(ECONOMY, 0, {VIETNAMESE: "Kinh tế"}, {}))
    phrases = {"back_link": "Về {section}", "latest": "Mới nhất"}
    site = Site(PORTAL, "Estuary", SiteKind.FOLDER, "https://estuary.example/", "")
    own = {VIETNAMESE: SiteWords("Estuary", templates=phrases)}
    with desk.place.database.writing() as records:
        records.sites.add(replace(site, words=own))
    story = desk.story(headline="Phà chạy điện mặt trời")
    seen = desk.stories.view(story).story.version
    desk.stories.change(story, seen, section=ECONOMY, tags=(FERRIES, SUN))
    return story, desk.translations.start(story, language).article


def shown(labels: LabelService, article: ArticleId) -> tuple[Label, ...]:
    return RowService(labels._place, labels).shown(article).labels


def label(labels: LabelService, article: ArticleId, address: Address) -> Label:
    return next(item for item in shown(labels, article) if item.address == address)


def test_labels_stand_beside_those_of_the_source(desk: Desk, labels: LabelService) -> None:
    _story, article = labelled(desk)
    found = shown(labels, article)
    assert [(item.kind, item.source, item.target, item.lacking) for item in found] == [
        (LabelKind.SLUG, "pha-chay-dien-mat-troi", "", False),
        (LabelKind.SECTION, "Kinh tế", "", True),
        (LabelKind.TAG, "Phà", "Ferries", False),
        (LabelKind.TAG, "Mặt trời", "", True),
        (LabelKind.PHRASE, "Về {section}", "", True),
        (LabelKind.PHRASE, "Mới nhất", "", True),
    ]


def test_a_source_has_no_labels_to_translate(desk: Desk, labels: LabelService) -> None:
    story, _article = labelled(desk)
    source = next(item for item in desk.stories.view(story).articles if not item.translated_from)
    assert shown(labels, source.id) == ()


def test_a_tag_that_is_no_longer_offered_asks_for_no_label(
    desk: Desk, labels: LabelService
) -> None:
    story, article = labelled(desk)
    VocabularyService(desk.place).put_tag(Tag(SUN, {VIETNAMESE: "Mặt trời"}, retired=True))
    seen = desk.stories.view(story).story.version
    desk.stories.change(story, seen, tags=(SUN, FERRIES))
    tags = [item.address for item in shown(labels, article) if item.kind is LabelKind.TAG]
    assert tags == [tag_address(FERRIES)]


def test_a_slug_follows_the_headline_until_somebody_gives_one(
    desk: Desk, labels: LabelService
) -> None:
    _story, article = labelled(desk)
    slug = slug_address(article)
    desk.write(article, headline="Solar ferries set out")
    assert label(labels, article, slug).target == "solar-ferries-set-out"
    given = labels.put(article, slug, " Ferries: the SUN ")
    desk.write(article, headline="Solar boats set out")
    kept = label(labels, article, slug)
    assert (kept.target, kept.proposed) == ("ferries-the-sun", "solar-boats-set-out")
    assert not kept.public
    undone(given)
    labels.put(article, slug, "")
    assert label(labels, article, slug).target == "solar-boats-set-out"


def test_a_slug_that_readers_have_seen_says_so_and_stays(desk: Desk, labels: LabelService) -> None:
    _story, article = labelled(desk)
    desk.write(article, headline="Solar ferries")
    with desk.place.database.writing() as records:
        now = records.articles.get(article)
        records.articles.save(replace(now, published=desk.clock()), now.version)
    desk.write(article, headline="Solar boats")
    slug = label(labels, article, slug_address(article))
    assert (slug.target, slug.proposed, slug.public) == ("solar-ferries", "solar-boats", True)


def test_a_slug_loses_vietnamese_marks_and_a_chinese_one_has_a_number(
    desk: Desk, labels: LabelService
) -> None:
    _story, article = labelled(desk, CHINESE)
    slug = slug_address(article)
    labels.put(article, slug, "Phà điện")
    assert label(labels, article, slug).target.startswith("pha-dien")
    desk.write(article, headline="太阳能渡轮启航")
    labels.put(article, slug, "")
    given = label(labels, article, slug).target
    assert given == label(labels, article, slug).proposed
    assert len(given) == 8
    assert given.isascii()


@pytest.mark.parametrize(("typed", "key"), [("!?…", "slug-empty"), ("a-" * 40, "slug-long")])
def test_what_cannot_be_a_slug_is_refused_and_nothing_changes(
    desk: Desk, labels: LabelService, typed: str, key: str
) -> None:
    _story, article = labelled(desk)
    desk.write(article, headline="Solar ferries")
    with pytest.raises(Refused) as refused:
        labels.put(article, slug_address(article), typed)
    assert refused.value.message.key == key
    assert label(labels, article, slug_address(article)).target == "solar-ferries"


def test_a_label_that_is_given_is_the_tags_in_all_stories_and_is_taken_back(
    desk: Desk, labels: LabelService
) -> None:
    _story, article = labelled(desk)
    given = labels.put(article, tag_address(SUN), "  Solar   power ")
    assert given.vocabulary
    with desk.place.database.reading() as records:
        assert records.tags.get(SUN).labels == {VIETNAMESE: "Mặt trời", ENGLISH: "Solar power"}
    again = undone(given)
    assert label(labels, article, tag_address(SUN)).lacking
    undone(again)
    assert label(labels, article, tag_address(SUN)).target == "Solar power"
    labels.put(article, section_address(ECONOMY), "Business")
    assert label(labels, article, section_address(ECONOMY)).target == "Business"


def test_a_label_that_somebody_changed_since_is_not_taken_back(
    desk: Desk, labels: LabelService
) -> None:
    _story, article = labelled(desk)
    given = labels.put(article, tag_address(SUN), "Sun")
    labels.put(article, tag_address(SUN), "Solar power")
    with pytest.raises(ChangedMeanwhile):
        undone(given)
    assert label(labels, article, tag_address(SUN)).target == "Solar power"


def test_two_tags_never_have_one_label_in_a_language(desk: Desk, labels: LabelService) -> None:
    _story, article = labelled(desk)
    with pytest.raises(Refused) as refused:
        labels.put(article, tag_address(SUN), "ferries")
    assert refused.value.message.key == "label-taken"
    assert label(labels, article, tag_address(SUN)).lacking


def test_a_name_in_one_language_is_never_taken_away(desk: Desk, labels: LabelService) -> None:
    _story, article = labelled(desk)
    labels.put(article, tag_address(FERRIES), "")
    assert label(labels, article, tag_address(FERRIES)).lacking
    only = VocabularyService(desk.place)
    only.put_tag(Tag(SUN, {ENGLISH: "Sun"}))
    with pytest.raises(Refused):
        labels.put(article, tag_address(SUN), "")


def test_a_phrase_has_the_gaps_of_the_other_editions(desk: Desk, labels: LabelService) -> None:
    _story, article = labelled(desk)
    for address, wrong, key in (
        (BACK, "Back to the front", "phrase-gaps"),
        (BACK, "Back to {sections}", "phrase-gaps"),
        (LATER, "Latest {day}", "phrase-no-gaps"),
    ):
        with pytest.raises(Refused) as refused:
            labels.put(article, address, wrong)
        assert refused.value.message.key == key
    given = labels.put(article, BACK, "Back to {section}")
    assert given.sites == {PORTAL}
    assert label(labels, article, BACK).target == "Back to {section}"
    undone(given)
    with desk.place.database.reading() as records:
        assert not records.sites.get(PORTAL).words[ENGLISH].templates


def test_phrases_that_a_site_has_in_both_languages_are_not_asked_for(
    desk: Desk, labels: LabelService
) -> None:
    _story, article = labelled(desk)
    labels.put(article, BACK, "Back to {section}")
    assert label(labels, article, BACK).target  # given in this sitting: it stays in sight
    later = LabelService(desk.place)
    phrases = [item.address for item in shown(later, article) if item.kind is LabelKind.PHRASE]
    assert phrases == [LATER]


def test_labels_teach_the_memory_nothing_and_do_not_count(desk: Desk, labels: LabelService) -> None:
    _story, article = labelled(desk)
    with desk.place.database.reading() as records:
        before = records.progress.get(article)
    changes = labels.put(article, tag_address(SUN), "Sun")
    changes |= labels.put(article, slug_address(article), "sun")
    assert not changes.memory
    with desk.place.database.reading() as records:
        assert records.memory.all() == ()
        assert records.progress.get(article) == before


def test_a_label_that_is_being_typed_is_on_disk_and_given_by_nobody_else(
    desk: Desk, labels: LabelService
) -> None:
    _story, article = labelled(desk)
    at = tag_address(SUN)
    labels.keep(article, at, "Su")
    drafts = DraftService(desk.place)
    assert drafts.recover() == ()
    drafts.settle(article)
    (sun,) = (label for label in shown(labels, article) if label.address == at)
    assert (sun.target, sun.typed) == ("", "Su")
    labels.put(article, at, "S")  # what was typed after that was given is still on disk
    assert {label.typed for label in shown(labels, article)} == {None, "Su"}
    labels.put(article, at, "Su")
    assert {label.typed for label in shown(labels, article)} == {None}
    labels.keep(article, slug_address(article), "s")
    labels.keep(article, slug_address(article), None)
    assert {label.typed for label in shown(labels, article)} == {None}


def test_what_was_typed_for_a_label_goes_with_its_article(desk: Desk, labels: LabelService) -> None:
    story, article = labelled(desk)
    labels.keep(article, slug_address(article), "s")
    desk.stories.trash(story)
    desk.stories.delete(story)
    drafts = DraftService(desk.place)
    assert drafts.recover() == ()
    assert drafts.pending() == ()
