"""Two desks, a web editor and a site, with all that people do there and all that goes wrong.

``actions.py`` has what they do. What may not happen is noted in ``violations`` as it happens, or
found by ``quiet.py`` when everything has come to rest.

Every word typed is marked (``w17``), and nobody takes one away but by removing a paragraph on
purpose: so a word that is nowhere any more was lost.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import UUID

from editor_app.domain import ids
from editor_app.domain.ids import ArticleId, ConflictId, StoryId, TagId
from editor_app.domain.site import OutboxState, RemoteStatus
from editor_app.services import photos_ahead, post_photos
from editor_app.services.post_base import memory_of
from editor_app.storage.records import Records
from tests.desks import NOON
from tests.sync.cms_model import CmsModel, Written
from tests.sync.cms_site import Account, CmsSite, Post
from tests.sync.faulty_line import Line
from tests.sync.in_turn import InTurn
from tests.sync.sim_desk import SITE, SimDesk, make_template, scratch, tokens

LADDER = {"publish": 2, "private": 1, "future": 1}
"""How near to the public a status is; all others are 0."""

ACCOUNTS = (
    Account(2, "lan", "Canary Aaaa Bbbb Cccc 1111 2222"),
    Account(3, "minh", "Canary Dddd Eeee Ffff 3333 4444"),
    Account(4, "colleague", "none"),
)
WEB = 4
ADDRESS = re.compile(r'src="[^"]*"')
PARAGRAPH = "<!-- wp:paragraph -->\n<p>{}</p>\n<!-- /wp:paragraph -->"


@dataclass
class Violation(Exception):
    """An invariant that did not hold, and where."""

    rule: str
    said: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.said}"


@dataclass(frozen=True)
class Start:
    """Where a world begins: a folder for each desk, and what the site and everybody knows."""

    folders: tuple[Path, ...]
    site: dict[str, Any] | None = None
    owners: dict[str, str] = field(default_factory=dict)
    at: datetime = NOON


@dataclass
class World:
    """Everything. Close it afterwards."""

    start: Start
    server_skew: timedelta = timedelta()
    counter: int = 0
    steps: int = 0
    owners: dict[str, str] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    untagged: set[str] = field(default_factory=set)
    tagged: set[tuple[str, StoryId, TagId]] = field(default_factory=set)
    detagged: set[TagId] = field(default_factory=set)
    overwritten: dict[str, set[str]] = field(default_factory=dict)
    pressed: dict[tuple[str, ArticleId], datetime] = field(default_factory=dict)
    once: defaultdict[tuple[str, ArticleId], list[datetime]] = field(
        default_factory=lambda: defaultdict(list)
    )
    touched: set[int] = field(default_factory=set)
    touched_before: set[int] = field(default_factory=set)
    lifted: set[int] = field(default_factory=set)
    given_again: set[int] = field(default_factory=set)
    buried: set[str] = field(default_factory=set)
    thrown_away: set[str] = field(default_factory=set)
    hasty: set[tuple[str, int]] = field(default_factory=set)
    loaded: dict[int, str] = field(default_factory=dict)
    entries: dict[str, set[str]] = field(default_factory=dict)
    violations: list[Violation] = field(default_factory=list)
    restored: bool = False
    turned: bool = False
    rough: bool = False
    gentle: bool = False
    answered: bool = False
    kills: int = 0
    writes: int = 0
    race: Callable[[World], None] = lambda _world: None

    def __post_init__(self) -> None:
        """Open the desks. Ids are the same in every run, and photos travel one after another."""
        chance, self.at = Random(len(self.start.owners)), self.start.at
        self._same: list[Any] = [
            patch.object(ids, "uuid4", lambda: UUID(int=chance.getrandbits(128))),
            patch.object(post_photos, "LINES", 1),
            patch.object(photos_ahead, "ThreadPoolExecutor", InTurn),
        ]
        for each in self._same:
            each.start()
        self.site = CmsSite(lambda: self.at + self.server_skew, ACCOUNTS, notes=True)
        self.model = CmsModel(self.site)
        self.model.watch = self._watch
        if self.start.site is not None:
            self.site.put_back(self.start.site)
        self.owners, self.counter = dict(self.start.owners), len(self.start.owners)
        self.backup = self.site.kept()
        self.desks: list[SimDesk] = []
        self.lines: list[Line] = []
        for account, begin in zip(ACCOUNTS, self.start.folders, strict=False):
            folder = scratch(account.login)
            shutil.copytree(begin, folder, dirs_exist_ok=True)
            line = Line(self.model, self.wait, lambda: None, lambda: self.race(self))
            desk = SimDesk(account.login, account, folder, line)
            line.kill = lambda desk=desk: setattr(desk.disk, "dead", True)  # type: ignore[misc]  # bound early
            desk.clock.at = self.at
            desk.open()
            if self.start.site is None:
                desk.sign()
            self.desks.append(desk)
            self.lines.append(line)

    def close(self) -> None:
        """Close the desks and remove their folders."""
        for each in self._same:
            each.stop()
        for desk in self.desks:
            desk.close()
            desk.discard()

    def cross(self, race: Callable[[World], None]) -> None:
        """Let others write while the site is about to write what a desk has sent it."""
        self.model.meanwhile = lambda: race(self)

    # -- time and words

    def wait(self, span: timedelta) -> None:
        """Let time pass, everywhere."""
        for line in self.lines:
            line.passes(span)
        self.at += span
        for desk in self.desks:
            desk.clock.at = self.at + desk.skew
        for post in self.site.posts.values():
            if post.status == "future" and post.date <= self.site.now():
                post.status = "publish"

    def word(self, owner: str) -> str:
        """A new marked word of somebody's."""
        self.counter += 1
        made = f"w{self.counter}"
        self.owners[made] = owner
        return made

    def forget(self, words: list[str]) -> None:
        """Words that a desk did not take: nobody said that they were saved."""
        for word in words:
            self.owners.pop(word, None)

    def give_up(self, post: Post) -> None:
        """What the site's people throw away for good need not be found again there."""
        for revision in post.revisions:
            self._give_up(f"{revision.title} {revision.content} {revision.excerpt}")
        self._give_up(f"{post.title} {post.content} {post.excerpt}")

    def covered_there(self, post: Post, content: str) -> None:
        """What the site's people write over each other's first words, no revision of it keeps."""
        if not post.revisions and not post.born:
            self._give_up(" ".join(set(tokens(post.content)) - set(tokens(content))))

    def _give_up(self, text: str) -> None:
        self.removed.update(word for word in tokens(text) if self.owners.get(word) == "web")

    def press(self, desk: SimDesk, article: ArticleId, at: datetime) -> None:
        """Somebody wishes that an article becomes public then; ``once`` forgets no wish."""
        self.pressed[desk.name, article] = at
        self.once[desk.name, article].append(at)

    def settle(self, desk: SimDesk) -> None:
        """After sending: a wish that is carried out allows nothing any more."""
        with desk.database.reading() as records:
            waiting = {entry.article for entry in records.outbox.open()}
        for name, article in tuple(self.pressed):
            if name == desk.name and article not in waiting:
                del self.pressed[name, article]
        if self.turned and not waiting and self._clocks_agree():
            self.turned = any(one.waiting() for one in self.desks)

    def _clocks_agree(self) -> bool:
        return not any((self.server_skew, *(desk.skew for desk in self.desks)))

    def standing(self, desk: SimDesk) -> set[ArticleId]:
        """The articles that a desk believes to be on the site."""
        absent = RemoteStatus.ABSENT
        return {one.article for one in desk.publications() if one.status is not absent}

    def braked(self, desk: SimDesk, before: set[ArticleId]) -> None:
        """A site that shows no post at all is not believed before somebody has looked."""
        lost = before - self.standing(desk)
        if lost and not self.site.posts and not self.answered:
            self._note("I5", f"{desk.name} believed a site that lost everything")

    def tag(self, desk: SimDesk, story: StoryId, tag: TagId, *, on: bool) -> None:
        """Somebody gives a story a tag, or takes it away: from then on any story may lose it."""
        if on:
            self.tagged.add((desk.name, story, tag))
        else:
            self.detagged.add(tag)

    def take_away(self, text: str) -> None:
        """Somebody removes a text on purpose."""
        self.removed.update(tokens(text))

    # -- after every step

    def revive(self) -> None:
        """Start again whatever was killed."""
        for each in self.desks:
            if each.disk.dead:
                self.kills += 1
                each.close()
                each.open()

    def look(self, desk: SimDesk) -> None:
        """Check what must hold after every step at a desk. Raises Violation."""
        with desk.database.reading() as records:
            self._outbox(desk, records)
            kept = self._conflicts(records)
        shown = {view.conflict.id for view in desk.conflicts.open()} if kept else set()
        if shown != kept:
            self.violations.append(Violation("I7", "a conflict is not listed"))
        for name, number in self.hasty and self.hasty - self._owed():
            self._note("I5", f"{name} put post {number} into the trash")
        if self.violations:
            raise self.violations[0]

    def _owed(self) -> set[tuple[str, int]]:
        """The twins that a desk could not take out of the trash yet, and knows of."""
        return {
            (desk.name, twin.post.id)
            for desk in self.desks
            for known in desk.publications()
            for twin in memory_of(known).twins
        }

    def _outbox(self, desk: SimDesk, records: Records) -> None:
        found = {entry.id: entry for entry in records.outbox.recent(10_000)}
        known = self.entries.setdefault(desk.name, set())
        if lost := known - found.keys():
            self.violations.append(Violation("I8", f"entries of the outbox are gone: {lost}"))
        known.update(found)
        for entry in found.values():
            if entry.state is OutboxState.SENDING:
                self.violations.append(Violation("I8", f"left being sent: {entry}"))
            if entry.state is OutboxState.NEEDS_YOU and not entry.answer:
                self.violations.append(Violation("I8", f"needs somebody and says nothing: {entry}"))
            held = entry.not_before is not None and entry.not_before - desk.clock.at
            silent = entry.state is OutboxState.WAITING and held and held > timedelta(days=1)
            if silent and not self.turned:
                self.violations.append(Violation("I8", f"silent for a day: {entry}"))
        waiting = {entry.article for entry in found.values() if entry.state.open}
        for one in records.publications.of_site(SITE):
            if one.wish is not None and one.article not in waiting:
                self._note("I8", f"a wish that nobody carries out: {one.id}")

    def _conflicts(self, records: Records) -> set[ConflictId]:
        """Return the open conflicts; both texts of each are in History."""
        kept = records.conflicts.open()
        for conflict in kept:
            for revision in (conflict.ours, conflict.revision):
                if revision is not None:
                    records.revisions.get(revision)
        return {conflict.id for conflict in kept}

    # -- what the site sees

    def _watch(self, written: Written) -> None:
        """Judge a write that came from a desk."""
        self.writes += 1
        desk = next(each for each in self.desks if each.name == written.by)
        before, after = written.before, written.after
        if written.method == "trash":
            twins = [
                post
                for post in self.site.posts.values()
                if post.born == after.born
                and post.id != after.id
                and (post.status != "trash" or post.id in self.touched)
            ]
            known = bool(twins) or after.born in self.thrown_away  # a colleague wants none of it
            if not after.born or not known or self._is_theirs(desk, after.id):
                self.hasty.add((desk.name, after.id))
        if written.method == "delete":
            self._note("I5", f"{desk.name} deleted post {after.id}")
        if written.method == "delete-photo":
            twins = [p for p in self.site.photos.values() if p.born == after.born]
            if not twins:
                self._note("I5", f"{desk.name} deleted photo {after.id}")
        if after.status != "trash":  # what is taken out again at once was not thrown away
            self.hasty.discard((desk.name, after.id))
        if written.method == "trash" and before is not None:
            self.buried |= words_of(before) - words_of(after)
        if written.method in {"create", "update"}:
            self._rising(desk, before, after)
            self._covered(desk, written)

    def _is_theirs(self, desk: SimDesk, post: int) -> bool:
        """Say whether a colleague has to do with a post.

        A request that was sent before somebody took the post out of the trash may put it there once
        more: of that the site keeps no trace, and no word is lost.
        """
        late = self.lines[self.desks.index(desk)].age
        return post in self.touched and not (late and post in self.lifted)

    def _note(self, rule: str, said: str) -> None:
        self.violations.append(Violation(rule, said))

    def _rising(self, desk: SimDesk, before: Post | None, after: Post) -> None:
        """A status moves towards the public only when somebody at that desk pressed for it."""
        was = LADDER.get(before.status, 0) if before else 0
        if LADDER.get(after.status, 0) <= was:
            return
        article = next(
            (each.article for each in desk.publications() if each.remote_id == str(after.id)),
            None,
        )
        line = self.lines[self.desks.index(desk)]
        if article is None and line.age and self.restored:
            return  # sent when the number was ours: nobody can call it back
        wishes = self._wishes(desk, article, late=bool(line.age)) if article else []
        if not wishes:
            was_status = before.status if before else "nothing"
            self._note(
                "I6", f"{desk.name} moved post {after.id} from {was_status} to {after.status}"
            )
        elif after.status == "publish" and not self.turned:
            due = [asked for asked in wishes if asked <= self.at + timedelta(minutes=6)]
            if not due:
                self._note("I6", f"{desk.name} published post {after.id} before its time")
            elif max(due) < self.at - timedelta(minutes=31) - line.age:
                self._note("I6", f"{desk.name} published post {after.id} late and did not ask")

    def _wishes(self, desk: SimDesk, article: ArticleId, *, late: bool) -> list[datetime]:
        """When an article was to become public; a late request says what was wished once."""
        if late:
            return self.once[desk.name, article]
        asked = self.pressed.get((desk.name, article))
        return [] if asked is None else [asked]

    def _waits(self, desk: SimDesk, post: Post) -> bool:
        with desk.database.reading() as records:
            clashing = {conflict.article for conflict in records.conflicts.open()}
        return any(
            known.article in clashing and known.remote_id == str(post.id)
            for known in desk.publications()
        )

    def _covered(self, desk: SimDesk, written: Written) -> None:
        """Words of others that a write covers must be kept by the desk that covered them.

        While a conflict waits no text is sent; a post can be taken off the site all the same.
        """
        before, after = written.before, written.after
        if before is None:
            return
        late = self.lines[self.desks.index(desk)].age  # sent when nothing waited yet
        says = TEXTS & written.said and words_of(before) != words_of(after)
        if says and not late and self._waits(desk, after):
            self._note("I4", f"{desk.name} wrote post {after.id} while a conflict waits")
        gone = words_of(before) - words_of(after)
        gone = {word for word in gone if self.owners.get(word) != desk.name}
        self.overwritten.setdefault(desk.name, set()).update(gone)


TEXTS = frozenset({"title", "content", "excerpt"})


def words_of(post: Post) -> set[str]:
    """The marked words of a post; the name of a photo's file has some of where it went first."""
    return set(tokens(f"{post.title} {ADDRESS.sub('', post.content)} {post.excerpt}"))


def new_start(folder: Path) -> Start:
    """A desk's folder, without articles, for both."""
    make_template(folder)
    return Start((folder, folder))
