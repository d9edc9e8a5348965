"""The sheet of standing paragraphs: find one, put it in, or write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor_app.domain.edition import Edition
from editor_app.domain.ids import Language
from editor_app.domain.standing import StandingParagraph
from editor_app.sentences import _
from editor_app.text.folding import fold
from editor_app.ui.desk.search_field import SearchField
from editor_app.ui.desk.standing_form import StandingForm
from editor_app.ui.photos.photo_words import day_words
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.badge import Badge
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.words import autonym

KEPT = Qt.ItemDataRole.UserRole
LIST_HEIGHT = 190
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StandingSheet(Sheet):
    """``insert_wanted``, ``checked_wanted``, ``retire_wanted`` and ``kept`` carry a paragraph."""

    insert_wanted = Signal(object)
    checked_wanted = Signal(object)
    retire_wanted = Signal(object)
    kept = Signal(object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until ``ask``."""
        super().__init__(theme, window, 640)
        self.setAccessibleName(_("Standing paragraphs"))
        self._known: tuple[StandingParagraph, ...] = ()
        self._editions: tuple[Edition, ...] = ()
        self._language: Language | None = None
        self._owner = ""
        self._today = date.min
        self._search = SearchField(theme, _("Find a standing paragraph"))
        self._search.textChanged.connect(lambda _text: self._fill())
        self._search.installEventFilter(self)
        self._list = QListWidget()
        self._list.setProperty("popup", True)
        self._list.setFixedHeight(LIST_HEIGHT)
        self._list.setAccessibleName(_("Standing paragraphs"))
        self._list.currentItemChanged.connect(lambda _now, _before: self._show())
        self._list.itemActivated.connect(lambda _item: self._insert())
        self._nothing = PlainLabel(role="quiet", wrap=True)
        self._words = PlainLabel(wrap=True)
        self._facts = PlainLabel(role="hint", wrap=True)
        self._age = Badge()
        self._insert_button = Button(_("Put in"), "primary", clicked=self._insert)
        self._edit_button = Button(_("Edit…"), clicked=self._edit)
        self._checked_button = Button(
            _("Checked today"), clicked=lambda: self._ask(self.checked_wanted)
        )
        self._retire_button = Button(_("Offer no longer"), "quiet", clicked=self._retire)
        self._form = StandingForm()
        self.trouble = Notice(theme)
        self._choosing, self._writing = self._choosing_page(), self._writing_page()
        self.body.addWidget(PlainLabel(_("Standing paragraphs"), "title"))
        self.body.addSpacing(4)
        self.body.addWidget(
            PlainLabel(
                _("Background that is kept in all languages and checked from time to time."),
                "quiet",
                wrap=True,
            )
        )
        self.body.addSpacing(14)
        self.body.addWidget(self._choosing)
        self.body.addWidget(self._writing)

    # -- building

    def _choosing_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._search, 1)
        top.addWidget(Button(_("New…"), clicked=self._new))
        about = QHBoxLayout()
        about.setSpacing(10)
        about.addWidget(self._facts, 1)
        about.addWidget(self._age, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._edit_button)
        foot.addWidget(self._checked_button)
        foot.addStretch(1)
        foot.addWidget(Button(_("Close"), clicked=self.close_sheet))
        foot.addWidget(self._insert_button)
        column.addLayout(top)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        column.addWidget(self._words)
        column.addLayout(about)
        column.addStretch(1)
        column.addLayout(foot)
        return page

    def _writing_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        foot = QHBoxLayout()
        foot.addWidget(self._retire_button)
        foot.addStretch(1)
        foot.addWidget(Button(_("Done"), "primary", clicked=self._leave_form))
        column.addWidget(self._form)
        column.addWidget(self.trouble)
        column.addStretch(1)
        column.addLayout(foot)
        return page

    def _turn_to(self, page: QWidget) -> None:
        self._choosing.setVisible(page is self._choosing)
        self._writing.setVisible(page is self._writing)
        self.place()

    # -- showing

    def ask(
        self,
        known: Sequence[StandingParagraph],
        editions: Sequence[Edition],
        language: Language | None,
        owner: str,
        today: date,
    ) -> None:
        """Offer the paragraphs; ``language`` is that of the text they are put into (None: none)."""
        self._editions, self._language, self._owner = tuple(editions), language, owner
        self._form.show_languages(editions)
        self._turn_to(self._choosing)
        self._search.clear()
        self.show_known(known, today)
        self.open_sheet()

    def show_known(self, known: Sequence[StandingParagraph], today: date) -> None:
        """Show what there is now; the one that was chosen stays chosen."""
        self._known, self._today = tuple(known), today
        self._fill()

    def focus_start(self) -> None:
        """Begin with finding one."""
        self._search.setFocus()

    def _fill(self) -> None:
        chosen = self.chosen
        wanted = fold(self._search.text()).split()
        self._list.clear()
        for paragraph in self._known:
            words = fold(" ".join((paragraph.name, *paragraph.texts.values())))
            if all(word in words for word in wanted):
                item = QListWidgetItem(paragraph.name)
                item.setData(KEPT, paragraph)
                self._list.addItem(item)
                if chosen is not None and paragraph.id == chosen.id:
                    self._list.setCurrentItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._list.setVisible(self._list.count() > 0)
        self._nothing.say("" if self._list.count() else self._nothing_words())
        self._show()

    def _nothing_words(self) -> str:
        if self._known:
            return _("No standing paragraph has these words.")
        return _(
            "There is none yet. Write background that comes again and again once, in every"
            " language, and put it into stories by one key."
        )

    @property
    def chosen(self) -> StandingParagraph | None:
        """The paragraph that is chosen in the list."""
        if self._list.currentRow() < 0:
            return None
        found = self._list.currentItem().data(KEPT)
        return found if isinstance(found, StandingParagraph) else None

    def _show(self) -> None:
        chosen = self.chosen
        for button in (self._edit_button, self._checked_button):
            button.setEnabled(chosen is not None)
        has_words = chosen is not None and bool(chosen.texts.get(self._language or Language("")))
        self._insert_button.setEnabled(has_words)
        self._insert_button.setVisible(self._language is not None)
        if chosen is None:
            self._words.say("")
            self._facts.say("")
            self._age.show_badge("", "warn")
            return
        mine = chosen.texts.get(self._language or Language(""))
        self._words.say(mine or next(iter(chosen.texts.values()), ""))
        self._facts.say(self._fact_words(chosen))
        old = chosen.is_old(self._today)
        self._age.show_badge(_("to be checked again") if old else "", "warn")
        if not self.isHidden():
            self.place()

    def _fact_words(self, chosen: StandingParagraph) -> str:
        names = {edition.language: edition for edition in self._editions}
        has = [autonym(language, names) for language in names if language in chosen.texts]
        parts = [" · ".join(has)]
        if chosen.checked is not None:
            parts.append(_("checked on {day}").format(day=day_words(chosen.checked)))
        parts += [part for part in (chosen.owner, chosen.source) if part]
        return "\n".join((parts[0], " · ".join(parts[1:]))).strip()

    # -- doing

    def _ask(self, signal: object) -> None:
        chosen = self.chosen
        if chosen is not None:
            signal.emit(chosen)  # type: ignore[attr-defined]  # a bound signal of Qt

    def _insert(self) -> None:
        if self._insert_button.isEnabled() and not self._insert_button.isHidden():
            self.close_sheet()
            self._ask(self.insert_wanted)

    def say_not_kept(self, given: StandingParagraph, words: str) -> bool:
        """Show what was written once more, and why it is not kept.

        False when the form holds something else by now.
        """
        if self._form.paragraph() != given:
            return False
        self.trouble.tell("err", words, _("Do not keep it"), self._let_go)
        self._turn_to(self._writing)
        self.open_sheet()
        self._form.focus_start()
        return True

    def _let_go(self) -> None:
        self._turn_to(self._choosing)
        self.focus_start()

    def _retire(self) -> None:
        self._turn_to(self._choosing)
        self._ask(self.retire_wanted)
        self.focus_start()

    def _new(self) -> None:
        self._open_form(None)

    def _edit(self) -> None:
        self._open_form(self.chosen)

    def _open_form(self, paragraph: StandingParagraph | None) -> None:
        self._form.show_paragraph(paragraph, self._owner)
        self.trouble.clear()
        self._retire_button.setVisible(paragraph is not None)
        self._turn_to(self._writing)
        self._form.focus_start()

    def _leave_form(self) -> None:
        """Keep what was written and go back to the list."""
        self._keep_form()
        self._turn_to(self._choosing)
        self.focus_start()

    def _keep_form(self) -> None:
        if not self._writing.isHidden() and self._form.is_changed:
            self.trouble.clear()
            self.kept.emit(self._form.paragraph())

    def close_sheet(self) -> None:
        """Take it away; what was written is kept."""
        if not self.isHidden():
            self._keep_form()
        super().close_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk and choose in the list while the focus stays in the search field."""
        if (
            watched is self._search
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key in STEPS:
            last = self._list.count() - 1
            self._list.setCurrentRow(max(0, min(last, self._list.currentRow() + STEPS[key])))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._insert()
        elif key == Qt.Key.Key_Escape and not self._search.text():
            self.close_sheet()
        else:
            return False
        return True
