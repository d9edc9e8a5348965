"""Renditions: sizes, colours, orientation, covers, and what is written into them."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from editor_app.domain.errors import TooLarge, Unreadable
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.domain.photo import WIDTHS, Cover, PhotoKind
from editor_app.formats import photo_file
from editor_app.formats.photo_metadata import read
from editor_app.formats.rendition_labels import Label
from editor_app.formats.rendition_pictures import covered, scaled
from editor_app.formats.renditions import Rendition, render, thumbnail
from tests.formats.photo_making import (
    ascii_value,
    dataset,
    description,
    encoded,
    exif_segment,
    iim_segment,
    jpeg_with,
    packet,
    picture,
    segment,
    tiff,
    with_segments,
    xmp_segment,
)

Pixel = tuple[int, ...]
LABEL = Label(
    creator="Phan Lê; Mai Lan",
    credit="Delta Courier",
    copyright="© 2026 Delta Courier",
    captions={
        VIETNAMESE: "Chuyến phà đầu tiên",
        ENGLISH: "The first ferry",
        CHINESE: "首班渡轮",
    },
    terms="One-time use",
    kind=PhotoKind.AI_MADE,
)
SECRETS = (b"SN-7788", b"Camera Owner", b"Lam Thi Hoa", b"makernote", b"10,2N", b"history")


def shown(rendition: Rendition) -> Image.Image:
    """Return the decoded picture."""
    image = Image.open(BytesIO(rendition.data))
    image.load()
    return image


def near(pixel: object, wanted: Pixel, within: int = 24) -> bool:
    """Say whether a pixel is about a colour."""
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= within for a, b in zip(pixel, wanted, strict=True))


def corners(image: Image.Image) -> tuple[object, ...]:
    """Return the pixels near the four corners, clockwise from the top left."""
    right, bottom = image.width - 3, image.height - 3
    return tuple(
        image.getpixel(place) for place in ((2, 2), (right, 2), (right, bottom), (2, bottom))
    )


def private_jpeg() -> bytes:
    """Return a photo that says where, with what and by whom it was taken."""
    structure = tiff(
        {0x010F: ascii_value("Maker"), 0x0131: ascii_value("history")},
        children={
            0x8769: {
                0xA430: ascii_value("Camera Owner"),
                0xA431: ascii_value("SN-7788"),
                0x927C: (7, b"makernote" * 4),
            },
            0x8825: {2: (5, b"\x0a\x00\x00\x00\x01\x00\x00\x00" * 3)},
        },
        thumbnail=True,
    )
    person = (
        "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Lam Thi Hoa</rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:PersonInImage>"
    )
    return with_segments(
        encoded(picture(900, 600), quality=92, comment=b"history of edits"),
        exif_segment(structure),
        xmp_segment(packet(person, 'exif:GPSLatitude="10,2N" aux:SerialNumber="SN-7788"')),
        iim_segment(dataset(120, b"history"), dataset(40, b"Camera Owner")),
    )


def test_the_sizes_are_those_wanted_and_none_is_larger_than_the_photo() -> None:
    sizes = render(encoded(picture(1200, 800), quality=90), WIDTHS)
    assert [(item.width, item.height) for item in sizes] == [(480, 320), (960, 640), (1200, 800)]
    assert all(shown(item).size == (item.width, item.height) for item in sizes)


def test_a_large_photo_comes_in_the_wanted_widths_alone() -> None:
    sizes = render(encoded(picture(2400, 1600), quality=90), WIDTHS)
    assert [item.width for item in sizes] == list(WIDTHS)


def test_a_small_photo_comes_in_its_own_size() -> None:
    (only,) = render(jpeg_with(), WIDTHS)
    assert (only.width, only.height) == (60, 40)


@given(st.integers(1, 700), st.integers(1, 700), st.sets(st.integers(20, 500), min_size=1))
def test_no_size_is_ever_larger_than_the_photo(width: int, height: int, wanted: set[int]) -> None:
    flat = encoded(Image.new("RGB", (width, height)), "PNG")
    sizes = render(flat, tuple(wanted))
    assert all(item.width <= width and item.height <= height for item in sizes)
    assert [item.width for item in sizes] == sorted({min(each, width) for each in wanted})


def test_nothing_private_is_left_in_a_rendition() -> None:
    data = private_jpeg()
    assert set(read(data).private) >= {"location", "serial-numbers", "persons", "maker-notes"}
    for item in render(data, label=LABEL):
        assert read(item.data).private == ()
        assert not [secret for secret in SECRETS if secret in item.data]
        assert not shown(item).getexif()


def test_credit_copyright_and_the_captions_of_all_languages_are_written_in() -> None:
    for item in render(private_jpeg(), label=LABEL):
        facts = read(item.data)
        assert facts.caption == "Chuyến phà đầu tiên"
        assert facts.captions == LABEL.captions
        assert (facts.credit, facts.creator) == ("Delta Courier", "Phan Lê; Mai Lan")
        assert facts.copyright == "© 2026 Delta Courier"
        assert facts.instructions == "One-time use"
        assert facts.kind is PhotoKind.AI_MADE
        assert facts.conflicts == ()


def test_the_label_stands_in_iptc_too_where_older_programs_look() -> None:
    from editor_app.formats.photo_metadata_blocks import find_blocks
    from editor_app.formats.photo_metadata_iim import read_iim

    (item,) = render(jpeg_with(), label=LABEL)
    iim = read_iim(find_blocks(item.data).iim)
    assert (iim.caption, iim.credit) == ("Chuyến phà đầu tiên", "Delta Courier")


def test_other_programs_read_the_label() -> None:
    (item,) = render(jpeg_with(), label=LABEL)
    found = shown(item).getxmp()["xmpmeta"]["RDF"]["Description"]
    assert found["Credit"] == "Delta Courier"
    languages = [entry["lang"] for entry in found["description"]["Alt"]["li"]]
    assert languages == ["x-default", "vi", "en", "zh"]


def test_a_very_long_caption_still_makes_a_readable_file() -> None:
    label = Label(captions={Language(tag): "đ" * 90_000 for tag in ("vi", "en", "zh")})
    (item,) = render(jpeg_with(), label=label)
    assert read(item.data).caption.startswith("đđđ")


def test_what_the_file_said_can_be_kept() -> None:
    data = jpeg_with(
        xmp_segment(packet(description(x_default="A ferry", vi="Phà"), 'photoshop:Credit="AP"'))
    )
    label = Label.of(read(data))
    (item,) = render(data, label=label)
    facts = read(item.data)
    assert (facts.credit, facts.captions) == ("AP", {"vi": "Phà"})


def test_without_a_label_nothing_is_written_in() -> None:
    (item,) = render(jpeg_with())
    assert b"photoshop" not in item.data.lower()
    assert b"xmpmeta" not in item.data


def test_the_same_photo_and_label_give_the_same_bytes() -> None:
    data = private_jpeg()
    first, second = render(data, label=LABEL), render(data, label=LABEL)
    assert first == second


RED, BLUE = (200, 30, 30), (30, 30, 200)
UPRIGHT = {
    1: (RED, BLUE, BLUE, RED),
    2: (BLUE, RED, RED, BLUE),
    3: (BLUE, RED, RED, BLUE),
    4: (RED, BLUE, BLUE, RED),
    5: (RED, RED, BLUE, BLUE),
    6: (RED, RED, BLUE, BLUE),
    7: (BLUE, BLUE, RED, RED),
    8: (BLUE, BLUE, RED, RED),
}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_orientation_is_turned_upright_and_forgotten(orientation: int) -> None:
    structure = tiff({0x0112: (3, orientation.to_bytes(2, "little"))})
    data = jpeg_with(exif_segment(structure), width=600, height=400)
    (small, large) = render(data, (120, 600 if orientation < 5 else 400))
    assert large.width == (600 if orientation < 5 else 400)
    seen = corners(shown(small))
    assert all(near(a, b) for a, b in zip(seen, UPRIGHT[orientation], strict=True))
    assert read(large.data).width == large.width


def test_cmyk_becomes_rgb() -> None:
    (item,) = render(encoded(picture(mode="CMYK"), quality=95))
    image = shown(item)
    assert image.mode == "RGB"
    assert near(image.getpixel((5, 5)), RED, within=60)


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    grey = Image.new("I;16", (40, 40), 32896)
    (item,) = render(encoded(grey, "PNG"))
    assert near(shown(item).convert("RGB").getpixel((20, 20)), (128, 128, 128), within=4)


def srgb_profile() -> bytes:
    """Return an sRGB profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_a_photo_in_srgb_is_left_as_it_is_and_the_profile_is_dropped() -> None:
    (plain,) = render(encoded(picture(), quality=95))
    (own,) = render(encoded(picture(), quality=95, icc_profile=srgb_profile()))
    assert plain == own
    assert "icc_profile" not in shown(own).info


