"""Tags, History, and the tabs themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, TagId
from editor_app.domain.vocabulary import Tag
from editor_app.services.views import Created
from editor_app.ui.article.inspector import Inspector
from editor_app.ui.article.inspector_history import HistoryTab
from editor_app.ui.article.inspector_tags import TagsTab, complete_tags
from tests.ui.material import BODY, story, translated, write
from tests.ui.window import Opened, press


@pytest.fixture
def made(opened: Opened) -> Created:
    created = story(opened.desk)
    opened.open(created.story)
    return created


def shown(opened: Opened, key: str) -> Inspector:
    inspector = opened.conductor._areas.page.inspector
    inspector.show_tab(key)
    opened.settle()
    return inspector


@pytest.fixture
def tags(opened: Opened, made: Created) -> TagsTab:
    shown(opened, "tags")
    return opened.conductor._parts.tags


@pytest.fixture
def history(opened: Opened, made: Created) -> HistoryTab:
    opened.desk.history.keep(made.article, RevisionReason.REST)
    shown(opened, "history")
    return opened.conductor._parts.history


def test_a_tag_is_picked_in_any_language_without_marks(
    tags: TagsTab, made: Created, opened: Opened
) -> None:
    tag, _changes = opened.desk.vocabulary.new_tag(VIETNAMESE, "điện mặt trời")
    opened.conductor.facts.read()
    opened.settle()
    QTest.keyClicks(tags._field.line, "dien mat")
    QTest.keyClick(tags._field.line, Qt.Key.Key_Return)
    opened.settle()
    assert opened.desk.stories.view(made.story).story.tags == (tag.id,)
    tags._field.removed.emit(tag.id)
    opened.settle()
    assert opened.desk.stories.view(made.story).story.tags == ()


def test_a_new_tag_is_made_and_given(tags: TagsTab, made: Created, opened: Opened) -> None:
    tags._field.made.emit("phà")
    opened.settle()
    (tag,) = opened.desk.vocabulary.tags()
    assert tag.labels == {VIETNAMESE: "phà"}
    assert opened.desk.stories.view(made.story).story.tags == (tag.id,)


def test_languages_that_lack_a_label_are_named(
    tags: TagsTab, made: Created, opened: Opened
) -> None:
    tags._field.made.emit("phà")
    opened.settle()
    translated(opened.desk, made)
    opened.conductor.navigator.close_story()
    opened.open(made.story)
    assert tags._labels.text() == "No label in English yet: phà"


def test_retired_tags_are_not_offered() -> None:
    old = Tag(TagId("1"), {ENGLISH: "Ferry"}, retired=True)
    new = Tag(TagId("2"), {ENGLISH: "Ferries", CHINESE: "渡轮"}, {ENGLISH: ("boats",)})
    assert [item.key for item in complete_tags((old, new), "ferr", ENGLISH)] == ["2"]
    assert [item.label for item in complete_tags((old, new), "boat", CHINESE)] == ["渡轮"]


def test_copies_are_listed_with_reason_and_length(history: HistoryTab, opened: Opened) -> None:
    said = [label.text() for label in history.findChildren(QLabel) if label.isVisible()]
    assert "Lan Anh" in said
    assert any(text.startswith("Pause in writing · ") for text in said)


def test_copies_are_listed_anew_only_when_there_is_another(
    history: HistoryTab, made: Created, opened: Opened
) -> None:
    def card() -> QWidget | None:
        item = history._cards.itemAt(0)
        return item.widget() if item else None

    first = card()
    changed = Changes(frozenset({made.story}), frozenset({made.article}))
    opened.conductor.navigator.apply(changed)
    opened.settle()
    assert card() is first
    write(opened.desk, made.article, body="Khác hẳn.")
    opened.desk.history.keep(made.article, RevisionReason.LEFT)
    opened.conductor.navigator.apply(changed)
    opened.settle()
    assert card() is not first
    said = [label.text() for label in history.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Left the story · 2 words (-") for text in said)


def test_a_copy_is_restored_and_that_is_undone(
    history: HistoryTab, made: Created, opened: Opened
) -> None:
    write(opened.desk, made.article, body="Khác hẳn.")
    press(history, "Restore")
    opened.settle()
    assert opened.desk.stories.find_article(made.article).markdown == BODY
    opened.conductor.undo.undo()
    opened.settle()
    assert opened.desk.stories.find_article(made.article).markdown == "Khác hẳn."


def test_a_copy_is_compared(history: HistoryTab, made: Created, opened: Opened) -> None:
    with opened.qtbot.waitSignal(history.compare_wanted) as wanted:
        press(history, "Compare")
    assert wanted.args is not None
    assert wanted.args[0] == made.article


def test_history_says_what_it_is_for_while_it_is_empty(opened: Opened, made: Created) -> None:
    shown(opened, "history")
    assert opened.conductor._parts.history._empty.text().startswith("Copies of the text")
    opened.conductor.navigator.show_language(CHINESE)
    opened.settle()
    assert opened.conductor._parts.history._empty.text() == "No text in this language yet."


def test_tabs_move_closer_in_a_narrow_drawer(opened: Opened, made: Created) -> None:
    inspector = opened.conductor._areas.page.inspector
    wide = inspector._row.tab("details").sizeHint().width()
    inspector._row.fit(130)
    assert inspector._row.tab("details").sizeHint().width() < wide


def test_what_is_in_a_tab_is_never_wider_than_the_drawer(opened: Opened, made: Created) -> None:
    opened.window.resize(1366, 768)
    opened.conductor.navigator.show_view("preview")
    opened.settle()
    inspector = opened.conductor._areas.page.inspector
    inspector.resize(260, 600)
    opened.settle()
    details = opened.conductor._parts.details
    assert details.width() <= inspector.width()


def test_badges_stand_on_tabs(opened: Opened, made: Created) -> None:
    inspector = opened.conductor._areas.page.inspector
    inspector.badge("history", "4")
    assert inspector._row.tab("history").accessibleName() == "History, 4"
