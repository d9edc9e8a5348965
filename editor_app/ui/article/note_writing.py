"""Where a private note, an answer to one, or other words for one are typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.article.composing import Composing
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.typed_lines import height_of_lines, typed_lines

PADDING = 14
LEAST_LINES, MOST_LINES = 2, 9
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteField(QPlainTextEdit):
    """Grows with its words. ``done`` tells of Ctrl+Enter, ``left`` of Escape."""

    done = Signal()
    left = Signal()

    def __init__(self, composing: Composing, name: str, parent: QWidget | None = None) -> None:
        """Start empty; ``name`` is what a screen reader says."""
        super().__init__(parent)
        self._composing = composing
        self.setProperty("field", True)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._grow)
        self._grow()

    def words(self) -> str:
        """Return what is typed, no-break spaces kept."""
        return typed_lines(self)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let the window know that something is being composed here."""
        super().inputMethodEvent(event)
        self._composing.look(self, event.preeditString())

    def event(self, event: QEvent) -> bool:
        """Take Escape and Ctrl+Enter before any shortcut of the window does."""
        ours = isinstance(event, QKeyEvent) and (event.key() == Qt.Key.Key_Escape or _sends(event))
        if ours and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins a line, Ctrl+Enter is done, Escape leaves."""
        if _sends(event):
            self._composing.commit()
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._grow()

    def minimumSizeHint(self) -> QSize:
        """Ask for little."""
        return QSize(80, self.fontMetrics().lineSpacing() + PADDING)

    def _grow(self) -> None:
        wanted = height_of_lines(self, LEAST_LINES, MOST_LINES) + PADDING
        if self.height() != wanted:
            self.setFixedHeight(wanted)


class NoteWriting(QWidget):
    """A field with the button that keeps what it says. ``written`` carries it, ``left`` nothing.

    The words stay as they were sent until ``put`` shows others, or ``release`` says that they could
    not be kept and can be sent again.
    """

    written = Signal(str)
    left = Signal()

    def __init__(
        self,
        composing: Composing,
        name: str,
        button: str,
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``words`` to begin with; ``button`` says what is done with them."""
        super().__init__(parent)
        self._composing = composing
        self._sent = False
        self.field = NoteField(composing, name)
        self.field.setPlainText(words)
        self._keep = Button(button, "primary", clicked=self._send)
        self._keep.setToolTip("Ctrl+↵")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._keep)
        foot.addWidget(Button(_("Cancel"), clicked=self.left.emit))
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(foot)
        self.field.done.connect(self._send)
        self.field.left.connect(self.left)
        self.field.textChanged.connect(self._look)
        self._look()

    @property
    def words(self) -> str:
        """What is typed."""
        return self.field.words()

    def put(self, words: str) -> None:
        """Show other words, with the caret at their end."""
        self.release()
        self.field.setPlainText(words)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)

    def release(self) -> None:
        """Let the words be changed and sent: they are not on their way any more."""
        self._sent = False
        self.field.setReadOnly(False)
        self._look()

    def focus_start(self) -> None:
        """Put the focus where the editor types."""
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        self._keep.setEnabled(bool(self.words) and not self._sent)

    def _send(self) -> None:
        """Send the words, once."""
        self._composing.commit()
        if self.words and not self._sent:
            self._sent = True
            self.field.setReadOnly(True)
            self._look()
            self.written.emit(self.words)


def _sends(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(control) and Qt.Key(event.key()) in ENTERS
