"""The publish sheet: the languages of a story as rows, and one button that says what it will do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from editor_app.domain.edition import Edition
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, Language, SiteId, StoryId
from editor_app.domain.site import Site, SiteKind
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.check_views import CheckReport
from editor_app.services.pacing import is_over
from editor_app.services.views import Published, SheetRow
from editor_app.ui.jobs import Jobs
from editor_app.ui.sync.open_errors import OpenErrors
from editor_app.ui.sync.open_warnings import OpenWarnings
from editor_app.ui.sync.publish_notices import (
    OWN,
    PublishNotices,
    Stopped,
    stopped_alone,
    stopped_together,
)
from editor_app.ui.sync.publish_words import (
    Going,
    button_words,
    hint_words,
    open_words,
    uncorrected_words,
    updated_words,
    when_words,
)
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice, Tick
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import Elided, PlainLabel, Rule
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.widgets.sheet_foot import SheetFoot
from editor_app.ui.widgets.tips import as_tip
from editor_app.ui.widgets.when_field import WhenField
from editor_app.ui.words import autonym, labelled, language_name, utc_now

if TYPE_CHECKING:
    from editor_app.services.checking import CheckService
    from editor_app.services.on_site import OnSiteService
    from editor_app.services.post_open import OpenThere
    from editor_app.services.publishing import PublishingService

WIDTH = 820
ROW_HEIGHT = 38
MARGIN = 24
AROUND = 32  # pixels of the window that stay free above and below
HEAD_HEIGHT = 28
IN_DETAILS = {"no-section"}
UNREADY = {"ready-left", "ready-source-changed"}
UNCORRECTED = {"on-site-same-uncorrected", "on-site-update-uncorrected"}
TAKEN_OFF = {"on-site-again", "on-site-leaving"}


class PublishSheet(Sheet):
    """Asks what goes out where and when.

    ``article_wanted`` carries the article the editor wants to mend, ``details_wanted`` that the
    details of the story lack something, ``site_wanted`` that there is no site yet.
    """

    article_wanted = Signal(object)
    details_wanted = Signal()
    site_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        jobs: Jobs,
        publishing: PublishingService,
        on_site: OnSiteService,
        checks: CheckService,
    ) -> None:
        """Stay hidden until ``open``."""
        super().__init__(theme, window, WIDTH)
        self._jobs, self._publishing, self._on_site_now = jobs, publishing, on_site
        self._checks = checks
        self._story: StoryId | None = None
        self._sites: tuple[Site, ...] = ()
        self._editions: Mapping[Language, Edition] = {}
        self._rows: list[_Row] = []
        self._site_of_rows: Site | None = None
        self._editor = ""
        self._title = Elided(role="title")
        self._site = Choice(theme, _("Site"))
        self._site.chosen.connect(lambda _key: self._on_site())
        self._site_name = PlainLabel(role="quiet")
        self._as = PlainLabel(role="quiet")
        self._grid = QGridLayout()
        self._notices = PublishNotices(theme)
        self._trouble = Notice(theme)
        self._hint = PlainLabel(hint_words([]), "hint")
        self._go = Button("", "primary", clicked=self._publish)
        self._draft = Button("", clicked=self._send_draft)
        self._cancel = Button(_("Cancel"), clicked=self.close_sheet)
        self._words = [_("Nothing is ticked")]
        self._foot = SheetFoot(self._hint, self._cancel, self._draft, self._go)
        self._build()

    def _build(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(4)
        where.addWidget(self._site)
        where.addWidget(self._site_name)
        where.addWidget(self._as)
        where.addStretch(1)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setRowMinimumHeight(0, HEAD_HEIGHT)
        self._grid.setColumnStretch(2, 3)
        self._grid.setColumnStretch(3, 3)
        self._grid.setColumnStretch(5, 3)
        self.body.addWidget(self._title)
        self.body.addSpacing(2)
        self.body.addLayout(where)
        self.body.addSpacing(12)
        self.body.addLayout(self._grid)
        self.body.addSpacing(12)
        self.body.addWidget(self._notices)
        self.body.addWidget(self._trouble)
        self.body.addSpacing(12)
        self.body.addLayout(self._foot)

    # -- opening

    def open(
        self,
        story: StoryId,
        article: ArticleId,
        name: str,
        editor: str,
        sites: tuple[Site, ...],
        editions: Mapping[Language, Edition],
    ) -> None:
        """Ask for a story called ``name``; the rows come when what is typed has been settled.

        Of several sites the one that ``article`` is on is offered first.
        """
        self._story, self._sites, self._editions = story, sites, editions
        self._title.setText(_("Publish “{name}”").format(name=name))
        self.setAccessibleName(self._title.text())
        self._editor = editor
        self._site.offer(tuple((site.id, site.name) for site in sites))
        if not self._site.choice and sites:
            self._site.choose(sites[0].id)
        self._site.setVisible(len(sites) > 1)
        self._site.setFixedWidth(240)
        self._site_name.say(sites[0].name if len(sites) == 1 else "")
        self._trouble.clear()
        self._clear()
        self._say_button()
        self.open_sheet()
        if len(sites) > 1:
            self._jobs.fetch(
                self,
                lambda: self._publishing.usual_site(story, article),
                self.while_open(self._on_usual_site),
                self.while_open(self._failed),
                key="sheet",
            )
        else:
            self._on_site()

    def _on_usual_site(self, usual: SiteId | None) -> None:
        if any(site.id == usual for site in self._sites):
            self._site.choose(usual or "")
        self._on_site()

    def _on_site(self) -> None:
        """Say as whom the stories go to the site, and fetch its rows in place of another one's."""
        site = self.site
        if site is not self._site_of_rows:
            self._trouble.clear()  # it was said of the other site
            self._clear()
            self._say_button()
        name = (site.account if site is not None else "") or self._editor
        self._as.setText(_("· as {editor}").format(editor=name) if name else "")
        self._fetch()

    def _fetch(self) -> None:
        story, site = self._story, self.site
        if story is None or site is None:
            return
        work = partial(self._publishing.sheet, story, site.id)
        shown, failed = self.while_open(self._show), self.while_open(self._failed)
        self._jobs.fetch(self, work, shown, failed, settled=True, key="sheet")

    @property
    def site(self) -> Site | None:
        """The site that is chosen."""
        return next((site for site in self._sites if site.id == self._site.choice), None)

    # -- rows

    def _show(self, rows: tuple[SheetRow, ...]) -> None:
        site = self.site
        chosen = {row.article: row for row in self._rows if self._site_of_rows is site}
        self._site_of_rows = site
        self._clear()
        zone = ZoneInfo(site.zone) if site else ZoneInfo("UTC")
        when = when_words(zone, ZoneInfo(self._sites[0].zone) if self._sites else zone)
        titles = ("", _("Language"), _("Ready"), _("Photo rights"), when, _("On the site"))
        for column, title in enumerate(titles):
            self._grid.addWidget(PlainLabel(title, "hint"), 0, column)
        for number, row in enumerate(rows):
            made = _Row(self._theme, row, autonym(row.language, self._editions), zone)
            if row.article in chosen:
                made.keep(chosen[row.article])
            made.changed.connect(self._say_button)
            made.setParent(self)
            self._rows.append(made)
            self._grid.addWidget(Rule(), 2 * number + 1, 0, 1, len(titles))
            for column, widget in enumerate(made.widgets):
                self._grid.addWidget(widget, 2 * number + 2, column)
            self._grid.setRowMinimumHeight(2 * number + 2, ROW_HEIGHT)
        self._notices.tell_embargo(rows)
        self._name_refusals(rows)
        self._name_uncorrected()
        self._list_warnings(rows)
        self._say_button()
        self.place()
        if not self._site.hasFocus():  # somebody may be walking through the sites
            self.focus_start()
        self._ask_who_is_there()

    def _ask_who_is_there(self) -> None:
        """Ask the site who has one of the articles open; an answer stops nobody."""
        site, articles = self.site, tuple(row.article for row in self._rows)
        if site is None or site.kind is SiteKind.FOLDER:
            return
        self._jobs.fetch(
            self,
            lambda: self._on_site_now.open_there(site.id, articles),
            self.while_open(partial(self._show_who_is_there, site)),
            lambda _error: None,  # sending meets the same trouble, and says it
            elsewhere=True,
            key="open-there",
        )

    def _show_who_is_there(self, site: Site, there: tuple[OpenThere, ...]) -> None:
        names = {row.article: row.name for row in self._rows if self._site_of_rows is site}
        for one in there:
            if one.article in names:
                self._notices.tell("warn", labelled(names[one.article], open_words(one)))
        self.place()

    def _name_refusals(self, rows: tuple[SheetRow, ...]) -> None:
        """Say under the rows what stops languages, those alike once, with the way to mend it."""
        named = [(row, made.name) for row, made in zip(rows, self._rows, strict=True)]
        shared, told = stopped_together(named)
        for one in shared:
            self._notices.tell_stopped(one, _going_to(self, one))
        for row, name in named:
            for one in stopped_alone(row, name, told):
                self._notices.tell_stopped(one, _going_to(self, one))
            if row.report is not None and any(refusal.key in OWN for refusal in row.refusals):
                self._list_errors(row.report)

    def _name_uncorrected(self) -> None:
        """Say which languages readers have without a correction that goes out in others."""
        names = [row.name for row in self._rows if row.lacks_correction]
        if names and any(row.ticked for row in self._rows):
            self._notices.tell("info", uncorrected_words(names))

    def _list_errors(self, report: CheckReport) -> None:
        """Say which errors of the checks are open; overruling them lets the language go."""
        errors = OpenErrors(self._theme, self._jobs, self._checks, report, self._editor)
        errors.grew.connect(self.place)
        errors.overruled.connect(self._fetch)
        self._notices.add(errors)

    def _list_warnings(self, rows: tuple[SheetRow, ...]) -> None:
        """Say which warnings are open; they stop nothing."""
        reports = [row.report for row in rows if row.report is not None]
        warnings = OpenWarnings(self._theme, reports, {row.article: row.name for row in self._rows})
        warnings.article_wanted.connect(self.go_to)
        self._notices.add(warnings)

    def _clear(self) -> None:
        self._rows = []
        self._notices.empty()
        _empty(self._grid)

    def _say_button(self) -> None:
        zone = ZoneInfo(self.site.zone if self.site else "UTC")
        ticked = [row for row in self._rows if row.ticked]
        only_draft = [row.name for row in ticked if not row.publishes]
        timeless = any(row.no_time for row in ticked)
        past = any(is_over(row.when, utc_now()) for row in ticked)
        self._words = button_words([row.going for row in ticked], utc_now(), zone)
        self._go.setEnabled(bool(ticked) and not (only_draft or timeless or past))
        self._draft.setVisible(any(row.drafts is not None for row in self._rows))
        self._draft.setText(ngettext("Send as draft", "Send as drafts", len(ticked)))
        self._draft.setEnabled(bool(ticked) and all(row.drafts for row in ticked))
        self._draft.setToolTip(as_tip(updated_words([r.name for r in ticked if r.drafts is None])))
        self._hint.setText(hint_words(only_draft, timeless=timeless, past=past))
        self.place()

    def place(self) -> None:
        """Keep rows and buttons in sight: what is told between them scrolls in a low window."""
        window = self.parentWidget()
        if window is not None:
            inner = min(self._width, window.width() - 32) - 2 * MARGIN
            self._foot.fit(inner, self._words)
            self.body.activate()
            others = self.body.totalHeightForWidth(self.card.width()) - self._notices.height()
            self._notices.fit(inner, window.height() - AROUND - others)
        super().place()

    def focus_start(self) -> None:
        """Enter does what the button says."""
        buttons = (self._go, self._draft, self._cancel)
        target = next(item for item in buttons if item.isEnabled() and item.isVisibleTo(self))
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # -- publishing

    def _publish(self) -> None:
        site = self.site
        wanted = tuple((row.article, row.when) for row in self._rows if row.ticked)
        if site is None or not wanted:
            return
        self._go.setEnabled(False)
        self._send(lambda: self._publishing.publish(site.id, wanted))

    def _send_draft(self) -> None:
        site = self.site
        wanted = tuple(row.article for row in self._rows if row.ticked)
        if site is None or not wanted:
            return
        self._draft.setEnabled(False)
        self._send(lambda: self._publishing.send_draft(site.id, wanted))

    def _send(self, verb: Callable[[], Published]) -> None:
        """Close once it is done; what is refused after the sheet was closed is said outside."""
        self._jobs.change(
            verb,
            self,
            self.while_open(lambda _published: self.close_sheet()),
            self.while_open(self._failed, self._jobs.refused.emit),
        )

    def _failed(self, error: EditorError) -> None:
        self._trouble.tell("err", sentence(error.message))
        self._say_button()
        self.place()

    def go_to(self, article: ArticleId, key: str = "") -> None:
        """Close, and show the article that has to be mended, or where its details are for those."""
        self.close_sheet()
        if key in IN_DETAILS:
            self.details_wanted.emit()
        else:
            self.article_wanted.emit(article)


