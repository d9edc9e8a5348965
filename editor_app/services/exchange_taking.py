"""Writes returned rows into a translation, and takes them out again in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

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
from editor_app.services.target_texts import put_target, source_texts
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
    put: Mapping[str, str] | None = None
    learnt: tuple[Learnt, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """The units that were written."""
        return tuple(item.unit for item in self.before)


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
    before: list[Before] = []
    finished: list[Address] = []
    for given in wanted:
        row = _row_of(segments_of(records, article), given.sources)
        seen = (given.source_now, given.target_now)
        if row is None or (row.source_text, row.target_text) != seen:
            continue
        known = records.links.renderings(article.id)
        old = tuple(known[target] for target in row.targets if target in known)
        before.append(Before(given.unit, row.sources[0], row.target_text, old))
        made = _maker(given)
        targets = put_target(records, place, article, row, given.returned, made)
        article = records.articles.get(article.id)
        if _say(records, place, article, given, targets, made, state):
            finished += targets
    rows = segments_of(records, article)
    notes = keep_notes(records, place, article, rows, difference)
    if not before and not notes:
        return Done(Changes(), Message("exchange-taken", {"count": 0}))
    put = {_key(row.sources[0]): row.target_text for row in rows if row.sources}
    rows = refresh_links(records, place, article)
    learnt = learn(records, place, article, finished, rows) if finished else ()
    changes = Changes(
        stories=frozenset({article.story}),
        articles=frozenset({article.id}),
        memory=bool(learnt),
    )
    key, count = ("exchange-taken", len(before)) if before else ("notes-taken", len(notes))
    said = Message(key, {"count": count})
    return Done(changes, said, tuple(before), put, learnt, notes)


def undo_rows(place: Workplace, article_id: ArticleId, done: Done) -> Changes:
    """Put the rows back as they were; those that somebody has worked on since then stay."""
    with place.database.writing() as records:
        article = settled(records, place, article_id)
        for old in done.before:
            row = _row_of(segments_of(records, article), (old.source,))
            written = (done.put or {}).get(_key(old.source))
            if row is None or row.target_text != written:
                continue
            article = records.articles.get(article_id)
            targets = put_target(records, place, article, row, old.target_text, Made.HAND)
            for target, rendering in zip(targets, old.renderings, strict=False):
                records.links.set_rendering(replace(rendering, target=target))
        unlearn(records, done.learnt)
        take_away(records, done.notes)
        article = records.articles.get(article_id)
        refresh_links(records, place, article)
    return replace(done.changes, said=None, inverse=None)


def _row_of(rows: Iterable[Segment], sources: tuple[Address, ...]) -> Segment | None:
    return next((row for row in rows if sources and sources[0] in row.sources), None)


def _key(address: Address) -> str:
    return f"{address.owner} {address.part}"


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
    difference: RowDifference,
    targets: tuple[Address, ...],
    made: Made,
    state: State | None,
) -> bool:
    """Set what is known of the written targets; say whether the memory may learn them."""
    said = state or difference.state or State.DRAFT
    finished = said in {State.TRANSLATED, State.REVIEWED} and made is Made.HAND
    known = records.links.renderings(article.id)
    sources = _made_from(difference, source_texts(records, article))
    for target in targets:
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
    return finished and difference.source_sent == difference.source_now


def _made_from(difference: RowDifference, sources: Mapping[Address, str]) -> tuple[SourceText, ...]:
    """Return the source texts that the translator saw: where they differ, the row is stale."""
    if difference.source_sent is None or difference.source_sent == difference.source_now:
        return ()
    alive = [address for address in difference.sources if sources.get(address, "").strip()]
    texts = difference.source_sent.split(GAP)
    if len(texts) != len(alive):
        texts = [difference.source_sent] * len(alive)
    return tuple(SourceText(address, text) for address, text in zip(alive, texts, strict=True))
