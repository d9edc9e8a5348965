"""The real window as a program of its own, which answers questions about its text on stdin.

Started as ``python -m tests.end_to_end.typing.window DESK SETTINGS`` under a real input method.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from editor_app.ui.environment import prepare

prepare()

from PySide6.QtCore import QObject, Qt, QTimer, Signal  # noqa: E402  (after prepare)
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor  # noqa: E402
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit  # noqa: E402

from editor_app.domain.changes import Changes  # noqa: E402
from editor_app.domain.ids import Language  # noqa: E402
from editor_app.services.preferences import SettingsService  # noqa: E402
from editor_app.services.views import ListQuery, PhotoQuery  # noqa: E402
from editor_app.ui.article.write_view import WriteView  # noqa: E402
from editor_app.ui.start import Workstation  # noqa: E402
from editor_app.ui.translation.translate_view import TranslateView  # noqa: E402
from tests.end_to_end.sitting import begun  # noqa: E402

DISTURB_EVERY = 110  # milliseconds; a syllable takes longer


class Questions(QObject):
    """Reads commands from standard input and answers each with a line of JSON."""

    asked = Signal(str)

    def __init__(self, workstation: Workstation, application: QApplication) -> None:
        super().__init__(application)
        self._workstation, self._application = workstation, application
        self._plain = QPlainTextEdit()
        self._plain.setWindowTitle("plain")
        self._disturbing = QTimer(self, interval=DISTURB_EVERY)
        self._disturbing.timeout.connect(self._disturb)
        self._times = 0
        self._marks = 0
        mark = QShortcut(QKeySequence(Qt.Key.Key_Pause), workstation.window)
        mark.setContext(Qt.ShortcutContext.ApplicationShortcut)
        mark.activated.connect(self._on_mark)
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.asked.emit(line.strip())
        self.asked.emit("quit")

    def _answer(self, line: str) -> None:
        word, *rest = line.split(" ")
        acts: dict[str, Callable[..., Any]] = {
            "ready": lambda: self._workstation.desk is not None and self._conductor is not None,
            "open": self._open,
            "view": self._view,
            "language": self._language,
            "focus": self._focus,
            "row": self._row,
            "clear": self._clear,
            "text": self._text,
            "plain": self._show_plain,
            "hide": self._plain.hide,
            "disturb": self._set_disturbing,
            "busy": lambda: self._workstation.jobs.busy,
            "stored": self._stored,
            "rows": self._rows,
            "marks": lambda: self._marks,
            "photo": self._add_photo,
            "act": self._act,
            "quit": self._quit,
        }
        print(json.dumps(acts[word](*rest), ensure_ascii=False), flush=True)

    # -- what can be asked

    @property
    def _conductor(self) -> Any:
        return self._workstation.conductor

    def _view_now(self) -> Any:
        return self._workstation.window.areas.page.centre.main  # type: ignore[union-attr]

    def _open(self) -> None:
        desk = self._workstation.desk
        assert desk is not None
        self._conductor.navigator.open(desk.stories.rows(ListQuery())[0].story)

    def _view(self, key: str) -> None:
        self._conductor.navigator.show_view(key)

    def _language(self, tag: str) -> None:
        self._conductor.navigator.show_language(Language(tag))

    def _act(self, name: str) -> None:
        self._conductor.commands.run(name)

    def _focus(self, part: str) -> None:
        view = self._view_now()
        if isinstance(view, WriteView):
            field = view.body if part == "body" else getattr(view.head, part).field
            field.moveCursor(QTextCursor.MoveOperation.End)
            field.setFocus()
        self._workstation.window.activateWindow()

    def _row(self, number: str) -> None:
        view = self._view_now()
        assert isinstance(view, TranslateView)
        view.work.open(int(number))

    def _clear(self) -> None:
        """Empty the text with the focus, as an editor would: select all, delete."""
        widget = QApplication.focusWidget()
        assert isinstance(widget, QTextEdit | QPlainTextEdit)
        widget.selectAll()
        widget.textCursor().removeSelectedText()

    def _show_plain(self) -> None:
        """Show a bare text field, to see what the input method makes of some keys."""
        self._plain.clear()
        self._plain.show()
        self._plain.activateWindow()
        self._plain.setFocus()

    def _text(self) -> dict[str, Any]:
        focus = QApplication.focusWidget()
        preedit = ""
        if isinstance(focus, QTextEdit | QPlainTextEdit):
            preedit = focus.textCursor().block().layout().preeditAreaText()
        said: dict[str, Any] = {
            "plain": self._plain.toPlainText(),
            "preedit": preedit,
            "focus": type(focus).__name__ if focus is not None else "",
        }
        view = self._view_now()
        if isinstance(view, WriteView) and view.places.manuscript is not None:
            manuscript = view.places.manuscript
        elif isinstance(view, TranslateView) and view.active.manuscript is not None:
            manuscript = view.active.manuscript
            said["row"] = view.list.active
        else:
            return said
        said["body"] = manuscript.body.document.toRawText().replace("\u2029", "\n")
        said["headline"] = manuscript.headline.document.toRawText()
        said["language"] = manuscript.language
        return said

    def _stored(self) -> dict[str, str]:
        """Return what the library holds of the text in sight, drafts not counted."""
        story = self._conductor.navigator.story_id
        desk = self._workstation.desk
        assert desk is not None
        versions = desk.stories.view(story).articles
        return {item.language: item.markdown for item in versions}

    def _on_mark(self) -> None:
        """Note a key that does nothing: all keys before it have come through by now."""
        self._marks += 1

    def _rows(self) -> list[tuple[str, str, str]]:
        """Return the rows in sight: source, target, state."""
        rows = self._view_now().list.rows
        return [(row.source, row.target, row.state.value) for row in rows]

    # -- what goes on meanwhile

    def _set_disturbing(self, on: str) -> None:
        self._times = 0
        self._disturbing.start() if on == "on" else self._disturbing.stop()

    def _disturb(self) -> None:
        """Save, settle, and let the frame load the story again, over and over."""
        self._times += 1
        view = self._view_now()
        manuscripts = view._manuscripts
        manuscripts.autosave.save()
        if self._times % 2 == 0:
            manuscripts.autosave.settle()
        if self._times % 3 == 0:
            articles = frozenset(item.article for item in manuscripts.all())
            self._workstation.jobs.changed.emit(Changes(articles=articles))

    def _add_photo(self) -> None:
        """Let the desk put a photo into the article while somebody types in it."""
        desk = self._workstation.desk
        assert desk is not None
        manuscript = self._view_now().places.manuscript
        photo = desk.photos.listing(PhotoQuery())[0].id
        self._workstation.jobs.change(
            lambda: desk.photos.attach_known(manuscript.article, photo).changes
        )

    def _quit(self) -> None:
        self._disturbing.stop()
        self._workstation.window.leave()
        self._workstation.jobs.settle()
        self._application.quit()


def main(desk: Path, settings: Path) -> int:
    """Open the window on a desk until "quit"."""
    application = QApplication(["copydesk"])
    workstation = begun(SettingsService(settings), desk)
    Questions(workstation, application)
    code = application.exec()
    workstation.end()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
