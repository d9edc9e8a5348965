"""The page in the browser engine, on paper of a reader's width; what changes is patched in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from editor_app.sentences import _
from editor_app.ui.preview import page_script
from editor_app.ui.preview.browser import SCHEME, Browser
from editor_app.ui.preview.page_read import PageRead
from editor_app.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEngineNavigationRequest

MARGIN = 18
LEGIBLE = 0.6  # a page shown smaller than this cannot be read


class Width(StrEnum):
    """The devices a page is shown for."""

    DESKTOP = "desktop"
    TABLET = "tablet"
    PHONE = "phone"


SIZES = {Width.DESKTOP: (1180, 0), Width.TABLET: (820, 1180), Width.PHONE: (390, 844)}
"""Width and height in CSS pixels; a height of 0 takes what there is."""


def fitting(room: int) -> Width:
    """Return the widest device whose page can be read in a room of that many pixels."""
    readable = (width for width in Width if (room - 2 * MARGIN) / SIZES[width][0] >= LEGIBLE)
    return next(readable, Width.PHONE)


def paper(room: QRect, width: Width) -> tuple[QRect, float]:
    """Return where the paper lies in a room, and the zoom that fits the device's width into it."""
    css_width, css_height = SIZES[width]
    most = max(1, room.width() - 2 * MARGIN)
    zoom = min(1.0, most / css_width)
    across = min(most, css_width)
    high = room.height() - MARGIN
    if css_height:
        high = min(high - MARGIN, round(css_height * zoom))
    left = room.x() + (room.width() - across) // 2
    return QRect(left, room.y() + MARGIN, across, max(1, high)), max(0.25, zoom)


