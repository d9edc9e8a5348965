"""What is typed on its way into the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.jobs import Jobs
from editor_app.ui.preview.live_text import BlockEdit, LiveText, block_edit
from tests.ui.preview.conftest import Told

TEXTS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=8)


@given(TEXTS, TEXTS)
def test_a_block_edit_leads_from_one_body_to_the_other(before: list[str], after: list[str]) -> None:
    edit = block_edit(before, after)
    if edit is None:
        assert before == after
        return
    at = edit.first - 1
    assert [*before[:at], *edit.texts, *before[at + edit.gone :]] == after


def test_only_what_differs_is_in_a_block_edit() -> None:
    assert block_edit(["a", "b", "c"], ["a", "x", "c"]) == BlockEdit(2, 1, ("x",))
    assert block_edit(["a", "c"], ["a", "b", "c"]) == BlockEdit(2, 0, ("b",))
    assert block_edit(["a", "b"], ["a"]) == BlockEdit(2, 1, ())


@pytest.fixture
def manuscripts(told: Told, jobs: Jobs) -> Manuscripts:
    return Manuscripts(told.desk.drafts, jobs, jobs)


@pytest.fixture
def live(told: Told, manuscripts: Manuscripts, jobs: Jobs) -> LiveText:
    made = LiveText(manuscripts, jobs)
    made.watch(told.view(), told.english)
    return made


def type_at_start(manuscripts: Manuscripts, told: Told, text: str) -> None:
    cursor = QTextCursor(manuscripts.of(told.english).body.document)
    cursor.insertText(text)


def test_several_edits_of_one_moment_are_told_once(
    qtbot: QtBot, told: Told, manuscripts: Manuscripts, live: LiveText
) -> None:
    heard: list[tuple[str, ...]] = []
    live.body_typed.connect(lambda _article, texts: heard.append(texts))
    with qtbot.waitSignal(live.body_typed):
        type_at_start(manuscripts, told, "B")
        type_at_start(manuscripts, told, "A")
    assert len(heard) == 1
    assert heard[0][0] == "ABParagraph 1 of the page."


def test_headline_and_standfirst_are_told_by_name(
    qtbot: QtBot, told: Told, manuscripts: Manuscripts, live: LiveText
) -> None:
    with qtbot.waitSignal(live.words_typed) as words:
        QTextCursor(manuscripts.of(told.english).headline.document).insertText("New: ")
    assert words.args == [told.english, "headline", "New: Solar ferries"]


def test_another_language_version_is_not_told_of(
    qtbot: QtBot, told: Told, manuscripts: Manuscripts, live: LiveText
) -> None:
    heard: list[object] = []
    live.body_typed.connect(lambda article, _texts: heard.append(article))
    QTextCursor(manuscripts.of(told.vietnamese).body.document).insertText("X")
    with qtbot.waitSignal(live.body_typed):
        type_at_start(manuscripts, told, "Y")
    assert heard == [told.english]


def test_unsaved_text_is_known_until_the_desk_has_it(
    told: Told, manuscripts: Manuscripts, live: LiveText, jobs: Jobs
) -> None:
    assert live.unsaved(told.english) is None
    type_at_start(manuscripts, told, "Z")
    unsaved = live.unsaved(told.english)
    assert unsaved is not None
    assert unsaved[0] == "ZParagraph 1 of the page."
    manuscripts.settle()
    assert jobs.settle()
    manuscripts.take(told.view())
    assert live.unsaved(told.english) is None


def test_a_closed_manuscript_is_let_go(
    qtbot: QtBot, told: Told, manuscripts: Manuscripts, live: LiveText, jobs: Jobs
) -> None:
    with qtbot.waitSignal(manuscripts.of(told.english).destroyed):
        manuscripts.close()
    assert live.unsaved(told.english) is None
    live.watch(told.view(), told.english)
    type_at_start(manuscripts, told, "W")
    assert live.unsaved(told.english) is not None
    live.stop()
    assert live.unsaved(told.english) is None
