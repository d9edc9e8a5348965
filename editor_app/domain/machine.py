"""Machine translation services that a desk has set up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from editor_app.domain.ids import EngineId
from editor_app.domain.term import MatchMark

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
    models of one's own) needs nobody's agreement: nothing leaves the computer. ``by_itself``: the
    desk wants it asked for each paragraph that is opened, not only when somebody presses a key.
    """

    id: EngineId
    kind: EngineKind
    name: str
    url: str
    model: str = ""
    agreed_by: str = ""
    agreed: datetime | None = None
    by_itself: bool = False

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


@dataclass(frozen=True)
class Suggestion:
    """What an engine makes of a source text, to be looked at and perhaps inserted.

    ``kept`` are the terms and placeholders that were kept from it, as the text has them; ``bare``:
    it lost some of them, or bold and links, and translated the words alone. ``marks`` are numbers
    that the source does not have, ``missing`` those of the source that the text has not.
    """

    engine: EngineId
    name: str
    text: str
    kept: tuple[str, ...] = ()
    bare: bool = False
    marks: tuple[MatchMark, ...] = ()
    missing: tuple[str, ...] = ()
