"""A field of chips with completion: tags, outlets, the names of a byline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QCompleter, QFrame, QLineEdit, QListView, QWidget

from editor_app.sentences import _
from editor_app.ui.theme import Theme, say
from editor_app.ui.widgets.flow import FlowLayout
from editor_app.ui.widgets.tips import as_tip

HEIGHT = 20
CROSS = 12


@dataclass(frozen=True)
class Item:
    """What a chip stands for; ``unsure`` draws it dashed until somebody confirms it."""

    key: str
    label: str
    unsure: bool = False


Complete = Callable[[str], tuple[Item, ...]]


class TagField(QFrame):
    """Chips and a line to type in.

    ``added`` and ``removed`` carry a key, ``made`` a text that names nothing yet, ``pressed`` a
    key and the place under its chip.
    """

    added = Signal(str)
    removed = Signal(str)
    made = Signal(str)
    pressed = Signal(str, QPoint)

    def __init__(
        self,
        theme: Theme,
        name: str,
        complete: Complete,
        *,
        new_words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Complete what is typed with ``complete``; ``new_words`` offer to make what is unknown."""
        super().__init__(parent)
        self._theme, self._complete, self._new_words = theme, complete, new_words
        self._items: tuple[Item, ...] = ()
        self._offered: list[Item] = []
        self.setProperty("field", True)
        self.setAccessibleName(name)
        self._row = FlowLayout(self, gap=5, line_gap=4)
        self._line = _Line(self)
        self._line.setAccessibleName(name)
        self._line.textEdited.connect(self._offer)
        self._line.emptied.connect(self._focus_last)
        self._line.entered.connect(self._take_typed)
        self._line.focused.connect(self._on_focus)
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self._line)
        self._completer.activated.connect(self._take_offered)
        self._popup = QListView()
        self._popup.setProperty("popup", True)
        self._popup.setUniformItemSizes(True)
        self._completer.setPopup(self._popup)
        self._row.addWidget(self._line)
        self.setFocusProxy(self._line)

    # -- showing

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show these chips."""
        if items == self._items:
            return
        was_here = any(chip.hasFocus() for chip in self._chips())
        self._items = items
        for chip in self._chips():
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for place, item in enumerate(items):
            chip = _TagChip(self._theme, item, self)
            chip.crossed.connect(lambda key=item.key: self.removed.emit(key))
            chip.clicked.connect(lambda _checked=False, chip=chip: self._on_pressed(chip))
            self._row.insert(place, chip)
            chip.show()
        if was_here:
            self._line.setFocus()
        self.updateGeometry()

    @property
    def items(self) -> tuple[Item, ...]:
        """The chips in sight."""
        return self._items

    def chip(self, key: str) -> QAbstractButton:
        """Return one chip. Raises StopIteration for an unknown key."""
        return next(chip for chip in self._chips() if chip.item.key == key)

    @property
    def line(self) -> QLineEdit:
        """The line to type in."""
        return self._line

    def _chips(self) -> list[_TagChip]:
        found = [self._row.itemAt(n) for n in range(self._row.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [widget for widget in widgets if isinstance(widget, _TagChip)]

    # -- typing

    def _offer(self, typed: str) -> None:
        """Open the list of what fits."""
        taken = {item.key for item in self._items}
        self._offered = [item for item in self._complete(typed) if item.key not in taken]
        words = [item.label for item in self._offered]
        exact = any(word.casefold() == typed.strip().casefold() for word in words)
        if self._new_words and typed.strip() and not exact:
            words.append(self._new_words.format(name=typed.strip()))
        self._model.setStringList(words)
        if words and self._line.hasFocus():
            width = max(self.width(), 220)
            self._popup.setCurrentIndex(self._model.index(0))
            area = self._line.rect()
            area.setWidth(width)
            self._completer.complete(area)
        else:
            self._popup.hide()

    def open(self) -> None:
        """Offer everything there is, for who does not know what to type."""
        self._offer(self._line.text())

    def _take_offered(self, words: str) -> None:
        """Take what was picked in the list."""
        typed = self._line.text().strip()
        QTimer.singleShot(0, self._line, self._line.clear)
        item = next((item for item in self._offered if item.label == words), None)
        if item is not None:
            self.added.emit(item.key)
        elif typed:
            self.made.emit(typed)

    def _take_typed(self) -> None:
        """Take the first that fits what was typed, or make it new."""
        typed = self._line.text().strip()
        if not typed:
            return
        taken = {item.key for item in self._items}
        fitting = [item for item in self._complete(typed) if item.key not in taken]
        self._line.clear()
        if fitting:
            self.added.emit(fitting[0].key)
        elif self._new_words:
            self.made.emit(typed)

    def _focus_last(self) -> None:
        chips = self._chips()
        if chips:
            chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus(self, active: bool) -> None:
        say(self, active=active)
        if active and not self._line.text() and not self._items:
            self.open()

    def _on_pressed(self, chip: _TagChip) -> None:
        self.pressed.emit(chip.item.key, chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Type wherever the field is pressed."""
        self._line.setFocus()
        self.open()


class _Line(QLineEdit):
    """The bare line; ``emptied`` on Backspace in nothing, ``entered`` on Enter."""

    emptied = Signal()
    entered = Signal()
    focused = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFrame(False)

    def sizeHint(self) -> QSize:
        """As high as a chip; room to type only while somebody does: no line stands empty."""
        return QSize(72 if self.hasFocus() or self.text() else 0, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Give way to nothing."""
        return QSize(0, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand Enter, comma and Backspace in nothing to the field."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma}:
            self.entered.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif key == Qt.Key.Key_Down and not self.text():
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the field."""
        super().focusInEvent(event)
        self.updateGeometry()
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the field."""
        super().focusOutEvent(event)
        self.updateGeometry()
        self.focused.emit(False)


class _TagChip(QAbstractButton):
    """One chip with a cross; Delete and Backspace take it away too."""

    crossed = Signal()

    def __init__(self, theme: Theme, item: Item, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.item = theme, item
        self.setText(item.label)
        self.setShortcut(QKeySequence())  # R&D is no button of Alt+D
        unsure = f", {_('not sure')}" if item.unsure else ""
        self.setAccessibleName(f"{item.label}{unsure}")
        self.setToolTip(_("Not sure: please look") if item.unsure else as_tip(item.label))
        self.setFont(theme.ui_font(12))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Room for the words and the cross."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 12 + CROSS + 3, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chip away by key."""
        if Qt.Key(event.key()) in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.crossed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the chip away when its cross is pressed."""
        if event.position().x() >= self.width() - CROSS - 5:
            self.setDown(False)
            self.crossed.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, words and cross."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.item.unsure:
            painter.setPen(QPen(theme.colour("warn"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-soft"))
        painter.drawRoundedRect(box, 4, 4)
        ink = "ink2" if self.item.unsure else "accent"
        painter.setPen(theme.colour(ink))
        words = self.rect().adjusted(6, 0, -CROSS - 6, 0)
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        cross = theme.pixmap("close", ink, CROSS, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - CROSS - 4, (self.height() - CROSS) // 2, cross)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
