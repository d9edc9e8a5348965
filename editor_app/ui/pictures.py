"""Pictures without anybody looking: a page as PNG or PDF, and the window with a story in each view.

For the command line (``page``, ``demo --shots``), which gets an ``EnginePictures`` from
``__main__``, and for ``tests.shots``. ``ui.environment.prepare`` must have run before this module
is imported.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QSize,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from editor_app.domain.errors import EditorError, NotFound
from editor_app.domain.ids import Language, StoryId
from editor_app.domain.settings import Theme as Colours
from editor_app.outgoing import write_outgoing
from editor_app.services.preferences import SettingsService
from editor_app.ui.completion import complete
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import MainWindow
from editor_app.ui.plugs import build
from editor_app.ui.preview import page_script
from editor_app.ui.preview.browser import Browser, Get, fetch_at_once
from editor_app.ui.preview.engine_setup import before_application
from editor_app.ui.preview.exact_page import ExactPage
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEnginePage

    from editor_app.wiring import Desk

log = logging.getLogger(__name__)

OpenDesk = Callable[[Path, SettingsService], "Desk"]

SECONDS = 30.0
TICK = 15  # milliseconds between two looks whether something has come
TALLEST = 8000  # pixels that the engine paints in one piece
LEAST_HEIGHT = 600
HOST = "page"
DRAW = "window.drawn = 0; requestAnimationFrame(() => { window.drawn = 1; }); 0"
WINDOW = QSize(1440, 900)
VIEWS = ("write", "translate", "preview", "both")
AREAS = ("photos", "sync", "settings")


class EnginePictures:
    """Takes pictures with the browser engine and the real window."""

    def __init__(self, open_desk: OpenDesk) -> None:
        """Open desks with ``open_desk``."""
        self._open_desk = open_desk

    def page(self, get: Get, address: str, out: Path, width: int) -> None:
        """Write the page at an address as PNG (its whole height) or PDF, by the ending of ``out``.

        Raises NotFound when there is no such page, EditorError when it cannot be shown, OSError
        when it cannot be written.
        """
        if get(address) is None:
            raise NotFound(name=address)
        application()
        sitting = PageSitting(get, address, width)
        try:
            if out.suffix.lower() == ".pdf":
                sitting.write_pdf(out)
            else:
                sitting.write_png(out)
        finally:
            sitting.close()

    def windows(self, desk: Path, story: str, out: Path) -> list[Path]:
        """Write pictures of the window with a story in every view; return their paths."""
        application()
        with tempfile.TemporaryDirectory() as folder:
            settings = SettingsService(Path(folder) / "settings.toml")
            sitting = WindowSitting(self._open_desk(desk, settings), Colours.LIGHT)
            try:
                return sitting.take_all(StoryId(story), out)
            finally:
                sitting.close()


def application() -> QApplication:
    """Return the application; a new one paints where nobody sees it."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_QUICK_BACKEND"] = "software"
    before_application()
    qInstallMessageHandler(_log_qt)
    return QApplication(["copydesk"])


def _log_qt(_kind: QtMsgType, _context: QMessageLogContext, said: str) -> None:
    """Keep what Qt says of its unseen screen out of the command line's answer."""
    log.debug("Qt: %s", said)


def until(condition: Callable[[], bool], seconds: float = SECONDS) -> bool:
    """Let the event loop turn until something holds; False when it took too long."""
    end = time.monotonic() + seconds
    loop = QEventLoop()
    timer = QTimer(interval=TICK)
    timer.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > end else None)
    timer.start()
    loop.exec()
    timer.stop()
    return condition()


def forget_deleted() -> None:
    """Delete now what was to be deleted later: nobody turns the event loop after a picture."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class PageSitting(QObject):
    """One page that sits for its picture."""

    def __init__(self, get: Get, address: str, width: int) -> None:
        """Load the page, ``width`` CSS pixels wide."""
        from PySide6.QtWebEngineWidgets import QWebEngineView

        super().__init__()
        self._address = address
        self._loaded: list[bool] = []
        self._browser = Browser(fetch_at_once, self)
        self._browser.give(HOST, get)
        self._page: QWebEnginePage = self._browser.page()
        self._page.loadFinished.connect(self._loaded.append)
        self._view = QWebEngineView()
        self._view.setPage(self._page)
        self._view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, True)
        self._show_scroll_bars(False)
        self._view.resize(width, LEAST_HEIGHT)
        self._view.show()
        self._page.load(self._browser.url(HOST, address))
        self._wait(lambda: bool(self._loaded))
        if not self._loaded[0]:
            raise EditorError("page-not-shown", address=address)
        self._page.navigationRequested.connect(lambda request: request.reject())

    def write_png(self, out: Path) -> None:
        """Write the whole page, however high it is."""
        height = max(LEAST_HEIGHT, int(self._ask(page_script.HEIGHT)))
        width = self._view.width()
        self._view.resize(width, min(height, TALLEST))
        self._wait(lambda: self._ask(page_script.PICTURES_LEFT) == 0)
        height = max(LEAST_HEIGHT, int(self._ask(page_script.HEIGHT)))
        self._view.resize(width, min(height, TALLEST))
        picture = QImage(width, height, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        for top in range(0, height, TALLEST):
            self._ask(f"scrollTo(0, {top})")
            seen = int(self._ask("scrollY"))
            painter.drawPixmap(0, seen, self._still())
        painter.end()
        buffer = QBuffer()
        if not QImageWriter(buffer, b"png").write(picture):
            raise EditorError("page-not-shown", address=self._address)
        write_outgoing(out, bytes(buffer.data().data()))

    def write_pdf(self, out: Path) -> None:
        """Write the page on sheets of paper."""
        self._wait(lambda: self._ask(page_script.PICTURES_LEFT) == 0)
        printed: list[QByteArray] = []
        self._page.printToPdf(printed.append)
        self._wait(lambda: bool(printed))
        if printed[0].isEmpty():
            raise EditorError("page-not-shown", address=self._address)
        write_outgoing(out, bytes(printed[0].data()))

    def close(self) -> None:
        """Let the engine's things go, the page before its profile."""
        self._view.close()
        self._view.deleteLater()
        self.deleteLater()
        forget_deleted()

    def _still(self) -> QPixmap:
        """Return what the view shows, once two looks in a row see the same."""
        self._ask(DRAW)
        self._wait(lambda: self._ask("window.drawn") == 1)
        seen = [self._view.grab().toImage()]

        def still() -> bool:
            seen.append(self._view.grab().toImage())
            return seen[-1] == seen[-2]

        self._wait(still)
        return QPixmap.fromImage(seen[-1])

    def _show_scroll_bars(self, shown: bool) -> None:
        from PySide6.QtWebEngineCore import QWebEngineSettings

        bars = QWebEngineSettings.WebAttribute.ShowScrollBars
        self._page.settings().setAttribute(bars, shown)

    def _ask(self, script: str) -> Any:
        """Run a script beside the page and return its value."""
        from PySide6.QtWebEngineCore import QWebEngineScript

        answers: list[Any] = []
        world = QWebEngineScript.ScriptWorldId.ApplicationWorld
        self._page.runJavaScript(script, world, answers.append)
        self._wait(lambda: bool(answers))
        return answers[0]

    def _wait(self, condition: Callable[[], bool]) -> None:
        if not until(condition):
            raise EditorError("page-not-shown", address=self._address)


