"""R4m: faults planted in the sync, and for each the walk on which the machine must notice it.

A planted fault is a replacement of a function of ours; ``planted`` puts it in place for one walk.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from editor_app.connectors.wordpress_media import Media
from editor_app.connectors.wordpress_posts import Adopted, PostFields, Posts
from editor_app.domain.changes import Changes
from editor_app.domain.site import OutboxState
from editor_app.services import (
    merge_parts,
    merging,
    outbox_states,
    post_ledger,
    post_merging,
    post_photos,
    post_rounds,
    post_status,
    post_writing,
    publishing,
    pull_lists,
    pull_posts,
    pulling,
    syncing,
    wordpress_sending,
)
from editor_app.services.post_history import PostHistory
from editor_app.services.post_ledger import PostLedger
from editor_app.services.post_looking import PostLooking
from editor_app.services.post_merging import PostMerging
from editor_app.services.sending import SendingService
from editor_app.text import merging as text_merging
from tests.sync.broken_walks_put_back import TRASH_CROSSED

Steps = tuple[tuple[str, int], ...]

LAN, MINH = 0, 1


def at(desk: int, name: str, choice: int = 0) -> tuple[str, int]:
    """A step at a desk."""
    return name, desk + 2 * choice


@dataclass(frozen=True)
class Planted:
    """A fault in the sync: what is replaced, by what, and the walk that shows it.

    ``rule`` is the invariant that it breaks; a walk that broke another one would show nothing.
    """

    rule: str
    name: str
    replaced: tuple[tuple[Any, str, Callable[..., Any]], ...]
    walk: Steps


@contextmanager
def planted(fault: Planted) -> Iterator[None]:
    """Have the fault in place."""
    with ExitStack() as stack:
        for owner, name, instead in fault.replaced:
            stack.enter_context(patch.object(owner, name, instead))
        yield


def nothing(*_arguments: object, **_named: object) -> None:
    """Do nothing."""


def nobody(*_arguments: object, **_named: object) -> tuple[()]:
    """Find nothing."""
    return ()


def never(*_arguments: object, **_named: object) -> bool:
    """Say no."""
    return False


def found_none_of_many(_media: Media, slugs: Collection[str]) -> dict[str, tuple[()]]:
    """Find nothing for any of them."""
    return dict.fromkeys(slugs, ())


def found_none(*_arguments: object, **_named: object) -> tuple[()]:
    """Find nothing."""
    return ()


# -- walks

RUN = at(LAN, "sync")
AGAIN = (at(LAN, "wait", 2), RUN)
NEW = (at(LAN, "send as draft", 1),)
"""Lan's own draft, which was never sent; her first article is public, and Minh has it too."""

LOST_CREATE = (*NEW, at(LAN, "answer dropped", 0), RUN, *AGAIN)
LOST_PHOTO = (
    at(LAN, "add a photo", 1),
    *NEW,
    at(LAN, "answer dropped", 0),
    RUN,
    *AGAIN,
)
CUT_OFF = (*NEW, at(LAN, "killed after", 1), RUN, *AGAIN)
LATE_CREATE = (*NEW, at(LAN, "request late", 0), RUN, *AGAIN, at(LAN, "late requests arrive"))
LATE_TOUCHED = (*LATE_CREATE, *(at(LAN, "web: type", n) for n in range(4)))
THEIRS = (at(LAN, "web: type", 0), at(LAN, "type", 0), at(LAN, "publish", 0), RUN)
ONLY_THEIRS = (at(LAN, "web: add a paragraph", 0), RUN)
BOTH_SAY = (at(LAN, "web: write the title", 0), at(LAN, "write the headline", 0))
CLASH = (*BOTH_SAY, at(LAN, "publish", 0), RUN)
RACED = (at(LAN, "type", 0), at(LAN, "publish", 0), at(LAN, "raced", 1), RUN)
WIPED = (
    at(LAN, "the site is wiped"),
    RUN,
    at(LAN, "wait", 4),
    RUN,
)
HELD_UP = (
    at(MINH, "type"),
    at(MINH, "send as draft"),
    at(MINH, "request late", 1),
    at(MINH, "sync"),
    at(LAN, "web: open"),
    at(LAN, "web: save over"),
)
"""A colleague saves while a write of ours is on its way, which then covers that."""

HALF_MADE = (
    at(LAN, "change tags", 1),
    *NEW,
    at(LAN, "killed in a making", 3),
    at(LAN, "push"),
    at(LAN, "push"),
)
"""A post is read and written while the site still makes it."""

