"""What WordPress has, as values, read from the JSON of its answers (always ``context=edit``).

Texts are *raw*: the source, not what a theme makes of it. Times are UTC.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

NO_TRANSLATIONS: Mapping[str, int] = MappingProxyType({})
ACTION = "wp:action-"
AUTOSAVE = "-autosave-"


class Taxonomy(StrEnum):
    """What a term is, by its place in the API."""

    TAGS = "tags"
    CATEGORIES = "categories"


TAXONOMIES = {"post_tag": Taxonomy.TAGS, "category": Taxonomy.CATEGORIES}
"""What WordPress itself calls them."""


@dataclass(frozen=True)
class PostStub:
    """Just enough of a post to see that it is there, whether it changed, and its address."""

    id: int
    status: str
    modified: datetime | None
    slug: str = ""
    link: str = ""


@dataclass(frozen=True)
class RemotePost:
    """A post with every field that Copydesk looks after.

    ``revision`` is the id of the newest revision (0: none yet), ``revisions`` how many are kept.
    ``lang`` is None where the site does not tell languages. ``actions`` are what this account may
    do with it: ``publish``, ``unfiltered-html``, ``assign-author``, ``create-tags`` and others.
    ``terms`` are its tags and categories by name, the first ten of each, where the post was read by
    its number; nothing is told of them else.
    """

    id: int
    title: str
    content: str
    excerpt: str
    slug: str
    status: str
    date: datetime | None
    modified: datetime | None
    link: str
    categories: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    featured_media: int = 0
    author: int = 0
    revision: int = 0
    revisions: int = 0
    lang: str | None = None
    translations: Mapping[str, int] = field(default_factory=lambda: NO_TRANSLATIONS)
    actions: frozenset[str] = frozenset()
    meta: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    etag: str = ""
    terms: tuple[RemoteTerm, ...] = field(default=(), compare=False)

    @property
    def stub(self) -> PostStub:
        """The same post, shortly."""
        return PostStub(self.id, self.status, self.modified, self.slug, self.link)


@dataclass(frozen=True)
class RemoteRevision:
    """A former state of a post; ``autosave`` when an editor's browser kept it unasked."""

    id: int
    author: int
    date: datetime | None
    title: str
    content: str
    excerpt: str
    autosave: bool = False


@dataclass(frozen=True)
class RemoteSize:
    """One of the sizes that the site made of a photo; pixels."""

    name: str
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class RemoteMedia:
    """A photo on the site. ``missing`` are the sizes that it did not get done."""

    id: int
    slug: str
    url: str
    media_type: str
    width: int
    height: int
    title: str
    caption: str
    alt: str
    modified: datetime | None
    sizes: tuple[RemoteSize, ...] = ()
    missing: tuple[str, ...] = ()
    author: int = 0
    post: int = 0
    meta: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class RemoteTerm:
    """A tag or category; ``name`` is unescaped (the site sends ``Arts &amp; Culture``)."""

    id: int
    taxonomy: Taxonomy
    name: str
    slug: str
    parent: int = 0
    count: int = 0
    lang: str | None = None


@dataclass(frozen=True)
class Me:
    """The account that the credential belongs to, with the capabilities that it has."""

    id: int
    name: str
    login: str
    roles: tuple[str, ...]
    capabilities: frozenset[str]
    locale: str = ""

    def may(self, capability: str) -> bool:
        """Say whether the account has a capability (``publish_posts``)."""
        return capability in self.capabilities


@dataclass(frozen=True)
class RemotePerson:
    """An account of the site as its colleagues see it."""

    id: int
    name: str


@dataclass(frozen=True)
class RemoteLanguage:
    """A language of the site as Polylang or the companion tells it."""

    slug: str
    locale: str
    name: str
    default: bool = False


