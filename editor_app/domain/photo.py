"""Photos: the file and what is known of it, and its use in an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from editor_app.domain.ids import ArticleId, Language, OutletId, PhotoId, UseId

WIDTHS = (480, 960, 1440, 1920)
"""Widths in pixels that the page's srcset offers, of those that a photo has."""

NO_CAPTIONS: Mapping[Language, DeskCaption] = MappingProxyType({})


class PhotoKind(StrEnum):
    """What kind of picture it is; an edition has a credit word for each."""

    PHOTO = "photo"
    FILE_PHOTO = "file-photo"
    ILLUSTRATION = "illustration"
    SCREENSHOT = "screenshot"
    COURTESY = "courtesy"
    GRAPHIC = "graphic"
    AI_MADE = "ai-made"


class RightsStatus(StrEnum):
    """What we may do with a photo."""

    UNKNOWN = "unknown"
    CLEARED = "cleared"
    ONE_TIME = "one-time"
    REFUSED = "refused"


@dataclass(frozen=True)
class Rights:
    """The right to use a photo: until the last day (inclusive) of ``until``, under ``rule``."""

    status: RightsStatus = RightsStatus.UNKNOWN
    until: date | None = None
    rule: str = ""

    def cover(self, day: date) -> bool:
        """Say whether the photo may be published on that day."""
        usable = self.status in {RightsStatus.CLEARED, RightsStatus.ONE_TIME}
        return usable and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Cover:
    """A region to blur or black out in what is sent; fractions from the top left."""

    left: float
    top: float
    width: float
    height: float
    black: bool = False


@dataclass(frozen=True)
class Crop:
    """A named crop (``"social"``, ``"lead"``); fractions of width and height from the top left."""

    name: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class DeskCaption:
    """The default caption and alt text of a photo in one language."""

    caption: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Photo:
    """One photo. ``digest`` is the SHA-256 (hex) of the original file, which is never touched.

    ``width`` and ``height`` in pixels as seen (EXIF orientation applied); ``size`` in bytes;
    ``focal`` the point to keep in crops, fractions from the top left. ``original_caption`` is what
    the file itself said. ``captions`` are the desk captions; uses copy them when they are made.
    """

    id: PhotoId
    digest: str
    file_name: str
    media_type: str
    width: int
    height: int
    size: int
    added: datetime
    kind: PhotoKind = PhotoKind.PHOTO
    creator: str = ""
    credit: str = ""
    copyright: str = ""
    source: OutletId | None = None
    taken: datetime | None = None
    place: str = ""
    rights: Rights = Rights()
    original_caption: str = ""
    captions: Mapping[Language, DeskCaption] = field(default_factory=lambda: NO_CAPTIONS)
    focal: tuple[float, float] = (0.5, 0.5)
    crops: tuple[Crop, ...] = ()
    covers: tuple[Cover, ...] = ()
    trashed: datetime | None = None
    version: int = 1


@dataclass(frozen=True)
class PhotoUse:
    """A photo in one language version; the body's ``![](photo:ID)`` line tells its place."""

    id: UseId
    article: ArticleId
    photo: PhotoId
    caption: str = ""
    alt: str = ""
