"""What is said of a photo: its uses in articles, and the desk captions that new uses begin with."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from editor_app.domain.article import Article
from editor_app.domain.errors import NotFound
from editor_app.domain.ids import ArticleId, PhotoId, UseId, new_id
from editor_app.domain.photo import DeskCaption, Photo, PhotoUse
from editor_app.storage.records import Records
from editor_app.text.blocks import photo_of


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
