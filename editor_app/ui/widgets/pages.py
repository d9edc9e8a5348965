"""A stack of pages that is as narrow as the page in sight allows."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Pages(QStackedWidget):
    """Pages of which the one in sight alone says how narrow the stack may get."""

    def minimumSizeHint(self) -> QSize:
        """Ask for what the page in sight needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()
