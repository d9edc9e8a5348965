"""What an article and its post on a WordPress last agreed on, and the post as our version of it.

``PostBase`` holds every field that we manage on a post; ``PostMemory`` is what a Publication keeps
of it (its ``base``): the agreed state, and what was sent without an answer so far. ``read_base``
reads a post, ``PostBase.version`` hands it to ``merging.merge_in``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from editor_app.connectors.wordpress_posts import marker_slugs
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.ids import PhotoId, SectionId, TagId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.photo import DeskCaption
from editor_app.domain.site import Publication
from editor_app.formats.wordpress_equality import same_content, same_footnotes
from editor_app.formats.wordpress_frame import Frame, Part, body_of, part_of, place_of, same_frame
from editor_app.formats.wordpress_lines import line_words
from editor_app.formats.wordpress_photos import PostPhoto, without_credit
from editor_app.formats.wordpress_post import EMPTY, PostContent, read_post
from editor_app.services.site_versions import SECTION, SiteVersion
from editor_app.text.kinds import object_of
from editor_app.text.splitting import split

NOTHING: Mapping[Any, Any] = MappingProxyType({})
FOOTNOTES = "footnotes"
TWIN_FIELDS = (
    *("id", "title", "content", "excerpt", "status", "categories", "tags"),
    *("featured_media", "revision"),
)
TIMES = "times"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Guide:
    """What is ours on a site: how ids there and here go together, for one language.

    ``photo_of`` knows the desk's photo of a photo there, ``credit_of`` its credit line,
    ``sections`` and ``tags`` give ours for a term's number. ``dateline`` is the edition's pattern.
    """

    photo_of: Callable[[PostPhoto], PhotoId | None]
    credit_of: Callable[[PhotoId], str]
    sections: Mapping[int, SectionId]
    tags: Mapping[int, TagId]
    dateline: str
    base_url: str


@dataclass(frozen=True)
class PostBase:
    """A post: the site's own bytes, and beside them the words of ours that they stand for.

    ``slug`` is the site's, ``slug_asked`` ours (it may have added a number). ``frame`` are the
    paragraphs of ours in ``content``; ``asked`` is what we last wanted there, so that what a
    colleague has changed or removed is left alone until it is changed here; ``section_asked`` is
    for the same (None: kept by an earlier version). ``credits`` stood behind the captions.
    """

    title: str = ""
    excerpt: str = ""
    content: PostContent = EMPTY
    slug: str = ""
    status: str = ""
    date: datetime | None = None
    categories: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    featured: int = 0
    lang: str | None = None
    translations: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    headline: str = ""
    standfirst: str = ""
    slug_asked: str = ""
    dateline: str = ""
    frame: Frame = field(default_factory=lambda: NOTHING)
    asked: Frame = field(default_factory=lambda: NOTHING)
    credits: Mapping[PhotoId, str] = field(default_factory=lambda: NOTHING)
    section_asked: str | None = None

    @property
    def known(self) -> bool:
        """Say whether there is anything in it: both sides have agreed before."""
        return self != NO_BASE

    @property
    def body(self) -> PostContent:
        """The text without our frame."""
        return body_of(self.content, self.frame)

    @property
    def media(self) -> Mapping[int, PhotoId]:
        """Which photo of the desk each photo in the text is, by the site's number."""
        shown = (one for one in self.content.blocks if one.photo is not None and one.photo.media)
        return {
            one.photo.media: PhotoId(found[1])
            for one in shown
            if one.photo is not None and (found := object_of(one.markdown))
        }

    def version(self, guide: Guide) -> SiteVersion:
        """Return it as a version of the article, for ``merging.merge_in``.

        Without a base there is nothing that both have agreed on: the empty version.
        """
        if not self.known:
            return SiteVersion({})
        texts = {
            "headline": self.headline,
            "standfirst": self.standfirst,
            "dateline": self.dateline,
        }
        if self.slug_asked:
            texts["slug"] = self.slug_asked
        section = self.section(guide)
        if section is not None:
            texts[SECTION] = section
        body = self.body
        return SiteVersion(
            texts,
            tuple(split(body.markdown)),
            self._captions(body),
            tuple(guide.tags[term] for term in self.tags if term in guide.tags),
        )

    def section(self, guide: Guide, before: PostBase | None = None) -> SectionId | None:
        """Return the section of ours among the categories, the earlier one before others."""
        ours = [guide.sections[term] for term in self.categories if term in guide.sections]
        was = before.section(guide) if before is not None else None
        return was if was in ours else next(iter(ours), None)

    def _captions(self, body: PostContent) -> dict[PhotoId, DeskCaption]:
        said: dict[PhotoId, DeskCaption] = {}
        for one in body.blocks:
            found = object_of(one.markdown) if one.photo is not None else None
            if one.photo is not None and found is not None:
                photo = PhotoId(found[1])
                caption, _ = without_credit(one.photo.caption, self.credits.get(photo, ""))
                said.setdefault(photo, DeskCaption(caption, one.photo.alt))
        return said


