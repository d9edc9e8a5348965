"""The verbs on the story in sight that menus, palette and keys offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from editor_app.domain.article import ArticleStatus
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language, StoryId
from editor_app.domain.site import Site
from editor_app.sentences import _, spoken
from editor_app.ui.article.field_edits import FieldEdits
from editor_app.ui.desk.navigator import Navigator, untitled
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.sync.publish_sheet import PublishSheet
from editor_app.ui.sync.withdraw_sheet import WithdrawSheet, standing_there
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.sheet import Question

if TYPE_CHECKING:
    from editor_app.wiring import Desk


class StoryCommands(QObject):
    """Does the ``story.*`` actions.

    ``removed`` carries a story that is no longer to be shown; ``site_wanted`` says that there is no
    site to publish to, ``details_wanted`` that the details of the story lack something.
    """

    removed = Signal(object)
    site_wanted = Signal()
    details_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        navigator: Navigator,
        edits: FieldEdits,
        theme: Theme,
        window: QWidget,
    ) -> None:
        """Act on what ``navigator`` has in sight; sheets open over ``window``."""
        super().__init__(window)
        self._desk, self._jobs, self._navigator, self._edits = desk, jobs, navigator, edits
        self._sites: tuple[Site, ...] = ()
        self._editor = ""
        self._vocabulary = Vocabulary()
        self._theme, self._window = theme, window
        self.question = Question(theme, window)
        self.question.answered.connect(self._on_answer)
        self._deed: Callable[[str], object] | None = None

    @cached_property
    def publish_sheet(self) -> PublishSheet:
        """The sheet of publishing."""
        desk = self._desk
        sheet = PublishSheet(
            self._theme, self._window, self._jobs, desk.publishing, desk.on_site, desk.checks
        )
        sheet.article_wanted.connect(self._navigator.open_article)
        sheet.details_wanted.connect(self.details_wanted)
        sheet.site_wanted.connect(self.site_wanted)
        return sheet

    @cached_property
    def withdraw_sheet(self) -> WithdrawSheet:
        """The sheet of taking a story off its site."""
        return WithdrawSheet(self._theme, self._window, self._jobs, self._desk.publishing)

    def know(self, vocabulary: Vocabulary, sites: tuple[Site, ...], editor: str) -> None:
        """Know the languages, where stories can go, and whose name stands on the sheet."""
        self._vocabulary, self._sites, self._editor = vocabulary, sites, editor

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the actions and what they do."""
        return {
            "story.new": self.new,
            "story.publish": self.publish,
            "story.withdraw": self.withdraw,
            "story.draft": lambda: self._say(ArticleStatus.DRAFT),
            "story.for_approval": lambda: self._say(ArticleStatus.FOR_APPROVAL),
            "story.approve": lambda: self._say(ArticleStatus.APPROVED),
            "story.trash": self.trash,
            "story.restore": self.restore,
            "story.delete": self.delete,
            "translate.start": self.start_translation,
        }

    def possible(self) -> frozenset[str]:
        """Return the names of those that can be done now."""
        names = {"story.new"}
        story, article = self._navigator.story, self._navigator.article
        if story is None:
            return frozenset(names)
        if story.story.trashed:
            return frozenset({*names, "story.restore", "story.delete"})
        names |= {"story.trash", "story.publish"}
        if article is None:
            names.add("translate.start")
            return frozenset(names)
        states = {
            ArticleStatus.DRAFT: "story.draft",
            ArticleStatus.FOR_APPROVAL: "story.for_approval",
            ArticleStatus.APPROVED: "story.approve",
        }
        names |= {name for status, name in states.items() if status is not article.status}
        if self._public_sites():
            names.add("story.withdraw")
        return frozenset(names)

    # -- making and throwing away

    def new(self) -> None:
        """Make an empty story and put the caret into its headline."""
        language = self._source_language()
        self._begin()
        self._jobs.change(
            lambda: self._desk.stories.create(language),
            self,
            lambda created: self._navigator.open_created(created, "write"),
            self._not_made,
        )

    def start_translation(self) -> None:
        """Begin the language in sight and show its rows beside the source."""
        navigator = self._navigator
        story, language = navigator.story, navigator.language
        if story is None or language is None or navigator.article is not None:
            return
        self._begin()
        self._jobs.change(
            lambda: self._desk.translations.start(story.story.id, language),
            self,
            lambda created: navigator.open_created(created, "translate"),
            self._not_made,
        )

    def _begin(self) -> None:
        """A text is being made: what is typed from now on is meant for it."""
        self._navigator.leave()
        self._navigator.keys.hold(wanted=True)

    def _not_made(self, error: EditorError) -> None:
        """Nothing came of it: what was typed goes into the text in sight."""
        self._navigator.keys.let_go()
        self._navigator.failed.emit(error)

    def _source_language(self) -> Language:
        """Return the language in which new stories are written: the desk's first edition."""
        editions = self._vocabulary.editions
        return editions[0].language if editions else Language(spoken())

    def trash(self, story: StoryId | None = None) -> None:
        """Put a story, else the one in sight, into the trash, where it stays for 30 days."""
        self._remove(self._desk.stories.trash, story)

    def restore(self) -> None:
        """Take the story out of the trash."""
        story = self._navigator.story_id
        if story is not None:
            self._jobs.change(lambda: self._desk.stories.restore(story), self)

    def delete(self) -> None:
        """Ask, then delete the story for good."""
        story = self._navigator.story
        if story is None:
            return
        self._ask(
            lambda answer: self._remove(self._desk.stories.delete) if answer == "delete" else None,
            _("Delete “{name}” for good?").format(name=untitled(story)),
            _("Its texts in all languages and their history go. This cannot be undone."),
            ("delete", _("Delete for good"), "danger"),
            ("keep", _("Keep"), ""),
        )

    def _remove(self, verb: Callable[[StoryId], Changes], which: StoryId | None = None) -> None:
        story = which or self._navigator.story_id
        if story is None:
            return
        self._navigator.leave()
        self._jobs.change(lambda: verb(story), self, lambda _changes: self.removed.emit(story))

    # -- states

    def _say(self, status: ArticleStatus) -> None:
        article = self._navigator.article
        if article is not None:
            self._navigator.leave()
            self._edits.article(article.id, lambda _article: {"status": status})

    # -- publishing

    def publish(self) -> None:
        """Open the publish sheet, after what is typed has been handed to the lane."""
        story, article = self._navigator.story, self._navigator.article
        if story is None:
            return
        if not self._sites:
            self._ask(
                lambda answer: self.site_wanted.emit() if answer == "add" else None,
                _("No site yet"),
                _("Say first where your stories go: a folder that any web server can serve."),
                ("later", _("Later"), ""),
                ("add", _("Add a site"), "primary"),
            )
            return
        self._navigator.leave()
        self.publish_sheet.open(
            story.story.id,
            (article or story.articles[0]).id,
            untitled(story),
            self._editor,
            self._sites,
            self._vocabulary.by_language,
        )

    def withdraw(self) -> None:
        """Ask, then take the language version in sight off its site, and siblings with it."""
        story, article, sites = self._navigator.story, self._navigator.article, self._public_sites()
        if story is not None and article is not None and sites:
            editions = self._vocabulary.by_language
            self.withdraw_sheet.open(story, article.id, tuple(sites), editions)

    def _public_sites(self) -> list[Site]:
        story, article = self._navigator.story, self._navigator.article
        if story is None or article is None:
            return []
        known = self._vocabulary.by_language
        return [
            site
            for site in self._sites
            if any(row.article == article.id for row in standing_there(story, site, known))
        ]

    # -- asking

    def _ask(
        self,
        deed: Callable[[str], object],
        title: str,
        text: str,
        *choices: tuple[str, str, str],
    ) -> None:
        self._deed = deed
        self.question.ask(title, text, *choices)

    def _on_answer(self, answer: str) -> None:
        deed, self._deed = self._deed, None
        if deed is not None:
            deed(answer)
