"""The middle of the window: the views of a story side by side; one or two are seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from editor_app.domain.ids import ArticleId
from editor_app.sentences import _
from editor_app.services.views import StoryView
from editor_app.ui.desk.centre_view import CentreView
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import ground

PARTS: Mapping[str, tuple[str, ...]] = {
    "write": ("write",),
    "translate": ("translate",),
    "preview": ("preview",),
    "both": ("write", "preview"),
    "compare": ("compare",),
}


class Centre(QStackedWidget):
    """Shows one view, or text and page side by side, or what there is to do instead.

    ``requested`` carries an action's name; ``parts_changed`` that other views are in sight.
    """

    requested = Signal(str)
    parts_changed = Signal()

    def __init__(
        self, theme: Theme, views: Mapping[str, CentreView], parent: QWidget | None = None
    ) -> None:
        """Hold the views by their keys: write, translate, preview and, if there is one, compare."""
        super().__init__(parent)
        ground(self, "surface")
        self.setAccessibleName(_("Story"))
        self._views: dict[str, CentreView] = {}
        self._key = "write"
        self._story: StoryView | None = None
        self._article: ArticleId | None = None
        self._halved = False  # text and page share the width, until somebody drags the line
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for key, view in views.items():
            self.add(key, view)
        self._empty = EmptyState(theme, "stories")
        self.addWidget(self._empty)
        self.addWidget(self._splitter)
        self.clear()

    def add(self, key: str, view: CentreView) -> None:
        """Hold one more view."""
        self._views[key] = view
        view.hide()  # before it is held: a splitter in sight would show it, and squeeze the text
        self._splitter.addWidget(view)

    # -- what is in sight

    @property
    def key(self) -> str:
        """The key of the view in sight; ``both`` for text and page."""
        return self._key

    @property
    def parts(self) -> tuple[CentreView, ...]:
        """The views in sight, the one that is written in first; none when nothing can be shown."""
        if self.currentWidget() is not self._splitter:
            return ()
        return tuple(self._views[part] for part in PARTS[self._key] if part in self._views)

    @property
    def main(self) -> CentreView | None:
        """The view in sight that is written in."""
        return next(iter(self.parts), None)

    @property
    def chosen(self) -> CentreView | None:
        """The view that was chosen to write in, also while it has no text to show."""
        return self._views.get(PARTS[self._key][0])

    def offered(self) -> tuple[str, ...]:
        """Return the keys that can be shown with the views there are."""
        return tuple(
            key for key, parts in PARTS.items() if all(part in self._views for part in parts)
        )

    def views(self) -> Mapping[str, CentreView]:
        """Return all views, seen or not."""
        return self._views

    # -- showing

    def show_view(self, key: str) -> None:
        """Bring a view into sight, with the story that is open."""
        if key not in self.offered():
            return
        self._key = key
        self._show()

    def show_story(self, story: StoryView, article: ArticleId | None) -> None:
        """Show a language version (None: the language is not started) in the view in sight."""
        self._story, self._article = story, article
        self._show()

    def clear(self) -> None:
        """No story is open."""
        self._story = self._article = None
        for view in self._views.values():
            view.clear()
        self._say(
            _("Choose a story"),
            _("Pick one from the list, take one in, or write your own."),
            (_("Take in…"), lambda: self.requested.emit("story.take_in")),
            (_("New story"), lambda: self.requested.emit("story.new")),
        )

    def say_not_started(self, language: str, can_start: bool) -> None:
        """Say that the language has no text yet, with the way to begin."""
        if self.main is not None:
            self.main.counted.emit(None)
        actions = []
        if can_start:
            actions.append((_("Start translating"), lambda: self.requested.emit("translate.start")))
        if can_start and self._story is not None and len(self._story.articles) > 1:
            words = _("Start from a translation")
            actions.append((words, lambda: self.requested.emit("translate.start_from")))
        self._say(
            _("{language} is not started").format(language=language),
            _("The paragraphs of the source will stand beside yours, one by one."),
            *actions,
        )

    def _show(self) -> None:
        if self._story is None:
            return
        if self._article is None:
            self.parts_changed.emit()
            return
        wanted = PARTS[self._key]
        for key, view in self._views.items():
            view.setVisible(key in wanted)
        self.setCurrentWidget(self._splitter)
        if self._key == "both" and not self._halved:
            self._halved = True
            half = max(1, self._splitter.width() // 2)
            self._splitter.setSizes([half] * self._splitter.count())
        for view in self.parts:
            view.show_story(self._story, self._article)
        self.parts_changed.emit()

    def _say(self, title: str, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        had_focus = any(map(_holds_focus, self._views.values()))
        for view in self._views.values():
            view.hide()
        self._empty.say(title, text, *actions)
        self.setCurrentWidget(self._empty)
        if had_focus:
            self._empty.focus_start()
        self.parts_changed.emit()

    # -- together

    def leave(self) -> None:
        """Hand everything typed to the lane."""
        for view in self.parts:
            view.leave()

    def performs(self) -> frozenset[str]:
        """Return what the views in sight can do."""
        return frozenset().union(*(view.performs() for view in self.parts))

    def perform(self, name: str) -> None:
        """Let the first view in sight that can do it do it."""
        for view in self.parts:
            if name in view.performs():
                view.perform(name)
                return

    def focus_start(self) -> None:
        """Put the focus where the editor goes on."""
        if self.main is not None:
            self.main.focus_text()
        else:
            self._empty.focus_start()


def _holds_focus(view: QWidget) -> bool:
    """Say whether the focus is in a view."""
    focused = QApplication.focusWidget()
    return focused is not None and (view is focused or view.isAncestorOf(focused))
