"""Renditions: a photo in the sizes that a page needs, cleaned, with its caption and credit inside.

What leaves the desk is made anew from the pixels. Of the file's own metadata nothing is copied; a
short list (``Label``) is written back: no place, no serial numbers, no persons, no thumbnails.
The same file and label give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from editor_app.domain.photo import WIDTHS, Cover
from editor_app.formats.photo_file import opened
from editor_app.formats.rendition_labels import Label, labelled_jpeg, xmp_packet
from editor_app.formats.rendition_pictures import covered, largest_picture, scaled

if TYPE_CHECKING:
    from PIL import Image

QUALITY = 82
THUMBNAIL_QUALITY = 78
OPAQUE = 255
PLAIN = Label()


@dataclass(frozen=True)
class Rendition:
    """One size of a photo: pixels, media type (``image/jpeg`` or ``image/png``) and the file."""

    width: int
    height: int
    media_type: str
    data: bytes

    @property
    def extension(self) -> str:
        """The file name's ending, without a dot."""
        return "png" if self.media_type == "image/png" else "jpg"


def render(
    data: bytes,
    widths: Sequence[int] = WIDTHS,
    label: Label = PLAIN,
    covers: Sequence[Cover] = (),
    name: str = "",
) -> tuple[Rendition, ...]:
    """Return the sizes of a photo, smallest first, each turned upright, in sRGB and cleaned.

    No size is larger than the photo: one narrower than the largest width wanted comes in its own
    width. A picture that uses transparency stays PNG, all else becomes JPEG; of an animation the
    first frame is taken. ``covers`` are burnt in. Raises TooLarge or Unreadable.
    """
    with opened(data, name) as image:
        largest = covered(largest_picture(image, data, max(widths)), covers)
    largest = largest if _is_transparent(largest) else largest.convert("RGB")
    pictures = [largest]
    for width in sorted({width for width in widths if width < largest.width}, reverse=True):
        pictures.append(scaled(pictures[-1], width))
    return tuple(_written(picture, label) for picture in reversed(pictures))


def thumbnail(data: bytes, width: int, covers: Sequence[Cover] = (), name: str = "") -> bytes:
    """Return a small JPEG for the desk's own screens, on white where the photo is transparent.

    Raises TooLarge or Unreadable.
    """
    with opened(data, name) as image:
        picture = covered(largest_picture(image, data, width), covers)
    return _jpeg(_on_white(picture), THUMBNAIL_QUALITY)


def _is_transparent(picture: Image.Image) -> bool:
    """Say whether any pixel lets the ground through."""
    if picture.mode != "RGBA":
        return False
    lowest = picture.getchannel("A").getextrema()[0]
    return isinstance(lowest, (int, float)) and lowest < OPAQUE


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    return Image.alpha_composite(ground, picture).convert("RGB")


def _written(picture: Image.Image, label: Label) -> Rendition:
    if picture.mode == "RGBA":
        return Rendition(picture.width, picture.height, "image/png", _png(picture, label))
    data = labelled_jpeg(_jpeg(picture, QUALITY), label)
    return Rendition(picture.width, picture.height, "image/jpeg", data)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    picture.info.clear()
    picture.save(out, "JPEG", quality=quality, optimize=True, subsampling="4:2:0")
    return out.getvalue()


def _png(picture: Image.Image, label: Label) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    out, words = BytesIO(), PngInfo()
    if label != PLAIN:
        words.add_itxt("XML:com.adobe.xmp", xmp_packet(label).decode())
    picture.info.clear()
    picture.save(out, "PNG", optimize=True, pnginfo=words)
    return out.getvalue()
