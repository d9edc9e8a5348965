"""Terms in the text that is being typed: completed, with the capitals and spaces of their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor_app.domain.ids import CHINESE, Language
from editor_app.domain.term import TermKind
from editor_app.text.counting import main_language
from editor_app.text.folding import HAN, fold
from editor_app.text.term_offers import TermOffer

LEAST_LETTERS = 2
"""So many letters of a form are typed before it is offered; of a longer Chinese one, one."""

MOST = 6
_LOOK_BACK = 48
_BEGINS = re.compile(r"(?:^|[.!?…。！？]['\"”’»」』)]*\s+|\n)[\s'\"“‘«「『(#>*-]*$")
_OPENS = re.compile(r"[\s(\[{“‘«「『/—–-]$")
_CAPITALISED = frozenset({TermKind.TERM, TermKind.OFFICE})
_AS_THEY_ARE = frozenset({TermKind.NAME, TermKind.PLACE})


@dataclass(frozen=True)
class Completion:
    """A form that the words before the caret begin: ``typed`` code points give way to ``text``."""

    offer: TermOffer
    text: str
    typed: int


def completions(
    before: str, offers: Iterable[TermOffer], language: Language
) -> tuple[Completion, ...]:
    """Return what the end of ``before`` may become, what most of is typed first.

    Marks and capitals do not matter: "nguyen v" becomes Nguyễn Văn Hòa. What is typed in full is
    offered no more, but for a name that lacks its marks or capitals.
    """
    found: dict[str, Completion] = {}
    for offer in offers:
        for form in offer.targets if offer.serves else ():
            typed = _typed_of(form, before, offer.term.kind)
            if typed:
                head = before[: len(before) - typed]
                text = placed(form, head, language, offer.term.kind)
                if text != before[len(before) - typed :]:
                    known = found.get(text)
                    if known is None or known.typed < typed:
                        found[text] = Completion(offer, text, typed)
    ordered = sorted(found.values(), key=lambda item: -item.typed)
    return tuple(ordered[:MOST])


def _typed_of(form: str, before: str, kind: TermKind) -> int:
    """Return how many code points at the end of a text begin a form; 0 for none or all of it."""
    wanted = fold(form)
    for start in _starts(before, han=bool(HAN.match(form))):
        tail = before[start:]
        small = fold(tail)
        if len(tail) < _least(form) or not wanted.startswith(small):
            continue
        if small == wanted and (kind not in _AS_THEY_ARE or tail == form):
            return 0
        return len(tail)
    return 0


def _least(form: str) -> int:
    if HAN.match(form):
        return 1 if len(form) > 2 else len(form)
    return LEAST_LETTERS


def _starts(before: str, *, han: bool) -> Iterator[int]:
    """Yield where a form may begin in the last words of a text, the farthest first."""
    for start in range(max(0, len(before) - _LOOK_BACK), len(before)):
        letter, last = before[start], before[start - 1] if start else " "
        if letter.isspace():
            continue
        if (han and HAN.match(letter)) or not (last.isalnum() and not HAN.match(last)):
            yield start


def placed(form: str, before: str, language: Language, kind: TermKind) -> str:
    """Return a form with a capital where a sentence begins; names keep theirs."""
    if kind not in _CAPITALISED or main_language(language) == CHINESE:
        return form
    return form[:1].upper() + form[1:] if _BEGINS.search(before) else form


def spaced(form: str, before: str, after: str, language: Language) -> str:
    """Return a form with the spaces that part it from the words around its place."""
    if main_language(language) == CHINESE or HAN.match(form):
        return form
    lead = "" if not before or _OPENS.search(before) else " "
    trail = " " if after[:1].isalnum() else ""
    return f"{lead}{form}{trail}"


def inserted(offer: TermOffer, before: str, after: str, language: Language) -> str:
    """Return what is written at a place for an offer."""
    form = placed(offer.target, before, language, offer.term.kind)
    return spaced(form, before, after, language)


def found_by(offers: Iterable[TermOffer], typed: str) -> tuple[TermOffer, ...]:
    """Return the offers whose source or form has a word that begins with what was typed."""
    wanted = fold(typed.strip())
    return tuple(
        offer
        for offer in offers
        if not wanted
        or any(
            word.startswith(wanted) or (HAN.search(wanted) and wanted in word)
            for text in (offer.source, *offer.targets)
            for word in _tails(fold(text))
        )
    )


def _tails(text: str) -> Iterator[str]:
    """Yield a text from each of its words on."""
    words = text.split()
    for number in range(len(words)):
        yield " ".join(words[number:])
