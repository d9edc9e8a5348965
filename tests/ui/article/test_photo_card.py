"""A photo's card: how it stands in its room, and that measuring it leaves it alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import PhotoId
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.passage import FieldText
from editor_app.ui.article.photo_card import (
    LEAST_COLUMN,
    CaptionColumn,
    PhotoCard,
    card_height,
    card_plan,
)
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails
from tests.legibility import cut_texts

CAPTION = "The first ferry of the day leaves Binh Thuy, Can Tho, on the morning of 18 November."
ALT = "A ferry roofed with solar panels carries passengers across a wide river at sunrise."


def columns(owner: QObject, *names: str) -> list[CaptionColumn]:
    return [
        CaptionColumn(
            name,
            FieldText(f"use-{name}", "caption", CAPTION, owner),
            FieldText(f"use-{name}", "alt", ALT, owner),
        )
        for name in names
    ]


@pytest.fixture
def card(qtbot: QtBot, composing: Composing, theme: Theme, jobs: Jobs) -> Iterator[PhotoCard]:
    window = QWidget()
    qtbot.addWidget(window)
    made = PhotoCard(composing, theme, Thumbnails(jobs, lambda _photo, _width: b""), window)
    window.resize(800, 900)
    window.show()
    yield made
    window.close()


@pytest.mark.parametrize(
    ("width", "languages", "beside", "across"),
    [
        (576, 1, True, 1),
        (576, 3, True, 3),
        (400, 3, True, 1),
        (268, 2, False, 2),
        (180, 3, False, 1),
    ],
)
def test_a_card_takes_the_form_that_its_room_allows(
    width: int, languages: int, beside: bool, across: int
) -> None:
    plan = card_plan(width, languages)
    assert (plan.beside, plan.across) == (beside, across)


@given(st.integers(160, 900), st.integers(1, 6))
def test_a_column_is_never_too_narrow_to_be_read(width: int, languages: int) -> None:
    assert card_plan(width, languages).column >= LEAST_COLUMN


@pytest.mark.parametrize("width", [576, 400, 268, 180])
def test_every_text_of_a_card_is_seen_in_the_height_that_was_measured(
    qtbot: QtBot, card: PhotoCard, theme: Theme, width: int
) -> None:
    texts = columns(card, "Tiếng Việt", "English", "中文")
    card.show_photo(PhotoId("a"), None, texts)
    card.setGeometry(0, 0, width, card_height(texts, width, theme))
    card.show()
    window = card.window()
    qtbot.waitUntil(lambda: all(field.width() > 20 for field in card.fields()))
    qtbot.waitUntil(lambda: not cut_texts(window))
    lowest = max(field.mapTo(card, field.rect().bottomLeft()).y() for field in card.fields())
    assert lowest < card.height()


def test_measuring_at_another_width_leaves_the_lines_of_a_card_in_sight(
    qtbot: QtBot, card: PhotoCard, theme: Theme
) -> None:
    texts = columns(card, "Tiếng Việt", "English")
    card.show_photo(PhotoId("a"), None, texts)
    card.setGeometry(0, 0, 576, card_height(texts, 576, theme))
    card.show()
    field = card.fields()[0]
    qtbot.waitUntil(lambda: field.width() > 150)
    before = field.height()
    assert card_height(texts, 300, theme) > card.height()
    assert field.height() == before
    assert field.document().pageSize().width() == field.viewport().width()
