"""Who changed a post since both sides agreed, and from what: read from the site's revisions."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import RemotePost, RemoteRevision
from editor_app.domain.errors import GoneThere, NotAllowed, NotTheSite
from editor_app.domain.site import Publication
from editor_app.formats.wordpress_equality import same_content
from editor_app.formats.wordpress_lines import line_words
from editor_app.formats.wordpress_post import read_post
from editor_app.services.history_shown import HistoryShown
from editor_app.services.merging import NOBODY
from editor_app.services.post_base import (
    NO_BASE,
    Guide,
    PostBase,
    Sent,
    Texts,
    memory_of,
    texts_of,
)
from editor_app.services.post_races import Seen, seen_in
from editor_app.services.site_versions import Author

SOON = timedelta(minutes=15)
"""So long after a text of ours somebody may still save what was opened before it."""

LONGEST_WAY = timedelta(minutes=40)
"""After so long no request arrives any more, even if our clock was set meanwhile."""

SETTLED = timedelta(seconds=60)
"""A post that was read sooner after its change is read again: the same second may hold another."""

TRUSTED = timedelta(seconds=30)
"""Our clock is right when it differs by no more from the site's."""

NOT_TO_BE_SEEN = "rest_cannot_read"
"""WordPress's answer to somebody whose role may not look at the revisions of a post."""

UNTOLD = (NotAllowed, GoneThere, NotTheSite)
"""An author may not look at others' revisions, and a site may keep none."""


@dataclass(frozen=True)
class Since:
    """What happened to a post since both sides agreed.

    ``before`` is what stood there until the agreed state was, if a revision tells; ``soon`` says
    that the first change came within minutes.
    """

    author: Author = NOBODY
    before: RemoteRevision | None = None
    soon: bool = False

    def ground(self, base: PostBase, theirs: PostBase, guide: Guide) -> PostBase:
        """Return what to merge theirs from: the agreed state, unless it was written without it.

        Then it is what stood there before; nothing, where ours was taken back whole, so that it
        comes up as a conflict.
        """
        if not base.known or self.before is None:
            return base
        before = _as_base(self.before, base, guide)
        told = [one.version(guide).cleaned() for one in (before, base, theirs)]
        seen = seen_in(told[0], told[1], told[2], soon=self.soon)
        return {Seen.OURS: base, Seen.EARLIER: before, Seen.TAKEN_BACK: NO_BASE}[seen]


