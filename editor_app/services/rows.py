"""Rows of a translation as the window shows them, what is typed into them, and confirming them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId, PhotoId, UseId
from editor_app.domain.link import Address, LeftOut, Rendering, Segment, State, block_address
from editor_app.domain.messages import Message
from editor_app.services.deciding import confirmed_in, linked_in, looked_at_in, row_changed
from editor_app.services.labels import LabelService
from editor_app.services.links import refresh_links, segments_of
from editor_app.services.list_rows import as_of_list, list_of
from editor_app.services.placing import (
    block_before,
    place_photo,
    same_places,
    settled_versions,
    shows,
)
from editor_app.services.row_views import (
    NOBODY,
    Confirmation,
    Intent,
    RowsShown,
    SeenRow,
    Setting,
    ShownRow,
)
from editor_app.services.settling import settled
from editor_app.services.source_versions import SourceVersion, source_version
from editor_app.services.sure_rows import sure_rows
from editor_app.services.target_texts import source_texts
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import GAP, photo_of

NEVER = datetime.min.replace(tzinfo=UTC)


class RowService:
    """The verbs on the rows of a translation, each in one transaction."""

    def __init__(self, place: Workplace, labels: LabelService | None = None) -> None:
        """Work on this desk; ``labels`` are shown with the rows (None: no labels)."""
        self._place, self._labels = place, labels

    def shown(self, article_id: ArticleId) -> RowsShown:
        """Return the rows of a translation in the order of its source. Raises NotFound."""
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            rows = segments_of(records, article)
            sure = {row.targets for row in sure_rows(records, self._place, article, rows)}
            known = records.links.renderings(article_id)
            left_out = {item.source: item for item in records.links.left_out(article_id)}
            version = source_version(records, article_id)
            original = article.translated_from
            source = records.articles.get(original).version if original is not None else 0
            labels = self._labels.of(records, article) if self._labels is not None else ()

        def before(row: Segment) -> str:
            kept = [known[target].made_from for target in row.targets if target in known]
            texts = dict.fromkeys(item for part in kept for item in part)
            return GAP.join(item.text for item in texts)

        shown = tuple(
            ShownRow(
                row,
                before(row) if row.stale else "",
                row.targets in sure,
                _setting(row, known, left_out, version),
            )
            for row in rows
        )
        return RowsShown(article_id, article.version, source, shown, version.at, labels)

    def link(self, article_id: ArticleId, intents: Iterable[Intent]) -> Changes:
        """Let written paragraphs render the rows they were written in, and no other source.

        Those that were written for no source are the translator's own, and those of which a hand
        has said what they render stay as they are. It follows the typing and is no step of undo:
        that takes the paragraph back, and the link with it. Raises NotFound.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            rows = segments_of(records, article)
            linked = self._linked(records, article, tuple(intents), rows)
        touched = linked | Changes(articles=frozenset({article_id}))
        return replace(touched, said=None, inverse=None)

    def render(
        self, article_id: ArticleId, paragraphs: Sequence[Intent], sources: Iterable[Address]
    ) -> Changes:
        """Let paragraphs render these sources and no other: a hand says so.

        Without sources they are the translator's own. Raises NotFound, and ChangedMeanwhile when
        one of the paragraphs says something else by now, or a source is gone.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            wanted, there = tuple(sources), source_texts(records, article)
            targets: set[Address] = set()
            for paragraph in paragraphs:
                found = _targets(article, paragraph)
                if not found or not there.keys() >= set(wanted):
                    raise row_changed(paragraph.texts[0])
                targets |= found
            self._place.said.setdefault(article_id, set()).update(targets)
            return linked_in(records, self._place, article, frozenset(targets), wanted)

    def rendered(self, article_id: ArticleId, paragraphs: Iterable[Intent]) -> frozenset[Address]:
        """Return the sources that some paragraphs render now. Raises NotFound."""
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            targets = {item for paragraph in paragraphs for item in _targets(article, paragraph)}
            links = records.links.of_target(article_id)
        return frozenset(link.source for link in links if link.target in targets)

    def join(self, article_id: ArticleId, row: SeenRow, above: SeenRow) -> Changes:
        """Let the translation of the row above render the sources of a row as well.

        Raises NotFound.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            now = above.found_in(segments_of(records, article))
            if now is None or not now.targets or set(row.sources) <= set(now.sources):
                return Changes()
            sources = tuple(dict.fromkeys((*now.sources, *row.sources)))
            return linked_in(records, self._place, article, frozenset(now.targets), sources)

    def confirm(self, article_id: ArticleId, read: Confirmation) -> Changes:
        """Set a row translated or reviewed, as it is once what was typed is settled.

        Where its paragraphs are still as they were confirmed, those alone are: the desk may take
        one that is being typed since for a part of the row. Raises NotFound, and ChangedMeanwhile
        when source or translation are no longer what was read: then nothing is confirmed, and what
        was typed is kept.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            rows = segments_of(records, article)
            written = _written(article, read)
            changes = Changes()
            if read.intent is not None and written:
                changes = self._linked(records, article, (read.intent,), rows)
                rows = segments_of(records, article) if changes else rows
            now = read.row.found_in(rows)
            if now is not None and read.row.has_source(now.source_text):
                targets = written or now.targets
                if written or read.row.has_target(now.target_text):
                    done = confirmed_in(records, self._place, article, targets, read.state)
                    return done | changes
            in_list = read.intent is not None and list_of(article, read.intent)
        if read.row.is_new or in_list:  # it is a part of another row, which asks by itself
            return Changes(articles=frozenset({article_id}))
        raise row_changed(read.row.source or read.row.target)

    def looked_at(self, article_id: ArticleId, row: SeenRow) -> Changes:
        """Say that the change of a row's source, as it was seen, needs no new words.

        Raises NotFound, and ChangedMeanwhile when the source says something else by now.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            now = row.found_in(segments_of(records, article))
            if now is not None and row.has_source(now.source_text):
                return looked_at_in(records, self._place, article, now.targets, now.sources)
        raise row_changed(row.source or row.target)

    def confirm_sure(self, article_id: ArticleId) -> Changes:
        """Confirm all rows that hold an exact match as it was filled in: one step back.

        Raises NotFound.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            rows = sure_rows(records, self._place, article, segments_of(records, article))
            targets = tuple(target for row in rows for target in row.targets)
            if not targets:
                return Changes()
            return confirmed_in(records, self._place, article, targets)

    def show_photo(self, article_id: ArticleId, use: UseId) -> Changes:
        """Show a photo of the source in this version too, where the source has it.

        ``use`` is the source's. A caption and an alt text that were there before are there again.
        Raises NotFound.
        """
        with self._place.database.writing() as records:
            versions = settled_versions(records, self._place, article_id)
            article = records.articles.get(article_id)
            source = next(item for item in versions if item.id == article.translated_from)
            photo = records.photos.get(records.uses.get(use).photo)
            if shows(article, photo.id):
                return Changes()
            places = same_places(records, source, block_before(source.body, photo.id))
            place_photo(records, article, photo.id, places.get(article_id))
            refresh_links(records, self._place, records.articles.get(article_id))
        return _of_photo(article, photo.id).undone_by(
            Message("photo-attached", {"name": photo.file_name}),
            lambda: self._hide_photo(article_id, use),
        )

    def _hide_photo(self, article_id: ArticleId, use: UseId) -> Changes:
        """Take the photo's line out of this version again; what was said of it stays known."""
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            photo = records.uses.get(use).photo
            body = tuple(block for block in article.body if photo_of(block) != photo)
            saved = records.articles.save(replace(article, body=body), article.version)
            refresh_links(records, self._place, saved)
        return _of_photo(article, photo).undone_by(
            Message("photo-detached"), lambda: self.show_photo(article_id, use)
        )

    def _linked(
        self,
        records: Records,
        article: Article,
        intents: Sequence[Intent],
        rows: Sequence[Segment],
    ) -> Changes:
        changes = Changes()
        said = self._place.said.get(article.id, set())
        for typed in intents:
            joined = list_of(article, typed)
            intent = as_of_list(typed, joined, rows) if joined else typed
            targets = (joined or _targets(article, typed)) - said
            if not intent.sources and _may_be_linked(records, article, targets):
                changes |= linked_in(records, self._place, article, targets, ())
                rows = segments_of(records, article)
            present = {source for row in rows for source in row.sources}
            sources = tuple(source for source in intent.sources if source in present)
            known = any(
                targets <= set(row.targets) and set(sources) == set(row.sources) for row in rows
            )
            if targets and sources and not known:
                changes |= linked_in(records, self._place, article, targets, sources)
                rows = segments_of(records, article)
        return changes


