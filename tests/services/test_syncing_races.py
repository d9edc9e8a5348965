"""Two hundred racing pairs on a real WordPress, by way of the real push and pull (R6).

Desk and colleague change the same post at the same time: before our look, between our look and our
writing, and right after our writing. Every pair must come up in that same sync, with both texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from editor_app.connectors.web_requests import Credential
from editor_app.connectors.wordpress import WordPress
from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.domain.vocabulary import Tag
from editor_app.services.views import ConflictView
from tests.servers import wordpress as servers
from tests.servers.fault_proxy import FaultProxy, Seen
from tests.servers.faults import PASS, Fault
from tests.syncroom import Syncroom, open_syncroom, paragraphs

COUNTS = {
    "before": 40,
    "public": 15,
    "mid-write": 45,
    "after": 30,
    "delete": 15,
    "trash": 10,
    "tag": 20,
    "caption": 15,
    "translation": 10,
}
POST = re.compile(r"/wp/v2/posts/(\d+)\?")


@dataclass
class Pair:
    """An article, its post, what each side wrote, and what kind of race it is."""

    kind: str
    number: int
    article: ArticleId
    post: int
    done: bool = False

    @property
    def agreed(self) -> str:
        """The paragraph that both change."""
        if self.kind == "translation":
            return f"{self.number} landings on the river."
        return f"Đoạn {self.number} nói về nước sông dâng cao."

    @property
    def mine(self) -> str:
        """Our text of it."""
        if self.kind == "translation":
            return f"{self.number} landings up the river."
        return f"Đoạn {self.number} nói về nước sông rút ở Huế."

    @property
    def theirs(self) -> str:
        """The colleague's text of it."""
        if self.kind == "translation":
            return f"{self.number} busy landings on the river."
        return f"Đoạn {self.number} kể chuyện nước sông dâng cao quá."

    @property
    def source(self) -> str:
        """What it translates."""
        return f"{self.number} bến đò trên sông."


@dataclass
class Races:
    """All pairs in one room."""

    room: Syncroom
    colleague: WordPress
    pairs: list[Pair] = field(default_factory=list)
    written: set[int] = field(default_factory=set)
    opened: dict[int, str] = field(default_factory=dict)

    def of(self, *kinds: str) -> list[Pair]:
        """Return the pairs of some kinds."""
        return [pair for pair in self.pairs if pair.kind in kinds]

    # -- making them

    def make(self, image: tuple[int, str]) -> None:
        """Write all posts on the site and take them in; translations go up from here."""
        kinds = [kind for kind, count in COUNTS.items() for _ in range(count)]
        there = [(kind, number) for number, kind in enumerate(kinds) if kind != "translation"]
        posts = self.room.write_there(self._post(kind, number, image) for kind, number in there)
        taken = self.room.site_posts.take_in(self.room.site.id, posts).posts
        for (kind, number), one in zip(there, taken, strict=True):
            self.pairs.append(Pair(kind, number, one.article, one.post))
            if kind == "public":
                self.room.change_story(one.story, section=self.room.section)
        for number, kind in enumerate(kinds):
            if kind == "translation":
                self.pairs.append(self._translation(number))
        self.room.sync(120)

    def _post(self, kind: str, number: int, image: tuple[int, str]) -> dict[str, object]:
        pair = Pair(kind, number, ArticleId(""), 0)
        content = paragraphs("Mở đầu.", pair.agreed, "Kết thúc.")
        if kind == "caption":
            content += "\n\n" + figure(image, pair.agreed)
        return {
            "post_title": f"Bài {number}",
            "post_name": f"bai-{number}",
            "post_content": content,
            "post_status": "publish" if kind == "public" else "draft",
        }

    def _translation(self, number: int) -> Pair:
        pair = Pair("translation", number, ArticleId(""), 0)
        room = self.room
        story = room.new_story(f"Bài {number}", pair.source)
        english = room.desk.translations.start(story, ENGLISH).article
        room.desk.write(english, headline=f"Story {number}", body=pair.agreed)
        room.send_draft(english)
        return Pair("translation", number, english, int(room.publication(english).remote_id))

    # -- the two sides

    def edit_here(self, tags: Sequence[Tag]) -> None:
        """Change every article here."""
        for pair in self.pairs:
            article = self.room.desk.stories.find_article(pair.article)
            if pair.kind == "caption":
                (use,) = self.room.desk.stories.view(article.story).uses[pair.article]
                self.room.desk.photos.describe(use.id, pair.mine)
            elif pair.kind == "tag":
                self.room.change_story(article.story, tags=(tags[0].id,))
            else:
                body = article.markdown.replace(pair.agreed, pair.mine)
                assert pair.mine in body
                self.room.desk.write(pair.article, body=body)
        public = [(pair.article, None) for pair in self.of("public")]
        self.room.publishing.publish(self.room.site.id, public)
        self.room.clock.advance(11)

    def edit_there(self, pair: Pair, tag: int = 0) -> None:
        """Let the colleague change a post, as somebody who opened it before ours was there."""
        posts, pair.done = self.colleague.posts, True
        if pair.kind == "trash":
            posts.trash(pair.post)
        elif pair.kind == "tag":
            posts.update(pair.post, tags=[tag])
        else:
            opened = self.opened[pair.post]
            gone = paragraphs(pair.agreed)
            changed = opened.replace(pair.agreed, pair.theirs)
            posts.update(
                pair.post, content=opened.replace(gone, "") if pair.kind == "delete" else changed
            )

    def open_all(self) -> None:
        """Let the colleague open all posts."""
        found = self.colleague.posts.read_many([pair.post for pair in self.pairs])
        self.opened = {number: post.content for number, post in found.items()}

    def between(self) -> Callable[[Seen], Fault]:
        """Return what lets the colleague write at the worst moment of our own writing."""
        waiting = {pair.post: pair for pair in self.of("mid-write", "after")}

        def decide(seen: Seen) -> Fault:
            found = POST.search(seen.path)
            pair = waiting.get(int(found[1])) if found else None
            if pair is None or pair.done:
                return PASS
            if pair.kind == "mid-write" and seen.writes:
                self.edit_there(pair)
            elif pair.kind == "after" and seen.writes:
                self.written.add(pair.post)
            elif pair.kind == "after" and pair.post in self.written:
                self.edit_there(pair)
            return PASS

        return decide


