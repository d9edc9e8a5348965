"""An embargo that is set when a site has been told an hour already."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import httpx2
import pytest

from editor_app.domain.errors import Refused
from editor_app.domain.ids import ArticleId
from editor_app.domain.site import RemoteStatus
from tests.sync.actions import carry_out, press
from tests.sync.sim_desk import SITE
from tests.sync.world import World

LAN = 0
SOON, LATER, LATE = timedelta(hours=5), timedelta(hours=8), timedelta(hours=9)


def scheduled(world: World) -> ArticleId:
    """Let the site be told that an article of Lan's goes out soon."""
    lan = world.desks[LAN]
    with lan.database.reading() as records:
        article = records.articles.get(lan.heads()[1].id)
    press(world, lan, article, SOON)
    carry_out(world, "push", LAN)
    known = lan.publication(article.id)
    assert known is not None
    assert known.status is RemoteStatus.SCHEDULED
    return article.id


@pytest.mark.parametrize("wished", ["another text", "a later hour"])
def test_an_hour_that_the_site_knows_breaks_an_embargo_whatever_waits_to_be_sent(
    world: World, wished: str
) -> None:
    lan, article = world.desks[LAN], scheduled(world)
    if wished == "another text":
        lan.publishing.send_draft(SITE, [article])
    else:
        lan.publishing.publish(SITE, [(article, lan.clock() + LATE)])
    story = lan.stories.view(lan.story_of(article)).story
    with pytest.raises(Refused) as refused:
        lan.stories.change(story.id, story.version, embargo=lan.clock() + LATER)
    assert refused.value.message.key == "embargo-scheduled"


def told_without_an_answer(world: World) -> ArticleId:
    """Schedule an article of Lan's; the answer to the write that told it, the second, is lost."""
    lan = world.desks[LAN]
    with lan.database.reading() as records:
        article = records.articles.get(lan.heads()[1].id)
    press(world, lan, article, SOON)
    world.wait(timedelta(minutes=1))
    world.lines[LAN].plan("answer dropped", 1)
    carry_out(world, "push", LAN)
    known = lan.publication(article.id)
    assert known is not None
    assert known.status is not RemoteStatus.SCHEDULED
    assert "future" in [post.status for post in world.site.posts.values()]
    return article.id


@pytest.mark.parametrize("then", ["nothing", "taken back", "another text", "a later hour"])
def test_an_hour_that_the_site_may_know_breaks_an_embargo_too(world: World, then: str) -> None:
    lan, article = world.desks[LAN], told_without_an_answer(world)
    if then == "taken back":
        lan.publishing.cancel([entry.id for entry in lan.waiting()])
    elif then == "another text":
        lan.publishing.send_draft(SITE, [article])
    elif then == "a later hour":
        lan.publishing.publish(SITE, [(article, lan.clock() + LATE)])
    story = lan.stories.view(lan.story_of(article)).story
    with pytest.raises(Refused) as refused:
        lan.stories.change(story.id, story.version, embargo=lan.clock() + LATER)
    assert refused.value.message.key == "embargo-scheduled"


def test_an_hour_that_no_site_was_told_breaks_no_embargo(world: World) -> None:
    """The answer to the making was lost: a post is made as a draft, and told its hour later."""
    lan = world.desks[LAN]
    with lan.database.reading() as records:
        article = records.articles.get(lan.heads()[1].id)
    press(world, lan, article, SOON)
    world.wait(timedelta(minutes=1))
    world.lines[LAN].plan("answer dropped", 0)
    carry_out(world, "push", LAN)
    assert len(lan.waiting()) == 1
    story = lan.stories.view(lan.story_of(article.id)).story
    lan.stories.change(story.id, story.version, embargo=lan.clock() + LATER)
    assert lan.stories.view(story.id).story.embargo is not None


def test_an_hour_is_forgotten_when_the_site_has_shown_that_it_knows_another(world: World) -> None:
    lan, article = world.desks[LAN], told_without_an_answer(world)
    lan.publishing.publish(SITE, [(article, lan.clock() + LATE)])
    world.wait(timedelta(minutes=1))
    carry_out(world, "push", LAN)
    known = lan.publication(article)
    assert known is not None
    assert known.status is RemoteStatus.SCHEDULED
    story = lan.stories.view(lan.story_of(article)).story
    lan.stories.change(story.id, story.version, embargo=lan.clock() + LATER)
    assert lan.stories.view(story.id).story.embargo is not None


@dataclass
class Heard(httpx2.BaseTransport):
    """The way to the site, and what was asked of its photos."""

    site: httpx2.BaseTransport
    asked: list[str] = field(default_factory=list)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on."""
        if request.url.path.endswith("/wp/v2/media"):
            self.asked.append(request.method)
        return self.site.handle_request(request)


@pytest.mark.parametrize(
    ("left", "asked"),
    [(timedelta(minutes=1), ["GET", "POST"]), (timedelta(minutes=-1), ["GET", "POST", "POST"])],
    ids=["under embargo", "embargo over"],
)
def test_photos_travel_with_the_others_when_the_embargo_of_their_story_is_over(
    world: World, left: timedelta, asked: list[str]
) -> None:
    lan = world.desks[LAN]
    written = [lan.new_story(f"Tin {colour}", "Một.") for colour in ("teal", "maroon")]
    for article, colour in zip(written, ("teal", "maroon"), strict=True):
        lan.add_photo(article, colour)
    lan.publishing.send_draft(SITE, written)
    story = lan.stories.view(lan.story_of(written[1])).story
    lan.stories.change(story.id, story.version, embargo=lan.clock() + LATER)
    world.wait(LATER - left)
    carry_out(world, "pull", LAN)
    world.lines[LAN].server = heard = Heard(world.model)
    lan.publishing.send_due(at_once=True)
    assert heard.asked == asked, "they are looked for together"
