"""The publish sheet: rows, refusals, and the button whose words say what happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from editor_app.domain.article import ArticleStatus
from editor_app.domain.errors import NotReady
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ENGLISH, VIETNAMESE, StandingId, new_id
from editor_app.domain.link import State
from editor_app.domain.messages import Message
from editor_app.domain.site import Wish
from editor_app.domain.standing import StandingParagraph
from editor_app.ui.article.given import _as_png
from editor_app.ui.sync.publish_sheet import PublishSheet
from editor_app.ui.sync.publish_words import Going, button_words, when_words
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import utc_now
from tests.portals import place_of, portal
from tests.ui.material import folder_site, story, translated, write
from tests.ui.sync.clashes import publication
from tests.ui.window import Opened, focused, press

NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIVE = NOW + timedelta(hours=5)


def going(name: str, when: datetime | None = None, *, update: bool = False) -> Going:
    return Going(name, when, update)


@pytest.mark.parametrize(
    ("ticked", "words"),
    [
        ([], "Nothing is ticked"),
        ([going("English")], "Publish English now"),
        ([going("English"), going("中文")], "Publish English and 中文 now"),
        (
            [going("English"), going("中文"), going("Tiếng Việt", FIVE, update=True)],
            "Publish English and 中文 now, update Tiếng Việt at 17:00",
        ),
        ([going("English", NOW + timedelta(days=1))], "Publish English tomorrow 12:00"),
        ([going("English", update=True)], "Update English now"),
    ],
)
def test_the_button_says_what_will_happen(ticked: list[Going], words: str) -> None:
    assert ", ".join(button_words(ticked, NOW, HANOI)) == words


def test_times_of_another_zone_say_so() -> None:
    assert when_words(HANOI, ZoneInfo("Asia/Bangkok")) == "When"
    assert when_words(ZoneInfo("UTC"), HANOI) == "When · GMT"
    assert when_words(HANOI, ZoneInfo("UTC")) == "When · GMT+7"


def photo(number: int) -> bytes:
    """Return a picture of its own without a word of credit or rights inside."""
    image = QImage(40 + number, 30, QImage.Format.Format_RGB32)
    image.fill(number)
    return _as_png(image)


def open_sheet(opened: Opened, tmp_path: Path) -> PublishSheet:
    """Open the sheet for a story with a source and a translation that nobody has confirmed."""
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    made = story(opened.desk)
    english = translated(opened.desk, made)
    for row in opened.desk.translations.segments(english):
        if not row.target_text:
            opened.desk.translations.write(english, row.sources, "Before dawn the ferry leaves.")
    opened.open(made.story)
    opened.run("story.publish")
    return opened.conductor.stories.publish_sheet


def texts(sheet: PublishSheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]


def test_languages_are_rows_and_only_what_is_finished_is_ticked(
    opened: Opened, tmp_path: Path
) -> None:
    sheet = open_sheet(opened, tmp_path)
    assert [row.name for row in sheet._rows] == ["Tiếng Việt", "English"]
    assert [row.ticked for row in sheet._rows] == [True, False]
    assert sheet._go.text() == "Publish Vietnamese now"
    said = texts(sheet)
    assert "Publish “Solar ferries”" in said
    assert "estuary.example" in said
    assert "· as Lan Anh" in said
    assert "You can take it back for 10 seconds." in said
    assert focused() is sheet._go


def test_a_tick_and_a_time_change_the_words(opened: Opened, tmp_path: Path) -> None:
    sheet = open_sheet(opened, tmp_path)
    sheet._rows[1]._tick.click()
    assert sheet._go.text() == "Publish Vietnamese and English now"
    when = sheet._rows[0]._when
    when.setFocus()
    when.clear()
    QTest.keyClicks(when, "tomorrow 8:30")
    QTest.keyClick(when, Qt.Key.Key_Return)
    assert sheet._go.text() == "Publish Vietnamese tomorrow 08:30, publish English now"
    for row in sheet._rows:
        row._tick.click()
    assert not sheet._go.isEnabled()


def click(button: QPushButton) -> None:
    """Click with the mouse, which leaves the focus in the field that is typed into."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_time_that_is_typed_holds_when_the_button_is_clicked(
    opened: Opened, tmp_path: Path
) -> None:
    sheet = open_sheet(opened, tmp_path)
    when = sheet._rows[0]._when
    when.setFocus()
    QTest.keyClicks(when, "tomorrow 8:30")
    assert sheet._go.text() == "Publish Vietnamese tomorrow 08:30"
    click(sheet._go)
    opened.settle()
    assert not sheet.isVisible()
    (row,) = opened.desk.publishing.outbox()
    assert row.goes_out is not None
    assert row.goes_out > utc_now()


