"""Translations out to a translator and back: sent, compared before anything is taken, taken.

What was sent is kept. What comes back is laid beside it and beside what stands there now; only
rows that somebody chose are written, and one step back undoes them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.ids import ArticleId, Language, UseId, new_id
from editor_app.domain.label import is_label
from editor_app.domain.link import BLOCK, Address, Segment, State
from editor_app.domain.messages import Message
from editor_app.formats.bilingual_word import write_bilingual
from editor_app.formats.exchange_rows import (
    OURS,
    ExchangeFile,
    ExchangeNote,
    ExchangeRow,
    restored,
    row_of,
)
from editor_app.formats.inline_parts import markdown_of
from editor_app.formats.language_tags import fitting, same_language
from editor_app.formats.translation_files import is_word, read_translation, returned_form
from editor_app.formats.xliff import XliffVersion, write_xliff
from editor_app.services.exchange_taking import take_rows, undo_rows
from editor_app.services.exchange_views import (
    Difference,
    Outcome,
    RowDifference,
    SendKind,
    Sent,
    Taken,
)
from editor_app.services.label_exchange import (
    give_labels,
    label_rows,
    lacking_rows,
    of_labels,
    take_labels_back,
    touched_by_all,
)
from editor_app.services.links import segments_of, source_language
from editor_app.services.returned_notes import only_new
from editor_app.services.sendings import (
    Sending,
    SentRow,
    keep,
    named_in,
    original_of,
    sending_of,
    sendings_of,
)
from editor_app.services.settling import settled
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

_VERSIONS = {
    SendKind.XLIFF_12: XliffVersion.V12,
    SendKind.XLIFF_20: XliffVersion.V20,
    SendKind.XLIFF_21: XliffVersion.V21,
}


class ExchangeService:
    """The verbs of sending a translation out and taking it back."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def send(
        self,
        article_id: ArticleId,
        kind: SendKind,
        note: str = "",
        headings: tuple[str, str, str] = ("#", "", ""),
    ) -> Sent:
        """Return a translation as a file for a translator, and keep what was sent.

        Rows that are left out stay here; so do private notes. Names of section and tags that the
        language lacks go with the text. ``note`` is for the translator;
        ``headings`` stand over the columns of a Word file (empty: the languages). Raises NotFound,
        and Refused for a source, for a confidential story, and when there is nothing to translate.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            rows = self._sendable(records, article)
            language = source_language(records, article)
            sending = Sending(
                new_id(), self._place.now(), self._place.editor(), kind.value, _sent(rows)
            )
            keep(records, article_id, sending)
        file = ExchangeFile(
            language,
            article.language,
            tuple(_row(row) for row in rows),
            original_of(article_id, sending.id),
            (ExchangeNote(note, OURS),) if note.strip() else (),
            OURS,
            sending.at,
        )
        name = f"{article.slug or article_id[:8]}-{article.language}.{kind.ending}"
        if kind is SendKind.WORD:
            heads = (headings[0], headings[1] or language, headings[2] or article.language)
            data = write_bilingual(file, heads)
        else:
            data = write_xliff(file, _VERSIONS[kind])
        return Sent(sending.id, name, data, len(rows))

    def sent(self, article_id: ArticleId) -> tuple[Sending, ...]:
        """Return what was sent of a translation and is kept, the newest first."""
        with self._place.database.reading() as records:
            return sendings_of(records, article_id)

    def compare(self, data: bytes, name: str, article_id: ArticleId | None = None) -> Difference:
        """Return what a returned file would change; nothing is changed yet.

        ``article_id`` is the translation, for files that do not name it themselves. Raises
        Unreadable and its kin for the file, NotFound, and Refused when it is in other languages or
        belongs to another translation.
        """
        file = self._place.apart(read_translation, data, name)
        named = named_in(file.original)
        if article_id is None and named is None:
            raise Refused("exchange-not-ours", name=name)
        wanted = article_id or (named[0] if named else ArticleId(""))
        if named is not None and named[0] != wanted:
            raise Refused("exchange-other-article", name=name)
        with self._place.database.writing() as records:
            article = settled(records, self._place, wanted)
            _refuse_languages(records, article, file, name)
            sending = sending_of(records, wanted, named[1]) if named else None
            rows = segments_of(records, article)
            beside = (*rows, *label_rows(records, article))
            view = _Comparing(article, beside, sending, word=is_word(data))
            placed = view.placed(file.rows)
            difference = Difference(
                wanted,
                sending.id if sending else "",
                name,
                tuple(view.row(item) for item in placed if item.given.translate),
                view.missing(placed),
                _notes(file.notes),
                file.tool,
                sending is not None,
            )
            return only_new(records, rows, difference)

    def take(
        self,
        difference: Difference,
        units: Iterable[str] | None = None,
        state: State | None = None,
    ) -> Taken:
        """Write the returned texts of some units (None: of all that changed without conflict).

        Each becomes what the file says of it, a draft when it says nothing, or ``state`` when that
        is given; a row whose source has changed meanwhile is shown as such. What this desk calls
        reviewed is never set by a file, and what a machine or the memory of another tool put in
        stays a draft. All notes become private notes, each once. Rows that changed since the
        difference was made are left. Undone in one step.
        """
        chosen = set(units) if units is not None else None
        wanted = tuple(
            row
            for row in difference.rows
            if row.outcome.takeable
            and (row.unit in chosen if chosen is not None else row.outcome is Outcome.CHANGED)
        )
        with self._place.database.writing() as records:
            article = settled(records, self._place, difference.article)
            names = of_labels(wanted)
            texts = tuple(row for row in wanted if row not in names)
            done = take_rows(records, self._place, article, difference, texts, state)
            given = give_labels(records, article, names)
        units = (*done.units, *(item.unit for item in given))
        left = tuple(row.unit for row in wanted if row.unit not in units)
        changes = done.changes | touched_by_all(article, given)
        if not changes:
            return Taken(changes, (), left)
        said = Message("exchange-taken", {"count": len(units)}) if given else done.said

        def undo() -> Changes:
            undone = undo_rows(self._place, difference.article, done)
            return undone | take_labels_back(self._place, difference.article, given)

        return Taken(changes.undone_by(said, undo), units, left, len(done.notes))

    def _sendable(self, records: Records, article: Article) -> tuple[Segment, ...]:
        if article.translated_from is None:
            raise Refused("exchange-of-source")
        if records.stories.get(article.story).sensitive:
            raise Refused("exchange-sensitive")
        rows = tuple(
            row
            for row in segments_of(records, article)
            if row.source_text.strip() and row.state is not State.LEFT_OUT
        )
        if not rows:
            raise Refused("exchange-nothing")
        return (*rows, *lacking_rows(records, article))


def unit_of(row: Segment) -> str:
    """Return the id of a row's unit: ``block.…``, ``field.headline``, ``caption.…``, ``tag.…``."""
    first = row.sources[0]
    if is_label(first):
        return f"{first.part}.{first.owner}"
    if first.part.startswith(BLOCK):
        return f"block.{first.part.removeprefix(BLOCK)}"
    if first.part in {"caption", "alt"}:
        return f"{first.part}.{UseId(first.owner)}"
    return f"field.{first.part}"


