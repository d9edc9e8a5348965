"""The foot of a sheet: a hint and the buttons, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from editor_app.sentences import _

GAP = 10


class SheetFoot(QVBoxLayout):
    """A hint beside the buttons; the last one is what the sheet is for and is never cut.

    Where its words are too long the hint goes above, then the words are broken between their parts.
    """

    def __init__(self, hint: QLabel, *buttons: QPushButton) -> None:
        """Start in one line."""
        super().__init__()
        self._hint, self._buttons = hint, buttons
        self._measured: tuple[str, QFont, int] = ("", QFont(), 0)
        self._above, self._line = QHBoxLayout(), QHBoxLayout()
        self.setSpacing(GAP)
        self._line.setSpacing(GAP)
        self._line.addWidget(hint)
        self._line.addStretch(1)
        for button in buttons:
            self._line.addWidget(button)
        self.addLayout(self._above)
        self.addLayout(self._line)

    def fit(self, width: int, parts: Sequence[str]) -> None:
        """Let the last button say ``parts``, in a foot that is so wide (pixels)."""
        *others, main = self._buttons
        room = width - sum(item.sizeHint().width() + GAP for item in others if not item.isHidden())
        whole = _(", ").join(parts)
        wanted = self._width_of(main, whole)
        main.setText(whole if wanted <= room else f"{_(', ').rstrip()}\n".join(parts))
        self._put_hint(above=wanted + GAP + self._hint.sizeHint().width() > room)

    def _width_of(self, button: QPushButton, words: str) -> int:
        """Return how wide the button is with these words in one line.

        They are put on it only to be measured for the first time: each change of its words has the
        sheet laid out, which has this foot fitted again.
        """
        known, font, width = self._measured
        if known != words or font != button.font():
            button.setText(words)
            width = button.sizeHint().width()
            self._measured = words, button.font(), width
        return width

    def _put_hint(self, *, above: bool) -> None:
        if above == (self._above.count() > 0):
            return
        if above:
            self._line.removeWidget(self._hint)
            self._above.addWidget(self._hint)
        else:
            self._above.removeWidget(self._hint)
            self._line.insertWidget(0, self._hint)
