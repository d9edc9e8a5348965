"""The public page on a real WordPress, read as a reader does and compared with what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from editor_app.domain.ids import ENGLISH
from editor_app.domain.messages import Message
from editor_app.domain.public_page import PageCheck, PageVerdict
from editor_app.domain.site import RemoteStatus
from editor_app.formats.page_dates import zone_of
from editor_app.services import public_pages
from editor_app.services.pages import PageService
from editor_app.services.public_pages import AGAIN, PublicPageService
from editor_app.services.syncing import SyncService
from editor_app.storage.resources import read_theme
from tests.pressroom import BODY, Pressroom, open_pressroom
from tests.servers import faults as server_faults
from tests.servers.browsing import look_at
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress
from tests.syncroom import LATER, open_syncroom

COMPANION = Path(__file__).parents[2] / "resources" / "wordpress" / "copydesk-companion.php"
LINKED = f"{BODY}\n\nXem [thông báo](https://huyen.example/thong-bao?so=12) của huyện -- “sớm”..."
CUTS = r"""<?php
add_filter('the_content', function ($html) {
    return preg_replace('#<figure class="wp-block-image.*?</figure>#s', '', $html, 1);
}, 99);
"""
AROUND = r"""<?php
add_filter('the_content', function ($html) {
    $box = '<div class="ad"><a href="https://ads.example/">Buy</a></div><p>Read also</p>';
    return $box . preg_replace('#</p>#', '</p>' . $box, $html) . '<h3>Related</h3><ul><li>X</ul>';
}, 99);
"""


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Pressroom]:
    """A desk with an editor's account on Debian's WordPress."""
    made = open_pressroom(tmp_path, wordpress)
    yield made
    made.lines.close()


@pytest.fixture
def pages(room: Pressroom) -> PublicPageService:
    """The verbs on public pages of that desk."""
    return PublicPageService(room.desk.place)


def page_of(room: Pressroom, pages: PublicPageService) -> PageCheck:
    """Look at what is due and return what is known of the article's page."""
    pages.check_due()
    found = pages.checked(room.article, room.site.id)
    assert found is not None
    return found


def keys(check: PageCheck) -> list[str]:
    """Return what is said of a page."""
    return [message.key for message in check.said]


def log_of(room: Pressroom) -> list[str]:
    """Return what the article's log says of its page, oldest first."""
    lines = reversed(room.publishing.log(room.article))
    return [line.key for line in lines if "page" in line.key]


def plugin(room: Pressroom, folder: Path, code: str) -> None:
    """Let the site's theme change what readers see."""
    file = folder / f"theme-{sha256(code.encode()).hexdigest()[:8]}.php"
    file.write_text(code, "utf-8")
    room.wordpress.install_plugin(file)


def test_a_published_article_is_found_on_its_page_as_it_was_sent(
    room: Pressroom, pages: PublicPageService, tmp_path: Path
) -> None:
    plugin(room, tmp_path, AROUND)
    room.add_photo()
    (use,) = room.desk.stories.view(room.story).uses[room.article]
    room.desk.photos.describe(use.id, "Lũ “lớn” ở Huế...")
    room.write(body=f"{room.markdown()}\n\n{LINKED}", headline="Lũ 'về' -- sớm & mạnh")
    room.publish()
    check = page_of(room, pages)
    assert (check.verdict, check.said, check.due) == (PageVerdict.SAME, (), None)
    assert log_of(room) == ["log-page-same"]
    assert pages.next_due() is None
    assert pages.check_due().same == 0, "once for each change"


def test_pages_of_drafts_are_not_looked_at(room: Pressroom, pages: PublicPageService) -> None:
    room.send_draft()
    assert pages.next_due() is None
    assert pages.checked(room.article, room.site.id) is None


def test_a_theme_that_drops_a_photo_is_noticed(
    room: Pressroom, pages: PublicPageService, tmp_path: Path
) -> None:
    room.add_photo("mot.jpg", "teal")
    room.add_photo("hai.jpg", "red")
    plugin(room, tmp_path, CUTS)
    room.publish()
    post = room.publication().remote_id
    room.wordpress.run(f"delete_post_thumbnail({post}); return 1;")
    check = page_of(room, pages)
    assert check.verdict is PageVerdict.DIFFERS
    assert check.said[0] == Message("page-photo-gone", {"number": 1})
    assert log_of(room)[:2] == ["log-page-differs", "page-photo-gone"]
    assert check.told[0].key == "page-checked-differs"


