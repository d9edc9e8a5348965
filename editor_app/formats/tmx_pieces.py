"""A large TMX file cut into small ones, so that another process can read piece by piece.

Each piece is a whole file: the head of the large one, some of its units, and its end. Only those
files are cut where that is certain without reading them as XML; others go to ``tmx.read_units``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

PIECE = 256 * 1024
"""Bytes of a piece, about; the time to read it is what a press of Stop waits for."""

_UNIT = re.compile(rb"<tu[\s/>]")
_PLAIN = re.compile(rb"<tmx[\s>].*<body[\s>]", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_CUTTABLE = ("utf-8", "us-ascii", "ascii", "iso-8859-", "windows-125", "gb2312", "gbk", "gb18030")
"""Encodings in which the byte of ``<`` is never a part of another letter."""

_END, _CLOSE = b"</tu>", b"</body></tmx>"
_HIDING = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
"""What may hold the end of a unit that is none, and what ends it."""

_HIDES = re.compile(b"|".join(map(re.escape, _HIDING)))
_LONGEST = max(map(len, (*_HIDING, _END)))


class Piece(NamedTuple):
    """A file with some of the units, which stand ``lines`` further down in the whole file.

    ``end`` is where the piece ends in the whole file, in bytes.
    """

    data: bytes
    lines: int
    end: int


def pieces(file: BinaryIO, size: int = PIECE) -> Iterator[Piece] | None:
    """Return the pieces of a file, to be read as far as they are taken; None when it is not cut.

    The file stands at its beginning then. A file that is not larger than a piece is not cut.
    """
    start = file.read(size)
    head = _head(start)
    if head is None or len(start) < size:
        file.seek(0)
        return None
    return _cut(file, start, head, size)


def _head(start: bytes) -> bytes | None:
    """Return all before the first unit; None where a file must be read in one."""
    first = _UNIT.search(start)
    head = start[: first.start()] if first else b""
    declared = _DECLARED.search(head[:400])
    encoding = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    subset = b"<!DOCTYPE" in head and b"[" in head.partition(b"<!DOCTYPE")[2].partition(b">")[0]
    certain = _PLAIN.search(head) and encoding.startswith(_CUTTABLE)
    return head if certain and not subset and b"\0" not in start and _closed(head) else None


def _closed(head: bytes) -> bool:
    """Say whether nothing is open at the end of a head that may hide the start of a unit."""
    waiting = Waiting()
    waiting.feed(head)
    return not waiting.hidden


class Waiting:
    """What has been read and is in no piece yet; each byte of it is looked at once.

    ``looked`` is how far that has come, ``end`` where the last unit ends that is certain.
    """

    def __init__(self) -> None:
        self.data = bytearray()
        self.looked = self.end = 0
        self._closing = b""

    @property
    def hidden(self) -> bool:
        """Say whether a comment, a CDATA section or an instruction is open where looking ended."""
        return bool(self._closing)

    def feed(self, more: bytes) -> None:
        """Take what comes next."""
        self.data += more
        while self._hidden() if self._closing else self._plain():
            pass

    def take(self) -> bytes:
        """Return all up to the last end of a unit, which does not wait any longer."""
        taken = bytes(self.data[: self.end])
        del self.data[: self.end]
        self.looked, self.end = max(self.looked - self.end, 0), 0
        return taken

    def _plain(self) -> bool:
        """Look on from where units end; say whether something that hides begins after that."""
        found = _HIDES.search(self.data, self.looked)
        stop = found.start() if found else len(self.data)
        at = self.data.rfind(_END, self.looked, stop)
        if at >= 0:
            self.end = at + len(_END)
        if found:
            self._closing = _HIDING[found[0]]
            self.looked = found.end()
        else:
            self.looked = max(self.looked, stop - _LONGEST + 1)
        return found is not None

    def _hidden(self) -> bool:
        """Look for the end of what hides; say whether it is there."""
        at = self.data.find(self._closing, self.looked)
        if at < 0:
            self.looked = max(self.looked, len(self.data) - len(self._closing) + 1)
            return False
        self.looked = at + len(self._closing)
        self._closing = b""
        return True


def _cut(file: BinaryIO, start: bytes, head: bytes, size: int) -> Iterator[Piece]:
    waiting, lines, end = Waiting(), 0, len(head)
    more = start[len(head) :]
    while more:
        waiting.feed(more)
        taken = waiting.take()
        if taken:
            end += len(taken)
            yield Piece(b"".join((head, taken, _CLOSE)), lines, end)
            lines += taken.count(b"\n")
        more = file.read(size)
    yield Piece(head + waiting.data, lines, end + len(waiting.data))
