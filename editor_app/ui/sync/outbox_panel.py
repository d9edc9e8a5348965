"""The outbox beside the conflicts: a card for what goes out together, those that need you first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.ids import OutboxId, SiteId
from editor_app.domain.site import OutboxState
from editor_app.replies import Reply, is_signed_out, replies
from editor_app.sentences import _, sentence
from editor_app.services.views import OutboxRow
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Task
from editor_app.ui.sync.outbox_words import (
    grouped,
    languages_words,
    needy_first,
    reply_words,
    rest_words,
    state_words,
    title_words,
    unaccepted_words,
    waits_for,
    where_words,
    why_words,
)
from editor_app.ui.sync.restraint import Rest
from editor_app.ui.widgets.buttons import DecidingButton, TitleLink
from editor_app.ui.widgets.flow import flowing
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.words import utc_now

if TYPE_CHECKING:
    from editor_app.services.publishing import PublishingService
    from editor_app.services.syncing import SyncService

SECOND = 1000  # milliseconds
TONES = {
    OutboxState.SENDING: "accent",
    OutboxState.DONE: "ok",
    OutboxState.NEEDS_YOU: "err",
}

Run = Callable[[Callable[[], Changes]], None]


class OutboxPanel(QWidget):
    """Shows the outbox; what it asks for is run by ``run``.

    ``story_wanted`` carries a StoryId, ``conflict_wanted`` the ArticleId whose conflict is to be
    decided, ``sign_in_wanted`` the SiteId that lacks a password, ``answer_wanted`` that a site
    asks, ``let_go`` that somebody has let an entry go on.
    """

    story_wanted = Signal(object)
    conflict_wanted = Signal(object)
    sign_in_wanted = Signal(object)
    answer_wanted = Signal()
    let_go = Signal()

    def __init__(self, publishing: PublishingService, syncing: SyncService, run: Run) -> None:
        """Start empty."""
        super().__init__()
        self._publishing, self._syncing, self._run = publishing, syncing, run
        self._task: Task | None = None
        self._rest: Rest | None = None
        self.cards: list[OutboxCard] = []
        self._red = PlainLabel(tone="err", wrap=True)
        self._none = PlainLabel(role="hint", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 14)
        whole.setSpacing(8)
        whole.addWidget(self._red)
        whole.addWidget(self._none)
        whole.addLayout(self._column)
        whole.addStretch(1)
        self._red.hide()
        self._clock = QTimer(self, interval=SECOND)
        self._clock.timeout.connect(self._tick)

    def show_rows(
        self,
        rows: tuple[OutboxRow, ...],
        vocabulary: Vocabulary,
        zone: ZoneInfo | None,
        *,
        paused: bool,
    ) -> None:
        """Show these entries; a card that says the same stays, with the focus that it has."""
        now = utc_now()
        before, self.cards = {card.row.entry: card for card in self.cards}, []
        told: set[SiteId] = set()
        for group in grouped(needy_first(rows, now)):
            signed_out = is_signed_out(group[0])
            brief = signed_out and group[0].site in told
            told |= {group[0].site} if signed_out else set()
            gist = Gist(group, languages_words(group, vocabulary), zone, paused, brief)
            known = before.get(group[0].entry)
            if known is not None and known.gist == gist:
                card = before.pop(group[0].entry)
            else:
                card = self._new_card(gist)
            card.tick(now, self._rest)
            if self._column.indexOf(card) != len(self.cards):
                self._column.insertWidget(len(self.cards), card)
            self.cards.append(card)
        for old in before.values():
            old.hide()
            old.deleteLater()
        self._red.say("\n".join(unaccepted_words(rows, now, zone)), "err")
        self._none.say(
            ""
            if rows
            else _("What you publish stands here until the site has it and we have read it back.")
        )
        self._show_progress()
        if any(row.state is OutboxState.WAITING for row in rows):
            self._clock.start()
        else:
            self._clock.stop()

    def rest(self, rest: Rest | None) -> None:
        """Say of what waits that nothing goes by itself until the rest is over."""
        if rest != self._rest:
            self._rest = rest
            self._tick()

    def _new_card(self, gist: Gist) -> OutboxCard:
        card = OutboxCard(gist, self._verbs(gist.group, brief=gist.brief))
        card.story_wanted.connect(self.story_wanted)
        return card

    def follow(self, task: Task) -> None:
        """Show on the card that is being sent how far it is."""
        self._task = task
        task.moved.connect(self._show_progress)
        task.finished.connect(self._task_over)

    def _task_over(self) -> None:
        self._task = None

    def _show_progress(self) -> None:
        for card in self.cards:
            card.show_task(self._task)

    def _tick(self) -> None:
        if self.isVisible():
            now = utc_now()
            for card in self.cards:
                card.tick(now, self._rest)

    # -- what can be done

    def _verbs(
        self, group: tuple[OutboxRow, ...], *, brief: bool = False
    ) -> Mapping[str, Callable[[], None]]:
        """Return the buttons of a card and what they do; a ``brief`` one needs what another says.

        Signing in lets all of a site go on: the first card of it offers that.
        """
        row = group[0]
        entries = tuple(item.entry for item in group)
        deeds: dict[Reply, Callable[[], None]] = {
            Reply.YES: partial(self._agree, row.entry, yes=True),
            Reply.NO: partial(self._agree, row.entry, yes=False),
            Reply.GO_ON: partial(self._each, self._publishing.go_on, entries),
            Reply.RETRY: partial(self._each, self._publishing.retry, entries),
            Reply.SEND_ANYWAY: lambda: self._let(lambda: self._syncing.send_anyway(entries)),
            Reply.TAKE_BACK: lambda: self._run(lambda: self._publishing.cancel(entries)),
            Reply.CHOOSE: partial(self.conflict_wanted.emit, row.article),
            Reply.BELIEVE: self.answer_wanted.emit,
            Reply.SIGN_IN: partial(self.sign_in_wanted.emit, row.site),
        }
        offered = [
            reply for reply in replies(row) if not (brief and reply in {Reply.SIGN_IN, Reply.RETRY})
        ]
        return {reply_words(row, reply): deeds[reply] for reply in offered}

    def _each(self, verb: Callable[[OutboxId], Changes], entries: tuple[OutboxId, ...]) -> None:
        for entry in entries:
            self._let(partial(verb, entry))

    def _agree(self, entry: OutboxId, *, yes: bool) -> None:
        self._let(lambda: self._publishing.agree(entry, yes=yes))

    def _let(self, verb: Callable[[], Changes]) -> None:
        self.let_go.emit()
        self._run(verb)


@dataclass(frozen=True)
class Gist:
    """All that a card says and offers; a ``brief`` one does not say why it waits."""

    group: tuple[OutboxRow, ...]
    languages: str
    zone: ZoneInfo | None
    paused: bool
    brief: bool


class OutboxCard(QFrame):
    """The languages of a story that go the same way at the same time."""

    story_wanted = Signal(object)

    def __init__(self, gist: Gist, verbs: Mapping[str, Callable[[], None]]) -> None:
        """Show the entries of ``gist`` with a button for each of ``verbs``."""
        super().__init__()
        self.setProperty("card", True)
        self.gist, self.row = gist, gist.group[0]
        self._zone, self._paused, self._brief = gist.zone, gist.paused, gist.brief
        self._title = TitleLink(title_words(self.row))
        self._title.clicked.connect(lambda: self.story_wanted.emit(self.row.story))
        self._languages = gist.languages
        self._state = PlainLabel(role="hint")
        self._where = PlainLabel(role="hint", wrap=True)
        self._why = PlainLabel(role="small", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.hide()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 8, 11, 8)
        column.setSpacing(3)
        column.addLayout(head)
        for part in (self._where, self._why, self._bar):
            column.addWidget(part)
        if verbs:
            column.addSpacing(2)
            asks = self.row.state is OutboxState.NEEDS_YOU and not gist.brief
            column.addWidget(_buttons(verbs, asks=asks))

    def tick(self, now: datetime, rest: Rest | None = None) -> None:
        """Say how things stand at an instant; how far it is sent, ``show_task`` says.

        While there is a ``rest`` nothing goes by itself.
        """
        row = self.row
        self._state.say(state_words(row, now), TONES.get(row.state, ""))
        self._where.say(f"{self._languages} · {where_words(row, now, self._zone)}")
        resting = ""
        if rest is not None and waits_for(rest, row, now):
            resting = rest_words(rest, now, self._zone)
        why = why_words(row, now, paused=self._paused, rest=resting)
        if row.state is not OutboxState.SENDING:
            self._why.say("" if self._brief else why)
        said = (self._title.words, self._languages, self._state.text(), why)
        self.setAccessibleName(", ".join(filter(None, said)))

    def show_task(self, task: Task | None) -> None:
        """Say of what is being sent how far it is."""
        going = self.row.state is OutboxState.SENDING and task is not None and not task.over
        self._bar.setVisible(going and task is not None and task.total > 1)
        if not going or task is None:
            return
        self._bar.setRange(0, task.total)
        self._bar.setValue(task.done)
        if task.detail is not None:
            self._why.say(sentence(task.detail))


def _buttons(verbs: Mapping[str, Callable[[], None]], *, asks: bool) -> QWidget:
    """Return the buttons; the first of what needs the editor is one that stands out."""
    kind = "quiet" if asks else "link"
    return flowing(
        *(
            DecidingButton(words, "" if asks and not place else kind, clicked=act)
            for place, (words, act) in enumerate(verbs.items())
        )
    )