NO_BASE = PostBase()


def versions(base: PostBase, theirs: PostBase, guide: Guide) -> tuple[SiteVersion, SiteVersion]:
    """Return both as versions to be merged; a post in several sections keeps the agreed one."""
    ours, found = base.version(guide), theirs.version(guide)
    section = theirs.section(guide, base)
    if section is not None and SECTION in found.fields:
        found = replace(found, fields={**found.fields, SECTION: section})
    return ours, found


# -- reading


def read_base(found: RemotePost, base: PostBase, guide: Guide, marker: str = "") -> PostBase:
    """Return a post as the site has it now. ``base`` is what both sides last agreed on.

    Photos that the desk should have are fetched before. A slug that is only our ``marker`` is none.
    A marked paragraph that is no longer as we wrote it is a change of the dateline, if it has the
    form of one; else it belongs to the body, where the merge shows it.
    """
    text = read_post(
        found.content,
        _photo_of(base, guide),
        footnotes=str(found.meta.get(FOOTNOTES) or ""),
        known=base.content,
        base_url=guide.base_url,
    )
    frame = _frame(text, base, guide)
    place = base.dateline
    if not same_frame(frame.get(Part.DATELINE, ""), base.frame.get(Part.DATELINE, "")):
        place = place_of(frame.get(Part.DATELINE, ""), guide.dateline) or ""
    marked = bool(marker) and found.slug in marker_slugs(marker)
    photos = (object_of(one.markdown) for one in text.blocks if one.photo is not None)
    return PostBase(
        found.title,
        found.excerpt,
        text,
        found.slug,
        found.status,
        found.date,
        found.categories,
        found.tags,
        found.featured_media,
        found.lang,
        found.translations,
        _words(found.title, base.title, base.headline),
        _words(found.excerpt, base.excerpt, base.standfirst),
        base.slug_asked if found.slug == base.slug else "" if marked else found.slug,
        place,
        frame,
        base.asked,
        {
            photo: base.credits.get(photo) or guide.credit_of(photo)
            for photo in (PhotoId(one[1]) for one in photos if one)
        },
        base.section_asked if base.known else "",
    )


def _photo_of(base: PostBase, guide: Guide) -> Callable[[PostPhoto], PhotoId | None]:
    media = base.media

    def photo_of(photo: PostPhoto) -> PhotoId | None:
        return media.get(photo.media) or guide.photo_of(photo)

    return photo_of


def _words(found: str, raw: str, words: str) -> str:
    return words if same_content(raw, found) else line_words(found)


def _frame(text: PostContent, base: PostBase, guide: Guide) -> dict[Part, str]:
    """Return the blocks of the text that are our frame: as we wrote them, or with a new place."""
    frame: dict[Part, str] = {}
    for one in text.blocks:
        part = part_of(one.raw)
        if part is None or part in frame:
            continue
        ours = base.frame.get(part)
        moved = part is Part.DATELINE and place_of(one.raw, guide.dateline) is not None
        if not base.known or (ours is not None and same_frame(ours, one.raw)) or moved:
            frame[part] = one.raw
    return frame


def same_post(one: PostBase, other: PostBase) -> bool:
    """Say whether two states of a post hold the same, its status and date apart."""
    return (
        same_content(one.title, other.title)
        and same_content(one.excerpt, other.excerpt)
        and same_content(one.content.content, other.content.content)
        and same_footnotes(one.content.footnotes, other.content.footnotes)
        and one.slug_asked == other.slug_asked
        and (set(one.categories), set(one.tags)) == (set(other.categories), set(other.tags))
        and one.featured == other.featured
    )


# -- credits


def credits_lacking(base: PostBase) -> frozenset[PhotoId]:
    """Return the photos of a post behind whose captions their credit does not stand."""
    lacking = set()
    for one in base.content.blocks:
        found = object_of(one.markdown) if one.photo is not None else None
        if one.photo is not None and found is not None:
            photo = PhotoId(found[1])
            _, there = without_credit(one.photo.caption, base.credits.get(photo, ""))
            lacking |= set() if there else {photo}
    return frozenset(lacking)


