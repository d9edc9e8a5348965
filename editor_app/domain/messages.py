"""Words that travel without a language: a key and its fields; ``sentences`` makes the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Field = str | int | float
NO_FIELDS: Mapping[str, Field] = MappingProxyType({})


@dataclass(frozen=True)
class Message:
    """One thing to say to the editor, for errors, findings, log lines and reports alike."""

    key: str
    fields: Mapping[str, Field] = field(default_factory=lambda: NO_FIELDS)

    def __str__(self) -> str:
        """Return the key with its fields, for logs of developers; editors see the sentence."""
        shown = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        return f"{self.key}({shown})"
