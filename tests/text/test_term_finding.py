"""Terms are found as whole words, in any inflection, with their capitals, the longest first."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.text.term_finding import TermIndex, inflections, stem

WORDS = st.text("abcdeginsyz", min_size=1, max_size=9)
SYLLABLES = st.sampled_from(["phà", "bến", "thuyền", "trưởng", "Hòa", "sông", "chạy", "船", "长"])


def index(
    *forms: str, language: Language = VIETNAMESE, kind: TermKind = TermKind.TERM
) -> TermIndex:
    terms = (Term(TermId(form), kind, (TermForm(language, form),)) for form in forms)
    return TermIndex(terms, language)


def found(known: TermIndex, text: str) -> list[str]:
    return [text[place.start : place.end] for place in known.places(text)]


def test_a_term_of_several_syllables_is_found_whatever_its_capitals() -> None:
    known = index("thuyền trưởng")
    assert found(known, "Thuyền trưởng nói: các thuyền trưởng, THUYỀN TRƯỞNG.") == [
        "Thuyền trưởng",
        "thuyền trưởng",
        "THUYỀN TRƯỞNG",
    ]


def test_marks_and_the_capitals_of_a_name_must_be_there() -> None:
    assert found(index("Hòa", kind=TermKind.NAME), "hoa, Hoa, hòa, Hòa, HÒA") == ["Hòa", "HÒA"]


def test_a_word_that_is_part_of_another_is_no_term() -> None:
    assert found(index("ferry", language=ENGLISH), "ferryman, the ferry-boat") == ["ferry"]


def test_both_places_of_a_tone_and_both_normal_forms_are_one_spelling() -> None:
    text = normalize("NFD", "bến phà Bình Thuỷ.")
    assert found(index("Bình Thủy", kind=TermKind.PLACE), text) == [normalize("NFD", "Bình Thuỷ")]


def test_english_terms_are_found_inflected_and_names_are_not() -> None:
    text = "Skippers planned ferries; the skipper’s ferry; Hoas."
    assert found(index("skipper", "ferry", "plan", language=ENGLISH), text) == [
        "Skippers",
        "planned",
        "ferries",
        "skipper",
        "ferry",
    ]
    assert found(index("Hoa", language=ENGLISH, kind=TermKind.NAME), text) == []


def test_a_term_never_shows_for_a_shorter_word_that_it_is_built_on() -> None:
    assert found(index("evening", language=ENGLISH), "even the evenings") == ["evenings"]


def test_the_longest_term_wins_wherever_it_begins() -> None:
    chinese = index("中国人", "人民银行", language=CHINESE)
    assert found(chinese, "中国人民银行今天开会") == ["人民银行"]
    assert found(index("tàu", "tàu giường nằm"), "chuyến tàu giường nằm") == ["tàu giường nằm"]


def test_chinese_is_found_inside_a_sentence_in_either_script() -> None:
    assert found(index("总统府", language=CHINESE), "在總統府會見") == ["總統府"]
    assert found(index("COVID", language=CHINESE, kind=TermKind.KEEP), "新COVID疫情") == ["COVID"]


def test_a_form_may_hold_signs_and_run_over_a_line() -> None:
    assert found(index("U.S.", "per cent", language=ENGLISH), "The U.S. said 41 per\ncent.") == [
        "U.S.",
        "per\ncent",
    ]
    assert found(index("per cent", language=ENGLISH), "41 per\n\ncent") == []


def test_addresses_of_links_hold_no_terms() -> None:
    text = "[Phà](https://example.org/bến/phà) ở bến, https://bến.example/phà"
    assert found(index("phà", "bến"), text) == ["Phà", "bến"]
    behind = "见https://a.vn/船。船在河上。"
    assert found(index("船", language=CHINESE), behind) == ["船"]


def test_what_stays_as_it_is_counts_in_every_language() -> None:
    form = TermForm(ENGLISH, "Delta Courier")
    known = TermIndex([Term(TermId("1"), TermKind.KEEP, (form,))], VIETNAMESE)
    assert found(known, "Theo Delta Courier") == ["Delta Courier"]


@given(WORDS)
def test_all_inflections_of_a_word_share_its_stem(word: str) -> None:
    assert {stem(other) for other in inflections(word)} == {stem(word)}


@given(st.lists(SYLLABLES, max_size=12), st.lists(st.lists(SYLLABLES, min_size=1, max_size=3)))
def test_places_never_overlap_and_are_those_of_a_search_one_by_one(
    syllables: list[str], forms: list[list[str]]
) -> None:
    text, known = " ".join(syllables), {" ".join(form) for form in forms}
    places = index(*sorted(known)).places(text)
    assert all(one.end <= two.start for one, two in pairwise(places))
    assert all(text[place.start : place.end] in known for place in places)
    words = {" ".join(syllables[at : at + n]) for at in range(12) for n in (1, 2, 3)}
    assert bool(places) == bool(words & known)


@given(
    st.lists(st.sampled_from("abcdef"), unique=True),
    st.lists(st.sampled_from("abcdef"), unique=True),
)
def test_an_index_that_was_changed_is_as_one_made_anew(first: list[str], then: list[str]) -> None:
    text = "bến phà, thuyền trưởng và cầu tre"
    forms = dict(zip("abcdef", ("bến phà", "phà", "thuyền", "cầu tre", "tre", "bến"), strict=True))

    def terms(names: list[str]) -> list[Term]:
        return [
            Term(TermId(name), TermKind.TERM, (TermForm(VIETNAMESE, forms[name]),))
            for name in names
        ]

    changed = TermIndex(terms(first), VIETNAMESE)
    changed.change(terms(first), terms(then))
    assert changed.places(text) == TermIndex(terms(then), VIETNAMESE).places(text)
