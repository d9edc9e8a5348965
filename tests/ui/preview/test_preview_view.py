"""The preview as the frame uses it."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.services.preferences import SettingsService
from editor_app.text.counting import count
from editor_app.ui.article import autosave
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.status_bar import StatusBar
from editor_app.ui.jobs import Jobs
from editor_app.ui.preview.exact_page import ExactPage, Width
from editor_app.ui.preview.page_pane import Face, PagePane
from editor_app.ui.preview.page_panes import BESIDE, MAIN
from editor_app.ui.preview.preview_bar import ALONE
from editor_app.ui.preview.preview_view import PreviewView
from editor_app.ui.theme import Theme
from tests.ui.preview.conftest import Told
from tests.ui.preview.engine import ask, body_text, wait_for

TEN_MINUTES = 600_000  # milliseconds


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, told: Told, jobs: Jobs) -> PreviewView:
    made = PreviewView(told.desk, jobs, theme)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def exact(view: PreviewView, host: str = MAIN) -> ExactPage:
    """Return the engine's page of a pane."""
    page = view._panes.pane(host).exact
    assert page is not None
    return page


def stand(qtbot: QtBot, view: PreviewView, host: str = MAIN) -> ExactPage:
    """Wait until a pane's page stands."""
    pane = view._panes.pane(host)
    qtbot.waitUntil(lambda: pane.exact is not None and pane.read is not None)
    qtbot.waitUntil(lambda: exact(view, host).is_ready)
    return exact(view, host)


def show_english(qtbot: QtBot, view: PreviewView, told: Told) -> ExactPage:
    view.show_story(told.view(), told.english)
    return stand(qtbot, view)


