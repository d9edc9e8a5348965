"""A large TMX file cut into small ones, so that another process can read piece by piece.

Each piece is a whole file: the head of the large one, some of its units, and its end. Only those
files are cut where that is certain without reading them as XML; others go to ``tmx.read_units``.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

PIECE = 256 * 1024
"""Bytes of a piece, about; the time to read it is what a press of Stop waits for."""

LARGEST_HEAD = 4 * 1024 * 1024
"""Bytes of what stands before the first unit; a file with more is not cut."""

_HEADS = 4  # times as large as the head a piece is at least, which repeats it

_UNIT = re.compile(rb"<tu[\s/>]")
_PLAIN = re.compile(rb"<tmx[\s>].*<body[\s>]", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_CUTTABLE = ("utf-8", "us-ascii", "ascii", "iso-8859-", "windows-125", "gb2312", "gbk", "gb18030")
"""Encodings in which the byte of ``<`` is never a part of another letter."""

_ENDING, _CLOSE = b"</tu", b"</body></tmx>"
_END = re.compile(rb"</tu\s*>")
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_HIDING = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
"""What may hold the end of a unit that is none, and what ends it."""

_HIDES = re.compile(b"|".join(map(re.escape, _HIDING)))
_LONGEST = max(map(len, (*_HIDING, _ENDING)))


class Piece(NamedTuple):
    """A file with some of the units, which stand ``lines`` further down in the whole file.

    ``end`` is where the piece ends in the whole file, in bytes.
    """

    data: bytes
    lines: int
    end: int


def pieces(file: BinaryIO, size: int = PIECE) -> Iterator[Piece] | None:
    """Return the pieces of a file, to be read as far as they are taken; None when it is not cut.

    The file stands at its beginning then. A file that is not larger than a piece is not cut. One
    in UTF-16 with its mark is cut as UTF-8.
    """
    wide = _WIDE.get(file.read(2))
    file.seek(0)
    read = _narrowed(file, wide) if wide else file.read
    start = more = read(size)
    while len(more) >= size and not _UNIT.search(start, len(start) - len(more) - len("<tu")):
        more = read(size) if len(start) < LARGEST_HEAD else b""
        start += more
    head = _head(start, recoded=bool(wide))
    if head is None or len(start) < size:
        file.seek(0)
        return None
    return _cut(read, start, head, max(size, _HEADS * len(head)), wide)


def _narrowed(file: BinaryIO, wide: str) -> Callable[[int], bytes]:
    """Return what reads a file in UTF-16 as UTF-8; half a letter stays as wrong as it is."""
    decoder = codecs.getincrementaldecoder(wide)("surrogatepass")

    def read(size: int) -> bytes:
        read = b""
        while len(read) < size:
            more = file.read(size)
            read += decoder.decode(more).encode("utf-8", "surrogatepass")
            if not more:
                break
        return read

    return read


def _head(start: bytes, *, recoded: bool) -> bytes | None:
    """Return all before the first unit; None where a file must be read in one."""
    first = _UNIT.search(start)
    head = start[: first.start()] if first else b""
    declared = _DECLARED.search(head[:400])
    encoding = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    subset = b"<!DOCTYPE" in head and b"[" in head.partition(b"<!DOCTYPE")[2].partition(b">")[0]
    certain = _PLAIN.search(head) and (recoded or encoding.startswith(_CUTTABLE))
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
        at = last = self.data.rfind(_ENDING, self.looked, stop)
        while at >= 0:
            end = _END.match(self.data, at, stop)
            if end:
                self.end = end.end()
                break
            at = self.data.rfind(_ENDING, self.looked, at)
        if found:
            self._closing = _HIDING[found[0]]
            self.looked = found.end()
        else:
            begun = last >= 0 and not self.data[last + len(_ENDING) :].strip()
            self.looked = last if begun else max(self.looked, stop - _LONGEST + 1)
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


def _cut(
    read: Callable[[int], bytes], start: bytes, head: bytes, size: int, wide: str | None
) -> Iterator[Piece]:
    def length(data: bytes) -> int:
        return len(data.decode("utf-8", "surrogatepass").encode(wide, "replace") if wide else data)

    waiting, lines, end = Waiting(), 0, length(head)
    more = start[len(head) :]
    while more:
        waiting.feed(more)
        taken = waiting.take()
        if taken:
            end += length(taken)
            yield Piece(b"".join((head, taken, _CLOSE)), lines, end)
            lines += taken.count(b"\n")
        more = read(size)
    yield Piece(head + waiting.data, lines, end + length(bytes(waiting.data)))
