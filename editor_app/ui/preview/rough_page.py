"""The page without the browser engine: words, photos and order are right, the looks are not."""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.preview.browser import Get
from editor_app.ui.preview.page_read import PageRead
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.notice import Notice

COLUMN = 700
PICTURE = 600
ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
TRAIL = re.compile(r'<nav class="path".*?</nav>', re.DOTALL)
BRAND = re.compile(r'<p class="brand">.*?</p>', re.DOTALL)
SIZES = re.compile(r'\s(?:width|height|srcset|sizes|style)="[^"]*"')
IMAGE = re.compile(r"<img\b[^>]*>")


class RoughPage(QWidget):
    """An approximate page. Signals are those of ExactPage that it can give.

    ``exact_wanted`` when the editor asks for the engine.
    """

    pointed = Signal(str)
    refused = Signal(str)
    exact_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._read: PageRead | None = None
        self._words = ""
        self.notice = Notice(theme, closable=False)
        self.text = _Text(self)
        self.text.setAccessibleName(_("The page, approximately"))
        self.text.anchorClicked.connect(lambda url: self.refused.emit(self._public(url)))
        self.text.highlighted.connect(lambda url: self.pointed.emit(self._public(url)))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 0)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        theme.changed.connect(self._write)

    def say_why(self, words: str, *, can_change: bool) -> None:
        """Say why the page is approximate, and offer the engine where it may be had."""
        if can_change:
            self.notice.tell("info", words, _("Show the exact page"), self.exact_wanted.emit)
        else:
            self.notice.tell("warn", words)

    def show_page(self, read: PageRead) -> None:
        """Show a page; another state of it keeps the place."""
        self._read = read
        self._words = rough_html(read.html.decode("utf-8", "replace"))
        self._write()

    def find_words(self, text: str, *, backwards: bool) -> None:
        """Select the next place that holds ``text``."""
        flag = self.text.document().FindFlag
        options = flag.FindBackward if backwards else flag(0)
        if text and not self.text.find(text, options):
            end = self.text.textCursor().MoveOperation
            cursor = self.text.textCursor()
            cursor.movePosition(end.End if backwards else end.Start)
            self.text.setTextCursor(cursor)
            self.text.find(text, options)

    def _write(self) -> None:
        if self._read is None:
            return
        bar = self.text.verticalScrollBar()
        place = bar.value()
        self.text.serve(self._read.get, self._read.preview.address)
        self.text.document().setDefaultStyleSheet(self._style())
        self.text.setHtml(self._words)
        bar.setValue(place)

    def _style(self) -> str:
        ink, quiet = self._theme.token("ink"), self._theme.token("ink2")
        family = ", ".join(f"'{name}'" for name in self._theme.read_font().families())
        return (
            f"body, p, li, td, th, h1, h2, h3, h4 {{ color: {ink}; font-family: {family}; }}"
            "p, li { font-size: 17px; line-height: 112%; } h1 { font-size: 28px; }"
            f".brand {{ color: {self._theme.token('accent')}; font-weight: 600; }}"
            f".standfirst {{ color: {quiet}; font-size: 19px; }}"
            f"figcaption, .times, .byline {{ color: {quiet}; font-size: 14px; }}"
            f"a {{ color: {self._theme.token('accent')}; }}"
        )

    def _public(self, url: QUrl) -> str:
        if self._read is None or url.isEmpty():
            return ""
        here = QUrl(self._read.root + self._read.preview.address)
        return here.resolved(url).toDisplayString()


class _Text(QTextBrowser):
    """Shows text and our pictures; asks nothing of disk or network."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._get: Get = lambda _address: None
        self._here = QUrl()
        self.setOpenLinks(False)
        self.document().setDocumentMargin(24)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def serve(self, get: Get, address: str) -> None:
        """Take pictures from ``get``, relative to the page's address."""
        self._get = get
        self._here = QUrl(f"page:/{address}")
        self.document().clear()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give a picture of the site, small enough for the column; anything else is nothing."""
        address = self._here.resolved(QUrl(name))
        if address.scheme() != "page":
            return QByteArray()
        data = self._get(address.path().lstrip("/"))
        picture = QImage.fromData(data) if data else QImage()
        if picture.width() > PICTURE:
            mode = Qt.TransformationMode.SmoothTransformation
            return picture.scaledToWidth(PICTURE, mode)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column as wide as can be read."""
        side = max(0, (self.width() - COLUMN) // 2)
        self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(COLUMN, COLUMN)


def rough_html(page: str) -> str:
    """Return the part of a page that Qt's text can show: the site's name and the article."""
    brand, article = BRAND.search(page), ARTICLE.search(page)
    pieces = [TRAIL.sub("", found[0]) for found in (brand, article) if found]
    return IMAGE.sub(lambda found: SIZES.sub("", found[0]), "\n".join(pieces))
