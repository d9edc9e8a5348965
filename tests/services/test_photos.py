"""Photos in stories: one photo, all language versions, captions per language."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from editor_app.domain.errors import Refused, Unreadable
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId
from editor_app.services.photos import AT_START
from editor_app.services.views import PhotoQuery
from editor_app.text.blocks import photo_of
from tests.desks import Desk


def picture(colour: str = "teal", width: int = 600) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, 400), colour).save(out, "JPEG")
    return out.getvalue()


def shape(desk: Desk, article: ArticleId) -> list[str]:
    """Return the body with photo lines as a star."""
    body = desk.stories.find_article(article).body
    return ["*" if photo_of(block) else block.text for block in body]


def test_a_photo_stands_after_the_block_it_was_dropped_on(desk: Desk) -> None:
    view = desk.stories.view(desk.story())
    article = view.articles[0]
    desk.photos.attach(article.id, picture(), "a.jpg", article.body[0].id)
    assert shape(desk, article.id) == ["Một.", "*", "Hai.", "Ba."]


def test_a_photo_comes_into_every_language_at_the_same_place(desk: Desk) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    desk.write(english, body="One.\n\nTwo.\n\nThree.")
    source = desk.stories.view(story).articles[0]
    desk.photos.attach(source.id, picture(), "a.jpg", source.body[1].id)
    assert shape(desk, english) == ["One.", "Two.", "*", "Three."]


def test_photos_of_one_place_keep_their_order_where_the_place_is_not_translated(desk: Desk) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    source = desk.stories.view(story).articles[0]

    def photos(article: ArticleId) -> list[str | None]:
        body = desk.stories.find_article(article).body
        return [photo_of(block) for block in body if photo_of(block)]

    desk.photos.attach(source.id, picture(), "a.jpg", source.body[1].id)
    line = next(block for block in desk.stories.find_article(source.id).body if photo_of(block))
    desk.photos.attach(source.id, picture("red"), "b.jpg", line.id)
    assert shape(desk, source.id) == ["Một.", "Hai.", "*", "*", "Ba."]
    assert photos(english) == photos(source.id)


def test_a_place_that_is_not_translated_lies_behind_what_is_before_it(desk: Desk) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    desk.write(english, body="One.\n\nTwo.\n\nThree.")
    source = desk.stories.view(story).articles[0]
    desk.write(source.id, body="Một.\n\nChen vào.\n\nHai.\n\nBa.")
    new = desk.stories.find_article(source.id).body[1]
    desk.photos.attach(source.id, picture(), "a.jpg", new.id)
    assert shape(desk, english) == ["One.", "*", "Two.", "Three."]


def test_captions_differ_per_language_and_become_desk_captions(desk: Desk) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    source = desk.stories.view(story).articles[0]
    attached = desk.photos.attach(source.id, picture(), "a.jpg")
    view = desk.stories.view(story)
    desk.photos.describe(view.uses[source.id][0].id, caption="Phà", alt="Một chiếc phà")
    desk.photos.describe(view.uses[english][0].id, caption="A ferry")
    photo = desk.photos.photo(attached.photo)
    assert photo.captions[VIETNAMESE].caption == "Phà"
    assert photo.captions[VIETNAMESE].alt == "Một chiếc phà"
    assert photo.captions[ENGLISH].caption == "A ferry"


def test_changing_a_desk_caption_never_changes_a_use(desk: Desk) -> None:
    story = desk.story()
    source = desk.stories.view(story).articles[0]
    attached = desk.photos.attach(source.id, picture(), "a.jpg")
    use = desk.stories.view(story).uses[source.id][0]
    desk.photos.describe(use.id, caption="Phà")
    desk.photos.desk_caption(attached.photo, VIETNAMESE, "Chiếc phà mới", "")
    assert desk.stories.view(story).uses[source.id][0].caption == "Phà"


def test_the_same_file_is_the_same_photo(desk: Desk) -> None:
    first = desk.stories.view(desk.story()).articles[0]
    second = desk.stories.view(desk.story(headline="Khác")).articles[0]
    one = desk.photos.attach(first.id, picture(), "a.jpg")
    two = desk.photos.attach(second.id, picture(), "b.jpg")
    assert (one.known, two.known) == (False, True)
    assert one.photo == two.photo
    assert {word for _, word in desk.photos.used_in(one.photo)} == {"Tít", "Khác"}


def test_a_photo_stands_once_in_a_story(desk: Desk) -> None:
    article = desk.stories.view(desk.story()).articles[0]
    desk.photos.attach(article.id, picture(), "a.jpg")
    with pytest.raises(Refused):
        desk.photos.attach(article.id, picture(), "a.jpg")


def test_removing_a_photo_can_be_taken_back_with_its_captions(desk: Desk) -> None:
    story = desk.story()
    article = desk.stories.view(story).articles[0]
    attached = desk.photos.attach(article.id, picture(), "a.jpg", AT_START)
    use = desk.stories.view(story).uses[article.id][0]
    desk.photos.describe(use.id, caption="Phà", alt="Phà")
    changes = desk.photos.detach(article.id, attached.photo)
    assert shape(desk, article.id) == ["Một.", "Hai.", "Ba."]
    assert changes.inverse is not None
    changes.inverse()
    assert shape(desk, article.id) == ["*", "Một.", "Hai.", "Ba."]
    assert desk.stories.view(story).uses[article.id][0].caption == "Phà"


def test_the_lead_is_the_first_photo_line(desk: Desk) -> None:
    story = desk.story()
    article = desk.stories.view(story).articles[0]
    first = desk.photos.attach(article.id, picture(), "a.jpg", article.body[0].id)
    second = desk.photos.attach(article.id, picture("navy"), "b.jpg", article.body[2].id)
    desk.photos.lead(article.id, second.photo)
    body = desk.stories.find_article(article.id).body
    assert [photo_of(block) for block in body if photo_of(block)] == [second.photo, first.photo]


def test_photos_change_places_and_back(desk: Desk) -> None:
    article = desk.stories.view(desk.story()).articles[0]
    first = desk.photos.attach(article.id, picture(), "a.jpg").photo
    second = desk.photos.attach(article.id, picture("navy"), "b.jpg").photo

    def order() -> list[str | None]:
        body = desk.stories.find_article(article.id).body
        return [photo_of(block) for block in body if photo_of(block)]

    changes = desk.photos.move(article.id, first, 1)
    assert order() == [second, first]
    assert not desk.photos.move(article.id, first, 1)
    assert changes.inverse is not None
    changes.inverse()
    assert order() == [first, second]


def test_a_broken_photo_changes_nothing(desk: Desk) -> None:
    article = desk.stories.view(desk.story()).articles[0]
    with pytest.raises(Unreadable):
        desk.photos.attach(article.id, b"no picture at all", "a.jpg")
    assert desk.photos.listing(PhotoQuery()) == ()
    assert desk.stories.find_article(article.id) == article


def test_originals_are_kept_byte_for_byte(desk: Desk) -> None:
    article = desk.stories.view(desk.story()).articles[0]
    attached = desk.photos.attach(article.id, picture(), "a.jpg")
    assert desk.photos.original(attached.photo) == picture()


def test_a_thumbnail_is_small_and_made_once(desk: Desk) -> None:
    article = desk.stories.view(desk.story()).articles[0]
    attached = desk.photos.attach(article.id, picture(width=1200), "a.jpg")
    small = desk.photos.thumbnail(attached.photo, 160)
    assert Image.open(BytesIO(small)).width == 160
    assert desk.photos.thumbnail(attached.photo, 160) == small


def test_photos_are_listed_by_what_they_lack(desk: Desk) -> None:
    article = desk.stories.view(desk.story()).articles[0]
    one = desk.photos.attach(article.id, picture(), "a.jpg")
    two = desk.photos.attach(article.id, picture("navy"), "b.jpg")
    desk.photos.change(one.photo, 1, credit="Reuters")
    lacking = desk.photos.listing(PhotoQuery(lacking="credit"))
    assert [photo.id for photo in lacking] == [two.photo]
    assert [photo.id for photo in desk.photos.listing(PhotoQuery("reuters"))] == [one.photo]
