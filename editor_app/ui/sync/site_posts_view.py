"""On the site: the posts that were written there and are nobody's here, to be taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from editor_app.domain.errors import Cancelled, EditorError, SignedOut, Unreachable
from editor_app.domain.ids import SiteId
from editor_app.domain.site import Site, SiteKind
from editor_app.sentences import _, sentence
from editor_app.text.folding import fold
from editor_app.ui.desk.search_field import SearchField
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.sync.site_post_table import PostTable
from editor_app.ui.sync.site_post_words import count_words, post_line, taken_words
from editor_app.ui.sync.taking_foot import TakingFoot
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import utc_now

if TYPE_CHECKING:
    from editor_app.services.site_posts import SitePost, SitePostService, TakenPosts


class SitePostsView(QWidget):
    """Asks a site when it comes into sight, and again when the editor says so.

    ``taken`` carries the StoryId to be opened and what is to be said; ``site_wanted`` that there is
    no WordPress yet, ``sign_in_wanted`` the SiteId that lacks a password.
    """

    taken = Signal(object, str)
    site_wanted = Signal()
    sign_in_wanted = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, site_posts: SitePostService) -> None:
        """Start without a site."""
        super().__init__()
        self._jobs, self._service = jobs, site_posts
        self._sites: tuple[Site, ...] = ()
        self._posts: tuple[SitePost, ...] = ()
        self._asked: SiteId | None = None
        self._whole = self._asks_whole = self._loading = self._stale = False
        self._here: set[int] = set()  # posts that came into the desk since the listing was asked
        self._trouble: tuple[Site, EditorError] | None = None
        self._vocabulary = Vocabulary()
        self._zone: ZoneInfo | None = None
        self._site = Choice(theme, _("Site"))
        self._site.setFixedWidth(170)
        self._site.chosen.connect(lambda _key: self.fetch())
        self.search = SearchField(theme, _("Search these posts"))
        self.search.setMaximumWidth(300)
        self.search.textChanged.connect(lambda _text: self._show_lines())
        self.search.left.connect(self.focus_start)
        self._count = PlainLabel(role="hint")
        self._again = Button(_("Look again"), "link", clicked=self.look_again)
        self._all = Button(_("All posts"), "link", clicked=self.fetch_all)
        self._all.setToolTip(_("Looks through the whole site, not only its newest hundred posts."))
        self.notice = Notice(theme)
        self.table = PostTable(theme)
        self.empty = EmptyState(theme, "take-in")
        self.foot = TakingFoot()
        self._stack = QStackedWidget()
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.table.ticked.connect(self._say_chosen)
        self.table.wanted.connect(self.take_in)
        self.foot.wanted.connect(self.take_in)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 9, 14, 9)
        head.setSpacing(12)
        head.addWidget(self._site)
        head.addWidget(self.search, 1)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._all)
        head.addWidget(self._again)
        self._head = QWidget()
        self._head.setLayout(head)
        for page in (self.table, self.empty):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, self.notice):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)

    # -- what is known

    def know(self, sites: tuple[Site, ...], vocabulary: Vocabulary, zone: ZoneInfo | None) -> None:
        """Know the sites of the desk, and what languages are called."""
        self._sites = tuple(site for site in sites if site.kind is SiteKind.WORDPRESS)
        self._vocabulary, self._zone = vocabulary, zone
        self._site.offer(tuple((site.id, site.name) for site in self._sites))
        if not self._site.choice and self._sites:
            self._site.choose(self._sites[0].id)
        if self._asked is not None and self.site is None:
            self._posts, self._asked = (), None
        self._show()
        if self.isVisible():
            self.look()

    @property
    def site(self) -> Site | None:
        """The site that is chosen."""
        return next((site for site in self._sites if site.id == self._site.choice), None)

    # -- asking the site

    def look(self) -> None:
        """Ask the site, unless it was asked since the program began and nothing has changed."""
        if self.site is not None and self._asked != self.site.id:
            self.fetch()
        elif self._stale:
            self.look_again()

    def ask_again(self) -> None:
        """Ask again, now or when the view comes into sight: there may be something else."""
        self._stale = True
        if self.isVisible():
            self.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again what could not be answered when somebody last looked."""
        super().showEvent(event)
        if self._trouble is not None and not event.spontaneous():
            self.ask_again()

    def fetch_all(self) -> None:
        """Ask for every post of the site."""
        self._fetch(whole=True)

    def fetch(self) -> None:
        """Ask for the newest posts of the site."""
        self._fetch(whole=False)

    def look_again(self) -> None:
        """Ask for what is listed; what is ticked and still there stays so."""
        self._fetch(whole=self._whole)

    def fetch_again(self) -> None:
        """Ask for what was asked for last and did not come."""
        self._fetch(whole=self._asks_whole)

    def _fetch(self, *, whole: bool) -> None:
        site = self.site
        if site is None or self.foot.busy:
            return
        if self._asked != site.id:
            self._posts, self._whole = (), False
            self.table.forget(())  # its numbers are other posts of the next site
        self._asked, self._loading, self._trouble = site.id, True, None
        self._asks_whole, self._stale = whole, False
        self._here = set()
        self.notice.clear()
        self._show()

        def show(posts: tuple[SitePost, ...]) -> None:
            self._whole, self._loading = whole, False
            self._list(posts)
            if self.hasFocus():  # somebody came here by key and waits for the list
                self.focus_start()

        self._jobs.fetch(
            self,
            lambda: self._service.listing(site.id, whole=whole),
            show,
            lambda error: self._not_listed(site, error),
            elsewhere=True,
            key="posts",
        )

    def _not_listed(self, site: Site, error: EditorError) -> None:
        """Say why the site did not answer, beside what it said before."""
        self._loading, self._trouble = False, (site, error)
        self._show()
        if self._posts:
            words, act = self._way_out(site, error)
            self.notice.tell("err", _unlisted_words(site, error), words, act)

    def _way_out(self, site: Site, error: EditorError) -> tuple[str, Callable[[], object]]:
        if isinstance(error, SignedOut):
            return _("Sign in"), lambda: self.sign_in_wanted.emit(site.id)
        return _("Try again"), self.fetch_again

    # -- showing

    def _show(self) -> None:
        self._head.setVisible(bool(self._sites))
        self._site.setVisible(len(self._sites) > 1)
        for part in (self.search, self._count):
            part.setVisible(bool(self._posts))
        self._all.setVisible(bool(self._posts) and not self._whole)
        told_below = self._trouble is not None and not self._posts
        self._again.setVisible(self._asked is not None and not told_below)
        for button in (self._all, self._again):
            button.setEnabled(not self._loading and not self.foot.busy)
        self._site.setEnabled(not self.foot.busy)  # those in sight are posts of this one
        self._show_lines()

    def _show_lines(self) -> None:
        """Show the posts that fit what is searched for, or why there are none."""
        now, words = utc_now(), fold(self.search.text()).split()
        lines = (post_line(post, self._vocabulary, now, self._zone) for post in self._posts)
        found = tuple(line for line in lines if all(word in line.words for word in words))
        self.table.show_lines(found)
        self._count.setText(
            _("Looking…") if self._loading else count_words(len(found), len(self._posts))
        )
        if not found:
            self._say_empty()
        self._stack.setCurrentWidget(self.table if found else self.empty)
        self._say_chosen()

    def _say_empty(self) -> None:
        site = self.site
        if site is None:
            self.empty.say(
                _("No WordPress yet"),
                _("What colleagues write in the site’s own editor is taken in here."),
                (_("Add a site"), self.site_wanted.emit),
            )
        elif self._posts:
            self.empty.say(
                _("Nothing found"),
                _("Marks and letter case do not matter."),
                (_("Show all"), self.search.clear),
            )
        elif self._trouble is not None and self._trouble[0].id == site.id:
            said = _unlisted_words(*self._trouble)
            way_out = self._way_out(*self._trouble)
            self.empty.say(_("The posts could not be listed"), said, way_out)
        elif self._loading or self._asked is None:
            self.empty.say(
                _("Looking at {site}…").format(site=site.name),
                _("What was written there and is not on this desk is listed here."),
            )
        elif self._whole:
            self.empty.say(
                _("Nothing to take in"),
                _("Every post of {site} is on this desk already.").format(site=site.name),
            )
        else:
            self.empty.say(
                _("Nothing to take in"),
                _("The newest posts of {site} are all on this desk already.").format(
                    site=site.name
                ),
                (_("Look through all posts"), self.fetch_all),
            )

    def _say_chosen(self) -> None:
        self.foot.setVisible(bool(self._posts))
        self.foot.offer(len(self.table.chosen))

    def focus_start(self) -> None:
        """Put the focus on the list, or on what can be done without one."""
        if self._stack.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._posts:
            self.search.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._loading:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.empty.focus_start()

    # -- taking in

    def take_in(self) -> None:
        """Take in what is ticked; where nothing is, the post that the focus is on."""
        site, chosen = self.site, self.table.chosen
        if not chosen and self.table.current is not None and self.table.hasFocus():
            chosen = (self.table.current,)
        if site is None or not chosen or self.foot.busy:
            return
        self.notice.clear()
        task = self._jobs.long(
            self,
            _("Taking in"),
            lambda progress: self._service.take_in(site.id, chosen, progress=progress),
            lambda taken: self._taken(site, taken),
            lambda error: self._not_taken(site, error),
            at_site=True,
        )
        if self.foot.button.hasFocus():  # Cancel would have it in its place
            self.table.setFocus()
        self.foot.follow(task)
        self._show()

    def _taken(self, site: Site, taken: TakenPosts) -> None:
        self._here |= {post.post for post in taken.posts}
        self.foot.rest()
        self._list(self._posts)
        self.taken.emit(taken.posts[0].story, taken_words(len(taken.posts), site.name))

    def _list(self, posts: tuple[SitePost, ...]) -> None:
        self._posts = tuple(post for post in posts if post.id not in self._here)
        self.table.forget(post.id for post in self._posts)
        self._show()

    def _not_taken(self, site: Site, error: EditorError) -> None:
        self.foot.rest()
        self._show()
        if isinstance(error, Cancelled):
            self.notice.tell("info", _("Stopped. Nothing was taken in."))
        else:
            words, act = self._way_out(site, error)
            self.notice.tell("err", sentence(error.message), words, act)


def _unlisted_words(site: Site, error: EditorError) -> str:
    """Return why there is no list; nothing is tried again by itself here."""
    if isinstance(error, Unreachable):
        words = _("{site} cannot be reached. The list comes from the site and needs a connection.")
        return words.format(site=site.name)
    return sentence(error.message)
