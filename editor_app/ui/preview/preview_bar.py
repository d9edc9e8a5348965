"""The row over the preview: device, face of the page, what stands beside it, how true it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor_app.sentences import _
from editor_app.ui.preview.exact_page import Width
from editor_app.ui.preview.page_pane import Face
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice
from editor_app.ui.widgets.flow import FlowLayout
from editor_app.ui.widgets.labels import Elided, PlainLabel, ground
from editor_app.ui.widgets.segmented import Segmented

ALONE = "alone"


class PreviewBar(QWidget):
    """Choices of the preview. The signals carry a Width, a Face, a language or ``ALONE``.

    ``true_page_wanted``: the editor wants to see the page on the site itself.
    """

    width_chosen = Signal(object)
    face_chosen = Signal(object)
    beside_chosen = Signal(str)
    true_page_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start with the page alone on a desktop."""
        super().__init__()
        ground(self, "canvas")
        self.setAccessibleName(_("How the page is shown"))
        self._widths = Segmented(
            theme,
            (
                (Width.DESKTOP, _("Desktop")),
                (Width.TABLET, _("Tablet")),
                (Width.PHONE, _("Phone")),
            ),
            _("Device"),
        )
        self._widths.chosen.connect(lambda key: self.width_chosen.emit(Width(key)))
        self._faces = Segmented(
            theme,
            (
                (Face.PAGE, _("Page")),
                (Face.SEARCH, _("Search result")),
                (Face.CARD, _("Social card")),
            ),
            _("Face of the page"),
        )
        self._faces.chosen.connect(lambda key: self.face_chosen.emit(Face(key)))
        self._beside = Choice(theme, _("Language beside it"))
        self._beside.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._beside.chosen.connect(self.beside_chosen)
        self._true_page = Button(_("On the site"), "link", clicked=self.true_page_wanted.emit)
        self._true_page.setToolTip(_("The page on the site itself, in the browser"))
        self._true_page.hide()
        self._label = Elided(role="quiet")
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        policy = self._label.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self._label.setSizePolicy(policy)
        self._label.setMinimumHeight(28)
        row = FlowLayout(self, gap=10, line_gap=5)
        row.setContentsMargins(14, 5, 14, 5)
        for part in (self._widths, self._faces, self._beside, self._true_page, self._label):
            row.addWidget(part)
        self.choose_width(Width.DESKTOP)
        self.choose_face(Face.PAGE)

    def choose_width(self, width: Width) -> None:
        """Show a device as chosen."""
        self._widths.choose(width)

    def choose_face(self, face: Face) -> None:
        """Show a face as chosen; the device matters to the page alone."""
        self._faces.choose(face)
        for width in Width:
            self._widths.enable(width, face is Face.PAGE)

    def offer_beside(self, languages: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Offer languages (tag, autonym) to stand beside the one shown."""
        beside = _("Beside {language}")
        choices = tuple((tag, beside.format(language=name)) for tag, name in languages)
        self._beside.offer(((ALONE, _("One language")), *choices))
        self._beside.choose(chosen)
        self._beside.setVisible(bool(languages))

    def offer_true_page(self, possible: bool) -> None:
        """Offer the page on the site itself when a site has it."""
        self._true_page.setVisible(possible)

    def say(self, label: str) -> None:
        """Say how true the preview is."""
        self._label.setText(label)
        self._label.setToolTip(label)

    @property
    def said(self) -> str:
        """What it says of the preview."""
        return self._label.text()


class AddressLine(PlainLabel):
    """The address of the link under the pointer, in the lower left corner, as in a browser."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Stay hidden until there is an address."""
        super().__init__(role="small", parent=parent)
        self._theme = theme
        self.setContentsMargins(8, 3, 8, 3)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self.hide()

    def show_address(self, address: str) -> None:
        """Show an address, cut to the width there is; an empty one hides the line."""
        parent = self.parentWidget()
        if not address or parent is None:
            self.hide()
            return
        room = max(120, parent.width() - 40)
        mode = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(address, mode, room))
        self.adjustSize()
        self.move(0, parent.height() - self.height())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("canvas"))
        painter.setPen(self._theme.colour("line-strong"))
        painter.drawRect(self.rect().adjusted(-1, 0, -1, 0))
        painter.end()
        super().paintEvent(event)
