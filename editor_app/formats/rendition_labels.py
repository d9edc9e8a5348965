"""What is written into a photo that leaves: caption, creator, credit, copyright, terms, kind.

In XMP (all scripts, a caption per language) and, for JPEG, in IPTC-IIM too (UTF-8 with its marker),
because many newsroom programs still read only that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from editor_app.domain.ids import Language
from editor_app.domain.photo import PhotoKind
from editor_app.formats.photo_metadata import PhotoFacts
from editor_app.formats.photo_metadata_blocks import IIM_RESOURCE, XMP_HEADER
from editor_app.formats.photo_metadata_iim import CAPTION, COPYRIGHT, CREATOR, CREDIT, write_iim
from editor_app.formats.photo_metadata_xmp import write_xmp

NO_CAPTIONS: Mapping[Language, str] = MappingProxyType({})
MAX_TEXT = 4000
"""The most characters of one text; three captions of this length fit a JPEG segment."""

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SOURCE_TYPES = {
    PhotoKind.AI_MADE: SOURCE_TYPE + "trainedAlgorithmicMedia",
    PhotoKind.SCREENSHOT: SOURCE_TYPE + "screenCapture",
    PhotoKind.ILLUSTRATION: SOURCE_TYPE + "digitalCreation",
    PhotoKind.GRAPHIC: SOURCE_TYPE + "dataDrivenMedia",
}


@dataclass(frozen=True)
class Label:
    """The words written into the file, and nothing else.

    ``captions`` per language; the first is the default one. ``creator`` may name several, parted by
    ``"; "``. ``terms`` are usage terms. ``kind`` writes the Digital Source Type where one fits.
    """

    creator: str = ""
    credit: str = ""
    copyright: str = ""
    captions: Mapping[Language, str] = field(default_factory=lambda: NO_CAPTIONS)
    terms: str = ""
    kind: PhotoKind = PhotoKind.PHOTO

    @classmethod
    def of(cls, facts: PhotoFacts) -> Label:
        """Return the label that keeps what the file itself said."""
        captions = dict(facts.captions) or {Language("und"): facts.caption}
        return cls(
            creator=facts.creator,
            credit=facts.credit,
            copyright=facts.copyright,
            captions={language: text for language, text in captions.items() if text},
            kind=facts.kind,
        )

    @property
    def default_caption(self) -> str:
        """The caption of the first language."""
        return next(iter(self.captions.values()), "")


def xmp_packet(label: Label) -> bytes:
    """Return the XMP packet of a label."""
    texts = {
        "photoshop:Credit": label.credit,
        "dc:rights": label.copyright,
        "xmpRights:UsageTerms": label.terms,
        "Iptc4xmpExt:DigitalSourceType": SOURCE_TYPES.get(label.kind, ""),
    }
    captions = {str(tag): text[:MAX_TEXT] for tag, text in label.captions.items() if tag != "und"}
    return write_xmp(
        {name: text[:MAX_TEXT] for name, text in texts.items()},
        label.creator.split("; "),
        captions,
        label.default_caption[:MAX_TEXT],
    )


def labelled_jpeg(jpeg: bytes, label: Label) -> bytes:
    """Return the JPEG with the label in an XMP and a Photoshop segment behind its first header."""
    if label == Label():
        return jpeg
    iim = write_iim(
        (
            (CREATOR, label.creator),
            (CREDIT, label.credit),
            (COPYRIGHT, label.copyright),
            (CAPTION, label.default_caption),
        )
    )
    start = 4 + int.from_bytes(jpeg[4:6], "big") if jpeg[2:4] == b"\xff\xe0" else 2
    segments = _segment(0xE1, XMP_HEADER + xmp_packet(label)) + _segment(0xED, _resources(iim))
    return jpeg[:start] + segments + jpeg[start:]


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload


def _resources(iim: bytes) -> bytes:
    """Wrap IIM records into a Photoshop image resource list."""
    head = b"8BIM" + IIM_RESOURCE.to_bytes(2, "big") + b"\x00\x00"
    return (
        b"Photoshop 3.0\x00" + head + len(iim).to_bytes(4, "big") + iim + b"\x00" * (len(iim) % 2)
    )
