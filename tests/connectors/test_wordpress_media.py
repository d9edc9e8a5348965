"""Photos on real WordPress: sent raw with their texts, found by hash, finished, refused aloud."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from editor_app.connectors.web_requests import Upload, Watch
from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_media import Photo, media_slug, safe_file_name
from editor_app.domain.errors import AnswerLost, Cancelled, FileRefused, GoneThere, NotAllowed
from tests.connectors.accounts import connect
from tests.servers import faults as fault
from tests.servers import wordpress as servers
from tests.servers.fault_proxy import FaultProxy
from tests.servers.fixtures import Sites


def picture(width: int = 640, height: int = 480, kind: str = "JPEG") -> bytes:
    """Return a picture file."""
    kept = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(kept, kind)
    return kept.getvalue()


def photo(data: bytes | None = None) -> Photo:
    """Return a photo as the desk sends it."""
    data = data or picture()
    return Photo(
        data,
        "image/jpeg",
        "Triều cường; “đỉnh”.JPG",
        media_slug(sha256(data).hexdigest()),
        title="Triều cường",
        caption="Nước lên <em>đỉnh</em> & cao. Ảnh: T. An / Báo",
        alt="Một con phố ngập",
    )


def test_a_photo_goes_up_in_one_request_with_its_texts(site: WordPress) -> None:
    sent = photo()
    steps = list[int]()
    assert site.media.find(sent.slug) == ()
    before = site.traffic.writes
    made = site.media.upload(sent, Watch(lambda done, _whole: steps.append(done)))
    assert site.traffic.writes - before == 1
    assert steps[-1] == len(sent.data)
    assert (made.title, made.caption, made.alt) == (sent.title, sent.caption, sent.alt)
    assert (made.slug, made.media_type) == (sent.slug, "image/jpeg")
    assert (made.width, made.height) == (640, 480)
    assert re.search(r"/trieu-cuong-dinh-[0-9a-f]{8}\.jpg$", made.url)
    assert {size.name for size in made.sizes} >= {"thumbnail", "medium"}
    assert made.missing == ()
    assert site.media.read(made.id) == made
    assert site.media.find(sent.slug) == (made,)


def test_what_the_site_keeps_is_what_was_sent(debian: WordPress) -> None:
    sent = photo()
    made = debian.media.upload(sent)
    assert debian.client.look(made.url).content == sent.data


def test_photos_of_one_name_that_travel_at_once_have_files_of_their_own(debian: WordPress) -> None:
    sent = [photo(picture(640, 480 + number)) for number in range(12)]
    with ThreadPoolExecutor(4) as lanes:
        made = list(lanes.map(debian.media.upload, sent))
    kept = [debian.client.look(one.url).content for one in made]
    assert kept == [one.data for one in sent]


def test_a_second_upload_of_a_photo_is_a_twin(site: WordPress) -> None:
    first = site.media.upload(photo())
    second = site.media.upload(photo())
    assert second.slug == f"{first.slug}-2"
    assert site.media.find(first.slug) == (first, second)
    site.media.delete(second.id)
    with pytest.raises(GoneThere):
        site.media.read(second.id)
    assert site.media.read_many([first.id, second.id]) == {first.id: first}


def test_texts_that_are_too_long_for_an_address_are_written_afterwards(debian: WordPress) -> None:
    long = photo()
    long = replace(long, caption="Nước lên đỉnh. " * 300, alt="ngập " * 100)
    made = debian.media.upload(long)
    assert made.caption == long.caption
    assert made.alt == long.alt.strip()
    assert made.slug == long.slug


def test_texts_are_changed_one_by_one(
    debian: WordPress, wordpress: servers.WordPress, faults: FaultProxy
) -> None:
    made = debian.media.upload(photo())
    with connect(wordpress, url=faults.url) as through:
        after = through.media.update(made.id, caption="Nước rút")
    (write,) = faults.writes
    assert write.fields == ("caption",)
    assert (after.caption, after.alt, after.title) == ("Nước rút", made.alt, made.title)


def test_a_lost_answer_leaves_one_photo_that_is_found_and_finished(
    debian: WordPress, wordpress: servers.WordPress, faults: FaultProxy
) -> None:
    sent = photo()
    faults.plan(fault.lose_answer(), method="POST")
    with connect(wordpress, url=faults.url) as through:
        with pytest.raises(AnswerLost) as lost:
            through.media.upload(sent)
        assert lost.value.doubtful
        wordpress.wait_until_idle()
        (found,) = through.media.find(sent.slug)
        assert through.media.finish_sizes(found.id).missing == ()
    assert debian.media.read(found.id).caption == sent.caption


def test_a_server_that_dies_over_the_sizes_says_which_photo_it_kept(
    debian: WordPress, wordpress: servers.WordPress, faults: FaultProxy
) -> None:
    sent = replace(photo(), caption="Nước lên đỉnh. " * 300)

    def died(answer: fault.Answer) -> fault.Answer:
        return replace(answer, status=500, body=b"<html>There has been a critical error</html>")

    faults.plan(fault.Fault("died", change=died), method="POST", path="wp/v2/media")
    with connect(wordpress, url=faults.url) as through:
        made = through.media.upload(sent)
    assert made.slug == sent.slug
    assert made.missing == ()
    assert made.caption.strip() == sent.caption.strip()
    assert [kept.id for kept in debian.media.find(sent.slug)] == [made.id]


def test_an_upload_that_was_stopped_leaves_nothing(debian: WordPress) -> None:
    noise = photo(picture(3000, 3000, "BMP"))
    steps = list[int]()
    watch = Watch(lambda done, _whole: steps.append(done), lambda: len(steps) > 20)
    with pytest.raises(Cancelled):
        debian.media.upload(noise, watch)
    assert debian.media.find(noise.slug) == ()


def test_a_kind_that_the_site_does_not_take_is_said(site: WordPress) -> None:
    drawing = Photo(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "a.svg", "cd-x")
    with pytest.raises(FileRefused) as refused:
        site.media.upload(drawing)
    assert refused.value.message.key == "file-refused-kind"
    assert not refused.value.retry


def test_a_photo_over_the_limit_of_the_host_is_said(wordpress_sites: Sites) -> None:
    small = wordpress_sites.site(servers.Wishes(largest_body="1M"))
    heavy = replace(photo(), data=picture(2000, 2000, "BMP"))
    with connect(small) as connector:
        with pytest.raises(FileRefused) as refused:
            connector.media.upload(heavy)
        assert refused.value.message.key == "file-refused-size"
        with pytest.raises(Exception, match="field-refused-size"):
            connector.posts.create_draft("m", title="Tide", content="x" * 2_000_000)
        assert connector.media.upload(photo()).id


def test_a_photo_damaged_on_its_way_is_not_kept(debian: WordPress) -> None:
    headers = {
        "Content-Disposition": 'attachment; filename="a.jpg"',
        "Content-MD5": "0" * 32,
    }
    with pytest.raises(FileRefused) as refused:
        debian.client.ask(
            "POST",
            debian.client.root + "wp/v2/media",
            upload=Upload(picture(), "image/jpeg"),
            headers=headers,
        )
    assert refused.value.message.key == "file-refused-damaged"


def test_a_contributor_may_not_send_photos(wordpress: servers.WordPress) -> None:
    with (
        connect(wordpress, "contributor") as contributor,
        pytest.raises(NotAllowed) as refused,
    ):
        contributor.media.upload(photo())
    assert refused.value.message.key == "not-allowed-upload"


@given(st.text(), st.sampled_from(["image/jpeg", "image/webp", "image/tiff"]))
def test_a_file_name_is_safe_whatever_it_was(name: str, media_type: str) -> None:
    safe = safe_file_name(name, media_type)
    stem, _, ending = safe.rpartition(".")
    assert stem
    assert len(safe) < 100
    assert ending in {"jpg", "webp"}
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
