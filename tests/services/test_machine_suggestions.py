"""A machine's suggestions: asked once per text, never written by themselves, marked when taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_httpserver import HTTPServer

from editor_app.domain.errors import Busy, NotTheSite, Refused
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, EngineId, TermId, new_id
from editor_app.domain.link import Made, Segment, State
from editor_app.domain.machine import Engine, EngineKind, Suggestion
from editor_app.domain.photo import DeskCaption
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.services.machine import MachineService
from editor_app.services.machine_suggestions import SuggestionService
from editor_app.services.row_views import Intent, SeenRow
from editor_app.services.site_lines import SiteLines
from editor_app.services.term_shelves import TermShelves
from editor_app.storage.resources import read_check_tables
from editor_app.storage.secrets import MemorySecrets
from tests.connectors.machine_server import MachineServer
from tests.desks import Desk, row_of
from tests.formats.photo_making import jpeg_with

AWAY = Engine(EngineId(new_id()), EngineKind.DEEPL, "Away", "https://mt.away.example")


@pytest.fixture
def service(httpserver: HTTPServer) -> MachineServer:
    return MachineServer(httpserver)


@pytest.fixture
def machine(desk: Desk) -> Iterator[MachineService]:
    secrets = MemorySecrets()
    lines = SiteLines(lambda: secrets)
    shelves = TermShelves(desk.place.terms, read_check_tables)
    yield MachineService(desk.place, lines, shelves=shelves)
    lines.close()


@pytest.fixture
def suggestions(desk: Desk, machine: MachineService) -> SuggestionService:
    return SuggestionService(desk.place, machine)


@pytest.fixture
def here(machine: MachineService, service: MachineServer) -> Engine:
    made = Engine(EngineId(new_id()), EngineKind.LIBRE, "Here", service.url, by_itself=True)
    machine.put(made)
    return made


def begun(desk: Desk, body: str = "Một.\n\nHai.") -> ArticleId:
    return desk.translations.start(desk.story(body), ENGLISH).article


def take(
    desk: Desk, suggestions: SuggestionService, article: ArticleId, said: Suggestion, source: str
) -> Segment:
    """Do what the window does with a suggestion: it is typed into the row, then marked."""
    row = row_of(desk, article, source)
    body = [row.target_text for row in desk.translations.segments(article)[1:]]
    texts = [said.text if text == row.target_text else text for text in body]
    desk.write(article, body="\n\n".join(filter(None, texts)))
    seen = SeenRow(row.sources, row.targets, row.source_text, said.text)
    suggestions.inserted(article, seen, Intent(0, (said.text,), row.sources), said)
    rows = desk.translations.segments(article)
    return next(row for row in rows if row.target_text == said.text)


def test_a_text_is_asked_once_and_remembered_for_every_story(
    desk: Desk, suggestions: SuggestionService, here: Engine, service: MachineServer
) -> None:
    article, other = begun(desk), begun(desk)
    offer = suggestions.offered(article, "Một.")
    assert offer is not None
    assert (offer.engine, offer.bar, offer.known) == (here, None, None)
    assert service.texts == []
    said = suggestions.ask(article, here, "Một.")
    assert (said.text, said.name, said.bare) == ("<Một.>", "Here", False)
    assert suggestions.ask(other, here, "Một.") == said
    again = suggestions.offered(other, "Một.")
    assert again is not None
    assert again.known == said
    assert service.texts == ["Một."]
    assert [row.target_text for row in desk.translations.segments(article)] == ["", "", ""]


def test_nothing_is_offered_where_no_engine_is_set_up(
    desk: Desk, suggestions: SuggestionService
) -> None:
    assert suggestions.offered(begun(desk), "Một.") is None


def test_an_engine_that_may_be_used_comes_before_one_that_nobody_agreed_to(
    desk: Desk, suggestions: SuggestionService, machine: MachineService, service: MachineServer
) -> None:
    article = begun(desk)
    machine.put(AWAY)
    offer = suggestions.offered(article, "Một.")
    assert offer is not None
    assert (offer.engine, offer.engine.may_be_used, offer.editor) == (AWAY, False, "Lan")
    with pytest.raises(Refused, match="machine-not-agreed"):
        suggestions.ask(article, AWAY, "Một.")
    ours = Engine(EngineId(new_id()), EngineKind.CHAT, "Ours", service.url)
    machine.put(ours)
    chosen = [suggestions.offered(article, "Một.", name) for name in ("", AWAY.id)]
    assert [offer.engine.name for offer in chosen if offer] == ["Ours", "Away"]


def test_of_confidential_and_embargoed_stories_nothing_goes_out(
    desk: Desk, suggestions: SuggestionService, here: Engine, service: MachineServer
) -> None:
    article = begun(desk)
    story = desk.stories.view(desk.stories.find_article(article).story).story
    later = desk.clock() + timedelta(hours=1)
    for sensitive, embargo, key in (
        (True, None, "machine-sensitive"),
        (False, later, "machine-embargoed"),
    ):
        with desk.place.database.writing() as records:
            now = records.stories.get(story.id)
            changed = replace(now, sensitive=sensitive, embargo=embargo)
            records.stories.save(changed, now.version)
        offer = suggestions.offered(article, "Một.")
        assert offer is not None
        assert offer.bar is not None
        assert offer.bar.key == key
        with pytest.raises(Refused, match=key):
            suggestions.ask(article, here, "Một.")
    assert service.texts == []


def test_terms_are_kept_and_numbers_that_differ_are_marked(
    desk: Desk, suggestions: SuggestionService, here: Engine, service: MachineServer
) -> None:
    forms = (TermForm(VIETNAMESE, "Kim Bồng"), TermForm(ENGLISH, "Kim Bong"))
    with desk.place.database.writing() as records:
        records.terms.put(Term(TermId(new_id()), TermKind.PLACE, forms))
    service.say = lambda text: text.replace("41%", "14 per cent")
    said = suggestions.ask(begun(desk), here, "**Kim Bồng** lấy 41% thu nhập.")
    assert said.text.startswith("**Kim Bong**")
    assert said.kept == ("Kim Bong",)
    assert [said.text[mark.start : mark.end] for mark in said.marks] == ["14 per cent"]
    assert said.missing == ("41%",)


def test_a_service_that_fails_is_said_in_one_sentence_and_asked_again(
    desk: Desk, suggestions: SuggestionService, here: Engine, service: MachineServer
) -> None:
    article = begun(desk)
    service.answer = {"translatedText": [" "]}
    with pytest.raises(NotTheSite):
        suggestions.ask(article, here, "Một.")
    service.answer, service.status = None, 500
    with pytest.raises(Busy) as failing:
        suggestions.ask(article, here, "Một.")
    assert failing.value.message.key == "machine-no-answer"  # not: it is tried again by itself
    service.status = 200
    assert suggestions.ask(article, here, "Một.").text == "<Một.>"


def test_what_was_inserted_is_a_machines_until_somebody_has_read_it(
    desk: Desk, suggestions: SuggestionService, machine: MachineService, here: Engine
) -> None:
    article = begun(desk)
    row = row_of(desk, article, "Một.")
    desk.translations.write(article, row.sources, "One.", State.REVIEWED)
    said = suggestions.ask(article, here, "Một.")
    taken = take(desk, suggestions, article, said, "Một.")
    assert (taken.state, taken.made, taken.read_by) == (State.DRAFT, Made.MACHINE, "")
    assert [row.target_text for row in machine.unread(article)] == [said.text]
    desk.translations.confirm(article, taken.targets)
    [read] = machine.page(article).rows
    assert (read.engine, read.read_by) == ("Here", "Lan")


def test_undo_of_what_was_inserted_into_a_field_gives_its_state_back_too(
    desk: Desk, suggestions: SuggestionService, machine: MachineService, here: Engine
) -> None:
    article = begun(desk)

    def headline() -> tuple[str, State, Made, str]:
        row = row_of(desk, article, "Tít")
        return row.target_text, row.state, row.made, row.read_by

    row = row_of(desk, article, "Tít")
    desk.translations.write(article, row.sources, "Title", State.REVIEWED)
    before = headline()
    assert before == ("Title", State.REVIEWED, Made.HAND, "Lan")
    said = suggestions.ask(article, here, "Tít")
    desk.clock.advance(60)
    desk.write(article, headline=said.text)
    seen = SeenRow(row.sources, row.targets, row.source_text, said.text)
    suggestions.inserted(article, seen, None, said)
    inserted = headline()
    assert [row.engine for row in machine.page(article).rows] == ["Here"]
    assert inserted == (said.text, State.DRAFT, Made.MACHINE, "")
    desk.write(article, headline="Title")
    assert headline() == before
    assert machine.page(article).rows == (), "no machine wrote that"
    desk.write(article, headline=said.text)
    assert headline() == inserted
    source = desk.stories.find_article(article).translated_from
    assert source is not None
    desk.write(source, headline="Tít mới")
    desk.write(article, headline="Title")
    assert row_of(desk, article, "Tít mới").stale


def test_a_caption_of_a_machine_begins_no_other_use_before_somebody_has_read_it(
    desk: Desk, suggestions: SuggestionService, here: Engine
) -> None:
    story = desk.story(body="Một.")
    source = desk.stories.view(story).articles[0]
    attached = desk.photos.attach(source.id, jpeg_with(), "pha.jpg")
    desk.photos.describe(attached.use, caption="Phà")
    article = desk.translations.start(story, ENGLISH).article
    said = suggestions.ask(article, here, "Phà")
    row = row_of(desk, article, "Phà")
    [caption] = row.targets
    desk.drafts.save(caption.owner, "caption", said.text)
    desk.drafts.settle(article)
    seen = SeenRow(row.sources, row.targets, row.source_text, said.text)
    suggestions.inserted(article, seen, None, said)

    def elsewhere() -> str:
        """Return the caption that the photo begins with in another English text."""
        photo = desk.photos.photo(attached.photo)
        return photo.captions.get(ENGLISH, DeskCaption()).caption

    assert row_of(desk, article, "Phà").made is Made.MACHINE
    assert elsewhere() == ""
    desk.drafts.save(caption.owner, "caption", f"{said.text}.")
    desk.drafts.settle(article)
    assert elsewhere() == ""
    desk.translations.confirm(article, [caption])
    desk.drafts.save(caption.owner, "caption", "A ferry")
    desk.drafts.settle(article)
    assert elsewhere() == "A ferry"


def test_who_types_on_before_it_is_marked_types_in_a_machines_words(
    desk: Desk, suggestions: SuggestionService, here: Engine
) -> None:
    text = "Nước sông lên nhanh trong đêm qua."
    article = begun(desk, text)
    row = row_of(desk, article, text)
    said = suggestions.ask(article, here, text)
    desk.write(article, body=f"So: {said.text}")
    seen = SeenRow(row.sources, row.targets, row.source_text, said.text)
    suggestions.inserted(article, seen, Intent(0, (said.text,), row.sources), said)
    taken = row_of(desk, article, text)
    assert taken.target_text == f"So: {said.text}"
    assert (taken.state, taken.made, taken.read_by) == (State.DRAFT, Made.MACHINE, "")


def test_words_that_were_changed_meanwhile_are_not_called_a_machines(
    desk: Desk, suggestions: SuggestionService, here: Engine
) -> None:
    article = begun(desk)
    row = row_of(desk, article, "Một.")
    desk.translations.write(article, row.sources, "Mine.", State.DRAFT)
    said = suggestions.ask(article, here, "Một.")
    seen = SeenRow(row.sources, row.targets, row.source_text, said.text)
    assert not suggestions.inserted(article, seen, Intent(0, (said.text,), row.sources), said)
    assert row_of(desk, article, "Một.").made is Made.HAND
