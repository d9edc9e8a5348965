"""What a desk of the machine has read from its library is remembered until it is written anew.

Nearly all that a walk does is reading the same rows again. The real records read them once; what
they gave is given again while no statement has changed a table that it was read from. Which tables
a statement reads and writes (by triggers and foreign keys as well) SQLite says itself, so nothing
here knows the library: ``ToldDialect`` notes each statement, ``RowMemory`` keeps what was read, and
``RememberedRecords`` stands where ``Records`` does.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from editor_app.storage.records import Records

CHANGES = frozenset({sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE})
COPIED = (dict, list, set)
"""Answers that somebody might change: each asker gets one of his own."""

NOT_KNOWN = object()


@dataclass(frozen=True)
class Touched:
    """The tables that a statement reads and those that it may change."""

    read: frozenset[str]
    changed: frozenset[str]


def touched_by(statement: str, parameters: Any, library: Path) -> Touched:
    """Let SQLite say which tables a statement touches; it is prepared, not carried out."""
    read, changed = set(), set()

    def note(action: int, table: str | None, *_more: str | None) -> int:
        if table is not None and action in CHANGES:
            changed.add(table)
        if table is not None and action == sqlite3.SQLITE_READ:
            read.add(table)
        return sqlite3.SQLITE_OK

    with closing(sqlite3.connect(library)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.set_authorizer(note)
        connection.execute(f"EXPLAIN {statement}", parameters).fetchall()
    return Touched(frozenset(read), frozenset(changed))


class ToldDialect(SQLiteDialect_pysqlite):
    """SQLite's dialect, which tells the memory of the desk that is at work of each statement."""

    supports_statement_cache = True
    driver = "told"

    def __init__(self, **named: Any) -> None:
        """Tell nobody yet."""
        super().__init__(**named)
        self.known: dict[str, Touched] = {}
        self.at_work: RowMemory | None = None

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Carry a statement out."""
        self._tell(statement, parameters)
        cursor.execute(statement, parameters)

    def do_executemany(
        self, cursor: Any, statement: str, parameters: Any, context: Any = None
    ) -> None:
        """Carry a statement out many times."""
        if parameters:
            self._tell(statement, parameters[0])
        cursor.executemany(statement, parameters)

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any = None) -> None:
        """Carry a statement out that has no parameters."""
        self._tell(statement, ())
        cursor.execute(statement)

    def _tell(self, statement: str, parameters: Any) -> None:
        if self.at_work is None:  # a library that is just being opened
            return
        touched = self.known.get(statement)
        if touched is None:
            touched = touched_by(statement, parameters, self.at_work.library)
            self.known[statement] = touched
        self.at_work.said.append(touched)


class RowMemory:
    """What was read from one library and has not been written since.

    What a transaction of writing reads is taken from here only where it has changed nothing itself,
    and kept under the same condition: it may be rolled back.
    """

    def __init__(self, dialect: ToldDialect, library: Path) -> None:
        """Remember what is read from ``library`` through ``dialect``."""
        self._dialect, self.library = dialect, library
        self.said: list[Touched] = []
        self._changing: set[str] | None = None
        self._answers: dict[Any, Any] = {}
        self._read_from: defaultdict[str, list[Any]] = defaultdict(list)

    @property
    def changing(self) -> bool:
        """Whether a transaction of writing is open."""
        return self._changing is not None

    @contextmanager
    def written(self, real: Records) -> Iterator[Records]:
        """Give records for a transaction of writing whose ``real`` records are there."""
        self._changing = set()
        try:
            with self.told():
                yield cast("Records", RememberedRecords(self, lambda: real))
        finally:
            self.catch_up()
            self._changing = None

    @contextmanager
    def read(self, opened: Callable[[], AbstractContextManager[Records]]) -> Iterator[Records]:
        """Give records for reading; a transaction is ``opened`` for what is not remembered."""
        with ExitStack() as stack:
            found: list[Records] = []

            def real() -> Records:
                if not found:
                    found.append(stack.enter_context(opened()))
                return found[0]

            yield cast("Records", RememberedRecords(self, real))

    def known(self, key: Any) -> Any:
        """Return what was answered to that before, if it stands; else NOT_KNOWN."""
        try:
            answer = self._answers.get(key, NOT_KNOWN)
        except TypeError:  # asked with what cannot be remembered
            return NOT_KNOWN
        return answer.copy() if isinstance(answer, COPIED) else answer

    def keep(self, key: Any, answer: Any, read: frozenset[str]) -> None:
        """Remember an answer until one of the tables is written from which it was ``read``.

        Not while a transaction is open that has written one: it may be rolled back.
        """
        if hasattr(answer, "__next__") or (self._changing and read & self._changing):
            return
        try:
            self._answers[key] = answer.copy() if isinstance(answer, COPIED) else answer
        except TypeError:
            return
        for table in read:
            self._read_from[table].append(key)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Be told of the statements that are carried out meanwhile."""
        before, self._dialect.at_work = self._dialect.at_work, self
        try:
            yield
        finally:
            self._dialect.at_work = before

    def catch_up(self) -> Touched:
        """Forget what was written since the last time, and return what was touched."""
        said, self.said = self.said, []
        if len(said) == 1 and not said[0].changed:
            return said[0]
        read = frozenset[str]().union(*(one.read for one in said))
        changed = frozenset[str]().union(*(one.changed for one in said))
        for table in changed:
            for key in self._read_from.pop(table, ()):
                self._answers.pop(key, None)
        if self._changing is not None:
            self._changing |= changed
        return Touched(read, changed)


class RememberedRecords:
    """Stands where ``Records`` does, and asks them for what is not remembered.

    Records keep some of what they have read for as long as they live. So an answer stands on all
    that was read in its transaction before, too.
    """

    def __init__(self, memory: RowMemory, real: Callable[[], Records]) -> None:
        """Ask ``memory`` first."""
        self._memory, self._real = memory, real
        self._read = frozenset[str]()

    def asked(self, noun: str, verb: str, words: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Answer what is asked of a noun of the records."""
        key = (noun, verb, words, (*named.items(),))
        answer = self._memory.known(key)
        if answer is not NOT_KNOWN:
            return answer
        with self._memory.told():
            answer = getattr(getattr(self._real(), noun), verb)(*words, **named)
        touched = self._memory.catch_up()
        self._read |= touched.read
        if not touched.changed:
            self._memory.keep(key, answer, self._read)
        return answer

    def __getattr__(self, noun: str) -> RememberedNoun:
        return RememberedNoun(self, noun)


class RememberedNoun:
    """Stands where the records of one noun do."""

    def __init__(self, records: RememberedRecords, noun: str) -> None:
        """Ask ``records`` for this noun."""
        self._records, self._noun = records, noun

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        def ask(*words: Any, **named: Any) -> Any:
            return self._records.asked(self._noun, verb, words, named)

        return ask
