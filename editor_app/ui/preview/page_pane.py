"""One language version in the preview: its page, exact or approximate, or one of its cards."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from editor_app.domain.ids import ArticleId
from editor_app.sentences import _
from editor_app.text.plain import strip_marks
from editor_app.ui.preview.browser import Browser
from editor_app.ui.preview.cards import CardsPage, SearchResult, SocialCard
from editor_app.ui.preview.exact_page import ExactPage, Width, fitting
from editor_app.ui.preview.live_text import block_edit
from editor_app.ui.preview.page_read import PageRead
from editor_app.ui.preview.rough_page import RoughPage
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import PlainLabel


class Face(StrEnum):
    """What is shown of a page."""

    PAGE = "page"
    SEARCH = "search"
    CARD = "card"


class PagePane(QWidget):
    """One page with its cards.

    ``pointed`` and ``refused`` carry public addresses of links; ``exact_wanted`` when the editor
    asks for the engine; ``engine_ended`` when it gave up; ``scrolled`` a fraction;
    ``resized`` when another width may fit.
    """

    pointed = Signal(str)
    refused = Signal(str)
    exact_wanted = Signal()
    engine_ended = Signal()
    scrolled = Signal(float)
    resized = Signal()
    page_shown = Signal()

    def __init__(self, theme: Theme, host: str) -> None:
        """Start with neither engine nor page; ``host`` names the pane to the engine."""
        super().__init__()
        self._theme, self._host = theme, host
        self._face = Face.PAGE
        self._width = Width.DESKTOP
        self._texts: tuple[str, ...] = ()
        self.read: PageRead | None = None
        self.exact: ExactPage | None = None
        self.rough = RoughPage(theme)
        self.rough.exact_wanted.connect(self.exact_wanted)
        self.rough.pointed.connect(self.pointed)
        self.rough.refused.connect(self.refused)
        self._search = CardsPage(theme, SearchResult(theme))
        self._card = CardsPage(theme, SocialCard(theme))
        self._title = PlainLabel(role="label")
        self._title.setContentsMargins(18, 8, 18, 0)
        self._title.hide()
        self._stack = QStackedWidget()
        for widget in (self.rough, self._search, self._card):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._stack, 1)

    # -- engine

    def use_engine(self, browser: Browser) -> None:
        """Show the page in the engine from now on. Raises ImportError when it cannot be had."""
        if self.exact is not None:
            return
        exact = ExactPage(self._theme, browser, self._host)
        exact.pointed.connect(self.pointed)
        exact.refused.connect(self.refused)
        exact.ended.connect(self._on_ended)
        exact.scrolled.connect(self.scrolled)
        exact.loaded.connect(self.page_shown)
        exact.show_width(self._width)
        self._stack.addWidget(exact)
        self.exact = exact
        self._show()

    def do_without(self, why: str, *, can_change: bool) -> None:
        """Show the approximate page and say why."""
        self.rough.say_why(why, can_change=can_change)
        self._show()

    def _on_ended(self) -> None:
        """Keep the approximate page: the engine died twice."""
        if self.exact is not None:
            self._stack.removeWidget(self.exact)
            self.exact.deleteLater()
            self.exact = None
        self.engine_ended.emit()

    # -- showing

    def show_read(self, read: PageRead, typed: Sequence[str] | None = None) -> None:
        """Show a page; ``typed`` are the texts of its blocks where the desk is a moment behind."""
        self.read = read
        self._texts = tuple(block.text for block in read.preview.view.body)
        self._show()
        if typed is not None:
            self.show_texts(typed)

    def show_face(self, face: Face) -> None:
        """Show the page or one of its cards."""
        self._face = face
        self._show()

    def show_width(self, width: Width) -> None:
        """Show the page as on that device."""
        self._width = width
        if self.exact is not None:
            self.exact.show_width(width)

    def name(self, title: str) -> None:
        """Say over the page which language it is; nothing when it is the only one."""
        self._title.say(title)

    def _show(self) -> None:
        """Bring the right face into sight and fill it."""
        page = self.exact or self.rough
        shown = {Face.PAGE: page, Face.SEARCH: self._search, Face.CARD: self._card}[self._face]
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        if self.read is not None:
            shown.show_page(self.read)

    # -- while it is typed

    @property
    def article(self) -> ArticleId | None:
        """The language version shown."""
        return self.read.preview.article if self.read else None

    def patch_block(self, number: int, markdown: str) -> None:
        """Show other Markdown as block ``number`` (from 1) at once."""
        if 1 <= number <= len(self._texts):
            self.show_texts((*self._texts[: number - 1], markdown, *self._texts[number:]))

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show these blocks as the body at once; only what differs is touched."""
        edit = block_edit(self._texts, texts)
        if edit is None or self.read is None:
            return
        self._texts = tuple(texts)
        if self.exact is None or self._face is not Face.PAGE:
            return  # the whole page follows after a pause
        known = len(self.read.preview.view.body)
        pieces = [
            self.read.preview.block_html(min(edit.first + place, known + 1), text)
            for place, text in enumerate(edit.texts)
        ]
        self.exact.patch(edit.first, edit.gone, pieces)

    def show_words(self, place: str, text: str) -> None:
        """Show other words as headline or standfirst at once."""
        if self.exact is not None and self._face is Face.PAGE:
            self.exact.say(place, strip_marks(text))

    # -- the rest

    def find_words(self, text: str, *, backwards: bool) -> bool:
        """Mark the next place that holds ``text``; False when the page does not hold it."""
        if self.read is None:
            return False
        view = self.read.preview.view
        words = strip_marks("\n".join((view.headline, view.standfirst, *self._texts)))
        page = self.exact or self.rough
        page.find_words(text, backwards=backwards)
        return text.casefold() in words.casefold()

    @property
    def fitting(self) -> Width:
        """The widest device whose page can be read here."""
        return fitting(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that another width may fit."""
        super().resizeEvent(event)
        self.resized.emit()

    @staticmethod
    def light_words() -> str:
        """Say why the page is approximate in light mode."""
        return _("Approximate: light mode saves the memory of the browser engine.")

    @staticmethod
    def missing_words() -> str:
        """Say why the page is approximate where the engine cannot run."""
        return _(
            "Approximate: the browser engine cannot run here. Words, photos and their order are "
            "right; the looks of the site are not."
        )