def test_language_versions_that_the_site_names_are_looked_for(
    room: Pressroom, pages: PublicPageService
) -> None:
    room.wordpress.install_plugin(COMPANION)
    room.desk.translations.start(room.story, ENGLISH)
    english = next(
        one.id for one in room.desk.stories.view(room.story).articles if one.language == ENGLISH
    )
    room.desk.write(english, headline="Flood", body="The river rose.")
    room.publish(room.article, english)
    room.publishing.publish(room.site.id, [(room.article, None), (english, None)])
    room.send()
    assert pages.check_due().same == 2
    assert f'href="{room.publication(english).address}"' in look_at(room.publication().address).text


def test_a_page_from_a_cache_is_looked_at_again_until_it_is_new(
    tmp_path: Path, wordpress: WordPress, faults: FaultProxy
) -> None:
    room = open_pressroom(tmp_path, wordpress, url=faults.url)
    pages = PublicPageService(room.desk.place)
    room.publish()
    through(room, faults)
    assert page_of(room, pages).verdict is PageVerdict.SAME
    old = look_at(room.publication().address).text
    faults.always(server_faults.answer(200, old), "GET", r"^/[0-9]{4}/")
    room.write(body=BODY.replace("nhanh", "chậm"), headline="Lũ rút")
    room.publish()
    through(room, faults)
    check = page_of(room, pages)
    assert (check.verdict, keys(check)) == (
        PageVerdict.OLDER,
        ["page-headline", "page-text-differs"],
    )
    assert check.due == room.clock.at + AGAIN[0]
    assert pages.check_due().differ == 0, "not before its time"
    room.clock.advance(AGAIN[0].total_seconds())
    assert pages.check_due().differ == 1
    faults.clear()
    room.clock.advance(AGAIN[1].total_seconds())
    assert pages.check_due().same == 1
    assert pages.next_due() is None
    assert log_of(room)[-1] == "log-page-same"
    assert log_of(room).count("log-page-older") == 1
    room.lines.close()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (server_faults.page(404, "Nothing here"), "page-not-there"),
        (server_faults.page(403, "Request blocked"), "page-refused-readers"),
        (server_faults.page(502, "Bad Gateway"), "page-in-trouble"),
        (server_faults.answer(200, "{}", "application/json"), "page-no-page"),
        (server_faults.page(200, "Welcome to the hotel"), "page-of-another"),
        (
            server_faults.answer(200, "<html><body><form><input type=password></form>"),
            "page-asks-password",
        ),
        (server_faults.redirect("https://elsewhere.example/"), "redirected-away"),
        (server_faults.redirect("/wp-login.php"), "page-asks-password"),
        (server_faults.drop_request(), "answer-lost"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_page_that_cannot_be_read_is_said_and_tried_again(
    tmp_path: Path,
    wordpress: WordPress,
    faults: FaultProxy,
    fault: server_faults.Fault,
    said: str,
) -> None:
    room = open_pressroom(tmp_path, wordpress, url=faults.url)
    pages = PublicPageService(room.desk.place)
    room.publish()
    through(room, faults)
    faults.always(fault, "GET", r"^/[0-9]{4}/")
    check = page_of(room, pages)
    assert check.verdict is PageVerdict.UNREAD
    assert check.said[0].key.startswith(said)
    assert check.due is not None
    assert log_of(room)[0] == "log-page-unread"
    faults.clear()
    room.clock.advance(AGAIN[0].total_seconds())
    assert page_of(room, pages).verdict is PageVerdict.SAME
    room.lines.close()


def through(room: Pressroom, proxy: FaultProxy) -> None:
    """Let the address of the article lead through the proxy, as a cache before the site does."""
    known = room.publication()
    address = known.address.replace(room.wordpress.url, proxy.url)
    with room.desk.place.database.writing() as records:
        records.publications.put(replace(known, address=address))


def test_the_page_is_read_without_the_credential(
    tmp_path: Path, wordpress: WordPress, faults: FaultProxy
) -> None:
    room = open_pressroom(tmp_path, wordpress, url=faults.url)
    room.publish()
    through(room, faults)
    before = len(faults.requests)
    PublicPageService(room.desk.place).check_due()
    (seen,) = faults.requests[before:]
    assert (seen.method, seen.authorized) == ("GET", False)
    room.lines.close()


def test_no_other_host_is_asked(room: Pressroom, pages: PublicPageService) -> None:
    room.publish()
    known = replace(room.publication(), address="http://elsewhere.invalid/2026/11/lu/")
    with room.desk.place.database.writing() as records:
        records.publications.put(known)
    check = page_of(room, pages)
    assert keys(check) == ["page-elsewhere"]


def test_a_scheduled_article_is_looked_at_when_its_hour_has_come(
    tmp_path: Path, wordpress: WordPress
) -> None:
    room = open_syncroom(tmp_path, wordpress)
    pages = PublicPageService(room.desk.place)
    room.publish(at=room.clock.at + timedelta(hours=3))
    assert room.publication().status is RemoteStatus.SCHEDULED
    assert pages.next_due() is None
    room.wordpress.run(f"wp_publish_post({room.publication().remote_id}); return 1;")
    room.sync(LATER)
    assert page_of(room, pages).verdict is PageVerdict.SAME
    room.lines.close()


def test_a_withdrawn_article_has_no_page(room: Pressroom, pages: PublicPageService) -> None:
    room.publish()
    room.publishing.withdraw(room.article, room.site.id)
    room.send()
    assert pages.check_due().unread == 0
    assert pages.checked(room.article, room.site.id) is None
    assert pages.next_due() is None


def test_the_editor_may_have_it_looked_at_again(room: Pressroom, pages: PublicPageService) -> None:
    room.publish()
    pages.check_due()
    room.clock.advance(60)
    assert pages.check_now(room.article, room.site.id).same == 1
    found = pages.checked(room.article, room.site.id)
    assert found is not None
    assert found.checked == room.clock.at


def test_a_round_that_takes_long_leaves_the_rest_to_the_next_one(
    room: Pressroom, pages: PublicPageService, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = room.article_of(room.new_story("Mưa lớn", "Mưa cả ngày."))
    room.publish(room.article, other)
    monkeypatch.setattr(public_pages, "ROUND", 0.0)
    assert [pages.check_due().same for _ in range(3)] == [1, 1, 0]


def test_the_preview_says_what_the_public_page_was_found_to_show(
    room: Pressroom, pages: PublicPageService, tmp_path: Path
) -> None:
    preview = PageService(room.desk.place, read_theme).preview
    assert preview(room.article).notes == ()
    room.send_draft()
    assert [note.key for note in preview(room.article).notes] == ["preview-there-since"]
    room.publish()
    pages.check_due()
    (note,) = preview(room.article).notes
    shown = room.clock.at.astimezone(zone_of(room.site.zone)).isoformat(timespec="minutes")
    assert note == Message("page-checked-same", {"until": shown})
    room.add_photo()
    plugin(room, tmp_path, CUTS)
    room.publish()
    room.wordpress.run(f"delete_post_thumbnail({room.publication().remote_id}); return 1;")
    pages.check_due()
    keys_said = [note.key for note in preview(room.article).notes]
    assert keys_said == ["page-checked-differs", "page-photo-gone"]


def test_a_sync_looks_after_all_else_and_counts_it_apart(
    tmp_path: Path, wordpress: WordPress
) -> None:
    room = open_syncroom(tmp_path, wordpress)
    place = room.desk.place
    room.syncing = SyncService(
        place,
        PageService(place, read_theme),
        room.publishing,
        room.pulling,
        room.lines,
        saves_data=lambda: room.saves,
        public_pages=PublicPageService(place),
    )
    room.publishing.publish(room.site.id, [(room.article, None)])
    room.saves = True
    assert room.sync(11).looked.same == 0, "not while data is saved"
    room.saves = False
    report = room.sync(LATER)
    assert (report.looked.same, report.looked.differ, report.looked.unread) == (1, 0, 0)
    assert room.article in report.changes.articles
    assert room.sync(LATER).looked.same == 0
    room.lines.close()
