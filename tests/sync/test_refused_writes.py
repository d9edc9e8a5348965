"""A write that the site has refused is on no way: nothing that comes later is taken for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx2

from editor_app.domain.errors import AnswerLost, FieldRefused, NotAllowed, Unreachable
from editor_app.services.post_base import memory_of
from editor_app.services.post_ledger import wrote_nothing
from tests.sync.actions import carry_out
from tests.sync.alike import of_desk, of_post
from tests.sync.faulty_line import HTML, answer
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import SITE, SimDesk
from tests.sync.world import WEB, World

LAN = 0
LATER = timedelta(minutes=16)


SAID = '{{"code": "{}", "message": "", "data": {{"status": {}}}}}'


@dataclass
class Refusing(httpx2.BaseTransport):
    """The way to a site that refuses the next write of a post, in its own words or a page's.

    ``half`` is a status and code with which it refuses what it does after the texts are written.
    """

    site: httpx2.BaseTransport
    page: bool = False
    half: tuple[int, str] | None = None
    refuses: bool = True

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on, or not."""
        if self.refuses and request.method == "POST":
            self.refuses = False
            if self.page:
                self.site.handle_request(request)
                return answer(403, HTML)
            status, code = self.half or (403, "rest_cannot_edit")
            if self.half is not None:
                self.site.handle_request(request)
            return answer(status, SAID.format(code, status).encode(), "application/json")
        return self.site.handle_request(request)


def refuse_a_correction(
    world: World, *, page: bool = False, half: tuple[int, str] | None = None
) -> SimDesk:
    """Let Lan write a standfirst that the site refuses, or a page says so when it is done."""
    lan = world.desks[LAN]
    world.lines[LAN].server = Refusing(world.model, page, half)
    for name in ("write the standfirst", "publish", "push"):
        carry_out(world, name, LAN)
    return lan


def test_what_a_site_refused_is_not_expected_to_arrive(world: World) -> None:
    lan = refuse_a_correction(world)
    (known,) = [one for one in lan.publications() if one.remote_id]
    assert memory_of(known).sent == ()


def test_what_a_page_refused_in_the_sites_place_may_have_arrived_all_the_same(
    world: World,
) -> None:
    lan = refuse_a_correction(world, page=True)
    (known,) = [one for one in lan.publications() if one.remote_id]
    (sent,) = memory_of(known).sent
    assert sent.post.excerpt == world.site.posts[1].excerpt
    come_to_rest(world)


def test_what_a_site_refused_when_the_texts_were_written_is_not_taken_for_a_colleagues(
    world: World,
) -> None:
    lan = refuse_a_correction(world, half=(500, "db_insert_error"))
    article = next(one.article for one in lan.publications() if one.remote_id)
    with lan.database.reading() as records:
        sent = records.articles.get(article)
    assert world.site.posts[1].excerpt == sent.standfirst
    lan.drafts.save(article, "standfirst", "Viết lại lần nữa", sent.version)
    lan.drafts.settle(article)
    world.take_away(sent.standfirst)
    carry_out(world, "pull", LAN)
    assert lan.conflicts.count() == 0
    come_to_rest(world)


def test_a_refusal_says_that_nothing_was_written_where_the_site_looks_first() -> None:
    refused = FieldRefused(status=400, code="rest_invalid_param")
    assert wrote_nothing(refused, ("excerpt", "status"))
    assert not wrote_nothing(refused, ("excerpt", "lang")), "not a language of this site"
    assert not wrote_nothing(NotAllowed(status=403, code="rest_cannot_update"), ("meta",))
    assert not wrote_nothing(NotAllowed(status=403), ("excerpt",)), "a page may hide the answer"
    assert wrote_nothing(Unreachable(), ("lang",))
    assert not wrote_nothing(AnswerLost(), ("lang",))


def test_a_colleague_who_writes_what_a_site_had_refused_has_written_it(world: World) -> None:
    lan = refuse_a_correction(world)
    with lan.database.reading() as records:
        article = records.articles.get(lan.publications()[0].article)
    refused = article.standfirst
    lan.drafts.save(article.id, "standfirst", "Khác hẳn", article.version)
    lan.drafts.settle(article.id)
    world.take_away(refused)
    for name in ("answer entries", "publish", "push"):
        carry_out(world, name, LAN)
    post = world.site.posts[1]
    assert post.excerpt == "Khác hẳn"
    world.wait(timedelta(days=2))
    world.site.update(post, WEB, {"excerpt": refused})
    world.wait(LATER)
    carry_out(world, "sync", LAN)
    assert of_desk(lan, article.id) == of_post(post)
    come_to_rest(world)


