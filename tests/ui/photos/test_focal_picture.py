"""The focal point: by click and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.ui.photos.focal_picture import MOST_HEIGHT, FocalPicture
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails
from tests.ui.photos.conftest import Album, described


@pytest.fixture
def focal(qtbot: QtBot, theme: Theme, album: Album, thumbnails: Thumbnails) -> FocalPicture:
    made = FocalPicture(theme, thumbnails)
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show_photo(album.photo(album.ids.river))
    made.show()
    return made


def test_a_click_sets_the_focal_point(qtbot: QtBot, focal: FocalPicture) -> None:
    with qtbot.waitSignal(focal.moved) as moved:
        QTest.mouseClick(focal, Qt.MouseButton.LeftButton, pos=QPoint(75, 50))
    across, down = moved.args[0]
    assert across == pytest.approx(0.25, abs=0.01)
    assert down == pytest.approx(0.25, abs=0.01)
    assert "25 % from the left" in focal.accessibleDescription()


def test_a_click_beside_the_photo_sets_nothing(
    qtbot: QtBot, focal: FocalPicture, album: Album
) -> None:
    heard: list[object] = []
    focal.moved.connect(heard.append)
    focal.show_photo(album.photo(album.ids.lamp))  # upright: bands to its left and right
    QTest.mouseClick(focal, Qt.MouseButton.LeftButton, pos=QPoint(5, 100))
    assert heard == []


def test_arrow_keys_move_it_and_stop_at_the_edge(qtbot: QtBot, focal: FocalPicture) -> None:
    QTest.keyClick(focal, Qt.Key.Key_Left)
    assert focal.focal == (0.48, 0.5)
    QTest.keyClick(focal, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert focal.focal == (0.48, 0.6)
    for _step in range(12):
        QTest.keyClick(focal, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert focal.focal == (1.0, 0.6)


def test_what_the_desk_says_of_an_older_move_does_not_take_a_newer_one_back(
    focal: FocalPicture, album: Album
) -> None:
    photo = album.photo(album.ids.river)
    for _step in range(3):
        QTest.keyClick(focal, Qt.Key.Key_Left)
    focal.show_photo(described(photo, focal=(0.48, 0.5)))
    assert focal.focal == (0.44, 0.5)
    QTest.keyClick(focal, Qt.Key.Key_Left)
    focal.show_photo(described(photo, focal=(0.42, 0.5)))
    focal.show_photo(described(photo, focal=(0.5, 0.5)))  # taken back by Undo
    assert focal.focal == (0.5, 0.5)


def test_the_photo_is_shown_whole(focal: FocalPicture, album: Album) -> None:
    assert focal.heightForWidth(300) == 200
    focal.show_photo(album.photo(album.ids.lamp))
    assert focal.heightForWidth(300) == MOST_HEIGHT
    focal.show_photo(None)
    assert focal.heightForWidth(300) == 0


def test_the_picture_comes_from_the_desk(qtbot: QtBot, focal: FocalPicture) -> None:
    def red() -> bool:
        colour = focal.grab().toImage().pixelColor(20, 20)
        return colour.red() > 150 and colour.green() < 80

    qtbot.waitUntil(red)
