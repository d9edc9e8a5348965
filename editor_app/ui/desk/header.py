"""The header of a story: its languages, the views of the one chosen, and Publish."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from editor_app.domain.edition import Edition
from editor_app.domain.ids import Language
from editor_app.sentences import _, ngettext
from editor_app.services.views import StoryView
from editor_app.ui.actions import tip_of
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import ground
from editor_app.ui.widgets.segmented import Segmented
from editor_app.ui.widgets.tabs import UnderlineTabs
from editor_app.ui.words import autonym, tab_badge

VIEWS = ("write", "translate", "preview", "both")


class TopBar(QFrame):
    """The strip of 44 pixels over the centre, with a hairline below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty; ``row`` takes the contents."""
        super().__init__(parent)
        ground(self, "surface")
        self._theme = theme
        self.setFixedHeight(theme.space("top"))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 0, 14, 1)
        self.row.setSpacing(12)
        self.row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the hairline."""
        super().paintEvent(event)
        foot = self.height() - 1
        QPainter(self).fillRect(0, foot, self.width(), 1, self._theme.colour("line"))


class Header(TopBar):
    """Languages, views and Publish.

    ``language_chosen`` carries a Language, ``view_chosen`` a key of VIEWS.
    """

    language_chosen = Signal(object)
    view_chosen = Signal(str)
    publish_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without a story."""
        super().__init__(theme, parent)
        self.setAccessibleName(_("Languages and views"))
        self._editions: dict[Language, Edition] = {}
        self._tabs = UnderlineTabs(theme, _("Languages"), height=theme.space("top") - 1, padding=12)
        self._tabs.chosen.connect(lambda key: self.language_chosen.emit(Language(key)))
        titles = {
            "write": _("Write"),
            "translate": _("Translate"),
            "preview": _("Preview"),
            "both": _("Text + page"),
        }
        choices = tuple((key, titles[key]) for key in VIEWS)
        self._views = Segmented(theme, choices, _("Views"), icons={key: key for key in VIEWS})
        for key in VIEWS:
            self._views.button(key).setToolTip(tip_of(f"view.{key}"))
        self._views.chosen.connect(self.view_chosen)
        self._publish = Button(_("Publish…"), "primary", tip=tip_of("story.publish"))
        self._publish.clicked.connect(self.publish_wanted)
        self.row.addWidget(self._tabs)
        self.row.addStretch(1)
        self.row.addWidget(self._views)
        self.row.addWidget(self._publish)
        self.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take less room where there is less."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for what the small form takes."""
        return QSize(self._width_for(small_views=True, small_tabs=True), self.height())

    def _fit(self) -> None:
        """Leave out badges, then words, when the bar is too narrow for all."""
        small_tabs = self.width() < self._width_for(small_views=False, small_tabs=False)
        small_views = self.width() < self._width_for(small_views=False, small_tabs=True)
        self._tabs.show_small(small_tabs)
        self._views.show_small(small_views)

    def _width_for(self, *, small_views: bool, small_tabs: bool) -> int:
        parts = (
            self._tabs.width_for(small=small_tabs),
            self._views.width_for(small=small_views),
            self._publish.sizeHint().width(),
        )
        return sum(parts) + 28 + 3 * self.row.spacing()

    def know_editions(self, editions: tuple[Edition, ...]) -> None:
        """Know which languages the desk has, in their order."""
        self._editions = {edition.language: edition for edition in editions}

    def clear(self) -> None:
        """No story is open."""
        for widget in (self._tabs, self._views, self._publish):
            widget.setVisible(False)

    def show_story(self, story: StoryView, language: Language) -> None:
        """Show the languages of a story with their states; ``language`` is the one in sight."""
        languages = self._languages(story)
        self._tabs.show_tabs(tuple((item, autonym(item, self._editions)) for item in languages))
        for item in languages:
            self._show_badge(story, item)
        self._tabs.choose(language)
        source = story.story.source_language == language
        self._views.enable("translate", not source or len(languages) > 1)
        for widget in (self._tabs, self._views, self._publish):
            widget.setVisible(True)
        self._fit()

    def show_view(self, view: str) -> None:
        """Show a view as the one in sight."""
        self._views.choose(view)

    def show_left(self, language: Language, left: int) -> None:
        """Count down on a tab while the editor translates, before the story is read again."""
        if left:
            words = ngettext("{count} left", "{count} left", left).format(count=left)
            self._tabs.badge(language, words, "warn")

    def allow_publish(self, possible: bool, why_not: str = "") -> None:
        """Say whether there is anything to publish to."""
        self._publish.setEnabled(possible)
        self._publish.setToolTip(why_not or tip_of("story.publish"))

    def focus_start(self) -> None:
        """Put the focus on the language in sight."""
        self._tabs.focus_start()

    def _languages(self, story: StoryView) -> tuple[Language, ...]:
        """Return the source first, then the editions, then what else the story has."""
        mine = [article.language for article in story.articles]
        order = [story.story.source_language, *self._editions, *mine]
        return tuple(dict.fromkeys(order))

    def _show_badge(self, story: StoryView, language: Language) -> None:
        article = story.article(language)
        shown = story.shown.get(article.id) if article else None
        progress = story.progress.get(article.id) if article else None
        source = language == story.story.source_language
        text, tone = tab_badge(shown, progress, source=source)
        self._tabs.badge(language, text, tone)


def states_of(story: StoryView) -> Mapping[Language, str]:
    """Return the words on the badges, for tests and tips."""
    words = {}
    for article in story.articles:
        source = article.language == story.story.source_language
        progress = story.progress.get(article.id)
        words[article.language] = tab_badge(story.shown[article.id], progress, source=source)[0]
    return words
