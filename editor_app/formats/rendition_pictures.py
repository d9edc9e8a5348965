"""The pixels of a rendition: decoded small, turned upright, in sRGB, scaled, regions covered."""

from __future__ import annotations

import math
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from editor_app.domain.photo import Cover
from editor_app.formats.photo_metadata_blocks import find_blocks
from editor_app.formats.photo_metadata_exif import read_exif

if TYPE_CHECKING:
    from PIL import Image

TURNED = 5
"""EXIF orientations from this one on swap width and height."""

BLUR_CELLS = 6
"""A blurred region is first brought down to this many cells across: nothing can be got back."""


def largest_picture(image: Image.Image, data: bytes, width: int) -> Image.Image:
    """Return the picture as seen, in sRGB (mode RGB or RGBA), at most ``width`` pixels wide.

    ``image`` was opened from ``data`` and is not yet decoded; a JPEG is decoded at the smallest of
    its own scales that is large enough.
    """
    orientation = read_exif(
        find_blocks(data, image.info.get("exif"), image.info.get("xmp")).exif
    ).orientation
    seen = image.size if orientation < TURNED else image.size[::-1]
    target = _fitting(seen, width)
    stored = target if orientation < TURNED else target[::-1]
    if image.format in {"JPEG", "MPO"}:
        image.draft(None, stored)
    image.load()
    picture = _plain_mode(image)
    if picture.size != stored:
        picture = _resized(picture, stored)
    return _upright(_in_srgb(picture, image.info.get("icc_profile")), orientation)


def scaled(picture: Image.Image, width: int) -> Image.Image:
    """Return the picture in a smaller width."""
    return _resized(picture, _fitting(picture.size, width))


def _fitting(size: tuple[int, int], width: int) -> tuple[int, int]:
    if size[0] <= width:
        return size
    return width, max(1, round(size[1] * width / size[0]))


def _resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Scale down; colours that transparency hides do not bleed into what is seen."""
    from PIL.Image import Resampling

    if picture.mode == "RGBA":
        premultiplied = picture.convert("RGBa").resize(size, Resampling.LANCZOS, reducing_gap=2.0)
        return premultiplied.convert("RGBA")
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=2.0)


def _plain_mode(image: Image.Image) -> Image.Image:
    """Return the picture in L, RGB, RGBA or CMYK: no palettes, deep greys brought to 8 bits."""
    if image.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in image.info:
        return image
    if image.mode in {"I", "I;16", "I;16B", "I;16L", "F"}:
        return _eight_bits(image)
    if image.mode in {"PA", "LA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Bring deep greys to 8 bits: 16-bit values are divided, other ranges are stretched."""
    wide = image.convert("F")
    low, high = wide.getextrema()
    if not (isinstance(low, float) and isinstance(high, float) and math.isfinite(high - low)):
        return image.convert("L")
    if image.mode != "F" and low >= 0 and high <= 65535:
        return wide.point(lambda value: value * (1 / 257)).convert("L")
    span = (high - low) or 1.0
    return wide.point(lambda value: value * (255 / span) + (-low * 255 / span)).convert("L")


def _in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """Convert by the picture's own colour profile; without a usable one its numbers are sRGB."""
    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    if isinstance(profile, bytes) and profile:
        converted = _by_profile(picture, profile)
        if converted is not None:
            return converted
    return picture if picture.mode == wanted else picture.convert(wanted)


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        space = source.profile.xcolor_space.strip()
        if {"GRAY": "L", "CMYK": "CMYK"}.get(space, "RGB") != picture.mode.rstrip("A"):
            return None
        if "srgb" in (source.profile.profile_description or "").casefold():
            return picture
        target = ImageCms.createProfile("sRGB")
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _upright(picture: Image.Image, orientation: int) -> Image.Image:
    """Turn the picture as EXIF's orientation (1 to 8) says."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(turns[orientation]) if orientation in turns else picture


def covered(picture: Image.Image, covers: Iterable[Cover]) -> Image.Image:
    """Return the picture with regions blurred or blacked out for good."""
    result = picture
    for cover in covers:
        box = _box(cover, picture.size)
        if box[0] < box[2] and box[1] < box[3]:
            result = result.copy() if result is picture else result
            result.paste(_black(result, box) if cover.black else _blurred(result, box), box)
    return result


def _box(cover: Cover, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the region in pixels, rounded outwards and kept inside the picture."""
    width, height = size
    return (
        max(0, math.floor(cover.left * width)),
        max(0, math.floor(cover.top * height)),
        min(width, math.ceil((cover.left + cover.width) * width)),
        min(height, math.ceil((cover.top + cover.height) * height)),
    )


def _black(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    from PIL import Image

    return Image.new(
        picture.mode, (box[2] - box[0], box[3] - box[1]), (0, 0, 0, 255)[: len(picture.mode)]
    )


def _blurred(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """Average the region into a few cells and draw those large and soft."""
    from PIL.Image import Resampling

    region = picture.crop(box)
    cell = max(region.width, region.height) / BLUR_CELLS
    cells = max(1, round(region.width / cell)), max(1, round(region.height / cell))
    return region.resize(cells, Resampling.BOX).resize(region.size, Resampling.BICUBIC)
