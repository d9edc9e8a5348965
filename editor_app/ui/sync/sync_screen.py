"""The Sync screen: what waits to go out, what needs the editor, and what was sent."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language, OutboxId
from editor_app.domain.messages import Message
from editor_app.domain.site import LogLine, Operation, OutboxState, Question
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.views import OutboxRow
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.desk.centre_view import Screen
from editor_app.ui.desk.header import TopBar
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.sync.postman import is_scheduled
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import PlainLabel, ground
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import autonym, moment, outbox_words, utc_now

if TYPE_CHECKING:
    from editor_app.services.publishing import PublishingService

COLUMN = 720
MOST = 100
TONES = {
    OutboxState.SENDING: "accent",
    OutboxState.VERIFYING: "accent",
    OutboxState.DONE: "ok",
    OutboxState.NEEDS_YOU: "err",
}


class SyncScreen(Screen):
    """The outbox as cards, open ones first, and the log below."""

    def __init__(self, theme: Theme, jobs: Jobs, publishing: PublishingService) -> None:
        """Fetch when it comes into sight and when the outbox changes."""
        super().__init__()
        ground(self, "surface")
        self.setAccessibleName(_("Sync"))
        self._jobs, self._publishing = jobs, publishing
        self._vocabulary = Vocabulary()
        self._zone: ZoneInfo | None = None
        self._sites = PlainLabel(role="hint")
        self._send = Button(_("Send now"), "primary")
        self._send.clicked.connect(lambda: self.requested.emit("desk.send"))
        self._notice = Notice(theme)
        self._cards = QVBoxLayout()
        self._log = QVBoxLayout()
        self._log_title = PlainLabel(_("Log"), "label")
        self._empty = EmptyState(theme, "sync")
        self._stack = QStackedWidget()
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        bar = TopBar(theme)
        bar.row.addWidget(PlainLabel(_("Sync"), "heading"))
        bar.row.addWidget(self._sites)
        bar.row.addStretch(1)
        bar.row.addWidget(self._send)
        inner = QWidget()
        inner.setMaximumWidth(COLUMN)
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(26, 18, 26, 18)
        lines.setSpacing(8)
        self._cards.setSpacing(8)
        self._log.setSpacing(4)
        lines.addWidget(self._notice)
        lines.addWidget(PlainLabel(_("Outbox"), "label"))
        lines.addLayout(self._cards)
        lines.addSpacing(14)
        lines.addWidget(self._log_title)
        lines.addLayout(self._log)
        lines.addStretch(1)
        page = QWidget()
        centred = QHBoxLayout(page)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(inner, 1)
        self._page = scrolled(page)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)

    # -- showing

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show times in the zone of the site."""
        self._zone = zone

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know what the languages call themselves."""
        self._vocabulary = vocabulary

    def apply(self, changes: Changes) -> None:
        """Look again when the outbox has changed."""
        if (changes.outbox or changes.sites) and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Fetch outbox and log."""
        self._jobs.fetch(
            self,
            lambda: (
                self._publishing.outbox(MOST),
                self._publishing.log(None, MOST),
                ", ".join(site.name for site in self._publishing.sites()),
            ),
            lambda found: self._show(*found),
            settled=True,
            key="outbox",
        )

    def _show(self, rows: tuple[OutboxRow, ...], log: tuple[LogLine, ...], sites: str) -> None:
        now = utc_now()
        self._sites.setText(sites)
        self._send.setEnabled(any(row.state is OutboxState.WAITING for row in rows))
        for layout in (self._cards, self._log):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        for group in grouped(needy_first(rows)):
            self._cards.addWidget(self._card(group, now))
        for line in log:
            words = (
                f"{moment(line.at, now, self._zone)} · {sentence(Message(line.key, line.fields))}"
            )
            self._log.addWidget(PlainLabel(words, "small", wrap=True))
        self._log_title.setVisible(bool(log))
        self._stack.setCurrentWidget(self._page if rows or log else self._empty)
        if not rows and not log:
            self._say_empty(bool(sites))

    def _say_empty(self, has_site: bool) -> None:
        if has_site:
            self._empty.say(
                _("Nothing waits"),
                _("What you publish stands here until the site has it and we have read it back."),
            )
        else:
            self._empty.say(
                _("No site yet"),
                _("Say where your stories go: a folder that any web server can serve."),
                (_("Add a site"), lambda: self.requested.emit("go.settings")),
            )

    def _card(self, group: tuple[OutboxRow, ...], now: datetime) -> QWidget:
        row = group[0]
        card = QFrame()
        card.setProperty("card", True)
        title = Button(_title(group, self._vocabulary), "link")
        title.clicked.connect(lambda: self.story_wanted.emit(row.story))
        state = PlainLabel(state_words(row, now, self._zone), tone=TONES.get(row.state, ""))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(state)
        column = QVBoxLayout(card)
        column.setContentsMargins(11, 8, 11, 8)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(PlainLabel(where_words(row, now, self._zone), "hint"))
        if row.answer is not None and row.state is OutboxState.NEEDS_YOU:
            column.addWidget(PlainLabel(sentence(row.answer), tone="err", wrap=True))
        column.addLayout(self._buttons(group))
        card.setAccessibleName(f"{title.text()}, {state.text()}")
        return card

    def _buttons(self, group: tuple[OutboxRow, ...]) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(14)
        state, entries = group[0].state, tuple(row.entry for row in group)
        if group[0].asks is not None:
            for words, yes in answers(group[0]):
                answer = partial(self._agree, group[0].entry, yes=yes)
                buttons.addWidget(Button(words, clicked=answer))
        elif state is OutboxState.NEEDS_YOU:
            buttons.addWidget(Button(_("Try again"), "link", clicked=lambda: self._retry(entries)))
        if state in {OutboxState.WAITING, OutboxState.NEEDS_YOU}:
            buttons.addWidget(Button(_("Take back"), "link", clicked=lambda: self._cancel(entries)))
        buttons.addStretch(1)
        return buttons

    # -- doing

    def _retry(self, entries: tuple[OutboxId, ...]) -> None:
        for entry in entries:
            self._jobs.change(partial(self._publishing.retry, entry), self, failed=self._failed)

    def _agree(self, entry: OutboxId, *, yes: bool) -> None:
        self._jobs.change(lambda: self._publishing.agree(entry, yes=yes), self, failed=self._failed)

    def _cancel(self, entries: tuple[OutboxId, ...]) -> None:
        self._jobs.change(lambda: self._publishing.cancel(entries), self, failed=self._failed)

    def _failed(self, error: EditorError) -> None:
        self._notice.tell("err", sentence(error.message))

    def focus_start(self) -> None:
        """Put the focus on what sends."""
        self._send.setFocus(Qt.FocusReason.TabFocusReason)


