"""How was this translated before? Words looked up in the memory and in past stories, either way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId, Language, PairId, StoryId
from editor_app.domain.link import Made, Segment
from editor_app.domain.term import MemoryPair
from editor_app.services.links import segments_of, translations_of
from editor_app.storage.records import Records
from editor_app.storage.records.search_words import Wanted, title_ranges, wanted
from editor_app.text.cleaning import clean
from editor_app.text.matching import memory_key

NEVER = datetime.min.replace(tzinfo=UTC)
MOST_STORIES = 12
"""Texts of past stories whose rows are looked through."""


class Found(StrEnum):
    """Where a translation was found."""

    MEMORY = "memory"
    ARCHIVE = "archive"


@dataclass(frozen=True)
class Instance:
    """Words with what was made of them.

    ``text`` holds the words at ``ranges`` (code points), ``other`` is what stands on the other
    side: its translation, or with ``backwards`` what it was translated from. ``where`` is the name
    of the memory (empty: the desk's own) or the slug word of the story.
    """

    text: str
    other: str
    language: Language
    other_language: Language
    ranges: tuple[tuple[int, int], ...]
    backwards: bool
    found: Found
    where: str
    when: datetime | None = None
    editor: str = ""
    story: StoryId | None = None
    article: ArticleId | None = None
    pair: PairId | None = None


def look_up(
    records: Records,
    typed: str,
    language: Language | None,
    other: Language | None,
    most: int,
) -> tuple[Instance, ...]:
    """Return where the typed words stand and what was made of them, the newest first.

    ``language`` is that of the words, ``other`` that of the other side; None is any. Marks and
    Chinese forms make no difference; of words typed with marks, texts that have these come first.
    """
    text = clean(typed).text.strip()
    sought = wanted(text)
    if not sought.terms:
        return ()
    marked = memory_key(text).lower()
    fits = _fitting(language, other)
    seen: dict[tuple[str, str], Instance] = {}
    for instance in (
        *_in_memory(records, text, sought, fits, most),
        *_in_archive(records, text, sought, fits, language),
    ):
        seen.setdefault((memory_key(instance.text), memory_key(instance.other)), instance)
    newest = sorted(seen.values(), key=lambda item: item.when or NEVER, reverse=True)
    found = sorted(newest, key=lambda item: marked not in memory_key(item.text).lower())
    return tuple(found[:most])


def _fitting(
    language: Language | None, other: Language | None
) -> Callable[[Language, Language], bool]:
    def fits(here: Language, there: Language) -> bool:
        return language in {None, here} and other in {None, there}

    return fits


def _in_memory(
    records: Records,
    text: str,
    sought: Wanted,
    fits: Callable[[Language, Language], bool],
    most: int,
) -> Iterator[Instance]:
    names = {memory.id: memory.name for memory in records.memory.memories()}
    for backwards in (False, True):
        for pair in records.memory.holding(text, most * 4, in_target=backwards):
            instance = _of_pair(pair, sought, names.get(pair.memory, ""), backwards=backwards)
            if instance.ranges and fits(instance.language, instance.other_language):
                yield instance


def _of_pair(pair: MemoryPair, sought: Wanted, name: str, *, backwards: bool) -> Instance:
    sides = [(pair.source, pair.source_language), (pair.target, pair.target_language)]
    (text, language), (other, other_language) = sides[::-1] if backwards else sides
    return Instance(
        text,
        other,
        language,
        other_language,
        title_ranges(text, sought),
        backwards,
        Found.MEMORY,
        name,
        pair.confirmed,
        pair.editor,
        pair.story,
        pair.article,
        pair.id,
    )


def _in_archive(
    records: Records,
    text: str,
    sought: Wanted,
    fits: Callable[[Language, Language], bool],
    language: Language | None,
) -> Iterator[Instance]:
    """Yield rows of past stories; confidential ones, and unread ones of a machine, are left out."""
    hits = records.search.query(text, language, MOST_STORIES)
    stories = records.stories.some({hit.story for hit in hits})
    for hit in hits:
        story = stories.get(hit.story)
        if story is None or story.sensitive:
            continue
        article = records.articles.get(hit.article)
        for source, target in _versions(records, article):
            backwards = target.id == article.id
            languages = (source.language, target.language)
            for row in filter(_may_be_shown, segments_of(records, target)):
                here, there = _sides(row, backwards=backwards)
                ranges = title_ranges(here, sought)
                known = languages[::-1] if backwards else languages
                if ranges and there.strip() and _holds_all(ranges, sought) and fits(*known):
                    yield Instance(
                        here,
                        there,
                        *known,
                        ranges,
                        backwards,
                        Found.ARCHIVE,
                        story.slug_word,
                        target.updated or target.published or target.created,
                        row.read_by,
                        story.id,
                        article.id,
                    )


def _may_be_shown(row: Segment) -> bool:
    """Say whether a row is somebody's: what a machine wrote and nobody has read is no precedent."""
    return row.made is not Made.MACHINE or row.state.finished


def _versions(records: Records, article: Article) -> Iterable[tuple[Article, Article]]:
    """Return the translations of an article and the one that it is, as (source, target)."""
    made = [(article, version) for version in translations_of(records, article)]
    if article.translated_from is not None:
        made.append((records.articles.get(article.translated_from), article))
    return made


def _sides(row: Segment, *, backwards: bool) -> tuple[str, str]:
    if backwards:
        return row.target_text, row.source_text
    return row.source_text, row.target_text


def _holds_all(ranges: tuple[tuple[int, int], ...], sought: Wanted) -> bool:
    """Say whether a row has as many places as words were typed: one word of many is not it."""
    return len(ranges) >= len(sought.words)
