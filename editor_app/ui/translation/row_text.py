"""The paragraphs of one row, as a document of their own that keeps in step with the body.

What is typed into the row goes into the Manuscript's body as the smallest cursor edit: there is the
one order of undo, the one autosave. What changes in the body (Undo, the desk) comes back the same
way, but never while an input method composes in the row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from editor_app.domain.ids import ArticleId, BlockId
from editor_app.domain.link import Address, block_address
from editor_app.text.differences import smallest_edit
from editor_app.ui.article.body_text import KEEP, PARAGRAPH, BodyText
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.paper_layout import Measures, PaperLayout
from editor_app.ui.article.passage import raw
from editor_app.ui.widgets.positions import to_utf16


class RowText(QObject):
    """A row's piece of the body. ``changed`` tells that its text is another one, whoever did it.

    ``place`` gives the number of the paragraph before which a text written into an empty row
    belongs. ``written`` says that the last to change it was who types in the row: what Undo brings
    back was written somewhere before, and is linked as it was there.
    """

    changed = Signal()

    def __init__(
        self,
        body: BodyText,
        ids: Sequence[BlockId],
        place: Callable[[], int],
        composing: Composing,
        measures: Measures,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._body, self._place, self._composing = body, place, composing
        self._runs: list[_Run] = []
        self._numbers: list[int] = []
        self._busy = False
        self._stale = False
        self.written = False
        self.document = QTextDocument(self)
        self.document.setDocumentMargin(0)
        self.layout = PaperLayout(self.document, measures)
        self.document.setDocumentLayout(self.layout)
        self.document.setUndoRedoEnabled(False)
        self._runs = _runs_of(body, [item for item in map(body.block_of, ids) if item is not None])
        self._note_numbers()
        self._text = self._body_text()
        self.document.setPlainText(self._text)
        self.document.contentsChanged.connect(self._to_body)
        body.document.contentsChanged.connect(self._from_body)
        body.paragraph_comes.connect(self._step_aside)
        body.paragraph_came.connect(self._step_back)
        body.reordered.connect(self._follow_order)

    # -- asking

    @property
    def made(self) -> bool:
        """Whether the row has a paragraph in the body."""
        return bool(self._runs)

    def could_hold(self, ids: Sequence[BlockId]) -> bool:
        """Say whether the body has one of these paragraphs."""
        return any(self._body.block_of(ident) is not None for ident in ids)

    def markdown(self) -> str:
        """Return the row's text as Markdown, paragraphs apart by an empty line."""
        texts = (text.replace("\u2028", "\n").strip() for text in self._text.split("\n"))
        return "\n\n".join(text for text in texts if text)

    def blocks(self) -> list[QTextBlock]:
        """Return the body's paragraphs of this row."""
        return [block for run in self._runs for block in run.blocks()]

    def ids(self) -> list[BlockId]:
        """Return the ids of those paragraphs that have one."""
        found = (self._body.id_of(block) for block in self.blocks())
        return [item for item in found if item is not None]

    def address_of(self, block: QTextBlock) -> Address | None:
        """Return the address of a paragraph of the row's document; None while it is new."""
        number = block.blockNumber()
        for run in self._runs:
            first, last = run.numbers
            if number <= last - first:
                known = self._body.id_at(first + number)
                owner = ArticleId(self._body.owner)
                return None if known is None else block_address(owner, known)
            number -= last - first + 1
        return None

    def holds(self, place: int) -> bool:
        """Say whether a position of the body lies in this row."""
        return any(run.start <= place <= run.end for run in self._runs)

    def position_of(self, place: int) -> int:
        """Return where a position of the body lies in the row's document."""
        offset = 0
        for run in self._runs:
            if run.start <= place <= run.end:
                return offset + place - run.start
            offset += run.end - run.start + 1
        return max(offset - 1, 0)

    def place_of(self, position: int) -> int | None:
        """Return where a position of the row's document lies in the body."""
        for run in self._runs:
            length = run.end - run.start
            if position <= length:
                return run.start + position
            position -= length + 1
        return self._runs[-1].end if self._runs else None

    def take_out(self) -> str:
        """Take the row's paragraphs out of the body as one step; return their words."""
        text = self._body_text()
        cursor = QTextCursor(self._body.document)
        cursor.beginEditBlock()
        for run in reversed(self._runs):
            run.remove(cursor)
        cursor.endEditBlock()
        return text

    def let_go(self) -> None:
        """Follow the body no longer."""
        self._body.document.contentsChanged.disconnect(self._from_body)
        self._body.paragraph_comes.disconnect(self._step_aside)
        self._body.paragraph_came.disconnect(self._step_back)
        self._body.reordered.disconnect(self._follow_order)
        self.document.contentsChanged.disconnect(self._to_body)
        self.deleteLater()

    # -- row to body

    def _to_body(self) -> None:
        """Make in the body the edit that was made in the row."""
        now = raw(self.document)
        if self._busy or now == self._text:
            return  # an input method shows something, or the edit came from the body
        before, self._text = self._text, now
        self._busy = self.written = True
        if self._runs:
            self._edit_body(before, now)
        elif now.strip():
            self._make(now)
        self._note_numbers()
        self._busy = False
        self.changed.emit()

    def _make(self, text: str) -> None:
        """Write the row's first words into a new paragraph of the body."""
        start, end = self._body.insert_paragraph(self._place(), text.replace("\n", PARAGRAPH))
        self._runs = [_Run(self._body.document, start, end)]

    def _edit_body(self, before: str, now: str) -> None:
        """Bring the smallest difference of two row texts into the body's paragraphs."""
        at, gone, new = smallest_edit(before, now)
        first = to_utf16(before, at)
        last = to_utf16(before, at + gone) if gone else first
        run, offset = self._find(first)
        end = self._find(last) if gone else (run, offset)
        cursor = QTextCursor(self._body.document)
        apart = run is not end[0]
        if apart:
            cursor.beginEditBlock()
            new += self._take_tail(run, end, cursor)
        begins = run.start
        cursor.setPosition(begins + offset)
        if gone or apart:
            cursor.setPosition(run.end if apart else begins + end[1], KEEP)
        cursor.insertText(new.replace("\n", PARAGRAPH))
        if apart:
            cursor.endEditBlock()

    def _find(self, position: int) -> tuple[_Run, int]:
        """Return the run that holds a position of the row, and the offset in it."""
        for run in self._runs:
            length = run.end - run.start
            if position <= length:
                return run, position
            position -= length + 1
        return self._runs[-1], self._runs[-1].end - self._runs[-1].start

    def _take_tail(self, first: _Run, end: tuple[_Run, int], cursor: QTextCursor) -> str:
        """Take paragraphs that stand elsewhere out of the body; return what is left of the last."""
        run, offset = end
        cursor.setPosition(run.start + offset)
        cursor.setPosition(run.end, KEEP)
        tail = cursor.selectedText()
        number = self._runs.index(first) + 1
        stop = self._runs.index(run) + 1
        for gone in self._runs[number:stop]:
            gone.remove(cursor)
        del self._runs[number:stop]
        return tail

    # -- body to row

    def _step_aside(self, place: int) -> None:
        """Do not take a paragraph of another row for a part of this one."""
        for run in self._runs:
            run.step_aside(place)

    def _step_back(self) -> None:
        for run in self._runs:
            run.step_back()

    def _note_numbers(self) -> None:
        """Remember which paragraphs of the body are the row's, should they change places."""
        self._numbers = [
            number
            for run in self._runs
            if run.stands
            for number in range(run.numbers[0], run.numbers[1] + 1)
        ]

    def _follow_order(self, start: int, order: Sequence[int]) -> None:
        """Hold the same paragraphs as before after some have changed places."""
        now = {start + place: start + at for at, place in enumerate(order)}
        if not now.keys().isdisjoint(self._numbers):
            find = self._body.document.findBlockByNumber
            numbers = (now.get(number, number) for number in self._numbers)
            self._runs = _runs_of(self._body, [find(number) for number in numbers])

    def _from_body(self) -> None:
        """Take in what was changed in the body, as soon as nothing is composed in the row."""
        self._note_numbers()
        if self._busy or self._stale:
            return
        self._stale = True
        self._composing.when_over(self, self._read_body)

    def _read_body(self) -> None:
        self._stale = False
        # Paragraphs that were taken out elsewhere are no longer of this row.
        self._runs = [run for run in self._runs if run.stands and run.text()]
        now = self._body_text()
        before = raw(self.document)
        if now == before:
            return
        at, gone, new = smallest_edit(before, now)
        self._busy, self.written = True, False
        self._text = now
        cursor = QTextCursor(self.document)
        cursor.setPosition(to_utf16(before, at))
        cursor.setPosition(to_utf16(before, at + gone), KEEP)
        cursor.insertText(new)
        self._busy = False
        self.changed.emit()

    def _body_text(self) -> str:
        return "\n".join(run.text().replace(PARAGRAPH, "\n") for run in self._runs)


