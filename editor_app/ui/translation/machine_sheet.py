"""The sheet of machine translation: which service, what goes where, and what it is to write."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.machine import Engine
from editor_app.sentences import _, ngettext
from editor_app.ui.theme import Theme
from editor_app.ui.translation.engine_form import EngineForm
from editor_app.ui.translation.machine_card import agree_words, where_words
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Sheet


class MachineSheet(Sheet):
    """``wanted`` (service, this paragraph only), ``agreed``, ``removed`` carry a service.

    ``kept`` carries a service and its new key (None: as it is), ``trial_wanted`` the same.
    """

    wanted = Signal(object, bool)
    agreed = Signal(object)
    removed = Signal(object)
    kept = Signal(object, object)
    trial_wanted = Signal(object, object)
    edit_wanted = Signal(object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until ``ask``."""
        super().__init__(theme, window, 680)
        self.setAccessibleName(_("Machine translation"))
        self._engines: tuple[Engine, ...] = ()
        self._to_do, self._here, self._editor = 0, False, ""
        self._choice = Choice(theme, _("Service"))
        self._choice.chosen.connect(lambda _key: self._show())
        self._service = Field(_("Service"), self._choice)
        self._nothing = PlainLabel(
            _(
                "No service is set up. A machine may write first drafts; what it wrote stays marked"
                " until a person has read it against the source."
            ),
            "quiet",
            wrap=True,
        )
        self._notice = Notice(theme)
        self._where = PlainLabel(role="hint", wrap=True)
        self._agree = Button("", clicked=lambda: self._tell(self.agreed))
        self._edit_button = Button(_("Edit…"), clicked=self._edit)
        self._one = Button(_("This paragraph"), clicked=lambda: self._go(one=True))
        self._all = Button("", "primary", clicked=lambda: self._go(one=False))
        self._form = EngineForm(theme)
        self._form.trial_wanted.connect(
            lambda: self.trial_wanted.emit(self._form.engine(), self._form.key)
        )
        self._remove = Button(_("Remove"), "quiet", clicked=self._take_away)
        self._choosing, self._writing = self._choosing_page(), self._writing_page()
        self.body.addWidget(PlainLabel(_("Machine translation"), "title"))
        self.body.addSpacing(14)
        self.body.addWidget(self._choosing)
        self.body.addWidget(self._writing)

    def _choosing_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        agreeing, foot = QHBoxLayout(), QHBoxLayout()
        agreeing.addWidget(self._agree)
        agreeing.addStretch(1)
        foot.setSpacing(10)
        foot.addWidget(Button(_("New service…"), clicked=lambda: self.edit_wanted.emit(None)))
        foot.addWidget(self._edit_button)
        foot.addStretch(1)
        foot.addWidget(Button(_("Cancel"), clicked=self.close_sheet))
        foot.addWidget(self._one)
        foot.addWidget(self._all)
        for widget in (self._nothing, self._service, self._notice, self._where):
            column.addWidget(widget)
        column.addLayout(agreeing)
        column.addLayout(foot)
        return page

    def _writing_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        foot = QHBoxLayout()
        foot.addWidget(self._remove)
        foot.addStretch(1)
        foot.addWidget(Button(_("Done"), "primary", clicked=self._leave_form))
        column.addWidget(self._form)
        column.addLayout(foot)
        return page

    # -- showing

    def ask(
        self, engines: Sequence[Engine], to_do: int, *, in_row: bool, editor: str, chosen: str
    ) -> None:
        """Offer the services for so many rows to do; ``in_row``: one of them is being worked on."""
        self._to_do, self._here, self._editor = to_do, in_row, editor
        self._turn_to(self._choosing)
        self._notice.clear()
        self.show_engines(engines, chosen)
        self.open_sheet()

    def show_engines(self, engines: Sequence[Engine], chosen: str = "") -> None:
        """Show the services there are now."""
        before = chosen or self._choice.choice
        self._engines = tuple(engines)
        self._choice.offer(tuple((engine.id, engine.name) for engine in engines))
        known = {engine.id for engine in engines}
        first = engines[0].id if engines else ""
        self._choice.choose(before if before in known else first)
        self._show()

    def say_trouble(self, words: str) -> None:
        """Say why something did not work, beside what it belongs to."""
        if self._writing.isHidden():
            self._notice.tell("err", words)
        else:
            self._form.say(words, "err")
        self.place()

    def say_trial(self, words: str) -> None:
        """Say what the service made of the sentence it was tried with."""
        self._form.say(_("It answers: {words}").format(words=words), "ok")
        self.place()

    def open_form(self, engine: Engine | None, *, has_key: bool) -> None:
        """Show the fields of a service, or of a new one."""
        self._form.show_engine(engine, has_key=has_key)
        self._remove.setVisible(engine is not None)
        self._turn_to(self._writing)
        self._form.focus_start()

    def focus_start(self) -> None:
        """Begin with what can be done."""
        ready = next((item for item in (self._all, self._agree) if item.isVisibleTo(self)), None)
        (ready if ready is not None and ready.isEnabled() else self._choice).setFocus()

    @property
    def chosen(self) -> Engine | None:
        """The service that is chosen."""
        return next((item for item in self._engines if item.id == self._choice.choice), None)

    def _turn_to(self, page: QWidget) -> None:
        self._choosing.setVisible(page is self._choosing)
        self._writing.setVisible(page is self._writing)
        if not self.isHidden():
            self.place()

    def _show(self) -> None:
        engine = self.chosen
        there = engine is not None
        ready = engine is not None and engine.may_be_used
        self._nothing.setVisible(not there)
        self._service.setVisible(there)
        self._edit_button.setVisible(there)
        self._where.say(where_words(engine) if engine is not None else "")
        self._agree.setText(agree_words(self._editor))
        self._agree.setVisible(there and not ready)
        for button in (self._one, self._all):
            button.setVisible(there)
        self._one.setEnabled(ready and self._here)
        words = ngettext("Translate {count} row", "Translate {count} rows", self._to_do)
        self._all.setText(words.format(count=self._to_do))
        self._all.setEnabled(ready and self._to_do > 0)
        if not self.isHidden():
            self.place()

    # -- doing

    def _tell(self, signal: object) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen)  # type: ignore[attr-defined]  # a bound signal of Qt

    def _go(self, *, one: bool) -> None:
        engine = self.chosen
        self.close_sheet()
        if engine is not None:
            self.wanted.emit(engine, one)

    def _edit(self) -> None:
        self._tell(self.edit_wanted)

    def _take_away(self) -> None:
        self._turn_to(self._choosing)
        self.removed.emit(self._form.engine())

    def _leave_form(self) -> None:
        self._turn_to(self._choosing)
        if self._form.is_filled:
            self.kept.emit(self._form.engine(), self._form.key)
        self.focus_start()

    def close_sheet(self) -> None:
        """Take it away; what was written in the form is kept."""
        writing = not self.isHidden() and not self._writing.isHidden()
        if writing and self._form.is_filled and self._form.is_touched:
            self.kept.emit(self._form.engine(), self._form.key)
        super().close_sheet()