def test_another_colour_space_is_converted_to_srgb() -> None:
    swapped = srgb_profile().replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ")
    swapped = swapped.replace(b"----", b"gXYZ").replace("sRGB".encode("utf-16-be"), b"\0x" * 4)
    (item,) = render(encoded(picture(), quality=95, icc_profile=swapped))
    assert near(shown(item).getpixel((5, 5)), (30, 200, 30))


def test_a_profile_for_other_channels_is_passed_over() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert render(encoded(picture(), quality=95, icc_profile=lab)) == render(
        encoded(picture(), quality=95)
    )


def test_a_broken_colour_profile_is_passed_over() -> None:
    (item,) = render(encoded(picture(), quality=95, icc_profile=b"rubbish" * 30))
    assert near(shown(item).getpixel((5, 5)), RED)


def test_a_transparent_png_stays_png_with_its_label() -> None:
    image = picture(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    (item,) = render(encoded(image, "PNG"), label=LABEL)
    assert (item.media_type, item.extension) == ("image/png", "png")
    assert shown(item).mode == "RGBA"
    assert read(item.data).credit == "Delta Courier"


def test_an_opaque_png_becomes_a_jpeg() -> None:
    (item,) = render(encoded(picture(mode="RGBA"), "PNG"))
    assert (item.media_type, item.extension) == ("image/jpeg", "jpg")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBX", "HSV", "LAB"])
def test_every_kind_of_pixels_can_be_rendered(mode: str) -> None:
    form = "PNG" if mode in {"1", "L", "LA", "P"} else "TIFF"
    usable = mode if form == "PNG" or mode in {"RGBX", "LAB"} else "RGB"
    (item,) = render(encoded(picture(mode=usable), form))
    assert shown(item).size == (60, 40)


def test_of_an_animation_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("green", "yellow")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)
    (item,) = render(data)
    assert near(shown(item).getpixel((30, 20)), (0, 128, 0), within=12)


