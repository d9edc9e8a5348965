"""A block of the site stands in the text as a card with its name, and the text goes round it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.remote import foreign_block, foreign_line
from editor_app.formats.intake import read_paste
from editor_app.formats.wordpress_foreign import card_name
from editor_app.services.views import StoryView
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.slip import Slip
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from tests.ui.article.material import EDITIONS, TARGET, KeptDrafts, article, story

GALLERY = foreign_block("<!-- wp:gallery /-->", "", "core/gallery")
KEPT = "Block of the site, kept as it is"


def _story() -> StoryView:
    return story(article(f"One.\n\n{foreign_line(GALLERY.id)}\n\nTwo.", headline="Ferries"))


@pytest.fixture
def view(jobs: Jobs, theme: Theme) -> Iterator[WriteView]:
    drafts = KeptDrafts()
    desk: Any = SimpleNamespace(
        drafts=drafts,
        photos=SimpleNamespace(thumbnail=lambda _photo, _width: b""),
        vocabulary=SimpleNamespace(editions=lambda: EDITIONS),
        importing=SimpleNamespace(paste=read_paste),
    )
    made = WriteView(desk, jobs, theme, Manuscripts(drafts, jobs))
    made.resize(800, 700)
    made.show()
    yield made
    made.clear()
    jobs.settle()
    made.deleteLater()


def _slip(view: WriteView, jobs: Jobs, shown: StoryView) -> Slip:
    view.show_story(shown, TARGET)
    jobs.settle()
    QApplication.processEvents()
    view.shelf.place()
    (slip,) = (card for card in view.shelf._shown.values() if isinstance(card, Slip))
    return slip


def test_a_block_of_the_site_shows_its_name(view: WriteView, jobs: Jobs) -> None:
    slip = _slip(view, jobs, replace(_story(), foreign={GALLERY.id: card_name(GALLERY)}))
    assert slip.accessibleName() == f"Gallery · {KEPT}"
    assert slip.isVisible()
    assert not slip.grab().isNull()


def test_a_block_that_this_desk_does_not_have_still_has_its_card(
    view: WriteView, jobs: Jobs
) -> None:
    assert _slip(view, jobs, _story()).accessibleName() == KEPT


def test_a_click_on_the_card_puts_the_caret_on_its_line(
    qtbot: QtBot, view: WriteView, jobs: Jobs
) -> None:
    slip = _slip(view, jobs, _story())
    view.body.setTextCursor(QTextCursor(view.body.document().firstBlock()))
    slip.picked.emit()
    assert view.body.textCursor().block().text() == foreign_line(GALLERY.id)
