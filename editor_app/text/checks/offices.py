"""T3: what a head of government is called goes by the country, whatever Vietnamese says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.checks.material import Material, Piece, Row, found_at
from editor_app.text.checks.reference import Reference
from editor_app.text.counting import main_language
from editor_app.text.tables import forms

_BETWEEN = r"(?:\s(?:của\s)?(?:nước\s)?)"


@dataclass(frozen=True)
class _Office:
    """An office of a country in one target language; patterns find it in source and target."""

    names: tuple[str, ...]
    in_source: re.Pattern[str]
    beside_country: re.Pattern[str]
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def office_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """T3 of the rows that are translated from Vietnamese, and of every place by itself."""
    language = main_language(material.language)
    if language not in {ENGLISH, CHINESE}:
        return
    offices = _offices(_Rows(reference.tables.offices), language)
    said: set[tuple[object, int]] = set()
    for piece in material.pieces:
        for found in _beside_country(piece, offices):
            said.add((found.address, found.start))
            yield found
    if main_language(material.source_language or "") == VIETNAMESE:
        for row in material.compared():
            for found in _against_source(row, offices, language):
                if (found.address, found.start) not in said:
                    said.add((found.address, found.start))
                    yield found


@dataclass(frozen=True)
class _Rows:
    """The rows of the table as a key: they are made once, and the same ever after."""

    rows: tuple[Mapping[str, str], ...]

    def __hash__(self) -> int:
        return hash((id(self.rows), len(self.rows)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rows) and self.rows is other.rows


@lru_cache(maxsize=8)
def _offices(key: _Rows, language: Language) -> tuple[_Office, ...]:
    return tuple(_office(row, language) for row in key.rows if forms(row[f"{language}_wrong"]))


def _office(row: Mapping[str, str], language: Language) -> _Office:
    offices, countries = _either(forms(row["vi"])), _either(forms(row["country_vi"]))
    wrong = forms(row[f"{language}_wrong"])
    there = _either(forms(row[f"country_{language}"]))
    if language == CHINESE:
        beside = re.compile(rf"(?:{there})的?({_either(wrong)})")
    else:
        beside = re.compile(
            rf"(?<!\w)(?:{there})(?:['’]s)?\s({_either(wrong)})(?!\w)"
            rf"|(?<!\w)({_either(wrong)})\sof\s(?:the\s)?(?:{there})(?!\w)"
        )
    return _Office(
        tuple(name.lower() for name in forms(row["vi"])),
        re.compile(rf"(?<!\w)(?:{offices}){_BETWEEN}(?:{countries})(?!\w)", re.IGNORECASE),
        beside,
        forms(row[str(language)]),
        wrong,
    )


def _either(alternatives: tuple[str, ...]) -> str:
    return "|".join(re.escape(one) for one in sorted(alternatives, key=len, reverse=True))


def _beside_country(piece: Piece, offices: tuple[_Office, ...]) -> Iterator[Finding]:
    """Find "German Prime Minister" and 德国首相 whatever the source says."""
    for office in offices:
        if any(wrong in piece.plain for wrong in office.wrong):
            for found in office.beside_country.finditer(piece.plain):
                group = 1 if found[1] else 2
                yield _wrong(piece, found.span(group), office)


def _against_source(
    row: Row, offices: tuple[_Office, ...], language: Language
) -> Iterator[Finding]:
    """Find a wrong office in a row whose source names office and country, and none that is right.

    Where the row speaks of another country too, its office is told apart by what stands beside it.
    """
    source = " ".join(piece.plain for piece in row.sources)
    small = source.lower()
    named = [
        office
        for office in offices
        if any(name in small for name in office.names) and office.in_source.search(source)
    ]
    allowed = {right for office in named for right in office.right}
    for office in named:
        if any(right in piece.plain for right in office.right for piece in row.written):
            continue
        for piece in row.written:
            for wrong in office.wrong:
                at = piece.plain.find(wrong)
                if at >= 0 and wrong not in allowed and _alone(piece.plain, at, wrong, language):
                    yield _wrong(piece, (at, at + len(wrong)), office)


def _alone(plain: str, at: int, wrong: str, language: Language) -> bool:
    """Say whether the find is no part of another word."""
    if language == CHINESE:
        return True
    around = plain[max(0, at - 1) : at] + plain[at + len(wrong) : at + len(wrong) + 1]
    return not any(character.isalpha() for character in around)


def _wrong(piece: Piece, span: tuple[int, int], office: _Office) -> Finding:
    right = office.right[0]
    return found_at(piece, "T3", Severity.ERROR, span, right, right=right)
