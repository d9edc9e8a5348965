"""Rows that have left the library and may be wanted back while the program runs."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Generic, TypeVar

T = TypeVar("T")


class Spool(Generic[T]):
    """Pieces of values in a file without a name: there may be more of them than memory should hold.

    The file is made with the first piece and goes away with the spool, or with the program.
    ``is_whole`` says that there was room for all of them.
    """

    def __init__(self, make: Callable[[], IO[bytes]] = tempfile.TemporaryFile) -> None:
        """Begin without a piece; ``make`` opens the file when there is one."""
        self._make = make
        self._file: IO[bytes] | None = None
        self.is_whole = True

    def put(self, values: Sequence[T]) -> None:
        """Keep a piece behind the others; where the disk has no room the spool is not whole."""
        if not values or not self.is_whole:
            return
        try:
            if self._file is None:
                self._file = self._make()
            pickle.dump(list(values), self._file)
            self._file.flush()
        except OSError:
            self.is_whole = False

    def pieces(self) -> Iterator[list[T]]:
        """Yield the pieces in the order in which they came; as often as they are wanted."""
        if self._file is None:
            return
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            yield pickle.load(self._file)
        self._file.seek(end)

    def __del__(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
