"""The machine's card in Assist: a key asks it, the next inserts; by itself only when wanted."""

from __future__ import annotations

import threading
from dataclasses import replace

from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import EngineId, new_id
from editor_app.domain.link import Made, State
from editor_app.domain.machine import Engine, EngineKind
from editor_app.ui.translation.machine_card import MachineCard, suggestion_pieces
from editor_app.ui.translation.marked_text import Look
from tests.connectors.machine_server import MachineServer
from tests.ui.translation.translating import Translating


def set_up(work: Translating, service: MachineServer, *, by_itself: bool = False) -> Engine:
    engine = Engine(EngineId(new_id()), EngineKind.LIBRE, "Here", service.url, by_itself=by_itself)
    work.jobs.change(lambda: work.desk.machine.put(engine))
    work.settle()
    return engine


def card_of(work: Translating) -> MachineCard:
    return work.view.assist.machine


def said(work: Translating) -> str:
    """Return what the machine suggests now."""
    suggestion = card_of(work).suggestion
    return suggestion.text if suggestion is not None else ""


def test_a_key_asks_the_machine_the_next_inserts_and_a_person_confirms(
    work: Translating, httpserver: HTTPServer
) -> None:
    work.desk.settings.save(editor="Lan")
    service = MachineServer(httpserver)
    work.view.work.open(work.number("Bốn"))
    work.settle()
    assert card_of(work).isHidden()
    set_up(work, service)
    card = card_of(work)
    assert (card.number, card.isHidden(), service.texts) == (1, False, [])
    assert "translate.match1" in work.view.performs()
    work.view.perform("translate.match1")
    work.settle()
    text = "<Bốn chiếc phà chạy hai tuyến.>"
    assert said(work) == text
    assert work.view.active.edit.toPlainText() == ""  # it never inserts by itself
    work.view.perform("translate.match1")
    work.settle()
    row = work.segments()["Bốn chiếc phà chạy hai tuyến."]
    assert (row.target_text, row.state, row.made) == (text, State.DRAFT, Made.MACHINE)
    assert "machine translation" in work.view.assist._state.text()
    work.view.perform("translate.confirm")
    work.settle()
    row = work.segments()["Bốn chiếc phà chạy hai tuyến."]
    assert (row.state, row.made) == (State.TRANSLATED, Made.MACHINE)
    assert said(work) == ""  # of another row now
    work.view.work.open(work.number("Bốn"))
    work.settle()
    assert said(work) == text
    assert len(service.texts) == 1  # what was asked once is remembered
    assert "confirmed by Lan" in work.view.assist._state.text()


def test_who_has_no_name_is_told_so_and_the_row_stays_open(
    work: Translating, httpserver: HTTPServer
) -> None:
    set_up(work, MachineServer(httpserver))
    work.view.work.open(work.number("Bốn"))
    work.settle()
    for _asked_then_inserted in range(2):
        work.view.perform("translate.match1")
        work.settle()
    told: list[EditorError] = []
    work.jobs.refused.connect(told.append)
    work.view.perform("translate.confirm")
    work.settle()
    assert [error.message.key for error in told] == ["machine-read-by-nobody"]
    row = work.row(work.number("Bốn"))
    assert (row.state, row.finished) == (State.DRAFT, False)


def test_it_asks_by_itself_where_the_desk_wants_it_and_not_after_a_trouble(
    work: Translating, httpserver: HTTPServer, qtbot: QtBot
) -> None:
    service = MachineServer(httpserver)
    card = card_of(work)
    work.view.work.open(work.number("Bốn"))
    set_up(work, service, by_itself=True)
    qtbot.waitUntil(lambda: bool(said(work)))
    service.status = 500
    work.view.work.open(work.number("Tỉnh"))
    work.settle()
    qtbot.waitUntil(lambda: len(service.seen) == 2)
    work.settle()
    assert said(work) == ""
    assert card.said.text()
    assert card.act.text() == "Ask again"
    service.status = 200
    work.view.work.open(work.number("Chuyến"))
    work.settle()
    assert not work.view.helping.machine._soon.isActive()
    card.choose()
    work.settle()
    assert said(work)


def test_an_answer_that_comes_when_the_story_is_closed_shows_nothing(
    work: Translating, httpserver: HTTPServer
) -> None:
    asked, answers = threading.Event(), threading.Event()

    def slowly(text: str) -> str:
        asked.set()
        answers.wait(60)
        return text

    set_up(work, MachineServer(httpserver, say=slowly))
    work.view.work.open(work.number("Bốn"))
    work.settle()
    card_of(work).choose()
    assert asked.wait(60)
    work.view.leave()
    work.view.clear()
    answers.set()
    work.settle()
    assert card_of(work).isHidden()


def test_a_trouble_that_comes_when_its_row_is_left_ends_the_asking_by_itself(
    work: Translating, httpserver: HTTPServer, qtbot: QtBot
) -> None:
    told: list[object] = []
    work.jobs.refused.connect(told.append)
    asked, answers = threading.Event(), threading.Event()

    def slowly(text: str) -> str:
        asked.set()
        answers.wait(60)
        return ""  # no answer at all

    service = MachineServer(httpserver, say=slowly)
    work.view.work.open(work.number("Bốn"))
    set_up(work, service, by_itself=True)
    qtbot.waitUntil(asked.is_set)
    work.view.work.open(work.number("Tỉnh"))
    answers.set()
    work.settle()
    machine = work.view.helping.machine
    machine.look()
    work.settle()
    assert (machine._soon.isActive(), told) == (False, [])
    assert card_of(work).act.text() == "Ask it"


def test_before_the_first_text_goes_away_one_sentence_says_where(
    work: Translating, httpserver: HTTPServer
) -> None:
    away = Engine(EngineId(new_id()), EngineKind.DEEPL, "Away", "https://mt.away.example")
    work.view.work.open(work.number("Bốn"))
    work.jobs.change(lambda: work.desk.machine.put(replace(away, by_itself=True)))
    work.settle()
    card = card_of(work)
    assert "mt.away.example" in card.said.text()
    assert (card.number, card.act.text().startswith("I agree")) == (0, True)
    assert "translate.match1" not in work.view.performs()


def test_what_was_kept_and_what_is_in_doubt_is_marked(
    work: Translating, httpserver: HTTPServer
) -> None:
    service = MachineServer(httpserver, say=lambda text: f"{text} 7")
    set_up(work, service)
    work.view.work.open(work.number("Bốn"))
    work.settle()
    card = card_of(work)
    card.choose()
    work.settle()
    assert card.suggestion is not None
    kept = replace(card.suggestion, kept=("phà chạy", "phà"))
    pieces = suggestion_pieces(kept)
    assert [piece for piece in pieces if piece[1] is not Look.PLAIN] == [
        ("phà chạy", Look.TERM),
        ("7", Look.DOUBT),
    ]
    assert card.doubt.text().startswith("Check: 7")


def test_what_was_asked_for_a_paragraph_is_never_offered_for_the_name_of_a_tag(
    work: Translating, httpserver: HTTPServer
) -> None:
    service = MachineServer(httpserver)
    set_up(work, service)
    work.view.work.open(work.number("Bốn"))
    work.settle()
    card_of(work).choose()
    work.view.work.open(work.number("pha-chay"))  # the slug, while the answer is on its way
    work.settle()
    assert (card_of(work).isHidden(), said(work)) == (True, "")
    work.view.work.open(work.number("Bốn"))
    work.view.work.open(work.number("pha-chay"))  # and before the service of the row is known
    work.settle()
    assert card_of(work).isHidden()
    assert "translate.match1" not in work.view.performs()
