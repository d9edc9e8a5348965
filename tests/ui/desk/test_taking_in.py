"""Taking in by button, key, drop and address, and the report of what came of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, Unreachable
from editor_app.domain.ids import ArticleId, StoryId
from editor_app.domain.messages import Message
from editor_app.services.views import ListQuery, TakenInReport
from editor_app.ui.desk import taking_in
from editor_app.ui.desk.take_in_sheet import Copied, copied, copied_words
from editor_app.ui.desk.taking_in import Outcome, report_words
from tests.ui.material import story
from tests.ui.window import Opened, press

MARKDOWN = (
    "# Phà chạy điện mặt trời\n\nTrước bình minh, chuyến phà rời bến.\n\nThuyền trưởng đếm mây.\n"
)


def headlines(opened: Opened) -> set[str]:
    return {row.headline for row in opened.desk.stories.rows(ListQuery())}


def report(
    dropped: tuple[Message, ...] = (), unsure: frozenset[str] = frozenset()
) -> TakenInReport:
    return TakenInReport(StoryId("s"), ArticleId("a"), "Phà", (), dropped, unsure, Changes())


def test_a_file_becomes_a_story_in_sight(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pha.md"
    file.write_text(MARKDOWN, "utf-8")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_arguments: ([str(file)], "Articles")
    )
    opened.run("story.take_in")
    press(opened.conductor.taking_in.sheet, "Choose files…")
    opened.settle()
    assert headlines(opened) == {"Phà chạy điện mặt trời"}
    shown = opened.conductor.navigator.article
    assert shown is not None
    assert shown.headline == "Phà chạy điện mặt trời"
    assert opened.notice.startswith("Taken in: “Phà chạy điện mặt trời”.")


def test_the_chooser_shows_every_kind_of_file_that_can_be_taken_in(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def chosen(_parent: object, _title: str, _folder: str, filters: str) -> tuple[list[str], str]:
        shown.extend(filters.partition("(")[2].partition(")")[0].split())
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", chosen)
    opened.run("story.take_in")
    press(opened.conductor.taking_in.sheet, "Choose files…")
    assert {"*.docx", "*.odt", "*.html", "*.htm", "*.mhtml", "*.mht", "*.md", "*.txt"} <= set(shown)


def test_who_has_gone_on_typing_meanwhile_is_not_taken_away_from_there(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "SAVED_BY_THEN", 0)
    mine = story(opened.desk)
    opened.open(mine.story)
    file, gate = tmp_path / "pha.md", threading.Event()
    file.write_text(MARKDOWN, "utf-8")
    opened.jobs.long(None, "busy", lambda _progress: gate.wait(60))
    opened.conductor.taking_in.take_in_files([file])
    opened.jobs.typed()
    gate.set()
    opened.settle()
    assert "Phà chạy điện mặt trời" in headlines(opened)
    assert opened.conductor.navigator.story_id == mine.story
    assert opened.notice.startswith("Taken in: “Phà chạy điện mặt trời”.")


def test_one_unreadable_file_does_not_keep_the_others_out(opened: Opened, tmp_path: Path) -> None:
    good, bad = tmp_path / "pha.md", tmp_path / "empty.docx"
    good.write_text(MARKDOWN, "utf-8")
    bad.write_bytes(b"")
    opened.conductor.taking_in.take_in_files([bad, good])
    opened.settle()
    assert headlines(opened) == {"Phà chạy điện mặt trời"}
    assert "1 file was refused." in opened.notice


def test_what_was_copied_is_taken_in_by_one_key(opened: Opened) -> None:
    data = QMimeData()
    data.setHtml("<h1>Phà chạy điện</h1><p>Trước bình minh, chuyến phà rời bến.</p>")
    QApplication.clipboard().setMimeData(data)
    opened.run("story.take_in_copied")
    assert headlines(opened) == {"Phà chạy điện"}


def test_an_address_is_only_fetched_when_the_editor_says_so(opened: Opened) -> None:
    QApplication.clipboard().setText("https://estuary.example/pha")
    opened.run("story.take_in_copied")
    sheet = opened.conductor.taking_in.sheet
    assert sheet.isVisible()
    assert sheet._address.text() == "https://estuary.example/pha"
    assert sheet._address.hasFocus()
    assert headlines(opened) == set()
    sheet.close_sheet()


@pytest.mark.parametrize("words", ["", "Phà chạy điện", "https://estuary.example/pha"])
def test_return_chooses_files_whatever_was_copied(opened: Opened, words: str) -> None:
    QApplication.clipboard().setText(words)
    opened.run("story.take_in")
    sheet = opened.conductor.taking_in.sheet
    assert sheet._files.hasFocus()
    sheet.close_sheet()


def test_a_fetch_that_is_stopped_can_be_asked_for_again(opened: Opened) -> None:
    QApplication.clipboard().setText("https://estuary.example/pha")
    opened.run("story.take_in_copied")
    sheet, gate = opened.conductor.taking_in.sheet, threading.Event()
    opened.jobs.long(None, "busy", lambda _progress: gate.wait(60))
    sheet._address.setText("http://nowhere.invalid")
    press(sheet, "Fetch the page")
    opened.conductor.taking_in._show_failed(Cancelled())
    assert sheet._fetch_button.isEnabled()
    gate.set()
    opened.settle()
    sheet.close_sheet()


@pytest.fixture
def pages(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that are fetched, each of which has a story."""
    fetched: list[str] = []
    file = tmp_path / "page.md"
    file.write_text(MARKDOWN, "utf-8")
    importing = opened.desk.importing

    def take_in_address(url: str) -> TakenInReport:
        fetched.append(url)
        if url.endswith("gone"):
            raise Unreachable(site="estuary.example")
        return importing.take_in_path(file)

    monkeypatch.setattr(importing, "take_in_address", take_in_address)
    return fetched