def _name(row: Segment) -> str:
    first = row.sources[0]
    return "paragraph" if first.part.startswith(BLOCK) else first.part


def _sent(rows: Iterable[Segment]) -> tuple[SentRow, ...]:
    return tuple(
        SentRow(unit_of(row), _name(row), row.source_text, row.target_text) for row in rows
    )


def _row(row: Segment) -> ExchangeRow:
    return row_of(
        unit_of(row),
        row.source_text,
        row.target_text,
        state=row.state,
        made=row.made if row.target_text else None,
        name=_name(row),
    )


def _refuse_languages(records: Records, article: Article, file: ExchangeFile, name: str) -> None:
    source = source_language(records, article)
    target = file.target_language or article.language
    if not (_is_ours(file.source_language, source) and _is_ours(target, article.language)):
        raise Refused(
            "exchange-other-languages",
            name=name,
            source=file.source_language,
            target=target,
            expected_source=source,
            expected=article.language,
        )


def _is_ours(said: Language, ours: Language) -> bool:
    """Say whether a file's language is the desk's; traditional Chinese is never its ``zh``."""
    either = fitting(said, (ours,)) == ours or fitting(ours, (said,)) == said
    return either and same_language(said, ours)


def _notes(notes: Iterable[ExchangeNote]) -> tuple[tuple[str, str], ...]:
    return tuple((note.by, note.text) for note in notes if note.by != OURS)


