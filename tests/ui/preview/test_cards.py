"""The page as a search result and as a social card."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import CHINESE, ENGLISH
from editor_app.ui.preview.cards import (
    CardsPage,
    SearchResult,
    SocialCard,
    cut,
    length_words,
    trail,
)
from editor_app.ui.preview.page_read import read_page
from editor_app.ui.theme import Theme
from tests.ui.preview.conftest import Told


def test_an_address_is_shown_as_a_trail() -> None:
    assert trail("https://estuary.example/vi/th%E1%BA%BF/x-1.html") == "estuary.example › vi › thế"
    assert trail("https://estuary.example/x.html") == "estuary.example"


def test_a_long_description_is_cut_at_a_word_and_a_short_one_is_not() -> None:
    assert cut("Short.", ENGLISH) == "Short."
    shown = cut("word " * 60, ENGLISH)
    assert shown.endswith("word …")
    assert len(shown) <= 162
    assert cut("字" * 100, CHINESE).endswith("字 …")


def test_lengths_are_said_with_their_limits() -> None:
    assert length_words("Title", "x" * 20, "seo", ENGLISH) == "Title: 20 of 60 characters"
    assert length_words("Title", "x" * 70, "seo", ENGLISH).endswith("the end is cut")
    assert length_words("Other", "x", "no such place", ENGLISH) == ""


def test_a_search_result_shows_what_the_head_of_the_page_says(
    qtbot: QtBot, theme: Theme, told: Told
) -> None:
    told.write(told.english, seo="Solar ferries tested on the river")
    page = CardsPage(theme, SearchResult(theme))
    qtbot.addWidget(page)
    page.show_page(read_page(told.desk, told.english))
    assert "Solar ferries tested on the river" in page.card.accessibleName()
    assert "A day’s charge." in page.card.accessibleName()
    assert "33 of 60" in page.lengths.text()


@pytest.mark.parametrize("with_photo", [True, False])
def test_a_social_card_shows_the_lead_photo_or_says_that_there_is_none(
    qtbot: QtBot, theme: Theme, told: Told, with_photo: bool
) -> None:
    article = told.vietnamese if with_photo else told.english
    page = CardsPage(theme, SocialCard(theme))
    qtbot.addWidget(page)
    page.resize(700, 600)
    page.show_page(read_page(told.desk, article))
    page.show()
    assert ("No photo yet" in page.lengths.text()) is not with_photo
    red = page.grab().toImage().pixelColor(200, 100)
    assert (red.red() > 150 and red.green() < 80) is with_photo


def test_no_word_of_a_card_is_cut_by_its_frame(qtbot: QtBot, theme: Theme, told: Told) -> None:
    told.write(told.english, standfirst="A long sentence about boats. " * 5)
    for card in (SearchResult(theme), SocialCard(theme)):
        page = CardsPage(theme, card)
        qtbot.addWidget(page)
        page.resize(420, 600)
        page.show_page(read_page(told.desk, told.english))
        page.show()
        assert card.height() >= card.heightForWidth(card.width())
