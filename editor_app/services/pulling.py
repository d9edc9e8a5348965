"""Pull: what changed on a site since both sides agreed is taken in, and what is gone is asked for.

The lists are looked at first (``pull_lists``); only posts that are publications of ours are read
whole, a hundred a request, and compared by content (``pull_posts``). A site that lost much of ours
is not believed before somebody has looked (``site_doubts``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.remote import SitePull
from editor_app.domain.site import LogLine, Publication, RemoteStatus, Site
from editor_app.services.pages import PageService
from editor_app.services.photos import PhotoService
from editor_app.services.post_addresses import ask_for_addresses
from editor_app.services.post_base import forgotten, memory_of
from editor_app.services.post_history import may_be_older
from editor_app.services.post_identity import is_another, is_of_another_article
from editor_app.services.pull_lists import Lists, Looked, too_many
from editor_app.services.pull_posts import PostPull, Taken, Trust
from editor_app.services.pull_states import vanish
from editor_app.services.site_doubts import SiteDoubt, doubt_of, keep_doubt
from editor_app.services.site_lines import SiteLines
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records

HUNDRED = 100

_NOT_THERE = frozenset({RemoteStatus.ABSENT, RemoteStatus.WITHDRAWN})


class Other(Enum):
    """How a post cannot be what became of ours.

    It is OLDER than what was agreed, or nothing of ours is left there: another has its NUMBER, and
    of one made from ANOTHER article that is sure.
    """

    OLDER = "older"
    NUMBER = "number"
    ANOTHER = "another"


@dataclass(frozen=True)
class PullReport:
    """What a pull brought.

    ``received`` articles took something in, ``joined`` of them beside changes of ours; ``gone``
    posts were missed, ``fresh`` ones on the site are nobody's here (``site_posts`` lists them).
    ``asks`` is the question that stands in the way, if one does.
    """

    changes: Changes = field(default_factory=Changes)
    received: int = 0
    joined: int = 0
    conflicts: int = 0
    gone: int = 0
    fresh: int = 0
    asks: Message | None = None

    def with_post(self, taken: Taken) -> PullReport:
        """Return it with one post more."""
        return replace(
            self,
            changes=self.changes | taken.changes,
            received=self.received + taken.received,
            joined=self.joined + taken.joined,
            conflicts=self.conflicts + taken.conflicts,
        )


class PullService:
    """The verb of pulling, and the answers to what a pull asks."""

    def __init__(
        self, place: Workplace, pages: PageService, photos: PhotoService, lines: SiteLines
    ) -> None:
        """Work on this desk; ``lines`` lead to its sites."""
        self._place, self._pages = place, pages
        self._photos, self._lines = photos, lines

    def pull(self, site: Site, progress: Progress = silent, *, sweeps: bool = True) -> PullReport:
        """Bring what changed on a WordPress into the desk; ``sweeps`` lets it look at everything.

        Raises the troubles of the connection and Cancelled; what was taken in until then stays, and
        the next pull begins where this one did.
        """
        return _SitePull(self, site, progress, sweeps=sweeps).run()

    def parts(self, site: Site) -> tuple[Workplace, WordPress, PostPull]:
        """Return what one pull works with."""
        line = self._lines.line(site)
        return self._place, line, PostPull(self._place, self._pages, self._photos, line, site)

    # -- questions

    def doubts(self) -> tuple[tuple[Site, SiteDoubt], ...]:
        """Return the sites that are not believed, each with what is doubtful about it."""
        with self._place.database.reading() as records:
            found = ((site, doubt_of(records, site.id)) for site in records.sites.all())
            return tuple((site, doubt) for site, doubt in found if doubt.asks)

    def believe(self, site_id: SiteId) -> Changes:
        """Take a doubtful site as it is: posts gone there are gone, older texts are changes there.

        Our texts and their history stay here. The next pull does it.
        """
        return self._answer(site_id, believe=True)

    def keep_ours(self, site_id: SiteId) -> Changes:
        """Leave ours as they are: gone posts are no longer asked for, other texts not taken in."""
        return self._answer(site_id, believe=False)

    def _answer(self, site_id: SiteId, *, believe: bool) -> Changes:
        with self._place.database.writing() as records:
            doubt = doubt_of(records, site_id)
            if doubt.asks:
                keep_doubt(records, doubt.answered(believe=believe))
        return Changes(sites=frozenset({site_id}), outbox=True)


class _SitePull:
    """One pull of one site."""

    def __init__(
        self, service: PullService, site: Site, progress: Progress, *, sweeps: bool
    ) -> None:
        self._place, self._line, self._posts = service.parts(site)
        self._site, self._progress, self._sweeps = site, progress, sweeps
        with self._place.database.reading() as records:
            self._before = records.pulls.get(site.id)
            self._doubt = doubt_of(records, site.id)
            known = [one for one in records.publications.standing() if one.site == site.id]
        self._ours = {int(one.remote_id): one for one in known if one.remote_id.isdecimal()}

    def run(self) -> PullReport:
        """Look, ask, read, take in; how far we are is kept last."""
        self._progress(0, 1, Message("pulling", {"site": self._site.name}))
        if self._doubt.asks and self._still_doubtful():
            return PullReport(asks=self._doubt.message(self._site.name))
        left = self._doubt.kept
        lists = Lists(self._line, self._before, self._ours, self._place.now(), left)
        looked = lists.look(sweeps=self._sweeps, doubted=self._doubt.asks)
        posts = self._read(looked.read)
        believed = looked.missing & self._doubt.believed
        gone = looked.missing - believed
        if not too_many(len(gone), self._there(looked)):
            gone, again = lists.confirmed(gone)
            posts.update({post.id: post for post in again})
        others = self._others(posts)
        not_back = looked.gone & self._lost(others)
        posts, others = _without(not_back, posts), _without(not_back, others)
        doubt = self._brake(looked, gone, others)
        if doubt is not None:
            return PullReport(asks=doubt)
        report = self._taken(posts, others)
        lost = self._lost(others)
        answered = lost & (self._doubt.believed | self._doubt.ours)
        report = self._vanished((gone | believed | lost) - answered, report)
        asked = ask_for_addresses(self._place, self._site, self._line, looked.stubs, self._ours)
        report = replace(
            report, changes=report.changes | asked | self._given_away(not_back | answered)
        )
        self._done(looked, looked.gone - looked.back)
        return replace(report, fresh=looked.fresh)

    # -- doubt

    def _still_doubtful(self) -> bool:
        """Look at some of the posts in doubt: whether the site is as it was again."""
        some = sorted(self._doubt.gone)[:HUNDRED]
        if some and not self._line.posts.read_many(some):
            return True
        some = sorted(self._doubt.other & self._ours.keys())[:HUNDRED]
        found = self._line.posts.read_many(some) if some else {}
        return bool(found) and all(
            may_be_older(post, self._ours[post.id]) for post in found.values()
        )

    def _others(self, posts: Mapping[int, RemotePost]) -> dict[int, Other]:
        """Return the posts that cannot be what became of ours."""
        others, older = {}, list[tuple[Publication, RemotePost]]()
        with self._place.database.reading() as records:
            for number, post in posts.items():
                known = records.publications.find(self._ours[number].article, self._site.id)
                if known is None:
                    continue
                memory = memory_of(known)
                if is_another(memory, post, known.marker):
                    sure = is_of_another_article(memory, post, known.marker)
                    others[number] = Other.ANOTHER if sure else Other.NUMBER
                elif may_be_older(post, known):
                    older.append((known, post))
        went_back = self._posts.history.went_back
        return others | {post.id: Other.OLDER for known, post in older if went_back(known, post)}

    def _brake(
        self, looked: Looked, gone: frozenset[int], others: Mapping[int, Other]
    ) -> Message | None:
        """Keep and return the question when too much is not as it was."""
        doubt, there = self._doubt, self._there(looked)
        other = frozenset(others) - doubt.believed - doubt.ours
        if not (too_many(len(gone | other), there) or (looked.empty and gone)):
            return None
        asked = replace(doubt, gone=gone, other=other, known=there, since=self._place.now())
        said = asked.message(self._site.name)
        fields = {name: str(value) for name, value in said.fields.items()}
        with self._place.database.writing() as records:
            keep_doubt(records, asked)
            if (doubt.gone, doubt.other) != (gone, other):
                line = LogLine(self._place.now(), said.key, fields, site=self._site.id)
                records.log.add(line)
        return said

    def _there(self, looked: Looked) -> int:
        """Return how many posts of ours should be on the site."""
        return len(self._ours) - len(looked.gone)

    # -- posts

    def _read(self, numbers: Iterable[int]) -> dict[int, RemotePost]:
        ordered, posts = sorted(numbers), dict[int, RemotePost]()
        for start in range(0, len(ordered), HUNDRED):
            said = Message("pulling", {"site": self._site.name})
            self._progress(start, len(ordered), said)
            posts.update(self._line.posts.read_many(ordered[start : start + HUNDRED]))
        return posts

    def _taken(self, posts: Mapping[int, RemotePost], others: Mapping[int, Other]) -> PullReport:
        report, lost = PullReport(), self._lost(others)
        for place, (number, post) in enumerate(sorted(posts.items())):
            self._progress(place, len(posts), Message("pulling", {"site": self._site.name}))
            if number in lost:
                continue
            trust = self._trust(number, others)
            report = report.with_post(self._posts.take(self._ours[number].article, post, trust))
        self._say_troubles()
        return report

    def _trust(self, number: int, others: Mapping[int, Other]) -> Trust:
        if number in self._doubt.ours:
            return Trust.NOT
        believed = number not in others or number in self._doubt.believed
        return Trust.CHANGED if believed else Trust.DOUBTFUL

    def _lost(self, others: Mapping[int, Other]) -> frozenset[int]:
        """Return the posts whose number another text has now: ours is gone.

        No answer makes a post ours that was surely made from another article.
        """
        answered = self._doubt.believed | self._doubt.ours
        return frozenset(
            one
            for one, how in others.items()
            if how is Other.ANOTHER or (how is Other.NUMBER and one not in answered)
        )

    def _say_troubles(self) -> None:
        with self._place.database.writing() as records:
            for said in self._posts.troubles:
                fields = {name: str(value) for name, value in said.fields.items()}
                records.log.add(LogLine(self._place.now(), said.key, fields, site=self._site.id))

    def _vanished(self, gone: frozenset[int], report: PullReport) -> PullReport:
        """Note what is gone; each is asked for, unless somebody has believed the site for all."""
        missed: list[Publication] = []
        with self._place.database.writing() as records:
            for known in self._still_ours(records, gone):
                if known.status is RemoteStatus.ABSENT:
                    continue
                asks = int(known.remote_id) not in self._doubt.believed
                vanish(records, self._place, known, asks=asks)
                missed.append(known)
            stories = frozenset(records.articles.get(one.article).story for one in missed)
        articles = frozenset(one.article for one in missed)
        changes = report.changes | Changes(stories, articles, outbox=bool(missed))
        return replace(report, changes=changes, gone=len(missed))

    def _given_away(self, numbers: frozenset[int]) -> Changes:
        """Forget numbers that the site has given to others' posts: ours are not there any more."""
        if not numbers:
            return Changes()
        articles = set[ArticleId]()
        with self._place.database.writing() as records:
            for known in self._still_ours(records, numbers):
                lost = forgotten(known)
                if known.status in _NOT_THERE:
                    records.publications.put(lost)
                else:
                    vanish(records, self._place, lost, asks=False)
                articles.add(known.article)
        return Changes(articles=frozenset(articles))

    def _still_ours(self, records: Records, numbers: Iterable[int]) -> Iterator[Publication]:
        """Give what is known by now of posts of ours that have not got other numbers meanwhile."""
        for number in sorted(numbers):
            known = records.publications.find(self._ours[number].article, self._site.id)
            if known is not None and known.remote_id == str(number):
                yield known

    def _done(self, looked: Looked, gone: frozenset[int]) -> None:
        with self._place.database.writing() as records:
            if looked.pull != self._before or looked.pull == SitePull(self._site.id):
                records.pulls.put(looked.pull)
            settled = self._doubt.settled(gone)
            if settled != self._doubt:
                keep_doubt(records, settled)


def _without(numbers: frozenset[int], posts: Mapping[int, Any]) -> dict[int, Any]:
    return {number: value for number, value in posts.items() if number not in numbers}
