"""Machine translation as a help that never confirms itself: engines, rules, and putting it in.

What a machine wrote stays marked as such until a named person has read it against the source
(``TranslationService.confirm`` keeps who and when). Confidential and embargoed stories never go
out, and nothing goes to an outside service before somebody has agreed to it by name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from editor_app.connectors.machine import BRIEFLY, GROUP, PATIENCE, MachineLine
from editor_app.connectors.web_requests import Patience, Transport
from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError, NotFound, NotTheSite, Refused
from editor_app.domain.ids import ArticleId, EngineId, Language, SiteId
from editor_app.domain.link import Address, Made, Segment, State
from editor_app.domain.machine import Engine, EngineKind, Suggestion
from editor_app.domain.messages import Message
from editor_app.domain.term import TermKind
from editor_app.formats.machine_page import MachinePage
from editor_app.services.deciding import article_changed
from editor_app.services.links import segments_of, source_language
from editor_app.services.machine_record import forget_emptied, machine_page, note_written
from editor_app.services.settling import settled
from editor_app.services.site_lines import SiteLines
from editor_app.services.target_texts import Filled, can_hold, emptied_rows, filled_where_open
from editor_app.services.term_shelves import TermShelves
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records
from editor_app.text.adapting import figures_read
from editor_app.text.checks.reference import Tables
from editor_app.text.counting import main_language
from editor_app.text.guarding import Guarded, Stretch, guarded, restored
from editor_app.text.plain import strip_block
from editor_app.text.term_offers import Origin, serving

Guard = Callable[[str], Guarded]
"""Protects the terms of a text and its marks."""

FACT = "machine engines"
UNINFLECTED = frozenset({"vi", "zh"})
"""Languages whose words do not change their form: any term may stand in for itself there."""


@dataclass(frozen=True)
class MachineReport:
    """What came of it: rows filled, and rows whose marks or terms the machine lost.

    ``trouble`` says why it ended before all rows were through.
    """

    filled: int
    bare: int
    changes: Changes
    trouble: Message | None = None


class MachineService:
    """The verbs on translation engines."""

    def __init__(
        self,
        place: Workplace,
        lines: SiteLines,
        transport: Transport | None = None,
        shelves: TermShelves | None = None,
    ) -> None:
        """Work on this desk; keys are where the passwords of sites are.

        ``shelves`` find the terms, and the names and offices of tables (None: terms alone).
        """
        self._place, self._lines, self._transport = place, lines, transport
        self._shelves = shelves or TermShelves(place.terms, Tables)

    # -- engines

    def engines(self) -> tuple[Engine, ...]:
        """Return the engines that the desk has set up, in their order."""
        with self._place.database.reading() as records:
            return _engines(records)

    def put(self, engine: Engine, key: str | None = None) -> Changes:
        """Keep an engine, new or changed; ``key`` None leaves its key as it is.

        One that moved to another host has to be agreed to anew. Raises Refused without name or
        address, and SecretsUnavailable.
        """
        if not engine.name.strip() or not engine.url.strip():
            raise Refused("machine-without-address")
        MachineLine(engine).close()  # refuses an address that is not safe
        with self._place.database.writing() as records:
            known = {item.id: item for item in _engines(records)}
            before = known.get(engine.id)
            if before is not None and before.host != engine.host:
                engine = replace(engine, agreed_by="", agreed=None)
            _keep(records, (known | {engine.id: engine}).values())
        if key is not None:
            self._lines.sign_in(SiteId(engine.id), key)
        return Changes(settings=True)

    def remove(self, engine_id: EngineId) -> Changes:
        """Take an engine and its key away."""
        with self._place.database.writing() as records:
            _keep(records, [item for item in _engines(records) if item.id != engine_id])
        self._lines.sign_out(SiteId(engine_id))
        return Changes(settings=True)

    def agree(self, engine_id: EngineId) -> Changes:
        """Let texts go to an engine's host: the editor has read what goes where.

        Raises Refused when nobody says a name.
        """
        now, editor = self._place.now(), self._place.editor().strip()
        if not editor:
            raise Refused("machine-agreed-by-nobody")
        with self._place.database.writing() as records:
            _keep(
                records,
                [
                    replace(item, agreed=now, agreed_by=editor) if item.id == engine_id else item
                    for item in _engines(records)
                ],
            )
        return Changes(settings=True)

    def has_key(self, engine_id: EngineId) -> bool:
        """Say whether there is a key for an engine. Raises SecretsUnavailable."""
        return bool(self._lines.key_of(engine_id))

    def trial(self, engine: Engine, key: str | None = None) -> str:
        """Have one harmless sentence translated; return it. Raises ConnectionTrouble.

        With the ``key`` given, else with the one that is kept; nothing is kept by this.
        """
        known = self._lines.key_of(engine.id) if key is None else key
        with closing(MachineLine(engine, known, self._transport)) as line:
            return line.translate(("Xin chào",), Language("vi"), Language("en"))[0]

    # -- translating

    def translate(
        self,
        article_id: ArticleId,
        engine_id: EngineId,
        sources: Iterable[Address] | None = None,
        progress: Progress = silent,
    ) -> MachineReport:
        """Let an engine write the rows with these sources, all rows to do without them.

        Rows that have a text are left alone, and so are rows whose source or target somebody has
        changed while the machine was at work. Everything arrives as an unread draft. Raises Refused
        (confidential, embargoed, not agreed), ConnectionTrouble, Cancelled; once there are rows
        that are filled, a trouble ends the work and stands in the report.
        """
        engine = self._engine(engine_id)
        wanted = None if sources is None else frozenset(sources)
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            self._may_go_out(records, article, engine)
            here = source_language(records, article)
            rows = _open_rows(records, article, wanted)
        guard = self._guard_of(here, article.language)
        filled: dict[tuple[Address, ...], str] = {}
        bare, trouble = 0, None
        with self._line(engine) as line:
            for start in range(0, len(rows), GROUP):
                group = rows[start : start + GROUP]
                try:
                    progress(start, len(rows), Message("machine-at-work", {"name": engine.name}))
                    self._may_go_on(article_id, engine_id)
                    texts = [row.source_text for row in group]
                    answers, lost = _ask(line, texts, guard, here, article.language)
                except EditorError as error:
                    if not filled:
                        raise
                    trouble = error.message
                    break
                bare += lost
                filled |= self._put(article_id, group, answers, engine.name)
        said = Message("machine-filled", {"count": len(filled), "name": engine.name})
        changes = article_changed(article).undone_by(said, lambda: self._empty(article, filled))
        return MachineReport(len(filled), bare, changes if filled else Changes(), trouble)

    def open_rows(self, article_id: ArticleId) -> int:
        """Count the rows that ``translate`` would have written. Raises NotFound."""
        with self._place.database.reading() as records:
            return len(_open_rows(records, records.articles.get(article_id)))

    def unread(self, article_id: ArticleId) -> tuple[Segment, ...]:
        """Return the rows that a machine wrote and nobody has read yet."""
        with self._place.database.reading() as records:
            rows = segments_of(records, records.articles.get(article_id))
        return tuple(row for row in rows if row.made is Made.MACHINE and not row.state.finished)

    def page(self, article_id: ArticleId) -> MachinePage:
        """Return what a machine wrote in a language version, and who read it when.

        Raises NotFound, and Refused for a source.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            if article.translated_from is None:
                raise Refused("machine-source")
            return machine_page(records, self._place, article)

    def bar(self, records: Records, article: Article) -> Message | None:
        """Say why no text of a translation may go to any engine; None when it may."""
        story = records.stories.get(article.story)
        if article.translated_from is None:
            return Message("machine-source")
        if story.sensitive:
            return Message("machine-sensitive")
        if story.embargo is not None and story.embargo > self._place.now():
            return Message("machine-embargoed")
        return None

    def suggest(self, article_id: ArticleId, engine_id: EngineId, text: str) -> Suggestion:
        """Return what an engine makes of a source text; nothing is written anywhere.

        Raises as ``translate`` does.
        """
        engine = self._engine(engine_id)
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            self._may_go_out(records, article, engine)
            source = source_language(records, article)
        guard = self._guard_of(source, article.language)
        with self._line(engine, BRIEFLY) as line:
            [answer], lost = _ask(line, [text], guard, source, article.language)
        if not answer:
            raise NotTheSite("machine-strange-answer", site=engine.host)
        read = figures_read(text, answer, source, article.language)
        kept = () if lost else dict.fromkeys(filter(_has_words, guard(text).kept.values()))
        return Suggestion(
            engine.id, engine.name, answer, tuple(kept), bool(lost), read.marks, read.missing
        )

    # -- the inner workings

    def _engine(self, engine_id: EngineId) -> Engine:
        found = next((item for item in self.engines() if item.id == engine_id), None)
        if found is None:
            raise NotFound(name=engine_id)
        return found

    def _guard_of(self, source: Language, target: Language) -> Guard:
        """Return what protects in a text the words that Assist shows, as they are to be said.

        A word that the target inflects is left to the machine.
        """
        with self._place.database.reading() as records:
            shelf = self._shelves.shelf(records, source, target)
        day = self._place.now().date()

        def guard(text: str) -> Guarded:
            found = [
                Stretch(*span, offer.target)
                for span, offer in serving(shelf.offers(text, day)).items()
                if offer.origin is not Origin.NAME
                if offer.term.kind is not TermKind.TERM or main_language(target) in UNINFLECTED
            ]
            return guarded(text, found)

        return guard

    def _line(self, engine: Engine, patience: Patience = PATIENCE) -> closing[MachineLine]:
        key = self._lines.key_of(engine.id)
        return closing(MachineLine(engine, key, self._transport, patience))

    def _may_go_out(self, records: Records, article: Article, engine: Engine) -> None:
        bar = self.bar(records, article)
        if bar is not None:
            raise Refused(bar.key)
        if not engine.may_be_used:
            raise Refused("machine-not-agreed", name=engine.name, host=engine.host)

    def _may_go_on(self, article_id: ArticleId, engine: EngineId) -> None:
        """Raise Refused, or NotFound, when texts of this story may not go there any more."""
        known = self._engine(engine)
        with self._place.database.reading() as records:
            self._may_go_out(records, records.articles.get(article_id), known)

    def _put(
        self, article_id: ArticleId, group: list[Segment], answers: list[str], engine: str
    ) -> Filled:
        """Put the answers into rows that are still as they were, in one transaction."""
        texts = {
            row.sources: (row.source_text, answer)
            for row, answer in zip(group, answers, strict=True)
            if answer
        }
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            filled = filled_where_open(records, self._place, article, texts, Made.MACHINE)
            written = {target for targets in filled for target in targets}
            if written:
                note_written(records, article_id, written, engine, self._place.now())
        return filled

    def _empty(self, article: Article, filled: Filled) -> Changes:
        """Take out again what nobody has read or touched."""
        with self._place.database.writing() as records:
            now = settled(records, self._place, article.id)
            emptied_rows(records, self._place, now, filled, Made.MACHINE)
            forget_emptied(records, article.id)
        return article_changed(article)


