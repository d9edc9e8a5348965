"""Edit actions: they go to the text that has the focus, else to the desk's own undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from editor_app.ui.desk.centre import Centre
from editor_app.ui.desk.find_bar import FindBar
from editor_app.ui.sync.undo_bar import TAKE_BACK, UndoBar, UndoStack

TextWidget = QLineEdit | QPlainTextEdit | QTextEdit


class TextCommands(QObject):
    """Does the ``edit.*`` and ``find.*`` actions."""

    def __init__(
        self, centre: Centre, find_bar: FindBar, undo: UndoStack, offer: UndoBar, window: QWidget
    ) -> None:
        """Find in what ``centre`` has in sight; undo with ``undo`` when no text has the focus.

        What ``offer`` names is taken back wherever the focus is.
        """
        super().__init__(window)
        self._centre, self._bar, self._undo, self._offer = centre, find_bar, undo, offer
        find_bar.wanted.connect(self._find)
        find_bar.replace_wanted.connect(self._replace)
        find_bar.left.connect(centre.focus_start)

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the actions and what they do."""
        return {
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            TAKE_BACK: self._offer.take_back,
            "edit.cut": lambda: self._with_text(lambda text: text.cut()),
            "edit.copy": lambda: self._with_text(lambda text: text.copy()),
            "edit.paste": lambda: self._with_text(lambda text: text.paste()),
            "edit.select_all": lambda: self._with_text(lambda text: text.selectAll()),
            "find.text": lambda: self._open(replacing=False),
            "find.replace": lambda: self._open(replacing=True),
            "find.next": self._bar.find_next,
            "find.previous": self._bar.find_previous,
        }

    def possible(self) -> frozenset[str]:
        """Return the names of those that can be done now."""
        names = {"edit.cut", "edit.copy", "edit.paste", "edit.select_all", "edit.undo", "edit.redo"}
        if self._centre.main is not None:
            names |= {"find.text", "find.replace", "find.next", "find.previous"}
        if self._offer.stands:
            names.add(TAKE_BACK)
        return frozenset(names)

    def undo(self) -> None:
        """Take back in the text with the focus, else what the desk did last."""
        self._go_back("edit.undo", lambda text: text.undo(), self._undo.undo)

    def redo(self) -> None:
        """Do again in the text with the focus, else what the desk took back last."""
        self._go_back("edit.redo", lambda text: text.redo(), self._undo.redo)

    def _go_back(
        self, name: str, in_text: Callable[[TextWidget], object], on_desk: Callable[[], object]
    ) -> None:
        text = _focused_text()
        inside = text is not None and self._centre.isAncestorOf(text)
        if inside and name in self._centre.performs():
            self._centre.perform(name)
        elif text is not None:
            in_text(text)
        else:
            on_desk()

    def _with_text(self, deed: Callable[[TextWidget], object]) -> None:
        text = _focused_text()
        if text is not None:
            deed(text)

    def _open(self, *, replacing: bool) -> None:
        self._bar.open(replacing=replacing, selected=_selected(_focused_text()))

    def _find(self, text: str, backwards: bool) -> None:
        view = self._centre.main
        self._bar.say_found(view is not None and view.find_text(text, backwards))

    def _replace(self, text: str, by: str) -> None:
        view = self._centre.main
        self._bar.say_found(view is not None and view.replace_text(text, by))


def _focused_text() -> TextWidget | None:
    """Return the text field that has the focus."""
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) else None


def _selected(text: TextWidget | None) -> str:
    """Return what is selected there, if it is a piece of one line."""
    if text is None:
        return ""
    chosen = (
        text.selectedText() if isinstance(text, QLineEdit) else text.textCursor().selectedText()
    )
    return "" if "\u2029" in chosen else chosen
