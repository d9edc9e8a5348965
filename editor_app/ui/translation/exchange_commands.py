"""Sending a translation out as a file and taking back what returns, from the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from editor_app.domain.errors import Unreadable
from editor_app.outgoing import write_outgoing
from editor_app.sentences import _, ngettext
from editor_app.services.exchange_views import XLIFF_ENDINGS, Difference, SendKind, Sent, Taken
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.returned_sheet import ReturnedSheet
from editor_app.ui.translation.send_sheet import SendSheet

if TYPE_CHECKING:
    from editor_app.wiring import Desk

PATTERNS = " ".join(f"*{ending}" for ending in (*XLIFF_ENDINGS, ".docx"))


class ExchangeCommands(QObject):
    """Does ``translate.send_out`` and ``translate.take_back``; ``told`` carries tone and words."""

    told = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        make_sheets: tuple[Callable[[], SendSheet], Callable[[], ReturnedSheet]],
        navigator: Navigator,
        manuscripts: Manuscripts,
        window: QWidget,
    ) -> None:
        """Send what ``navigator`` has in sight; file choosers open over ``window``."""
        super().__init__(window)
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts
        self._navigator, self._window = navigator, window
        self._make_sheets = make_sheets

    @cached_property
    def send_sheet(self) -> SendSheet:
        """What is asked before a file goes out, made when it is first wanted."""
        sheet = self._make_sheets[0]()
        sheet.save_wanted.connect(self._send)
        return sheet

    @cached_property
    def returned_sheet(self) -> ReturnedSheet:
        """What came back beside what stands here, made when it is first wanted."""
        sheet = self._make_sheets[1]()
        sheet.decided.connect(self._take)
        return sheet

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the actions and what they do."""
        return {
            "translate.send_out": self.ask,
            "translate.take_back": self.choose_returned,
        }

    def possible(self) -> frozenset[str]:
        """Return their names while a translation is in sight."""
        article = self._navigator.article
        there = article is not None and article.translated_from is not None
        return frozenset(self.table()) if there else frozenset()

    # -- out

    def ask(self) -> None:
        """Ask how the translation in sight goes out."""
        self.send_sheet.open_sheet()

    def _send(self, kind: SendKind, note: str) -> None:
        article = self._navigator.article
        if article is None:
            return
        here = article.id
        self._manuscripts.settle()
        heads = ("#", _("Source"), _("Translation"))
        self._jobs.change(
            lambda: self._desk.exchanging.send(here, kind, note, heads),
            self,
            self._save,
            self.failed.emit,
        )

    def _save(self, sent: Sent) -> None:
        ending = Path(sent.name).suffix
        path, _kind = QFileDialog.getSaveFileName(
            self._window, _("Send out for translation"), sent.name, f"*{ending}"
        )
        if path:
            self.write(Path(path), sent)

    def write(self, path: Path, sent: Sent) -> None:
        """Write the file that goes out."""
        try:
            write_outgoing(path, sent.data)
        except OSError as error:
            reason = error.strerror or str(error)
            words = _(
                "“{name}” could not be written: {reason}. Nothing was sent out; choose another"
                " folder."
            )
            self.told.emit("err", words.format(name=path.name, reason=reason))
            return
        words = ngettext(
            "{count} row saved as “{name}”.", "{count} rows saved as “{name}”.", sent.rows
        )
        self.told.emit("info", words.format(count=sent.rows, name=path.name))

    # -- back

    def choose_returned(self) -> None:
        """Let the editor choose the file that came back."""
        filters = f"{_('Translations')} ({PATTERNS});;{_('All files')} (*)"
        path, _chosen = QFileDialog.getOpenFileName(
            self._window, _("Take back a translation"), "", filters
        )
        if path:
            self.compare(Path(path))

    def compare(self, path: Path) -> None:
        """Lay a returned file beside what stands here; nothing is changed yet."""
        article = self._navigator.article
        if article is None:
            return
        here = article.id
        self._manuscripts.settle()

        def work() -> Difference:
            try:
                data = path.read_bytes()
            except OSError as error:
                reason = error.strerror or _("the file cannot be read")
                raise Unreadable(name=path.name, reason=reason) from error
            return self._desk.exchanging.compare(data, path.name, here)

        self._jobs.change(work, self, self._show_difference, self.failed.emit)

    def _show_difference(self, difference: Difference) -> None:
        self.returned_sheet.show_difference(difference)

    def _take(self, difference: Difference, units: tuple[str, ...]) -> None:
        """Take the rows that are ticked, and all notes."""
        self._manuscripts.settle()
        self._jobs.change(
            lambda: self._desk.exchanging.take(difference, units),
            self,
            self._tell,
            self.failed.emit,
        )

    def _tell(self, taken: Taken) -> None:
        if taken.left:
            count = len(taken.left)
            words = ngettext(
                "{count} row changed while you looked and was left. Take the file back again.",
                "{count} rows changed while you looked and were left. Take the file back again.",
                count,
            )
            self.told.emit("warn", words.format(count=count))