def said_of_credits(before: PostBase, after: PostBase, site: str) -> Message | None:
    """Return what to say when credits that stood in a post were taken out of it on the site."""
    stood = frozenset(before.media.values()) - credits_lacking(before)
    taken = credits_lacking(after) & stood
    return Message("log-credit-removed", {"count": len(taken), "site": site}) if taken else None


# -- what a Publication keeps


Texts = tuple[str, str, str]
"""Title, content and excerpt: what a revision keeps."""


def texts_of(base: PostBase) -> Texts:
    """Return the texts of a base that a revision keeps."""
    return base.title, base.content.content, base.excerpt


@dataclass(frozen=True)
class Sent:
    """A state of a post that was sent at that time, and of which no answer tells what became."""

    post: PostBase
    at: datetime


@dataclass(frozen=True)
class Thrown:
    """A twin, as it was read, that was about to go into the trash; so many ``times`` by now."""

    post: RemotePost
    times: int = 1


@dataclass(frozen=True)
class PostMemory:
    """What is known of a post: the ``agreed`` state, and all that was ``sent`` without an answer.

    Each of that may still arrive and cover what stands there by then, whatever was sent after it.
    ``doubt`` is when an answer to a making was lost: twins of the post, and of the ``photos`` (as
    ``renditions.name_of`` names them), may come up for a while after that. ``looked`` says that
    they were looked for since, ``made`` has the texts that they were to be made with. What became
    of the ``twins`` nobody has seen yet.
    """

    agreed: PostBase = NO_BASE
    sent: tuple[Sent, ...] = ()
    doubt: datetime | None = None
    photos: tuple[str, ...] = ()
    looked: bool = False
    twins: tuple[Thrown, ...] = ()
    made: tuple[Texts, ...] = ()

    def sending(self, post: PostBase, now: datetime) -> PostMemory:
        """Return it with a state more that is about to be sent."""
        earlier = (one for one in self.sent if one.post != post)
        return replace(self, sent=(*earlier, Sent(post, now)))

    def doubted(self, now: datetime, photos: Iterable[str]) -> PostMemory:
        """Return it with a doubt of this moment, about the post and some photos more."""
        both = tuple(dict.fromkeys((*self.photos, *photos)))
        made = tuple(dict.fromkeys((*self.made, *(texts_of(one.post) for one in self.sent))))
        return replace(self, doubt=now, photos=both, looked=False, made=made)

    def certain(self) -> PostMemory:
        """Return it without a doubt: no twin comes up any more."""
        return replace(self, doubt=None, photos=(), looked=False, twins=(), made=())

    def trashing(self, twin: RemotePost, now: datetime) -> PostMemory:
        """Return it with a twin that is about to go into the trash, which is a doubt as well."""
        others = (one for one in self.twins if one.post.id != twin.id)
        thrown = Thrown(twin, self.thrown(twin.id) + 1)
        return replace(self, doubt=now, looked=False, twins=(*others, thrown))

    def thrown(self, twin: int) -> int:
        """Return how often a twin that is to be seen to was about to go into the trash."""
        return next((one.times for one in self.twins if one.post.id == twin), 0)

    def heard_of(self, twins: Collection[int]) -> PostMemory:
        """Return it without twins that lie where they should.

        Of one that was to go there more than once only one request was heard of: another may arrive
        until the doubt is over, and find it taken out again and written in.
        """
        left = (one for one in self.twins if one.post.id not in twins or one.times > 1)
        return replace(self, twins=tuple(left))

    def ground(self, found: RemotePost) -> PostBase:
        """Return the base to compare a post with: field by field what was sent, where it arrived.

        So a write whose answer was lost is never taken for somebody else's change.
        """
        base = self.agreed
        if self.sent and not base.known:
            last = self.sent[-1].post
            base = replace(last, slug=found.slug, status=found.status, date=found.date)
        for one in self.sent:
            base = _where_arrived(one.post, base, found)
        return base

    def to_json(self) -> str:
        """Return it as JSON, for ``Publication.base``."""
        doubt = self.doubt.isoformat() if self.doubt else None
        sent = [{"post": _told(one.post), "at": one.at.isoformat()} for one in self.sent]
        told = {
            "agreed": _told(self.agreed),
            "sent": sent,
            "doubt": doubt,
            "photos": list(self.photos),
            "looked": self.looked,
            "twins": [_told_twin(one) for one in self.twins],
            "made": self.made,
        }
        return json.dumps(told, ensure_ascii=False)


