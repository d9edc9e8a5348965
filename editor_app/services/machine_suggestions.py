"""What a machine suggests for a paragraph: asked once per text, remembered while the desk is open.

A suggestion stands beside the paragraph and is inserted by hand or not at all. What was inserted is
marked as a machine's until a named person has read it against the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId, EngineId, Language
from editor_app.domain.link import Address, block_address
from editor_app.domain.machine import Engine, Suggestion
from editor_app.domain.messages import Message
from editor_app.services.captions import forget_desk_caption
from editor_app.services.deciding import article_changed
from editor_app.services.links import refresh_links, segments_of
from editor_app.services.machine import MachineService
from editor_app.services.machine_record import note_written
from editor_app.services.row_views import Intent, SeenRow
from editor_app.services.settling import settled
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.fuzzy import LEAST, per_cent

MOST = 2_000
"""Suggestions that are remembered; the oldest are forgotten first."""

Asked = tuple[EngineId, str, str, Language | None, Language, str]
"""An engine, its address and model, two languages and a source text."""


@dataclass(frozen=True)
class MachineOffer:
    """The engine that serves a paragraph, why nothing may go to it, and what it has said before.

    ``editor`` is who would agree to it.
    """

    engine: Engine
    bar: Message | None = None
    known: Suggestion | None = None
    editor: str = ""


class SuggestionService:
    """The verbs on a machine's suggestions for single paragraphs."""

    def __init__(self, place: Workplace, machine: MachineService) -> None:
        """Work on this desk, with its engines."""
        self._place, self._machine = place, machine
        self._known: dict[Asked, Suggestion] = {}

    def offered(self, article_id: ArticleId, text: str, preferred: str = "") -> MachineOffer | None:
        """Return what serves a source text; nothing goes out. None when no engine is set up.

        That is the ``preferred`` engine, else the first that may be used, else the first. Raises
        NotFound.
        """
        engine = _chosen(self._machine.engines(), preferred)
        if engine is None:
            return None
        with self._place.database.reading() as records:
            bar = self._machine.bar(records, records.articles.get(article_id))
            asked = _asked(records, engine, article_id, text)
        known = self._known.get(asked) if bar is None else None
        return MachineOffer(engine, bar, known, self._place.editor())

    def ask(self, article_id: ArticleId, engine: Engine, text: str) -> Suggestion:
        """Return what an engine makes of a source text, asking it when that is not known yet.

        Raises Refused (confidential, embargoed, not agreed) and ConnectionTrouble.
        """
        with self._place.database.reading() as records:
            asked = _asked(records, engine, article_id, text)
        known = self._known.get(asked)
        if known is not None:
            return known
        found = self._machine.suggest(article_id, engine.id, text)
        self._known[asked] = found
        while len(self._known) > MOST:
            self._known.pop(next(iter(self._known)))
        return found

    def inserted(
        self, article_id: ArticleId, row: SeenRow, intent: Intent | None, suggestion: Suggestion
    ) -> Changes:
        """Mark as an unread machine's what was just put into a row, once it is settled.

        So is what somebody has made of it by then; other words are not marked. Raises NotFound.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            known = records.links.renderings(article_id)
            targets = [item for item in _targets(records, article, row, intent) if item in known]
            for target in targets:
                records.links.set_rendering(known[target].by_machine())
            for use in records.uses.of_article(article_id):
                if any(target.owner == use.id for target in targets):
                    forget_desk_caption(records, use)  # settling took it for somebody's words
            if targets:
                refresh_links(records, self._place, article)
                now = self._place.now()
                note_written(records, article_id, targets, suggestion.name, now)
        return article_changed(article) if targets else Changes()


def _targets(
    records: Records, article: Article, row: SeenRow, intent: Intent | None
) -> Iterable[Address]:
    """Return where the words of a row stand."""
    if intent is not None:
        written = [block_address(article.id, block) for block in intent.found_in(article.body)]
        if written:
            return written
    now = row.found_in(segments_of(records, article))
    return now.targets if now is not None and _is_made_of(row.target, now.target_text) else ()


def _is_made_of(said: str, text: str) -> bool:
    """Say whether a text is what was said, or what somebody made of it who typed on at once."""
    return bool(text.strip()) and per_cent(said, text) >= LEAST


def _chosen(engines: Iterable[Engine], preferred: str) -> Engine | None:
    every = tuple(engines)
    ready = [engine for engine in every if engine.may_be_used]
    wanted = next((engine for engine in every if engine.id == preferred), None)
    return wanted or next(iter(ready or every), None)


def _asked(records: Records, engine: Engine, article: ArticleId, text: str) -> Asked:
    return engine.id, engine.url, engine.model, *records.articles.languages(article), text
