"""R2 and R5: the program is killed while it syncs, a hundred times, and each goes on from the last.

Fifty articles with photos and tags go to a real WordPress; then some are changed here, some
there, some in both places, and are synced. Afterwards the site has everything once, and desk and
site hold the same. The figures are printed.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from editor_app.connectors.wordpress_media import media_slug
from editor_app.domain.ids import VIETNAMESE, ArticleId, TagId, new_id
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState
from editor_app.domain.vocabulary import Tag
from editor_app.services.pages import PageService
from editor_app.services.preferences import SettingsService
from editor_app.services.renditions import name_of
from editor_app.services.views import ListQuery
from editor_app.storage.resources import read_theme
from editor_app.wiring import Desk
from tests.bench.material import photo, words
from tests.kills.children import Nursery, lives, wait_for_death
from tests.kills.courier import PASSWORD, SETTINGS, opened
from tests.pressroom import Pressroom, open_pressroom
from tests.servers.fixtures import Sites
from tests.servers.wordpress import Wishes, WordPress

pytestmark = [pytest.mark.kills, pytest.mark.slow]

ARTICLES, PUBLIC = 50, 30
"""Articles of a desk; so many are published, the others are sent as drafts."""

SHARED = 10
"""Articles that share a tag which no others have."""

HERE, THERE = range(30), range(20, 50)
"""Which of them are changed here afterwards, and which there."""

KILLS, MANY_KILLS = 100, 1_000
BEGUN, ENDED = 120.0, 400.0
"""Seconds until a child has opened its desk at the latest, and until it has done everything."""

MOST = {"sending": 30, "merging": 20}
"""Kills in one sync at most; the next program may end it."""

LONGEST_LIFE = 1.4
"""Seconds that a child works at most before it is killed: time for a few articles."""

NAME = "Tin số "
"""Begins the headline of each article; its number ends it."""

SECTION = "Thế giới"
"""The section of all articles, as ``open_pressroom`` makes it."""

EVERYWHERE, FEW = "bão lũ", "vùng "
"""The tag of all articles, and what begins the name of one that so many share."""

OURS, THEIRS = "Bản tin của tòa soạn.", "Sửa trên trang."
"""Sentences that are added here and there."""


POSTS = (
    "FROM wp_posts WHERE post_type='post' AND post_status NOT IN ('trash','auto-draft') AND ID>1"
)
PHOTOS = "FROM wp_posts WHERE post_type='attachment'"
TERMS = (
    "SELECT taxonomy, name FROM wp_terms JOIN wp_term_taxonomy USING (term_id)"
    " WHERE taxonomy IN ('post_tag', 'category')"
)
NAMES = (
    "(SELECT COALESCE(GROUP_CONCAT(name ORDER BY name SEPARATOR ', '), '') FROM wp_terms"
    " JOIN wp_term_taxonomy USING (term_id) JOIN wp_term_relationships USING (term_taxonomy_id)"
    " WHERE object_id = wp_posts.ID AND taxonomy = '{}')"
)
OF_POSTS = (
    "SELECT post_title, post_status, post_content,"
    " (SELECT COALESCE(GROUP_CONCAT(meta_value), '') FROM wp_postmeta"
    " WHERE post_id = wp_posts.ID AND meta_key = '_thumbnail_id'),"
    f" {NAMES.format('post_tag')}, {NAMES.format('category')} {POSTS}"
)
IMAGE = re.compile(r'<!-- wp:image {.*?"id":(\d+)')
TRASHED = "SELECT COUNT(*) FROM wp_posts WHERE post_status='trash'"

ROUTES = "^/wp/v2/(posts|media|tags)"
MANNERS: tuple[dict[str, object], ...] = (
    {},
    {"wait_before": 0.3, "slow_route": f"{ROUTES}$"},
    {"wait_after": 0.3, "slow_route": ROUTES},
    {"wait_making": 0.5},
    {"wait_before": 0.3, "wait_making": 0.5, "slow_route": f"{ROUTES}$"},
)
"""How the site is to one program after another: quick, late to begin, to answer, to make a post.

