"""Posts of a WordPress: made so that a lost answer can be made out, read raw, changed by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack

from editor_app.connectors import wordpress_values as values
from editor_app.connectors.web_answers import Answer
from editor_app.connectors.wordpress_connection import EDIT, PAGE, Connection, Query, Write
from editor_app.connectors.wordpress_values import PostStub, RemotePost, RemoteRevision
from editor_app.domain.errors import ConnectionTrouble, GoneThere, NotAllowed, NotTheSite
from editor_app.formats.wordpress_equality import same_content

FIELDS = (
    "id,title.raw,content.raw,excerpt.raw,slug,status,date_gmt,modified_gmt,link,categories,tags,"
    "featured_media,author,lang,translations,meta,_links"
)
NAMED = {"_embed": "wp:term"}
"""Has the terms of a post told by name, in the same answer."""

STUB_FIELDS = "id,modified_gmt,status,slug,link"
REVISION_FIELDS = "id,author,slug,date_gmt,title,content,excerpt"
ALL_STATES = "any,trash"
"""WordPress leaves what is in the trash out of ``any``."""

DRAFT, PENDING, TRASH = "draft", "pending", "trash"
NOT_PUBLIC = frozenset({DRAFT, PENDING, "auto-draft"})
TRASHED = "__trashed"
LIES_THERE = 410  # the status of the answer when a post lies in the trash already

_MARKED = re.compile(rf"cd-([0-9a-f]{{32}})(-\d+)?({TRASHED}(-\d+)?)?")
_COMPANION_ETAG = re.compile(r'(?:W/)?"([0-9a-f]{32})(?:-\w+)?"')


class PostFields(TypedDict, total=False):
    """The fields of a post that are to be written; what is left out stays as it is there.

    ``lang`` and ``translations`` are for sites that have them (Polylang Pro, the companion).
    """

    title: str
    content: str
    excerpt: str
    slug: str
    status: str
    date: datetime
    categories: Sequence[int]
    tags: Sequence[int]
    featured_media: int
    author: int
    lang: str
    translations: Mapping[str, int]
    meta: Mapping[str, Any]


@dataclass(frozen=True)
class Sweep:
    """All posts of a site, and of the ids that we knew those that are really gone."""

    stubs: tuple[PostStub, ...]
    gone: frozenset[int]


@dataclass(frozen=True)
class Adopted:
    """What a marker found: the post to go on with, and its twins: trashed, or left.

    ``trouble`` is what one of them met on its way into the trash; nothing is said of the others
    then but of those that went before it.
    """

    post: RemotePost | None
    trashed: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    trouble: ConnectionTrouble | None = None


MayGo = Callable[[RemotePost, RemotePost | None], bool]
"""Says whether a twin may go into the trash, beside the post that is kept."""


def _may_go(_twin: RemotePost, _kept: RemotePost | None) -> bool:
    """Let every twin go."""
    return True


def marker_slug(marker: str) -> str:
    """Return the slug by which a post of ours is recognised until it has its real one."""
    return f"cd-{marker}"


def marker_slugs(marker: str) -> tuple[str, ...]:
    """Return every slug that posts made with one marker may have."""
    first = marker_slug(marker)
    made = (first, f"{first}-2", f"{first}-3")
    return (*made, *(f"{slug}{TRASHED}" for slug in made))


def marker_in(slug: str) -> str:
    """Return the marker of the article that a post was made from, be it of another desk's.

    Nothing when the slug is none of those that we make posts with, or the post has its own by now.
    """
    found = _MARKED.fullmatch(slug)
    return found[1] if found else ""


class Posts:
    """The posts of one site."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create_draft(self, marker: str, **fields: Unpack[PostFields]) -> RemotePost:
        """Make a draft with the marker's slug, whatever status and slug the fields say.

        Its slug is another than ``marker_slug`` when there was one already: see ``adopt``. With the
        companion a second one is refused: ChangedThere (``there-already``), whose field ``remote``
        is the id of the first. Raises FieldRefused when title, text and excerpt are all empty.
        """
        return self._written("wp/v2/posts", _draft(marker, fields))

    def create_drafts(
        self, wanted: Sequence[tuple[str, PostFields]]
    ) -> tuple[RemotePost | ConnectionTrouble, ...]:
        """Make drafts of (marker, fields) in batches, each as ``create_draft`` does.

        One may fail while the others succeed. Raises when a whole batch got no answer: each of its
        drafts may have been made.
        """
        route = f"wp/v2/posts?context=edit&_fields={FIELDS}"
        return self._together(
            Write("POST", route, _draft(marker, fields)) for marker, fields in wanted
        )

    def find_by_marker(self, marker: str) -> tuple[RemotePost, ...]:
        """Return the posts that were made with a marker and still have its slug; lowest id first.

        Ask only after waiting longer than the site's slowest answer: the post may still be coming.
        """
        query: Query = {"slug": ",".join(marker_slugs(marker)), "per_page": PAGE}
        return tuple(sorted(self._list(query), key=lambda post: post.id))

    def adopt(self, marker: str, keep: int = 0, may_go: MayGo = _may_go) -> Adopted:
        """Find what a marker made, keep the post ``keep`` or the lowest id, and trash its twins.

        A twin that somebody has made public or worked on, were it at this very moment, is left for
        a person to decide, and so is one of which ``may_go`` says no. What that has said yes to is
        to be seen to later (``see_to_twin``) when there is a ``trouble``.
        """
        found = self.find_by_marker(marker)
        live = [post for post in found if post.status != TRASH] or list(found)
        wanted = keep or (live[0].id if live else 0)
        twins = [post for post in live if post.id != wanted and post.status != TRASH]
        kept = next((post for post in live if post.id == wanted), None)
        surplus = list[int]()
        for post in filter(_untouched, twins):
            if not may_go(post, kept):
                continue
            try:
                gone = self.trash_twin(post)
            except ConnectionTrouble as trouble:
                return Adopted(kept, tuple(surplus), trouble=trouble)
            surplus += [post.id] if gone else []
        left = tuple(post.id for post in twins if post.id not in surplus)
        return Adopted(kept, tuple(surplus), left)

    def read(self, post: int) -> RemotePost:
        """Return a post. Raises GoneThere, NotAllowed; one in the trash has status ``trash``."""
        query = {**EDIT, **NAMED, "_fields": FIELDS}
        return self._post(self._connection.get(f"wp/v2/posts/{post}", query))

    def read_many(self, posts: Collection[int], *, named: bool = True) -> dict[int, RemotePost]:
        """Return posts by id, a hundred a request, without those gone or forbidden.

        ``named``: with their terms by name, which costs the site two looks more at each.
        """
        found: dict[int, RemotePost] = {}
        for ids in _hundreds(posts):
            query: Query = {**(NAMED if named else {}), "include": _joined(ids), "per_page": PAGE}
            found.update({post.id: post for post in self._list(query)})
        return found

    def update(self, post: int, *, if_match: str = "", **fields: Unpack[PostFields]) -> RemotePost:
        """Write the fields that are given, and no other; return the post as it is then.

        Without any field only the time of change is set. ``if_match`` (the companion's ``etag`` as
        read) makes the site refuse with ChangedThere when the post changed meanwhile.
        """
        headers = {"If-Match": if_match} if if_match else {}
        return self._written(f"wp/v2/posts/{post}", _body(fields), headers)

    def update_many(
        self, changes: Iterable[tuple[int, PostFields, str]]
    ) -> tuple[RemotePost | ConnectionTrouble, ...]:
        """Write fields of many posts in batches, each with its ``if_match`` as ``update`` has it.

        One may fail while the others succeed. Raises when a whole batch got no answer.
        """
        return self._together(
            Write(
                "POST",
                f"wp/v2/posts/{post}?context=edit&_fields={FIELDS}",
                _body(fields),
                {"If-Match": if_match} if if_match else {},
            )
            for post, fields, if_match in changes
        )

    def _together(self, writes: Iterable[Write]) -> tuple[RemotePost | ConnectionTrouble, ...]:
        return tuple(
            each if isinstance(each, ConnectionTrouble) else self._post(each, write=True)
            for each in self._connection.batch(tuple(writes))
        )

    def trash(self, post: int) -> None:
        """Put a post into the site's trash; one that lies there already is fine.

        Raises NotAllowed (``not-allowed-no-trash``) where the site keeps no trash: nothing is ever
        deleted for good.
        """
        try:
            self._connection.delete(f"wp/v2/posts/{post}", {"_fields": "id,status"})
        except GoneThere as gone:
            if gone.status != LIES_THERE:
                raise

    def trash_twin(self, twin: RemotePost) -> bool:
        """Put a twin into the trash as it was read; False when somebody wrote in it since then.

        False as well where the site, or something in front of it, lets nobody put it there: a
        person decides then. Nothing lets a stock WordPress refuse such a request, but its answer
        shows the post as it lies in the trash: one that is another by now is taken out again at
        once. What was saved while WordPress carried the request out, which then covers it, is put
        back as well.
        """
        try:
            answer = self._connection.delete(f"wp/v2/posts/{twin.id}", {"_fields": FIELDS})
            lying = self._post(answer, write=True)
        except GoneThere as gone:
            if gone.status != LIES_THERE:
                return True
            lying = self.read(twin.id)  # the request was delivered twice, or a colleague was first
        except NotAllowed as refused:
            lying = twin if refused.code else self.read(twin.id)
        if lying.status != TRASH:  # where it is refused, a page may have stood for the answer
            return False
        return self._lies_rightly(twin, lying)

    def see_to_twin(self, twin: RemotePost, marker: str) -> bool:
        """Look at a twin after ``trash_twin`` raised; ``twin`` is as it was read before.

        It is taken out of the trash again when somebody wrote in it. False when it does not lie
        there yet: a request that nobody has heard of may still arrive. Another post that has got
        its number since, after a backup, is left where it lies: it has not the slug that ``marker``
        gave the twin, and no text of it.
        """
        try:
            found = self.read(twin.id)
        except GoneThere:
            return True
        if found.status != TRASH:
            return False
        same = same_content(found.title, twin.title) or same_content(found.content, twin.content)
        if same or marker_in(found.slug) == marker:
            self._lies_rightly(twin, found)
        return True

    def _lies_rightly(self, twin: RemotePost, lying: RemotePost) -> bool:
        """Say whether a twin lies in the trash as it was read; take it out if it does not."""
        fields = PostFields(status=PENDING if twin.status == PENDING else DRAFT)
        if _as_made(lying, twin):
            lost = self._written_over(twin, lying)
            if lost is None:
                return True
            fields |= PostFields(title=lost.title, content=lost.content, excerpt=lost.excerpt)
        self.update(twin.id, **fields)
        return False

    def _written_over(self, before: RemotePost, after: RemotePost) -> RemoteRevision | None:
        """Return the last text that a request of ours covered whole, as far as we may look."""
        if after.revision == before.revision:
            return None
        try:
            since = self.revisions(before.id, before.revision)
        except (NotAllowed, NotTheSite):
            return None
        return next((one for one in since if not (one.autosave or _says(one, before))), None)

    def erase_trial(self, post: int, marker: str) -> bool:
        """Remove a trial draft for good; only one that nobody has touched since it was made.

        The one post that is ever deleted for good. False when it is another post by now.
        """
        found = self.read(post)
        if found.slug not in marker_slugs(marker) or found.status not in {"draft", "trash"}:
            return False
        self._connection.delete(f"wp/v2/posts/{post}", {"force": "true", "_fields": "deleted"})
        return True

    def restore(self, post: int) -> RemotePost:
        """Take a post out of the trash, as a draft, which is what WordPress itself makes of it."""
        return self.update(post, status=DRAFT)

    def changed_since(self, cursor: datetime) -> tuple[PostStub, ...]:
        """Return the posts whose time of change is later than ``cursor`` (whole seconds).

        Not among them: posts that were made with a date in the past (``newest`` finds them)
        and those that are gone. One with a date in the future is always among them.
        """
        query = {"modified_after": values.time_for(cursor), "orderby": "id", "order": "asc"}
        return tuple(self._stubs(query))

    def newest(self, down_to: int = 0) -> tuple[PostStub, ...]:
        """Return the posts with the highest ids, newest first, a hundred a request.

        The first hundred, and those after them until one has the id ``down_to`` or a lower one.
        """
        found: dict[int, PostStub] = {}
        for page in self._stub_pages({"orderby": "id", "order": "desc"}):
            found.update({stub.id: stub for stub in page})
            if not down_to or any(stub.id <= down_to for stub in page):
                break
        return tuple(found.values())

    def sweep(self, known: Collection[int] = ()) -> Sweep:
        """Look through all posts, a hundred a request.

        Of the ids in ``known`` that do not come up, each is asked for again by name, because a list
        shifts under us when something is removed meanwhile.
        """
        found = {stub.id: stub for stub in self._stubs({"orderby": "id", "order": "asc"})}
        found.update({stub.id: stub for stub in self.named(set(known) - found.keys())})
        return Sweep(tuple(found.values()), frozenset(known) - found.keys())

    def named(self, posts: Collection[int]) -> tuple[PostStub, ...]:
        """Return what lists say of posts by id, a hundred a request; those gone are left out."""
        return tuple(
            stub for ids in _hundreds(posts) for stub in self._stubs({"include": _joined(ids)})
        )

    def revisions(self, post: int, after: int = 0) -> tuple[RemoteRevision, ...]:
        """Return the revisions with a higher id than ``after``, newest first.

        Raises NotAllowed for somebody else's post where the account is only an author.
        """
        query = {**EDIT, "_fields": REVISION_FIELDS, "orderby": "id", "order": "desc"}
        found: list[RemoteRevision] = []
        for page in self._connection.pages(f"wp/v2/posts/{post}/revisions", query):
            made = [self._connection.made(values.revision, data) for data in page]
            found += [revision for revision in made if revision.id > after]
            if any(revision.id <= after for revision in made):
                break
        return tuple(found)

    def _written(
        self, route: str, body: dict[str, Any], headers: Mapping[str, str] | None = None
    ) -> RemotePost:
        query = {**EDIT, "_fields": FIELDS}
        return self._post(self._connection.post(route, body, query, headers or {}), write=True)

    def _post(self, answer: Answer, *, write: bool = False) -> RemotePost:
        etag = _etag(answer.headers.get("etag", ""))
        return self._connection.made(lambda data: values.post(data, etag), answer.data, write=write)

    def _list(self, query: Query) -> Iterator[RemotePost]:
        for page in self._pages({"_fields": FIELDS, **query}):
            for data in page:
                yield self._connection.made(values.post, data)

    def _stubs(self, query: Query) -> Iterator[PostStub]:
        for page in self._stub_pages(query):
            yield from page

    def _stub_pages(self, query: Query) -> Iterator[list[PostStub]]:
        for page in self._pages({"_fields": STUB_FIELDS, **query}):
            yield [self._connection.made(values.stub, data) for data in page]

    def _pages(self, query: Query) -> Iterator[list[Any]]:
        """Read lists of all states; refused drafts can mean that we are taken for the public."""
        try:
            yield from self._connection.pages(
                "wp/v2/posts", {**EDIT, "status": ALL_STATES, **query}
            )
        except NotAllowed as refused:
            if refused.status == 400:
                self._connection.get("wp/v2/users/me")  # raises SignedOut when that is why
            raise


