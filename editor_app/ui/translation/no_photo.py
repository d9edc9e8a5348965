"""What stands in place of a text in the row of a caption whose photo this version does not show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel, ground


class NoPhoto(QWidget):
    """Offers to show the photo (``wanted``); ``left`` (+1, -1) goes to a neighbouring row."""

    wanted = Signal()
    left = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        ground(self, "surface")
        self._words = PlainLabel(_("This version does not show the photo."), tone="muted")
        tip = _("Put the photo where the source has it, to write its caption")
        self.button = Button(_("Show it"), "link", clicked=self.wanted.emit, tip=tip)
        self.button.setAccessibleName(f"{self._words.text()} {self.button.text()}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self.button)
        row.addStretch(1)
        self.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next or previous row, as Tab does in a text."""
        if not self.isVisible():  # it is being hidden, and Qt looks for another place of the focus
            return super().focusNextPrevChild(forward)
        self.left.emit(1 if forward else -1)
        return True
