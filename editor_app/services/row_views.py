"""What the verbs on rows of a translation take and give: light values that the window imports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from editor_app.domain.block import Body
from editor_app.domain.ids import ArticleId, BlockId
from editor_app.domain.label import Label
from editor_app.domain.link import Address, Segment, State
from editor_app.text.cleaning import clean_text


@dataclass(frozen=True)
class Setting:
    """Who read a row against its source last, who changed it last or left it out, each with when.

    ``source_of`` is of when the source was that it was made from, where that changed since.
    """

    read_by: str = ""
    read: datetime | None = None
    changed_by: str = ""
    changed: datetime | None = None
    source_of: datetime | None = None


NOBODY = Setting()


@dataclass(frozen=True)
class ShownRow:
    """A row of a translation; ``before`` is the source it was made from, where that changed since.

    ``sure``: it holds an exact match as it was filled in, and needs no reading. ``setting`` tells
    who made it what it is, and when.
    """

    row: Segment
    before: str = ""
    sure: bool = False
    setting: Setting = NOBODY


@dataclass(frozen=True)
class RowsShown:
    """The rows of one version of a translation; ``source`` is the version of what it renders.

    ``source_at``: since when the source says what it says; None where nobody knows. ``labels`` are
    those of the same moment.
    """

    article: ArticleId
    version: int
    source: int
    rows: tuple[ShownRow, ...]
    source_at: datetime | None = None
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Intent:
    """Paragraphs that were written for these sources; for none, where a translator adds them.

    ``texts`` is their Markdown, ``number`` where the first of them stood among the paragraphs with
    words. The desk may hold a newer text when its turn comes, so the words decide, then the place.
    """

    number: int
    texts: tuple[str, ...]
    sources: tuple[Address, ...]

    def found_in(self, body: Body) -> tuple[BlockId, ...]:
        """Return the blocks that hold the texts, the nearest ones; none when one is missing."""
        found: list[BlockId] = []
        for step, text in enumerate(map(clean_text, self.texts)):  # as the desk keeps them
            places = [at for at, block in enumerate(body) if block.text == text]
            if not places:
                return ()
            nearest = min(places, key=lambda at: abs(at - self.number - step))
            found.append(body[nearest].id)
        return tuple(found)


@dataclass(frozen=True)
class SeenRow:
    """A row as it stood on the screen: its addresses, the source text and the translation."""

    sources: tuple[Address, ...]
    targets: tuple[Address, ...]
    source: str
    target: str

    @property
    def is_new(self) -> bool:
        """Whether the desk did not know the row yet when it was seen."""
        return not (self.sources or self.targets)

    def found_in(self, rows: Iterable[Segment]) -> Segment | None:
        """Return the row as the desk has it; None when it is gone.

        A paragraph that was just added has no address yet and is known by its words.
        """
        if self.is_new:
            added = (row for row in rows if not row.sources and self.has_target(row.target_text))
            return next(added, None)
        return next((row for row in rows if row.shares(self.sources, self.targets)), None)

    def has_source(self, text: str) -> bool:
        """Say whether this is the source that was on the screen."""
        return _same_words(self.source, text)

    def has_target(self, text: str) -> bool:
        """Say whether this is the translation that was on the screen, and has words at all."""
        return bool(text.strip()) and _same_words(self.target, text)


@dataclass(frozen=True)
class Confirmation:
    """Somebody has read a row and says how far it is; ``intent`` is what was written into it."""

    row: SeenRow
    state: State
    intent: Intent | None = None


def _same_words(one: str, other: str) -> bool:
    """Say whether two texts are the same, apart from how their words are spaced and composed."""
    return clean_text(one).split() == clean_text(other).split()