@dataclass(frozen=True)
class SiteIndex:
    """What a site says about itself to anybody.

    ``authorize`` is the page that makes an application password; empty when they are not to be had.
    ``sizes`` and ``threshold`` are told by WordPress 7.1 and later, to editors, over https.
    """

    name: str
    description: str
    home: str
    url: str
    zone: str
    offset: float
    namespaces: frozenset[str]
    authorize: str = ""
    threshold: int = 0
    sizes: tuple[str, ...] = ()

    @property
    def wordpress(self) -> bool:
        """Say whether it has the API that the connector speaks."""
        return "wp/v2" in self.namespaces

    @property
    def companion(self) -> bool:
        """Say whether Copydesk's own plugin is installed."""
        return "copydesk/v1" in self.namespaces

    @property
    def polylang(self) -> bool:
        """Say whether Polylang keeps the languages there."""
        return "pll/v1" in self.namespaces


@dataclass(frozen=True)
class ApplicationPassword:
    """The application password in use: what its holder sees of it in the profile."""

    uuid: str
    name: str
    last_used: datetime | None


def post(data: Any, etag: str = "") -> RemotePost:
    """Read a post. Raises ValueError, KeyError or TypeError for another shape, as all here."""
    links = _map(data.get("_links", {}))
    newest = links.get("predecessor-version") or [{}]
    history = links.get("version-history") or [{}]
    return RemotePost(
        id=_id(data),
        title=_raw(data, "title"),
        content=_raw(data, "content"),
        excerpt=_raw(data, "excerpt") if "excerpt" in data else "",
        slug=_text(data["slug"]),
        status=_text(data["status"]),
        date=time_of(data.get("date_gmt")),
        modified=time_of(data.get("modified_gmt")),
        link=_text(data["link"]),
        categories=_ids(data.get("categories", [])),
        tags=_ids(data.get("tags", [])),
        featured_media=int(data.get("featured_media") or 0),
        author=int(data.get("author") or 0),
        revision=int(newest[0].get("id") or 0),
        revisions=int(history[0].get("count") or 0),
        lang=_lang(data),
        translations={name: int(found) for name, found in _map(data.get("translations")).items()},
        actions=frozenset(name.removeprefix(ACTION) for name in links if name.startswith(ACTION)),
        meta=_map(data.get("meta")),
        etag=etag,
        terms=tuple(_embedded_terms(data)),
    )


def _embedded_terms(data: Any) -> Iterator[RemoteTerm]:
    """Read what stands in an answer of the terms of a post; no post is unreadable by them."""
    kinds = _map(data.get("_embedded")).get("wp:term")
    for terms in kinds if isinstance(kinds, list) else ():
        for found in terms if isinstance(terms, list) else ():
            with suppress(KeyError, TypeError, ValueError):
                yield term(found, TAXONOMIES[found["taxonomy"]])


def stub(data: Any) -> PostStub:
    """Read the short form of a post."""
    modified = time_of(data.get("modified_gmt"))
    slug, link = _text(data.get("slug", "")), _text(data.get("link", ""))
    return PostStub(_id(data), _text(data["status"]), modified, slug, link)


def revision(data: Any) -> RemoteRevision:
    """Read a revision."""
    return RemoteRevision(
        id=_id(data),
        author=int(data.get("author") or 0),
        date=time_of(data.get("date_gmt")),
        title=_raw(data, "title"),
        content=_raw(data, "content"),
        excerpt=_raw(data, "excerpt"),
        autosave=AUTOSAVE in _text(data.get("slug", "")),
    )


def media(data: Any) -> RemoteMedia:
    """Read a photo."""
    details = _map(data.get("media_details"))
    sizes = [(name, _map(size)) for name, size in _map(details.get("sizes")).items()]
    return RemoteMedia(
        id=_id(data),
        slug=_text(data["slug"]),
        url=_text(data["source_url"]),
        media_type=_text(data.get("mime_type", "")),
        width=int(details.get("width") or 0),
        height=int(details.get("height") or 0),
        title=_raw(data, "title"),
        caption=_raw(data, "caption"),
        alt=_text(data.get("alt_text", "")),
        modified=time_of(data.get("modified_gmt")),
        sizes=tuple(_size(name, size) for name, size in sizes if "source_url" in size),
        missing=tuple(str(name) for name in data.get("missing_image_sizes") or ()),
        author=int(data.get("author") or 0),
        post=int(data.get("post") or 0),
        meta=_map(data.get("meta")),
    )


