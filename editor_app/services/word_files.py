"""The memory and the terms as files of other programs: TMX, XLIFF, TBX, tables, in and out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from editor_app import __version__
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, NoText, Unreadable
from editor_app.domain.ids import Language, MemoryId, TakingId
from editor_app.domain.link import Made, State
from editor_app.domain.messages import Message
from editor_app.domain.term import DESK_MEMORY, MemoryPair, MemoryTaking, TakenPair, Term
from editor_app.formats.exchange_rows import ExchangeRow
from editor_app.formats.language_tags import fitting
from editor_app.formats.pair_tables import read_pair_table
from editor_app.formats.tbx import read_tbx
from editor_app.formats.tbx_writing import TbxVersion, write_tbx
from editor_app.formats.term_tables import read_term_table, write_term_table
from editor_app.formats.tmx import ANY, TmxUnit, TmxVariant, read_units
from editor_app.formats.tmx_facts import NO_FACTS, Facts, Property, carried_in
from editor_app.formats.tmx_pieces import pieces
from editor_app.formats.tmx_writing import write_units
from editor_app.formats.xliff import read_xliff
from editor_app.services.exchange_views import MemoryTaken, TermFileKind, TermsTaken
from editor_app.services.memory import open_memory
from editor_app.services.memory_pieces import take_pieces
from editor_app.services.memory_taking import Kept, Taking
from editor_app.services.pair_making import AFTER, BEFORE, STORY, Making
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records.memory_rows import Row
from editor_app.storage.spool import Spool

TAKEN_OUT_AT_ONCE = 500
"""Pairs that are taken out of a memory in one transaction."""


class WordFileService:
    """The verbs that take memory and terms in from files, and write them."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    # -- memory

    def import_tmx(
        self,
        file: BinaryIO,
        name: str,
        memory: MemoryId = DESK_MEMORY,
        progress: Progress = silent,
        size: int = 0,
    ) -> MemoryTaken:
        """Take a TMX file of any size into a memory, in pieces; the file is read once.

        Pairs that are there already are counted as doubles, and the one confirmed later counts.
        ``progress`` is told the bytes read of ``size``. Raises NotFound for the memory, Refused
        when it is read-only, and NoText or Unreadable: of a file that is damaged further on the
        units before the damage are kept, as the sentence says.
        """
        taking = self._taking(memory, name)
        cut = pieces(file)
        try:
            if cut is None:
                for unit in read_units(file, name):
                    if taking.unit(unit):
                        progress(file.tell(), size)
            else:
                apart = self._place.behind or self._place.apart
                take_pieces(apart, taking, cut, name, progress, size)
        except Unreadable as error:
            taking.keep()
            if not taking.added + taking.doubles:
                raise
            line = error.message.fields.get("line", 1)
            raise Unreadable(
                "exchange-damaged-midway", name=name, line=line, units=taking.making.units
            ) from error
        return self._taken(taking, name)

    def import_xliff(self, data: bytes, name: str, memory: MemoryId = DESK_MEMORY) -> MemoryTaken:
        """Take the translated rows of an XLIFF file into a memory. Raises as ``import_tmx``.

        What a machine or the memory of another tool put in, and nobody says to have finished, is
        no translation yet: offered as exact it would pass for one.
        """
        taking = self._taking(memory, name)
        for file in self._place.apart(read_xliff, data, name):
            for row in filter(_somebodys, file.rows):
                source = TmxVariant(file.source_language, row.source_text.strip())
                target = TmxVariant(file.target_language or "", row.target_text.strip())
                taking.unit(TmxUnit((source, target), file.source_language, row.id))
        return self._taken(taking, name)

    def import_table(self, data: bytes, name: str, memory: MemoryId = DESK_MEMORY) -> MemoryTaken:
        """Take a table of pairs into a memory, in pieces, with ``import_tmx``'s troubles."""
        taking = self._taking(memory, name)
        for unit in self._place.apart(read_pair_table, data, name):
            taking.unit(unit)
        return self._taken(taking, name)

    def takings(self) -> tuple[tuple[MemoryTaking, int], ...]:
        """Return the files that were taken in, newest first, with the pairs that are left of each.

        Files of which nothing is left are left out.
        """
        with self._place.database.reading() as records:
            return tuple(item for item in records.memory_batches.takings() if item[1])

    def take_out(self, taking: TakingId, progress: Progress = silent) -> Changes:
        """Take out again, in pieces, what a file brought; what was rewritten since stays.

        Undone in one step, which brings the pairs back as they were; so does stopping it. Raises
        NotFound, Refused when the memory is read-only, and Cancelled.
        """
        with self._place.database.reading() as records:
            told = records.memory_batches.taking(taking)
            open_memory(records, told.memory)
        return self._take_out(told, (), progress)

    def _take_out(
        self,
        told: MemoryTaking,
        overtaken: Sequence[MemoryPair],
        progress: Progress = silent,
        said: Message | None = None,
    ) -> Changes:
        """Take out what a file brought, as long as it is there.

        ``overtaken`` are pairs that the file had later doubles of: they say again what they said.
        ``said`` names the act that is undone, or done again, by this.
        """
        rows: Spool[Row] = Spool()
        with self._place.database.reading() as records:
            if not records.memory_batches.is_there(told):
                return Changes()
        later = self._restored(overtaken)
        gone = 0
        while True:
            with self._place.database.writing() as records:
                piece = records.memory_batches.remove_some(told.id, TAKEN_OUT_AT_ONCE)
            rows.put(piece)
            gone += len(piece)
            if len(piece) < TAKEN_OUT_AT_ONCE:
                break
            try:
                progress(gone, 0)
            except Cancelled:
                self._bring_back(told, rows, later)
                raise
        named = said or Message("memory-taken-out", {"count": gone, "name": told.file})
        changes = Changes(memory=True)
        if rows.is_whole:
            changes = changes.undone_by(
                named, lambda: self._put_back(told, rows, later, named), lengthy=True
            )
        return changes

    def _put_back(
        self, told: MemoryTaking, rows: Spool[Row], later: Sequence[MemoryPair], said: Message
    ) -> Changes:
        """Bring the pairs of a file back that were taken out, in pieces."""
        with self._place.database.reading() as records:
            open_memory(records, told.memory)
        again, earlier = self._bring_back(told, rows, later)
        return Changes(memory=True).undone_by(
            said, lambda: self._take_out(again, earlier, said=said), lengthy=True
        )

    def _bring_back(
        self, told: MemoryTaking, rows: Spool[Row], later: Sequence[MemoryPair]
    ) -> tuple[MemoryTaking, tuple[MemoryPair, ...]]:
        """Keep the pairs of a file again; return the file as it is now, and what ``later`` were."""
        with self._place.database.writing() as records:
            again = records.memory_batches.begin_again(told)
        earlier = self._restored(later)
        for piece in rows.pieces():
            with self._place.database.writing() as records:
                records.memory_batches.put_back(again.id, piece)
        return again, earlier

    def _restored(self, pairs: Sequence[MemoryPair]) -> tuple[MemoryPair, ...]:
        """Let pairs say again what they said, in pieces; return them as they were until now."""
        before: list[MemoryPair] = []
        for start in range(0, len(pairs), TAKEN_OUT_AT_ONCE):
            with self._place.database.writing() as records:
                piece = pairs[start : start + TAKEN_OUT_AT_ONCE]
                before += records.memory_batches.restore(piece)
        return tuple(before)

    def export_tmx(
        self,
        out: BinaryIO,
        memory: MemoryId | None = None,
        languages: tuple[Language, Language] | None = None,
    ) -> int:
        """Write one memory or all as TMX 1.4; return the number of units."""
        with self._place.database.reading() as records:
            pairs = records.memory_batches.stream(memory, languages)
            return write_units(
                out,
                (_unit(pair) for pair in pairs),
                tool_version=__version__,
                source_language=languages[0] if languages else ANY,
            )

    # -- terms

    def import_terms(self, data: bytes, name: str) -> TermsTaken:
        """Take terms in from TBX or a table, told by content; terms that are there stay once.

        Raises NoText, Unreadable; then nothing was taken in.
        """
        reader = read_tbx if _is_xml(data) else read_term_table
        languages = self._languages()
        found = self._place.apart(reader, data, name)
        read = tuple(_fitted(term, languages) for term in found)
        with self._place.database.writing() as records:
            known = {_sameness(term) for term in records.terms.all()}
            fresh = {_sameness(term): term for term in read if _sameness(term) not in known}
            for term in fresh.values():
                records.terms.put(term)
        forms = Counter(form.language for term in read for form in term.forms)
        added = tuple(term.id for term in fresh.values())
        changes = Changes(terms=bool(added))
        if added:
            said = Message("terms-taken-in", {"count": len(added)})
            changes = changes.undone_by(said, lambda: self._remove_terms(fresh.values()))
        return TermsTaken(len(read), len(added), dict(forms), changes)

    def export_terms(self, kind: TermFileKind) -> tuple[bytes, int]:
        """Return all terms as a file, and how many they are."""
        with self._place.database.reading() as records:
            terms = records.terms.all()
        if kind is TermFileKind.CSV:
            return write_term_table(terms, ","), len(terms)
        if kind is TermFileKind.TSV:
            return write_term_table(terms), len(terms)
        version = TbxVersion.V2 if kind is TermFileKind.TBX_2 else TbxVersion.V3
        return write_tbx(terms, version), len(terms)

    # -- inside

    def _taking(self, memory: MemoryId, name: str) -> Taking:
        """Return what gathers the pairs of a file. Raises NotFound and Refused for the memory."""
        with self._place.database.reading() as records:
            open_memory(records, memory)
        told = MemoryTaking(TakingId(0), memory, name, self._place.now(), self._place.editor())

        def keep(pairs: Sequence[TakenPair]) -> tuple[Kept, float]:
            with self._place.database.writing() as records:
                started = time.perf_counter()
                if taking.taking is None:
                    taking.taking = records.memory_batches.begin(told)
                kept = records.memory_batches.add(memory, taking.taking, pairs)
                return kept, time.perf_counter() - started

        taking = Taking(Making(self._languages(), told.at), keep)
        return taking

    def _taken(self, taking: Taking, name: str) -> MemoryTaken:
        """Keep what still waits, and report. Raises NoText when there was nothing."""
        taking.keep()
        if taking.taking is None:
            raise NoText("tmx-no-pairs", name=name)
        before = tuple(taking.overtaken.values())
        with self._place.database.reading() as records:
            told = records.memory_batches.taking(taking.taking)
        changes = Changes(memory=bool(taking.added or before))
        if changes:
            said = Message("memory-taken-in", {"count": taking.added, "name": name})
            changes = changes.undone_by(
                said, lambda: self._take_out(told, before, said=said), lengthy=True
            )
        else:
            self._take_out(told, ())
        met = taking.making
        counted = {" ".join(pair): count for pair, count in met.languages.items()}
        return MemoryTaken(
            met.units,
            taking.added,
            taking.doubles,
            counted,
            tuple(met.problems),
            met.refused,
            changes,
        )

    def _languages(self) -> tuple[Language, ...]:
        with self._place.database.reading() as records:
            return tuple(edition.language for edition in records.editions.all())

    def _remove_terms(self, terms: Iterable[Term]) -> Changes:
        gone = tuple(terms)
        with self._place.database.writing() as records:
            for term in gone:
                records.terms.remove(term.id)
        said = Message("terms-taken-in", {"count": len(gone)})
        return Changes(terms=True).undone_by(said, lambda: self._put_terms(gone))

    def _put_terms(self, terms: tuple[Term, ...]) -> Changes:
        with self._place.database.writing() as records:
            for term in terms:
                records.terms.put(term)
        said = Message("terms-taken-in", {"count": len(terms)})
        return Changes(terms=True).undone_by(said, lambda: self._remove_terms(terms))


