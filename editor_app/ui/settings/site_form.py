"""The form for a new site: a name, a folder that a web server serves, and its public address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor_app.domain.errors import EditorError
from editor_app.sentences import _, sentence
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from editor_app.services.publishing import PublishingService


class SiteForm(QFrame):
    """Adds a site that is a folder; ``added`` when it stands on the desk."""

    added = Signal()

    def __init__(
        self, theme: Theme, jobs: Jobs, publishing: PublishingService, parent: QWidget | None = None
    ) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setProperty("card", True)
        self._jobs, self._publishing = jobs, publishing
        self._begun = 0  # times
        self._notice = Notice(theme)
        self._name = QLineEdit()
        self._url = QLineEdit()
        self._url.setPlaceholderText("https://")
        self.folder = FolderField(_("Choose…"))
        self._add = Button(_("Add the site"), "primary", clicked=self._on_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        column.addWidget(PlainLabel(_("A folder that any web server can serve"), "strong"))
        column.addWidget(self._notice)
        column.addWidget(Field(_("Name"), self._name))
        column.addWidget(Field(_("Folder"), self.folder))
        column.addWidget(Field(_("Public address"), self._url, _("Where readers will find it.")))
        self.setFocusProxy(self._name)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._add)
        column.addLayout(foot)

    def begin(self) -> None:
        """Begin anew: what was asked for before is not meant for this form any more."""
        self._begun += 1
        self.fill("", "", "")
        self._notice.clear()
        self._add.setEnabled(True)

    def fill(self, name: str, folder: str, url: str) -> None:
        """Fill the form in, for the first run and for tests."""
        self._name.setText(name)
        self.folder.show_path(folder)
        self._url.setText(url)

    def _on_add(self) -> None:
        name, url = self._name.text().strip(), self._url.text().strip()
        folder = self.folder.path
        lacking = self._lacking(name, url, folder)
        if lacking:
            self._notice.tell("warn", lacking)
            return
        self._add.setEnabled(False)
        address, asked = url if "://" in url else f"https://{url}", self._begun
        self._jobs.change(
            lambda: self._publishing.add_folder_site(name, Path(folder), address),
            self,
            lambda _added: self._on_added(asked),
            lambda error: self._failed(error, asked),
        )

    def _lacking(self, name: str, url: str, folder: str) -> str:
        """Say what is not filled in yet."""
        if not name:
            return _("Give the site a name.")
        if not folder:
            return _("Choose the folder.")
        return "" if url else _("Write the public address; links on the pages need it.")

    def _on_added(self, asked: int) -> None:
        if asked == self._begun:
            self.begin()
            self.added.emit()

    def _failed(self, error: EditorError, asked: int) -> None:
        if asked != self._begun:
            self._jobs.refused.emit(error)
            return
        self._add.setEnabled(True)
        self._notice.tell("err", sentence(error.message))


class FolderField(QWidget):
    """A path and a button that chooses it; ``chosen`` when the editor took one."""

    chosen = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        """Show ``words`` on the button."""
        super().__init__(parent)
        self._line = QLineEdit()
        self._line.editingFinished.connect(self.take)
        self._button = Button(words, clicked=self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._button)
        self.setFocusProxy(self._line)

    def setAccessibleName(self, name: str) -> None:
        """Name the line, which has the focus."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def show_path(self, path: str) -> None:
        """Show a path, without telling anybody."""
        self._line.setText(path)
        self._line.setModified(False)

    def say_empty(self, words: str) -> None:
        """Say what holds while there is no path."""
        self._line.setPlaceholderText(words)

    @property
    def path(self) -> str:
        """The path in sight."""
        return self._line.text().strip()

    @property
    def is_typed_in(self) -> bool:
        """Whether something is typed that was not taken yet."""
        return self._line.isModified()

    def take(self) -> None:
        """Take what is typed; a button that is clicked leaves the focus in the line."""
        if self._line.isModified():
            self._line.setModified(False)
            self.chosen.emit(self.path)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), "", self.path)
        if chosen:
            self.show_path(chosen)
            self.chosen.emit(chosen)
