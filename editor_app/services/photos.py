"""Photos: taking them in, using them in articles, describing them, showing them small."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TypedDict, Unpack

from editor_app.domain.article import Article
from editor_app.domain.block import Block, BlockKind
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
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
from editor_app.domain.link import block_address, use_address
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
from editor_app.services.links import refresh_links
from editor_app.services.views import Attached, PhotoQuery
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import photo_line, photo_of
from editor_app.text.cleaning import clean

AT_START = BlockId("")
"""Stands for "before the first block" where a place is named by the block before it."""


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
            article = records.articles.get(article_id)
            use, touched = self._use_everywhere(records, article, photo, after)
        return self._attached(article, photo, use, touched, known=known)

    def attach_known(
        self, article_id: ArticleId, photo_id: PhotoId, after: BlockId | None = None
    ) -> Attached:
        """Put a photo that the desk has into an article, as ``attach`` does."""
        with self._place.database.writing() as records:
            article, photo = records.articles.get(article_id), records.photos.get(photo_id)
            use, touched = self._use_everywhere(records, article, photo, after)
        return self._attached(article, photo, use, touched, known=True)

    def _attached(
        self,
        article: Article,
        photo: Photo,
        use: PhotoUse,
        touched: frozenset[ArticleId],
        *,
        known: bool,
    ) -> Attached:
        changes = _changes(article.story, touched, photo.id)
        said = Message("photo-attached", {"name": photo.file_name})
        changes = changes.undone_by(said, lambda: self.detach(article.id, photo.id))
        return Attached(photo.id, use.id, known, changes)

    def _use_everywhere(
        self, records: Records, article: Article, photo: Photo, after: BlockId | None
    ) -> tuple[PhotoUse, frozenset[ArticleId]]:
        if _use_of(records, article.id, photo.id) is not None:
            raise Refused("photo-already-there", name=photo.file_name)
        places = _same_places(records, article, after)
        uses = {}
        for version in records.articles.of_story(article.story):
            if _use_of(records, version.id, photo.id) is None:
                uses[version.id] = use_photo(records, version, photo, places.get(version.id))
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
            _teach_desk_caption(records, before, after)
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
            records.photos.save(replace(before, **fields), seen)
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
            captions = {**photo.captions, language: DeskCaption(caption.strip(), alt.strip())}
            records.photos.save(replace(photo, captions=captions), photo.version)
        return Changes(photos=frozenset({photo_id}))

    # -- placing

    def detach(self, article_id: ArticleId, photo_id: PhotoId) -> Changes:
        """Take a photo out of all language versions of the article's story.

        The file, its facts and the captions written so far (as desk captions) stay in the desk.
        """
        with self._place.database.writing() as records:
            article = records.articles.get(article_id)
            before = _block_before(article, photo_id)
            touched = set()
            for version in records.articles.of_story(article.story):
                use = _use_of(records, version.id, photo_id)
                if use is None:
                    continue
                _teach_desk_caption(records, None, use)
                records.uses.remove(use.id)
                body = tuple(item for item in version.body if photo_of(item) != photo_id)
                saved = records.articles.save(replace(version, body=body), version.version)
                refresh_links(records, self._place, saved)
                touched.add(version.id)
        changes = _changes(article.story, frozenset(touched), photo_id)
        return changes.undone_by(
            Message("photo-detached"),
            lambda: self.attach_known(article_id, photo_id, before).changes,
        )

    def lead(self, article_id: ArticleId, photo_id: PhotoId) -> Changes:
        """Make this photo the lead of the story: its line becomes the first photo line."""
        with self._place.database.writing() as records:
            article = records.articles.get(article_id)
            versions = records.articles.of_story(article.story)
            for version in versions:
                body = _lead_first(version.body, photo_id)
                if body != version.body:
                    records.articles.save(replace(version, body=body), version.version)
        ids = frozenset(version.id for version in versions)
        return _changes(article.story, ids, photo_id)

    def move(self, article_id: ArticleId, photo_id: PhotoId, by: int) -> Changes:
        """Let a photo change places with the one before (-1) or after it (+1), in all languages.

        Nothing happens at the ends.
        """
        moved = set()
        with self._place.database.writing() as records:
            article = records.articles.get(article_id)
            for version in records.articles.of_story(article.story):
                body = _swapped(version.body, photo_id, by)
                if body != version.body:
                    records.articles.save(replace(version, body=body), version.version)
                    moved.add(version.id)
        if not moved:
            return Changes()
        changes = _changes(article.story, frozenset(moved), photo_id)
        return changes.undone_by(
            Message("photo-changed"), lambda: self.move(article_id, photo_id, -by)
        )

    # -- showing

    def photo(self, photo_id: PhotoId) -> Photo:
        """Return one photo. Raises NotFound."""
        with self._place.database.reading() as records:
            return records.photos.get(photo_id)

    def original(self, photo_id: PhotoId) -> bytes:
        """Return the original file, untouched."""
        return self._place.media.read(self.photo(photo_id).digest)

    def thumbnail(self, photo_id: PhotoId, width: int) -> bytes:
        """Return a small cleaned JPEG of at most ``width`` pixels, made once and kept."""
        digest = self.photo(photo_id).digest
        name = f"thumbnail-{width}.jpg"
        kept = self._place.media.derived(digest, name)
        if kept is None:
            kept = self._place.apart(renditions.thumbnail, self._place.media.read(digest), width)
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


def use_photo(records: Records, article: Article, photo: Photo, after: BlockId | None) -> PhotoUse:
    """Put the photo's line into one article and make its use, inside an open transaction."""
    default = photo.captions.get(article.language, DeskCaption())
    use = PhotoUse(UseId(new_id()), article.id, photo.id, default.caption, default.alt)
    line = Block(BlockId(new_id()), BlockKind.PHOTO, photo_line(photo.id))
    ids = [block.id for block in article.body]
    at = 0 if after == AT_START else ids.index(after) + 1 if after in ids else len(ids)
    body = (*article.body[:at], line, *article.body[at:])
    records.articles.save(replace(article, body=body), article.version)
    records.uses.save(use)
    return use


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