EDITED = (at(LAN, "type", 0), at(LAN, "publish", 0), RUN)
SCHEDULED = (at(LAN, "schedule", 7), RUN)
KILLED = (*NEW, at(LAN, "killed before", 0), RUN, RUN)
UNDONE = (at(LAN, "publish and undo", 1), RUN)
REFUSED = (*NEW, at(LAN, "403", 0), RUN)
BUSY = (*NEW, at(LAN, "429", 0), RUN)
WITHDRAWN = (at(LAN, "withdraw", 0), RUN)
RETAGGED = (at(LAN, "change tags", 0), *EDITED)
CAPTIONED = (at(LAN, "add a photo", 0), at(LAN, "write a caption", 0), *EDITED)
TAKEN_OFF_THERE = (at(LAN, "web: publish or take off", 0), RUN)
RENAMED = (at(LAN, "change the slug", 1), *NEW, RUN)
LATE_WISH = (
    at(LAN, "publish", 1),
    at(LAN, "offline or online"),
    at(LAN, "wait", 3),
    RUN,
    at(LAN, "offline or online"),
    at(LAN, "wait", 2),
    RUN,
)


# -- replacements that need more than a line

_merge = text_merging.merge
_merge_in = merging.merge_in
_as_shown = post_photos._as_shown
_changed_fields = post_writing.changed_fields
_plan = post_status.plan_status
_fail, _wait = outbox_states.fail, outbox_states.wait
_keep = PostLedger.keep
_log_in = PostLedger.log_in


def adopt_only(self: Posts, marker: str, keep: int = 0, _note: Any = None) -> Adopted:
    """Adopt the first and leave its twins."""
    found = self.find_by_marker(marker)
    wanted = [post for post in found if post.id == keep] or list(found)
    return Adopted(wanted[0] if wanted else None)


def adopt_all(self: Posts, marker: str, keep: int = 0, _note: Any = None) -> Adopted:
    """Trash twins that somebody has worked on."""
    found = [post for post in self.find_by_marker(marker) if post.status != "trash"]
    wanted = keep or (found[0].id if found else 0)
    twins = tuple(post.id for post in found if post.id != wanted)
    for twin in twins:
        self.trash(twin)
    return Adopted(next((post for post in found if post.id == wanted), None), twins)


def mine_only(base: Any, mine: Any, theirs: Any) -> Any:
    """Merge by taking ours."""
    return _merge(base, mine, base)


def without_conflicts(*arguments: Any, **named: Any) -> Any:
    """Merge, and say that nothing clashed."""
    return replace(_merge_in(*arguments, **named), conflicts=())


def tags_as_found(item: Any, found: Any, terms: Any) -> tuple[int, ...]:
    """Leave the tags of a post as they are."""
    return tuple(found.tags if found else terms.tags)


def uncaptioned(one: Any, media: Any) -> Any:
    """Show a photo without its caption."""
    return replace(_as_shown(one, media), caption="")


def status_kept(after: Any, known: Any, _found: Any, _now: Any) -> Any:
    """Go on with the status that was known."""
    return replace(after, status=known.status)


def as_it_is(found: Any, _memory: Any, _marker: str) -> Any:
    """Take a post that is being made for what somebody made of it."""
    return found


def slug_left(sent: Any, found: Any) -> PostFields:
    """Leave the slug of a post as it is."""
    fields = _changed_fields(sent, found)
    fields.pop("slug", None)
    return fields


def published_along(sent: Any, found: Any) -> PostFields:
    """Write the status with every change."""
    fields = _changed_fields(sent, found)
    fields["status"] = "publish"
    return fields


def draft_as_publish(publication: Any, entry: Any, found: Any, clocks: Any) -> Any:
    """Let every article become public."""
    return replace(_plan(publication, entry, found, clocks), status="publish")


def at_once(publication: Any, entry: Any, found: Any, clocks: Any) -> Any:
    """Publish what is scheduled at once."""
    return post_status.StatusPlan("publish", clocks.there - timedelta(seconds=5))


def silently(place: Any, site: Any, entries: Any, error: Any) -> Changes:
    """Fail without saying why."""
    failed = tuple(entries)
    changes = _fail(place, site, failed, error)
    with place.database.writing() as records:
        for entry in failed:
            records.outbox.save(replace(records.outbox.get(entry.id), answer=""))
    return changes


def for_a_month(place: Any, entry: Any, until: Any, said: Any, **named: Any) -> Changes:
    """Wait for a month."""
    return _wait(place, entry, until + timedelta(days=30), said, **named)


def number_forgotten(self: PostLedger, publication: Any) -> None:
    """Forget the number of the post."""
    _keep(self, replace(publication, remote_id=""))


def sign_in_logged(self: PostLedger, records: Any, item: Any, said: Any) -> None:
    """Write into the log what goes to the site with each request."""
    signed = b64encode(b"lan:Canary Aaaa Bbbb Cccc 1111 2222").decode()
    fields = {**said.fields, "auth": f"Basic {signed}"}
    _log_in(self, records, item, replace(said, fields=fields))


def password_logged(self: PostLedger, records: Any, item: Any, said: Any) -> None:
    """Write the password into the log."""
    fields = {**said.fields, "auth": "Canary Aaaa Bbbb Cccc 1111 2222"}
    _log_in(self, records, item, replace(said, fields=fields))


