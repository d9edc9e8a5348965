"""A round of sending to one WordPress: articles in their order, new ones some at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import takewhile

from editor_app.domain.changes import Changes
from editor_app.domain.errors import (
    Cancelled,
    CertificateRefused,
    ConnectionTrouble,
    EditorError,
    NotTheSite,
    Redirected,
    SecretsUnavailable,
    SignedOut,
    Unreachable,
)
from editor_app.domain.ids import OutboxId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxEntry, OutboxState, Site
from editor_app.services.outbox_states import begin, fail, give_back, wait
from editor_app.services.pacing import pause_after
from editor_app.services.pages import PageService
from editor_app.services.photos_ahead import PhotosAhead
from editor_app.services.post_status import Postponed
from editor_app.services.post_steps import Outcome
from editor_app.services.publish_gate import PublishGate
from editor_app.services.site_lines import SiteLines
from editor_app.services.wordpress_sending import PostSender
from editor_app.services.workplace import Progress, Workplace

TOGETHER = 5
"""So many articles that are new to a site go there together."""

ROUNDS = 3
"""How often an article goes round at once because somebody writes on the site meanwhile."""

BETWEEN_ROUNDS = timedelta(minutes=1)
"""How long it then waits: somebody writes on and on, or something there only says so."""

WHOLE_SITE = (SignedOut, CertificateRefused, Redirected, SecretsUnavailable)
"""Troubles that every other entry of the site would meet as well."""

Send = Callable[[], Changes]


class PostRounds:
    """Sends what is due to WordPress sites, one round after another."""

    def __init__(
        self,
        place: Workplace,
        pages: PageService,
        lines: SiteLines,
        gate: PublishGate,
        *,
        paused: Callable[[], bool],
        chance: Callable[[], float],
    ) -> None:
        """Work on this desk; ``paused`` and ``chance`` are as for ``SendingService``.

        ``gate`` looks at each article at its turn.
        """
        self._place, self._pages, self._lines = place, pages, lines
        self._paused, self._chance = paused, chance
        self._posts = PostSender(place, pages, lines, gate)
        self._singly: set[SiteId] = set()
        self.begun: set[OutboxId] = set()

    def send(self, site: Site, entries: Sequence[OutboxEntry], progress: Progress) -> Changes:
        """Send articles one after another, the next ones' photos beside them.

        What stands in the way of one holds up no other; a trouble of the whole site ends the round.
        Raises Cancelled.
        """
        with PhotosAhead(self._place, self._pages, self._lines, site) as ahead:
            return self._send_round(site, entries, ahead, progress)

    def _send_round(
        self,
        site: Site,
        entries: Sequence[OutboxEntry],
        ahead: PhotosAhead,
        progress: Progress,
    ) -> Changes:
        changes, left = Changes(), list(entries)
        while left and not self._paused():
            said = Message("sending-to", {"site": site.name})
            progress(len(entries) - len(left), len(entries), said)
            group = self._next(site, left)
            begun = [one for entry in group if (one := begin(self._place, entry)) is not None]
            self.begun.update(entry.id for entry in begun)
            if len(entries) > 1:
                ahead.look_forward(left)
            left = left[len(group) :]
            away: list[OutboxEntry] = []
            for entry, send in self._under_way(site, begun, ahead, progress):
                try:
                    changes |= self._send_post(site, entry, send, progress)
                except Unreachable as trouble:
                    if not away:
                        changes |= self._again(site, entry, trouble)
                    away.append(entry)
                except WHOLE_SITE as trouble:
                    changes |= fail(self._place, site, (entry, *left), trouble)
                    left = []
                except ConnectionTrouble as trouble:
                    changes |= self._again(site, entry, trouble)
            if away:
                return changes | self._rest(away[0], (*away[1:], *left))
        return changes

    def _next(self, site: Site, left: Sequence[OutboxEntry]) -> Sequence[OutboxEntry]:
        """Return the first entry; with it those that may go together when they are new there."""
        if site.id in self._singly:
            return left[:1]
        with self._place.database.reading() as records:
            new = list(takewhile(partial(self._posts.is_new, records), left[:TOGETHER]))
        articles = {entry.article for entry in new}
        return new if len(articles) == len(new) > 1 else left[:1]

    def _under_way(
        self, site: Site, entries: Sequence[OutboxEntry], ahead: PhotosAhead, progress: Progress
    ) -> list[tuple[OutboxEntry, Send]]:
        """Return what sends each entry, or what came of those that have gone together."""
        if len(entries) > 1:
            return self._together(site, entries, ahead, progress)
        return [(entry, partial(self._alone, site, entry, ahead, progress)) for entry in entries]

    def _alone(
        self, site: Site, entry: OutboxEntry, ahead: PhotosAhead, progress: Progress
    ) -> Changes:
        arrived = ahead.wait_for(entry, progress)
        return self._posts.send(site, entry, progress, arrived=arrived)

    def _together(
        self, site: Site, entries: Sequence[OutboxEntry], ahead: PhotosAhead, progress: Progress
    ) -> list[tuple[OutboxEntry, Send]]:
        """Send articles whose photos have arrived step by step together."""
        arrived: list[tuple[OutboxEntry, Collection[int]]] = []
        came: dict[OutboxId, Outcome] = {}
        outcomes: list[Outcome]
        try:
            for entry in entries:
                try:
                    arrived.append((entry, ahead.wait_for(entry, progress)))
                except (ConnectionTrouble, SecretsUnavailable) as trouble:
                    came[entry.id] = trouble
            outcomes = self._posts.send_together(site, arrived, progress)
        except (ConnectionTrouble, SecretsUnavailable) as trouble:  # no way to the site at all
            outcomes = [trouble] * len(arrived)
        except Cancelled:
            give_back(self._place, (entry.id for entry in entries))
            raise
        except Exception:
            self._singly.add(site.id)  # the next round tells whose fault it is
            raise
        if any(isinstance(one, NotTheSite) for one in outcomes):
            self._singly.add(site.id)  # it may be the batch that something in front forbids
        came.update((entry.id, one) for (entry, _), one in zip(arrived, outcomes, strict=True))
        return [(entry, partial(_taken, came[entry.id])) for entry in entries]

    def _send_post(self, site: Site, entry: OutboxEntry, send: Send, progress: Progress) -> Changes:
        """Send one article; what changes there meanwhile is merged and sent at once, a few times.

        Raises ConnectionTrouble, SecretsUnavailable, Cancelled: the rest is dealt with here.
        """
        place, touched = self._place, Changes(articles=frozenset({entry.article}), outbox=True)
        rounds = 0
        try:
            while True:
                rounds += 1
                try:
                    return touched | send()
                except Postponed as postponed:
                    until = postponed.until
                    if rounds == ROUNDS:
                        until = max(until, place.now() + BETWEEN_ROUNDS)
                    changes = wait(place, entry, until, postponed.message, counted=False)
                    again = begin(place, entry) if until <= place.now() else None
                    if again is None:
                        return touched | changes
                    entry = again
                    send = partial(self._posts.send, site, entry, progress)
        except (ConnectionTrouble, SecretsUnavailable):
            raise
        except Cancelled:
            give_back(place, (entry.id,))
            raise
        except EditorError as error:
            return touched | fail(place, site, (entry,), error)
        except Exception:
            fail(place, site, (entry,), EditorError("sending-failed", site=site.name))
            raise

    def _again(self, site: Site, entry: OutboxEntry, trouble: ConnectionTrouble) -> Changes:
        """Let an entry wait for its next try, or for somebody when trying again does not help."""
        if not trouble.retry:
            return fail(self._place, site, (entry,), trouble)
        pause = pause_after(trouble, entry.attempts, self._chance())
        return wait(self._place, entry, self._place.now() + pause, trouble.message)

    def _rest(self, first: OutboxEntry, others: Sequence[OutboxEntry]) -> Changes:
        """Let the others of a site that cannot be reached wait with the first, uncounted."""
        with self._place.database.writing() as records:
            known = records.outbox.get(first.id)
            for other in others:
                entry = records.outbox.get(other.id)
                begun = entry.state is OutboxState.SENDING and other.id in self.begun
                if begun or entry.state is OutboxState.WAITING:
                    waiting = replace(
                        entry,
                        state=OutboxState.WAITING,
                        attempts=entry.attempts - begun,
                        not_before=known.not_before,
                        answer=known.answer,
                        answer_fields={**entry.answer_fields, **known.answer_fields},
                    )
                    records.outbox.save(waiting)
        return Changes(articles=frozenset(other.article for other in others), outbox=True)


def _taken(outcome: Outcome) -> Changes:
    """Return what came of an article that went together with others, or raise it."""
    if isinstance(outcome, EditorError):
        raise outcome
    return outcome
