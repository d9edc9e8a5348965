"""The inspector on the right: tabs with what is beside the text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor_app.domain.ids import ArticleId
from editor_app.services.views import StoryView


class SideTab(QWidget):
    """One tab of the inspector. ``requested`` names an action for the frame to do."""

    requested = Signal(str)

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show what belongs to this language version; None clears the tab."""
        raise NotImplementedError
