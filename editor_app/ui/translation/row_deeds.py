"""What was decided about rows, in one order of undo with what was typed in them.

A confirmed row is left at once: whoever then takes the last thing back means the confirming, not
the words that were typed before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QTextDocument

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address
from editor_app.ui.article.journal import Journal

TakeBack = Callable[[Changes], bool]


@dataclass(eq=False)
class Deed:
    """One decision: its ``number`` in the order of the journal, and the texts it was about.

    ``changes`` come when the desk has done it; ``unwanted`` says that it was taken back before.
    """

    number: int
    article: ArticleId
    texts: tuple[Address, ...]
    changes: Changes | None = None
    unwanted: bool = False


class RowDeeds:
    """The decisions of this sitting that can still be taken back, the newest last."""

    DEPTH = 50

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._deeds: list[Deed] = []
        self.take_back: TakeBack = lambda _changes: False

    def begin(self, article: ArticleId, texts: Iterable[Address]) -> Deed:
        """Note a decision that is on its way; ``done`` or ``drop`` tells what came of it."""
        deed = Deed(self._journal.mark(), article, tuple(texts))
        self._deeds = [*self._deeds, deed][-self.DEPTH :]
        return deed

    def done(self, deed: Deed, changes: Changes) -> None:
        """Take note of what the desk has changed; one that is not wanted any more is taken back."""
        deed.changes = changes
        if deed.unwanted:
            self.take_back(changes)
        elif changes.inverse is None:
            self.drop(deed)  # nothing was there to be decided

    def drop(self, deed: Deed) -> None:
        """Forget a decision that came to nothing."""
        if deed in self._deeds:
            self._deeds.remove(deed)

    def undo(self, article: ArticleId, documents: Iterable[QTextDocument]) -> Deed | None:
        """Take back the newest decision if nothing in these documents is newer; return it."""
        last = self._journal.last(documents)
        while (deed := self._newest(article)) is not None and deed.number > last:
            self._deeds.remove(deed)
            if deed.changes is None:
                deed.unwanted = True
                return deed
            if self.take_back(deed.changes):
                return deed
        return None

    def _newest(self, article: ArticleId) -> Deed | None:
        return next((deed for deed in reversed(self._deeds) if deed.article == article), None)
