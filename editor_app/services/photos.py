"""Photos: taking them in, using them in articles, describing them, showing them small."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TypedDict, Unpack

from editor_app.domain.article import Article
from editor_app.domain.block import Body
from editor_app.domain.changes import Changes
from editor_app.domain.errors import DeskError, Refused
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    ArticleId,
    BlockId,
    Language,
    OutletId,
    PhotoId,
    StoryId,
    UseId,
    new_id,
)
from editor_app.domain.link import use_address
from editor_app.domain.messages import Message
from editor_app.domain.photo import (
    Cover,
    Crop,
    DeskCaption,
    Photo,
    PhotoKind,
    PhotoUse,
    Rights,
)
from editor_app.formats import photo_metadata, renditions
from editor_app.formats.photo_metadata import PhotoFacts
from editor_app.services.captions import teach_desk_caption, use_of
from editor_app.services.history import keep_revision
from editor_app.services.links import refresh_links
from editor_app.services.placing import (
    AT_START,
    Removed,
    in_order_of,
    lead_first,
    place_photo,
    put_back,
    same_places,
    settled_versions,
    shows,
    swapped,
    take_out,
)
from editor_app.services.views import Attached, PhotoQuery
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.cleaning import clean

__all__ = ["AT_START", "PhotoFields", "PhotoService"]


class PhotoFields(TypedDict, total=False):
    """The fields of a photo that ``PhotoService.change`` sets."""

    kind: PhotoKind
    creator: str
    credit: str
    copyright: str
    source: OutletId | None
    taken: datetime | None
    place: str
    rights: Rights
    focal: tuple[float, float]
    crops: tuple[Crop, ...]
    covers: tuple[Cover, ...]


class PhotoService:
    """The verbs on photos and on their uses."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    # -- taking in

    def take_in(self, data: bytes, name: str) -> tuple[PhotoId, bool]:
        """Keep a photo file; return its id and whether the desk had it already.

        The file is looked at in a worker, because it may be doubtful. Raises Unreadable, TooLarge.
        """
        facts = self._place.apart(photo_metadata.read, data, name)
        digest = self._place.media.add(data)
        with self._place.database.writing() as records:
            photo, known = self.keep(records, facts, digest, name, len(data))
        return photo.id, known

    def keep(
        self, records: Records, facts: PhotoFacts, digest: str, name: str, size: int
    ) -> tuple[Photo, bool]:
        """Make the row of a photo whose file is kept, inside an open transaction."""
        known = records.photos.by_digest(digest)
        if known is not None:
            return known, True
        photo = _photo(facts, digest, name, size, self._place.now())
        records.photos.add(photo)
        return photo, False

    def attach(
        self, article_id: ArticleId, data: bytes, name: str, after: BlockId | None = None
    ) -> Attached:
        """Put a photo file into an article after a block (None: at the end).

        All language versions of the story get the photo, each after the block that renders the
        same place; captions and alt texts are copied from the desk captions of the photo.
        Raises Unreadable, TooLarge.
        """
        facts = self._place.apart(photo_metadata.read, data, name)
        digest = self._place.media.add(data)
        with self._place.database.writing() as records:
            photo, known = self.keep(records, facts, digest, name, len(data))
            use, touched = self._use_everywhere(records, article_id, photo, after)
            story = records.articles.get(article_id).story
        return self._attached(story, photo, use, touched, known=known)

    def attach_known(
        self, article_id: ArticleId, photo_id: PhotoId, after: BlockId | None = None
    ) -> Attached:
        """Put a photo that the desk has into an article, as ``attach`` does."""
        with self._place.database.writing() as records:
            photo = records.photos.get(photo_id)
            use, touched = self._use_everywhere(records, article_id, photo, after)
            story = records.articles.get(article_id).story
        return self._attached(story, photo, use, touched, known=True)

    def _attached(
        self,
        story: StoryId,
        photo: Photo,
        use: PhotoUse,
        touched: frozenset[ArticleId],
        *,
        known: bool,
    ) -> Attached:
        changes = _changes(story, touched, photo.id)
        said = Message("photo-attached", {"name": photo.file_name})
        changes = changes.undone_by(said, lambda: self.detach(use.article, photo.id))
        return Attached(photo.id, use.id, known, changes)

    def _use_everywhere(
        self, records: Records, article_id: ArticleId, photo: Photo, after: BlockId | None
    ) -> tuple[PhotoUse, frozenset[ArticleId]]:
        versions = settled_versions(records, self._place, article_id)
        article = next(version for version in versions if version.id == article_id)
        if shows(article, photo.id):
            raise Refused("photo-already-there", name=photo.file_name)
        places = same_places(records, article, after)
        uses = {
            version.id: place_photo(records, version, photo.id, places.get(version.id))
            for version in versions
            if not shows(version, photo.id)
        }
        for version in records.articles.of_story(article.story):
            refresh_links(records, self._place, version)
        return uses[article.id], frozenset(uses)

    # -- describing

    def describe(
        self, use_id: UseId, caption: str | None = None, alt: str | None = None
    ) -> Changes:
        """Set the caption or alt text of a use; a None leaves that text as it is."""
        with self._place.database.writing() as records:
            before = records.uses.get(use_id)
            after = replace(
                before,
                caption=before.caption if caption is None else clean(caption).text.strip(),
                alt=before.alt if alt is None else clean(alt).text.strip(),
            )
            records.uses.save(after)
            teach_desk_caption(records, before, after)
            article = records.articles.get(before.article)
            touched = frozenset(
                use_address(use_id, part)
                for part in ("caption", "alt")
                if getattr(before, part) != getattr(after, part)
            )
            refresh_links(records, self._place, article, touched)
        changes = _changes(article.story, frozenset({article.id}), before.photo)
        return changes.undone_by(
            Message("caption-changed"),
            lambda: self.describe(use_id, before.caption, before.alt),
        )

    def change(self, photo_id: PhotoId, seen: int, **fields: Unpack[PhotoFields]) -> Changes:
        """Set fields of a photo that was seen in version ``seen``. Raises ChangedMeanwhile."""
        with self._place.database.writing() as records:
            before = records.photos.get(photo_id)
            records.photos.save(replace(before, **_clean(fields)), seen)
            articles, stories = _users(records, photo_id)
        kept = PhotoFields(**{name: getattr(before, name) for name in fields})  # type: ignore[typeddict-item]  # the names come from a PhotoFields
        changes = Changes(stories=stories, articles=articles, photos=frozenset({photo_id}))
        return changes.undone_by(
            Message("photo-changed"), lambda: self.change(photo_id, seen + 1, **kept)
        )

    def desk_caption(
        self, photo_id: PhotoId, language: Language, caption: str, alt: str
    ) -> Changes:
        """Set the default caption and alt text of a photo; uses that exist stay as they are."""
        with self._place.database.writing() as records:
            photo = records.photos.get(photo_id)
            said = DeskCaption(clean(caption).text.strip(), clean(alt).text.strip())
            captions = {**photo.captions, language: said}
            records.photos.save(replace(photo, captions=captions), photo.version)
        was = photo.captions.get(language, DeskCaption())
        return Changes(photos=frozenset({photo_id})).undone_by(
            Message("caption-changed"),
            lambda: self.desk_caption(photo_id, language, was.caption, was.alt),
        )

    # -- placing

    def detach(self, article_id: ArticleId, photo_id: PhotoId) -> Changes:
        """Take a photo out of all language versions of the article's story.

        The file, its facts and the captions written so far (as desk captions, and in History) stay
        in the desk.
        """
        with self._place.database.writing() as records:
            versions = settled_versions(records, self._place, article_id)
            self._keep_words(records, versions, photo_id)
            removed = take_out(records, versions, photo_id)
            for version in versions:
                refresh_links(records, self._place, records.articles.get(version.id))
        touched = frozenset(item.article for item in removed)
        changes = _changes(versions[0].story, touched, photo_id)
        return changes.undone_by(
            Message("photo-detached"), lambda: self._put_back(article_id, photo_id, removed)
        )

    def _keep_words(
        self, records: Records, versions: tuple[Article, ...], photo_id: PhotoId
    ) -> None:
        """Keep a copy of each version that says something of a photo."""
        for version in versions:
            use = use_of(records, version.id, photo_id)
            if use is not None and (use.caption or use.alt):
                keep_revision(records, self._place, version, RevisionReason.REST)

    def _put_back(
        self, article_id: ArticleId, photo_id: PhotoId, removed: tuple[Removed, ...]
    ) -> Changes:
        with self._place.database.writing() as records:
            versions = settled_versions(records, self._place, article_id)
            put_back(records, self._place, removed)
            name = records.photos.get(photo_id).file_name
        touched = frozenset(item.article for item in removed)
        return _changes(versions[0].story, touched, photo_id).undone_by(
            Message("photo-attached", {"name": name}), lambda: self.detach(article_id, photo_id)
        )

    def lead(self, article_id: ArticleId, photo_id: PhotoId) -> Changes:
        """Make this photo the lead of the story: its line becomes the first photo line."""
        return self._reorder(article_id, photo_id, lambda body: lead_first(body, photo_id))

    def move(self, article_id: ArticleId, photo_id: PhotoId, by: int) -> Changes:
        """Let a photo change places with the one before (-1) or after it (+1), in all languages.

        Nothing happens at the ends.
        """
        return self._reorder(article_id, photo_id, lambda body: swapped(body, photo_id, by))

    def _reorder(
        self, article_id: ArticleId, photo_id: PhotoId, order: Callable[[Body], Body]
    ) -> Changes:
        before = {}
        with self._place.database.writing() as records:
            versions = settled_versions(records, self._place, article_id)
            for version in versions:
                body = order(version.body)
                if body != version.body:
                    records.articles.save(replace(version, body=body), version.version)
                    before[version.id] = version.body
        if not before:
            return Changes()
        changes = _changes(versions[0].story, frozenset(before), photo_id)
        return changes.undone_by(
            Message("photo-changed"), lambda: self._order_as(article_id, photo_id, before)
        )

    def _order_as(
        self, article_id: ArticleId, photo_id: PhotoId, before: Mapping[ArticleId, Body]
    ) -> Changes:
        """Put all photos back behind the blocks behind which they stood; other text stays."""
        undone = {}
        with self._place.database.writing() as records:
            versions = settled_versions(records, self._place, article_id)
            for version in versions:
                body = in_order_of(version.body, before.get(version.id, version.body))
                if body != version.body:
                    records.articles.save(replace(version, body=body), version.version)
                    undone[version.id] = version.body
        return _changes(versions[0].story, frozenset(undone), photo_id).undone_by(
            Message("photo-changed"), lambda: self._order_as(article_id, photo_id, undone)
        )

    # -- showing

    def photo(self, photo_id: PhotoId) -> Photo:
        """Return one photo. Raises NotFound."""
        with self._place.database.reading() as records:
            return records.photos.get(photo_id)

    def original(self, photo_id: PhotoId) -> bytes:
        """Return the original file, untouched."""
        return self._place.media.read(self.photo(photo_id).digest)

    def file_facts(self, photo_id: PhotoId) -> PhotoFacts:
        """Return what the original file says of itself. Raises Unreadable and its kin."""
        photo = self.photo(photo_id)
        return photo_metadata.read(self._place.media.read(photo.digest), photo.file_name)

    def thumbnail(self, photo_id: PhotoId, width: int) -> bytes:
        """Return a small cleaned JPEG of at most ``width`` pixels, made once and kept."""
        digest = self.photo(photo_id).digest
        name = f"thumbnail-{width}.jpg"
        kept = self._place.media.derived(digest, name)
        if kept is None:
            kept = self._place.apart(renditions.thumbnail, self._place.media.read(digest), width)
            with suppress(DeskError):  # it is shown all the same when the disk is full
                self._place.media.derive(digest, name, kept)
        return kept

    def listing(self, query: PhotoQuery) -> tuple[Photo, ...]:
        """Return the photos that fit, newest first."""
        with self._place.database.reading() as records:
            photos = records.photos.all()
        wanted = query.text.casefold().strip()
        today = self._place.now().date()
        return tuple(
            photo
            for photo in photos
            if _lacks(photo, query.lacking, today) and (not wanted or wanted in _words(photo))
        )

    def used_in(self, photo_id: PhotoId) -> tuple[tuple[StoryId, str], ...]:
        """Return the stories that use the photo with their slug words."""
        with self._place.database.reading() as records:
            _, stories = _users(records, photo_id)
            return tuple((story, records.stories.get(story).slug_word) for story in stories)