class ExactPage(QWidget):
    """One page. Addresses in signals are public ones.

    ``loaded`` when the page stands; ``pointed`` carries the address of the link under the pointer,
    or nothing; ``refused`` the address of a link that was pressed: it is not followed; ``ended``
    when the engine gave up; ``scrolled`` the fraction that is scrolled.
    """

    loaded = Signal()
    pointed = Signal(str)
    refused = Signal(str)
    ended = Signal()
    scrolled = Signal(float)

    def __init__(self, theme: Theme, browser: Browser, host: str) -> None:
        """Show pages that ``browser`` serves under ``host``. Raises ImportError without engine."""
        from PySide6.QtWebEngineWidgets import QWebEngineView

        super().__init__()
        self._theme, self._browser, self._host = theme, browser, host
        self._read: PageRead | None = None
        self._address = ""
        self._ready = False
        self._waiting: list[str] = []
        self._width = Width.DESKTOP
        self._failures = 0
        self._page = browser.page()
        self._page.navigationRequested.connect(self._on_navigation)
        self._page.loadFinished.connect(self._on_loaded)
        self._page.linkHovered.connect(lambda url: self.pointed.emit(self.public(QUrl(url))))
        self._page.renderProcessTerminated.connect(lambda _how, _code: self._on_ended())
        self._page.scrollPositionChanged.connect(lambda _place: self._on_scrolled())
        self.view = QWebEngineView(self)
        self.view.setPage(self._page)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.view.setAcceptDrops(False)
        self.view.setAccessibleName(_("The page as readers will see it"))
        self.setFocusProxy(self.view)
        theme.changed.connect(self.update)
        self._place()

    # -- showing

    def show_page(self, read: PageRead) -> None:
        """Show a page; another state of the page that stands there comes in without a jump."""
        same = self._read is not None and self._read.preview.article == read.preview.article
        self._read = read
        self._browser.give(self._host, read.get)
        # A headline moves the address of a new page: what it asks for lies as deep as before.
        if same and self._address.count("/") == read.preview.address.count("/"):
            self._run(page_script.whole_page(read.html.decode("utf-8", "replace")))
        else:
            self._load()

    def show_width(self, width: Width) -> None:
        """Show the page as wide as it is on that device."""
        if width != self._width:
            self._width = width
            self._place()

    def patch(self, first: int, gone: int, pieces: Sequence[str]) -> None:
        """Replace ``gone`` blocks from number ``first`` (from 1) by others, given as HTML."""
        self._run(page_script.blocks(first, gone, pieces))

    def say(self, place: str, text: str) -> None:
        """Show other words as ``headline`` or ``standfirst``."""
        self._run(page_script.words(place, text))

    def scroll_to(self, fraction: float) -> None:
        """Scroll to a fraction of what can be scrolled."""
        self._run(page_script.scroll_to(fraction))

    def find_words(self, text: str, *, backwards: bool) -> None:
        """Mark the next place that holds ``text``; an empty one takes the marks away."""
        from PySide6.QtWebEngineCore import QWebEnginePage

        flag = QWebEnginePage.FindFlag
        self._page.findText(text, flag.FindBackward if backwards else flag(0))

    def write_pdf(self, file: Path, done: Callable[[bool], object]) -> None:
        """Write the page as PDF; ``done`` is told whether it could be written."""

        def finished(_path: str, success: bool) -> None:
            self._page.pdfPrintingFinished.disconnect(finished)
            done(success)

        self._page.pdfPrintingFinished.connect(finished)
        self._page.printToPdf(str(file))

    def ask(self, script: str, answer: Callable[[object], object]) -> None:
        """Run a script beside the page and hand its value to ``answer`` (tests, pictures)."""
        from PySide6.QtWebEngineCore import QWebEngineScript

        self._page.runJavaScript(script, QWebEngineScript.ScriptWorldId.ApplicationWorld, answer)

    @property
    def is_ready(self) -> bool:
        """Whether the page stands and everything asked for has been handed to it."""
        return self._ready and not self._waiting

    # -- inside

    def _load(self) -> None:
        if self._read is not None:
            self._ready = False
            self._waiting = []
            self._address = self._read.preview.address
            self._page.load(self._browser.url(self._host, self._address))

    def _run(self, script: str) -> None:
        """Run a script beside the page, now or when the page stands."""
        if not self._ready:
            self._waiting.append(script)
            return
        from PySide6.QtWebEngineCore import QWebEngineScript

        self._page.runJavaScript(script, QWebEngineScript.ScriptWorldId.ApplicationWorld)

    def _on_loaded(self, success: bool) -> None:
        if not success:
            return
        self._ready = True
        waiting, self._waiting = self._waiting, []
        for script in waiting:
            self._run(script)
        self.loaded.emit()

    def _on_navigation(self, request: QWebEngineNavigationRequest) -> None:
        """Let the page in that we asked for, and jumps inside it; nothing else."""
        url = request.url()
        here = url.toString().partition("#")[0]
        if self._read is not None:
            wanted = self._browser.url(self._host, self._address)
            if here == wanted.toString() and (not self._ready or url.hasFragment()):
                request.accept()
                return
        request.reject()
        self.refused.emit(self.public(url))

    def public(self, url: QUrl) -> str:
        """Return the public address that a URL of the shown page stands for."""
        if self._read is None or url.isEmpty():
            return ""
        if url.scheme() != SCHEME:
            return url.toDisplayString()
        path = url.path(QUrl.ComponentFormattingOption.FullyDecoded).lstrip("/")
        mark = f"#{url.fragment()}" if url.hasFragment() else ""
        return f"{self._read.root}{path}{mark}"

    def _on_ended(self) -> None:
        """Load once more when the engine's process died; then give up."""
        self._failures += 1
        if self._failures > 1:
            self.ended.emit()
        else:
            QTimer.singleShot(0, self, self._load)

    def _on_scrolled(self) -> None:
        room = self._page.contentsSize().height() - self.view.height() / self.view.zoomFactor()
        if room > 0:
            self.scrolled.emit(min(1.0, max(0.0, self._page.scrollPosition().y() / room)))

    def _place(self) -> None:
        where, zoom = paper(self.rect(), self._width)
        self.view.setGeometry(where)
        self._show_scroll_bar()
        if abs(self.view.zoomFactor() - zoom) > 0.001:
            self.view.setZoomFactor(zoom)

    def _show_scroll_bar(self) -> None:
        """Show one where readers have one: on a phone it would make the page narrower."""
        from PySide6.QtWebEngineCore import QWebEngineSettings

        bars = QWebEngineSettings.WebAttribute.ShowScrollBars
        self._page.settings().setAttribute(bars, self._width is Width.DESKTOP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the paper anew."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk around the paper, and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("sunken"))
        painter.setPen(self._theme.colour("line-strong"))
        painter.drawRect(self.view.geometry().adjusted(-1, -1, 0, 0))
