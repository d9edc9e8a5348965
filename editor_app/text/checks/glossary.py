"""Terms of the desk: T1 not used, T2 used in a forbidden form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, Language
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.text.checks.material import Material, Piece, Row, found_at, found_whole
from editor_app.text.checks.reference import Reference
from editor_app.text.checks.term_book import TermBook
from editor_app.text.checks.words_in_text import Index, places_of
from editor_app.text.counting import main_language
from editor_app.text.names import standing_alone
from editor_app.text.tones import settle_tones

_NAMES = frozenset({TermKind.NAME, TermKind.PLACE, TermKind.KEEP})


@dataclass(frozen=True)
class _Entry:
    """What a term says of one source form: the forms that may render it, in order."""

    form: str
    forms: tuple[str, ...]
    exact: bool
    is_name: bool
    rank: tuple[str, int]


@dataclass(frozen=True)
class _Forbidden:
    """A form that must not be used, what to write instead, and whose rendering it is."""

    form: str
    right: str
    sources: tuple[str, ...]
    exact: bool
    always: bool
    rank: tuple[str, int]


@dataclass(frozen=True)
class _Allowed:
    """A form that may be used, in which a forbidden one may stand."""

    form: str
    rank: tuple[str, int]


def term_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """T1 of the rows, T2 of every place."""
    day = reference.day
    if not reference.terms:
        return
    original, language = material.source_language, material.language
    if original is not None and original != language:
        entries = _RENDERED.index(reference.key, (original, language, day))
        for row in material.compared():
            yield from _unused(row, entries, material)
    forbidden = _FORBIDDEN.index(reference.key, (original, language, day))
    allowed = _ALLOWED.index(reference.key, language)
    beside = {piece.address: row for row in material.every_row for piece in row.targets}
    for piece in material.pieces:
        yield from _wrong_forms(piece, forbidden, allowed, material, beside.get(piece.address))


# -- T1


def _rendered_forms(term: Term, use: tuple[Language, Language, date]) -> Iterator[_Entry]:
    """Yield a valid term by its source forms, with what may render them."""
    original, language, day = use
    ours = [form.text for form in term.forms if _good(form, language)]
    if term.kind is TermKind.KEEP and len({form.language for form in term.forms}) == 1:
        ours = [form.text for form in term.forms if _good(form, original)]
    if not term.valid(day) or not ours:
        return
    for number, form in enumerate(term.forms):
        if _good(form, original):
            exact, is_name = _is_exact(term, form), term.kind in _NAMES
            yield _Entry(form.text, tuple(ours), exact, is_name, (term.id, number))


_RENDERED = TermBook(_rendered_forms)


def _is_exact(term: Term, form: TermForm) -> bool:
    return term.kind is not TermKind.TERM or form.text != form.text.lower()


def _good(form: TermForm, language: Language) -> bool:
    return form.language == language and not form.forbidden


def _unused(row: Row, entries: Index[_Entry], material: Material) -> Iterator[Finding]:
    """Find source terms whose row has none of their target forms; the longest at a place counts."""
    source = " \n".join(piece.plain for piece in row.sources)
    target = " \n".join(piece.plain for piece in row.written)
    taken: list[tuple[int, int]] = []
    original = material.source_language or material.language
    for entry in _joined(entries.may_hold(source)):
        places = [
            place
            for place in places_of(entry.form, source, original, exact=entry.exact)
            if not any(start < place[1] and place[0] < end for start, end in taken)
        ]
        taken += places
        if places and not _rendered(entry, target, material.language):
            yield found_whole(
                row.written[0],
                "T1",
                Severity.WARNING,
                f"{entry.form}>{entry.forms[0]}",
                source=entry.form,
                right=entry.forms[0],
            )


def _joined(entries: Iterable[_Entry]) -> list[_Entry]:
    """Return the longest forms first; what several terms say of one form is joined."""
    found: dict[tuple[str, bool, bool], _Entry] = {}
    for entry in entries:
        slot = (entry.form, entry.exact, entry.is_name)
        known = found.get(slot)
        forms = (*known.forms, *entry.forms) if known is not None else entry.forms
        found[slot] = replace(known or entry, forms=tuple(dict.fromkeys(forms)))
    return sorted(found.values(), key=lambda entry: (-len(entry.form), entry.form))


def _rendered(entry: _Entry, target: str, language: Language) -> bool:
    """Say whether one of the forms is used; of a person's name one part is enough."""
    for form in entry.forms:
        if any(True for _ in places_of(form, target, language, exact=False)):
            return True
        if entry.is_name and main_language(language) != CHINESE:
            parts = form.split()
            if len(parts) > 1 and any(
                standing_alone(part).search(target) for part in (parts[-1], parts[0])
            ):
                return True
        elif entry.is_name and len(form) > 2 and (form[:1] in target or form[-2:] in target):
            return True
    return False


