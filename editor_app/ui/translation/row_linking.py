"""Saying by hand which paragraphs of the source a paragraph of the translation renders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from editor_app.domain.link import Address
from editor_app.sentences import _
from editor_app.services.row_views import Intent
from editor_app.text.words import Words
from editor_app.ui.article.body_text import stored
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.moving import touched
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.link_sheet import LinkSheet
from editor_app.ui.translation.row_list import RowList
from editor_app.ui.translation.row_verbs import RowVerbs

CHOOSE, ABOVE, BELOW = "translate.renders", "translate.renders_above", "translate.renders_below"
OWN = "translate.own"


class RowLinking(QObject):
    """Links the paragraphs that the caret of the active row touches.

    ``make_sheet`` makes the sheet to choose on, when it is first wanted; without it nothing can be
    chosen. ``told`` carries why nothing was linked.
    """

    told = Signal(str)

    def __init__(
        self, rows: RowList, active: ActiveRow, verbs: RowVerbs, manuscripts: Manuscripts
    ) -> None:
        super().__init__(rows)
        self._list, self._active, self._verbs = rows, active, verbs
        self._manuscripts = manuscripts
        self.make_sheet: Callable[[], LinkSheet] | None = None
        self.sheet: LinkSheet | None = None

    def table(self) -> Mapping[str, Callable[[], None]]:
        """Return the actions and what they do."""
        acts: dict[str, Callable[[], None]] = {
            CHOOSE: self._choose,
            ABOVE: lambda: self._go_beside(-1),
            BELOW: lambda: self._go_beside(1),
            OWN: lambda: self._say(self._touched(), ()),
        }
        return {name: partial(self._with_words, act) for name, act in acts.items()}

    def possible(self) -> frozenset[str]:
        """Return the names of those that can be done with the active row."""
        row = self._active.row
        if row is None or row.is_field or row.text is None:
            return frozenset()
        if row.waiting is not None:
            return frozenset()  # what the source says by now is looked at first
        if not row.text.made:
            return frozenset(self.table())  # to say why nothing is linked
        names, everything = set(self.table()), self._sources()
        if self.make_sheet is None or not everything:
            names.discard(CHOOSE)
        if not row.sources:
            names.discard(OWN)
        ways = (ABOVE, -1), (BELOW, 1)
        names -= {name for name, way in ways if self._beside(way, everything) is None}
        return frozenset(names)

    # -- what is linked

    def _touched(self) -> list[Intent]:
        """Return the paragraphs of the row that caret or selection touch, as they stand now."""
        row, manuscript = self._active.row, self._active.manuscript
        if row is None or row.text is None or manuscript is None:
            return []
        first, last = touched(self._active.edit.textCursor())
        return [
            Intent(manuscript.body.number_among_written(block), (stored(block.text()),), ())
            for block in row.text.blocks()[first : last + 1]
            if block.text().strip()
        ]

    def _sources(self) -> list[Address]:
        """Return the paragraphs of the source, in their order."""
        return [item for row in self._list.rows for item in row.sources if item.block]

    def _beside(self, way: int, everything: Sequence[Address]) -> Address | None:
        """Return which of all sources is above or below what the active row renders."""
        row = self._active.row
        mine = [everything.index(item) for item in (row.sources if row else ()) if item.block]
        if mine:
            there = (min(mine) if way < 0 else max(mine)) + way
        else:
            above = self._list.rows[: self._list.active]
            there = sum(1 for item in above for source in item.sources if source.block)
            there += min(way, 0)
        return everything[there] if 0 <= there < len(everything) else None

    # -- acts

    def _with_words(self, act: Callable[[], None]) -> None:
        """Do something with the paragraphs of the row, or say that it has none."""
        row = self._active.row
        if row is not None and row.text is not None and not row.text.made:
            self.told.emit(
                _(
                    "Nothing stands here yet. Go to the paragraph that renders this source, and say"
                    " there what it renders."
                )
            )
        else:
            act()

    def _go_beside(self, way: int) -> None:
        source = self._beside(way, self._sources())
        if source is not None:
            self._say(self._touched(), (source,))

    def _say(self, paragraphs: Sequence[Intent], sources: Sequence[Address]) -> None:
        """Let the desk link them once everything typed is settled; Undo takes it back."""
        row = self._active.row
        if row is not None and paragraphs:
            self._manuscripts.autosave.settle()
            self._verbs.render(row, paragraphs, sources)

    def _choose(self) -> None:
        """List the paragraphs of the source, those ticked that are rendered now."""
        paragraphs = self._touched()
        if paragraphs:
            self._manuscripts.autosave.settle()
            self._verbs.read_sources(
                paragraphs, lambda sources, rendered: self._ask(paragraphs, sources, rendered)
            )

    def _ask(
        self, paragraphs: Sequence[Intent], sources: Words, rendered: frozenset[Address]
    ) -> None:
        if self.sheet is None and self.make_sheet is not None:
            self.sheet = self.make_sheet()
        if self.sheet is not None:
            everything = self._sources()
            near = self._beside(-1, everything) or self._beside(1, everything)
            words = " ".join(text for item in paragraphs for text in item.texts)
            self.sheet.ask(words, sources, rendered, near, lambda to: self._say(paragraphs, to))
