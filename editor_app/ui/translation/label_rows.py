"""The last rows of a translation: slug, section, tags, phrases of the site, typed like all others.

Each has a document of its own. What is typed is put on disk like every text, and given to the desk
when the row is confirmed or left; what the desk refuses, or a crash has kept from being given,
stays in the row, to be mended or confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from editor_app.domain.ids import ArticleId
from editor_app.domain.label import Label, LabelKind
from editor_app.domain.link import Address, State
from editor_app.sentences import _
from editor_app.ui.article.autosave import SAVE_AFTER
from editor_app.ui.article.passage import FieldText
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.row import Row, row_of
from editor_app.ui.translation.row_verbs import RowVerbs

if TYPE_CHECKING:
    from editor_app.services.labels import LabelService


class LabelRows(QObject):
    """Keeps the labels of the translation that is shown, and what is typed into them.

    ``given`` tells that a row's state is another one.
    """

    given = Signal()

    def __init__(self, labels: LabelService, verbs: RowVerbs, active: ActiveRow) -> None:
        super().__init__(active)
        self._labels, self._verbs, self._active = labels, verbs, active
        self._rows: list[Row] = []
        self._texts: dict[Address, FieldText] = {}
        self._sent: dict[Address, str] = {}
        self._refused: dict[Address, str] = {}
        self._left: dict[tuple[ArticleId | None, Address], str] = {}
        self._on_disk: dict[Address, str] = {}
        self._soon = QTimer(self, interval=SAVE_AFTER, singleShot=True)
        self._soon.timeout.connect(self._save)
        active.label_text = self.text_of
        active.hint_of = hint_of
        verbs.label_confirmed.connect(partial(self._give, again=True))

    # -- the rows

    @property
    def lacking(self) -> int:
        """How many labels somebody has still to give."""
        return sum(1 for row in self._rows if not row.finished)

    def below(
        self, rows: list[Row], number: int, labels: Sequence[Label], active: Row | None
    ) -> tuple[list[Row], int]:
        """Return rows with the labels below them, and the number of the active one among all.

        Where its label is gone, that of the row which stands there now.
        """
        before, self._rows = self._rows, [self._row(label) for label in labels]
        together = [*rows, *self._rows]
        if active is not None and active.label is not None:
            place = _place_of(active, before)
            number = len(rows) + _place_of(active, self._rows, place if place >= 0 else 0)
        return together, min(number, len(together) - 1)

    def forget_gone(self) -> None:
        """Let go of texts whose label is gone, once no row is typed in there any more."""
        known = {row.targets for row in self._rows}
        for address in [item for item in self._texts if (item,) not in known]:
            self._forget(address)

    def text_of(self, row: Row) -> FieldText | None:
        """Return the text of a label's row, made when it is first typed in."""
        if row.label is None:
            return None
        address = row.label.address
        if address not in self._texts:
            text = FieldText(address.owner, address.part, row.label.target, self)
            text.base = text.markdown()  # without outer space: that is no change of anybody's
            text.document.clearUndoRedoStacks()
            text.edited.connect(self._on_edited)
            self._texts[address] = text
        return self._texts[address]

    def clear(self) -> None:
        """Give what was typed, and let go of all texts; what is refused is there again later."""
        self.keep()
        self._save()
        article = self._verbs.article
        for address, text in self._texts.items():
            if text.changed:
                self._left[article, address] = text.markdown()
        self._rows = []
        for address in list(self._texts):
            self._forget(address)

    # -- on disk

    def _on_edited(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _save(self) -> None:
        """Put on disk what is typed and not on its way to the desk, or was taken back since."""
        article = self._verbs.article
        for address, text in self._texts.items():
            typed = text.markdown() if text.changed else None
            if typed is None or self._sent.get(address) != typed:
                self._put_on_disk(article, address, typed)

    def _put_on_disk(self, article: ArticleId | None, address: Address, typed: str | None) -> None:
        if article is None or typed == self._on_disk.get(address):
            return
        if typed is None:
            del self._on_disk[address]
        else:
            self._on_disk[address] = typed
        keep = self._labels.keep
        self._verbs.keep_typed(lambda: keep(article, address, typed))

    # -- giving

    def keep(self) -> None:
        """Give the desk what was typed into rows; what it has refused is not asked again."""
        for row in self._rows:
            text = self._texts.get(row.targets[0])
            if text is not None and text.changed:
                self._give(row, again=False)

    def _give(self, row: Row, again: bool) -> None:
        text = self.text_of(row)
        if text is None or row.label is None or not text.changed:
            return
        article, address, typed = self._verbs.article, row.label.address, text.markdown()
        if self._sent.get(address) == typed and not (again and address in self._refused):
            return  # on its way, or refused as it stands
        if address in self._on_disk:  # the desk forgets what it is given, and nothing else
            self._put_on_disk(article, address, typed)
        self._sent[address] = typed
        self._refused.pop(address, None)
        put = self._labels.put
        self._verbs.give_label(
            row,
            lambda article: put(article, address, typed),
            lambda _changes: self._on_given(article, address, typed),
            lambda _error: self._on_refused(article, address, typed),
        )

    def _on_given(self, article: ArticleId | None, address: Address, typed: str) -> None:
        """Take note that the desk has this; how it stands there comes with the next rows."""
        if self._left.get((article, address)) == typed:
            del self._left[article, address]
        if article != self._verbs.article:
            return  # a tag has the same address in each language
        if self._sent.get(address) == typed:
            del self._sent[address]
        if self._on_disk.get(address) == typed:
            del self._on_disk[address]
        text = self._texts.get(address)
        if text is not None:
            text.base = typed

    def _on_refused(self, article: ArticleId | None, address: Address, typed: str) -> None:
        if article == self._verbs.article:
            self._refused[address] = typed
            self._put_on_disk(article, address, typed)
            self.given.emit()

    def _bring_back(self, label: Label, row: Row) -> None:
        """Show again what was typed in a row and refused, or not given before a crash."""
        typed = self._left.pop((self._verbs.article, label.address), label.typed)
        text = self.text_of(row) if typed not in {None, label.target} else None
        if text is not None and typed is not None:
            if label.typed is not None:
                self._on_disk[label.address] = label.typed
            cursor = QTextCursor(text.document)
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(typed)
            text.document.clearUndoRedoStacks()
            self._sent[label.address] = self._refused[label.address] = typed

    def _row(self, label: Label) -> Row:
        """Return the row of a label, with what is typed in it where the desk has not that yet."""
        row = row_of(label.segment)
        row.label = label
        if label.address not in self._texts:
            self._bring_back(label, row)
        text = self._texts.get(label.address)
        if text is None:
            return row
        if text.changed:
            row.target = text.markdown()
            row.state = State.DRAFT if row.target else State.TO_DO
        elif text.markdown() != label.target:
            text.receive(label.target)
            text.document.clearUndoRedoStacks()
        return row

    def _forget(self, address: Address) -> None:
        self._texts.pop(address).close()
        self._on_disk.pop(address, None)
        self._sent.pop(address, None)
        self._refused.pop(address, None)

    # -- undo

    def can_undo(self) -> bool:
        """Say whether something was typed into the label's row that the desk does not have."""
        text = self._typed_in()
        return text is not None and text.changed and text.document.isUndoAvailable()

    def can_redo(self) -> bool:
        """Say whether something that was taken back there can be typed again."""
        text = self._typed_in()
        return text is not None and text.document.isRedoAvailable()

    def undo(self) -> bool:
        """Take back what was typed last in a label's row; False when nothing was."""
        text = self._typed_in() if self.can_undo() else None
        if text is not None:
            text.document.undo()
        return text is not None

    def redo(self) -> bool:
        """Type again what was taken back; False when nothing was."""
        text = self._typed_in() if self.can_redo() else None
        if text is not None:
            text.document.redo()
        return text is not None

    def _typed_in(self) -> FieldText | None:
        row = self._active.row
        return self._texts.get(row.targets[0]) if row is not None and row.label else None


def hint_of(row: Row) -> str:
    """Return what stands in a row while it is empty."""
    label = row.label
    if label is None:
        return _("Type the translation")
    if label.kind is LabelKind.SLUG:
        return _("From the headline: {slug}").format(slug=label.proposed) if label.proposed else ""
    return _("Type the name") if label.kind is not LabelKind.PHRASE else _("Type the phrase")


def _place_of(row: Row, rows: Sequence[Row], otherwise: int = -1) -> int:
    """Return where the label of a row stands among these."""
    return next((at for at, item in enumerate(rows) if item.targets == row.targets), otherwise)