class _Placed(NamedTuple):
    """A returned row, the row of now that it belongs to (None: no one), and its unit."""

    given: ExchangeRow
    row: Segment | None
    unit: str


@dataclass
class _Comparing:
    """Lays a returned row beside what was sent and what stands there now."""

    article: Article
    rows: tuple[Segment, ...]
    sending: Sending | None
    word: bool

    def __post_init__(self) -> None:
        with_source = [row for row in self.rows if row.sources]
        self._by_unit = {unit_of(row): row for row in with_source}
        self._by_address: dict[Address, Segment] = {
            address: row for row in with_source for address in row.sources
        }
        self._by_text: defaultdict[str, list[Segment]] = defaultdict(list)
        for row in with_source:
            self._by_text[self._form(row.source_text)].append(row)
        kept = self.sending.rows if self.sending else ()
        self._sent: Mapping[str, SentRow] = {row.unit: row for row in kept}

    def placed(self, rows: Iterable[ExchangeRow]) -> tuple[_Placed, ...]:
        """Find the row and unit of each returned row: by its id, else by the source text.

        Of rows with the same source text each is one of its own, in their order.
        """
        found = [(given, self._by_id(given)) for given in rows]
        taken = {row.sources for _, row in found if row is not None}
        placed = []
        for given, row in found:
            if row is not None or given.id in self._sent:
                placed.append(_Placed(given, row, given.id))
                continue
            alike = self._by_text.get(self._form(given.source_text))
            if not alike:
                placed.append(_Placed(given, None, given.id))
                continue
            own = next((item for item in alike if item.sources not in taken), alike[0])
            taken.add(own.sources)
            placed.append(_Placed(given, own, unit_of(own)))
        return tuple(placed)

    def row(self, placed: _Placed) -> RowDifference:
        """Return the difference of one returned row."""
        given, row, unit = placed
        sent = self._sent.get(unit)
        returned = self._returned(given, sent)
        source_sent = sent.source if sent else given.source_text
        return RowDifference(
            unit or given.id,
            self._outcome(row, sent, source_sent, returned),
            sent.name if sent else (_name(row) if row else given.name),
            row.sources if row else (),
            source_sent,
            row.source_text if row else "",
            sent.target if sent else None,
            row.target_text if row else "",
            returned,
            given.state,
            given.made,
            _notes(given.notes),
        )

    def missing(self, placed: Iterable[_Placed]) -> tuple[str, ...]:
        """Return the names of the rows that were sent and did not come back."""
        back = {item.unit for item in placed}
        return tuple(sent.name for unit, sent in self._sent.items() if unit not in back)

    def _by_id(self, given: ExchangeRow) -> Segment | None:
        """Return the row of now that the id of a returned row names."""
        kind, _, rest = given.id.partition(".")
        row = None
        if kind == "block" and self.article.translated_from is not None:
            row = self._by_address.get(Address(self.article.translated_from, BLOCK + rest))
        return row or self._by_unit.get(given.id)

    def _returned(self, given: ExchangeRow, sent: SentRow | None) -> str:
        if self.word or sent is None or not given.target_text:
            return given.target_text
        return markdown_of(restored(given.target or (), sent.source, sent.target))

    def _outcome(
        self, row: Segment | None, sent: SentRow | None, source_sent: str, returned: str
    ) -> Outcome:
        if row is None:
            return Outcome.UNKNOWN
        before = sent.target if sent else ""
        if self._same(returned, row.target_text) or (sent and self._same(returned, before)):
            return Outcome.UNCHANGED
        if not returned.strip():
            return Outcome.EMPTIED if sent else Outcome.UNCHANGED
        source = not self._same(source_sent, row.source_text)
        target = not self._same(before, row.target_text)
        if source and target:
            return Outcome.BOTH_CHANGED
        if target:
            return Outcome.TARGET_CHANGED
        return Outcome.SOURCE_CHANGED if source else Outcome.CHANGED

    def _form(self, text: str) -> str:
        return returned_form(text, word=self.word).strip()

    def _same(self, first: str, second: str) -> bool:
        return first == second or self._form(first) == self._form(second)


__all__ = ["ExchangeService", "unit_of"]
