"""Machine translation services that a desk has set up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from editor_app.domain.ids import EngineId

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class EngineKind(StrEnum):
    """How an engine is spoken to."""

    LIBRE = "libretranslate"
    DEEPL = "deepl"
    CHAT = "chat"


@dataclass(frozen=True)
class Engine:
    """A translation service: its address (the root of its interface) and, for a chat, its model.

    The key is never here: it is in the keyring under the engine's id. ``agreed_by`` named person
    read what goes where and agreed to it at ``agreed``. An engine on this very computer (with
    models of one's own) needs nobody's agreement: nothing leaves the computer.
    """

    id: EngineId
    kind: EngineKind
    name: str
    url: str
    model: str = ""
    agreed_by: str = ""
    agreed: datetime | None = None

    @property
    def host(self) -> str:
        """The computer that texts go to."""
        return urlsplit(self.url).hostname or self.url

    @property
    def is_here(self) -> bool:
        """Whether it runs on this computer."""
        return self.host in LOOPBACK

    @property
    def may_be_used(self) -> bool:
        """Whether texts may go there: it is here, or somebody has agreed to it by name."""
        return self.is_here or self.agreed is not None
