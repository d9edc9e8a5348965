"""All photos of the desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.domain.photo import RightsStatus
from editor_app.services.views import PhotoQuery
from editor_app.ui.desk.vocabulary import read_vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.photos.photos_screen import PhotosScreen
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.wiring import Desk
from tests.formats.photo_making import encoded, jpeg_with, packet, picture, xmp_segment
from tests.ui.photos.conftest import Album, settle


@pytest.fixture
def screen(
    qtbot: QtBot, theme: Theme, album: Album, jobs: Jobs, thumbnails: Thumbnails
) -> PhotosScreen:
    made = PhotosScreen(album.desk, jobs, theme, thumbnails)
    jobs.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(1040, 760)
    made.show_vocabulary(read_vocabulary(album.desk.vocabulary))
    made.show()
    made.refresh()
    settle(jobs)
    return made


def shown(screen: PhotosScreen) -> list[str]:
    rows = range(screen.grid.photos.rowCount())
    return [photo.file_name for row in rows if (photo := screen.grid.photos.photo(row))]


def _press(button: object) -> None:
    assert isinstance(button, QPushButton)
    button.click()


def choose(screen: PhotosScreen, album: Album, name: str, jobs: Jobs) -> None:
    screen.grid.choose(getattr(album.ids, name))
    settle(jobs)


def test_photos_stand_newest_first_with_their_number(screen: PhotosScreen) -> None:
    assert shown(screen) == ["lamp.jpg", "market.jpg", "river.jpg"]
    assert screen._chips._chips["all"].text() == "All 3"


def test_photos_are_searched_by_their_words(screen: PhotosScreen, jobs: Jobs) -> None:
    screen.search.setText("delta")
    screen.refresh()
    settle(jobs)
    assert shown(screen) == ["river.jpg"]


def test_what_lacks_something_can_be_listed(screen: PhotosScreen, jobs: Jobs) -> None:
    for key, wanted in (
        ("credit", ["lamp.jpg", "market.jpg"]),
        ("caption", ["lamp.jpg", "market.jpg"]),
        ("rights", ["lamp.jpg", "market.jpg"]),
        ("all", ["lamp.jpg", "market.jpg", "river.jpg"]),
    ):
        screen._chips.choose(key)
        screen._chips.chosen.emit(key)
        settle(jobs)
        assert shown(screen) == wanted


def test_an_empty_result_says_so_and_leads_back(screen: PhotosScreen, jobs: Jobs) -> None:
    screen.search.setText("no such photo")
    screen.refresh()
    settle(jobs)
    assert screen._empty.accessibleName() == "Nothing found"
    _press(screen._empty.findChild(QPushButton))
    settle(jobs)
    assert len(shown(screen)) == 3


def test_a_desk_without_photos_says_what_the_area_is_for(
    qtbot: QtBot, theme: Theme, desk: Desk, jobs: Jobs
) -> None:
    thumbnails = Thumbnails(jobs, desk.photos.thumbnail, jobs)
    made = PhotosScreen(desk, jobs, theme, thumbnails)
    qtbot.addWidget(made)
    made.refresh()
    settle(jobs)
    assert made._empty.accessibleName() == "No photos yet"


def test_captions_are_kept_per_language(
    qtbot: QtBot, screen: PhotosScreen, album: Album, jobs: Jobs
) -> None:
    choose(screen, album, "market", jobs)
    field = screen.inspector.captions.field(ENGLISH, "caption")
    QTest.keyClicks(field, "A market on the water.")
    field.keep()
    alt = screen.inspector.captions.field(VIETNAMESE, "alt")
    QTest.keyClicks(alt, "Cho noi")
    alt.keep()
    settle(jobs)
    captions = album.photo(album.ids.market).captions
    assert captions[ENGLISH].caption == "A market on the water."
    assert captions[VIETNAMESE].alt == "Cho noi"


def test_what_is_typed_is_kept_when_another_photo_is_chosen(
    qtbot: QtBot, screen: PhotosScreen, album: Album, jobs: Jobs
) -> None:
    choose(screen, album, "market", jobs)
    QTest.keyClicks(screen.inspector.captions.field(ENGLISH, "caption"), "Typed")
    choose(screen, album, "lamp", jobs)
    assert album.photo(album.ids.market).captions[ENGLISH].caption == "Typed"
    assert screen.inspector.captions.field(ENGLISH, "caption").text() == ""


def filtered(screen: PhotosScreen, key: str, jobs: Jobs) -> None:
    screen._chips.choose(key)
    screen._chips.chosen.emit(key)
    settle(jobs)


def test_a_photo_that_is_worked_on_stays_although_its_filter_lets_it_go(
    qtbot: QtBot, screen: PhotosScreen, album: Album, jobs: Jobs
) -> None:
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    filtered(screen, "credit", jobs)
    choose(screen, album, "market", jobs)
    screen.inspector.about.focus_credit()
    QTest.keyClicks(screen.inspector.about.credit, "Delta Courier")
    QTest.keyClick(screen.inspector.about.credit, Qt.Key.Key_Return)  # and on to the rights
    settle(jobs)
    assert album.photo(album.ids.market).credit == "Delta Courier"
    assert screen.inspector._photo is not None
    assert screen.inspector._photo.id == album.ids.market
    assert shown(screen) == ["lamp.jpg", "market.jpg"]
    screen.grid.setFocus()
    choose(screen, album, "lamp", jobs)
    screen.apply(Changes(photos=frozenset({album.ids.lamp})))
    settle(jobs)
    assert shown(screen) == ["lamp.jpg"]


def test_a_credit_that_is_typed_is_kept_when_a_filter_brings_another_photo(
    qtbot: QtBot, screen: PhotosScreen, album: Album, jobs: Jobs
) -> None:
    choose(screen, album, "river", jobs)
    screen.inspector.about.focus_credit()
    QTest.keyClicks(screen.inspector.about.credit, "Ha Mai")
    filtered(screen, "caption", jobs)  # a click on it leaves the focus where it is
    assert screen.inspector.about.credit.text() == ""
    assert album.photo(album.ids.river).credit == "Ha Mai"


def test_a_desk_caption_never_changes_a_use_that_exists(
    qtbot: QtBot, screen: PhotosScreen, album: Album, jobs: Jobs
) -> None:
    choose(screen, album, "river", jobs)
    field = screen.inspector.captions.field(VIETNAMESE, "caption")
    field.selectAll()
    QTest.keyClicks(field, "Khac")
    field.keep()
    settle(jobs)
    uses = album.view().uses[album.ids.vietnamese]
    assert next(use.caption for use in uses if use.photo == album.ids.river) == "Phà trên sông."


def test_credit_kind_rights_and_focal_point_are_kept(
    qtbot: QtBot, screen: PhotosScreen, album: Album, jobs: Jobs
) -> None:
    choose(screen, album, "market", jobs)
    about = screen.inspector.about
    QTest.keyClicks(about.credit, "City desk")
    QTest.keyClick(about.credit, Qt.Key.Key_Return)
    about.kind.chosen.emit("file-photo")
    about.status.chosen.emit("one-time")
    about.until.changed.emit(date(2027, 1, 31))
    about.rule.setText("Not for print")
    about.rule.setModified(True)
    about.rule.editingFinished.emit()
    screen.inspector.picture.moved.emit((0.2, 0.7))
    settle(jobs)
    photo = album.photo(album.ids.market)
    assert photo.credit == "City desk"
    assert photo.kind == "file-photo"
    assert photo.rights.status is RightsStatus.ONE_TIME
    assert photo.rights.until == date(2027, 1, 31)
    assert photo.rights.rule == "Not for print"
    assert photo.focal == (0.2, 0.7)


def test_two_quick_edits_both_hold(screen: PhotosScreen, album: Album, jobs: Jobs) -> None:
    choose(screen, album, "market", jobs)
    screen.inspector.about.status.chosen.emit("cleared")
    screen.inspector.about.until.changed.emit(date(2027, 1, 31))
    settle(jobs)
    rights = album.photo(album.ids.market).rights
    assert (rights.status, rights.until) == (RightsStatus.CLEARED, date(2027, 1, 31))


def test_an_edit_can_be_taken_back(screen: PhotosScreen, album: Album, jobs: Jobs) -> None:
    heard: list[Changes] = []
    jobs.changed.connect(heard.append)
    choose(screen, album, "market", jobs)
    screen.inspector.about.status.chosen.emit("cleared")
    settle(jobs)
    assert heard[-1].inverse is not None
    heard[-1].inverse()
    assert album.photo(album.ids.market).rights.status is RightsStatus.UNKNOWN


def test_where_a_photo_is_used_is_a_way_there(
    qtbot: QtBot, screen: PhotosScreen, album: Album, jobs: Jobs
) -> None:
    choose(screen, album, "river", jobs)
    screen.inspector.show_tab("used")
    assert screen.inspector._used_words.text() == "Used in 1 story"
    item = screen.inspector._used.itemAt(0)
    assert item is not None
    with qtbot.waitSignal(screen.story_wanted) as wanted:
        _press(item.widget())
    assert wanted.args == [album.ids.story]


def test_the_file_tab_says_what_is_removed(
    screen: PhotosScreen, album: Album, jobs: Jobs, tmp_path: Path
) -> None:
    file = tmp_path / "placed.jpg"
    where = packet("", 'exif:GPSLatitude="10,2N" exif:GPSLongitude="105,7E"')
    file.write_bytes(jpeg_with(xmp_segment(where)))
    drop(screen, file)
    settle(jobs)
    screen.inspector.show_tab("file")
    assert "placed.jpg" in screen.inspector._file.text()
    assert "Removed when sent: location" in screen.inspector._removed.text()


def drop(screen: PhotosScreen, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.dropEvent(event)


def test_dropped_files_are_added_and_a_bad_one_is_named(
    screen: PhotosScreen, album: Album, jobs: Jobs, tmp_path: Path
) -> None:
    good, bad, gone = tmp_path / "good.jpg", tmp_path / "bad.jpg", tmp_path / "gone.jpg"
    good.write_bytes(encoded(picture(44, 40)))
    bad.write_bytes(b"this is no picture")
    drop(screen, bad, good, gone)
    settle(jobs)
    assert shown(screen)[0] == "good.jpg"
    assert "bad.jpg" in screen.notice.text
    assert "gone.jpg" in screen.notice.text
    assert len(album.desk.photos.listing(PhotoQuery())) == 4


def test_the_same_file_is_not_taken_in_twice(
    screen: PhotosScreen, album: Album, jobs: Jobs, tmp_path: Path
) -> None:
    file = tmp_path / "again.jpg"
    file.write_bytes(encoded(picture(60, 40)))  # the bytes of river.jpg
    drop(screen, file)
    settle(jobs)
    assert len(album.desk.photos.listing(PhotoQuery())) == 3
    assert screen.grid.current == album.ids.river


def test_a_copied_picture_is_pasted(screen: PhotosScreen, album: Album, jobs: Jobs) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    screen._paste()
    settle(jobs)
    assert shown(screen)[0] == "pasted.png"


def test_arrow_keys_walk_the_grid(qtbot: QtBot, screen: PhotosScreen, album: Album) -> None:
    assert screen.grid.current == album.ids.lamp
    screen.focus_start()
    QTest.keyClick(screen.grid, Qt.Key.Key_Right)
    assert screen.grid.current == album.ids.market
    assert screen.inspector._photo is not None
    assert screen.inspector._photo.id == album.ids.market


def test_a_screen_reader_hears_what_a_card_says(screen: PhotosScreen) -> None:
    index = screen.grid.photos.index(2)
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("Phà trên sông. Delta Courier")


def test_the_columns_share_the_width(qtbot: QtBot, screen: PhotosScreen) -> None:
    wide = screen.grid.gridSize().width()
    assert screen.grid.viewport().width() // wide >= 3
    screen.resize(700, 700)
    qtbot.waitUntil(lambda: screen.grid.viewport().width() // screen.grid.gridSize().width() < 3)
