"""Terms in files: TBX and tables, taken in and written, on a real desk."""

from __future__ import annotations

import pytest

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import ENGLISH, VIETNAMESE, Language, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.services.exchange_views import TermFileKind
from editor_app.services.word_files import WordFileService
from tests.desks import Desk, undone

TERM = Term(
    TermId("1" * 32),
    TermKind.NAME,
    (TermForm(VIETNAMESE, "Sông Hồng"), TermForm(ENGLISH, "Red River")),
    note="river",
)


@pytest.fixture
def files(desk: Desk) -> WordFileService:
    return WordFileService(desk.place)


@pytest.mark.parametrize("kind", TermFileKind)
def test_terms_survive_going_out_and_coming_in(
    desk: Desk, files: WordFileService, kind: TermFileKind
) -> None:
    with desk.place.database.writing() as records:
        records.terms.put(TERM)
    data, count = files.export_terms(kind)
    assert count == 1
    again = files.import_terms(data, f"a.{kind}")
    assert (again.read, again.added, again.languages) == (1, 0, {"vi": 1, "en": 1})
    with desk.place.database.writing() as records:
        records.terms.remove(TERM.id)
    assert files.import_terms(data, "a").added == 1
    with desk.place.database.reading() as records:
        (back,) = records.terms.all()
    assert (back.kind, back.forms, back.note) == (TERM.kind, TERM.forms, TERM.note)


def test_terms_taken_in_are_taken_back_in_one_step(desk: Desk, files: WordFileService) -> None:
    data = b"source_language,source,target_language,target\nvi-VN,a,EN,b\nvi,c,en,d\n"
    taken = files.import_terms(data, "a.csv")
    assert taken.languages == {Language("vi"): 2, Language("en"): 2}
    again = undone(taken.changes)
    with desk.place.database.reading() as records:
        assert records.terms.all() == ()
    undone(again)
    with desk.place.database.reading() as records:
        assert len(records.terms.all()) == 2


def test_a_broken_table_of_terms_leaves_the_desk_as_it_was(
    desk: Desk, files: WordFileService
) -> None:
    with pytest.raises(Unreadable):
        files.import_terms(
            b"source_language,source,target_language,target\nvi,a,en,b\nvi,,en,d", "a"
        )
    with desk.place.database.reading() as records:
        assert records.terms.all() == ()