def test_what_is_no_time_does_not_go_out_now(opened: Opened, tmp_path: Path) -> None:
    sheet = open_sheet(opened, tmp_path)
    when = sheet._rows[0]._when
    when.setFocus()
    QTest.keyClicks(when, "tonight")
    click(sheet._go)
    QTest.keyClick(when, Qt.Key.Key_Return)
    opened.settle()
    assert sheet.isVisible()
    assert opened.desk.publishing.waiting() == 0
    assert sheet._hint.text() == "This is no time. Write for example 17:00 or 23/11 17:00."
    when.selectAll()
    QTest.keyClicks(when, "tomorrow 8:30")
    assert sheet._go.isEnabled()


def test_overruling_keeps_what_was_ticked_and_typed(opened: Opened, tmp_path: Path) -> None:
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    made = story(opened.desk)
    english = translated(opened.desk, made)
    for row in opened.desk.translations.segments(english):
        opened.desk.translations.write(english, row.sources, "It (barely speaks.")
    opened.open(made.story)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    when = sheet._rows[0]._when
    when.setFocus()
    QTest.keyClicks(when, "tomorrow 8:30")
    press(sheet, "Overrule as Lan Anh")
    opened.settle()
    assert [row.publishes for row in sheet._rows] == [True, True]
    sheet._rows[1]._tick.click()
    assert sheet._go.text() == "Publish Vietnamese tomorrow 08:30, publish English now"
    sheet._rows[0]._tick.click()
    sheet._fetch()
    opened.settle()
    assert sheet._go.text() == "Publish English now"


def test_one_press_publishes_and_offers_to_undo(opened: Opened, tmp_path: Path) -> None:
    sheet = open_sheet(opened, tmp_path)
    QTest.keyClick(sheet._go, Qt.Key.Key_Return)
    opened.settle()
    assert not sheet.isVisible()
    assert opened.desk.publishing.waiting() == 1
    assert opened.conductor.undo_bar.text
    press(opened.conductor.undo_bar, "Undo")
    opened.settle()
    assert opened.desk.publishing.waiting() == 0


def test_the_sheet_offers_the_site_that_the_story_is_on(opened: Opened, tmp_path: Path) -> None:
    sheet = open_sheet(opened, tmp_path)
    press(sheet, "Publish Vietnamese now")
    opened.settle()
    portal(opened.desk, "aaa.example")
    other = story(opened.desk)
    later = portal(opened.desk, "zzz.example")
    article = opened.desk.stories.view(other.story).articles[0].id
    with place_of(opened.desk).database.writing() as records:
        records.publications.put(publication(article, later.id))
    opened.conductor.facts.read()
    opened.settle()
    offered = []
    first = opened.conductor.navigator.story
    assert first is not None
    for wanted in (other.story, first.story.id):
        opened.open(wanted)
        opened.run("story.publish")
        assert sheet.site is not None
        offered.append(sheet.site.name)
        sheet.close_sheet()
    assert offered == ["zzz.example", "estuary.example"]


def test_the_postman_carries_it_out(opened: Opened, tmp_path: Path) -> None:
    sheet = open_sheet(opened, tmp_path)
    press(sheet, "Publish Vietnamese now")
    opened.settle()
    opened.run("desk.send")
    pages = list((tmp_path / "site").rglob("*.html"))
    assert any("Phà mặt trời" in page.read_text("utf-8") for page in pages)
    opened.run("story.publish")
    row = opened.conductor.stories.publish_sheet._rows[0]
    assert not row.ticked
    assert row._row.published


def test_refusals_are_named_with_the_way_to_mend_them(opened: Opened, tmp_path: Path) -> None:
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    made = story(opened.desk)
    write(opened.desk, made.article, headline="")
    opened.open(made.story)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    assert not sheet._rows[0]._tick.isEnabled()
    assert not sheet._go.isEnabled()
    assert any(text.startswith("Tiếng Việt: ") for text in texts(sheet))
    press(sheet, "Go there")
    opened.settle()
    assert not sheet.isVisible()
    assert opened.views["write"].shown == made.article


