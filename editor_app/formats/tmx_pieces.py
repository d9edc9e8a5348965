"""A large TMX file cut into small ones, so that another process can read piece by piece.

Each piece is a whole file: the head of the large one, some of its units, and its end. Only those
files are cut where that is certain without reading them as XML; others go to ``tmx.read_units``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

PIECE = 1024 * 1024
"""Bytes of a piece, about; the time to read it is what a press of Stop waits for."""

_UNIT = re.compile(rb"<tu[\s>]")
_PLAIN = re.compile(rb"<tmx[\s>].*<body[\s>]", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_CUTTABLE = ("utf-8", "us-ascii", "ascii", "iso-8859-", "windows-125", "gb2312", "gbk", "gb18030")
"""Encodings in which the byte of ``<`` is never a part of another letter."""

_END, _CLOSE = b"</tu>", b"</body></tmx>"
_HIDING = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
"""What may hold the end of a unit that is none."""


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


def _cut(file: BinaryIO, start: bytes, head: bytes, size: int) -> Iterator[Piece]:
    waiting, lines, end = start[len(head) :], 0, len(head)
    while True:
        at = waiting.rfind(_END) + len(_END)
        if at >= len(_END) and _closed(waiting[:at]):
            yield Piece(b"".join((head, waiting[:at], _CLOSE)), lines, end + at)
            lines += waiting.count(b"\n", 0, at)
            waiting, end = waiting[at:], end + at
        more = file.read(size)
        if not more:
            yield Piece(head + waiting, lines, end + len(waiting))
            return
        waiting += more


def _closed(part: bytes) -> bool:
    """Say whether nothing is open at the end of a part that may hide the end of a unit."""
    return all(
        opened not in part or part.count(opened) == part.count(closed) for opened, closed in _HIDING
    )
