"""Where private notes hang, and how they are found again when the text has changed."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.history import Note
from editor_app.domain.ids import ArticleId, BlockId, NoteId
from editor_app.domain.link import Address, block_address
from editor_app.text.note_places import (
    NotePlace,
    address_of,
    answered,
    hung,
    part_of,
    place_of,
)

HERE, SOURCE = ArticleId("a" * 32), ArticleId("b" * 32)
FIRST, SECOND = (block_address(HERE, BlockId(name)) for name in ("one", "two"))
BESIDE = block_address(SOURCE, BlockId("three"))
TEXTS = {
    Address(HERE, "headline"): "The **river** rises",
    FIRST: "The river rises, said the river's keeper.",
    SECOND: "Nobody was hurt in [the flood](https://a.vn).",
    BESIDE: "Nước lên nhanh trong đêm hôm qua.",
}


def note(part: str = "", quote: str = "", start: int = 0, end: int = 0) -> Note:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return Note(NoteId("n"), HERE, at, "Lan", "Sure?", part, start, end, quote)


def test_a_note_without_place_and_quote_is_about_the_whole_text() -> None:
    assert place_of(note(), TEXTS) == NotePlace()


def test_a_note_hangs_on_the_words_that_are_nearest_to_where_they_stood() -> None:
    place = place_of(note(FIRST.part, "river", 22, 27), TEXTS)
    assert (place.address, place.start, place.end) == (FIRST, 26, 31)


def test_a_note_on_a_whole_paragraph_stays_on_it_whatever_becomes_of_its_words() -> None:
    assert place_of(note(FIRST.part, "Once it was other"), TEXTS) == NotePlace(FIRST, TEXTS[FIRST])


def test_a_comment_is_found_by_the_words_that_it_quotes_with_marks_or_without() -> None:
    place = place_of(note(quote="hurt in the flood"), TEXTS)
    assert (place.address, place.start, place.end) == (SECOND, 0, 0)
    assert place_of(note(quote="Nobody was"), TEXTS).end == len("Nobody was")


def test_words_that_stand_twice_tell_no_place() -> None:
    assert place_of(note(quote="river"), TEXTS) == NotePlace()


def test_a_note_follows_its_words_into_another_paragraph() -> None:
    moved = note("block:gone", "Nobody was hurt", 4, 19)
    assert place_of(moved, TEXTS).address == SECOND
    parted = note(FIRST.part, "Nobody was hurt in [the", 4, 27)
    assert place_of(parted, TEXTS).address == SECOND


def test_a_note_of_a_paragraph_that_is_gone_says_so() -> None:
    assert place_of(note("block:gone", "Ten people"), TEXTS) == NotePlace(gone=True)


def test_a_note_hangs_on_the_source_while_nothing_renders_it() -> None:
    part = part_of(HERE, BESIDE)
    assert address_of(note(part)) == BESIDE
    assert place_of(note(part, "Nước lên"), TEXTS).address == BESIDE


def test_no_note_is_drawn_to_the_source_by_its_words_alone() -> None:
    assert place_of(note(quote="Nước lên nhanh"), TEXTS) == NotePlace()


def test_a_note_gets_the_place_that_its_quote_tells() -> None:
    assert hung(note(quote="keeper"), TEXTS).part == FIRST.part
    assert hung(note(quote="river"), TEXTS).part == ""
    assert hung(note(SECOND.part), TEXTS).part == SECOND.part


def test_an_answer_names_the_note_that_it_answers() -> None:
    assert answered(note("answer:x")) == "x"
    assert answered(note(FIRST.part)) is None
    assert address_of(note("answer:x")) is None


@given(st.text(max_size=30), st.text(max_size=40), st.integers(0, 60), st.integers(0, 60))
def test_the_words_of_a_place_stand_in_its_text(
    quote: str, text: str, start: int, end: int
) -> None:
    place = place_of(note(FIRST.part, quote, start, end), {FIRST: text})
    assert place.text[place.start : place.end] in {"", quote}
    assert 0 <= place.start <= place.end <= len(text)
