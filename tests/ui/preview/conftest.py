"""What tests of the preview share: a story in two languages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from editor_app.domain.article import Article
from editor_app.domain.ids import ENGLISH, ArticleId, PhotoId, StoryId
from editor_app.services.preferences import SettingsService
from editor_app.services.views import StoryView
from editor_app.wiring import Desk, new_desk, open_desk
from tests.formats.photo_making import encoded, picture
from tests.ui.material import folder_site, story, write


@dataclass(frozen=True)
class Ids:
    """What was made: a Vietnamese article with a photo, and an English version without."""

    story: StoryId
    vietnamese: ArticleId
    english: ArticleId
    photo: PhotoId


@dataclass(frozen=True)
class Made:
    """The desk all tests copy, because taking a photo in takes a second."""

    folder: Path
    ids: Ids


@dataclass(frozen=True)
class Told:
    """A story on an open desk with a site."""

    desk: Desk
    ids: Ids

    @property
    def vietnamese(self) -> ArticleId:
        """The Vietnamese version."""
        return self.ids.vietnamese

    @property
    def english(self) -> ArticleId:
        """The English version."""
        return self.ids.english

    def view(self) -> StoryView:
        """Return the story as the frame hands it to views."""
        return self.desk.stories.view(self.ids.story)

    def article(self) -> Article:
        """Return the English version as it is now."""
        return self.desk.stories.find_article(self.english)

    def write(self, article: ArticleId, **texts: str) -> StoryView:
        """Type and settle; return the story as it is then."""
        write(self.desk, article, **texts)
        return self.view()


def fill(desk: Desk) -> Ids:
    """Write the story, attach its photo, begin its English version."""
    made = story(desk)
    data = encoded(picture(640, 400))
    photo = desk.photos.attach(made.article, data, "river.jpg").photo
    english = desk.translations.start(made.story, ENGLISH).article
    body = "\n\n".join(f"Paragraph {number} of the page." for number in range(1, 31))
    write(desk, english, headline="Solar ferries", standfirst="A day’s charge.", body=body)
    desk.pages.preview(made.article)  # the renditions are kept
    return Ids(made.story, made.article, english, photo)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    place = tmp_path_factory.mktemp("preview")
    new_desk(place / "desk")
    desk = open_desk(place / "desk", settings=SettingsService(place / "settings.json"))
    try:
        folder_site(desk, place / "site")
        return Made(place / "desk", fill(desk))
    finally:
        desk.close()


@pytest.fixture
def told(made: Made, tmp_path: Path, settings: SettingsService) -> Iterator[Told]:
    folder = tmp_path / "told"
    shutil.copytree(made.folder, folder)
    desk = open_desk(folder, settings=settings)
    yield Told(desk, made.ids)
    desk.close()
