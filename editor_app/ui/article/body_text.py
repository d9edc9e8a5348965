"""The body: a QTextDocument in which each QTextBlock is one block of the article, with its id.

Inside a block a new line is U+2028, so that a list or a table stays one QTextBlock. Ids are kept in
step while somebody types; when the desk has settled the text, its ids are taken over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor

from editor_app.domain.block import Body
from editor_app.domain.ids import BlockId, PhotoId
from editor_app.text.blocks import join, object_of, photo_line, split
from editor_app.text.differences import smallest_edit
from editor_app.text.moving import order_of
from editor_app.ui.article.arrivals import Arrival, arrivals, nearest
from editor_app.ui.article.paper_layout import LINE_BREAK
from editor_app.ui.article.passage import Passage
from editor_app.ui.widgets.positions import to_code_points, to_utf16

PARAGRAPH = "\u2029"
KEEP = QTextCursor.MoveMode.KeepAnchor


class BodyText(Passage):
    """The body of one language version. ``known`` is what both sides last agreed on.

    ``paragraph_comes`` carries the position at which a whole paragraph is put in next, and
    ``paragraph_came`` follows it, for those who hold pieces of the body by cursors; so does
    ``reordered``, which carries the number of the first paragraph of those that changed places, and
    their earlier places counted from it, as ``text.moving.order_of`` has them.
    """

    paragraph_comes = Signal(int)
    paragraph_came = Signal()
    reordered = Signal(int, object)

    def __init__(self, owner: str, body: Body, parent: QObject) -> None:
        super().__init__(owner, "body", parent)
        self._ids: list[BlockId | None] = [None]
        self._raw: list[str] = [""]
        self.known: Body = ()
        self.load(body)

    def load(self, body: Body) -> None:
        """Show a body from the start; what can be undone is forgotten."""
        self._arriving = True
        self.document.setPlainText("\n".join(shown(block.text) for block in body))
        self._arriving = False
        self._ids = [block.id for block in body] or [None]
        self._raw = [block.text() for block in self.blocks()]
        self._remember(body)
        self._sent.clear()

    # -- reading

    def blocks(self) -> Iterator[QTextBlock]:
        """Yield the paragraphs, empty ones too."""
        block = self.document.firstBlock()
        while block.isValid():
            yield block
            block = block.next()

    def texts(self) -> list[str]:
        """Return the Markdown of each paragraph, empty ones too, without outer space."""
        return [stored(text) for text in self._raw]

    def markdown(self) -> str:
        """Return the body's Markdown as it stands; the desk brings it into canonical form."""
        return join(text for text in self.texts() if text)

    def caret_at(self, position: int) -> int:
        """Return a position in the document as code points of ``markdown``."""
        block = self.document.findBlock(position)
        before = [text for text in self.texts()[: block.blockNumber()] if text]
        text = block.text()
        lead = len(text) - len(text.lstrip())
        inside = to_code_points(text, position - block.position()) - lead
        start = len(join(before)) + (2 if before else 0)
        return start + max(0, min(inside, len(stored(text))))

    def position_at(self, caret: int) -> int:
        """Return the position in the document of a caret in code points of ``markdown``."""
        left = caret
        for block in self.blocks():
            text = stored(block.text())
            if not text:
                continue
            if left <= len(text):
                return block.position() + self._offset(block, left)
            left -= len(text) + 2
        return self.document.characterCount() - 1

    def id_of(self, block: QTextBlock) -> BlockId | None:
        """Return the id of a paragraph; None while the desk has not seen it."""
        return self.id_at(block.blockNumber())

    def id_at(self, number: int) -> BlockId | None:
        """Return the id of the paragraph with a number; None while the desk has not seen it."""
        return self._ids[number] if 0 <= number < len(self._ids) else None

    def block_of(self, wanted: BlockId) -> QTextBlock | None:
        """Return the paragraph with that id, or None."""
        if wanted not in self._ids:
            return None
        return self.document.findBlockByNumber(self._ids.index(wanted))

    def photo_block(self, photo: PhotoId) -> QTextBlock | None:
        """Return the line that places a photo, or None."""
        line = photo_line(photo)
        number = next((at for at, text in enumerate(self._raw) if text.strip() == line), None)
        return self.document.findBlockByNumber(number) if number is not None else None

    def number_among_written(self, block: QTextBlock) -> int:
        """Return how many paragraphs with words stand before this one."""
        return sum(1 for text in self.texts()[: block.blockNumber()] if text)

    # -- writing

    def insert_paragraph(self, number: int, text: str) -> tuple[int, int]:
        """Put paragraphs (as shown) before the one with that number, or at the end, as one step.

        Returns where their text begins and ends.
        """
        cursor = QTextCursor(self.document)
        block = self.document.findBlockByNumber(number)
        if block.isValid():
            cursor.setPosition(block.position())
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        alone = self.document.blockCount() == 1 and not self._raw[0]
        before = "" if block.isValid() or alone else PARAGRAPH
        after = PARAGRAPH if block.isValid() and not alone else ""
        self.paragraph_comes.emit(cursor.position())
        start = cursor.position() + len(before)
        cursor.insertText(before + text + after)
        self.paragraph_came.emit()
        return start, cursor.position() - len(after)

    # -- taking in what the desk has

    def receive(self, body: Body, *, but: QTextBlock | None = None) -> None:
        """Take in what the desk has now; typed text that the desk does not know yet stays.

        ``but`` is the paragraph somebody types in: its form is not touched, only foreign words are.
        """
        theirs = tuple(block.text for block in body)
        written = [(number, text) for number, text in enumerate(self.texts()) if text]
        mine = [text for _, text in written]
        ours = self.is_ours(join(theirs))
        if ours:
            self._reshape(theirs, but)
        elif mine != list(theirs):
            changes = arrivals(self._grown_from(theirs), mine, theirs, _is_object)
            self._apply(changes, [number for number, _ in written])
        self._remember(body)
        self._adopt(body)
        if not ours and not self._same(self.markdown(), self.base):
            self.edited.emit()  # both sides changed it: what became of that is not saved yet

    def _grown_from(self, theirs: Sequence[str]) -> Sequence[str]:
        """Return the text the desk's one grew out of: the last known, or one sent since then."""
        known = tuple(block.text for block in self.known)
        return nearest((known, *(split(text) for text in reversed(self._sent))), theirs)

    def _reshape(self, theirs: Sequence[str], but: QTextBlock | None) -> None:
        """Give paragraphs the form the desk gave them: two typed list items are one list now."""
        texts = self.texts()
        mine = [text for text in texts if text]
        if mine == list(theirs) or split(join(mine)) != theirs:
            return
        numbers = [number for number, text in enumerate(texts) if text]
        changes = arrivals(mine, mine, theirs)
        if but is not None:
            kept = but.blockNumber()
            changes = tuple(item for item in changes if not _touches(item, numbers, kept))
        self._apply(changes, numbers)

    def _apply(self, changes: Sequence[Arrival], numbers: list[int]) -> None:
        """Make changes in paragraphs; ``numbers`` are those of the paragraphs with words."""
        if not changes:
            return
        with self.arrival() as cursor:
            for change in changes:
                first = numbers[change.first] if change.first < len(numbers) else None
                last = numbers[change.first + change.count - 1] if change.count else None
                self._replace(cursor, first, last, [shown(text) for text in change.texts])

    def _replace(
        self, cursor: QTextCursor, first: int | None, last: int | None, texts: list[str]
    ) -> None:
        """Replace whole paragraphs (``last`` None: none, insert before ``first``) by others."""
        if last is None:
            self._insert(first, texts)
            return
        start = self.document.findBlockByNumber(first or 0)
        end = self.document.findBlockByNumber(last)
        if not texts:
            self._remove(cursor, start, end)
            return
        begin = start.position()
        before = self._between(begin, end.position() + end.length() - 1)
        at, gone, new = smallest_edit(before, PARAGRAPH.join(texts))
        cursor.setPosition(begin + to_utf16(before, at))
        cursor.setPosition(begin + to_utf16(before, at + gone), KEEP)
        cursor.insertText(new)

    def _insert(self, before: int | None, texts: list[str]) -> None:
        """Insert whole paragraphs before the one with that number, or behind the last one."""
        if before is None:
            written = [number for number, text in enumerate(self.texts()) if text]
            before = written[-1] + 1 if written else 0
        self.insert_paragraph(before, PARAGRAPH.join(texts))

    def _remove(self, cursor: QTextCursor, start: QTextBlock, end: QTextBlock) -> None:
        """Remove whole paragraphs with one of the marks around them."""
        begin, stop = start.position(), end.position() + end.length()
        if not end.next().isValid():
            begin, stop = max(begin - 1, 0), stop - 1
        cursor.setPosition(begin)
        cursor.setPosition(stop, KEEP)
        cursor.removeSelectedText()

    def _between(self, start: int, end: int) -> str:
        cursor = QTextCursor(self.document)
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        return cursor.selectedText()

    def _offset(self, block: QTextBlock, inside: int) -> int:
        text = block.text()
        lead = len(text) - len(text.lstrip())
        return to_utf16(text, lead + inside)

    # -- ids

    def _remember(self, body: Body) -> None:
        """Keep what both sides agree on now."""
        self.known = body
        self.base = join(block.text for block in body)

    def _adopt(self, body: Body) -> None:
        """Take over the desk's ids where the paragraphs are the same, from both ends."""
        written = [(number, text) for number, text in enumerate(self.texts()) if text]
        ids: list[BlockId | None] = [None] * len(self._ids)
        head = 0
        while head < min(len(written), len(body)) and written[head][1] == body[head].text:
            ids[written[head][0]] = body[head].id
            head += 1
        tail = 0
        while (
            tail < min(len(written), len(body)) - head
            and written[-1 - tail][1] == body[-1 - tail].text
        ):
            ids[written[-1 - tail][0]] = body[-1 - tail].id
            tail += 1
        middle = written[head : len(written) - tail]
        theirs = body[head : len(body) - tail]
        known = {block.id for block in theirs}
        for number, _ in middle:
            if self._ids[number] in known:
                ids[number] = self._ids[number]
        if len(middle) == len(theirs):
            for (number, _), block in zip(middle, theirs, strict=True):
                ids[number] = block.id
        self._ids = ids

    def _follow(self, position: int, removed: int, added: int) -> bool:
        """Keep texts and ids of the paragraphs in step with an edit."""
        document = self.document
        block, last = document.findBlock(position), document.findBlock(position + added)
        start = block.blockNumber()
        stop = last.blockNumber() + 1 if last.isValid() else document.blockCount()
        old_stop = stop - (document.blockCount() - len(self._raw))
        texts = []
        for _ in range(start, stop):
            texts.append(block.text())
            block = block.next()
        before = self._raw[start:old_stop]
        order = order_of(before, texts)
        if order:
            self._ids[start:old_stop] = [self._ids[start + place] for place in order]
        elif len(texts) != 1 or len(before) != 1:  # a paragraph that is typed in keeps its own
            self._ids[start:old_stop] = _ids_after(before, self._ids[start:old_stop], texts)
        self._raw[start:old_stop] = texts
        if order:
            self.reordered.emit(start, order)
        return texts != before

    def _same(self, sent: str, theirs: str) -> bool:
        return sent == theirs or join(split(sent)) == theirs


def _is_object(text: str) -> bool:
    return object_of(text) is not None


def stored(text: str) -> str:
    """Return a paragraph's text as Markdown."""
    return text.replace(LINE_BREAK, "\n").strip()


def shown(markdown: str) -> str:
    """Return a block's Markdown as the text of a paragraph."""
    return markdown.replace("\n", LINE_BREAK)


def _touches(change: Arrival, numbers: list[int], kept: int) -> bool:
    """Say whether a change would touch the paragraph with the number ``kept``."""
    if change.count == 0:
        return False
    return numbers[change.first] <= kept <= numbers[change.first + change.count - 1]


def _ids_after(
    before: list[str], ids: list[BlockId | None], after: list[str]
) -> list[BlockId | None]:
    """Return the ids of edited paragraphs: same text keeps its own, else the first part."""
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    room = len(after) - head - tail
    middle = ids[head : len(ids) - tail][:room]
    return [*ids[:head], *middle, *[None] * (room - len(middle)), *ids[len(ids) - tail :]]
