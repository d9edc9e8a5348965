"""The first run asks three things: the language, the work folder, and with what to begin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.settings.site_form import FolderField
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel, ground
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.segmented import Segmented

WIDTH = 560
LANGUAGES = (("en", "English"), ("vi", "Tiếng Việt"), ("zh", "中文"))


@dataclass(frozen=True)
class Beginning:
    """What was answered; ``begin`` is sample, empty, site or open (a desk that is there)."""

    folder: Path
    begin: str


class FirstRun(QWidget):
    """The questions in the window itself.

    ``language_chosen`` carries ``en``, ``vi`` or ``zh``: the window speaks it at once. ``begun``
    carries a Beginning.
    """

    language_chosen = Signal(str)
    begun = Signal(object)

    def __init__(self, theme: Theme, language: str, folder: Path | None = None) -> None:
        """Ask, with ``language`` chosen and ``folder`` proposed."""
        super().__init__()
        ground(self, "canvas")
        self._notice = Notice(theme)
        self._language = Segmented(theme, LANGUAGES, _("Language of the interface"))
        self._language.choose(language)
        self._language.chosen.connect(self.language_chosen)
        self._folder = FolderField(_("Choose…"))
        self._folder.setAccessibleName(_("Work folder"))
        self._folder.show_path(str(folder or default_folder()))
        self._buttons = [
            Button(_("Open the sample"), "primary", clicked=lambda: self._begin("sample")),
            Button(_("Start empty"), clicked=lambda: self._begin("empty")),
            Button(_("Connect a site"), clicked=lambda: self._begin("site")),
            Button(
                _("Open a work folder you already have"),
                "link",
                clicked=lambda: self._begin("open"),
            ),
        ]
        self._busy_words = PlainLabel(role="hint", wrap=True)
        self._busy_words.hide()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._build()

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(WIDTH)
        lines = QVBoxLayout(card)
        lines.setContentsMargins(32, 28, 32, 28)
        lines.setSpacing(8)
        lines.addWidget(PlainLabel("Copydesk", "page-title"))
        lines.addWidget(
            PlainLabel(
                _("Write, translate and publish, on your own computer. Three questions, then go."),
                "quiet",
                wrap=True,
            )
        )
        lines.addSpacing(10)
        lines.addWidget(self._notice)
        lines.addWidget(PlainLabel(_("1. Language of the interface"), "strong"))
        lines.addWidget(self._language, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addSpacing(12)
        lines.addWidget(PlainLabel(_("2. Where shall the work folder live?"), "strong"))
        lines.addWidget(self._folder)
        hint = _("Everything you write stays in this one folder; you can copy it as a whole.")
        lines.addWidget(PlainLabel(hint, "label", wrap=True))
        lines.addSpacing(12)
        lines.addWidget(PlainLabel(_("3. With what do you want to begin?"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self._buttons[:3]:
            row.addWidget(button)
        row.addStretch(1)
        lines.addLayout(row)
        lines.addWidget(self._buttons[3], 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self._busy_words)
        lines.addWidget(self._bar)
        column = QVBoxLayout(self)
        column.addStretch(2)
        middle = QHBoxLayout()  # an alignment would measure the card's sentences in the whole width
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(3)

    @property
    def folder(self) -> Path:
        """The folder that stands in the second question."""
        return Path(self._folder.path)

    def say_trouble(self, words: str) -> None:
        """Say why it did not work; everything stays for another try."""
        self._busy_words.say("")
        self._bar.hide()
        self._notice.tell("err", words)
        self._enable(True)

    def focus_start(self) -> None:
        """Enter opens the sample."""
        self._buttons[0].setFocus()

    def _begin(self, how: str) -> None:
        path = self._folder.path
        if not path:
            self._notice.tell("warn", _("Choose a folder first."))
            return
        words = {"sample": _("Making the sample…"), "open": _("Opening the desk…")}
        self.say_busy(words.get(how, _("Making the desk…")))
        self.begun.emit(Beginning(Path(path).expanduser(), how))

    def say_busy(self, words: str) -> None:
        """Say what is being made; the sample takes some seconds."""
        self._notice.clear()
        self._busy_words.say(words)
        self._bar.show()
        self._enable(False)

    def _enable(self, possible: bool) -> None:
        for button in self._buttons:
            button.setEnabled(possible)


def default_folder() -> Path:
    """Return the proposed work folder: in the profile, not in Documents, which clouds swallow."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "desk"
