"""A notice stands next to what it concerns: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.theme import Theme, say
from editor_app.ui.widgets.buttons import Button, IconButton
from editor_app.ui.widgets.labels import PlainLabel


class Notice(QFrame):
    """A sentence on a soft ground with a bar at its left; hidden until it has something to say."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, closable: bool = True
    ) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._words = PlainLabel(wrap=True)
        self._button = Button("", "link")
        self._act: Callable[[], object] | None = None
        self._closable = closable
        self._button.clicked.connect(self._do)
        close = IconButton(theme, "close", _("Close"), clicked=self.clear, size=14)
        if not closable:
            close.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 6, 7)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self.hide()

    def tell(
        self,
        tone: str,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Say ``text`` (warn, err, info, ok) with one button that does what is to be done."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._act = act
        say(self, notice=tone)
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self._act = None
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def _do(self) -> None:
        act = self._act
        if self._closable:
            self.clear()
        if act is not None:
            act()