class _Run:
    """Paragraphs of the body in a row, held by cursors that move with every edit."""

    def __init__(self, document: QTextDocument, start: int, end: int) -> None:
        self._start, self._end = QTextCursor(document), QTextCursor(document)
        self._start.setKeepPositionOnInsert(True)
        self._start.setPosition(start)
        self._end.setPosition(end)

    @property
    def start(self) -> int:
        """Where the first paragraph begins."""
        return self._start.position()

    @property
    def end(self) -> int:
        """Where the last paragraph ends."""
        return self._end.position()

    @property
    def stands(self) -> bool:
        """Whether this still is whole paragraphs: an Undo may have taken them out."""
        whole = self._start.atBlockStart() and self._end.atBlockEnd()
        return whole and self.start <= self.end

    @property
    def numbers(self) -> tuple[int, int]:
        """The numbers of the first and the last paragraph."""
        return self._start.blockNumber(), self._end.blockNumber()

    def text(self) -> str:
        """Return the text, paragraphs apart by U+2029."""
        cursor = QTextCursor(self._start.document())
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, KEEP)
        return cursor.selectedText()

    def blocks(self) -> list[QTextBlock]:
        """Return the paragraphs."""
        block, found = self._start.block(), []
        while block.isValid() and block.position() <= self.end:
            found.append(block)
            block = block.next()
        return found

    def step_aside(self, place: int) -> None:
        """Let what comes in at a place stay outside."""
        self._start.setKeepPositionOnInsert(self.start != place)
        self._end.setKeepPositionOnInsert(self.end == place)

    def step_back(self) -> None:
        """Take in again what is written at the ends."""
        self._start.setKeepPositionOnInsert(True)
        self._end.setKeepPositionOnInsert(False)

    def remove(self, cursor: QTextCursor) -> None:
        """Take the paragraphs out of the body, with the mark that parts them from what follows."""
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, KEEP)
        cursor.removeSelectedText()
        if not cursor.atEnd():
            cursor.deleteChar()
        elif not cursor.atStart():
            cursor.deletePreviousChar()


def _runs_of(body: BodyText, blocks: list[QTextBlock]) -> list[_Run]:
    """Return the runs of these paragraphs in the order of the body."""
    blocks.sort(key=lambda block: block.blockNumber())
    runs: list[_Run] = []
    first = last = None
    for block in blocks:
        if first is None or last is None or block.blockNumber() != last.blockNumber() + 1:
            if first is not None and last is not None:
                runs.append(_run(body, first, last))
            first = block
        last = block
    if first is not None and last is not None:
        runs.append(_run(body, first, last))
    return runs


def _run(body: BodyText, first: QTextBlock, last: QTextBlock) -> _Run:
    return _Run(body.document, first.position(), last.position() + last.length() - 1)
