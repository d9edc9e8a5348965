"""The outbox, the log, and the postman."""

from __future__ import annotations

import shutil
import threading
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QLabel

from editor_app.connectors.site_folder import SiteFolder
from editor_app.domain.changes import Changes
from editor_app.domain.messages import Message
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState, RemoteStatus, Site, Wish
from editor_app.formats.page_view import SiteFile
from editor_app.services.site_doubts import SiteDoubt, keep_doubt
from editor_app.services.syncing import SyncReport
from editor_app.services.views import ListQuery
from editor_app.ui.desk.story_model import state_of
from editor_app.ui.jobs import Task
from editor_app.ui.sync.postman import counted
from editor_app.ui.sync.sync_screen import SyncScreen
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.words import utc_now
from tests.portals import place_of, portal
from tests.ui.material import folder_site, story, translated
from tests.ui.sync.clashes import queue as put
from tests.ui.sync.outboxes import make_due, queue, screen
from tests.ui.window import Opened, focused, press


def texts(inside: SyncScreen) -> list[str]:
    return [label.text() for label in inside.findChildren(QLabel) if label.isVisible()]


def test_without_a_site_the_screen_leads_to_the_form(opened: Opened) -> None:
    shown = screen(opened)
    assert shown.decisions.empty.accessibleName() == "No site yet"
    press(shown, "Add a site")
    assert shown.accounts.site_sheet.address.isVisible()


def test_an_empty_outbox_says_what_it_is_for(opened: Opened, tmp_path: Path) -> None:
    folder_site(opened.desk, tmp_path / "site")
    shown = screen(opened)
    assert shown.decisions.empty.accessibleName() == "Nothing to decide"
    assert "What you publish stands here until the site has it" in "".join(texts(shown))


def test_what_waits_can_be_taken_back(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path, hours=2)
    shown = screen(opened)
    assert "Scheduled" in texts(shown)
    press(shown, "Take back")
    opened.settle()
    assert opened.desk.publishing.waiting() == 0
    assert "Taken back" in texts(shown)


def test_languages_on_one_card_count_as_one(opened: Opened) -> None:
    site = portal(opened.desk)
    made = story(opened.desk)
    later = utc_now() + timedelta(hours=2)
    for article in (made.article, translated(opened.desk, made)):
        put(opened.desk, article, site.id, OutboxState.WAITING, not_before=later)
    opened.conductor.postman.look()
    shown = screen(opened)
    assert len(shown.outbox.cards) == 1
    assert opened.conductor._areas.status._waits.text() == "1 scheduled"


def test_a_button_keeps_the_focus_while_the_same_is_shown_again(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path, hours=2)
    shown = screen(opened)
    for tab, inside, words in (
        ("outbox", shown.outbox, "Take back"),
        ("accounts", shown.accounts, "Examine"),
    ):
        shown.show_tab(tab)
        button = next(item for item in inside.findChildren(Button) if item.text() == words)
        button.setFocus()
        shown.refresh()  # as often as twice a second while something is sent
        opened.settle()
        assert focused() is button


