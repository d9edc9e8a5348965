"""What the editor of the main job has on the desk: the Word file, and what is to be typed."""

from __future__ import annotations

import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from editor_app.paths import resource_folder
from tests.formats.photo_making import ascii_value, exif_segment, tiff

GPS_TAG = 0x8825
MODEL_TAG = 0x0110
RATIONALS = 5


@dataclass(frozen=True)
class Typed:
    """A translation as it is typed, block for block of the source."""

    headline: str
    standfirst: str
    captions: tuple[str, ...]
    alts: tuple[str, ...]
    blocks: tuple[str, ...]


def intake() -> Path:
    """Return where the sample keeps what is taken in."""
    return resource_folder() / "sample" / "intake"


def english() -> Typed:
    """Return the English translation of the sample's Word file."""
    told = tomllib.loads((intake() / "translations.toml").read_text("utf-8"))
    english = told["translations"]["en"]
    return Typed(
        english["headline"],
        english["standfirst"],
        tuple(english["captions"]),
        tuple(english["alts"]),
        tuple(english["blocks"]),
    )


def word_file(folder: Path) -> Path:
    """Return the sample's Word file, its photos with the place where they were taken."""
    out = folder / "thuyen-thung.docx"
    with (
        zipfile.ZipFile(intake() / "thuyen-thung.docx") as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            data = source.read(member)
            is_photo = member.filename.endswith(".jpg")
            target.writestr(member.filename, located(data) if is_photo else data)
    return out


def located(jpeg: bytes) -> bytes:
    """Return a JPEG whose EXIF names the camera and the place; the rest stays."""
    start = jpeg.index(b"Exif\x00\x00") - 4
    length = int.from_bytes(jpeg[start + 2 : start + 4], "big") + 2
    place = {
        1: ascii_value("N"),
        2: (RATIONALS, _degrees(16, 3, 17)),
        3: ascii_value("E"),
        4: (RATIONALS, _degrees(108, 13, 20)),
    }
    structure = tiff({MODEL_TAG: ascii_value("Spy 9000")}, children={GPS_TAG: place})
    return jpeg[:start] + exif_segment(structure) + jpeg[start + length :]


def _degrees(*parts: int) -> bytes:
    return b"".join(part.to_bytes(4, "little") + (1).to_bytes(4, "little") for part in parts)
