"""Bad luck on the way to a real WordPress: a sentence of its own, nothing half done, and a way on.

What the connectors make of each trouble is tested there; here is what becomes of the outbox.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor_app.domain.errors import NotReady
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState, RemoteStatus
from editor_app.sentences import sentence
from editor_app.services.checking import CheckService
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.storage.resources import read_check_tables, read_theme
from editor_app.wording import WORDING
from tests.pressroom import BODY, Pressroom, open_pressroom
from tests.servers.fixtures import Sites
from tests.servers.wordpress import Wishes, WordPress

ENDED = Rights(RightsStatus.CLEARED, date(2020, 1, 1))
OLD_TABLES = "ALTER TABLE wp_posts CONVERT TO CHARACTER SET utf8mb3"
PHOTOS = "SELECT COUNT(*) FROM wp_posts WHERE post_type='attachment'"


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Pressroom]:
    """A desk with an editor's account."""
    made = open_pressroom(tmp_path, wordpress)
    with closing(made.lines):
        yield made


def told(room: Pressroom) -> str:
    """Return what the newest entry says to its editor, who is needed."""
    row = room.row()
    assert row.state is OutboxState.NEEDS_YOU, row
    assert row.answer is not None
    assert row.answer.key in WORDING
    return sentence(row.answer)


def again(room: Pressroom) -> None:
    """Press Try again; it is done then."""
    room.publishing.retry(room.row().entry)
    room.send()
    assert room.row().state is OutboxState.DONE, room.row()


def noise(width: int = 2000, height: int = 1400, quality: int = 90) -> bytes:
    """Return a photo that no rendition makes small."""
    pixels = random.Random(7).randbytes(width * height * 3)
    out = BytesIO()
    Image.frombytes("RGB", (width, height), pixels).save(out, "JPEG", quality=quality)
    return out.getvalue()


def test_emoji_that_the_database_refuses_are_told_and_go_once_they_are_taken_out(
    room: Pressroom,
) -> None:
    room.wordpress.ask(OLD_TABLES)
    room.write(headline="Lũ về 🌊")
    room.publish()
    assert "emoji" in told(room)
    assert room.posts() == []
    room.write(headline="Lũ về")
    again(room)
    assert room.posts("'publish'") == ["Lũ về"]

    before = room.raw_there()
    room.write(body=BODY.replace("Thành phố", "Thành phố 🏙️"))
    room.publish()
    assert "emoji" in told(room)
    assert room.raw_there() == before, "readers see what they saw"
    assert room.publication().status is RemoteStatus.PUBLIC
    assert "🏙️" in room.markdown()
    room.write(body=BODY.replace("Thành phố", "Cả thành phố"))
    again(room)
    assert "Cả thành phố" in room.raw_there()


def test_a_photo_over_the_limit_of_the_host_is_told_and_no_post_is_made_without_it(
    tmp_path: Path, wordpress_sites: Sites
) -> None:
    room = open_pressroom(tmp_path, wordpress_sites.site(Wishes(largest_body="1M")))
    with closing(room.lines):
        attached = room.desk.photos.attach(room.article, noise(), "lu.jpg")
        rights = Rights(RightsStatus.CLEARED)
        room.desk.photos.change(attached.photo, 1, credit="Reuters", rights=rights)
        room.publish()
        assert "larger than" in told(room)
        assert room.posts() == []
        assert room.wordpress.ask(PHOTOS) == [("0",)]
        room.write(body=BODY)
        again(room)
        assert room.posts("'publish'") == ["Lũ về"]


@pytest.mark.parametrize(("limit", "fits"), [("8M", True), ("1M", False)])
def test_a_photo_of_thirty_megabytes_goes_as_small_as_readers_need_it_or_is_told(
    limit: str, fits: bool, tmp_path: Path, wordpress_sites: Sites
) -> None:
    """What goes out is made anew, 1920 pixels wide: of noise that is still over a megabyte."""
    large = noise(3300, 4950, quality=99)
    assert 28_000_000 < len(large) < 32_000_000
    room = open_pressroom(tmp_path, wordpress_sites.site(Wishes(largest_body=limit)))
    with closing(room.lines):
        photo = room.desk.photos.attach(room.article, large, "lu.jpg").photo
        rights = Rights(RightsStatus.CLEARED)
        room.desk.photos.change(photo, 1, credit="Reuters", rights=rights)
        before = room.markdown()
        room.publish()
        if fits:
            assert room.row().state is OutboxState.DONE, room.row()
            assert 1_100_000 < file_there(room) < 8_000_000
        else:
            assert "larger than" in told(room)
            assert room.posts() == []
            assert room.markdown() == before
            room.write(body=BODY)
            again(room)
        assert room.posts("'publish'") == ["Lũ về"]
        assert "<p>Trường học đóng cửa.</p>" in room.raw_there()
        assert room.wordpress.ask(PHOTOS) == [("1" if fits else "0",)]
        digest = room.desk.photos.photo(photo).digest
        assert room.desk.place.media.read(digest) == large, "the original stays as it came"


