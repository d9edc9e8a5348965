"""What is left of another language, or of another encoding: L1, L2, L4, L6."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.domain.term import TermKind
from editor_app.text.checks.material import Material, Piece, found_at, found_whole
from editor_app.text.checks.mojibake import broken_stretches
from editor_app.text.checks.reference import Reference, TermKey
from editor_app.text.counting import main_language
from editor_app.text.folding import HAN
from editor_app.text.name_policy import takes_names
from editor_app.text.names import unmarked

_VIETNAMESE_ONLY = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_ELSEWHERE = re.compile(r"[čćšžșțşţğıłńśźżőűřěůľĺ]", re.IGNORECASE)
"""Letters of other alphabets that also have đ or ă: Đoković and Brâncuși are not Vietnamese."""
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏẠ-ỹ]+(?:['’-][A-Za-zÀ-ɏẠ-ỹ]+)*")
_FEWEST_WORDS = 6
_COMMON: Mapping[Language, frozenset[str]] = MappingProxyType(
    {
        ENGLISH: frozenset(
            (
                *("the", "of", "and", "to", "in", "a", "is", "was", "for", "that", "with", "on"),
                *("by", "as", "at", "from", "are", "were", "has", "have", "had", "said", "it"),
                *("its", "he", "she", "they", "his", "her", "their", "this", "an", "be", "been"),
                *("but", "not", "which", "who", "will", "would"),
            )
        ),
    }
)


def leftover_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """L1, L2, L4 and L6 of every place; a paragraph in another language is said once."""
    language = main_language(material.language)
    edition = reference.editions.get(material.language)
    names_keep_marks = edition is not None and edition.keeps_marks
    known = _allowed(reference, material.language) if language != VIETNAMESE else frozenset()
    for piece in material.pieces:
        yield from _broken(piece)
        other = other_language(piece.plain, language)
        if other is not None:
            yield found_whole(piece, "L4", Severity.ERROR, piece.plain[:60], language=other)
        elif language != VIETNAMESE:
            yield from _vietnamese(piece, language, known, names_keep_marks=names_keep_marks)
            yield from _without_marks(piece, reference)


# -- L1


def _vietnamese(
    piece: Piece, language: Language, allowed: frozenset[str], *, names_keep_marks: bool
) -> Iterator[Finding]:
    """Find words with letters that only Vietnamese has, those side by side as one.

    A name is mended by taking its marks off, where the edition prints it so.
    """
    plain = piece.plain
    if not _VIETNAMESE_ONLY.search(plain):
        return
    free = _spans(plain, allowed)
    runs: list[tuple[int, int]] = []
    for word in _LATIN_WORD.finditer(plain):
        follows = bool(runs) and plain[runs[-1][1] : word.start()] == " "
        if any(start <= word.start() and word.end() <= end for start, end in free):
            continue
        if follows and not word[0].isascii():  # the rest of a name: Thúng of Cửa Thúng
            runs[-1] = (runs[-1][0], word.end())
        elif _is_left(word[0], names_keep_marks=names_keep_marks):
            runs.append(word.span())
    for start, end in runs:
        words = plain[start:end]
        is_name = takes_names(language) and all(word[:1].isupper() for word in words.split())
        fix = unmarked(words) if is_name and not names_keep_marks else None
        yield found_at(piece, "L1", Severity.ERROR, (start, end), fix)


def _is_left(word: str, *, names_keep_marks: bool) -> bool:
    """Say whether a word is surely Vietnamese, and no name that an edition keeps as it is."""
    if not _VIETNAMESE_ONLY.search(word) or _ELSEWHERE.search(word):
        return False
    return not (names_keep_marks and word[0].isupper())


def _allowed(reference: Reference, language: Language) -> frozenset[str]:
    """Return what may keep its Vietnamese letters: terms that stay as they are, or are listed so.

    Names in Vietnamese reading have a check of their own, which says what is right.
    """
    readings = frozenset(row["vi"] for row in reference.tables.readings)
    return readings | _terms_with_marks(reference.key, language)


@lru_cache(maxsize=16)
def _terms_with_marks(key: TermKey, language: Language) -> frozenset[str]:
    """Return the forms of terms with Vietnamese letters that another check judges, or none."""
    found = set()
    for term in key.terms:
        for form in term.forms:
            known = form.language == language or term.kind is TermKind.KEEP
            if known and _VIETNAMESE_ONLY.search(form.text):
                found.add(form.text)
    return frozenset(found)


def _spans(plain: str, forms: Iterable[str]) -> list[tuple[int, int]]:
    found = []
    for form in forms:
        at = plain.find(form)
        while at >= 0:
            found.append((at, at + len(form)))
            at = plain.find(form, at + len(form))
    return found


# -- L2


def _without_marks(piece: Piece, reference: Reference) -> Iterator[Finding]:
    """Find two neighbours or more out of the list of Vietnamese words without their marks."""
    words, single, phrases = _plain_words(reference.tables.plain_words)
    if not words:
        return
    plain = piece.plain
    run: list[re.Match[str]] = []
    for found in (*_LATIN_WORD.finditer(plain), None):
        follows = bool(found and run and plain[run[-1].end() : found.start()] == " ")
        if found is not None and found[0].lower() in words and (follows or not run):
            run.append(found)
            continue
        if len(run) > 1 and _is_vietnamese(run, single, phrases):
            yield found_at(piece, "L2", Severity.WARNING, (run[0].start(), run[-1].end()))
        run = [found] if found is not None and found[0].lower() in words else []


def _is_vietnamese(
    run: list[re.Match[str]], single: frozenset[str], phrases: frozenset[str]
) -> bool:
    """Say whether the run is more than parts of a name: all in capitals only an office counts.

    Parts of phrases tell nothing by themselves: "day" and "do" are words of English.
    """
    said = [word[0].lower() for word in run]
    if any(f" {phrase} " in f" {' '.join(said)} " for phrase in phrases):
        return True
    return any(word[0].islower() for word in run) and len(single.intersection(said)) > 1


@lru_cache(maxsize=4)
def _known_plain(cells: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    single = frozenset(cell for cell in cells if " " not in cell)
    phrases = frozenset(cell for cell in cells if " " in cell)
    return single.union(*(phrase.split() for phrase in phrases)), single, phrases


def _plain_words(
    rows: tuple[Mapping[str, str], ...],
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return all words of the table, those that stand alone, and the phrases."""
    return _known_plain(tuple(row["plain"] for row in rows))


# -- L4


def other_language(plain: str, language: Language) -> Language | None:
    """Return the language of a text where it is surely not ``language``; None for short texts."""
    han = sum(len(run) for run in HAN.findall(plain))
    words = [word.lower() for word in _LATIN_WORD.findall(plain)]
    if len(words) + han < _FEWEST_WORDS:
        return None
    if language != CHINESE and han > 2 * len(words):
        return CHINESE
    if language == CHINESE and han * 4 > len(words):
        return None
    if len(words) < _FEWEST_WORDS:
        return None
    vietnamese = sum(bool(_VIETNAMESE_ONLY.search(word)) for word in words) / len(words)
    english = sum(word in _COMMON[ENGLISH] for word in words) / len(words)
    if language != VIETNAMESE and vietnamese > 0.3 and english < 0.15:
        return VIETNAMESE
    if language != ENGLISH and english > 0.25 and vietnamese < 0.1:
        return ENGLISH
    return None


# -- L6


def _broken(piece: Piece) -> Iterator[Finding]:
    for start, end, mended in broken_stretches(piece.plain):
        yield found_at(piece, "L6", Severity.ERROR, (start, end), mended)