def _photo(facts: PhotoFacts, digest: str, name: str, size: int, now: datetime) -> Photo:
    captions: Mapping[Language, DeskCaption] = {
        language: DeskCaption(caption) for language, caption in facts.captions.items()
    }
    return Photo(
        PhotoId(new_id()),
        digest,
        clean(name).text,
        facts.media_type,
        facts.width,
        facts.height,
        size,
        now,
        creator=facts.creator,
        credit=facts.credit,
        copyright=facts.copyright,
        taken=facts.taken,
        place=facts.place,
        original_caption=facts.caption,
        captions=captions,
    )


def _users(records: Records, photo: PhotoId) -> tuple[frozenset[ArticleId], frozenset[StoryId]]:
    articles = frozenset(use.article for use in records.uses.of_photo(photo))
    return articles, frozenset(records.articles.get(item).story for item in articles)


def _clean(fields: PhotoFields) -> PhotoFields:
    texts = {name: clean(item).text for name, item in fields.items() if type(item) is str}
    return PhotoFields(**{**fields, **texts})  # type: ignore[typeddict-item]  # the names come from a PhotoFields


def _changes(story: StoryId, articles: frozenset[ArticleId], photo: PhotoId) -> Changes:
    return Changes(frozenset({story}), articles, frozenset({photo}))


def _lacks(photo: Photo, lacking: str, today: date) -> bool:
    if lacking == "caption":
        return not any(item.caption for item in photo.captions.values())
    if lacking == "credit":
        return not photo.credit
    if lacking == "rights":
        return not photo.rights.cover(today)
    return True


def _words(photo: Photo) -> str:
    captions = [part for item in photo.captions.values() for part in (item.caption, item.alt)]
    known = [photo.file_name, photo.credit, photo.creator, photo.place, photo.original_caption]
    return "\n".join((*known, *captions)).casefold()