class PostHistory:
    """Looks at the revisions of posts of one site."""

    def __init__(self, line: WordPress, shown: HistoryShown) -> None:
        """Ask through ``line``; ``shown`` knows whether it leads anywhere."""
        self._line, self._shown = line, shown
        self._people: dict[int, str] = {}
        self._asked: tuple[int, int] | None = None
        self._revisions: list[RemoteRevision] = []

    def since(self, known: Publication, found: RemotePost) -> Since:
        """Return what became of a post since it was agreed on as ``known`` has it."""
        seen = int(known.revision or 0)
        kept = self._kept(found) if found.revision > seen else []
        since = [one for one in kept if one.id > seen]
        name = self.name_of(since[0].author) if since else ""
        author = Author(name, found.modified, known.last_synced)
        agreed = next((one for one in kept if one.id == seen), None)
        if agreed is None or not since:
            return Since(author)
        first, last = since[-1].date, agreed.date
        soon = first is None or last is None or first - last <= SOON
        return Since(author, next((one for one in kept if one.id < seen), None), soon)

    def went_back(self, known: Publication, found: RemotePost) -> bool:
        """Say whether a post may be an older state of itself, such as a backup brings back.

        A time alone does not tell, because the site's clock may have been set: what was written on
        top of the text that both sides agreed on has that text among its revisions.
        """
        if not may_be_older(found, known):
            return False
        seen, agreed = int(known.revision or 0), memory_of(known).agreed
        if found.revision <= seen or not agreed.known:
            return True
        return not any(one.id >= seen and says(one, texts_of(agreed)) for one in self._kept(found))

    def written_over(self, known: Publication, found: RemotePost) -> tuple[RemoteRevision, ...]:
        """Return what others wrote just before writes of ours whose answers were lost, in order.

        Nothing when none of ours has arrived, or nobody wrote between the agreed state and ours.
        """
        memory = memory_of(known)
        if not memory.sent or not memory.agreed.known:
            return ()
        since = [one for one in self._later(known, found) if one.id <= found.revision]
        sent = tuple(one.post for one in memory.sent)
        return self._covered(since, texts_of(memory.agreed), sent)

    def _later(self, known: Publication, found: RemotePost) -> list[RemoteRevision]:
        """Return the revisions since both sides agreed, the newest first.

        A site that was put back from a backup gives its numbers out again: what is not later by its
        number is so by its time, which is about that of our write where it is not known.
        """
        seen, at = int(known.revision or 0), known.seen_modified
        if found.revision == seen:
            return []
        at = at or min(one.at for one in memory_of(known).sent) - SOON
        return [
            one
            for one in self._kept(found)
            if one.id > seen or (one.date is not None and one.date > at)
        ]

    def covered(
        self, before: RemotePost, after: RemotePost, sent: tuple[PostBase, ...]
    ) -> tuple[RemoteRevision, ...]:
        """Return what others wrote between our reading and our writing, in order.

        WordPress writes a whole post with any field of it, so a write without a text covers too.
        Not what stands there ``after`` it, which the next look finds. Raises NotTheSite for the
        page of somebody in between, who may be gone then; not where one comes every time.
        """
        always = self._shown.refused
        try:
            since = self.revisions(before.id, before.revision)
        except NotAllowed:  # the account may not look, or nobody: doctor and log say so
            return ()
        except NotTheSite:
            if not always:
                raise
            return ()
        since = tuple(one for one in since if one.id <= after.revision and not one.autosave)
        return self._covered(since, texts_there(before), sent)

    def _covered(
        self, since: Sequence[RemoteRevision], agreed: Texts, sent: tuple[PostBase, ...]
    ) -> tuple[RemoteRevision, ...]:
        """Return of revisions, the newest first, others' that one of ours has followed.

        A write that held some fields only is known by its author alone: of the others WordPress has
        written back what it had read. The account may be somebody else's as well.
        """
        if len(since) < 2:
            return ()
        me, texts = self._line.me().id, [texts_of(one) for one in sent]
        mine = [one for one in since if one.author == me]
        told = [one.id for one in mine if any(says(one, words) for words in texts)]
        ours = told or [one.id for one in mine[:1]]
        pairs = zip(reversed(since[1:]), reversed(since[:-1]), strict=True)
        return tuple(
            theirs
            for theirs, one in pairs
            if one.id in ours
            and theirs.id not in ours
            and not any(says(theirs, words) for words in (agreed, texts_there(one)))
        )

    def under_way(self, known: Publication, found: RemotePost, now: datetime) -> tuple[Sent, ...]:
        """Return what of ours may still arrive.

        It would then cover what stands there by that time, so it must be known as ours. Of what
        says no more than what both sides agree on nobody can tell whether it has arrived.
        """
        memory, seen = memory_of(known), int(known.revision or 0)
        if not memory.sent or not memory.agreed.known:
            return ()
        there: list[RemotePost | RemoteRevision] = [found]
        if found.revision > seen:
            there += [one for one in self._kept(found) if one.id > seen]
        agreed = texts_of(memory.agreed)
        return tuple(
            one
            for one in memory.sent
            if now - one.at < LONGEST_WAY
            and (
                same_texts(texts_of(one.post), agreed)
                or not any(says(other, texts_of(one.post)) for other in there)
            )
        )

    def _kept(self, found: RemotePost) -> list[RemoteRevision]:
        """Return the revisions of a post, the newest first; none where they may not be seen."""
        asked = (found.id, found.revision)
        if asked != self._asked:
            kept: list[RemoteRevision] = []
            with suppress(*UNTOLD):
                kept = [one for one in self.revisions(found.id) if not one.autosave]
            self._asked, self._revisions = asked, kept
        return self._revisions

    def revisions(self, post: int, after: int = 0) -> tuple[RemoteRevision, ...]:
        """Return the revisions of a post as ``Posts.revisions`` does.

        A refusal that is not WordPress's own, such as a firewall's, need not hold for the next
        request: what is not seen now would never be looked for again. So it is asked once more; a
        site that goes on refusing is asked once a time, and the log has said what is weaker.
        """
        try:
            found = self._line.posts.revisions(post, after)
        except (NotAllowed, NotTheSite) as refused:
            if refused.code == NOT_TO_BE_SEEN or self._shown.refused:
                raise
            found = self._asked_again(post, after)
        self._shown.note(refused=False)
        return found

    def _asked_again(self, post: int, after: int) -> tuple[RemoteRevision, ...]:
        try:
            return self._line.posts.revisions(post, after)
        except (NotAllowed, NotTheSite):
            self._shown.note(refused=True)
            raise

    def name_of(self, person: int) -> str:
        """Return the name of a colleague on the site, as far as the account may know it."""
        if person not in self._people:
            with suppress(*UNTOLD):
                people = self._line.people([person])
                self._people[person] = people[person].name if person in people else ""
        return self._people.get(person, "")


def time_seen(found: RemotePost, line: WordPress) -> datetime | None:
    """Return the time of a post's last change as one that is known; None: it is read once more.

    The second of a change may hold another one. When we read tells whether it was over, unless our
    clock is wrong: it may be set right before the next look.
    """
    skew = line.client.skew or timedelta()
    soon = found.modified is not None and line.server_now() < found.modified + SETTLED
    return None if soon and abs(skew) > TRUSTED else found.modified


def may_be_older(found: RemotePost, known: Publication) -> bool:
    """Say whether a post was last changed before we saw it last, by the site's clock."""
    seen = known.seen_modified
    return found.modified is not None and seen is not None and found.modified < seen


def texts_there(one: RemoteRevision | RemotePost) -> Texts:
    """Return the same texts of a revision or post."""
    return one.title, one.content, one.excerpt


def says(one: RemoteRevision | RemotePost, texts: Texts) -> bool:
    """Say whether a revision or post holds those texts."""
    return same_texts(texts, texts_there(one))


def same_texts(some: Texts, others: Texts) -> bool:
    """Say whether texts are the same."""
    pairs = zip(some, others, strict=True)
    return all(same_content(one, other) for one, other in pairs)


def _as_base(old: RemoteRevision, base: PostBase, guide: Guide) -> PostBase:
    """Return an older state of the texts as a base: the words of ours that it stands for."""
    media = base.media
    text = read_post(
        old.content,
        lambda photo: media.get(photo.media) or guide.photo_of(photo),
        known=base.content,
        base_url=guide.base_url,
    )
    frame = {part: raw for part, raw in base.frame.items() if raw in old.content}
    headline = base.headline if old.title == base.title else line_words(old.title)
    standfirst = base.standfirst if old.excerpt == base.excerpt else line_words(old.excerpt)
    return replace(base, headline=headline, standfirst=standfirst, content=text, frame=frame)
