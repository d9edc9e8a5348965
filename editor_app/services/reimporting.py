"""Taking in a newer version of a text that is on the desk: what it changes comes in, nothing else.

Three texts meet: the file that was taken in before, the newer file, and the article as the desk has
it. What the newer file left alone stays as the desk has made it; where both changed a paragraph the
newer file counts, and the former text is kept in History.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError, NoText, Refused
from editor_app.domain.history import Note, Revision, RevisionReason
from editor_app.domain.ids import ArticleId, PhotoId
from editor_app.domain.messages import Message
from editor_app.domain.photo import PhotoUse
from editor_app.formats import intake
from editor_app.formats.intake import TakenIn, TakenPhoto
from editor_app.services.captions import teach_desk_caption, use_of
from editor_app.services.history import keep_revision
from editor_app.services.importing import (
    RAW,
    ImportService,
    ReadPhoto,
    beside,
    read_bytes,
    with_photos,
)
from editor_app.services.links import refresh_links, translations_of
from editor_app.services.notes import take_away
from editor_app.services.photos import PhotoService
from editor_app.services.placing import block_before, place_photo, same_places, shows, take_out
from editor_app.services.rewriting import FIELDS, rewrite
from editor_app.services.settling import settle, settled, with_slug
from editor_app.services.taken_notes import keep_taken
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import fresh, join, photo_line, photo_of
from editor_app.text.cleaning import one_line
from editor_app.text.counting import main_language
from editor_app.text.merging import merge, merge_field

TAKEN_FIELDS = ("headline", "standfirst")


@dataclass(frozen=True)
class Retaken:
    """What a newer version has changed: paragraphs by their fate, fields and captions."""

    changes: Changes
    changed: int = 0
    added: int = 0
    gone: int = 0
    fields: int = 0
    dropped: tuple[Message, ...] = ()

    @property
    def said(self) -> Message:
        """What has changed, in one sentence."""
        counts = {name: getattr(self, name) for name in ("changed", "added", "gone", "fields")}
        return Message("reimported", counts) if any(counts.values()) else Message("reimport-same")


@dataclass(frozen=True)
class _Captioned:
    """A photo's use to which the file gave another caption, and what it said before."""

    use: PhotoUse
    before: str


@dataclass(frozen=True)
class _Undo:
    """What one step back needs: former text, captions, photos elsewhere, the file, new notes."""

    kept: Revision
    uses: tuple[_Captioned, ...]
    placed: tuple[tuple[ArticleId, PhotoId], ...]
    raw: str | None
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class _Before:
    """The file that was taken in before: blocks with the desk's photo lines, fields, captions."""

    texts: tuple[str, ...]
    fields: Mapping[str, str]
    captions: Mapping[str, str]


