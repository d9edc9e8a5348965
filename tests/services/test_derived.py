"""Thumbnails and sent sizes are kept within bounds, and made again when they are wanted."""

from __future__ import annotations

import os
import time
from io import BytesIO
from pathlib import Path

from PIL import Image

from editor_app.services.backups import BackupService
from editor_app.services.pages import PageService
from editor_app.services.renditions import RenditionCache
from editor_app.storage.resources import read_theme
from tests.desks import Desk

MONTH = 30 * 86_400


def files(desk: Desk) -> list[Path]:
    return [file for file in desk.place.database.folder.derived.rglob("*") if file.is_file()]


def months_pass(desk: Desk) -> None:
    """Let every derived file be one that was last used long ago."""
    then = time.time() - MONTH
    for file in files(desk):
        os.utime(file, (then, then))


def test_the_photos_of_articles_are_made_ready_and_one_that_cannot_be_is_passed_over(
    desk: Desk,
) -> None:
    article = desk.stories.view(desk.story()).articles[0].id
    photos = []
    for colour in ("teal", "red", "blue"):
        out = BytesIO()
        Image.new("RGB", (900, 600), colour).save(out, "JPEG")
        photos.append(desk.photos.attach(article, out.getvalue(), f"{colour}.jpg").photo)
    harmed = desk.photos.photo(photos[1])
    desk.place.media.path(harmed.digest).write_bytes(b"no picture any more")
    steps: list[tuple[int, int]] = []
    pages = PageService(desk.place, read_theme)
    pages.clean_photos([article], lambda done, total, said=None: steps.append((done, total)))
    assert steps == [(0, 3), (1, 3), (2, 3)]
    made = {file.parent.name for file in files(desk) if file.suffix == ".json"}
    assert made == {desk.photos.photo(photos[place]).digest for place in (0, 2)}
    before = len(files(desk))
    pages.clean_photos([article])
    assert len(files(desk)) == before


def test_what_was_not_used_for_long_goes_and_is_made_again(desk: Desk) -> None:
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "JPEG")
    story = desk.story()
    article = desk.stories.view(story).articles[0]
    photo = desk.photos.attach(article.id, out.getvalue(), "teal.jpg").photo
    renditions, backups = RenditionCache(desk.place), BackupService(desk.place)
    small = desk.photos.thumbnail(photo, 160)
    sizes = renditions.sizes(desk.photos.photo(photo))
    months_pass(desk)
    assert backups.trim_derived() == 0
    assert files(desk)
    assert backups.trim_derived(0) > 0
    assert files(desk) == []
    assert desk.photos.thumbnail(photo, 160) == small
    assert renditions.sizes(desk.photos.photo(photo)) == sizes
    assert desk.photos.original(photo) == out.getvalue()
