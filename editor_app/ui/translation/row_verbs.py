"""What the Translate view asks of the desk for a row. All of it runs on the lane, behind saving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.block import Body
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, BlockId
from editor_app.domain.link import Address, Segment, State, block_address
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.row import Row

if TYPE_CHECKING:
    from editor_app.wiring import Desk


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


class RowVerbs(QObject):
    """The verbs on rows of one translation at a time.

    ``is_joining`` holds while rows shown as one are still two on the desk: rows read meanwhile are
    of the past. ``joined`` tells that it is over.
    """

    joined = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self.article: ArticleId | None = None
        self._joins = 0

    @property
    def is_joining(self) -> bool:
        """Whether a join is on its way to the desk."""
        return self._joins > 0

    def confirm(self, row: Row, state: State, intent: Intent | None, seen: str) -> None:
        """Set a row translated or reviewed, as it is once what was typed is settled.

        Where its paragraphs are still as they were confirmed, those alone are: the desk may take
        one that is being typed since for a part of the row. Where the source is no longer the text
        that was ``seen``, nothing is: nobody has read the translation against it.
        """
        intents = () if intent is None else (intent,)

        def work(article: ArticleId) -> Changes:
            linked, now = self._link(article, intents), self._row_now(article, row)
            if now is None or not now.target_text.strip() or not _same(now.source_text, seen):
                return linked | Changes(articles=frozenset({article}))
            written = [target for item in intents for target in self._targets(article, item)]
            return linked | self._desk.translations.confirm(article, written or now.targets, state)

        self._on_article(work)

    def looked_at(self, row: Row) -> None:
        """Say that the source's change needs no new words here."""
        self._on_row(
            row,
            lambda article, now: self._desk.translations.looked_at(article, now.targets),
        )

    def leave_out(self, row: Row) -> None:
        """Decide that the translation does without the row's source."""
        translations, sources = self._desk.translations, row.sources
        self._on_article(lambda article: translations.leave_out(article, sources))

    def take_back(self, row: Row) -> None:
        """Take that decision back."""
        translations, sources = self._desk.translations, row.sources
        self._on_article(lambda article: translations.take_back(article, sources))

    def join(self, row: Row, above: Row) -> None:
        """Let the target of the row above render this row's source as well."""
        rendered, row_above = row.sources, replace(above)

        def work(article: ArticleId) -> Changes:
            now = self._row_now(article, row_above)
            if now is None or not now.targets or set(rendered) <= set(now.sources):
                return Changes()
            sources = (*row_above.sources, *rendered)
            return self._desk.translations.link(article, now.targets, sources)

        article = self.article
        if article is not None:
            self._joins += 1
            self._jobs.change(
                lambda: work(article), self, lambda _changes: self._on_joined(), self._not_joined
            )

    def _on_joined(self) -> None:
        self._joins -= 1
        self.joined.emit()

    def _not_joined(self, error: EditorError) -> None:
        self._on_joined()
        self._jobs.refused.emit(error)

    def fill(self) -> None:
        """Put the exact matches of the memory into all rows that are still to do."""
        translations = self._desk.translations
        self._on_article(translations.fill)

    def confirm_safe(self) -> None:
        """Confirm all rows that hold an exact match as the memory filled it in: one step back."""
        self._on_article(self._desk.rows.confirm_sure)

    def follow_up(self, intents: Sequence[Intent]) -> Callable[[], Changes] | None:
        """Return the work that links newly written paragraphs to the rows they were written in.

        The desk links new paragraphs by place and content; where that is another row than the one
        somebody typed in, the one typed in counts.
        """
        article = self.article
        if not intents or article is None:
            return None
        wanted = tuple(intents)
        return lambda: self._link(article, wanted)

    def relink(self, intents: Sequence[Intent]) -> None:
        """Link written paragraphs to the rows they were written in, now."""
        work = self.follow_up(intents)
        if work is not None:
            self._jobs.change(work, self)

    def _link(self, article: ArticleId, intents: Sequence[Intent]) -> Changes:
        """Let written paragraphs render the rows they were written in, and no other source."""
        changes = Changes()
        for intent in intents:
            targets = self._targets(article, intent)
            rows = self._desk.translations.segments(article)
            present = {source for row in rows for source in row.sources}
            sources = [source for source in intent.sources if source in present]
            linked = any(
                targets <= set(row.targets) and set(sources) == set(row.sources) for row in rows
            )
            if targets and sources and not linked:
                changes |= self._desk.translations.link(article, targets, sources)
        return changes

    def _targets(self, article: ArticleId, intent: Intent) -> frozenset[Address]:
        """Return the written paragraphs as the desk has them; none when one is other by now."""
        body = self._desk.stories.find_article(article).body
        return frozenset(block_address(article, block) for block in intent.found_in(body))

    # -- inside

    def _on_article(self, work: Callable[[ArticleId], Changes]) -> None:
        article = self.article
        if article is not None:
            self._jobs.change(lambda: work(article), self)

    def _on_row(self, row: Row, work: Callable[[ArticleId, Segment], Changes]) -> None:
        """Do something with a row as the desk has it when its turn comes."""

        def on_lane(article: ArticleId) -> Changes:
            now = self._row_now(article, row)
            return work(article, now) if now is not None else Changes()

        self._on_article(on_lane)

    def _row_now(self, article: ArticleId, row: Row) -> Segment | None:
        """Return a row as the desk has it now (on the lane)."""
        sources, targets = set(row.sources), set(row.targets)
        for now in self._desk.translations.segments(article):
            if sources & set(now.sources) or targets & set(now.targets):
                return now
        return None


def _same(source: str, seen: str) -> bool:
    """Say whether a source is the text that was seen, apart from how its paragraphs are spaced."""
    return source.split() == seen.split()
