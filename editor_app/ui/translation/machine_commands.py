"""Machine translation in the window: the sheet, its services, and the rows that are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address
from editor_app.domain.machine import Engine
from editor_app.formats.machine_page import write_machine_page
from editor_app.outgoing import write_outgoing
from editor_app.sentences import _, ngettext, sentence
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.jobs import Jobs
from editor_app.ui.saving_as import saving_as
from editor_app.ui.translation.machine_sheet import MachineSheet
from editor_app.ui.translation.translate_view import TranslateView

if TYPE_CHECKING:
    from editor_app.services.machine import MachineReport
    from editor_app.wiring import Desk


@dataclass(frozen=True)
class _Wanted:
    """What was in sight when a key was pressed: a translation, and the row worked on, if free."""

    article: ArticleId
    row: tuple[Address, ...] | None


class MachineCommands(QObject):
    """Does ``translate.machine`` and its kin; ``told`` carries what is worth knowing of it.

    ``translate.machine_row`` lets a service that may be used write the row that is worked on;
    ``translate.machine_page`` saves who read what a machine wrote.
    """

    told = Signal(str)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        make_sheet: Callable[[], MachineSheet],
        navigator: Navigator,
        view: TranslateView,
        manuscripts: Manuscripts,
    ) -> None:
        """Translate what ``navigator`` has in sight; ``view`` knows the row that is worked on."""
        super().__init__(navigator)
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts
        self._navigator, self._view = navigator, view
        self._offers = view.helping.machine
        self._make_sheet = make_sheet
        self._wanted: _Wanted | None = None

    @cached_property
    def sheet(self) -> MachineSheet:
        """The sheet, made when it is first wanted: the start does not pay for it."""
        sheet, desk = self._make_sheet(), self._desk
        sheet.wanted.connect(self._translate)
        sheet.agreed.connect(lambda engine: self._do(lambda: desk.machine.agree(engine.id)))
        sheet.removed.connect(lambda engine: self._do(lambda: desk.machine.remove(engine.id)))
        sheet.kept.connect(self._keep)
        sheet.trial_wanted.connect(self._try)
        sheet.edit_wanted.connect(self._edit)
        return sheet

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the actions and what they do."""
        return {
            "translate.machine": self.open,
            "translate.machine_row": self.write_row,
            "translate.machine_page": self.choose_place,
        }

    def possible(self) -> frozenset[str]:
        """Return their names while a translation is in sight, that of the row when it has none."""
        article = self._navigator.article
        there = article is not None and article.translated_from is not None
        if not there:
            return frozenset()
        both = frozenset({"translate.machine", "translate.machine_page"})
        return both | {"translate.machine_row"} if self._view.isVisible() else both

    def open(self) -> None:
        """Offer the services for the translation in sight."""
        article = self._navigator.article
        if article is None or article.translated_from is None:
            return
        desk, here = self._desk, article.id
        self._manuscripts.settle()

        def read() -> tuple[tuple[Engine, ...], int, str]:
            return desk.machine.engines(), desk.machine.open_rows(here), desk.settings.load().editor

        row = self._view.active.row if self._view.isVisible() else None
        free = row is not None and row.label is None and not row.target.strip()
        wanted = _Wanted(here, row.sources if row is not None and free else None)

        def show(known: tuple[tuple[Engine, ...], int, str]) -> None:
            if not self._navigator.shows(here):
                return
            self._wanted = wanted
            engines, to_do, editor = known
            in_row, chosen = wanted.row is not None, self._offers.preferred
            self.sheet.ask(engines, to_do, in_row=in_row, editor=editor, chosen=chosen)

        self._jobs.fetch(self, read, show, settled=True)

    def write_row(self) -> None:
        """Let the service that was used last, else the first one that may be, write the row.

        What it has said in Assist is not asked for once more. With none that may be used the sheet
        is opened; a row that has a text stays as it is.
        """
        article, row = self._navigator.article, self._view.active.row
        if article is None or row is None:
            return
        if row.label is not None:
            self.told.emit(_("A machine writes texts only, no slug and no names."))
            return
        if row.target.strip():
            self.told.emit(_("The row has a text. A machine writes only where nothing stands yet."))
            return
        if self._view.assist.machine.suggestion is not None:
            self._offers.insert()
            return

        wanted = _Wanted(article.id, row.sources)

        def show(engines: tuple[Engine, ...]) -> None:
            ready = [engine for engine in engines if engine.may_be_used]
            last = (engine for engine in ready if engine.id == self._offers.preferred)
            engine = next(last, None) or next(iter(ready), None)
            if engine is not None:
                self._write(engine, wanted.article, wanted.row)
            elif self._navigator.shows(wanted.article):
                self.open()

        self._jobs.fetch(self, self._desk.machine.engines, show, settled=True, key="row")

    # -- who read what

    def choose_place(self) -> None:
        """Let the editor choose where the page is saved that says who read what."""
        article = self._navigator.article
        if article is None:
            return
        name = f"{article.slug or article.language}-machine.html"
        path, _kind = QFileDialog.getSaveFileName(
            self._view.window(), _("Save who read what a machine wrote"), name, "*.html"
        )
        if path:
            self.save_page(Path(path))

    def save_page(self, path: Path) -> None:
        """Write that page for the translation in sight."""
        article = self._navigator.article
        if article is None:
            return
        here, machine = article.id, self._desk.machine
        self._manuscripts.settle()

        def work() -> int:
            page = machine.page(here)
            with saving_as(path):
                write_outgoing(path, write_machine_page(page, sentence))
            return page.unread

        def tell(unread: int) -> None:
            words = ngettext(
                "Saved as “{name}”. {count} text of a machine is not read yet.",
                "Saved as “{name}”. {count} texts of a machine are not read yet.",
                unread,
            )
            self.saved.emit(words.format(name=path.name, count=unread))

        self._jobs.change(work, self, tell, self.failed.emit)

    # -- writing

    def _translate(self, engine: Engine, one: bool) -> None:
        """Write what the sheet was opened for: all rows to do, or the one that was worked on."""
        wanted = self._wanted
        if wanted is not None:
            self._write(engine, wanted.article, wanted.row if one else None)

    def _write(self, engine: Engine, here: ArticleId, sources: tuple[Address, ...] | None) -> None:
        """Write rows of an article that has been in sight when it was wanted; None: all to do."""
        self._offers.preferred = engine.id
        machine = self._desk.machine
        self._manuscripts.settle()
        self._jobs.long(
            self,
            _("Translating with {name}").format(name=engine.name),
            lambda progress: machine.translate(here, engine.id, sources, progress),
            self._tell,
            self.failed.emit,
        )

    def _tell(self, report: MachineReport) -> None:
        if report.trouble is not None:
            self.told.emit(sentence(report.trouble))
            return
        if report.bare:
            self.told.emit(
                ngettext(
                    "In {count} row the service lost bold, links or terms; the words are there.",
                    "In {count} rows the service lost bold, links or terms; the words are there.",
                    report.bare,
                ).format(count=report.bare)
            )

    # -- services

    def _edit(self, engine: Engine | None) -> None:
        machine = self._desk.machine
        if engine is None:
            self.sheet.open_form(None, has_key=False)
            return
        self._jobs.fetch(
            self,
            lambda: machine.has_key(engine.id),
            lambda has_key: self.sheet.open_form(engine, has_key=has_key),
            self._say,
        )

    def _keep(self, engine: Engine, key: str | None) -> None:
        self._offers.preferred = engine.id
        self._do(lambda: self._desk.machine.put(engine, key))

    def _try(self, engine: Engine, key: str | None) -> None:
        self._jobs.ask(
            self,
            partial(self._desk.machine.trial, engine, key),
            self.sheet.say_trial,
            self._say,
            key="trial",
        )

    def _do(self, verb: Callable[[], object]) -> None:
        self._jobs.change(verb, self, lambda _changes: self._again(), self._say)

    def _say(self, error: EditorError) -> None:
        self.sheet.say_trouble(sentence(error.message))

    def _again(self) -> None:
        self._jobs.fetch(
            self,
            self._desk.machine.engines,
            lambda engines: self.sheet.show_engines(engines, self._offers.preferred),
            settled=True,
        )