def file_there(room: Pressroom) -> int:
    """Return the bytes of the only photo that the site keeps, as it was sent."""
    only = "get_posts(['post_type' => 'attachment'])[0]->ID"
    size = room.wordpress.run(f"return filesize(get_attached_file({only}));")
    assert isinstance(size, int)
    return size


def test_a_photo_whose_file_is_gone_here_is_told_and_no_post_is_made_without_it(
    room: Pressroom,
) -> None:
    photo = room.add_photo()
    file = room.desk.place.media.path(room.desk.photos.photo(photo).digest)
    kept = file.read_bytes()
    file.unlink()
    room.send_draft()
    assert told(room).startswith("The file of a photo is missing")
    assert room.posts() == []
    assert room.wordpress.ask(PHOTOS) == [("0",)]
    file.write_bytes(kept)
    again(room)
    assert room.posts() == ["Lũ về"]
    assert room.wordpress.ask(PHOTOS) == [("1",)]


@pytest.mark.parametrize("rights", [Rights(RightsStatus.REFUSED), ENDED])
def test_a_photo_that_nobody_may_show_is_not_sent_with_a_draft_either(
    room: Pressroom, rights: Rights
) -> None:
    """A draft is for colleagues, but its photos have addresses that are open to all."""
    photo = room.add_photo()
    room.publishing.send_draft(room.site.id, [room.article])
    seen = room.desk.photos.photo(photo).version
    room.desk.photos.change(photo, seen, rights=rights)
    room.send()
    assert "lu.jpg" in told(room)
    assert room.posts() == []
    assert room.wordpress.ask(PHOTOS) == [("0",)]
    with pytest.raises(NotReady):
        room.send_draft()
    room.desk.photos.change(photo, seen + 1, rights=Rights(RightsStatus.CLEARED))
    again(room)
    room.desk.photos.change(photo, seen + 2, rights=rights)
    room.write(headline="Lũ về sớm")
    room.send_draft()
    assert room.row().state is OutboxState.DONE, "the site has it already, and it is left there"


def test_an_address_on_somebodys_disk_that_comes_while_it_waits_is_told_and_not_sent(
    room: Pressroom,
) -> None:
    room.publishing.send_draft(room.site.id, [room.article])
    room.write(body="[Bản đồ](file:///home/lan/ban-do.jpg) của Lan.")
    room.send()
    assert "file:///home/lan/ban-do.jpg" in told(room)
    assert room.posts() == []
    room.write(body="[Bản đồ](https://example.org/ban-do.jpg) của Lan.")
    again(room)
    assert room.posts() == ["Lũ về"]


def test_what_readers_have_is_not_brought_up_to_date_past_the_checks(room: Pressroom) -> None:
    """The checks of the publish sheet: also by ``send_draft``, and also when edited afterwards."""
    room.add_tag(vi="Lũ lụt")
    checks = CheckService(room.desk.place, read_check_tables)
    pages = PageService(room.desk.place, read_theme)
    room.publishing = PublishingService(room.desk.place, pages, room.lines, looked=checks.looked)
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    before = room.raw_there()
    room.write(body="Ông nói (rất khẽ.")
    with pytest.raises(NotReady) as refused:
        room.send_draft()
    assert refused.value.message.key == "checks-open"
    room.write(body=f"{BODY}\n\nÔng nói rất khẽ.")
    room.publishing.send_draft(room.site.id, [room.article])
    room.write(body="Ông nói (rất khẽ.")
    room.send()
    assert (room.row().state, room.answer()) == (OutboxState.NEEDS_YOU, "checks-open")
    assert room.raw_there() == before
    room.write(body=f"{BODY}\n\nÔng nói rất khẽ.")
    again(room)
    assert "Ông nói rất khẽ." in room.raw_there()
