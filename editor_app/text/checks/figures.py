"""Numbers held against those of the source: N1 value, N2 format left as it was, N3 magnitude."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from editor_app.domain.finding import Finding, Severity, SourceWords
from editor_app.domain.ids import CHINESE, VIETNAMESE, Language
from editor_app.text.checks.figure_readings import VALUE, Figure, Key, Tier, figures, known_numbers
from editor_app.text.checks.material import (
    Material,
    Piece,
    Row,
    found_at,
    found_whole,
    said,
    words_at,
)
from editor_app.text.checks.reference import Reference
from editor_app.text.checks.seen import seen
from editor_app.text.counting import main_language
from editor_app.text.figure_forms import rewritten
from editor_app.text.number import Number
from editor_app.text.words import Words

_POINTS = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+(?!\.?\d)")
_COMMA = re.compile(r"(?<![\d.,/])\d+,\d{1,2}(?!\d|,\d)")


@dataclass(frozen=True)
class _Place:
    """A number and the piece it stands in."""

    piece: Piece
    figure: Figure

    @property
    def words(self) -> SourceWords:
        """Where it stands, as the source of a finding."""
        return words_at(self.piece, (self.figure.start, self.figure.end))


@dataclass
class _Side:
    """The numbers of one side of a row: all of them at first, in the end those without a match."""

    places: list[_Place] = field(default_factory=list)
    loose: set[Key] = field(default_factory=set)
    keys: set[Key] = field(default_factory=set)


@dataclass(frozen=True)
class _Left:
    """A row with what is left on both sides once equal numbers were taken off."""

    row: Row
    source: _Side
    target: _Side


def number_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """N1, N2 and N3 of all rows; a number that only moved to another paragraph is not missing."""
    original = material.source_language
    if original is None:
        return
    left: list[_Left] = []
    for row in material.every_row:
        if row.compared and not row.stale:  # a source that changed is said by S8
            source, target = _side(row.sources, original), _side(row.written, material.language)
            wrong_form = _formats(source, target, original, material.language)
            _take_equal(source, target)
            left.append(_Left(row, source, target))
            if row in material.rows:
                yield from wrong_form
    elsewhere = _Elsewhere(material, original, left)
    for one in left:
        if one.row in material.rows:
            yield from _left_over(one, elsewhere)


def _side(pieces: Iterable[Piece], language: Language) -> _Side:
    side = _Side()
    for piece in pieces:
        known = figures(piece.plain, language)
        side.places += [_Place(piece, figure) for figure in known.found]
        side.loose |= known.loose
        side.keys.update(*(figure.keys for figure in known.found))
        for figure in known.found:
            side.loose.update((VALUE, part) for part in _parts_of_clock(figure))
    return side


def _parts_of_clock(figure: Figure) -> list[Decimal]:
    """Return hour and minutes of a time: "2 giờ 30 phút" may be a length of time as well."""
    if not any(kind == "clock" for kind, _ in figure.keys):
        return []
    return [Decimal(part).normalize() for part in re.findall(r"\d+", figure.text)]


# -- taking off what is equal


def _take_equal(source: _Side, target: _Side) -> None:
    """Take off what is on both sides: each number once, then what other words may stand for."""
    kept: list[_Place] = []
    for place in sorted(source.places, key=lambda one: one.figure.tier):  # "chín" is also ripe
        match = _match(place.figure, target.places)
        if match is None:
            kept.append(place)
        else:
            target.places.remove(match)
    source.places = [place for place in kept if not _answered(place.figure, target)]
    target.places = [place for place in target.places if not _answered(place.figure, source)]


def _match(figure: Figure, places: Sequence[_Place]) -> _Place | None:
    """Return the number that means most surely the same, or None."""
    same = [place for place in places if place.figure.keys & figure.keys]
    return min(same, key=lambda place: len(place.figure.keys ^ figure.keys), default=None)


def _answered(figure: Figure, other: _Side) -> bool:
    """Say whether something on the other side may stand for a number that has no match there."""
    if figure.keys & other.loose:
        return True
    if figure.tier is Tier.SOFT and figure.keys & other.keys:  # said once more, or once less
        return True
    parts = _parts_of_clock(figure)
    return bool(parts) and all((VALUE, part) in other.keys for part in parts)


class _Elsewhere:
    """What is left in other rows, and which numbers stand anywhere in the two articles."""

    def __init__(self, material: Material, original: Language, left: Iterable[_Left]) -> None:
        self._material, self._original = material, original
        self._missing: set[Key] = set()
        self._added: set[Key] = set()
        for one in left:
            self._missing.update(*(place.figure.keys for place in one.source.places))
            self._added.update(*(place.figure.keys for place in one.target.places))
        for row in material.every_row:
            if not row.sources:
                for piece in row.written:
                    found = figures(piece.plain, material.language).found
                    self._added.update(*(figure.keys for figure in found))

    def has_missing(self, row: Row, figure: Figure) -> bool:
        """Say whether a number that a row lacks came into another place of the target."""
        if figure.keys & self._added:
            return True
        return _is_headline(row) and bool(figure.keys & self._in_target)

    def has_added(self, row: Row, figure: Figure) -> bool:
        """Say whether a number that a row has too many is taken from another place."""
        if figure.keys & self._missing:
            return True
        return _is_headline(row) and bool(figure.keys & self._in_source)

    def mended(self, source: _Place, target: _Place) -> str | None:
        """Return the number of the source in the form of the one that was put for it.

        None when it counts something else, or has marks inside.
        """
        language = main_language(self._material.language)
        ours = _number_of(source, main_language(self._original))
        theirs = _number_of(target, language)
        if ours is None or theirs is None or ours.unit is not theirs.unit:
            return None
        start, end = target.words.start, target.words.end
        if target.piece.text[start:end] != target.figure.text:
            return None
        return rewritten(target.piece.plain, theirs, ours.value, language)

    @cached_property
    def _in_target(self) -> set[Key]:
        return _all_keys(self._material.words, self._material.language)

    @cached_property
    def _in_source(self) -> set[Key]:
        return _all_keys(self._material.source_words, self._original)


def _number_of(place: _Place, language: Language) -> Number | None:
    """Return the number that a figure was made of; a time of day is none."""
    span = (place.figure.start, place.figure.end)
    known = known_numbers(place.piece.plain, language)
    return next((number for number in known if (number.start, number.end) == span), None)


def _all_keys(words: Words, language: Language) -> set[Key]:
    """Return what all the numbers of an article may mean."""
    keys: set[Key] = set()
    for _, text in words:
        known = figures(seen(text).plain, language)
        keys |= known.loose.union(*(figure.keys for figure in known.found))
    return keys


def _is_headline(row: Row) -> bool:
    return all(piece.is_headline for piece in row.targets)


# -- what is left


def _left_over(left: _Left, elsewhere: _Elsewhere) -> Iterator[Finding]:
    """Say of each number that is left what became of it."""
    missing = list(left.source.places)
    added = [
        place for place in left.target.places if not elsewhere.has_added(left.row, place.figure)
    ]
    for place in list(missing):
        twin = next((one for one in added if _power_of_ten(place.figure, one.figure)), None)
        if twin is not None:
            missing.remove(place)
            added.remove(twin)
            yield _changed("N3", place, twin)
    for place in list(missing):
        twin = next((one for one in added if _may_be_changed(place.figure, one.figure)), None)
        if twin is not None:
            missing.remove(place)
            added.remove(twin)
            yield replace(_changed("N1", place, twin), fix=elsewhere.mended(place, twin))
    for place in missing:
        if elsewhere.has_missing(left.row, place.figure):
            continue
        if place.figure.tier is Tier.FIRM and not place.figure.is_weekday:
            yield _missing(left.row.written[0], place)
    for place in added:
        if place.figure.tier is Tier.FIRM and not place.figure.is_weekday:
            yield _added(place)


def _power_of_ten(one: Figure, other: Figure) -> bool:
    """Say whether two numbers differ by a magnitude word: the same digits, ten times or more."""
    if not one.number or not other.number or Tier.SOFT in {one.tier, other.tier}:
        return False
    if one.is_weekday or other.is_weekday:
        return False
    ratio = max(one.number, other.number) / min(one.number, other.number)
    worded = any(re.search(r"[^\W\d]", figure.text) for figure in (one, other))
    return worded and ratio >= 10 and ratio.normalize().as_tuple().digits == (1,)


def _may_be_changed(source: Figure, target: Figure) -> bool:
    """Say whether one number may have been put for another: days for days, numbers for numbers."""
    if source.is_weekday or target.is_weekday:
        return source.is_weekday and target.is_weekday
    return Tier.FIRM in {source.tier, target.tier}


def _changed(check: str, source: _Place, target: _Place) -> Finding:
    figure = target.figure
    found = found_at(
        target.piece,
        check,
        Severity.ERROR,
        (figure.start, figure.end),
        evidence=f"{source.figure.text}>{figure.text}",
        source=source.figure.text,
    )
    return replace(found, origin=source.words)


def _missing(piece: Piece, place: _Place) -> Finding:
    text = place.figure.text
    found = found_whole(piece, "N1", Severity.ERROR, f"{text}>", source=text)
    return said(replace(found, origin=place.words), "check-n1-missing")


def _added(place: _Place) -> Finding:
    span = (place.figure.start, place.figure.end)
    evidence = f">{place.figure.text}"
    found = found_at(place.piece, "N1", Severity.ERROR, span, evidence=evidence)
    return said(found, "check-n1-added")


# -- the format of the source


def _formats(
    source: _Side, target: _Side, original: Language, language: Language
) -> tuple[Finding, ...]:
    """Find numbers that stand as Vietnamese groups and parts them; they are taken off as equal."""
    if main_language(original) != VIETNAMESE or main_language(language) == VIETNAMESE:
        return ()
    found = []
    for place in list(target.places):
        digits = _vietnamese_digits(place)
        twin = next((one for one in source.places if digits and digits in one.figure.text), None)
        if digits is None or twin is None:
            continue
        source.places.remove(twin)
        target.places.remove(place)
        figure = place.figure
        at = figure.start + figure.text.index(digits)
        fix = _in_form(digits, language)
        span = (at, at + len(digits))
        wrong = found_at(place.piece, "N2", Severity.ERROR, span, fix, digits, right=fix)
        found.append(replace(wrong, origin=twin.words))
    return tuple(found)


def _vietnamese_digits(place: _Place) -> str | None:
    """Return the digits of a number that are written the Vietnamese way, or None."""
    found = _POINTS.search(place.figure.text) or _COMMA.search(place.figure.text)
    return found[0] if found else None


def _in_form(digits: str, language: Language) -> str:
    """Return Vietnamese digits as English or Chinese writes them."""
    if "," in digits:
        return digits.replace(",", ".")
    bare = digits.replace(".", "")
    return (
        bare if main_language(language) == CHINESE and len(bare) < 5 else digits.replace(".", ",")
    )