def _setting(
    row: Segment,
    known: Mapping[Address, Rendering],
    left_out: Mapping[Address, LeftOut],
    version: SourceVersion,
) -> Setting:
    """Return who made a row what it is, and when: the last of those who had a hand in it."""
    if row.state is State.LEFT_OUT:
        decided = [left_out[source] for source in row.sources if source in left_out]
        last = max(decided, key=lambda item: item.at, default=None)
        return Setting(changed_by=last.by, changed=last.at) if last is not None else NOBODY
    ours = [known[target] for target in row.targets if target in known]
    read = max((item for item in ours if item.read), key=_when_read, default=None)
    changed = max((item for item in ours if item.changed), key=_when_changed, default=None)
    return Setting(
        read.read_by if read else "",
        read.read if read else None,
        changed.changed_by if changed else "",
        changed.changed if changed else None,
        min((at for target in row.targets if (at := version.behind.get(target))), default=None),
    )


def _when_read(rendering: Rendering) -> datetime:
    return rendering.read or NEVER


def _when_changed(rendering: Rendering) -> datetime:
    return rendering.changed or NEVER


def _may_be_linked(records: Records, article: Article, targets: Collection[Address]) -> bool:
    """Say whether the desk has linked some of these by itself, or may do it yet."""
    known = records.links.renderings(article.id)
    return any(target in known and not known[target].own for target in targets)


def _of_photo(article: Article, photo: PhotoId) -> Changes:
    return Changes(
        stories=frozenset({article.story}),
        articles=frozenset({article.id}),
        photos=frozenset({photo}),
    )


def _written(article: Article, read: Confirmation) -> tuple[Address, ...]:
    """Return the paragraphs that hold what was written into a row that is confirmed.

    None when one of those that the row had says something else by now: the same words elsewhere
    are another paragraph.
    """
    found = _targets(article, read.intent) if read.intent is not None else frozenset()
    there = {block_address(article.id, block.id) for block in article.body}
    return tuple(found) if there.intersection(read.row.targets) <= found else ()


def _targets(article: Article, intent: Intent) -> frozenset[Address]:
    """Return the written paragraphs as the desk has them; none when one is other by now."""
    return frozenset(block_address(article.id, block) for block in intent.found_in(article.body))
