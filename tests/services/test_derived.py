"""Thumbnails and sent sizes are kept within bounds, and made again when they are wanted."""

from __future__ import annotations

import os
import time
from io import BytesIO
from pathlib import Path

from PIL import Image

from editor_app.services.backups import BackupService
from editor_app.services.renditions import RenditionCache
from tests.desks import Desk

MONTH = 30 * 86_400


def files(desk: Desk) -> list[Path]:
    return [file for file in desk.place.database.folder.derived.rglob("*") if file.is_file()]


def months_pass(desk: Desk) -> None:
    """Let every derived file be one that was last used long ago."""
    then = time.time() - MONTH
    for file in files(desk):
        os.utime(file, (then, then))


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
