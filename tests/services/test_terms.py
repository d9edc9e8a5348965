"""Terms of a desk: found in a source, added from a pair, taken back, and known again at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.errors import NotFound
from editor_app.domain.ids import ENGLISH, VIETNAMESE, Language, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.services.term_shelves import TermShelves
from editor_app.services.terms import TermService
from editor_app.services.vocabulary import VocabularyService
from editor_app.storage.resources import read_check_tables
from editor_app.text.term_making import Likeness, Pair
from editor_app.text.term_offers import Standing
from tests.desks import Clock, Desk

SKIPPER = Pair(VIETNAMESE, "thuyền trưởng", ENGLISH, "skipper")
TEXT = "Thuyền trưởng Nguyễn Văn Hùng gặp Thủ tướng Đức."


@pytest.fixture
def terms(desk: Desk) -> TermService:
    return TermService(desk.place, TermShelves(desk.place.terms, read_check_tables))


def offered(desk: Desk, terms: TermService) -> dict[str, str]:
    english = desk.translations.start(desk.story(body=TEXT), ENGLISH).article
    return {offer.source: offer.target for offer in terms.offers(english, TEXT)}


def test_a_source_is_offered_terms_offices_and_names(desk: Desk, terms: TermService) -> None:
    terms.add(SKIPPER, TermKind.TERM)
    assert offered(desk, terms) == {
        "Thuyền trưởng": "skipper",
        "Nguyễn Văn Hùng": "Nguyen Van Hung",
        "Thủ tướng Đức": "German Chancellor",
    }


def test_names_keep_their_marks_as_soon_as_the_edition_wants_them(
    desk: Desk, terms: TermService
) -> None:
    assert offered(desk, terms)["Nguyễn Văn Hùng"] == "Nguyen Van Hung"
    vocabulary = VocabularyService(desk.place)
    changes = vocabulary.keep_marks(ENGLISH, True)
    assert changes.vocabulary
    assert offered(desk, terms)["Nguyễn Văn Hùng"] == "Nguyễn Văn Hùng"
    assert changes.inverse is not None
    changes.inverse()
    assert offered(desk, terms)["Nguyễn Văn Hùng"] == "Nguyen Van Hung"
    with pytest.raises(NotFound):
        vocabulary.keep_marks(Language("fr"), True)


def test_a_term_that_anybody_changes_is_known_at_once(desk: Desk, terms: TermService) -> None:
    english = desk.translations.start(desk.story(body=TEXT), ENGLISH).article
    assert "Thuyền trưởng" not in {offer.source for offer in terms.offers(english, TEXT)}
    other = TermService(desk.place)
    changes = other.add(SKIPPER, TermKind.TERM)
    assert "Thuyền trưởng" in {offer.source for offer in terms.offers(english, TEXT)}
    assert changes.inverse is not None
    changes.inverse()
    assert "Thuyền trưởng" not in {offer.source for offer in terms.offers(english, TEXT)}


def test_a_new_term_holds_from_today_and_says_where_it_comes_from(
    desk: Desk, clock: Clock, terms: TermService
) -> None:
    story = desk.story(body=TEXT)
    source = desk.stories.view(story).articles[0].id
    terms.add(SKIPPER, TermKind.TERM, "Of a ferry.", source)
    (kept,) = terms.terms()
    assert (kept.valid_from, kept.valid_to) == (clock().date(), None)
    assert (kept.source, kept.note) == (
        desk.stories.view(story).story.slug_word,
        "Of a ferry.",
    )
    desk.stories.change(story, desk.stories.view(story).story.version, sensitive=True)
    terms.add(replace(SKIPPER, source="lái đò"), TermKind.TERM, article_id=source)
    assert {term.source for term in terms.terms()} == {kept.source, ""}


def test_a_pair_that_is_there_is_known_and_another_form_joins_its_term(terms: TermService) -> None:
    terms.add(SKIPPER, TermKind.TERM)
    assert terms.known(SKIPPER).likeness is Likeness.KNOWN
    other = replace(SKIPPER, target="master")
    known = terms.known(other)
    assert known.likeness is Likeness.OTHER_TARGET
    assert known.term is not None
    changes = terms.join(known.term.id, other)
    assert terms.known(other).likeness is Likeness.KNOWN
    assert changes.inverse is not None
    redo = changes.inverse().inverse
    assert terms.known(other).likeness is Likeness.OTHER_TARGET
    assert redo is not None
    redo()
    assert terms.known(other).likeness is Likeness.KNOWN


def test_a_term_past_its_day_is_offered_as_such_and_looked_up_no_more(
    desk: Desk, clock: Clock, terms: TermService
) -> None:
    forms = (TermForm(VIETNAMESE, "thuyền trưởng"), TermForm(ENGLISH, "skipper"))
    terms.put(Term(TermId("1"), TermKind.TERM, forms, valid_to=clock().date()))
    english = desk.translations.start(desk.story(body=TEXT), ENGLISH).article
    assert [found.target for found in terms.lookup(TEXT, VIETNAMESE, ENGLISH)] == ["skipper"]
    clock.advance(86_400)
    assert terms.lookup(TEXT, VIETNAMESE, ENGLISH) == ()
    assert terms.offers(english, TEXT)[-1].standing is Standing.OVER


def test_a_removed_term_comes_back(terms: TermService) -> None:
    terms.add(SKIPPER, TermKind.TERM)
    (kept,) = terms.terms()
    changes = terms.remove(kept.id)
    assert terms.terms() == ()
    assert changes.inverse is not None
    changes.inverse()
    assert terms.terms() == (kept,)
    with pytest.raises(NotFound):
        terms.remove(TermId("nobody"))


def test_terms_are_read_and_made_ready_once_until_one_changes(
    desk: Desk, terms: TermService
) -> None:
    terms.add(SKIPPER, TermKind.TERM)
    known = desk.place.terms
    with desk.place.database.reading() as records:
        before, index = known.all(records), known.index(records, VIETNAMESE)
        landmarks = known.landmarks(records, desk.place.landmarks)
        landmarks.found(TEXT, VIETNAMESE)
    with desk.place.database.reading() as records:
        assert known.all(records) is before
        assert known.index(records, VIETNAMESE) is index
        assert known.landmarks(records, desk.place.landmarks) is landmarks
    terms.add(replace(SKIPPER, source="lái đò"), TermKind.TERM)
    with desk.place.database.reading() as records:
        assert len(known.all(records)) == 2
        assert known.index(records, VIETNAMESE) is index
        assert [place.start for place in index.places("Bác lái đò.")] == [4]
        assert known.landmarks(records, desk.place.landmarks) is not landmarks
    with desk.place.database.writing() as records:  # by somebody who tells nobody
        records.terms.remove(before[0].id)
    with desk.place.database.reading() as records:
        assert len(known.all(records)) == 1
        assert known.index(records, VIETNAMESE).places(TEXT) == ()