class ReimportService:
    """The verb of taking in again."""

    def __init__(self, place: Workplace, importing: ImportService, photos: PhotoService) -> None:
        """Work on this desk; files are read as ``importing`` reads them."""
        self._place, self._importing, self._photos = place, importing, photos

    def take_in_again(self, article_id: ArticleId, path: Path) -> Retaken:
        """Bring the changes of a newer file into an article; its translations see them as such.

        One step back gives the former text. Raises Unreadable, Protected, TooLarge, NoText, and
        Refused for a file in another language; nothing is changed then.
        """
        data = read_bytes(path)
        taken = self._place.apart(intake.read_file, data, path.name)
        taken = replace(taken, photos=tuple(beside(path, photo) for photo in taken.photos))
        photos, broken = self._importing.read_photos(taken.photos)
        file_before = self._file_before(article_id)
        digest = self._place.media.add(data)
        with self._place.database.writing() as records:
            now = settled(records, self._place, article_id)
            for version in translations_of(records, now):
                settle(records, self._place, version.id)
            if taken.language and main_language(taken.language) != main_language(now.language):
                raise Refused("reimport-language", name=path.name)
            lines = self._lines(records, photos)
            texts = tuple(block.text for block in with_photos(fresh(taken.markdown), lines))
            if not (texts or taken.headline or taken.standfirst):
                raise NoText("intake-no-text", name=path.name)
            known = self._known(records, now, file_before, taken, lines)
            kept = keep_revision(records, self._place, now, RevisionReason.MERGED, always=True)
            saved = self._rewritten(records, now, taken, texts, known)
            uses = self._caption(records, saved, taken, lines, known)
            placed = _place_everywhere(records, now, saved)
            refresh_links(records, self._place, saved)
            notes = keep_taken(records, self._place, saved, taken.notes)
            raw = records.facts.get(RAW + article_id)
            records.facts.put(RAW + article_id, digest)
        assert kept is not None  # it is always kept
        before = _Undo(kept, uses, placed, raw, notes)
        return self._told(now, saved, before, (*taken.dropped, *broken))

    # -- what was there

    def _file_before(self, article_id: ArticleId) -> TakenIn | None:
        """Read the file that was taken in before; None without one that can be read."""
        raw = self._importing.raw(article_id)
        if raw is None:
            return None
        with suppress(EditorError):
            return self._place.apart(intake.read_file, raw, "")
        return None

    def _known(
        self,
        records: Records,
        now: Article,
        before: TakenIn | None,
        taken: TakenIn,
        lines: Mapping[str, str],
    ) -> _Before:
        """Return what the file before said; without one what the desk has, but its own photos."""
        if before is None:
            ours = [b.text for b in now.body if photo_of(b) is None or b.text in lines.values()]
            fields = {name: now.field(name) for name in TAKEN_FIELDS}
            return _Before(tuple(ours), fields, {})
        named = {photo.url: lines.get(_line(photo)) for photo in taken.photos if photo.url}
        lines_before: dict[str, str] = {}
        captions: dict[str, str] = {}
        for photo in before.photos:
            digest = self._place.media.add(photo.data) if photo.data else ""
            known = records.photos.by_digest(digest) if digest else None
            line = photo_line(known.id) if known is not None else named.get(photo.url)
            if line is not None:
                lines_before[_line(photo)] = line
                captions[line] = photo.caption
        body = with_photos(fresh(before.markdown), lines_before)
        fields = {name: str(getattr(before, name)) for name in TAKEN_FIELDS}
        return _Before(tuple(block.text for block in body), fields, captions)

    # -- what comes

    def _lines(self, records: Records, photos: Mapping[str, ReadPhoto]) -> dict[str, str]:
        """Return the desk's line for each photo line of the file; new photos are kept."""
        lines = {}
        for read in photos.values():
            size = len(read.taken.data)
            photo, known = self._photos.keep(
                records, read.facts, read.digest, read.taken.name, size
            )
            if not known and read.taken.credit and not photo.credit:
                records.photos.save(replace(photo, credit=read.taken.credit), photo.version)
            lines[_line(read.taken)] = photo_line(photo.id)
        return lines

    def _rewritten(
        self,
        records: Records,
        now: Article,
        taken: TakenIn,
        texts: tuple[str, ...],
        known: _Before,
    ) -> Article:
        merged = merge(known.texts, texts, [block.text for block in now.body])
        fields = {
            name: merge_field(known.fields[name], new, now.field(name)).text
            for name in TAKEN_FIELDS
            if (new := one_line(str(getattr(taken, name))))
        }
        return rewrite(records, self._place, now, with_slug(now, fields), join(merged.texts))

    def _caption(
        self,
        records: Records,
        article: Article,
        taken: TakenIn,
        lines: Mapping[str, str],
        known: _Before,
    ) -> tuple[_Captioned, ...]:
        """Bring captions that the file has changed into the photos' uses; return these."""
        changed = []
        for photo in taken.photos:
            line = lines.get(_line(photo), "")
            shown = next((photo_of(block) for block in article.body if block.text == line), None)
            use = use_of(records, article.id, shown) if shown else None
            if use is None or not photo.caption:
                continue
            caption = merge_field(known.captions.get(line, ""), photo.caption, use.caption).text
            if caption != use.caption:
                after = replace(use, caption=caption)
                records.uses.save(after)
                teach_desk_caption(records, use, after)
                changed.append(_Captioned(after, use.caption))
        return tuple(changed)

    # -- afterwards

    def _told(
        self,
        before: Article,
        after: Article,
        undo: _Undo,
        dropped: tuple[Message, ...],
    ) -> Retaken:
        old = {block.id: block.text for block in before.body}
        new = {block.id: block.text for block in after.body}
        fields = sum(before.field(name) != after.field(name) for name in TAKEN_FIELDS)
        touched = frozenset({after.id, *(article for article, _ in undo.placed)})
        changes = Changes(stories=frozenset({after.story}), articles=touched)
        return Retaken(
            changes.undone_by(Message("taken-in-again"), lambda: self._back(after.id, undo)),
            changed=sum(text != old[block] for block, text in new.items() if block in old),
            added=len(new.keys() - old.keys()),
            gone=len(old.keys() - new.keys()),
            fields=fields + len(undo.uses),
            dropped=dropped,
        )

    def _back(self, article_id: ArticleId, undo: _Undo) -> Changes:
        """Give the article what it had before; what was typed since is kept in History."""
        kept = undo.kept.kept
        with self._place.database.writing() as records:
            now = settled(records, self._place, article_id)
            keep_revision(records, self._place, now, RevisionReason.RESTORED)
            texts = {name: str(getattr(kept, name)) for name in FIELDS}
            _give_back(records, article_id, undo.uses)
            for version, photo in undo.placed:
                take_out(records, (settled(records, self._place, version),), photo)
            saved = rewrite(records, self._place, now, texts, kept.markdown)
            refresh_links(records, self._place, saved)
            take_away(records, undo.notes)
            if undo.raw:
                records.facts.put(RAW + article_id, undo.raw)
            else:  # taken in once more, the same file is compared with what the desk has
                records.facts.remove(RAW + article_id)
        touched = frozenset({article_id, *(version for version, _ in undo.placed)})
        return Changes(stories=frozenset({saved.story}), articles=touched)


def _give_back(records: Records, article: ArticleId, captioned: Iterable[_Captioned]) -> None:
    """Give captions back as they were, but where somebody has written another one since."""
    known = {use.id: use for use in records.uses.of_article(article)}
    for item in captioned:
        use = known.get(item.use.id)
        if use is not None and use.caption == item.use.caption:
            records.uses.save(replace(use, caption=item.before))


def _place_everywhere(
    records: Records, before: Article, after: Article
) -> tuple[tuple[ArticleId, PhotoId], ...]:
    """Put photos that are new in a source into its translations too, at the same places."""
    known = {photo_of(block) for block in before.body}
    new = [photo for block in after.body if (photo := photo_of(block)) and photo not in known]
    placed = []
    for photo in dict.fromkeys(new):
        places = same_places(records, after, block_before(after.body, photo))
        for version in translations_of(records, after):
            if not shows(version, photo):
                place_photo(records, version, photo, places.get(version.id))
                placed.append((version.id, photo))
    return tuple(placed)


def _line(photo: TakenPhoto) -> str:
    """Return the line that stands for a photo in the file's own Markdown."""
    return photo_line(PhotoId(photo.key))
