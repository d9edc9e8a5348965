"""The article's page on its site itself: asked for in a job, and opened in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId
from editor_app.sentences import sentence
from editor_app.services.views import StoryView
from editor_app.ui.jobs import Jobs
from editor_app.ui.words import paragraph

if TYPE_CHECKING:
    from editor_app.services.on_site import OnSite
    from editor_app.wiring import Desk


class TruePage(QObject):
    """Opens true pages; ``told`` carries a tone and what to know of the page that was opened."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        """Ask the sites of this desk, when the editor wants to see one."""
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs

    @staticmethod
    def is_there(story: StoryView | None, article: ArticleId | None) -> bool:
        """Say whether a site has the article as a post of its own."""
        known = story.publications.get(article, ()) if story and article else ()
        return any(one.remote_id.isdecimal() for one in known)

    def open(self, article: ArticleId) -> None:
        """Open the page of an article, after everything typed has been settled."""
        self._jobs.fetch(
            self,
            lambda: self._desk.on_site.page(article),
            self._show,
            self._failed,
            settled=True,
            elsewhere=True,
            key="true page",
        )

    def _show(self, page: OnSite) -> None:
        QDesktopServices.openUrl(QUrl(page.address))
        self.told.emit("info", paragraph(*map(sentence, page.said)))

    def _failed(self, error: EditorError) -> None:
        self.told.emit("err", sentence(error.message))