class _Row(QWidget):
    """One language: its widgets stand in the sheet's grid; ``changed`` when tick or time change."""

    changed = Signal()

    def __init__(self, theme: Theme, row: SheetRow, name: str, zone: ZoneInfo) -> None:
        super().__init__()
        self.hide()
        self._row = row
        self.name = name
        self.article = row.article
        self._tick = Tick(theme)
        self._tick.setAccessibleName(name)
        self._tick.setEnabled(self.publishes or bool(self.drafts))
        self._tick.setChecked(_goes_by_itself(row))
        self._tick.ticked.connect(lambda _on: self._choose(tick=True))
        self._when = WhenField(zone, _("now"), brief=True)
        self._when.setAccessibleName(_("When {language} goes out").format(language=name))
        self._when.setFixedWidth(132)
        self._when.show_when(row.goes_out)
        self._when.setEnabled(not row.refusals)
        self._when.changed.connect(lambda _when: self._choose(time=True))
        self._when.textEdited.connect(lambda _text: self._choose(time=True))
        self._chose_tick = self._chose_time = False
        self.widgets: tuple[QWidget, ...] = (
            self._tick,
            PlainLabel(name, "strong"),
            PlainLabel(ready_words(row), tone=ready_tone(row), wrap=True),
            PlainLabel(sentence(row.rights), wrap=True),
            self._when,
            PlainLabel(sentence(row.on_site), wrap=True),
        )

    def _choose(self, *, tick: bool = False, time: bool = False) -> None:
        self._chose_tick |= tick
        self._chose_time |= time
        self.changed.emit()

    def keep(self, before: _Row) -> None:
        """Keep what the editor chose in the row that stood here before."""
        self._chose_tick, self._chose_time = before._chose_tick, before._chose_time
        if before._chose_tick:
            self._tick.setChecked(before.ticked and self._tick.isEnabled())
        if before._chose_time:
            self._when.continue_from(before._when)

    @property
    def publishes(self) -> bool:
        """Whether nothing stops it from being published."""
        return not self._row.refusals

    @property
    def drafts(self) -> bool | None:
        """Whether it can go as a draft; None where the site keeps none, or readers have it."""
        stops = self._row.draft_refusals
        return None if stops is None else not stops

    @property
    def lacks_correction(self) -> bool:
        """Whether readers have it, and a correction has no words for them."""
        return self._row.on_site.key in UNCORRECTED

    @property
    def ticked(self) -> bool:
        """Whether this language is to go out."""
        return self._tick.isChecked()

    @property
    def when(self) -> datetime | None:
        """When it goes; None means now."""
        return self._when.when

    @property
    def no_time(self) -> bool:
        """Whether what is typed for its time is none."""
        return self._when.unreadable

    @property
    def going(self) -> Going:
        """What the button says of it."""
        return Going(language_name(self._row.language), self.when, self._row.published)


