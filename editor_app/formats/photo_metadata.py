"""What a photo says of itself: IPTC-IIM, XMP and EXIF brought together, conflicts told.

Which block is believed follows the Metadata Working Group's guidelines: XMP before IIM, unless the
digest that Photoshop keeps says that the IIM was changed after the XMP; both before EXIF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import md5
from types import MappingProxyType

from editor_app.domain.ids import Language
from editor_app.domain.messages import Message
from editor_app.domain.photo import PhotoKind
from editor_app.formats.photo_file import MEDIA_TYPES, opened
from editor_app.formats.photo_metadata_blocks import Blocks, find_blocks
from editor_app.formats.photo_metadata_exif import ExifFacts, read_exif
from editor_app.formats.photo_metadata_iim import (
    CAPTION,
    COPYRIGHT,
    CREATOR,
    CREDIT,
    HEADLINE,
    LIMITS,
    SOURCE,
    IimFacts,
    read_iim,
)
from editor_app.formats.photo_metadata_xmp import XmpFacts, read_xmp

FIRST_PHOTO = 1826
NO_CAPTIONS: Mapping[Language, str] = MappingProxyType({})

DEFAULT_CAPTION = re.compile(
    r"(OLYMPUS DIGITAL CAMERA|SONY DSC|SAMSUNG( CAMERA PICTURES)?|KODAK Digital Still Camera|"
    r"MINOLTA DIGITAL CAMERA|DIGITAL CAMERA|DCIM|Exif_JPEG_\w+|<?null>?|untitled|default|"
    r"(DSC|IMG|DSCF|DSCN|P|MG)_?\d{3,}(\.JPE?G)?)",
    re.IGNORECASE,
)
"""What cameras write where a caption belongs."""

KINDS = {
    "trainedAlgorithmicMedia": PhotoKind.AI_MADE,
    "compositeWithTrainedAlgorithmicMedia": PhotoKind.AI_MADE,
    "algorithmicMedia": PhotoKind.AI_MADE,
    "screenCapture": PhotoKind.SCREENSHOT,
    "digitalCreation": PhotoKind.ILLUSTRATION,
    "digitalArt": PhotoKind.ILLUSTRATION,
    "dataDrivenMedia": PhotoKind.GRAPHIC,
}
"""IPTC Digital Source Type (2023-09) -> our kind of picture; all others are photos."""

PRIVATE_ORDER = (
    "location",
    "serial-numbers",
    "owner",
    "persons",
    "contact",
    "maker-notes",
    "thumbnail",
    "editing-history",
)


@dataclass(frozen=True)
class PhotoFacts:
    """What was read from a photo file.

    ``width`` and ``height`` in pixels as seen (orientation applied). ``captions`` are those whose
    language is named. ``taken`` is aware; where the file has no offset it is taken for UTC.
    ``instructions`` joins special instructions and usage terms. ``private`` names what the file
    holds and what never leaves the desk: location, serial-numbers, owner, persons, contact,
    maker-notes, thumbnail, editing-history.
    """

    media_type: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    creator: str = ""
    copyright: str = ""
    taken: datetime | None = None
    place: str = ""
    headline: str = ""
    keywords: tuple[str, ...] = ()
    captions: Mapping[Language, str] = field(default_factory=lambda: NO_CAPTIONS)
    alt: str = ""
    source: str = ""
    instructions: str = ""
    kind: PhotoKind = PhotoKind.PHOTO
    private: tuple[str, ...] = ()
    conflicts: tuple[Message, ...] = ()


def read(data: bytes, name: str = "") -> PhotoFacts:
    """Read what a photo file says of itself, and make sure that its pixels can be decoded.

    ``name`` is put into the sentence of an error. Raises TooLarge over 50 MB or 80 megapixels, and
    Unreadable for what is no picture, damaged, or breaks off before its end: half a photo is
    refused rather than published with a grey lower half.
    """
    with opened(data, name) as image:
        media_type = MEDIA_TYPES[image.format or "JPEG"]
        width, height = image.size
        blocks = find_blocks(data, image.info.get("exif"), image.info.get("xmp"))
        if media_type == "image/jpeg":
            image.draft(None, (1, 1))
        image.load()
    exif, iim, xmp = read_exif(blocks.exif), read_iim(blocks.iim), read_xmp(blocks.xmp)
    if exif.orientation >= 5:
        width, height = height, width
    return _joined(_Said(exif, iim, xmp, _iim_is_newer(blocks)), media_type, width, height)


def _iim_is_newer(blocks: Blocks) -> bool:
    """Say whether the digest shows that IIM was changed by a program that left XMP alone."""
    known = blocks.digest.strip(b"\x00")
    return bool(known) and md5(blocks.iim, usedforsecurity=False).digest() != blocks.digest


@dataclass(frozen=True)
class _Said:
    exif: ExifFacts
    iim: IimFacts
    xmp: XmpFacts
    iim_is_newer: bool

    def text(self, field_name: str, from_exif: str = "") -> str:
        """Return the believed wording of a field."""
        sides = [getattr(self.xmp, field_name), getattr(self.iim, field_name)]
        if self.iim_is_newer:
            sides.reverse()
        if sides[0] and self._is_cut(field_name):
            sides.sort(key=len, reverse=True)
        return next((text for text in (*sides, from_exif) if _says_something(text)), "")

    def _is_cut(self, field_name: str) -> bool:
        """Say whether IIM only holds the beginning that fits its limit."""
        limit = LIMITS.get(DATASETS.get(field_name, (0, 0)), 0)
        iim, xmp = getattr(self.iim, field_name), getattr(self.xmp, field_name)
        octets = len(iim.encode())
        return bool(iim) and xmp.startswith(iim) and octets >= limit - 4

    def conflict(self, field_name: str, from_exif: str = "") -> Message | None:
        """Tell that the blocks disagree on a field, or return None."""
        iim, xmp = getattr(self.iim, field_name), getattr(self.xmp, field_name)
        said = {"iptc": iim, "xmp": xmp, "exif": _comparable_exif(from_exif, iim or xmp)}
        filled = {block: text for block, text in said.items() if _says_something(text)}
        if self._is_cut(field_name):
            filled.pop("iptc", None)
        if len({_plain(text) for text in filled.values()}) < 2:
            return None
        return Message(
            "photo-conflict", {"field": field_name, **{key: filled.get(key, "") for key in said}}
        )


DATASETS = {
    "caption": CAPTION,
    "headline": HEADLINE,
    "creator": CREATOR,
    "credit": CREDIT,
    "source": SOURCE,
    "copyright": COPYRIGHT,
}


def _says_something(text: str) -> bool:
    return bool(text) and not DEFAULT_CAPTION.fullmatch(text)


def _believable(instant: datetime | None) -> bool:
    """Say whether a photo can be that old: a camera that lost its clock writes year 0 or 1."""
    return instant is not None and instant.year >= FIRST_PHOTO


def _plain(text: str) -> str:
    return " ".join(text.split())


def _comparable_exif(exif: str, other: str) -> str:
    """Take EXIF out of the comparison where it is the other text with its accents lost as ``?``."""
    lost = "".join(sign if sign.isascii() else "?" for sign in other)
    return other if exif and exif == lost else exif


def _joined(said: _Said, media_type: str, width: int, height: int) -> PhotoFacts:
    exif, iim, xmp = said.exif, said.iim, said.xmp
    from_exif = {"caption": exif.caption, "creator": exif.creator, "copyright": exif.copyright}
    conflicts = (said.conflict(name, from_exif.get(name, "")) for name in DATASETS)
    private = exif.private | xmp.private
    instructions = dict.fromkeys((said.text("instructions"), xmp.terms))
    return PhotoFacts(
        media_type=media_type,
        width=width,
        height=height,
        caption=said.text("caption", exif.caption),
        credit=said.text("credit"),
        creator=said.text("creator", exif.creator),
        copyright=said.text("copyright", exif.copyright),
        taken=next(filter(_believable, (exif.taken, xmp.taken, iim.taken)), None),
        place=said.text("place"),
        headline=said.text("headline", exif.headline),
        keywords=xmp.keywords or iim.keywords or exif.keywords,
        captions={Language(tag): text for tag, text in xmp.captions.items()},
        alt=xmp.alt,
        source=said.text("source"),
        instructions="\n".join(text for text in instructions if text),
        kind=KINDS.get(xmp.source_type, PhotoKind.PHOTO),
        private=tuple(name for name in PRIVATE_ORDER if name in private),
        conflicts=tuple(message for message in conflicts if message),
    )
