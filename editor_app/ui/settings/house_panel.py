"""The rules of the house: how grave each desk check is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.finding import Severity
from editor_app.sentences import _
from editor_app.text.checks.house import Rule, Wanted
from editor_app.ui.article.check_card import severity_words
from editor_app.ui.article.check_titles import check_titles
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.choice import Choice
from editor_app.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from editor_app.services.checking import CheckService

CHOICE_WIDTH = 190


class HousePanel(QWidget):
    """A line for each check: its id, what it is called, and how grave a finding of it is.

    ``failed`` carries an EditorError.
    """

    failed = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, checks: CheckService) -> None:
        """Read the rules whenever the panel comes into sight."""
        super().__init__()
        self._theme, self._jobs, self._checks = theme, jobs, checks
        self._choices: dict[str, Choice] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(2, CHOICE_WIDTH)
        hint = _("Errors stop a publish until mended or overruled by name.")
        self._grid.addWidget(PlainLabel(hint, "label", wrap=True), 0, 0, 1, 3)
        jobs.changed.connect(self._on_changes)

    @property
    def choices(self) -> Mapping[str, Choice]:
        """The fields by the ids of their checks; those that are fixed have none."""
        return self._choices

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is kept now."""
        super().showEvent(event)
        self._read()

    def _on_changes(self, changes: Changes) -> None:
        if changes.settings and self.isVisible():
            self._read()

    def _read(self) -> None:
        self._jobs.fetch(self, self._checks.rules, self._show, self.failed.emit, settled=True)

    def _show(self, rules: Sequence[Rule]) -> None:
        titles = check_titles()
        for line, rule in enumerate(rules, start=1):
            if self._grid.itemAtPosition(line, 0) is None:
                self._add(line, rule, titles[rule.check])
            if rule.check in self._choices:
                self._choices[rule.check].choose(rule.wanted.value)

    def _add(self, line: int, rule: Rule, title: str) -> None:
        self._grid.addWidget(PlainLabel(rule.check, "small"), line, 0)
        self._grid.addWidget(PlainLabel(title, wrap=True), line, 1)
        if rule.fixed:
            words = _("{severity} · always").format(severity=severity_words(rule.comes_as))
            fixed = PlainLabel(words, "small")
            fixed.setToolTip(_("No house can do without this check."))
            self._grid.addWidget(fixed, line, 2, Qt.AlignmentFlag.AlignVCenter)
            return
        choice = self._choices[rule.check] = Choice(self._theme, title)
        choice.offer(offers(rule))
        choice.chosen.connect(partial(self._keep, rule.check))
        self._grid.addWidget(choice, line, 2)

    def _keep(self, check: str, key: str) -> None:
        work = partial(self._checks.rule, check, Wanted(key))
        self._jobs.change(work, self, failed=self._on_failed)

    def _on_failed(self, error: EditorError) -> None:
        self.failed.emit(error)
        self._read()


def offers(rule: Rule) -> tuple[tuple[str, str], ...]:
    """Return what a house can choose for a check: as it comes, a severity, or off."""
    comes_as = _("As it comes: {severity}").format(severity=severity_words(rule.comes_as))
    if rule.probation:
        comes_as = _("On probation: counted only")
    return (
        (Wanted.AS_IT_COMES.value, comes_as),
        *((severity.value, severity_words(severity)) for severity in Severity),
        (Wanted.OFF.value, _("Off")),
    )
