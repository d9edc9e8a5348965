"""The terms of a paragraph in Assist: no line is cut, however late it is shown or gets longer."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, VIETNAMESE, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.text.term_offers import TermOffer
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.theme import Theme
from editor_app.ui.translation.marked_text import MarkedText
from editor_app.ui.translation.term_list import TermList

NAMES = {"Nguyễn Văn Hòa": "Nguyen Van Hoa", "cơ quan đường thủy": "the waterways office"}


def offer(source: str, target: str) -> TermOffer:
    """Return a name as Assist offers it."""
    forms = (TermForm(VIETNAMESE, source), TermForm(ENGLISH, target))
    return TermOffer(source, ((0, 5),), Term(TermId(source), TermKind.NAME, forms), (target,))


def test_terms_that_came_while_another_tab_was_in_sight_are_shown_in_full(
    qtbot: QtBot, theme: Theme
) -> None:
    terms, inside, tabs = TermList(theme), QWidget(), QStackedWidget()
    qtbot.addWidget(tabs)
    column = QVBoxLayout(inside)
    column.addWidget(terms)
    column.addStretch(1)
    tabs.addWidget(QWidget())
    tabs.addWidget(scrolled(inside))
    tabs.resize(260, 640)
    tabs.setCurrentIndex(1)
    tabs.show()
    qtbot.waitUntil(terms.isVisible)
    QApplication.processEvents()
    tabs.setCurrentIndex(0)
    terms.show_offers([offer(*item) for item in NAMES.items()], ENGLISH)
    terms.show_used({"Nguyễn Văn Hòa": (0, 3)})
    QApplication.processEvents()
    tabs.setCurrentIndex(1)

    def whole() -> bool:
        texts = terms.findChildren(MarkedText)
        return all(text.height() >= text.heightForWidth(text.width()) for text in texts)

    qtbot.waitUntil(lambda: terms.isVisible() and whole())
    terms.show_used(dict.fromkeys(NAMES, (0, 3)))
    qtbot.waitUntil(whole)
