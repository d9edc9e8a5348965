"""The sheet that sends a translation out: what kind of file, and a note for the translator."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from editor_app.sentences import _
from editor_app.services.exchange_views import SendKind
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.sheet import Sheet


def kind_words(kind: SendKind) -> str:
    """Return what a kind of file is for."""
    return {
        SendKind.XLIFF_12: _("XLIFF 1.2, for OmegaT, Trados, memoQ and most others"),
        SendKind.XLIFF_20: _("XLIFF 2.0, for Poedit and others"),
        SendKind.XLIFF_21: _("XLIFF 2.1, for newer programs"),
        SendKind.WORD: _("Word table, for those who have only Word"),
    }[kind]


class SendSheet(Sheet):
    """``save_wanted`` carries the kind of file and the note."""

    save_wanted = Signal(object, str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until ``open_sheet``."""
        super().__init__(theme, window, 560)
        self.setAccessibleName(_("Send out for translation"))
        self._kind = Choice(theme, _("Kind of file"))
        self._kind.offer(tuple((kind.value, kind_words(kind)) for kind in SendKind))
        self._kind.choose(SendKind.XLIFF_12.value)
        self._note = QLineEdit()
        self._note.returnPressed.connect(self._save)
        self._go = Button(_("Save file…"), "primary", clicked=self._save)
        self.body.addWidget(PlainLabel(_("Send out for translation"), "title"))
        self.body.addSpacing(4)
        self.body.addWidget(
            PlainLabel(
                _(
                    "The rows of this language go into a file; private notes and what is left out"
                    " stay here. What comes back is compared before anything is taken."
                ),
                "quiet",
                wrap=True,
            )
        )
        self.body.addSpacing(14)
        self.body.addWidget(Field(_("Kind of file"), self._kind))
        self.body.addSpacing(10)
        self.body.addWidget(Field(_("Note for the translator"), self._note))
        self.body.addSpacing(18)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(Button(_("Cancel"), clicked=self.close_sheet))
        foot.addWidget(self._go)
        self.body.addLayout(foot)

    def focus_start(self) -> None:
        """Return saves the file."""
        self._go.setFocus()

    def _save(self) -> None:
        kind, note = SendKind(self._kind.choice), self._note.text().strip()
        self._note.clear()
        self.close_sheet()
        self.save_wanted.emit(kind, note)
