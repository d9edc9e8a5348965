"""The sheet that asks what to take in, and the one that says what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Sheet

SHOWN_OF_COPIED = 90


@dataclass(frozen=True)
class Copied:
    """What the clipboard holds for us."""

    html: str | None = None
    text: str | None = None
    files: tuple[Path, ...] = ()
    address: str = ""


def copied(data: QMimeData | None) -> Copied:
    """Read the clipboard (or what was dropped)."""
    if data is None:
        return Copied()
    local = (url.toLocalFile() for url in data.urls() if url.isLocalFile())
    files = tuple(Path(name) for name in local)
    html = data.html() if data.hasHtml() else None
    text = data.text() if data.hasText() else None
    stripped = (text or "").strip()
    is_address = stripped.startswith(("http://", "https://")) and not any(
        map(str.isspace, stripped)
    )
    return Copied(html, text, files, stripped if is_address and not files else "")


def copied_words(found: Copied) -> str:
    """Return the beginning of what was copied."""
    if found.files:
        names = [path.name for path in found.files]
        return ", ".join(names)[:SHOWN_OF_COPIED]
    said = found.text or QTextDocumentFragment.fromHtml(found.html or "").toPlainText()
    text = " ".join(said.split())
    if not text:
        return _("Nothing is copied.")
    shown = text if len(text) <= SHOWN_OF_COPIED else text[:SHOWN_OF_COPIED].rstrip() + " …"
    return _("Copied: {text}").format(text=shown)


class TakeInSheet(Sheet):
    """Three ways in: files, what was copied, an address."""

    files_wanted = Signal()
    copied_wanted = Signal()
    address_wanted = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until ``ask``."""
        super().__init__(theme, window, 520)
        self.setAccessibleName(_("Take in"))
        self._trouble = Notice(theme)
        self._copied_words = PlainLabel(role="hint", wrap=True)
        self._copied = Button(_("Take in what was copied"), clicked=self.copied_wanted.emit)
        self._files = Button(_("Choose files…"), "primary", clicked=self.files_wanted.emit)
        self._address = QLineEdit()
        self._address.setPlaceholderText("https://")
        self._address.setAccessibleName(_("Address of a page"))
        self._address.returnPressed.connect(self._fetch)
        self._fetch_button = Button(_("Fetch the page"), clicked=self._fetch)
        cancel = Button(_("Cancel"), clicked=self.close_sheet)
        self.body.addWidget(PlainLabel(_("Take in"), "title"))
        self.body.addSpacing(4)
        self.body.addWidget(
            PlainLabel(
                _("Structure, links and pictures are kept; scripts and furniture stay out."),
                "quiet",
                wrap=True,
            )
        )
        self.body.addSpacing(14)
        self.body.addWidget(self._trouble)
        self._add_way(_("Files: Word, LibreOffice, web page, Markdown, text"), self._files)
        self._add_way(self._copied_words, self._copied)
        self._add_address()
        self.body.addSpacing(14)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        self.body.addLayout(foot)

    def _add_way(self, words: str | PlainLabel, button: Button) -> None:
        label = words if isinstance(words, PlainLabel) else PlainLabel(words, "hint", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(label, 1)
        row.addWidget(button)
        self.body.addLayout(row)
        self.body.addSpacing(10)

    def _add_address(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._address, 1)
        row.addWidget(self._fetch_button)
        self.body.addLayout(row)

    def ask(self, found: Copied) -> None:
        """Offer the ways; what was copied is shown, and an address among it is filled in.

        Return chooses files whatever was copied some time ago: the same keys do the same.
        """
        self._trouble.clear()
        self._copied.setEnabled(bool(found.text or found.html or found.files))
        self._copied_words.setText(copied_words(found))
        self._address.setText(found.address)
        self._busy(False)
        self.open_sheet()

    def ask_about_address(self, found: Copied) -> None:
        """Offer to fetch the copied address: Return fetches it."""
        self.ask(found)
        self._address.setFocus()

    def focus_start(self) -> None:
        """Begin with the files."""
        self._files.setFocus()

    def say_trouble(self, words: str) -> None:
        """Say why nothing was taken in; the sheet stays for another try."""
        self._busy(False)
        self._trouble.tell("err", words)
        self.place()

    def rest(self) -> None:
        """Offer to fetch again: what was asked for has been stopped."""
        self._busy(False)

    def _fetch(self) -> None:
        url = self._address.text().strip()
        if url and self._fetch_button.isEnabled():
            self._busy(True)
            self.address_wanted.emit(url if "://" in url else f"https://{url}")

    def _busy(self, busy: bool) -> None:
        self._fetch_button.setEnabled(not busy)
        self._address.setReadOnly(busy)
        self._fetch_button.setText(_("Fetching…") if busy else _("Fetch the page"))


class ReportSheet(Sheet):
    """What an intake left out and was not sure of, line by line."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until ``show_report``."""
        super().__init__(theme, window, 560)
        self._title = PlainLabel(role="title", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        inner = QFrame()
        inner.setLayout(self._lines)
        area = scrolled(inner)
        area.setMinimumHeight(160)
        area.setMaximumHeight(360)
        self._close = Button(_("Close"), "primary", clicked=self.close_sheet)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        self.body.addWidget(self._title)
        self.body.addSpacing(12)
        self.body.addWidget(area)
        self.body.addSpacing(14)
        self.body.addLayout(foot)

    def show_report(self, title: str, lines: tuple[str, ...]) -> None:
        """Show the lines under the title."""
        self._title.setText(title)
        self.setAccessibleName(title)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(PlainLabel(line, wrap=True))
        self._lines.addStretch(1)
        self.open_sheet()

    def focus_start(self) -> None:
        """Enter closes."""
        self._close.setFocus()
