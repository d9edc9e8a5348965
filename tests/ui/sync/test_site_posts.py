"""On the site: posts that were written there, listed, searched, ticked and taken in."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from editor_app.domain.changes import Changes
from editor_app.domain.errors import SignedOut, Unreachable
from editor_app.domain.ids import Language, SiteId
from editor_app.services.site_posts import SitePost, SitePostService, TakenPosts
from editor_app.services.views import ListQuery
from editor_app.services.workplace import Progress, silent
from editor_app.ui.sync.site_posts_view import SitePostsView
from editor_app.ui.sync.sync_screen import SyncScreen
from tests.patience import LONG
from tests.portals import portal
from tests.servers.wordpress import WordPress
from tests.ui.material import story
from tests.ui.sync.posts_there import Listed, posts_there
from tests.ui.sync.signing import signed_in
from tests.ui.window import Opened, focused, press


class Gated(SitePostService):
    """Takes in when the test lets it."""

    def __init__(self, real: SitePostService) -> None:
        self.real, self.gate = real, threading.Event()

    def take_in(
        self,
        site_id: SiteId,
        posts: Sequence[int],
        language: Language | None = None,
        progress: Progress = silent,
    ) -> TakenPosts:
        """Wait, then take in."""
        self.gate.wait(60)
        return self.real.take_in(site_id, posts, language, progress)


class Shortened(Listed):
    """Lists its newest post only, unless it is asked for all."""

    def listing(self, site_id: SiteId, *, whole: bool = False) -> tuple[SitePost, ...]:
        """Answer."""
        found = super().listing(site_id, whole=whole)
        return found if whole else found[:1]


def shown(opened: Opened) -> SitePostsView:
    """Bring the view into sight."""
    opened.run("go.sync")
    screen = opened.screen
    assert isinstance(screen, SyncScreen)
    screen.show_posts()
    opened.settle()
    return screen.centre.posts


def listed(opened: Opened, service: Listed | None = None) -> SitePostsView:
    """Show what a site lists that is not here."""
    portal(opened.desk)
    screen = opened.sync
    screen.centre.posts._service = service or Listed(posts_there())
    return shown(opened)


def titles(view: SitePostsView) -> list[str]:
    """Return the headlines in the table."""
    model = view.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def write_there(wordpress: WordPress, *titles: str) -> list[int]:
    """Let a colleague write posts in the site's own editor."""
    user = wordpress.user_id("colleague")
    named = "', '".join(titles)
    made = wordpress.run(
        f"wp_set_current_user({user});"
        "return array_map(fn($title) => wp_insert_post(['post_title' => $title, 'post_content' =>"
        " '<!-- wp:paragraph --><p>Nước sông lên nhanh.</p><!-- /wp:paragraph -->',"
        f" 'post_status' => 'publish']), ['{named}']);"
    )
    assert isinstance(made, list)
    return [int(one) for one in made]


def test_posts_are_listed_searched_and_taken_in_and_the_story_opens(
    opened: Opened, wordpress: WordPress
) -> None:
    signed_in(opened, wordpress)
    write_there(wordpress, "Lũ về sớm", "Chợ nổi họp lại", "Cầu mới")
    view = shown(opened)
    assert titles(view)[:3] == ["Cầu mới", "Chợ nổi họp lại", "Lũ về sớm"]
    view.search.setText("cho noi")
    assert titles(view) == ["Chợ nổi họp lại"]
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert view.foot.button.text() == "Take in 1 post"
    view.search.clear()
    assert view.table.chosen
    press(view, "Take in 1 post")
    opened.settle()
    assert opened.window.area == "stories"
    story = opened.conductor.navigator.story
    assert story is not None
    assert story.articles[0].headline == "Chợ nổi họp lại"
    assert opened.notice.startswith("1 post was taken in from The Test Courier")
    assert "Chợ nổi họp lại" not in titles(shown(opened))


def test_who_has_gone_elsewhere_is_not_taken_away_from_there(
    opened: Opened, wordpress: WordPress
) -> None:
    signed_in(opened, wordpress)
    write_there(wordpress, "Lũ về sớm")
    view = shown(opened)
    view._service = gated = Gated(view._service)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    view.take_in()
    opened.conductor.facts.read()
    made, navigator = story(opened.desk), opened.conductor.navigator
    opened.window.show_area("stories")
    navigator.open(made.story, focus=True)
    opened.qtbot.waitUntil(lambda: navigator.story_id == made.story)
    gated.gate.set()
    opened.settle()
    assert navigator.story_id == made.story
    assert opened.notice.startswith("1 post was taken in from The Test Courier")
    assert opened.window.areas is not None
    press(opened.window.areas.page.notice, "Open it")
    opened.settle()
    assert navigator.story is not None
    assert navigator.story.articles[0].headline == "Lũ về sớm"