def _use_of(records: Records, article: ArticleId, photo: PhotoId) -> PhotoUse | None:
    uses = records.uses.of_article(article)
    return next((use for use in uses if use.photo == photo), None)


def _same_places(
    records: Records, article: Article, after: BlockId | None
) -> dict[ArticleId, BlockId | None]:
    """Return per language version the block after which the same place lies."""
    places: dict[ArticleId, BlockId | None] = {article.id: after}
    if after is None:
        return places
    here = block_address(article.id, after)
    versions = records.articles.of_story(article.story)
    pairs = [link for version in versions for link in records.links.of_target(version.id)]
    for version in versions:
        near = {
            other.block
            for link in pairs
            for one, other in ((link.source, link.target), (link.target, link.source))
            if one == here and other.owner == version.id and other.block
        }
        linked = [block.id for block in version.body if block.id in near]
        if linked:
            places[version.id] = linked[-1]
    return places


def _teach_desk_caption(records: Records, before: PhotoUse | None, after: PhotoUse) -> None:
    """Keep the first caption written for a photo in a language as its desk caption."""
    photo = records.photos.get(after.photo)
    language = records.articles.get(after.article).language
    known = photo.captions.get(language, DeskCaption())
    was = DeskCaption(before.caption, before.alt) if before else DeskCaption()
    caption = after.caption if known.caption in {"", was.caption} else known.caption
    alt = after.alt if known.alt in {"", was.alt} else known.alt
    if DeskCaption(caption, alt) != known:
        captions = {**photo.captions, language: DeskCaption(caption, alt)}
        records.photos.save(replace(photo, captions=captions), photo.version)


def _users(records: Records, photo: PhotoId) -> tuple[frozenset[ArticleId], frozenset[StoryId]]:
    articles = frozenset(use.article for use in records.uses.of_photo(photo))
    return articles, frozenset(records.articles.get(item).story for item in articles)


def _block_before(article: Article, photo: PhotoId) -> BlockId | None:
    before = AT_START
    for block in article.body:
        if photo_of(block) == photo:
            return before
        before = block.id
    return None


def _lead_first(body: tuple[Block, ...], photo: PhotoId) -> tuple[Block, ...]:
    line = next((block for block in body if photo_of(block) == photo), None)
    first = next((at for at, block in enumerate(body) if photo_of(block)), None)
    if line is None or first is None:
        return body
    rest = [block for block in body if block.id != line.id]
    return (*rest[:first], line, *rest[first:])


def _swapped(body: tuple[Block, ...], photo: PhotoId, by: int) -> tuple[Block, ...]:
    places = [at for at, block in enumerate(body) if photo_of(block)]
    here = next((at for at in places if photo_of(body[at]) == photo), None)
    if here is None or not 0 <= places.index(here) + by < len(places):
        return body
    there = places[places.index(here) + by]
    blocks = list(body)
    blocks[here], blocks[there] = blocks[there], blocks[here]
    return tuple(blocks)


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
