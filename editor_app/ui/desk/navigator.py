"""The navigator: which story, language and view are in sight, and how one gets there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError, NotFound
from editor_app.domain.ids import ArticleId, Language, StoryId
from editor_app.sentences import _
from editor_app.services.views import Created, LastPlace, StoryView
from editor_app.ui.desk.held_keys import HeldKeys
from editor_app.ui.desk.story_page import StoryPage
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.words import language_name

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.first_sight import FirstSight

NOWHERE = ("body", 0)
"""The caret of a view where nobody has been yet."""


class Navigator(QObject):
    """Opens stories, languages and views; the page shows what it says.

    ``opened`` carries the StoryView that came into sight or None, ``view_changed`` a view's key,
    ``failed`` an EditorError; ``refreshed`` tells that the story in sight was read again.
    """

    opened = Signal(object)
    refreshed = Signal()
    language_changed = Signal(object)
    view_changed = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, page: StoryPage, parent: QObject) -> None:
        """Start with no story."""
        super().__init__(parent)
        self._desk, self._jobs, self._page = desk, jobs, page
        self._vocabulary = Vocabulary()
        self.story: StoryView | None = None
        self.language: Language | None = None
        self._wanted: StoryId | None = None
        self._last: dict[StoryId, Language] = {}
        self._place: LastPlace | None = None
        self._seen: ArticleId | None = None
        self._focus_after = False
        self.keys = HeldKeys(page.centre, self)
        page.header.show_view(page.centre.key)

    # -- what is in sight

    @property
    def article(self) -> Article | None:
        """The language version in sight, None when its language is not started."""
        if self.story is None or self.language is None:
            return None
        return self.story.article(self.language)

    @property
    def story_id(self) -> StoryId | None:
        """The story in sight or on its way."""
        return self._wanted

    def shows(self, article: ArticleId) -> bool:
        """Say whether a language version is in sight, and no other story on its way."""
        shown = self.article
        return shown is not None and shown.id == article and shown.story == self._wanted

    def know_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know the languages of the desk."""
        self._vocabulary = vocabulary
        self._page.header.know_editions(vocabulary.editions)
        if self.story is not None:
            self._show()

    # -- opening

    def open(
        self,
        story: StoryId,
        language: Language | None = None,
        view: str = "",
        *,
        focus: bool = False,
    ) -> None:
        """Bring a story into sight, in a language and view or as it was last seen."""
        if story == self._wanted and language is None and not view:
            if focus:
                self._page.centre.focus_start()
            return
        self.leave()
        self.keys.hold(wanted=focus)
        self._wanted = story
        self._focus_after = focus
        if language is not None:
            self._last[story] = language
        self._jobs.fetch(
            self,
            lambda: self._desk.stories.view(story),
            lambda found: self._arrived(found, view),
            partial(self._missing, story),
            settled=True,
            key="story",
        )

    def open_article(self, article: ArticleId, view: str = "") -> None:
        """Bring a language version into sight by its id."""
        for known in self.story.articles if self.story else ():
            if known.id == article:
                self.show_language(known.language)
                if view:
                    self.show_view(view)
                return
        self._jobs.fetch(
            self,
            lambda: self._desk.stories.find_article(article),
            lambda found: self.open(found.story, found.language, view),
            self.failed.emit,
        )

    def show_first(self, sight: FirstSight) -> None:
        """Show the text where the editor was, before the desk can be asked for the whole story."""
        place, centre = sight.place, self._page.centre
        self._seen = place.article
        centre.show_story(sight.story, place.article)
        if centre.main is not None:
            centre.main.show_caret(place.part, place.caret)
        centre.focus_start()
        self.keys.arrive(late=False)

    @property
    def may_go_back(self) -> bool:
        """Whether nothing else was opened meanwhile."""
        return self._wanted is None

    def open_place(self, place: LastPlace) -> None:
        """Go back to where the editor was, down to the caret."""
        self._place = place
        self._wanted = place.story
        self._focus_after = True
        self._jobs.fetch(
            self,
            lambda: self._desk.stories.view(place.story),
            lambda found: self._arrived(found, place.view),
            partial(self._missing, place.story),
            key="story",
        )

    def open_created(self, created: Created, view: str) -> None:
        """Bring what was just made into sight."""
        self._wanted = None
        self._jobs.fetch(
            self,
            lambda: self._desk.stories.find_article(created.article),
            lambda found: self.open(found.story, found.language, view, focus=True),
            self._not_there,
        )

    def _arrived(self, story: StoryView, view: str) -> None:
        if story.story.id != self._wanted:
            return
        self.story = story
        place, self._place = self._place, None
        is_seen, self._seen = place is not None and place.article == self._seen, None
        if place is not None and place.story == story.story.id:
            known = (item.language for item in story.articles if item.id == place.article)
            self.language = next(known, None)
        self.language = self._language_for(story)
        if is_seen:
            view = self._page.centre.key  # another may have been chosen while the desk was opened
        if view in self._page.centre.offered() and view != "compare":
            self._set_view(view)
        elif self._page.centre.key == "compare":
            self._set_view("write")
        self._show()
        self.opened.emit(story)
        if place is None:
            self.remember()  # a crash must not lead back to the story before
        elif self._page.centre.main is not None and not is_seen:
            self._page.centre.main.show_caret(place.part, place.caret)
        if self._focus_after and not is_seen:
            self._page.centre.focus_start()
        has_rows = self._page.centre.key == "translate" and self.article is not None
        self.keys.arrive(late=has_rows)

    def _language_for(self, story: StoryView) -> Language:
        """Return the language to show: as last seen, else the one in sight, else the source."""
        last = self._last.get(story.story.id)
        if last is not None:
            return last
        if self.language is not None and story.article(self.language) is not None:
            return self.language
        return story.story.source_language

    # -- language and view

    def show_language(self, language: Language) -> None:
        """Bring another language of the story into sight."""
        if self.story is None or language == self.language:
            return
        self._page.centre.leave()
        self.language = language
        self._last[self.story.story.id] = language
        if self._page.centre.key == "compare":
            self._set_view("write")
        self._show()
        self.language_changed.emit(language)

    def step_language(self, by: int) -> None:
        """Bring the language to the right or left into sight."""
        if self.story is None or self.language is None:
            return
        order = self.languages()
        place = order.index(self.language) if self.language in order else 0
        self.show_language(order[(place + by) % len(order)])

    def languages(self) -> tuple[Language, ...]:
        """Return the languages of the story as the header shows them."""
        if self.story is None:
            return ()
        mine = [article.language for article in self.story.articles]
        editions = [edition.language for edition in self._vocabulary.editions]
        return tuple(dict.fromkeys((self.story.story.source_language, *editions, *mine)))

    def show_view(self, view: str) -> None:
        """Bring another view of the same text into sight, at the place where the editor is."""
        centre = self._page.centre
        if view not in centre.offered():
            return
        if view == centre.key:
            centre.focus_start()
            return
        before = centre.main
        place = before.caret() if before is not None else NOWHERE
        centre.leave()
        self._set_view(view)
        self._show()
        if centre.main is not None and place not in {NOWHERE, centre.main.caret()}:
            centre.main.show_caret(*place)  # where it stands already, what is selected stays so
        centre.focus_start()

    def _set_view(self, view: str) -> None:
        self._page.centre.show_view(view)
        self._page.header.show_view(view)
        self.view_changed.emit(view)

    # -- following changes

    def apply(self, changes: Changes) -> None:
        """Read the story again when it was touched; nothing in sight moves."""
        story = self.story
        if story is None:
            return
        mine = {article.id for article in story.articles}
        touched = story.story.id in changes.stories or bool(mine & changes.articles)
        if touched or bool(set(story.photos) & changes.photos) or changes.outbox:
            wanted = story.story.id
            self._jobs.fetch(
                self,
                lambda: self._desk.stories.view(wanted),
                self._refresh,
                partial(self._missing, wanted),
                key="refresh",
            )

    def _refresh(self, story: StoryView) -> None:
        if story.story.id == self._wanted:
            self.story = story
            self._show()
            self.refreshed.emit()

    def _show(self) -> None:
        """Show story and language everywhere on the page."""
        story, language, page = self.story, self.language, self._page
        if story is None or language is None:
            return
        article = self.article
        page.header.show_story(story, language)
        # Before the views, which bring their tabs into sight: these show what they know.
        page.inspector.show_story(story, article.id if article else None)
        page.centre.show_story(story, article.id if article else None)
        if article is None:
            page.centre.say_not_started(language_name(language), can_start=bool(story.articles))

    # -- leaving

    def leave(self) -> None:
        """Hand everything typed to the lane and remember the place."""
        self._page.centre.leave()
        self.remember()

    def remember(self) -> None:
        """Keep where the editor is."""
        article, story, view = self.article, self.story, self._page.centre.main
        if article is None or story is None or view is None:
            return
        part, caret = view.caret()
        key, drafts = self._page.centre.key, self._desk.drafts
        self._jobs.change(
            lambda: drafts.remember_place(story.story.id, article.id, key, part, caret)
        )

    def close_story(self) -> None:
        """Show no story."""
        self.story = self.language = self._wanted = None
        self._page.header.clear()
        self._page.centre.clear()
        self._page.inspector.show_story(None, None)
        self.keys.let_go()
        self.opened.emit(None)

    def _missing(self, story: StoryId, error: EditorError) -> None:
        """A story is gone or cannot be read: show none, if it is the one that is wanted."""
        if story == self._wanted:
            self.close_story()
        if not isinstance(error, NotFound):
            self.failed.emit(error)

    def _not_there(self, error: EditorError) -> None:
        """What was made cannot be found: what is in sight stays, and takes what was typed."""
        self._wanted = self.story.story.id if self.story is not None else None
        self.keys.let_go()
        self.failed.emit(error)


def untitled(story: StoryView) -> str:
    """Return what a story is called: its name in the list, a headline, or that it has none."""
    headlines = [article.headline for article in story.articles if article.headline]
    return story.story.slug_word or next(iter(headlines), "") or _("Untitled")
