"""The bar over the Sync screen: which site, how it stands, data saver, Pause and Sync now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from editor_app.domain.settings import Settings
from editor_app.sentences import _
from editor_app.ui.actions import tip_of
from editor_app.ui.desk.header import TopBar
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Tick
from editor_app.ui.widgets.labels import Elided, PlainLabel

LEAST_WORDS = 90  # pixels: a site's name cut shorter says nothing


class SyncBar(TopBar):
    """``send_wanted`` at once, ``pause_wanted`` and ``saver_wanted`` carry on or off."""

    send_wanted = Signal()
    pause_wanted = Signal(bool)
    saver_wanted = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        """Start without a site."""
        super().__init__(theme)
        self._paused = False
        self._title = PlainLabel(_("Sync"), "heading")
        self._sites = Elided(role="hint")
        self.saver = Tick(theme, _("Data saver"))
        self.saver.setToolTip(saver_words())
        self.saver.setAccessibleDescription(saver_words())
        self.saver.ticked.connect(self.saver_wanted)
        self.pause = Button("", clicked=lambda: self.pause_wanted.emit(not self._paused))
        self.send = Button(
            _("Sync now"), "primary", clicked=self.send_wanted.emit, tip=tip_of("desk.send")
        )
        self.row.addWidget(self._title)
        self.row.addWidget(self._sites, 1)
        for part in (self.saver, self.pause, self.send):
            self.row.addWidget(part)
        self._say_pause()

    def show_sites(self, words: str) -> None:
        """Say where stories go."""
        self._sites.setText(words)

    def apply_settings(self, settings: Settings) -> None:
        """Show whether sending is paused, and whether data is saved."""
        self._paused = settings.sending_paused
        self.saver.setChecked(settings.data_saver)
        self._say_pause()

    def allow(self, *, sends: bool, waits: bool) -> None:
        """Offer Sync now when there is a site, and Pause when something waits."""
        self.send.setEnabled(sends and not self._paused)
        self.pause.setVisible(waits or self._paused)
        self._fit()

    def focus_start(self) -> bool:
        """Put the focus on Sync now; say whether it can be pressed."""
        possible = self.send.isEnabled()
        if possible:
            self.send.setFocus(Qt.FocusReason.TabFocusReason)
        return possible

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sites' names go where they would be cut to nothing."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [self._title, self.saver, self.send]
        shown += [] if self.pause.isHidden() else [self.pause]
        margins = self.row.contentsMargins()
        taken = sum(part.sizeHint().width() + self.row.spacing() for part in shown)
        room = self.width() - taken - margins.left() - margins.right()
        self._sites.setVisible(room >= LEAST_WORDS)
        self.row.setStretch(1, 1)

    def _say_pause(self) -> None:
        self.pause.setText(_("Go on sending") if self._paused else _("Pause"))
        self.pause.setToolTip(
            _("Sending is paused.") if self._paused else _("Nothing is sent until you go on.")
        )


def saver_words() -> str:
    """Return what data saver leaves out."""
    return _(
        "For a line that costs by the megabyte: photos go out for public stories only, more than"
        " 5 MB at a time is asked about first, and sites are not looked through whole each day."
    )
