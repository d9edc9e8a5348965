"""Names that a language lacks go to the translator with the text and come back with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.edition import Section
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, SectionId, TagId
from editor_app.domain.label import tag_address
from editor_app.domain.vocabulary import Tag
from editor_app.formats.bilingual_word import read_bilingual, write_bilingual
from editor_app.formats.inline_parts import parts_of
from editor_app.formats.xliff import XliffVersion, read_xliff, write_xliff
from editor_app.services.exchange_views import Difference, Outcome, SendKind
from editor_app.services.exchanging import ExchangeService
from editor_app.services.labels import LabelService
from editor_app.services.vocabulary import VocabularyService
from tests.desks import Desk
from tests.formats.xliff_rules import broken_rules

FERRIES, SUN, RIVER = TagId("a" * 32), TagId("b" * 32), TagId("c" * 32)
ECONOMY = SectionId("d" * 32)
NAMES = (f"section.{ECONOMY}", f"tag.{SUN}", f"tag.{RIVER}")


@pytest.fixture
def exchange(desk: Desk) -> ExchangeService:
    return ExchangeService(desk.place)


@pytest.fixture
def article(desk: Desk) -> ArticleId:
    words = VocabularyService(desk.place)
    words.put_section(Section(ECONOMY, 0, {VIETNAMESE: "Kinh tế"}, {}))
    words.put_tag(Tag(FERRIES, {VIETNAMESE: "Phà", ENGLISH: "Ferries"}))
    words.put_tag(Tag(SUN, {VIETNAMESE: "Mặt trời"}))
    words.put_tag(Tag(RIVER, {VIETNAMESE: "Sông"}))
    story = desk.story("Phà rời bến.", "Phà điện")
    seen = desk.stories.view(story).story.version
    desk.stories.change(story, seen, section=ECONOMY, tags=(FERRIES, SUN, RIVER))
    return desk.translations.start(story, ENGLISH).article


def returned(data: bytes, kind: SendKind, texts: dict[str, str]) -> bytes:
    """Return a file that was sent as a translator gives it back, who wrote some units."""
    file = read_bilingual(data, "a") if kind is SendKind.WORD else read_xliff(data, "a")[0]
    rows = tuple(
        replace(row, target=parts_of(texts[row.id])) if row.id in texts else row
        for row in file.rows
    )
    assert set(texts) <= {row.id for row in rows}
    whole = replace(file, rows=rows)
    if kind is SendKind.WORD:
        return write_bilingual(whole, ("#", "", ""))
    return write_xliff(whole, XliffVersion(kind.value.partition("-")[2]))


def names(desk: Desk) -> list[str]:
    with desk.place.database.reading() as records:
        labels = [records.tags.get(tag).labels for tag in (FERRIES, SUN, RIVER)]
        every = (records.sections.get(ECONOMY).names, *labels)
    return [known.get(ENGLISH, "") for known in every]


def outcome(difference: Difference, unit: str) -> Outcome:
    return next(row.outcome for row in difference.rows if row.unit == unit)


@pytest.mark.parametrize("kind", SendKind)
def test_names_go_out_come_back_and_are_taken_back_in_one_step(
    desk: Desk, exchange: ExchangeService, article: ArticleId, kind: SendKind
) -> None:
    sent = exchange.send(article, kind)
    if kind is not SendKind.WORD:
        assert broken_rules(sent.data) == []
    text = next(
        f"block.{block.id}"
        for item in desk.stories.view(desk.stories.find_article(article).story).articles
        for block in item.body
        if item.language == VIETNAMESE
    )
    words = dict(zip((*NAMES, text), ("Business", "Sun", "ferries", "It leaves."), strict=True))
    difference = exchange.compare(returned(sent.data, kind, words), sent.name)
    assert [outcome(difference, unit) for unit in NAMES] == [Outcome.CHANGED] * 3
    taken = exchange.take(difference)
    assert names(desk) == ["Business", "Ferries", "Sun", ""]
    assert taken.left == (f"tag.{RIVER}",)  # another tag has that name already
    assert set(taken.units) == {text, *NAMES[:2]}
    assert taken.changes.vocabulary
    assert taken.changes.said is not None
    assert taken.changes.said.fields["count"] == 3
    assert taken.changes.inverse is not None
    taken.changes.inverse()
    assert names(desk) == ["", "Ferries", "", ""]
    assert desk.stories.find_article(article).body == ()


def test_a_name_given_here_meanwhile_is_shown_as_a_conflict_and_never_overwritten(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_21)
    back = returned(sent.data, SendKind.XLIFF_21, {f"tag.{SUN}": "Sun"})
    seen = exchange.compare(back, sent.name)
    LabelService(desk.place).put(article, tag_address(SUN), "Solar power")
    assert exchange.take(seen).left == (f"tag.{SUN}",)
    again = exchange.compare(back, sent.name)
    assert outcome(again, f"tag.{SUN}") is Outcome.TARGET_CHANGED
    assert exchange.take(again).units == ()
    assert names(desk)[2] == "Solar power"


def test_names_that_are_there_and_slugs_stay_on_the_desk(
    exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    units = [row.id for row in read_xliff(sent.data, "a")[0].rows]
    assert units[-3:] == list(NAMES)
    assert not any(FERRIES in unit or "slug" in unit for unit in units)
