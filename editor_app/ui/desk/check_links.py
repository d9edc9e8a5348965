"""Joins the Checks tab to the rest of the window: its badge, its keys, and the way to a finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.ui.article.inspector_checks import ChecksTab
from editor_app.ui.article.note_marks import NOTES
from editor_app.ui.article.typed_checks import TypedChecks, check_in, fingerprint_in
from editor_app.ui.desk.commands import Commands
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.desk.story_page import StoryPage
from editor_app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from editor_app.ui.translation.row_findings import RowFindings

BESIDE = {"details": "go.details", "tags": "go.story_tags", "photos": "go.story_photos"}
"""What stands beside the text, and the action that shows it."""

TRANSLATE = "translate"
WITH_TEXT = ("write", "translate", "both")
HEADLINES, FIRST_HEADLINE = "go.headlines", "details push"
KEYS = frozenset({"conflict.next", "conflict.previous"})


class CheckLinks(QObject):
    """F8 goes from finding to finding where a text is in sight; on a screen it is the screen's.

    ``detail_wanted`` carries the name of a field in the Details tab, and a place in it.
    """

    detail_wanted = Signal(str, int)

    def __init__(
        self,
        tab: ChecksTab,
        commands: Commands,
        navigator: Navigator,
        window: MainWindow,
        page: StoryPage,
        parent: QObject,
    ) -> None:
        """Join the tab."""
        super().__init__(parent)
        self._tab, self._commands, self._navigator = tab, commands, navigator
        self._window, self._page = window, page
        commands.add(self._table(), self._possible)
        tab.place_wanted.connect(self.go)
        tab.counted.connect(self._on_counted)

    def join_text(self, typed: TypedChecks, settle: Callable[[], None], row: RowFindings) -> None:
        """Join the marks in the text, whose signs lead to their cards, and the row in Translate."""
        self._tab.settle = settle
        self._tab.reported.connect(typed.take)
        typed.marks.chosen.connect(self._show_card)
        typed.outdated.connect(self._tab.check_soon)

        row.found_at = typed.found_at
        typed.changed.connect(row.look_again)
        row.go_wanted.connect(self._tab.go_to)
        row.mend_wanted.connect(self._tab.mend_finding)
        row.ignored.connect(self._tab.ignore)
        row.requested.connect(self._commands.run)

    def _show_card(self, key: str) -> None:
        if check_in(key) == NOTES:
            return  # that one is ``NoteLinks``'s
        self._commands.run("go.checks")
        self._tab.reveal(fingerprint_in(key))

    def _table(self) -> dict[str, Callable[[], object]]:
        return {
            "conflict.next": lambda: self._step("conflict.next", 1),
            "conflict.previous": lambda: self._step("conflict.previous", -1),
            "check.mend": self._tab.mend,
            HEADLINES: lambda: self.go(FIRST_HEADLINE, 0),
        }

    def _possible(self) -> frozenset[str]:
        if self._window.screen_in_sight is not None or self._navigator.article is None:
            return frozenset()
        names = {HEADLINES, *(KEYS if self._tab.findings else ())}
        return frozenset(names | {"check.mend"} if self._tab.can_mend else names)

    def _step(self, name: str, by: int) -> None:
        screen = self._window.screen_in_sight
        if screen is not None:
            screen.perform(name)
        else:
            self._tab.step(by)

    def go(self, part: str, caret: int) -> None:
        """Bring the place of a finding or note into sight, with the caret there."""
        (kind, _space, field), view = part.partition(" "), self._page.centre.key
        if kind == "use" and view != TRANSLATE:
            kind = "photos"
        if kind in BESIDE:
            self._commands.run(BESIDE[kind])
            if kind == "details":
                self.detail_wanted.emit(field, caret)
        else:
            if kind == "source" and view != TRANSLATE:
                self._navigator.show_view(TRANSLATE)
            elif view not in WITH_TEXT:
                self._navigator.show_view("write")
            if self._page.centre.main is not None:
                self._page.centre.main.show_caret(part, caret)
        self._commands.refresh()

    def _on_counted(self, text: str, tone: str) -> None:
        self._page.inspector.badge("checks", text, tone)
        self._commands.refresh()
