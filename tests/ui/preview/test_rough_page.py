"""The page without the browser engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from editor_app.ui.preview.page_read import read_page
from editor_app.ui.preview.rough_page import PICTURE, RoughPage, rough_html
from editor_app.ui.theme import Theme
from tests.ui.preview.conftest import Told

IMAGE = int(QTextDocument.ResourceType.ImageResource.value)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, told: Told) -> RoughPage:
    made = RoughPage(theme)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show_page(read_page(told.desk, told.vietnamese))
    made.show()
    return made


def test_words_and_photos_of_the_article_are_there(page: RoughPage) -> None:
    text = page.text.toPlainText()
    assert "Phà mặt trời" in text
    assert "Thuyền trưởng đếm mây." in text
    assert "\ufffc" in text  # the photo stands in the text


def test_photos_are_made_to_fit_the_column(page: RoughPage, told: Told) -> None:
    read = read_page(told.desk, told.vietnamese)
    source = read.html.decode().split('<img src="', 1)[1].split('"', 1)[0]
    found = page.text.loadResource(IMAGE, QUrl(source))
    assert isinstance(found, QImage)
    assert 0 < found.width() <= PICTURE


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "http://127.0.0.1/x.png", "//host/share/x.png", "x:y"]
)
def test_nothing_from_disk_or_network_is_loaded(page: RoughPage, address: str) -> None:
    found = page.text.loadResource(IMAGE, QUrl(address))
    empty = found.isNull() if isinstance(found, QImage) else found == QByteArray()
    assert empty


def test_a_link_is_not_followed_but_told(qtbot: QtBot, page: RoughPage) -> None:
    with qtbot.waitSignal(page.refused) as told:
        page.text.anchorClicked.emit(QUrl("../index.html"))
    assert told.args == ["https://estuary.example/vi/index.html"]


def test_another_state_keeps_the_place(page: RoughPage, told: Told) -> None:
    told.write(told.vietnamese, body="\n\n".join(f"Đoạn {n}." for n in range(60)))
    page.show_page(read_page(told.desk, told.vietnamese))
    bar = page.text.verticalScrollBar()
    bar.setValue(300)
    told.write(told.vietnamese, standfirst="Sapo khác.")
    page.show_page(read_page(told.desk, told.vietnamese))
    assert bar.value() == 300
    assert "Sapo khác." in page.text.toPlainText()


def test_words_are_found_from_the_caret_on_and_round_the_end(page: RoughPage) -> None:
    page.find_words("mây", backwards=False)
    assert page.text.textCursor().selectedText() == "mây"
    page.find_words("Phà", backwards=False)
    assert page.text.textCursor().selectedText().casefold() == "phà"
    page.find_words("mây", backwards=True)
    assert page.text.textCursor().selectedText() == "mây"


def test_why_it_is_approximate_is_said_with_the_way_out(qtbot: QtBot, page: RoughPage) -> None:
    page.say_why("Approximate: light mode.", can_change=True)
    assert page.notice.text == "Approximate: light mode."
    with qtbot.waitSignal(page.exact_wanted):
        page.notice._do()
    page.say_why("Approximate: no engine.", can_change=False)
    assert page.notice.text == "Approximate: no engine."


def test_only_the_article_and_the_name_of_the_site_are_kept() -> None:
    html = (
        '<p class="brand">The Estuary</p><nav>Sections</nav><article class="article">'
        '<nav class="path">Front</nav><h1>T</h1><img src="a.jpg" srcset="b.jpg 2x" width="9">'
        "</article><footer>Foot</footer>"
    )
    kept = rough_html(html)
    assert "The Estuary" in kept
    assert '<img src="a.jpg">' in kept
    assert not any(word in kept for word in ("Sections", "Front", "Foot"))


def test_colours_follow_the_theme(page: RoughPage, theme: Theme) -> None:
    theme.dark = True
    theme.changed.emit()
    assert theme.token("ink") in page.text.document().defaultStyleSheet()
