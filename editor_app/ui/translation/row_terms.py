"""The terms of the active row: shown beside it, marked in it, inserted by key, completed.

It reads what there is for a row's source when the row is opened and whenever terms change. What is
typed is compared in idle moments; a key costs nothing while the row has no terms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.link import Address
from editor_app.sentences import _
from editor_app.text.folding import HAN
from editor_app.text.term_offers import Span, TermOffer, missing, uses
from editor_app.text.term_typing import Completion, completions, found_by, inserted
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.text_marks import MarkLook, TextMark
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.translation.assist_panel import AssistPanel
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_edit import RowEdit
from editor_app.ui.translation.term_popup import Completer, Line, Menu
from editor_app.ui.translation.term_words import look_of, tip_of_offer
from editor_app.ui.translation.translate_view import TranslateView
from editor_app.ui.widgets.positions import to_code_points, utf16_length

if TYPE_CHECKING:
    from editor_app.wiring import Desk

LAYER = "terms"
LOOK_AFTER = 150  # milliseconds after a key
COMPLETE_AFTER = 0  # milliseconds, by a timer: what is typed is painted first
GAP = "\n\n"


class RowTerms(QObject):
    """``changed`` tells that other things can be done; ``form_wanted`` carries a TermOffer."""

    changed = Signal()
    form_wanted = Signal(object)

    def __init__(
        self, desk: Desk, jobs: Jobs, theme: Theme, view: TranslateView, manuscripts: Manuscripts
    ) -> None:
        """Serve the active row of a view."""
        super().__init__(view)
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts
        self._view, self._active, self._panel = view, view.active, view.assist
        self._known: tuple[ArticleId, str] | None = None
        self._offered_in: tuple[ArticleId, str] | None = None
        self._owners: set[str] = set()
        self._able = (False, False)
        self.offers: tuple[TermOffer, ...] = ()
        self.used: Mapping[str, Span] = {}
        self.typing = TermTyping(self, view.active.edit, theme)
        self._soon = QTimer(self, interval=LOOK_AFTER, singleShot=True)
        self._soon.timeout.connect(self.look_again)
        view.work.opened.connect(self.follow)
        view.loading.shown.connect(self.follow)
        view.active.typed.connect(self._on_typed)
        view.list.moved.connect(self.typing.follow)
        view.assist.terms.wanted.connect(self.insert)
        view.assist.terms.form_wanted.connect(self.form_wanted)
        jobs.changed.connect(self._on_changed)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take marks and lists away with the view: another one shows the same texts."""
        if event.type() == QEvent.Type.Hide:
            self.typing.close()
            self._mark({})
        return False

    @property
    def panel(self) -> AssistPanel:
        """The panel the terms stand in."""
        return self._panel

    @property
    def language(self) -> Language | None:
        """The language of the translation in sight."""
        manuscript = self._active.manuscript
        return manuscript.language if manuscript is not None else None

    # -- following the row

    def follow(self) -> None:
        """Ask for the terms of the row that is active now, unless they are known."""
        row, manuscript = self._active.row, self._active.manuscript
        if row is None or manuscript is None:
            self._known = None
            self._take(None, ())
            return
        known = (manuscript.article, row.source)
        if known == self._known:
            self._show(row)
            return
        self._known, article = known, manuscript.article
        if known != self._offered_in:
            self.offers = ()  # a key must not insert the term of another row
        self.typing.close()
        terms, text = self._desk.terms, row.source
        self._jobs.fetch(
            self,
            lambda: terms.offers(article, text) if text.strip() else (),
            lambda offers: self._take(known, offers),
            first=True,
            key="terms",
        )

    def _on_changed(self, changes: Changes) -> None:
        if changes.terms or changes.vocabulary:
            self._known = None
            self.follow()

    def _on_typed(self) -> None:
        if self.offers:
            self._soon.start()

    def _take(self, known: tuple[ArticleId, str] | None, offers: Sequence[TermOffer]) -> None:
        if known != self._known:
            return
        self.offers, self._offered_in = tuple(offers), known
        self.typing.close()
        if self._active.row is not None:
            self._show(self._active.row)
        else:
            self._mark({})
        able = (self._active.row is not None, self.can_insert)
        if able != self._able:
            self._able = able
            self.changed.emit()

    def _show(self, row: Row) -> None:
        """Show the terms beside the row and in it."""
        language = self.language
        if language is not None:
            self._panel.show_terms(self.offers, language)
            self.look_again()

    def look_again(self) -> None:
        """See which terms the translation uses by now."""
        row, language = self._active.row, self.language
        if row is None or language is None or not self._view.isVisible():
            return
        self.used = uses(self.offers, row.target, language)
        self._panel.terms.show_used(self.used)
        marks = _paragraphs(row.sources, row.source, self._source_marks(row.source, language))
        marks |= _paragraphs(row.targets, row.target, self._target_marks(language))
        self._mark(marks)

    # -- marking

    def _mark(self, found: Mapping[Address, tuple[str, Sequence[TextMark]]]) -> None:
        owners = self._owners | {address.owner for address in found}
        self._owners = {address.owner for address in found}
        if owners:
            self._manuscripts.marks.put_all(LAYER, owners, found)

    def _source_marks(self, source: str, language: Language) -> list[TextMark]:
        marks: dict[Span, TextMark] = {}
        for offer in self.offers:
            for span in offer.places:
                if span[1] <= len(source):
                    tip = tip_of_offer(offer, language)
                    known = marks.get(span)
                    if known is not None:
                        tip = f"{known.tip}\n\n{tip}"
                    look = known.look if known is not None else look_of(offer)
                    marks[span] = TextMark(*span, look, tip, offer.term.id)
        return list(marks.values())

    def _target_marks(self, language: Language) -> list[TextMark]:
        marks: dict[Span, TextMark] = {}
        for offer in self.offers:
            span = self.used.get(offer.source)
            if span is not None and offer.serves:
                tip = tip_of_offer(offer, language)
                marks.setdefault(span, TextMark(*span, MarkLook.TERM, tip, offer.term.id))
        return list(marks.values())

    # -- inserting

    @property
    def can_insert(self) -> bool:
        """Whether there is a term to insert."""
        return self._active.row is not None and any(offer.serves for offer in self.offers)

    def insert_next(self) -> None:
        """Insert the one term that is not used yet, or ask which."""
        row, language = self._active.row, self.language
        if row is None or language is None:
            return
        self._manuscripts.composing.commit()
        lacking = missing(self.offers, row.target, language)
        if len(lacking) == 1:
            self.insert(lacking[0])
        elif self.can_insert:
            self.typing.ask(lacking)

    def insert(self, offer: TermOffer) -> None:
        """Write a term's form at the caret, as one step."""
        language = self.language
        if language is None or self._active.row is None or not offer.serves:
            return
        self._manuscripts.composing.commit()
        edit = self._active.edit
        cursor = edit.textCursor()
        before, after = around(cursor)
        self.write(inserted(offer, before, after, language), cursor)

    def write(self, text: str, cursor: QTextCursor) -> None:
        """Write a text in place of what a cursor has selected; Undo takes it back as one step."""
        edit, journal = self._active.edit, self._manuscripts.journal
        journal.rest()
        cursor.insertText(text)
        edit.setTextCursor(cursor)
        journal.rest()
        edit.ensureCursorVisible()
        edit.setFocus()
        self.look_again()


