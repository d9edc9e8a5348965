"""A large TMX file taken in piece by piece: another process makes the pairs, this one keeps them.

So what is done here is the library's writing alone, and who types meanwhile is not slowed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import Language
from editor_app.domain.messages import Message
from editor_app.domain.term import TakenPair
from editor_app.formats.tmx import read_units
from editor_app.formats.tmx_pieces import Piece
from editor_app.services.memory_taking import MOST_PROBLEMS, Kept, Taking
from editor_app.services.workplace import Apart, Progress


class Prepared(NamedTuple):
    """What a piece holds. ``trouble`` is where it is damaged: key and fields of an Unreadable.

    ``pairs`` are plain tuples in the order of ``TakenPair``: they cross over in half the time.
    """

    pairs: list[tuple[Any, ...]]
    units: int
    refused: int
    problems: list[Message]
    languages: Counter[tuple[Language, Language]]
    trouble: tuple[str, Mapping[str, Any]] | None


def prepare(
    data: bytes, name: str, desk: tuple[Language, ...], now: datetime, units: int
) -> Prepared:
    """Return the pairs of a piece, of which ``units`` came before; made in the worker process.

    Raises what ``read_units`` does, but for an Unreadable in its course.
    """
    taking = Taking(desk, now, _nowhere, units=units, most=sys.maxsize)
    trouble = None
    try:
        for unit in read_units(BytesIO(data), name):
            taking.unit(unit)
    except Unreadable as error:
        trouble = (error.message.key, dict(error.message.fields))
    pairs = list(map(tuple, taking.waiting))
    found = (taking.units - units, taking.refused, taking.problems, taking.languages)
    return Prepared(pairs, *found, trouble)


def take_pieces(
    apart: Apart, taking: Taking, cut: Iterator[Piece], name: str, progress: Progress, size: int
) -> None:
    """Keep the pairs of all pieces; of one that is damaged those before the damage.

    Raises Unreadable with the line in the whole file, also when the worker process has crashed.
    """
    with closing(_prepared(apart, taking, cut, name)) as prepared:
        for piece, done in prepared:
            taking.units += done.units
            taking.refused += done.refused
            taking.problems += done.problems[: MOST_PROBLEMS - len(taking.problems)]
            taking.languages.update(done.languages)
            taking.put([TakenPair(*pair) for pair in done.pairs])
            progress(piece.end, size)
            if done.trouble is not None:
                key, fields = done.trouble
                raise Unreadable(key, **_further_down(fields, piece))


def _prepared(
    apart: Apart, taking: Taking, cut: Iterator[Piece], name: str
) -> Generator[tuple[Piece, Prepared], None, None]:
    """Yield each piece with what is made of it; the next one is on its way meanwhile."""
    desk, now = taking.desk, taking.now
    with ThreadPoolExecutor(1, "pieces") as ahead:

        def ask(piece: Piece, units: int) -> Future[Prepared]:
            return ahead.submit(lambda: apart(prepare, piece.data, name, desk, now, units))

        piece: Piece | None = next(cut)
        units = 0
        asked = ask(piece, units) if piece is not None else None
        while piece is not None and asked is not None:
            try:
                done = asked.result()
            except Unreadable as error:  # the worker crashed, or took too long
                fields = _further_down(error.message.fields, piece)
                raise Unreadable(error.message.key, **fields) from error
            units += done.units
            following = next(cut, None) if done.trouble is None else None
            asked = ask(following, units) if following is not None else None
            yield piece, done
            piece = following


def _further_down(fields: Mapping[str, Any], piece: Piece) -> dict[str, Any]:
    """Return the fields of a trouble in a piece with the line of the whole file."""
    return {**fields, "line": int(fields.get("line", 1)) + piece.lines}


def _nowhere(pairs: Sequence[TakenPair]) -> Kept:
    raise RuntimeError(f"{len(pairs)} pairs are to cross over, not to be kept here")
