"""Tags follow a translation; only a label that is missing asks for words, after the last row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.domain.ids import ENGLISH, VIETNAMESE, TagId
from editor_app.domain.vocabulary import Tag
from tests.ui.translation.translating import Translating

BOTH = Tag(TagId("a" * 32), {VIETNAMESE: "Phà", ENGLISH: "Ferries"})
ONE = Tag(TagId("b" * 32), {VIETNAMESE: "Mặt trời"})
TWO = Tag(TagId("c" * 32), {VIETNAMESE: "Bến tàu"})


def give_tags(work: Translating, *tags: Tag) -> None:
    for tag in tags:
        work.desk.vocabulary.put_tag(tag)
    version = work.desk.stories.view(work.story).story.version
    work.desk.stories.change(work.story, version, tags=tuple(tag.id for tag in tags))
    work.refresh()
    work.settle()


def test_labels_that_are_there_ask_for_nothing(work: Translating) -> None:
    give_tags(work, BOTH)
    assert work.view.gaps.isHidden()


def test_labels_that_are_missing_are_typed_one_by_one_after_the_last_row(
    work: Translating,
) -> None:
    give_tags(work, BOTH, ONE, TWO)
    gaps = work.view.gaps
    assert [tag.id for tag in gaps.lacking] == [ONE.id, TWO.id]
    assert "“Mặt trời”" in gaps.field.accessibleName()
    for _row in work.view.list.rows:
        work.type("x")
        work.view.perform("translate.confirm")
    work.settle()
    for label in ("Sun", "Landings"):
        QTest.keyClicks(gaps.field, f" {label} ")
        QTest.keyClick(gaps.field, Qt.Key.Key_Return)
        work.settle()
    assert gaps.isHidden()
    labels = {tag.id: tag.labels.get(ENGLISH) for tag in work.desk.vocabulary.tags()}
    assert labels == {BOTH.id: "Ferries", ONE.id: "Sun", TWO.id: "Landings"}
