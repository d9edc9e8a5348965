"""The pictures of what is taken in: photos, and what is none: trackers, icons and the like."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from editor_app.formats.credits import parted
from editor_app.formats.file_kinds import LARGEST_FILE, picture_kind
from editor_app.formats.html_tree import Element, attribute, classes
from editor_app.formats.intake_values import Report, TakenPhoto
from editor_app.formats.web_addresses import absolute

STORED = "picture:"
"""How an importer names a picture of the document itself: ``<img src="picture:3">``."""

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url", "data-image")
_TRACKERS = re.compile(
    r"/(?:pixel|beacon|track(?:er|ing)?|collect|impression|stat)s?(?:[./?]|$)|doubleclick|"
    r"scorecardresearch|google-analytics|facebook\.com/tr|quantserve|1x1|spacer|blank\.gif|"
    r"/clear\.gif",
    re.IGNORECASE,
)
_DECORATIONS = re.compile(
    r"(?:^|[\s_-])(?:emoji|icon|avatar|logo|sprite|badge|spinner|loading|smiley|gravatar|flag)"
    r"(?:$|[\s_-])|wp-smiley",
    re.IGNORECASE,
)
_SMALLEST = 3
_SMALL = 40
_READABLE = frozenset({"JPEG", "PNG", "GIF", "TIFF", "BMP", "WebP"})
_DATA = re.compile(r"data:(?P<type>image/[\w.+-]+)?(?P<coded>;base64)?[^,]{0,100},", re.IGNORECASE)
_WIDTHS = re.compile(r"(\S+)\s+([\d.]+)[wx]")


@dataclass(frozen=True)
class StoredPicture:
    """A picture inside a document: the file's name in it, and its bytes."""

    name: str
    data: bytes


@dataclass
class Album:
    """Collects the photos of one taking in. ``base`` is the address of the page, if it has one."""

    report: Report
    base: str = ""
    stored: Mapping[str, StoredPicture] = field(default_factory=dict)
    photos: dict[str, TakenPhoto] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def take(self, image: Element) -> str:
        """Return the key of the photo in an ``img``; what is no photo is counted."""
        if _is_tracker(image):
            self.report.count("dropped-trackers")
            return ""
        if _is_decoration(image):
            self.report.count("dropped-decorations")
            return ""
        source = best_source(image)
        if not source:
            return ""
        if source in self.sources:
            return self.sources[source]
        photo = self._read(source)
        if photo is None:
            return ""
        caption, credit = parted(attribute(image, "copydesk-caption"))
        photo = replace(photo, alt=attribute(image, "alt"), caption=caption, credit=credit)
        self.photos[photo.key] = photo
        self.sources[source] = photo.key
        return photo.key

    def has_caption(self, key: str) -> bool:
        """Say whether a photo has a caption already."""
        photo = self.photos.get(key)
        return photo is not None and bool(photo.caption)

    def caption(self, key: str, text: str, *, credit: str = "") -> None:
        """Add a caption that was found beside a photo; a credit inside it is parted from it."""
        photo = self.photos.get(key)
        if photo is None:
            return
        words, found = parted(text)
        said = " ".join(part for part in (photo.caption, words) if part)
        self.photos[key] = replace(photo, caption=said, credit=credit or found or photo.credit)

    def _read(self, source: str) -> TakenPhoto | None:
        key = f"p{len(self.photos) + 1}"
        if source[:5].lower() == "data:":
            data = _data_of(source)
            return self._from_bytes(key, f"{key}.{picture_kind(data).lower()}", data)
        address = absolute(source, self.base)
        stored = self.stored.get(source) or self.stored.get(address)
        if stored is not None:
            return self._from_bytes(key, stored.name, stored.data)
        local = not address and not self.base and not re.match(r"[A-Za-z][\w+.-]*:|//", source)
        if not address and not local:
            self.report.count("dropped-pictures-elsewhere")
            return None
        path = urlsplit(address or source).path
        return TakenPhoto(key, unquote(path.rpartition("/")[2]), url=address or source)

    def _from_bytes(self, key: str, name: str, data: bytes) -> TakenPhoto | None:
        kind = picture_kind(data)
        if kind in {"GIF", "PNG"} and _is_dot(data):
            self.report.count("dropped-trackers")
            return None
        if kind not in _READABLE or len(data) > LARGEST_FILE:
            self.report.count("dropped-pictures-unreadable")
            return None
        return TakenPhoto(key, name, data)


def best_source(image: Element) -> str:
    """Return where the largest form of the picture is, the one that scripts would have loaded."""
    choices: list[tuple[float, str]] = []
    parent = image.getparent()
    around = [image]
    if parent is not None and parent.tag == "picture":
        around.extend(parent.iterchildren("source"))
    for element in around:
        for name in ("srcset", "data-srcset"):
            for address, width in _WIDTHS.findall(element.get(name) or ""):
                choices.append((float(width) if width.count(".") < 2 else 0, address.strip(",")))
    source = attribute(image, "src")
    plain = "" if source[:5].lower() == "data:" and len(source) < 400 else source
    lazy = next((value for name in _LAZY if (value := attribute(image, name))), "")
    best = max(choices, default=(0.0, ""))[1]
    return best or lazy or plain or source


def _is_tracker(image: Element) -> bool:
    sizes = [_pixels(image, "width"), _pixels(image, "height")]
    if any(size is not None and size < _SMALLEST for size in sizes):
        return True
    source = attribute(image, "src")
    return len(source) < 2_000 and not source.startswith("data:") and bool(_TRACKERS.search(source))


def _is_decoration(image: Element) -> bool:
    sizes = [_pixels(image, "width"), _pixels(image, "height")]
    known = [size for size in sizes if size is not None]
    if known and max(known) <= _SMALL:
        return True
    source = best_source(image)
    drawn = source.split("?")[0].lower().endswith(".svg") or source.startswith("data:image/svg")
    return drawn or bool(_DECORATIONS.search(classes(image)))


def _pixels(image: Element, name: str) -> float | None:
    style = re.search(rf"(?:^|[;\s]){name}\s*:\s*([\d.]+)px", image.get("style") or "")
    value = style.group(1) if style else attribute(image, name).removesuffix("px")
    return float(value) if re.fullmatch(r"\d+(?:\.\d+)?", value) else None


def _data_of(source: str) -> bytes:
    head = _DATA.match(source)
    if not head:
        return b""
    coded = source[head.end() :]
    if not head["coded"]:
        return unquote_to_bytes(coded)
    try:
        return base64.b64decode("".join(unquote(coded).split()) + "==", validate=False)
    except (binascii.Error, ValueError):
        return b""


def _is_dot(data: bytes) -> bool:
    """Say whether a GIF or PNG is one or two pixels wide or high."""
    if data[:3] == b"GIF":
        width, height = (int.from_bytes(data[at : at + 2], "little") for at in (6, 8))
    else:
        width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    return min(width, height) < _SMALLEST
