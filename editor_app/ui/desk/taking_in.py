"""Taking in: files, what was copied, or a page at an address, and the report of what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError
from editor_app.domain.ids import StoryId
from editor_app.domain.messages import Message
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.views import StoryView, TakenInReport
from editor_app.ui.desk.take_in_sheet import TakeInSheet, copied
from editor_app.ui.jobs import Jobs, Report
from editor_app.ui.theme import Theme
from editor_app.ui.words import labelled, listed, paragraph

if TYPE_CHECKING:
    from editor_app.services.importing import ImportService

PATTERNS = "*.docx *.odt *.html *.htm *.mhtml *.mht *.md *.markdown *.txt *.xml"
SAVED_BY_THEN = 1.0  # seconds in which what was typed before is saved, which counts as typing

NOTHING = Changes()


@dataclass(frozen=True)
class Outcome:
    """What came of taking in: the reports, and per file that could not be read why."""

    reports: tuple[TakenInReport, ...]
    refused: tuple[tuple[str, Message], ...] = ()
    changes: Changes = NOTHING


class TakingIn(QObject):
    """Does the ``story.take_in*`` actions.

    ``taken`` carries the story to open, ``told`` (tone, words, what was left out in full);
    ``looked_at`` (words, what is left of them, what was left out) that an editor did so.
    """

    taken = Signal(object)
    told = Signal(str, str, object)
    looked_at = Signal(str, str, object)

    def __init__(self, importing: ImportService, jobs: Jobs, theme: Theme, window: QWidget) -> None:
        """Take in by ``importing``; the sheet opens over ``window``."""
        super().__init__(window)
        self._importing, self._jobs, self._window = importing, jobs, window
        self._theme = theme
        self._unsure: Outcome | None = None

    @cached_property
    def sheet(self) -> TakeInSheet:
        """What asks what is to be taken in."""
        sheet = TakeInSheet(self._theme, self._window)
        sheet.files_wanted.connect(self.choose_files)
        sheet.copied_wanted.connect(self.take_in_copied)
        sheet.address_wanted.connect(self.take_in_address)
        return sheet

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the actions and what they do."""
        return {"story.take_in": self.ask, "story.take_in_copied": self.take_in_copied}

    def ask(self) -> None:
        """Ask what is to be taken in."""
        self.sheet.ask(copied(QGuiApplication.clipboard().mimeData()))

    def choose_files(self) -> None:
        """Let the editor choose files and take them in."""
        filters = f"{_('Articles')} ({PATTERNS});;{_('All files')} (*)"
        names, _chosen = QFileDialog.getOpenFileNames(self._window, _("Take in"), "", filters)
        self.take_in_files([Path(name) for name in names])

    def take_in_files(self, paths: list[Path]) -> None:
        """Take in files one by one; one that cannot be read does not keep the others out."""
        if not paths:
            return
        self.sheet.close_sheet()
        self._jobs.long(
            self,
            _("Taking in"),
            lambda progress: self._files(paths, progress),
            partial(self._tell, time.monotonic()),
            self._say_failed,
        )

    def _files(self, paths: list[Path], progress: Report) -> Outcome:
        reports, refused, changes = [], [], Changes()
        for place, path in enumerate(paths):
            progress(place, len(paths), Message("taking-in", {"name": path.name}))
            try:
                report = self._importing.take_in_path(path)
            except Cancelled:
                raise
            except EditorError as error:
                refused.append((path.name, error.message))
                continue
            reports.append(report)
            changes |= report.changes
        return Outcome(tuple(reports), tuple(refused), changes)

    def take_in_copied(self) -> None:
        """Take in what was copied; an address alone is asked about before anything is fetched."""
        found = copied(QGuiApplication.clipboard().mimeData())
        if found.files:
            self.take_in_files(list(found.files))
        elif found.address:
            self.sheet.ask_about_address(found)
        else:
            self.sheet.close_sheet()
            html, text = found.html, found.text
            tell = partial(self._tell, time.monotonic())
            self._run(lambda: self._importing.take_in_clipboard(html, text), tell, self._say_failed)

    def take_in_address(self, url: str) -> None:
        """Fetch a page, because the editor asked for it, and take it in.

        The sheet waits for it. One that was closed meanwhile may ask for something else by then.
        """
        tell = partial(self._tell, time.monotonic())

        def shown(outcome: Outcome) -> None:
            self.sheet.close_sheet()
            tell(outcome)

        self._run(
            lambda: self._importing.take_in_address(url),
            self.sheet.while_open(shown, tell),
            self.sheet.while_open(self._show_failed, self._say_failed),
        )

    def _run(
        self,
        work: Callable[[], TakenInReport],
        tell: Callable[[Outcome], None],
        failed: Callable[[EditorError], None],
    ) -> None:
        def taken_in(_progress: Report) -> Outcome:
            report = work()
            return Outcome((report,), (), report.changes)

        self._jobs.long(self, _("Taking in"), taken_in, tell, failed)

    def _tell(self, began: float, outcome: Outcome) -> None:
        """Open what was taken in and say what was left out and what is uncertain.

        Who has gone on typing meanwhile, or takes in something else, is not taken away from there;
        the list has the story.
        """
        busy = self._jobs.typed_after(began + SAVED_BY_THEN) or self.sheet.isVisible()
        if outcome.reports and not busy:
            story: StoryId = outcome.reports[-1].story
            self.taken.emit(story)
        self._unsure = outcome if len(outcome.reports) == 1 else None
        words, left_out = report_words(outcome)
        self.told.emit("err" if outcome.refused else "info", words, left_out)

    def follow(self, story: StoryView | None) -> None:
        """Ask for no look any more at what an editor of the story has seen to since."""
        before = self._unsure
        if before is None or story is None or story.story.id != before.reports[0].story:
            return
        asked = before.reports[0].uncertain
        left = asked & story.story.uncertain
        if left == asked:
            return
        now = replace(before, reports=(replace(before.reports[0], uncertain=left),))
        self._unsure = now
        words, left_out = report_words(now)
        nothing = not (left or left_out)
        self.looked_at.emit(report_words(before)[0], "" if nothing else words, left_out)

    def _show_failed(self, error: EditorError) -> None:
        if isinstance(error, Cancelled):
            self.sheet.rest()
        else:
            self.sheet.say_trouble(sentence(error.message))

    def _say_failed(self, error: EditorError) -> None:
        if not isinstance(error, Cancelled):
            self.told.emit("err", sentence(error.message), ())


