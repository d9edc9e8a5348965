"""What a WordPress keeps and how it changes it: posts, revisions, photos, terms, and their rules.

An own description of what was observed on real sites (docs/decisions.md);
``test_cms_model.py`` asks the same of a real one. Times are aware, UTC, whole seconds.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote

MINUTE = timedelta(minutes=1)
FLOATING = frozenset({"draft", "pending", "auto-draft"})
"""States whose posts have no date of their own until somebody gives them one."""

STATES = frozenset({"publish", "future", "draft", "pending", "private"})
TRASHED = "__trashed"
UNCATEGORIZED = 1
SET_LATER = ("categories", "tags", "featured")
"""What WordPress gives a post that it makes after the texts, when others can read those already."""


@dataclass(frozen=True)
class Revision:
    """A former state of a post."""

    id: int
    author: int
    date: datetime
    title: str
    content: str
    excerpt: str


@dataclass
class Post:
    """A post, or a photo (then ``file`` is its name and ``mime`` its type)."""

    id: int
    date: datetime
    modified: datetime
    author: int
    title: str = ""
    content: str = ""
    excerpt: str = ""
    slug: str = ""
    status: str = "draft"
    dated: bool = False
    categories: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    featured: int = 0
    footnotes: str = ""
    revisions: list[Revision] = field(default_factory=list)
    before_trash: str = ""
    wanted_slug: str = ""
    born: str = ""
    file: str = ""
    mime: str = ""
    size: tuple[int, int] = (0, 0)
    alt: str = ""
    parent: int = 0


@dataclass
class Term:
    """A tag or a category; ``name`` as it is kept: escaped."""

    id: int
    taxonomy: str
    name: str
    slug: str
    parent: int = 0


@dataclass
class BeingMade:
    """A post whose texts are there already; the rest comes when so many requests more have come."""

    post: Post
    rest: dict[str, Any]
    requests: int


@dataclass(frozen=True)
class Account:
    """Somebody who may write on the site, with the application password."""

    id: int
    login: str
    password: str
    roles: tuple[str, ...] = ("editor",)


class Refused(Exception):
    """What the site says in place of doing something."""

    def __init__(self, status: int, code: str, **data: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.data = status, code, data


class CmsSite:
    """The site itself, without its API; the web editor works on it directly."""

    def __init__(
        self, clock: Callable[[], datetime], accounts: Iterable[Account], *, notes: bool = False
    ) -> None:
        """``notes``: posts have footnotes as a field, as cores since 6.3 have.

        While it is ``revising`` it keeps former states of posts; a site may be told not to. What
        it makes is complete only so many requests later as it is ``dawdling``.
        """
        self.clock, self.notes = clock, notes
        self.accounts = {account.login: account for account in accounts}
        self.posts: dict[int, Post] = {}
        self.photos: dict[int, Post] = {}
        self.terms: dict[int, Term] = {}
        self.revising = True
        self.dawdling, self.being_made = 0, list[BeingMade]()
        self.last_id, self.last_term = 0, 1
        self.terms[1] = Term(1, "categories", "Uncategorized", "uncategorized")

    def now(self) -> datetime:
        """The site's own time."""
        return self.clock().replace(microsecond=0)

    def kept(self) -> dict[str, Any]:
        """A backup of everything."""
        return copy.deepcopy(
            {name: getattr(self, name) for name in ("posts", "photos", "terms")}
            | {"last_id": self.last_id, "last_term": self.last_term}
        )

    def put_back(self, backup: dict[str, Any]) -> None:
        """Restore a backup: later posts are gone, and their numbers are given out again."""
        for name, value in copy.deepcopy(backup).items():
            setattr(self, name, value)
        self.being_made.clear()

    # -- posts

    def create(self, author: int, fields: dict[str, Any]) -> Post:
        """Make a post of fields as the API has them (dates as datetimes)."""
        if not any(fields.get(name) for name in ("title", "content", "excerpt")):
            raise Refused(400, "empty_content")
        now = self.now()
        given = fields.get("date")
        post = Post(self._next(), given or now, given or now, author, dated=given is not None)
        post.categories = [UNCATEGORIZED]
        rest = {name: fields[name] for name in SET_LATER if self.dawdling and name in fields}
        self._fill(post, {name: fields[name] for name in fields.keys() - rest.keys()})
        if rest:
            self.being_made.append(BeingMade(post, rest, self.dawdling))
        asked = fields.get("slug", "")
        post.born = asked
        self._settle(post, fields.get("status", "draft"), asked, asked=True)
        self.posts[post.id] = post
        return post

    def go_on(self) -> None:
        """A request has come: what is being made gets on."""
        for one in tuple(self.being_made):
            one.requests -= 1
            if one.requests <= 0:
                self.complete(one.post)

    def complete(self, post: Post) -> None:
        """Give a post that is being made what it has not got yet."""
        for one in [each for each in self.being_made if each.post is post]:
            self.being_made.remove(one)
            self._fill(post, one.rest)

    def update(self, post: Post, author: int, fields: dict[str, Any]) -> Post:
        """Change fields of a post; without any only the time of change is set.

        Nobody is so quick as to write in a post between its texts and its terms.
        """
        self.complete(post)
        left = {name: fields.get(name, getattr(post, name)) for name in _TEXTS}
        if not any(left.values()):
            raise Refused(400, "empty_content")
        was, given = post.status, fields.get("date")
        if given is not None and given != post.date:
            post.date, post.dated = given, True
        elif was in FLOATING and not post.dated:
            post.date = self.now()
        if not post.categories:
            post.categories = [UNCATEGORIZED]
        self._fill(post, fields)
        post.modified = self.now()
        status = fields.get("status", was)
        slug = fields.get("slug", post.slug)
        if was == "trash" and status != "trash" and post.wanted_slug:
            slug, post.wanted_slug = post.wanted_slug, ""
        self._settle(post, status, slug, asked="slug" in fields)
        self._revise(post, author)
        return post

    def trash(self, post: Post, author: int) -> Post:
        """Put a post into the trash; its slug becomes free."""
        if post.status == "trash":
            raise Refused(410, "rest_already_trashed")
        self.complete(post)
        post.before_trash = post.status
        if post.status in FLOATING and not post.dated:
            post.date = self.now()
        post.status, post.modified = "trash", self.now()
        if not post.slug.endswith(TRASHED):
            post.wanted_slug, post.slug = post.slug, f"{post.slug[:191]}{TRASHED}"
        self._revise(post, author)
        return post

    def _next(self) -> int:
        self.last_id += 1
        return self.last_id

    def _fill(self, post: Post, fields: dict[str, Any]) -> None:
        for name in ("content", "excerpt", "categories", "tags", "featured", "footnotes"):
            if name in fields:
                setattr(post, name, fields[name])
        if "title" in fields:
            post.title = fields["title"].strip(" \t\n\r\0\x0b")
        for name, taxonomy in (("categories", "categories"), ("tags", "tags")):
            numbers = [n for n in getattr(post, name) if self._is_term(n, taxonomy)]
            setattr(post, name, numbers)

    def _is_term(self, number: int, taxonomy: str) -> bool:
        return number in self.terms and self.terms[number].taxonomy == taxonomy

    def _settle(self, post: Post, status: str, slug: str, *, asked: bool) -> None:
        """Give a post the status and slug that it gets, which need not be those that were asked.

        A draft keeps a slug that others have, unless it is ``asked`` for.
        """
        if status not in FLOATING and status != "trash":
            post.dated = True
        early = post.date - self.now() >= MINUTE
        if status in {"publish", "future"}:
            status = "future" if early else "publish"
        post.status = status
        slug = sanitized(slug) if asked else slug
        if not slug and status not in FLOATING:
            slug = sanitized(post.title) or str(post.id)
        post.slug = self.unique_slug(slug, post) if asked or status not in FLOATING else slug

    def unique_slug(self, slug: str, post: Post) -> str:
        """A slug that no other post has; for a photo no other photo either; the trash gives way."""
        if not slug or post.status == "trash":
            return slug
        others = {p.id: p for p in self.posts.values() if p.id != post.id}
        if post.file:
            others |= {p.id: p for p in self.photos.values() if p.id != post.id}
        for other in others.values():
            if other.status == "trash" and other.slug == slug:
                other.wanted_slug, other.slug = other.slug, f"{other.slug}{TRASHED}"
        taken = {p.slug for p in others.values()}
        found, number = slug, 2
        while found in taken:
            found, number = f"{slug}-{number}", number + 1
        return found

    def _revise(self, post: Post, author: int) -> None:
        """Keep the state after a change as a revision, unless the newest says the same."""
        texts = (post.title, post.content, post.excerpt)
        if not self.revising:
            return
        if post.revisions:
            last = post.revisions[-1]
            if _folded(texts) == _folded((last.title, last.content, last.excerpt)):
                return
        post.revisions.append(Revision(self._next(), author, post.modified, *texts))

    # -- photos

    def add_photo(self, author: int, name: str, mime: str, fields: dict[str, str]) -> Post:
        """Keep a photo under a name that no other has."""
        stem, _dot, ending = name.rpartition(".")
        taken = {photo.file for photo in self.photos.values()}
        file, number = name, 1
        while file in taken:
            file, number = f"{stem}-{number}.{ending}", number + 1
        now = self.now()
        photo = Post(self._next(), now, now, author, status="inherit", file=file, mime=mime)
        photo.title = fields.get("title", stem).strip()
        photo.excerpt, photo.alt = fields.get("caption", ""), fields.get("alt_text", "")
        asked = sanitized(fields.get("slug", "") or photo.title)
        photo.slug, photo.born = self.unique_slug(asked, photo), asked
        self.photos[photo.id] = photo
        return photo

    # -- terms

    def add_term(self, taxonomy: str, name: str, slug: str = "", parent: int = 0) -> Term:
        """Make a term, or raise Refused with the one that stands in its way."""
        name = escaped(name)
        asked = sanitized(slug or name)
        terms = [term for term in self.terms.values() if term.taxonomy == taxonomy]
        level = [t for t in terms if taxonomy == "tags" or t.parent == parent]
        same = next((t for t in level if _ascii_lower(t.name) == _ascii_lower(name)), None)
        by_slug = next((t for t in terms if t.slug == asked), None)
        if same is not None and (not slug or same.slug == asked or by_slug is not None):
            known: Term | None = same
            if taxonomy == "categories" and slug and same.slug != asked:
                known = by_slug if by_slug in level else None
            if known is not None:
                raise Refused(400, "term_exists", term_id=known.id)
        taken, free, number = {t.slug for t in self.terms.values()}, asked, 2
        while free in taken:
            free, number = f"{asked}-{number}", number + 1
        self.last_term += 1
        made = Term(self.last_term, taxonomy, name, free, parent)
        self.terms[made.id] = made
        return made

    def remove_photo(self, photo: Post) -> None:
        """Remove a photo for good, also from the posts that it leads."""
        del self.photos[photo.id]
        for post in self.posts.values():
            post.featured = 0 if post.featured == photo.id else post.featured

    def remove_term(self, term: Term) -> None:
        """Remove a term for good, also from the posts that have it."""
        del self.terms[term.id]
        for post in self.posts.values():
            for numbers in (post.tags, post.categories):
                if term.id in numbers:
                    numbers.remove(term.id)


_TEXTS = ("title", "content", "excerpt")


def _folded(texts: Iterable[str]) -> list[str]:
    """Texts with their white space made equal, as revisions are compared."""
    return [
        re.sub(r"[ \t]+", " ", re.sub(r"\n+", "\n", t.strip().replace("\r", "\n"))) for t in texts
    ]


def _ascii_lower(text: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


def escaped(name: str) -> str:
    """A term's name as the site keeps it: without tags, white space collapsed, escaped."""
    name = " ".join(re.sub(r"<[^>]*>", "", name).split())
    return re.sub(r"&(?!#?\w+;)", "&amp;", name).replace("<", "&lt;").replace(">", "&gt;")


def sanitized(text: str) -> str:
    """A slug: ASCII where letters have a base, else percent-encoded in lower case."""
    text = re.sub(r"<[^>]*>", "", unquote(text)).replace("đ", "d").replace("Đ", "D")
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = re.sub(r"&[^;\s]+;", "", text.lower()).replace(".", "-")
    text = "".join(c if not c.isascii() or c.isalnum() or c in " _-" else "" for c in text)
    text = quote(re.sub(r"-+", "-", re.sub(r"\s+", "-", text)).strip("-"), safe="_-").lower()
    return text[:200]
