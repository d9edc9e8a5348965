"""The index of the translation memory: filled in pieces, asked for the likeliest pairs.

A pair gets its place in two steps. ``shelve`` gives it one, with its text as it is compared and its
words for the concordance: from then on every look-up meets it, because texts without postings are
read one by one. ``post`` puts the words of many shelved pairs into the postings at once.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, select, text, update

from editor_app.domain.ids import Language, PairId
from editor_app.storage.records.rows import AnyRow, Selection
from editor_app.storage.tables.memory import (
    memory_pairs,
    memory_postings,
    memory_shelves,
    memory_texts,
    memory_words,
)
from editor_app.text.folding import search_text
from editor_app.text.fuzzy import letter, plain_of_key, tokens_of, words_of_plain

SHELF = 65_536
"""Places of a shelf: as many as 16 bits can tell apart."""

PUT_WORDS = text(
    "INSERT INTO memory_search(rowid, source, target) VALUES (:place, :source, :target)"
)
TAKE_WORDS = text(
    "INSERT INTO memory_search(memory_search, rowid, source, target)"
    " VALUES ('delete', :place, :source, :target)"
)
ADD_PLACES = text(
    "INSERT INTO memory_postings(id, places) VALUES (:id, :places) ON CONFLICT(id)"
    " DO UPDATE SET places = CAST(places || excluded.places AS BLOB)"
)

_WAITING = select(memory_pairs).where(memory_pairs.c.indexed.is_(None)).limit(bindparam("most"))
_WAITING_AMONG = _WAITING.where(memory_pairs.c.id.in_(bindparam("pairs", expanding=True)))
_LAST_SHELF = (
    select(memory_shelves.c.number, memory_shelves.c.used, memory_shelves.c.posted)
    .where(
        memory_shelves.c.source_language == bindparam("source"),
        memory_shelves.c.target_language == bindparam("target"),
        memory_shelves.c.used < SHELF,
    )
    .limit(1)
)
_USE = (
    update(memory_shelves)
    .where(memory_shelves.c.number == bindparam("shelf"))
    .values(used=bindparam("now"))
)
_ADD_TEXTS = memory_texts.insert()
_PLACE = text("UPDATE memory_pairs SET indexed = :now WHERE id = :pair")
_NUMBERS = select(memory_words).where(memory_words.c.word.in_(bindparam("words", expanding=True)))


class Shelf(NamedTuple):
    """A shelf: its number, how many places have a text, and how many of them have postings."""

    number: int
    used: int
    posted: int


class MemoryIndexRecords:
    """The index of the memory; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- filling

    def shelve(self, most: int, only: Iterable[PairId] | None = None) -> int:
        """Give at most ``most`` pairs that have none a place; return how many got one.

        ``only`` names the pairs to look at.
        """
        statement = _WAITING if only is None else _WAITING_AMONG
        among = {} if only is None else {"pairs": tuple(only)}
        groups: defaultdict[tuple[Language, Language], list[AnyRow]] = defaultdict(list)
        for row in self._connection.execute(statement, {"most": most, **among}).all():
            groups[row.source_language, row.target_language].append(row)
        for languages, pairs in groups.items():
            self._shelve(languages, pairs)
        return sum(map(len, groups.values()))

    def post(self, most: int) -> int:
        """Put at most ``most`` shelved pairs of one shelf into the postings; return how many."""
        behind = select(memory_shelves).where(memory_shelves.c.posted < memory_shelves.c.used)
        shelf = self._connection.execute(behind.order_by(memory_shelves.c.number).limit(1)).first()
        if shelf is None:
            return 0
        count = min(most, int(shelf.used - shelf.posted))
        self._post(shelf, range(shelf.posted, shelf.posted + count))
        return count

    def unshelved(self) -> int:
        """Return how many pairs have no place yet."""
        return self._number(select(func.count()).where(memory_pairs.c.indexed.is_(None)))

    def unposted(self) -> int:
        """Return how many places have a text and no postings yet."""
        behind = memory_shelves.c.used - memory_shelves.c.posted
        return self._number(select(func.coalesce(func.sum(behind), 0)))

    def forget_many(self, pairs: Iterable[AnyRow]) -> None:
        """Take pairs (their rows) off their places; their postings then lead nowhere."""
        words = [
            {
                "place": pair.indexed,
                "source": search_text(pair.source),
                "target": search_text(pair.target),
            }
            for pair in pairs
            if pair.indexed is not None
        ]
        if words:
            self._connection.execute(TAKE_WORDS, words)
            gone = delete(memory_texts).where(memory_texts.c.place == bindparam("gone"))
            self._connection.execute(gone, [{"gone": item["place"]} for item in words])

    def clear(self) -> None:
        """Throw the index away, to be made again by ``shelve`` and ``post``."""
        for table in (memory_shelves, memory_words, memory_postings, memory_texts):
            self._connection.execute(delete(table))
        self._connection.execute(
            text("INSERT INTO memory_search(memory_search) VALUES('delete-all')")
        )
        placed = update(memory_pairs).where(memory_pairs.c.indexed.is_not(None))
        self._connection.execute(placed.values(indexed=None))

    def _number(self, statement: Selection) -> int:
        return int(self._connection.execute(statement).scalar_one())

    def _shelve(self, languages: tuple[Language, Language], pairs: Sequence[AnyRow]) -> None:
        """Put pairs of two languages behind each other into their last shelf and new ones."""
        shelf = self._last_shelf(languages)
        waiting = list(pairs)
        while waiting:
            now, waiting = waiting[: SHELF - shelf.used], waiting[SHELF - shelf.used :]
            first = shelf.number * SHELF + shelf.used
            self._put(first, now)
            used = shelf.used + len(now)
            self._connection.execute(_USE, {"shelf": shelf.number, "now": used})
            if waiting:
                shelf = self._new_shelf(languages)

    def _put(self, first: int, pairs: Sequence[AnyRow]) -> None:
        """Give pairs the places from ``first`` on."""
        if not pairs:
            return
        plains = [plain_of_key(pair.key) for pair in pairs]
        rows = [words_of_plain(plain) for plain in plains]
        numbers = self._numbered({word for row in rows for word in row})
        texts = [
            {"place": place, "plain": plain, "words": "".join(letter(numbers[w]) for w in row)}
            for place, (plain, row) in enumerate(zip(plains, rows, strict=True), first)
        ]
        self._connection.execute(_ADD_TEXTS, texts)
        placed = [{"pair": pair.id, "now": first + at} for at, pair in enumerate(pairs)]
        self._connection.execute(_PLACE, placed)
        words = [
            {
                "place": first + at,
                "source": search_text(pair.source),
                "target": search_text(pair.target),
            }
            for at, pair in enumerate(pairs)
        ]
        self._connection.execute(PUT_WORDS, words)

    def _last_shelf(self, languages: tuple[Language, Language]) -> Shelf:
        """Return the shelf that pairs of two languages go on in; a full one is followed by new."""
        values = {"source": languages[0], "target": languages[1]}
        row = self._connection.execute(_LAST_SHELF, values).first()
        return Shelf(row.number, row.used, row.posted) if row else self._new_shelf(languages)

    def _new_shelf(self, languages: tuple[Language, Language]) -> Shelf:
        last = self._number(select(func.coalesce(func.max(memory_shelves.c.number), -1)))
        values = {
            "number": last + 1,
            "source_language": languages[0],
            "target_language": languages[1],
            "used": 0,
            "posted": 0,
            "lengths": b"",
        }
        self._connection.execute(memory_shelves.insert(), values)
        return Shelf(last + 1, 0, 0)

    def _numbered(self, words: set[str]) -> dict[str, int]:
        """Return the numbers of words, giving those that have none the next ones."""
        known = self.numbers_of(words)
        fresh = sorted(words - known.keys())
        if fresh:
            last = self._number(select(func.coalesce(func.max(memory_words.c.number), 0)))
            new = {word: last + place for place, word in enumerate(fresh, 1)}
            rows = [{"number": number, "word": word} for word, number in new.items()]
            self._connection.execute(memory_words.insert(), rows)
            known |= new
        return known

    def _post(self, shelf: AnyRow, places: range) -> None:
        start = shelf.number * SHELF
        statement = select(memory_texts.c.place, memory_texts.c.plain).where(
            memory_texts.c.place.between(start + places.start, start + places.stop - 1)
        )
        tokens = {}
        for place, plain in self._connection.execute(statement):
            tokens[place - start] = tokens_of(plain, words_of_plain(plain))
        numbers = self._numbered(set().union(*tokens.values()))
        postings: defaultdict[int, array[int]] = defaultdict(lambda: array("H"))
        for place in sorted(tokens):
            for token in tokens[place]:
                postings[numbers[token]].append(place)
        added = [
            {"id": word * SHELF + shelf.number, "places": _bytes(found)}
            for word, found in sorted(postings.items())
        ]
        if added:
            self._connection.execute(ADD_PLACES, added)
        lengths = array("H", (min(len(tokens.get(place, ())), SHELF - 1) for place in places))
        values = {"posted": places.stop, "lengths": shelf.lengths + _bytes(lengths)}
        self._connection.execute(
            update(memory_shelves).where(memory_shelves.c.number == shelf.number).values(**values)
        )

    # -- asking

    def numbers_of(self, words: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the words that the index knows."""
        found: dict[str, int] = {}
        wanted = sorted(words)
        for start in range(0, len(wanted), 900):
            some = {"words": wanted[start : start + 900]}
            rows = self._connection.execute(_NUMBERS, some).all()
            found |= {row.word: row.number for row in rows}
        return found


def _bytes(numbers: array[int]) -> bytes:
    """Return 16-bit numbers little end first."""
    if sys.byteorder == "big":
        numbers = array("H", numbers)
        numbers.byteswap()
    return numbers.tobytes()
