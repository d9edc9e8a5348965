"""When the faults stop: everybody answers what is asked, the desks sync, and all must agree."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId
from editor_app.domain.site import OutboxState, Publication, RemoteStatus
from editor_app.services.draft_queue import changed_here
from editor_app.services.post_guide import post_guide
from editor_app.text.blocks import photo_of
from tests.sync.actions import answer_doubt, answer_entries, resolve
from tests.sync.alike import differences
from tests.sync.sim_desk import SITE, SimDesk, tokens
from tests.sync.world import ACCOUNTS, Violation, World, words_of

ROUNDS = 14
"""How many rounds of answers and syncs people have patience for."""

STUBBORN = 8
"""After so many rounds one of two gives in: people who both insist go on for ever."""

SYNCS = 3
THEIRS = 2
UNDO = timedelta(seconds=12)
PAUSE = timedelta(minutes=16)
"""Longer than the longest pause before another try."""

SHOWN = frozenset({RemoteStatus.PUBLIC, RemoteStatus.SCHEDULED, RemoteStatus.WITHDRAWN})
"""What is, or was, seen by readers: it is not brought up to date without a wish."""


def come_to_rest(world: World) -> None:
    """Stop the faults, answer everything, sync, and check I1 to I9. Raises Violation."""
    world.server_skew = timedelta()
    for desk, line in zip(world.desks, world.lines, strict=True):
        line.calm()
        desk.disk.planned, desk.skew = "", timedelta()
        for article in desk.articles():
            for photo in filter(None, map(photo_of, article.body)):
                desk.clear(photo)
    world.wait(timedelta(days=1, hours=1))
    unasked = 0
    for number in range(ROUNDS):
        asked, more = _answered(world, gives_in=number >= STUBBORN)
        if not more:
            break
        unasked = 0 if asked else unasked + 1
        if unasked > SYNCS:
            raise Violation("I3", f"{unasked} syncs of each desk, and the next writes again")
    else:
        raise Violation("I3", f"{ROUNDS} rounds of answers and it asks again: {_open(world)}")
    _agree(world)
    lying = {post.id for post in world.site.posts.values() if post.status == "trash"}
    if buried := [one for one in world.hasty if one[1] in lying and not world.restored]:
        raise Violation("I5", f"they stay in the trash: {buried}")
    kept_words(world)
    one_each(world)
    no_secret(world)


def _answered(world: World, *, gives_in: bool) -> tuple[bool, bool]:
    """Let both desks wish for all that is there, sync, and answer.

    Returns whether anything was asked, and whether there is more to do.
    What one desk has just written may be another one's question; the second one ``gives_in``, and
    takes what stands on the site. What waits for a word and cannot be sent at all, a story without
    a word of text for one, does not keep them up.
    """
    asked, writes = False, world.writes
    waited = [set(_to_be_wished(desk)) for desk in world.desks]
    world.wait(PAUSE)
    for desk in world.desks:
        _wish(desk)
        _sync(world, desk)
        if not (desk.waiting() or desk.conflicts.count() or desk.syncing.doubts()):
            continue
        asked, first = True, desk is world.desks[0]
        believes = gives_in and not first
        answer_doubt(world, desk, 1 if believes else world.counter)
        chosen = world.counter if first else THEIRS if gives_in else 0
        resolve(world, desk, chosen if world.rough else 0)
        desk.choose_sections()
        _write_bodies(world, desk)
        answer_entries(world, desk, 0)
        _sync(world, desk)
    wait = [set(_to_be_wished(desk)) for desk in world.desks]
    more = asked or world.writes != writes or any(map(set.difference, wait, waited))
    return asked, more


def _write_bodies(world: World, desk: SimDesk) -> None:
    """Write something into stories that wait because nothing is left of their texts."""
    for entry in desk.waiting():
        if entry.state is OutboxState.NEEDS_YOU and entry.answer == "no-body":
            desk.drafts.save(entry.article, "body", f"Đoạn {world.word(desk.name)} văn.")
            desk.drafts.settle(entry.article)


def _wish(desk: SimDesk) -> None:
    """Bring up to date what readers see and what was taken back: both wait for a word."""
    for article in _to_be_wished(desk):
        try:
            desk.publishing.send_draft(SITE, [article])
        except EditorError:
            continue


def _to_be_wished(desk: SimDesk) -> list[ArticleId]:
    """The articles that changed and wait for a word; a pull may have brought the change."""
    with desk.database.reading() as records:
        entries = records.outbox.recent(10_000)
    under_way = {entry.article for entry in entries if entry.state.open}
    last = {entry.article: entry.state for entry in reversed(entries)}
    return [
        known.article
        for known in desk.publications()
        if known.article not in under_way
        and (known.status in SHOWN or _taken_back(known, last))
        and changed(desk, known)
    ]


def _taken_back(known: Publication, last: Mapping[ArticleId, OutboxState]) -> bool:
    return last.get(known.article) is OutboxState.CANCELLED and bool(known.remote_id)


def changed(desk: SimDesk, known: Publication) -> bool:
    """Whether an article is another than was agreed with the site: then the desk shows it so."""
    with desk.database.reading() as records:
        article, site = records.articles.get(known.article), records.sites.get(SITE)
        guide = post_guide(records, desk.place, desk.pages, site, article.language)
        return changed_here(records, article, known, guide)


def _sync(world: World, desk: SimDesk) -> None:
    world.wait(UNDO)
    desk.syncing.sync()
    world.settle(desk)
    world.look(desk)


def _open(world: World) -> str:
    entries = [entry for desk in world.desks for entry in desk.waiting()]
    return "; ".join(f"{entry.state} {entry.answer}" for entry in entries)


# -- I3


def _agree(world: World) -> None:
    """After at most three syncs of each desk all say the same; then nothing is sent any more."""
    differ = ""
    for _sync_number in range(SYNCS):
        world.wait(PAUSE)
        for desk in world.desks:
            _wish(desk)
            _sync(world, desk)
        differ = differences(world)
        if not differ and not _open(world):
            break
    if differ:
        raise Violation("I3", differ)
    if waiting := _open(world):
        raise Violation("I8", f"it waits though all agree: {waiting}")
    writes = world.writes
    world.wait(PAUSE)
    for desk in world.desks:
        _sync(world, desk)
    if world.writes != writes:
        raise Violation("I3", "a sync after all agree writes again")


# -- I1, I4, I2, I9


def kept_words(world: World) -> None:
    """I1 and I4: no word that was acknowledged is nowhere any more."""
    stores = {desk.name: desk.store() for desk in world.desks}
    there: set[str] = set()
    for post in world.site.posts.values():
        there |= words_of(post)
        for revision in post.revisions:
            there |= set(tokens(f"{revision.title} {revision.content} {revision.excerpt}"))
    for word, owner in world.owners.items():
        if word in world.removed:
            continue
        if owner in stores and word not in stores[owner]:
            raise Violation("I1", f"{owner} typed {word}, and the desk has it nowhere")
        if owner == "web" and word not in there and all(word not in s for s in stores.values()):
            raise Violation("I1", f"{word} was written on the site and is nowhere")
    if world.gentle and not world.rough:
        _in_sight(world)
    if not world.rough:
        _not_buried(world)
    for name, words in world.overwritten.items():
        lost = {w for w in words if w not in world.removed} - stores[name]
        if lost:
            raise Violation("I4", f"{name} wrote over {lost} and kept nothing of it")


def _in_sight(world: World) -> None:
    """Where nobody removed anything, every word still stands in a text, here or on the site."""
    shown: set[str] = set()
    for post in world.site.posts.values():
        shown |= words_of(post) if post.status != "trash" else set()
    for desk in world.desks:
        shown |= desk.shown()
    lost = [word for word in world.owners if word not in world.removed and word not in shown]
    if lost:
        raise Violation("I1", f"nobody removed {lost}, and no text has them")


def _not_buried(world: World) -> None:
    """What a colleague saved while a desk threw the post away stands in a text, or in a desk."""
    shown = {word for post in world.site.posts.values() for word in words_of(post)}
    for desk in world.desks:
        shown |= desk.store()
    if lost := world.buried - world.removed - shown:
        raise Violation("I1", f"{lost} went into the trash unseen")


def one_each(world: World) -> None:
    """I2: one post for each marker, one photo for each content, one tag for each name.

    A twin in which somebody has written is left; one beside a desk's post is not, even if that
    was touched. A desk that takes a twin in has a story of its own.
    Where a number is given out again, a desk that took in a draft of it, which has no date, cannot
    tell that this is another post: a person decides, and may put one article where another was.
    """
    ours = {int(one.remote_id or 0) for desk in world.desks for one in desk.publications()}
    for kind, things in (("post", world.site.posts), ("photo", world.site.photos)):
        born: dict[str, list[int]] = {}
        for thing in things.values():
            marked = thing.born.startswith("cd-") and thing.status != "trash"
            if marked and thing.id not in world.given_again:
                born.setdefault(thing.born, []).append(thing.id)
        for ids in born.values():
            untouched = [number for number in ids if number not in world.touched]
            stray = [number for number in untouched if number not in ours]
            if len(untouched) > 1 or (stray and not ours.isdisjoint(ids)):
                raise Violation("I2", f"twins of a {kind}: [{ids}]")
    names = [(term.taxonomy, term.name.casefold()) for term in world.site.terms.values()]
    if len(names) != len(set(names)):
        raise Violation("I2", f"terms that are there twice: {sorted(names)}")


def no_secret(world: World) -> None:
    """I9: no byte that a desk has stored holds a password, plain or as it goes to the site."""
    signs = [b64encode(f"{one.login}:{one.password}".encode()).rstrip(b"=") for one in ACCOUNTS]
    canaries = (b"Canary", *signs)
    for desk in world.desks:
        for file in filter(Path.is_file, desk.folder.rglob("*")):
            kept = file.read_bytes()
            if any(canary in kept for canary in canaries):
                raise Violation("I9", f"a password stands in {file.name} of {desk.name}")
