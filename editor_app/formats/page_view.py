"""What the renderer is given: the whole site as plain values, gathered by ``services.pages``.

Instants are UTC and aware. Addresses are relative to the site's root, without a leading slash
(``en/world/rivers-rise-1a2b3c4d.html``). Texts are as stored: headline, standfirst and captions are
plain text with inline marks of our dialect, bodies are blocks of Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from editor_app.domain.block import Body
from editor_app.domain.edition import Edition, Section
from editor_app.domain.ids import ArticleId, Language, PhotoId, SectionId, StoryId, TagId
from editor_app.domain.photo import PhotoKind
from editor_app.domain.site import SiteWords
from editor_app.domain.story import Role
from editor_app.domain.vocabulary import Tag

NO_WORDS: Mapping[Language, SiteWords] = MappingProxyType({})
NO_FOREIGN: Mapping[str, str] = MappingProxyType({})
NO_PHRASES: Mapping[str, Language] = MappingProxyType({})
NO_MOVES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class PictureSize:
    """One rendition of a photo on the site: its pixels and its address (``media_address``)."""

    width: int
    height: int
    address: str


@dataclass(frozen=True)
class FigureView:
    """A photo as one language version uses it.

    ``sizes`` are the renditions, smallest first; ``credit`` the bare name ("Reuters"), the edition
    adds its word by ``kind``. ``focal`` is the point to keep when a list crops the photo, fractions
    from the top left.
    """

    photo: PhotoId
    sizes: tuple[PictureSize, ...]
    caption: str = ""
    alt: str = ""
    credit: str = ""
    creator: str = ""
    copyright: str = ""
    kind: PhotoKind = PhotoKind.PHOTO
    focal: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True)
class EmbedView:
    """Something that lives on another site: shown as a link with words, never loaded."""

    url: str
    title: str = ""
    provider: str = ""


@dataclass(frozen=True)
class BylineName:
    """A person in the byline: the name as this edition writes it, and the role."""

    name: str
    role: Role


@dataclass(frozen=True)
class SourceView:
    """Where a taken-in story came from: the outlet's name in this edition, page and licence."""

    outlet: str
    url: str
    licence: str = ""
    licence_url: str = ""


@dataclass(frozen=True)
class CorrectionView:
    """A correction as readers see it: when, and the sentence in this edition's language."""

    at: datetime
    text: str


@dataclass(frozen=True)
class ArticleView:
    """One language version as readers will see it.

    Every article in a view is shown; leave out what is not public (the preview puts in the one it
    is about). ``address`` is set when the article already stands on the site: an address never
    changes by itself. ``published`` is the publication time shown; ``updated`` is shown when it is
    later. ``lead`` is the photo for lists and sharing (default: the first photo of the body).
    ``home``, ``social`` and ``seo`` are other headlines; the headline stands in for empty ones.
    ``outlets`` are the credited outlets' names in this edition, in order.
    """

    id: ArticleId
    story: StoryId
    language: Language
    headline: str
    published: datetime
    standfirst: str = ""
    body: Body = ()
    section: SectionId | None = None
    slug: str = ""
    address: str = ""
    updated: datetime | None = None
    dateline: str = ""
    home: str = ""
    social: str = ""
    seo: str = ""
    tags: tuple[TagId, ...] = ()
    figures: Mapping[PhotoId, FigureView] = field(default_factory=dict)
    embeds: Mapping[str, EmbedView] = field(default_factory=dict)
    lead: PhotoId | None = None
    byline: tuple[BylineName, ...] = ()
    outlets: tuple[str, ...] = ()
    source: SourceView | None = None
    corrections: tuple[CorrectionView, ...] = ()
    is_source: bool = False


@dataclass(frozen=True)
class GoneView:
    """An article that was withdrawn: its address says so from now on."""

    address: str
    language: Language
    headline: str = ""


@dataclass(frozen=True)
class SiteView:
    """The whole site.

    ``url`` is the public root without a slash at its end, ``zone`` an IANA time zone. ``editions``
    are those that the site shows, in order. ``words`` per edition; what is missing there is said by
    the theme's own words. ``articles`` in any order. ``moved`` leads old addresses to new ones.
    ``phrases`` are known phrases of another language ("Nhân Dân" -> ``vi``), marked wherever they
    stand in a page of a different language. ``now`` is the time of the publication.
    ``foreign`` names blocks that only another site can show: a preview shows boxes with the names;
    what is published has no names, and shows nothing.
    """

    name: str
    url: str
    zone: str
    now: datetime
    editions: tuple[Edition, ...]
    sections: tuple[Section, ...] = ()
    tags: tuple[Tag, ...] = ()
    articles: tuple[ArticleView, ...] = ()
    words: Mapping[Language, SiteWords] = field(default_factory=lambda: NO_WORDS)
    gone: tuple[GoneView, ...] = ()
    moved: Mapping[str, str] = field(default_factory=lambda: NO_MOVES)
    phrases: Mapping[str, Language] = field(default_factory=lambda: NO_PHRASES)
    foreign: Mapping[str, str] = field(default_factory=lambda: NO_FOREIGN)


@dataclass(frozen=True)
class Theme:
    """How pages look: made by ``page_theme.theme_from`` out of the files of a theme folder.

    ``templates`` by file name (``article.html.j2``), ``words`` per language by name, ``assets`` by
    their address on the site; ``digest`` changes with anything that shows on a page.
    """

    name: str
    templates: Mapping[str, str]
    words: Mapping[Language, Mapping[str, str]]
    assets: Mapping[str, bytes]
    digest: str


@dataclass(frozen=True)
class SiteFile:
    """One file of the site. ``fingerprint`` tells what it is made from; ``make`` makes its bytes.

    The same fingerprint means the same bytes, so that a file that stands need not be made again.
    """

    address: str
    fingerprint: str
    make: Callable[[], bytes]
