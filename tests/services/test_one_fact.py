"""One fact, all places: a figure or name changed in every language by one decision, and undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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
from editor_app.domain.link import Address, State
from editor_app.domain.site import Publication, RemoteStatus, Site, SiteKind, SiteWords
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.services.one_fact import FactService
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.storage.resources import read_theme
from editor_app.text.fact_places import Carried, FactEdit
from editor_app.text.slugs import slug
from tests.desks import Desk, undone
from tests.formats.photo_making import jpeg_with

BODY = "Phà chở 40 người, phí 41%.\n\nÔng Nguyễn Văn Hòa nói có 12 tấm pin.\n\nBảy giờ, 12 chuyến."
WRITTEN = {
    ENGLISH: (
        "The ferry carries 40 people at 41 per cent.",
        "Nguyen Van Hoa counts 12 panels.",
        "At seven, 12 trips.",
    ),
    CHINESE: ("渡轮载40人，费用占41%。", "阮文和说有12块板。", "七点，12班。"),
}


@pytest.fixture
def facts(desk: Desk) -> FactService:
    return FactService(desk.place, PageService(desk.place, read_theme))


@pytest.fixture
def story(desk: Desk) -> StoryId:
    """A story of one headline and three paragraphs, translated into two languages."""
    made = desk.story(body=BODY, headline="Phà 41%")
    for language, texts in WRITTEN.items():
        article = desk.translations.start(made, language).article
        rows = desk.translations.segments(article)
        for row, text in zip(rows, ("41%", *texts), strict=True):
            desk.translations.write(article, row.sources, text, State.TRANSLATED)
    return made


def version(desk: Desk, story: StoryId, language: Language) -> ArticleId:
    found = desk.stories.view(story).article(language)
    assert found is not None
    return found.id


def texts(desk: Desk, story: StoryId) -> dict[str, str]:
    return {
        item.language: f"{item.headline}\n\n{item.markdown}"
        for item in desk.stories.view(story).articles
    }


def edits(found: tuple[Carried, ...], words: tuple[str | None, ...]) -> list[FactEdit]:
    return [
        FactEdit(item.place, new) for item, new in zip(found, words, strict=True) if new is not None
    ]


def change(desk: Desk, facts: FactService, story: StoryId, old: str, new: str) -> list[FactEdit]:
    source = version(desk, story, VIETNAMESE)
    found = facts.find(source, old)
    return edits(found, facts.propose(source, new, [item.place for item in found]))


def states(desk: Desk, story: StoryId, language: Language) -> list[tuple[State, bool]]:
    rows = desk.translations.segments(version(desk, story, language))
    return [(row.state, row.stale) for row in rows]


def test_a_figure_is_changed_in_every_text_and_nothing_is_stale(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    before = texts(desk, story)
    mended = facts.mend(story, change(desk, facts, story, "41%", "42%"))
    after = texts(desk, story)
    assert mended.count == 6
    assert after == {language: text.replace("41", "42") for language, text in before.items()}
    for language in (ENGLISH, CHINESE):
        assert set(states(desk, story, language)) == {(State.TRANSLATED, False)}
    again = undone(mended.changes)
    assert texts(desk, story) == before
    assert set(states(desk, story, ENGLISH)) == {(State.TRANSLATED, False)}
    undone(again)
    assert texts(desk, story) == after


def test_a_slug_that_no_reader_has_seen_follows_the_headline(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    def slugs() -> dict[str, str]:
        """Return the slugs of all languages; each is the one that its headline makes."""
        versions = desk.stories.view(story).articles
        assert all(item.slug == slug(item.headline, item.language) for item in versions)
        return {item.language: item.slug for item in versions}

    before = slugs()
    assert before[VIETNAMESE] == "pha-41"
    mended = facts.mend(story, change(desk, facts, story, "41%", "42%"))
    assert slugs()[VIETNAMESE] == "pha-42"
    undone(mended.changes)
    assert slugs() == before


def test_a_small_number_is_likely_only_where_it_is_linked(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    source = desk.stories.view(story).article(VIETNAMESE)
    assert source is not None
    found = facts.find(source.id, "12", ("body", source.markdown.index("12")))
    told = [(item.place.language, item.place.text.split()[0], item.likely) for item in found]
    assert sorted(told) == sorted(
        [
            (VIETNAMESE, "Ông", True),
            (VIETNAMESE, "Bảy", False),
            (ENGLISH, "Nguyen", True),
            (ENGLISH, "At", False),
            (CHINESE, "阮文和说有12块板。", True),
            (CHINESE, "七点，12班。", False),
        ]
    )


def test_what_is_left_as_it_was_is_flagged(desk: Desk, facts: FactService, story: StoryId) -> None:
    wanted = [
        edit for edit in change(desk, facts, story, "40", "45") if edit.place.language != CHINESE
    ]
    facts.mend(story, wanted)
    assert (State.TRANSLATED, True) in states(desk, story, CHINESE)
    assert {stale for _, stale in states(desk, story, ENGLISH)} == {False}


def test_a_name_follows_the_terms(desk: Desk, facts: FactService, story: StoryId) -> None:
    with desk.place.database.writing() as records:
        for name, chinese in (("Nguyễn Văn Hòa", "阮文和"), ("Trần Thu", "陈秋")):
            forms = (TermForm(VIETNAMESE, name), TermForm(CHINESE, chinese))
            records.terms.put(Term(TermId(new_id()), TermKind.TERM, forms))
    mended = facts.mend(story, change(desk, facts, story, "Nguyễn Văn Hòa", "Trần Thu"))
    assert mended.count == 3
    after = texts(desk, story)
    assert "Trần Thu nói" in after[VIETNAMESE]
    assert "Tran Thu counts" in after[ENGLISH]
    assert "陈秋说" in after[CHINESE]


def test_a_text_that_was_rewritten_meanwhile_is_left_alone_and_told(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    wanted = change(desk, facts, story, "41%", "42%")
    english = version(desk, story, ENGLISH)
    desk.write(english, headline="Ferry at 41%")
    mended = facts.mend(story, wanted)
    assert [place.words for place in mended.missed] == ["41%"]
    assert mended.missed[0].address == Address(english, "headline")
    assert "Ferry at 41%" in texts(desk, story)[ENGLISH]


def test_typed_text_is_searched_and_kept(desk: Desk, facts: FactService, story: StoryId) -> None:
    source = version(desk, story, VIETNAMESE)
    desk.drafts.save(source, "standfirst", "Chiếm 41% thu nhập")
    facts.mend(story, change(desk, facts, story, "41%", "42%"))
    assert desk.stories.find_article(source).standfirst == "Chiếm 42% thu nhập"


def test_words_that_are_no_single_fact_carry_nowhere(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    source = version(desk, story, VIETNAMESE)
    assert facts.find(source, "12 đến 14") == ()
    found = facts.find(source, "41%")
    nothing = facts.propose(source, " ", [item.place for item in found])
    assert set(nothing) == {None}
    assert facts.mend(story, []).count == 0


def test_mending_is_one_step_of_the_links_of_captions_too(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    source = version(desk, story, VIETNAMESE)
    use = desk.photos.attach(source, jpeg_with(), "a.jpg").use
    desk.photos.describe(use, "Phà chở 41% khách", "Phà 41%")
    mended = facts.mend(story, change(desk, facts, story, "41%", "43%"))
    assert mended.count == 8
    (kept,) = desk.stories.view(story).uses[source]
    assert (kept.caption, kept.alt) == ("Phà chở 43% khách", "Phà 43%")
    assert kept.id == use


def public(
    desk: Desk, story: StoryId, site: SiteId, *languages: Language, seen: bool = True
) -> None:
    """Let readers of a site have these languages of the story; unless ``seen``, as drafts."""
    status = RemoteStatus.PUBLIC if seen else RemoteStatus.DRAFT
    with desk.place.database.writing() as records:
        for language in languages:
            article = version(desk, story, language)
            records.publications.put(
                Publication(PublicationId(new_id()), article, site, new_id(), status=status)
            )


def known_site(desk: Desk, words: dict[Language, SiteWords], kind: SiteKind) -> SiteId:
    """Add a site with these words to the desk."""
    site = Site(SiteId(new_id()), "A", kind, "https://a.example", "/a", words=words)
    with desk.place.database.writing() as records:
        records.sites.add(site)
    return site.id


def test_a_public_story_gets_a_correction_line_in_the_languages_that_are_public(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    words = {
        VIETNAMESE: SiteWords("A", templates={"correction": "{day}: {wrong} -> {right}. {reason}"}),
    }
    site = known_site(desk, words, SiteKind.FOLDER)
    public(desk, story, site, VIETNAMESE)
    public(desk, story, site, CHINESE, seen=False)
    wrong = dict.fromkeys((VIETNAMESE, ENGLISH, CHINESE), "41%")
    lines = facts.correction_lines(story, wrong, {VIETNAMESE: "42%"})
    assert lines == {VIETNAMESE: "25/11/2026: 41% -> 42%."}
    changes = facts.mend(story, change(desk, facts, story, "41%", "42%"), lines).changes
    (kept,) = desk.stories.view(story).corrections
    assert dict(kept.texts) == lines
    assert (kept.kind, kept.ordered_by) == (CorrectionKind.NUMBER, "Lan")
    back = undone(changes)
    assert desk.stories.view(story).corrections == ()
    undone(back)
    assert desk.stories.view(story).corrections == (kept,)


def test_a_correction_line_stays_with_a_text_that_undo_cannot_take_back(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    site = known_site(desk, {}, SiteKind.FOLDER)
    public(desk, story, site, *DEFAULTS)
    changes = facts.mend(story, change(desk, facts, story, "41%", "42%"), DEFAULTS).changes
    (kept,) = desk.stories.view(story).corrections
    desk.write(version(desk, story, ENGLISH), body="Fuel took 42% of all income, they say now.")
    undone(changes)
    assert desk.stories.view(story).corrections == (kept,)


def test_a_language_in_which_nothing_was_changed_gets_no_correction_line(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    site = known_site(desk, {}, SiteKind.FOLDER)
    public(desk, story, site, *DEFAULTS)
    wanted = change(desk, facts, story, "41%", "42%")
    english = version(desk, story, ENGLISH)
    chosen = [edit for edit in wanted if edit.place.language != CHINESE]
    desk.write(english, headline="Ferry", body="Somebody rewrote all of it meanwhile.")
    mended = facts.mend(story, chosen, DEFAULTS)
    assert {place.language for place in mended.missed} == {ENGLISH}
    (kept,) = desk.stories.view(story).corrections
    assert dict(kept.texts) == {VIETNAMESE: DEFAULTS[VIETNAMESE]}
    desk.write(version(desk, story, VIETNAMESE), headline="Phà", body="Mới.")
    assert facts.mend(story, chosen, DEFAULTS).count == 0
    assert desk.stories.view(story).corrections == (kept,)


DEFAULTS = {
    VIETNAMESE: "Ngày 25/11/2026: Bản trước viết “41%”; đúng ra là “42%”.",
    ENGLISH: "25 November 2026: An earlier version said “41%”; it should have said “42%”.",
    CHINESE: "2026年11月25日：此前版本中“41%”有误，应为“42%”。",
}
WRONG, RIGHT = dict.fromkeys(DEFAULTS, "41%"), dict.fromkeys(DEFAULTS, "42%")


@pytest.mark.parametrize("kind", list(SiteKind))
def test_a_site_that_was_only_added_drafts_a_line_in_every_language(
    desk: Desk, facts: FactService, story: StoryId, kind: SiteKind, tmp_path: Path
) -> None:
    if kind is SiteKind.FOLDER:
        publishing = PublishingService(desk.place, PageService(desk.place, read_theme))
        site = publishing.add_folder_site("A", tmp_path, "https://a.example")[0].id
    else:
        site = known_site(desk, {}, kind)
    public(desk, story, site, *DEFAULTS)
    assert facts.correction_lines(story, WRONG, RIGHT) == DEFAULTS


def test_a_site_s_own_wording_wins_over_ours_and_over_a_site_that_has_none(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    own = {ENGLISH: SiteWords("A", templates={"correction": "Not {wrong}: {right}."})}
    first = known_site(desk, own, SiteKind.FOLDER)
    empty = {ENGLISH: SiteWords("B", templates={"correction": " "})}
    second = known_site(desk, empty, SiteKind.WORDPRESS)
    public(desk, story, first, ENGLISH)
    public(desk, story, second, ENGLISH, CHINESE)
    lines = facts.correction_lines(story, WRONG, RIGHT)
    assert lines == {ENGLISH: "Not 41%: 42%.", CHINESE: DEFAULTS[CHINESE]}


def test_a_language_that_nobody_has_a_wording_for_gets_an_empty_line_and_no_english_one(
    desk: Desk, facts: FactService, story: StoryId
) -> None:
    french = Language("fr")
    with desk.place.database.writing() as records:
        like = records.editions.all()[0]
        records.editions.put(replace(like, language=french, autonym="Français", order=3))
    desk.translations.start(story, french)
    site = known_site(desk, {}, SiteKind.FOLDER)
    public(desk, story, site, VIETNAMESE, french)
    lines = facts.correction_lines(story, WRONG | {french: "41 %"}, RIGHT | {french: "42 %"})
    assert lines == {VIETNAMESE: DEFAULTS[VIETNAMESE], french: ""}
    facts.mend(story, change(desk, facts, story, "41%", "42%"), lines)
    (kept,) = desk.stories.view(story).corrections
    assert dict(kept.texts) == {VIETNAMESE: DEFAULTS[VIETNAMESE]}
