"""A draft that the site has as far as it can have it is not queued again at every sync."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from editor_app.domain.ids import VIETNAMESE, ArticleId, TagId, new_id
from editor_app.domain.vocabulary import Tag
from editor_app.text.blocks import photo_of
from tests.sync.actions import carry_out
from tests.sync.cms_site import UNCATEGORIZED
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import SimDesk
from tests.sync.world import WEB, World

LAN = 0
LATER = timedelta(minutes=16)
Deed = Callable[[SimDesk, ArticleId], None]


def without_slug(desk: SimDesk, article: ArticleId) -> None:
    """Somebody empties the field of the address."""
    with desk.database.reading() as records:
        version = records.articles.get(article).version
    desk.stories.change_article(article, version, slug="")


def without_section(desk: SimDesk, article: ArticleId) -> None:
    """Somebody takes the section away that the site has by now."""
    story = desk.stories.view(desk.story_of(article)).story
    desk.stories.change(story.id, story.version, section=None)


def with_tags_of_one_name(desk: SimDesk, article: ArticleId) -> None:
    """The desk has two tags whose names are one to the site, and the story has both."""
    tags = tuple(Tag(TagId(new_id()), {VIETNAMESE: name}) for name in ("Đê điều", "Đê Điều"))
    with desk.database.writing() as records:
        for tag in tags:
            records.tags.put(tag)
    story = desk.stories.view(desk.story_of(article)).story
    desk.stories.change(story.id, story.version, tags=tuple(tag.id for tag in tags))


def with_spaces_in_a_caption(desk: SimDesk, article: ArticleId) -> None:
    """A caption has two lines."""
    desk.add_photo(article, "teal")
    with desk.database.reading() as records:
        (use,) = records.uses.of_article(article)
    desk.photos.describe(use.id, caption="Nước  lên\nnhanh", alt="Sông  dâng")


def with_a_photo_twice(desk: SimDesk, article: ArticleId) -> None:
    """Somebody copies a photo and puts it in once more."""
    desk.add_photo(article, "teal")
    with desk.database.reading() as records:
        found = records.articles.get(article)
    body(f"{found.body[-1].text}\n\n{found.markdown}")(desk, article)
    with desk.database.reading() as records:
        shown = [photo_of(block) for block in records.articles.get(article).body]
    assert shown[0] == shown[-1] is not None


def body(text: str) -> Deed:
    """The text becomes another."""

    def act(desk: SimDesk, article: ArticleId) -> None:
        desk.drafts.save(article, "body", text)
        desk.drafts.settle(article)

    return act


DEEDS: dict[str, Deed] = {
    "no slug": without_slug,
    "no section any more": without_section,
    "two tags of one name": with_tags_of_one_name,
    "a caption of two lines": with_spaces_in_a_caption,
    "notes between paragraphs": body("Một[^1].\n\n[^1]: Chú một.\n\nHai[^2].\n\n[^2]: Chú hai."),
    "a note without words": body("Một[^1].\n\n[^1]:\n\nHai."),
    "a note of no words": body("Một[^1].\n\nHai.\n\n[^1]: "),
    "two notes of one label": body("Một[^1].\n\n[^1]: Chú một.\n\n[^1]: Chú hai."),
    "two notes of one text": body("Một[^1] hai[^2].\n\n[^1]: Chú một.\n\n[^2]: Chú một."),
    "a note nobody refers to": body("Một.\n\n[^1]: Chú một."),
    "a rule": body("Một.\n\n---\n\nHai.\n\n* * *\n\nBa."),
    "an empty heading": body("## \n\nMột.\n\n#\n\nHai."),
    "an empty list": body("Một.\n\n- \n\nHai.\n\n1. "),
    "an empty quote": body("Một.\n\n> \n\nHai."),
    "two lists": body("- một\n- hai\n\n* ba\n* bốn"),
    "numbers": body("1. một\n2. hai\n\nGiữa.\n\n3. ba"),
    "a table": body("| a | b |\n|---|---|\n| 1 | 2 |\n\nHai."),
    "an empty table": body("|  |  |\n|---|---|\n|  |  |\n\nHai."),
    "code": body("```\nmột\n```\n\nHai."),
    "empty code": body("```\n```\n\nHai."),
    "html": body("<div>một</div>\n\nHai <b>ba</b>."),
    "a comment": body("<!-- một -->\n\nHai."),
    "breaks": body("Một  \nhai\\\nba.\n\nHai."),
    "marks only": body("**\n\n_\n\n\\\n\nHai."),
    "zero width": body("\u200b\n\nHai.\n\n\u00a0\n\nBa."),
    "empty marks": body("****\n\n[](https://a.test)\n\n![](https://a.test/a.jpg)\n\nHai."),
    "the same photo twice": with_a_photo_twice,
}


def quiet(world: World) -> tuple[int, int]:
    """How many entries Lan's outbox has had, and how often the site was written."""
    with world.desks[LAN].database.reading() as records:
        return len(records.outbox.recent(1000)), world.writes


@pytest.mark.parametrize("deed", DEEDS)
def test_a_draft_that_is_there_is_not_queued_again(world: World, deed: str) -> None:
    lan = world.desks[LAN]
    carry_out(world, "send as draft", 2)
    carry_out(world, "push", LAN)
    article = next(one.article for one in lan.publications() if one.first_published is None)
    DEEDS[deed](lan, article)
    for _sync in range(3):
        world.wait(LATER)
        carry_out(world, "sync", LAN)
    assert [(e.state, e.answer) for e in lan.waiting()] == []
    before = quiet(world)
    for _sync in range(2):
        world.wait(LATER)
        carry_out(world, "sync", LAN)
    assert quiet(world) == before


def test_a_section_that_is_chosen_later_goes_there_and_is_not_insisted_on(world: World) -> None:
    lan = world.desks[LAN]
    article = next(one.id for one in lan.articles() if lan.publication(one.id) is None)
    story = lan.stories.view(lan.story_of(article)).story
    lan.stories.change(story.id, story.version, section=None)
    carry_out(world, "send as draft", 2)
    carry_out(world, "push", LAN)
    (post,) = [one for one in world.site.posts.values() if one.id > 1]
    assert post.categories == [UNCATEGORIZED]
    lan.stories.change(story.id, lan.stories.view(story.id).story.version, section=story.section)
    world.wait(LATER)
    carry_out(world, "sync", LAN)
    assert "Thế giới" in [world.site.terms[number].name for number in post.categories]
    world.site.update(post, WEB, {"categories": [UNCATEGORIZED]})
    for _sync in range(3):
        world.wait(LATER)
        carry_out(world, "sync", LAN)
    assert post.categories == [UNCATEGORIZED]
    assert lan.waiting() == ()


def test_a_draft_goes_up_by_itself_again_once_its_embargo_is_over(world: World) -> None:
    lan = world.desks[LAN]
    carry_out(world, "send as draft", 2)
    carry_out(world, "push", LAN)
    (known,) = [one for one in lan.publications() if one.first_published is None]
    story = lan.stories.view(lan.story_of(known.article)).story
    lan.stories.change(story.id, story.version, embargo=lan.clock() + timedelta(hours=1))
    carry_out(world, "write the headline", 2)
    with lan.database.reading() as records:
        headline = records.articles.get(known.article).headline
    post = world.site.posts[int(known.remote_id)]
    world.wait(LATER)
    carry_out(world, "sync", LAN)
    assert post.title != headline, "it is not told before"
    world.wait(timedelta(hours=2))
    carry_out(world, "sync", LAN)
    assert post.title == headline
    come_to_rest(world)
