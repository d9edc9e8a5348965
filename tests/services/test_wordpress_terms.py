"""Tags that a site has other numbers or other names for than the desk knew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from editor_app.domain.ids import VIETNAMESE, TagId, new_id
from editor_app.domain.site import OutboxState
from editor_app.domain.vocabulary import Tag
from tests.pressroom import Pressroom, open_pressroom
from tests.servers.wordpress import WordPress


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Pressroom]:
    """A desk with an editor's account on Debian's WordPress."""
    made = open_pressroom(tmp_path, wordpress)
    with closing(made.lines):
        yield made


def test_a_number_that_a_site_has_given_to_another_tag_is_not_taken_for_ours(
    room: Pressroom,
) -> None:
    """As after a backup was restored: what was made since has another's number then."""
    room.add_tag(vi="Lũ lụt")
    room.publish()
    with room.desk.place.database.writing() as records:
        records.tags.put(Tag(TagId(new_id()), {VIETNAMESE: "Thể thao"}))
    renamed = "UPDATE wp_terms SET name = 'Thể thao', slug = 'the-thao' WHERE slug = 'lu-lut'"
    room.wordpress.ask(renamed)
    tags = "return array_column(wp_get_post_tags({}), 'name');"
    other = room.new_story("Lũ rút")
    room.change_story(other, tags=room.desk.stories.view(room.story).story.tags)
    room.publish(room.article_of(other))
    assert room.row().state is OutboxState.DONE, room.row()
    number = room.publication(room.article_of(other)).remote_id
    assert room.wordpress.run(tags.format(number)) == ["Lũ lụt"]
    room.write(headline="Lũ về sớm")
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    found = room.wordpress.run(tags.format(room.publication().remote_id))
    assert found == ["Lũ lụt", "Thể thao"], "what the first one's is called there is taken in"


def test_a_tag_that_somebody_there_calls_otherwise_stays_ours(room: Pressroom) -> None:
    room.add_tag(vi="Lũ lụt")
    room.publish()
    renamed = "UPDATE wp_terms SET name = 'Ngập lụt', slug = 'ngap-lut' WHERE slug = 'lu-lut'"
    room.wordpress.ask(renamed)
    other = room.new_story("Lũ rút")
    room.change_story(other, tags=room.desk.stories.view(room.story).story.tags)
    room.publish(room.article_of(other))
    room.write(headline="Lũ về sớm")
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    names = "return get_terms(['taxonomy' => 'post_tag', 'fields' => 'names']);"
    assert room.wordpress.run(names) == ["Ngập lụt"]
