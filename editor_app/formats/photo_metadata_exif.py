"""EXIF (CIPA DC-008, version 2.32): the few tags that a desk needs, read from a TIFF structure.

Every offset is checked, every count limited: a broken directory gives what could be read of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from editor_app.formats.photo_metadata_charsets import decoded

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 13: 4}
MAX_ENTRIES = 1000
MAX_VALUE = 4_000_000

DESCRIPTION, ORIENTATION, DATE_TIME = 0x010E, 0x0112, 0x0132
ARTIST, COPYRIGHT = 0x013B, 0x8298
EXIF_DIRECTORY, GPS_DIRECTORY = 0x8769, 0x8825
MAKER_NOTE, USER_COMMENT = 0x927C, 0x9286
TAKEN, OFFSET_TAKEN, OFFSET = 0x9003, 0x9011, 0x9010
OWNER, BODY_SERIAL, LENS_SERIAL, UNIQUE_ID = 0xA430, 0xA431, 0xA435, 0xA420
DNG_SERIAL, PRINT_IMAGE = 0xC62F, 0xC4A5
WINDOWS_TITLE, WINDOWS_COMMENT, WINDOWS_AUTHOR, WINDOWS_KEYWORDS = 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E
GPS_COORDINATES = frozenset({2, 4, 20, 22, 27, 28})


@dataclass(frozen=True)
class Directory:
    """One image file directory: tag -> (type, bytes in the file's order), and that order."""

    order: str
    raw: dict[int, tuple[int, bytes]] = field(default_factory=dict)

    def number(self, tag: int) -> int | None:
        """Return the first integer of a tag, or None."""
        kind, value = self.raw.get(tag, (0, b""))
        size = SIZES.get(kind, 0)
        if kind not in {1, 3, 4, 13} or len(value) < size:
            return None
        return int.from_bytes(value[:size], "little" if self.order == "<" else "big")

    def text(self, tag: int) -> str:
        """Return a tag of characters as text, or an empty string."""
        kind, value = self.raw.get(tag, (0, b""))
        if kind not in {1, 2, 7}:
            return ""
        return " ".join(decoded(part).strip() for part in value.split(b"\x00") if part.strip())

    def wide(self, tag: int) -> str:
        """Return one of Windows' tags in UTF-16 as text, or an empty string."""
        value = self.raw.get(tag, (0, b""))[1]
        return value.decode("utf-16-le", "replace").rstrip("\x00").strip()


def directories(tiff: bytes) -> Iterator[Directory]:
    """Give the main directory and the second one (the thumbnail's) of a TIFF structure."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return
    at, seen = _integer(tiff[4:8], order), set[int]()
    while at and at not in seen and len(seen) < 2:
        seen.add(at)
        directory, following = _directory(tiff, at, order)
        yield directory
        at = following


def _integer(value: bytes, order: str) -> int:
    return int.from_bytes(value, "little" if order == "<" else "big")


def _directory(tiff: bytes, at: int, order: str) -> tuple[Directory, int]:
    count = min(_integer(tiff[at : at + 2], order), MAX_ENTRIES)
    raw: dict[int, tuple[int, bytes]] = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        if entry + 12 > len(tiff):
            return Directory(order, raw), 0
        tag, kind = (
            _integer(tiff[entry : entry + 2], order),
            _integer(tiff[entry + 2 : entry + 4], order),
        )
        size = SIZES.get(kind, 0) * _integer(tiff[entry + 4 : entry + 8], order)
        start = entry + 8 if size <= 4 else _integer(tiff[entry + 8 : entry + 12], order)
        if 0 < size <= MAX_VALUE and start + size <= len(tiff):
            raw.setdefault(tag, (kind, tiff[start : start + size]))
    end = at + 2 + 12 * count
    return Directory(order, raw), _integer(tiff[end : end + 4], order)


@dataclass(frozen=True)
class ExifFacts:
    """What EXIF says. ``taken`` is aware; without an offset in the file it is taken for UTC."""

    caption: str = ""
    headline: str = ""
    creator: str = ""
    copyright: str = ""
    keywords: tuple[str, ...] = ()
    taken: datetime | None = None
    orientation: int = 1
    private: frozenset[str] = frozenset()


def read_exif(tiff: bytes) -> ExifFacts:
    """Read an EXIF block (without its ``Exif`` header); rubbish gives empty facts."""
    found = list(directories(tiff))
    if not found:
        return ExifFacts()
    main = found[0]
    camera = _linked(tiff, main, EXIF_DIRECTORY)
    position = _linked(tiff, main, GPS_DIRECTORY)
    return ExifFacts(
        caption=main.text(DESCRIPTION) or main.wide(WINDOWS_COMMENT) or _comment(camera),
        headline=main.wide(WINDOWS_TITLE),
        creator=main.text(ARTIST) or main.wide(WINDOWS_AUTHOR),
        copyright=main.text(COPYRIGHT),
        keywords=tuple(
            word.strip() for word in main.wide(WINDOWS_KEYWORDS).split(";") if word.strip()
        ),
        taken=_instant(camera.text(TAKEN), camera.text(OFFSET_TAKEN) or camera.text(OFFSET)),
        orientation=_orientation(main),
        private=_private(main, camera, position, has_thumbnail=len(found) > 1),
    )


def _linked(tiff: bytes, main: Directory, tag: int) -> Directory:
    at = main.number(tag)
    return _directory(tiff, at, main.order)[0] if at else Directory(main.order)


def _orientation(main: Directory) -> int:
    value = main.number(ORIENTATION)
    return value if value is not None and 1 <= value <= 8 else 1


def _comment(camera: Directory) -> str:
    """Return the user comment, whose first eight bytes name its character set."""
    value = camera.raw.get(USER_COMMENT, (0, b""))[1]
    mark, text = value[:8], value[8:]
    if mark.startswith(b"UNICODE"):
        order = "utf-16-le" if camera.order == "<" else "utf-16-be"
        return text.decode(order, "replace").strip("\x00 \t\r\n")
    if mark.startswith(b"JIS"):
        return ""
    return decoded(text.strip(b"\x00")).strip() if mark.startswith(b"ASCII") else ""


def _instant(text: str, offset: str) -> datetime | None:
    """Read ``2026:11:23 17:00:05`` with an offset such as ``+07:00``."""
    try:
        plain = datetime.strptime(text[:19], "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return plain.replace(tzinfo=_zone(offset))


def _zone(offset: str) -> timezone:
    try:
        hours, _, minutes = offset.strip().partition(":")
        return timezone(timedelta(hours=int(hours), minutes=int(minutes or 0)))
    except ValueError:
        return UTC


def _private(
    main: Directory, camera: Directory, position: Directory, *, has_thumbnail: bool
) -> frozenset[str]:
    """Name what must not leave the desk."""
    found = {
        "location": bool(GPS_COORDINATES & position.raw.keys()),
        "serial-numbers": any(camera.text(tag) for tag in (BODY_SERIAL, LENS_SERIAL, UNIQUE_ID))
        or bool(main.text(DNG_SERIAL)),
        "owner": bool(camera.text(OWNER)),
        "maker-notes": MAKER_NOTE in camera.raw,
        "thumbnail": has_thumbnail,
    }
    return frozenset(name for name, present in found.items() if present)
