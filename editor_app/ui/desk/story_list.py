"""The story list: New and Take in on top, search, filters, and the rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor_app.domain.article import Shown
from editor_app.domain.changes import Changes
from editor_app.domain.ids import PersonId, StoryId
from editor_app.sentences import _, ngettext
from editor_app.services.views import ListQuery, StoryRow
from editor_app.ui.actions import tip_of
from editor_app.ui.desk.search_field import SearchField
from editor_app.ui.desk.story_model import StoryModel
from editor_app.ui.desk.story_row import StoryRowDelegate
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button, IconButton
from editor_app.ui.widgets.chips import ChipRow
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import ground
from editor_app.ui.widgets.thumbnails import Thumbnails

FIRST = 300
MOST = 200_000
PAUSE_IN_TYPING = 120  # milliseconds
PAUSE_IN_WALKING = 180
PAUSE_BELOW = 1000  # a long list is read whole for what stands far down, once nobody types there

FILTERS: dict[str, frozenset[Shown]] = {
    "all": frozenset(),
    "mine": frozenset(),
    "to-translate": frozenset({Shown.NOT_STARTED, Shown.IN_TRANSLATION, Shown.SOURCE_CHANGED}),
    "for-approval": frozenset({Shown.FOR_APPROVAL}),
    "goes-out": frozenset({Shown.APPROVED, Shown.SCHEDULED}),
    "published": frozenset({Shown.PUBLISHED, Shown.CORRECTED}),
    "needs-you": frozenset({Shown.CONFLICT, Shown.SOURCE_CHANGED}),
    "trash": frozenset(),
}


class StoryList(QWidget):
    """The list; ``opened`` carries the story the editor wants, ``requested`` an action's name.

    ``thrown_away`` carries the story that goes into the trash: that of the row, open or not.
    """

    opened = Signal(object)
    thrown_away = Signal(object)
    requested = Signal(str)
    filtered = Signal(str)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        rows: Callable[[ListQuery, int], tuple[StoryRow, ...]],
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        """Fetch rows with ``rows`` (query, limit) whenever something changes."""
        super().__init__(parent)
        ground(self, "canvas")
        self.setAccessibleName(_("Stories"))
        self._jobs, self._rows = jobs, rows
        self._query = ListQuery()
        self._filter = "all"
        self._editor: PersonId | None = None
        self._wanted: StoryId | None = None
        self._loaded = False
        self._typing = QTimer(self, singleShot=True, interval=PAUSE_IN_TYPING)
        self._typing.timeout.connect(self.refresh)
        self._walking = QTimer(self, singleShot=True, interval=PAUSE_IN_WALKING)
        self._walking.timeout.connect(self._open_current)
        self._is_behind = False
        self._below = QTimer(self, singleShot=True, interval=PAUSE_BELOW)
        self._below.timeout.connect(self._fetch_all)
        self._build(theme, thumbnails)

    def _build(self, theme: Theme, thumbnails: Thumbnails) -> None:
        take_in = Button(_("Take in…"), "primary", tip=tip_of("story.take_in"))
        take_in.clicked.connect(lambda: self.requested.emit("story.take_in"))
        new = Button(_("New"), tip=tip_of("story.new"))
        new.clicked.connect(lambda: self.requested.emit("story.new"))
        self.search = SearchField(theme, _("Search stories"), "find.stories")
        self.search.textChanged.connect(self._on_typed)
        self.search.left.connect(self.focus_rows)
        self._more = IconButton(theme, "filter", _("More filters"), clicked=self._open_filters)
        self._chips = self._make_chips(theme)
        self._view = self._make_view(theme, thumbnails)
        self._empty = EmptyState(theme, "stories")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(take_in, 1)
        buttons.addWidget(new)
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(8)
        head.addLayout(buttons)
        searching = QHBoxLayout()
        searching.setSpacing(6)
        searching.addWidget(self.search, 1)
        searching.addWidget(self._more)
        head.addLayout(searching)
        head.addWidget(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _make_chips(self, theme: Theme) -> ChipRow:
        chips = ChipRow(
            theme,
            (
                ("all", _("All")),
                ("mine", _("Mine")),
                ("to-translate", _("To translate")),
                ("for-approval", _("For approval")),
                ("more", ""),
            ),
            _("Filters"),
        )
        chips.chosen.connect(self._on_chip)
        return chips

    def _make_view(self, theme: Theme, thumbnails: Thumbnails) -> _Rows:
        view = _Rows(self)
        self.model = StoryModel(self)
        self._delegate = StoryRowDelegate(theme, thumbnails, view)
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.clicked.connect(self._open_current)
        view.activated.connect(self._open_current)
        view.walked.connect(self._walking.start)
        view.thrown_away.connect(self._throw_away)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        thumbnails.arrived.connect(lambda _photo: view.viewport().update())
        theme.changed.connect(view.viewport().update)
        self.menu_at = view.customContextMenuRequested
        return view

    # -- showing

    def apply(self, changes: Changes) -> None:
        """Look again when stories, articles or their states may have changed."""
        self._is_behind |= any(self.model.is_below(story, FIRST) for story in changes.stories)
        if changes.stories or changes.articles or changes.outbox or changes.vocabulary:
            self.refresh()

    def refresh(self) -> None:
        """Fetch the rows for the present search and filter: those in sight first, then all."""
        query = self._query
        self._jobs.fetch(self, lambda: self._rows(query, FIRST), self._show_first, key="rows")

    def _show_first(self, rows: tuple[StoryRow, ...]) -> None:
        """Show what may be in sight; a long list is fetched whole after it."""
        if len(rows) < FIRST:
            self._show(rows)
            return
        if self.model.rowCount() <= FIRST or not self.model.update_first(rows):
            if self.model.rowCount() <= FIRST:
                self._show(rows)
            self._fetch_all()
        elif self._is_behind:
            self._below.start()

    def _fetch_all(self) -> None:
        query = self._query
        self._jobs.fetch(
            self, lambda: self._rows(query, MOST), self._show, settled=True, key="rows"
        )

    def _show(self, rows: tuple[StoryRow, ...]) -> None:
        """Show what was found, with the open story still chosen and in its place."""
        scroll = self._view.verticalScrollBar().value()
        self._loaded, self._is_behind = True, False
        self.model.show_rows(rows)
        self.choose(self._wanted, reveal=False)
        self._view.verticalScrollBar().setValue(scroll)
        self._stack.setCurrentWidget(self._view if rows else self._empty)
        if not rows:
            self._say_why_empty()
        if self._query == ListQuery():
            self.search.setPlaceholderText(self._search_words(len(rows)))

    def _search_words(self, count: int) -> str:
        if not count:
            return _("Search stories")
        words = ngettext("Search {count} story", "Search {count} stories", count)
        return words.format(count=f"{count:,}")

    def _say_why_empty(self) -> None:
        if self._query.text:
            self._empty.say(
                _("Nothing found"),
                _("No story holds these words. Marks and letter case do not matter."),
                (_("Show all stories"), self.show_all),
            )
        elif self._filter == "trash":
            self._empty.say(
                _("The trash is empty"),
                _("What you throw away stays here for 30 days."),
                (_("Show all stories"), self.show_all),
            )
        elif self._filter != "all":
            self._empty.say(
                _("No story here"),
                _("No story is in this state."),
                (_("Show all stories"), self.show_all),
            )
        else:
            self._empty.say(
                _("No stories yet"),
                _("Stories are what this desk works on. Take one in, or write your own."),
                (_("Take in…"), lambda: self.requested.emit("story.take_in")),
                (_("New"), lambda: self.requested.emit("story.new")),
            )

    def choose(self, story: StoryId | None, *, reveal: bool = True) -> None:
        """Show a story as the open one, without telling anybody."""
        self._wanted = story
        place = self.model.place_of(story)
        if place < 0:
            self._view.clearSelection()
            self._view.setCurrentIndex(QModelIndex())
            return
        index = self.model.index(place)
        if index != self._view.currentIndex():
            self._view.setCurrentIndex(index)
        if reveal:
            self._view.scrollTo(index)

    def step(self, by: int) -> None:
        """Open the story ``by`` places further down."""
        row = self.model.row(max(0, self.model.place_of(self._wanted) + by))
        if row is not None:
            self.opened.emit(row.story)

    def set_roomy(self, roomy: bool) -> None:
        """Show tall rows with pictures, or one line each."""
        self._delegate.roomy = roomy
        self._view.doItemsLayout()

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show times in the zone of the site."""
        self.model.zone = self._delegate.zone = zone
        self._view.viewport().update()

    def know_editor(self, person: PersonId | None) -> None:
        """Know who "mine" is."""
        self._editor = person
        if self._filter == "mine":
            self._filter_by("mine")

    # -- searching and filtering

    @property
    def loaded(self) -> bool:
        """Whether the first rows have come."""
        return self._loaded

    def show_all(self) -> None:
        """Take search and filter away."""
        self.search.clear()
        self._filter_by("all")

    def _on_typed(self, _text: str) -> None:
        self._query = self._make_query()
        self._typing.start()

    def _on_chip(self, key: str) -> None:
        if key != "more":
            self._filter_by(key)

    def _open_filters(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in ("goes-out", "published", "needs-you", "trash"):
            menu.addAction(self.filter_words(key)).triggered.connect(partial(self._filter_by, key))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def filter_words(self, key: str) -> str:
        """Return the name of a filter that has no chip of its own."""
        return {
            "goes-out": _("Goes out"),
            "published": _("Published"),
            "needs-you": _("Needs you"),
            "trash": _("Trash"),
        }.get(key, "")

    def _filter_by(self, key: str, _checked: bool = False) -> None:
        self._filter = key
        self._query = self._make_query()
        self._show_filter()
        self.filtered.emit(key)
        self.refresh()

    def _show_filter(self) -> None:
        own_chip = self._filter in {"all", "mine", "to-translate", "for-approval"}
        self._chips.say("more", "" if own_chip else self.filter_words(self._filter))
        self._chips.choose(self._filter if own_chip else "more")

    def _make_query(self) -> ListQuery:
        nobody = PersonId("")
        return ListQuery(
            self.search.text().strip(),
            shown=FILTERS[self._filter],
            mine=(self._editor or nobody) if self._filter == "mine" else None,
            trashed=self._filter == "trash",
        )

    # -- focus

    def focus_rows(self) -> None:
        """Put the focus on the rows, or on the search while there are none."""
        if self._stack.currentWidget() is not self._view:
            self.search.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self.model.index(0))

    def focus_search(self) -> None:
        """Put the focus into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _throw_away(self) -> None:
        row = self.model.row(self._view.currentIndex().row())
        if row is not None and not self._query.trashed:
            self._walking.stop()
            self.thrown_away.emit(row.story)

    def _open_current(self) -> None:
        row = self.model.row(self._view.currentIndex().row())
        if row is not None:
            self._wanted = row.story
            self.opened.emit(row.story)


class _Rows(QListView):
    """The rows; ``walked`` when the arrow keys moved on, ``thrown_away`` on Delete."""

    walked = Signal()
    thrown_away = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Stories"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open what Enter is pressed on, throw away with Delete, walk with the arrows."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated.emit(self.currentIndex())
        elif key == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.thrown_away.emit()
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self.walked.emit()
