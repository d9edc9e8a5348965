"""The inspector on the right: tabs with what is beside the text."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from editor_app.domain.ids import ArticleId
from editor_app.sentences import _
from editor_app.services.views import StoryView
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import Rule, ground
from editor_app.ui.widgets.tabs import UnderlineTabs

TABS_HEIGHT = 37
TABS_MARGIN = 8


class SideTab(QWidget):
    """One tab of the inspector. ``requested`` names an action for the frame to do."""

    requested = Signal(str)

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show what belongs to this language version; None clears the tab."""
        raise NotImplementedError

    def glance(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Take note of what is shown while another tab is in sight; for what has a badge."""

    def focus_start(self) -> bool:
        """Put the focus where the editor goes on; False: into the first field."""
        return False

    def bring_into_sight(self, card: QWidget) -> None:
        """Let the page that holds this tab scroll to a card of it."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(card)


class Inspector(QFrame):
    """The tabs beside the text. Which ones, the view in the middle says; choices are kept.

    ``chosen`` carries the key of the tab that came into sight.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        tabs: Mapping[str, tuple[str, SideTab]],
        parent: QWidget | None = None,
    ) -> None:
        """Hold the tabs that every view may ask for: key -> (title, widget)."""
        super().__init__(parent)
        ground(self, "canvas")
        self.setAccessibleName(_("Inspector"))
        self._tabs = dict(tabs)
        self._titles = {key: title for key, (title, _tab) in tabs.items()}
        self._pages: dict[str, QWidget] = {}
        self._last: dict[tuple[str, ...], str] = {}
        self._badges: dict[str, tuple[str, str]] = {}
        self._shown: tuple[str, ...] = ()
        self._story: tuple[StoryView | None, ArticleId | None] = (None, None)
        self._row = UnderlineTabs(theme, _("Inspector"), height=TABS_HEIGHT, padding=9)
        self._row.chosen.connect(self.show_tab)
        self._stack = QStackedWidget()
        head = QWidget()
        line = QVBoxLayout(head)
        line.setContentsMargins(TABS_MARGIN, 0, TABS_MARGIN, 0)
        line.addWidget(self._row, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)
        for key, (_title, tab) in tabs.items():
            self._add_page(key, tab)

    def _add_page(self, key: str, widget: QWidget) -> None:
        page = widget if isinstance(widget, QScrollArea) else scrolled(widget)
        self._pages[key] = page
        self._stack.addWidget(page)

    def offer(self, keys: tuple[str, ...], panels: Mapping[str, tuple[str, QWidget]]) -> None:
        """Offer the tabs a view wants; ``panels`` are the view's own (key -> title, widget)."""
        for key, (title, widget) in panels.items():
            self._titles[key] = title
            if key not in self._pages:
                self._add_page(key, widget)
        wanted = tuple(key for key in keys if key in self._pages)
        self._shown = wanted
        self._row.show_tabs(tuple((key, self._titles[key]) for key in wanted))
        for key, badge in self._badges.items():
            self._row.badge(key, *badge)
        self._fit_tabs()
        if wanted:
            self.show_tab(self._last.get(wanted, wanted[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the tabs closer in a narrow drawer."""
        super().resizeEvent(event)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        self._row.fit(self.width() - 2 * TABS_MARGIN)

    def show_tab(self, key: str) -> None:
        """Bring a tab into sight."""
        if key not in self._shown:
            return
        self._last[self._shown] = key
        self._row.choose(key)
        self._stack.setCurrentWidget(self._pages[key])
        self._show_current()
        self.chosen.emit(key)

    def badge(self, key: str, text: str, tone: str = "warn") -> None:
        """Put a badge on a tab, in every view that has it."""
        if self._badges.get(key) == (text, tone):
            return  # said after each look at what was typed
        self._badges[key] = text, tone
        self._row.badge(key, text, tone)
        self._fit_tabs()

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show a language version in the tab in sight; the others follow when looked at."""
        self._story = (story, article)
        self._show_current()
        for key, (_title, tab) in self._tabs.items():
            if key != self._row.choice:
                tab.glance(story, article)

    def _show_current(self) -> None:
        key = self._row.choice
        if key in self._tabs:
            self._tabs[key][1].show_story(*self._story)

    @property
    def choice(self) -> str:
        """The key of the tab in sight."""
        return self._row.choice

    def focus_start(self) -> None:
        """Put the focus where the tab in sight says, on its first field, else on the tab."""
        tab = self._tabs.get(self._row.choice)
        if tab is not None and tab[1].isEnabled() and tab[1].focus_start():
            return
        page = self._stack.currentWidget()
        fields = page.findChildren(QWidget) if page is not None else []
        for field in fields:
            reachable = field.focusPolicy() & Qt.FocusPolicy.TabFocus
            if reachable and field.isVisibleTo(self) and not isinstance(field, QScrollArea):
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self._row.focus_start()


class Column(QScrollArea):
    """Scrolls upwards and downwards; what is in it is never wider than what can be seen."""

    def __init__(self, widget: QWidget) -> None:
        """Hold the widget."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(widget)
        widget.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hold the widget to the width there is."""
        held = self.widget()
        if held is not None:
            held.setMaximumWidth(self.viewport().width())
        super().resizeEvent(event)


def scrolled(widget: QWidget) -> QScrollArea:
    """Return the widget in an area that scrolls upwards and downwards."""
    return Column(widget)
