"""The Assist panel: what the memory offers, best first, and what is to be looked at in it."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.changes import Changes
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, MemoryId, PairId
from editor_app.domain.link import Address, State
from editor_app.domain.term import Match, MatchMark, MemoryPair
from editor_app.ui.theme import Theme
from editor_app.ui.translation.assist_panel import AssistPanel
from editor_app.ui.translation.marked_text import Look, MarkedText
from tests.desks import NOON
from tests.ui.translation.translating import SOURCE, Translating, undone_by_the_desk

PAIR = MemoryPair(
    PairId("1"),
    VIETNAMESE,
    ENGLISH,
    "Nhiên liệu chiếm 38% thu nhập.",
    "Fuel took 38 per cent of incomes.",
    NOON,
    "Lan",
    memory=MemoryId("agency"),
)
FUZZY = Match(
    PAIR,
    86,
    "Fuel took 41 per cent of incomes.",
    (MatchMark(10, 21, "38 per cent"),),
    memory="Agency",
    story="fuel",
)
DOUBTFUL = replace(FUZZY, text="", marks=(MatchMark(10, 21, sure=False),), missing=("41%",))


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> AssistPanel:
    made = AssistPanel(theme)
    qtbot.addWidget(made)
    made.resize(260, 600)
    made.show()
    return made


def test_matches_stand_in_their_order_with_per_cent_keys_and_origin(panel: AssistPanel) -> None:
    panel.show_matches((Match(PAIR, 102), Match(PAIR, 100), FUZZY))
    names = [card.accessibleName() for card in panel.cards()]
    assert names == [
        "100 % match, same place: Fuel took 38 per cent of incomes.",
        "100 % match: Fuel took 38 per cent of incomes.",
        "86 % match: Fuel took 41 per cent of incomes.",
    ]
    said = [label.text() for label in panel.cards()[2].findChildren(type(panel._none))]
    assert "Alt+3" in said
    assert said[-1].endswith("Lan · fuel · Agency")


def test_what_differs_from_the_source_and_what_was_adapted_is_marked(panel: AssistPanel) -> None:
    panel._source = "Nhiên liệu chiếm 41% thu nhập."
    panel.show_matches((FUZZY,))
    card = panel.cards()[0]
    assert ("38", Look.GONE) in card.difference.pieces
    assert ("41", Look.NEW) in card.difference.pieces
    assert ("41 per cent", Look.ADAPTED) in card.offer.pieces
    assert not card.doubt.isVisibleTo(card)


def test_the_same_sentence_shows_no_difference(panel: AssistPanel) -> None:
    panel.show_matches((Match(PAIR, 100),))
    assert not panel.cards()[0].difference.isVisibleTo(panel)


def test_a_number_in_doubt_is_said_in_words(panel: AssistPanel) -> None:
    panel.show_matches((DOUBTFUL,))
    card = panel.cards()[0]
    assert ("38 per cent", Look.DOUBT) in card.offer.pieces
    assert card.doubt.text() == "Check: 38 per cent · Not in it: 41%"
    assert card.accessibleDescription() == card.doubt.text()


def test_a_doubtful_match_stays_doubtful_once_it_is_inserted(panel: AssistPanel) -> None:
    panel.note_inserted(DOUBTFUL)
    assert panel.to_check == "Check: 38 per cent · Not in it: 41%"
    panel.show_row(None)
    assert panel.to_check == ""


def test_a_click_on_a_card_asks_for_its_match(qtbot: QtBot, panel: AssistPanel) -> None:
    panel.show_matches((Match(PAIR, 100), FUZZY))
    with qtbot.waitSignal(panel.match_wanted) as asked:
        QTest.mouseClick(panel.cards()[1], Qt.MouseButton.LeftButton)
    assert asked.args == [2]


def test_a_match_of_one_sentence_says_so_and_shows_which(panel: AssistPanel) -> None:
    sentence = replace(FUZZY, per_cent=100, text="", marks=(), part=PAIR.source)
    panel.show_matches([sentence])
    [card] = panel.cards()
    assert "sentence" in card.accessibleName()
    assert "".join(text for text, _ in card.difference.pieces) == PAIR.source
    assert not card.difference.isHidden()


def test_a_narrow_text_is_as_high_as_its_lines(qtbot: QtBot, theme: Theme) -> None:
    text = MarkedText(theme)
    qtbot.addWidget(text)
    text.show_pieces([("Ấm áp Ỡ Ể " * 12, Look.PLAIN)])
    assert text.heightForWidth(120) > text.heightForWidth(600) > 0
    text.resize(120, text.heightForWidth(120))
    assert not text.grab().isNull()


def test_a_sentence_that_is_alike_is_offered_adapted_and_inserted_by_its_key(
    work: Translating,
) -> None:
    work.view.work.open(work.number("Bốn"))
    work.type("Four ferries sail two routes.")
    work.view.perform("translate.confirm")
    work.settle()
    source = work.desk.stories.find_article(work.source).markdown
    changed = source.replace("Bốn chiếc phà chạy hai", "Bảy chiếc phà chạy hai")
    work.desk.drafts.save(work.source, "body", f"{source}\n\n{changed.split(chr(10) * 2)[2]}")
    work.desk.drafts.settle(work.source)
    work.refresh()
    work.settle()
    work.view.work.open(work.number("Bảy"))
    work.settle()
    match = work.view.assist.matches[0]
    assert 70 <= match.per_cent < 100
    work.view.perform("translate.match1")
    assert work.view.active.edit.toPlainText() == "Seven ferries sail two routes."
    assert work.view.assist.to_check == ""


def test_a_match_of_one_sentence_is_inserted_behind_what_stands_there(work: Translating) -> None:
    work.view.work.open(work.number("Bốn"))
    work.type("Four ferries sail two routes.")
    work.view.perform("translate.confirm")
    work.settle()
    source = work.desk.stories.find_article(work.source).markdown
    longer = f"{source}\n\nHôm qua trời mưa. Bốn chiếc phà chạy hai tuyến."
    work.desk.drafts.save(work.source, "body", longer)
    work.desk.drafts.settle(work.source)
    work.refresh()
    work.settle()
    work.view.work.open(work.number("Hôm qua"))
    work.type("It rained yesterday.")
    work.settle()
    [match] = work.view.assist.matches
    assert match.part == "Bốn chiếc phà chạy hai tuyến."
    work.view.perform("translate.match1")
    assert work.view.active.edit.toPlainText() == (
        "It rained yesterday. Four ferries sail two routes."
    )


def test_the_matches_of_the_next_row_stand_there_before_the_confirmed_one_is_written(
    patient_looks: None, work: Translating, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = threading.Event()
    meanwhile: list[bool] = []
    translations, drafts = work.desk.translations, work.desk.drafts
    look_up, settle = translations.matches, drafts.settle

    def slow_look_up(article: ArticleId, sources: Iterable[Address]) -> tuple[Match, ...]:
        meanwhile.append(written.wait(0.1))
        return look_up(article, sources)

    def noted_settle(article: ArticleId, keep: RevisionReason | None = None) -> Changes:
        written.set()
        return settle(article, keep)

    work.open("Bốn")
    work.settle()
    monkeypatch.setattr(translations, "matches", slow_look_up)
    monkeypatch.setattr(drafts, "settle", noted_settle)
    work.type("Four ferries sail two routes.")
    work.view.perform("translate.confirm")
    work.settle()
    assert meanwhile == [False, True]  # once more when the memory has learnt it
    assert work.segments()["Bốn chiếc phà chạy hai tuyến."].state is State.TRANSLATED


def test_what_was_just_confirmed_is_offered_for_the_next_row_that_is_alike_until_it_is_undone(
    work: Translating,
) -> None:
    undone_by_the_desk(work)
    alike = SOURCE.replace("Tỉnh sẽ mở rộng đợt thử nghiệm.", "Bảy chiếc phà chạy hai tuyến.")
    work.desk.drafts.save(work.source, "body", alike)
    work.desk.drafts.settle(work.source)
    work.refresh()
    work.settle()
    work.open("Bốn")
    work.type("Four ferries sail two routes.")
    work.view.perform("translate.confirm")
    work.settle()
    row = work.view.active.row
    assert row is not None
    assert row.source == "Bảy chiếc phà chạy hai tuyến."
    assert [match.offered for match in work.view.assist.matches] == [
        "Seven ferries sail two routes."
    ]
    work.view.undo()
    work.settle()
    assert work.view.assist.matches == ()


def test_nothing_is_said_of_a_row_that_is_not_in_sight(work: Translating) -> None:
    assist = work.view.assist
    assert assist._state.text()
    assert assist._memory.isVisibleTo(assist)
    work.view.hide()
    assert not assist._state.text()
    assert not assist._memory.isVisibleTo(assist)
    work.view.show()
    work.settle()
    assert assist._state.text()
