"""Notes that a translator sends back: shown before they are taken, each kept once, in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.domain.link import State
from editor_app.formats.bilingual_word import read_bilingual
from editor_app.formats.exchange_rows import ExchangeFile, ExchangeNote, ExchangeRow
from editor_app.formats.xliff import XliffVersion, write_xliff
from editor_app.services.exchange_views import SendKind
from editor_app.services.exchanging import ExchangeService
from editor_app.services.notes import NoteService
from tests.desks import Desk

BODY = "Nước sông lên nhanh.\n\nHết lũ."
KINDS = {SendKind.XLIFF_12: XliffVersion.V12, SendKind.XLIFF_21: XliffVersion.V21}
ANNA = ExchangeNote("Which river?", "Anna")


@pytest.fixture
def exchange(desk: Desk) -> ExchangeService:
    return ExchangeService(desk.place)


@pytest.fixture
def notes(desk: Desk) -> NoteService:
    return NoteService(desk.place)


@pytest.fixture
def article(desk: Desk) -> ArticleId:
    """Return a translation whose second paragraph is translated, and the first is not."""
    made = desk.translations.start(desk.story(BODY, "Lũ về"), ENGLISH).article
    rows = desk.translations.segments(made)
    last = next(row for row in rows if row.source_text == "Hết lũ.")
    desk.translations.write(made, last.sources, "The flood is over.", State.TRANSLATED)
    return made


def returned(file: ExchangeFile, source: str, kind: SendKind = SendKind.XLIFF_12) -> bytes:
    """Return the file with Anna's note on one row and nothing else changed."""

    def noted(row: ExchangeRow) -> ExchangeRow:
        return replace(row, notes=(ANNA,)) if row.source_text == source else row

    return write_xliff(replace(file, rows=tuple(map(noted, file.rows))), KINDS[kind])


def sent(exchange: ExchangeService, article: ArticleId) -> ExchangeFile:
    """Return what goes out, read back."""
    from_word = exchange.send(article, SendKind.WORD)
    return read_bilingual(from_word.data, from_word.name)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_brings_only_a_note_is_shown_and_taken(
    desk: Desk, exchange: ExchangeService, notes: NoteService, article: ArticleId, kind: SendKind
) -> None:
    back = returned(sent(exchange, article), "Hết lũ.", kind)
    difference = exchange.compare(back, "a.xlf")
    assert difference.new_notes == 1
    assert [row.notes for row in difference.rows if row.notes] == [(("Anna", "Which river?"),)]
    taken = exchange.take(difference, ())
    assert (taken.units, taken.notes) == ((), 1)
    assert taken.changes.said is not None
    assert (taken.changes.said.key, taken.changes.said.fields) == ("notes-taken", {"count": 1})
    (thread,) = notes.of(article).threads
    assert (thread.note.by, thread.place.text) == ("Anna", "The flood is over.")
    assert taken.changes.inverse is not None
    taken.changes.inverse()
    assert notes.of(article).threads == ()


def test_a_note_on_a_row_without_translation_hangs_on_its_source(
    exchange: ExchangeService, notes: NoteService, article: ArticleId
) -> None:
    back = returned(sent(exchange, article), "Nước sông lên nhanh.")
    exchange.take(exchange.compare(back, "a.xlf"))
    (thread,) = notes.of(article).threads
    assert (thread.place.text, thread.note.quote) == ("Nước sông lên nhanh.",) * 2


def test_a_note_that_was_taken_is_not_shown_or_taken_again(
    desk: Desk, exchange: ExchangeService, notes: NoteService, article: ArticleId
) -> None:
    back = returned(sent(exchange, article), "Hết lũ.")
    exchange.take(exchange.compare(back, "a.xlf"))
    (thread,) = notes.of(article).threads
    notes.resolve(thread.note.id)
    again = exchange.compare(back, "a.xlf")
    assert again.new_notes == 0
    assert exchange.take(again).notes == 0
    assert len(notes.of(article).threads) == 1


def test_the_same_words_on_two_rows_are_two_notes(
    exchange: ExchangeService, notes: NoteService, article: ArticleId
) -> None:
    file = sent(exchange, article)
    rows = tuple(replace(row, notes=(ANNA, ANNA)) for row in file.rows)
    difference = exchange.compare(write_xliff(replace(file, rows=rows), XliffVersion.V12), "a.xlf")
    assert difference.new_notes == len(rows)
    assert exchange.take(difference, ()).notes == len(rows)
    assert len({thread.place.address for thread in notes.of(article).threads}) == len(rows)


def test_a_note_that_was_answered_stays_when_the_taking_is_undone(
    exchange: ExchangeService, notes: NoteService, article: ArticleId
) -> None:
    back = returned(sent(exchange, article), "Hết lũ.")
    taken = exchange.take(exchange.compare(back, "a.xlf"))
    (thread,) = notes.of(article).threads
    notes.answer(thread.note.id, "The Saigon.")
    assert taken.changes.inverse is not None
    taken.changes.inverse()
    assert [answer.text for answer in notes.of(article).threads[0].answers] == ["The Saigon."]
