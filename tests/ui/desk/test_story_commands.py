"""The verbs on the story in sight, as menus and palette offer them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.domain.article import ArticleStatus
from editor_app.domain.ids import VIETNAMESE
from editor_app.services.views import ListQuery
from tests.ui.material import folder_site, story
from tests.ui.window import Opened, press


def test_a_new_story_opens_in_the_first_language_of_the_desk(opened: Opened) -> None:
    opened.run("story.new")
    shown = opened.conductor.navigator.story
    assert shown is not None
    assert shown.story.source_language == VIETNAMESE
    assert opened.conductor._areas.page.centre.key == "write"
    assert opened.views["write"].text.hasFocus()


def test_what_is_possible_follows_the_story(opened: Opened) -> None:
    possible = opened.conductor.stories.possible
    assert possible() == {"story.new"}
    made = story(opened.desk)
    opened.open(made.story)
    assert possible() >= {"story.trash", "story.publish", "story.for_approval", "story.approve"}
    assert "story.draft" not in possible()
    assert "story.withdraw" not in possible()


def test_the_state_of_a_text_is_set_and_undone(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.run("story.for_approval")
    assert opened.desk.stories.find_article(made.article).status is ArticleStatus.FOR_APPROVAL
    assert "story.draft" in opened.conductor.stories.possible()
    opened.conductor.undo.undo()
    opened.settle()
    assert opened.desk.stories.find_article(made.article).status is ArticleStatus.DRAFT


def test_the_trash_gives_back_by_one_button(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.run("story.trash")
    assert opened.conductor.navigator.story is None
    assert opened.desk.stories.rows(ListQuery()) == ()
    assert opened.conductor.undo_bar.text == "Story moved to the trash"
    press(opened.conductor.undo_bar, "Undo")
    opened.settle()
    assert len(opened.desk.stories.rows(ListQuery())) == 1


def test_delete_in_the_list_takes_the_row_and_not_the_open_story(opened: Opened) -> None:
    kept, thrown = story(opened.desk), story(opened.desk, "Harbour lights", "Đèn cảng")
    opened.open(kept.story)
    opened.conductor._areas.stories.refresh()
    opened.settle()
    listed = opened.conductor._areas.stories
    listed._view.setCurrentIndex(listed.model.index(listed.model.place_of(thrown.story)))
    QTest.keyClick(listed._view, Qt.Key.Key_Delete)
    opened.settle()
    assert [row.story for row in opened.desk.stories.rows(ListQuery())] == [kept.story]
    assert opened.conductor.navigator.story_id == kept.story


def test_a_trashed_story_can_be_taken_out_or_deleted_for_good(opened: Opened) -> None:
    made = story(opened.desk)
    opened.desk.stories.trash(made.story)
    opened.open(made.story)
    assert opened.conductor.stories.possible() == {"story.new", "story.restore", "story.delete"}
    opened.run("story.restore")
    assert opened.desk.stories.view(made.story).story.trashed is None
    opened.desk.stories.trash(made.story)
    opened.conductor.navigator.close_story()
    opened.open(made.story)
    opened.run("story.delete")
    question = opened.conductor.stories.question
    assert question.accessibleName() == "Delete “Solar ferries” for good?"
    press(question, "Keep")
    opened.settle()
    assert opened.desk.stories.rows(ListQuery(trashed=True))
    opened.run("story.delete")
    press(question, "Delete for good")
    opened.settle()
    assert opened.desk.stories.rows(ListQuery(trashed=True)) == ()


def test_publishing_without_a_site_leads_to_the_form_for_one(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.run("story.publish")
    press(opened.conductor.stories.question, "Add a site")
    assert opened.window.area == "sync"
    assert opened.sync.accounts.site_sheet.address.isVisible()


def test_an_article_on_a_site_can_be_withdrawn(opened: Opened, tmp_path: Path) -> None:
    site = folder_site(opened.desk, tmp_path / "site")
    made = story(opened.desk)
    opened.desk.publishing.publish(site.id, [(made.article, None)])
    opened.desk.publishing.send_due(at_once=True)
    opened.conductor.facts.read()
    opened.open(made.story)
    assert "story.withdraw" in opened.conductor.stories.possible()
    opened.run("story.withdraw")
    question = opened.conductor.stories.withdraw_sheet
    assert question.accessibleName() == "Withdraw Vietnamese from estuary.example?"
    press(question, "Withdraw Vietnamese")
    opened.settle()
    assert opened.desk.publishing.waiting() == 1
    assert "estuary" not in opened.conductor.undo_bar.text
    press(opened.conductor.undo_bar, "Undo")
    opened.settle()
    assert opened.desk.publishing.waiting() == 0


def test_sheets_hold_the_other_actions(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.run("story.publish")
    assert not opened.conductor._parts.actions["story.new"].isEnabled()
    press(opened.conductor.stories.question, "Later")
    assert opened.conductor._parts.actions["story.new"].isEnabled()
