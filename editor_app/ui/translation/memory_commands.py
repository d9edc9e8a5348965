"""The translation memories in the window: the sheet, and what is done to memories and pairs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from io import BufferedWriter, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from editor_app.domain.errors import EditorError, Unreadable
from editor_app.domain.ids import MemoryId, PairId, TakingId
from editor_app.domain.term import MemoryTaking
from editor_app.outgoing import outgoing_file
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.exchange_views import XLIFF_ENDINGS, MemoryTaken
from editor_app.ui.jobs import Jobs, Report
from editor_app.ui.saving_as import saving_as
from editor_app.ui.translation.memory_sheet import MemorySheet

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

    from editor_app.services.memory import MemoryShown
    from editor_app.wiring import Desk

    Known = tuple[tuple[MemoryShown, ...], tuple[tuple[MemoryTaking, int], ...]]

T = TypeVar("T")
PATTERNS = " ".join(f"*{ending}" for ending in (".tmx", *XLIFF_ENDINGS))


class Stoppable(RawIOBase):
    """What is written into a file until somebody presses Stop."""

    def __init__(self, file: BinaryIO, report: Report) -> None:
        """Write into ``file``, and ask ``report`` before each piece."""
        super().__init__()
        self._file, self._report = file, report

    def writable(self) -> bool:
        """Say that it is there to be written."""
        return True

    def write(self, piece: Buffer, /) -> int:
        """Write a piece. Raises Cancelled after Stop, and OSError."""
        self._report(0, 0)
        return self._file.write(piece)


class MemoryCommands(QObject):
    """Does ``translate.memories`` and what the sheet asks for; ``told`` carries tone and words."""

    told = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        make_sheet: Callable[[], MemorySheet],
        zone: Callable[[], ZoneInfo],
        window: QWidget,
    ) -> None:
        """Work for a sheet over ``window``, which says times in what ``zone`` returns."""
        super().__init__(window)
        self._zone = zone
        self._memory, self._jobs, self._make_sheet = desk.memory, jobs, make_sheet
        self._files = desk.word_files

    @cached_property
    def sheet(self) -> MemorySheet:
        """The sheet, made when it is first wanted."""
        sheet, memory = self._make_sheet(), self._memory
        sheet.added.connect(lambda name: self._do(lambda: memory.add(name)))
        sheet.renamed.connect(
            lambda which, name: self._do(lambda: memory.change(MemoryId(which), name=name))
        )
        sheet.fixed.connect(
            lambda which, fixed: self._do(lambda: memory.change(MemoryId(which), read_only=fixed))
        )
        sheet.ordered.connect(lambda order: self._do(lambda: memory.order(order)))
        sheet.removed.connect(self._remove)
        sheet.joined.connect(self._join)
        sheet.merged.connect(lambda: self._do(memory.merge_duplicates))
        sheet.forgotten.connect(lambda pair: self._do(lambda: memory.forget((PairId(pair),))))
        sheet.rewritten.connect(
            lambda pair, source, target: self._do(
                lambda: memory.rewrite(PairId(pair), source, target)
            )
        )
        sheet.looked_for.connect(self._look)
        sheet.filled.connect(self._choose_file)
        sheet.saved.connect(self._choose_place)
        sheet.emptied.connect(self._take_out)
        return sheet

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the action and what it does."""
        return {"translate.memories": self.open}

    def open(self) -> None:
        """Show the memories."""
        self.sheet.say("")
        self.sheet.zone = self._zone()
        self._read(self.sheet.open_sheet)

    def _read(self, then: Callable[[], object] = lambda: None) -> None:
        def show(known: Known) -> None:
            memories, takings = known
            self.sheet.show_memories(memories)
            self.sheet.show_takings(takings)
            then()

        self._jobs.fetch(
            self,
            lambda: (self._memory.memories(), self._files.takings()),
            show,
            settled=True,
            key="memories",
        )

    def _look(self, typed: str, memory: str, most: int) -> None:
        self._jobs.fetch(
            self,
            lambda: self._memory.find(typed, MemoryId(memory), most),
            self.sheet.show_pairs,
            key="pairs",
        )

    def _do(self, work: Callable[[], T]) -> None:
        """Do something on the lane; show what there is afterwards, or why it was refused."""
        self.sheet.say("")
        self._jobs.change(work, self, lambda _done: self._read(), self._refused)

    def _remove(self, which: str) -> None:
        self.sheet.say("")
        memory = self._memory
        self._jobs.long(
            self,
            _("Removing a memory"),
            lambda report: memory.remove(MemoryId(which), report),
            lambda _changes: self._read(),
            self._refused,
            gives_way=True,
        )

    def _join(self, which: str, into: str) -> None:
        self.sheet.say("")
        memory = self._memory
        self._jobs.long(
            self,
            _("Merging two memories"),
            lambda report: memory.merge(MemoryId(which), MemoryId(into), report),
            lambda _changes: self._read(),
            self._refused,
            gives_way=True,
        )

    # -- files

    def _choose_file(self, which: str) -> None:
        filters = f"{_('Translation memories')} ({PATTERNS});;{_('All files')} (*)"
        path, _chosen = QFileDialog.getOpenFileName(
            self.sheet.window(), _("Take in a file"), "", filters
        )
        if path:
            self.take_in(Path(path), MemoryId(which))

    def take_in(self, path: Path, memory: MemoryId) -> None:
        """Take the pairs of a file into a memory; it can be stopped, and undone in one step."""
        self.sheet.close_sheet()
        files = self._files

        def work(report: Report) -> MemoryTaken:
            try:
                if path.suffix.lower() != ".tmx":
                    return files.import_xliff(path.read_bytes(), path.name, memory)
                with path.open("rb") as file:
                    size = path.stat().st_size
                    return files.import_tmx(file, path.name, memory, report, size)
            except OSError as error:
                reason = error.strerror or _("the file cannot be read")
                raise Unreadable(name=path.name, reason=reason) from error

        said = _("Taking in {name}").format(name=path.name)
        self._jobs.long(
            self,
            said,
            work,
            lambda taken: self._tell(taken, path.name),
            self.failed.emit,
            gives_way=True,
        )

    def _tell(self, taken: MemoryTaken, name: str) -> None:
        words = _(
            "Taken in from “{name}”: {added} new pairs, {doubles} that were there, {refused} units"
            " without a translation."
        )
        counts = {"added": taken.added, "doubles": taken.doubles, "refused": taken.refused}
        told = words.format(name=name, **{key: f"{count:,}" for key, count in counts.items()})
        self.told.emit("warn" if taken.refused else "info", told)

    def _choose_place(self, which: str) -> None:
        path, _kind = QFileDialog.getSaveFileName(
            self.sheet.window(), _("Save as TMX"), f"{_('memory')}.tmx", "*.tmx"
        )
        if path:
            self.save(Path(path), MemoryId(which))

    def save(self, path: Path, memory: MemoryId) -> None:
        """Write a memory as TMX; a file that is there is replaced when all is written.

        It can be stopped until then; the file that is there stays as it was.
        """
        self.sheet.close_sheet()
        files = self._files

        def work(report: Report) -> int:
            with (
                saving_as(path),
                outgoing_file(path) as file,
                BufferedWriter(Stoppable(file, report)) as out,
            ):
                return files.export_tmx(out, memory)

        self._jobs.long(
            self,
            _("Saving {name}").format(name=path.name),
            work,
            lambda count: self.told.emit(
                "info",
                ngettext(
                    "{count} pair saved as “{name}”.", "{count} pairs saved as “{name}”.", count
                ).format(count=f"{count:,}", name=path.name),
            ),
            self.failed.emit,
        )

    def _take_out(self, number: int, name: str) -> None:
        self.sheet.say("")
        files = self._files
        self._jobs.long(
            self,
            _("Taking out {name}").format(name=name),
            lambda report: files.take_out(TakingId(number), report),
            lambda _changes: self._read(),
            self._refused,
            gives_way=True,
        )

    def _refused(self, error: EditorError) -> None:
        self.sheet.say(sentence(error.message))
