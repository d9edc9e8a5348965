"""What is looked at before an article goes to a WordPress: whether it may, and what is there."""

from __future__ import annotations

from datetime import datetime, timedelta

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.errors import GoneThere, NotReady, Refused
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxEntry, RemoteStatus, Site
from editor_app.formats.page_dates import zone_of
from editor_app.services.pages import PageService
from editor_app.services.post_identity import is_another
from editor_app.services.post_ledger import PostLedger
from editor_app.services.post_status import (
    TRASH,
    Asked,
    Asking,
    Clocks,
    agreed_to,
    check_embargo,
)
from editor_app.services.post_twins import PostTwins
from editor_app.services.post_writing import Going, going
from editor_app.services.pull_states import CONFLICT
from editor_app.services.readiness import draft_refusals, refusals
from editor_app.services.site_doubts import doubt_of
from editor_app.services.workplace import Workplace


class PostLooking:
    """Looks for one entry of the outbox; nothing of the post is written but out of the trash."""

    def __init__(
        self,
        place: Workplace,
        pages: PageService,
        line: WordPress,
        site: Site,
        entry: OutboxEntry,
    ) -> None:
        """Look here and, through ``line``, on the site."""
        self._place, self._pages = place, pages
        self._line, self._site, self._entry = line, site, entry
        self._ledger = PostLedger(place, entry)

    def gathered(self) -> Going:
        """Return the article as it is now. Raises Refused when nothing is wished for it."""
        with self._place.database.reading() as records:
            publication = records.publications.find(self._entry.article, self._entry.site)
            if publication is None:
                raise Refused("nothing-wished")
            return going(records, self._place, self._pages, self._entry, publication)

    def check(self, item: Going) -> None:
        """Raise NotReady for what may not go out, Postponed and Refused for an embargo."""
        check_embargo(item.story, item.publication, self._entry, self.clocks())
        if item.story.embargo is not None and self._line.client.skew is None:
            self._line.me()  # what matters of the answer is the site's clock
            check_embargo(item.story, item.publication, self._entry, self.clocks())
        now = self._place.now()
        raised = item.publication.raised
        check = refusals if raised or item.publication.for_readers else draft_refusals
        with self._place.database.reading() as records:
            clashes = records.conflicts.of_article(item.article.id, item.site.id, resolved=False)
            goes_out = max(item.publication.goes_out or now, now)
            stops = check(records, item.article, goes_out, item.site)
        if clashes:
            raise Refused(CONFLICT, count=len(clashes))
        if stops:
            raise NotReady(stops[0].key, **stops[0].fields)
        if raised and not (item.publication.wished_by or item.site.account):
            raise NotReady("wish-without-name")

    def clocks(self) -> Clocks:
        """Return our time and how far the site's clock is known to be from it."""
        zone = zone_of(self._site.zone)

        def shown(instant: datetime) -> str:
            return instant.astimezone(zone).isoformat(timespec="minutes")

        return Clocks(self._place.now(), self._line.client.skew or timedelta(), shown)

    def found(self, item: Going) -> RemotePost | None:
        """Return the post as it is there now; None when it is new to the site.

        Raises Asked when it is gone or in the trash. Who took it off when it was gone already need
        not be asked: it is new then, and what is known of the old one is forgotten.
        """
        try:
            found = self.there(item)
        except Asked:
            if not self._was_gone(item):
                raise
            self._ledger.forget(item)
            return None
        if found is None or found.status != TRASH:
            return found
        if Asking.TRASHED not in agreed_to(self._entry):
            raise Asked(Asking.TRASHED, site=self._site.name)
        return self._line.posts.restore(found.id)

    def there(self, item: Going) -> RemotePost | None:
        """Return the post, be it in the trash; after any doubt it is looked for by its marker.

        None when it was never there. Raises Asked when it is gone.
        """
        if item.publication.remote_id:
            return self._read(item)
        doubtful = bool(item.memory.sent) or self._entry.attempts > 1
        return self.adopted(item) if doubtful else None

    def _was_gone(self, item: Going) -> bool:
        """Say whether the post was gone before the article was taken off."""
        known = item.publication
        with self._place.database.reading() as records:
            left = doubt_of(records, known.site).kept
        return known.status is RemoteStatus.WITHDRAWN and int(known.remote_id) in left

    def _read(self, item: Going) -> RemotePost:
        try:
            found = self._line.posts.read(int(item.publication.remote_id))
        except GoneThere:
            raise Asked(Asking.GONE, site=self._site.name) from None
        if is_another(item.memory, found, item.publication.marker):
            raise Asked(Asking.GONE, site=self._site.name)
        return found

    def adopted(self, item: Going) -> RemotePost | None:
        """Take up what our marker made there, and put twins into the trash.

        No article waits for a twin: the next sync looks for one that met a trouble on its way.
        """
        twins = PostTwins(self._place, self._line, item.publication)
        twins.see_to()
        adopted = twins.adopt()
        if adopted.trashed or adopted.left:
            fields = {"count": len(adopted.trashed), "left": len(adopted.left)}
            self._ledger.log(item, Message("log-twins", {**fields, "site": self._site.name}))
        if adopted.post is not None:
            self._ledger.found(item, adopted.post.id)
        return adopted.post
