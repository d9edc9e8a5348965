"""Translation: language versions, their rows, confirming, leaving out, and what memory offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_

from editor_app.domain.article import Article
from editor_app.domain.block import Block
from editor_app.domain.changes import Changes
from editor_app.domain.errors import NotFound, Refused
from editor_app.domain.ids import ArticleId, BlockId, Language, StoryId, new_id
from editor_app.domain.link import (
    Address,
    LeftOut,
    Made,
    Segment,
    State,
)
from editor_app.domain.messages import Message
from editor_app.domain.term import Match
from editor_app.services.captions import use_shown_photos
from editor_app.services.deciding import (
    article_changed,
    confirmed_in,
    linked_in,
    looked_at_in,
    minor_in,
)
from editor_app.services.links import (
    refresh_links,
    segments_of,
    translations_of,
    words,
)
from editor_app.services.remembering import (
    empty_rows,
    fill_rows,
    matches_for,
    neighbours,
)
from editor_app.services.settling import settle, settled
from editor_app.services.target_texts import Filled, put_target, source_texts
from editor_app.services.views import Created
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.words import Words, address_at


class TranslationService:
    """The verbs of the Translate view."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def start(
        self, story_id: StoryId, language: Language, source: ArticleId | None = None
    ) -> Created:
        """Begin a language version; photos come along with their desk captions.

        ``source`` is the article to translate from (None: the story's source). Raises Refused
        when the language is there already or no edition has it, NotFound.
        """
        with self._place.database.writing() as records:
            article = self.begin(records, story_id, language, source)
        changes = Changes(stories=frozenset({story_id}), articles=frozenset({article.id}))
        return Created(story_id, article.id, changes)

    def begin(
        self,
        records: Records,
        story_id: StoryId,
        language: Language,
        source: ArticleId | None = None,
    ) -> Article:
        """Begin a language version inside an open transaction, as ``start`` does."""
        if all(edition.language != language for edition in records.editions.all()):
            raise Refused("no-edition", language=language)
        for version in records.articles.of_story(story_id):
            settle(records, self._place, version.id)
        versions = records.articles.of_story(story_id)
        if any(version.language == language for version in versions):
            raise Refused("language-exists", language=language)
        original = _source(versions, story_id) if source is None else records.articles.get(source)
        lines = tuple(
            Block(BlockId(new_id()), block.kind, block.text)
            for block in original.body
            if not block.kind.holds_words
        )
        article = Article(
            ArticleId(new_id()),
            story_id,
            language,
            self._place.now(),
            translated_from=original.id,
            body=lines,
            planned=original.planned,
        )
        records.articles.add(article)
        use_shown_photos(records, article)
        refresh_links(records, self._place, article)
        return article

    def segments(self, article_id: ArticleId) -> tuple[Segment, ...]:
        """Return the rows of the Translate view, in the order of the source."""
        with self._place.database.reading() as records:
            return segments_of(records, records.articles.get(article_id))

    # -- states

    def confirm(
        self,
        article_id: ArticleId,
        targets: Iterable[Address],
        state: State = State.TRANSLATED,
    ) -> Changes:
        """Set target texts translated or reviewed, and give the pair to the memory.

        The source texts as they are now become those it was made from, so nothing stays stale.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            return confirmed_in(records, self._place, article, tuple(targets), state)

    def looked_at(self, article_id: ArticleId, targets: Iterable[Address]) -> Changes:
        """Say that the source's change needs no new words: the target is no longer stale."""
        with self._place.database.writing() as records:
            article = records.articles.get(article_id)
            return looked_at_in(records, self._place, article, tuple(targets))

    def minor_edit(self, article_id: ArticleId, part: str, caret: int) -> Changes:
        """Say that the change of a source text was minor: no translation of it is stale.

        The text is that of a field, or of the body's paragraph at ``caret`` (code points). Nothing
        happens where no translation was stale.
        """
        with self._place.database.writing() as records:
            source = settled(records, self._place, article_id)
            address = address_at(source, part, caret)
            if address is None:
                return Changes()
            return self._minor_in(records, source, address)

    def _minor_in(self, records: Records, source: Article, address: Address) -> Changes:
        """Say so of one text, in all translations; undone and done again as a whole."""
        versions = translations_of(records, source)
        done = [minor_in(records, self._place, version, address) for version in versions]
        changes = reduce(or_, done, Changes())
        if not changes:
            return Changes()
        said = Message("minor-edit")

        def back() -> Changes:
            inverses = [item.inverse for item in done if item.inverse is not None]
            undone = reduce(or_, (inverse() for inverse in inverses), Changes())
            return undone.undone_by(said, again)

        def again() -> Changes:
            with self._place.database.writing() as then:
                now = settled(then, self._place, source.id)
                return self._minor_in(then, now, address)

        return changes.undone_by(said, back)

    def leave_out(self, article_id: ArticleId, sources: Iterable[Address]) -> Changes:
        """Decide that the translation does without these source texts."""
        wanted = tuple(sources)
        now, editor = self._place.now(), self._place.editor()

        def decided(texts: Mapping[Address, str]) -> Iterable[LeftOut]:
            return (
                LeftOut(article_id, source, texts.get(source, ""), editor, now) for source in wanted
            )

        return self._decide(article_id, wanted, decided, Message("segment-left-out"))

    def take_back(self, article_id: ArticleId, sources: Iterable[Address]) -> Changes:
        """Take back the decision to leave source texts out."""
        wanted = tuple(sources)
        return self._decide(article_id, wanted, lambda _texts: (), Message("segment-taken-back"))

    def _decide(
        self,
        article_id: ArticleId,
        sources: tuple[Address, ...],
        decided: Callable[[Mapping[Address, str]], Iterable[LeftOut]],
        said: Message,
    ) -> Changes:
        """Let these be the decisions about source texts, for their texts of now.

        Undone they are what they were, of the text that they were made about.
        """
        with self._place.database.writing() as records:
            article = records.articles.get(article_id)
            texts = source_texts(records, article)
            known = records.links.left_out(article_id)
            before = tuple(item for item in known if item.source in sources)
            for source in sources:
                records.links.remove_left_out(article_id, source)
            for item in decided(texts):
                records.links.add_left_out(item)
            refresh_links(records, self._place, article)

        def as_before(there: Mapping[Address, str]) -> Iterable[LeftOut]:
            return (item for item in before if item.source in there)

        return article_changed(article).undone_by(
            said, lambda: self._decide(article_id, sources, as_before, said)
        )

    # -- links by hand

    def link(
        self, article_id: ArticleId, targets: Iterable[Address], sources: Iterable[Address]
    ) -> Changes:
        """Say by hand which source texts these target texts render, instead of what stood there.

        Without any they are the translator's own text, which no linking by content links again.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            return linked_in(records, self._place, article, frozenset(targets), tuple(sources))

    def sources(self, article_id: ArticleId) -> Words:
        """Return the paragraphs of the source with their addresses, to choose among by hand."""
        with self._place.database.reading() as records:
            original = records.articles.get(article_id).translated_from
            known = words(records, original) if original is not None else ()
        return tuple((address, text) for address, text in known if address.block and text.strip())

    # -- memory

    def matches(self, article_id: ArticleId, sources: Iterable[Address]) -> tuple[Match, ...]:
        """Return what the memory offers for these source texts together, the best first."""
        wanted = tuple(sources)
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            if article.translated_from is None:
                return ()
            texts = words(records, article.translated_from)
            known = dict(texts)
            text = "\n\n".join(known[source] for source in wanted if source in known)
            around = neighbours(texts, wanted)
            return matches_for(records, self._place, article, text, around)

    def fill(self, article_id: ArticleId) -> Changes:
        """Put the exact matches of the memory into all rows that are still to do, as drafts.

        One step back empties them all again.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            filled = fill_rows(records, self._place, article)
        if not filled:
            return Changes()
        said = Message("memory-filled", {"count": len(filled)})
        return article_changed(article).undone_by(said, lambda: self._empty(article_id, filled))

    def _empty(self, article_id: ArticleId, filled: Filled) -> Changes:
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            empty_rows(records, self._place, article, filled)
        said = Message("memory-filled", {"count": len(filled)})
        return article_changed(article).undone_by(said, lambda: self.fill(article_id))

    def write(
        self,
        article_id: ArticleId,
        sources: Iterable[Address],
        text: str,
        state: State = State.DRAFT,
    ) -> Changes:
        """Write the translation of a row that holds these sources (for scripts and the demo)."""
        wanted = set(sources)
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            row = next(
                (row for row in segments_of(records, article) if wanted & set(row.sources)), None
            )
            if row is None:
                raise NotFound(name=", ".join(sorted(item.part for item in wanted)))
            targets = put_target(records, self._place, article, row, text, Made.HAND)
        changes = article_changed(article)
        return changes | self.confirm(article_id, targets, state) if state.finished else changes


def _source(versions: tuple[Article, ...], story: StoryId) -> Article:
    found = next((item for item in versions if item.translated_from is None), None)
    if found is None:
        raise NotFound(name=story)
    return found
