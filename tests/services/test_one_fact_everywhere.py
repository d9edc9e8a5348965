"""A date, a name and a number in every kind of place and three languages, mended at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.history import CorrectionKind
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    Language,
    PublicationId,
    SiteId,
    StoryId,
    TermId,
    new_id,
)
from editor_app.domain.link import State
from editor_app.domain.site import Publication, RemoteStatus, Site, SiteKind, SiteWords
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.services.one_fact import FactService
from editor_app.services.pages import PageService
from editor_app.storage.resources import read_theme
from editor_app.text.fact_places import FactEdit
from tests.desks import Desk
from tests.formats.photo_making import jpeg_with

LANGUAGES = (VIETNAMESE, ENGLISH, CHINESE)
FIELDS = ("headline", "standfirst", "push", "home", "social", "seo")
SAID = {
    "date": {
        VIETNAMESE: "Phà chạy thử từ ngày 12/12.",
        ENGLISH: "The ferry runs from 12 December.",
        CHINESE: "渡轮12月12日起试航。",
    },
    "name": {
        VIETNAMESE: "Ông Lê Văn Hòa lái phà.",
        ENGLISH: "Le Van Hoa steers the ferry.",
        CHINESE: "黎文和驾驶渡轮。",
    },
    "number": {
        VIETNAMESE: "Phà chở 1.240 lượt khách.",
        ENGLISH: "The ferry carries 1,240 people.",
        CHINESE: "渡轮载客1240人次。",
    },
}
FORMS = {
    "date": {VIETNAMESE: "12/12", ENGLISH: "12 December", CHINESE: "12月12日"},
    "name": {VIETNAMESE: "Lê Văn Hòa", ENGLISH: "Le Van Hoa", CHINESE: "黎文和"},
    "number": {VIETNAMESE: "1.240", ENGLISH: "1,240", CHINESE: "1240"},
}
MENDED = {
    "date": {VIETNAMESE: "19/12", ENGLISH: "19 December", CHINESE: "12月19日"},
    "name": {VIETNAMESE: "Trần Thu", ENGLISH: "Tran Thu", CHINESE: "陈秋"},
    "number": {VIETNAMESE: "1.260", ENGLISH: "1,260", CHINESE: "1260"},
}
KINDS = pytest.mark.parametrize("kind", ["date", "name", "number"])


@pytest.fixture
def facts(desk: Desk) -> FactService:
    with desk.place.database.writing() as records:
        for known in (FORMS["name"], MENDED["name"]):
            forms = tuple(TermForm(language, text) for language, text in known.items())
            records.terms.put(Term(TermId(new_id()), TermKind.TERM, forms))
    return FactService(desk.place, PageService(desk.place, read_theme))


def written(desk: Desk, kind: str) -> StoryId:
    """Make a story that says the fact in each field, a paragraph, a caption and an alt text."""
    said = SAID[kind]
    made = desk.story(body=said[VIETNAMESE], headline=said[VIETNAMESE])
    source = version(desk, made, VIETNAMESE)
    use = desk.photos.attach(source, jpeg_with(), "a.jpg").use
    desk.photos.describe(use, said[VIETNAMESE], said[VIETNAMESE])
    for field in FIELDS[1:]:
        desk.drafts.save(source, field, said[VIETNAMESE])
    desk.drafts.settle(source)
    for language in (ENGLISH, CHINESE):
        article = desk.translations.start(made, language).article
        for row in desk.translations.segments(article):
            desk.translations.write(article, row.sources, said[language], State.TRANSLATED)
    return made


def version(desk: Desk, story: StoryId, language: Language) -> ArticleId:
    found = desk.stories.view(story).article(language)
    assert found is not None
    return found.id


def texts(desk: Desk, story: StoryId, language: Language) -> list[str]:
    """Return every text of a language version."""
    view = desk.stories.view(story)
    article = view.article(language)
    assert article is not None
    said = [article.field(field) for field in FIELDS]
    said += [block.text for block in article.body if block.kind.holds_words]
    for use in view.uses[article.id]:
        said += [use.caption, use.alt]
    return said


def publish(desk: Desk, story: StoryId) -> None:
    """Let the story be public in all its languages, on a site with a wording for each."""
    words = {
        language: SiteWords("Site", templates={"correction": f"{language}: {{wrong}} > {{right}}"})
        for language in LANGUAGES
    }
    site = Site(SiteId(new_id()), "A", SiteKind.FOLDER, "https://a.example", "/a", words=words)
    with desk.place.database.writing() as records:
        records.sites.add(site)
        for language in LANGUAGES:
            article = version(desk, story, language)
            out = Publication(PublicationId(new_id()), article, site.id, new_id())
            records.publications.put(replace_status(out))


def replace_status(publication: Publication) -> Publication:
    return replace(publication, status=RemoteStatus.PUBLIC)


@KINDS
def test_a_fact_is_mended_in_every_field_paragraph_caption_and_alt_text(
    desk: Desk, facts: FactService, kind: str
) -> None:
    story = written(desk, kind)
    source = version(desk, story, VIETNAMESE)
    found = facts.find(source, FORMS[kind][VIETNAMESE])
    assert len(found) == 3 * (len(FIELDS) + 3)
    proposed = facts.propose(source, MENDED[kind][VIETNAMESE], [item.place for item in found])
    edits = [
        FactEdit(item.place, new)
        for item, new in zip(found, proposed, strict=True)
        if new is not None
    ]
    publish(desk, story)
    lines = facts.correction_lines(story, FORMS[kind], MENDED[kind])
    assert lines == {
        language: f"{language}: {FORMS[kind][language]} > {MENDED[kind][language]}"
        for language in LANGUAGES
    }
    assert facts.mend(story, edits, lines).count == len(found)
    for language in LANGUAGES:
        mended = SAID[kind][language].replace(FORMS[kind][language], MENDED[kind][language])
        assert set(texts(desk, story, language)) == {mended}
        rows = desk.translations.segments(version(desk, story, language))
        assert all(not row.stale and row.state is State.TRANSLATED for row in rows)
    (correction,) = desk.stories.view(story).corrections
    assert dict(correction.texts) == lines
    kinds = {"date": CorrectionKind.FACT, "name": CorrectionKind.NAME}
    assert correction.kind is kinds.get(kind, CorrectionKind.NUMBER)