def test_a_page_that_is_being_fetched_is_not_fetched_twice(
    opened: Opened, pages: list[str]
) -> None:
    QApplication.clipboard().setText("https://estuary.example/pha")
    opened.run("story.take_in_copied")
    sheet = opened.conductor.taking_in.sheet
    for key in (Qt.Key.Key_Return, Qt.Key.Key_X, Qt.Key.Key_Return):
        QTest.keyClick(sheet._address, key)
    opened.settle()
    assert pages == ["https://estuary.example/pha"]
    assert not sheet.isVisible()


@pytest.mark.parametrize("address", ["pha", "gone"])
def test_what_comes_of_a_closed_sheet_leaves_the_next_one_alone(
    opened: Opened, pages: list[str], address: str
) -> None:
    mine = story(opened.desk)
    opened.open(mine.story)
    QApplication.clipboard().setText(f"https://estuary.example/{address}")
    opened.run("story.take_in_copied")
    sheet, gate = opened.conductor.taking_in.sheet, threading.Event()
    opened.jobs.long(None, "busy", lambda _progress: gate.wait(60))
    QTest.keyClick(sheet._address, Qt.Key.Key_Return)
    sheet.close_sheet()
    opened.conductor.taking_in.ask()
    sheet._address.setText("https://estuary.example/other")
    gate.set()
    opened.settle()
    assert len(pages) == 1
    assert sheet.isVisible()
    assert sheet._address.text() == "https://estuary.example/other"
    assert not sheet._trouble.text
    assert opened.conductor.navigator.story_id == mine.story
    assert ("Taken in:" if address == "pha" else "estuary.example") in opened.notice
    sheet.close_sheet()


def test_a_failed_fetch_is_told_in_the_sheet(opened: Opened) -> None:
    opened.run("story.take_in")
    sheet = opened.conductor.taking_in.sheet
    sheet._address.setText("http://127.0.0.1:9/nobody")
    press(sheet, "Fetch the page")
    opened.settle()
    assert sheet.isVisible()
    assert sheet._trouble.text
    assert sheet._fetch_button.isEnabled()
    sheet.close_sheet()


def test_files_that_are_let_fall_on_the_window_are_taken_in(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "pha.md"
    file.write_text(MARKDOWN, "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    opened.window.dropped.emit(data)
    opened.settle()
    assert headlines(opened) == {"Phà chạy điện mặt trời"}


def test_the_clipboard_is_told_by_what_it_holds() -> None:
    assert copied(None) == Copied()
    text = QMimeData()
    text.setText("https://estuary.example/a b")
    assert copied(text).address == ""
    assert copied_words(Copied()) == "Nothing is copied."
    assert copied_words(Copied(text="  Phà \n chạy  ")) == "Copied: Phà chạy"
    assert copied_words(Copied(html="<h1>Phà</h1><p>chạy")) == "Copied: Phà chạy"
    assert copied_words(Copied(text="x" * 200)).endswith("x …")
    assert copied_words(Copied(files=(Path("a.docx"), Path("b.odt")))) == "a.docx, b.odt"


def test_the_report_says_what_to_look_at_and_what_was_left_out() -> None:
    dropped = (Message("disk-full"),)
    words, lines = report_words(Outcome((report(dropped, frozenset({"section", "byline"})),)))
    assert words == "Taken in: “Phà”. Please look at: byline and section."
    assert len(lines) == 1
    nameless, _lines = report_words(Outcome((replace(report(), headline=""),)))
    assert nameless == "1 story taken in."
    many, _lines = report_words(Outcome((report(), report())))
    assert many == "2 stories taken in."


def test_what_was_looked_at_is_not_asked_for_any_more(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "pha.md"
    file.write_text(MARKDOWN, "utf-8")
    opened.conductor.taking_in.take_in_files([file])
    opened.settle()
    assert opened.notice == "Taken in: “Phà chạy điện mặt trời”. Please look at: section."
    details = opened.conductor._parts.details
    details._section.choose(opened.desk.vocabulary.sections()[1].id)
    details._section.activated.emit(details._section.currentIndex())
    opened.settle()
    assert opened.notice == ""


def test_what_is_said_meanwhile_stays_when_an_editor_has_looked(
    opened: Opened, tmp_path: Path
) -> None:
    file = tmp_path / "pha.md"
    file.write_text(MARKDOWN, "utf-8")
    opened.conductor.taking_in.take_in_files([file])
    opened.settle()
    opened.conductor.say.say("warn", "The site is slow.")
    details = opened.conductor._parts.details
    details._section.activated.emit(details._section.currentIndex())
    opened.settle()
    story = opened.conductor.navigator.story
    assert story is not None
    assert not story.story.uncertain
    assert opened.notice == "The site is slow."


def test_a_single_refusal_is_said_in_full() -> None:
    refused = (("a.docx", Message("disk-full")),)
    words, lines = report_words(Outcome((), refused))
    assert words.startswith("a.docx: The disk is full.")
    assert lines == ()
