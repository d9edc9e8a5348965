"""Where a picture file keeps its metadata: finds the EXIF, XMP and IPTC-IIM blocks, undecoded.

Reads JPEG segments (JFIF, EXIF 2.32, XMP part 3 with extended packets, Photoshop image resources in
any number of APP13 segments), PNG chunks, WebP chunks and TIFF tags by hand, so that a broken block
costs only itself. Other formats give what Pillow found.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editor_app.formats.photo_metadata_exif import Directory, directories

EXIF_HEADER = b"Exif\x00"
XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\x00"
EXTENDED_XMP_HEADER = b"http://ns.adobe.com/xmp/extension/\x00"
PHOTOSHOP_HEADERS = (b"Photoshop 3.0\x00", b"Adobe_Photoshop2.5:")
IIM_RESOURCE = 0x0404
DIGEST_RESOURCE = 0x0425
RESOURCE_MARKS = (b"8BIM", b"PHUT", b"DCSR", b"AgHg", b"MeSa")
MAX_BLOCK = 8_000_000
TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP = 700, 33723, 34377


@dataclass(frozen=True)
class Blocks:
    """The raw metadata; ``digest`` is Photoshop's MD5 of the IIM at the last change of the XMP."""

    exif: bytes = b""
    xmp: tuple[bytes, ...] = ()
    iim: bytes = b""
    digest: bytes = b""


def find_blocks(data: bytes, exif: object = None, xmp: object = None) -> Blocks:
    """Return the blocks of a picture file; ``exif`` and ``xmp`` are what Pillow found, if any."""
    if data.startswith(b"\xff\xd8"):
        return _of_jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _of_png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _of_webp(data)
    if data[:4] in {b"II*\x00", b"MM\x00*"}:
        return _of_tiff(data)
    return Blocks(
        _without_exif_header(exif) if isinstance(exif, bytes) else b"",
        (xmp,) if isinstance(xmp, bytes) else (),
    )


def _without_exif_header(block: bytes) -> bytes:
    return block[6:] if block.startswith(EXIF_HEADER) else block


# -- JPEG


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give marker and payload of each segment before the pixels."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in {0xDA, 0xD9}:
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)


def _of_jpeg(data: bytes) -> Blocks:
    exif, packets, resources = b"", [], b""
    extended: dict[bytes, dict[int, bytes]] = {}
    for marker, payload in _jpeg_segments(data):
        if marker == 0xE1 and payload.startswith(EXIF_HEADER):
            exif = exif or payload[6:]
        elif marker == 0xE1 and payload.startswith(XMP_HEADER):
            packets.append(payload[len(XMP_HEADER) :])
        elif marker == 0xE1 and payload.startswith(EXTENDED_XMP_HEADER):
            part = payload[len(EXTENDED_XMP_HEADER) :]
            offset = int.from_bytes(part[36:40], "big")
            extended.setdefault(part[:32], {})[offset] = part[40:]
        elif marker == 0xED:
            resources += _photoshop_payload(payload)
    packets += [_joined(parts) for parts in extended.values()]
    iim, digest = _of_resources(resources)
    return Blocks(exif, tuple(packets), iim, digest)


def _joined(parts: Mapping[int, bytes]) -> bytes:
    return b"".join(parts[offset] for offset in sorted(parts))


def _photoshop_payload(payload: bytes) -> bytes:
    """Return the image resources of an APP13 segment; a long list goes on in the next segment."""
    for header in PHOTOSHOP_HEADERS:
        if payload.startswith(header):
            return payload[len(header) :]
    return b""


