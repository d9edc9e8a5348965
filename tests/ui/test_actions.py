"""The table of actions: names, keys, menus."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.actions import ACTIONS, MENUS, ActionSet, keys_of, tip_of

RESERVED = ("Ctrl+Space", "Ctrl+.", "Alt+Z", "Ctrl+Shift")


def test_every_action_has_a_name_of_its_own() -> None:
    assert max(Counter(row.name for row in ACTIONS).values()) == 1


def test_no_two_actions_share_keys() -> None:
    for keys in ([row.keys for row in ACTIONS], [row.mac or row.keys for row in ACTIONS]):
        written = [QKeySequence(key).toString() for row in keys for key in row]
        assert [key for key, count in Counter(written).items() if count > 1] == []


def test_the_keys_of_input_methods_are_left_alone() -> None:
    taken = {key for row in ACTIONS for key in (*row.keys, *row.mac)}
    assert not taken & set(RESERVED)


def test_every_key_is_understood_by_qt() -> None:
    for row in ACTIONS:
        for key in (*row.keys, *row.mac):
            assert QKeySequence(key).count() == 1, key
            assert QKeySequence(key).toString(), key


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("text.link", "Ctrl+K"),
        ("help.palette", "Ctrl+Shift+P"),
        ("find.text", "Ctrl+F"),
        ("find.stories", "Ctrl+Shift+F"),
        ("view.list", "Ctrl+B"),
        ("translate.confirm", "Ctrl+Return"),
        ("translate.review", "Ctrl+Shift+Return"),
        ("translate.match1", "Alt+1"),
        ("translate.match9", "Alt+9"),
        ("translate.machine_row", "Ctrl+M"),
        ("translate.term", "Ctrl+T"),
        ("conflict.next", "F8"),
        ("conflict.next", "Alt+Down"),
        ("check.mend", "Alt+Return"),
        ("view.next_area", "F6"),
    ],
)
def test_the_keys_are_those_of_the_design(name: str, keys: str) -> None:
    row = next(row for row in ACTIONS if row.name == name)
    assert keys in row.keys


def test_matches_have_other_keys_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    row = next(row for row in ACTIONS if row.name == "translate.match3")
    assert row.title == "Insert match 3"
    monkeypatch.setattr("sys.platform", "darwin")
    assert row.shortcuts == ("Ctrl+3",)
    monkeypatch.setattr("sys.platform", "linux")
    assert row.shortcuts == ("Alt+3",)


def test_menus_hold_the_actions_of_the_table_in_its_order(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = ActionSet(window)
    menus = made.menus(window)
    assert [menu.title() for menu in menus] == [title for _key, title in MENUS]
    for (key, _title), menu in zip(MENUS, menus, strict=True):
        shown = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert shown == [row.title for row in ACTIONS if row.menu == key]


def test_only_what_is_allowed_can_be_done(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = ActionSet(window)
    done: list[str] = []
    made.triggered.connect(done.append)
    made["story.new"].trigger()
    assert done == []
    made.allow(frozenset({"story.new", "translate.match1"}))
    made["story.new"].trigger()
    assert done == ["story.new"]
    assert [row.name for row in made.possible()] == ["story.new"]


def test_an_open_decision_holds_all_actions(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = ActionSet(window)
    made.allow(frozenset({"story.new"}))
    made.pause(True)
    assert not made["story.new"].isEnabled()
    made.pause(False)
    assert made["story.new"].isEnabled()


def test_keys_that_are_held_down_step_and_undo_but_decide_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = ActionSet(window)
    for name in ("conflict.next", "translate.next", "edit.undo", "text.move_up", "find.previous"):
        assert made[name].autoRepeat(), name
    for name in ("conflict.mine", "translate.confirm", "story.new", "check.mend", "story.publish"):
        assert not made[name].autoRepeat(), name


def test_tips_name_the_action_and_its_keys() -> None:
    assert tip_of("story.new") == f"New story ({keys_of('story.new')})"
    assert tip_of("story.trash") == "Move to the trash"
    assert keys_of("story.trash") == ""