class TermTyping(QObject):
    """The two lists at the caret: what completes a word, and Ctrl+T's with type-ahead."""

    def __init__(self, terms: RowTerms, edit: RowEdit, theme: Theme) -> None:
        """Watch the keys of a text; nothing of them is taken while no list is in sight."""
        super().__init__(terms)
        self._terms, self._edit, self._theme = terms, edit, theme
        self._completions: tuple[Completion, ...] = ()
        self._found: tuple[TermOffer, ...] = ()
        self._lacking: tuple[TermOffer, ...] = ()
        self._refused = -1
        self._wanted = False
        self._soon = QTimer(self, interval=COMPLETE_AFTER, singleShot=True)
        self._soon.timeout.connect(self._look)
        edit.installEventFilter(self)
        edit.cursorPositionChanged.connect(self._on_moved)

    @cached_property
    def completer(self) -> Completer:
        """The list that completes, made when it is first wanted."""
        made = Completer(self._theme)
        made.picked.connect(self._complete)
        self.destroyed.connect(made.deleteLater)
        return made

    @cached_property
    def menu(self) -> Menu:
        """The list of the row's terms, made when it is first wanted."""
        made = Menu(self._theme, _("Insert a term"), self._find)
        made.picked.connect(self._insert)
        made.left.connect(self._edit.setFocus)
        self.destroyed.connect(made.deleteLater)
        return made

    @property
    def completes(self) -> bool:
        """Whether completions are in sight."""
        return "completer" in self.__dict__ and self.completer.isVisible()

    @property
    def looks(self) -> bool:
        """Whether completions are about to be looked for."""
        return self._soon.isActive()

    def follow(self) -> None:
        """Stay at the caret when its row moves."""
        if self.completes:
            self.completer.follow()

    def close(self) -> None:
        """Take both lists away."""
        self._hide()
        if "menu" in self.__dict__:
            self.menu.hide()

    def _hide(self) -> None:
        if self.completes:
            self.completer.hide()

    # -- the list of the row

    def ask(self, lacking: Sequence[TermOffer]) -> None:
        """Ask which term to insert; those that are not used yet come to mind first."""
        self._hide()
        self._lacking = tuple(lacking)
        self.menu.ask(self._edit, self._edit.cursorRect)
        if lacking:
            self.menu.lines.setCurrentRow(self._found.index(lacking[0]))

    def _find(self, typed: str) -> tuple[Line, ...]:
        serving = [offer for offer in self._terms.offers if offer.serves]
        self._found = found_by(serving, typed)
        return tuple(
            Line(offer.target, offer.source, quiet=offer not in self._lacking)
            for offer in self._found
        )

    def _insert(self, number: int) -> None:
        self.menu.hide()
        self._terms.insert(self._found[number])

    # -- completing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the keys of the list to the list; look what was typed after the others."""
        if isinstance(event, QKeyEvent):
            if not (event.text() and event.text().isprintable()):
                return self.completes and self._gives(event)
            if event.type() == QEvent.Type.KeyPress:
                self._look_soon()
        elif isinstance(event, QInputMethodEvent):
            self._hide()
            if event.commitString() and not event.preeditString():
                self._look_soon()
        elif event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self._wanted = False
            self._hide()
        return False

    def _gives(self, event: QKeyEvent) -> bool:
        """Give the list a key, if that is one of its own; the list is of what is typed by now."""
        if self.looks:
            self._look()
        if not self.completes or self._edit.composes:
            return False
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and self.completer.wants(event):
            event.accept()
            return True
        return kind == QEvent.Type.KeyPress and self._takes(event)

    def _takes(self, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self._refused = self._start_of(self._completions[0])
        return self.completer.takes(event)

    def _look_soon(self) -> None:
        self._wanted = True
        if self._terms.offers and not self.looks:
            self._soon.start()

    def _look(self) -> None:
        """Offer what completes the word before the caret."""
        self._soon.stop()
        cursor, language = self._edit.textCursor(), self._terms.language
        quiet = not self._wanted or self._edit.composes or cursor.hasSelection()
        if language is None or quiet:
            self._hide()
            return
        before, after = around(cursor)
        inside = after[:1].isalnum() and not HAN.match(after)
        found = () if inside else completions(before, self._terms.offers, language)
        if found and self._start_of(found[0]) == self._refused:
            return
        self._refused = -1
        used = self._terms.used
        self._completions = tuple(sorted(found, key=lambda item: item.offer.source in used))
        if not found:
            self._hide()
            return
        lines = [
            Line(item.text, item.offer.source, quiet=item.offer.source in used)
            for item in self._completions
        ]
        self.completer.show_at(self._edit, self._edit.cursorRect, lines)

    def _on_moved(self) -> None:
        if self.completes and not self.looks:
            self._hide()

    def _start_of(self, item: Completion) -> int:
        """Return where in the document the word begins that is completed."""
        cursor = self._edit.textCursor()
        before, _after = around(cursor)
        return cursor.position() - utf16_length(before[len(before) - item.typed :])

    def _complete(self, number: int) -> None:
        item = self._completions[number]
        self._hide()
        cursor = self._edit.textCursor()
        end = cursor.position()
        cursor.setPosition(self._start_of(item))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._terms.write(item.text, cursor)


def around(cursor: QTextCursor) -> tuple[str, str]:
    """Return what stands before and after a cursor or its selection, in its paragraph."""
    ends = cursor.selectionStart(), cursor.selectionEnd()
    first, last = (cursor.document().findBlock(place) for place in ends)
    start = to_code_points(first.text(), ends[0] - first.position())
    end = to_code_points(last.text(), ends[1] - last.position())
    return first.text()[:start].replace("\u2028", "\n"), last.text()[end:]


def _paragraphs(
    addresses: Sequence[Address], text: str, marks: Sequence[TextMark]
) -> dict[Address, tuple[str, Sequence[TextMark]]]:
    """Return marks of a row's text by the paragraphs it is made of; none when these are others."""
    parts = text.split(GAP) if len(addresses) > 1 else [text]
    if len(parts) != len(addresses):
        return {}
    found: dict[Address, tuple[str, Sequence[TextMark]]] = {}
    start = 0
    for address, part in zip(addresses, parts, strict=True):
        end = start + len(part)
        found[address] = (
            part,
            [
                TextMark(mark.start - start, mark.end - start, mark.look, mark.tip, mark.key)
                for mark in marks
                if start <= mark.start and mark.end <= end
            ],
        )
        start = end + len(GAP)
    return found
