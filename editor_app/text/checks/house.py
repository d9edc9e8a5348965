"""What the house makes of the checks: how grave each is as it comes, and as the house wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from editor_app.domain.finding import Severity
from editor_app.text.checks.codes import FIXED, PROBATION
from editor_app.text.checks.reference import Reference

E, W = Severity.ERROR, Severity.WARNING

AS_THEY_COME: Mapping[str, Severity] = MappingProxyType(
    {
        "S1": E,
        "S2": W,
        "S3": W,
        "S4": W,
        "S7": W,
        "S8": E,
        "S9": E,
        "L1": E,
        "L2": W,
        "L4": E,
        "L6": E,
        "N1": E,
        "N2": E,
        "N3": E,
        "N4": E,
        "N5": E,
        "T1": W,
        "T2": E,
        "T3": E,
        "T4": E,
        "T5": W,
        "Q1": E,
        "Q3": E,
        "M2": E,
        "M3": E,
        "M4": E,
        "M12": E,
        "M16": W,
        "F1": E,
    }
)
"""The checks in the order of the house's list, each with the severity of most of its findings."""


class Wanted(StrEnum):
    """How a house wants a check; ``AS_IT_COMES`` is kept by keeping nothing."""

    AS_IT_COMES = ""
    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    OFF = "off"


@dataclass(frozen=True)
class Rule:
    """A check in this house: what it comes as, what the house wants, and what nobody can change.

    One on ``probation`` is counted and not shown until the house wants it.
    """

    check: str
    comes_as: Severity
    wanted: Wanted
    fixed: bool
    probation: bool


def rules_of(choices: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return all checks with what the house has chosen for them."""
    return tuple(
        Rule(check, comes_as, wanted_in(choices, check), check in FIXED, check in PROBATION)
        for check, comes_as in AS_THEY_COME.items()
    )


def wanted_in(choices: Mapping[str, str], check: str) -> Wanted:
    """Return the house's choice for a check; a word of a newer program counts as none."""
    word = choices.get(check, "")
    known = word in set(Wanted) and check not in FIXED
    return Wanted(word) if known else Wanted.AS_IT_COMES


def ruled(reference: Reference, choices: Mapping[str, str]) -> Reference:
    """Return what the checks may look up, with the severities that the house wants."""
    wanted = {check: wanted_in(choices, check) for check in choices}
    off = {check for check, choice in wanted.items() if choice is Wanted.OFF}
    chosen = {check for check, choice in wanted.items() if choice is not Wanted.AS_IT_COMES}
    return replace(
        reference,
        severities={check: Severity(wanted[check]) for check in chosen - off},
        off=frozenset(off),
        probation=PROBATION - chosen,
    )