def test_a_story_without_a_section_leads_to_its_details(opened: Opened, tmp_path: Path) -> None:
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    made = story(opened.desk)
    version = opened.desk.stories.view(made.story).story.version
    opened.desk.stories.change(made.story, version, section=None)
    opened.open(made.story)
    opened.window.resize(1024, 700)
    opened.run("view.translate")
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    press(sheet, "Go there")
    opened.settle()
    page = opened.conductor._areas.page
    assert (page.centre.key, page.inspector.choice) == ("write", "details")
    opened.window._fold()  # as it does as soon as nothing else is to be done
    assert page.inspector.isVisible()


def test_what_stops_all_languages_is_said_once_and_all_of_it_can_be_read(
    opened: Opened, tmp_path: Path
) -> None:
    made = story(opened.desk)
    translated(opened.desk, made)
    for number in range(8):
        opened.desk.photos.attach(made.article, photo(number), f"{number}.png")
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    opened.open(made.story)
    opened.window.resize(1024, 700)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    told = [item.text for item in sheet.findChildren(Notice) if item.text]
    assert sum(words.startswith("Tiếng Việt and English: ") for words in told) >= 8
    assert len(told) == len(set(told))
    for item in sheet.findChildren(Notice):
        if item.text:
            assert item.height() >= item.heightForWidth(item.width())
    assert sheet.card.height() <= opened.window.height()
    assert sheet._cancel.geometry().bottom() <= sheet.card.height()


def test_a_refusal_that_comes_late_stays_in_the_sheet(opened: Opened, tmp_path: Path) -> None:
    sheet = open_sheet(opened, tmp_path)
    write(opened.desk, sheet._rows[0].article, headline="")
    press(sheet, "Publish Vietnamese now")
    opened.settle()
    assert sheet.isVisible()
    assert sheet._trouble.text
    sheet.close_sheet()


