"""What the verbs on rows of a translation take and give: light values that the window imports."""

from __future__ import annotations

from dataclasses import dataclass

from editor_app.domain.block import Body
from editor_app.domain.ids import ArticleId, BlockId
from editor_app.domain.link import Address, Segment, State


@dataclass(frozen=True)
class ShownRow:
    """A row of a translation; ``before`` is the source it was made from, where that changed since.

    ``sure``: it holds an exact match as it was filled in, and needs no reading.
    """

    row: Segment
    before: str = ""
    sure: bool = False


@dataclass(frozen=True)
class RowsShown:
    """The rows of one version of a translation; ``source`` is the version of what it renders."""

    article: ArticleId
    version: int
    source: int
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class Intent:
    """Paragraphs that were written for these sources.

    ``texts`` is their Markdown, ``number`` where the first of them stood among the paragraphs with
    words. The desk may hold a newer text when its turn comes, so the words decide, then the place.
    """

    number: int
    texts: tuple[str, ...]
    sources: tuple[Address, ...]

    def found_in(self, body: Body) -> tuple[BlockId, ...]:
        """Return the blocks that hold the texts, the nearest ones; none when one is missing."""
        found: list[BlockId] = []
        for step, text in enumerate(self.texts):
            places = [at for at, block in enumerate(body) if block.text == text]
            if not places:
                return ()
            nearest = min(places, key=lambda at: abs(at - self.number - step))
            found.append(body[nearest].id)
        return tuple(found)


@dataclass(frozen=True)
class Confirmation:
    """Somebody has read a row (by its addresses) and says how far it is.

    ``seen`` is the source text that stood on the screen, ``intent`` what was written into the row.
    """

    sources: tuple[Address, ...]
    targets: tuple[Address, ...]
    state: State
    seen: str
    intent: Intent | None = None

    def is_of(self, row: Segment) -> bool:
        """Say whether a row as the desk has it is the one that was read."""
        return bool(set(self.sources) & set(row.sources) or set(self.targets) & set(row.targets))

    def has_seen(self, source: str) -> bool:
        """Say whether a source is what was on the screen, apart from how its words are spaced."""
        return self.seen.split() == source.split()