def test_the_page_of_the_language_version_is_shown_with_an_honest_label(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    page = show_english(qtbot, view, told)
    assert ask(qtbot, page, "document.querySelector('h1').textContent") == "Solar ferries"
    assert view._bar.said == "Not published yet · preview exact for this site"


def test_the_words_of_the_body_are_counted(qtbot: QtBot, view: PreviewView, told: Told) -> None:
    with qtbot.waitSignal(view.counted) as counted:
        view.show_story(told.view(), told.english)
    written = next(item for item in told.view().articles if item.id == told.english)
    assert counted.args[0] == count(written.markdown, ENGLISH)  # as Write counts it


def test_the_words_stay_counted_when_the_frame_says_whose_they_are(
    qtbot: QtBot, view: PreviewView, told: Told, theme: Theme
) -> None:
    status = StatusBar(theme)
    qtbot.addWidget(status)
    status.show_text(ArticleId("another"), "English")
    view.counted.connect(status.show_counts)
    view.show_story(told.view(), told.english)
    status.show_text(told.english, "English")
    QApplication.processEvents()
    assert "words" in status._counts.text()


def test_a_newer_state_of_the_story_comes_in_without_a_jump(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    page = show_english(qtbot, view, told)
    ask(qtbot, page, "scrollTo(0, 400)")
    view.show_story(told.write(told.english, headline="Another headline"), told.english)
    wait_for(qtbot, page, "document.querySelector('h1').textContent", "Another headline")
    assert abs(ask(qtbot, page, "scrollY") - 400) < 2


def test_another_language_takes_the_place_of_the_first(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    page = show_english(qtbot, view, told)
    view.show_story(told.view(), told.vietnamese)
    wait_for(qtbot, page, "document.documentElement.lang", "vi")


@pytest.fixture
def saved_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the desk without what is typed, however long a busy machine takes for the page."""
    monkeypatch.setattr(autosave, "SAVE_AFTER", TEN_MINUTES)
    monkeypatch.setattr(autosave, "REST_AFTER", TEN_MINUTES)


@pytest.mark.usefixtures("saved_by_nobody")
def test_typed_text_is_in_the_page_before_the_desk_has_it(
    qtbot: QtBot, view: PreviewView, told: Told, jobs: Jobs
) -> None:
    manuscripts = Manuscripts(told.desk.drafts, jobs, jobs)
    view.follow(manuscripts)
    page = show_english(qtbot, view, told)
    cursor = QTextCursor(manuscripts.of(told.english).body.document)
    cursor.insertText("Typed. ")
    wait_for(qtbot, page, "document.getElementById('b-1').textContent.startsWith('Typed. ')", True)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertText("\u2029A new paragraph.")
    wait_for(qtbot, page, "document.getElementById('b-2').textContent", "A new paragraph.")
    assert body_text(qtbot, page)[2] == "b-3 Paragraph 2 of the page."
    QTextCursor(manuscripts.of(told.english).headline.document).insertText("New ")
    wait_for(qtbot, page, "document.querySelector('h1').textContent", "New Solar ferries")
    assert told.article().headline == "Solar ferries"


@pytest.mark.usefixtures("saved_by_nobody")
def test_a_page_that_was_read_before_the_last_key_does_not_take_it_back(
    qtbot: QtBot, view: PreviewView, told: Told, jobs: Jobs
) -> None:
    manuscripts = Manuscripts(told.desk.drafts, jobs, jobs)
    view.follow(manuscripts)
    page = show_english(qtbot, view, told)
    story = told.view()
    QTextCursor(manuscripts.of(told.english).body.document).insertText("Typed. ")
    view.show_story(story, told.english)
    assert jobs.settle()
    starts = "document.getElementById('b-1').textContent.startsWith('Typed. ')"
    wait_for(qtbot, page, starts, True)


def test_one_block_is_patched_by_its_number(qtbot: QtBot, view: PreviewView, told: Told) -> None:
    page = show_english(qtbot, view, told)
    view.patch_block(3, "**Bold** move")
    wait_for(qtbot, page, "document.getElementById('b-3').innerHTML", "<strong>Bold</strong> move")
    view.patch_block(99, "Nowhere")
    assert len(body_text(qtbot, page)) == 30


def test_two_languages_stand_side_by_side(qtbot: QtBot, view: PreviewView, told: Told) -> None:
    show_english(qtbot, view, told)
    view.choose_beside("vi")
    other = stand(qtbot, view, BESIDE)
    wait_for(qtbot, other, "document.documentElement.lang", "vi")
    assert view._panes.pane(BESIDE).isVisible()
    view.choose_beside(ALONE)
    assert not view._panes.pane(BESIDE).isVisible()


def test_the_device_that_fits_is_chosen_until_the_editor_chooses(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    page = show_english(qtbot, view, told)
    view.resize(640, 700)
    wait_for(qtbot, page, "Math.abs(innerWidth - 820) <= 2", True)
    view.perform("preview.phone")
    view.resize(1100, 700)
    wait_for(qtbot, page, "innerWidth", 390)
    assert view._chosen_width is Width.PHONE


def test_search_result_and_card_are_faces_of_the_page(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    show_english(qtbot, view, told)
    view.perform("preview.search")
    assert "preview.desktop" not in view.performs()
    assert view._panes.pane(MAIN)._face is Face.SEARCH
    view.perform("preview.card")
    assert "Solar ferries" in view._panes.pane(MAIN)._card.card.accessibleName()
    view.perform("preview.page")
    assert view._panes.pane(MAIN)._stack.currentWidget() is exact(view)


def test_actions_are_offered_when_they_can_be_done(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    assert view.performs() == frozenset()
    show_english(qtbot, view, told)
    assert {"preview.phone", "preview.beside", "preview.pdf"} <= view.performs()
    view.perform("preview.beside")
    assert view._beside == "vi"
    view.perform("preview.beside")
    assert view._beside == ALONE


def test_light_mode_starts_no_engine_until_asked(
    qtbot: QtBot, view: PreviewView, told: Told, settings: SettingsService
) -> None:
    view.apply_settings(replace(settings.load(), light_mode=True))
    view.warm_up()
    view.show_story(told.view(), told.english)
    pane = view._panes.pane(MAIN)
    qtbot.waitUntil(lambda: "Solar ferries" in pane.rough.text.toPlainText())
    assert view._panes.browser is None
    assert pane.rough.notice.text == PagePane.light_words()
    pane.rough.exact_wanted.emit()
    page = stand(qtbot, view)
    assert ask(qtbot, page, "document.querySelector('h1').textContent") == "Solar ferries"


def test_without_the_engine_the_page_is_approximate_and_says_so(
    qtbot: QtBot, view: PreviewView, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWebEngineCore", None)
    view.show_story(told.view(), told.english)
    pane = view._panes.pane(MAIN)
    qtbot.waitUntil(lambda: "Solar ferries" in pane.rough.text.toPlainText())
    assert pane.exact is None
    assert pane.rough.notice.text == PagePane.missing_words()
    assert "preview.pdf" not in view.performs()


def test_an_engine_that_dies_twice_leaves_the_approximate_page(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    page = show_english(qtbot, view, told)
    page.ended.emit()
    pane = view._panes.pane(MAIN)
    assert pane.exact is None
    assert "Solar ferries" in pane.rough.text.toPlainText()
    assert pane.rough.notice.text == PagePane.missing_words()


def test_a_pressed_link_is_told_and_its_address_can_be_copied(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    page = show_english(qtbot, view, told)
    page.refused.emit("https://example.com/x")
    assert view._notice.text.startswith("This link leads to https://example.com/x.")
    view._notice._do()
    assert QGuiApplication.clipboard().text() == "https://example.com/x"


def test_the_address_under_the_pointer_is_shown(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    page = show_english(qtbot, view, told)
    page.pointed.emit("https://example.com/" + "long/" * 80)
    assert view._panes.address.isVisible()
    assert view._panes.address.width() <= view.width()
    page.pointed.emit("")
    assert not view._panes.address.isVisible()


def test_words_are_found_in_the_page(qtbot: QtBot, view: PreviewView, told: Told) -> None:
    assert not view.find_text("ferries")
    show_english(qtbot, view, told)
    assert view.find_text("paragraph 30")
    assert not view.find_text("no such words")


def test_the_caret_of_the_text_is_remembered(view: PreviewView) -> None:
    view.show_caret("headline", 7)
    assert view.caret() == ("headline", 7)


def test_an_article_that_is_gone_is_told_with_a_way_to_try_again(
    qtbot: QtBot, view: PreviewView, told: Told, jobs: Jobs
) -> None:
    story = told.view()
    told.desk.stories.trash(told.ids.story)
    told.desk.stories.delete(told.ids.story)
    view.show_story(story, told.english)
    qtbot.waitUntil(lambda: bool(view._notice.text))
    assert "not" in view._notice.text


def test_without_a_story_the_view_says_what_it_is_for(view: PreviewView, told: Told) -> None:
    view.clear()
    assert view._empty.accessibleName() == "No page yet"
    view.show_story(told.view(), None)
    assert view._stack.currentWidget() is view._empty


def test_a_page_that_comes_in_leaves_the_focus_where_it_is(
    qtbot: QtBot, view: PreviewView, told: Told
) -> None:
    field = QLineEdit(view)
    field.show()
    view.activateWindow()
    field.setFocus()
    show_english(qtbot, view, told)
    assert field.hasFocus()