def test_what_was_sent_stands_in_outbox_and_log(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    shown = screen(opened)
    press(shown, "Sync now")
    opened.settle()
    said = texts(shown)
    assert "Sent, verified" in said
    assert any("estuary.example" in text for text in said)
    shown.show_tab("log")
    assert any("estuary.example" in text for text in texts(shown))
    assert not shown.outbox.isVisible()


def test_a_trouble_needs_the_editor_who_can_try_again(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    shutil.rmtree(tmp_path / "site")
    opened.run("desk.send")
    shown = screen(opened)
    assert "Needs you" in texts(shown)
    assert opened.conductor._areas.status._waits.text() == "1 needs you"
    (tmp_path / "site").mkdir()
    press(shown, "Try again")
    opened.settle()
    opened.run("desk.send")
    assert "Sent, verified" in texts(shown)


def test_a_foreign_file_is_asked_about_and_left_or_written_over(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    theirs = tmp_path / "site" / "index.html"
    theirs.write_bytes(b"somebody's own page")
    opened.run("desk.send")
    shown = screen(opened)
    assert "Needs you" in texts(shown)
    assert not any(button.text() == "Try again" for button in shown.findChildren(Button))
    press(shown, "Leave them")
    opened.settle()
    opened.run("desk.send")
    assert "Sent, verified" in texts(shown)
    assert theirs.read_bytes() == b"somebody's own page"


def test_a_large_removal_is_asked_about_once_with_its_number(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    folder = SiteFolder(tmp_path / "site", opened.desk.publishing.sites()[0].id)
    gone = [SiteFile(f"old/{number}.html", "", lambda: b"old") for number in range(30)]
    folder.bring_up_to_date(gone)
    opened.run("desk.send")
    shown = screen(opened)
    press(shown, "Remove 30 files")
    opened.settle()
    opened.run("desk.send")
    assert "Sent, verified" in texts(shown)
    assert not (tmp_path / "site" / "old").exists()


def test_what_needs_the_editor_stands_first(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path, hours=2)
    made = story(opened.desk, "Night trains")
    site = opened.desk.publishing.sites()[0]
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, [(made.article, None)]))
    opened.settle()
    shutil.rmtree(tmp_path / "site")
    opened.run("desk.send")
    titles = [text for text in texts(screen(opened)) if text.startswith(("Scheduled", "Needs"))]
    assert titles[0] == "Needs you"
    assert titles[1] == "Scheduled"


def test_what_goes_out_now_stands_above_what_is_scheduled(opened: Opened) -> None:
    opened.desk.settings.save(sending_paused=True)
    site = portal(opened.desk)
    later = utc_now() + timedelta(hours=2)
    for word, when in (("Night trains", later), ("Solar ferries", None)):
        made = story(opened.desk, word)
        put(opened.desk, made.article, site.id, OutboxState.WAITING, not_before=when)
    cards = screen(opened).outbox.cards
    assert [card.row.slug_word for card in cards] == ["Solar ferries", "Night trains"]


def test_a_card_leads_to_its_story(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path, hours=2)
    shown = screen(opened)
    press(shown, "Solar ferries")
    opened.settle()
    assert opened.window.area == "stories"
    assert opened.conductor.navigator.story is not None


def test_what_is_published_waits_ten_seconds(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    postman = opened.conductor.postman
    assert postman._clock.isActive()
    assert postman._clock.remainingTime() <= 11_000
    rows = opened.desk.publishing.outbox()
    assert counted(rows, utc_now()) == (1, 0, 0)
    assert rows[0].state is OutboxState.WAITING


def test_what_is_due_is_sent_by_itself(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor_app.services.wishes.UNDO", timedelta())
    queue(opened, tmp_path)
    opened.qtbot.waitUntil(lambda: opened.desk.publishing.waiting() == 0)
    assert [row.state for row in opened.desk.publishing.outbox()] == [OutboxState.DONE]
    assert (tmp_path / "site" / "index.html").is_file()


def test_photos_are_made_ready_while_a_publish_can_be_taken_back(
    opened: Opened, tmp_path: Path
) -> None:
    site = folder_site(opened.desk, tmp_path / "site")
    made = story(opened.desk)
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "JPEG")
    photo = opened.desk.photos.attach(made.article, out.getvalue(), "river.jpg").photo
    rights = Rights(RightsStatus.CLEARED)
    opened.desk.photos.change(photo, 1, credit="Lan Anh", rights=rights)
    derived = place_of(opened.desk).database.folder.derived
    assert not list(derived.rglob("*.json"))
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, [(made.article, None)]))
    opened.settle()
    assert list(derived.rglob("*.json"))
    assert opened.desk.publishing.waiting() == 1


def test_what_is_due_waits_for_no_errand_on_the_desk(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    gate = threading.Event()
    opened.jobs.long(None, "Taking in a memory", lambda _progress: gate.wait(60))
    make_due(opened)
    opened.conductor.postman.look()
    try:
        opened.qtbot.waitUntil(lambda: opened.desk.publishing.waiting() == 0)
    finally:
        gate.set()
    opened.settle()
    assert [row.state for row in opened.desk.publishing.outbox()] == [OutboxState.DONE]


# -- what goes to a WordPress


def on_wordpress(opened: Opened, state: OutboxState, answer: str = "", **more: object) -> Site:
    """Put a story into the outbox as the sending to a WordPress leaves it."""
    site = portal(opened.desk)
    made = story(opened.desk)
    put(opened.desk, made.article, site.id, state, answer, **more)  # type: ignore[arg-type]  # named as there
    opened.conductor.facts.read()
    opened.conductor.postman.look()
    opened.settle()
    return site


def test_what_is_tried_again_counts_down_and_says_why(opened: Opened) -> None:
    on_wordpress(
        opened,
        OutboxState.WAITING,
        "unreachable",
        not_before=utc_now() + timedelta(seconds=175),
        site="estuary.example",
    )
    said = "\n".join(texts(screen(opened)))
    assert "estuary.example cannot be reached" in said
    assert "Tried again in 2:" in said
    status = opened.conductor._areas.status._site
    assert status.text() == "estuary.example · no connection, goes on by itself"


def test_sending_is_paused_and_goes_on(opened: Opened) -> None:
    on_wordpress(opened, OutboxState.WAITING, not_before=utc_now() + timedelta(hours=2))
    shown = screen(opened)
    press(shown, "Pause")
    opened.settle()
    assert opened.desk.settings.load().sending_paused
    assert not shown.bar.send.isEnabled()
    assert "sending is paused" in opened.conductor._areas.status._site.text()
    press(shown, "Go on sending")
    opened.settle()
    assert not opened.desk.settings.load().sending_paused
    assert shown.bar.send.isEnabled()


def test_a_publish_that_waited_too_long_asks_and_goes_on(opened: Opened) -> None:
    on_wordpress(opened, OutboxState.NEEDS_YOU, "publish-late", minutes="47")
    shown = screen(opened)
    assert any("47 minutes" in text for text in texts(shown))
    opened.desk.settings.save(sending_paused=True)
    press(shown, "Publish now")
    opened.settle()
    assert opened.desk.publishing.outbox()[0].state is OutboxState.WAITING


def test_a_scheduled_story_that_no_site_has_taken_is_said_in_red_and_at_quit(
    opened: Opened,
) -> None:
    on_wordpress(
        opened,
        OutboxState.NEEDS_YOU,
        "not-allowed-publish",
        site="estuary.example",
        wish=Wish.SCHEDULE,
        status=RemoteStatus.DRAFT,
        goes_out=utc_now() + timedelta(hours=2),
    )
    shown = screen(opened)
    assert shown.outbox._red.text().startswith("“Solar ferries” is scheduled for ")
    assert shown.outbox._red.property("tone") == "err"
    assert "has not accepted it yet" in opened.conductor._areas.status._site.text()
    row = opened.desk.stories.rows(ListQuery())[0]
    assert row.unaccepted
    assert "has not accepted it yet" in state_of(row, utc_now())
    opened.window.close()
    question = opened.conductor.say._quit
    assert question.isVisible()
    assert "has not accepted it yet" in question._text.text()
    press(question, "Stay")
    assert opened.window.isVisible()


def test_photos_are_counted_while_they_are_sent(opened: Opened) -> None:
    on_wordpress(opened, OutboxState.SENDING)
    shown = screen(opened)
    task = Task("Publishing", shown)
    shown.follow(task)
    task.progress(2, 3, Message("sending-photo", {"name": "ferry.jpg", "per_cent": 40}))
    card = shown.outbox.cards[0]
    assert card._why.text() == "Sending the photo ferry.jpg: 40 %"
    shown.outbox._tick()  # every second while something else waits
    assert card._why.text() == "Sending the photo ferry.jpg: 40 %"
    assert (card._bar.value(), card._bar.maximum()) == (2, 3)
    opened.settle()


def test_the_network_coming_back_tries_again_what_waits(opened: Opened) -> None:
    on_wordpress(
        opened,
        OutboxState.WAITING,
        "unreachable",
        not_before=utc_now() + timedelta(minutes=10),
        site="estuary.example",
    )
    states = QNetworkInformation.Reachability
    connection = opened.conductor.postman.connection
    connection.take(states.Disconnected)
    with opened.qtbot.waitSignal(connection.back):
        connection.take(states.Online)
    opened.settle()
    (row,) = opened.desk.publishing.outbox()
    assert row.answer is not None
    assert row.answer.key == "signed-out-here"


def test_no_connection_is_said_where_a_site_is_reached_over_the_network(
    opened: Opened, tmp_path: Path
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    status = opened.conductor._areas.status._site
    said = []
    for add in (lambda: None, lambda: portal(opened.desk, "courier.example")):
        add()
        opened.conductor.facts.read()
        opened.settle()
        opened.conductor.postman.connection.take(QNetworkInformation.Reachability.Disconnected)
        opened.settle()
        said.append("no connection" in status.text())
        opened.conductor.postman.connection.take(QNetworkInformation.Reachability.Online)
    assert said == [False, True]


def test_an_entry_without_a_password_leads_to_signing_in(opened: Opened) -> None:
    on_wordpress(opened, OutboxState.NEEDS_YOU, "signed-out-here", site="estuary.example")
    shown = screen(opened)
    press(shown.outbox, "Sign in")
    sheet = shown.accounts.site_sheet
    assert sheet.isVisible()
    assert sheet.account.text() == "lan.anh"
    press(sheet, "Cancel")


def test_signing_in_lets_what_waited_for_it_go_on(opened: Opened) -> None:
    on_wordpress(opened, OutboxState.NEEDS_YOU, "signed-out-here", site="estuary.example")
    shown = screen(opened)
    press(shown.outbox, "Sign in")
    with opened.qtbot.waitSignal(shown.accounts.sync_wanted):
        shown.accounts.site_sheet._on_signed_in(Changes())
    opened.settle()
    opened.desk.settings.save(sending_paused=True)
    press(shown.outbox, "Sign in")
    with opened.qtbot.assertNotEmitted(shown.accounts.sync_wanted):
        shown.accounts.site_sheet._on_signed_in(Changes())
    opened.settle()


def test_a_site_that_lost_posts_is_asked_about_and_answered_in_the_window(opened: Opened) -> None:
    site = on_wordpress(opened, OutboxState.DONE, wish=None)
    doubt = SiteDoubt(site.id, gone=frozenset({7, 8, 9}), known=4, since=utc_now())
    with place_of(opened.desk).database.writing() as records:
        keep_doubt(records, doubt)
    asks = doubt.message(site.name)
    shown = screen(opened)
    shown.tell(SyncReport(asks=(asks,)), asked=False)
    opened.settle()
    press(shown.notice, "Answer")
    assert shown.accounts.isVisible()
    assert "Asks you" in texts(shown)
    press(shown.accounts, "Leave ours as they are")
    opened.settle()
    assert opened.desk.syncing.doubts() == ()


def test_the_sites_say_when_they_were_synced(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    portal(opened.desk, "courier.example")
    opened.run("desk.send")
    opened.conductor.facts.read()
    opened.settle()
    status = opened.conductor._areas.status._site.text()
    assert "estuary.example (synced" in status
    assert "courier.example (not synced yet)" in status
    shown = screen(opened)
    shown.show_tab("accounts")
    said = texts(shown)
    assert "Not synced yet" in said
    assert any(text.startswith("Synced ") for text in said)


def test_what_waits_for_a_doubted_site_leads_to_the_answer(opened: Opened) -> None:
    on_wordpress(
        opened,
        OutboxState.WAITING,
        "site-lost-posts",
        not_before=utc_now() + timedelta(seconds=100),
        site="estuary.example",
        count="30",
        other="0",
        known="40",
    )
    shown = screen(opened)
    assert "Tried again" not in "\n".join(texts(shown))
    press(shown.outbox, "Answer")
    assert shown.accounts.isVisible()


def test_the_posts_on_the_site_are_an_action(opened: Opened) -> None:
    opened.run("go.site_posts")
    shown = opened.screen
    assert isinstance(shown, SyncScreen)
    assert shown.centre.posts.isVisible()
    assert not shown.performs()


def test_a_missing_password_is_said_once_for_all_that_waits_for_it(opened: Opened) -> None:
    site = on_wordpress(opened, OutboxState.NEEDS_YOU, "signed-out-here", site="estuary.example")
    other = story(opened.desk, "Night trains")
    put(opened.desk, other.article, site.id, OutboxState.NEEDS_YOU, "signed-out-here", site="x")
    shown = screen(opened)
    assert len(shown.outbox.cards) == 2
    assert "\n".join(texts(shown)).count("sign in under Sync, Accounts") == 1
    buttons = [item.text() for item in shown.outbox.findChildren(Button) if item.isVisible()]
    assert buttons.count("Sign in") == 1
    assert buttons.count("Take back") == 2
