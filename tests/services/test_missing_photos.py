"""A caption whose photo the translation does not show: it asks for the photo, and hurts nothing."""

from __future__ import annotations

import pytest

from editor_app.domain.article import Article
from editor_app.domain.ids import ENGLISH, ArticleId, UseId
from editor_app.domain.link import Segment, State
from editor_app.text.blocks import photo_of
from tests.desks import Desk
from tests.formats.photo_making import jpeg_with


@pytest.fixture
def english(desk: Desk) -> Article:
    """Return a translation of three paragraphs from which the photo of the second was taken."""
    story = desk.story(body="Một.\n\nHai.\n\nBa.")
    source = desk.stories.view(story).articles[0]
    attached = desk.photos.attach(source.id, jpeg_with(), "pha.jpg", source.body[1].id)
    article = desk.translations.start(story, ENGLISH).article
    for row, text in zip(desk.translations.segments(article)[1:3], ("One.", "Two."), strict=True):
        desk.translations.write(article, row.sources, text, State.TRANSLATED)
    desk.photos.describe(attached.use, caption="Phà ở bến")
    desk.write(article, body="One.\n\nTwo.")
    return desk.stories.find_article(article)


def caption(desk: Desk, article: ArticleId) -> Segment:
    rows = desk.translations.segments(article)
    return next(row for row in rows if row.source_text == "Phà ở bến")


def shown(desk: Desk, article: ArticleId) -> list[bool]:
    return [photo_of(block) is not None for block in desk.stories.find_article(article).body]


def test_its_caption_has_no_place_until_the_photo_is_shown_where_the_source_has_it(
    desk: Desk, english: Article
) -> None:
    row = caption(desk, english.id)
    assert row.targets == ()
    done = desk.rows.show_photo(english.id, UseId(row.sources[0].owner))
    assert shown(desk, english.id) == [False, False, True]
    assert caption(desk, english.id).targets
    desk.translations.write(english.id, row.sources, "A ferry at its pier", State.TRANSLATED)
    assert done.inverse is not None
    back = done.inverse()
    assert shown(desk, english.id) == [False, False]
    assert back.inverse is not None
    back.inverse()
    again = caption(desk, english.id)
    assert again.target_text == "A ferry at its pier"


def test_shown_already_it_is_not_shown_twice(desk: Desk, english: Article) -> None:
    use = UseId(caption(desk, english.id).sources[0].owner)
    desk.rows.show_photo(english.id, use)
    assert not desk.rows.show_photo(english.id, use)
    assert shown(desk, english.id).count(True) == 1


def test_the_memory_fills_all_other_rows(desk: Desk, english: Article) -> None:
    taught = desk.translations.start(desk.story(body="Phà ở bến\n\nBa."), ENGLISH).article
    for row, text in zip(desk.translations.segments(taught)[1:], ("A ferry", "Three"), strict=True):
        desk.translations.write(taught, row.sources, text, State.TRANSLATED)
    desk.translations.fill(english.id)
    texts = [row.target_text for row in desk.translations.segments(english.id)]
    assert "Three" in texts
    assert caption(desk, english.id).target_text == ""
