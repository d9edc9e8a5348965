"""A translation from the memory brought to a new source: its numbers, dates and names.

What differs between the source of the pair and the new one is looked for in the translation. Where
it stands there once for once it is exchanged and marked; where that cannot be told, what stands in
doubt is marked as such, and what the new source has besides is listed. After that the outcome is
read once more: no number is left that neither the new source has nor a mark shows, and none of the
new source's is missing unsaid.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor_app.domain.ids import Language
from editor_app.domain.term import MatchMark
from editor_app.text.differences import PieceKind, parts_of, word_difference
from editor_app.text.figure_forms import rewritten
from editor_app.text.names import standing_alone, unmarked
from editor_app.text.number import Number
from editor_app.text.numbers import numbers

Named = Callable[[str], Iterable[str]]
"""Gives the forms that a name of the source language has in the target language by the terms."""


def nobody(_name: str) -> tuple[str, ...]:
    """Know no names: the ``Named`` of those who have no terms."""
    return ()


@dataclass(frozen=True)
class Adapted:
    """A translation with what was changed in it, what is in doubt, and what it lacks."""

    text: str
    marks: tuple[MatchMark, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Edit:
    """A stretch of the target that gives way to ``text``; None: it stays, in doubt."""

    start: int
    end: int
    text: str | None


def adapted(
    before: str,
    after: str,
    target: str,
    source_language: Language,
    target_language: Language,
    named: Named = nobody,
) -> Adapted:
    """Return the translation ``target`` of the text ``before`` as one of the text ``after``."""
    if before == after:
        return Adapted(target)
    edits = _number_edits(before, after, target, source_language, target_language)
    name_edits, missing = _name_edits(before, after, target, named)
    taken = bytearray(len(target) + 1)
    chosen = []
    for edit in (*edits, *name_edits):
        if not any(taken[edit.start : edit.end]):
            taken[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
            chosen.append(edit)
    text, marks = _carried_out(target, sorted(chosen, key=lambda edit: edit.start))
    return _read_again(after, text, marks, missing, (source_language, target_language))


def figures_read(
    source: str, target: str, source_language: Language, target_language: Language
) -> Adapted:
    """Return a translation as it is, with a mark on each number that the source does not have."""
    return _read_again(source, target, (), (), (source_language, target_language))


def _carried_out(target: str, edits: Sequence[_Edit]) -> tuple[str, list[MatchMark]]:
    parts: list[str] = []
    marks: list[MatchMark] = []
    done = length = 0
    for edit in edits:
        was = target[edit.start : edit.end]
        now = was if edit.text is None else edit.text
        parts += [target[done : edit.start], now]
        start = length + edit.start - done
        length = start + len(now)
        done = edit.end
        sure = edit.text is not None
        marks.append(MatchMark(start, length, was if sure else "", sure))
    return "".join((*parts, target[done:])), marks


# -- numbers and dates


def _number_edits(
    before: str, after: str, target: str, source_language: Language, target_language: Language
) -> list[_Edit]:
    """Return the numbers that change in the target; a number that cannot be told stays in doubt."""
    olds, news = numbers(before, source_language), numbers(after, source_language)
    theirs: defaultdict[object, list[Number]] = defaultdict(list)
    for number in numbers(target, target_language):
        theirs[number.key].append(number)
    partners = _partners(before, after, olds, news)
    wanted: defaultdict[object, list[Number | None]] = defaultdict(list)
    for old in olds:
        wanted[old.key].append(partners.get(old))
    edits: list[_Edit] = []
    for key, partner in wanted.items():
        values = {number.key if number else None for number in partner}
        if values == {key}:
            continue
        found = theirs.get(key, [])
        new = partner[0]
        one_for_one = len(values) == 1 and len(found) == len(partner) and new is not None
        for number in found:
            text = (
                rewritten(target, number, new.value, target_language)
                if one_for_one and new is not None
                else None
            )
            edits.append(_Edit(number.start, number.end, text))
    return edits


def _partners(
    before: str, after: str, olds: Sequence[Number], news: Sequence[Number]
) -> dict[Number, Number]:
    """Return which number of the new text stands where one of the old text stood.

    Numbers count as equal words here when they count the same kind of thing, so that what stands
    around them decides.
    """
    from rapidfuzz.distance import LCSseq

    row_before, row_after = _row(before, olds), _row(after, news)
    found: dict[Number, Number] = {}
    left, right = [word for word, _ in row_before], [word for word, _ in row_after]
    for step in LCSseq.opcodes(left, right):
        if step.tag != "equal":
            continue
        for at in range(step.src_end - step.src_start):
            old, new = row_before[step.src_start + at][1], row_after[step.dest_start + at][1]
            if old is not None and new is not None:
                found[old] = new
    return found


def _row(text: str, found: Sequence[Number]) -> list[tuple[str, Number | None]]:
    """Return the words of a text without spaces, each number as one word that says its kind."""
    row: list[tuple[str, Number | None]] = []
    done = 0
    for number in found:
        row += [(part, None) for part in parts_of(text[done : number.start]) if part.strip()]
        row.append((f"\0{number.unit}", number))
        done = number.end
    return row + [(part, None) for part in parts_of(text[done:]) if part.strip()]


# -- names

_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _name_edits(
    before: str, after: str, target: str, named: Named
) -> tuple[list[_Edit], list[str]]:
    """Return the names that change in the target, and those that have no place there."""
    edits: list[_Edit] = []
    missing: list[str] = []
    for old, new in _changed_names(before, after):
        places, write = _standing(old, target, named)
        text = write(new) if new and len(places) == 1 else None
        if new and text is None:
            missing.append(new)
        edits += [_Edit(start, end, text) for start, end in places]
    return edits, missing


def _changed_names(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the names that gave way to others: (old, new), either empty when there is none."""
    pieces = word_difference(before, after)
    place = 0
    for number, piece in enumerate(pieces):
        if piece.kind is PieceKind.GONE:
            new = pieces[number + 1] if number + 1 < len(pieces) else None
            other = new.text if new and new.kind is PieceKind.NEW else ""
            old = piece.text
            if _is_name(old, place) and (not other or _is_name(other, place)):
                yield old.strip(), other.strip()
        elif piece.kind is PieceKind.NEW and _is_name(piece.text, place):
            previous = pieces[number - 1] if number else None
            if previous is None or previous.kind is not PieceKind.GONE:
                yield "", piece.text.strip()
        place += len(piece.text) if piece.kind is not PieceKind.NEW else 0


