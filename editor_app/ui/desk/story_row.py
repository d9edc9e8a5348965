"""How a story looks in the list: one line of 30 pixels, or roomy with a picture."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor_app.services.views import Pip, StoryRow
from editor_app.ui.desk.story_model import ROW, time_of, title_of
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.pips import paint_pips, width_of
from editor_app.ui.widgets.thumbnails import Thumbnails, paint_cropped
from editor_app.ui.words import shown_briefly, shown_tone, utc_now

MARGIN = 12.0
GAP = 6.0
SLUG = 0.48  # of the room for words, so that states stand below each other
WHO = 34.0
NARROW = 260  # below it the name of the holder gives way
THUMBNAIL = QSize(56, 42)


class StoryRowDelegate(QStyledItemDelegate):
    """Paints the rows; ``roomy`` chooses the tall ones with headline and picture."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        """Paint in the theme's colours."""
        super().__init__(parent)
        self._theme, self._thumbnails = theme, thumbnails
        self.roomy = False
        self.zone: ZoneInfo | None = None

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows have one height."""
        return QSize(0, self._theme.space("roomy-row" if self.roomy else "row"))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        from PySide6.QtWidgets import QStyle  # its enums take time, and no row is seen first

        row = index.data(ROW)
        if not isinstance(row, StoryRow):
            return
        painter.save()
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, area, selected=selected)
        paint = self._paint_roomy if self.roomy else self._paint_line
        paint(painter, area, row, utc_now(), selected=selected)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF, *, selected: bool
    ) -> None:
        from PySide6.QtWidgets import QStyle  # as above

        theme = self._theme
        if selected:
            painter.fillRect(area, theme.colour("surface"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("sunken"))
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), theme.colour("line"))
        if selected:
            painter.fillRect(
                QRectF(area.left(), area.top(), 3, area.height()), theme.colour("accent")
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRect(area.adjusted(3.5, 1.5, -1.5, -0.5))

    # -- one line

    def _paint_line(
        self, painter: QPainter, area: QRectF, row: StoryRow, now: datetime, *, selected: bool
    ) -> None:
        pips = width_of(len(row.pips))
        inner = area.adjusted(MARGIN, 1, -MARGIN, 0)
        who_width = WHO if area.width() >= NARROW else -GAP
        words = inner.width() - pips - who_width - 3 * GAP
        weight = 600 if selected else 400
        title = title_of(row)
        name_width = self._metrics(weight).horizontalAdvance(title)
        state_width = self._metrics(400).horizontalAdvance(shown_briefly(row.shown))
        slug_width = room_for_name(words, name_width + 1, state_width + 1)
        slug = QRectF(inner.left(), inner.top(), slug_width, inner.height())
        state = QRectF(slug.right() + GAP, inner.top(), words - slug_width, inner.height())
        who = QRectF(state.right() + GAP, inner.top(), max(0.0, who_width), inner.height())
        ink = "ink" if row.slug_word or row.headline else "ink3"
        self._write(painter, slug, title, ink, weight)
        self._write_state(painter, state, row, now, size=12.5)
        if who.width():
            self._write(painter, who, self._short_name(row.who, WHO), "ink3")
        self._paint_pips(
            painter, QRectF(inner.right() - pips, inner.top(), pips, inner.height()), row
        )

    def _metrics(self, weight: int) -> QFontMetricsF:
        return QFontMetricsF(self._theme.ui_font(12.5, weight))

    def _short_name(self, name: str, width: float) -> str:
        """Return a name, or its first word when it does not fit."""
        metrics = self._metrics(400)
        return name if metrics.horizontalAdvance(name) <= width else name.split(" ", 1)[0]

    # -- roomy

    def _paint_roomy(
        self, painter: QPainter, area: QRectF, row: StoryRow, now: datetime, *, selected: bool
    ) -> None:
        inner = area.adjusted(MARGIN + 2, 9, -MARGIN, -8)
        right = inner.right()
        if row.lead is not None:
            picture = QRectF(right - THUMBNAIL.width(), inner.top(), 56, 42)
            self._paint_picture(painter, picture, row)
            right = picture.left() - 10
        title = QRectF(inner.left(), inner.top() - 1, right - inner.left(), 30)
        self._write_two_lines(painter, title, row.headline or title_of(row), selected=selected)
        pips = width_of(len(row.pips))
        foot = QRectF(inner.left(), inner.bottom() - 14, right - inner.left(), 16)
        self._paint_pips(painter, QRectF(foot.right() - pips, foot.top(), pips, 16), row)
        words = foot.adjusted(0, 0, -pips - GAP, 0)
        used = self._write_state(painter, words, row, now, size=11.5)
        self._write(painter, words.adjusted(used + 8, 0, 0, 0), row.who, "ink3", size=11.5)

    def _paint_picture(self, painter: QPainter, place: QRectF, row: StoryRow) -> None:
        picture = self._thumbnails.picture(row.lead, 112) if row.lead is not None else None
        if picture is not None:
            paint_cropped(painter, place, picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("sunken"))
            painter.drawRoundedRect(place, 4, 4)

    def _write_two_lines(
        self, painter: QPainter, area: QRectF, text: str, *, selected: bool
    ) -> None:
        font = self._theme.ui_font(12.5, 600 if selected else 500)
        layout = QTextLayout(text, font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink"))
        first = layout.createLine()
        first.setLineWidth(area.width())
        rest = text[first.textLength() :] if first.isValid() else ""
        height = painter.fontMetrics().height()
        lines = [text[: len(text) - len(rest)], rest]
        layout.endLayout()
        for number, line in enumerate(lines):
            place = QRectF(area.left(), area.top() + number * (height + 1), area.width(), height)
            self._draw(painter, place, line.strip(), font)

    # -- parts

    def _paint_pips(self, painter: QPainter, area: QRectF, row: StoryRow) -> None:
        shapes = tuple(str(pip) for _language, pip in row.pips)
        paint_pips(painter, area, shapes, self._theme.colour("ink2"), self._theme.colour("err"))

    def _state_ink(self, row: StoryRow) -> str:
        alert = any(pip is Pip.ALERT for _language, pip in row.pips)
        red = alert or row.unaccepted or shown_tone(row.shown) == "err"
        return "err" if red else "ink3"

    def _write_state(
        self, painter: QPainter, area: QRectF, row: StoryRow, now: datetime, *, size: float
    ) -> float:
        """Write state and time; when both do not fit, the state alone (the tip has both)."""
        font = self._theme.ui_font(size)
        words, time = shown_briefly(row.shown), time_of(row, now, self.zone)
        text = state_and_time(QFontMetricsF(font), words, time, area.width())
        painter.setPen(self._theme.colour(self._state_ink(row)))
        self._draw(painter, area, text, font)
        return QFontMetricsF(font).horizontalAdvance(text)

    def _write(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        ink: str,
        weight: int = 400,
        size: float = 12.5,
    ) -> None:
        painter.setPen(self._theme.colour(ink))
        self._draw(painter, area, text, self._theme.ui_font(size, weight))

    def _draw(self, painter: QPainter, area: QRectF, text: str, font: QFont) -> None:
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        base = area.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(area.left(), round(base)), cut)


def state_and_time(metrics: QFontMetricsF, state: str, time: str, width: float) -> str:
    """Return what is written of both in that width: a time is whole, or left out."""
    both = f"{state} {time}" if time else state
    return both if metrics.elidedText(both, Qt.TextElideMode.ElideRight, width) == both else state


def room_for_name(room: float, name: float, state: float) -> float:
    """Return the width of a name beside its state: more, or less, where one of them is cut."""
    usual = float(round(room * SLUG))
    if name > usual:
        return max(usual, min(name, room - state))
    return min(usual, max(name, room - state))