def _where_arrived(sent: PostBase, base: PostBase, found: RemotePost) -> PostBase:
    """Return a base with those fields of what was sent that a post has."""
    text = same_content(sent.content.content, found.content)
    arrived: dict[str, bool] = {
        "title": same_content(sent.title, found.title),
        "excerpt": same_content(sent.excerpt, found.excerpt),
        "content": text,
        "slug": sent.slug == found.slug,
        "categories": set(sent.categories) == set(found.categories),
        "tags": set(sent.tags) == set(found.tags),
        "featured": sent.featured == found.featured_media,
    }
    together = {
        "title": ("headline",),
        "excerpt": ("standfirst",),
        "content": ("frame", "asked", "credits", "dateline"),
        "slug": ("slug_asked",),
        "categories": ("section_asked",),
    }
    names = [name for name, there in arrived.items() if there]
    taken = [*names, *(other for name in names for other in together.get(name, ()))]
    return replace(base, **{name: getattr(sent, name) for name in taken})


def memory_of(publication: Publication | None) -> PostMemory:
    """Return what a publication keeps of its post; nothing when it is damaged or was never sent.

    Without an agreed state nothing is lost either: the next merge keeps both texts.
    """
    if publication is None or not publication.base:
        return PostMemory()
    try:
        told = json.loads(publication.base)
        sent = _sent(told["sent"])
        doubt = datetime.fromisoformat(told["doubt"]) if told["doubt"] else None
        looked, twins = bool(told.get("looked")), tuple(map(_twin, told.get("twins", ())))
        made = tuple((title, content, excerpt) for title, content, excerpt in told.get("made", ()))
        photos = tuple(told["photos"])
        return PostMemory(_from(told["agreed"]), sent, doubt, photos, looked, twins, made)
    except (ValueError, KeyError, TypeError, AttributeError):
        return PostMemory()


def forgotten(publication: Publication) -> Publication:
    """Return a publication of whose post nothing is left: it is made anew, with another marker.

    The old one may come back with a backup, and then it is not what was made.
    """
    return replace(publication, remote_id="", base="", revision="", address="", marker=new_id())


def _sent(told: Any) -> tuple[Sent, ...]:
    """Return what was sent; an earlier version of the program kept the last of it, without when."""
    if isinstance(told, dict):
        return (Sent(_from(told), LONG_AGO),)
    return tuple(Sent(_from(one["post"]), datetime.fromisoformat(one["at"])) for one in told or ())


def _told_twin(twin: Thrown) -> dict[str, object]:
    """Return what tells whether a twin lies in the trash as it was read."""
    return {name: getattr(twin.post, name) for name in TWIN_FIELDS} | {TIMES: twin.times}


def _twin(told: Mapping[str, Any]) -> Thrown:
    """Return a twin; an earlier version of the program kept no times."""
    values = {name: told[name] for name in TWIN_FIELDS}
    terms = {name: tuple(told[name]) for name in ("categories", "tags")}
    post = RemotePost(**{**values, **terms}, slug="", date=None, modified=None, link="")
    return Thrown(post, told.get(TIMES, 1))


def remembered(
    publication: Publication,
    agreed: PostBase,
    found: RemotePost,
    under_way: tuple[Sent, ...] = (),
) -> Publication:
    """Return the publication with what both sides agree on now; ``found`` is the post then.

    What was sent without an answer is forgotten, but for what may still be ``under_way``.
    """
    memory = replace(memory_of(publication), agreed=agreed, sent=under_way)
    return replace(
        publication,
        remote_id=str(found.id),
        address=found.link,
        base=memory.to_json(),
        revision=str(found.revision),
        seen_modified=found.modified,
    )


def _told(base: PostBase) -> dict[str, object]:
    told: dict[str, object] = {one.name: getattr(base, one.name) for one in fields(base)}
    return told | {
        "content": base.content.to_json(),
        "date": base.date.isoformat() if base.date else None,
        **{
            name: dict(getattr(base, name))
            for name in ("translations", "frame", "asked", "credits")
        },
    }


def _from(told: Mapping[str, Any]) -> PostBase:
    values = dict(told)
    values["content"] = PostContent.from_json(told["content"])
    values["date"] = datetime.fromisoformat(told["date"]) if told["date"] else None
    values["categories"], values["tags"] = tuple(told["categories"]), tuple(told["tags"])
    for name in ("frame", "asked"):
        values[name] = {Part(part): raw for part, raw in told[name].items()}
    return PostBase(**values)


def foreign_photos(photos: Iterable[PostPhoto], base: PostBase, guide: Guide) -> list[PostPhoto]:
    """Return those of a post's photos that the desk does not have yet, for fetching them."""
    photo_of = _photo_of(base, guide)
    return [photo for photo in photos if photo_of(photo) is None]
