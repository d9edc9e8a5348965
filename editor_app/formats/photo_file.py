"""Opening a photo within limits, for the metadata reader and the renditions.

Only formats that a newsroom sends are tried, nothing over the limits is unpacked, and whatever
Pillow says of a broken file becomes one of our errors. The work is meant for a worker process.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from editor_app.domain.errors import TooLarge, Unreadable

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 50_000_000
"""The largest file taken in; a 60-megapixel JPEG at full quality is smaller."""

MAX_PIXELS = 80_000_000
"""The largest picture unpacked: 320 MB at four bytes a pixel."""

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "GIF")
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "AVIF": "image/avif",
    "GIF": "image/gif",
}

BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    ZeroDivisionError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What Pillow is known to raise on a broken file."""


@contextmanager
def opened(data: bytes, name: str = "") -> Iterator[Image.Image]:
    """Open a photo whose size is within the limits; its pixels are not decoded yet.

    Raises TooLarge or Unreadable, also for what goes wrong while the caller decodes it.
    """
    from PIL import Image

    if len(data) > MAX_BYTES:
        size = round(len(data) / 1_000_000)
        raise TooLarge("photo-too-heavy", name=name, size=size, limit=MAX_BYTES // 1_000_000)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                _check_pixels(image.width * image.height, name)
                yield image
    except Image.DecompressionBombError as error:
        raise TooLarge("photo-too-many-pixels", name=name, limit=MAX_PIXELS // 1_000_000) from error
    except MemoryError as error:
        raise TooLarge("photo-too-many-pixels", name=name, limit=MAX_PIXELS // 1_000_000) from error
    except BROKEN as error:
        raise _unreadable(data, name, error) from error


def _check_pixels(pixels: int, name: str) -> None:
    if pixels > MAX_PIXELS:
        raise TooLarge("photo-too-many-pixels", name=name, limit=MAX_PIXELS // 1_000_000)


def _unreadable(data: bytes, name: str, error: Exception) -> Unreadable:
    """Choose the sentence: no picture at all, one that breaks off, or one that is damaged."""
    from PIL import UnidentifiedImageError

    if isinstance(error, UnidentifiedImageError):
        if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif"}:
            return Unreadable("photo-heic", name=name)
        return Unreadable("photo-not-a-picture", name=name)
    if "truncated" in str(error).casefold():
        return Unreadable("photo-breaks-off", name=name)
    return Unreadable("photo-damaged", name=name)
