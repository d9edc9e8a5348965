"""What checks make of terms: after any change the same as if all were made anew, and for less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import ENGLISH, Language, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.text.checks.reference import TermKey
from editor_app.text.checks.term_book import TermBook
from editor_app.text.checks.words_in_text import Index

WORDS = ("phà", "bến", "sông", "Hà Nội", "渡轮", "bến phà", "sông Hồng")
TEXT = "Phà rời bến phà ở Hà Nội trên sông Hồng 渡轮"


@dataclass(frozen=True)
class Noted:
    form: str
    rank: tuple[str, int]


def noted(term: Term, _use: Language) -> Iterator[Noted]:
    for number, form in enumerate(term.forms):
        yield Noted(form.text, (term.id, number))


def term(number: int, *forms: str) -> Term:
    said = tuple(TermForm(ENGLISH, form) for form in forms)
    return Term(TermId(f"{number:03}"), TermKind.TERM, said)


SETS = st.dictionaries(
    st.integers(0, 9), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), max_size=10
)


@given(st.lists(SETS, min_size=2, max_size=5), st.data())
def test_what_changed_by_and_by_is_what_is_made_at_once(
    steps: list[dict[int, list[str]]], data: st.DataObject
) -> None:
    book = TermBook(noted)
    known: dict[int, Term] = {}
    for step in steps:
        stays = {number: item for number, item in known.items() if data.draw(st.booleans())}
        known = {number: term(number, *forms) for number, forms in step.items()} | stays
        terms = tuple(known[number] for number in sorted(known))
        once = Index([entry for item in terms for entry in noted(item, ENGLISH)])
        assert book.index(TermKey(terms), ENGLISH).may_hold(TEXT) == once.may_hold(TEXT)


def test_one_term_that_is_saved_costs_one_term() -> None:
    asked: list[TermId] = []

    def counted(item: Term, use: Language) -> Iterator[Noted]:
        asked.append(item.id)
        return noted(item, use)

    book = TermBook(counted)
    terms = tuple(term(number, f"phà{number}") for number in range(200))
    before = book.index(TermKey(terms), ENGLISH)
    assert len(asked) == 200
    asked.clear()
    saved = term(7, "phà700")
    after = book.index(TermKey((*terms[:7], saved, *terms[8:])), ENGLISH)
    assert asked == ["007", "007"]  # as it was, and as it is
    assert [entry.form for entry in after.may_hold("phà7 phà700")] == ["phà700"]
    assert [entry.form for entry in before.may_hold("phà7 phà700")] == ["phà7"]


def test_many_terms_that_go_are_not_held_against_all_that_begin_alike() -> None:
    held: list[str] = []

    @dataclass(frozen=True)
    class Held(Noted):
        def __eq__(self, other: object) -> bool:
            held.append(self.form)
            return isinstance(other, Held) and self.rank == other.rank

        __hash__ = Noted.__hash__

    def entries(count: int) -> list[Held]:
        return [Held(f"Nguyễn {number}", ("", number)) for number in range(count)]

    index = Index(entries(200)).changed(entries(100), ())
    assert len(index.may_hold(" ".join(entry.form for entry in entries(200)))) == 100
    assert len(held) < 400