def _etag(header: str) -> str:
    """Return the companion's ETag as it was given out; nothing for one of somebody else's.

    A server that packs what it sends writes that into the ETag (``"…-gzip"``, ``W/"…"``), and with
    such a one the companion would refuse every write.
    """
    found = _COMPANION_ETAG.fullmatch(header.strip())
    return f'"{found[1]}"' if found else ""


def _untouched(post: RemotePost) -> bool:
    """Say whether a post is as it was made: not public, and its text never changed."""
    return post.status in NOT_PUBLIC and not post.revision


def _says(one: RemoteRevision | RemotePost, post: RemotePost) -> bool:
    """Say whether a revision or another state holds the texts of a post."""
    return (
        same_content(one.title, post.title)
        and same_content(one.content, post.content)
        and same_content(one.excerpt, post.excerpt)
    )


def _as_made(lying: RemotePost, twin: RemotePost) -> bool:
    """Say whether a post is as it was read, but for what WordPress gives it after its texts.

    One that is being made still lacks tags, which come last; it may lack its picture, and be in one
    category, the default.
    """
    coming = not twin.tags
    tags = coming or set(lying.tags) == set(twin.tags)
    default = coming and len(twin.categories) < 2
    categories = default or set(lying.categories) == set(twin.categories)
    bare = coming and not twin.featured_media
    picture = bare or lying.featured_media == twin.featured_media
    return _says(lying, twin) and tags and categories and picture


def _draft(marker: str, fields: PostFields) -> dict[str, Any]:
    return {**_body(fields), "slug": marker_slug(marker), "status": "draft"}


def _body(fields: PostFields) -> dict[str, Any]:
    """Return fields as the API calls them."""
    body: dict[str, Any] = {name: value for name, value in fields.items() if name != "date"}
    for name in ("categories", "tags"):
        if name in body:
            body[name] = sorted(body[name])
    if "date" in fields:
        body["date_gmt"] = values.time_for(fields["date"])
    return body


def _hundreds(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), PAGE):
        yield ordered[start : start + PAGE]


def _joined(ids: Collection[int]) -> str:
    return ",".join(map(str, ids))
