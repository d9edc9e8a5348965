"""The stage of ``tests.shots``: a window whose picture is taken and looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.domain.ids import Language, StoryId
from editor_app.services.views import ListQuery
from editor_app.ui.pictures import WindowSitting
from tests.legibility import Catalogue, Found, cut_texts, untranslated

Scene = Callable[["Stage"], None]
Part = TypeVar("Part", bound=QWidget)


@dataclass
class Stage:
    """The window of one language, theme and size, with the stories that are shown."""

    sitting: WindowSitting
    out: Path
    catalogue: Catalogue
    shown: QWidget | None = None
    found: dict[str, list[Found]] = field(default_factory=dict)

    def story(self, slug_word: str) -> StoryId:
        """Return the sample's story of that name in the list."""
        rows = self.sitting.desk.stories.rows(ListQuery())
        return next(row.story for row in rows if row.slug_word == slug_word)

    def open(self, slug_word: str, language: Language, view: str) -> None:
        """Bring a story into sight."""
        self.sitting.open(self.story(slug_word), language, view)

    def part(self, kind: type[Part]) -> Part:
        """Return the one widget of a kind."""
        found = self.sitting.window.findChild(kind)
        assert found is not None
        return found

    def take(self, name: str) -> None:
        """Take the picture of a scene and look for what is cut or left in English."""
        window = self.shown or self.sitting.window
        # What counted the words a moment ago has asked for more room: give it first.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        picture = window.grab()
        over = [popup for popup in window.findChildren(QWidget) if is_popup(popup)]
        painter = QPainter(picture)
        for popup in over:
            painter.drawPixmap(window.mapFromGlobal(popup.pos()), popup.grab())
        painter.end()
        picture.save(str(self.out / f"{name}.png"))
        self.found[name] = [
            found
            for seen in (window, *over)
            for found in (*cut_texts(seen), *untranslated(seen, self.catalogue))
        ]
        for popup in over:
            popup.hide()
        if self.shown is not None:
            self.shown.deleteLater()
            self.shown = None


def is_popup(widget: QWidget) -> bool:
    """Say whether a widget stands over the window on its own: a picture of the window lacks it."""
    return widget.windowType() is Qt.WindowType.Popup and widget.isVisible()
