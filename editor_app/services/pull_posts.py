"""One post of ours as the site has it now is compared with its base, and what changed is taken in.

Nothing here moves a text towards the public, and nothing is written on the site.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_posts import TRASHED
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.changes import Changes
from editor_app.domain.conflict import Whose
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState, Publication, RemoteStatus, Site
from editor_app.services.draft_queue import changed_here
from editor_app.services.history_shown import HistoryShown
from editor_app.services.merging import keep_site_version, merge_in
from editor_app.services.page_checks import expect_page
from editor_app.services.pages import PageService
from editor_app.services.photos import PhotoService
from editor_app.services.post_base import (
    NO_BASE,
    Guide,
    PostBase,
    memory_of,
    remembered,
    said_of_credits,
    same_post,
    versions,
)
from editor_app.services.post_comparing import once_made
from editor_app.services.post_history import PostHistory, Since, time_seen
from editor_app.services.post_ledger import post_digest
from editor_app.services.post_reading import PostReading
from editor_app.services.post_status import TRASH
from editor_app.services.pull_states import (
    conflicts_ended,
    gone_there,
    held_by_conflict,
    kept_state,
    log_line,
    public_again,
    said_of_state,
)
from editor_app.services.site_versions import Author
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records


class Trust(Enum):
    """How far a post is believed: as somebody's change, as a doubtful state, or not at all.

    Of a DOUBTFUL one (it is older than what was agreed) every difference is shown as a conflict;
    instead of one that is NOT believed our text stands, and is a change of ours from then on.
    """

    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    NOT = "not"


@dataclass(frozen=True)
class Taken:
    """What a post brought: ``received`` something of theirs, which ``joined`` something of ours."""

    changes: Changes = field(default_factory=Changes)
    received: bool = False
    joined: bool = False
    conflicts: int = 0

    def __or__(self, later: Taken) -> Taken:
        """Return both together; ``later`` has counted all conflicts that are open."""
        return Taken(
            self.changes | later.changes,
            self.received or later.received,
            self.joined or later.joined,
            later.conflicts,
        )


NOTHING = Taken()


class PostPull:
    """Takes in posts of one site, for one pull."""

    def __init__(
        self,
        place: Workplace,
        pages: PageService,
        photos: PhotoService,
        line: WordPress,
        site: Site,
    ) -> None:
        """Work on this desk; ``line`` leads to the site."""
        self._place, self._pages = place, pages
        self._line, self._site = line, site
        self._reading = PostReading(place, pages, photos, line, site)
        self.history = PostHistory(line, HistoryShown(place, site))

    @property
    def troubles(self) -> list[Message]:
        """Photos that could not be had."""
        return self._reading.troubles

    def take(self, article_id: ArticleId, found: RemotePost, trust: Trust = Trust.CHANGED) -> Taken:
        """Compare a post with its base and merge what changed there. Raises the troubles.

        An article that is being sent at this moment is left to the sending, which merges as well.
        """
        with self._place.database.reading() as records:
            known = _still_ours(records, article_id, self._site, found)
            language = records.articles.get(article_id).language
        if known is None:
            return NOTHING
        memory = memory_of(known)
        found = once_made(found, memory, known.marker)
        base = self._reading.ground(found, memory, language)
        read = _untrashed(found, base)
        theirs = self.read(read, base, language, known.marker)
        same = base.known and same_post(base, theirs)
        if same:
            theirs = replace(base, slug=read.slug, status=found.status, date=found.date)
        lost = self._written_over(known, found, language)
        under_way = self.history.under_way(known, found, self._place.now())
        not_taken = trust is Trust.NOT and not same
        same = same or trust is Trust.NOT
        since = Since() if same or not base.known else self.history.since(known, found)
        ground = NO_BASE
        if trust is not Trust.DOUBTFUL:
            ground = since.ground(base, theirs, self.guide(language))
        with self._place.database.writing() as records:
            now = _still_ours(records, article_id, self._site, found)
            if now is None or now.base != known.base:
                return NOTHING
            taken = NOTHING
            if not_taken:
                for block in theirs.content.foreign:
                    records.foreign.put(block)
                version = versions(base, theirs, self.guide(language))[1]
                keep_site_version(records, self._place, article_id, self._site.id, version)
            for covered, author in lost:
                taken |= self._merged(records, now, memory.agreed, covered, author)
            if not same:
                taken |= self._merged(records, now, ground, theirs, since.author)
            agreed = remembered(now, theirs, found, under_way)
            agreed = replace(agreed, seen_modified=time_seen(found, self._line))
            taken = self._kept(records, now, agreed, found, taken)
        if not same:
            self._agree_digest(article_id)
        return taken

    def read(self, found: RemotePost, base: PostBase, language: Language, marker: str) -> PostBase:
        """Return a post in our terms, as ``PostReading.read`` does."""
        return self._reading.read(found, base, language, marker)

    def guide(self, language: Language) -> Guide:
        """Return how ids there and here go together, as far as is known by now."""
        return self._reading.guide(language)

    def _written_over(
        self, known: Publication, found: RemotePost, language: Language
    ) -> list[tuple[PostBase, Author]]:
        """Return texts that writes of ours covered, whose answers were lost, and who wrote them."""
        lost = list[tuple[PostBase, Author]]()
        for one in self.history.written_over(known, found):
            before = replace(found, title=one.title, content=one.content, excerpt=one.excerpt)
            read = self.read(before, memory_of(known).agreed, language, known.marker)
            lost.append(
                (read, Author(self.history.name_of(one.author), one.date, known.last_synced))
            )
        return lost

    def _agree_digest(self, article_id: ArticleId) -> None:
        """Note what readers see of an article that says just what its post says now."""
        place = self._place
        with place.database.reading() as records:
            article = records.articles.get(article_id)
            known = records.publications.find(article_id, self._site.id)
            guide = self.guide(article.language)
            if known is None or changed_here(records, article, known, guide):
                return
            try:
                view = self._pages.view_of(records, article, known, place.now())
            except EditorError:  # a photo of it cannot be shown: sending will say which
                return
        with place.database.writing() as records:
            now = records.publications.find(article_id, self._site.id)
            if now == known and records.articles.get(article_id).version == article.version:
                records.publications.put(replace(now, digest=post_digest(view)))

    # -- inside the transaction

    def _merged(
        self,
        records: Records,
        known: Publication,
        base: PostBase,
        theirs: PostBase,
        author: Author,
    ) -> Taken:
        article, site = known.article, self._site.id
        guide = self.guide(records.articles.get(article).language)
        ours_version, theirs_version = versions(base, theirs, guide)
        for block in theirs.content.foreign:
            records.foreign.put(block)
        report = merge_in(records, self._place, article, site, ours_version, theirs_version, author)
        changes = report.changes
        if report.conflicts:
            held_by_conflict(records, known, len(report.conflicts))
        elif conflicts_ended(records, self._place, known):
            changes |= Changes(outbox=True)
        own = any(item.whose in {Whose.MINE, Whose.BOTH} for item in report.joined)
        received = bool(report.changes)
        if received:
            key = "log-joined" if own or report.conflicts else "log-taken-in"
            key += "-by" if author.name else ""
            said = Message(key, {"site": self._site.name, "name": author.name})
            records.log.add(log_line(self._place, known, said))
        return Taken(changes, received, received and own, len(report.conflicts))

    def _kept(
        self,
        records: Records,
        known: Publication,
        agreed: Publication,
        found: RemotePost,
        taken: Taken,
    ) -> Taken:
        """Make the site's state the base, and say what its status has become."""
        after = kept_state(agreed, known, found, self._place.now())
        records.publications.put(after)
        if known.status not in {RemoteStatus.ABSENT, after.status}:
            expect_page(records, after, self._place.now())
        article = records.articles.get(known.article)
        if after.status is RemoteStatus.PUBLIC and article.published is None:
            dated = replace(article, published=after.first_published)
            records.articles.save(dated, article.version)
        before, now = memory_of(known).agreed, memory_of(agreed).agreed
        taken_out = said_of_credits(before, now, self._site.name)
        if taken_out is not None:
            records.log.add(log_line(self._place, known, taken_out))
        said = said_of_state(known, after, found, self._site)
        touched = Changes()
        if said is not None:
            public_again(records, self._place, known, after)
            records.log.add(log_line(self._place, known, said))
            gone_there(records, self._place, after, found.status == TRASH)
            touched = Changes(frozenset({article.story}), frozenset({article.id}), outbox=True)
        return replace(taken, changes=taken.changes | touched)


def _still_ours(
    records: Records, article: ArticleId, site: Site, found: RemotePost
) -> Publication | None:
    """Return the publication of a post, unless it is under way or has become another's."""
    known = records.publications.find(article, site.id)
    if known is None or known.remote_id != str(found.id):
        return None
    entries = records.outbox.of_article(article)
    under_way = any(one.site == site.id and one.state is OutboxState.SENDING for one in entries)
    return None if under_way else known


def _untrashed(found: RemotePost, base: PostBase) -> RemotePost:
    """Return a post without what the trash does to its address."""
    if found.status != TRASH or not found.slug.endswith(TRASHED):
        return found
    return replace(found, slug=base.slug or found.slug.removesuffix(TRASHED))
