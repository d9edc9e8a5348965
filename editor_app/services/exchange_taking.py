"""Writes returned rows into a translation, and takes them out again in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.history import Note
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Made, Rendering, Segment, SourceText, State
from editor_app.domain.messages import Message
from editor_app.services.exchange_views import Difference, RowDifference
from editor_app.services.links import refresh_links, segments_of
from editor_app.services.notes import take_away
from editor_app.services.remembering import Learnt, learn, unlearn
from editor_app.services.returned_notes import keep_notes
from editor_app.services.settling import settled
from editor_app.services.target_texts import put_targets, source_texts
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import GAP


@dataclass(frozen=True)
class Before:
    """A row as it was: its texts, and what was known of its targets."""

    unit: str
    source: Address
    target_text: str
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True)
class Done:
    """What was written, with all that is needed to take it back."""

    changes: Changes
    said: Message
    before: tuple[Before, ...] = ()
    put: Mapping[Address, str] | None = None
    learnt: tuple[Learnt, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """The units that were written."""
        return tuple(item.unit for item in self.before)


class _Written(NamedTuple):
    """A returned text that was written: who made it, where it stands, and what stood there."""

    given: RowDifference
    made: Made
    targets: tuple[Address, ...]
    before: Before


def take_rows(
    records: Records,
    place: Workplace,
    article: Article,
    difference: Difference,
    wanted: Iterable[RowDifference],
    state: State | None,
) -> Done:
    """Write returned texts inside an open transaction; rows that are no longer as seen are left.

    The notes of all rows and of the file are kept, each once.
    """
    written = _written(records, place, article, tuple(wanted))
    before = tuple(item.before for item in written)
    article = records.articles.get(article.id)
    finished = _say(records, place, article, written, state)
    rows = segments_of(records, article)
    notes = keep_notes(records, place, article, rows, difference)
    if not before and not notes:
        return Done(Changes(), Message("exchange-taken", {"count": 0}))
    put = {row.sources[0]: row.target_text for row in rows if row.sources}
    rows = refresh_links(records, place, article)
    learnt = learn(records, place, article, finished, rows) if finished else ()
    changes = Changes(
        stories=frozenset({article.story}),
        articles=frozenset({article.id}),
        memory=bool(learnt),
    )
    key, count = ("exchange-taken", len(before)) if before else ("notes-taken", len(notes))
    said = Message(key, {"count": count})
    return Done(changes, said, before, put, learnt, notes)


def undo_rows(place: Workplace, article_id: ArticleId, done: Done) -> Changes:
    """Put the rows back as they were; those that somebody has worked on since then stay."""
    with place.database.writing() as records:
        article = settled(records, place, article_id)
        rows = _by_source(segments_of(records, article))
        wanted = [
            (rows[old.source], old)
            for old in done.before
            if old.source in rows
            and rows[old.source].target_text == (done.put or {}).get(old.source)
        ]
        texts = [(row, old.target_text) for row, old in wanted]
        stand = put_targets(records, place, article, texts, Made.HAND) if texts else ()
        for targets, (_row, old) in zip(stand, wanted, strict=True):
            for target, rendering in zip(targets, old.renderings, strict=False):
                records.links.set_rendering(replace(rendering, target=target))
        unlearn(records, done.learnt)
        take_away(records, done.notes)
        article = records.articles.get(article_id)
        refresh_links(records, place, article)
    return replace(done.changes, said=None, inverse=None)


def _written(
    records: Records, place: Workplace, article: Article, wanted: Sequence[RowDifference]
) -> tuple[_Written, ...]:
    """Write returned texts, those of one maker together; rows no longer as seen are left."""
    done: list[_Written] = []
    for made in Made:
        given = [item for item in wanted if _maker(item) is made]
        rows = _as_seen(segments_of(records, article), given) if given else {}
        if not rows:
            continue
        known = records.links.renderings(article.id)
        texts = [(row, item.returned) for row, item in rows.values()]
        stand = put_targets(records, place, article, texts, made)
        article = records.articles.get(article.id)
        for (row, item), targets in zip(rows.values(), stand, strict=True):
            old = tuple(known[target] for target in row.targets if target in known)
            before = Before(item.unit, row.sources[0], row.target_text, old)
            done.append(_Written(item, made, targets, before))
    return tuple(done)


def _as_seen(
    rows: Iterable[Segment], wanted: Iterable[RowDifference]
) -> dict[Address, tuple[Segment, RowDifference]]:
    """Return the rows that still say what was seen, by their first source; each once."""
    known = _by_source(rows)
    found: dict[Address, tuple[Segment, RowDifference]] = {}
    for given in wanted:
        row = known.get(given.sources[0]) if given.sources else None
        seen = (given.source_now, given.target_now)
        if row is not None and (row.source_text, row.target_text) == seen:
            found.setdefault(row.sources[0], (row, given))
    return found


def _by_source(rows: Iterable[Segment]) -> dict[Address, Segment]:
    return {source: row for row in rows for source in row.sources}


def _maker(given: RowDifference) -> Made:
    """Return who made a returned text: a tool, where nobody says to have finished what it put in.

    A text that stood in the row when it was sent came back changed, so somebody wrote it.
    """
    if given.made is Made.MACHINE:
        return Made.MACHINE
    finished = given.state in {State.TRANSLATED, State.REVIEWED}
    put_in = given.made is Made.MEMORY and not finished and not given.target_sent
    return Made.MEMORY if put_in else Made.HAND


def _say(
    records: Records,
    place: Workplace,
    article: Article,
    written: Iterable[_Written],
    state: State | None,
) -> tuple[Address, ...]:
    """Set what is known of the written targets; return those that the memory may learn."""
    known, texts = records.links.renderings(article.id), source_texts(records, article)
    taught: list[Address] = []
    for item in written:
        given = item.given
        said = state or given.state or State.DRAFT
        finished = said in {State.TRANSLATED, State.REVIEWED} and item.made is Made.HAND
        sources = _made_from(given, texts)
        for target in item.targets:
            if target in known:
                records.links.set_rendering(
                    replace(
                        known[target],
                        state=State.TRANSLATED if finished else State.DRAFT,
                        made_from=sources or known[target].made_from,
                        changed=place.now(),
                        changed_by=place.editor(),
                    )
                )
        if finished and given.source_sent == given.source_now:
            taught += item.targets
    return tuple(taught)


def _made_from(difference: RowDifference, sources: Mapping[Address, str]) -> tuple[SourceText, ...]:
    """Return the source texts that the translator saw: where they differ, the row is stale."""
    if difference.source_sent is None or difference.source_sent == difference.source_now:
        return ()
    alive = [address for address in difference.sources if sources.get(address, "").strip()]
    texts = difference.source_sent.split(GAP)
    if len(texts) != len(alive):
        texts = [difference.source_sent] * len(alive)
    return tuple(SourceText(address, text) for address, text in zip(alive, texts, strict=True))
