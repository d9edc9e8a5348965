"""One order of undo over the several documents of a story: headline, standfirst, bodies, captions.

Each QTextDocument keeps its own stack; the journal remembers in which order the steps were made, so
that Undo takes back the last one wherever it was made. A view says which documents it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

SOON = 40  # milliseconds: what is typed is painted before menus follow


@dataclass
class _Steps:
    """The numbers of a document's steps: those done, and those undone (the last one on top)."""

    done: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)


class Journal(QObject):
    """The order of all steps; ``moved`` says that what can be undone or redone may have changed.

    ``newest`` is the number of the step that was made last; what is undone or redone keeps its own.
    ``travelled_arrival`` says whether what was undone or redone last had come from the desk.
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._steps: dict[QTextDocument, _Steps] = {}
        self._last: QTextDocument | None = None
        self._travelling = False
        self.newest = 0
        self.travelled_arrival = False
        self._arriving = False
        self._arrived: set[int] = set()
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self.moved)

    def watch(self, document: QTextDocument) -> None:
        """Take a document in; its steps count from now on."""
        self._steps[document] = _Steps()
        document.undoCommandAdded.connect(lambda: self._on_step(document))

    def forget(self, document: QTextDocument) -> None:
        """Leave a document out from now on and drop its steps."""
        self._steps.pop(document, None)
        if self._last is document:
            self._last = None

    @contextmanager
    def arrival(self) -> Iterator[None]:
        """Know that the steps made meanwhile come from the desk, and not from somebody's hand."""
        self._arriving = True
        try:
            yield
        finally:
            self._arriving = False

    def rest(self) -> None:
        """Let what is typed next be a step of its own (after a pause, a save, another field)."""
        if self._last is not None:
            self._last.setModified(False)  # Qt adds to the last step only in a modified document

    def mark(self) -> int:
        """Return a number later than all steps; what is typed next is a step of its own."""
        self.rest()
        return next(self._numbers)

    def last(self, shown: Iterable[QTextDocument]) -> int:
        """Return the number of the last step that can be taken back in these documents, or 0."""
        able = (item for item in shown if item in self._steps and item.isUndoAvailable())
        return max(
            (self._steps[item].done[-1] for item in able if self._steps[item].done), default=0
        )

    def next_undone(self, shown: Iterable[QTextDocument]) -> int | None:
        """Return the number of the step that would be done again in these documents."""
        able = (item for item in shown if item in self._steps and item.isRedoAvailable())
        return min(
            (self._steps[item].undone[-1] for item in able if self._steps[item].undone),
            default=None,
        )

    def can_undo(self, shown: Iterable[QTextDocument]) -> bool:
        """Say whether there is a step to take back in one of these documents."""
        return any(document.isUndoAvailable() for document in shown if document in self._steps)

    def can_redo(self, shown: Iterable[QTextDocument]) -> bool:
        """Say whether there is a step to do again in one of these documents."""
        return any(document.isRedoAvailable() for document in shown if document in self._steps)

    def undo(self, shown: Iterable[QTextDocument]) -> QTextCursor | None:
        """Take back the last step made in these documents; returns where, None without one."""
        able = [item for item in shown if item in self._steps and item.isUndoAvailable()]
        if not able:
            return None
        document = max(able, key=lambda item: self._steps[item].done[-1:])
        steps = self._steps[document]
        steps.undone.append(steps.done.pop() if steps.done else 0)
        return self._travel(document, back=True)

    def redo(self, shown: Iterable[QTextDocument]) -> QTextCursor | None:
        """Do the last undone step again; returns where, None when there is none."""
        able = [item for item in shown if item in self._steps and item.isRedoAvailable()]
        if not able:
            return None
        document = min(able, key=lambda item: self._steps[item].undone[-1:])
        steps = self._steps[document]
        steps.done.append(steps.undone.pop() if steps.undone else next(self._numbers))
        return self._travel(document, back=False)

    def _travel(self, document: QTextDocument, *, back: bool) -> QTextCursor:
        """Move one step in a document and return the cursor of its place."""
        steps = self._steps[document]
        moved = (steps.undone if back else steps.done)[-1:]
        self.travelled_arrival = not self._arrived.isdisjoint(moved)
        cursor = QTextCursor(document)
        self._travelling = True
        try:
            document.undo(cursor) if back else document.redo(cursor)
        finally:
            self._travelling = False
        self.rest()
        self._last = document
        self.rest()
        self.moved.emit()
        return cursor

    def _on_step(self, document: QTextDocument) -> None:
        """Number a new step; what was undone before it, in any document, cannot be done again."""
        if self._travelling or document not in self._steps:
            return
        if self._last is not document:
            self.rest()
            self._last = document
        self.newest = next(self._numbers)
        self._steps[document].done.append(self.newest)
        if self._arriving:
            self._arrived.add(self.newest)
        for other, steps in self._steps.items():
            steps.undone.clear()
            if other is not document and other.isRedoAvailable():
                other.clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)
        self._soon.start()
