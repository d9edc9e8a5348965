"""Terms as tables: CSV or TSV, a form in each of two languages a row, the columns named first.

Only ``source_language``, ``source``, ``target_language`` and ``target`` are needed. Rows with the
same ``term`` are one term with several forms. A standing is ``preferred`` (or nothing),
``admitted`` or ``forbidden``; a kind is one of ``TermKind``, where ``keep`` stays as it is. A
column ``forbidden`` may hold forms of the target that must not be used, parted by vertical bars.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO

from editor_app.domain.errors import NoText, Unreadable
from editor_app.domain.ids import Language, TermId, new_id
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.formats.encodings import decode
from editor_app.formats.language_tags import is_tag, tag_of
from editor_app.formats.word_tables import NEEDED, TableRow, rows_of
from editor_app.text.cleaning import clean

__all__ = ["COLUMNS", "read_term_table", "write_term_table"]

COLUMNS = (
    *NEEDED,
    "kind",
    "note",
    "term",
    "source_standing",
    "target_standing",
    "valid_from",
    "valid_to",
    "taken_from",
)
STANDINGS = ("", "preferred", "admitted", "forbidden")
_TABS = "\t"


def read_term_table(data: bytes, name: str) -> tuple[Term, ...]:
    """Return the terms of a table with fresh ids; tab, comma or semicolon part the cells.

    UTF-8 and UTF-16, with and without a mark, are read. Raises NoText for a table without rows,
    Unreadable for the whole table, naming line and column of what is wrong.
    """
    terms: dict[str, Term] = {}
    for row in _rows(data, name):
        forms = (_form(row, "source"), _form(row, "target"), *_forbidden(row))
        key = row.words("term") or new_id()
        known = terms.get(key)
        if known is None:
            terms[key] = Term(
                TermId(new_id()),
                row.read("kind", lambda text: TermKind(text or TermKind.TERM)),
                tuple(dict.fromkeys(forms)),
                row.read("valid_from", _day),
                row.read("valid_to", _day),
                row.words("taken_from"),
                row.words("note"),
            )
        else:
            joined = tuple(dict.fromkeys((*known.forms, *forms)))
            terms[key] = Term(
                known.id,
                known.kind,
                joined,
                known.valid_from,
                known.valid_to,
                known.source,
                known.note,
            )
    if not terms:
        raise NoText("table-empty", name=name)
    return tuple(terms.values())


def write_term_table(terms: Iterable[Term], delimiter: str = _TABS) -> bytes:
    """Return the terms as a table in UTF-8; a comma as ``delimiter`` gives CSV, a tab TSV."""
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, term in enumerate(terms, start=1):
        for source, target in _sides(term):
            writer.writerow(_cells(term, source, target, number))
    return out.getvalue().encode()


def _sides(term: Term) -> Iterator[tuple[TermForm, TermForm]]:
    """Yield the first form with every form of another language, then its own other forms.

    A form that has no partner stands beside itself: so it is kept, and read back once.
    """
    if not term.forms:
        return
    first = next((form for form in term.forms if not form.forbidden), term.forms[0])
    others = [form for form in term.forms if form != first]
    if not others:
        yield first, first
    for form in others:
        yield first, form


def _cells(term: Term, source: TermForm, target: TermForm, number: int) -> tuple[str, ...]:
    cells = (
        source.language,
        source.text,
        target.language,
        target.text,
        term.kind.value,
        term.note,
        str(number),
        _standing(term, source),
        _standing(term, target),
        term.valid_from.isoformat() if term.valid_from else "",
        term.valid_to.isoformat() if term.valid_to else "",
        term.source,
    )
    return tuple(" ".join(cell.split()) for cell in cells)


def _standing(term: Term, form: TermForm) -> str:
    if form.forbidden:
        return "forbidden"
    return "preferred" if term.preferred(form.language) == form.text else "admitted"


def _form(row: TableRow, side: str) -> TermForm:
    standing = row.read(f"{side}_standing", _one_of_standings)
    language = row.read(f"{side}_language", _language)
    return TermForm(language, row.words(side), standing == "forbidden")


def _forbidden(row: TableRow) -> Iterator[TermForm]:
    language = row.read("target_language", _language)
    for form in row.words("forbidden").split("|"):
        if form.strip():
            yield TermForm(language, form.strip(), forbidden=True)


def _one_of_standings(text: str) -> str:
    if text.lower() not in STANDINGS:
        raise ValueError(text)
    return text.lower()


def _language(text: str) -> Language:
    if not is_tag(text):
        raise ValueError(text)
    return Language(tag_of(text))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(data: bytes, name: str) -> Iterator[TableRow]:
    """Yield the lines that are not empty; each has all that is NEEDED."""
    if not data.strip(b" \t\r\n\xff\xfe\xef\xbb\xbf\0"):
        raise NoText("table-empty", name=name)
    decoded = decode(data)
    if decoded.lost or not decoded.sure:
        raise Unreadable("table-not-utf-8", name=name)
    text = clean(decoded.text).text
    delimiter = max(_TABS, ",", ";", key=text.split("\n", 1)[0].count)
    try:
        lines = list(csv.reader(StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable("exchange-damaged", name=name, line=1) from error
    yield from rows_of(lines, name)