def test_a_finished_translation_is_ticked_at_its_planned_time(
    opened: Opened, tmp_path: Path
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    made = story(opened.desk)
    english = translated(opened.desk, made)
    for row in opened.desk.translations.segments(english):
        opened.desk.translations.write(english, row.sources, "Words", State.TRANSLATED)
    version = opened.desk.stories.find_article(english).version
    planned = utc_now() + timedelta(hours=3)
    opened.desk.stories.change_article(
        english, version, planned=planned, status=ArticleStatus.APPROVED
    )
    opened.open(made.story)
    opened.run("story.publish")
    rows = {row._row.language: row for row in opened.conductor.stories.publish_sheet._rows}
    assert rows[ENGLISH].ticked
    assert rows[ENGLISH].when == planned


def test_tab_stays_inside_and_escape_decides_nothing(opened: Opened, tmp_path: Path) -> None:
    sheet = open_sheet(opened, tmp_path)
    for _ in range(12):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    assert sheet.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert opened.desk.publishing.waiting() == 0


def wordpress_sheet(opened: Opened) -> PublishSheet:
    """Open the sheet for a story with an unfinished translation, and a WordPress to go to."""
    portal(opened.desk)
    opened.conductor.facts.read()
    made = story(opened.desk)
    translated(opened.desk, made)
    opened.open(made.story)
    opened.run("story.publish")
    return opened.conductor.stories.publish_sheet


def test_a_wordpress_takes_drafts_too(opened: Opened) -> None:
    sheet = wordpress_sheet(opened)
    assert "· as lan.anh" in texts(sheet)
    press(sheet, "Send as draft")
    opened.settle()
    assert sheet.isHidden()
    (row,) = opened.desk.publishing.outbox()
    assert row.wish is Wish.DRAFT
    assert opened.conductor.undo_bar.text
    opened.conductor.undo.undo()
    opened.settle()
    assert opened.desk.publishing.waiting() == 0


def test_what_may_not_be_published_can_still_go_as_a_draft(opened: Opened) -> None:
    sheet = wordpress_sheet(opened)
    english = sheet._rows[1]
    write(opened.desk, english.article, headline="")
    sheet.close_sheet()
    opened.run("story.publish")
    english = sheet._rows[1]
    assert english.drafts
    assert not english.publishes
    assert any(words.startswith("English: Not translated yet: 3.") for words in texts(sheet))
    offered = [button.text() for button in sheet.findChildren(QPushButton)]
    assert not any(words.startswith("Overrule") for words in offered)  # nobody can: it is empty
    english._tick.click()
    assert not sheet._go.isEnabled()
    assert sheet._hint.text() == "English can go as a draft only."
    press(sheet, "Send as drafts")
    opened.settle()
    assert {row.wish for row in opened.desk.publishing.outbox()} == {Wish.DRAFT}


def test_a_folder_takes_no_drafts(opened: Opened, tmp_path: Path) -> None:
    sheet = open_sheet(opened, tmp_path)
    assert not sheet._draft.isVisible()


def test_the_site_is_chosen_where_there_are_several(opened: Opened, tmp_path: Path) -> None:
    folder_site(opened.desk, tmp_path / "site")
    sheet = wordpress_sheet(opened)
    assert sheet._site.isVisible()
    for site in sheet._sites:
        sheet._site.choose(site.id)
        sheet._site.activated.emit(sheet._site.currentIndex())
        opened.settle()
        assert sheet._draft.isVisible() == bool(site.account)
        assert f"· as {site.account or 'Lan Anh'}" in texts(sheet)


def test_what_was_refused_of_one_site_is_not_said_of_another(
    opened: Opened, tmp_path: Path
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    sheet = wordpress_sheet(opened)
    sheet._failed(NotReady())
    other = next(site for site in sheet._sites if site.id != sheet._site.choice)
    sheet._site.choose(other.id)
    sheet._site.activated.emit(sheet._site.currentIndex())
    opened.settle()
    assert not sheet._trouble.text


def test_errors_of_the_checks_are_listed_and_overruled_by_name(
    opened: Opened, tmp_path: Path
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    made = story(opened.desk)
    write(opened.desk, made.article, body="Ông nói (rất khẽ.")
    opened.open(made.story)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    assert not sheet._rows[0].publishes
    said = texts(sheet)
    assert "Tiếng Việt: The checks found errors: 1. Mend or overrule them." in said
    assert "· The mark “(” has no counterpart." in said
    press(sheet, "Overrule as Lan Anh")
    opened.settle()
    assert [row.publishes for row in sheet._rows] == [True]
    kept = opened.desk.history.revisions(made.article)[0]
    assert (kept.reason, kept.by) == (RevisionReason.OVERRULED, "Lan Anh")


def test_background_that_has_grown_old_is_said_once_for_all_languages(
    opened: Opened, tmp_path: Path
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    made = story(opened.desk)
    translated(opened.desk, made)
    words = {VIETNAMESE: "Đập có từ lâu.", ENGLISH: "The dam is old."}
    dam = StandingParagraph(
        StandingId(new_id()), "The dam", words, checked=date(2026, 1, 2), lasts=30
    )
    opened.desk.standing.put(dam)
    opened.desk.standing.insert(made.article, dam.id)
    opened.open(made.story)
    opened.run("story.publish")
    said = texts(opened.conductor.stories.publish_sheet)
    (told,) = [words for words in said if "The dam" in words]
    assert told.startswith("Tiếng Việt and English: “The dam” was last held against its source on")
    assert "Tiếng Việt and English: 1 warning" in said
    assert opened.conductor.stories.publish_sheet._rows[0].publishes


def test_a_language_without_the_correction_is_offered_unticked(
    opened: Opened, tmp_path: Path
) -> None:
    sheet = open_sheet(opened, tmp_path)
    source, english = (row._row for row in sheet._rows)
    corrected = replace(source, on_site=Message("on-site-correction"), published=True)
    free = replace(
        english, refusals=(), report=None, ready=Message("ready-translated"), published=True
    )
    lacking = replace(free, on_site=Message("on-site-update-uncorrected"))
    sheet._show((corrected, lacking))
    assert [row.ticked for row in sheet._rows] == [True, False]
    told = "A correction goes out, and readers have English without one. Tick it to send it again"
    assert any(text.startswith(told) for text in texts(sheet))
    sheet._rows[1]._tick.click()
    assert sheet._go.text() == "Update Vietnamese and English now"
    sheet._show((corrected, replace(free, on_site=Message("on-site-update"))))
    assert [row.ticked for row in sheet._rows] == [True, True]
    assert not any(text.startswith("A correction") for text in texts(sheet))
