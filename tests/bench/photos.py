"""Renditions of a photo of 24 megapixels, against Pillow alone."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from editor_app.domain.photo import WIDTHS
from editor_app.formats.renditions import render, thumbnail
from tests.bench.figures import Figure, median_of
from tests.bench.material import photo

QUALITY = 82


def measure() -> Iterator[Figure]:
    """Yield the time of all widths and of a thumbnail."""
    data = photo(6000, 4000)
    plain = median_of(3, lambda: _chain(data))
    ours = median_of(3, lambda: render(data))
    yield Figure(
        f"photo of 24 megapixels to {len(WIDTHS)} widths, cleaned and labelled",
        ours,
        baseline=plain,
        against="Pillow's draft and chain",
        goal=1.15,
    )
    small = median_of(3, lambda: _small(data))
    yield Figure(
        "thumbnail of the same",
        median_of(3, lambda: thumbnail(data, 240)),
        baseline=small,
        against="Pillow's draft",
        goal=1.5,
    )


def _chain(data: bytes) -> list[bytes]:
    """Decode once as small as the format allows, then each width from the next larger one."""
    picture: Image.Image = Image.open(BytesIO(data))
    picture.draft("RGB", (max(WIDTHS), 1))
    made = []
    for width in sorted(WIDTHS, reverse=True):
        height = round(picture.height * width / picture.width)
        picture = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        out = BytesIO()
        picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        made.append(out.getvalue())
    return made


def _small(data: bytes) -> bytes:
    picture = Image.open(BytesIO(data))
    picture.draft("RGB", (240, 160))
    picture.thumbnail((240, 240))
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
