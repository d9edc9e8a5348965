"""Kept copies of an article hold what its photos say, and give it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from PIL import Image

from editor_app.domain.history import Revision, RevisionReason
from editor_app.domain.ids import ENGLISH, ArticleId, PhotoId, UseId
from editor_app.domain.link import use_address
from editor_app.domain.messages import Message
from editor_app.domain.photo import DeskCaption
from tests.desks import Desk


@dataclass
class Report:
    """An article with one photo, whose caption is changed through the desk."""

    desk: Desk
    article: ArticleId
    photo: PhotoId
    use: UseId

    def says(self, caption: str, alt: str) -> None:
        self.desk.photos.describe(self.use, caption, alt)

    def keep(self) -> bool:
        return bool(self.desk.history.keep(self.article, RevisionReason.REST))

    @property
    def newest(self) -> Revision:
        return self.desk.history.revisions(self.article)[0]

    @property
    def said(self) -> dict[PhotoId, tuple[str, str]]:
        with self.desk.place.database.reading() as records:
            uses = records.uses.of_article(self.article)
        return {use.photo: (use.caption, use.alt) for use in uses}


@pytest.fixture
def report(desk: Desk) -> Report:
    article = desk.stories.view(desk.story("Một.\n\nHai.")).articles[0].id
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    attached = desk.photos.attach(article, out.getvalue(), "ferry.jpg")
    made = Report(desk, article, attached.photo, attached.use)
    made.says("Phà cập bến.", "Một chiếc phà")
    return made


def test_a_copy_keeps_captions_and_alts(report: Report) -> None:
    report.keep()
    assert report.newest.captions == {report.photo: DeskCaption("Phà cập bến.", "Một chiếc phà")}


def test_a_changed_caption_alone_makes_a_new_copy(report: Report) -> None:
    assert report.keep()
    assert not report.keep()
    report.says("Phà rời bến.", "Một chiếc phà")
    assert report.keep()
    assert len(report.desk.history.revisions(report.article)) == 2


def test_restoring_gives_captions_back_in_one_step_that_can_be_undone(report: Report) -> None:
    report.keep()
    kept = report.newest
    report.says("", "")
    report.desk.write(report.article, body=_without_photo(report))
    seen = report.desk.stories.find_article(report.article).version
    changes = report.desk.history.restore(report.article, kept.id, seen)
    assert changes.said == Message("revision-restored")
    assert report.said == {report.photo: ("Phà cập bến.", "Một chiếc phà")}
    assert changes.inverse is not None
    changes.inverse()
    assert report.said == {report.photo: ("", "")}


def test_a_translation_asks_again_when_the_caption_of_its_source_is_restored(
    report: Report,
) -> None:
    desk = report.desk
    report.keep()
    kept = report.newest
    report.says("Phà rời bến.", "Một chiếc phà")
    story = desk.stories.find_article(report.article).story
    english = desk.translations.start(story, ENGLISH).article
    address = use_address(report.use, "caption")
    row = next(row for row in desk.translations.segments(english) if address in row.sources)
    desk.translations.write(english, row.sources, "The ferry leaves.")
    seen = desk.stories.find_article(report.article).version
    desk.history.restore(report.article, kept.id, seen)
    row = next(row for row in desk.translations.segments(english) if address in row.sources)
    assert row.stale


def test_a_photo_that_was_taken_out_comes_back_with_its_captions(report: Report) -> None:
    report.says("Phà rời bến.", "Một chiếc phà")
    report.desk.photos.detach(report.article, report.photo)
    kept = report.newest
    assert kept.captions == {report.photo: DeskCaption("Phà rời bến.", "Một chiếc phà")}
    assert report.said == {}
    seen = report.desk.stories.find_article(report.article).version
    report.desk.history.restore(report.article, kept.id, seen)
    assert report.said == {report.photo: ("Phà rời bến.", "Một chiếc phà")}


def test_taking_out_a_photo_that_says_nothing_keeps_no_copy(report: Report) -> None:
    report.says("", "")
    report.desk.photos.detach(report.article, report.photo)
    assert report.desk.history.revisions(report.article) == ()


def test_a_photo_that_the_restored_text_has_no_more_is_named(report: Report) -> None:
    report.desk.write(report.article, body=_without_photo(report))
    report.keep()
    kept = report.newest
    report.desk.photos.detach(report.article, report.photo)
    seen = report.desk.stories.find_article(report.article).version
    changes = report.desk.history.restore(report.article, kept.id, seen)
    assert changes.said == Message("revision-restored-without", {"names": "ferry.jpg"})
    assert report.said == {}


def test_a_copy_from_before_captions_were_kept_leaves_them_alone(report: Report) -> None:
    report.keep()
    old = replace(report.newest, captions=None)
    with report.desk.place.database.writing() as records:
        records.revisions.add(replace(old, id=type(old.id)("f" * 32)))
    report.says("Phà rời bến.", "")
    seen = report.desk.stories.find_article(report.article).version
    report.desk.history.restore(report.article, type(old.id)("f" * 32), seen)
    assert report.said == {report.photo: ("Phà rời bến.", "")}


def _without_photo(report: Report) -> str:
    body = report.desk.stories.find_article(report.article).markdown
    return body.replace(f"\n\n![](photo:{report.photo})", "")
