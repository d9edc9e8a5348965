"""The main window: a frame that puts the areas in their places and lets them fold and be walked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor_app.ui.desk.curtain import Curtain
from editor_app.ui.desk.folding import LIST, Folds, Wishes, folds
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.pages import Pages

if TYPE_CHECKING:  # the frame is painted before its areas are loaded
    from editor_app.ui.desk.centre_view import Screen
    from editor_app.ui.desk.rail import Rail
    from editor_app.ui.desk.status_bar import StatusBar
    from editor_app.ui.desk.story_list import StoryList
    from editor_app.ui.desk.story_page import StoryPage

LEAST = QSize(960, 640)
USUAL = QSize(1440, 900)
TITLE_BAR = 40


Stop = tuple[QWidget, Callable[[], None]]
"""A place that F6 leads to, and what puts the focus there."""


@dataclass(frozen=True)
class Areas:
    """What the window is made of; ``screens`` are the full-size ones by their key on the rail."""

    rail: Rail
    stories: StoryList
    page: StoryPage
    status: StatusBar
    screens: Mapping[str, Screen]


class MainWindow(QMainWindow):
    """Shows a curtain at once, and the areas of a desk when they are there.

    ``area_changed`` carries the key of the area in sight, ``folds_changed`` what stands open,
    ``dropped`` what was let fall on the window, ``leaving`` that it is about to close.
    """

    area_changed = Signal(str)
    folds_changed = Signal(object)
    dropped = Signal(object)
    leaving = Signal()

    def __init__(self, theme: Theme, words: str) -> None:
        """Say ``words`` until the desk is there."""
        super().__init__()
        self._theme = theme
        self.setWindowTitle("Copydesk")
        self.setMinimumSize(LEAST)
        usual = USUAL.boundedTo(self.screen().availableSize() - QSize(0, TITLE_BAR))
        self.resize(usual.expandedTo(LEAST))
        self.setAcceptDrops(True)
        self.curtain = Curtain(theme, words)
        self.setCentralWidget(self.curtain)
        self.curtain.setFocus()
        self.areas: Areas | None = None
        self.wishes = Wishes()
        self.widths: dict[str, int] = {}
        self._area = "stories"
        self._view = "none"
        self._folds: Folds | None = None
        self._fold_later = QTimer(self, singleShot=True, interval=0)
        self._fold_later.timeout.connect(self._fold)
        self._may_close: Callable[[], bool] = lambda: True
        self._left = False
        self._more: list[Stop] = []

    # -- putting together

    def show_areas(self, areas: Areas) -> None:
        """Put the areas of a desk into the window, in place of the curtain or of others."""
        self.areas = areas
        self._pages = Pages()
        self._pages.addWidget(areas.page)
        for screen in areas.screens.values():
            self._pages.addWidget(screen)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(areas.stories)
        self._splitter.addWidget(self._pages)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.splitterMoved.connect(self._on_splitter_moved)
        areas.stories.setMinimumWidth(220)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._splitter, 1)
        right.addWidget(areas.status)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(areas.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
        self._folds = None
        self.show_area("stories")

    def show_widget(self, widget: QWidget) -> None:
        """Show something else in the whole window (the first run)."""
        self.areas = None
        self.setCentralWidget(widget)

    def ask_before_closing(self, may_close: Callable[[], bool]) -> None:
        """Ask ``may_close`` when the editor closes the window."""
        self._may_close = may_close

    # -- areas

    @property
    def area(self) -> str:
        """The key of the area in sight."""
        return self._area

    @property
    def screen_in_sight(self) -> Screen | None:
        """The full-size screen in sight, None for a story."""
        return self.areas.screens.get(self._area) if self.areas else None

    def say(
        self, tone: str, words: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say something over the story, and over the screen that is in sight instead of it."""
        if self.areas is not None:
            self.areas.page.notice.tell(tone, words, action, act)
        screen = self.screen_in_sight
        if screen is not None and screen.notice is not None:
            screen.notice.tell(tone, words, action, act)

    def unsay(self, words: str) -> None:
        """Say it no more, wherever it still stands."""
        if self.areas is None:
            return
        screens = [screen.notice for screen in self.areas.screens.values()]
        for notice in (self.areas.page.notice, *screens):
            if notice is not None and notice.text == words:
                notice.clear()

    def show_area(self, key: str) -> None:
        """Bring an area of the rail into sight, with the focus if the one before held it."""
        if self.areas is None or (key != "stories" and key not in self.areas.screens):
            return
        focus = QApplication.focusWidget()
        moves = key != self._area and focus is not None and self._pages.isAncestorOf(focus)
        self._area = key
        screen = self.areas.screens.get(key)
        self._pages.setCurrentWidget(screen or self.areas.page)
        self.areas.rail.choose(key)
        if screen is not None:
            screen.refresh()
        if moves:  # else Qt gives it to whatever comes first there
            self.focus_start()
        self._fold_later.start()
        self.area_changed.emit(key)

    def settle(self) -> None:
        """Fold and lay out now what would be laid out before the next painting."""
        whole = self.centralWidget()
        if whole is not None:
            whole.show()  # Qt would do so next; out of sight it has no sizes yet
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._fold_later.stop()
        self._fold()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def show_view(self, view: str) -> None:
        """Know which view is in sight: how much room the text wants depends on it."""
        self._view = "write" if view == "compare" else view
        self._fold_later.start()

    # -- folding

    def toggle(self, panel: str) -> None:
        """Fold or open the ``list`` or the ``inspector``, by the editor's hand."""
        self._fold()
        now = self._folds
        if now is None:
            return
        is_open = now.list_open if panel == "list" else now.inspector_open
        self.wishes.say(panel, self._fold_key, not is_open)
        self._fold()

    def unfold_inspector(self) -> None:
        """Open the inspector where it is folded, or is about to be in the view in sight."""
        self._fold()
        if self._folds is not None and not self._folds.inspector_open:
            self.toggle("inspector")

    @property
    def _fold_key(self) -> str:
        return self._view if self._area == "stories" else "screen"

    def _fold(self) -> None:
        """Open and fold the panels as room and wishes have it."""
        if self.areas is None:
            return
        now = folds(self._fold_key, self.width(), self.wishes)
        self.areas.stories.setVisible(now.list_open)
        if now.list_open:
            width = self.widths.get("list", LIST)
            self._splitter.setSizes([width, max(1, self._splitter.width() - width - 1)])
        self.areas.page.fold_inspector(is_open=now.inspector_open, width=now.inspector_width)
        if now != self._folds:
            self._folds = now
            self.folds_changed.emit(now)

    def _on_splitter_moved(self, _place: int, _number: int) -> None:
        self.widths["list"] = self._splitter.sizes()[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold by the room there is now."""
        super().resizeEvent(event)
        self._fold_later.start()

    # -- walking

    def walk(self, by: int) -> None:
        """Put the focus into the next area (F6) or the one before."""
        if self.areas is not None:
            _walk(self._stops(self.areas), by)

    def add_stop(self, widget: QWidget, go: Callable[[], None]) -> None:
        """Let F6 come by ``widget`` too, whenever it is in sight; ``go`` puts the focus there."""
        self._more.append((widget, go))

    def focus_start(self) -> None:
        """Put the focus into the area in sight."""
        if self.areas is not None:
            (self.screen_in_sight or self.areas.page.centre).focus_start()

    def _stops(self, areas: Areas) -> list[Stop]:
        screen, page = self.screen_in_sight, areas.page
        parts = (screen,) if screen is not None else (page.header, page.centre, page.inspector)
        tab = Qt.FocusReason.TabFocusReason
        return [
            (areas.rail, areas.rail.focus_start),
            (areas.stories, areas.stories.focus_rows),
            *((part, part.focus_start) for part in parts),
            *((button, partial(button.setFocus, tab)) for button in areas.status.buttons),
            *self._more,
        ]

    # -- from outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and texts."""
        if self.areas is not None and (event.mimeData().hasUrls() or event.mimeData().hasHtml()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what is let fall."""
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def come_forward(self) -> None:
        """Come into sight, because somebody started Copydesk again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Let everything typed be kept and close without asking: another window takes over."""
        self._leave()
        self.close()
        # Qt tells watchers of the window's own end; one written in Python would revive it.
        for child in self.findChildren(QWidget):
            self.removeEventFilter(child)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everything typed be kept first."""
        if not self._left and not self._may_close():
            event.ignore()
            return
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        """Say once that the window is about to close."""
        if not self._left:
            self._left = True
            self.leaving.emit()


def _walk(stops: list[Stop], by: int) -> None:
    """Go from the stop with the focus to the next one in sight."""
    focused = QApplication.focusWidget()
    inside = [n for n, (area, _go) in enumerate(stops) if focused and area.isAncestorOf(focused)]
    start = inside[-1] if inside else -1
    for step in range(1, len(stops) + 1):
        area, go = stops[(start + by * step) % len(stops)]
        if area.isVisible():
            go()
            return
