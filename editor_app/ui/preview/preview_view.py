"""Preview: the page as readers will see it, before anything is sent, and while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.settings import Settings
from editor_app.sentences import _, sentence
from editor_app.services.views import StoryView
from editor_app.text.counting import count
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.centre_view import CentreView
from editor_app.ui.jobs import Jobs
from editor_app.ui.preview.exact_page import Width
from editor_app.ui.preview.live_text import LiveText
from editor_app.ui.preview.page_pane import Face
from editor_app.ui.preview.page_panes import BESIDE, MAIN, PagePanes
from editor_app.ui.preview.page_read import PageRead, read_page
from editor_app.ui.preview.preview_bar import ALONE, PreviewBar
from editor_app.ui.preview.true_page import TruePage
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import Rule, ground
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import autonym

if TYPE_CHECKING:
    from editor_app.wiring import Desk

WIDTHS = {f"preview.{width}": width for width in Width}
FACES = {"preview.page": Face.PAGE, "preview.search": Face.SEARCH, "preview.card": Face.CARD}


class PreviewView(CentreView):
    """One page, or two languages side by side. What it shows is gathered and rendered in jobs.

    The engine is loaded when a page is first wanted or by ``warm_up``; in light mode only when the
    editor asks.
    """

    def __init__(self, desk: Desk, jobs: Jobs, theme: Theme) -> None:
        """Show pages of this desk."""
        super().__init__()
        self._desk, self._jobs, self._theme = desk, jobs, theme
        self._story: StoryView | None = None
        self._article: Article | None = None
        self._beside = ALONE
        self._autonyms: Mapping[Language, str] = {}
        self._caret = ("body", 0)
        self._face = Face.PAGE
        self._chosen_width: Width | None = None
        self._live: LiveText | None = None
        self._panes = PagePanes(theme, self._fetch)
        self._true_page = TruePage(desk, jobs, self)
        self._build()
        jobs.changed.connect(self._on_changed)

    def _build(self) -> None:
        ground(self, "sunken")
        self.setAccessibleName(_("Preview"))
        self._bar = PreviewBar(self._theme)
        self._bar.width_chosen.connect(self.choose_width)
        self._bar.face_chosen.connect(self.choose_face)
        self._bar.beside_chosen.connect(self.choose_beside)
        self._bar.true_page_wanted.connect(self._show_on_site)
        self._notice = Notice(self._theme)
        self._true_page.told.connect(self._notice.tell)
        self._empty = EmptyState(self._theme, "preview")
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._panes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._bar, Rule(), self._notice):
            column.addWidget(part)
        column.addLayout(self._stack, 1)
        self._panes.refused.connect(self._on_link)
        self._panes.resized.connect(self._fit)
        self._panes.engine_changed.connect(self.abilities_changed)
        self.setFocusProxy(self._panes)
        self.clear()

    # -- what the frame asks

    def show_story(self, story: StoryView, article: ArticleId | None) -> None:
        """Show the page of a language version, or its new state where it stands already."""
        found = next((item for item in story.articles if item.id == article), None)
        if found is None:
            self.clear()
            return
        if self._article is None or self._article.id != found.id:
            self._notice.clear()
            self._caret = ("body", 0)
        self._story, self._article = story, found
        self._stack.setCurrentWidget(self._panes)
        if self._live is not None:
            self._live.watch(story, found.id)
        QTimer.singleShot(0, self, self._count)  # the frame first says whose words these are
        self._offer_beside()
        self._bar.offer_true_page(TruePage.is_there(story, found.id))
        if self.isVisible():
            self._panes.start_engine()
        self._read_again()
        self.abilities_changed.emit()

    def _count(self) -> None:
        if self._article is not None:
            self.counted.emit(count(self._article.markdown, self._article.language))

    def clear(self) -> None:
        """Show that there is no page."""
        self._story = self._article = None
        if self._live is not None:
            self._live.stop()
        self._bar.say("")
        self._bar.offer_beside((), ALONE)
        self._bar.offer_true_page(False)
        self._notice.clear()
        self._empty.say(
            _("No page yet"),
            _("Choose a story to see its page here as readers will see it. Nothing is sent."),
        )
        self._stack.setCurrentWidget(self._empty)
        self.counted.emit(None)
        self.abilities_changed.emit()

    def follow(self, manuscripts: Manuscripts) -> None:
        """Show what is typed in these while it is typed."""
        self._live = LiveText(manuscripts, self)
        self._live.body_typed.connect(self._on_body_typed)
        self._live.words_typed.connect(self._on_words_typed)

    def warm_up(self) -> None:
        """Load the engine ahead of need, in an idle moment; nothing in light mode."""
        self._panes.start_engine()

    def apply_settings(self, settings: Settings) -> None:
        """Take light mode over: it never loads the engine until the editor asks."""
        self._panes.use_light_mode(settings.light_mode)
        if self.isVisible():
            self._panes.start_engine()

    def performs(self) -> frozenset[str]:
        """Return what can be done with the page shown."""
        if self._article is None:
            return frozenset()
        names = {*FACES, *(WIDTHS if self._face is Face.PAGE else ())}
        if len(self._others()) > 0:
            names.add("preview.beside")
        if self._panes.pane(MAIN).exact is not None:
            names.add("preview.pdf")
        if TruePage.is_there(self._story, self._article.id):
            names.add("preview.on_site")
        return frozenset(names)

    def perform(self, name: str) -> None:
        """Do one of the actions."""
        if name in WIDTHS:
            self.choose_width(WIDTHS[name])
        elif name in FACES:
            self.choose_face(FACES[name])
        elif name == "preview.beside":
            self._choose_next_beside()
        elif name == "preview.on_site":
            self._show_on_site()
        elif name == "preview.pdf":
            self._save_pdf()

    def caret(self) -> tuple[str, int]:
        """Return where the caret was left in the text: a page has none."""
        return self._caret

    def show_caret(self, part: str, caret: int) -> None:
        """Remember where the caret was left in the text."""
        self._caret = (part, caret)

    def find_text(self, text: str, backwards: bool = False) -> bool:
        """Mark the next place of the page that holds ``text``."""
        return self._panes.pane(MAIN).find_words(text, backwards=backwards)

    # -- choosing

    def choose_width(self, width: Width) -> None:
        """Show the page as on that device, whatever would fit."""
        self._chosen_width = width
        self._fit()

    def choose_face(self, face: Face) -> None:
        """Show the page, its search result or its social card."""
        self._face = face
        self._bar.choose_face(face)
        self._panes.show_face(face)
        self.abilities_changed.emit()

    def choose_beside(self, language: str) -> None:
        """Show another language version beside the one shown, or none (``ALONE``)."""
        self._beside = language
        self._offer_beside()
        if self.isVisible():
            self._panes.start_engine()
        self._read_again()

    def _choose_next_beside(self) -> None:
        choices = [ALONE, *(str(item.language) for item in self._others())]
        here = choices.index(self._beside) if self._beside in choices else 0
        self.choose_beside(choices[(here + 1) % len(choices)])

    def _fit(self) -> None:
        """Choose the widest device that can be read here, unless the editor has chosen one."""
        width = self._chosen_width or self._panes.pane(MAIN).fitting
        self._bar.choose_width(width)
        self._panes.show_width(width)

    def _others(self) -> tuple[Article, ...]:
        """Return the other language versions of the story."""
        if self._story is None or self._article is None:
            return ()
        return tuple(item for item in self._story.articles if item.id != self._article.id)

    def _offer_beside(self) -> None:
        others = self._others()
        chosen = self._beside_article()
        self._bar.offer_beside(
            tuple((str(item.language), self._autonym(item.language)) for item in others),
            chosen.language if chosen else ALONE,
        )
        self._panes.show_beside(chosen is not None)
        shown = ((MAIN, self._article), (BESIDE, chosen))
        for host, article in shown:
            name = self._autonym(article.language) if article and chosen else ""
            self._panes.pane(host).name(name)

    def _autonym(self, language: Language) -> str:
        return self._autonyms.get(language) or autonym(language, {})

    def _beside_article(self) -> Article | None:
        return next((item for item in self._others() if item.language == self._beside), None)

    # -- reading

    def _read_again(self) -> None:
        """Gather and render what is shown, after everything typed has been settled."""
        for host, article in ((MAIN, self._article), (BESIDE, self._beside_article())):
            if article is not None:
                self._jobs.fetch(
                    self,
                    partial(read_page, self._desk, article.id),
                    partial(self._arrived, host),
                    self._failed,
                    settled=True,
                    key=f"page {host}",
                )

    def _arrived(self, host: str, read: PageRead) -> None:
        wanted = self._article if host == MAIN else self._beside_article()
        if wanted is None or wanted.id != read.preview.article:
            return
        unsaved = self._live.unsaved(wanted.id) if self._live and host == MAIN else None
        self._panes.pane(host).show_read(read, unsaved)
        if host == MAIN:
            said = (read.preview.label, *read.preview.notes)
            self._bar.say(" · ".join(map(sentence, said)))
            self._autonyms = read.autonyms
            self._offer_beside()

    def _failed(self, error: EditorError) -> None:
        self._notice.tell("err", sentence(error.message), _("Try again"), self._read_again)

    def _on_changed(self, changes: Changes) -> None:
        """Look again when the site or its words changed; the frame tells of the story itself."""
        if (changes.sites or changes.vocabulary) and self.isVisible():
            self._read_again()

    # -- while it is typed

    def patch_block(self, number: int, markdown: str) -> None:
        """Show other Markdown as block ``number`` (from 1) of the page at once."""
        self._panes.pane(MAIN).patch_block(number, markdown)

    def _on_body_typed(self, article: ArticleId, texts: Sequence[str]) -> None:
        if self.isVisible() and self._panes.pane(MAIN).article == article:
            self._panes.pane(MAIN).show_texts(texts)

    def _on_words_typed(self, article: ArticleId, place: str, text: str) -> None:
        if self.isVisible() and self._panes.pane(MAIN).article == article:
            self._panes.pane(MAIN).show_words(place, text)

    # -- the engine

    def showEvent(self, event: QShowEvent) -> None:
        """Load the engine when a page comes into sight."""
        super().showEvent(event)
        if self._article is not None:
            self._panes.start_engine()

    def _fetch(
        self,
        owner: QObject,
        work: Callable[[], bytes | None],
        show: Callable[[bytes | None], None],
        failed: Callable[[EditorError], None],
    ) -> None:
        self._jobs.fetch(owner, work, show, failed)

    # -- the rest

    def _on_link(self, address: str) -> None:
        """Tell where a link leads: the preview follows none."""
        if address:
            said = _("This link leads to {address}. The preview opens nothing.")
            copy = partial(QGuiApplication.clipboard().setText, address)
            self._notice.tell("info", said.format(address=address), _("Copy the address"), copy)

    def _show_on_site(self) -> None:
        if self._article is not None:
            self._true_page.open(self._article.id)

    def _save_pdf(self) -> None:
        exact, article = self._panes.pane(MAIN).exact, self._article
        if exact is None or article is None:
            return
        name = f"{article.slug or 'page'}.pdf"
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the page as PDF"), name, "*.pdf")
        if path:
            exact.write_pdf(Path(path), partial(self._on_pdf, path))

    def _on_pdf(self, path: str, written: bool) -> None:
        if written:
            self._notice.tell("ok", _("Saved as {path}").format(path=path))
        else:
            self._notice.tell("err", _("The PDF could not be written to {path}.").format(path=path))
