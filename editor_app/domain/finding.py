"""What a desk check has found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from editor_app.domain.link import Address
from editor_app.domain.messages import Message


class Severity(StrEnum):
    """How grave a finding is: an error stops a publish until mended or overruled by name."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True)
class SourceWords:
    """Words of the source: code points of ``within``, the text that stood at ``address`` then."""

    address: Address
    start: int
    end: int
    within: str


@dataclass(frozen=True)
class Finding:
    """One finding: ``check`` its id (as ``N1``), where (code points), why, and perhaps a fix.

    ``origin`` is what it is about in the source, for the eye; it tells no two findings apart.
    """

    check: str
    severity: Severity
    address: Address
    start: int
    end: int
    message: Message
    evidence: str = ""
    fix: str | None = None
    origin: SourceWords | None = field(default=None, compare=False)

    @property
    def fingerprint(self) -> str:
        """A name that stays when text elsewhere moves: check, place and evidence, not positions."""
        seed = "\x1f".join((self.check, self.address.owner, self.address.part, self.evidence))
        return sha256(seed.encode()).hexdigest()[:32]

    @property
    def likeness(self) -> str:
        """A name of the same finding wherever it stands: check and evidence, no place."""
        return sha256("\x1f".join((self.check, self.evidence)).encode()).hexdigest()[:32]
