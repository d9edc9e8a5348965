"""The sheet that changes one fact in all languages of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor_app.domain.edition import Edition
from editor_app.domain.ids import Language
from editor_app.sentences import _, ngettext
from editor_app.text.fact_places import Carried
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.theme import Theme
from editor_app.ui.translation.fact_rows import FactRows
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Tick
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.words import autonym

REST = 250  # milliseconds of rest after which what was typed is looked up
HEIGHT = 260
ROW = 40
MARGIN = 24


class FactSheet(Sheet):
    """``searched`` (old words), ``wanted`` (new words), ``decided`` (edits, correction lines)."""

    searched = Signal(str)
    wanted = Signal(str)
    decided = Signal(object, object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until ``ask``."""
        super().__init__(theme, window, 760)
        self.setAccessibleName(_("Change everywhere"))
        self._editions: Mapping[Language, Edition] = {}
        self._sure = False
        self._lines: dict[Language, QLineEdit] = {}
        self._shown_lines: dict[Language, Field] = {}
        self._old, self._new = QLineEdit(), QLineEdit()
        self._search_later = self._timer(lambda: self.searched.emit(self._old.text().strip()))
        self._propose_later = self._timer(lambda: self.wanted.emit(self._new.text().strip()))
        self._old.textEdited.connect(lambda _text: self._search_later.start())
        self._new.textEdited.connect(lambda _text: self._propose_later.start())
        self._new.returnPressed.connect(self._decide)
        self.rows = FactRows(theme)
        self.rows.changed.connect(self._on_rows)
        self._area = scrolled(self.rows)
        self._nothing = PlainLabel(role="quiet", wrap=True)
        self._readers = Tick(theme, _("Tell readers, in the languages that are public"))
        self._readers.ticked.connect(self._show_lines)
        self._corrections = QVBoxLayout()
        self._corrections.setSpacing(8)
        self._count = PlainLabel(role="hint", wrap=True)
        self._go = Button("", "primary", clicked=self._decide)
        self.body.addWidget(PlainLabel(_("Change everywhere"), "title"))
        self.body.addSpacing(4)
        self.body.addWidget(
            PlainLabel(
                _(
                    "A number, date or name in every sentence, headline, caption and alt text of"
                    " all languages, in the form each place needs."
                ),
                "quiet",
                wrap=True,
            )
        )
        self.body.addSpacing(14)
        self._lay_out()

    def _timer(self, then: object) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=REST)
        timer.timeout.connect(then)
        return timer

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Field(_("What stands there"), self._old), 1)
        top.addWidget(Field(_("What it should be"), self._new), 1)
        foot.setSpacing(10)
        foot.addWidget(self._count)
        foot.addStretch(1)
        foot.addWidget(Button(_("Cancel"), clicked=self.close_sheet))
        foot.addWidget(self._go)
        self.body.addLayout(top)
        self.body.addSpacing(12)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._area)
        self.body.addSpacing(10)
        self.body.addWidget(self._readers)
        self.body.addSpacing(6)
        self.body.addLayout(self._corrections)
        self.body.addSpacing(14)
        self.body.addLayout(foot)

    # -- showing

    def ask(self, words: str, editions: Sequence[Edition], *, sure: bool = True) -> None:
        """Ask what these words should be; those that are not ``sure`` the editor looks at first."""
        self._sure = sure and bool(words)
        self._editions = {edition.language: edition for edition in editions}
        self._old.setText(words)
        self._new.clear()
        self._readers.setChecked(True)
        self.show_places(())
        self._nothing.say("")
        self.show_lines({})
        self.open_sheet()
        if words:
            self.searched.emit(words)

    def focus_start(self) -> None:
        """Begin with what is not known yet."""
        (self._new if self._sure else self._old).setFocus()
        if not self._sure:
            self._old.selectAll()

    def show_places(self, found: Sequence[Carried]) -> None:
        """Show where the fact stands, and look again what it should be there."""
        self.rows.show_places(found, self._editions)
        self._area.setVisible(bool(found))
        self._nothing.say(
            ""
            if found
            else _("No text of this story has it. Write one number, one date or one name.")
        )
        self._on_rows()
        if self._new.text().strip():
            self.wanted.emit(self._new.text().strip())

    def show_lines(self, lines: Mapping[Language, str]) -> None:
        """Show the drafted correction lines; a line that was written by hand stays.

        An empty line is that of a language without a wording: its readers get what is typed there.
        """
        if set(lines) != set(self._lines):
            while (item := self._corrections.takeAt(0)) is not None:
                old = item.widget()
                if old is not None:
                    old.deleteLater()
            self._lines = {language: QLineEdit() for language in lines}
            self._shown_lines = {
                language: Field(autonym(language, self._editions), field)
                for language, field in self._lines.items()
            }
            for shown in self._shown_lines.values():
                self._corrections.addWidget(shown)
        for language, line in lines.items():
            self._shown_lines[language].say("" if line else _no_wording())
            if not self._lines[language].isModified():
                self._lines[language].setText(line)
                self._lines[language].setCursorPosition(0)
        self._show_lines()

    def _on_rows(self) -> None:
        self._show_lines()
        self._show_count()

    def _show_lines(self, *_said: object) -> None:
        """Show the lines of the languages in which something is to be changed."""
        corrected = self._corrected()
        self._readers.setVisible(bool(corrected))
        for language, field in self._shown_lines.items():
            field.setVisible(self._readers.isChecked() and language in corrected)
        self._fit()

    def _corrected(self) -> frozenset[Language]:
        """Return the languages that have a line, and a place that is to be changed."""
        return frozenset(edit.place.language for edit in self.rows.edits) & self._lines.keys()

    def _show_count(self) -> None:
        count, unknown = len(self.rows.edits), self.rows.unknown
        words = ngettext("Change {count} place", "Change {count} places", count)
        self._go.setText(words.format(count=count) if count else _("Change"))
        self._go.setEnabled(count > 0)
        said = ngettext(
            "{count} ticked place lacks its words and stays as it is.",
            "{count} ticked places lack their words and stay as they are.",
            unknown,
        )
        waits = unknown and self._new.text().strip()
        self._count.say(said.format(count=unknown) if waits else "", "warn")
        self._fit()

    def _fit(self) -> None:
        """Be as high as the places ask for, up to where they scroll."""
        if not self.isHidden():
            width = self.card.width() - 2 * MARGIN
            wanted = self.rows.heightForWidth(width) + 4
            self._area.setFixedHeight(max(ROW, min(HEIGHT, wanted)))
            self.place()

    # -- deciding

    @property
    def new_words(self) -> str:
        """What it should be, as typed."""
        return self._new.text().strip()

    @property
    def lines(self) -> dict[Language, str]:
        """The correction lines that readers get, by language."""
        told = self._corrected() if self._readers.isChecked() else frozenset()
        return {language: line.text() for language, line in self._lines.items() if language in told}

    def _decide(self) -> None:
        if self._propose_later.isActive():  # what was typed last is not in the rows yet
            self._propose_later.stop()
            self.wanted.emit(self.new_words)
            return
        edits = self.rows.edits
        if not edits:
            return
        lines = self.lines
        self.close_sheet()
        self.decided.emit(edits, lines)


def _no_wording() -> str:
    """Say why nothing is drafted in a language, and what comes of leaving it so."""
    return _(
        "Neither the site nor Copydesk has a wording for corrections in this language."
        " Left empty, its readers get no line."
    )
