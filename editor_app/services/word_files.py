"""The memory and the terms as files of other programs: TMX, XLIFF, TBX, tables, in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO

from editor_app import __version__
from editor_app.domain.changes import Changes
from editor_app.domain.errors import NoText, NotFound, Refused, Unreadable
from editor_app.domain.ids import Language, MemoryId, PairId, new_id
from editor_app.domain.link import State
from editor_app.domain.messages import Message
from editor_app.domain.term import DESK_MEMORY, MemoryPair, Term
from editor_app.formats.language_tags import fitting
from editor_app.formats.tbx import read_tbx
from editor_app.formats.tbx_writing import TbxVersion, write_tbx
from editor_app.formats.term_tables import read_term_table, write_term_table
from editor_app.formats.tmx import ANY, Facts, Pairing, TmxUnit, TmxVariant, pairings, read_units
from editor_app.formats.tmx_writing import write_units
from editor_app.formats.xliff import read_xliff
from editor_app.services.exchange_views import MemoryTaken, TermsTaken
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.text.matching import memory_key

BATCH = 1_000
"""Pairs that are kept in one transaction: saving waits no longer than that."""

MOST_PROBLEMS = 50
"""Units without use that a report names; it counts them all."""

STORY, BEFORE, AFTER = "x-copydesk-story", "x-context-pre", "x-context-post"
"""Types of the properties that a pair of ours has in a TMX file."""


class TermFileKind(StrEnum):
    """The kinds of files that terms are written as."""

    TBX = "tbx"
    TBX_2 = "tbx-2"
    CSV = "csv"
    TSV = "tsv"


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
        languages = self._open_for(memory)
        taking = _Taking(languages, memory, self._place.now(), self._keep)
        try:
            for unit in read_units(file, name):
                if taking.unit(unit):
                    progress(file.tell(), size)
        except Unreadable as error:
            taking.keep()
            if not taking.added + taking.doubles:
                raise
            line = error.message.fields.get("line", 1)
            raise Unreadable(
                "exchange-damaged-midway", name=name, line=line, units=taking.units
            ) from error
        taking.keep()
        if not taking.languages:
            raise NoText("tmx-no-pairs", name=name)
        return taking.report()

    def import_xliff(self, data: bytes, name: str, memory: MemoryId = DESK_MEMORY) -> MemoryTaken:
        """Take the translated rows of an XLIFF file into a memory. Raises as ``import_tmx``."""
        languages = self._open_for(memory)
        taking = _Taking(languages, memory, self._place.now(), self._keep)
        for file in self._place.apart(read_xliff, data, name):
            for row in (item for item in file.rows if item.state is not State.TO_DO):
                source = TmxVariant(file.source_language, row.source_text.strip())
                target = TmxVariant(file.target_language or "", row.target_text.strip())
                taking.unit(TmxUnit((source, target), file.source_language, row.id))
        taking.keep()
        if not taking.languages:
            raise NoText("tmx-no-pairs", name=name)
        return taking.report()

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

    def _open_for(self, memory: MemoryId) -> tuple[Language, ...]:
        """Return the languages of the desk. Raises NotFound and Refused for the memory."""
        with self._place.database.reading() as records:
            known = {item.id: item for item in records.memory.memories()}
        if memory not in known:
            raise NotFound(name=memory)
        if known[memory].read_only:
            raise Refused("memory-read-only", name=known[memory].name)
        return self._languages()

    def _keep(self, pairs: list[tuple[MemoryPair, str]]) -> int:
        with self._place.database.writing() as records:
            return records.memory_batches.add(pairs)

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


@dataclass
class _Taking:
    """Gathers the pairs of units, keeps them batch by batch, and counts what became of them."""

    desk: tuple[Language, ...]
    memory: MemoryId
    now: datetime
    store: Callable[[list[tuple[MemoryPair, str]]], int]
    units: int = 0
    added: int = 0
    doubles: int = 0
    refused: int = 0
    problems: list[Message] = field(default_factory=list)
    languages: Counter[tuple[str, str]] = field(default_factory=Counter)
    waiting: list[tuple[MemoryPair, str]] = field(default_factory=list)
    fitted: dict[tuple[str, str], tuple[Language, Language]] = field(default_factory=dict)

    def unit(self, unit: TmxUnit) -> bool:
        """Take one unit; say whether a batch was kept with it."""
        self.units += 1
        found = pairings(unit)
        if not found:
            self._refuse(unit)
        for pairing in found:
            self._pair(pairing)
        if len(self.waiting) < BATCH:
            return False
        self.keep()
        return True

    def keep(self) -> None:
        """Keep what waits."""
        if self.waiting:
            new = self.store(self.waiting)
            self.added += new
            self.doubles += len(self.waiting) - new
            self.waiting = []

    def report(self) -> MemoryTaken:
        """Return what became of the file."""
        counted = {" ".join(pair): count for pair, count in self.languages.items()}
        return MemoryTaken(
            self.units, self.added, self.doubles, counted, tuple(self.problems), self.refused
        )

    def _pair(self, pairing: Pairing) -> None:
        source, target, unit = pairing
        tags = (source.language, target.language)
        if tags not in self.fitted:
            ours, theirs = (fitting(tag, self.desk) for tag in tags)
            both = (ours, theirs) if ours != theirs else _own_tags(tags)
            self.fitted[tags] = both
        languages = self.fitted[tags]
        facts, about = target.facts, unit.facts
        confirmed = facts.changed or facts.created or about.changed or about.created or self.now
        editor = facts.changed_by or facts.created_by or about.changed_by or about.created_by
        told = dict(about.properties) if about.properties else {}
        pair = MemoryPair(
            PairId(new_id()),
            *languages,
            source.text,
            target.text,
            confirmed,
            editor,
            memory=self.memory,
            before=told.get(BEFORE, ""),
            after=told.get(AFTER, ""),
        )
        self.languages[languages] += 1
        self.waiting.append((pair, memory_key(source.text)))

    def _refuse(self, unit: TmxUnit) -> None:
        self.refused += 1
        if len(self.problems) >= MOST_PROBLEMS:
            return
        written = [item for item in unit.variants if item.text]
        key = "tmx-unit-one-sided" if len(written) < 2 else "tmx-unit-no-source"
        self.problems.append(Message(key, {"number": self.units, "language": unit.source_language}))


def _own_tags(tags: tuple[str, str]) -> tuple[Language, Language]:
    """Return both languages as the file has them: the desk makes no difference between them."""
    return fitting(tags[0], ()), fitting(tags[1], ())


def _unit(pair: MemoryPair) -> TmxUnit:
    told = ((STORY, pair.story or ""), (BEFORE, pair.before), (AFTER, pair.after))
    facts = Facts(
        changed=pair.confirmed,
        changed_by=pair.editor,
        properties=tuple((kind, text) for kind, text in told if text),
    )
    variants = (
        TmxVariant(pair.source_language, pair.source),
        TmxVariant(pair.target_language, pair.target),
    )
    return TmxUnit(variants, pair.source_language, pair.id, facts)


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
