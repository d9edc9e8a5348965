"""Terms with their forms: rows and values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from editor_app.domain.ids import Language, TermId, new_id
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.facts import FactRecords
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.vocabulary import term_forms, terms

MARK = "terms changed"
"""The fact that has another value after each transaction that changed terms."""

_WITH_FORM = (
    select(term_forms.c.term)
    .where(term_forms.c.language == bindparam("language"), term_forms.c.text == bindparam("form"))
    .distinct()
    .order_by(term_forms.c.term)
)

_FORMS = select(
    term_forms.c.term, term_forms.c.language, term_forms.c.text, term_forms.c.forbidden
).order_by(term_forms.c.term, term_forms.c.place)
_TERMS = select(terms).order_by(terms.c.id)


class TermRecords:
    """The terms of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._facts = FactRecords(connection)
        self._changed = False

    def mark(self) -> str:
        """Return what is the same for as long as no term is changed."""
        return self._facts.get(MARK) or ""

    def all(self) -> tuple[Term, ...]:
        """Return all terms."""
        forms: defaultdict[str, list[TermForm]] = defaultdict(list)
        for term, language, text, forbidden in self._connection.execute(_FORMS):
            forms[term].append(TermForm(language, text, bool(forbidden)))
        return tuple(_term(row, forms[row.id]) for row in self._connection.execute(_TERMS))

    def with_form(self, language: Language, form: str) -> tuple[Term, ...]:
        """Return the terms that have exactly this form in a language."""
        found = self._connection.execute(_WITH_FORM, {"language": language, "form": form}).all()
        return tuple(self.get(row.term) for row in found)

    def get(self, term: TermId) -> Term:
        """Return one term; NotFound."""
        row = rows.one(self._connection, select(terms).where(terms.c.id == term), term)
        forms = self._connection.execute(_FORMS.where(term_forms.c.term == term))
        return _term(row, [TermForm(language, text, bool(no)) for _, language, text, no in forms])

    def put(self, term: Term) -> None:
        """Keep a term in place of an earlier one with its id."""
        self._note_change()
        values = {
            "id": term.id,
            "kind": term.kind.value,
            "valid_from": term.valid_from,
            "valid_to": term.valid_to,
            "source": term.source,
            "note": term.note,
        }
        rows.put(self._connection, terms, values)
        forms = [
            {
                "term": term.id,
                "place": place,
                "language": form.language,
                "text": form.text,
                "forbidden": int(form.forbidden),
            }
            for place, form in enumerate(term.forms)
        ]
        rows.replace_rows(self._connection, term_forms.c.term, term.id, forms)

    def remove(self, term: TermId) -> None:
        """Remove a term; none is no error."""
        self._note_change()
        rows.remove(self._connection, terms, id=term)

    def _note_change(self) -> None:
        """Let who has read the terms know that they are other ones after this transaction."""
        if not self._changed:
            self._facts.put(MARK, new_id())
            self._changed = True


@of_row
def _term(row: AnyRow, forms: Sequence[TermForm]) -> Term:
    """Return the term of a row and its forms."""
    return Term(
        id=row.id,
        kind=TermKind(row.kind),
        forms=tuple(forms),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        note=row.note,
    )
