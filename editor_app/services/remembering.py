"""The translation memory at work: it learns what is confirmed, offers, and fills rows to do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import NamedTuple

from editor_app.domain.article import Article
from editor_app.domain.ids import Language, PairId, new_id
from editor_app.domain.link import Address, Made, Segment, State
from editor_app.domain.term import Match, MemoryPair
from editor_app.services.links import segments_of, source_language, words
from editor_app.services.target_texts import Filled, can_hold, emptied_rows, filled_rows
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.adapting import Named, adapted
from editor_app.text.fuzzy import LEAST, SAME, plain_text
from editor_app.text.matching import memory_key
from editor_app.text.repeating import repeats
from editor_app.text.sentence_pairs import pairs_of_row
from editor_app.text.sentences_of import sentences
from editor_app.text.words import Words

MOST_OFFERED = 9
"""Matches that are offered for a text: as many as there are keys."""

GOOD = 85
"""The per cent of a match for a whole text below which its sentences are looked up too."""

MOST_SENTENCES = 12
"""Sentences of one text that are looked up, each by itself."""

MOST_ALIKE = 4
"""How many of these are looked up by likeness: each costs as much as a whole text."""


class Around(NamedTuple):
    """The source texts before and after a text; empty where there is none or it is not known."""

    before: str = ""
    after: str = ""


NO_NEIGHBOURS = Around()


class Learnt(NamedTuple):
    """A pair that was confirmed, and the one with the same texts whose place it took."""

    pair: PairId
    before: MemoryPair | None


def neighbours(texts: Words, sources: Collection[Address]) -> Around:
    """Return what stands before and after some texts of an article, those without words skipped."""
    return neighbouring(texts)(sources)


def neighbouring(texts: Words) -> Callable[[Collection[Address]], Around]:
    """Return what gives the ``neighbours`` of texts of one article, for many of them in turn."""
    filled = [(address, text) for address, text in texts if text.strip()]
    places = {address: place for place, (address, _) in enumerate(filled)}

    def around(sources: Collection[Address]) -> Around:
        here = [places[address] for address in sources if address in places]
        if not here:
            return NO_NEIGHBOURS
        first, last = min(here), max(here)
        before = filled[first - 1][1] if first else ""
        return Around(before, filled[last + 1][1] if last + 1 < len(filled) else "")

    return around


def learn(
    records: Records,
    place: Workplace,
    article: Article,
    targets: Collection[Address],
    rows: Iterable[Segment],
) -> tuple[Learnt, ...]:
    """Keep the confirmed rows of these targets as pairs; a sensitive story teaches none.

    ``rows`` are those of the article as they are now. A row of which a part is not confirmed, or
    whose source has changed since, teaches nothing. Returns what ``unlearn`` takes back.
    """
    if records.stories.get(article.story).sensitive:
        return ()
    confirmed = frozenset(targets)
    taught = [row for row in rows if _teaches(row) and not confirmed.isdisjoint(row.targets)]
    learnt: list[Learnt] = []
    for row, pair in _taught(records, article, taught, lambda _row: (place.now(), place.editor())):
        for item in (pair, *_sentences_of(pair, row, place)):
            older = _same(records, item)
            records.memory.add(_made_first(item, older), memory_key(item.source))
            learnt.append(Learnt(item.id, older))
    records.memory_index.shelve(len(learnt), [item.pair for item in learnt])
    return tuple(learnt)


def learn_again(records: Records, place: Workplace, article: Article) -> int:
    """Keep all confirmed rows of a translation that the memory lacks; return how many pairs.

    They are those of who read each row, and when. For a story that taught nothing until now.
    """
    known = records.links.renderings(article.id)

    def read(row: Segment) -> tuple[datetime, str]:
        readings = [known[target] for target in row.targets if target in known]
        said = [(item.read, item.read_by) for item in readings if item.read is not None]
        return max(said, default=(place.now(), place.editor()))

    taught = [row for row in segments_of(records, article) if _teaches(row)]
    learnt: list[PairId] = []
    for row, pair in _taught(records, article, taught, read):
        for item in (pair, *_sentences_of(pair, row, place)):
            if _same(records, item) is None:
                records.memory.add(item, memory_key(item.source))
                learnt.append(item.id)
    records.memory_index.shelve(len(learnt), learnt)
    return len(learnt)


def _taught(
    records: Records,
    article: Article,
    rows: Sequence[Segment],
    read: Callable[[Segment], tuple[datetime, str]],
) -> Iterator[tuple[Segment, MemoryPair]]:
    """Yield rows with the pairs that they are, ``read`` at that instant by that person."""
    if not rows:
        return
    language = source_language(records, article)
    beside = neighbouring(_source_words(records, article))
    for row in rows:
        around = beside(row.sources)
        pair = _pair(article, language, row, *read(row))
        yield row, replace(pair, before=around.before, after=around.after)


def unlearn(records: Records, learnt: Sequence[Learnt]) -> None:
    """Take out what was learnt, inside an open transaction; what stood there before is back.

    A pair that was confirmed once more since then, here or elsewhere, stays.
    """
    back = []
    for item in reversed(learnt):
        if records.memory.remove(item.pair) and item.before is not None:
            records.memory.add(item.before, memory_key(item.before.source))
            back.append(item.before.id)
    records.memory_index.shelve(len(back), back)


def _teaches(row: Segment) -> bool:
    """Say whether a row is confirmed as a whole."""
    read = row.state.finished and not row.stale
    return read and bool(row.source_text.strip() and row.target_text.strip())


def _same(records: Records, pair: MemoryPair) -> MemoryPair | None:
    """Return the pair of the same memory and texts that is there, which this one would replace."""
    key = memory_key(pair.source)
    known = records.memory.exact(pair.source_language, pair.target_language, key)
    same = (pair.memory, pair.source, pair.target)
    return next((item for item in known if (item.memory, item.source, item.target) == same), None)


def _made_first(pair: MemoryPair, older: MemoryPair | None) -> MemoryPair:
    """Return a pair with who made the same one first, and what its file said of it."""
    if older is None:
        return pair
    return replace(
        pair,
        created=older.created or older.confirmed,
        created_by=older.created_by or older.editor,
        carried=older.carried,
    )


def _sentences_of(pair: MemoryPair, row: Segment, place: Workplace) -> Iterator[MemoryPair]:
    """Yield the sentences of a confirmed row as pairs of their own, where they are certain."""
    found = pairs_of_row(row, place.landmarks)
    sources = ("", *(source for source, _ in found), "")
    for number, (source, target) in enumerate(found):
        yield replace(
            pair,
            id=PairId(new_id()),
            source=source,
            target=target,
            before=sources[number],
            after=sources[number + 2],
        )


def exact_matches(
    records: Records, article: Article, text: str, around: Around = NO_NEIGHBOURS
) -> tuple[Match, ...]:
    """Return what the memory has for exactly this source text.

    Those whose neighbours were the same come first, then by the order of the memories, then the
    last confirmed.
    """
    if not text.strip():
        return ()
    language = source_language(records, article)
    pairs = records.memory.exact(language, article.language, memory_key(text))
    return _ordered(records, [(pair, SAME + _neighbours(pair, around)) for pair in pairs])


def matches_for(
    records: Records, place: Workplace, article: Article, text: str, around: Around
) -> tuple[Match, ...]:
    """Return what the memory offers for a source text, exact and like it, the best first.

    Numbers, dates and names of those that are only alike are brought to this text.
    """
    if not text.strip():
        return ()
    language = source_language(records, article)
    exact = exact_matches(records, article, text, around)
    same = memory_key(text)
    like = records.memory.like(language, article.language, plain_text(text), LEAST, MOST_OFFERED)
    alike = [(pair, score) for pair, score in like if memory_key(pair.source) != same]
    named = _names(records, place, language, article.language)
    fuzzy = (_adapted(match, text, named) for match in _ordered(records, alike))
    seen: dict[str, Match] = {}
    for match in (*exact, *fuzzy):
        seen.setdefault(match.offered, match)
    found = tuple(seen.values())
    if not found or found[0].per_cent < GOOD:
        parts = tuple(_by_sentence(records, article, text, named))
        known = {match.pair.id for match in parts}
        found = (*(match for match in found if match.pair.id not in known), *parts)
    return _with_stories(records, found[:MOST_OFFERED])


def _by_sentence(records: Records, article: Article, text: str, named: Named) -> Iterator[Match]:
    """Yield the best match of each sentence of a text of several."""
    parts = sentences(text)
    if not 1 < len(parts) <= MOST_SENTENCES:
        return
    language = source_language(records, article)
    beside, alike = ("", *parts, ""), MOST_ALIKE
    for number, part in enumerate(parts):
        around = Around(beside[number], beside[number + 2])
        best = exact_matches(records, article, part, around)[:1]
        if not best and alike:
            alike -= 1
            like = records.memory.like(language, article.language, plain_text(part), LEAST, 1)
            best = tuple(_adapted(match, part, named) for match in _ordered(records, like))
        yield from (replace(match, part=part) for match in best)


def fill_rows(records: Records, place: Workplace, article: Article) -> Filled:
    """Put exact matches into all rows that are to do, inside an open transaction.

    What is confirmed in the article counts where the memory knows nothing: a sensitive story
    teaches it nothing.
    """
    wanted: list[tuple[Segment, str]] = []
    beside, rows = neighbouring(_source_words(records, article)), segments_of(records, article)
    here = {repeat.sources: repeat.text for repeat in repeats(rows, place.landmarks)}
    for row in rows:
        if row.state is not State.TO_DO or row.target_text.strip():
            continue
        offered = exact_matches(records, article, row.source_text, beside(row.sources))
        text = offered[0].pair.target if offered else here.get(row.sources)
        if text and can_hold(records, article, row):
            wanted.append((row, text))
    return filled_rows(records, place, article, wanted, Made.MEMORY)


def empty_rows(records: Records, place: Workplace, article: Article, filled: Filled) -> None:
    """Empty the rows that ``fill_rows`` filled; what somebody has worked on since then stays."""
    emptied_rows(records, place, article, filled, Made.MEMORY)


def _source_words(records: Records, article: Article) -> Words:
    return words(records, article.translated_from) if article.translated_from else ()


def _neighbours(pair: MemoryPair, around: Around) -> int:
    """Return how many neighbours of a pair are those that a text has now."""
    kept = Around(pair.before, pair.after)
    return sum(
        bool(then.strip()) and memory_key(then) == memory_key(now)
        for then, now in zip(kept, around, strict=True)
    )


def _ordered(records: Records, graded: Sequence[tuple[MemoryPair, int]]) -> tuple[Match, ...]:
    """Return matches, the best first, of equals by the order of the memories; each target once."""
    if not graded:
        return ()
    memories = {memory.id: memory for memory in records.memory.memories()}
    last = len(memories)
    order = {memory: place for place, memory in enumerate(memories)}
    ranked = sorted(graded, key=lambda item: (-item[1], order.get(item[0].memory, last)))
    named = [
        Match(
            pair,
            score,
            memory=memories[pair.memory].name if pair.memory in memories else pair.memory,
        )
        for pair, score in ranked
    ]
    seen: dict[str, Match] = {}
    for match in named:
        seen.setdefault(match.pair.target, match)
    return tuple(seen.values())


def _adapted(match: Match, text: str, named: Named) -> Match:
    """Return a match with the numbers, dates and names of this source text."""
    pair = match.pair
    outcome = adapted(
        pair.source, text, pair.target, pair.source_language, pair.target_language, named
    )
    return replace(match, text=outcome.text, marks=outcome.marks, missing=outcome.missing)


def _names(records: Records, place: Workplace, source: Language, target: Language) -> Named:
    """Return what gives the target's forms of a name by the terms that hold today."""

    @cache
    def named(name: str) -> tuple[str, ...]:
        today = place.now().date()
        terms = records.terms.with_form(source, name)
        forms = (term.preferred(target) for term in terms if term.valid(today))
        return tuple(form for form in forms if form is not None)

    return named


def _with_stories(records: Records, matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return matches with the names of the stories they come from."""
    wanted = {match.pair.story for match in matches if match.pair.story}
    stories = records.stories.some(wanted) if wanted else {}
    return tuple(
        replace(match, story=stories[match.pair.story].slug_word)
        if match.pair.story in stories
        else match
        for match in matches
    )


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
