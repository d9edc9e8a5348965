"""A large TMX file taken in piece by piece: another process makes the pairs, this one keeps them.

So what is done here is the library's writing alone, and who types meanwhile is not slowed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import Any

from editor_app.domain.errors import Unreadable
from editor_app.formats.tmx_pieces import Piece
from editor_app.services.memory_taking import Taking
from editor_app.services.pair_making import Making, Prepared, prepare
from editor_app.services.workplace import Apart, Progress

AHEAD = 3
"""Pieces that are on their way while one is kept, so that neither process waits for the other."""


def take_pieces(
    apart: Apart, taking: Taking, cut: Iterator[Piece], name: str, progress: Progress, size: int
) -> None:
    """Keep the pairs of all pieces; of one that is damaged those before the damage.

    Raises Unreadable with the line in the whole file, also when the worker process has crashed.
    """
    with closing(_prepared(apart, taking.making, cut, name)) as prepared:
        for piece, done in prepared:
            taking.making.add(done)
            taking.put(done.pairs())
            progress(piece.end, size)
            if done.trouble is not None:
                key, fields = done.trouble
                raise Unreadable(key, **_further_down(fields, piece))


def _prepared(
    apart: Apart, making: Making, cut: Iterator[Piece], name: str
) -> Generator[tuple[Piece, Prepared], None, None]:
    """Yield each piece with what is made of it; the next ones are on their way meanwhile."""
    asked: deque[tuple[Piece, Future[Prepared]]] = deque()
    ahead = ThreadPoolExecutor(1, "pieces")

    def ask() -> None:
        piece = next(cut, None)
        if piece is not None:
            asked.append(
                (piece, ahead.submit(apart, prepare, piece.data, name, making.desk, making.now))
            )

    try:
        for _ in range(AHEAD):
            ask()
        while asked:
            piece, future = asked.popleft()
            try:
                done = future.result()
            except Unreadable as error:  # the worker crashed, or took too long
                fields = _further_down(error.message.fields, piece)
                raise Unreadable(error.message.key, **fields) from error
            ask()
            yield piece, done
    finally:
        ahead.shutdown(cancel_futures=True)


def _further_down(fields: Mapping[str, Any], piece: Piece) -> dict[str, Any]:
    """Return the fields of a trouble in a piece with the line of the whole file."""
    return {**fields, "line": int(fields.get("line", 1)) + piece.lines}