def _size(name: str, size: Mapping[str, Any]) -> RemoteSize:
    width, height = int(size.get("width") or 0), int(size.get("height") or 0)
    return RemoteSize(name, _text(size["source_url"]), width, height)


def term(data: Any, taxonomy: Taxonomy) -> RemoteTerm:
    """Read a term."""
    return RemoteTerm(
        id=_id(data),
        taxonomy=taxonomy,
        name=html.unescape(_text(data["name"])),
        slug=_text(data["slug"]),
        parent=int(data.get("parent") or 0),
        count=int(data.get("count") or 0),
        lang=_lang(data),
    )


def me(data: Any) -> Me:
    """Read the account of the credential."""
    return Me(
        id=_id(data),
        name=html.unescape(_text(data["name"])),
        login=_text(data.get("username", "")),
        roles=tuple(str(role) for role in data["roles"]),
        capabilities=frozenset(name for name, has in _map(data["capabilities"]).items() if has),
        locale=_text(data.get("locale", "")),
    )


def person(data: Any) -> RemotePerson:
    """Read an account of a colleague."""
    return RemotePerson(_id(data), html.unescape(_text(data["name"])))


def language(data: Any) -> RemoteLanguage:
    """Read a language."""
    return RemoteLanguage(
        slug=_text(data["slug"]),
        locale=_text(data.get("locale", "")),
        name=_text(data.get("name", data["slug"])),
        default=bool(data.get("is_default", data.get("default", False))),
    )


def index(data: Any) -> SiteIndex:
    """Read what the root of the API says."""
    passwords = _map(_map(data.get("authentication")).get("application-passwords"))
    return SiteIndex(
        name=html.unescape(_text(data.get("name", ""))),
        description=html.unescape(_text(data.get("description", ""))),
        home=_text(data.get("home", "")),
        url=_text(data.get("url", "")),
        zone=_text(data.get("timezone_string") or ""),
        offset=float(data.get("gmt_offset") or 0),
        namespaces=frozenset(_text(name) for name in data["namespaces"]),
        authorize=_text(_map(passwords.get("endpoints")).get("authorization", "")),
        threshold=int(data.get("image_size_threshold") or 0),
        sizes=tuple(_map(data.get("image_sizes"))),
    )


def application_password(data: Any) -> ApplicationPassword:
    """Read what the site keeps about the password in use."""
    last_used = time_of(data.get("last_used"))
    return ApplicationPassword(_text(data["uuid"]), _text(data["name"]), last_used)


def time_of(value: object) -> datetime | None:
    """Read one of WordPress's ``…_gmt`` times, which have no zone; none and zero are None."""
    if not isinstance(value, str) or value.startswith("0000"):
        return None
    found = datetime.fromisoformat(value)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def time_for(moment: datetime) -> str:
    """Write a time as WordPress understands it anywhere: UTC with Z, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _id(data: Any) -> int:
    found = data["id"]
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError("id")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _raw(data: Any, name: str) -> str:
    """Return the source of a text; an answer with only the rendered one is not ``context=edit``."""
    return _text(data[name]["raw"])


def _ids(value: Any) -> tuple[int, ...]:
    return tuple(sorted(int(each) for each in value))


def _map(value: Any) -> Mapping[str, Any]:
    """Return an object; PHP writes an empty one as an empty list."""
    return value if isinstance(value, dict) else {}


def _lang(data: Any) -> str | None:
    found = data.get("lang")
    return found if isinstance(found, str) else None
