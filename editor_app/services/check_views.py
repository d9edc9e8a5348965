"""What the checks hand to window and command line: light values that import the domain alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address

SAID_BY_THE_SHEET = frozenset({"F1", "S9"})
"""Checks that the publish sheet has sentences of its own for; each thing is said once."""


class Scope(StrEnum):
    """How far a finding is waved through."""

    HERE = "here"
    STORY = "story"
    ALWAYS = "always"

    def mark_of(self, finding: Finding) -> str:
        """Return what a decision of this reach knows a finding by."""
        return finding.fingerprint if self is Scope.HERE else finding.likeness


@dataclass(frozen=True)
class Ignored:
    """A finding that somebody waved through, and how far."""

    finding: Finding
    by: str
    at: datetime
    scope: Scope


@dataclass(frozen=True)
class CheckReport:
    """What the checks say of an article: ``open`` ones in the order of reading, and ignored ones.

    ``version`` is the version of the article that was looked at, ``words`` its texts. ``probation``
    is what checks on probation have found: it is counted, and stops nothing. ``to_do`` are the
    rows of a translation under way that nobody has translated: work that is left, in the order of
    the rows, but not fit to go out either.
    """

    article: ArticleId
    version: int
    open: tuple[Finding, ...]
    ignored: tuple[Ignored, ...] = ()
    words: tuple[tuple[Address, str], ...] = ()
    probation: tuple[Finding, ...] = ()
    to_do: tuple[Finding, ...] = ()

    def marked(self, finding: Finding) -> str:
        """Return the words that a finding is about, as they were checked."""
        texts = (text for address, text in self.words if address == finding.address)
        return next(texts, "")[finding.start : finding.end]

    def count(self, severity: Severity) -> int:
        """Return how many open findings are that grave."""
        return sum(finding.severity is severity for finding in self.open)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The open findings that stop a publish."""
        return tuple(item for item in self.open if item.severity is Severity.ERROR)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """The errors that stop a publish, but for those that the publish sheet says itself."""
        return tuple(item for item in self.errors if item.check not in SAID_BY_THE_SHEET)

    @property
    def unfinished(self) -> tuple[Finding, ...]:
        """What of the work to do stops a publish."""
        return tuple(item for item in self.to_do if item.severity is Severity.ERROR)
