"""What tests of photos share: a desk with photos, and a story that uses two of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from editor_app.domain.ids import ENGLISH, ArticleId, PhotoId, StoryId
from editor_app.domain.photo import Photo, Rights, RightsStatus
from editor_app.services.preferences import SettingsService
from editor_app.services.views import StoryView
from editor_app.ui.jobs import Jobs
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.wiring import Desk, new_desk, open_desk
from tests.formats.photo_making import encoded, picture
from tests.ui.material import story


@dataclass(frozen=True)
class Ids:
    """River and market stand in the story, the lamp in none; river has credit and captions."""

    story: StoryId
    vietnamese: ArticleId
    english: ArticleId
    river: PhotoId
    market: PhotoId
    lamp: PhotoId


@dataclass(frozen=True)
class Made:
    """The desk all tests copy, because taking photos in takes seconds."""

    folder: Path
    ids: Ids


@dataclass(frozen=True)
class Album:
    """An open desk with its photos."""

    desk: Desk
    ids: Ids

    def photo(self, photo: PhotoId) -> Photo:
        """Return a photo as it is now."""
        return self.desk.photos.photo(photo)

    def view(self) -> StoryView:
        """Return the story as the frame hands it to panels."""
        return self.desk.stories.view(self.ids.story)


def fill(desk: Desk) -> Ids:
    """Take three photos in and use two of them."""
    made = story(desk)
    photos = desk.photos
    river = photos.attach(made.article, encoded(picture(60, 40)), "river.jpg")
    market = photos.attach(made.article, encoded(picture(64, 40)), "market.jpg")
    lamp, _known = photos.take_in(encoded(picture(40, 60)), "lamp.jpg")
    english = desk.translations.start(made.story, ENGLISH).article
    photos.describe(river.use, "Phà trên sông.", "Một chiếc phà.")
    now = photos.photo(river.photo)
    rights = Rights(RightsStatus.CLEARED, date(2099, 12, 31))
    photos.change(river.photo, now.version, credit="Delta Courier", rights=rights)
    return Ids(made.story, made.article, english, river.photo, market.photo, lamp)


@pytest.fixture(scope="session")
def made_album(tmp_path_factory: pytest.TempPathFactory) -> Made:
    place = tmp_path_factory.mktemp("photos")
    new_desk(place / "desk")
    desk = open_desk(place / "desk", settings=SettingsService(place / "settings.json"))
    try:
        return Made(place / "desk", fill(desk))
    finally:
        desk.close()


@pytest.fixture
def album(made_album: Made, tmp_path: Path, settings: SettingsService) -> Iterator[Album]:
    folder = tmp_path / "album"
    shutil.copytree(made_album.folder, folder)
    desk = open_desk(folder, settings=settings)
    yield Album(desk, made_album.ids)
    desk.close()


@pytest.fixture
def thumbnails(album: Album, jobs: Jobs) -> Thumbnails:
    return Thumbnails(jobs, album.desk.photos.thumbnail, jobs)


def described(photo: Photo, **fields: object) -> Photo:
    """Return a photo with other fields."""
    return replace(photo, **fields)  # type: ignore[arg-type]  # the tests name fields of Photo


def settle(jobs: Jobs) -> None:
    """Wait until nothing is on its way; pictures are asked for while others are painted."""
    assert any(jobs.settle(30_000) for _try in range(50))
