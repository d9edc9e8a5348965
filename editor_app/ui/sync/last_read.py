"""Which text of the site an editor has read: another may come into sight at any moment."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

READING = 2000  # milliseconds in which nobody has read a text that has just come into sight


class LastRead(QObject):
    """The ``text`` of the site that the editor has had before the eyes for long enough."""

    def __init__(self, parent: QObject) -> None:
        """Start with none."""
        super().__init__(parent)
        self.text = self._shown = ""
        self._time = QTimer(self, singleShot=True, interval=READING)
        self._time.timeout.connect(self._note)

    def begin(self, text: str) -> None:
        """Another conflict is in sight, for which ``text`` was read."""
        self._time.stop()
        self.text = text

    def meets(self, shown: str) -> bool:
        """Let a text be in sight; say whether it is one that has come since the last was read."""
        another, self._shown = shown != self._shown, shown
        newer = shown != self.text and (another or not self._time.isActive())
        if newer:
            self._time.start()
        return newer

    def _note(self) -> None:
        self.text = self._shown
