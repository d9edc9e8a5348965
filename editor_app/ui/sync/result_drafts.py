"""What is written into the results of conflicts, until they are decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor_app.domain.conflict import WrittenResult
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ConflictId
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.services.written_results import WrittenResultService

PAUSE = 700  # milliseconds without a key until it is kept


class ResultDrafts(QObject):
    """The results by conflict: at once here, and on the disk after a pause in typing."""

    def __init__(self, jobs: Jobs, service: WrittenResultService, parent: QObject) -> None:
        """Know none until ``know``."""
        super().__init__(parent)
        self._jobs, self._service = jobs, service
        self._written: dict[ConflictId, WrittenResult] = {}
        self._unkept: set[ConflictId] = set()
        self.known = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.keep)

    def know(self, kept: Mapping[ConflictId, WrittenResult]) -> None:
        """Take over what an earlier sitting has kept; after the first time all is known here."""
        if not self.known:
            self.known = True
            self._written = {**kept, **self._written}

    def get(self, conflict: ConflictId) -> WrittenResult | None:
        """Return what is written for a conflict, if anything is."""
        return self._written.get(conflict)

    def write(self, conflict: ConflictId, text: str, read: str) -> None:
        """Remember what is written, with the site's text that was read for it."""
        result = WrittenResult(text, read)
        if self._written.get(conflict) != result:
            self._written[conflict] = result
            self._keep_soon(conflict)

    def forget(self, conflict: ConflictId) -> None:
        """Forget what was written: what is proposed stands there again."""
        if self._written.pop(conflict, None) is not None:
            self._keep_soon(conflict)

    def decided(self, conflict: ConflictId) -> None:
        """Have the disk forget it; here it stays, for a decision that is taken back."""
        if conflict in self._written:
            self._keep_soon(conflict)

    def leave(self) -> None:
        """Hand all to the disk, which keeps what is not decided."""
        self._unkept.update(self._written)
        self.keep()

    def _keep_soon(self, conflict: ConflictId) -> None:
        self._unkept.add(conflict)
        self._pause.start()

    def keep(self) -> None:
        """Hand to the disk what is not there yet."""
        self._pause.stop()
        written = {conflict: self._written.get(conflict) for conflict in self._unkept}
        self._unkept.clear()
        if not written:
            return

        def failed(error: EditorError) -> None:
            self._unkept.update(written)  # for the next key, or when the window goes
            self._jobs.refused.emit(error)

        self._jobs.change(lambda: self._service.keep(written), self, failed=failed)
