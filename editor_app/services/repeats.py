"""Repeats: what is confirmed once is offered everywhere it recurs in the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.link import Made
from editor_app.domain.messages import Message
from editor_app.services.links import segments_of
from editor_app.services.remembering import empty_rows
from editor_app.services.settling import settled
from editor_app.services.target_texts import Filled, filled_where_open
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.repeating import Repeat, repeats


@dataclass(frozen=True)
class Recurring:
    """A row of a language version that a text of the same version may be put into."""

    article: ArticleId
    language: Language
    repeat: Repeat


class RepeatService:
    """The verbs on texts that recur."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def find(self, article_id: ArticleId, *, alone: bool = False) -> tuple[Recurring, ...]:
        """Return what recurs in all translations of the article's story, or in it ``alone``.

        Raises NotFound.
        """
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            others = () if alone else records.articles.of_story(article.story)
            rest = [version for version in others if version.id != article_id]
            versions = (article, *sorted(rest, key=lambda version: version.language))
            return tuple(
                Recurring(version.id, version.language, repeat)
                for version in versions
                if version.translated_from is not None
                for repeat in repeats(segments_of(records, version), self._place.landmarks)
            )

    def put(self, chosen: Iterable[Recurring]) -> Changes:
        """Put texts into their rows as drafts, all in one step that can be taken back.

        A row in which somebody has written meanwhile, or whose source has changed, stays as it is.
        Raises NotFound.
        """
        wanted: dict[ArticleId, list[Repeat]] = defaultdict(list)
        for item in chosen:
            wanted[item.article].append(item.repeat)
        with self._place.database.writing() as records:
            filled = {name: self._put(records, name, rows) for name, rows in wanted.items()}
            changed = self._changed(records, filled)
        count = sum(map(len, filled.values()))
        if not count:
            return Changes()
        said = Message("repeats-filled", {"count": count})
        return changed.undone_by(said, lambda: self._take_back(filled, wanted))

    def _put(self, records: Records, article_id: ArticleId, wanted: Iterable[Repeat]) -> Filled:
        article = settled(records, self._place, article_id)
        texts = {repeat.sources: (repeat.source_text, repeat.text) for repeat in wanted}
        return filled_where_open(records, self._place, article, texts, Made.MEMORY)

    def _take_back(
        self, filled: Mapping[ArticleId, Filled], wanted: Mapping[ArticleId, list[Repeat]]
    ) -> Changes:
        """Empty the rows again; what somebody has worked on since then stays."""
        with self._place.database.writing() as records:
            for article_id, rows in filled.items():
                article = settled(records, self._place, article_id)
                empty_rows(records, self._place, article, rows)
            changed = self._changed(records, filled)
            languages = {item: records.articles.get(item).language for item in wanted}
        again = tuple(
            Recurring(article, languages[article], repeat)
            for article, rows in wanted.items()
            for repeat in rows
        )
        said = Message("repeats-filled", {"count": sum(map(len, filled.values()))})
        return changed.undone_by(said, lambda: self.put(again))

    def _changed(self, records: Records, filled: Mapping[ArticleId, Filled]) -> Changes:
        articles = frozenset(article for article, rows in filled.items() if rows)
        stories = frozenset(records.articles.get(article).story for article in articles)
        return Changes(stories=stories, articles=articles)