@dataclass
class BeforeWriting(httpx2.BaseTransport):
    """The way to a site on which something happens once, just before it is written."""

    site: httpx2.BaseTransport
    happens: Callable[[], object] | None

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on."""
        if request.method == "POST" and self.happens is not None:
            happens, self.happens = self.happens, None
            happens()
        return self.site.handle_request(request)


def test_a_footnote_that_a_colleague_changes_just_before_a_headline_is_written_is_taken_in(
    world: World,
) -> None:
    lan, post = world.desks[LAN], world.site.posts[1]
    article = next(one.article for one in lan.publications() if one.remote_id == "1")
    with lan.database.reading() as records:
        known = records.articles.get(article)
    noted = f"{known.markdown}[^1]\n\n[^1]: Theo báo."
    lan.drafts.save(article, "body", noted, known.version)
    lan.drafts.settle(article)
    for name in ("publish", "push", "write the headline", "publish"):
        carry_out(world, name, LAN)
    theirs = post.footnotes.replace("Theo báo.", "Theo đài.")
    assert theirs != post.footnotes

    def changes_a_note() -> None:
        world.site.update(post, WEB, {"footnotes": theirs})

    world.lines[LAN].server = BeforeWriting(world.model, changes_a_note)
    carry_out(world, "push", LAN)
    carry_out(world, "sync", LAN)
    with lan.database.reading() as records:
        body = records.articles.get(article).markdown
    assert "Theo đài." in body or lan.conflicts.count()
    assert "Theo đài." in post.footnotes
    come_to_rest(world)


@dataclass
class KeepsNoTags(httpx2.BaseTransport):
    """The way to a site that drops every tag of a post as soon as it has it, so many ``times``."""

    world: World
    times: int = 1000

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on, and drop the tags."""
        answered = self.world.model.handle_request(request)
        for post in self.world.site.posts.values():
            if post.tags and self.times:
                self.times -= 1
                post.tags.clear()
        return answered


def tries(world: World) -> list[str]:
    """What Lan's entries say after many tries."""
    for _try in range(6):
        world.wait(LATER)
        carry_out(world, "sync", LAN)
    return [f"{one.state} {one.answer}" for one in world.desks[LAN].waiting()]


def test_a_tag_that_a_site_drops_time_and_again_is_told_and_not_sent_for_ever(
    world: World,
) -> None:
    lan = world.desks[LAN]
    for name in ("change tags", "send as draft"):
        carry_out(world, name, 2)
    world.lines[LAN].server = KeepsNoTags(world)
    assert tries(world) == ["needs-you term-not-kept"]
    writes = world.writes
    carry_out(world, "sync", LAN)
    assert world.writes == writes
    world.lines[LAN].server = world.model
    carry_out(world, "answer entries", LAN)
    assert tries(world) == []
    (known,) = [one for one in lan.publications() if one.first_published is None]
    assert len(world.site.posts[int(known.remote_id)].tags) == 1
    come_to_rest(world)


def test_a_tag_that_a_site_drops_once_is_sent_again_however_often_the_line_was_cut(
    world: World,
) -> None:
    for name in ("change tags", "send as draft"):
        carry_out(world, name, 2)
    for _try in range(3):
        world.lines[LAN].plan("request dropped", 0)
        carry_out(world, "push", LAN)
        world.wait(LATER)
    world.lines[LAN].server = KeepsNoTags(world, times=1)
    carry_out(world, "push", LAN)
    assert [one.answer for one in world.desks[LAN].waiting()] == ["term-vanished"]
    assert tries(world) == []
    assert sorted(len(post.tags) for post in world.site.posts.values())[-1] == 1
    come_to_rest(world)


def test_a_section_that_is_told_to_be_a_category_that_is_gone_is_told(world: World) -> None:
    lan = world.desks[LAN]
    with lan.database.writing() as records:
        site = records.sites.get(SITE)
        section = records.sections.all()[0].id
        records.sites.save(replace(site, categories={section: "77"}), site.version)
    carry_out(world, "send as draft", 2)
    assert tries(world) == ["needs-you term-not-kept"]
