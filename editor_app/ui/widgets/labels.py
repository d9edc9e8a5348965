"""Labels. Text from outside is always plain: Qt's rich text would load files and addresses."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from editor_app.ui.widgets.tips import as_tip


class PlainLabel(QLabel):
    """A label that shows its text as it is. ``role`` and ``tone`` are looks of the style sheet."""

    def __init__(
        self,
        text: str = "",
        role: str = "",
        *,
        tone: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text``, in one line or wrapped."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)

    def say(self, text: str, tone: str = "") -> None:
        """Show another text, in the colour of ``tone``; hidden while there is nothing to say."""
        self.setText(text)
        self.setVisible(bool(text))
        if tone != (self.property("tone") or ""):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class Elided(PlainLabel):
    """A label of one line that gives way: cut with an ellipsis, shown in full as a tip."""

    def minimumSizeHint(self) -> QSize:
        """Ask for little: three letters and the ellipsis."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("mmm…"), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._offer_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._offer_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text that fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(
            self.contentsRect(),
            int(self.alignment() | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextSingleLine,
            self._cut(),
        )

    def _offer_tip(self) -> None:
        """Offer the whole text as a tip only where it is cut."""
        self.setToolTip(as_tip(self.text()) if self._cut() != self.text() else "")

    def _cut(self) -> str:
        """Return the text as far as it fits."""
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )


class Rule(QFrame):
    """A hairline between two areas."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        """Lie or stand."""
        super().__init__(parent)
        self.setProperty("rule", "line")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


def ground(widget: QWidget, name: str) -> None:
    """Paint a widget's background in a colour of the theme (canvas, surface, sunken)."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    widget.setProperty("ground", name)
