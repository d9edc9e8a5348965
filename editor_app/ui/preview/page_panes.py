"""The pages in sight, one or two side by side, and the browser engine they share."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor_app.ui.preview.browser import Browser, Fetch
from editor_app.ui.preview.exact_page import Width
from editor_app.ui.preview.page_pane import Face, PagePane
from editor_app.ui.preview.preview_bar import AddressLine
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import Rule

MAIN, BESIDE = "one", "two"


class PagePanes(QWidget):
    """Two panes, of which the second is seen when two languages are compared.

    ``refused`` carries the address of a link that was pressed, ``engine_changed`` tells that the
    engine came or went, ``resized`` that another width may fit.
    """

    refused = Signal(str)
    engine_changed = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, fetch: Fetch) -> None:
        """Get what pages ask for with ``fetch``; the engine is not loaded yet."""
        super().__init__()
        self._fetch = fetch
        self._light = False
        self._asked = False
        self._broken = False
        self.browser: Browser | None = None
        self._panes = {host: PagePane(theme, host) for host in (MAIN, BESIDE)}
        self._between = Rule(upright=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panes[MAIN], 1)
        row.addWidget(self._between)
        row.addWidget(self._panes[BESIDE], 1)
        self.address = AddressLine(theme, self)
        self._listen_to(self._panes[MAIN], self._panes[BESIDE])
        self._listen_to(self._panes[BESIDE], self._panes[MAIN])
        self._panes[MAIN].resized.connect(self.resized)
        self.setFocusProxy(self._panes[MAIN])
        self.show_beside(False)

    def _listen_to(self, pane: PagePane, other: PagePane) -> None:
        pane.pointed.connect(self.address.show_address)
        pane.refused.connect(self.refused)
        pane.exact_wanted.connect(self._on_exact_wanted)
        pane.engine_ended.connect(self._on_engine_ended)
        pane.scrolled.connect(partial(self._scroll_along, pane, other))

    def pane(self, host: str) -> PagePane:
        """Return a pane: ``MAIN`` or ``BESIDE``."""
        return self._panes[host]

    # -- showing

    def show_beside(self, shown: bool) -> None:
        """Show the second pane, or the first alone."""
        for part in (self._between, self._panes[BESIDE]):
            part.setVisible(shown)

    def show_face(self, face: Face) -> None:
        """Show the page, its search result or its social card."""
        for pane in self._panes.values():
            pane.show_face(face)

    def show_width(self, width: Width) -> None:
        """Show the pages as on that device."""
        for pane in self._panes.values():
            pane.show_width(width)

    @staticmethod
    def _scroll_along(pane: PagePane, other: PagePane, fraction: float) -> None:
        """Scroll the page beside along with the one under the pointer."""
        if pane.underMouse() and other.isVisible() and other.exact is not None:
            other.exact.scroll_to(fraction)

    # -- the engine

    def use_light_mode(self, light: bool) -> None:
        """Load no engine in light mode, until the editor asks for it."""
        self._light = light

    def start_engine(self) -> None:
        """Load the engine for the panes that need it, or say why the page is approximate."""
        if self._light and not self._asked:
            for pane in self._panes.values():
                pane.do_without(PagePane.light_words(), can_change=True)
            return
        if not self._broken:
            try:
                self.browser = self.browser or Browser(self._fetch, self)
                self._panes[MAIN].use_engine(self.browser)
                if self._panes[BESIDE].isVisibleTo(self):
                    self._panes[BESIDE].use_engine(self.browser)
            except ImportError:
                self._broken = True
        if self._broken:
            self._do_without()
        self.engine_changed.emit()

    def _do_without(self) -> None:
        for pane in self._panes.values():
            pane.do_without(PagePane.missing_words(), can_change=False)

    def _on_exact_wanted(self) -> None:
        self._asked = True
        self.start_engine()

    def _on_engine_ended(self) -> None:
        self._broken = True
        self._do_without()
        self.engine_changed.emit()