def needy_first(rows: tuple[OutboxRow, ...]) -> tuple[OutboxRow, ...]:
    """Return the rows with those first that do not go on without the editor."""
    return tuple(sorted(rows, key=lambda row: row.state is not OutboxState.NEEDS_YOU))


def grouped(rows: tuple[OutboxRow, ...]) -> list[tuple[OutboxRow, ...]]:
    """Return the languages of a story that share site, state, deed and time, in their order."""
    groups: dict[object, list[OutboxRow]] = {}
    for row in rows:
        minute = row.not_before.replace(second=0, microsecond=0) if row.not_before else None
        key = (row.story, row.site, row.state, row.operation, minute, row.answer is None)
        if row.state is OutboxState.NEEDS_YOU and row.asks is None:
            groups[row.entry] = [row]
        else:
            groups.setdefault(key, []).append(row)
    return [tuple(group) for group in groups.values()]


def answers(row: OutboxRow) -> tuple[tuple[str, bool], ...]:
    """Return the answers to what a site asks, in words, each with whether it is a yes."""
    if row.asks is Question.REMOVALS and row.answer is not None:
        count = int(row.answer.fields["count"])
        remove = ngettext("Remove {count} file", "Remove {count} files", count)
        return (remove.format(count=count), True), (_("Keep them"), False)
    return (_("Write over"), True), (_("Leave them"), False)


def _title(group: tuple[OutboxRow, ...], vocabulary: Vocabulary) -> str:
    names = [autonym(Language(row.language), vocabulary.by_language) for row in group]
    return f"{group[0].slug_word or _('Untitled')} · {_(', ').join(names)}"


def state_words(row: OutboxRow, now: datetime, zone: ZoneInfo | None) -> str:
    """Return how far an entry is; what waits for its time says which."""
    if is_scheduled(row, now) and row.not_before is not None:
        return _("Scheduled for {time}").format(time=moment(row.not_before, now, zone))
    return outbox_words(row.state)


def where_words(row: OutboxRow, now: datetime, zone: ZoneInfo | None) -> str:
    """Return to which site an entry goes, what it does there, and when it was asked for."""
    deed = _("withdraw") if row.operation is Operation.WITHDRAW else _("publish")
    return f"{row.site_name} · {deed} · {moment(row.queued, now, zone)}"
