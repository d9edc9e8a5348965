"""Under a language on the publish sheet: the errors of the checks, and overruling them by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.errors import EditorError
from editor_app.domain.finding import Finding
from editor_app.domain.ids import ArticleId
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.check_views import CheckReport
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from editor_app.services.checking import CheckService

MOST = 6
OF_THE_SHEET = frozenset({"F1", "S9"})
"""Checks that the sheet says in words of its own."""


class OpenErrors(QWidget):
    """A checklist; ``grew`` when it has been filled, ``overruled`` when the errors were."""

    grew = Signal()
    overruled = Signal()

    def __init__(
        self, theme: Theme, jobs: Jobs, checks: CheckService, article: ArticleId, editor: str
    ) -> None:
        """Fetch the errors of an article; ``editor`` is who would overrule them."""
        super().__init__()
        self._jobs, self._checks, self._article = jobs, checks, article
        self._editor = editor
        self._trouble = Notice(theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 6, 4)
        self._column.setSpacing(4)
        self._jobs.fetch(self, lambda: checks.report(article), self._show, self._failed)

    def _show(self, report: CheckReport) -> None:
        errors = tuple(item for item in report.errors if item.check not in OF_THE_SHEET)
        for finding in errors[:MOST]:
            self._column.addWidget(PlainLabel(f"· {sentence(finding.message)}", wrap=True))
        more = len(errors) - MOST
        if more > 0:
            words = ngettext("and {count} more", "and {count} more", more)
            self._column.addWidget(PlainLabel(words.format(count=more), "hint"))
        if errors:
            self._column.addLayout(self._foot(errors))
        self._column.addWidget(self._trouble)
        self.grew.emit()

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