def _goes_by_itself(row: SheetRow) -> bool:
    """Say whether a language is ticked when the sheet opens: finished, allowed, and new there.

    When a correction goes out, a language that has no words of it is offered, not ticked. Nor is
    one that somebody took off the site, or wants to.
    """
    finished = not row.refusals and row.ready.key not in UNREADY
    return finished and row.on_site.key not in {"on-site-same", *UNCORRECTED, *TAKEN_OFF}


def _going_to(sheet: PublishSheet, one: Stopped) -> Callable[[], None]:
    """Return what "Go there" does for what stops an article."""
    return lambda: sheet.go_to(one.article, one.key)


def _empty(grid: QGridLayout) -> None:
    """Take everything out of a grid."""
    empty_out(grid)
    for line in range(1, grid.rowCount()):
        grid.setRowMinimumHeight(line, 0)  # another story may have fewer languages


def ready_words(row: SheetRow) -> str:
    """Return how far the text is, and how many findings stand open."""
    words = sentence(row.ready)
    if not row.findings:
        return words
    findings = ngettext("{count} finding", "{count} findings", row.findings)
    return f"{words} · {findings.format(count=row.findings)}"


def ready_tone(row: SheetRow) -> str:
    """Return the colour of the words."""
    if row.refusals:
        return "err"
    return "warn" if row.ready.key in UNREADY or row.findings else "ok"