class WindowSitting:
    """The real window on a desk, sitting for pictures. ``close`` closes the desk too."""

    def __init__(self, desk: Desk, colours: Colours, size: QSize = WINDOW) -> None:
        """Open the window where nobody sees it."""
        self.desk = desk
        desk.settings.save(theme=colours)
        self.theme = Theme()
        self.theme.apply(colours)
        self.jobs = Jobs()
        self.window = MainWindow(self.theme, "")
        self.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, True)
        room = build(desk, self.jobs, self.theme, self.window)
        complete(room)
        self.conductor = room.conductor
        self.window.resize(size)
        self.window.show()
        self.conductor.start()
        self.settle()
        self.window.resize(size)  # the desk remembers another one
        self.settle()

    def open(self, story: StoryId, language: Language | None, view: str) -> None:
        """Bring a story into sight in a language and view."""
        self.window.show_area("stories")
        self.conductor.navigator.open(story, language, view)
        self.settle()

    def show_area(self, key: str) -> None:
        """Bring an area of the rail into sight."""
        self.window.show_area(key)
        self.settle()

    def perform(self, action: str) -> None:
        """Do one of the actions."""
        self.conductor.commands.run(action)
        self.settle()

    def settle(self) -> None:
        """Wait until everything asked for is there and painted."""
        until(lambda: not self.jobs.busy and self._pages_stand())
        for page in self._pages():
            until(lambda page=page: _answer(page, page_script.PICTURES_LEFT) == 0)  # type: ignore[misc]  # mypy sees no default in a lambda
            _answer(page, DRAW)
            until(lambda page=page: _answer(page, "window.drawn") == 1)  # type: ignore[misc]  # as above
        # Painting may ask for more: a photo that came into sight is fetched now.
        until(lambda: self._stands_still() and not self.jobs.busy)

    def grab(self, out: Path) -> Path:
        """Write what the window shows as PNG."""
        self._grabbed().save(str(out))
        return out

    def take_all(self, story: StoryId, out: Path) -> list[Path]:
        """Write a picture of every view of a story, the publish sheet, and the other areas."""
        out.mkdir(parents=True, exist_ok=True)
        versions = self.desk.stories.view(story).articles
        source = next(item for item in versions if item.translated_from is None)
        target = next((item for item in versions if item.translated_from), source)
        shots = []
        for view in VIEWS:
            article = target if view in {"translate", "both"} else source
            self.open(story, article.language, view)
            shots.append(self.grab(out / f"window-{view}.png"))
        self.perform("story.publish")
        shots.append(self.grab(out / "window-publish.png"))
        self.close_sheets()
        for area in AREAS:
            self.show_area(area)
            shots.append(self.grab(out / f"window-{area}.png"))
        return shots

    def close_sheets(self) -> None:
        """Close the decision that stands over the window."""
        for sheet in self.window.findChildren(Sheet):
            sheet.close_sheet()
        self.settle()

    def close(self) -> None:
        """Close window, threads and desk, everything kept."""
        self.window.leave()
        self.jobs.close()
        self.desk.close()
        self.window.deleteLater()
        forget_deleted()

    def _pages(self) -> list[ExactPage]:
        return [page for page in self.window.findChildren(ExactPage) if page.isVisible()]

    def _pages_stand(self) -> bool:
        return all(page.is_ready for page in self._pages())

    def _stands_still(self) -> bool:
        before = self._grabbed()
        QApplication.processEvents()
        return before == self._grabbed()

    def _grabbed(self) -> QImage:
        return self.window.grab().toImage()


def _answer(page: ExactPage, script: str) -> object:
    """Return the value of a script beside a page of the window."""
    answers: list[object] = []
    page.ask(script, answers.append)
    until(lambda: bool(answers))
    return answers[0] if answers else None