def _of_resources(resources: bytes) -> tuple[bytes, bytes]:
    """Return all IIM records joined, and the digest, of Photoshop image resource blocks."""
    iim, digest, at = b"", b"", 0
    while at + 12 <= len(resources):
        if resources[at : at + 4] not in RESOURCE_MARKS:
            at = _next_resource(resources, at)
            continue
        kind = int.from_bytes(resources[at + 4 : at + 6], "big")
        name = resources[at + 6] + 1
        start = at + 6 + name + name % 2
        size = int.from_bytes(resources[start : start + 4], "big")
        value = resources[start + 4 : start + 4 + size]
        if kind == IIM_RESOURCE:
            iim += value
        elif kind == DIGEST_RESOURCE:
            digest = value
        at = start + 4 + size + size % 2
    return iim, digest


def _next_resource(resources: bytes, at: int) -> int:
    """Find the next block after rubbish between blocks."""
    found = resources.find(b"8BIM", at + 1)
    return found if found >= 0 else len(resources)


# -- PNG (PNG third edition; textual profiles as ImageMagick writes them)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _of_png(data: bytes) -> Blocks:
    exif, packets, iim, digest = b"", [], b"", b""
    for kind, payload in _png_chunks(data):
        if kind == b"eXIf":
            exif = payload
        elif kind in {b"iTXt", b"zTXt", b"tEXt"}:
            keyword, _, rest = payload.partition(b"\x00")
            value = _png_text(kind, rest)
            if keyword == b"XML:com.adobe.xmp":
                packets.append(value)
            elif keyword.startswith(b"Raw profile type "):
                raw = _raw_profile(value)
                profile = keyword[17:]
                if profile in {b"exif", b"APP1"} and raw.startswith(EXIF_HEADER):
                    exif = exif or raw[6:]
                elif profile == b"xmp":
                    packets.append(raw)
                elif profile == b"iptc":
                    iim, digest = _of_resources(raw) if raw[:4] == b"8BIM" else (raw, b"")
    return Blocks(exif, tuple(packets), iim, digest)


def _png_text(kind: bytes, rest: bytes) -> bytes:
    """Return the text of a PNG text chunk after its keyword; broken or huge ones are empty."""
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _inflated(rest[1:])
    compressed, rest = rest[:1] == b"\x01", rest[2:]
    value = rest.split(b"\x00", 2)[-1]
    return _inflated(value) if compressed else value


def _inflated(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        value = unpacker.decompress(packed, MAX_BLOCK)
    except zlib.error:
        return b""
    return b"" if unpacker.unconsumed_tail else value


def _raw_profile(text: bytes) -> bytes:
    """Decode ImageMagick's form: a name line, a length line, then lines of hex digits."""
    words = text.split()
    try:
        return bytes.fromhex(b"".join(words[2:]).decode("ascii"))
    except ValueError:
        return b""


# -- WebP (RIFF container)


def _of_webp(data: bytes) -> Blocks:
    exif, packets, at = b"", [], 12
    while at + 8 <= len(data):
        kind = data[at : at + 4]
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        payload = data[at + 8 : at + 8 + size]
        if kind == b"EXIF":
            exif = _without_exif_header(payload)
        elif kind == b"XMP ":
            packets.append(payload)
        at += 8 + size + size % 2
    return Blocks(exif, tuple(packets))


# -- TIFF


def _of_tiff(data: bytes) -> Blocks:
    first = next(iter(directories(data)), None)
    if first is None:
        return Blocks(data)
    iim, digest = _of_resources(_tiff_bytes(first, TIFF_PHOTOSHOP))
    packet = _tiff_bytes(first, TIFF_XMP)
    return Blocks(data, (packet,) if packet else (), _tiff_iim(first) or iim, digest)


def _tiff_bytes(directory: Directory, tag: int) -> bytes:
    value = directory.raw.get(tag)
    return value[1] if value else b""


def _tiff_iim(directory: Directory) -> bytes:
    """Return the IPTC tag; some writers store it as 32-bit words in the byte order of the file."""
    kind, value = directory.raw.get(TIFF_IIM, (0, b""))
    if kind == 4 and value[:1] != b"\x1c":
        words = len(value) // 4
        return struct.pack(f">{words}I", *struct.unpack(f"<{words}I", value[: words * 4]))
    return value
