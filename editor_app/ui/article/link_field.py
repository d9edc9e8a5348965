"""The small field at the caret in which the address of a link is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QWidget

from editor_app.sentences import _
from editor_app.ui.widgets.labels import PlainLabel, ground

WIDTH = 380


class LinkField(QFrame):
    """``chosen`` carries the address (empty: no link any more); Escape leaves all as it was."""

    chosen = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(QApplication.font())  # not the reading face of the body it stands in
        ground(self, "surface")
        self.setProperty("card", True)
        self.setFixedWidth(WIDTH)
        self._address = _AddressField(self)
        self._address.setAccessibleName(_("Address of the link"))
        self._address.setPlaceholderText("https://")
        self._address.returnPressed.connect(self._choose)
        self._address.left.connect(self._give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.addWidget(PlainLabel(_("Link"), role="label"))
        row.addWidget(self._address, 1)
        self.hide()

    def ask(self, at: QPoint, address: str) -> None:
        """Open below a place of the parent, with a first guess."""
        parent = self.parentWidget()
        self.adjustSize()
        right = parent.width() - self.width() - 8 if parent else at.x()
        low = parent.height() - self.height() - 8 if parent else at.y()
        self.move(max(8, min(at.x(), right)), max(8, min(at.y(), low)))
        self._address.setText(address)
        self._address.selectAll()
        self.show()
        self.raise_()
        self._address.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep keys that nobody here wants from the body underneath."""
        event.accept()

    def _choose(self) -> None:
        self.hide()
        self.chosen.emit(self._address.text())

    def _give_up(self) -> None:
        if self.isVisible():
            self.hide()
            self.given_up.emit()


class _AddressField(QLineEdit):
    """A line that is left by Escape and by losing the focus."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Take Escape before any shortcut of the window does."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if escape and event.type() == QEvent.Type.KeyPress:
            self.left.emit()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go away with the focus, but for a menu over the field."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
