"""Translate: the rows of a translation, one of them live, all on the Manuscript of the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from editor_app.domain.edition import Edition
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.settings import Settings
from editor_app.domain.term import Match
from editor_app.sentences import _
from editor_app.text.counting import count
from editor_app.ui.article.finding import find_next
from editor_app.ui.article.head_room import flush
from editor_app.ui.article.manuscript import FollowUp, Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.centre_view import CentreView
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.assist_panel import AssistPanel
from editor_app.ui.translation.row import Row, left_of
from editor_app.ui.translation.row_list import GUTTER, INNER, LEFT, RowList
from editor_app.ui.translation.row_order import Loaded, elsewhere, met
from editor_app.ui.translation.row_places import intent_of, intents, place_for, row_at
from editor_app.ui.translation.row_verbs import Intent, RowVerbs
from editor_app.ui.translation.row_work import RowWork
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import PlainLabel, Rule, ground
from editor_app.ui.words import language_name

if TYPE_CHECKING:
    from editor_app.services.views import StoryView
    from editor_app.wiring import Desk

COUNT_AFTER = 300  # milliseconds after a change
HEAD = 30


class TranslateView(CentreView):
    """The view of a language version beside its source."""

    side_tabs = ("assist", "details", "photos", "history")

    def __init__(self, desk: Desk, jobs: Jobs, theme: Theme, manuscripts: Manuscripts) -> None:
        super().__init__()
        ground(self, "surface")
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts
        self._shown: Manuscript | None = None
        self._editions: Mapping[Language, Edition] = {}
        self._smart_quotes = True
        self._wanted: tuple[str, int] | None = None
        self._strays: list[Intent] = []
        self._resting: Row | None = None
        self._resting_at: tuple[int, bool] = (0, False)
        self.list = RowList(theme)
        self.active = ActiveRow(self.list, manuscripts.composing, theme)
        self.assist = AssistPanel(theme)
        self.verbs = RowVerbs(desk, jobs, self)
        self.work = RowWork(self.list, self.active, self.verbs, manuscripts)
        self._source_head = flush(PlainLabel(role="label"))
        self._target_head = flush(PlainLabel(role="label"))
        self._nothing = EmptyState(theme, "translate")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._make_page())
        self._count_soon = QTimer(self, interval=COUNT_AFTER, singleShot=True)
        self._count_soon.timeout.connect(self._count)
        self._connect()
        jobs.fetch(self, desk.vocabulary.editions, self._take_editions)

    def _make_page(self) -> QWidget:
        page, head = QWidget(), QWidget()
        ground(head, "canvas")
        head.setFixedHeight(HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(LEFT, 0, GUTTER, 0)
        row.setSpacing(INNER)
        row.addWidget(self._source_head)
        row.addWidget(self._target_head, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        return page

    def _connect(self) -> None:
        self.active.place_for = self._place_for
        self.active.typed.connect(self._on_typed)
        self.work.opened.connect(self._on_opened)
        self.work.done.connect(self._say_left)
        self.verbs.joined.connect(self._load)
        self.active.edit.undo_wanted.connect(self.undo)
        self.active.edit.redo_wanted.connect(self.redo)
        self.list.chosen.connect(self._on_chosen)
        self.list.moved.connect(self._place_head)
        self.assist.match_wanted.connect(self._insert_match)
        self.assist.looked_at.connect(self.work.look_at)
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
        name = language_name(source.language)
        self._source_head.setText(_("{language} · source").format(language=name))
        if manuscript is not self._shown:
            self._open(story, manuscript)
        self._load()

    def clear(self) -> None:
        """Show nothing: no story is open."""
        self._close()
        self._manuscripts.close()

    def leave(self) -> None:
        """Hand everything typed to the lane."""
        self._manuscripts.settle()

    def apply_settings(self, settings: Settings) -> None:
        """Take over whether straight quotes become those of the language."""
        self._smart_quotes = settings.smart_quotes
        self._set_quotes()

    def side_panels(self) -> Mapping[str, tuple[str, QWidget]]:
        """Return the Assist tab."""
        return {"assist": (_("Assist"), self.assist)}

    def focus_text(self) -> None:
        """Put the focus into the active row."""
        self.active.edit.setFocus()

    def performs(self) -> frozenset[str]:
        """Return what can be done with the active row."""
        if self._shown is None:
            return frozenset()
        names = set(self.work.possible())
        names |= {f"translate.match{n}" for n in range(1, len(self.assist.matches) + 1)}
        if self._manuscripts.journal.can_undo(self._documents()):
            names.add("edit.undo")
        if self._manuscripts.journal.can_redo(self._documents()):
            names.add("edit.redo")
        return frozenset(names)

    def perform(self, name: str) -> None:
        """Do one of these; what is being composed is committed first."""
        self._manuscripts.composing.commit()
        acts = {"edit.undo": self.undo, "edit.redo": self.redo, **self.work.table()}
        if name.startswith("translate.match"):
            self._insert_match(int(name.removeprefix("translate.match")))
        elif name in acts:
            acts[name]()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the row's text: another view shows it in its own face and width."""
        super().hideEvent(event)
        if not event.spontaneous() and self.active.row is not None:
            edit = self.active.edit
            self._resting = self.active.row
            self._resting_at = (edit.textCursor().position(), edit.hasFocus())
            self.active.let_go()
            self.list.activate(-1)
            self._let_texts_go()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on in the row where the editor was."""
        super().showEvent(event)
        if not event.spontaneous() and self._resting is not None and self.list.rows:
            position, focus = self._resting_at
            self.work.open(self._start(self.list.rows), position, focus=focus)

    # -- the caret, undo and find

    def caret(self) -> tuple[str, int]:
        """Return the part and the code point where the caret stands."""
        place = self.active.position()
        if place is None or self._shown is None:
            return ("body", 0)
        document, position = place
        passages = (item for item in self._shown.passages() if item.document is document)
        passage = next(passages, None)
        return (passage.part, passage.caret_at(position)) if passage else ("body", 0)

    def show_caret(self, part: str, caret: int) -> None:
        """Open the row that holds a part and code point, once the rows are there."""
        self._wanted = (part, caret)
        self._go_to_wanted()

    def undo(self) -> None:
        """Take back the last step in this language version, wherever it was made."""
        self._manuscripts.composing.commit()
        made = [row for row in self.list.rows if row.text is not None and row.text.made]
        place = self._manuscripts.journal.undo(self._documents())
        emptied = next((row for row in made if row.text and not row.text.made), None)
        if emptied is not None:  # the step had made its paragraph: the caret stays in its row
            self.work.open(self.list.rows.index(emptied))
        else:
            self._go_to(place)

    def redo(self) -> None:
        """Do the last undone step again."""
        self._manuscripts.composing.commit()
        self._go_to(self._manuscripts.journal.redo(self._documents()))

    def find_text(self, text: str, backwards: bool = False) -> bool:
        """Select the next place of the target that holds ``text``."""
        start = QTextCursor()
        place = self.active.position()
        if place is not None:
            start = QTextCursor(place[0])
            start.setPosition(place[1])
        found = find_next(self._documents(), text, start, backwards=backwards)
        if found is not None:
            self._go_to(found, focus=False)
        return found is not None

    def _documents(self) -> list[QTextDocument]:
        return [item.document for item in self._shown.passages()] if self._shown else []

    def _go_to(self, cursor: QTextCursor | None, *, focus: bool = True) -> None:
        """Open the row that holds a place of the Manuscript, with caret or selection there."""
        if cursor is None or self._shown is None:
            return
        document = cursor.document()
        number = row_at(self.list.rows, document, cursor.selectionStart(), self._shown)
        if number is None:
            return
        self.work.open(number, focus=focus)
        self.active.select(document, cursor.selectionStart(), cursor.selectionEnd())

    # -- rows

    def _open(self, story: StoryView, manuscript: Manuscript) -> None:
        """Show another translation."""
        self._close()
        self._shown = self.active.manuscript = manuscript
        self.verbs.story, self.verbs.article = story.story.id, manuscript.article
        manuscript.follow_up = self._follow_up
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
        self._let_texts_go()
        self._shown = self.active.manuscript = self._resting = None
        self.verbs.story = self.verbs.article = None
        self.list.show_rows([], -1)
        self.assist.show_row(None)
        self.abilities_changed.emit()

    def _let_texts_go(self) -> None:
        """Follow the body with no row any more; they are read anew when they are seen again."""
        for row in self.list.rows:
            if row.text is not None:
                row.text.let_go()
                row.text = None

    def _show_source(self, language: Language | None) -> None:
        """Say why there is nothing to translate here."""
        self._close()
        title = _("This is the source") if language else _("No text in this language yet.")
        self._nothing.say(
            title,
            _("Choose another language above to translate it; its rows stand beside this text."),
        )
        self._stack.setCurrentIndex(0)

    def _load(self) -> None:
        """Fetch the rows as the desk has them once everything typed so far is settled."""
        article = self.verbs.article
        translations = self._desk.translations
        if article is None:
            return

        def load() -> tuple[Loaded, ...]:
            rows = translations.segments(article)
            return tuple(
                Loaded(row, translations.source_before(article, row.targets) if row.stale else "")
                for row in rows
            )

        self._jobs.fetch(
            self, load, lambda rows: self._take_rows(article, rows), settled=True, key="rows"
        )

    def _take_rows(self, article: ArticleId, loaded: Sequence[Loaded]) -> None:
        self._manuscripts.composing.when_over(self, lambda: self._show_rows(article, loaded))

    def _show_rows(self, article: ArticleId, loaded: Sequence[Loaded]) -> None:
        """Show what the desk has; the row that is typed in stays as and where it is."""
        if article != self.verbs.article or self.verbs.is_joining:
            return  # rows of the past come again when the join has reached the desk
        before = self.list.rows
        if self._link_strays(elsewhere(before, loaded)):
            return  # what is linked then comes back as rows of its own
        rows, number = met(before, loaded, self.active.row)
        self.list.show_rows(rows, number)
        if number >= 0:
            self.active.again(rows[number], number)
            self.assist.about(rows[number])
        elif rows and self._wanted is None and self.isVisible():
            focus = QApplication.focusWidget()
            self.work.open(self._start(rows), focus=focus is None or self.isAncestorOf(focus))
        kept = {id(row.text) for row in rows if row.text is not None}
        for row in before:
            if row.text is not None and id(row.text) not in kept:
                row.text.let_go()
        self._go_to_wanted()
        self._say_left()
        self.abilities_changed.emit()

    def _start(self, rows: Sequence[Row]) -> int:
        """Return the row to begin with: where the editor was, else the first unfinished one."""
        resting = self._resting
        if resting is not None:
            known = (at for at, row in enumerate(rows) if resting.shares(row))
            return next(known, 0)
        return next((at for at, row in enumerate(rows) if not row.finished), 0)

    def _link_strays(self, rows: Sequence[Row]) -> bool:
        """Link paragraphs to the rows they were written in; False when that was tried already."""
        if self._shown is None:
            return False
        found = [intent for row in rows if (intent := intent_of(row, self._shown)) is not None]
        strays, self._strays = self._strays, found
        if not found or found == strays:
            return False
        self.verbs.relink(found)
        return True

    def _go_to_wanted(self) -> None:
        """Go to the caret that was asked for before there were rows."""
        if self._wanted is None or self._shown is None or not self.list.rows:
            return
        (part, caret), self._wanted = self._wanted, None
        passage = self._shown.passage(self._shown.article, part)
        if passage is None:
            return
        cursor = QTextCursor(passage.document)
        cursor.setPosition(min(passage.position_at(caret), passage.document.characterCount() - 1))
        self._go_to(cursor)

    def _follow_up(self) -> FollowUp | None:
        if self._shown is None:
            return None
        return self.verbs.follow_up(intents(self.list.rows, self._shown))

    def _place_for(self, row: Row) -> int:
        return place_for(self.list.rows, row, self._shown) if self._shown is not None else 0

    # -- the active row

    def _on_opened(self) -> None:
        row = self.active.row
        self.assist.show_row(row)
        self._say_left()
        self.abilities_changed.emit()
        article = self.verbs.article
        if row is None or article is None or not row.sources:
            return
        translations, sources = self._desk.translations, row.sources
        self._jobs.fetch(
            self,
            lambda: translations.matches(article, sources),
            lambda found: self._show_matches(row, found),
            key="matches",
        )

    def _show_matches(self, row: Row, matches: Sequence[Match]) -> None:
        now = self.active.row
        if now is not None and now.sources == row.sources:
            self.assist.show_matches(matches)
            self.abilities_changed.emit()

    def _insert_match(self, number: int) -> None:
        if 0 < number <= len(self.assist.matches):
            self.work.write(self.assist.matches[number - 1].pair.target)

    def _on_chosen(self, number: int, place: QPointF) -> None:
        """Open the row that was clicked, with the caret under the mouse if it was the target."""
        self.work.open(number)
        if self.list.target_area(number).contains(place.toPoint()):
            self.active.edit.put_caret(self.active.position_at(place))

    def _on_typed(self) -> None:
        self.list.look_again(self.list.active)
        self._say_left()

    def _say_left(self) -> None:
        """Say how much is done, above the rows and on the language's tab."""
        if self._shown is None:
            return
        counted = [row for row in self.list.rows if row.source.strip()]
        left = left_of(counted)
        self._target_head.setText(
            _("{language} · {done} of {total} paragraphs").format(
                language=language_name(self._shown.language),
                done=len(counted) - left,
                total=len(counted),
            )
        )
        self.left_changed.emit(self._shown.article, left)

    # -- language and heads

    def _place_head(self) -> None:
        """Put the heads over their columns."""
        self._source_head.setFixedWidth(max(round(self.list.middle) - LEFT, 0))

    def _take_editions(self, editions: Sequence[Edition]) -> None:
        self._editions = {edition.language: edition for edition in editions}
        self._set_quotes()

    def _set_quotes(self) -> None:
        edition = self._editions.get(self._shown.language) if self._shown else None
        self.active.set_quotes(edition.quotes if edition and self._smart_quotes else None)

    def _count(self) -> None:
        if self._shown is not None:
            self.counted.emit(count(self._shown.body.markdown(), self._shown.language))
