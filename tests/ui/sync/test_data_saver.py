"""Data saver in the window: switched, asked, let go."""

from __future__ import annotations

from datetime import timedelta

from editor_app.domain.changes import Changes
from editor_app.domain.ids import OutboxId
from editor_app.domain.site import OutboxState
from editor_app.services.data_saving import Held
from editor_app.ui.words import utc_now
from tests.portals import portal
from tests.ui.material import story
from tests.ui.sync.outboxes import screen
from tests.ui.sync.test_sync_screen import on_wordpress, texts
from tests.ui.window import Opened, press


def heavy(opened: Opened) -> OutboxId:
    """Put a story into the outbox as data saver leaves it."""
    on_wordpress(
        opened,
        OutboxState.WAITING,
        "data-saver-asks",
        not_before=utc_now() + timedelta(hours=1),
        megabytes="7",
    )
    return opened.desk.publishing.outbox()[0].entry


def test_data_saver_is_switched_beside_pause_and_says_what_it_leaves_out(opened: Opened) -> None:
    portal(opened.desk)
    shown = screen(opened)
    assert "photos go out for public stories only" in shown.bar.saver.toolTip()
    shown.bar.saver.click()
    opened.settle()
    assert opened.desk.settings.load().data_saver
    assert shown.bar.saver.isChecked()
    shown.bar.saver.click()
    opened.settle()
    assert not opened.desk.settings.load().data_saver


def test_what_data_saver_holds_says_why_and_goes_on_a_word(opened: Opened) -> None:
    opened.desk.settings.save(data_saver=True)
    opened.desk.settings.save(sending_paused=True)
    heavy(opened)
    shown = screen(opened)
    said = "\n".join(texts(shown))
    assert "7 MB of photos would go out" in said
    assert "Tried again" not in said
    press(shown.outbox, "Send anyway")
    opened.settle()
    (row,) = opened.desk.publishing.outbox()
    assert row.answer is None
    assert row.not_before is not None
    assert row.not_before <= utc_now()


def test_the_question_of_data_saver_stands_where_the_editor_is(opened: Opened) -> None:
    opened.desk.settings.save(sending_paused=True)
    entry = heavy(opened)
    opened.open(story(opened.desk, "Night trains").story)
    opened.conductor.postman.asked.emit(Held((entry,), 7_200_000))
    assert "7 MB of photos would go out" in opened.notice
    page = opened.window.areas
    assert page is not None
    press(page.page.notice, "Send them")
    opened.settle()
    assert opened.notice == ""
    assert screen(opened).notice.text == ""
    assert opened.desk.publishing.outbox()[0].answer is None


def test_switching_data_saver_off_lets_go_what_it_held(opened: Opened) -> None:
    opened.desk.settings.save(data_saver=True)
    opened.desk.settings.save(sending_paused=True)
    opened.conductor.facts.apply(Changes(settings=True))
    heavy(opened)
    screen(opened).bar.saver.click()
    opened.settle()
    assert opened.desk.publishing.outbox()[0].answer is None


def test_a_metered_network_offers_data_saver(opened: Opened) -> None:
    portal(opened.desk)
    shown = screen(opened)
    connection = opened.conductor.postman.connection
    connection.metered.emit(True)
    assert shown.notice.text.startswith("This network is metered.")
    press(shown.notice, "Switch it on")
    opened.settle()
    assert opened.desk.settings.load().data_saver
    connection.metered.emit(True)
    assert shown.notice.text == ""