# -- covers


def noise(width: int = 400, height: int = 300) -> Image.Image:
    """Return a picture full of detail."""
    return Image.effect_noise((width, height), 120).convert("RGB")


def test_a_black_cover_is_burnt_into_every_size() -> None:
    cover = Cover(0.25, 0.25, 0.5, 0.5, black=True)
    for item in render(encoded(noise(), quality=95), (100, 200, 400), covers=(cover,)):
        middle = shown(item).getpixel((item.width // 2, item.height // 2))
        assert near(middle, (0, 0, 0), within=8)


def test_a_blurred_cover_leaves_nothing_to_get_back() -> None:
    sharp = noise()
    image = covered(sharp, (Cover(0.25, 0.25, 0.5, 0.5),))
    box = (110, 85, 290, 215)
    extremes = image.crop(box).convert("L").getextrema()
    before = sharp.crop(box).convert("L").getextrema()
    assert isinstance(extremes[0], (int, float))
    assert isinstance(before[0], (int, float))
    assert float(extremes[1]) - float(extremes[0]) < (float(before[1]) - float(before[0])) / 4
    assert image.crop((0, 0, 90, 70)).tobytes() == sharp.crop((0, 0, 90, 70)).tobytes()


def test_covers_follow_the_photo_as_it_is_seen() -> None:
    structure = tiff({0x0112: (3, (6).to_bytes(2, "little"))})
    data = jpeg_with(exif_segment(structure), width=600, height=400)
    (item,) = render(data, (400,), covers=(Cover(0, 0, 1, 0.5, black=True),))
    image = shown(item)
    assert near(image.getpixel((200, 100)), (0, 0, 0), within=8)
    assert near(image.getpixel((200, 500)), BLUE)


@given(*[st.floats(-1, 2) for _ in range(4)])
def test_a_cover_anywhere_keeps_the_size_of_the_picture(
    left: float, top: float, width: float, height: float
) -> None:
    image = covered(picture(), (Cover(left, top, width, height),))
    assert image.size == (60, 40)


def test_covering_leaves_the_given_picture_alone() -> None:
    image = picture()
    before = image.tobytes()
    covered(image, (Cover(0, 0, 1, 1, black=True),))
    assert image.tobytes() == before


# -- thumbnails and refusals


def test_a_thumbnail_is_a_small_jpeg_on_white() -> None:
    clear = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    image = Image.open(BytesIO(thumbnail(encoded(clear, "PNG"), 90)))
    assert (image.format, image.size) == ("JPEG", (90, 60))
    assert near(image.getpixel((40, 30)), (255, 255, 255), within=4)


def test_scaling_keeps_at_least_one_pixel_of_height() -> None:
    assert scaled(Image.new("RGB", (900, 1)), 100).size == (100, 1)


def test_half_a_photo_is_refused() -> None:
    data = encoded(noise(), quality=95)
    with pytest.raises(Unreadable, match="photo-breaks-off"):
        render(data[: len(data) * 3 // 4], name="half.jpg")


def test_too_many_pixels_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_file, "MAX_PIXELS", 100)
    with pytest.raises(TooLarge):
        thumbnail(jpeg_with(), 90)


def test_a_jpeg_with_junk_segments_is_rendered() -> None:
    data = jpeg_with(segment(0xE1, b"Exif\x00\x00" + b"\xff" * 40), segment(0xED, b"Photoshop 3.0"))
    (item,) = render(data, label=LABEL)
    assert read(item.data).credit == "Delta Courier"
