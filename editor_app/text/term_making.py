"""A new term from a pair of words: what is in the terms already, and how the two are joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from editor_app.domain.ids import Language
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.text.counting import main_language
from editor_app.text.folding import HAN, simplify
from editor_app.text.term_finding import forms_in
from editor_app.text.tones import settle_tones

_AROUND = " ,.;:!?“”‘’\"'«»，。；：！？、「」『』*_"


class Likeness(StrEnum):
    """How a new pair stands to a term of the desk."""

    NEW = "new"
    KNOWN = "known"
    FORBIDDEN = "forbidden"
    INCOMPLETE = "incomplete"
    OTHER_TARGET = "other-target"
    OTHER_SOURCE = "other-source"


@dataclass(frozen=True)
class Pair:
    """The two forms of a term to be: ``source`` is how ``target`` is said in the other language."""

    source_language: Language
    source: str
    target_language: Language
    target: str


@dataclass(frozen=True)
class Known:
    """What the terms have of a pair; ``term`` is the one it may be joined to."""

    likeness: Likeness
    term: Term | None = None


def known_of(pair: Pair, terms: Iterable[Term], day: date) -> Known:
    """Return how a pair stands to the terms that hold on a day: the nearest counts."""
    best = Known(Likeness.NEW)
    for term in terms:
        if term.valid_to is not None and term.valid_to < day:
            continue
        found = _likeness(pair, term)
        if _RANK[found] < _RANK[best.likeness]:
            best = Known(found, term)
    return best


def joined(term: Term, pair: Pair) -> Term:
    """Return a term with both forms of a pair, allowed; those it has keep their places."""
    for language, text in (
        (pair.source_language, pair.source),
        (pair.target_language, pair.target),
    ):
        term = _with(term, language, text)
    return term


def guessed_kind(pair: Pair) -> TermKind:
    """Return what the pair most likely is, by its capitals."""
    if same(pair.source, pair.target):
        return TermKind.KEEP
    for text in (pair.source, pair.target):
        words = text.split()
        if not HAN.search(text) and len(words) > 1:
            capitals = all(word[:1].isupper() for word in words)
            return TermKind.NAME if capitals else TermKind.TERM
    lettered = next((text for text in (pair.source, pair.target) if not HAN.search(text)), "")
    return TermKind.NAME if lettered[:1].isupper() else TermKind.TERM


def same(one: str, other: str) -> bool:
    """Say whether two forms are one, whatever their capitals at the start and their spaces."""
    return _key(one) == _key(other)


def tidy(text: str) -> str:
    """Return a form as it is kept: on one line, without marks of punctuation around it."""
    return on_one_line(text).strip(_AROUND)


def on_one_line(text: str) -> str:
    """Return a text as NFC on one line, with single spaces."""
    return " ".join(normalize("NFC", text).split())


def _likeness(pair: Pair, term: Term) -> Likeness:
    sources = forms_in(term, pair.source_language)
    targets = forms_in(term, pair.target_language)
    has_source = _has(sources, pair.source, forbidden=False)
    has_target = _has(targets, pair.target, forbidden=False)
    if has_source and has_target:
        return Likeness.KNOWN
    if has_source and _has(targets, pair.target, forbidden=True):
        return Likeness.FORBIDDEN
    if has_source and not any(not form.forbidden for form in targets):
        return Likeness.INCOMPLETE
    if has_source:
        return Likeness.OTHER_TARGET
    return Likeness.OTHER_SOURCE if has_target and sources else Likeness.NEW


_RANK = {
    Likeness.KNOWN: 0,
    Likeness.FORBIDDEN: 1,
    Likeness.OTHER_TARGET: 2,
    Likeness.INCOMPLETE: 3,
    Likeness.OTHER_SOURCE: 4,
    Likeness.NEW: 5,
}


def _has(forms: Iterable[TermForm], text: str, *, forbidden: bool) -> bool:
    return any(form.forbidden is forbidden and same(form.text, text) for form in forms)


def _with(term: Term, language: Language, text: str) -> Term:
    """Return the term with an allowed form, in the place of the same one that was forbidden."""
    main = main_language(language)
    forms = list(term.forms)
    for number, form in enumerate(forms):
        if main_language(form.language) == main and same(form.text, text):
            forms[number] = replace(form, forbidden=False)
            return replace(term, forms=tuple(forms))
    return replace(term, forms=(*forms, TermForm(language, text)))


def _key(text: str) -> str:
    plain = " ".join(settle_tones(normalize("NFC", text)).split())
    return simplify(plain[:1].casefold() + plain[1:])
