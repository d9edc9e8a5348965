"""What the connection doctor saw of a site, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from editor_app.connectors.wordpress_companion import CompanionStatus
from editor_app.connectors.wordpress_discovery import Discovered
from editor_app.connectors.wordpress_values import Me
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language
from editor_app.domain.site import Site
from editor_app.services.doctor_trial import Trial


@dataclass
class Sight:
    """What was seen; None is what could not be looked at, and the troubles say why."""

    site: Site
    editions: tuple[Language, ...] = ()
    discovered: Discovered | None = None
    unreached: EditorError | None = None
    me: Me | None = None
    refused: EditorError | None = None
    companion: CompanionStatus | None = None
    languages: tuple[str, ...] = ()
    skew: timedelta | None = None
    noisy: int = 0
    trial: Trial | None = None
    trial_trouble: EditorError | None = None

    @property
    def upload(self) -> int:
        """The largest file that the site takes, in bytes; 0 when it does not tell."""
        return self.companion.upload if self.companion else 0

    @property
    def sizes(self) -> tuple[str, ...]:
        """The smaller pictures that the site makes, as far as it tells."""
        if self.companion and self.companion.sizes:
            return self.companion.sizes
        return self.discovered.index.sizes if self.discovered else ()

    @property
    def emoji(self) -> str:
        """What becomes of rare characters (``Trial.emoji``); empty when nobody knows."""
        if self.trial:
            return self.trial.emoji
        charset = self.companion.charset if self.companion else ""
        return {"utf8mb4": "yes", "utf8mb3": "no", "utf8": "entities"}.get(charset, "")

    @property
    def trash(self) -> bool | None:
        """Whether the site keeps what is removed; None when nobody knows."""
        if self.trial and self.trial.trash is not None:
            return self.trial.trash
        return self.companion.trash if self.companion else None
