"""Slug, section and tags stand under the text in the same list and are typed like it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, TagId
from editor_app.domain.link import State
from editor_app.domain.vocabulary import Tag
from editor_app.ui.article.composing import committed
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.theme import Theme
from editor_app.ui.translation.row_anchors import anchor_in_row
from editor_app.ui.translation.translate_view import TranslateView
from tests.ui.translation.translating import Translating, undone_by_the_desk

FERRIES = Tag(TagId("a" * 32), {VIETNAMESE: "Phà", ENGLISH: "Ferries"})
SUN = Tag(TagId("b" * 32), {VIETNAMESE: "Mặt trời"})


def give_tags(work: Translating, *tags: Tag) -> None:
    for tag in tags:
        work.desk.vocabulary.put_tag(tag)
    version = work.desk.stories.view(work.story).story.version
    work.desk.stories.change(work.story, version, tags=tuple(tag.id for tag in tags))
    work.refresh()
    work.settle()


def label_of(work: Translating, tag: Tag) -> str:
    known = {item.id: item.labels for item in work.desk.vocabulary.tags()}
    return known[tag.id].get(ENGLISH, "")


def slug_of(work: Translating) -> str:
    versions = work.desk.stories.view(work.story).articles
    return next(item.slug for item in versions if item.id == work.target)


def last_rows(work: Translating) -> list[tuple[str, str, str]]:
    return [(row.name, row.source, row.target) for row in work.view.list.rows if row.label]


def pending(work: Translating) -> list[str]:
    """Return what is on disk and not settled, once nothing is on its way."""
    work.settle()
    return [draft.text for draft in work.desk.drafts.pending()]


def test_slug_and_tags_are_rows_that_are_typed_given_and_taken_back(work: Translating) -> None:
    undone_by_the_desk(work)
    refused: list[str] = []
    work.jobs.refused.connect(lambda error: refused.append(error.message.key))
    give_tags(work, FERRIES, SUN)
    left = work.view.list.rows
    assert last_rows(work) == [
        ("Slug", "pha-chay-dien-mat-troi", ""),
        ("Tag", "Phà", "Ferries"),
        ("Tag", "Mặt trời", ""),
    ]
    assert work.view.labels.lacking == 1

    work.open("Phà chạy điện")
    work.type("Solar ferries")
    work.view.perform("translate.confirm")
    work.settle()
    assert slug_of(work) == "solar-ferries"
    assert last_rows(work)[0][2] == "solar-ferries"
    counted = sum(row.counts for row in left)
    assert counted == len(left) - 3

    work.open("Mặt trời")
    work.type("ferries")  # another tag has that label: refused, and what was typed stays
    work.view.perform("translate.confirm")
    work.settle()
    assert refused == ["label-taken"]
    assert (label_of(work, SUN), last_rows(work)[2][2]) == ("", "ferries")
    work.open("Mặt trời")
    assert "edit.undo" in work.view.performs()
    work.view.active.edit.selectAll()
    work.type("Sun")
    work.open("Chuyến phà")  # leaving the row gives what was typed
    work.settle()
    assert label_of(work, SUN) == "Sun"
    assert work.view.labels.lacking == 0

    work.open("pha-chay")
    work.view.active.edit.selectAll()
    work.type("Ferries and the Sun")
    QTest.keyClick(work.view.active.edit, Qt.Key.Key_Tab)
    work.settle()
    assert (slug_of(work), last_rows(work)[0][2]) == ("ferries-and-the-sun",) * 2
    work.view.undo()
    work.settle()
    assert (slug_of(work), last_rows(work)[0][2]) == ("solar-ferries",) * 2
    assert work.view.list.rows[work.view.list.active].source == "pha-chay-dien-mat-troi"
    work.view.redo()
    work.settle()
    assert last_rows(work)[0][2] == "ferries-and-the-sun"
    assert work.segments()["Phà chạy điện mặt trời"].state is State.TRANSLATED


def test_who_types_a_label_whose_tag_goes_away_goes_on_in_the_row_that_stands_there(
    work: Translating,
) -> None:
    give_tags(work, FERRIES, SUN)
    work.open("Mặt trời")
    work.view.active.edit.setFocus()
    focus = work.view.active.edit.hasFocus()
    work.type("Su")
    give_tags(work, FERRIES)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    row = work.view.active.row
    assert row is work.view.list.rows[work.view.list.active]
    assert row.source == "Phà"
    assert work.view.active.edit.hasFocus() is focus
    work.view.active.edit.selectAll()
    work.type("Boats")
    work.open("Chuyến phà")
    work.settle()
    assert label_of(work, FERRIES) == "Boats"


def test_a_label_is_given_as_it_was_last_whatever_is_on_its_way(work: Translating) -> None:
    give_tags(work, FERRIES, SUN)
    work.open("Mặt trời")
    edit = work.view.active.edit

    def commit() -> None:
        QCoreApplication.sendEvent(edit, committed("Sun"))

    work.manuscripts.composing._ask = commit
    QCoreApplication.sendEvent(edit, QInputMethodEvent("Sun", []))
    work.view.leave()  # what is being composed counts
    edit.selectAll()
    work.type("ferries")
    work.view.leave()
    work.settle()
    assert label_of(work, SUN) == "Sun"
    assert last_rows(work)[2][2] == "ferries"  # refused: it stays, to be mended

    edit.selectAll()
    work.type("Sunlight")
    work.view.leave()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    work.settle()
    assert label_of(work, SUN) == "Sunlight"
    assert last_rows(work)[2][2] == ""
    work.open("Chuyến phà")
    work.settle()
    assert label_of(work, SUN) == ""


def test_what_was_refused_waits_in_its_row_while_another_language_is_in_sight(
    work: Translating,
) -> None:
    give_tags(work, FERRIES, SUN)
    chinese = work.desk.translations.start(work.story, CHINESE).article
    work.refresh()
    work.settle()
    work.open("Mặt trời")
    work.type("ferries")  # the name of the other tag
    work.opened = False  # another language is in sight, whatever is changed here
    work.view.leave()
    work.view.show_story(work.desk.stories.view(work.story), chinese)
    work.settle()
    assert [row[2] for row in last_rows(work)] == ["", "", ""]  # of this language
    work.open("Mặt trời")
    work.settle()
    assert [row.state for row in work.view.list.rows if row.label] == [State.TO_DO] * 3

    work.opened = True
    work.refresh()
    work.settle()
    assert label_of(work, SUN) == ""
    assert [row[2] for row in last_rows(work)] == ["", "Ferries", "ferries"]
    work.open("Mặt trời")
    work.type(" of the sun")
    work.open("Chuyến phà")
    work.settle()
    assert label_of(work, SUN) == "ferries of the sun"


def test_a_note_that_is_written_on_a_label_is_about_the_whole_text(work: Translating) -> None:
    give_tags(work, FERRIES, SUN)
    for source in ("pha-chay", "Mặt trời"):
        work.open(source)
        work.desk.notes.write(work.target, f"Sure of {source}?", anchor_in_row(work.view.active))
    work.open("Mặt trời")
    work.type("Sun")
    work.desk.notes.write(work.target, "Or day?", anchor_in_row(work.view.active))
    threads = work.desk.notes.of(work.target).threads
    assert [(thread.place.gone, thread.place.address) for thread in threads] == [(False, None)] * 3


def test_a_label_with_outer_space_is_not_given_anew_by_being_looked_at(work: Translating) -> None:
    give_tags(work, Tag(SUN.id, {VIETNAMESE: "Mặt trời", ENGLISH: " Sun "}))
    work.open("Mặt trời")
    work.open("Chuyến phà")
    work.settle()
    assert label_of(work, SUN) == " Sun "


def test_what_is_typed_in_a_label_is_on_disk_soon_and_there_again_after_a_crash(
    work: Translating, theme: Theme, qtbot: QtBot
) -> None:
    give_tags(work, FERRIES, SUN)
    work.open("Mặt trời")
    work.type("Su")

    def on_disk() -> bool:
        work.settle()
        return [label.typed for label in work.desk.rows.shown(work.target).labels][2] == "Su"

    qtbot.waitUntil(on_disk)
    assert label_of(work, SUN) == ""
    after = TranslateView(work.desk, work.jobs, theme, Manuscripts(work.desk.drafts, work.jobs))
    after.show_story(work.desk.stories.view(work.story), work.target)
    work.settle()
    row = after.list.rows[-1]
    assert (row.target, row.state) == ("Su", State.DRAFT)
    after.work.open(len(after.list.rows) - 1)
    after.work.open(0)
    work.settle()
    assert label_of(work, SUN) == "", "half a name goes into no other story by itself"
    after.work.open(len(after.list.rows) - 1)
    after.perform("translate.confirm")
    work.settle()
    assert label_of(work, SUN) == "Su"
    assert work.desk.drafts.pending() == ()
    after.clear()
    after.deleteLater()


def test_what_is_taken_back_in_a_label_is_not_on_disk_any_more(
    work: Translating, qtbot: QtBot
) -> None:
    give_tags(work, FERRIES, SUN)

    work.open("Mặt trời")
    work.type("Su")
    qtbot.waitUntil(lambda: pending(work) == ["Su"])
    work.view.active.edit.selectAll()
    QTest.keyClick(work.view.active.edit, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pending(work) == [])


def test_nothing_stays_on_disk_of_a_label_that_was_given_or_taken_back_at_the_last_moment(
    work: Translating, qtbot: QtBot
) -> None:
    give_tags(work, FERRIES, SUN)

    work.open("Mặt trời")
    work.type("Su")
    qtbot.waitUntil(lambda: pending(work) == ["Su"])
    work.type("n")
    work.view.clear()  # before the last key is on disk
    assert pending(work) == []
    work.refresh()
    work.settle()
    assert (label_of(work, SUN), last_rows(work)[2][2]) == ("Sun", "Sun")

    work.open("Mặt trời")
    work.type("s")
    qtbot.waitUntil(lambda: pending(work) == ["Suns"])
    QTest.keyClick(work.view.active.edit, Qt.Key.Key_Backspace)
    work.view.clear()
    assert pending(work) == []
    work.refresh()
    work.settle()
    assert (label_of(work, SUN), last_rows(work)[2][2]) == ("Sun", "Sun")
