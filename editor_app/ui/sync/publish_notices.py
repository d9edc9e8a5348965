"""What stands under the rows of the publish sheet: what stops a language, and what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from editor_app.domain.ids import ArticleId
from editor_app.sentences import _, sentence
from editor_app.services.views import SheetRow
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import labelled, listed

BETWEEN = 8
LEAST = 72  # pixels in which a notice can be read and the next one is seen to be there
OWN = frozenset({"checks-open", "not-translated-stops"})
"""What the list of errors right under it belongs to: never told for several languages at once."""


@dataclass
class Stopped:
    """One thing that stops some languages; ``article`` is where it can be mended first.

    ``key`` is what it is, in the words of ``Message``.
    """

    words: str
    article: ArticleId
    names: list[str]
    key: str = ""


def stopped_together(rows: Iterable[tuple[SheetRow, str]]) -> tuple[list[Stopped], set[str]]:
    """Return what stops several languages alike, and the sentences of it.

    ``rows`` come with the names of their languages.
    """
    found: dict[str, Stopped] = {}
    for row, name in rows:
        for refusal in row.refusals:
            if refusal.key not in OWN:
                words = sentence(refusal)
                found.setdefault(words, Stopped(words, row.article, [], refusal.key)).names.append(
                    name
                )
    shared = [one for one in found.values() if len(one.names) > 1]
    return shared, {one.words for one in shared}


def stopped_alone(row: SheetRow, name: str, told: set[str]) -> Iterator[Stopped]:
    """Yield what stops one language and was not ``told`` of several."""
    for refusal in row.refusals:
        words = sentence(refusal)
        if words not in told:
            yield Stopped(words, row.article, [name], refusal.key)


class PublishNotices(QScrollArea):
    """Notices one under the other; where the window is too low for all of them they scroll."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(BETWEEN)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        for part in (self._inside, self.viewport()):
            part.setAutoFillBackground(False)  # the ground is the card's
        self.setFixedHeight(0)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def tell(self, tone: str, words: str, go_there: Callable[[], None] | None = None) -> None:
        """Add a sentence, with the way to the place where it can be mended."""
        notice = Notice(self._theme, closable=False)
        self._column.addWidget(notice)
        notice.tell(tone, words, _("Go there") if go_there else "", go_there)

    def tell_embargo(self, rows: Iterable[SheetRow]) -> None:
        """Say once until when the story is embargoed: the times that are offered come from that."""
        said = next((row.embargo for row in rows if row.embargo is not None), None)
        if said is not None:
            self.tell("info", sentence(said))

    def tell_stopped(self, one: Stopped, go_there: Callable[[], None]) -> None:
        """Add what stops some languages, named together."""
        self.tell("warn", labelled(listed(one.names), one.words), go_there)

    def add(self, widget: QWidget) -> None:
        """Add a list that belongs to the sentence above it."""
        self._column.addWidget(widget)

    def empty(self) -> None:
        """Take everything away."""
        empty_out(self._column)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring the button that Tab has come to into sight."""
        if now is not None and self._inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, LEAST // 2)

    def fit(self, width: int, room: int) -> None:
        """Be as high as what is told at ``width``, but no higher than ``room`` (pixels)."""
        self._column.activate()
        wanted = self._height_at(width)
        if wanted > max(LEAST, room):
            wanted = self._height_at(width - self.verticalScrollBar().sizeHint().width())
        self.setFixedHeight(min(wanted, max(LEAST, room)))

    def _height_at(self, width: int) -> int:
        if self._column.hasHeightForWidth():
            return self._column.totalHeightForWidth(width)
        return self._column.totalSizeHint().height()