def report_words(outcome: Outcome) -> tuple[str, tuple[str, ...]]:
    """Return one sentence about what came of it, and all that was left out or refused, in full."""
    lines = [labelled(name, sentence(why)) for name, why in outcome.refused]
    for report in outcome.reports:
        lines += [sentence(message) for message in report.dropped]
    said = []
    if len(outcome.reports) == 1 and outcome.reports[0].headline:
        said.append(_("Taken in: “{name}”.").format(name=outcome.reports[0].headline))
    elif outcome.reports:
        count = len(outcome.reports)
        words = ngettext("{count} story taken in.", "{count} stories taken in.", count)
        said.append(words.format(count=count))
    if outcome.refused:
        count = len(outcome.refused)
        words = ngettext("{count} file was refused.", "{count} files were refused.", count)
        said.append(words.format(count=count))
    unsure = sorted({field_words(name) for report in outcome.reports for name in report.uncertain})
    if unsure:
        said.append(_("Please look at: {fields}.").format(fields=listed(unsure)))
    if len(outcome.refused) == 1 and not outcome.reports:
        return lines[0], ()
    return paragraph(*said), tuple(lines)


def field_words(name: str) -> str:
    """Return the name of a field that an intake was not sure of."""
    return {
        "headline": _("headline"),
        "standfirst": _("standfirst"),
        "byline": _("byline"),
        "outlet": _("source outlet"),
        "outlets": _("outlets credited"),
        "section": _("section"),
        "tags": _("tags"),
        "language": _("language"),
        "published": _("publication time"),
        "url": _("source link"),
        "captions": _("captions"),
        "credits": _("credits"),
    }.get(name, name)
