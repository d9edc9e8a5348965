"""Translate: the rows of a translation, one of them live, all on the Manuscript of the target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from editor_app.domain.edition import Edition
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.settings import Settings
from editor_app.sentences import _
from editor_app.text.counting import count
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.centre_view import CentreView, Undoing
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.assist_panel import AssistPanel
from editor_app.ui.translation.assist_work import AssistWork
from editor_app.ui.translation.label_rows import LabelRows
from editor_app.ui.translation.past_panel import PastPanel
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_deeds import RowDeeds
from editor_app.ui.translation.row_heads import RowHeads
from editor_app.ui.translation.row_list import RowList
from editor_app.ui.translation.row_loading import RowLoading
from editor_app.ui.translation.row_marks import RowMarks
from editor_app.ui.translation.row_menu import RowMenu
from editor_app.ui.translation.row_places import place_for
from editor_app.ui.translation.row_verbs import RowVerbs
from editor_app.ui.translation.row_versions import RowVersions
from editor_app.ui.translation.row_whereabouts import RowWhereabouts
from editor_app.ui.translation.row_work import RowWork
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import Rule, ground

if TYPE_CHECKING:
    from editor_app.services.views import StoryView
    from editor_app.wiring import Desk

COUNT_AFTER = 300  # milliseconds after a change


class TranslateView(CentreView):
    """The view of a language version beside its source."""

    side_tabs = ("assist", "past", "checks", "notes", "photos")

    def __init__(self, desk: Desk, jobs: Jobs, theme: Theme, manuscripts: Manuscripts) -> None:
        super().__init__()
        ground(self, "surface")
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts
        self._shown: Manuscript | None = None
        self._editions: Mapping[Language, Edition] = {}
        self._smart_quotes = True
        self._wanted: tuple[str, int] | None = None
        self._typing = False
        self._resting: Row | None = None
        self._resting_at: tuple[int, bool] = (0, False)
        self.list = RowList(theme)
        self.active = ActiveRow(self.list, manuscripts.composing, theme)
        self.assist = AssistPanel(theme)
        self.past = PastPanel(desk, jobs, theme, self.active.selected)
        self.verbs = RowVerbs(desk, jobs, deeds := RowDeeds(manuscripts.journal), self)
        self.work = RowWork(self.list, self.active, self.verbs, manuscripts)
        self.places = RowWhereabouts(self.list, self.active, self.work, manuscripts, deeds)
        self.labels = LabelRows(desk.labels, self.verbs, self.active)
        self.loading = RowLoading(
            desk, jobs, manuscripts.composing, self.list, self.active, self.verbs, self.labels
        )
        self.helping = AssistWork(desk, jobs, self.assist, self.work, manuscripts)
        self.heads = RowHeads()
        RowVersions(self.heads, self.list, self.work, self.loading)
        RowMarks(self.list, self.active, manuscripts.marks, theme)
        RowMenu(self.list, self.active, self.work.open, self.performs, self.perform)
        self._nothing = EmptyState(theme, "translate")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(_page(self.heads, self.list))
        self._count_soon = QTimer(self, interval=COUNT_AFTER, singleShot=True)
        self._count_soon.timeout.connect(self._count)
        self._connect()

    def _connect(self) -> None:
        self.active.place_for = lambda row: place_for(self.list.rows, row, self._shown)
        self.active.typed.connect(self.list.look_at_typed)
        self.active.turned.connect(self._say_left)
        self.work.going.connect(self._jobs.look_first)
        self.work.opened.connect(self._on_opened)
        self.work.done.connect(self._say_left)
        self.work.caught_up.connect(self.loading.load)
        self.labels.given.connect(self._say_left)
        self.heads.change_wanted.connect(self.work.show_change)
        self.loading.shown.connect(self._on_rows)
        self.active.edit.undo_wanted.connect(self.undo)
        self.active.edit.redo_wanted.connect(self.redo)
        self.list.chosen.connect(self._on_chosen)
        self.list.moved.connect(lambda: self.heads.place(self.list.middle))
        self.helping.changed.connect(self.abilities_changed)
        self._manuscripts.saved.connect(self.saved)
        self._manuscripts.journal.moved.connect(self.abilities_changed)

    # -- the frame's side

    def show_story(self, story: StoryView, article: ArticleId | None) -> None:
        """Show a translation, or take in new values of the one already shown."""
        self._manuscripts.take(story)
        shown = next((item for item in story.articles if item.id == article), None)
        if shown is None or shown.translated_from is None:
            self._show_source(shown.language if shown else None)
            return
        manuscript = self._manuscripts.of(shown.id)
        source = next(item for item in story.articles if item.id == shown.translated_from)
        self.heads.say_source(source.language)
        if manuscript is not self._shown:
            self._open(manuscript)
        self.loading.load()

    def clear(self) -> None:
        """Show nothing: no story is open."""
        self._close()
        self._manuscripts.close()

    def leave(self) -> None:
        """Hand everything typed to the lane."""
        self._manuscripts.settle()
        self.labels.keep()  # behind that: what is being composed is committed by it

    def apply_settings(self, settings: Settings) -> None:
        """Take over whether straight quotes become those of the language."""
        self._smart_quotes = settings.smart_quotes
        self._set_quotes()

    def use_zone(self, zone: ZoneInfo) -> None:
        """Say times in the zone of the site from now on."""
        for part in (self.heads, self.assist, self.past):
            part.use_zone(zone)

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know the quotes of the languages; tags and sections may have other labels by now."""
        self._editions = vocabulary.by_language
        self._set_quotes()
        self.loading.load()

    def side_panels(self) -> Mapping[str, tuple[str, QWidget]]:
        """Return what helps with the row: Assist, and past stories."""
        return {"assist": (_("Assist"), self.assist), "past": (_("Past stories"), self.past)}

    def focus_text(self) -> None:
        """Put the focus into the active row, or on what can be done without one."""
        if self._shown is None:
            self._nothing.focus_start()
        else:
            self.active.edit.setFocus()

    def performs(self) -> frozenset[str]:
        """Return what can be done with the active row."""
        if self._shown is None:
            return frozenset()
        names = set(self.work.possible())
        names |= self.helping.names()
        able = {
            "edit.undo": self.labels.can_undo() or self.places.can_undo(),
            "edit.redo": self.labels.can_redo() or self.places.can_redo(),
        }
        return frozenset(names | {name for name, can in able.items() if can})

    def perform(self, name: str) -> None:
        """Do one of these; what is being composed is committed first."""
        self._jobs.look_first()  # most of them lead to another row
        self._manuscripts.composing.commit()
        acts = {"edit.undo": self.undo, "edit.redo": self.redo, **self.work.table()}
        if name.startswith("translate.match"):
            self.helping.insert(int(name.removeprefix("translate.match")))
        elif name in acts:
            acts[name]()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the row's text: another view shows it in its own face and width."""
        super().hideEvent(event)
        if not event.spontaneous() and self.active.row is not None:
            self.labels.keep()
            edit = self.active.edit
            self._resting = self.active.row
            self._resting_at = (edit.textCursor().position(), edit.hasFocus())
            self._resting.catch_up()
            self.active.let_go()
            self.list.activate(-1)
            self.loading.let_texts_go()
            self.assist.show_row(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on in the row where the editor was."""
        super().showEvent(event)
        if not event.spontaneous() and self._resting is not None and self.list.rows:
            position, focus = self._resting_at
            self.work.open(self._start(), position, focus=focus)

    # -- the caret, undo and find

    def caret(self) -> tuple[str, int]:
        """Return the part and the code point where the caret stands."""
        return self.places.caret()

    def show_caret(self, part: str, caret: int) -> None:
        """Open the row that holds a part and code point, once the rows are there."""
        self._wanted = (part, caret)
        if self.list.rows:
            self._begin()

    def use_undo(self, undoing: Undoing) -> None:
        """Take back what was decided about rows, in one order with what was typed."""
        self.verbs.deeds.undoing = undoing

    def undo(self) -> None:
        """Take back the last step in this language version, wherever it was made."""
        if not self.labels.undo():
            self.places.undo()
        self.abilities_changed.emit()

    def redo(self) -> None:
        """Do the last undone step again."""
        if not self.labels.redo():
            self.places.redo()
        self.abilities_changed.emit()

    def find_text(self, text: str, backwards: bool = False) -> bool:
        """Select the next place of the translation that holds ``text``."""
        return self.places.find(text, backwards=backwards)

    def replace_text(self, text: str, by: str) -> bool:
        """Replace the selected hit and find the next."""
        return self.places.replace(text, by)

    # -- rows

    def _open(self, manuscript: Manuscript) -> None:
        """Show another translation; who typed in the one before goes on typing."""
        self._typing = self._holds_focus()
        self._close()
        self._shown = self.active.manuscript = manuscript
        self.verbs.article = manuscript.article
        self.list.language = manuscript.language
        manuscript.follow_up = self.loading.follow_up
        manuscript.body.closing.connect(self._close)
        manuscript.edited.connect(self._count_soon.start)
        self._manuscripts.autosave.settle([manuscript])
        self._set_quotes()
        self._stack.setCurrentIndex(1)
        self._count_soon.start()
        self.saved.emit(self._manuscripts.autosave.state)

    def _close(self) -> None:
        """Let go of the translation that was shown."""
        if self._shown is not None:
            self._shown.body.closing.disconnect(self._close)
            self._shown.edited.disconnect(self._count_soon.start)
            self._shown.follow_up = None
        self.active.let_go()
        self.labels.clear()
        self.loading.let_texts_go()
        self._shown = self.active.manuscript = self._resting = None
        self.verbs.article = None
        self.list.show_rows([], -1)
        self.assist.show_row(None)
        self.abilities_changed.emit()

    def _show_source(self, language: Language | None) -> None:
        """Say why there is nothing to translate here."""
        self._close()
        title = _("This is the source") if language else _("No text in this language yet.")
        self._nothing.say(
            title,
            _("Choose another language above to translate it; its rows stand beside this text."),
            (_("Next language"), lambda: self.requested.emit("view.next_language")),
        )
        self._stack.setCurrentIndex(0)

    def _on_rows(self) -> None:
        """Go on where the editor is, or begin where that was asked for or is sensible."""
        self._count_soon.start()  # a match that was filled in is nobody's typing
        if self.active.row is None or self._wanted is not None:
            self._begin()
        else:
            self.assist.about(self.active.row)
            self.helping.machine.follow()
        self._say_left()
        self.abilities_changed.emit()

    def _begin(self) -> None:
        """Open the row of the caret that was asked for, else a sensible one."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.places.show_caret(*wanted)
        if self.active.row is None and self.list.rows and self.isVisible():
            typing, self._typing = self._typing, False
            self.work.open(self._start(), focus=typing or self._holds_focus())

    def _holds_focus(self) -> bool:
        """Say whether somebody types here, or nowhere else."""
        focus = QApplication.focusWidget()
        return focus is None or self.isAncestorOf(focus)

    def _start(self) -> int:
        """Return the row to begin with: where the editor was, else the first unfinished one."""
        rows, resting = self.list.rows, self._resting
        if resting is not None:
            return next((at for at, row in enumerate(rows) if resting.shares(row)), 0)
        return next((at for at, row in enumerate(rows) if not row.finished), 0)

    # -- the active row

    def _on_opened(self) -> None:
        self.labels.keep()
        row = self.active.row
        self.assist.show_row(row)
        self._say_left()
        self.abilities_changed.emit()
        self.helping.look_up()

    def _on_chosen(self, number: int, place: QPointF) -> None:
        """Open the row that was clicked, with the caret under the mouse if it was the target."""
        self.work.open(number)
        if self.list.target_area(number).contains(place.toPoint()):
            self.active.edit.put_caret(self.active.position_at(place))

    def _say_left(self) -> None:
        """Say how much is done, above the rows and on the language's tab, and what waits."""
        self.heads.say_waiting(self.active.row)
        if self._shown is None:
            return
        counted = [row for row in self.list.rows if row.counts]
        left = self.heads.say_done(self._shown.language, counted, self.labels.lacking)
        self.left_changed.emit(self._shown.article, left)

    # -- language and heads

    def _set_quotes(self) -> None:
        edition = self._editions.get(self._shown.language) if self._shown else None
        self.active.set_quotes(edition.quotes if edition and self._smart_quotes else None)

    def _count(self) -> None:
        if self._shown is not None:
            self.counted.emit(count(self._shown.body.markdown(), self._shown.language))


def _page(heads: QWidget, rows: QWidget) -> QWidget:
    """Return the page: what stands on either side above the rows, and those."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(heads)
    column.addWidget(Rule())
    column.addWidget(rows, 1)
    return page
