"""All checks in their order, run over an article or over one place of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.link import Address
from editor_app.text.checks.background import background_checks
from editor_app.text.checks.calendar import date_checks
from editor_app.text.checks.credits import credit_checks
from editor_app.text.checks.figures import number_checks
from editor_app.text.checks.glossary import term_checks
from editor_app.text.checks.leftovers import leftover_checks
from editor_app.text.checks.material import Material
from editor_app.text.checks.names import name_checks
from editor_app.text.checks.offices import office_checks
from editor_app.text.checks.page import page_checks
from editor_app.text.checks.quotations import quotation_checks
from editor_app.text.checks.reference import Reference
from editor_app.text.checks.segments import segment_checks

Check = Callable[[Material, Reference], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    segment_checks,
    leftover_checks,
    number_checks,
    date_checks,
    term_checks,
    office_checks,
    name_checks,
    quotation_checks,
    page_checks,
    background_checks,
    credit_checks,
)

GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)

_SAID_BEFORE = {"L1": {"T4", "T2", "L6"}, "N1": {"N2", "N4"}, "T4": {"T2"}, "T1": {"T2"}}
"""What need not be said again at a place where one of these was said."""


def check(material: Material, reference: Reference) -> tuple[Finding, ...]:
    """Return what is found in an article and shown, in the order of reading, each thing said once.

    What the checks on probation find is left out.
    """
    found = check_all(material, reference)
    return tuple(item for item in found if item.check not in reference.probation)


def check_all(material: Material, reference: Reference) -> tuple[Finding, ...]:
    """Return what is found in an article, also by checks on probation."""
    found = [
        replace(finding, severity=reference.severity(finding.check, finding.severity))
        for family in CHECKS
        for finding in family(material, reference)
        if finding.check not in reference.off
    ]
    order = {address: place for place, (address, _) in enumerate(material.words)}
    behind = len(order)

    def place_of(finding: Finding) -> tuple[int, int, int]:
        return (
            order.get(finding.address, behind),
            finding.start,
            GRAVEST.index(finding.severity),
        )

    once = {(item.check, item.address, item.start, item.end, item.evidence): item for item in found}
    here: defaultdict[Address, list[Finding]] = defaultdict(list)
    for item in found:
        here[item.address].append(item)
    kept = [item for item in once.values() if not _said_before(item, here[item.address])]
    return tuple(sorted(kept, key=place_of))


def check_at(material: Material, reference: Reference, address: Address) -> tuple[Finding, ...]:
    """Return what is found in one field, block or caption, while it is being written."""
    return check(material.at(address), reference)


def _said_before(finding: Finding, others: list[Finding]) -> bool:
    """Say whether another finding of the same place says it better."""
    better = _SAID_BEFORE.get(finding.check)
    if better is None:
        return False
    return any(
        other.check in better
        and other.start < finding.end
        and finding.start < other.end
        and (finding.check != "T1" or _same_term(finding, other))
        for other in others
    )


def _same_term(one: Finding, other: Finding) -> bool:
    """Say whether a forbidden form is the reason why a term was missed."""
    return one.message.fields.get("right") == other.message.fields.get("right")
