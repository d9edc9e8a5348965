"""Who has a desk open for writing: an operating-system lock, which ends with its process.

The lock is held on ``desk.lock``; beside it ``desk.holder`` says who holds it, for the sentence
that a second start shows. That file is only words: whether somebody has the desk is told by the
lock alone.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

from editor_app.domain.errors import DeskInUse, DeskMissing
from editor_app.storage.file_troubles import told_of_files
from editor_app.storage.files import write_whole
from editor_app.storage.folder import DeskFolder

if TYPE_CHECKING:
    from filelock import FileLock


class DeskLock:
    """The right to write to one desk, held by one process at a time.

    ``holder`` names the program that asks, as in "Copydesk window".
    """

    def __init__(self, folder: DeskFolder, holder: str) -> None:
        self._folder = folder
        self._holder = holder
        self._lock: FileLock | None = None
        self._note = folder.lock.with_name("desk.holder")

    def acquire(self) -> None:
        """Take the desk. Raises DeskInUse (with the holder's name), DeskMissing, DeskReadOnly."""
        if not self._folder.path.is_dir():
            raise DeskMissing(folder=str(self._folder.path))
        with told_of_files(self._folder.path):
            self._lock = self._taken()
            self._sign()

    def release(self) -> None:
        """Give the desk back; without having it, nothing happens."""
        if self._lock is not None:
            self._note.unlink(missing_ok=True)
            self._lock.release()
            self._lock = None

    def holder(self) -> str:
        """Return who has the desk, in words such as ``copydesk, process 4711 on newsroom-3``."""
        try:
            said = json.loads(self._note.read_bytes())
            return f"{said['holder']}, process {said['process']} on {said['computer']}"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _taken(self) -> FileLock:
        """Take the lock of the operating system, or say who has it."""
        from filelock import FileLock, Timeout

        lock = FileLock(self._folder.lock, timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            raise self._in_use() from None
        return lock

    def _in_use(self) -> DeskInUse:
        """Return the error that says who has the desk."""
        place, holder = str(self._folder.path), self.holder()
        if holder:
            return DeskInUse("desk-in-use-by", folder=place, holder=holder)
        return DeskInUse(folder=place)

    def _sign(self) -> None:
        """Write down who has the desk now; on a full disk the lock must do without."""
        said = {
            "holder": self._holder,
            "process": os.getpid(),
            "computer": socket.gethostname(),
        }
        with suppress(OSError):
            write_whole(self._note, json.dumps(said).encode())

    def __enter__(self) -> DeskLock:
        """Take the desk; see ``acquire``."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the desk back."""
        self.release()
