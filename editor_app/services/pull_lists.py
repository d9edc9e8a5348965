"""What a site's lists say before any post is read: which of ours changed, and which are missing.

The time of a change is whole seconds, a list answers 200 to anybody, and it shifts under us: so
nothing is believed to be gone because one list does not show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_posts import marker_in
from editor_app.connectors.wordpress_values import PostStub, RemotePost
from editor_app.domain.errors import GoneThere, NotAllowed
from editor_app.domain.remote import SitePull
from editor_app.domain.site import Publication, RemoteStatus
from editor_app.services.post_history import SETTLED
from editor_app.services.post_status import remote_status

OVERLAP = timedelta(hours=2)
"""How far the cursor stays behind what was seen: for late writes and for clocks that are set."""

DAY = timedelta(days=1)
FEW = 5
"""As many posts may vanish one by one; of more, or of two in a hundred, somebody is asked."""
SHARE = 0.02
PAGE = 100

Ours = Mapping[int, Publication]
"""Our publications on a site by the number of the post, without their bases."""


@dataclass(frozen=True)
class Looked:
    """What the lists said: posts of ours to ``read``, those ``missing``, and how far we are then.

    ``fresh`` posts are newer than any seen before and not ours; ``empty`` says that the site showed
    no post at all. ``gone`` are posts of ours that were known not to be there, ``back`` those of
    them that a list shows again. ``stubs`` are what the lists said, by the number of the post.
    """

    read: frozenset[int]
    missing: frozenset[int]
    pull: SitePull
    fresh: int = 0
    empty: bool = False
    gone: frozenset[int] = frozenset()
    back: frozenset[int] = frozenset()
    stubs: Mapping[int, PostStub] = field(default_factory=dict)


def too_many(count: int, known: int) -> bool:
    """Say whether so many of our posts cannot have gone, or gone back, without a question."""
    return count > FEW or (count > 1 and count > SHARE * known)


@dataclass
class Lists:
    """Looks through the lists of one site for one pull.

    Posts that are known to be gone, and those that are ``left`` alone, are not missed; but a backup
    may bring them back, so they are looked for.
    """

    line: WordPress
    before: SitePull
    ours: Ours
    now: datetime
    left: frozenset[int] = frozenset()
    _stubs: dict[int, PostStub] = field(default_factory=dict)
    _sure: bool = False

    def look(self, *, sweeps: bool, doubted: bool = False) -> Looked:
        """Ask for what changed and what is new; once a day, or in doubt, for everything.

        Without ``sweeps`` never for everything. Raises SignedOut when we are taken for the public,
        and the other troubles of the connection.
        """
        page = self.line.posts.newest(self.before.newest)
        if self.before.cursor is not None:
            self._note(self.line.posts.changed_since(self.before.cursor))
        self._note(page)
        top = max((stub.id for stub in page), default=0)
        missing = self._missing(page) | (self._above(top) if top < self.before.newest else set())
        doubt = bool(missing) or top < self.before.newest
        if doubt:
            self._ask_who_we_are()
        swept = sweeps and (self._sweep_is_due() or doubt or doubted)
        if swept:
            missing = self._swept()
        elif missing:
            missing -= self._named(missing)
        if not swept:
            self._look_for_gone()
        read = {number for number in self.ours if self._is_to_be_read(number)}
        if self.before.cursor is None and not swept:
            read = set(self.ours) - missing
        fresh = sum(
            stub.id > self.before.newest and not marker_in(stub.slug) for stub in self._unknown()
        )
        after = self._after(top, swept=swept)
        first = self.before.cursor is None
        gone = frozenset(self._gone())
        return Looked(
            frozenset(read),
            frozenset(missing),
            after,
            0 if first else fresh,
            not page,
            gone,
            gone & self._stubs.keys(),
            dict(self._stubs),
        )

    def confirmed(self, missing: Iterable[int]) -> tuple[frozenset[int], tuple[RemotePost, ...]]:
        """Ask for posts one by one: those that the site says are gone, and those that came up.

        One that we may not see is neither.
        """
        gone, found = set(), []
        for number in sorted(missing):
            try:
                found.append(self.line.posts.read(number))
            except GoneThere:
                gone.add(number)
            except NotAllowed:
                continue
        return frozenset(gone), tuple(found)

    # -- lists

    def _note(self, stubs: Iterable[PostStub]) -> None:
        self._stubs.update({stub.id: stub for stub in stubs})

    def _there(self) -> set[int]:
        """Return the posts of ours that should be on the site."""
        return self.ours.keys() - self._gone()

    def _gone(self) -> set[int]:
        """Return the posts of ours that need not be on the site."""
        absent = RemoteStatus.ABSENT
        return {n for n, one in self.ours.items() if one.status is absent or n in self.left}

    def _look_for_gone(self) -> None:
        """Look whether a backup has brought back what was gone, the newest hundred in one request.

        The daily sweep sees the others.
        """
        gone = sorted(self._gone() - self._stubs.keys())[-PAGE:]
        self._note(self.line.posts.named(gone))

    def _missing(self, page: tuple[PostStub, ...]) -> set[int]:
        """Return those of ours that should stand among the newest posts and do not."""
        shown = {stub.id for stub in page}
        lowest = min(shown) if len(page) >= PAGE else 0
        return {number for number in self._there() - shown if number >= lowest}

    def _above(self, top: int) -> set[int]:
        return {number for number in self._there() if number > top}

    def _named(self, wanted: Iterable[int]) -> set[int]:
        """Return those that a list shows when it is asked for them by number."""
        found = self.line.posts.read_many(set(wanted))
        self._note(post.stub for post in found.values())
        return set(found)

    def _sweep_is_due(self) -> bool:
        """Say whether to look at everything: once a day, and when the site's clock went back.

        Then what changed there may be older than what was seen before.
        """
        cursor = self.before.cursor
        went_back = cursor is not None and cursor > self.line.server_now()
        return went_back or self.before.swept is None or self.now - self.before.swept >= DAY

    def _swept(self) -> set[int]:
        sweep = self.line.posts.sweep(self._there())
        self._note(sweep.stubs)
        fewer = self.before.known - len(sweep.stubs)
        if sweep.gone or too_many(fewer, self.before.known):
            self._ask_who_we_are()
        return set(sweep.gone)

    def _ask_who_we_are(self) -> None:
        """Raise SignedOut when the list was the public's: the credential was lost on the way."""
        if not self._sure:
            self.line.me()
            self._sure = True

    def _unknown(self) -> list[PostStub]:
        return [stub for stub in self._stubs.values() if stub.id not in self.ours]

    # -- what follows

    def _is_to_be_read(self, number: int) -> bool:
        stub, known = self._stubs.get(number), self.ours[number]
        if stub is None:
            return False
        if stub.modified is None or stub.modified != known.seen_modified:
            return True
        if remote_status(stub.status, known) is not known.status:
            return True
        skew = self.line.client.skew or timedelta()
        return known.last_synced is None or known.last_synced + skew < stub.modified + SETTLED

    def _after(self, top: int, *, swept: bool) -> SitePull:
        """Return how far we have read when this pull is done: the earlier of the two clocks."""
        seen = [stub.modified for stub in self._stubs.values() if stub.modified is not None]
        if self.before.cursor is not None:
            seen.append(self.before.cursor + OVERLAP)
        server = self.line.server_now()
        cursor = min(max(seen, default=server), server) - OVERLAP
        after = replace(self.before, cursor=cursor.replace(microsecond=0), newest=top)
        return replace(after, swept=self.now, known=len(self._stubs)) if swept else after
