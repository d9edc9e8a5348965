"""Two posts that became public in one moment may have one address: seen in the lists, then asked.

WordPress looks for an address that is free and writes it afterwards, and nothing keeps another one
from writing the same in between. Readers see only one of the two from then on, and no later look at
either post tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import PostStub
from editor_app.domain.changes import Changes
from editor_app.domain.errors import ChangedThere
from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.site import OutboxEntry, OutboxState, Publication, RemoteStatus, Site
from editor_app.services.post_ledger import PostLedger
from editor_app.services.post_looking import PostLooking
from editor_app.services.post_status import PUBLISH, Asking, Postponed, agreed_to
from editor_app.services.post_writing import Going
from editor_app.services.pull_lists import Ours
from editor_app.services.pull_states import ask
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records


def sharers(stubs: Mapping[int, PostStub], ours: Ours) -> dict[int, int]:
    """Return the posts of ours that readers find where another one is, with that one.

    Both slug and address are the same: some plugins keep slugs per language, and others lead many
    posts to one address on purpose. Of several of ours only the newest: another address for that is
    enough.
    """
    by_address: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, stub in stubs.items():
        if stub.status == PUBLISH and stub.slug and stub.link:
            by_address[stub.slug, stub.link].append(number)
    found = {}
    for numbers in by_address.values():
        mine = max((one for one in numbers if one in ours), default=0)
        others = [one for one in numbers if one != mine]
        if mine and others:
            found[mine] = others[0]
    return found


def ask_for_addresses(
    place: Workplace, site: Site, line: WordPress, stubs: Mapping[int, PostStub], ours: Ours
) -> Changes:
    """Ask about articles of ours that readers cannot be sure to find; take back what is mended.

    ``stubs`` are what the lists said. Raises the troubles of the connection.
    """
    touched = _taken_back(place, site.id, line, stubs)
    shared = sharers(stubs, ours)
    for number, other in shared.items():
        mine, stub = ours[number], stubs[number]
        # It stays shared after somebody was asked: most pulls find nothing to write.
        with place.database.reading() as records:
            if _to_be_asked(records, mine, stub) is None:
                continue
        with place.database.writing() as records:
            known = _to_be_asked(records, mine, stub)
            if known is not None:
                fields = {"address": stub.link, "own": str(number), "other": str(other)}
                ask(records, place, known, Asking.ADDRESS, more=fields)
                touched.add(known.article)
    return Changes(articles=frozenset(touched), outbox=bool(touched))


def _taken_back(
    place: Workplace, site: SiteId, line: WordPress, stubs: Mapping[int, PostStub]
) -> set[ArticleId]:
    """Take back the questions that are answered by what the site has now; return the articles."""
    with place.database.reading() as records:
        asking = [one for one in records.outbox.open() if _asks(one, site)]
    others = {_number(entry, "other") for entry in asking} - stubs.keys()
    known = {**stubs, **({stub.id: stub for stub in line.posts.named(others)} if others else {})}
    mended = {entry.id for entry in asking if _mended(entry, known)}
    if not mended:
        return set()
    with place.database.writing() as records:
        found = [one for one in records.outbox.open() if one.id in mended and _asks(one, site)]
        for entry in found:
            records.outbox.save(replace(entry, state=OutboxState.CANCELLED, answer=""))
    return {entry.article for entry in found}


def _asks(entry: OutboxEntry, site: SiteId) -> bool:
    return (
        entry.site == site
        and entry.state is OutboxState.NEEDS_YOU
        and entry.answer == Asking.ADDRESS
    )


def _mended(entry: OutboxEntry, stubs: Mapping[int, PostStub]) -> bool:
    """Say whether one of the two has another address now, or none; the other is gone for good."""
    address = entry.answer_fields.get("address")
    own, other = (stubs.get(_number(entry, name)) for name in ("own", "other"))
    there = [stub for stub in (own, other) if stub is not None]
    return other is None or any(one.status != PUBLISH or one.link != address for one in there)


def _number(entry: OutboxEntry, name: str) -> int:
    """Return one of the two posts that an entry asks about."""
    return int(entry.answer_fields.get(name, 0))


def _to_be_asked(records: Records, mine: Publication, stub: PostStub) -> Publication | None:
    """Return what is known by now of a post to ask about, or None when there is no need.

    There is none when somebody has left it so, or while something else of the article waits.
    """
    known = records.publications.find(mine.article, mine.site)
    if known is None or known.remote_id != str(stub.id):
        return None
    if known.status is not RemoteStatus.PUBLIC:
        return None
    entries = [one for one in records.outbox.of_article(known.article) if one.site == known.site]
    if any(entry.state.open for entry in entries):
        return None
    left = bool(entries) and (
        entries[0].answer == Asking.ADDRESS and entries[0].answer_fields.get("address") == stub.link
    )
    return None if left else known


class OwnAddress:
    """Gives an article an address of its own, for one entry of the outbox; its text stays."""

    def __init__(
        self, place: Workplace, line: WordPress, looking: PostLooking, ledger: PostLedger
    ) -> None:
        """Write through ``line``."""
        self._place, self._line = place, line
        self._looking, self._ledger = looking, ledger

    def is_wanted(self, item: Going) -> bool:
        """Say whether an editor has said so and has wished nothing else since."""
        return Asking.ADDRESS in agreed_to(item.entry) and item.publication.wish is None

    def give(self, item: Going, site: Site) -> Changes:
        """Write the slug that the post has once more: the site makes another one of it.

        What that covers is found at the next look, as after a lost answer. Raises the troubles of
        the connection, Asked when the post is gone, and Postponed when it has just changed.
        """
        found = self._looking.there(item)
        if found is None or found.status != PUBLISH:
            return self._ledger.moved(item, None)
        try:
            with self._ledger.expecting(item, item.memory.agreed, ("slug",)):
                self._line.posts.update(found.id, if_match=found.etag, slug=found.slug)
        except ChangedThere:
            raise Postponed("changed-there", self._place.now(), site=site.name) from None
        return self._ledger.moved(item, self._line.posts.read(found.id))
