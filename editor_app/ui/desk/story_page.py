"""The page of a story: header, notice, find bar, the view in the middle, and the inspector."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from editor_app.ui.article.inspector import Inspector
from editor_app.ui.desk.centre import Centre
from editor_app.ui.desk.find_bar import FindBar
from editor_app.ui.desk.header import Header
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import ground
from editor_app.ui.widgets.notice import Notice


class StoryPage(QWidget):
    """Holds its parts in their places and folds the inspector; the window wires them."""

    def __init__(self, theme: Theme, header: Header, centre: Centre, inspector: Inspector) -> None:
        """Put the parts together."""
        super().__init__()
        ground(self, "surface")
        self.header, self.centre, self.inspector = header, centre, inspector
        self.notice = Notice(theme)
        self.conflict = Notice(theme, closable=False)
        self.find_bar = FindBar(theme)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(centre)
        self._splitter.addWidget(inspector)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        inspector.setMinimumWidth(240)
        centre.setMinimumWidth(320)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.notice)
        column.addWidget(self.conflict)
        column.addWidget(self.find_bar)
        column.addWidget(self._splitter, 1)

    def fold_inspector(self, *, is_open: bool, width: int) -> None:
        """Show the inspector that wide, or fold it away."""
        self.inspector.setVisible(is_open)
        if is_open:
            whole = self._splitter.width()
            self._splitter.setSizes([max(1, whole - width - 1), width])