# -- T2


def _forbidden_forms(
    term: Term, use: tuple[Language | None, Language, date]
) -> Iterator[_Forbidden]:
    """Yield the forms of a valid term that must not be used in a language."""
    original, language, day = use
    if not term.valid(day):
        return
    right = term.preferred(language) or ""
    sources = tuple(form.text for form in term.forms if original and _good(form, original))
    always = term.kind in _NAMES or all(form.language == language for form in term.forms)
    for number, form in enumerate(term.forms):
        if form.language == language and form.forbidden:
            exact = _is_exact(term, form)
            yield _Forbidden(form.text, right, sources, exact, always, (term.id, number))


def _allowed_forms(term: Term, language: Language) -> Iterator[_Allowed]:
    """Yield the forms of a term that may be used in a language."""
    for number, form in enumerate(term.forms):
        if _good(form, language):
            yield _Allowed(form.text, (term.id, number))


_FORBIDDEN = TermBook(_forbidden_forms)
_ALLOWED = TermBook(_allowed_forms)


def _wrong_forms(
    piece: Piece,
    forbidden: Index[_Forbidden],
    allowed: Index[_Allowed],
    material: Material,
    row: Row | None,
) -> Iterator[Finding]:
    plain = piece.plain
    found = [
        entry for entry in forbidden.may_hold(plain) if entry.always or _meant(entry, row, material)
    ]
    around = allowed.may_hold(plain) if found else []
    for entry in found:
        for start, end in places_of(entry.form, plain, material.language, exact=entry.exact):
            if _inside(around, entry.form, plain, start):
                continue
            whole = plain[start:end] == entry.form or entry.exact
            fix = entry.right if whole and entry.right else None
            yield found_at(piece, "T2", Severity.ERROR, (start, end), fix, right=entry.right)


def _meant(entry: _Forbidden, row: Row | None, material: Material) -> bool:
    """Say whether the form stands for the term: its source speaks of it, and the right one lacks.

    A captain may be one of a team, and 街道 a street as well as a ward.
    """
    original = material.source_language
    if row is None or original is None:
        return False
    source = " \n".join(piece.plain for piece in row.sources)
    target = " \n".join(piece.plain for piece in row.written)
    said = sum(_count(form, source, original) for form in entry.sources)
    return said > (_count(entry.right, target, material.language) if entry.right else 0)


def _count(form: str, text: str, language: Language) -> int:
    return sum(1 for _ in places_of(form, text, language, exact=False))


def _inside(allowed: Iterable[_Allowed], form: str, plain: str, start: int) -> bool:
    """Say whether the form is part of a longer one that may stand there."""
    form, plain = settle_tones(form), settle_tones(plain)
    for other in map(settle_tones, (entry.form for entry in allowed)):
        at = other.find(form) if len(other) > len(form) else -1
        if at >= 0 and plain.startswith(other, start - at):
            return True
    return False
