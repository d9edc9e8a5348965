"""The settings: only what does something, kept as soon as it is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor_app.domain.errors import EditorError
from editor_app.domain.settings import Settings
from editor_app.domain.settings import Theme as Choices
from editor_app.sentences import _, sentence
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.desk.centre_view import Screen
from editor_app.ui.desk.header import TopBar
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.settings.edition_names import EditionNames
from editor_app.ui.settings.house_panel import HousePanel
from editor_app.ui.settings.site_form import FolderField
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice, Tick
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import Elided, PlainLabel, ground
from editor_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from editor_app.services.checking import CheckService
    from editor_app.services.preferences import SettingsService
    from editor_app.services.vocabulary import VocabularyService

COLUMN = 560
LANGUAGES = (("en", "English"), ("vi", "Tiếng Việt"), ("zh", "中文"))


class SettingsScreen(Screen):
    """Choices of the person at this computer, and the folders; the sites stand under Sync.

    ``changed`` carries the Settings after each choice.
    """

    changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        settings: SettingsService,
        folder: Path,
        vocabulary: VocabularyService,
        checks: CheckService,
    ) -> None:
        """Keep choices by ``settings``, those of the house by ``vocabulary`` and ``checks``.

        ``folder`` is the open desk.
        """
        super().__init__()
        ground(self, "surface")
        self.setAccessibleName(_("Settings"))
        self._jobs, self._settings = jobs, settings
        self._theme = theme
        self.notice: Notice = Notice(theme)
        self._editions = EditionNames(theme, jobs, vocabulary)
        self._editions.failed.connect(self._failed)
        self._house = HousePanel(theme, jobs, checks)
        self._house.failed.connect(self._failed)
        self._make_choices(theme)
        self._lay_out(theme, folder)
        self._show(settings.load())

    def _make_choices(self, theme: Theme) -> None:
        self._editor = QLineEdit()
        self._editor.editingFinished.connect(self._on_editor)
        self._language = Choice(theme)
        self._language.offer((("", _("As the system has it")), *LANGUAGES))
        self._language.chosen.connect(lambda key: self._keep(interface_language=key))
        self._colours = Choice(theme)
        self._colours.offer(
            (
                (Choices.SYSTEM, _("As the system has it")),
                (Choices.LIGHT, _("Light")),
                (Choices.DARK, _("Dark")),
            )
        )
        self._colours.chosen.connect(lambda key: self._keep(theme=Choices(key)))
        self._roomy = Tick(theme, _("Roomy list with pictures"))
        self._roomy.ticked.connect(lambda on: self._keep(roomy_list=on))
        self._quotes = Tick(theme, _("Turn typed quotation marks into those of the language"))
        self._quotes.ticked.connect(lambda on: self._keep(smart_quotes=on))
        self._light = Tick(theme, _("Spare memory: start the page preview only when asked"))
        self._light.ticked.connect(lambda on: self._keep(light_mode=on))
        self._backups = FolderField(_("Choose…"))
        self._backups.say_empty(_("In the work folder"))
        self._backups.chosen.connect(lambda path: self._keep(backup_folder=path))

    def _lay_out(self, theme: Theme, folder: Path) -> None:
        open_other = Button(_("Open another…"))
        open_other.clicked.connect(lambda: self.requested.emit("desk.open"))
        back_up = Button(_("Back up now"))
        back_up.clicked.connect(self._back_up)
        sites = Button(_("Sites and accounts…"))
        sites.clicked.connect(lambda: self.requested.emit("go.accounts"))
        work = _beside(Elided(str(folder)), open_other)
        inner = QWidget()
        inner.setMaximumWidth(COLUMN)
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(26, 20, 26, 26)
        lines.setSpacing(12)
        parts: tuple[QWidget | str, ...] = (
            self.notice,
            _("You"),
            Field(_("Your name"), self._editor, _("It stands in History and on what you publish.")),
            Field(_("Language of the interface"), self._language),
            _("Looks"),
            Field(_("Colours"), self._colours),
            self._roomy,
            _("Writing"),
            self._quotes,
            self._light,
            self._editions,
            _("Folders"),
            Field(_("Work folder"), work),
            Field(_("Backup folder"), self._backups),
            _beside(None, back_up),
            _("Sites"),
            _beside(None, sites),
            _("Checks: the rules of the house"),
            self._house,
        )
        for place, part in enumerate(parts):
            if isinstance(part, str):
                lines.addSpacing(10 if place > 1 else 0)
                lines.addWidget(PlainLabel(part, "heading"))
            else:
                lines.addWidget(part)
        lines.addStretch(1)
        page = QWidget()
        centred = QHBoxLayout(page)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(inner, 1)
        bar = TopBar(theme)
        bar.row.addWidget(PlainLabel(_("Settings"), "heading"))
        bar.row.addStretch(1)
        self._area = scrolled(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._area, 1)

    # -- showing

    def apply_settings(self, settings: Settings) -> None:
        """Show what was chosen elsewhere (menus)."""
        self._show(settings)

    def _show(self, settings: Settings) -> None:
        if not self._editor.isModified():
            self._editor.setText(settings.editor)
        self._language.choose(settings.interface_language)
        self._colours.choose(settings.theme)
        self._roomy.setChecked(settings.roomy_list)
        self._quotes.setChecked(settings.smart_quotes)
        self._light.setChecked(settings.light_mode)
        if not self._backups.is_typed_in:
            self._backups.show_path(settings.backup_folder)

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Show what the editions do with names."""
        self._editions.show_editions(vocabulary.editions)

    def focus_start(self) -> None:
        """Begin with the name."""
        self._editor.setFocus()

    # -- keeping

    def _on_editor(self) -> None:
        if self._editor.isModified():
            self._editor.setModified(False)
            self._keep(editor=self._editor.text().strip())

    def _back_up(self) -> None:
        """Back up into the folder in sight, as soon as that is kept."""
        self._backups.take()
        self._jobs.change(lambda: None, self, lambda _: self.requested.emit("desk.backup"))

    def _keep(self, **fields: object) -> None:
        """Keep a choice, then tell the window."""
        self._jobs.change(
            lambda: self._settings.save(**fields),  # type: ignore[arg-type]  # names and types of SettingsFields
            self,
            lambda _changes: self.changed.emit(self._settings.load()),
            self._failed,
        )

    def _failed(self, error: EditorError) -> None:
        self.notice.tell("err", sentence(error.message))
        self._show(self._settings.load())


def _beside(left: QWidget | None, right: QWidget) -> QWidget:
    """Return two widgets in one row."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    if left is None:
        layout.addStretch(1)
    else:
        layout.addWidget(left, 1)
    layout.addWidget(right)
    return row
