"""Under a language on the publish sheet: the errors of the checks, and overruling them by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.errors import EditorError
from editor_app.domain.finding import Finding
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.check_views import CheckReport
from editor_app.text.checks.codes import FIXED
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from editor_app.services.checking import CheckService

MOST = 6


class OpenErrors(QWidget):
    """A checklist; ``overruled`` when the errors were, ``grew`` when one more thing is said."""

    grew = Signal()
    overruled = Signal()

    def __init__(
        self, theme: Theme, jobs: Jobs, checks: CheckService, report: CheckReport, editor: str
    ) -> None:
        """Show what stops an article; ``editor`` is who would overrule it."""
        super().__init__()
        self._jobs, self._checks, self._article = jobs, checks, report.article
        self._editor = editor
        self._trouble = Notice(theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 6, 4)
        self._column.setSpacing(4)
        self._show(report)

    def _show(self, report: CheckReport) -> None:
        errors = report.stops
        for finding in errors[:MOST]:
            self._column.addWidget(PlainLabel(f"· {sentence(finding.message)}", wrap=True))
        more = len(errors) - MOST
        if more > 0:
            words = ngettext("and {count} more", "and {count} more", more)
            self._column.addWidget(PlainLabel(words.format(count=more), "hint"))
        may = tuple(item for item in (*report.unfinished, *errors) if item.check not in FIXED)
        if may:
            self._column.addLayout(self._foot(may))
        self._column.addWidget(self._trouble)

    def _foot(self, errors: tuple[Finding, ...]) -> QHBoxLayout:
        words = _("Overrule as {name}").format(name=self._editor) if self._editor else ""
        button = Button(words or _("Overrule"), "link", clicked=partial(self._overrule, errors))
        foot = QHBoxLayout()
        foot.addWidget(button)
        foot.addWidget(PlainLabel(_("This is kept in History under your name."), "hint"))
        foot.addStretch(1)
        return foot

    def _overrule(self, errors: tuple[Finding, ...]) -> None:
        self._jobs.change(
            lambda: self._checks.overrule(self._article, errors),
            self,
            lambda _changes: self.overruled.emit(),
            self._failed,
        )

    def _failed(self, error: EditorError) -> None:
        self._trouble.tell("err", sentence(error.message))
        self.grew.emit()