def _somebodys(row: ExchangeRow) -> bool:
    """Say whether somebody wrote the translation of a row, or says to have finished it."""
    by_hand = row.made in {None, Made.HAND} and row.state is not State.TO_DO
    return by_hand or row.state in {State.TRANSLATED, State.REVIEWED}


def _unit(pair: MemoryPair) -> TmxUnit:
    """Return the unit of a pair, with all that the file said of it which it came with."""
    carried = carried_in(pair.carried)
    unit, source, target = carried.unit, carried.source, carried.target
    said = {item[:2] for item in unit.properties}
    told = ((STORY, pair.story or ""), (BEFORE, pair.before), (AFTER, pair.after))
    ours = tuple(Property(*item) for item in told if item[1] and item not in said)
    unit = unit._replace(properties=(*unit.properties, *ours))
    about = target.facts
    if unit.changed is None and unit.created is None and about == NO_FACTS:
        unit = _dated(unit, pair)
    elif pair.confirmed != _confirmed(about, unit):
        about = _dated(about, pair)
    variants = (
        TmxVariant(
            source.language or pair.source_language, pair.source, source.facts, source.segment
        ),
        TmxVariant(target.language or pair.target_language, pair.target, about, target.segment),
    )
    return TmxUnit(variants, variants[0].language, carried.id or pair.id, unit)


def _confirmed(about: Facts, unit: Facts) -> datetime | None:
    """Return when a file says that a pair was confirmed."""
    return about.changed or about.created or unit.changed or unit.created


def _dated(facts: Facts, pair: MemoryPair) -> Facts:
    """Return facts with who made and confirmed a pair, and when."""
    return facts._replace(
        created=pair.created,
        created_by=pair.created_by,
        changed=pair.confirmed,
        changed_by=pair.editor,
    )


def _fitted(term: Term, languages: tuple[Language, ...]) -> Term:
    """Return a term in the languages of the desk, as far as they are meant."""
    forms = (replace(form, language=fitting(form.language, languages)) for form in term.forms)
    return replace(term, forms=tuple(dict.fromkeys(forms)))


def _is_xml(data: bytes) -> bool:
    """Say whether a file is XML, told by its first sign in whatever width it is written."""
    return data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _sameness(term: Term) -> tuple[object, ...]:
    """Return what is the same in two terms of which one is enough."""
    return (
        term.kind,
        frozenset(term.forms),
        term.valid_from,
        term.valid_to,
        term.source,
        term.note,
    )