def test_who_decides_meanwhile_goes_on_deciding(opened: Opened, wordpress: WordPress) -> None:
    signed_in(opened, wordpress)
    write_there(wordpress, "Lũ về sớm")
    view, screen = shown(opened), opened.sync
    view._service = gated = Gated(view._service)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    view.take_in()
    screen.centre.show_view("decide")
    gated.gate.set()
    opened.settle()
    assert opened.window.area == "sync"
    assert screen.notice.text.startswith("1 post was taken in from The Test Courier")


def test_stop_takes_in_nothing(opened: Opened, wordpress: WordPress) -> None:
    signed_in(opened, wordpress)
    write_there(wordpress, "Lũ về sớm", "Cầu mới")
    view = shown(opened)
    view._service = gated = Gated(view._service)
    QTest.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    view.take_in()
    assert view.foot.busy
    assert view.foot.cancel.isVisible()
    press(view.foot, "Cancel")
    gated.gate.set()
    opened.settle()
    assert view.notice.text == "Stopped. Nothing was taken in."
    assert opened.desk.stories.rows(ListQuery()) == ()
    assert len(view.table.chosen) == len(titles(view))


@pytest.mark.parametrize("way", ["double click", "key"])
def test_who_presses_twice_does_not_stop_what_was_asked_for(
    opened: Opened, wordpress: WordPress, way: str
) -> None:
    signed_in(opened, wordpress)
    write_there(wordpress, "Lũ về sớm")
    view = shown(opened)
    view._service = gated = Gated(view._service)
    QTest.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    button = view.foot.button
    if way == "key":
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        QTest.keyClick(focused(), Qt.Key.Key_Space)
    else:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(view.foot.cancel, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(view.foot.cancel, Qt.MouseButton.LeftButton)
    gated.gate.set()
    opened.settle()
    assert "Lũ về sớm" in {row.headline for row in opened.desk.stories.rows(ListQuery())}


def test_a_list_that_comes_late_offers_nothing_that_was_taken_in_meanwhile(
    opened: Opened, wordpress: WordPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(opened, wordpress)
    write_there(wordpress, "Lũ về sớm", "Cầu mới")
    view = shown(opened)
    read, gate, real = threading.Event(), threading.Event(), view._service.listing

    def listing(site_id: SiteId, *, whole: bool = False) -> tuple[SitePost, ...]:
        """List, then wait before it is said."""
        found = real(site_id, whole=whole)
        read.set()
        gate.wait(60)
        return found

    monkeypatch.setattr(view._service, "listing", listing)
    view.look_again()
    assert read.wait(LONG / 1000)
    (number,) = (post.id for post in view._posts if post.title == "Cầu mới")
    view.table.tick(number)
    view.take_in()
    opened.qtbot.waitUntil(lambda: not view.foot.busy)
    gate.set()
    opened.settle()
    shown(opened)
    assert "Cầu mới" not in titles(view)
    assert "Lũ về sớm" in titles(view)


def test_a_sync_counts_what_is_new_there(opened: Opened, wordpress: WordPress) -> None:
    signed_in(opened, wordpress)
    opened.run("desk.send")
    write_there(wordpress, "Lũ về sớm")
    opened.run("desk.send")
    screen = opened.sync
    assert screen.centre._tabs.tab("posts").badge_text == "1"
    view = shown(opened)
    assert titles(view)[0] == "Lũ về sớm"
    assert screen.centre._tabs.tab("posts").badge_text == ""


def test_keys_tick_and_ask_for_what_is_ticked(opened: Opened) -> None:
    view = listed(opened)
    assert focused() is view.table
    wanted = []
    view.table.wanted.connect(lambda: wanted.append(view.table.chosen))
    view.table.wanted.disconnect(view.take_in)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(view.table, key)
    assert view.foot.button.text() == "Take in 2 posts"
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert wanted == [(400, 398)]
    QTest.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(view.table.chosen) == len(posts_there())
    QTest.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not view.foot.button.isEnabled()


def test_no_other_site_is_chosen_under_posts_that_are_being_taken_in(opened: Opened) -> None:
    view = listed(opened)
    view._service = service = Gated(opened.desk.site_posts)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    view.take_in()
    assert not view._site.isEnabled()
    service.gate.set()
    opened.settle()
    assert view._site.isEnabled()


def test_no_tick_goes_over_to_a_post_of_another_site(opened: Opened) -> None:
    portal(opened.desk, "delta.example")
    view = listed(opened)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert view.table.chosen
    assert view.site is not None
    here, sites = view.site.id, opened.desk.publishing.sites()
    other = next(site for site in sites if site.id != here)
    view._site.choose(other.id)
    view.fetch()
    opened.settle()
    assert view.site.id == other.id
    assert titles(view)
    assert view.table.chosen == ()


def test_what_a_search_hides_stays_ticked(opened: Opened) -> None:
    view = listed(opened)
    view.table.tick(400)
    view.search.setText("ferry")
    assert titles(view) == ["Ferry timetable changes from Monday"]
    assert view._count.text() == "1 of 7 posts"
    view.table.tick(398)
    assert view.table.chosen == (398, 400)
    view.search.setText("nothing of the kind")
    assert view.empty.accessibleName() == "Nothing found"
    press(view, "Show all")
    assert view.table.chosen == (400, 398)


def test_all_here_already_offers_to_look_further(opened: Opened) -> None:
    service = Listed()
    view = listed(opened, service)
    assert view.empty.accessibleName() == "Nothing to take in"
    press(view, "Look through all posts")
    opened.settle()
    assert service.asked == [False, True]
    assert any("Every post" in label.text() for label in view.empty.findChildren(QLabel))


def test_without_a_wordpress_the_view_says_what_it_is_for(opened: Opened) -> None:
    view = shown(opened)
    assert view.empty.accessibleName() == "No WordPress yet"
    press(view, "Add a site")
    assert opened.sync.accounts.site_sheet.isVisible()


def test_offline_is_said_and_tried_again(opened: Opened) -> None:
    service = Listed(posts_there(), Unreachable(site="estuary.example"))
    view = listed(opened, service)
    assert view.empty.accessibleName() == "The posts could not be listed"
    opened.sync.refresh()
    opened.settle()
    assert view.empty.accessibleName() == "The posts could not be listed"
    service.error = None
    press(view, "Try again")
    opened.settle()
    assert len(titles(view)) == len(posts_there())
    service.error = Unreachable(site="estuary.example")
    press(view, "Look again")
    opened.settle()
    assert view.notice.text.startswith("estuary.example cannot be reached.")
    assert len(titles(view)) == len(posts_there())


def test_a_missing_password_leads_to_signing_in(opened: Opened) -> None:
    service = Listed((), SignedOut("signed-out-here", site="estuary.example"))
    view = listed(opened, service)
    press(view, "Sign in")
    sheet = opened.sync.accounts.site_sheet
    assert sheet.isVisible()
    assert sheet.account.text() == "lan.anh"
    service.error, service.posts = None, posts_there()
    sheet._on_signed_in(Changes())
    opened.settle()
    assert len(titles(view)) == len(posts_there())


def test_what_could_not_be_listed_is_asked_for_when_somebody_comes_back(opened: Opened) -> None:
    service = Listed(posts_there(), SignedOut("signed-out-here", site="estuary.example"))
    view = listed(opened, service)
    assert titles(view) == []
    service.error = None
    opened.sync.centre.show_view("decide")
    opened.sync.show_posts()
    opened.settle()
    assert len(titles(view)) == len(posts_there())


@pytest.mark.parametrize("looks", [True, False])
def test_a_new_post_takes_no_ticks_away_where_all_are_listed(opened: Opened, looks: bool) -> None:
    service = Shortened(posts_there())
    view = listed(opened, service)
    press(view, "All posts")
    opened.settle()
    oldest = posts_there()[-1].id
    view.table.tick(oldest)
    if not looks:
        opened.sync.centre.show_view("decide")
    opened.sync.centre.note_fresh(1)
    opened.settle()
    opened.sync.show_posts()
    opened.settle()
    assert service.asked == [False, True, True]
    assert view.table.chosen == (oldest,)
    assert view.foot.button.text() == "Take in 1 post"


def all_posts_failed(opened: Opened) -> tuple[SitePostsView, Shortened]:
    """Ask for all posts of a site that does not answer just then."""
    service = Shortened(posts_there())
    view = listed(opened, service)
    service.error = Unreachable(site="estuary.example")
    press(view, "All posts")
    opened.settle()
    service.error = None
    return view, service


def test_all_posts_are_tried_again_as_all(opened: Opened) -> None:
    view, _service = all_posts_failed(opened)
    press(view.notice, "Try again")
    opened.settle()
    assert len(titles(view)) == len(posts_there())


def test_look_again_asks_for_what_is_listed_not_for_what_did_not_come(opened: Opened) -> None:
    view, service = all_posts_failed(opened)
    press(view, "Look again")
    opened.settle()
    assert service.asked == [False, True, False]


@pytest.mark.parametrize(("width", "columns"), [(900, 5), (600, 4), (420, 2)])
def test_columns_give_way_to_the_headline(opened: Opened, width: int, columns: int) -> None:
    view = listed(opened)
    view.table.setFixedWidth(width)
    opened.settle()
    hidden = [view.table.isColumnHidden(column) for column in range(5)]
    assert hidden.count(False) == columns
