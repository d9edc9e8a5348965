"""The translation memories in the window: the sheet, and what is done to memories and pairs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import MemoryId, PairId
from editor_app.sentences import sentence
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.memory_sheet import MemorySheet

if TYPE_CHECKING:
    from editor_app.wiring import Desk

T = TypeVar("T")


class MemoryCommands(QObject):
    """Does ``translate.memories`` and what the sheet asks for."""

    def __init__(self, desk: Desk, jobs: Jobs, sheet: MemorySheet) -> None:
        """Work for a sheet."""
        super().__init__(sheet)
        self._memory, self._jobs, self.sheet = desk.memory, jobs, sheet
        memory = desk.memory
        sheet.added.connect(lambda name: self._do(lambda: memory.add(name)))
        sheet.renamed.connect(
            lambda which, name: self._do(lambda: memory.change(MemoryId(which), name=name))
        )
        sheet.fixed.connect(
            lambda which, fixed: self._do(lambda: memory.change(MemoryId(which), read_only=fixed))
        )
        sheet.ordered.connect(lambda order: self._do(lambda: memory.order(order)))
        sheet.removed.connect(lambda which: self._do(lambda: memory.remove(MemoryId(which))))
        sheet.merged.connect(lambda: self._do(memory.merge_duplicates))
        sheet.forgotten.connect(lambda pair: self._do(lambda: memory.forget((PairId(pair),))))
        sheet.rewritten.connect(
            lambda pair, source, target: self._do(
                lambda: memory.rewrite(PairId(pair), source, target)
            )
        )
        sheet.looked_for.connect(self._look)

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the action and what it does."""
        return {"translate.memories": self.open}

    def open(self) -> None:
        """Show the memories."""
        self.sheet.say("")
        self._read(self.sheet.open_sheet)

    def _read(self, then: Callable[[], object] = lambda: None) -> None:
        def show(known: object) -> None:
            self.sheet.show_memories(known)  # type: ignore[arg-type]  # what ``memories`` gave
            then()

        self._jobs.fetch(self, self._memory.memories, show, settled=True, key="memories")

    def _look(self, typed: str, memory: str) -> None:
        self._jobs.fetch(
            self,
            lambda: self._memory.find(typed, MemoryId(memory)),
            self.sheet.show_pairs,
            key="pairs",
        )

    def _do(self, work: Callable[[], T]) -> None:
        """Do something on the lane; show what there is afterwards, or why it was refused."""
        self.sheet.say("")
        self._jobs.change(work, self, lambda _done: self._read(), self._refused)

    def _refused(self, error: EditorError) -> None:
        self.sheet.say(sentence(error.message))
