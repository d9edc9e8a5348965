"""What the Translate view asks of the desk for a row. All of it runs on the lane, behind saving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, UseId
from editor_app.domain.link import Address, State
from editor_app.services.row_views import Confirmation, Intent, SeenRow
from editor_app.text.words import Words
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_deeds import Deed, RowDeeds

if TYPE_CHECKING:
    from editor_app.wiring import Desk

Work = Callable[[ArticleId], Changes]
Refusal = Callable[[EditorError], None]


class RowVerbs(QObject):
    """The verbs on rows of one translation at a time.

    ``is_joining`` holds while rows shown as one are still two on the desk: rows read meanwhile are
    of the past. ``joined`` tells that it is over. ``label_confirmed`` carries the row of a label,
    which is given by whoever keeps labels.
    """

    joined = Signal()
    label_confirmed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, deeds: RowDeeds, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self.deeds = desk, jobs, deeds
        self.article: ArticleId | None = None
        self._joins = 0

    @property
    def is_joining(self) -> bool:
        """Whether a join is on its way to the desk."""
        return self._joins > 0

    def confirm(self, row: Row, state: State, intent: Intent | None, seen: SeenRow) -> None:
        """Set a row translated or reviewed, as ``RowService.confirm`` does, as it was ``seen``."""
        if row.label is not None:
            self.label_confirmed.emit(row)
            return
        read = Confirmation(seen, state, intent)
        self._decide(row, lambda article: self._desk.rows.confirm(article, read))

    def looked_at(self, row: Row) -> None:
        """Say that the source's change, as it is shown, needs no new words here."""
        seen = seen_in(row)
        self._decide(row, lambda article: self._desk.rows.looked_at(article, seen))

    def give_label(
        self, row: Row, work: Work, given: Callable[[Changes], None], refused: Refusal
    ) -> None:
        """Give the label of a row; Undo in the rows takes it back."""
        self._decide(row, work, given, refused)

    def keep_typed(self, work: Callable[[], None]) -> None:
        """Put something that is typed on disk, before all that waits."""
        self._jobs.change(work, self, urgent=True)

    def leave_out(self, row: Row) -> None:
        """Decide that the translation does without the row's source."""
        translations, sources = self._desk.translations, row.sources
        self._decide(row, lambda article: translations.leave_out(article, sources))

    def take_back(self, row: Row) -> None:
        """Take that decision back."""
        translations, sources = self._desk.translations, row.sources
        self._decide(row, lambda article: translations.take_back(article, sources))

    def show_photo(self, row: Row) -> None:
        """Show the photo of the source that a caption or an alt text speaks of."""
        use = UseId(row.sources[0].owner)
        self._on_article(lambda article: self._desk.rows.show_photo(article, use))

    def join(self, row: Row, above: Row) -> None:
        """Let the target of the row above render this row's source as well."""
        seen, seen_above = seen_in(row), seen_in(above)
        article = self.article
        if article is not None:
            self._joins += 1
            self._jobs.change(
                lambda: self._desk.rows.join(article, seen, seen_above),
                self,
                lambda _changes: self._on_joined(),
                self._not_joined,
            )

    def _on_joined(self) -> None:
        self._joins -= 1
        self.joined.emit()

    def _not_joined(self, error: EditorError) -> None:
        self._on_joined()
        self._refuse(error)

    def render(self, row: Row, paragraphs: Sequence[Intent], sources: Sequence[Address]) -> None:
        """Let paragraphs of a row render these sources; none make them the translator's own."""
        rows = self._desk.rows
        self._decide(row, lambda article: rows.render(article, paragraphs, sources))

    def read_sources(
        self, paragraphs: Sequence[Intent], show: Callable[[Words, frozenset[Address]], None]
    ) -> None:
        """Show the paragraphs of the source, and which of them some paragraphs render.

        What is read of a text that is not at work any more is not shown.
        """
        article, desk = self.article, self._desk
        if article is not None:
            self._jobs.fetch(
                self,
                lambda: (
                    desk.translations.sources(article),
                    desk.rows.rendered(article, paragraphs),
                ),
                lambda read: show(*read) if self.article == article else None,
                settled=True,
                key="sources",
            )

    def fill(self) -> None:
        """Put the exact matches of the memory into all rows that are still to do."""
        translations = self._desk.translations
        self._on_article(translations.fill)

    def confirm_safe(self) -> None:
        """Confirm all rows that hold an exact match as the memory filled it in: one step back."""
        self._decide(None, self._desk.rows.confirm_sure)

    def follow_up(self, intents: Sequence[Intent]) -> Callable[[], Changes] | None:
        """Return the work that links newly written paragraphs to the rows they were written in.

        The desk links new paragraphs by place and content; where that is another row than the one
        somebody typed in, the one typed in counts.
        """
        article = self.article
        if not intents or article is None:
            return None
        wanted = tuple(intents)
        return lambda: self._desk.rows.link(article, wanted)

    def relink(self, intents: Sequence[Intent]) -> None:
        """Link written paragraphs to the rows they were written in, now."""
        work = self.follow_up(intents)
        if work is not None:
            self._jobs.change(work, self)

    # -- inside

    def _on_article(self, work: Work) -> None:
        article = self.article
        if article is not None:
            self._jobs.change(lambda: work(article), self)

    def _decide(
        self,
        row: Row | None,
        work: Work,
        decided: Callable[[Changes], None] = lambda _changes: None,
        refused: Refusal = lambda _error: None,
    ) -> None:
        """Decide something about a row, or about several; Undo in the rows takes it back."""
        article = self.article
        if article is not None:
            texts = (*row.targets, *row.sources) if row is not None else ()
            deed = self.deeds.begin(article, texts)
            self._jobs.change(
                lambda: work(article),
                self,
                lambda changes: self._decided(deed, changes, decided),
                lambda error: self._not_decided(deed, error, refused),
            )

    def _decided(self, deed: Deed, changes: Changes, told: Callable[[Changes], None]) -> None:
        self.deeds.done(deed, changes)
        told(changes)

    def _not_decided(self, deed: Deed, error: EditorError, told: Refusal) -> None:
        """Say why nothing was decided, and have the rows shown as the desk has them."""
        self.deeds.drop(deed)
        told(error)
        self._refuse(error)
        self._jobs.changed.emit(Changes(articles=frozenset({deed.article})))

    def _refuse(self, error: EditorError) -> None:
        if error.message.key != "bug":  # that is told already
            self._jobs.refused.emit(error)


def seen_in(row: Row) -> SeenRow:
    """Return what a row shows now."""
    return SeenRow(row.sources, row.targets, row.source, row.target)
