"""What is said of a photo: its uses in articles, and the desk captions that new uses begin with."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from editor_app.domain.article import Article
from editor_app.domain.errors import NotFound
from editor_app.domain.ids import ArticleId, Language, PhotoId, UseId, new_id
from editor_app.domain.link import use_address
from editor_app.domain.photo import DeskCaption, Photo, PhotoUse
from editor_app.storage.records import Records
from editor_app.text.blocks import photo_of
from editor_app.text.words import ALT, CAPTION


def use_of(records: Records, article: ArticleId, photo: PhotoId) -> PhotoUse | None:
    """Return the use of a photo in an article, or None."""
    uses = records.uses.of_article(article)
    return next((use for use in uses if use.photo == photo), None)


def captions_of(records: Records, article: ArticleId) -> Mapping[PhotoId, DeskCaption]:
    """Return what an article says of its photos."""
    uses = records.uses.of_article(article)
    return {use.photo: DeskCaption(use.caption, use.alt) for use in uses}


def new_use(records: Records, article: Article, photo: Photo) -> PhotoUse:
    """Make the use of a photo in an article, with the desk captions of its language."""
    default = photo.captions.get(article.language, DeskCaption())
    use = PhotoUse(UseId(new_id()), article.id, photo.id, default.caption, default.alt)
    records.uses.save(use)
    return use


def use_shown_photos(records: Records, article: Article) -> None:
    """Make the uses that photo lines of the body lack: pasted, restored or copied ones.

    A line that names no photo of this desk stays as it is; publishing will refuse it. A use whose
    line is gone stays too, so that its captions are there when the line comes back.
    """
    shown = [photo for block in article.body if (photo := photo_of(block))]
    if not shown:
        return
    used = {use.photo for use in records.uses.of_article(article.id)}
    for photo_id in dict.fromkeys(shown):
        if photo_id in used:
            continue
        with suppress(NotFound):
            new_use(records, article, records.photos.get(photo_id))


def teach_desk_caption(records: Records, before: PhotoUse | None, after: PhotoUse) -> None:
    """Keep the first caption written for a photo in a language as its desk caption.

    What a machine wrote is none before somebody has read it: it would begin other uses unmarked.
    """
    photo = records.photos.get(after.photo)
    language = records.articles.get(after.article).language
    known = photo.captions.get(language, DeskCaption())
    was = DeskCaption(before.caption, before.alt) if before else DeskCaption()
    unread = _unread_parts(records, after)
    learns = {CAPTION: known.caption in {"", was.caption}, ALT: known.alt in {"", was.alt}}
    caption = after.caption if learns[CAPTION] and CAPTION not in unread else known.caption
    alt = after.alt if learns[ALT] and ALT not in unread else known.alt
    _put_desk_caption(records, photo, language, DeskCaption(caption, alt))


def forget_desk_caption(records: Records, use: PhotoUse) -> None:
    """Let no desk caption be what a use says where a machine wrote that and nobody has read it."""
    photo = records.photos.get(use.photo)
    language = records.articles.get(use.article).language
    known = photo.captions.get(language, DeskCaption())
    unread = _unread_parts(records, use)
    caption = "" if CAPTION in unread and known.caption == use.caption else known.caption
    alt = "" if ALT in unread and known.alt == use.alt else known.alt
    _put_desk_caption(records, photo, language, DeskCaption(caption, alt))


def _put_desk_caption(
    records: Records, photo: Photo, language: Language, caption: DeskCaption
) -> None:
    if caption != photo.captions.get(language, DeskCaption()):
        captions = {**photo.captions, language: caption}
        records.photos.save(replace(photo, captions=captions), photo.version)


def _unread_parts(records: Records, use: PhotoUse) -> frozenset[str]:
    known = records.links.renderings(use.article)
    parts = {part: known.get(use_address(use.id, part)) for part in (CAPTION, ALT)}
    return frozenset(part for part, made in parts.items() if made is not None and made.unread)
