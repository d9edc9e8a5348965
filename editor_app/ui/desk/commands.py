"""From the name of an action to what it does: the tables of all parts, joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from editor_app.ui.actions import ActionSet
from editor_app.ui.desk.centre import Centre
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.desk.palette import Palette
from editor_app.ui.desk.story_commands import StoryCommands
from editor_app.ui.desk.taking_in import TakingIn
from editor_app.ui.desk.text_commands import TextCommands
from editor_app.ui.main_window import MainWindow

Table = Mapping[str, Callable[[], object]]

SIDE = {
    "go.details": "details",
    "go.story_photos": "photos",
    "go.story_tags": "tags",
    "go.checks": "checks",
    "go.history": "history",
    "go.past": "past",
    "go.notes": "notes",
}


class Commands(QObject):
    """Runs actions and keeps them enabled exactly while they can be done."""

    def __init__(
        self,
        actions: ActionSet,
        window: MainWindow,
        navigator: Navigator,
        centre: Centre,
        palette: Palette,
    ) -> None:
        """Run what ``actions`` and ``palette`` ask for."""
        super().__init__(window)
        self._actions, self._window = actions, window
        self._navigator, self._centre, self._palette = navigator, centre, palette
        self._table: dict[str, Callable[[], object]] = {}
        self._possible: list[Callable[[], frozenset[str]]] = []
        self._inside: frozenset[str] = frozenset()
        actions.triggered.connect(self.run)
        palette.chosen.connect(self.run)
        self.add(self._view_table(), self._view_names)

    def add(self, table: Table, possible: Callable[[], frozenset[str]] | None = None) -> None:
        """Know more actions; ``possible`` says which of them can be done now (all, without it)."""
        self._table |= table
        always = frozenset(table)
        self._possible.append(possible or (lambda: always))

    def add_parts(self, stories: StoryCommands, texts: TextCommands, taking_in: TakingIn) -> None:
        """Know the actions of the parts that have their own tables."""
        self.add(stories.table(), stories.possible)
        stories.details_wanted.connect(lambda: self.run("go.details"))
        self.add(texts.table(), texts.possible)
        self.add(taking_in.table())

    def run(self, name: str) -> None:
        """Do an action: ours, or that of the view or screen in sight."""
        screen = self._window.screen_in_sight
        if name in self._table:
            self._table[name]()
        elif screen is not None and name in screen.performs():
            screen.perform(name)
        elif name in self._centre.performs():
            self._centre.perform(name)

    def refresh(self) -> None:
        """Say which actions are possible now."""
        names = frozenset().union(*(possible() for possible in self._possible))
        self._inside = self._performs()
        self._actions.allow(names | self._inside)

    def follow_view(self) -> None:
        """Refresh if the view in sight can do other things now; it asks while somebody types."""
        if self._performs() != self._inside:
            self.refresh()

    def _performs(self) -> frozenset[str]:
        screen = self._window.screen_in_sight
        return screen.performs() if screen is not None else self._centre.performs()

    # -- looking and going

    def _view_table(self) -> Table:
        window, navigator = self._window, self._navigator
        views: dict[str, Callable[[], object]] = {
            f"view.{key}": lambda key=key: self.show_view(key)  # type: ignore[misc]  # mypy sees no default in a lambda
            for key in ("write", "translate", "preview", "both")
        }
        side: dict[str, Callable[[], object]] = {
            name: lambda key=key: self._show_side(key)  # type: ignore[misc]  # as above
            for name, key in SIDE.items()
        }
        areas: dict[str, Callable[[], object]] = {
            f"go.{key}": lambda key=key: window.show_area(key)  # type: ignore[misc]  # as above
            for key in ("stories", "photos", "tags", "terms", "sync", "settings")
        }
        return {
            **views,
            **side,
            **areas,
            "view.next_language": lambda: navigator.step_language(1),
            "view.previous_language": lambda: navigator.step_language(-1),
            "view.list": lambda: window.toggle("list"),
            "view.inspector": lambda: window.toggle("inspector"),
            "view.next_area": lambda: window.walk(1),
            "view.previous_area": lambda: window.walk(-1),
            "view.full_screen": self._toggle_full_screen,
            "help.palette": lambda: self._palette.open(self._actions.possible()),
        }

    def _view_names(self) -> frozenset[str]:
        window = self._window
        screens = window.areas.screens if window.areas else {}
        names = {f"go.{key}" for key in screens} | {"go.stories", "help.palette", "view.list"}
        names |= {"view.next_area", "view.previous_area", "view.full_screen"}
        if self._navigator.story is not None and window.area == "stories":
            names |= {f"view.{key}" for key in self._centre.offered()} | set(SIDE)
            names |= {"view.next_language", "view.previous_language", "view.inspector"}
        return frozenset(names)

    def show_view(self, key: str) -> None:
        """Bring a view of the story into sight."""
        self._window.show_area("stories")
        self._navigator.show_view(key)

    def _show_side(self, key: str) -> None:
        """Bring a tab beside the text into sight; Write has those that the view lacks."""
        areas = self._window.areas
        if areas is None:
            return
        view = self._centre.chosen
        if view is not None and key not in view.side_tabs:
            self.show_view("translate" if key == "past" else "write")
        self._window.unfold_inspector()
        areas.page.inspector.show_tab(key)
        areas.page.inspector.focus_start()

    def _toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()
