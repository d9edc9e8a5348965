"""The middle of the Sync screen: what waits for a decision, or what was written on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.jobs import Jobs
from editor_app.ui.sync.decisions import Decisions
from editor_app.ui.sync.site_posts_view import SitePostsView
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import Rule
from editor_app.ui.widgets.tabs import UnderlineTabs

if TYPE_CHECKING:
    from editor_app.desk import Desk

TABS_HEIGHT = 38
DECIDE, POSTS = "decide", "posts"


class SyncCentre(QWidget):
    """Two views under tabs; ``changed`` when the other one came into sight."""

    changed = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, desk: Desk) -> None:
        """Begin with what waits for a decision."""
        super().__init__()
        self._fresh = 0
        self.decisions = Decisions(theme, jobs, desk.conflicts, desk.written_results)
        self.posts = SitePostsView(theme, jobs, desk.site_posts)
        self._tabs = UnderlineTabs(theme, _("Decisions and posts"), height=TABS_HEIGHT)
        self._tabs.show_tabs(((DECIDE, _("To decide")), (POSTS, _("On the site"))))
        self._tabs.chosen.connect(self._on_chosen)
        self._pages = QStackedWidget()
        self._views: dict[str, QWidget] = {DECIDE: self.decisions, POSTS: self.posts}
        for view in self._views.values():
            self._pages.addWidget(view)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self._tabs)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._pages, 1)
        self._tabs.choose(DECIDE)

    @property
    def key(self) -> str:
        """Which view is in sight."""
        return self._tabs.choice

    def show_view(self, key: str) -> None:
        """Bring one of the views into sight."""
        self._tabs.choose(key)
        self._pages.setCurrentWidget(self._views[key])
        if key == POSTS:
            self._fresh = 0
            self._tabs.badge(POSTS, "")
            self.posts.look()
        self.changed.emit()

    def count(self, conflicts: int) -> None:
        """Say how many places wait for a decision."""
        self._tabs.badge(DECIDE, str(conflicts) if conflicts else "", "err")

    def note_fresh(self, count: int) -> None:
        """Say that so many posts were written on the sites since somebody looked."""
        if not count:
            return
        self.posts.ask_again()
        if self.key != POSTS or not self.isVisible():
            self._fresh += count
            self._tabs.badge(POSTS, str(self._fresh), "info")

    def performs(self) -> frozenset[str]:
        """Return which actions can be done now."""
        return self.decisions.performs() if self.key == DECIDE else frozenset()

    def focus_start(self) -> bool:
        """Put the focus where the editor goes on; say whether there is something to do."""
        if self.key == POSTS:
            self.posts.focus_start()
            return True
        if self.decisions.performs():
            self.decisions.focus_start()
        return bool(self.decisions.performs())

    def _on_chosen(self, key: str) -> None:
        self.show_view(key)
