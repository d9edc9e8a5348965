"""Badges: a word or number on a soft ground, never a colour alone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor_app.ui.theme import say
from editor_app.ui.widgets.labels import PlainLabel


class Badge(PlainLabel):
    """A small word on a soft ground. ``tone`` is plain, ok, warn, err, info or accent."""

    def __init__(self, text: str = "", tone: str = "plain", parent: QWidget | None = None) -> None:
        """Show ``text``; hidden while it is empty."""
        super().__init__(text, parent=parent)
        self.setProperty("badge", tone)
        if not text:
            self.hide()

    def show_badge(self, text: str, tone: str) -> None:
        """Show another word on another ground."""
        self.setText(text)
        self.setVisible(bool(text))
        if tone != self.property("badge"):
            say(self, badge=tone)