def _open_rows(
    records: Records, article: Article, wanted: frozenset[Address] | None = None
) -> list[Segment]:
    """Return the rows to do, with these sources, that have a place for a text."""
    return [
        row
        for row in segments_of(records, article)
        if wanted is None or not wanted.isdisjoint(row.sources)
        if row.state is State.TO_DO and row.source_text.strip() and not row.target_text.strip()
        if can_hold(records, article, row)
    ]


def _ask(
    line: MachineLine,
    texts: Sequence[str],
    guard: Guard,
    source: Language,
    target: Language,
) -> tuple[list[str], int]:
    """Return the translations of texts, and of how many the marks or terms were lost."""
    guards = [guard(text) for text in texts]
    answers = line.translate([guard.text for guard in guards], source, target)
    whole = [restored(answer, guard.kept) for guard, answer in zip(guards, answers, strict=True)]
    lost = [place for place, text in enumerate(whole) if text is None]
    again: Iterator[str] = iter(())
    if lost:
        plain = [strip_block(texts[place]) for place in lost]
        again = iter(line.translate(plain, source, target))
    return [next(again).strip() if text is None else text for text in whole], len(lost)


def _has_words(kept: str) -> bool:
    """Say whether somebody would read what was kept from a machine: no sign of bold or a link."""
    return any(letter.isalnum() for letter in kept) and "](" not in kept


def _engines(records: Records) -> tuple[Engine, ...]:
    text = records.facts.get(FACT)
    return tuple(_engine(item) for item in json.loads(text)) if text else ()


def _keep(records: Records, engines: Iterable[Engine]) -> None:
    kept = [
        asdict(item) | {"agreed": item.agreed.isoformat() if item.agreed else None}
        for item in engines
    ]
    records.facts.put(FACT, json.dumps(kept, ensure_ascii=False))


def _engine(item: Mapping[str, Any]) -> Engine:
    agreed = item["agreed"]
    return Engine(
        EngineId(item["id"] or ""),
        EngineKind(item["kind"] or ""),
        item["name"] or "",
        item["url"] or "",
        item["model"] or "",
        item["agreed_by"] or "",
        datetime.fromisoformat(agreed) if agreed else None,
        bool(item.get("by_itself")),
    )
