"""The tabs beside the text, reached by keys from every view."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.services.views import StoryView
from editor_app.ui.article.inspector import Inspector, SideTab
from editor_app.ui.theme import Theme
from tests.ui.material import story
from tests.ui.window import Opened


def test_a_tab_that_the_view_has_opens_beside_it(opened: Opened) -> None:
    opened.open(story(opened.desk).story)
    opened.run("view.translate")
    opened.run("go.story_tags")
    areas = opened.window.areas
    assert areas is not None
    assert areas.page.inspector.choice == "tags"
    assert areas.page.centre.key == "translate"


def test_a_tab_that_the_view_lacks_opens_beside_write(opened: Opened) -> None:
    opened.open(story(opened.desk).story)
    opened.run("view.translate")
    opened.run("go.details")
    areas = opened.window.areas
    assert areas is not None
    assert areas.page.inspector.choice == "details"
    assert areas.page.centre.key == "write"


def test_a_language_that_is_not_started_has_the_tabs_of_the_view(opened: Opened) -> None:
    opened.open(story(opened.desk).story)
    opened.run("view.translate")
    opened.conductor.navigator.show_language(ENGLISH)
    opened.run("view.write")
    areas = opened.window.areas
    assert areas is not None
    assert {"details", "history"} <= set(areas.page.inspector._shown)
    opened.run("view.translate")
    opened.run("go.details")
    assert areas.page.inspector.choice == "details"


class TwoFields(SideTab):
    """A tab that wants to begin with its second field."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.begins = True

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Nothing of the story is shown."""

    def focus_start(self) -> bool:
        if self.begins:
            self.second.setFocus()
        return self.begins


def test_a_tab_says_where_the_focus_begins_else_its_first_field(theme: Theme, qtbot: QtBot) -> None:
    tab = TwoFields()
    inspector = Inspector(theme, {"two": ("Two", tab)})
    qtbot.addWidget(inspector)
    inspector.offer(("two",), {})
    inspector.show()
    inspector.activateWindow()
    qtbot.waitUntil(inspector.isActiveWindow)
    inspector.focus_start()
    assert tab.second.hasFocus()
    tab.begins = False
    inspector.focus_start()
    assert tab.first.hasFocus()


def test_a_badge_stays_where_another_view_offers_other_tabs(theme: Theme, qtbot: QtBot) -> None:
    inspector = Inspector(theme, {"one": ("One", TwoFields()), "two": ("Two", TwoFields())})
    qtbot.addWidget(inspector)
    inspector.offer(("one", "two"), {})
    inspector.badge("two", "3")
    inspector.offer(("two",), {})
    assert inspector._row.tab("two").badge_text == "3"
