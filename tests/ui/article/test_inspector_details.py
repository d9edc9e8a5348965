"""The Details tab: every field is kept as soon as it is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from editor_app.domain.article import ArticleStatus
from editor_app.domain.changes import Changes
from editor_app.domain.ids import ENGLISH, VIETNAMESE, PersonId, new_id
from editor_app.domain.site import RemoteStatus
from editor_app.domain.story import Credited, Origin, Role
from editor_app.domain.vocabulary import Person
from editor_app.services.views import Created
from editor_app.ui.article.inspector_details import DetailsTab, complete_names
from tests.desks import full_disk
from tests.portals import place_of, portal
from tests.ui.material import folder_site, story, translated, write
from tests.ui.sync.clashes import publication
from tests.ui.window import Opened


@pytest.fixture
def made(opened: Opened) -> Created:
    created = story(opened.desk)
    opened.open(created.story)
    return created


@pytest.fixture
def tab(opened: Opened, made: Created) -> DetailsTab:
    return opened.conductor._parts.details


def test_the_section_is_picked(tab: DetailsTab, made: Created, opened: Opened) -> None:
    sections = opened.desk.vocabulary.sections()
    tab._section.choose(sections[2].id)
    tab._section.activated.emit(tab._section.currentIndex())
    opened.settle()
    assert opened.desk.stories.view(made.story).story.section == sections[2].id


def test_a_draft_that_was_published_is_not_called_a_draft(
    tab: DetailsTab, made: Created, opened: Opened, tmp_path: Path
) -> None:
    assert tab._status.currentText() == "Draft"
    site = folder_site(opened.desk, tmp_path / "site")
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, [(made.article, None)]))
    opened.settle()
    opened.run("desk.send")
    assert tab._status.currentText() == "Published"
    offered = [tab._status.itemText(place) for place in range(tab._status.count())]
    assert offered == ["Published", "For approval", "Approved"]
    opened.open(story(opened.desk, "Night trains").story)
    assert tab._status.currentText() == "Draft"


def test_an_approved_text_that_readers_have_can_be_called_a_draft_and_not_published(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    site = portal(opened.desk)
    there = replace(publication(made.article, site.id), status=RemoteStatus.PUBLIC)
    with place_of(opened.desk).database.writing() as records:
        records.publications.put(there)
    tab._status.choose(ArticleStatus.APPROVED)
    tab._status.activated.emit(tab._status.currentIndex())
    opened.settle()
    assert tab._status.currentText() == "Approved"
    offered = [tab._status.itemText(place) for place in range(tab._status.count())]
    assert offered == ["Draft", "For approval", "Approved"]


def test_a_person_is_picked_by_typing_without_marks(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    person, _changes = opened.desk.vocabulary.new_person(VIETNAMESE, "Hải Nam", Role.REPORTER)
    opened.conductor.facts.read()
    opened.settle()
    QTest.keyClicks(tab._byline.line, "hai n")
    QTest.keyClick(tab._byline.line, Qt.Key.Key_Return)
    opened.settle()
    credited = Credited(person.id, Role.REPORTER)
    assert opened.desk.stories.view(made.story).story.byline == (credited,)
    assert [item.label for item in tab._byline.items] == ["Hải Nam, reporter"]


def test_an_unknown_person_is_made(tab: DetailsTab, made: Created, opened: Opened) -> None:
    QTest.keyClicks(tab._byline.line, "Mai Chi")
    QTest.keyClick(tab._byline.line, Qt.Key.Key_Return)
    opened.settle()
    persons = opened.desk.vocabulary.persons()
    assert [list(person.names.values()) for person in persons] == [["Mai Chi"]]
    assert len(opened.desk.stories.view(made.story).story.byline) == 1


def test_a_role_is_changed_and_a_person_taken_out(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    person, _changes = opened.desk.vocabulary.new_person(VIETNAMESE, "Hải Nam", Role.REPORTER)
    tab.add_person(person.id)
    opened.settle()
    tab._open_roles(person.id, QPoint(0, 0))
    menu = QApplication.activePopupWidget() or tab.findChildren(QMenu)[-1]
    editor = next(item for item in menu.actions() if item.text() == "Editor")
    editor.trigger()
    opened.settle()
    byline = opened.desk.stories.view(made.story).story.byline
    assert byline == (Credited(person.id, Role.EDITOR),)
    tab._on_person_removed(person.id)
    opened.settle()
    assert opened.desk.stories.view(made.story).story.byline == ()
    menu.close()


def test_two_quick_edits_both_hold(tab: DetailsTab, made: Created, opened: Opened) -> None:
    one, _changes = opened.desk.vocabulary.new_outlet(ENGLISH, "Delta Courier")
    two, _changes = opened.desk.vocabulary.new_outlet(ENGLISH, "River Review")
    tab.add_outlet(one.id)
    tab.add_outlet(two.id)
    opened.settle()
    assert opened.desk.stories.view(made.story).story.outlets == (one.id, two.id)


def test_an_edit_holds_although_the_text_was_saved_meanwhile(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    write(opened.desk, made.article, headline="Phà chạy điện")
    tab._status.choose(ArticleStatus.APPROVED)
    tab._status.activated.emit(tab._status.currentIndex())
    opened.settle()
    article = opened.desk.stories.find_article(made.article)
    assert (article.status, article.headline) == (ArticleStatus.APPROVED, "Phà chạy điện")
    assert tab._notice.text == ""


def test_name_and_slug_are_kept_when_left(tab: DetailsTab, made: Created, opened: Opened) -> None:
    for field, text in ((tab._word, "Ferries"), (tab._slug, "Phà Chạy Điện")):
        field.setFocus()
        field.selectAll()
        field.insert(text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    opened.settle()
    view = opened.desk.stories.view(made.story)
    assert view.story.slug_word == "Ferries"
    assert view.articles[0].slug == "pha-chay-dien"
    assert tab._slug.text() == "pha-chay-dien"


def test_what_is_typed_stays_with_its_story_when_a_key_brings_another(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    other = story(opened.desk, "Harbour lights", "Đèn cảng")
    for field, text in (
        (tab._word, "Ferries"),
        (tab._slug, "pha-dien"),
        (tab._goes_out, "23/11/2030 17:00"),
    ):
        opened.open(made.story)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        opened.open(other.story)
        QTest.keyClick(field, Qt.Key.Key_Return)
        opened.settle()
    mine, others = opened.desk.stories.view(made.story), opened.desk.stories.view(other.story)
    assert (mine.story.slug_word, others.story.slug_word) == ("Ferries", "Harbour lights")
    assert mine.articles[0].slug == "pha-dien"
    assert others.articles[0].slug != "pha-dien"
    assert mine.articles[0].planned == datetime(2030, 11, 23, 10, 0, tzinfo=UTC)
    assert others.articles[0].planned is None


def test_what_is_no_time_is_not_carried_to_another_story(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    other = story(opened.desk, "Harbour lights", "Đèn cảng")
    tab._goes_out.setFocus()
    QTest.keyClicks(tab._goes_out, "soon")
    QTest.keyClick(tab._goes_out, Qt.Key.Key_Return)
    opened.open(other.story)
    assert (tab._goes_out.text(), tab._goes_out.unreadable) == ("", False)


def test_a_refresh_leaves_the_caret_where_it_is(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    version = opened.desk.stories.find_article(made.article).version
    when = datetime(2030, 11, 23, 10, 0, tzinfo=UTC)
    opened.jobs.change(
        lambda: opened.desk.stories.change_article(made.article, version, planned=when)
    )
    opened.settle()

    def somebody_types() -> Changes:
        opened.desk.drafts.save(made.article, "standfirst", new_id())
        return opened.desk.drafts.settle(made.article)

    for field in (tab._word, tab._slug, tab._link, tab._goes_out):
        field.setFocus()
        field.setSelection(1, 2)
        before = (field.text(), field.cursorPosition(), field.selectedText())
        opened.jobs.change(somebody_types)
        opened.settle()
        assert (field.text(), field.cursorPosition(), field.selectedText()) == before


def test_a_choice_that_cannot_be_kept_is_shown_no_longer(
    tab: DetailsTab, made: Created, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tab._section.choice
    monkeypatch.setattr(opened.desk.stories, "change", full_disk)
    monkeypatch.setattr(opened.desk.stories, "change_article", full_disk)
    for choice, key in ((tab._section, ""), (tab._status, ArticleStatus.APPROVED)):
        choice.choose(key)
        choice.activated.emit(choice.currentIndex())
    tab._sensitive.click()
    opened.settle()
    assert tab._notice.text
    assert (tab._section.choice, tab._status.choice) == (before, ArticleStatus.DRAFT)
    assert not tab._sensitive.isChecked()


def test_what_is_typed_and_cannot_be_kept_stays_and_is_sent_when_the_field_is_left_again(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened.desk.stories, "change", full_disk)
        tab._word.setFocus()
        tab._word.selectAll()
        QTest.keyClicks(tab._word, "Ferries")
        QTest.keyClick(tab._word, Qt.Key.Key_Return)
        tab._link.setFocus()
        QTest.keyClicks(tab._link, "https://estuary.example/f")
        opened.settle()
    assert tab._notice.text
    assert (tab._word.text(), tab._link.text()) == ("Ferries", "https://estuary.example/f")
    for field in (tab._link, tab._word):
        QTest.keyClick(field, Qt.Key.Key_Return)
    opened.settle()
    kept = opened.desk.stories.view(made.story).story
    assert (kept.slug_word, kept.origin.url) == ("Ferries", "https://estuary.example/f")


def test_the_time_is_typed_as_one_says_it(tab: DetailsTab, made: Created, opened: Opened) -> None:
    tab._goes_out.setFocus()
    tab._goes_out.selectAll()
    QTest.keyClicks(tab._goes_out, "23/11/2030 17:00")
    QTest.keyClick(tab._goes_out, Qt.Key.Key_Return)
    opened.settle()
    planned = opened.desk.stories.find_article(made.article).planned
    assert planned == datetime(2030, 11, 23, 10, 0, tzinfo=UTC)
    tab._goes_out.selectAll()
    QTest.keyClick(tab._goes_out, Qt.Key.Key_Delete)
    QTest.keyClick(tab._goes_out, Qt.Key.Key_Return)
    opened.settle()
    assert opened.desk.stories.find_article(made.article).planned is None


def test_an_embargo_is_typed_holds_for_the_story_and_is_taken_out_again(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    tab._embargo.setFocus()
    tab._embargo.selectAll()
    QTest.keyClicks(tab._embargo, "23/11/2030 17:00")
    QTest.keyClick(tab._embargo, Qt.Key.Key_Return)
    opened.settle()
    until = datetime(2030, 11, 23, 10, 0, tzinfo=UTC)
    assert opened.desk.stories.view(made.story).story.embargo == until
    translated(opened.desk, made)
    opened.open(story(opened.desk, "Night trains").story)
    assert tab._embargo.when is None
    opened.open(made.story)
    assert tab._embargo.when == until
    tab._embargo.setFocus()
    tab._embargo.selectAll()
    QTest.keyClick(tab._embargo, Qt.Key.Key_Delete)
    QTest.keyClick(tab._embargo, Qt.Key.Key_Return)
    opened.settle()
    assert opened.desk.stories.view(made.story).story.embargo is None


def test_a_story_is_called_confidential_and_no_longer(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    tab._sensitive.click()
    opened.settle()
    assert opened.desk.stories.view(made.story).story.sensitive
    opened.open(story(opened.desk, "Night trains").story)
    assert not tab._sensitive.isChecked()
    opened.open(made.story)
    assert tab._sensitive.isChecked()
    tab._sensitive.click()
    opened.settle()
    assert not opened.desk.stories.view(made.story).story.sensitive
    opened.conductor.undo.undo()
    opened.settle()
    assert tab._sensitive.isChecked()


def test_an_embargo_that_comes_too_late_is_said_and_not_kept(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    site = portal(opened.desk)
    there = replace(publication(made.article, site.id), status=RemoteStatus.PUBLIC)
    with place_of(opened.desk).database.writing() as records:
        records.publications.put(there)
    tab._embargo.setFocus()
    QTest.keyClicks(tab._embargo, "23/11/2030 17:00")
    QTest.keyClick(tab._embargo, Qt.Key.Key_Return)
    opened.settle()
    assert tab._notice.text.startswith("Readers of estuary.example have the story already")
    assert opened.desk.stories.view(made.story).story.embargo is None
    assert tab._embargo.when is None


def test_a_translation_leads_back_to_its_source(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    translated(opened.desk, made)
    opened.conductor.navigator.close_story()
    opened.open(made.story)
    opened.conductor.navigator.show_language(ENGLISH)
    assert tab._source_field.isVisible()
    assert tab._source.words == "Tiếng Việt · Phà mặt trời"
    tab._source.click()
    opened.settle()
    assert opened.conductor.navigator.language == VIETNAMESE
    assert not tab._source_field.isVisible()


def test_what_an_intake_was_unsure_of_is_marked_until_touched(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    outlet, _changes = opened.desk.vocabulary.new_outlet(ENGLISH, "Delta Courier")
    version = opened.desk.stories.view(made.story).story.version
    opened.jobs.change(
        lambda: opened.desk.stories.change(
            made.story,
            version,
            outlets=(outlet.id,),
            uncertain=frozenset({"section", "outlets"}),
        )
    )
    opened.settle()
    assert tab._section.property("unsure")
    assert tab._outlets.items[0].unsure
    tab._section.activated.emit(tab._section.currentIndex())
    opened.settle()
    assert not tab._section.property("unsure")
    assert opened.desk.stories.view(made.story).story.uncertain == {"outlets"}


def test_the_link_to_the_source_is_typed_and_kept_when_left(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    tab._link.setFocus()
    QTest.keyClicks(tab._link, "courier.example/ferry")
    QTest.keyClick(tab._link, Qt.Key.Key_Return)
    opened.settle()
    assert opened.desk.stories.view(made.story).story.origin.url == "https://courier.example/ferry"
    assert tab._link.text() == "https://courier.example/ferry"
    tab._link.end(False)
    QTest.keyClicks(tab._link, "?page=2")
    opened.open(story(opened.desk, "Night trains").story)
    assert tab._link.text() == ""
    opened.open(made.story)
    assert tab._link.text() == "https://courier.example/ferry?page=2"


def test_the_source_page_opens_in_the_browser(
    tab: DetailsTab, made: Created, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet, _changes = opened.desk.vocabulary.new_outlet(ENGLISH, "Delta Courier")
    version = opened.desk.stories.view(made.story).story.version
    origin = Origin(outlet.id, "https://courier.example/ferry")
    opened.jobs.change(lambda: opened.desk.stories.change(made.story, version, origin=origin))
    opened.conductor.facts.read()
    opened.settle()
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toString()))
    assert tab._page.words == "Delta Courier"
    tab._page.click()
    assert seen == ["https://courier.example/ferry"]


def test_without_a_story_nothing_can_be_typed(opened: Opened) -> None:
    assert not opened.conductor._parts.details.isEnabled()


def test_names_that_begin_with_what_was_typed_come_first() -> None:
    names = {"a": "River Review", "b": "The River", "c": "Lake"}
    known = [Person(PersonId(key), {ENGLISH: name}) for key, name in names.items()]
    known.append(Person(PersonId("d"), {ENGLISH: "River Times"}, retired=True))
    found = complete_names(known, "river", ENGLISH)
    assert [item.key for item in found] == ["a", "b"]


def test_the_caret_stays_in_a_line_when_the_story_is_read_again(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    version = opened.desk.stories.find_article(made.article).version
    opened.desk.stories.change_article(made.article, version, slug="pha-dien")
    opened.conductor.navigator.close_story()
    opened.open(made.story)
    for line in (tab._slug, tab._word):
        line.setCursorPosition(3)
        opened.jobs.change(
            lambda: opened.desk.stories.change(
                made.story, opened.desk.stories.view(made.story).story.version, due=None
            )
        )
        opened.settle()
        assert line.cursorPosition() == 3


def test_what_was_refused_is_shown_as_the_desk_has_it(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    opened.desk.stories.trash(made.story)
    opened.desk.stories.delete(made.story)
    tab._status.choose(ArticleStatus.APPROVED)
    tab._status.activated.emit(tab._status.currentIndex())
    opened.settle()
    assert tab._notice.isVisible()
    assert tab._status.currentText() == "Draft"


def test_the_time_for_which_a_version_is_scheduled_stands_below_the_plan(
    tab: DetailsTab, made: Created, opened: Opened
) -> None:
    site = portal(opened.desk)
    later = datetime(2030, 11, 23, 10, 0, tzinfo=UTC)
    there = publication(made.article, site.id, status=RemoteStatus.SCHEDULED)
    over = datetime(2020, 11, 23, 10, 0, tzinfo=UTC)
    told = "It is scheduled: Sat 23 Nov 2030, 17:00"
    for goes_out, said in ((later, told), (None, ""), (over, "")):
        with place_of(opened.desk).database.writing() as records:
            records.publications.put(replace(there, goes_out=goes_out))
        opened.jobs.changed.emit(Changes(frozenset({made.story}), frozenset({made.article})))
        opened.settle()
        assert tab._goes_out.accessibleDescription().startswith(said)
        assert bool(tab._goes_out.accessibleDescription()) == bool(said)
