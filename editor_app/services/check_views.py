"""What the checks hand to window and command line: light values that import the domain alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address


class Scope(StrEnum):
    """How far a finding is waved through."""

    HERE = "here"
    STORY = "story"
    ALWAYS = "always"


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
    is what checks on probation have found: it is counted, and stops nothing.
    """

    article: ArticleId
    version: int
    open: tuple[Finding, ...]
    ignored: tuple[Ignored, ...] = ()
    words: tuple[tuple[Address, str], ...] = ()
    probation: tuple[Finding, ...] = ()

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
