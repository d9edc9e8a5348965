"""The translation memory at work: it learns what is confirmed, and fills rows that are to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from editor_app.domain.article import Article
from editor_app.domain.ids import Language, PairId, new_id
from editor_app.domain.link import Address, Made, Segment, State
from editor_app.domain.term import Match, MemoryPair
from editor_app.services.links import segments_of, source_language
from editor_app.services.target_texts import put_target
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.matching import memory_key

Filled = Mapping[tuple[Address, ...], str]
"""Where the memory has put a text, and the text."""


def learn(
    records: Records, place: Workplace, article: Article, targets: tuple[Address, ...]
) -> tuple[PairId, ...]:
    """Keep the confirmed rows of these targets as pairs; a sensitive story teaches none.

    Returns the pairs that the memory did not have before.
    """
    if records.stories.get(article.story).sensitive:
        return ()
    rows = [row for row in segments_of(records, article) if set(row.targets) & set(targets)]
    language = source_language(records, article)
    learnt = []
    for row in rows:
        if not row.source_text.strip() or not row.target_text.strip():
            continue
        pair = _pair(article, language, row, place.now(), place.editor())
        key = memory_key(pair.source)
        known = records.memory.exact(language, article.language, key)
        records.memory.add(pair, key)
        if all(item.target != pair.target for item in known):
            learnt.append(pair.id)
    return tuple(learnt)


def exact_matches(records: Records, article: Article, text: str) -> tuple[Match, ...]:
    """Return what the memory has for exactly this source text, newest first."""
    if not text.strip():
        return ()
    language = source_language(records, article)
    pairs = records.memory.exact(language, article.language, memory_key(text))
    seen = {pair.target: Match(pair, 100) for pair in reversed(pairs)}
    return tuple(reversed(seen.values()))


def fill_rows(records: Records, place: Workplace, article: Article) -> Filled:
    """Put exact matches into all rows that are to do, inside an open transaction."""
    put: set[tuple[Address, ...]] = set()
    for row in segments_of(records, article):
        if row.state is not State.TO_DO or row.target_text.strip():
            continue
        offered = exact_matches(records, article, row.source_text)
        if offered:
            now = records.articles.get(article.id)
            put.add(put_target(records, place, now, row, offered[0].pair.target, Made.MEMORY))
    rows = segments_of(records, records.articles.get(article.id)) if put else ()
    return {row.targets: row.target_text for row in rows if row.targets in put}


def empty_rows(records: Records, place: Workplace, article: Article, filled: Filled) -> None:
    """Empty the rows that ``fill_rows`` filled; what somebody has worked on since then stays."""
    for row in segments_of(records, article):
        untouched = row.state is State.DRAFT and row.made is Made.MEMORY
        if untouched and filled.get(row.targets) == row.target_text:
            now = records.articles.get(article.id)
            put_target(records, place, now, row, "", Made.HAND)


def _pair(
    article: Article, language: Language, row: Segment, now: datetime, editor: str
) -> MemoryPair:
    return MemoryPair(
        PairId(new_id()),
        language,
        article.language,
        row.source_text,
        row.target_text,
        now,
        editor,
        article.story,
        article.id,
    )