def figure(image: tuple[int, str], caption: str) -> str:
    """Return the block of a photo with a caption."""
    number, url = image
    return (
        f'<!-- wp:image {{"id":{number},"sizeSlug":"full"}} -->\n<figure class="wp-block-image '
        f'size-full"><img src="{url}" alt="" class="wp-image-{number}"/>'
        f'<figcaption class="wp-element-caption">{caption}</figcaption></figure>\n'
        "<!-- /wp:image -->"
    )


@pytest.fixture
def races(tmp_path: Path, wordpress: servers.WordPress, faults: FaultProxy) -> Iterator[Races]:
    """Two hundred pairs that agree so far."""
    room = open_syncroom(tmp_path, wordpress, url=faults.url)
    account = Credential(*wordpress.user("colleague"))
    with WordPress(f"{wordpress.url}/wp-json/", account) as colleague:
        made = Races(room, colleague)
        made.make(room.photo_there())
        yield made
        faults.clear()
    room.lines.close()


def texts_kept(room: Syncroom, pair: Pair) -> str:
    """Return all that History has of what both sides change: captions, or bodies."""
    kept = room.desk.history.revisions(pair.article)
    if pair.kind == "caption":
        return "\n".join(said.caption for one in kept for said in (one.captions or {}).values())
    return "\n".join(one.kept.markdown for one in kept)


@pytest.mark.timeout(1200)
def test_every_racing_pair_comes_up_in_the_same_sync_with_both_texts(
    races: Races, faults: FaultProxy
) -> None:
    room = races.room
    tags = [room.new_tag(vi="Lũ lụt"), room.new_tag(vi="Huế")]
    there = room.tag_there("Huế")
    races.open_all()
    races.edit_here(tags)
    for pair in races.of("before", "public", "delete", "trash", "tag", "caption", "translation"):
        races.edit_there(pair, there)
    faults.decide = races.between()
    report = room.sync()
    faults.decide = None
    assert all(pair.done for pair in races.pairs)
    conflicts: dict[ArticleId, list[ConflictView]] = {}
    for view in room.conflicts.open():
        conflicts.setdefault(view.conflict.article, []).append(view)
    surfaced, kept = Counter[str](), Counter[str]()
    for pair in races.pairs:
        surfaced[pair.kind] += came_up(room, pair, conflicts.get(pair.article, []), tags)
        kept[pair.kind] += both_kept(room, pair, conflicts.get(pair.article, []))
    print(
        f"R6: {len(races.pairs)} racing pairs, {surfaced.total()} came up in the same sync,"
        f" {kept.total()} with both texts; {report.requests} requests, {report.seconds} s"
    )
    print("    " + ", ".join(f"{kind} {surfaced[kind]}/{count}" for kind, count in COUNTS.items()))
    assert surfaced == COUNTS
    assert kept == COUNTS


def came_up(
    room: Syncroom, pair: Pair, conflicts: Sequence[ConflictView], tags: Sequence[Tag]
) -> bool:
    """Say whether somebody can see both sides of a race now."""
    if pair.kind == "tag":
        story = room.desk.stories.find_article(pair.article).story
        return set(room.desk.stories.view(story).story.tags) == {tag.id for tag in tags}
    if pair.kind == "trash":
        rows = [row for row in room.publishing.outbox() if row.article == pair.article]
        return any(row.answer and row.answer.key == "post-trashed-there" for row in rows)
    if pair.kind == "translation":
        return any(view.sources == (pair.source,) for view in conflicts)
    return bool(conflicts)


def both_kept(room: Syncroom, pair: Pair, conflicts: Sequence[ConflictView]) -> bool:
    """Say whether both texts are in the conflict and in History; what has one text has that."""
    mine = room.desk.stories.find_article(pair.article).markdown
    if pair.kind in {"tag", "trash"}:
        return pair.kind == "tag" or pair.mine in mine
    sides = [(view.mine, view.theirs) for view in conflicts]
    if pair.kind == "delete":
        return (pair.mine, "") in sides and pair.mine in mine
    kept = texts_kept(room, pair)
    return (pair.mine, pair.theirs) in sides and pair.mine in kept and pair.theirs in kept
