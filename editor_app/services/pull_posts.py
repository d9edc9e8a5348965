"""One post of ours as the site has it now is compared with its base, and what changed is taken in.

Nothing here moves a text towards the public, and nothing is written on the site.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_posts import TRASHED
from editor_app.connectors.wordpress_values import RemotePost, RemoteRevision
from editor_app.domain.changes import Changes
from editor_app.domain.conflict import Whose
from editor_app.domain.errors import EditorError, GoneThere, NotAllowed, NotTheSite
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState, Publication, Site
from editor_app.formats.wordpress_lines import line_words
from editor_app.formats.wordpress_post import photos_in, read_post
from editor_app.services.draft_queue import changed_here
from editor_app.services.merging import merge_in
from editor_app.services.pages import PageService
from editor_app.services.photos import PhotoService
from editor_app.services.post_base import (
    NO_BASE,
    Guide,
    PostBase,
    foreign_photos,
    memory_of,
    read_base,
    remembered,
    same_post,
    versions,
)
from editor_app.services.post_guide import post_guide
from editor_app.services.post_ledger import post_digest
from editor_app.services.post_races import Seen, seen_in
from editor_app.services.post_status import TRASH
from editor_app.services.pull_photos import SitePhotos
from editor_app.services.pull_states import (
    gone_there,
    held_by_conflict,
    kept_state,
    log_line,
    said_of_state,
)
from editor_app.services.pull_terms import SiteTerms
from editor_app.services.site_versions import Author
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

SOON = timedelta(minutes=15)
"""So long after a text of ours somebody may still save what was opened before it."""

UNDER_WAY = frozenset({OutboxState.SENDING, OutboxState.VERIFYING})


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


NOTHING = Taken()


@dataclass(frozen=True)
class _History:
    """Who wrote on the site last, and what stood there before both sides last agreed."""

    author: str = ""
    before: RemoteRevision | None = None
    soon: bool = False


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
        self._photos = SitePhotos(place, photos, line, site)
        self._terms = SiteTerms(place, line, site)
        self._guides: dict[Language, Guide] = {}
        self._people: dict[int, str] = {}

    @property
    def troubles(self) -> list[Message]:
        """Photos that could not be had."""
        return self._photos.troubles

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
        base = memory.ground(found)
        read = _untrashed(found, base)
        theirs = self.read(read, base, language, known.marker)
        same = base.known and same_post(base, theirs)
        if same:
            theirs = replace(base, slug=read.slug, status=found.status, date=found.date)
        same = same or trust is Trust.NOT
        since = _History() if same or not base.known else self._history(known, found)
        author = Author(since.author, found.modified, known.last_synced) if base.known else Author()
        ground = self._ground(base, theirs, since, trust, language)
        with self._place.database.writing() as records:
            now = _still_ours(records, article_id, self._site, found)
            if now is None or now.base != known.base:
                return NOTHING
            taken = NOTHING if same else self._merged(records, now, ground, theirs, author)
            taken = self._kept(records, now, theirs, found, taken)
        if not same:
            self._agree_digest(article_id)
        return taken

    def read(self, found: RemotePost, base: PostBase, language: Language, marker: str) -> PostBase:
        """Return a post in our terms; new photos and terms of the site's are learnt before."""
        guide = self._guide(language)
        if self._terms.recognise(found, base, guide, language):
            guide = self._guide(language, anew=True)
        before = {photo.media for photo in photos_in(base.content.content)}
        shown = [photo for photo in photos_in(found.content) if photo.media not in before]
        fetched = self._photos.bring(foreign_photos(shown, base, guide))
        if fetched:
            known = guide.photo_of
            guide = replace(guide, photo_of=lambda one: fetched.get(one.media) or known(one))
        return read_base(found, base, guide, marker)

    def guide(self, language: Language) -> Guide:
        """Return how ids there and here go together, as far as is known by now."""
        return self._guide(language)

    def name_of(self, person: int) -> str:
        """Return the name of a colleague on the site, as far as the account may know it."""
        if person not in self._people:
            with suppress(NotAllowed, GoneThere, NotTheSite):
                people = self._line.people([person])
                self._people[person] = people[person].name if person in people else ""
        return self._people.get(person, "")

    def _guide(self, language: Language, *, anew: bool = False) -> Guide:
        if anew or language not in self._guides:
            with self._place.database.reading() as records:
                made = post_guide(records, self._place, self._pages, self._site, language)
            self._guides[language] = made
        return self._guides[language]

    def _history(self, known: Publication, found: RemotePost) -> _History:
        """Return who wrote since, and what stood there before the agreed state, if that is told."""
        seen = int(known.revision or 0)
        if found.revision <= seen:
            return _History()
        with suppress(NotAllowed, GoneThere, NotTheSite):
            kept = [one for one in self._line.posts.revisions(found.id) if not one.autosave]
            since = [one for one in kept if one.id > seen]
            agreed = next((one for one in kept if one.id == seen), None)
            before = next((one for one in kept if one.id < seen), None)
            if agreed is None or not since:
                return _History(self.name_of(since[0].author) if since else "")
            first, last = since[-1].date, agreed.date
            soon = first is None or last is None or first - last <= SOON
            return _History(self.name_of(since[0].author), before, soon)
        return _History()

    def _ground(
        self, base: PostBase, theirs: PostBase, since: _History, trust: Trust, language: Language
    ) -> PostBase:
        """Return what to merge from: an older state when theirs was written without seeing ours."""
        if trust is Trust.DOUBTFUL or not base.known or since.before is None:
            return NO_BASE if trust is Trust.DOUBTFUL else base
        guide, old = self._guides[language], since.before
        text = read_post(old.content, guide.photo_of, known=base.content, base_url=guide.base_url)
        frame = {part: raw for part, raw in base.frame.items() if raw in old.content}
        headline = base.headline if old.title == base.title else line_words(old.title)
        standfirst = base.standfirst if old.excerpt == base.excerpt else line_words(old.excerpt)
        before = replace(base, headline=headline, standfirst=standfirst, content=text, frame=frame)
        told = [one.version(guide).cleaned() for one in (before, base, theirs)]
        seen = seen_in(told[0], told[1], told[2], soon=since.soon)
        return {Seen.OURS: base, Seen.EARLIER: before, Seen.TAKEN_BACK: NO_BASE}[seen]

    def _agree_digest(self, article_id: ArticleId) -> None:
        """Note what readers see of an article that says just what its post says now."""
        place = self._place
        with place.database.reading() as records:
            article = records.articles.get(article_id)
            known = records.publications.find(article_id, self._site.id)
            guide = self._guides[article.language]
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
        ours_version, theirs_version = versions(base, theirs, self._guides_of(records, article))
        for block in theirs.content.foreign:
            records.foreign.put(block)
        report = merge_in(records, self._place, article, site, ours_version, theirs_version, author)
        if report.conflicts:
            held_by_conflict(records, known, len(report.conflicts))
        own = any(item.whose in {Whose.MINE, Whose.BOTH} for item in report.joined)
        received = bool(report.changes)
        if received:
            key = "log-joined" if own or report.conflicts else "log-taken-in"
            key += "-by" if author.name else ""
            said = Message(key, {"site": self._site.name, "name": author.name})
            records.log.add(log_line(self._place, known, said))
        return Taken(report.changes, received, received and own, len(report.conflicts))

    def _guides_of(self, records: Records, article: ArticleId) -> Guide:
        return self._guides[records.articles.get(article).language]

    def _kept(
        self,
        records: Records,
        known: Publication,
        agreed: PostBase,
        found: RemotePost,
        taken: Taken,
    ) -> Taken:
        """Make the site's state the base, and say what its status has become."""
        after = kept_state(remembered(known, agreed, found), known, found, self._place.now())
        records.publications.put(after)
        said = said_of_state(known, after, found, self._site)
        touched = Changes()
        if said is not None:
            records.log.add(log_line(self._place, known, said))
            gone_there(records, self._place, after, found.status == TRASH)
            story = records.articles.get(known.article).story
            touched = Changes(frozenset({story}), frozenset({known.article}), outbox=True)
        return replace(taken, changes=taken.changes | touched)


def _still_ours(
    records: Records, article: ArticleId, site: Site, found: RemotePost
) -> Publication | None:
    """Return the publication of a post, unless it is under way or has become another's."""
    known = records.publications.find(article, site.id)
    if known is None or known.remote_id != str(found.id):
        return None
    entries = records.outbox.of_article(article)
    under_way = any(one.site == site.id and one.state in UNDER_WAY for one in entries)
    return None if under_way else known


def _untrashed(found: RemotePost, base: PostBase) -> RemotePost:
    """Return a post without what the trash does to its address."""
    if found.status != TRASH or not found.slug.endswith(TRASHED):
        return found
    return replace(found, slug=base.slug or found.slug.removesuffix(TRASHED))
