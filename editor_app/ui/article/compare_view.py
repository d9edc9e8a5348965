"""History: a kept copy beside the present text, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.history import Revision
from editor_app.domain.ids import ArticleId, PhotoId
from editor_app.domain.photo import DeskCaption
from editor_app.sentences import _, ngettext, sentence
from editor_app.ui.article.cell import Cell, side_cells
from editor_app.ui.article.comparison import Pair, compared, is_object
from editor_app.ui.article.heights import Heights
from editor_app.ui.article.paper_layout import Measures
from editor_app.ui.desk.centre_view import CentreView
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.flow import SideBySide, in_a_row
from editor_app.ui.widgets.labels import Elided, PlainLabel, Rule, ground
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import capital, moment, reason_words, utc_now
from editor_app.wording import FIELD_WORDS

if TYPE_CHECKING:
    from editor_app.services.views import StoryView
    from editor_app.wiring import Desk

FACE = 15
MEASURES = Measures(line=24, space=8)
LEFT, INNER, AIR, BAR = 24, 16, 9, 4
TITLE = 20
ABOVE = 60
"""How far below the upper edge the first difference stands."""


class CompareView(CentreView):
    """Shows ``show_revision``'s copy at the left and the text as it is at the right."""

    side_tabs = ("history",)

    def __init__(self, desk: Desk, jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        ground(self, "surface")
        self._desk, self._jobs = desk, jobs
        self._story: StoryView | None = None
        self._article: ArticleId | None = None
        self._revision: Revision | None = None
        self._zone: ZoneInfo | None = None
        self._is_new = False
        self._when, self._what = PlainLabel(role="strong"), Elided(role="hint")
        self._restore = Button(_("Restore this copy"), "primary", clicked=self.restore)
        back = Button(_("Back to the text"), clicked=lambda: self.requested.emit("view.write"))
        self._notice = Notice(theme)
        self.pairs = PairList(theme)
        head = QWidget()
        ground(head, "canvas")
        around = QHBoxLayout(head)
        around.setContentsMargins(LEFT, 8, 14, 8)
        around.addWidget(
            SideBySide(in_a_row(self._when, self._what, stretch=1), in_a_row(back, self._restore))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, Rule(), self._notice):
            column.addWidget(part)
        column.addWidget(self.pairs, 1)

    def show_story(self, story: StoryView, article: ArticleId | None) -> None:
        """Compare with the newest text."""
        self._story = story
        if article == self._article:
            self._compare()

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show when the copy was kept in the zone of the site."""
        self._zone = zone
        self._compare()

    def show_revision(self, article: ArticleId, revision: Revision) -> None:
        """Compare this copy with the text as it is."""
        self._article, self._revision, self._is_new = article, revision, True
        self._notice.clear()
        self._compare()

    def clear(self) -> None:
        """Compare nothing."""
        self._story = self._article = self._revision = None
        self.pairs.show_pairs(())

    def focus_text(self) -> None:
        """Put the focus where the keys scroll."""
        self.pairs.setFocus()

    def restore(self) -> None:
        """Go back to the copy; the present text is kept in History first."""
        article, revision = self._article, self._revision
        if self._story is None or article is None or revision is None:
            return
        desk = self._desk

        def work() -> Changes:
            settled = desk.drafts.settle(article)
            seen = desk.stories.find_article(article).version
            return desk.history.restore(article, revision.id, seen) | settled

        self._restore.setEnabled(False)
        self._jobs.change(work, self, self._on_restored, self._on_refused)

    def _on_restored(self, _changes: Changes) -> None:
        self._restore.setEnabled(True)
        self.requested.emit("view.write")

    def _on_refused(self, error: EditorError) -> None:
        self._restore.setEnabled(True)
        self._notice.tell("err", sentence(error.message))

    def _compare(self) -> None:
        now, revision = self._present(), self._revision
        if now is None or revision is None:
            return
        pairs = compared(revision.kept, now, revision.captions, self._says(now.id))
        different = sum(pair.differs for pair in pairs)
        when = moment(revision.at, utc_now(), self._zone)
        self._when.setText(_("Copy of {time}").format(time=when))
        parts = [reason_words(revision.reason), revision.by, _difference_words(different)]
        self._what.setText(" · ".join(part for part in parts if part))
        self._restore.setEnabled(different > 0)
        self.pairs.setAccessibleDescription(self._what.text())
        titles = [self._title(pair) for pair in pairs]
        self.pairs.show_pairs(pairs, titles, stay=not self._is_new)
        self._is_new = False

    def _says(self, article: ArticleId) -> dict[PhotoId, DeskCaption]:
        """Return what the article says of its photos now."""
        uses = self._story.uses.get(article, ()) if self._story else ()
        return {use.photo: DeskCaption(use.caption, use.alt) for use in uses}

    def _title(self, pair: Pair) -> str:
        """Return what stands above two texts that are no paragraphs."""
        if pair.photo is None:
            return capital(_(FIELD_WORDS.get(pair.name, pair.name))) if pair.name else ""
        photo = self._story.photos.get(pair.photo) if self._story else None
        if photo is None:
            return (
                _("Caption of a photo taken out") if pair.name == "caption" else _("Its alt text")
            )
        said = (
            _("Caption of photo “{name}”") if pair.name == "caption" else _("Alt text of “{name}”")
        )
        return said.format(name=photo.file_name)

    def _present(self) -> Article | None:
        known = self._story.articles if self._story else ()
        return next((item for item in known if item.id == self._article), None)


def _difference_words(count: int) -> str:
    if not count:
        return _("the same as the text now")
    words = ngettext("{count} place differs", "{count} places differ", count)
    return words.format(count=count)


class PairList(QAbstractScrollArea):
    """Paints pairs: kept at the left, what is gone struck; now at the right, what is new marked.

    What is no paragraph has its title above it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pairs: tuple[Pair, ...] = ()
        self.titles: tuple[str, ...] = ()
        self._cells: list[tuple[Cell | None, Cell | None]] = []
        self._heights = Heights()
        self._first: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Comparison"))
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled_by_hand)
        theme.changed.connect(self._lay_out)

    @property
    def shown(self) -> tuple[Pair, ...]:
        """The pairs in sight or out of it."""
        return self._pairs

    def show_pairs(
        self, pairs: Sequence[Pair], titles: Sequence[str] = (), *, stay: bool = False
    ) -> None:
        """Show these pairs from the top, or from the first one that differs.

        ``titles`` has one for each pair, empty where none is needed. With ``stay``, what somebody
        has scrolled to remains in sight.
        """
        self._pairs, self.titles = tuple(pairs), tuple(titles)
        self._lay_out()
        if stay and self._first is None:
            return
        self._first = next((at for at, pair in enumerate(self._pairs) if pair.differs), 0)
        self._go_to_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines at the new width; the first difference stays in sight."""
        super().resizeEvent(event)
        self._lay_out()
        self._go_to_first()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pairs in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("surface"))
        scrolled, sight = self.verticalScrollBar().value(), self.viewport().height()
        for number in range(self._heights.index_at(scrolled), len(self._pairs)):
            top = self._heights.top(number) - scrolled
            if top > sight:
                return
            self._paint_pair(painter, number, top, self._heights[number])

    def _paint_pair(self, painter: QPainter, number: int, top: float, height: float) -> None:
        pair, middle = self._pairs[number], self.viewport().width() / 2
        painter.fillRect(QRectF(middle, top, 1, height), self._theme.colour("line"))
        if pair.differs:
            tone = "ok" if pair.kept is None else "err" if pair.now is None else "warn"
            painter.fillRect(QRectF(0, top + 2, BAR, height - 4), self._theme.colour(tone))
        top += self._paint_title(painter, number, top)
        kept, now = self._cells[number]
        lines = ((kept, LEFT, "ink2"), (now, middle + INNER, "ink"))
        for cell, left, ink in lines:
            if cell is not None:
                painter.setPen(self._theme.colour(ink))
                cell.draw(painter, QPointF(left, top + AIR))

    def _paint_title(self, painter: QPainter, number: int, top: float) -> float:
        """Paint what stands above a pair; return the height of it."""
        title = self.titles[number] if number < len(self.titles) else ""
        if not title:
            return 0.0
        painter.setFont(self._theme.ui_font(self._theme.size("small")))
        painter.setPen(self._theme.colour("ink3"))
        room = QRectF(LEFT, top + AIR, self.viewport().width() / 2 - LEFT - INNER, TITLE)
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        return TITLE

    def _go_to_first(self) -> None:
        """Show the first difference, unless somebody has scrolled."""
        if self._first is not None:
            self.verticalScrollBar().setValue(round(self._heights.top(self._first)) - ABOVE)

    def _on_scrolled_by_hand(self, _action: int) -> None:
        self._first = None

    def _lay_out(self) -> None:
        """Break all texts into lines; a comparison is short enough to do it at once."""
        width = max(self.viewport().width() / 2 - LEFT - INNER, 60)
        font = self._theme.read_font(FACE)
        self._cells = []
        for pair in self._pairs:
            kept, now = (_in_words(text) for text in (pair.kept, pair.now))
            self._cells.append(side_cells(kept, now, width, font, MEASURES, self._theme))
        self._heights = Heights(
            max((cell.height for cell in cells if cell is not None), default=MEASURES.line)
            + 2 * AIR
            + (TITLE if title else 0)
            for cells, title in zip_longest(self._cells, self.titles)
        )
        bar, sight = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(sight)
        bar.setSingleStep(round(MEASURES.line))
        bar.setRange(0, max(0, round(self._heights.total) + 40 - sight))
        self.viewport().update()


def _in_words(text: str | None) -> str | None:
    """Return a paragraph's text, with a word for the line of a photo."""
    return _("[photo]") if is_object(text) else text
