"""What an editor does with rows: confirm, go on, leave out, join, split, add, insert a match."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from editor_app.domain.link import State
from editor_app.services.row_views import Intent
from editor_app.text.kinds import headed_like
from editor_app.text.rows import HOW_FAR
from editor_app.ui.article import typing_keys
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.row import Row, added_row
from editor_app.ui.translation.row_linking import RowLinking
from editor_app.ui.translation.row_list import RowList
from editor_app.ui.translation.row_moving import RowMoving
from editor_app.ui.translation.row_places import intent_of
from editor_app.ui.translation.row_verbs import RowVerbs, seen_in


class RowWork(QObject):
    """The acts on the active row.

    ``going`` tells that another row is about to be opened, ``opened`` that it is active now;
    ``done`` that states are other ones, ``confirmed`` that some of them were confirmed;
    ``caught_up`` that a change of the source which had waited in the row that was left is shown.
    """

    going = Signal()
    opened = Signal()
    done = Signal()
    confirmed = Signal()
    caught_up = Signal()

    def __init__(
        self, rows: RowList, active: ActiveRow, verbs: RowVerbs, manuscripts: Manuscripts
    ) -> None:
        super().__init__(rows)
        self._list, self._active, self._verbs = rows, active, verbs
        self.active, self.verbs = active, verbs
        self._manuscripts = manuscripts
        self.moving = RowMoving(rows, active, manuscripts)
        self.linking = RowLinking(rows, active, verbs, manuscripts)
        active.left.connect(self._step)
        active.no_photo.wanted.connect(self._show_photo)

    def table(self) -> Mapping[str, Callable[[], None]]:
        """Return the actions and what they do."""
        return {
            "translate.confirm": lambda: self.confirm(State.TRANSLATED),
            "translate.review": lambda: self.confirm(State.REVIEWED),
            "translate.next": lambda: self.go_unfinished(1),
            "translate.previous": lambda: self.go_unfinished(-1),
            "translate.leave_out": self.leave_out,
            "translate.looked_at": self.look_at,
            "translate.copy_source": self._copy_source,
            "translate.fill": self._fill,
            "translate.confirm_safe": self.confirm_safe,
            "translate.add_after": self.add_after,
            "translate.split": self._split,
            "translate.merge": self.merge,
            **self.moving.table(),
            **self.linking.table(),
        }

    def possible(self) -> frozenset[str]:
        """Return the names of those that can be done with the active row."""
        row = self._active.row
        if row is None:
            return frozenset()
        names = set(self.table())
        if not any(item.confirmable for item in self._list.rows):
            names.discard("translate.confirm_safe")
        if not row.stale and row.waiting is None:
            names.discard("translate.looked_at")
        if row.label is not None:
            names -= {"translate.leave_out", "translate.looked_at", "translate.review"}
        for part in (self.moving, self.linking):
            names -= part.table().keys() - part.possible()
        if row.is_field:
            names -= {"translate.split", "translate.merge", "translate.add_after"}
        if row.lacks_photo:
            names -= {"translate.copy_source"}
        if not row.sources:
            names -= {"translate.copy_source"} | (set() if row.gone else {"translate.leave_out"})
        if self._above() is None:
            names.discard("translate.merge")
        return frozenset(names)

    # -- going

    def open(self, number: int, position: int | None = None, *, focus: bool = True) -> None:
        """Make a row the active one; the one that was is saved and settled."""
        if not 0 <= number < len(self._list.rows):
            return
        self._manuscripts.composing.commit()
        if self._active.row is self._list.rows[number]:
            if focus:
                self._active.edit.put_caret(position)
            return
        self.going.emit()
        left = self._active.row
        caught_up = left is not None and left.catch_up()
        self._active.open(number, position, focus=focus)
        self._manuscripts.autosave.settle()
        self.opened.emit()
        if caught_up:
            self.caught_up.emit()

    def go_unfinished(self, way: int) -> None:
        """Go to the next or previous row with something left to do, round the end."""
        rows, here = self._list.rows, self._list.active
        order = [(here + way * step) % len(rows) for step in range(1, len(rows) + 1)]
        there = next((number for number in order if not rows[number].finished), None)
        if there is not None:
            self.open(there)

    def _step(self, way: int) -> None:
        """Go to the neighbour, with the caret at the near end."""
        self.open(self._list.active + way, 0 if way > 0 else None)

    # -- states

    def confirm(self, state: State) -> None:
        """Confirm the row and go to the next unfinished one. An empty row is only passed by.

        Where a change of the source waits, it is shown instead: nothing is confirmed unseen.
        """
        row = self._active.row
        if self.show_change():
            return
        if row is not None and row.target.strip():
            self._keep_heading(row)
            seen, row.before = seen_in(row), ""
            row.state, row.stale = state, False
            self._list.look_again(self._list.active)
            self._manuscripts.autosave.settle()
            self._verbs.confirm(row, state, self._intent(row), seen)
            self.done.emit()
            self.confirmed.emit()
        self.go_unfinished(1)

    def _keep_heading(self, row: Row) -> None:
        """Let the first words for a heading be one, too, whoever typed them without its marks."""
        if row.is_field or row.state not in {State.TO_DO, State.DRAFT}:
            return
        headed = headed_like(row.source, row.target)
        if headed != row.target:
            self.write(headed)

    def _intent(self, row: Row) -> Intent | None:
        manuscript = self._active.manuscript
        return intent_of(row, manuscript) if manuscript is not None else None

    def confirm_safe(self) -> None:
        """Confirm every exact match that was filled in; go on where something is left to do."""
        for row in self._list.rows:
            if row.confirmable:
                row.state = State.TRANSLATED
        self._manuscripts.autosave.settle()
        self._verbs.confirm_safe()
        here = self._active.row
        if here is not None and here.finished:
            self.go_unfinished(1)
        self._list.viewport().update()
        self.done.emit()
        self.confirmed.emit()

    def leave_out(self) -> None:
        """Leave the row's source out of the translation, or take that back."""
        row = self._active.row
        if row is None or self.show_change():
            return
        if row.state is State.LEFT_OUT:
            row.state = State.TO_DO
            self._verbs.take_back(row)
        elif row.gone:
            self._take_out(row)
        else:
            if row.target:
                self._active.edit.write("")
            self._manuscripts.autosave.settle()
            row.state, row.stale = State.LEFT_OUT, False
            self._verbs.leave_out(row)
        left_out = row.state is State.LEFT_OUT
        self._list.look_again(self._list.active)
        self.done.emit()
        if left_out:
            self.go_unfinished(1)

    def _take_out(self, row: Row) -> None:
        """Take the words out whose source is gone; Undo gives them back."""
        self.write("")
        self._manuscripts.autosave.settle()
        row.state, row.stale, row.before = State.LEFT_OUT, False, ""

    def show_change(self) -> bool:
        """Show the change of the source that waits in the row; False when none does."""
        row = self._active.row
        if row is None or not row.catch_up():
            return False
        self._active.show_source()
        self._list.look_again(self._list.active)
        self._list.bring_into_sight(self._list.active)
        self._list.moved.emit()
        self.done.emit()
        return True

    def look_at(self) -> None:
        """Say that the change of the source needs no new words here; one that waits is shown."""
        row = self._active.row
        if self.show_change() or row is None or not row.stale:
            return
        keep, seen = row.gone, seen_in(row)
        row.stale, row.before = False, ""
        if keep:
            row.state = max(row.state, State.TRANSLATED, key=HOW_FAR.index)
        self._list.look_again(self._list.active)
        self._manuscripts.autosave.settle()
        if keep:  # confirmed without a source it is the translator's own
            self._verbs.confirm(row, row.state, None, seen)
        else:
            self._verbs.looked_at(row)
        self._active.show_source()
        self.done.emit()

    # -- texts

    def write(self, text: str) -> None:
        """Put a text in place of the row's; Undo gives the old one back."""
        if self._active.row is not None and not self._active.row.lacks_photo:
            self._manuscripts.journal.rest()
            self._active.edit.write(text)
            self._manuscripts.journal.rest()
            self._active.edit.setFocus()

    def _show_photo(self) -> None:
        """Show the photo that the row speaks of; its text is typed as soon as it stands there."""
        row = self._active.row
        if row is not None and row.lacks_photo:
            self._manuscripts.autosave.settle()
            self._verbs.show_photo(row)

    def _copy_source(self) -> None:
        row = self._active.row
        if row is not None:  # a slug of another language is of no use: the headline makes one
            self.write(row.label.proposed if row.label and row.label.proposed else row.source)

    def _fill(self) -> None:
        self._manuscripts.autosave.settle()
        self._verbs.fill()

    def _split(self) -> None:
        """Begin a new paragraph at the caret; both render what the one did."""
        cursor = self._active.edit.textCursor()
        typing_keys.press_return(cursor)
        self._active.edit.setTextCursor(cursor)

    def add_after(self) -> None:
        """Add a paragraph of the translator's own below the row."""
        number = self._list.active + 1
        self._list.show_rows(
            [*self._list.rows[:number], added_row(), *self._list.rows[number:]], self._list.active
        )
        self.open(number)

    def merge(self) -> None:
        """Join the row with the one above: its words, or only what it renders."""
        row, above = self._active.row, self._above()
        if row is None or above is None:
            return
        written, other = (above, row) if above.target.strip() else (row, above)
        position = None
        if row.target.strip() and above.target.strip():
            position = self._join_words(row, above)
        self._manuscripts.autosave.settle()
        self._verbs.join(other, written)
        self._show_joined(above, row, written)
        self.open(self._list.rows.index(written), position)

    def _show_joined(self, above: Row, row: Row, written: Row) -> None:
        """Let two rows be one at once: who types on must not get into the one that goes."""
        gone = row if written is above else above
        sources = (*above.sources, *row.sources)
        source = "\n\n".join((above.source, row.source))
        self.open(self._list.rows.index(written))
        written.segment = replace(written.segment, sources=sources, source_text=source)
        written.source = source
        rows = [item for item in self._list.rows if item is not gone]
        self._list.show_rows(rows, rows.index(written))
        if gone.text is not None:
            gone.text.let_go()
            gone.text = None
        self._active.again(written, rows.index(written))
        self.opened.emit()

    def _join_words(self, row: Row, above: Row) -> int | None:
        """Append the row's words to the last paragraph above; return where they begin there."""
        upper, lower = self._active.text_of(above), self._active.text_of(row)
        manuscript = self._active.manuscript
        if upper is None or lower is None or manuscript is None:
            return None
        position = upper.document.characterCount() - 1
        step = QTextCursor(manuscript.body.document)
        step.beginEditBlock()
        words = lower.take_out()
        cursor = QTextCursor(upper.document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(" " + words)
        step.endEditBlock()
        above.target = upper.markdown()
        row.target = ""
        return position + 1

    def _above(self) -> Row | None:
        """Return the nearest row of paragraphs above the active one."""
        row = self._active.row
        if row is None or row.is_field:
            return None
        above = self._list.rows[: self._list.active]
        return next((item for item in reversed(above) if not item.is_field), None)
