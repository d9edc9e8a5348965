"""Dateline and the headlines for other places than the page, in the Details tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.domain.ids import CHINESE, ENGLISH, ArticleId, Language
from editor_app.services.views import Created, StoryView
from editor_app.ui.article.inspector_details import DetailsTab
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.other_headlines import PARTS, OtherHeadlines
from tests.ui.material import PlainView, story, translated
from tests.ui.window import Opened, focused, press


@pytest.fixture
def made(opened: Opened) -> Created:
    created = story(opened.desk)
    opened.open(created.story)
    opened.run("go.details")
    return created


@pytest.fixture
def tab(opened: Opened, made: Created) -> DetailsTab:
    return opened.conductor._parts.details


@pytest.fixture
def others(tab: DetailsTab) -> OtherHeadlines:
    return tab.headlines


def type_into(opened: Opened, others: OtherHeadlines, part: str, text: str) -> None:
    """Type as an editor does, and let the Manuscript save it."""
    field = others.field(part)
    field.setFocus()
    QTest.keyClicks(field, text)
    opened.manuscripts.settle()
    opened.settle()


def test_a_story_without_them_asks_for_them_by_one_line(others: OtherHeadlines) -> None:
    assert [part for part in PARTS if others.field(part).isVisible()] == []
    press(others, "Dateline and other headlines…")
    assert all(others.field(part).isVisible() for part in PARTS)
    assert focused() is others.field("dateline")


@pytest.mark.parametrize("part", PARTS)
def test_what_is_typed_is_kept(
    part: str, others: OtherHeadlines, made: Created, opened: Opened
) -> None:
    others.show_part(part)
    type_into(opened, others, part, "Pha dien")
    assert opened.desk.stories.find_article(made.article).field(part) == "Pha dien"


def test_undo_takes_back_what_was_typed(
    others: OtherHeadlines, made: Created, opened: Opened
) -> None:
    others.show_part("push")
    type_into(opened, others, "push", "Pha dien")
    opened.run("edit.undo")
    assert others.field("push").text() == ""
    opened.run("edit.redo")
    assert others.field("push").text() == "Pha dien"
    opened.run("edit.undo")
    opened.manuscripts.settle()
    opened.settle()
    assert opened.desk.stories.find_article(made.article).push == ""


def test_each_says_how_full_it_is(others: OtherHeadlines, opened: Opened) -> None:
    others.show_part("seo")
    assert others.gauge_words("seo") == ""
    type_into(opened, others, "seo", "x" * 60)
    assert others.gauge_words("seo") == "60 / 60"
    type_into(opened, others, "seo", "y")
    assert others.gauge_words("seo") == "61 / 60 · too long"


def test_a_language_has_its_own(others: OtherHeadlines, made: Created, opened: Opened) -> None:
    english = translated(opened.desk, made)
    others.show_part("push")
    type_into(opened, others, "push", "Pha dien")
    opened.conductor.navigator.close_story()
    opened.open(made.story)
    opened.conductor.navigator.show_language(ENGLISH)
    opened.settle()
    assert others.field("push").text() == ""
    type_into(opened, others, "push", "Electric ferries")
    desk = opened.desk
    assert desk.stories.find_article(english).push == "Electric ferries"
    assert desk.stories.find_article(made.article).push == "Pha dien"


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_what_is_being_composed_stays_in_the_language_it_is_written_in(
    language: Language, others: OtherHeadlines, made: Created, opened: Opened
) -> None:
    english = translated(opened.desk, made)
    opened.conductor.navigator.close_story()
    opened.open(made.story)
    others.show_part("push")
    field = others.field("push")
    QTest.keyClicks(field, "Pha ")
    QApplication.sendEvent(field, QInputMethodEvent("điệ", []))
    opened.conductor.navigator.show_language(language)
    opened.manuscripts.settle()
    opened.settle()
    assert field.text() == ""
    assert field.textCursor().block().layout().preeditAreaText() == ""
    desk = opened.desk
    assert desk.stories.find_article(made.article).push == "Pha điệ"
    assert desk.stories.find_article(english).push == ""


def test_a_language_that_is_not_started_has_none(
    others: OtherHeadlines, made: Created, opened: Opened
) -> None:
    others.show_part("push")
    type_into(opened, others, "push", "Pha dien")
    opened.conductor.navigator.show_language(CHINESE)
    opened.settle()
    assert others.field("push").text() == ""
    assert not others.isEnabled()


def test_what_a_story_has_stands_there_at_once(
    others: OtherHeadlines, made: Created, opened: Opened
) -> None:
    other = story(opened.desk, "Night trains")
    version = opened.desk.stories.find_article(other.article).version
    opened.desk.stories.change_article(other.article, version, push="Tàu đêm")
    opened.open(other.story)
    assert others.field("push").isVisible()
    assert not others.field("home").isVisible()
    assert others.field("push").text() == "Tàu đêm"


def test_what_the_desk_has_comes_in_while_it_is_in_sight(
    others: OtherHeadlines, made: Created, opened: Opened
) -> None:
    others.show_part("home")
    version = opened.desk.stories.find_article(made.article).version
    opened.jobs.change(
        lambda: opened.desk.stories.change_article(made.article, version, home="Phà điện")
    )
    opened.settle()
    assert others.field("home").text() == "Phà điện"


def test_return_goes_to_the_next_one(others: OtherHeadlines) -> None:
    others.show_part("push")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is others.field("home")


def test_an_action_leads_to_them_from_anywhere_in_the_story(
    others: OtherHeadlines, opened: Opened
) -> None:
    opened.run("go.story_tags")
    opened.run("go.headlines")
    assert focused() is others.field("push")


def test_a_finding_in_one_leads_into_it(
    others: OtherHeadlines, made: Created, opened: Opened
) -> None:
    others.show_part("social")
    type_into(opened, others, "social", "41 pha")
    translated(opened.desk, made)
    opened.conductor.navigator.close_story()
    opened.open(made.story)
    opened.conductor.navigator.show_language(ENGLISH)
    opened.settle()
    type_into(opened, others, "social", "Only 14 ferries")
    opened.run("go.checks")
    checks = opened.conductor._parts.checks
    checks.check_now()
    opened.settle()
    (number,) = (item for item in checks.findings if item.address.part == "social")
    checks.go_to(number)
    field = others.field("social")
    assert focused() is field
    assert field.textCursor().position() == len("Only 14")


class Writing(PlainView):
    """A view that is typed in as the real one is: the text belongs to the open Manuscript."""

    manuscripts: Manuscripts
    written: Manuscript | None = None

    def show_story(self, story: StoryView, article: ArticleId | None) -> None:
        """Take the texts of a story."""
        super().show_story(story, article)
        self.manuscripts.take(story)
        self.written = self.manuscripts.of(article) if article is not None else None


def test_a_story_that_is_opened_keeps_its_texts_open(made: Created, opened: Opened) -> None:
    view = Writing("write")
    view.manuscripts = opened.manuscripts
    opened.conductor.add_view("write", view)
    opened.open(made.story)
    other = story(opened.desk, "Night trains")
    opened.open(other.story)
    assert opened.manuscripts.all() == (view.written,)


def test_names_of_the_desk_do_not_close_the_texts_of_the_story_in_sight(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    opened.run("go.story_tags")  # Details is out of sight, with the story it knew
    other = story(opened.desk, "Night trains")
    opened.open(other.story)
    opened.manuscripts.take(opened.desk.stories.view(other.story))
    before = opened.manuscripts.of(other.article)
    opened.conductor.facts.read()
    opened.settle()
    assert opened.manuscripts.all() == (before,)
