"""The sheet of the translation memories: their order, what may be changed, and their pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from editor_app.domain.ids import MemoryId
from editor_app.domain.term import DESK_MEMORY, Memory, MemoryPair, MemoryTaking
from editor_app.formats.tmx_facts import carried_in
from editor_app.sentences import _, ngettext
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.widgets.tips import as_label, as_tip
from editor_app.ui.widgets.typed_lines import typed_lines

if TYPE_CHECKING:
    from editor_app.services.memory import MemoryShown

WIDTH = 680
MEMORIES_HEIGHT = 96
PAIRS_HEIGHT = 116
TEXT_HEIGHT = 66
AFTER = 250  # milliseconds after the last key
MOST, MORE = 100, 400
"""Pairs that are shown at first, and how many more each time that more are asked for."""


class MemorySheet(Sheet):
    """Asks for what is to happen to memories and pairs; ``MemoryCommands`` does it.

    Its times are of ``zone``, that of the site once it is known.
    ``added`` carries a name, ``renamed`` a memory and a name, ``fixed`` a memory and whether it is
    read-only, ``ordered`` all memories, ``removed`` one, ``joined`` one and that which is to have
    its pairs; ``looked_for`` words, a memory and how many pairs;
    ``rewritten`` a pair and its two texts, ``forgotten`` a pair; ``merged`` nothing; ``filled`` and
    ``saved`` a memory that is to take a file in or become one, ``emptied`` a file that it took in.
    """

    added = Signal(str)
    renamed = Signal(str, str)
    fixed = Signal(str, bool)
    ordered = Signal(object)
    removed = Signal(str)
    joined = Signal(str, str)
    looked_for = Signal(str, str, int)
    rewritten = Signal(str, str, str)
    forgotten = Signal(str)
    merged = Signal()
    filled = Signal(str)
    saved = Signal(str)
    emptied = Signal(int, str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until it is opened."""
        super().__init__(theme, window, WIDTH)
        self.setAccessibleName(_("Translation memories"))
        self.zone: ZoneInfo | None = None
        self._known: tuple[MemoryShown, ...] = ()
        self._pairs: tuple[MemoryPair, ...] = ()
        self._in_fields: MemoryPair | None = None
        self._asked: tuple[str, MemoryId | None] = ("", None)
        self._most = MOST
        self._takings: tuple[tuple[MemoryTaking, int], ...] = ()
        self.memories = _list(_("Translation memories"), MEMORIES_HEIGHT)
        self.memories.currentItemChanged.connect(lambda _now, _before: self._on_other_memory())
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name of a memory"))
        self.name.setAccessibleName(_("Name of a memory"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a pair"))
        self.search.setAccessibleName(_("Find a pair"))
        self.search.setClearButtonEnabled(True)
        self._soon = QTimer(self, interval=AFTER, singleShot=True)
        self._soon.timeout.connect(self._look_anew)
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self.pairs = _list(_("Pairs of this memory"), PAIRS_HEIGHT)
        self.pairs.currentItemChanged.connect(lambda _now, _before: self._on_pair())
        self.source, self.target = _text(_("Source")), _text(_("Translation"))
        self.said = PlainLabel(tone="warn", wrap=True)
        self._make_buttons()
        self._lay_out()
        self.say("")

    def _make_buttons(self) -> None:
        self.up = Button(_("Up"), clicked=lambda: self._move(-1))
        self.down = Button(_("Down"), clicked=lambda: self._move(1))
        self.fix = Button(_("Make read-only"), clicked=self._fix)
        self.remove = Button(_("Remove memory"), clicked=self._remove)
        self.join = Button(_("Merge into…"), clicked=self._offer_memories)
        self.fill = Button(_("Take in a file…"), clicked=lambda: self._ask_for(self.filled))
        self.save = Button(_("Save as TMX…"), clicked=lambda: self._ask_for(self.saved))
        self.empty = Button(_("Take out a file…"), clicked=self._offer_takings)
        self.add = Button(_("Add"), clicked=self._add)
        self.rename = Button(_("Rename"), clicked=self._rename)
        self.keep = Button(_("Keep the change"), "primary", clicked=self._keep)
        self.forget = Button(_("Remove pair"), clicked=self._forget)
        self.more = Button("", "link", clicked=self._look_further)
        self.more.hide()
        self.merge = Button(_("Merge duplicates"), clicked=self.merged.emit)

    def _lay_out(self) -> None:
        self.body.setSpacing(8)
        self.body.addWidget(PlainLabel(_("Translation memories"), "title"))
        about = _("Of matches that are equally good, those of the memory higher up come first.")
        self.body.addWidget(PlainLabel(about, "quiet", wrap=True))
        self.body.addWidget(self.memories)
        self.body.addLayout(_row(self.up, self.down, self.fix, None, self.join, self.remove))
        self.body.addLayout(_row(self.fill, self.save, None, self.empty))
        self.body.addLayout(_row(self.name, self.add, self.rename))
        self.body.addLayout(_row(self.search, self.more))
        self.body.addWidget(self.pairs)
        self.body.addLayout(_row(self.source, self.target))
        self.body.addWidget(self.said)
        close = Button(_("Close"), clicked=self.close_sheet)
        self.body.addLayout(_row(self.merge, None, self.forget, self.keep, close))

    def focus_start(self) -> None:
        """Begin at the search."""
        self.search.setFocus()

    # -- showing

    def show_memories(self, known: Sequence[MemoryShown]) -> None:
        """Show all memories; the chosen one stays chosen."""
        chosen = self.chosen.id if self.chosen else DESK_MEMORY
        self._known = tuple(known)
        self.memories.blockSignals(True)
        self.memories.clear()
        for shown in self._known:
            item = QListWidgetItem(memory_words(shown))
            self.memories.addItem(item)
            if shown.memory.id == chosen:
                self.memories.setCurrentItem(item)
        self.memories.blockSignals(False)
        if self.memories.currentRow() < 0:
            self.memories.setCurrentRow(0)
        self._on_memory()

    def show_takings(self, takings: Sequence[tuple[MemoryTaking, int]]) -> None:
        """Offer the files that were taken in, to be taken out of their memory again."""
        self._takings = tuple(takings)
        self._allow_emptying()

    def show_pairs(self, pairs: Sequence[MemoryPair]) -> None:
        """Show the pairs that were found, and say so when there are more than were wanted.

        The chosen one stays chosen; once it is removed, the next one takes its place.
        """
        chosen, row = self.pair, max(0, self.pairs.currentRow())
        asked = self.search.text(), self.chosen.id if self.chosen else None
        row = row if asked == self._asked else 0
        self._asked = asked
        self.pairs.blockSignals(True)
        self.pairs.clear()
        self._pairs = tuple(pairs[: self._most])
        self.more.setText(_("The first {count} are shown. Show more").format(count=self._most))
        self.more.setVisible(len(pairs) > self._most)
        for pair in self._pairs:
            item = QListWidgetItem(f"{pair.source}  →  {pair.target}".replace("\n", " "))
            item.setToolTip(as_tip(pair_words(pair, self.zone)))
            self.pairs.addItem(item)
            if chosen is not None and pair.id == chosen.id:
                row = self.pairs.count() - 1
        self.pairs.setCurrentRow(min(row, len(self._pairs) - 1))
        self.pairs.blockSignals(False)
        self._on_pair()

    def say(self, words: str) -> None:
        """Say what was refused; nothing when all is well."""
        self.said.say(words, "warn")

    @property
    def chosen(self) -> Memory | None:
        """The memory that is chosen."""
        row = self.memories.currentRow()
        return self._known[row].memory if 0 <= row < len(self._known) else None

    @property
    def pair(self) -> MemoryPair | None:
        """The pair that is chosen."""
        row = self.pairs.currentRow()
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    # -- asking

    def _on_other_memory(self) -> None:
        self._most = MOST
        self._on_memory()

    def _on_memory(self) -> None:
        memory = self.chosen
        own = memory is None or memory.id == DESK_MEMORY
        fixed = memory is not None and memory.read_only
        self.fix.setText(_("Allow changes") if fixed else _("Make read-only"))
        for button in (self.fix, self.remove, self.rename):
            button.setEnabled(not own)
        self.join.setEnabled(not own and not fixed and bool(self._others()))
        self.up.setEnabled(self.memories.currentRow() > 0)
        self.fill.setEnabled(memory is not None and not fixed)
        self.save.setEnabled(memory is not None)
        self._allow_emptying()
        self.down.setEnabled(0 <= self.memories.currentRow() < len(self._known) - 1)
        self._look()

    def _allow_emptying(self) -> None:
        memory = self.chosen
        fixed = memory is not None and memory.read_only
        self.empty.setEnabled(bool(self._taken_in()) and not fixed)

    def _on_pair(self) -> None:
        pair, memory = self.pair, self.chosen
        may = pair is not None and memory is not None and not memory.read_only
        if pair != self._in_fields:  # what is typed into the fields of the same one stays
            self._in_fields = pair
            self.source.setPlainText(pair.source if pair else "")
            self.target.setPlainText(pair.target if pair else "")
        for part in (self.source, self.target):
            part.setReadOnly(not may)
        self.keep.setEnabled(may)
        self.forget.setEnabled(may)

    def _look(self) -> None:
        self._soon.stop()
        if self.chosen is not None:
            self.looked_for.emit(self.search.text(), self.chosen.id, self._most + 1)

    def _look_anew(self) -> None:
        self._most = MOST
        self._look()

    def _look_further(self) -> None:
        self._most += MORE
        self._look()

    def _move(self, way: int) -> None:
        order: list[MemoryId] = [shown.memory.id for shown in self._known]
        here = self.memories.currentRow()
        if 0 <= here + way < len(order):
            order.insert(here + way, order.pop(here))
            self.ordered.emit(tuple(order))

    def _taken_in(self) -> list[tuple[MemoryTaking, int]]:
        memory = self.chosen
        return [item for item in self._takings if memory and item[0].memory == memory.id]

    def _offer_takings(self) -> None:
        self.menu = QMenu(self)
        for taking, pairs in self._taken_in():
            words = taking_words(taking, pairs, self.zone)
            action = self.menu.addAction(as_label(words))
            action.triggered.connect(lambda _on, here=taking: self.emptied.emit(here.id, here.file))
        self.menu.popup(self.empty.mapToGlobal(self.empty.rect().bottomLeft()))

    def _others(self) -> list[MemoryShown]:
        """Return the memories that may have the pairs of the chosen one."""
        memory = self.chosen
        open_ones = [shown for shown in self._known if not shown.memory.read_only]
        return [shown for shown in open_ones if memory and shown.memory.id != memory.id]

    def _offer_memories(self) -> None:
        memory = self.chosen
        self.menu = QMenu(self)
        for shown in self._others():
            action = self.menu.addAction(as_label(memory_words(shown)))
            action.triggered.connect(
                lambda _on, into=shown.memory.id: self.joined.emit(
                    memory.id if memory else "", into
                )
            )
        self.menu.popup(self.join.mapToGlobal(self.join.rect().bottomLeft()))

    def _ask_for(self, signal: SignalInstance) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen.id)

    def _fix(self) -> None:
        if self.chosen is not None:
            self.fixed.emit(self.chosen.id, not self.chosen.read_only)

    def _remove(self) -> None:
        if self.chosen is not None:
            self.removed.emit(self.chosen.id)

    def _add(self) -> None:
        self.added.emit(self.name.text())

    def _rename(self) -> None:
        if self.chosen is not None:
            self.renamed.emit(self.chosen.id, self.name.text())

    def _keep(self) -> None:
        if self.pair is not None:
            texts = typed_lines(self.source), typed_lines(self.target)
            self.rewritten.emit(self.pair.id, *texts)

    def _forget(self) -> None:
        if self.pair is not None:
            self.forgotten.emit(self.pair.id)


def memory_words(shown: MemoryShown) -> str:
    """Return the name of a memory, how many pairs it has, and whether it may be changed."""
    name = shown.memory.name or _("Memory of this desk")
    pairs = ngettext("{count} pair", "{count} pairs", shown.pairs).format(count=f"{shown.pairs:,}")
    parts = [name, pairs, *([_("read-only")] if shown.memory.read_only else [])]
    return " · ".join(parts)


def taking_words(taking: MemoryTaking, pairs: int, zone: ZoneInfo | None = None) -> str:
    """Return which file was taken in, when, by whom, and how many of its pairs are left."""
    count = ngettext("{count} pair", "{count} pairs", pairs).format(count=f"{pairs:,}")
    day = taking.at.astimezone(zone).strftime("%d/%m/%Y %H:%M")
    return " · ".join(part for part in (taking.file, day, taking.editor, count) if part)


def pair_words(pair: MemoryPair, zone: ZoneInfo | None = None) -> str:
    """Return both texts of a pair, who confirmed it, and the notes that its file had on it."""
    day = pair.confirmed.astimezone(zone).strftime("%d/%m/%Y")
    who = " · ".join(part for part in (pair.editor, day) if part)
    carried = carried_in(pair.carried)
    facts = (carried.unit, carried.source.facts, carried.target.facts)
    notes = [note.text for item in facts for note in item.notes]
    return "\n".join((pair.source, pair.target, who, *notes))


def _list(name: str, height: int) -> QListWidget:
    made = QListWidget()
    made.setProperty("popup", True)
    made.setFixedHeight(height)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setAccessibleName(name)
    return made


def _text(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setProperty("field", True)
    made.setFixedHeight(TEXT_HEIGHT)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    return made


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Return widgets beside each other; None is room between them."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, int(isinstance(part, QLineEdit | QPlainTextEdit)))
    return row
