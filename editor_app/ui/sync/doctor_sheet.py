"""What the connection doctor found about a site: how bad it is, what it means, what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.diagnosis import Diagnosis, Severity
from editor_app.domain.errors import Cancelled, EditorError
from editor_app.domain.site import Site
from editor_app.outgoing import write_outgoing
from editor_app.sentences import _, ngettext, sentence
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.jobs import Jobs, Task
from editor_app.ui.saving_as import saving_as
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.badge import Badge
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import PlainLabel, Rule
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from editor_app.desk import Desk

WIDTH = 640
MOST_HEIGHT = 460
TONES = {Severity.BAD: "err", Severity.WEAK: "warn", Severity.OK: "ok"}
COMPANION, PLUGIN = "companion", "copydesk-companion.php"
ORDER = (Severity.BAD, Severity.WEAK, Severity.OK)


class DoctorSheet(Sheet):
    """Examines a site while it is open, and lists what was found, the worst first."""

    def __init__(self, theme: Theme, window: QWidget, jobs: Jobs, desk: Desk) -> None:
        """Stay hidden until ``examine``."""
        super().__init__(theme, window, WIDTH)
        self._jobs, self._desk = jobs, desk
        self._site: Site | None = None
        self._task: Task | None = None
        self._title = PlainLabel(role="title", wrap=True)
        self._said = PlainLabel(role="quiet", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._notice = Notice(theme, closable=False)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(9)
        held = QWidget()
        inner = QVBoxLayout(held)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addLayout(self._lines)
        inner.addStretch(1)
        self._inner = inner
        self._area = scrolled(held)
        self._again = Button(_("Examine again"), clicked=self._begin)
        self._stop = Button(_("Stop"), clicked=self._on_stop)
        self._close = Button(_("Close"), "primary", clicked=self.close_sheet)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        for button in (self._again, self._stop, self._close):
            foot.addWidget(button)
        for part, gap in ((self._title, 4), (self._said, 8), (self._bar, 8), (self._notice, 8)):
            self.body.addWidget(part)
            self.body.addSpacing(gap)
        self.body.addWidget(self._area)
        self.body.addSpacing(14)
        self.body.addLayout(foot)

    def examine(self, site: Site) -> None:
        """Open, and look the site over."""
        self._site = site
        self._title.setText(_("The connection to {site}").format(site=site.name))
        self.setAccessibleName(self._title.text())
        self._begin()
        self.open_sheet()

    def _begin(self) -> None:
        site = self._site
        if site is None:
            return
        self._clear()
        self._notice.clear()
        self._working(True)
        self._said.say(_("Looking at {site}…").format(site=site.name))
        self._task = self._jobs.long(
            self,
            _("Examining {site}").format(site=site.name),
            lambda progress: self._desk.doctor.examine(site.id, progress),
            self.while_open(self._show),
            self.while_open(self._failed),
            at_site=True,
        )
        self._task.moved.connect(self._on_moved)

    def _on_moved(self) -> None:
        task = self._task
        if task is not None and not task.over:
            self._bar.setRange(0, task.total)
            self._bar.setValue(task.done)
            if task.detail is not None:
                self._said.say(sentence(task.detail))

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.stop()
            super().focus_start()  # a button that rests gives the keys to the window behind
            self._stop.setEnabled(False)
            self._said.say(_("Stopping after this step"))

    def close_sheet(self) -> None:
        """Stop looking, and go."""
        if self._task is not None and not self._task.over:
            self._task.stop()
        super().close_sheet()

    def _working(self, on: bool) -> None:
        self._bar.setVisible(on)
        self._bar.setRange(0, 0 if on else 1)
        self._stop.setVisible(on)
        self._stop.setEnabled(on)
        self._again.setVisible(not on)
        self._close.setVisible(not on)
        self._area.setVisible(not on)

    def _show(self, found: tuple[tuple[Diagnosis, ...], Changes]) -> None:
        findings, _changes = found
        self._task = None
        self._working(False)
        self._said.say(summary_words(findings))
        ordered = sorted(findings, key=lambda finding: ORDER.index(finding.severity))
        for number, finding in enumerate(ordered):
            if number:
                self._lines.addWidget(Rule())
            line = Finding(finding, self._offer(finding))
            self._lines.addWidget(line)
            line.show()  # else it has no height yet
        height = self._inner.totalHeightForWidth(self._width - 60)
        self._area.setFixedHeight(min(MOST_HEIGHT, max(40, height)))
        self.place()
        self.focus_start()

    def _offer(self, finding: Diagnosis) -> Button | None:
        """Return what can be done about a finding here."""
        if finding.check != COMPANION or finding.severity is Severity.OK:
            return None
        return Button(_("Save the plugin…"), "link", clicked=self._choose_place)

    def _choose_place(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Save the plugin"), PLUGIN, "*.php"
        )
        if path:
            self.save_plugin(Path(path))

    def save_plugin(self, path: Path) -> None:
        """Write the companion for whoever looks after the site; an older file is replaced."""
        accounts = self._desk.accounts

        def work() -> None:
            with saving_as(path):
                write_outgoing(path, accounts.companion())

        self._jobs.fetch(
            self,
            work,
            self.while_open(lambda _done: self._say_saved(path)),
            self.while_open(self._tell),
        )

    def _say_saved(self, path: Path) -> None:
        words = _("Saved as “{name}”. Give it to whoever looks after the site.")
        self._notice.tell("ok", words.format(name=path.name))

    def _tell(self, error: EditorError) -> None:
        self._notice.tell("err", sentence(error.message))

    def _failed(self, error: EditorError) -> None:
        self._task = None
        self._working(False)
        self._area.hide()
        stopped = isinstance(error, Cancelled)
        self._said.say(_("Stopped.") if stopped else "")
        if not stopped:
            self._tell(error)
        self.place()
        self.focus_start()

    def _clear(self) -> None:
        empty_out(self._lines)

    def focus_start(self) -> None:
        """Enter closes, or stops while it looks."""
        button = self._close if self._close.isVisibleTo(self) else self._stop
        button.setFocus(Qt.FocusReason.TabFocusReason)


class Finding(QWidget):
    """One finding: its severity in a word, what it means, what to do, and ``offer`` to do it."""

    def __init__(self, finding: Diagnosis, offer: Button | None = None) -> None:
        """Show it."""
        super().__init__()
        word = severity_words(finding.severity)
        means = sentence(finding.means)
        advice = sentence(finding.advice) if finding.advice is not None else ""
        badge = Badge(word, TONES[finding.severity])
        badge.setMinimumSize(74, 19)
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(PlainLabel(means, wrap=True))
        if advice:
            text.addWidget(PlainLabel(advice, "quiet", wrap=True))
        if offer is not None:
            text.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        self.setAccessibleName(". ".join(filter(None, [word, means, advice])))


def severity_words(severity: Severity) -> str:
    """Return how much a finding matters."""
    return {
        Severity.BAD: _("Not working"),
        Severity.WEAK: _("Weaker"),
        Severity.OK: _("Fine"),
    }[severity]


def summary_words(findings: tuple[Diagnosis, ...]) -> str:
    """Return how many findings there are of what is not well."""
    bad = sum(finding.severity is Severity.BAD for finding in findings)
    weak = sum(finding.severity is Severity.WEAK for finding in findings)
    parts = []
    if bad:
        words = ngettext("{count} thing does not work", "{count} things do not work", bad)
        parts.append(words.format(count=bad))
    if weak:
        words = ngettext("{count} thing is weaker", "{count} things are weaker", weak)
        parts.append(words.format(count=weak))
    return " · ".join(parts) or _("All is well.")
