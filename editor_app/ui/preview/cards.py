"""The page elsewhere: as a search result and as a social card, from what its own head says."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor_app.domain.ids import Language
from editor_app.sentences import _
from editor_app.text.counting import gauge
from editor_app.ui.preview.page_read import PageRead
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import Elided, PlainLabel
from editor_app.ui.widgets.thumbnails import paint_cropped

RESULT = 600  # the width in which search results cut a title
CARD = 500
SHARE = 1.91  # width to height of the picture on a large card
SEAL = 26


class CardsPage(QScrollArea):
    """One card in the middle of the desk; ``show_page`` fills it."""

    def __init__(self, theme: Theme, card: SearchResult | SocialCard) -> None:
        """Hold a card."""
        super().__init__()
        self._theme, self.card = theme, card
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        ground = QWidget()
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        ground.setProperty("ground", "sunken")
        self.lengths = PlainLabel(role="hint", wrap=True)
        middle = QWidget()
        middle.setMaximumWidth(card.maximumWidth())
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(card)
        inner.addWidget(self.lengths)
        inner.addStretch(1)
        row = QHBoxLayout(ground)
        row.setContentsMargins(18, 32, 18, 24)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.setWidget(ground)

    def show_page(self, read: PageRead) -> None:
        """Show the card of a page and how full its fields are."""
        self.card.show_page(read)
        self.lengths.setText("\n".join(self.card.said))


class SearchResult(QFrame):
    """A page as a search engine shows it: title and sentence are cut where it cuts them."""

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self.setProperty("card", True)
        self.setMaximumWidth(RESULT + 36)
        self.said: tuple[str, ...] = ()
        self._seal = _Seal(theme)
        self._site = PlainLabel(role="strong")
        self._path = Elided(role="small")
        self._title = Elided(tone="info")
        self._title.setFont(theme.ui_font(20))
        self._sentence = PlainLabel(role="quiet", wrap=True)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._site)
        names.addWidget(self._path)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._seal)
        head.addLayout(names, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 18)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._sentence)

    def show_page(self, read: PageRead) -> None:
        """Show a page's title, address and description."""
        language = read.preview.view.language
        site = read.preview.site_name or _("No site yet")
        title = read.head.title.removesuffix(f" | {site}")
        self._seal.show_name(site)
        self._site.setText(site)
        self._path.setText(trail(read.preview.public_url))
        self._title.setText(title)
        self._sentence.setText(cut(read.head.description, language))
        self._sentence.setVisible(bool(read.head.description))
        self.said = (
            length_words(_("Title"), title, "seo", language),
            length_words(_("Description"), read.head.description, "standfirst", language),
        )
        self.setAccessibleName(f"{title}. {read.head.description}")


class SocialCard(QFrame):
    """A page as social networks and messengers show a link to it."""

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self.setProperty("card", True)
        self.setMaximumWidth(CARD)
        self.said: tuple[str, ...] = ()
        self._picture = _CardPicture(theme)
        self._domain = PlainLabel(role="label")
        self._title = PlainLabel(role="heading", wrap=True)
        self._sentence = PlainLabel(role="quiet", wrap=True)
        words = QVBoxLayout()
        words.setContentsMargins(14, 10, 14, 14)
        words.setSpacing(3)
        for label in (self._domain, self._title, self._sentence):
            words.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._picture)
        column.addLayout(words)

    def show_page(self, read: PageRead) -> None:
        """Show a page's picture, title and description."""
        head, language = read.head, read.preview.view.language
        self._picture.show_data(read.picture())
        self._domain.setText(urlsplit(read.preview.public_url).hostname or "")
        self._title.setText(head.card_title)
        self._sentence.setText(cut(head.card_description, language))
        self._sentence.setVisible(bool(head.card_description))
        self.said = (
            length_words(_("Title"), head.card_title, "social", language),
            length_words(_("Description"), head.card_description, "standfirst", language),
        )
        if not head.card_picture:
            self.said += (_("No photo yet: networks show a small card without a picture."),)
        self.setAccessibleName(f"{head.card_title}. {head.card_description}")


class _Seal(QWidget):
    """The site's first letter in a disc, where search engines show its icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._letter = theme, ""
        self.setFixedSize(SEAL, SEAL)

    def show_name(self, name: str) -> None:
        """Show the first letter of a name."""
        self._letter = name.removeprefix("The ")[:1].upper()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint disc and letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent-soft"))
        painter.drawEllipse(self.rect())
        painter.setPen(self._theme.colour("accent"))
        painter.setFont(self._theme.ui_font(13, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)


class _CardPicture(QWidget):
    """The picture of a social card, cut from its middle as networks do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_data(self, data: bytes | None) -> None:
        """Show an encoded picture, or nothing."""
        self._picture = QPixmap.fromImage(QImage.fromData(data)) if data else QPixmap()
        self.setVisible(not self._picture.isNull())

    def sizeHint(self) -> QSize:
        """The form of a large card."""
        return QSize(CARD, round(CARD / SHARE))

    def hasHeightForWidth(self) -> bool:
        """Keep the form in a narrow pane."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of that form."""
        return round(width / SHARE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colour("sunken")))
        if not self._picture.isNull():
            # Only the upper corners are round: the lower ones lie below the edge.
            paint_cropped(painter, QRectF(self.rect()).adjusted(0, 0, 0, 7), self._picture, 7)


def trail(url: str) -> str:
    """Return an address as search results show it: "estuary.example › en › world"."""
    parts = urlsplit(url)
    folders = [unquote(part) for part in parts.path.split("/")[:-1] if part]
    return " › ".join([parts.hostname or "", *folders])


def cut(text: str, language: Language) -> str:
    """Return a description as it is shown: cut at a word near its limit."""
    full = gauge(text, "standfirst", language)
    if full is None or full.left >= 0:
        return text
    kept = text[: max(1, len(text) + full.left)]
    if " " in kept:
        kept = kept.rsplit(" ", 1)[0]
    return f"{kept.rstrip(' ,;:，、；：')} …"


def length_words(name: str, text: str, place: str, language: Language) -> str:
    """Say how long a text is against what is shown of it."""
    full = gauge(text, place, language)
    if full is None:
        return ""
    said = _("{name}: {used} of {limit} characters").format(
        name=name, used=full.used, limit=full.limit
    )
    return said if full.left >= 0 else _("{said}; the end is cut").format(said=said)
