"""What is offered for a source text, how it is typed, and what its translation uses of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.paths import resource_folder
from editor_app.text.checks.reference import tables_from
from editor_app.text.term_finding import TermIndex
from editor_app.text.term_making import Likeness, Pair, guessed_kind, joined, known_of, tidy
from editor_app.text.term_offers import (
    Origin,
    Standing,
    TermOffer,
    TermShelf,
    missing,
    uses,
)
from editor_app.text.term_tables import table_terms
from editor_app.text.term_typing import completions, found_by, inserted, placed, spaced

TODAY = date(2026, 11, 26)


def term(number: int, kind: TermKind, *forms: TermForm, valid_to: date | None = None) -> Term:
    return Term(TermId(str(number)), kind, forms, valid_to=valid_to)


TERMS = (
    term(
        1,
        TermKind.TERM,
        TermForm(VIETNAMESE, "thuyền trưởng"),
        TermForm(VIETNAMESE, "tài công", forbidden=True),
        TermForm(ENGLISH, "skipper"),
        TermForm(ENGLISH, "captain", forbidden=True),
        TermForm(CHINESE, "船长"),
    ),
    term(2, TermKind.OFFICE, TermForm(VIETNAMESE, "bí thư"), TermForm(ENGLISH, "secretary")),
    term(
        3,
        TermKind.PLACE,
        TermForm(VIETNAMESE, "Bến Cũ"),
        TermForm(ENGLISH, "Old Landing"),
        valid_to=date(2025, 6, 30),
    ),
    term(4, TermKind.KEEP, TermForm(ENGLISH, "Delta Courier")),
)


@pytest.fixture(scope="module")
def listed() -> tuple[Term, ...]:
    folder = Path(resource_folder()) / "tables"
    names = ("offices.tsv", "readings.tsv", "plain-vietnamese.tsv")
    return table_terms(tables_from(*((folder / name).read_text("utf-8") for name in names)))


def shelf(
    source: Language, target: Language, listed: tuple[Term, ...] = (), *, keeps: bool = False
) -> TermShelf:
    return TermShelf(source, target, TermIndex(TERMS, source), TermIndex(listed, source), keeps)


def offered(made: TermShelf, text: str) -> dict[str, str]:
    return {offer.source: offer.target for offer in made.offers(text, TODAY)}


def test_terms_of_a_source_come_with_their_forms_in_its_order() -> None:
    text = "Bí thư gặp các thuyền trưởng, theo Delta Courier."
    found = shelf(VIETNAMESE, ENGLISH).offers(text, TODAY)
    assert [(offer.source, offer.target) for offer in found] == [
        ("Bí thư", "secretary"),
        ("thuyền trưởng", "skipper"),
        ("Delta Courier", "Delta Courier"),
    ]
    assert found[1].forbidden == ("captain",)


def test_a_term_that_is_over_is_last_and_is_never_inserted() -> None:
    found = shelf(VIETNAMESE, ENGLISH).offers("Ở Bến Cũ có hai thuyền trưởng.", TODAY)
    assert [(offer.source, offer.standing) for offer in found if offer.term.id] == [
        ("thuyền trưởng", Standing.HOLDS),
        ("Bến Cũ", Standing.OVER),
    ]
    assert [offer.target for offer in missing(found, "", ENGLISH)] == ["skipper"]


def test_a_form_that_must_not_be_used_in_the_source_is_told_apart() -> None:
    (found,) = shelf(VIETNAMESE, ENGLISH).offers("Tài công đếm mây.", TODAY)
    assert found.wrong
    assert found.target == "skipper"


def test_names_follow_the_policy_of_the_edition() -> None:
    text = "Ông Nguyễn Văn Hùng ở tỉnh Cần Thơ."
    bare = {"Nguyễn Văn Hùng": "Nguyen Van Hung", "Cần Thơ": "Can Tho"}
    assert offered(shelf(VIETNAMESE, ENGLISH), text) == bare
    assert offered(shelf(VIETNAMESE, ENGLISH, keeps=True), text) == {name: name for name in bare}
    assert offered(shelf(VIETNAMESE, CHINESE), text) == dict.fromkeys(bare, "")  # to be given one
    assert missing(shelf(VIETNAMESE, CHINESE).offers(text, TODAY), "", CHINESE) == ()


def test_names_and_offices_of_the_tables_have_the_forms_of_their_country(
    listed: tuple[Term, ...],
) -> None:
    text = "Thủ tướng Đức gặp ông Tập Cận Bình."
    assert offered(shelf(VIETNAMESE, ENGLISH, listed), text) == {
        "Thủ tướng Đức": "German Chancellor",
        "Tập Cận Bình": "Xi Jinping",
    }
    assert offered(shelf(VIETNAMESE, CHINESE, listed), text) == {
        "Thủ tướng Đức": "德国总理",
        "Tập Cận Bình": "习近平",
    }
    assert offered(shelf(CHINESE, VIETNAMESE, listed), "德国总理会见习近平") == {
        "德国总理": "Thủ tướng Đức",
        "习近平": "Tập Cận Bình",
    }
    assert offered(shelf(ENGLISH, VIETNAMESE, listed), "Japan’s leader, US Secretary of State") == {
        "Japan": "Nhật Bản",
        "US Secretary of State": "Ngoại trưởng Mỹ",
    }


def test_the_terms_of_the_desk_come_before_the_tables(listed: tuple[Term, ...]) -> None:
    ours = term(9, TermKind.NAME, TermForm(VIETNAMESE, "Luân Đôn"), TermForm(ENGLISH, "Londinium"))
    made = TermShelf(
        VIETNAMESE, ENGLISH, TermIndex([ours], VIETNAMESE), TermIndex(listed, VIETNAMESE)
    )
    (found,) = made.offers("ở Luân Đôn", TODAY)
    assert (found.target, found.origin) == ("Londinium", Origin.DESK)


def test_a_translation_uses_a_term_inflected_and_a_name_by_a_part() -> None:
    text = "Thuyền trưởng Nguyễn Văn Hùng gặp bí thư."
    found = shelf(VIETNAMESE, ENGLISH).offers(text, TODAY)
    assert uses(found, "Skippers know Hung.", ENGLISH) == {
        "Thuyền trưởng": (0, 8),
        "Nguyễn Văn Hùng": (14, 18),
    }
    assert [item.source for item in missing(found, "Skippers know Hung.", ENGLISH)] == ["bí thư"]


def offer(
    source: str, target: str, kind: TermKind = TermKind.TERM, language: Language = ENGLISH
) -> TermOffer:
    forms = (TermForm(VIETNAMESE, source), TermForm(language, target))
    return TermOffer(source, ((0, len(source)),), Term(TermId("1"), kind, forms), (target,))


SKIPPER = offer("thuyền trưởng", "skipper")
HUNG = offer("Nguyễn Văn Hùng", "Nguyen Van Hung", TermKind.NAME)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("said the sk", "skipper"),
        ("Sk", "Skipper"),
        ("He left. “sk", "Skipper"),
        ("told nguyen v", "Nguyen Van Hung"),
        ("told nguyen van hung", "Nguyen Van Hung"),
    ],
)
def test_a_few_letters_are_completed_with_the_capitals_of_the_place(before: str, text: str) -> None:
    assert [item.text for item in completions(before, (SKIPPER, HUNG), ENGLISH)] == [text]


@pytest.mark.parametrize(
    "before", ["s", "ask", "skipper", "skippers", "sk ", "", "Nguyen Van Hung"]
)
def test_nothing_is_offered_for_one_letter_inside_a_word_or_for_what_is_there(before: str) -> None:
    assert completions(before, (SKIPPER, HUNG), ENGLISH) == ()


def test_chinese_is_completed_without_spaces() -> None:
    known = (offer("bí thư", "中华人民共和国", language=CHINESE),)
    (found,) = completions("他在中华", known, CHINESE)
    assert (found.text, found.typed) == ("中华人民共和国", 2)


def test_marks_are_not_needed_to_find_a_vietnamese_form() -> None:
    known = (offer("skipper", "thuyền trưởng", language=VIETNAMESE),)
    (found,) = completions("các thuyen tr", known, VIETNAMESE)
    assert (found.text, found.typed) == ("thuyền trưởng", 9)


def test_an_inserted_term_has_the_spaces_and_the_capital_of_its_place() -> None:
    assert inserted(SKIPPER, "", "", ENGLISH) == "Skipper"
    assert inserted(SKIPPER, "said the", "of", ENGLISH) == " skipper "
    assert inserted(SKIPPER, "said (", ")", ENGLISH) == "skipper"
    assert spaced("船长", "他说", "今天", CHINESE) == "船长"
    assert placed("iPhone", "", ENGLISH, TermKind.KEEP) == "iPhone"


def test_type_ahead_finds_by_source_and_form_without_marks() -> None:
    known = (SKIPPER, HUNG)
    assert found_by(known, "truong") == (SKIPPER,)
    assert found_by(known, "hun") == (HUNG,)
    assert found_by(known, "") == known


@given(st.text(max_size=30))
def test_a_completion_begins_with_what_was_typed_and_never_reaches_before_it(before: str) -> None:
    for found in completions(before, (SKIPPER, HUNG), ENGLISH):
        assert 2 <= found.typed <= len(before)
        typed = before[len(before) - found.typed :]
        assert found.text[:1].casefold() == typed[:1].casefold() or not typed[:1].isascii()


# -- new terms


def pair(source: str, target: str) -> Pair:
    return Pair(VIETNAMESE, source, ENGLISH, target)


@pytest.mark.parametrize(
    ("source", "target", "likeness"),
    [
        ("phà", "ferry", Likeness.NEW),
        ("Thuyền trưởng", "skipper", Likeness.KNOWN),
        ("thuyền trưởng", "captain", Likeness.FORBIDDEN),
        ("thuyền trưởng", "master", Likeness.OTHER_TARGET),
        ("lái đò", "skipper", Likeness.OTHER_SOURCE),
        ("Bến Cũ", "Old Wharf", Likeness.NEW),
    ],
)
def test_a_new_pair_is_compared_with_the_terms_that_hold(
    source: str, target: str, likeness: Likeness
) -> None:
    assert known_of(pair(source, target), TERMS, TODAY).likeness is likeness


def test_joining_keeps_what_a_term_has_and_allows_a_form_that_was_forbidden() -> None:
    grown = joined(TERMS[0], pair("lái đò", "captain"))
    assert TermForm(VIETNAMESE, "lái đò") in grown.forms
    assert TermForm(ENGLISH, "captain") in grown.forms
    assert grown.preferred(ENGLISH) == "skipper"
    assert known_of(pair("lái đò", "captain"), (grown,), TODAY).likeness is Likeness.KNOWN


def test_the_kind_of_a_pair_is_guessed_from_its_capitals() -> None:
    assert guessed_kind(pair("thuyền trưởng", "skipper")) is TermKind.TERM
    assert guessed_kind(pair("Nguyễn Văn Hùng", "Nguyen Van Hung")) is TermKind.NAME
    assert guessed_kind(pair("Delta Courier", "Delta Courier")) is TermKind.KEEP
    assert guessed_kind(Pair(VIETNAMESE, "Hà Nội", CHINESE, "河内")) is TermKind.NAME


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_joined_pair_is_known_from_then_on(source: str, target: str) -> None:
    made = pair(tidy(source), tidy(target))
    if made.source and made.target:
        grown = joined(Term(TermId("1"), TermKind.TERM, ()), made)
        assert known_of(made, (grown,), TODAY).likeness is Likeness.KNOWN
