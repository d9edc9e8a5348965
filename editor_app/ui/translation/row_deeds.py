"""What was decided about rows, in one order of undo with what was typed in them.

A confirmed row is left at once: whoever then takes the last thing back means the confirming, not
the words that were typed before it. What was taken back can be done again until something else is
typed or decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QTextDocument

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address
from editor_app.ui.article.journal import Journal
from editor_app.ui.desk.centre_view import Undoing


@dataclass(eq=False)
class Deed:
    """One decision: its ``number`` in the order of the journal, and the texts it was about.

    ``stands`` says what is wanted of it, ``is_done`` what the desk has of it, ``changes`` how that
    is turned round; None while the desk is at it. ``taken_back`` is a number of the journal.
    """

    number: int
    article: ArticleId
    texts: tuple[Address, ...]
    stands: bool = True
    is_done: bool = False
    changes: Changes | None = None
    taken_back: int = 0


class RowDeeds:
    """The decisions of this sitting that can be taken back and done again, the newest last."""

    DEPTH = 50

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._deeds: list[Deed] = []
        self._undone: list[Deed] = []
        self.undoing: Undoing | None = None

    def begin(self, article: ArticleId, texts: Iterable[Address]) -> Deed:
        """Note a decision that is on its way; ``done`` or ``drop`` tells what came of it."""
        deed = Deed(self._journal.mark(), article, tuple(texts))
        self._deeds = [*self._deeds, deed][-self.DEPTH :]
        self._undone = [item for item in self._undone if item.article != article]
        return deed

    def done(self, deed: Deed, changes: Changes | None) -> None:
        """Take note that the desk has done it, or taken it back; go on if that is not wanted.

        A decision that the desk would not turn round (None) stays as it is and is over.
        """
        if changes is None:
            self.drop(deed)
            return
        deed.is_done, deed.changes = not deed.is_done, changes
        if changes.inverse is None:
            self.drop(deed)  # nothing was there to be decided
        elif deed.stands != deed.is_done:
            self._turn(deed)

    def drop(self, deed: Deed) -> None:
        """Forget a decision that came to nothing."""
        for deeds in (self._deeds, self._undone):
            if deed in deeds:
                deeds.remove(deed)

    def can_undo(self, article: ArticleId) -> bool:
        """Say whether there is a decision to take back."""
        return self._newest(article) is not None

    def can_redo(self, article: ArticleId) -> bool:
        """Say whether there is a decision to make again: nothing was typed since."""
        return self._last_undone(article) is not None

    def undo(self, article: ArticleId, documents: Iterable[QTextDocument]) -> Deed | None:
        """Take back the newest decision if nothing in these documents is newer; return it."""
        last = self._journal.last(documents)
        while (deed := self._newest(article)) is not None and deed.number > last:
            self._deeds.remove(deed)
            deed.stands, deed.taken_back = False, self._journal.mark()
            if deed.changes is None or self._turn(deed):
                self._undone.append(deed)
                return deed
        return None

    def redo(self, article: ArticleId, documents: Iterable[QTextDocument]) -> Deed | None:
        """Make the decision again that was taken back last, unless a text comes first."""
        next_step = self._journal.next_undone(documents)
        while (deed := self._last_undone(article)) is not None:
            if next_step is not None and next_step < deed.number:
                return None
            self._undone.remove(deed)
            deed.stands = True
            if deed.changes is None or self._turn(deed):
                self._deeds.append(deed)
                return deed
        return None

    def _turn(self, deed: Deed) -> bool:
        """Have the desk take it back, or do it again; False when that is no longer possible."""
        changes, deed.changes = deed.changes, None
        if changes is None or self.undoing is None:
            return False
        turn = self.undoing.take_back if deed.is_done else self.undoing.do_again
        return turn(changes, lambda result: self.done(deed, result))

    def _newest(self, article: ArticleId) -> Deed | None:
        return next((deed for deed in reversed(self._deeds) if deed.article == article), None)

    def _last_undone(self, article: ArticleId) -> Deed | None:
        newest = self._journal.newest
        undone = (deed for deed in reversed(self._undone) if deed.article == article)
        return next((deed for deed in undone if deed.taken_back > newest), None)
