"""The small lists at the caret: forms that complete what is typed, and the terms of the row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor_app.sentences import _
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.beside import Beside
from editor_app.ui.widgets.labels import ground

LINE = 28
SHOWN = 8
WIDTHS = (220, 420)
EDGE, GAP, NUMBER = 10, 18, 16
PICKS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}


@dataclass(frozen=True)
class Line:
    """What can be picked: ``text`` is written, ``beside`` says what it renders."""

    text: str
    beside: str
    quiet: bool = False


class Lines(QListWidget):
    """Lines to pick from; the first nine are numbered when ``numbered``."""

    def __init__(self, theme: Theme, *, numbered: bool) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Painter(theme, numbered, self))
        self._numbered = numbered
        self._theme = theme

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, the first one chosen."""
        self.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.text} · {line.beside}", self)
            item.setData(Qt.ItemDataRole.UserRole, line)
        self.setCurrentRow(0)

    def step(self, by: int) -> None:
        """Choose another one, round the end."""
        if self.count():
            self.setCurrentRow((self.currentRow() + by) % self.count())

    def wanted_size(self, lines: Sequence[Line]) -> QSize:
        """Return the size that shows the lines."""
        metrics = QFontMetrics(self._theme.ui_font())
        widest = max(
            (metrics.horizontalAdvance(line.text + line.beside) for line in lines), default=0
        )
        number = NUMBER if self._numbered else 0
        width = min(max(widest + number + GAP + 2 * EDGE + 8, WIDTHS[0]), WIDTHS[1])
        return QSize(width, LINE * min(max(len(lines), 1), SHOWN))


class _Painter(QStyledItemDelegate):
    """Paints a line: its number, the form, and what it renders in quiet letters."""

    def __init__(self, theme: Theme, numbered: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._numbered = theme, numbered

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a line."""
        return QSize(WIDTHS[0], LINE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        view = self.parent()
        chosen = isinstance(view, QListWidget) and view.currentRow() == index.row()
        area: QRect = option.rect
        if chosen:
            painter.fillRect(area, self._theme.colour("sel"))
        inner = area.adjusted(EDGE, 0, -EDGE, 0)
        painter.setFont(self._theme.ui_font())
        if self._numbered:
            if index.row() < 9:
                painter.setPen(self._theme.colour("ink2" if chosen else "ink3"))
                painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, str(index.row() + 1))
            inner = inner.adjusted(NUMBER, 0, 0, 0)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.setPen(self._theme.colour("ink3" if line.quiet and not chosen else "ink"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        room = inner.width() - metrics.horizontalAdvance(text) - GAP
        if room > GAP:
            beside = metrics.elidedText(line.beside, Qt.TextElideMode.ElideRight, room)
            painter.setPen(self._theme.colour("ink2" if chosen else "ink3"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, right, beside)


class Popup(QFrame):
    """A card below or above a place of its window; ``picked`` carries the number of a line."""

    picked = Signal(int)

    def __init__(self, theme: Theme, *, numbered: bool) -> None:
        """Stay hidden until ``show_at``."""
        super().__init__()
        ground(self, "surface")
        self.setProperty("card", True)
        self.setFont(QApplication.font())
        self.lines = Lines(theme, numbered=numbered)
        self.lines.itemClicked.connect(lambda _item: self.pick())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 4, 4, 4)
        self.column.setSpacing(4)
        self.column.addWidget(self.lines)
        self._beside = Beside(self, EDGE)
        self.hide()

    def pick(self) -> None:
        """Take the chosen line."""
        if self.lines.currentRow() >= 0:
            self.picked.emit(self.lines.currentRow())

    def show_at(self, widget: QWidget, caret: Callable[[], QRect], lines: Sequence[Line]) -> None:
        """Show lines beside a caret of a widget, below it or above where there is no room."""
        self.lines.show_lines(lines)
        self.fit(lines)
        self._beside.stand(widget, caret)
        self.show()
        self.raise_()

    def fit(self, lines: Sequence[Line]) -> None:
        """Take the size of the lines, inside the window."""
        size = self.lines.wanted_size(lines)
        self.lines.setFixedSize(size)
        self.adjustSize()
        self._beside.follow()

    def follow(self) -> None:
        """Go to where the caret is now."""
        if self.isVisible():
            self._beside.follow()


class Completer(Popup):
    """Completions of what is typed; the focus stays in the text."""

    def __init__(self, theme: Theme) -> None:
        """Stay hidden until there is something to offer."""
        super().__init__(theme, numbered=False)
        self.setAccessibleName(_("Terms that complete the word"))

    def takes(self, event: QKeyEvent) -> bool:
        """Do what a key of the text means here; False for one that is none of ours."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in PICKS:
            self.pick()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.lines.count() > 1:
            self.lines.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def wants(self, event: QKeyEvent) -> bool:
        """Say whether ``takes`` would do something with a key."""
        key = Qt.Key(event.key())
        several = self.lines.count() > 1
        ours = PICKS | {Qt.Key.Key_Escape}
        ours |= {Qt.Key.Key_Up, Qt.Key.Key_Down} if several else set()
        return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and key in ours


class Menu(Popup):
    """A list with a field that narrows it down; ``left`` tells that it closed without a choice.

    ``find`` returns the lines for what was typed, with the number that ``picked`` is to carry.
    """

    left = Signal()

    def __init__(self, theme: Theme, title: str, find: Callable[[str], Sequence[Line]]) -> None:
        """Narrow down by ``find``."""
        super().__init__(theme, numbered=True)
        self.setAccessibleName(title)
        self._find = find
        self.field = _Field(self)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(title)
        self.field.textChanged.connect(self._narrow)
        self.column.insertWidget(0, self.field)

    def ask(self, widget: QWidget, caret: Callable[[], QRect]) -> None:
        """Open with everything, the first line chosen."""
        self.field.clear()
        self.show_at(widget, caret, self._find(""))
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def takes(self, event: QKeyEvent) -> bool:
        """Do what a key of the field means; a digit picks while nothing is typed."""
        key, digit = Qt.Key(event.key()), event.text()
        if key in PICKS:
            self.pick()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.lines.step(1 if key == Qt.Key.Key_Down else -1)
        elif digit in set("123456789") and not self.field.text():
            if int(digit) <= self.lines.count():
                self.lines.setCurrentRow(int(digit) - 1)
                self.pick()
        else:
            return False
        return True

    def leave(self) -> None:
        """Close without a choice."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _narrow(self, typed: str) -> None:
        found = self._find(typed)
        self.lines.show_lines(found)
        self.fit(found)


class _Field(QLineEdit):
    """The line that is typed in; keys of the list go to the list, and so does losing the focus."""

    def __init__(self, menu: Menu) -> None:
        super().__init__()
        self._menu = menu

    def event(self, event: QEvent) -> bool:
        """Take the keys of the list before any shortcut and before Tab walks on."""
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.type() == QEvent.Type.ShortcutOverride and plain:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and plain and self._menu.takes(event):
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close with the focus, but for a menu over the field."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._menu.leave()