def taken_back_not(records: Any, queued: Any) -> Changes:
    """Take nothing back."""
    return Changes()


def trashed(self: Any, item: Any) -> Changes:
    """Withdraw by throwing the post away."""
    self.line.posts.trash(int(item.publication.remote_id))
    changes: Changes = self.ledger.withdrawn(item, None)
    return changes


def wish_kept(entry: Any, plan: Any, now: Any, *, edited: bool) -> Any:
    """Send what is done again and again."""
    return replace(entry, state=OutboxState.WAITING, not_before=now, answer="")


_ERRAND = wordpress_sending._Errand

PLANTED: tuple[Planted, ...] = (
    Planted(
        "I2", "nobody looks after a doubt", ((Posts, "find_by_marker", found_none),), LOST_CREATE
    ),
    Planted("I2", "twins are left", ((Posts, "adopt", adopt_only),), LATE_CREATE),
    Planted(
        "I2", "nobody sweeps for twins", ((syncing, "sweep_twins", lambda *_: 0),), LATE_CREATE
    ),
    Planted("I5", "twins with work in them go", ((Posts, "adopt", adopt_all),), LATE_TOUCHED),
    Planted(
        "I5",
        "twins stay in the trash",
        ((Posts, "see_to_twin", lambda *_: True),),
        tuple(TRASH_CROSSED),
    ),
    Planted(
        "I1",
        "the base is what is found",
        ((PostMerging, "join", lambda *_: Changes()),),
        THEIRS,
    ),
    Planted(
        "I1", "what is written over is not looked for", ((PostHistory, "covered", nobody),), RACED
    ),
    Planted("I3", "ours wins", ((merge_parts, "merge", mine_only),), THEIRS),
    Planted("I2", "the number is not kept", ((PostLedger, "keep", number_forgotten),), CUT_OFF),
    Planted(
        "I6",
        "the status goes along",
        ((wordpress_sending, "changed_fields", published_along),),
        (*NEW, RUN),
    ),
    Planted(
        "I6",
        "a draft is published",
        ((wordpress_sending, "plan_status", draft_as_publish),),
        (*NEW, RUN),
    ),
    Planted(
        "I6",
        "a schedule is not waited for",
        ((wordpress_sending, "plan_status", at_once),),
        SCHEDULED,
    ),
    Planted("I6", "late is not asked", ((post_status, "_ask_when_late", nothing),), LATE_WISH),
    Planted("I6", "Undo undoes nothing", ((publishing, "take_back", taken_back_not),), UNDONE),
    Planted("I8", "failing says nothing", ((post_rounds, "fail", silently),), REFUSED),
    Planted("I8", "trying again takes a month", ((post_rounds, "wait", for_a_month),), BUSY),
    Planted(
        "I8", "nothing is resumed", ((SendingService, "resume", lambda _self: Changes()),), KILLED
    ),
    Planted(
        "I2",
        "photos are not looked for",
        ((Media, "find", found_none), (Media, "find_many", found_none_of_many)),
        LOST_PHOTO,
    ),
    Planted("I9", "a sign-in is logged", ((PostLedger, "log_in", sign_in_logged),), EDITED),
    Planted("I9", "passwords are logged", ((PostLedger, "log_in", password_logged),), EDITED),
    Planted("I5", "withdrawing throws away", ((_ERRAND, "_withdrawn", trashed),), WITHDRAWN),
    Planted(
        "I5",
        "a site that lost everything is believed",
        ((pulling._SitePull, "_brake", nothing), (pull_lists, "too_many", never)),
        WIPED,
    ),
    Planted(
        "I3",
        "changes there are not read",
        ((pull_lists.Lists, "_is_to_be_read", never),),
        ONLY_THEIRS,
    ),
    Planted(
        "I4",
        "conflicts hold nothing up",
        (
            (PostLooking, "check", nothing),
            (post_merging, "merge_in", without_conflicts),
        ),
        CLASH,
    ),
    Planted(
        "I4", "what is on its way is forgotten", ((PostHistory, "under_way", nobody),), HELD_UP
    ),
    Planted("I3", "tags stay as they are", ((post_writing, "_tags", tags_as_found),), RETAGGED),
    Planted("I3", "captions stay here", ((post_photos, "_as_shown", uncaptioned),), CAPTIONED),
    Planted(
        "I3",
        "a status there is not read",
        ((pull_posts, "kept_state", status_kept),),
        TAKEN_OFF_THERE,
    ),
    Planted(
        "I3",
        "the slug stays as it is",
        ((wordpress_sending, "changed_fields", slug_left),),
        RENAMED,
    ),
    Planted(
        "I3",
        "what is half made is believed",
        ((wordpress_sending, "once_made", as_it_is), (pull_posts, "once_made", as_it_is)),
        HALF_MADE,
    ),
    Planted("I3", "what is done is sent again", ((post_ledger, "_ended", wish_kept),), EDITED),
)
