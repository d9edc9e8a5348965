"""What every service needs at hand: the open desk, the clock, the editor's name, a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from editor_app.domain.errors import Cancelled
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Rendering
from editor_app.domain.messages import Message
from editor_app.services.desk_terms import DeskTerms
from editor_app.storage.database import Database
from editor_app.storage.media import MediaFolder
from editor_app.text.landmarks import Landmarks
from editor_app.text.linking import Memory

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

KnownFields = dict[tuple[Address, str], Rendering]
"""What was known of fields of a translation while they read so; the last seen stands last."""


class Apart(Protocol):
    """Runs a named pure function in a worker process with limits of time and memory."""

    def __call__(
        self,
        function: Callable[Parameters, Result],
        /,
        *arguments: Parameters.args,
        **named: Parameters.kwargs,
    ) -> Result:
        """Return the function's result; its EditorErrors come through, a crash is Unreadable."""
        ...


class Progress(Protocol):
    """Told how far long work is; raises Cancelled when the editor pressed Stop."""

    def __call__(self, done: int, total: int, said: Message | None = None) -> None:
        """Note that ``done`` of ``total`` pieces are finished, and what is being done now."""
        ...


def silent(done: int, total: int, said: Message | None = None) -> None:
    """Tell nobody: the Progress of callers that show none."""


@dataclass(frozen=True)
class Workplace:
    """The desk as the services see it. ``now`` gives an aware UTC instant, ``editor`` a name.

    ``landmarks`` tell which paragraphs of two languages speak of the same things.
    ``seen`` keeps per translation what its paragraphs and its source's were linked to while they
    read so, for as long as the desk is open: what undo brings back is as it was. ``said`` are the
    paragraphs of a translation of which a hand has said what they render. ``bodies`` keeps
    per article, by version, the body that somebody who knows that version has on the screen.
    ``terms`` keeps the terms that were read, and what is made of them. ``behind`` runs long work
    apart that gives way to everything else; without it ``apart`` does.
    """

    database: Database
    media: MediaFolder
    now: Callable[[], datetime]
    editor: Callable[[], str]
    apart: Apart
    landmarks: Landmarks
    seen: dict[ArticleId, Memory] = field(default_factory=dict, compare=False)
    fields: dict[ArticleId, KnownFields] = field(default_factory=dict, compare=False)
    said: dict[ArticleId, set[Address]] = field(default_factory=dict, compare=False)
    bodies: dict[ArticleId, dict[int, str]] = field(default_factory=dict, compare=False)
    terms: DeskTerms = field(default_factory=DeskTerms, compare=False)
    behind: Apart | None = None


__all__ = ["Apart", "Cancelled", "Progress", "Workplace", "silent"]
