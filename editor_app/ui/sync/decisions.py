"""The middle of the Sync screen: the conflicts of the desk, one after another, until none waits."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.conflict import Resolution
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, ConflictId, StoryId
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.views import ConflictView
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.sync.conflict_view import ConflictPage
from editor_app.ui.sync.result_drafts import ResultDrafts
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.words import autonym, utc_now

if TYPE_CHECKING:
    from editor_app.services.conflicts import ConflictService
    from editor_app.services.written_results import WrittenResultService


class Decisions(QWidget):
    """Shows the conflict that is next, and steps through the others.

    ``story_wanted`` carries a StoryId, ``history_wanted`` an ArticleId, ``site_wanted`` that there
    is no site yet; ``abilities_changed`` that other actions can be done now.
    """

    story_wanted = Signal(object)
    history_wanted = Signal(object)
    site_wanted = Signal()
    abilities_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        conflicts: ConflictService,
        results: WrittenResultService,
    ) -> None:
        """Start without conflicts; ``results`` keeps what is written and not decided."""
        super().__init__()
        self._jobs, self._conflicts = jobs, conflicts
        self._open: tuple[ConflictView, ...] = ()
        self._postponed: set[ConflictId] = set()
        self._current: ConflictId | None = None
        self._wanted: ArticleId | None = None
        self._place = 0
        self._refocus = False
        self._vocabulary, self._zone = Vocabulary(), ZoneInfo("UTC")
        self._has_site = False
        self.drafts = ResultDrafts(jobs, results, self)
        self.page = ConflictPage(theme, self.drafts)
        self.empty = EmptyState(theme, "sync")
        self._area = scrolled(self.page)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.page.chosen.connect(self._on_chosen)
        self.page.stepped.connect(self.step)
        self.page.postponed.connect(self.postpone)
        self.page.story_wanted.connect(self._on_story)
        self.page.history_wanted.connect(self._on_history)

    # -- showing

    def show_open(
        self,
        views: tuple[ConflictView, ...],
        vocabulary: Vocabulary,
        zone: ZoneInfo | None,
        *,
        has_site: bool,
    ) -> None:
        """Show the conflicts that wait, those of an article one after another."""
        first: dict[ArticleId, int] = {}
        for number, view in enumerate(views):
            first.setdefault(view.conflict.article, number)
        self._open = tuple(sorted(views, key=lambda view: first[view.conflict.article]))
        self._vocabulary, self._zone = vocabulary, zone or self._zone
        self._has_site = has_site
        self._choose()
        self._show()

    def _choose(self) -> None:
        """Stay with the conflict in sight; else go to the wanted article, or to what is next."""
        ids = [view.conflict.id for view in self._open]
        mine = [view.conflict.id for view in self._open if view.conflict.article == self._wanted]
        if mine:
            self._wanted = None
            self._postponed -= set(mine)
            if self._current not in mine:
                self._current = mine[0]
        if self._current not in ids:
            rest = [*ids[self._place :], *ids[: self._place]]
            self._current = next((item for item in rest if item not in self._postponed), None)

    def _show(self) -> None:
        ids = [view.conflict.id for view in self._open]
        if self._current is None:
            self._say_empty()
            self._stack.setCurrentWidget(self.empty)
        else:
            self._place = ids.index(self._current)
            self._show_page(self._open[self._place])
            self._stack.setCurrentWidget(self._area)
        if self._refocus:
            self._refocus = False
            self.focus_start()
        self.abilities_changed.emit()

    def _show_page(self, view: ConflictView) -> None:
        known = self._vocabulary.by_language
        names = (
            autonym(view.language, known),
            autonym(view.source_language, known) if view.source_language else "",
        )
        here = (view.conflict.article, view.conflict.site)
        left = sum((item.conflict.article, item.conflict.site) == here for item in self._open)
        if self.page.view is None or self.page.view.conflict.id != view.conflict.id:
            self._area.verticalScrollBar().setValue(0)
        place = (self._place + 1, len(self._open))
        self.page.show_conflict(view, place, left, names, utc_now(), self._zone)

    def _say_empty(self) -> None:
        if self._open:
            count = len(self._open)
            words = ngettext(
                "{count} place waits for your decision",
                "{count} places wait for your decision",
                count,
            )
            self.empty.say(
                words.format(count=count),
                _("Until then both versions are kept, and the article is not sent."),
                (_("Decide now"), self.take_up),
            )
        elif self._has_site:
            self.empty.say(
                _("Nothing to decide"),
                _(
                    "When a story was changed both here and on a site, the two versions stand here"
                    " side by side."
                ),
            )
        else:
            self.empty.say(
                _("No site yet"),
                _("Say where your stories go."),
                (_("Add a site"), self.site_wanted.emit),
            )

    def leave(self) -> None:
        """Hand what is written, and composed, to the disk."""
        self.page.result.settle()
        self.drafts.leave()

    # -- going

    def want(self, article: ArticleId) -> None:
        """Show the conflicts of an article as soon as they are known."""
        self._wanted = article
        self._choose()
        self._show()

    def holds(self, story: StoryId) -> ArticleId | None:
        """Return the article of a story that waits for a decision, if there is one."""
        return next((view.conflict.article for view in self._open if view.story == story), None)

    def step(self, by: int) -> None:
        """Go to the next conflict or the one before."""
        ids = [view.conflict.id for view in self._open]
        if self._current in ids:
            self._current = ids[(ids.index(self._current) + by) % len(ids)]
            self._refocus = True
            self._show()

    def postpone(self) -> None:
        """Decide the conflict in sight later; go on with one that was not postponed."""
        if self._current is not None:
            self._postponed.add(self._current)
            self._current = None
            self._refocus = True
            self._choose()
            self._show()

    def take_up(self) -> None:
        """Go back to what was postponed."""
        self._postponed.clear()
        self._refocus = True
        self._choose()
        self._show()

    def focus_start(self) -> None:
        """Put the focus where the editor goes on."""
        if self._stack.currentWidget() is self.empty:
            self.empty.focus_start()
        else:
            self.page.focus_start()

    def performs(self) -> frozenset[str]:
        """Return which actions can be done now."""
        return self.page.performs() if self._current is not None else frozenset()

    def _on_story(self) -> None:
        if self.page.view is not None:
            self.story_wanted.emit(self.page.view.story)

    def _on_history(self) -> None:
        if self.page.view is not None:
            self.history_wanted.emit(self.page.view.conflict.article)

    # -- deciding

    def _on_chosen(self, resolution: Resolution, text: str | None) -> None:
        view = self.page.view
        if view is None:
            return
        conflict, read = view.conflict, self.page.last_read.text

        def done(_changes: Changes) -> None:
            self.drafts.decided(conflict.id)
            self._refocus = True

        self._jobs.change(
            lambda: self._conflicts.resolve(conflict.id, resolution, text, read=read),
            self,
            done,
            self._refused,
        )

    def _refused(self, error: EditorError) -> None:
        self.page.refuse(sentence(error.message))
