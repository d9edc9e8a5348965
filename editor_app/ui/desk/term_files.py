"""Terms from files and into files, as the Terms screen offers it: TBX, and tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from editor_app.domain.errors import Unreadable
from editor_app.outgoing import write_outgoing
from editor_app.sentences import _, ngettext
from editor_app.services.exchange_views import TermFileKind, TermsTaken
from editor_app.ui.jobs import Jobs
from editor_app.ui.saving_as import saving_as
from editor_app.ui.words import language_name, listed

if TYPE_CHECKING:
    from editor_app.services.word_files import WordFileService

PATTERNS = "*.tbx *.xml *.csv *.tsv *.txt"


class TermFiles(QObject):
    """Takes terms in and saves them.

    ``told`` carries a tone and words, ``failed`` an EditorError.
    """

    told = Signal(str, str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, files: WordFileService, screen: QWidget) -> None:
        """Work for a screen."""
        super().__init__(screen)
        self._jobs, self._files, self._screen = jobs, files, screen

    def menu(self) -> QMenu:
        """Return the menu of what can be done."""
        menu = QMenu(self._screen)
        rows: tuple[tuple[str, Callable[[], None]] | None, ...] = (
            (_("Take in terms…"), self.choose_file),
            None,
            (_("Save as TBX…"), lambda: self.choose_place(TermFileKind.TBX)),
            (_("Save as TBX of 2008…"), lambda: self.choose_place(TermFileKind.TBX_2)),
            (_("Save as CSV…"), lambda: self.choose_place(TermFileKind.CSV)),
            (_("Save as TSV…"), lambda: self.choose_place(TermFileKind.TSV)),
        )
        for row in rows:
            if row is None:
                menu.addSeparator()
                continue
            action = menu.addAction(row[0])
            action.triggered.connect(lambda _checked=False, act=row[1]: act())
        return menu

    def choose_file(self) -> None:
        """Ask for a file and take its terms in."""
        filters = f"{_('Terms')} ({PATTERNS});;{_('All files')} (*)"
        path, _chosen = QFileDialog.getOpenFileName(
            self._screen.window(), _("Take in terms"), "", filters
        )
        if path:
            self.take_in(Path(path))

    def take_in(self, path: Path) -> None:
        """Take the terms of a file in; those that are there already stay once."""

        def work(_report: object) -> TermsTaken:
            try:
                data = path.read_bytes()
            except OSError as error:
                reason = error.strerror or _("the file cannot be read")
                raise Unreadable(name=path.name, reason=reason) from error
            return self._files.import_terms(data, path.name)

        self._jobs.long(
            self,
            _("Taking in {name}").format(name=path.name),
            work,
            lambda taken: self.told.emit("info", taken_words(taken, path.name)),
            self.failed.emit,
        )

    def choose_place(self, kind: TermFileKind) -> None:
        """Ask for a place and save the terms there."""
        ending = kind.ending
        path, _kind = QFileDialog.getSaveFileName(
            self._screen.window(), _("Save the terms"), f"{_('terms')}.{ending}", f"*.{ending}"
        )
        if path:
            self.save(Path(path), kind)

    def save(self, path: Path, kind: TermFileKind) -> None:
        """Write all terms into a file."""

        def work(_report: object) -> int:
            data, count = self._files.export_terms(kind)
            with saving_as(path):
                write_outgoing(path, data)
            return count

        self._jobs.long(
            self,
            _("Saving {name}").format(name=path.name),
            work,
            lambda count: self.told.emit("info", saved_words(count, path.name)),
            self.failed.emit,
        )


def taken_words(taken: TermsTaken, name: str) -> str:
    """Return what a file brought: how many were new, and in which languages."""
    languages = listed([language_name(language) for language in taken.languages])
    if not taken.read:
        return _("“{name}” holds no terms. Nothing was taken in.").format(name=name)
    words = ngettext(
        "Taken in from “{name}”: {added} new of {read} term ({languages}).",
        "Taken in from “{name}”: {added} new of {read} terms ({languages}).",
        taken.read,
    )
    return words.format(name=name, added=taken.added, read=taken.read, languages=languages)


def saved_words(count: int, name: str) -> str:
    """Return how many terms stand in a file now."""
    words = ngettext("{count} term saved as “{name}”.", "{count} terms saved as “{name}”.", count)
    return words.format(count=f"{count:,}", name=name)
