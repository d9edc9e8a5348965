"""The bar under the text that says what a paste left behind, and offers the other ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from editor_app.sentences import _, sentence
from editor_app.ui.actions import tip_of
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button, IconButton
from editor_app.ui.widgets.labels import PlainLabel, ground
from editor_app.ui.words import paragraph

if TYPE_CHECKING:
    from editor_app.formats.intake_values import Pasted


class PasteBar(QFrame):
    """Hidden until a paste had structure or lost something; gone with Close or the next paste."""

    plain_wanted = Signal()
    raw_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "canvas")
        self._words = PlainLabel(role="quiet", wrap=True)
        plain = Button(_("Paste plain"), "link", clicked=self.plain_wanted.emit)
        plain.setToolTip(tip_of("text.paste_plain"))
        raw = Button(_("As it was"), "link", clicked=self.raw_wanted.emit)
        raw.setToolTip(tip_of("text.paste_raw"))
        close = IconButton(theme, "close", _("Close"), clicked=self.hide, size=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 8, 5)
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        row.addWidget(plain)
        row.addWidget(raw)
        row.addWidget(close)
        self.hide()

    def tell(self, pasted: Pasted | None) -> None:
        """Say what became of a paste; None: nothing is to be said any more."""
        if pasted is None:
            self.hide()
            return
        said = [sentence(message) for message in pasted.dropped]
        self._words.setText(paragraph(_("Pasted with its structure."), *said))
        self.setAccessibleName(self._words.text())
        self.show()
