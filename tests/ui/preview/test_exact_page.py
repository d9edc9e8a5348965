"""The page on paper of a reader's width."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from editor_app.ui.preview.browser import Browser, fetch_at_once
from editor_app.ui.preview.exact_page import ExactPage, Width, fitting, paper
from editor_app.ui.preview.page_read import read_page
from editor_app.ui.theme import Theme
from tests.ui.preview.conftest import Told
from tests.ui.preview.engine import ask, body_text, wait_for


def test_the_widest_device_that_can_be_read_is_chosen() -> None:
    assert fitting(1100) is Width.DESKTOP
    assert fitting(640) is Width.TABLET
    assert fitting(420) is Width.PHONE
    assert fitting(100) is Width.PHONE


@pytest.mark.parametrize("width", list(Width))
def test_paper_lies_in_the_middle_and_never_leaves_its_room(width: Width) -> None:
    for across in (200, 420, 900, 1600):
        room = QRect(0, 0, across, 700)
        where, zoom = paper(room, width)
        assert room.contains(where)
        assert abs(where.center().x() - room.center().x()) <= 1
        assert 0.25 <= zoom <= 1.0


def test_a_page_is_never_enlarged_but_shrunk_to_fit() -> None:
    assert paper(QRect(0, 0, 2000, 900), Width.PHONE)[1] == 1.0
    assert paper(QRect(0, 0, 700, 900), Width.DESKTOP)[1] < 0.6


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, told: Told) -> ExactPage:
    browser = Browser(fetch_at_once)
    made = ExactPage(theme, browser, "one")
    browser.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    with qtbot.waitSignal(made.loaded):
        made.show_page(read_page(told.desk, told.english))
    return made


def test_the_page_stands_with_headline_and_blocks(qtbot: QtBot, page: ExactPage) -> None:
    assert ask(qtbot, page, "document.querySelector('h1').textContent") == "Solar ferries"
    assert body_text(qtbot, page)[0] == "b-1 Paragraph 1 of the page."


def test_the_page_is_as_wide_as_on_the_device(qtbot: QtBot, page: ExactPage) -> None:
    for width, wanted in ((Width.TABLET, 820), (Width.PHONE, 390), (Width.DESKTOP, 1180)):
        page.show_width(width)
        wait_for(qtbot, page, f"Math.abs(innerWidth - {wanted}) <= 2", True)


def test_another_state_of_the_page_comes_in_without_loading_or_jumping(
    qtbot: QtBot, page: ExactPage, told: Told
) -> None:
    ask(qtbot, page, "window.same = true; scrollTo(0, 500)")
    told.write(told.english, standfirst="Another standfirst.")
    page.show_page(read_page(told.desk, told.english))
    wait_for(qtbot, page, "document.querySelector('.standfirst').innerText", "Another standfirst.")
    assert ask(qtbot, page, "window.same") is True
    assert abs(ask(qtbot, page, "scrollY") - 500) < 2


def test_a_patched_block_keeps_the_scroll(qtbot: QtBot, page: ExactPage) -> None:
    ask(qtbot, page, "scrollTo(0, 700)")
    page.patch(2, 1, ['<p id="b-2">Patched</p>'])
    wait_for(qtbot, page, "document.getElementById('b-2').textContent", "Patched")
    assert abs(ask(qtbot, page, "scrollY") - 700) < 2


def test_what_is_said_before_the_page_stands_is_not_lost(
    qtbot: QtBot, theme: Theme, told: Told
) -> None:
    browser = Browser(fetch_at_once)
    early = ExactPage(theme, browser, "one")
    browser.setParent(early)
    qtbot.addWidget(early)
    early.show_page(read_page(told.desk, told.english))
    early.patch(1, 1, ['<p id="b-1">Early</p>'])
    assert not early.is_ready
    qtbot.waitUntil(lambda: early.is_ready)
    wait_for(qtbot, early, "document.getElementById('b-1').textContent", "Early")


def test_a_link_opens_nothing_and_tells_its_address(qtbot: QtBot, page: ExactPage) -> None:
    before = page.view.url()
    with qtbot.waitSignal(page.refused) as told:
        ask(qtbot, page, "document.querySelector('.brand a').click(); 0")
    assert told.args == ["https://estuary.example/en/index.html"]
    assert page.view.url() == before


def test_a_jump_inside_the_page_is_followed(qtbot: QtBot, page: ExactPage) -> None:
    refused: list[str] = []
    page.refused.connect(refused.append)
    ask(qtbot, page, "scrollTo(0, 900); document.querySelector('a[href=\"#top\"]').click(); 0")
    wait_for(qtbot, page, "scrollY", 0)
    assert refused == []


def test_scrolling_is_told_as_a_fraction(qtbot: QtBot, page: ExactPage) -> None:
    with qtbot.waitSignal(page.scrolled, check_params_cb=lambda part: part > 0.98):
        page.scroll_to(1.0)


def test_the_page_can_be_written_as_pdf(qtbot: QtBot, page: ExactPage, tmp_path: Path) -> None:
    done: list[bool] = []
    page.write_pdf(tmp_path / "page.pdf", done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done == [True]
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_a_page_that_comes_in_never_takes_the_focus(
    qtbot: QtBot, page: ExactPage, told: Told
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    with qtbot.waitSignal(page.loaded):
        page.show_page(read_page(told.desk, told.vietnamese))
    assert QApplication.focusWidget() is field


def test_the_engine_is_started_again_once_when_it_dies(qtbot: QtBot, page: ExactPage) -> None:
    ended: list[bool] = []
    page.ended.connect(lambda: ended.append(True))
    with qtbot.waitSignal(page.loaded):
        page._on_ended()
    assert body_text(qtbot, page)[0] == "b-1 Paragraph 1 of the page."
    assert not ended
    page._on_ended()
    assert ended == [True]
