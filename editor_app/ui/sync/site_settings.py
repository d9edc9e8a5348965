"""What the desk knows of a site: its name, address and zone, and what its categories are here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.edition import Section
from editor_app.domain.errors import ChangedMeanwhile, EditorError
from editor_app.domain.ids import Language, SectionId
from editor_app.domain.site import Site, SiteKind
from editor_app.sentences import _, sentence, spoken
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.words import name_in

if TYPE_CHECKING:
    from editor_app.desk import Desk

WIDTH = 560
LEAST_HEIGHT, MOST_HEIGHT = 120, 260
OTHERS = 510  # pixels of a window that the sheet needs for all but the sections
BY_NAME = ""
"""The key of a section that is found on the site by its own name."""

Categories = tuple[tuple[str, str], ...]


class SiteSettingsSheet(Sheet):
    """Asks; what is saved holds for what is sent from then on."""

    def __init__(self, theme: Theme, window: QWidget, jobs: Jobs, desk: Desk) -> None:
        """Stay hidden until ``open``."""
        super().__init__(theme, window, WIDTH)
        self._jobs, self._desk = jobs, desk
        self._site: Site | None = None
        self._choices: dict[SectionId, Choice] = {}
        self._title = PlainLabel(role="title", wrap=True)
        self.notice = Notice(theme, closable=False)
        self.name, self.address, self.zone = QLineEdit(), QLineEdit(), QLineEdit()
        self._zones = QStringListModel(self)
        zones = QCompleter(self._zones, self.zone)
        zones.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        zones.setFilterMode(Qt.MatchFlag.MatchContains)
        self.zone.setCompleter(zones)
        self._sections = PlainLabel(
            _("Sections go into these categories of the site:"), "label", wrap=True
        )
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setColumnStretch(1, 1)
        held = QWidget()
        held.setLayout(self._grid)
        self._area = scrolled(held)
        self._save = Button(_("Save"), "primary", clicked=self._keep)
        self._build()

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(Button(_("Cancel"), clicked=self.close_sheet))
        foot.addWidget(self._save)
        zone_hint = _("Days on its pages and hours of schedules are those of this zone.")
        parts: tuple[tuple[QWidget, int], ...] = (
            (self._title, 10),
            (self.notice, 8),
            (Field(_("Name"), self.name, _("What this desk calls the site.")), 10),
            (Field(_("Public address"), self.address, _("Where readers will find it.")), 10),
            (Field(_("Time zone"), self.zone, zone_hint), 12),
            (self._sections, 4),
            (self._area, 14),
        )
        for part, gap in parts:
            self.body.addWidget(part)
            self.body.addSpacing(gap)
        self.body.addLayout(foot)

    # -- opening

    def open(self, site: Site) -> None:
        """Show a site; its categories are asked for meanwhile."""
        self._site = site
        self._title.setText(_("Settings of {site}").format(site=site.name))
        self.setAccessibleName(self._title.text())
        self.name.setText(site.name)
        self.address.setText(site.url)
        self.zone.setText(site.zone)
        self._show_rows((), ())
        self._save.setEnabled(True)
        self.notice.clear()
        self.open_sheet()
        if not self._zones.rowCount():  # they are read from hundreds of files
            self._jobs.fetch(
                self, lambda: sorted(available_timezones()), self._zones.setStringList, key="zones"
            )
        if site.kind is SiteKind.WORDPRESS:
            self.notice.tell("info", _("Asking the site for its categories…"))
            self._fetch(site)

    def _fetch(self, site: Site) -> None:
        desk = self._desk

        def show(found: tuple[tuple[Section, ...], Categories]) -> None:
            self.notice.clear()
            self._show_rows(*found)

        self._jobs.fetch(
            self,
            lambda: (desk.vocabulary.sections(), desk.accounts.categories(site.id)),
            self.while_open(show),
            self.while_open(self._failed),
            elsewhere=True,
            key="categories",
        )

    def _show_rows(self, sections: tuple[Section, ...], categories: Categories) -> None:
        """Show a row for each section of the desk that is in use."""
        empty_out(self._grid)
        self._choices = {}
        kept = self._site.categories if self._site is not None else {}
        offered = ((BY_NAME, _("the one of its name, made where there is none")), *categories)
        for row, section in enumerate(one for one in sections if not one.retired):
            name = name_in(section.names, Language(spoken()))
            choice = Choice(self._theme, name)
            choice.offer(offered)
            choice.choose(kept.get(section.id, BY_NAME))
            self._choices[section.id] = choice
            self._grid.addWidget(PlainLabel(name), row, 0)
            self._grid.addWidget(choice, row, 1)
        for part in (self._sections, self._area):
            part.setVisible(bool(self._choices))
        window = self.parentWidget()
        room = max(LEAST_HEIGHT, (window.height() if window is not None else 0) - OTHERS)
        self._area.setFixedHeight(min(self._grid.sizeHint().height() + 4, MOST_HEIGHT, room))
        self.place()

    def focus_start(self) -> None:
        """Begin with the name."""
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    # -- saving

    def _chosen(self, site: Site) -> Mapping[str, str]:
        """Return the categories by section; as they were where the site could not be asked."""
        if not self._choices:
            return site.categories
        chosen = {section: choice.choice for section, choice in self._choices.items()}
        others = {key: term for key, term in site.categories.items() if key not in chosen}
        return {**others, **{section: term for section, term in chosen.items() if term}}

    def _keep(self) -> None:
        site = self._site
        name, address = self.name.text().strip(), self.address.text().strip()
        if site is None:
            return
        if not name:
            self.notice.tell("warn", _("Give the site a name."))
            return
        changed = replace(
            site,
            name=name,
            url=address.rstrip("/") or site.url,
            zone=self.zone.text().strip(),
            categories=self._chosen(site),
        )
        self._save.setEnabled(False)
        self._jobs.change(
            lambda: self._desk.publishing.change_site(changed, site.version),
            self,
            self.while_open(self._kept),
            self.while_open(self._not_kept, self._jobs.refused.emit),
        )

    def _kept(self, _changes: Changes) -> None:
        self._save.setEnabled(True)
        self.close_sheet()

    def _not_kept(self, error: EditorError) -> None:
        """Say why; what was typed stays, and is kept next time on what the site is by now."""
        self._failed(error)
        site = self._site
        if site is not None and isinstance(error, ChangedMeanwhile):
            self._save.setEnabled(False)
            failed = self.while_open(self._failed, self._jobs.refused.emit)
            self._jobs.fetch(
                self, self._desk.publishing.sites, self.while_open(self._know), failed, key="site"
            )

    def _know(self, sites: tuple[Site, ...]) -> None:
        """Show what the site is by now where the editor has changed nothing."""
        before, self._site = self._site, None
        now = next((site for site in sites if before and site.id == before.id), None)
        if before is None or now is None:
            self.close_sheet()
            return
        self._site = now
        for line, old, new in (
            (self.name, before.name, now.name),
            (self.address, before.url, now.url),
            (self.zone, before.zone, now.zone),
        ):
            if line.text() == old:
                line.setText(new)
        for section, choice in self._choices.items():
            if choice.choice == before.categories.get(section, BY_NAME):
                choice.choose(now.categories.get(section, BY_NAME))
        self._save.setEnabled(True)

    def _failed(self, error: EditorError) -> None:
        self._save.setEnabled(True)
        self.notice.tell("err", sentence(error.message))
        self.place()
