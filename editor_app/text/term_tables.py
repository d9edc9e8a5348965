"""The tables of names and offices that come with the program, as terms to look up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.text.checks.reference import Tables
from editor_app.text.tables import forms
from editor_app.text.term_offers import NOT_OF_THE_DESK

_ADJECTIVE = re.compile(r"(?:an|ese|ish|ch|i|ak|ek|Lao)$")


def table_terms(tables: Tables) -> tuple[Term, ...]:
    """Return names and offices as terms that belong to no desk.

    An office goes with its country: "Thủ tướng Đức" is "German Chancellor" and 德国总理.
    """
    names = (_name(row) for row in tables.readings)
    offices = (_office(row) for row in tables.offices)
    return (*names, *offices)


def _name(row: Mapping[str, str]) -> Term:
    columns = ((VIETNAMESE, "vi"), (ENGLISH, "en"), (CHINESE, "zh"))
    said = tuple(
        TermForm(language, form) for language, column in columns for form in forms(row[column])
    )
    return Term(NOT_OF_THE_DESK, TermKind.NAME, said, source=row["source"])


def _office(row: Mapping[str, str]) -> Term:
    said = (
        *(TermForm(VIETNAMESE, form) for form in _vietnamese(row)),
        *(TermForm(ENGLISH, form) for form in _english(row)),
        *(TermForm(CHINESE, form) for form in _chinese(row)),
    )
    return Term(NOT_OF_THE_DESK, TermKind.OFFICE, said, source=row["source"])


def _vietnamese(row: Mapping[str, str]) -> Iterator[str]:
    for office in forms(row["vi"]):
        for country in forms(row["country_vi"]):
            yield f"{office} {country}"
            yield f"{office} nước {country}"
            yield f"{office} của {country}"


def _english(row: Mapping[str, str]) -> Iterator[str]:
    countries = [form for form in forms(row["country_en"]) if "'" not in form]
    first = next((form for form in countries if form.isupper() or _ADJECTIVE.search(form)), "")
    first = first or countries[0]
    for office in forms(row["en"]):
        for country in dict.fromkeys((first, *countries)):
            yield f"{country} {office}"
        for country in countries:
            yield f"{office} of {country}"
            yield f"{office} of the {country}"


def _chinese(row: Mapping[str, str]) -> Iterator[str]:
    for office in forms(row["zh"]):
        for country in forms(row["country_zh"]):
            yield f"{country}{office}"
            yield f"{country}的{office}"
