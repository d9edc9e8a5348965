"""What a translator noted in a returned file: which of it is new here, and keeping it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from editor_app.domain.article import Article
from editor_app.domain.history import Note
from editor_app.domain.ids import NoteId, new_id
from editor_app.domain.link import Address, Segment
from editor_app.services.exchange_views import Difference, RowDifference, Said
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.note_places import QUOTED, address_of, part_of

Known = frozenset[tuple[str, str, Address | None]]
"""Author, text and place of the notes that are here already."""


def only_new(records: Records, rows: Sequence[Segment], difference: Difference) -> Difference:
    """Return a difference without the notes that were taken before: each is kept once.

    ``rows`` are those of the translation as they are now.
    """
    kept, standing = records.notes.of(difference.article), _by_source(rows)
    known = frozenset((note.by, note.text, address_of(note)) for note in kept)
    given = tuple(
        replace(item, notes=_unknown(item.notes, known, _places(item, standing)))
        for item in difference.rows
    )
    return replace(difference, rows=given, notes=_unknown(difference.notes, known, ()))


def keep_notes(
    records: Records,
    place: Workplace,
    article: Article,
    rows: tuple[Segment, ...],
    difference: Difference,
) -> tuple[Note, ...]:
    """Keep what a translator noted and is not there yet, each beside its text; return it.

    A note on a row that has no translation yet hangs on the source of the row.
    """
    fresh, standing, kept = only_new(records, rows, difference), _by_source(rows), []
    said: list[tuple[Address | None, str, Said]] = [(None, "", note) for note in fresh.notes]
    for given in fresh.rows:
        where = _where(given, standing, article)
        quote = (given.returned or given.source_now)[:QUOTED]
        said += [(where, quote, note) for note in given.notes]
    now = place.now()
    for number, (where, quote, (by, text)) in enumerate(dict.fromkeys(said)):
        at = now + timedelta(microseconds=number)  # notes stand in the order of their instants
        part = part_of(article.id, where)
        note = Note(NoteId(new_id()), article.id, at, by, text, part, quote=quote)
        records.notes.put(note)
        kept.append(note)
    return tuple(kept)


def _by_source(rows: Sequence[Segment]) -> Mapping[Address, Segment]:
    """Return the rows by what they render; the first of several."""
    return {source: row for row in reversed(rows) for source in row.sources}


def _where(
    given: RowDifference, standing: Mapping[Address, Segment], article: Article
) -> Address | None:
    """Return where the notes of a row hang: on its translation, else on its source."""
    places = _places(given, standing)
    own = (place for place in places if place.owner == article.id)
    return next(own, next(iter(places), None))


def _places(given: RowDifference, standing: Mapping[Address, Segment]) -> tuple[Address, ...]:
    """Return the texts of a row, the translation's first; none for a row that is not here."""
    row = standing.get(given.sources[0]) if given.sources else None
    return (*row.targets, *row.sources) if row is not None else ()


def _unknown(
    notes: tuple[Said, ...], known: Known, places: tuple[Address, ...]
) -> tuple[Said, ...]:
    """Return what is not known at any of these places (none: on the whole text), each once."""
    at: tuple[Address | None, ...] = places or (None,)
    new = ((by, text) for by, text in notes if not any((by, text, place) in known for place in at))
    return tuple(dict.fromkeys(new))
