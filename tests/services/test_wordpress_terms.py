"""Tags that a site has other numbers or other names for than the desk knew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from editor_app.connectors.web_requests import Patience
from editor_app.domain.ids import VIETNAMESE, ArticleId, TagId, new_id
from editor_app.domain.remote import SiteTermKind
from editor_app.domain.site import OutboxState
from editor_app.domain.vocabulary import Tag
from tests.pressroom import Pressroom, open_pressroom
from tests.servers.fault_proxy import FaultProxy
from tests.servers.faults import lose_answer
from tests.servers.wordpress import WordPress
from tests.syncroom import Syncroom, open_syncroom

HALF_MADE = (
    "SELECT COUNT(term_id) FROM wp_posts"
    " LEFT JOIN wp_term_relationships ON object_id = wp_posts.ID"
    " LEFT JOIN wp_term_taxonomy USING (term_taxonomy_id)"
    " WHERE post_type = 'post' AND post_name LIKE 'cd-%' GROUP BY wp_posts.ID"
)
"""How many terms each post has that still has its first slug: its category, and its tags."""


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Pressroom]:
    """A desk with an editor's account on Debian's WordPress."""
    made = open_pressroom(tmp_path, wordpress)
    with closing(made.lines):
        yield made


@pytest.fixture
def counted(tmp_path: Path, wordpress: WordPress, faults: FaultProxy) -> Iterator[Pressroom]:
    """The same by way of a proxy that has faults."""
    made = open_pressroom(tmp_path, wordpress, url=faults.url)
    with closing(made.lines):
        yield made


def tags_there(room: Pressroom, article: ArticleId) -> list[str]:
    """Return what the tags of an article are called on the site."""
    number = room.publication(article).remote_id
    told = room.wordpress.run(f"return array_column(wp_get_post_tags({number}), 'name');")
    assert isinstance(told, list)
    return told


def give_number_away(room: Pressroom) -> None:
    """Let the number of the story's tag be that of another tag which the desk has, too."""
    with room.desk.place.database.writing() as records:
        records.tags.put(Tag(TagId(new_id()), {VIETNAMESE: "Thể thao"}))
    renamed = "UPDATE wp_terms SET name = 'Thể thao', slug = 'the-thao' WHERE slug = 'lu-lut'"
    room.wordpress.ask(renamed)


@pytest.fixture
def hasty(tmp_path: Path, wordpress: WordPress) -> Iterator[Pressroom]:
    """The same, and nobody waits long for an answer."""
    made = open_pressroom(tmp_path, wordpress, patience=Patience(read=1.0))
    with closing(made.lines):
        yield made


def test_a_post_that_is_found_while_the_site_still_makes_it_loses_no_tag_and_no_lead_photo(
    hasty: Pressroom, wordpress: WordPress
) -> None:
    room = hasty
    room.add_tag(vi="Lũ lụt")
    room.add_photo()
    tags = room.desk.stories.view(room.story).story.tags
    wordpress.switch(wait_making=60.0)
    room.publish()
    assert room.row().state is OutboxState.WAITING, room.row()
    assert wordpress.ask(HALF_MADE) == [("1",)], "the site has not set its tag yet"
    room.send_all(rounds=1)
    wordpress.switch(wait_making=-1.0)
    wordpress.wait_until_idle()
    room.send_all()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.desk.stories.view(room.story).story.tags == tags
    assert tags_there(room, room.article) == ["Lũ lụt"]
    number = room.publication().remote_id
    assert wordpress.run(f"return has_post_thumbnail({number});") is True
    names = wordpress.run(f"return wp_get_post_categories({number}, ['fields' => 'names']);")
    assert names == ["Thế giới"]


def test_no_tag_comes_into_a_story_because_an_answer_was_lost(
    counted: Pressroom, faults: FaultProxy
) -> None:
    room = counted
    room.add_tag(vi="Lũ lụt")
    room.publish()
    tags = room.desk.stories.view(room.story).story.tags
    other = room.new_story("Lũ rút")
    article = room.article_of(other)
    room.publish(article)
    give_number_away(room)
    room.change_story(other, tags=tags)
    faults.plan(lose_answer(), method="POST", path=r"/wp/v2/posts/[0-9]+")
    room.publish(article)
    assert room.row().state is OutboxState.WAITING, room.row()
    room.send_all()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.desk.stories.view(other).story.tags == tags
    assert tags_there(room, article) == ["Lũ lụt"]


def test_a_number_that_a_site_has_given_to_another_tag_is_not_taken_for_ours(
    room: Pressroom,
) -> None:
    """As after a backup was restored: what was made since has another's number then."""
    room.add_tag(vi="Lũ lụt")
    room.publish()
    give_number_away(room)
    others = [room.article_of(room.new_story(headline)) for headline in ("Lũ rút", "Lũ tan")]
    tags = room.desk.stories.view(room.story).story.tags
    for article in others:
        room.change_story(room.desk.stories.find_article(article).story, tags=tags)
    room.publish(*others)
    room.send_all()
    assert {row.state for row in room.publishing.outbox()} == {OutboxState.DONE}
    assert [tags_there(room, article) for article in others] == [["Lũ lụt"], ["Lũ lụt"]]
    room.write(headline="Lũ về sớm")
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    assert tags_there(room, room.article) == ["Lũ lụt"]


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


@pytest.fixture
def syncing(tmp_path: Path, wordpress: WordPress) -> Iterator[Syncroom]:
    """A desk that syncs with Debian's WordPress."""
    made = open_syncroom(tmp_path, wordpress)
    with closing(made.lines):
        yield made


def test_a_tag_that_is_called_by_another_of_its_words_there_stays_the_one_it_was(
    syncing: Syncroom,
) -> None:
    room, tag = syncing, TagId(new_id())
    with room.desk.place.database.writing() as records:
        records.tags.put(Tag(tag, {VIETNAMESE: "Lũ lụt"}, {VIETNAMESE: ("Ngập",)}))
    other = room.new_story("Lũ rút")
    room.change_story(other, tags=(tag,))
    room.publish(room.article, room.article_of(other))
    room.sync()
    room.wordpress.ask("UPDATE wp_terms SET name = 'Ngập', slug = 'ngap' WHERE slug = 'lu-lut'")
    room.edit_there(post_title="Lũ về sớm", tags_input="Lũ lụt")
    before = number_of(room, tag)
    room.sync()
    assert room.desk.stories.find_article(room.article).headline == "Lũ về sớm"
    assert number_of(room, tag) == before


def number_of(room: Syncroom, tag: TagId) -> str:
    """Return the site's number of a tag, as the desk knows it."""
    with room.desk.place.database.reading() as records:
        find = records.term_publications.find
        known = find(room.site.id, SiteTermKind.TAG, tag, VIETNAMESE)
    return known.remote_id if known else ""