def _is_name(text: str, place: int) -> bool:
    """Say whether a stretch consists of words with capitals, and does not only begin a sentence."""
    words = text.split()
    named = bool(words) and all(_NAME.fullmatch(word) and word[0].isupper() for word in words)
    return named and (place > 0 or len(words) > 1)


def _standing(
    old: str, target: str, named: Named
) -> tuple[list[tuple[int, int]], Callable[[str], str | None]]:
    """Return where a name stands in the target, and how another name is written there."""

    def by_terms(name: str) -> str | None:
        return next(iter(named(name)), None)

    # a text without any marks writes names without them
    bare = target == unmarked(target)
    forms: list[tuple[str, Callable[[str], str | None]]] = [
        *((form, by_terms) for form in named(old)),
        (old, lambda name: by_terms(name) or (unmarked(name) if bare else name)),
        (unmarked(old), lambda name: by_terms(name) or unmarked(name)),
    ]
    for form, write in forms:
        places = [found.span() for found in standing_alone(form).finditer(target)] if old else []
        if places:
            return places, write
    return [], by_terms


# -- the last look


def _read_again(
    after: str,
    text: str,
    marks: Sequence[MatchMark],
    missing: Iterable[str],
    languages: tuple[Language, Language],
) -> Adapted:
    """Return the outcome with a mark on every number that the new source does not have."""
    wanted = {number.key: number for number in numbers(after, languages[0])}
    there = numbers(text, languages[1])
    doubted = [mark for mark in marks if not mark.sure]
    stray = [
        MatchMark(number.start, number.end, sure=False)
        for number in there
        if number.key not in wanted and not any(_covers(mark, number) for mark in doubted)
    ]
    kept = [
        mark
        for mark in marks
        if not any(mark.start < other.end and other.start < mark.end for other in stray)
    ]
    here = {number.key for number in there}
    lost = [after[item.start : item.end] for key, item in wanted.items() if key not in here]
    every = sorted((*kept, *stray), key=lambda mark: mark.start)
    return Adapted(text, tuple(every), tuple(dict.fromkeys((*missing, *lost))))


def _covers(mark: MatchMark, number: Number) -> bool:
    return mark.start <= number.start and number.end <= mark.end
