"""The conductor: the one hand that joins the parts of a desk's window.

Panels tell by signals what the editor wants and are handed values; here stands who hears whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from editor_app.domain.changes import Changes
from editor_app.domain.history import Revision
from editor_app.domain.ids import ArticleId, Language, StoryId
from editor_app.domain.settings import Settings
from editor_app.domain.settings import Theme as Colours
from editor_app.sentences import _, spoken
from editor_app.services.views import LastPlace, Recovered, StoryView
from editor_app.ui.actions import ActionSet
from editor_app.ui.article.field_edits import FieldEdits
from editor_app.ui.article.inspector_checks import ChecksTab
from editor_app.ui.article.inspector_details import DetailsTab
from editor_app.ui.article.inspector_history import HistoryTab
from editor_app.ui.article.inspector_tags import TagsTab
from editor_app.ui.desk.announcements import Announcements
from editor_app.ui.desk.caretaker import Caretaker
from editor_app.ui.desk.centre_view import CentreView, Saving
from editor_app.ui.desk.check_links import CheckLinks
from editor_app.ui.desk.commands import Commands, Table
from editor_app.ui.desk.facts import Facts
from editor_app.ui.desk.first_story import open_waiting
from editor_app.ui.desk.folding import Folds
from editor_app.ui.desk.keys_sheet import KeysSheet
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.desk.new_names import NewNames
from editor_app.ui.desk.palette import Palette
from editor_app.ui.desk.status_bar import StatusBar
from editor_app.ui.desk.story_commands import StoryCommands
from editor_app.ui.desk.sync_links import SyncLinks
from editor_app.ui.desk.take_in_sheet import copied
from editor_app.ui.desk.taking_in import TakingIn
from editor_app.ui.desk.text_commands import TextCommands
from editor_app.ui.desk.window_state import Standing
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import Areas, MainWindow
from editor_app.ui.sync.undo_bar import UndoBar, undo_by
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.sheet import close_sheets
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.ui.words import capital, language_name, moment, utc_now

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.first_sight import FirstSight

IDLE = 1000  # milliseconds after the desk is open


@dataclass(frozen=True)
class Parts:
    """What the conductor joins."""

    areas: Areas
    details: DetailsTab
    tags: TagsTab
    checks: ChecksTab
    history: HistoryTab
    thumbnails: Thumbnails
    edits: FieldEdits
    actions: ActionSet


class Conductor(QObject):
    """Joins the parts, starts with what was there last time, and ends with everything kept.

    ``desk_wanted`` carries a Path to open instead, ``rebuild_wanted`` that the window must be made
    anew (another interface language).
    """

    desk_wanted = Signal(object)
    rebuild_wanted = Signal()

    def __init__(
        self, desk: Desk, jobs: Jobs, theme: Theme, window: MainWindow, parts: Parts
    ) -> None:
        """Join everything; ``start`` begins."""
        super().__init__(window)
        self._desk, self._jobs, self._theme, self._window = desk, jobs, theme, window
        self._parts, self._areas = parts, parts.areas
        page = parts.areas.page
        self.navigator = Navigator(desk, jobs, page, self)
        self.facts = Facts(desk, jobs, self)
        self.undo = undo_by(jobs, self)
        self.undo_bar = UndoBar(theme, window, self.undo)
        self.sync = SyncLinks(desk, jobs, window, parts.areas, self.navigator)
        self.postman = self.sync.postman
        self.stories = StoryCommands(desk, jobs, self.navigator, parts.edits, theme, window)
        self.taking_in = TakingIn(desk.importing, jobs, theme, window)
        self.caretaker = Caretaker(desk, jobs, self.facts, self)
        self._keys = KeysSheet(theme, window)
        self.say = Announcements(theme, window, page.notice)
        self._standing = Standing(window)
        self.commands = Commands(
            parts.actions, window, self.navigator, page.centre, Palette(theme, window)
        )
        texts = TextCommands(page.centre, page.find_bar, self.undo, self.undo_bar, window)
        self.commands.add_parts(self.stories, texts, self.taking_in)
        self.commands.add(self._own_table())
        self.checks = CheckLinks(parts.checks, self.commands, self.navigator, window, page, self)
        self._join_frame()
        self._join_story()
        self._join_jobs()

    def _own_table(self) -> Table:
        return {
            "story.next": lambda: self._areas.stories.step(1),
            "story.previous": lambda: self._areas.stories.step(-1),
            "find.stories": self._search_stories,
            "view.dark": self._toggle_dark,
            "view.roomy": self._toggle_roomy,
            "desk.send": self.postman.sync_now,
            "go.accounts": self.sync.show_accounts,
            "go.site_posts": self.sync.show_posts,
            "desk.open": self._choose_desk,
            "desk.backup": self.caretaker.back_up_now,
            "help.keys": self._keys.open_sheet,
            "app.quit": self._window.close,
        }

    # -- joining

    def _join_frame(self) -> None:
        areas, window, run = self._areas, self._window, self.commands.run
        areas.rail.chosen.connect(window.show_area)
        areas.stories.opened.connect(self._open_from_list)
        areas.stories.thrown_away.connect(self.stories.trash)
        areas.stories.requested.connect(run)
        for screen in areas.screens.values():
            screen.requested.connect(run)
            screen.story_wanted.connect(self._open_story)
            screen.abilities_changed.connect(self.commands.refresh)
        window.area_changed.connect(lambda _key: self.commands.refresh())
        window.folds_changed.connect(self._show_folds)
        window.dropped.connect(self._take_dropped)
        window.leaving.connect(self._leave)
        window.ask_before_closing(
            lambda: self.say.may_quit(self.sync.waiting, self.sync.unaccepted)
        )

    def _join_story(self) -> None:
        page, navigator = self._areas.page, self.navigator
        page.header.language_chosen.connect(navigator.show_language)
        page.header.view_chosen.connect(navigator.show_view)
        page.header.publish_wanted.connect(self.stories.publish)
        page.centre.requested.connect(self.commands.run)
        page.centre.parts_changed.connect(self._on_parts_changed)
        for view in page.centre.views().values():
            _join_view(self, view, self._areas.status)
        navigator.opened.connect(self._on_opened)
        navigator.language_changed.connect(self._on_language)
        navigator.view_changed.connect(self._window.show_view)
        for moved in (navigator.opened, navigator.language_changed, navigator.view_changed):
            moved.connect(self.say.move_on)
        navigator.failed.connect(self.say.say_error)
        parts = self._parts
        parts.details.article_wanted.connect(navigator.open_article)
        parts.history.compare_wanted.connect(self._compare)
        NewNames(self._desk.vocabulary, self._jobs, navigator, parts.details, parts.tags)

    def add_view(self, key: str, view: CentreView) -> None:
        """Take in a view that is made after the start."""
        self._areas.page.centre.add(key, view)
        _join_view(self, view, self._areas.status)

    def _join_jobs(self) -> None:
        jobs = self._jobs
        jobs.changed.connect(self._apply)
        jobs.refused.connect(self.say.say_error)
        jobs.broke.connect(self.say.say_fault)
        jobs.began.connect(self._areas.status.task.add)
        self.sync.requested.connect(self.commands.run)
        self.postman.trouble.connect(self.say.say_error)
        self.facts.changed.connect(self._on_facts)
        self.facts.settings_changed.connect(self._on_settings)
        self.undo_bar.turned.connect(self.commands.refresh)
        self.undo_bar.left.connect(self._window.focus_start)
        self._window.add_stop(self.undo_bar, self.undo_bar.focus_start)
        self.caretaker.told.connect(self.say.say)
        self.taking_in.taken.connect(lambda story: self.navigator.open(story, focus=True))
        self.taking_in.told.connect(self.say.say_taken_in)
        self.taking_in.looked_at.connect(self.say.say_looked_at)
        self.navigator.refreshed.connect(lambda: self.taking_in.follow(self.navigator.story))
        self.stories.removed.connect(self._on_removed)
        self.stories.site_wanted.connect(self.sync.add_site)

    # -- beginning and ending

    def start(self) -> None:
        """Read the desk, settle what a crash left, and go back to where the editor was."""
        self._apply_settings(self.facts.settings)
        self.facts.read()
        self._areas.stories.refresh()
        self.postman.start()
        self.caretaker.start()
        drafts = self._desk.drafts
        self._jobs.change(
            lambda: (drafts.recover(), drafts.last_place(), drafts.window_state()),
            self,
            lambda found: self._go_on(*found),
        )
        self.commands.refresh()

    def show_first(self, sight: FirstSight) -> None:
        """Show the text that was written in last, while the desk is still being opened."""
        self._standing.put_back(sight.window)
        self._window.show_view(self._areas.page.centre.key)
        self._window.settle()  # the text is measured once, in the width that it will have
        self.navigator.show_first(sight)
        self._window.settle()  # and what the text has moved stands where it will

    @property
    def holds_typing(self) -> bool:
        """Whether something was typed that is not on the disk."""
        return self._areas.status.state.saving in {Saving.TYPING, Saving.FAILED}

    def _go_on(self, recovered: tuple[Recovered, ...], place: LastPlace | None, state: str) -> None:
        QTimer.singleShot(IDLE, self, self._warm_up)
        self._standing.put_back(state)
        if place is not None and self.navigator.may_go_back:
            self.navigator.open_place(place)
        elif place is None:
            open_waiting(self.navigator, self._desk, self._jobs)
        if recovered:
            when = moment(recovered[0].at, utc_now())
            self.say.say(
                "info", _("Recovered, {time}. Nothing you typed was lost.").format(time=when)
            )

    def _warm_up(self) -> None:
        """Make what is slow to make, now that the editor can write."""
        for view in self._areas.page.centre.views().values():
            view.warm_up()
        self._jobs.loaded()

    def _leave(self) -> None:
        """Hand everything to the lane and wait for it, but not for anybody's server."""
        close_sheets(self._window)
        self.navigator.keys.end(lambda: self._jobs.settle(answers=False))
        self.navigator.leave()
        for screen in self._areas.screens.values():
            screen.leave()
        self._jobs.change(partial(self._desk.drafts.remember_window, self._standing.now()))
        self._jobs.settle(answers=False)

    # -- following

    def _apply(self, changes: Changes) -> None:
        self.facts.apply(changes)
        self._areas.stories.apply(changes)
        self._parts.thumbnails.forget(changes.photos)
        self.navigator.apply(changes)
        for screen in self._areas.screens.values():
            screen.apply(changes)
        self.sync.apply(changes)
        self.undo.note(changes)

    def _on_facts(self) -> None:
        facts, parts = self.facts, self._parts
        self.navigator.know_vocabulary(facts.vocabulary)
        self._areas.stories.know_editor(facts.vocabulary.person_named(facts.settings.editor))
        self.stories.know(facts.vocabulary, facts.sites, facts.settings.editor)
        self._areas.stories.use_zone(facts.zone)
        parts.details.use_zone(facts.zone)
        parts.history.use_zone(facts.zone)
        for view in self._areas.page.centre.views().values():
            view.use_zone(facts.zone)
            view.show_vocabulary(facts.vocabulary)
        parts.details.show_vocabulary(facts.vocabulary)
        parts.tags.show_vocabulary(facts.vocabulary)
        for screen in self._areas.screens.values():
            screen.use_zone(facts.zone)
            screen.show_vocabulary(facts.vocabulary)
        self.sync.know(facts.sites, facts.zone)
        self.commands.refresh()

    def _on_settings(self, settings: Settings) -> None:
        self._apply_settings(settings)
        if settings.interface_language not in {"", spoken()}:
            self.rebuild_wanted.emit()

    def _apply_settings(self, settings: Settings) -> None:
        if settings.theme is not self._theme.choice:
            self._theme.apply(settings.theme)
        self._areas.stories.set_roomy(settings.roomy_list)
        for view in self._areas.page.centre.views().values():
            view.apply_settings(settings)
        for screen in self._areas.screens.values():
            screen.apply_settings(settings)
        self.sync.apply_settings(settings)
        self._parts.actions["view.roomy"].setChecked(settings.roomy_list)
        self._parts.actions["view.dark"].setChecked(self._theme.dark)

    def _on_opened(self, story: StoryView | None) -> None:
        self._window.show_area("stories")
        self._areas.stories.choose(story.story.id if story else None)
        if story is None:
            self._areas.status.clear_story()
            self._window.show_view("none")
        else:
            self._window.show_view(self._areas.page.centre.key)
            self._on_language(self.navigator.language)
        self.commands.refresh()

    def _on_language(self, language: Language | None) -> None:
        article, name = self.navigator.article, capital(language_name(language)) if language else ""
        self._areas.status.show_text(article.id if article else None, name)

    def _on_parts_changed(self) -> None:
        view = self._areas.page.centre.chosen
        if view is not None:
            self._areas.page.inspector.offer(view.side_tabs, view.side_panels())
        self.commands.refresh()

    def show_left(self, article: object, left: int) -> None:
        """Say on its tab how many segments of a language version are unfinished."""
        for item in self.navigator.story.articles if self.navigator.story else ():
            if item.id == article:
                self._areas.page.header.show_left(item.language, left)

    def _compare(self, article: ArticleId, revision: Revision) -> None:
        """Show a kept copy beside the present text."""
        view = self._areas.page.centre.views().get("compare")
        if view is not None:
            self.navigator.show_view("compare")
            view.show_revision(article, revision)

    def _on_removed(self, story: StoryId) -> None:
        if self.navigator.story_id == story:
            self.navigator.close_story()

    def _show_folds(self, folds: Folds) -> None:
        self._parts.actions["view.list"].setChecked(folds.list_open)
        self._parts.actions["view.inspector"].setChecked(folds.inspector_open)

    # -- doing

    def _open_from_list(self, story: StoryId) -> None:
        if not self.sync.open_from_list(story):
            self._open_story(story)

    def _open_story(self, story: StoryId) -> None:
        self._window.show_area("stories")
        self.navigator.open(story)

    def _take_dropped(self, data: QMimeData) -> None:
        found = copied(data)
        if found.files:
            self.taking_in.take_in_files(list(found.files))
        elif found.html or found.text:
            self.taking_in.sheet.ask(found)

    def _search_stories(self) -> None:
        if not self._areas.stories.isVisible():
            self._window.toggle("list")
        self._areas.stories.focus_search()

    def _toggle_dark(self) -> None:
        wanted = Colours.LIGHT if self._theme.dark else Colours.DARK
        self._jobs.change(lambda: self._desk.settings.save(theme=wanted), self)

    def _toggle_roomy(self) -> None:
        roomy = not self.facts.settings.roomy_list
        self._jobs.change(lambda: self._desk.settings.save(roomy_list=roomy), self)

    def _choose_desk(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self._window, _("Work folder")):
            self.desk_wanted.emit(Path(chosen))


def _join_view(conductor: Conductor, view: CentreView, status: StatusBar) -> None:
    """Let a view of the story be heard, and know what is known so far."""
    view.apply_settings(conductor.facts.settings)
    view.use_zone(conductor.facts.zone)
    view.show_vocabulary(conductor.facts.vocabulary)
    view.saved.connect(status.show_saved)
    view.counted.connect(status.show_counts)
    view.article_wanted.connect(conductor.navigator.open_article)
    view.requested.connect(conductor.commands.run)
    view.abilities_changed.connect(conductor.commands.follow_view)
    view.left_changed.connect(conductor.show_left)
    view.use_undo(conductor.undo)