A making goes on while the next program looks for what the last one left.
"""

QUICK: dict[str, object] = {"wait_before": 0.0, "wait_after": 0.0, "wait_making": 0.0}


@dataclass
class Toll:
    """What was found over all rounds."""

    kills: int = 0
    rounds: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    trashed: int = 0
    unfinished: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def told(self) -> str:
        """Return the figures as a sentence."""
        struck = ", ".join(f"{number} {what}" for what, number in self.struck.most_common())
        return (
            f"{self.kills} kills over {self.rounds} syncs of {ARTICLES} articles ({struck}): "
            f"doubled {len(self.doubled)}, lost {len(self.lost)}, unfinished {self.unfinished}, "
            f"twins in the site's trash {self.trashed}; "
            f"desk open again after {self.slowest:.2f} s at most"
        )


@dataclass(frozen=True)
class Post:
    """What the site has of an article; its featured photos and terms as they are listed there."""

    status: str = ""
    text: str = ""
    featured: str = ""
    tags: str = ""
    categories: str = ""


@pytest.fixture(scope="module")
def couriers() -> Iterator[Nursery]:
    made = Nursery("tests.kills.courier")
    yield made
    made.close()


# -- a desk with fifty articles


def template(folder: Path, site: WordPress) -> Path:
    """Return a desk whose fifty articles wait to go out, to be copied for each round."""
    room = open_pressroom(folder / "template", site)
    everywhere = new_tag(room, EVERYWHERE)
    few = [new_tag(room, f"{FEW}{number}") for number in range(0, ARTICLES, SHARED)]
    articles = [
        new_article(room, number, (everywhere, few[number // SHARED])) for number in range(ARTICLES)
    ]
    published, drafts = articles[:PUBLIC], articles[PUBLIC:]
    room.publishing.publish(room.site.id, [(article, None) for article in published])
    room.publishing.send_draft(room.site.id, drafts)
    room.lines.close()
    room.desk.place.database.close()
    made = folder / "template"
    SettingsService(made / SETTINGS).save(interface_language="en", editor="Lan")
    (made / PASSWORD).write_text(site.user("editor").password)
    return made


def new_tag(room: Pressroom, label: str) -> TagId:
    """Return a tag of the desk."""
    tag = Tag(TagId(new_id()), {VIETNAMESE: label})
    with room.desk.place.database.writing() as records:
        records.tags.put(tag)
    return tag.id


def new_article(room: Pressroom, number: int, tags: tuple[TagId, ...]) -> ArticleId:
    """Return an article with a photo and tags: one that all have, one that it shares with nine."""
    story = room.new_story(f"{NAME}{number}", words(160, number))
    room.change_story(story, tags=tags)
    view = room.desk.stories.view(story).articles[0]
    picture = photo(640, 424, number)
    attached = room.desk.photos.attach(view.id, picture, f"{number}.jpg", view.body[0].id)
    rights = Rights(RightsStatus.CLEARED)
    room.desk.photos.change(attached.photo, 1, credit="Reuters", rights=rights)
    PageService(room.desk.place, read_theme).preview(view.id, room.site.id)
    return view.id


# -- killing


@dataclass
class Round:
    """One desk and its site, from the first article until both are the same."""

    couriers: Nursery
    folder: Path
    wordpress: WordPress
    chance: random.Random
    toll: Toll
    kills: int

    def run(self) -> None:
        """Sync, change, sync again; killed all the way."""
        self.sync("sending")
        self.change_here_and_there()
        self.sync("merging")
        self.look()

    def sync(self, what: str) -> None:
        """Let one program after another sync, and kill each, until nothing waits."""
        for number in range(MOST[what] + 1):
            account = self.folder.with_name(f"{self.folder.name}-{what}-{number}")
            self.wordpress.switch(**{**QUICK, **self.chance.choice(MANNERS)})
            child = self.couriers.bear("sync", self.folder, number, account)
            began = time.monotonic()
            self.wait_for("B", account, child, BEGUN)
            self.toll.slowest = max(self.toll.slowest, time.monotonic() - began)
            if number < MOST[what] and self.toll.kills < self.kills:
                self.wait_a_moment(child)
            else:
                self.wait_for("D", account, child, ENDED)
            if self.has_struck(account, child):
                self.toll.kills += 1
                self.toll.struck[what] += 1
            else:
                return

    def has_struck(self, account: Path, child: int) -> bool:
        """Kill the child; say whether that ended it, and not that it had done everything.

        Fails when it died of itself: that would be a crash of ours, and no kill.
        """
        try:
            os.kill(child, signal.SIGKILL)
            lived = True
        except ProcessLookupError:
            lived = False
        wait_for_death(child)
        said = account.read_text()
        if "D" in said.split():
            return False
        assert said.startswith("B\n"), f"it died of itself: {said}"
        assert lived, f"it died without a word: {said}"
        return True

    def wait_a_moment(self, child: int) -> None:
        """Wait until the moment that chance has chosen, or until it has done everything."""
        until = time.monotonic() + self.chance.uniform(0, LONGEST_LIFE)
        while lives(child) and time.monotonic() < until:
            time.sleep(0.005)

    def wait_for(self, mark: str, account: Path, child: int, seconds: float) -> None:
        """Wait until the child has noted something."""
        until = time.monotonic() + seconds
        while not account.exists() or mark not in account.read_text().split():
            said = account.read_text() if account.exists() else ""
            assert not said.startswith("E "), said
            assert lives(child), f"it died by itself: {said}"
            assert time.monotonic() < until, f"no {mark}: {said}"
            time.sleep(0.01)

    # -- changing

    def change_here_and_there(self) -> None:
        """Change articles here, there, and in both places (another paragraph each time)."""
        self.wordpress.wait_until_idle()
        desk = opened(self.folder)
        site = desk.publishing.sites()[0].id
        articles = _articles(desk)
        for number in HERE:
            text = desk.stories.find_article(articles[number]).markdown
            desk.drafts.save(articles[number], "body", f"{text} {OURS}")
            desk.drafts.settle(articles[number])
        public = [articles[number] for number in HERE if number < PUBLIC]
        desk.publishing.publish(site, [(article, None) for article in public])
        desk.close()
        names = ",".join(f"'{NAME}{number}'" for number in THERE)
        user = self.wordpress.user_id("colleague")
        self.wordpress.run(
            f"global $wpdb; wp_set_current_user({user});"
            f'$found = $wpdb->get_results("SELECT ID, post_content FROM $wpdb->posts'
            f" WHERE post_type='post' AND post_status<>'trash' AND post_title IN ({names})\");"
            "foreach ($found as $one) { $text = preg_replace('#</p>#',"
            f" ' {THEIRS}</p>', $one->post_content, 1);"
            "wp_update_post(wp_slash(array('ID' => $one->ID, 'post_content' => $text))); }"
            "return count($found);"
        )

    # -- looking

    def look(self) -> None:
        """Count what the site has, and compare it with the desk."""
        self.wordpress.wait_until_idle()
        self.toll.rounds += 1
        self._count()
        desk = opened(self.folder)
        try:
            self._compare(desk)
            sound = desk.backups.verify()
            assert not sound.troubles, sound.troubles
        finally:
            desk.close()

    def _count(self) -> None:
        ask = self.wordpress.ask
        posts = Counter(title for (title,) in ask(f"SELECT post_title {POSTS}"))
        wanted = {f"{NAME}{number}" for number in range(ARTICLES)}
        photos = Counter(name for (name,) in ask(f"SELECT post_name {PHOTOS}"))
        terms = Counter(" ".join(row) for row in ask(TERMS))
        doubled = [*_twice(posts), *_twice(photos), *_twice(terms), *sorted(posts.keys() - wanted)]
        if len(photos) > ARTICLES:
            doubled.append(f"{len(photos)} photos")
        self.toll.doubled += doubled
        self.toll.lost += sorted(wanted - posts.keys())
        self.toll.lost += [f"{ARTICLES - len(photos)} photos"] if len(photos) < ARTICLES else []
        self.toll.trashed += int(ask(TRASHED)[0][0])

    def _compare(self, desk: Desk) -> None:
        rows = desk.publishing.outbox(limit=10_000)
        wrong = [f"{row.state}: {row.answer}" for row in rows if row.state is not OutboxState.DONE]
        wrong += [f"conflict in {view.headline}" for view in desk.conflicts.open()]
        self.toll.unfinished += len(wrong)
        assert not wrong, wrong
        there = {name: Post(*found) for name, *found in self.wordpress.ask(OF_POSTS)}
        photos = self.wordpress.ask(f"SELECT ID, post_name {PHOTOS}")
        for number, article in enumerate(_articles(desk)):
            name = f"{NAME}{number}"
            ours = desk.stories.find_article(article)
            post = there.get(name, Post())
            for said, changed in ((OURS, HERE), (THEIRS, THERE)):
                times = int(number in changed)
                if (ours.markdown.count(said), post.text.count(said)) != (times, times):
                    self.toll.lost.append(f"{name}: {said}")
            wanted = "publish" if number < PUBLIC else "draft"
            if post.status != wanted:
                self.toll.lost.append(f"{name} is {post.status}")
            (picture,) = desk.stories.view(ours.story).photos.values()
            slug = media_slug(name_of(picture))
            has = next((id for id, name in photos if name.startswith(slug)), "none")
            self._compare_belongings(number, post, has)

    def _compare_belongings(self, number: int, post: Post, photo: str) -> None:
        """Compare the photo in the text and the lead photo (its number is given), and the terms."""
        shown = IMAGE.findall(post.text)
        tags = f"{EVERYWHERE}, {FEW}{number // SHARED * SHARED}"
        right = {
            f"shows {shown}, not {photo}": shown == [photo] and f'wp-image-{photo}"' in post.text,
            f"is led by {post.featured}, not {photo}": post.featured == photo,
            f"has the tags {post.tags}, not {tags}": post.tags == tags,
            f"is in {post.categories}, not in {SECTION}": post.categories == SECTION,
        }
        self.toll.lost += [f"{NAME}{number} {said}" for said, holds in right.items() if not holds]


def _articles(desk: Desk) -> list[ArticleId]:
    """Return the articles of the desk by their numbers."""
    rows = [row for row in desk.stories.rows(ListQuery()) if row.headline.startswith(NAME)]
    rows.sort(key=lambda row: int(row.headline.removeprefix(NAME)))
    return [desk.stories.view(row.story).articles[0].id for row in rows]


def _twice(found: Counter[str]) -> list[str]:
    return [f"{number} x {name}" for name, number in found.items() if number > 1]


def toll_of(kills: int, folder: Path, sites: Sites, couriers: Nursery) -> Toll:
    """Kill so many programs, over as many rounds as that takes."""
    site = sites.site(Wishes())
    kept = template(folder, site)
    toll, chance = Toll(), random.Random(kills)
    while toll.kills < kills:
        site.reset()
        site.run("return wp_insert_term('Thế giới', 'category', array('slug' => 'the-gioi'));")
        site.switch(image_sizes=["thumbnail"])
        desk = folder / f"round-{toll.rounds}"
        shutil.copytree(kept, desk)
        Round(couriers, desk, site, chance, toll, kills).run()
        shutil.rmtree(desk)
    return toll


def check(toll: Toll) -> None:
    """Print the figures, and see that nothing is there twice and nothing is missing."""
    print(f"R2: {toll.told()}")
    assert toll.doubled == []
    assert toll.lost == []


@pytest.mark.timeout(1800)
def test_a_hundred_kills_while_syncing_double_nothing_and_lose_nothing(
    tmp_path: Path,
    wordpress_sites: Sites,
    couriers: Nursery,
) -> None:
    check(toll_of(KILLS, tmp_path, wordpress_sites, couriers))


@pytest.mark.ordeal
@pytest.mark.timeout(3600)
def test_many_kills_while_syncing_double_nothing_and_lose_nothing(
    tmp_path: Path,
    wordpress_sites: Sites,
    couriers: Nursery,
) -> None:
    check(toll_of(MANY_KILLS, tmp_path, wordpress_sites, couriers))
