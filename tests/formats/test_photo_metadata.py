"""What photos say of themselves: IPTC-IIM, XMP, EXIF, their character sets and their quarrels."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta
from hashlib import md5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import TooLarge, Unreadable
from editor_app.domain.photo import PhotoKind
from editor_app.formats import photo_file
from editor_app.formats.photo_metadata import read
from editor_app.formats.photo_metadata_charsets import decoded
from editor_app.formats.photo_metadata_exif import read_exif
from editor_app.formats.photo_metadata_iim import read_iim, write_iim
from editor_app.formats.photo_metadata_xmp import read_xmp
from editor_app.sentences import sentence
from editor_app.wording import WORDING
from tests.formats.photo_making import (
    ascii_value,
    dataset,
    description,
    encoded,
    exif_segment,
    iim_segment,
    jpeg_with,
    packet,
    photoshop,
    picture,
    png_with,
    resource,
    segment,
    tiff,
    xmp_segment,
)

VIETNAMESE = "Chuyến phà đầu tiên rời bến Bình Thủy"
CHINESE = "渡轮驶离平水码头"


def test_a_caption_in_iim_is_read_with_credit_creator_place_and_day() -> None:
    data = jpeg_with(
        iim_segment(
            dataset(120, VIETNAMESE.encode()),
            dataset(110, b"Delta Courier"),
            dataset(80, "Phan Lê".encode()),
            dataset(116, "© Delta Courier".encode()),
            dataset(90, "Cần Thơ".encode()),
            dataset(101, b"Vietnam"),
            dataset(25, b"ferry"),
            dataset(25, b"river"),
            dataset(55, b"20261118"),
            dataset(60, b"054200+0700"),
            utf8=True,
        )
    )
    facts = read(data)
    assert facts.caption == VIETNAMESE
    assert (facts.credit, facts.creator) == ("Delta Courier", "Phan Lê")
    assert facts.copyright == "© Delta Courier"
    assert facts.place == "Cần Thơ, Vietnam"
    assert facts.keywords == ("ferry", "river")
    assert facts.taken is not None
    assert facts.taken.astimezone(UTC) == datetime(2026, 11, 17, 22, 42, tzinfo=UTC)
    assert facts.media_type == "image/jpeg"
    assert (facts.width, facts.height) == (60, 40)


def test_iim_without_a_marker_is_understood_as_mac_roman() -> None:
    caption = "The Navy’s carrier in Málaga".encode("mac_roman")
    assert read(jpeg_with(iim_segment(dataset(120, caption)))).caption == (
        "The Navy’s carrier in Málaga"
    )


def test_iim_without_a_marker_is_understood_as_windows() -> None:
    caption = "Le café de l’été".encode("cp1252")
    assert read(jpeg_with(iim_segment(dataset(120, caption)))).caption == "Le café de l’été"


def test_iim_without_a_marker_is_understood_as_chinese() -> None:
    data = jpeg_with(iim_segment(dataset(120, CHINESE.encode("gb2312"))))
    assert read(data).caption == CHINESE


def test_a_short_name_is_guessed_together_with_the_caption_beside_it() -> None:
    data = jpeg_with(
        iim_segment(
            dataset(120, "Trübe Tage für müde Möwen".encode("mac_roman")),
            dataset(80, "Jürgen".encode("mac_roman")),
        )
    )
    assert read(data).creator == "Jürgen"


def test_a_wrong_marker_of_utf8_does_not_garble_the_caption() -> None:
    data = jpeg_with(iim_segment(dataset(120, "Le café".encode("cp1252")), utf8=True))
    assert read(data).caption == "Le café"


def test_old_line_ends_become_line_feeds() -> None:
    assert read(jpeg_with(iim_segment(dataset(120, b"One\rTwo\r\nThree")))).caption == (
        "One\nTwo\nThree"
    )


def test_iim_spread_over_several_segments_is_joined() -> None:
    whole = resource(0x0404, dataset(120, b"A caption") + dataset(110, b"Credit"))
    halves = [
        segment(0xED, b"Photoshop 3.0\x00" + whole[:20]),
        segment(0xED, b"Photoshop 3.0\x00" + whole[20:]),
    ]
    facts = read(jpeg_with(*halves))
    assert (facts.caption, facts.credit) == ("A caption", "Credit")


def test_iim_in_two_resources_of_two_segments_is_read_whole() -> None:
    first = photoshop(resource(0x03ED, b"x" * 7), resource(0x0404, dataset(120, b"A caption")))
    second = photoshop(resource(0x0404, dataset(110, b"Credit"), name=b"later"))
    facts = read(jpeg_with(first, second))
    assert (facts.caption, facts.credit) == ("A caption", "Credit")


def test_a_caption_of_more_than_32_kilobytes_is_read() -> None:
    text = b"word " * 8000
    extended = b"\x1c\x02\x78\x80\x04" + len(text).to_bytes(4, "big") + text
    assert read_iim(extended).caption == text.decode().strip()


def test_xmp_captions_keep_their_languages() -> None:
    inner = description(x_default="A ferry", vi=VIETNAMESE, zh=CHINESE)
    facts = read(jpeg_with(xmp_segment(packet(inner))))
    assert facts.caption == "A ferry"
    assert facts.captions == {"vi": VIETNAMESE, "zh": CHINESE}


def test_xmp_written_as_attributes_is_read() -> None:
    data = jpeg_with(xmp_segment(packet("", 'photoshop:Credit="Delta Courier"')))
    assert read(data).credit == "Delta Courier"


@pytest.mark.parametrize("codec", ["utf-16-be", "utf-16-le", "utf-16"])
def test_xmp_in_utf16_is_read(codec: str) -> None:
    text = packet(description(x_default=CHINESE)).encode(codec)
    assert read_xmp((text,)).caption == CHINESE


def test_xmp_split_into_a_main_and_an_extended_packet_is_read() -> None:
    extended = packet(description(x_default="The long one")).encode()
    header = b"http://ns.adobe.com/xmp/extension/\x00" + b"0" * 32
    length = len(extended).to_bytes(4, "big")
    later = segment(0xE1, header + length + (100).to_bytes(4, "big") + extended[100:])
    sooner = segment(0xE1, header + length + (0).to_bytes(4, "big") + extended[:100])
    main = xmp_segment(packet("", 'photoshop:Credit="Delta Courier"'))
    facts = read(jpeg_with(main, later, sooner))
    assert (facts.caption, facts.credit) == ("The long one", "Delta Courier")


def test_xmp_in_webp_and_png_is_read() -> None:
    text = packet(description(x_default=VIETNAMESE)).encode()
    webp = encoded(picture(), "WEBP", xmp=text)
    png = png_with((b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + text))
    packed = png_with((b"iTXt", b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + zlib.compress(text)))
    assert [read(data).caption for data in (webp, png, packed)] == [VIETNAMESE] * 3


def test_iim_in_a_png_profile_of_imagemagick_is_read() -> None:
    records = resource(0x0404, dataset(120, b"A caption"))
    text = b"\niptc\n%8d\n" % len(records) + records.hex().encode()
    data = png_with((b"zTXt", b"Raw profile type iptc\x00\x00" + zlib.compress(text)))
    assert read(data).caption == "A caption"


def test_a_text_chunk_that_unpacks_to_megabytes_is_refused() -> None:
    bomb = zlib.compress(b" " * 9_000_000)
    data = png_with((b"iTXt", b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + bomb))
    with pytest.raises(Unreadable):
        read(data)


def test_metadata_of_a_tiff_is_read() -> None:
    caption = ascii_value("A caption")[1].decode()
    data = encoded(picture(), "TIFF", tiffinfo={270: caption, 315: "Phan Lê"})
    facts = read(data)
    assert facts.media_type == "image/tiff"
    assert facts.caption.startswith("A caption")


def test_exif_gives_caption_artist_copyright_and_the_instant_with_its_zone() -> None:
    structure = tiff(
        {
            0x010E: ascii_value(VIETNAMESE),
            0x013B: ascii_value("Phan Lê"),
            0x8298: ascii_value("Delta Courier"),
        },
        children={
            0x8769: {0x9003: ascii_value("2026:11:18 05:42:00"), 0x9011: ascii_value("+07:00")}
        },
    )
    facts = read(jpeg_with(exif_segment(structure)))
    assert (facts.caption, facts.creator, facts.copyright) == (
        VIETNAMESE,
        "Phan Lê",
        "Delta Courier",
    )
    assert facts.taken is not None
    assert facts.taken.utcoffset() == timedelta(hours=7)


def test_big_endian_exif_and_windows_fields_are_read() -> None:
    structure = tiff(
        {
            0x9C9B: (1, "Tít".encode("utf-16-le")),
            0x9C9C: (1, CHINESE.encode("utf-16-le")),
            0x9C9E: (1, "a;b".encode("utf-16-le")),
        },
        order=">",
    )
    facts = read_exif(structure)
    assert (facts.headline, facts.caption, facts.keywords) == ("Tít", CHINESE, ("a", "b"))


def test_orientation_swaps_width_and_height() -> None:
    structure = tiff({0x0112: (3, (6).to_bytes(2, "little"))})
    facts = read(jpeg_with(exif_segment(structure)))
    assert (facts.width, facts.height) == (40, 60)


def test_private_fields_of_exif_are_named() -> None:
    structure = tiff(
        {0x010F: ascii_value("Camera")},
        children={
            0x8769: {
                0xA430: ascii_value("Phan Lê"),
                0xA431: ascii_value("SN-123456"),
                0x927C: (7, b"maker notes"),
            },
            0x8825: {2: (5, b"\x01\x00\x00\x00" * 6)},
        },
        thumbnail=True,
    )
    assert read(jpeg_with(exif_segment(structure))).private == (
        "location",
        "serial-numbers",
        "owner",
        "maker-notes",
        "thumbnail",
    )


def test_private_fields_of_xmp_are_named() -> None:
    inner = (
        "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Hoa</rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:PersonInImage>"
    )
    data = jpeg_with(xmp_segment(packet(inner, 'exif:GPSLatitude="10,2N" aux:SerialNumber="1"')))
    assert read(data).private == ("location", "serial-numbers", "persons")


def test_a_picture_made_by_a_machine_is_known_as_such() -> None:
    term = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    data = jpeg_with(xmp_segment(packet("", f'Iptc4xmpExt:DigitalSourceType="{term}"')))
    assert read(data).kind is PhotoKind.AI_MADE


def test_different_captions_are_reported_and_xmp_is_believed() -> None:
    data = jpeg_with(
        iim_segment(dataset(120, b"The old caption")),
        xmp_segment(packet(description(x_default="The new caption"))),
    )
    facts = read(data)
    assert facts.caption == "The new caption"
    assert [message.fields["field"] for message in facts.conflicts] == ["caption"]
    said = sentence(facts.conflicts[0])
    assert "The old caption" in said
    assert "The new caption" in said


def test_iim_is_believed_when_its_digest_says_that_it_was_changed_later() -> None:
    old = dataset(120, b"Before")
    data = jpeg_with(
        photoshop(
            resource(0x0404, dataset(120, b"Changed later")),
            resource(0x0425, md5(old, usedforsecurity=False).digest()),
        ),
        xmp_segment(packet(description(x_default="Before"))),
    )
    assert read(data).caption == "Changed later"


def test_iim_cut_at_its_limit_is_no_conflict() -> None:
    name = "Photographer’s Mate First Class Elizabeth Thompson"
    data = jpeg_with(
        iim_segment(dataset(80, name.encode()[:32]), utf8=True),
        xmp_segment(packet(f"<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>")),
    )
    facts = read(data)
    assert facts.creator == name
    assert facts.conflicts == ()


def test_exif_that_lost_its_accents_is_no_conflict() -> None:
    lost = "".join(sign if sign.isascii() else "?" for sign in VIETNAMESE)
    data = jpeg_with(
        exif_segment(tiff({0x010E: ascii_value(lost)})),
        xmp_segment(packet(description(x_default=VIETNAMESE))),
    )
    facts = read(data)
    assert facts.caption == VIETNAMESE
    assert facts.conflicts == ()


@pytest.mark.parametrize("default", ["OLYMPUS DIGITAL CAMERA", "DSC_0042.JPG", "null", "SONY DSC"])
def test_what_cameras_write_is_no_caption(default: str) -> None:
    data = jpeg_with(exif_segment(tiff({0x010E: ascii_value(default)})))
    assert read(data).caption == ""


def test_entities_in_xmp_are_never_followed() -> None:
    text = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + packet(
        description(x_default="&a;")
    )
    assert read_xmp((text.encode(),)).caption == ""


def test_broken_xmp_costs_only_itself() -> None:
    data = jpeg_with(xmp_segment("<x:xmpmeta <<<< &&"), iim_segment(dataset(120, b"A caption")))
    assert read(data).caption == "A caption"


@given(st.binary(max_size=300))
def test_any_bytes_in_the_metadata_blocks_are_survived(junk: bytes) -> None:
    read_iim(junk)
    read_exif(b"II*\x00\x08\x00\x00\x00" + junk)
    read_xmp((junk,))
    read(jpeg_with(segment(0xED, b"Photoshop 3.0\x00" + junk), segment(0xE1, junk)))


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs")), max_size=60))
def test_utf8_is_always_understood(text: str) -> None:
    assert decoded(text.encode()) == decoded(text.encode(), "utf-8")


def test_iim_written_by_us_is_cut_at_whole_characters() -> None:
    written = write_iim((((2, 80), "Phạm Thị Nguyễn Ánh Nguyệt Minh Tâm"),))
    creator = read_iim(written).creator
    assert "Phạm Thị Nguyễn Ánh Nguyệt".startswith(creator)
    assert len(creator.encode()) <= 32


@pytest.mark.parametrize("offset", [b"+2399", b"+99", b"", b"x", b"+\xb2\xb2\xb2\xb2"])
def test_a_nonsensical_offset_is_taken_for_utc(offset: bytes) -> None:
    facts = read_iim(dataset(55, b"20261118") + dataset(60, b"054200" + offset))
    assert facts.taken == datetime(2026, 11, 18, 5, 42, tzinfo=UTC)


def test_the_time_of_a_camera_without_a_clock_is_not_believed() -> None:
    structure = tiff({}, children={0x8769: {0x9003: ascii_value("0001:01:01 00:00:00")}})
    assert read(jpeg_with(exif_segment(structure))).taken is None


# -- what cannot be taken in


def test_half_a_jpeg_is_refused_with_a_sentence() -> None:
    data = jpeg_with(width=600, height=400)
    with pytest.raises(Unreadable) as caught:
        read(data[: len(data) // 2], "half.jpg")
    assert caught.value.message.key == "photo-breaks-off"
    assert "half.jpg" in sentence(caught.value.message)


def test_a_file_over_the_limit_of_bytes_is_refused_before_it_is_opened() -> None:
    with pytest.raises(TooLarge) as caught:
        read(jpeg_with() + bytes(60_000_000), "huge.jpg")
    said = sentence(caught.value.message)
    assert "60 MB" in said
    assert "50 MB" in said


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photo_file, "MAX_PIXELS", 1000)
    with pytest.raises(TooLarge, match="photo-too-many-pixels"):
        read(jpeg_with())


def test_a_decompression_bomb_is_refused() -> None:
    data = png_with()
    huge = data[:16] + (50_000).to_bytes(4, "big") * 2 + data[24:29]
    crc = zlib.crc32(huge[12:29]).to_bytes(4, "big")
    with pytest.raises(TooLarge):
        read(huge + crc + data[33:])


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "photo-not-a-picture"),
        (b"PK\x03\x04 a document", "photo-not-a-picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo-not-a-picture"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "photo-heic"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_own_sentence(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "x")
    assert caught.value.message.key == key
    assert key in WORDING


@given(st.integers(0, 2000), st.integers(0, 255))
def test_a_harmed_jpeg_is_read_or_refused_but_never_a_bug(at: int, value: int) -> None:
    data = bytearray(jpeg_with(xmp_segment(packet(description(x_default="A")))))
    data[at % len(data)] = value
    assert _verdict(bytes(data)) in {"taken in", *WORDING}


def _verdict(data: bytes) -> str:
    try:
        read(data)
    except Unreadable as error:
        return error.message.key
    return "taken in"
