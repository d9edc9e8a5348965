"""The sheet that takes a story off a site: one language, and its siblings that readers have too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from editor_app.domain.article import Shown
from editor_app.domain.edition import Edition
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.site import RemoteStatus, Site, SiteKind
from editor_app.sentences import _, sentence
from editor_app.services.views import StoryView
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice, Tick
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import Elided, PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.words import autonym, language_name, listed, shown_words

if TYPE_CHECKING:
    from editor_app.services.publishing import PublishingService

WIDTH = 520
ROW_HEIGHT = 30


@dataclass(frozen=True)
class Standing:
    """A language version that stands on a site, with its headline.

    ``public`` says that readers have it there; else the site will show it at its time.
    """

    article: ArticleId
    language: Language
    name: str
    public: bool
    headline: str

    @property
    def state(self) -> str:
        """How it stands on that site, in words."""
        return shown_words(Shown.PUBLISHED if self.public else Shown.SCHEDULED)


class WithdrawSheet(Sheet):
    """Asks which languages are withdrawn; the one in sight is ticked, the others are offered."""

    def __init__(
        self, theme: Theme, window: QWidget, jobs: Jobs, publishing: PublishingService
    ) -> None:
        """Stay hidden until ``open``."""
        super().__init__(theme, window, WIDTH)
        self._jobs, self._publishing = jobs, publishing
        self._story: StoryView | None = None
        self._article: ArticleId | None = None
        self._sites: tuple[Site, ...] = ()
        self._editions: Mapping[Language, Edition] = {}
        self._ticks: dict[ArticleId, tuple[Tick, str]] = {}
        self._public: frozenset[ArticleId] = frozenset()
        self._title = PlainLabel(role="title", wrap=True)
        self._site = Choice(theme, _("Site"))
        self._site.setFixedWidth(240)
        self._site.chosen.connect(lambda _key: self._show())
        self._text = PlainLabel(role="quiet", wrap=True)
        self._others = PlainLabel(role="quiet", wrap=True)
        self._grid = QGridLayout()
        self._trouble = Notice(theme)
        self._keep = Button(_("Leave it there"), clicked=self.close_sheet)
        self._go = Button("", "danger", clicked=self._withdraw)
        self._build()

    def _build(self) -> None:
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(3, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self._keep)
        foot.addWidget(self._go)
        self.body.addWidget(self._title)
        self.body.addSpacing(6)
        self.body.addWidget(self._site)
        self.body.addWidget(self._text)
        self.body.addSpacing(10)
        self.body.addWidget(self._others)
        self.body.addSpacing(4)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._trouble)
        self.body.addSpacing(16)
        self.body.addLayout(foot)

    def open(
        self,
        story: StoryView,
        article: ArticleId,
        sites: tuple[Site, ...],
        editions: Mapping[Language, Edition],
    ) -> None:
        """Ask for a story; ``sites`` are those where ``article`` stands."""
        self._story, self._article, self._sites, self._editions = story, article, sites, editions
        self._site.offer(tuple((site.id, site.name) for site in sites))
        self._site.choose(sites[0].id)
        self._site.setVisible(len(sites) > 1)
        self._show()
        self.open_sheet()

    @property
    def site(self) -> Site | None:
        """The site that is chosen."""
        return next((site for site in self._sites if site.id == self._site.choice), None)

    # -- rows

    def _show(self) -> None:
        story, site = self._story, self.site
        self._trouble.clear()  # it was said of the other site
        empty_out(self._grid)
        self._ticks = {}
        if story is None or site is None:
            return
        rows = standing_there(story, site, self._editions)
        self._public = frozenset(row.article for row in rows if row.public)
        for place, row in enumerate(rows):
            self._add(place, row)
        several = len(rows) > 1
        for tick, _name in self._ticks.values():
            tick.setVisible(several)
        self._others.say(_others_words(rows))
        self._others.setVisible(several)
        self._say_button()

    def _add(self, place: int, row: Standing) -> None:
        tick = Tick(self._theme)
        tick.setAccessibleName(f"{row.name}, {row.state}")
        tick.setChecked(row.article == self._article)
        tick.ticked.connect(lambda _on: self._say_button())
        self._ticks[row.article] = (tick, language_name(row.language))
        cells = (
            tick,
            PlainLabel(row.name, "strong"),
            PlainLabel(row.state, "quiet"),
            Elided(row.headline, "hint"),
        )
        for column, cell in enumerate(cells):
            self._grid.addWidget(cell, place, column)
        self._grid.setRowMinimumHeight(place, ROW_HEIGHT)

    @property
    def ticked(self) -> tuple[ArticleId, ...]:
        """The language versions that are to be withdrawn."""
        return tuple(article for article, (tick, _name) in self._ticks.items() if tick.isChecked())

    def _say_button(self) -> None:
        site = self.site
        names = [self._ticks[article][1] for article in self.ticked]
        if site is not None and names:
            words = _("Withdraw {language} from {site}?")
            self._title.setText(words.format(language=listed(names), site=site.name))
            self.setAccessibleName(self._title.text())
            self._text.say(_readers_words(site, public=not self._public.isdisjoint(self.ticked)))
        words = _("Withdraw {language}").format(language=listed(names))
        self._go.setText(words if names else _("Nothing is ticked"))
        self._go.setEnabled(bool(names))
        self.place()

    def focus_start(self) -> None:
        """Enter leaves everything as it is."""
        self._keep.setFocus(Qt.FocusReason.TabFocusReason)

    # -- doing

    def _withdraw(self) -> None:
        site, wanted = self.site, self.ticked
        if site is None or not wanted:
            return
        self._go.setEnabled(False)
        site_id, first, rest = site.id, wanted[0], wanted[1:]
        self._jobs.change(
            lambda: self._publishing.withdraw(first, site_id, rest),
            self,
            self.while_open(lambda _published: self.close_sheet()),
            self.while_open(self._failed, self._jobs.refused.emit),
        )

    def _failed(self, error: EditorError) -> None:
        self._trouble.tell("err", sentence(error.message))
        self._say_button()


def _others_words(rows: tuple[Standing, ...]) -> str:
    """Return what becomes of the languages that are not ticked."""
    if all(row.public for row in rows):
        return _("Readers have it in other languages too. What is not ticked stays there.")
    return _("It stands there in other languages too. What is not ticked stays there.")


def _readers_words(site: Site, *, public: bool) -> str:
    """Return what becomes of the article on a site, and what its readers find if they have it."""
    if not public:
        return _("It becomes a draft there, keeps all its text, and does not come out at its time.")
    if site.kind is SiteKind.FOLDER:
        return _("Readers who follow a link will be told that the article was taken down.")
    return _(
        "It becomes a draft there and keeps all its text. Readers who follow a link do not find it"
        " any more."
    )


def standing_there(
    story: StoryView, site: Site, editions: Mapping[Language, Edition]
) -> tuple[Standing, ...]:
    """Return the language versions that readers have on a site, or that it will show by itself."""
    there = {RemoteStatus.PUBLIC}
    if site.kind is not SiteKind.FOLDER:
        there.add(RemoteStatus.SCHEDULED)
    return tuple(
        Standing(
            article.id,
            article.language,
            autonym(article.language, editions),
            known.status is RemoteStatus.PUBLIC,
            article.headline,
        )
        for article in story.articles
        for known in story.publications.get(article.id, ())
        if known.site == site.id and known.status in there
    )
