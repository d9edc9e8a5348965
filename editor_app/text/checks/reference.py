"""What the checks know besides the article: terms, tables, sections, tags, outlets, house rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from editor_app.domain.edition import Edition, Section
from editor_app.domain.finding import Severity
from editor_app.domain.ids import Language, OutletId, SectionId, TagId
from editor_app.domain.site import Site
from editor_app.domain.term import Term
from editor_app.domain.vocabulary import Outlet, Tag
from editor_app.text.checks.codes import FIXED, PROBATION
from editor_app.text.tables import read_rows

NO_SEVERITIES: Mapping[str, Severity] = MappingProxyType({})
NO_ROWS: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Tables:
    """The tables that come with the program, as rows by the names of their columns.

    ``offices`` says what a head of state or government is called, by country; ``readings`` gives
    the own forms of names in Vietnamese reading; ``plain_words`` are Vietnamese words without
    their marks.
    """

    offices: tuple[Mapping[str, str], ...] = NO_ROWS
    readings: tuple[Mapping[str, str], ...] = NO_ROWS
    plain_words: tuple[Mapping[str, str], ...] = NO_ROWS


def tables_from(offices: str, readings: str, plain_words: str) -> Tables:
    """Read the tables from their texts. Raises ValueError, naming the line that is wrong."""
    return Tables(read_rows(offices), read_rows(readings), read_rows(plain_words))


@dataclass(frozen=True)
class TermKey:
    """The terms as a key: the same tuple is known again without comparing its terms."""

    terms: tuple[Term, ...]

    def __hash__(self) -> int:
        return hash((id(self.terms), len(self.terms)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TermKey) and (
            self.terms is other.terms or self.terms == other.terms
        )


@dataclass(frozen=True)
class Reference:
    """Everything the checks may look up. ``day`` is the day by which terms are valid.

    ``severities`` are the house's own, by the id of a check; ``off`` are checks it does not want,
    ``probation`` those that are counted and not shown.
    """

    day: date
    tables: Tables = Tables()
    terms: tuple[Term, ...] = ()
    editions: Mapping[Language, Edition] = field(default_factory=lambda: MappingProxyType({}))
    sections: Mapping[SectionId, Section] = field(default_factory=lambda: MappingProxyType({}))
    tags: Mapping[TagId, Tag] = field(default_factory=lambda: MappingProxyType({}))
    outlets: Mapping[OutletId, Outlet] = field(default_factory=lambda: MappingProxyType({}))
    sites: tuple[Site, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=lambda: NO_SEVERITIES)
    off: frozenset[str] = frozenset()
    probation: frozenset[str] = PROBATION

    def severity(self, check: str, ours: Severity) -> Severity:
        """Return how grave a finding of a check is in this house."""
        return ours if check in FIXED else self.severities.get(check, ours)

    @property
    def key(self) -> TermKey:
        """The terms as a key, for what is prepared from them once."""
        return TermKey(self.terms)
