"""Finding, among a million pairs, those whose source is most like a text.

Every place votes for itself by each word that it shares with the text; a rare word counts more. The
rarest words are read first, until ``MOST_READ`` places were read: the few that stand nearly
everywhere tell nothing. The ``MOST_COMPARED`` best are then compared for good, and so are all
places that have no postings yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, select

from editor_app.domain.ids import Language
from editor_app.storage.harm import of_row
from editor_app.storage.records.memory_index import SHELF, MemoryIndexRecords
from editor_app.storage.tables.memory import memory_shelves
from editor_app.text.fuzzy import letter, per_cents, tokens_of, words_of_plain

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[tuple[Any, ...], np.dtype[Any]]

MOST_READ = 300_000
"""Entries of postings that are read for one look-up."""

MOST_COMPARED = 2_000
"""Places that are compared for good in one look-up."""

LEAST_VOTES = 0.3
"""Share of the votes of all words read below which a place is not looked at."""

LENGTHS = 0.5
"""Of two texts, how long the shorter must be in words, the longer being 1."""

RUN = 4_096
"""Places without postings that are compared at a time."""


class Found(NamedTuple):
    """A place of the index, and how like its text is."""

    place: int
    per_cent: int


class _Shelf(NamedTuple):
    number: int
    used: int
    posted: int
    lengths: bytes


class _Word(NamedTuple):
    number: int
    weight: float


class MemoryLookup:
    """Look-ups in the index of the memory, inside one transaction."""

    def __init__(self, connection: Connection, index: MemoryIndexRecords) -> None:
        self._connection = connection
        self._index = index

    def like(self, source: Language, target: Language, plain: str, least: int) -> tuple[Found, ...]:
        """Return the places whose plain text has ``least`` per cent of this one, the best first."""
        words = words_of_plain(plain)
        if not words:
            return ()
        shelves = self._shelves(source, target)
        tokens = tokens_of(plain, words)
        numbers = self._index.numbers_of(tokens | set(words))
        row = _row(words, numbers)
        places = self._likely(shelves, tokens, numbers)
        found = self._compared(self._texts(places), plain, row, least)
        for start, stop in _unposted(shelves):
            found += self._compared(self._texts_between(start, stop), plain, row, least)
        return tuple(sorted(found, key=lambda item: (-item.per_cent, -item.place)))

    def _shelves(self, source: Language, target: Language) -> list[_Shelf]:
        here = (
            memory_shelves.c.source_language == source,
            memory_shelves.c.target_language == target,
        )
        statement = select(memory_shelves).where(*here).order_by(memory_shelves.c.number)
        return [
            _Shelf(row.number, row.used, row.posted, row.lengths)
            for row in self._connection.execute(statement)
        ]

    # -- voting

    def _likely(
        self, shelves: Sequence[_Shelf], tokens: set[str], numbers: dict[str, int]
    ) -> list[int]:
        """Return the places that share most with a text, by the weight of the words shared."""
        posted = [shelf for shelf in shelves if shelf.posted]
        known = [numbers[token] for token in sorted(tokens) if token in numbers]
        words = self._chosen(posted, known)
        if not words:
            return []
        import numpy as np

        blobs = self._postings(posted, words)
        least = LEAST_VOTES * sum(word.weight for word in words)
        places, votes = [], []
        for shelf in posted:
            of_shelf = [
                (word.weight, blobs.get(word.number * SHELF + shelf.number)) for word in words
            ]
            here, score = _elected(
                shelf, [item for item in of_shelf if item[1]], len(tokens), least
            )
            places.append(here)
            votes.append(score)
        return _best(np.concatenate(places), np.concatenate(votes), MOST_COMPARED)

    def _chosen(self, shelves: Sequence[_Shelf], words: Sequence[int]) -> list[_Word]:
        """Return the words to be read, the rarest first, with the weight of each."""
        total = sum(shelf.posted for shelf in shelves)
        count: dict[int, int] = dict.fromkeys(words, 0)
        ids = _ids(shelves, words)
        for number, length in self._numbered("id, length(places) FROM memory_postings", "id", ids):
            count[number // SHELF] += length // 2
        chosen: list[_Word] = []
        read = 0
        for word in sorted((word for word in count if count[word]), key=count.__getitem__):
            read += count[word]
            if chosen and read > MOST_READ:
                break
            chosen.append(_Word(word, log(1 + total / count[word])))
        return chosen

    def _postings(self, shelves: Sequence[_Shelf], words: Iterable[_Word]) -> dict[int, bytes]:
        ids = _ids(shelves, [word.number for word in words])
        return dict(self._numbered("id, places FROM memory_postings", "id", ids))

    # -- comparing

    def _texts(self, places: Sequence[int]) -> list[tuple[int, str, str]]:
        return self._numbered("place, plain, words FROM memory_texts", "place", places)

    def _texts_between(self, start: int, stop: int) -> list[tuple[int, str, str]]:
        statement = "SELECT place, plain, words FROM memory_texts WHERE place >= ? AND place < ?"
        return self._all(statement, (start, stop))

    def _numbered(self, what: str, column: str, numbers: Sequence[int]) -> list[Any]:
        """Return the rows of some numbers; as words, because 2,000 parameters take as long again.

        The order of the numbers is that of the file.
        """
        if not numbers:
            return []
        statement = f"SELECT {what} WHERE {column} IN ({','.join(map(str, sorted(numbers)))})"
        return self._all(statement)

    def _all(self, statement: str, values: tuple[int, ...] = ()) -> list[Any]:
        """Return all rows at once: one by one they take three times as long."""
        return list(self._connection.exec_driver_sql(statement, values).all())

    def _compared(
        self, texts: Sequence[tuple[int, str, str]], plain: str, row: str, least: int
    ) -> list[Found]:
        found = per_cents(
            plain, row, [text[1] for text in texts], [text[2] for text in texts], least
        )
        return [Found(texts[at][0], score) for at, score in found]


def _row(words: Sequence[str], numbers: dict[str, int]) -> str:
    """Return the row of a text; words that the index does not know get letters of their own."""
    strangers: dict[str, int] = {}
    beyond = 0x10FFFF - 0x800
    return "".join(
        letter(numbers.get(word) or beyond - strangers.setdefault(word, len(strangers)))
        for word in words
    )


def _ids(shelves: Sequence[_Shelf], words: Sequence[int]) -> list[int]:
    return [word * SHELF + shelf.number for word in words for shelf in shelves]


def _unposted(shelves: Sequence[_Shelf]) -> list[tuple[int, int]]:
    """Return the stretches of places (from, up to) that have a text and no postings yet."""
    return [
        (first, min(first + RUN, shelf.number * SHELF + shelf.used))
        for shelf in shelves
        for first in range(
            shelf.number * SHELF + shelf.posted, shelf.number * SHELF + shelf.used, RUN
        )
    ]


@of_row
def _elected(
    shelf: _Shelf, postings: Sequence[tuple[float, bytes | None]], length: int, least: float
) -> tuple[Numbers, Numbers]:
    """Return the places of a shelf that have enough votes and a fitting length, and their votes."""
    import numpy as np

    lengths = np.frombuffer(shelf.lengths, "<u2")
    if not postings:
        return np.empty(0, np.int64), np.empty(0)
    read = [np.frombuffer(places or b"", "<u2") for _, places in postings]
    weights = np.repeat([weight for weight, _ in postings], [len(places) for places in read])
    votes = np.bincount(np.concatenate(read), weights, len(lengths))
    here = (votes >= least).nonzero()[0]
    theirs = lengths[here]
    fitting = (theirs >= length * LENGTHS) & (theirs * LENGTHS <= length)
    here, theirs = here[fitting], theirs[fitting]
    # of two places with the same votes the one that is nearer in length is the likelier one
    score = votes[here] / (length + np.maximum(theirs, length))
    return here + shelf.number * SHELF, score


def _best(places: Numbers, votes: Numbers, most: int) -> list[int]:
    import numpy as np

    if len(places) > most:
        places = places[np.argpartition(votes, -most)[-most:]]
    return [int(place) for place in places]
