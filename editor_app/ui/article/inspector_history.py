"""The History tab: the kept copies of a text, to look at, compare and go back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.history import Revision
from editor_app.domain.ids import ArticleId, RevisionId
from editor_app.domain.messages import Message
from editor_app.domain.site import LogLine
from editor_app.sentences import _, sentence
from editor_app.services.views import StoryView
from editor_app.text.counting import count
from editor_app.ui.article.inspector import SideTab
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import capital, length_words, moment, reason_words, utc_now

if TYPE_CHECKING:
    from editor_app.services.drafts import DraftService
    from editor_app.services.history import HistoryService
    from editor_app.services.publishing import PublishingService
    from editor_app.services.stories import StoryService

MARGIN = 14
MOST = 60


@dataclass(frozen=True)
class _Told:
    """What the tab tells of an article: copies, how many words each has, what was sent."""

    article: ArticleId
    revisions: tuple[Revision, ...]
    lengths: Mapping[RevisionId, int]
    log: tuple[LogLine, ...]

    @property
    def gist(self) -> tuple[object, ...]:
        """What tells whether there is anything new to show: a copy never changes."""
        return self.article, tuple(self.lengths), self.log


class HistoryTab(SideTab):
    """Copies, newest first; ``compare_wanted`` carries the article and a Revision."""

    compare_wanted = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        history: HistoryService,
        stories: StoryService,
        drafts: DraftService,
        publishing: PublishingService,
    ) -> None:
        """Fetch copies and log when they are looked at."""
        super().__init__()
        self._jobs, self._history, self._stories = jobs, history, stories
        self._drafts, self._publishing = drafts, publishing
        self._article: ArticleId | None = None
        self._zone: ZoneInfo | None = None
        self._lengths: Mapping[RevisionId, int] = {}
        self._shown: tuple[object, ...] = ()
        self._notice = Notice(theme)
        self._empty = PlainLabel(role="hint", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(self._notice)
        column.addWidget(self._empty)
        column.addLayout(self._cards)
        column.addStretch(1)

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show times in the zone of the site."""
        self._zone, self._shown = zone, ()

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show the copies of a language version."""
        if article != self._article:
            self._notice.clear()
            self._clear()
        self._article = article
        if article is None:
            self._clear()
            self._empty.say(_("No text in this language yet."))
            return
        self._jobs.fetch(
            self,
            lambda: self._read(article),
            self._show,
            self._failed,
            key="history",
        )

    def _read(self, article: ArticleId) -> _Told:
        """Read copies and log; words are counted once for each copy, and not in the window."""
        revisions, known = self._history.revisions(article, MOST), self._lengths
        lengths = {
            copy.id: known.get(copy.id) or count(copy.kept.markdown, copy.kept.language).words
            for copy in revisions
        }
        return _Told(article, revisions, lengths, self._publishing.log(article, MOST))

    def _show(self, told: _Told) -> None:
        if told.article != self._article or told.gist == self._shown:
            return
        self._clear()
        self._lengths, self._shown = told.lengths, told.gist
        revisions, log = told.revisions, told.log
        self._empty.say(
            ""
            if revisions or log
            else _("Copies of the text are kept here when you rest, leave, paste and publish.")
        )
        now = utc_now()
        entries: list[tuple[datetime, QWidget]] = []
        for place, revision in enumerate(revisions):
            older = revisions[place + 1] if place + 1 < len(revisions) else None
            entries.append((revision.at, self._card(revision, older, now)))
        entries += [(line.at, self._log_line(line, now)) for line in log]
        for _at, widget in sorted(entries, key=lambda entry: entry[0], reverse=True):
            self._cards.addWidget(widget)

    def _card(self, revision: Revision, older: Revision | None, now: datetime) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        when = PlainLabel(capital(moment(revision.at, now, self._zone)), "strong")
        by = PlainLabel(revision.by, "small")
        by.setAlignment(Qt.AlignmentFlag.AlignRight)
        what = PlainLabel(
            f"{reason_words(revision.reason)} · {self._size_words(revision, older)}", "small"
        )
        compare = Button(_("Compare"), "link", clicked=lambda: self._compare(revision))
        restore = Button(_("Restore"), "link", clicked=lambda: self._restore(revision))
        name = moment(revision.at, now, self._zone)
        compare.setAccessibleName(_("Compare with {time}").format(time=name))
        restore.setAccessibleName(_("Restore {time}").format(time=name))
        head = QHBoxLayout()
        head.addWidget(when)
        head.addStretch(1)
        head.addWidget(by)
        foot = QHBoxLayout()
        foot.setSpacing(14)
        foot.addWidget(compare)
        foot.addWidget(restore)
        foot.addStretch(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(11, 8, 11, 8)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(what)
        column.addLayout(foot)
        return card

    def _log_line(self, line: LogLine, now: datetime) -> QWidget:
        when = capital(moment(line.at, now, self._zone))
        said = f"{when} · {sentence(Message(line.key, line.fields))}"
        return PlainLabel(said, "small", wrap=True)

    def _compare(self, revision: Revision) -> None:
        if self._article is not None:
            self.compare_wanted.emit(self._article, revision)

    def restore(self, revision: Revision) -> None:
        """Give the text of a copy back; the present text is kept as a copy first."""
        self._restore(revision)

    def _restore(self, revision: Revision) -> None:
        article = self._article
        if article is None:
            return

        def work() -> Changes:
            settled = self._drafts.settle(article)
            version = self._stories.find_article(article).version
            return self._history.restore(article, revision.id, version) | settled

        self._jobs.change(work, self, failed=self._failed)

    def _failed(self, error: EditorError) -> None:
        self._notice.tell("err", sentence(error.message))

    def _size_words(self, revision: Revision, older: Revision | None) -> str:
        """Return how long a copy is and how it differs from the one before."""
        now = self._lengths[revision.id]
        words = length_words(now, revision.kept.language)
        if older is None:
            return words
        change = now - self._lengths[older.id]
        words = f"{words} ({change:+,})" if change else words
        if None in (revision.captions, older.captions) or revision.captions == older.captions:
            return words
        return " · ".join((words, _("other captions")))

    def _clear(self) -> None:
        self._shown = ()
        empty_out(self._cards)
