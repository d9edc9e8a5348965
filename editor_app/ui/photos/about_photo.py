"""The fields that belong to the photo itself: credit, creator, kind, and its rights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from editor_app.domain.errors import EditorError
from editor_app.domain.photo import Photo, PhotoKind, Rights, RightsStatus
from editor_app.sentences import _, sentence
from editor_app.ui.photos.day_field import DayField
from editor_app.ui.photos.photo_edits import PhotoEdits
from editor_app.ui.photos.photo_words import kind_words, rights_words, status_words
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.choice import Choice
from editor_app.ui.widgets.field import Field
from editor_app.ui.words import utc_now

GAP = 10
BROAD = 250  # pixels in which two fields stand side by side


class AboutPhoto(QWidget):
    """Fields of one photo; each is kept as soon as it is left. ``failed`` carries a sentence.

    Return goes on from the credit to the rights, which are what every photo needs, and from there
    ``went_on`` says that the photo is done.
    """

    failed = Signal(str)
    went_on = Signal()

    def __init__(self, theme: Theme, edits: PhotoEdits) -> None:
        """Send edits through ``edits``."""
        super().__init__()
        self._edits = edits
        self._photo: Photo | None = None
        self.credit = self._line("credit")
        self.credit.returnPressed.connect(self._go_to_rights)
        self.creator = self._line("creator")
        self.kind = Choice(theme)
        self.kind.offer(tuple((kind.value, kind_words(kind)) for kind in PhotoKind))
        self.kind.chosen.connect(lambda key: self._set(kind=PhotoKind(key)))
        self.status = Choice(theme)
        self.status.offer(tuple((item.value, status_words(item)) for item in RightsStatus))
        self.status.chosen.connect(lambda key: self._set_rights(status=RightsStatus(key)))
        self.status.installEventFilter(self)
        self.until = DayField(_("No end"))
        self.until.changed.connect(self._on_until)
        self.rule = QLineEdit()
        self.rule.setPlaceholderText(_("For example: not for print"))
        self.rule.editingFinished.connect(self._on_rule)
        self._credit_field = Field(_("Credit"), self.credit)
        self._rights_field = Field(_("Rights"), self.status)
        self._lay_out()

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        self._fields = (
            self._credit_field,
            Field(_("Creator"), self.creator),
            self._rights_field,
            Field(_("Until"), self.until),
            Field(_("Kind"), self.kind),
            Field(_("Rule"), self.rule),
        )
        self._arrange(2)

    def _arrange(self, columns: int) -> None:
        """Put the fields into so many columns."""
        self._columns = columns
        self._grid.setColumnStretch(0, 3)  # the words of rights and kinds must not be cut
        self._grid.setColumnStretch(1, 2 if columns > 1 else 0)
        for place, field in enumerate(self._fields):
            self._grid.removeWidget(field)
            line, column = divmod(place, columns)
            self._grid.addWidget(field, line, column, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """Ask for one column."""
        hint = super().minimumSizeHint()
        widest = max(field.minimumSizeHint().width() for field in self._fields)
        return QSize(widest, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields below one another where two would be cut."""
        super().resizeEvent(event)
        columns = 2 if self.width() >= BROAD else 1
        if columns != self._columns:
            self._arrange(columns)

    def show_photo(self, photo: Photo) -> None:
        """Show a photo's facts; a field somebody types in keeps what is typed."""
        if self._photo is None or self._photo.id != photo.id:
            self.keep()
        self._photo = photo
        for field, text in (
            (self.credit, photo.credit),
            (self.creator, photo.creator),
            (self.rule, photo.rights.rule),
        ):
            if not field.isModified() and field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        self.kind.choose(photo.kind)
        self.status.choose(photo.rights.status)
        self.until.show_day(photo.rights.until)
        lacking = "" if photo.credit else _("Needed before it can be published")
        self._credit_field.say(lacking, "err")
        words, tone = rights_words(photo.rights, utc_now().date())
        self._rights_field.say(words[:1].upper() + words[1:], tone)

    def keep(self) -> None:
        """Send what is typed and not sent yet, before another photo is shown."""
        for name, field in (("credit", self.credit), ("creator", self.creator)):
            self._take(name, field)
        self._on_rule()
        self.until.take()

    def focus_credit(self) -> None:
        """Put the focus where the credit is typed; what stands there is typed over."""
        self.credit.setFocus(Qt.FocusReason.TabFocusReason)
        self.credit.selectAll()

    def _go_to_rights(self) -> None:
        self.status.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Return in the rights as the word that the photo is done."""
        key = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.KeyPress and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.went_on.emit()
            return True
        return super().eventFilter(watched, event)

    # -- editing

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.editingFinished.connect(lambda: self._take(name, field))
        return field

    def _take(self, name: str, field: QLineEdit) -> None:
        if field.isModified():
            field.setModified(False)
            self._set(**{name: field.text().strip()})

    def _on_rule(self) -> None:
        if self.rule.isModified():
            self.rule.setModified(False)
            self._set_rights(rule=self.rule.text().strip())

    def _on_until(self, day: date | None) -> None:
        self._set_rights(until=day)

    def _set(self, **fields: Any) -> None:
        if self._photo is not None:
            self._edits.change(self._photo.id, lambda _photo: fields, self._on_failed)

    def _set_rights(self, **parts: Any) -> None:
        if self._photo is not None:
            self._edits.change(
                self._photo.id,
                lambda photo: {"rights": _changed(photo.rights, parts)},
                self._on_failed,
            )

    def _on_failed(self, error: EditorError) -> None:
        self.failed.emit(sentence(error.message))


def _changed(rights: Rights, parts: dict[str, Any]) -> Rights:
    return replace(rights, **parts)
