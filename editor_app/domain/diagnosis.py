"""What the connection doctor finds about a site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor_app.domain.messages import Message


class Severity(StrEnum):
    """How much a finding matters: all is well, something is weaker, something does not work."""

    OK = "ok"
    WEAK = "weak"
    BAD = "bad"


@dataclass(frozen=True)
class Diagnosis:
    """One finding. ``check`` names what was looked at; ``advice`` is None where all is well."""

    check: str
    severity: Severity
    means: Message
    advice: Message | None = None
