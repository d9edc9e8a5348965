"""The Checks tab: what the desk checks say of a text, with the way there and the way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from editor_app.domain.article import Article
from editor_app.domain.errors import EditorError
from editor_app.domain.finding import Finding
from editor_app.domain.ids import ArticleId
from editor_app.sentences import _, sentence
from editor_app.services.check_views import CheckReport, Ignored, Scope
from editor_app.services.views import StoryView
from editor_app.ui.article.check_card import CheckCard, IgnoredLine, ToDoLine, caret_of
from editor_app.ui.article.check_words import (
    badge_of,
    counts_words,
    more_words,
    not_translated_words,
)
from editor_app.ui.article.inspector import SideTab
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from editor_app.services.checking import CheckService

MARGIN = 14
REST = 600  # milliseconds after the last change that a whole text is checked
MOST = 60
"""Cards and lines that are shown at first, and as many more each time that more are asked for."""


class ChecksTab(SideTab):
    """Findings in the order of reading.

    ``place_wanted`` carries a part (``body``, ``headline`` ...) and a code point to go to, or the
    name of what stands beside the text (``photos``, ``tags`` ...). ``counted`` carries the badge:
    a number as text, and its tone. ``reported`` carries each new CheckReport, or None when another
    text comes into sight. ``settle`` hands over what is typed, before it is mended.
    """

    place_wanted = Signal(str, int)
    counted = Signal(str, str)
    reported = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, checks: CheckService) -> None:
        """Check when a text was shown or changed, once it rests."""
        super().__init__()
        self.settle: Callable[[], None] = lambda: None
        self._jobs, self._checks = jobs, checks
        self._article: Article | None = None
        self._report: CheckReport | None = None
        self._filled: CheckReport | None = None
        self._at: str = ""
        self._shown = MOST
        self._waits = QTimer(self)
        self._waits.setSingleShot(True)
        self._waits.setInterval(REST)
        self._waits.timeout.connect(self.check_now)
        self._notice = Notice(theme)
        self._said = PlainLabel(role="hint", wrap=True)
        self._to_do = ToDoLine()
        self._to_do.first_wanted.connect(self._go_to_first)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._more = Button("", "link", clicked=self._show_more)
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(self._notice)
        column.addWidget(self._to_do)
        column.addWidget(self._said)
        column.addLayout(self._list)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    # -- looking

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show the findings of a language version."""
        self.glance(story, article)

    def glance(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Check a language version soon, whether the tab is in sight or not."""
        known = story.articles if story is not None else ()
        shown = next((item for item in known if item.id == article), None)
        other = shown is None or self._article is None or shown.id != self._article.id
        self._article = shown
        if other:
            self._notice.clear()
            self._clear()
            self._shown = MOST
            self._report = None
            self._to_do.say("")
            self._said.say(
                _("Checking…") if shown is not None else _("No text in this language yet.")
            )
            self.counted.emit("", "warn")
            self.reported.emit(None)
        if shown is not None:
            self._waits.start()

    def check_soon(self) -> None:
        """Check the text once nothing has changed for a moment."""
        self._waits.start()

    def check_now(self) -> None:
        """Check the text as it is settled."""
        self._waits.stop()
        article = self._article
        if article is None:
            return
        wanted = article.id
        self._jobs.fetch(
            self, lambda: self._checks.report(wanted), self._show, self._failed, key="checks"
        )

    def _show(self, report: CheckReport) -> None:
        if self._article is None or report.article != self._article.id:
            return
        self._report = report
        self._to_do.say(not_translated_words(report) if report.to_do else "")
        self._said.say(counts_words(report))
        self._fill()
        self.counted.emit(*badge_of(report))
        self.reported.emit(report)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the cards that nobody has seen yet."""
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        """Make the cards anew where they are in sight and differ: most checks change nothing."""
        report, filled = self._report, self._filled
        if report is None or not self.isVisible():
            return
        if filled is not None and (filled.open, filled.ignored) == (report.open, report.ignored):
            return
        self._clear()
        self._filled = report
        for finding in report.open[: self._shown]:
            card = CheckCard(finding, report.marked(finding))
            card.place_wanted.connect(partial(self.go_to, finding))
            card.mend_wanted.connect(partial(self.mend_finding, finding, card.marked))
            card.ignored.connect(partial(self.ignore, finding))
            card.requested.connect(self.requested)
            self._list.addWidget(card)
        ignored_ones = once(report.ignored)
        for ignored in ignored_ones[: self._shown]:
            line = IgnoredLine(ignored)
            line.heeded.connect(partial(self._heed, ignored))
            self._list.addWidget(line)
        more = sum(max(0, len(all_) - self._shown) for all_ in (report.open, ignored_ones))
        self._more.setText(more_words(more))
        self._more.setVisible(more > 0)
        self._point_out()

    def _show_more(self) -> None:
        self._shown += MOST
        self._filled = None
        self._fill()

    def _clear(self) -> None:
        self._filled = None
        self._more.hide()
        empty_out(self._list)

    def _failed(self, error: EditorError) -> None:
        if self._report is None:
            self._said.say("")
        self._notice.tell("err", sentence(error.message))

    # -- going

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The open findings, as far as they are known."""
        return self._report.open if self._report else ()

    def step(self, by: int) -> None:
        """Go to the next finding, or to the one before; round again at the end."""
        found = self.findings
        if not found:
            return
        names = [finding.fingerprint for finding in found]
        here = names.index(self._at) if self._at in names else (-1 if by > 0 else 0)
        self.go_to(found[(here + by) % len(found)])

    def go_to(self, finding: Finding) -> None:
        """Go to the place of a finding."""
        self.reveal(finding.fingerprint)
        if self._article is not None:
            self.place_wanted.emit(*caret_of(finding, self._article))

    def _go_to_first(self) -> None:
        """Go to the first row that nobody has translated."""
        if self._report is not None and self._report.to_do:
            self.go_to(self._report.to_do[0])

    def reveal(self, fingerprint: str) -> None:
        """Show the card of a finding, and count it as the one that was gone to."""
        self._at = fingerprint
        names = [finding.fingerprint for finding in self.findings]
        if fingerprint in names[self._shown :]:  # F8 goes on behind the last card
            self._shown = names.index(fingerprint) + MOST
            self._filled = None
            self._fill()
        self._point_out()

    def _point_out(self) -> None:
        """Let the card of the finding that was gone to stand out, and bring it into sight."""
        for card in self.findChildren(CheckCard):
            here = card.finding.fingerprint == self._at
            card.stand_out(at=here)
            if here and not card.isHidden():
                QTimer.singleShot(0, card, partial(self.bring_into_sight, card))

    def mend(self) -> None:
        """Put the fix of the finding that was gone to in its place."""
        here = (item for item in self.findings if item.fingerprint == self._at)
        finding = next(here, None)
        if finding is not None and finding.fix is not None and self._report is not None:
            self.mend_finding(finding, self._report.marked(finding))

    @property
    def can_mend(self) -> bool:
        """Whether there is a finding with a fix that was gone to."""
        here = (item for item in self.findings if item.fingerprint == self._at)
        return any(finding.fix is not None for finding in here)

    # -- deciding

    def mend_finding(self, finding: Finding, marked: str) -> None:
        """Put the fix of a finding in the place of the words that it marks."""
        article = self._article
        if article is not None:
            self.settle()
            self._jobs.change(
                lambda: self._checks.mend(article.id, finding, marked), self, failed=self._failed
            )

    def ignore(self, finding: Finding, scope: Scope) -> None:
        """Wave a finding through."""
        article = self._article
        if article is not None:
            self._jobs.change(
                lambda: self._checks.ignore(article.id, finding, scope), self, failed=self._failed
            )

    def _heed(self, ignored: Ignored) -> None:
        article = self._article
        if article is not None:
            self._jobs.change(
                lambda: self._checks.heed(article.id, ignored), self, failed=self._failed
            )


def once(ignored: Iterable[Ignored]) -> tuple[Ignored, ...]:
    """Return each decision once: what was waved through for a story may stand in many places."""
    told = {(item.scope, item.scope.mark_of(item.finding)): item for item in ignored}
    return tuple(told.values())
