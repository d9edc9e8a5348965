"""Terms of the desk: T1 not used, T2 used in a forbidden form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, Language
from editor_app.domain.term import TermForm, TermKind
from editor_app.text.checks.material import Material, Piece, Row, found_at, found_whole
from editor_app.text.checks.reference import Reference, TermKey
from editor_app.text.checks.words_in_text import Index, places_of
from editor_app.text.counting import main_language

_NAMES = frozenset({TermKind.NAME, TermKind.PLACE, TermKind.KEEP})


@dataclass(frozen=True)
class _Entry:
    """What the desk's terms say of one source form: the forms that may render it, in order."""

    source: str
    forms: tuple[str, ...]
    exact: bool
    is_name: bool


@dataclass(frozen=True)
class _Forbidden:
    """A form that must not be used, what to write instead, and whose rendering it is."""

    form: str
    right: str
    sources: tuple[str, ...]
    exact: bool
    always: bool


def term_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """T1 of the rows, T2 of every place."""
    day = reference.day
    if not reference.terms:
        return
    original = material.source_language
    if original is not None and original != material.language:
        entries = _entries(reference.key, original, material.language, day)
        for row in material.compared():
            yield from _unused(row, entries, material)
    forbidden = _forbidden(reference.key, material.language, original, day)
    allowed = _allowed(reference.key, material.language)
    beside = {piece.address: row for row in material.every_row for piece in row.targets}
    for piece in material.pieces:
        yield from _wrong_forms(piece, forbidden, allowed, material, beside.get(piece.address))


# -- T1


@lru_cache(maxsize=16)
def _entries(key: TermKey, original: Language, language: Language, day: date) -> Index[_Entry]:
    """Return the valid terms by their source forms, the longest first; rows of one form joined."""
    forms: dict[tuple[str, bool, bool], dict[str, None]] = {}
    for term in key.terms:
        ours = [form.text for form in term.forms if _good(form, language)]
        if term.kind is TermKind.KEEP and len({form.language for form in term.forms}) == 1:
            ours = [form.text for form in term.forms if _good(form, original)]
        if not term.valid(day) or not ours:
            continue
        for form in term.forms:
            if _good(form, original):
                exact = term.kind is not TermKind.TERM or form.text != form.text.lower()
                slot = (form.text, exact, term.kind in _NAMES)
                forms.setdefault(slot, {}).update(dict.fromkeys(ours))
    found = [
        _Entry(source, tuple(ours), exact, is_name)
        for (source, exact, is_name), ours in forms.items()
    ]
    longest_first = sorted(found, key=lambda entry: (-len(entry.source), entry.source))
    return Index(longest_first, lambda entry: entry.source)


def _good(form: TermForm, language: Language) -> bool:
    return form.language == language and not form.forbidden


def _unused(row: Row, entries: Index[_Entry], material: Material) -> Iterator[Finding]:
    """Find source terms whose row has none of their target forms; the longest at a place counts."""
    source = " \n".join(piece.plain for piece in row.sources)
    target = " \n".join(piece.plain for piece in row.written)
    taken: list[tuple[int, int]] = []
    original = material.source_language or material.language
    for entry in entries.may_hold(source):
        places = [
            place
            for place in places_of(entry.source, source, original, exact=entry.exact)
            if not any(start < place[1] and place[0] < end for start, end in taken)
        ]
        taken += places
        if places and not _rendered(entry, target, material.language):
            yield found_whole(
                row.written[0],
                "T1",
                Severity.WARNING,
                f"{entry.source}>{entry.forms[0]}",
                source=entry.source,
                right=entry.forms[0],
            )


def _rendered(entry: _Entry, target: str, language: Language) -> bool:
    """Say whether one of the forms is used; of a person's name one part is enough."""
    for form in entry.forms:
        if any(True for _ in places_of(form, target, language, exact=False)):
            return True
        if entry.is_name and main_language(language) != CHINESE:
            parts = form.split()
            if len(parts) > 1 and (parts[-1] in target or parts[0] in target):
                return True
        elif entry.is_name and len(form) > 2 and (form[:1] in target or form[-2:] in target):
            return True
    return False


# -- T2


@lru_cache(maxsize=16)
def _forbidden(
    key: TermKey, language: Language, original: Language | None, day: date
) -> Index[_Forbidden]:
    """Return the forms that must not be used in a language."""
    found = []
    for term in key.terms:
        if not term.valid(day):
            continue
        right = term.preferred(language) or ""
        sources = tuple(form.text for form in term.forms if original and _good(form, original))
        alone = all(form.language == language for form in term.forms)
        for form in term.forms:
            if form.language == language and form.forbidden:
                exact = term.kind is not TermKind.TERM or form.text != form.text.lower()
                always = alone or term.kind in _NAMES
                found.append(_Forbidden(form.text, right, sources, exact, always))
    return Index(found, lambda entry: entry.form)


@lru_cache(maxsize=16)
def _allowed(key: TermKey, language: Language) -> tuple[str, ...]:
    """Return the forms that may be used, in which a forbidden one may stand."""
    return tuple(
        dict.fromkeys(
            form.text for term in key.terms for form in term.forms if _good(form, language)
        )
    )


def _wrong_forms(
    piece: Piece,
    forbidden: Index[_Forbidden],
    allowed: Iterable[str],
    material: Material,
    row: Row | None,
) -> Iterator[Finding]:
    plain = piece.plain
    for entry in forbidden.may_hold(plain):
        if not entry.always and not _meant(entry, row, material):
            continue
        for start, end in places_of(entry.form, plain, material.language, exact=entry.exact):
            if _inside(allowed, entry.form, plain, start, end):
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


def _inside(allowed: Iterable[str], form: str, plain: str, start: int, end: int) -> bool:
    """Say whether the form is part of a longer one that may stand there."""
    for other in allowed:
        at = other.find(form) if len(other) > len(form) else -1
        if at >= 0 and plain.startswith(other, start - at):
            return True
    return False
