"""Texts that must not get lost on their way: pending drafts, revisions, photo lines, states."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from editor_app.domain.errors import NotFound, Refused
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    ArticleId,
    Language,
    PersonId,
    PhotoId,
    StoryId,
    new_id,
)
from editor_app.domain.link import Address, State, block_address, field_address
from editor_app.domain.photo import DeskCaption
from editor_app.domain.vocabulary import Person
from editor_app.services.first_sight import LAST_PLACE
from editor_app.services.terms import TermService
from editor_app.services.views import ListQuery
from editor_app.text.blocks import photo_line, photo_of
from tests.desks import Desk


def picture(colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 200), colour).save(out, "JPEG")
    return out.getvalue()


def source_of(desk: Desk, story: StoryId) -> ArticleId:
    return desk.stories.view(story).articles[0].id


def photos_in(desk: Desk, article: ArticleId) -> list[PhotoId]:
    body = desk.stories.find_article(article).body
    return [photo for block in body if (photo := photo_of(block))]


# -- typed while a photo arrives


def test_a_photo_that_arrives_while_somebody_types_keeps_both(desk: Desk) -> None:
    article = source_of(desk, desk.story(body="Một."))
    desk.drafts.save(article, "body", "Một.\n\nĐang gõ.", based_on=2)
    photo = desk.photos.attach(article, picture(), "lu.jpg").photo
    desk.drafts.settle(article)
    assert "Đang gõ." in desk.stories.find_article(article).markdown
    assert photos_in(desk, article) == [photo]


def test_a_photo_taken_out_while_somebody_types_stays_out_and_the_text_stays(desk: Desk) -> None:
    article = source_of(desk, desk.story(body="Một."))
    photo = desk.photos.attach(article, picture(), "lu.jpg").photo
    text = desk.stories.find_article(article).markdown + "\n\nĐang gõ."
    desk.drafts.save(article, "body", text)
    desk.photos.detach(article, photo)
    desk.drafts.settle(article)
    assert desk.stories.find_article(article).markdown == "Một.\n\nĐang gõ."


def test_a_caption_typed_just_before_the_photo_goes_is_kept_with_the_photo(desk: Desk) -> None:
    article = source_of(desk, desk.story())
    attached = desk.photos.attach(article, picture(), "lu.jpg")
    desk.drafts.save(attached.use, "caption", "Nước lên")
    desk.photos.detach(article, attached.photo)
    language = desk.stories.find_article(article).language
    assert desk.photos.photo(attached.photo).captions[language].caption == "Nước lên"


def test_filling_from_the_memory_takes_in_what_is_being_typed_first(desk: Desk) -> None:
    story = desk.story(body="Một.\n\nHai.")
    english = desk.translations.start(story, ENGLISH).article
    desk.drafts.save(english, "headline", "Title")
    desk.drafts.save(english, "body", "One.")
    desk.translations.fill(english)
    assert desk.stories.find_article(english).markdown == "One."
    assert desk.stories.find_article(english).headline == "Title"


def test_an_older_base_never_loses_a_headline_either(desk: Desk) -> None:
    article = source_of(desk, desk.story(headline="Tít của Minh"))
    desk.drafts.save(article, "headline", "Tít của Lan", based_on=1)
    desk.drafts.settle(article)
    kept = desk.history.revisions(article)
    assert kept[0].reason is RevisionReason.MERGED
    assert kept[0].kept.headline == "Tít của Minh"


def test_a_caption_typed_in_the_window_becomes_the_photo_s_own(desk: Desk) -> None:
    article = source_of(desk, desk.story())
    attached = desk.photos.attach(article, picture(), "lu.jpg")
    desk.drafts.save(attached.use, "caption", "Nước lên")
    desk.drafts.settle(article)
    other = source_of(desk, desk.story(headline="Khác"))
    desk.photos.attach_known(other, attached.photo)
    view = desk.stories.view(desk.stories.find_article(other).story)
    assert view.uses[other][0].caption == "Nước lên"


# -- photo lines and uses


def test_a_photo_deleted_by_key_can_be_added_again(desk: Desk) -> None:
    article = source_of(desk, desk.story(body="Một."))
    attached = desk.photos.attach(article, picture(), "lu.jpg")
    desk.photos.describe(attached.use, "Nước lên")
    desk.write(article, body="Một.")
    again = desk.photos.attach(article, picture(), "lu.jpg")
    assert photos_in(desk, article) == [attached.photo]
    uses = desk.stories.view(desk.stories.find_article(article).story).uses[article]
    assert [(use.id, use.caption) for use in uses] == [(again.use, "Nước lên")]


def test_a_photo_line_pasted_from_another_story_becomes_a_use(desk: Desk) -> None:
    first = source_of(desk, desk.story())
    attached = desk.photos.attach(first, picture(), "lu.jpg")
    desk.photos.describe(attached.use, "Nước lên")
    second = source_of(desk, desk.story(headline="Khác"))
    desk.write(second, body=f"Hai.\n\n{photo_line(attached.photo)}")
    uses = desk.stories.view(desk.stories.find_article(second).story).uses[second]
    assert [(use.photo, use.caption) for use in uses] == [(attached.photo, "Nước lên")]


def test_a_restored_version_has_its_photos_and_captions_again(desk: Desk) -> None:
    article = source_of(desk, desk.story())
    attached = desk.photos.attach(article, picture(), "lu.jpg")
    desk.photos.describe(attached.use, "Nước lên")
    desk.history.keep(article, RevisionReason.LEFT)
    revision = desk.history.revisions(article)[0]
    desk.photos.detach(article, attached.photo)
    desk.history.restore(article, revision.id, desk.stories.find_article(article).version)
    assert photos_in(desk, article) == [attached.photo]
    uses = desk.stories.view(desk.stories.find_article(article).story).uses[article]
    assert [(use.photo, use.caption) for use in uses] == [(attached.photo, "Nước lên")]


def test_taking_back_the_removal_of_a_photo_brings_every_caption_and_link_back(
    desk: Desk,
) -> None:
    story = desk.story(body="Một.\n\nHai.")
    article = source_of(desk, story)
    first = desk.stories.find_article(article).body[0].id
    attached = desk.photos.attach(article, picture(), "lu.jpg", after=first)
    language = desk.stories.find_article(article).language
    desk.photos.desk_caption(attached.photo, language, "Lời của ảnh", "")
    desk.photos.describe(attached.use, "Lời của bài này")
    english = desk.translations.start(story, ENGLISH).article
    use = desk.stories.view(story).uses[english][0]
    desk.photos.describe(use.id, "The river", "A river")
    targets = [Address(use.id, "caption"), Address(use.id, "alt")]
    desk.translations.confirm(english, targets)
    before = desk.stories.view(story)
    rows = desk.translations.segments(english)
    changes = desk.photos.detach(english, attached.photo)
    assert photos_in(desk, article) == photos_in(desk, english) == []
    assert changes.inverse is not None
    again = changes.inverse()
    after = desk.stories.view(story)
    assert after.uses == before.uses
    assert [item.body for item in after.articles] == [item.body for item in before.articles]
    assert desk.translations.segments(english) == rows
    assert again.inverse is not None
    again.inverse()
    assert photos_in(desk, article) == []


def test_another_lead_photo_can_be_taken_back(desk: Desk) -> None:
    article = source_of(desk, desk.story(body="Một."))
    first = desk.photos.attach(article, picture("teal"), "a.jpg").photo
    second = desk.photos.attach(article, picture("red"), "b.jpg").photo
    changes = desk.photos.lead(article, second)
    assert photos_in(desk, article) == [second, first]
    assert changes.inverse is not None
    changes.inverse()
    assert photos_in(desk, article) == [first, second]


def test_a_desk_caption_can_be_taken_back(desk: Desk) -> None:
    article = source_of(desk, desk.story())
    photo = desk.photos.attach(article, picture(), "a.jpg").photo
    desk.photos.desk_caption(photo, ENGLISH, "One", "")
    changes = desk.photos.desk_caption(photo, ENGLISH, "Two\x00", "B")
    assert desk.photos.photo(photo).captions[ENGLISH] == DeskCaption("Two", "B")
    assert changes.inverse is not None
    changes.inverse()
    assert desk.photos.photo(photo).captions[ENGLISH] == DeskCaption("One", "")


# -- translation


def test_a_translation_begins_although_a_photo_line_names_nothing(desk: Desk) -> None:
    story = desk.story(body="Một.\n\n![](photo:0123456789abcdef0123456789abcdef)")
    english = desk.translations.start(story, ENGLISH).article
    assert desk.stories.view(story).uses[english] == ()


def test_a_translation_of_nothing_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.translations.start(StoryId(new_id()), ENGLISH)


@pytest.mark.parametrize("language", ["", "klingon", "EN"])
def test_a_language_without_an_edition_is_refused(desk: Desk, language: str) -> None:
    story = desk.story()
    with pytest.raises(Refused) as refused:
        desk.translations.start(story, Language(language))
    assert refused.value.message.key == "no-edition"
    assert len(desk.stories.view(story).articles) == 1


def test_writing_nothing_into_a_row_empties_it(desk: Desk) -> None:
    story = desk.story(body="Một.\n\nHai.")
    english = desk.translations.start(story, ENGLISH).article
    source = desk.stories.view(story).articles[0]
    first = block_address(source.id, source.body[0].id)
    desk.translations.write(english, [first], "One.")
    desk.translations.write(english, [first], " \n ")
    assert desk.stories.find_article(english).markdown == ""
    row = next(row for row in desk.translations.segments(english) if first in row.sources)
    assert row.state is State.TO_DO


def test_what_is_written_into_a_row_is_cleaned(desk: Desk) -> None:
    story = desk.story(body="Một.")
    english = desk.translations.start(story, ENGLISH).article
    source = desk.stories.view(story).articles[0]
    block = block_address(source.id, source.body[0].id)
    desk.translations.write(english, [block], "O\x00ne\ud800.")
    desk.translations.write(english, [field_address(source.id, "headline")], "Ti\x00tle\ud800")
    article = desk.stories.find_article(english)
    assert (article.markdown, article.headline) == ("One\ufffd.", "Title\ufffd")


def test_a_row_linked_by_hand_is_not_called_changed(desk: Desk) -> None:
    story = desk.story(body="Một.\n\nHai.")
    english = desk.translations.start(story, ENGLISH).article
    source = desk.stories.view(story).articles[0]
    one, two = (block_address(source.id, block.id) for block in source.body)
    desk.translations.write(english, [one], "One and two.")
    target = block_address(english, desk.stories.find_article(english).body[0].id)
    changes = desk.translations.link(english, [target], [one, two])
    row = next(row for row in desk.translations.segments(english) if one in row.sources)
    assert (row.sources, row.stale) == ((one, two), False)
    assert changes.inverse is not None
    changes.inverse()
    row = next(row for row in desk.translations.segments(english) if one in row.sources)
    assert (row.sources, row.stale) == ((one,), False)


def test_taking_back_a_confirmation_takes_the_pair_out_of_the_memory(desk: Desk) -> None:
    story = desk.story(body="Một.")
    english = desk.translations.start(story, ENGLISH).article
    desk.write(english, body="Wrong.")
    target = block_address(english, desk.stories.find_article(english).body[0].id)
    terms = TermService(desk.place)
    changes = desk.translations.confirm(english, [target])
    assert terms.memory_count() == 1
    assert changes.inverse is not None
    assert changes.inverse().memory
    assert terms.memory_count() == 0


def test_a_pair_that_was_known_before_stays_when_a_confirmation_is_taken_back(desk: Desk) -> None:
    story = desk.story(body="Một.")
    english = desk.translations.start(story, ENGLISH).article
    desk.write(english, body="One.")
    target = block_address(english, desk.stories.find_article(english).body[0].id)
    desk.translations.confirm(english, [target])
    changes = desk.translations.confirm(english, [target])
    assert changes.inverse is not None
    changes.inverse()
    assert TermService(desk.place).memory_count() == 1


def test_a_restored_headline_of_a_translation_has_to_be_reviewed_again(desk: Desk) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    desk.write(english, headline="Old")
    desk.history.keep(english, RevisionReason.LEFT)
    revision = desk.history.revisions(english)[0]
    desk.write(english, headline="New")
    headline = field_address(english, "headline")
    desk.translations.confirm(english, [headline], State.REVIEWED)
    desk.history.restore(english, revision.id, desk.stories.find_article(english).version)
    row = next(row for row in desk.translations.segments(english) if headline in row.targets)
    assert (row.target_text, row.state) == ("Old", State.TRANSLATED)


# -- the list and the trash


def test_the_trash_shows_the_headlines_of_what_is_in_it(desk: Desk) -> None:
    story = desk.story(headline="Lũ về")
    desk.stories.trash(story)
    rows = desk.stories.rows(ListQuery(trashed=True))
    assert [(row.story, row.headline) for row in rows] == [(story, "Lũ về")]


def test_a_search_among_my_stories_finds_mine_alone(desk: Desk) -> None:
    mine, other = desk.story(headline="Lũ một"), desk.story(headline="Lũ hai")
    with desk.place.database.writing() as records:
        me = Person(PersonId(new_id()), {ENGLISH: "Lan"})
        records.persons.put(me)
    story = desk.stories.view(mine).story
    desk.stories.change(mine, story.version, holder=me.id)
    assert {row.story for row in desk.stories.rows(ListQuery("lũ"))} == {mine, other}
    assert [row.story for row in desk.stories.rows(ListQuery("lũ", mine=me.id))] == [mine]


def test_a_list_of_one_language_shows_the_stories_that_have_it(desk: Desk) -> None:
    first, _ = desk.story(), desk.story()
    desk.translations.start(first, CHINESE)
    rows = desk.stories.rows(ListQuery(language=CHINESE))
    assert [row.story for row in rows] == [first]


def test_a_search_in_the_trash_finds_what_lies_there(desk: Desk) -> None:
    story = desk.story(headline="Lũ về")
    desk.stories.trash(story)
    assert [row.story for row in desk.stories.rows(ListQuery("lũ về", trashed=True))] == [story]
    assert desk.stories.rows(ListQuery("lũ về")) == ()


def test_a_new_working_name_is_found_at_once(desk: Desk) -> None:
    story = desk.story(headline="Lũ về")
    view = desk.stories.view(story)
    desk.stories.change(story, view.story.version, slug_word="  sông\x00 Hồng ")
    assert desk.stories.view(story).story.slug_word == "sông Hồng"
    assert [row.story for row in desk.stories.rows(ListQuery("song hong"))] == [story]


def test_fields_set_beside_the_drafts_are_cleaned_and_found(desk: Desk) -> None:
    story = desk.story()
    english = desk.translations.start(story, ENGLISH).article
    version = desk.stories.find_article(english).version
    desk.stories.change_article(english, version, push="Push\x00  it\ud800")
    assert desk.stories.find_article(english).push == "Push it\ufffd"
    target = field_address(english, "push")
    rows = desk.translations.segments(english)
    assert any(target in row.targets and row.state is State.DRAFT for row in rows)


@pytest.mark.parametrize("kept", ["not json", "[]", '{"story": "x"}', "null"])
def test_a_last_place_that_cannot_be_read_is_no_place(desk: Desk, kept: str) -> None:
    with desk.place.database.writing() as records:
        records.facts.put(LAST_PLACE, kept)
    assert desk.drafts.last_place() is None


def test_a_photo_keeps_its_desk_caption_when_a_draft_changes_nothing(desk: Desk) -> None:
    article = source_of(desk, desk.story())
    attached = desk.photos.attach(article, picture(), "lu.jpg")
    desk.photos.describe(attached.use, "Nước lên")
    desk.drafts.save(attached.use, "caption", "Nước lên")
    version = desk.photos.photo(attached.photo).version
    assert not desk.drafts.settle(article)
    assert desk.photos.photo(attached.photo).version == version


# -- undo


def test_a_paragraph_that_undo_brings_back_after_a_rest_is_confirmed_as_it_was(desk: Desk) -> None:
    story = desk.story(body="Một con sông.\n\nHai ngọn núi.\n\nBa cánh đồng.")
    english = desk.translations.start(story, ENGLISH).article
    desk.write(english, body="One river.\n\nTwo hills.\n\nThree fields.")
    body = desk.stories.find_article(english).body
    targets = [block_address(english, block.id) for block in body]
    desk.translations.confirm(english, targets, State.REVIEWED)
    rows = desk.translations.segments(english)
    desk.write(english, body="One river.\n\nThree fields.")
    assert len(desk.stories.find_article(english).body) == 2
    desk.write(english, body="One river.\n\nTwo hills.\n\nThree fields.")
    assert desk.stories.find_article(english).body == body
    assert desk.translations.segments(english) == rows


def test_a_source_paragraph_joined_and_parted_again_leaves_its_translation_fresh(
    desk: Desk,
) -> None:
    story = desk.story(body="Một con sông.\n\nHai ngọn núi.")
    source = source_of(desk, story)
    english = desk.translations.start(story, ENGLISH).article
    desk.write(english, body="One river.\n\nTwo hills.")
    body = desk.stories.find_article(english).body
    targets = [block_address(english, block.id) for block in body]
    desk.translations.confirm(english, targets)
    rows = desk.translations.segments(english)
    desk.write(source, body="Một con sông. Và hai ngọn núi.")
    desk.write(source, body="Một con sông.\n\nHai ngọn núi.")
    assert desk.translations.segments(english) == rows
