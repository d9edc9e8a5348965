"""The desk checks before a text comes to readers: once more, when it is another than was looked at.

Publish looks before it queues. But an entry of the outbox means the article as it is when it goes:
what waits for a connection or for its hour may be edited until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError, NotReady
from editor_app.domain.ids import ArticleId
from editor_app.domain.site import Operation, OutboxEntry, Publication, Site, Wish
from editor_app.services.outbox_states import fail
from editor_app.services.post_status import Asking, agreed_to
from editor_app.services.post_writing import stamp_of
from editor_app.services.readiness import Looked, found_refusals, not_looked
from editor_app.services.settling import settle
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

LOOKED_AT = "looked-at:"
"""Begins the name of the fact that says which text of an article may go to a site."""


class PublishGate:
    """Remembers which text of an article may go to readers of a site, and looks at any other."""

    def __init__(self, place: Workplace, looked: Looked) -> None:
        """Work on this desk; ``looked`` says what the desk checks find."""
        self._place, self._looked = place, looked

    def note(self, records: Records, article: Article, site: Site) -> None:
        """Note inside an open transaction that an article may go to a site as it is now."""
        if self._looked is not not_looked:
            records.facts.put(_name(article.id, site), _digest(records, article.id))

    def stopped(
        self, site: Site, entries: Iterable[OutboxEntry]
    ) -> tuple[list[tuple[OutboxEntry, EditorError]], Changes]:
        """Return the entries that may not go to readers as they read now, each with the reason.

        What was typed is settled before it is looked at, which may have changed something. An entry
        over whose text the checks break down needs somebody, so that it holds up no other.
        """
        found, changes = list[tuple[OutboxEntry, EditorError]](), Changes()
        for entry in entries if self._looked is not not_looked else ():
            if not self._is_to_be_looked_at(site, entry):
                continue
            with self._place.database.writing() as records:
                changes |= settle(records, self._place, entry.article)
            try:
                trouble = self._look(site, entry)
            except EditorError:  # the disk: it is looked at again
                raise
            except Exception:
                fail(self._place, site, (entry,), EditorError("sending-failed", site=site.name))
                raise
            found += [] if trouble is None else [(entry, trouble)]
        return found, changes

    def check(self, site: Site, entry: OutboxEntry) -> None:
        """Raise what stops an entry at its turn, which others before it may have delayed for long.

        That is another look only when its text was edited since; what was typed is settled by now.
        """
        if self._looked is not not_looked and self._is_to_be_looked_at(site, entry):
            trouble = self._look(site, entry)
            if trouble is not None:
                raise trouble

    def _is_to_be_looked_at(self, site: Site, entry: OutboxEntry) -> bool:
        with self._place.database.reading() as records:
            known = records.publications.find(entry.article, site.id)
            if known is None or not _comes_to_readers(entry, known):
                return False
            owners = (entry.article, *(use.id for use in records.uses.of_article(entry.article)))
            if any(records.drafts.of(owner) for owner in owners):
                return True
            known_by = records.facts.get(_name(entry.article, site))
            return known_by != _digest(records, entry.article)

    def _look(self, site: Site, entry: OutboxEntry) -> EditorError | None:
        """Return what stops an article as it is now; nothing, and it is noted, when it may go."""
        database, article_id = self._place.database, entry.article
        try:
            with database.reading() as records:
                article, digest = records.articles.get(article_id), _digest(records, article_id)
                stops = found_refusals(self._looked(records, article, site))
        except EditorError as trouble:
            return trouble
        if stops:
            return NotReady(stops[0].key, **stops[0].fields)
        with database.writing() as records:
            records.facts.put(_name(article_id, site), digest)
        return None


def _comes_to_readers(entry: OutboxEntry, known: Publication) -> bool:
    """Say whether an entry brings a text to readers: not a take-down, nor an address alone."""
    if entry.operation is not Operation.BRING_UP_TO_DATE or known.wish is Wish.WITHDRAW:
        return False
    if known.wish is None and Asking.ADDRESS in agreed_to(entry):
        return False
    return known.raised or known.for_readers


def _name(article: ArticleId, site: Site) -> str:
    return f"{LOOKED_AT}{site.id}:{article}"


def _digest(records: Records, article: ArticleId) -> str:
    """Return what tells a text from any other: captions, tags and source link are a part of it."""
    told = repr(stamp_of(records, article)).encode("utf-8", "replace")
    return blake2b(told, digest_size=16).hexdigest()
