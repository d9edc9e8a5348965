"""Starts the workstation: the window first, then the desk, then the heavy parts.

``editor_app.ui.environment.prepare`` must have run before this module is imported.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from editor_app.desk import Desk, Opening
from editor_app.domain.errors import DeskMissing, EditorError
from editor_app.domain.settings import Settings
from editor_app.sentences import _, sentence, spoken
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import MainWindow
from editor_app.ui.qt_words import QtWords
from editor_app.ui.room_for_types import make_room_for_types
from editor_app.ui.single_instance import FrontDoor
from editor_app.ui.theme import Theme
from editor_app.ui.unread_sources import leave_sources_unread

if TYPE_CHECKING:
    from editor_app.services.first_sight import FirstSight
    from editor_app.services.preferences import SettingsService
    from editor_app.ui.desk.conductor import Conductor
    from editor_app.ui.desk.first_run import Beginning, FirstRun
    from editor_app.ui.workroom import Workroom

log = logging.getLogger(__name__)


Build = Callable[[Desk, Jobs, Theme, MainWindow], "Workroom"]
Completion = Callable[["Workroom"], Iterator[None]]

UNSEEN = 300  # milliseconds after which the desk is opened behind a window that nobody sees
PAINT = 30  # milliseconds in which the first sight is painted before the loading goes on
PATIENCE = 5  # seconds after which it goes on anyhow
OVER = object()


@dataclass(frozen=True)
class Doors:
    """The way to the desk, handed in by the hall; ``open``, ``new`` and ``build`` take their time.

    ``speak`` chooses the interface language from the settings and a locale name and returns it.
    ``ask`` makes the questions of the first run in a language, with the folder chosen before.
    ``sight`` looks up what was in sight last, without opening the desk; ``behind`` whether its
    library has to be brought up to date first.
    ``build`` loads the parts that the first sight needs and returns the function that puts them
    together; ``completion`` loads the others and returns the function that adds them, in turns.
    """

    settings: Callable[[], SettingsService]
    speak: Callable[[SettingsService, str], str]
    open: Callable[[Path, SettingsService], Desk]
    new: Callable[[Path, bool], None]
    build: Callable[[], Build]
    completion: Callable[[], Completion]
    ask: Callable[[Theme, str, Path | None], FirstRun]
    sight: Callable[[Path], FirstSight | None]
    behind: Callable[[Path], bool]


def run(doors: Doors, folder: Path | None = None, arguments: list[str] | None = None) -> int:
    """Open the workstation on ``folder`` (default: the desk last used) and return the exit code."""
    application = QApplication(arguments or ["copydesk"])
    application.setApplicationName("Copydesk")
    application.setDesktopFileName("copydesk")
    workstation = Workstation(doors, application)
    workstation.start(folder)
    code = application.exec() if workstation.is_open else 0
    workstation.end()
    return code


def _patience() -> str:
    """Return what is good to know while a library is brought up to date."""
    return _(
        "With a large memory this takes some minutes, and cannot be stopped. A copy of the library"
        " is kept in the backups."
    )


class Workstation(QObject):
    """The running program: one desk, one window, and the threads."""

    _loaded = Signal(object)

    def __init__(self, doors: Doors, application: QApplication) -> None:
        """Dress the application in the editor's language and colours."""
        super().__init__(application)
        leave_sources_unread()
        make_room_for_types()
        self._doors, self._application = doors, application
        self._settings = doors.settings()
        self._words: QtWords | None = None
        self._speak()
        self.theme = Theme(parent=self)
        self.theme.apply(self._choices.theme)
        application.setWindowIcon(QIcon(self.theme.pixmap("stories", "accent", 64)))
        self.jobs = Jobs(self)
        self.desk: Desk | None = None
        self._build: Build | None = None
        self._room: Workroom | None = None
        self._completion: Completion | None = None
        self._turns: Iterator[None] = iter(())
        self._next_turn = QTimer(self, interval=0)
        self._next_turn.timeout.connect(self._take_turn)
        self._loaded.connect(self._complete)
        self.conductor: Conductor | None = None
        self._questions: FirstRun | None = None
        self.window = MainWindow(self.theme, _("Opening the desk…"))
        self._door = FrontDoor(self)
        self._door.knocked.connect(self._come_forward)
        self._after_opening = ""
        self.is_open = True
        sys.excepthook = self._on_fault

    def _come_forward(self) -> None:
        """Somebody started Copydesk again on this desk."""
        self.window.come_forward()

    @property
    def _choices(self) -> Settings:
        return self._settings.load()

    def _speak(self) -> None:
        """Speak the editor's language, Qt's own dialogs too."""
        language = self._doors.speak(self._settings, QLocale.system().name())
        QLocale.setDefault(QLocale(language))
        self._fall_silent()
        self._words = QtWords(language, self)
        self._application.installTranslator(self._words)

    def _fall_silent(self) -> None:
        """Take the words of the language spoken until now away from Qt."""
        if self._words is not None:
            self._application.removeTranslator(self._words)
            self._words = None

    # -- beginning

    def start(self, folder: Path | None) -> None:
        """Show the window, then open the desk; ask when there is none yet."""
        wanted = folder or (Path(kept) if (kept := self._choices.desk_folder) else None)
        if wanted is not None and not self._door.open(wanted):
            self.is_open = False
            return
        self.window.show()
        if wanted is None:
            self._application.processEvents()
            self._ask()
        else:
            self._open_when_seen(wanted)

    def _open_when_seen(self, folder: Path) -> None:
        """Open the desk when the window has been painted, or is kept from it (minimised)."""
        soon = QTimer(self, singleShot=True, interval=UNSEEN)
        soon.timeout.connect(lambda: self._open(folder))
        self.window.curtain.painted.connect(lambda: soon.isActive() and soon.start(0))
        soon.start()

    def _open(self, folder: Path) -> None:
        """Open the desk; what was in sight last is shown before, and can be typed into."""
        opening, may_load = Opening(folder, self._settings), threading.Event()
        if self._doors.behind(folder):
            self.window.curtain.work(_("Bringing the library up to date…"), _patience())

        def work() -> tuple[Desk, Build]:
            may_load.wait(PATIENCE)
            self._load()
            desk = opening.open(lambda: self._doors.open(folder, self._settings))
            return desk, self._doors.build()

        self.jobs.change(
            work, self, self._show_opened, lambda error: self._on_not_opened(folder, error)
        )
        sight = self._doors.sight(folder)
        if sight is None:
            may_load.set()
            return
        self._show_desk(opening.desk, self._doors.build()).show_first(sight)
        QTimer.singleShot(PAINT, self, may_load.set)

    def _on_not_opened(self, folder: Path, error: EditorError) -> None:
        """Ask for another desk; what somebody has typed already stays in sight."""
        if self.conductor is not None and self.conductor.holds_typing:
            self.conductor.say.say_error(error)
            return
        if self.conductor is not None:
            self._new_window()
        self._ask(folder, error)

    def _ask(self, folder: Path | None = None, error: EditorError | None = None) -> None:
        """Ask the three questions of the first run, or again after a trouble."""
        questions = self._questions = self._doors.ask(self.theme, spoken(), folder)
        questions.language_chosen.connect(self._on_first_language)
        questions.begun.connect(self._begin)
        self.window.show_widget(questions)
        if error is not None and not (isinstance(error, DeskMissing) and folder is None):
            questions.say_trouble(sentence(error.message))
        questions.focus_start()

    def _on_first_language(self, language: str) -> None:
        folder = self._questions.folder if self._questions is not None else None
        self._settings.save(interface_language=language)
        self._speak()
        self._ask(folder)

    def _begin(self, beginning: Beginning) -> None:
        folder, how = beginning.folder, beginning.begin
        self._after_opening = how
        if not self._door.open(folder):
            self.window.close()
            return
        if self._questions is not None and self._doors.behind(folder):
            self._questions.say_busy(_("Bringing the library up to date…") + " " + _patience())

        def work() -> tuple[Desk, Build]:
            if how != "open":
                self._doors.new(folder, how == "sample")
            self._load()
            return self._doors.open(folder, self._settings), self._doors.build()

        self.jobs.change(work, self, self._show_opened, self._say_trouble)

    def _say_trouble(self, error: EditorError) -> None:
        if self._questions is not None:
            self._questions.say_trouble(sentence(error.message))
        else:
            self._ask(None, error)

    def _show_opened(self, opened: tuple[Desk, Build]) -> None:
        """Take the desk that was opened, and show it."""
        self._take_all_turns()
        self.desk, build = opened
        self._settings.save(desk_folder=str(self.desk.folder))
        if self.conductor is None:
            self._show_desk(self.desk, build)

    def _show_desk(self, desk: Desk, build: Build) -> Conductor:
        """Fill the window with the desk, which may still be on its way."""
        self._build = build
        self._questions = None
        typed = self.window.curtain.typed
        with self.theme.undressed():
            self._room = build(desk, self.jobs, self.theme, self.window)
            self.conductor = self._room.conductor
            if self._completion is not None:
                self._turns = self._completion(self._room)
                self._take_all_turns()
        self.conductor.navigator.keys.take_over(typed)
        self.conductor.desk_wanted.connect(self._change_desk)
        self.conductor.rebuild_wanted.connect(self._rebuild)
        self.conductor.start()
        if self._after_opening == "site":
            self.conductor.sync.add_site()
        self._after_opening = ""
        return self.conductor

    def _load(self) -> None:
        """Load what completes a window (on the lane); a window that is in sight gets it soon."""
        if self._completion is None:
            self._loaded.emit(self._doors.completion())

    def _complete(self, completion: Completion) -> None:
        """Add what the first sight did without, or keep it for the window that comes.

        One may type already, so it is added in turns, at moments when no key waits.
        """
        self._completion = completion
        if self._room is not None:
            self._turns = completion(self._room)
            self._next_turn.start()

    def _take_turn(self) -> None:
        if next(self._turns, OVER) is OVER:
            self._next_turn.stop()

    def _take_all_turns(self) -> None:
        """Add what is left at once: an open desk has a whole window."""
        for _turn in self._turns:
            pass
        self._next_turn.stop()

    # -- another desk, another language

    def _change_desk(self, folder: Path) -> None:
        """Close this desk and open another one in a new window."""
        if not self._door.open(folder):
            return
        self._new_window()
        self._close_desk()
        self._open(folder)

    def _rebuild(self) -> None:
        """Make the window anew in another language; the desk stays open."""
        desk, build = self.desk, self._build
        if desk is None or build is None:
            return
        self._speak()
        self._new_window()
        self._show_desk(desk, build)

    def _new_window(self) -> None:
        old, self.window = self.window, MainWindow(self.theme, _("Opening the desk…"))
        self.window.setGeometry(old.geometry())
        self.window.show()
        old.leave()
        old.deleteLater()
        self.conductor = self._room = None
        self._turns = iter(())

    def _close_desk(self) -> None:
        if self.desk is not None:
            self.jobs.settle()
            self.jobs.leave_behind()
            self.desk.close()
            self.desk = None

    # -- ending

    def end(self) -> None:
        """Keep everything, close the desk and the threads."""
        self._next_turn.stop()
        self.jobs.close()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        self._door.close()
        self._fall_silent()
        QLocale.setDefault(QLocale.system())
        sys.excepthook = sys.__excepthook__

    def _on_fault(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log what no one has caught, and tell of it once."""
        log.error("Copydesk made a mistake", exc_info=(kind, error, trace))
        self.jobs.broke.emit(error)
