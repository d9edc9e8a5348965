"""The photos of the open story."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, PhotoId
from editor_app.domain.photo import PhotoUse
from editor_app.paths import resource_folder
from editor_app.sentences import speak
from editor_app.text.blocks import photo_of
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.mirror_field import MirrorField
from editor_app.ui.desk.folding import DRAWER
from editor_app.ui.jobs import Jobs
from editor_app.ui.photos.photo_tab import PhotoTab, place_after
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails
from tests.formats.photo_making import encoded, picture
from tests.legibility import cut_texts
from tests.ui.material import story
from tests.ui.photos.conftest import Album, settle


class Side:
    """The tab with what the frame does for it."""

    def __init__(
        self, tab: PhotoTab, album: Album, jobs: Jobs, manuscripts: Manuscripts, theme: Theme
    ) -> None:
        self.tab, self.album, self.jobs, self.manuscripts = tab, album, jobs, manuscripts
        self.theme = theme
        self.heard: list[Changes] = []
        jobs.changed.connect(self.heard.append)
        jobs.changed.connect(lambda _changes: self.show())

    def show(self, article: ArticleId | None = None) -> None:
        self.tab.show_story(self.album.view(), article or self.album.ids.vietnamese)

    def settle(self) -> None:
        settle(self.jobs)

    def order(self, article: ArticleId | None = None) -> list[PhotoId]:
        wanted = article or self.album.ids.vietnamese
        versions = self.album.view().articles
        body = next(item for item in versions if item.id == wanted).body
        return [photo for block in body if (photo := photo_of(block)) is not None]

    def use(self, photo: PhotoId, article: ArticleId | None = None) -> PhotoUse:
        uses = self.album.view().uses[article or self.album.ids.vietnamese]
        return next(use for use in uses if use.photo == photo)

    def field(self, photo: PhotoId, language: str, part: str) -> MirrorField:
        tag = VIETNAMESE if language == "vi" else ENGLISH
        found = self.tab.cards[photo].captions.field(tag, part)
        assert isinstance(found, MirrorField)
        return found


@pytest.fixture
def side(qtbot: QtBot, theme: Theme, album: Album, jobs: Jobs, thumbnails: Thumbnails) -> Side:
    manuscripts = Manuscripts(album.desk.drafts, jobs, jobs)
    tab = PhotoTab(album.desk, jobs, theme, thumbnails, manuscripts)
    qtbot.addWidget(tab)
    tab.resize(332, 800)
    made = Side(tab, album, jobs, manuscripts, theme)
    made.show()
    tab.show()
    settle(jobs)
    return made


def test_photos_stand_in_the_order_of_the_text(side: Side) -> None:
    assert list(side.tab.cards) == [side.album.ids.river, side.album.ids.market]
    first, second = side.tab.cards.values()
    assert first.head._badge.isVisible()
    assert not second.head._badge.isVisible()
    assert not first.up.isEnabled()
    assert not second.down.isEnabled()


def test_the_texts_of_the_story_that_is_open_stay_open_when_a_word_of_the_desk_changes(
    side: Side,
) -> None:
    other = story(side.album.desk)
    view = side.album.desk.stories.view(other.story)
    side.tab.glance(view, other.article)  # the frame shows it, with another tab in sight
    side.manuscripts.take(view)
    before = side.manuscripts.of(other.article)
    side.tab._on_changed(Changes(vocabulary=True))
    side.settle()
    assert side.manuscripts.all() == (before,)


def opened(side: Side) -> list[PhotoId]:
    return [card.photo for card in side.tab.cards.values() if card.is_open]


def test_one_photo_is_open_at_a_time(qtbot: QtBot, side: Side) -> None:
    first, second = side.tab.cards.values()
    QTest.mouseClick(first.head, Qt.MouseButton.LeftButton)
    assert opened(side) == [first.photo]
    QTest.keyClick(second.head, Qt.Key.Key_Return)
    assert opened(side) == [second.photo]
    QTest.keyClick(second.head, Qt.Key.Key_Return)
    assert opened(side) == []


def test_captions_of_all_languages_can_be_written(qtbot: QtBot, side: Side) -> None:
    river = side.album.ids.river
    side.tab.open_photo(river)
    QTest.keyClicks(side.field(river, "en", "caption"), "A ferry on the river.")
    QTest.keyClicks(side.field(river, "en", "alt"), "A ferry.")
    side.manuscripts.settle()
    side.settle()
    use = side.use(river, side.album.ids.english)
    assert (use.caption, use.alt) == ("A ferry on the river.", "A ferry.")
    assert side.use(river).caption == "Phà trên sông."


def test_the_text_and_the_tab_show_one_caption(qtbot: QtBot, side: Side) -> None:
    river = side.album.ids.river
    manuscript = side.manuscripts.of(side.album.ids.vietnamese)
    passage = manuscript.photo_text(river, "caption")
    assert passage is not None
    field = side.field(river, "vi", "caption")
    QTextCursor(passage.document).insertText("Ba ")
    assert field.text() == "Ba Phà trên sông."
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, " Xong")
    assert passage.markdown() == "Ba Phà trên sông. Xong"


def test_typing_in_the_tab_is_undone_where_the_text_is(qtbot: QtBot, side: Side) -> None:
    river = side.album.ids.river
    field = side.field(river, "vi", "alt")
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, "!")
    assert field.text() == "Một chiếc phà.!"
    field.undo()
    assert field.text() == "Một chiếc phà."
    field.redo()
    assert field.text() == "Một chiếc phà.!"


def test_photos_change_places_in_all_languages(qtbot: QtBot, side: Side) -> None:
    ids = side.album.ids
    side.tab.cards[ids.market].up.click()
    side.settle()
    assert side.order() == [ids.market, ids.river]
    assert side.order(ids.english) == [ids.market, ids.river]
    assert list(_shown(side)) == [ids.market, ids.river]
    head = side.tab.cards[ids.market].head
    QTest.keyClick(head, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    side.settle()
    assert side.order() == [ids.river, ids.market]


def _shown(side: Side) -> list[PhotoId]:
    cards = sorted(side.tab.cards.values(), key=side.tab._list.indexOf)
    return [card.photo for card in cards]


def test_any_photo_can_be_made_the_lead(side: Side) -> None:
    ids = side.album.ids
    side.tab.cards[ids.market].lead.click()
    side.settle()
    assert side.order() == [ids.market, ids.river]
    assert not side.tab.cards[ids.market].lead.isVisibleTo(side.tab)


def test_a_photo_is_taken_out_and_comes_back(qtbot: QtBot, side: Side) -> None:
    ids = side.album.ids
    QTest.keyClick(side.tab.cards[ids.river].head, Qt.Key.Key_Delete)
    side.settle()
    assert side.order() == [ids.market]
    assert ids.river not in side.tab.cards
    inverse = next(changes.inverse for changes in reversed(side.heard) if changes.inverse)
    side.jobs.change(inverse)
    side.settle()
    assert side.order() == [ids.river, ids.market]
    assert side.use(ids.river).caption == "Phà trên sông."


def test_credit_and_rights_belong_to_the_photo(qtbot: QtBot, side: Side) -> None:
    market = side.album.ids.market
    side.tab.open_photo(market)
    about = side.tab.cards[market].about
    QTest.keyClicks(about.credit, "Market Gazette")
    QTest.keyClick(about.credit, Qt.Key.Key_Return)
    side.settle()
    assert side.album.photo(market).credit == "Market Gazette"
    assert "Market Gazette" in side.tab.cards[market].head.accessibleName()


def drop(side: Side, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    side.tab.dropEvent(event)


def files(folder: Path, *names: str) -> list[Path]:
    made = []
    for number, name in enumerate(names):
        file = folder / name
        file.write_bytes(encoded(picture(70 + number, 50)))
        made.append(file)
    return made


def test_dropped_files_stand_in_all_languages(side: Side, tmp_path: Path) -> None:
    drop(side, *files(tmp_path, "a.jpg", "b.jpg"))
    side.settle()
    assert len(side.order()) == 4
    assert len(side.order(side.album.ids.english)) == 4
    added = side.order()[2:]
    names = [side.album.photo(photo).file_name for photo in added]
    assert names == ["a.jpg", "b.jpg"]
    assert side.tab.cards[added[0]].is_open


def test_adding_several_is_undone_as_one(side: Side, tmp_path: Path) -> None:
    before = side.order()
    drop(side, *files(tmp_path, "a.jpg", "b.jpg"))
    side.settle()
    inverse = next(changes.inverse for changes in reversed(side.heard) if changes.inverse)
    side.jobs.change(inverse)
    side.settle()
    assert side.order() == before


def test_a_file_that_cannot_be_read_is_named_and_stops_no_other(side: Side, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"nothing of a picture")
    drop(side, bad, *files(tmp_path, "good.jpg"))
    side.settle()
    assert len(side.order()) == 3
    assert "bad.jpg" in side.tab._notice.text


def test_text_that_is_typed_meanwhile_is_not_lost(qtbot: QtBot, side: Side, tmp_path: Path) -> None:
    body = side.manuscripts.of(side.album.ids.vietnamese).body
    QTextCursor(body.document).insertText("Mới. ")
    drop(side, *files(tmp_path, "a.jpg"))
    side.settle()
    article = next(
        item for item in side.album.view().articles if item.id == side.album.ids.vietnamese
    )
    assert article.body[0].text.startswith("Mới. ")
    assert len(side.order()) == 3


def test_a_copied_picture_is_pasted_into_the_story(side: Side) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    side.tab._paste()
    side.settle()
    assert side.album.photo(side.order()[-1]).file_name == "pasted.png"


def test_without_a_language_version_nothing_can_be_added(side: Side) -> None:
    assert side.tab.performs() == {"photos.add"}
    side.tab.show_story(side.album.view(), None)
    assert not side.tab.isEnabled()
    assert side.tab.performs() == frozenset()
    assert list(side.tab.cards) == []


def test_a_story_without_photos_says_how_to_add_some(side: Side) -> None:
    ids = side.album.ids
    for photo in (ids.river, ids.market):
        side.tab.cards[photo].remove.click()
        side.settle()
    assert side.tab._hint.text().startswith("No photo in this story yet.")


def test_columns_stand_side_by_side_where_there_is_room(side: Side) -> None:
    river = side.album.ids.river
    side.tab.open_photo(river)
    columns = side.tab.cards[river].captions
    columns.resize(300, 300)
    assert columns._across == 1
    columns.resize(600, 300)
    assert columns._across == 2


@pytest.mark.parametrize("language", ["en", "vi", "zh"])
def test_nothing_of_a_photo_is_cut_in_the_drawer_beside_a_translation(
    qtbot: QtBot, side: Side, language: str
) -> None:
    speak(language, resource_folder() / "locale")
    narrow = PhotoTab(
        side.album.desk, side.jobs, side.theme, side.tab._thumbnails, side.manuscripts
    )
    qtbot.addWidget(narrow)
    narrow.resize(DRAWER, 900)
    narrow.show_story(side.album.view(), side.album.ids.vietnamese)
    narrow.show()
    narrow.open_photo(side.album.ids.river)
    side.settle()
    qtbot.waitUntil(lambda: not cut_texts(narrow))


def test_photos_go_behind_the_paragraph_with_the_caret(side: Side, tmp_path: Path) -> None:
    body = side.manuscripts.of(side.album.ids.vietnamese).body
    body.caret_place = lambda: 3  # in the first paragraph
    drop(side, *files(tmp_path, "a.jpg", "b.jpg"))
    side.settle()
    names = [side.album.photo(photo).file_name for photo in side.order()]
    assert names == ["a.jpg", "b.jpg", "river.jpg", "market.jpg"]
    opened_photo = next(iter(opened(side)))
    assert side.album.photo(opened_photo).file_name == "a.jpg"


def test_the_place_for_photos_is_found_by_the_number_of_the_paragraph(side: Side) -> None:
    article = next(iter(side.album.view().articles))
    assert place_after(article, None) is None
    assert place_after(article, -1) == ""
    assert place_after(article, 1) == article.body[1].id
    assert place_after(article, 99) == article.body[-1].id
    assert place_after(replace(article, body=()), 0) is None


def test_languages_are_named_as_they_call_themselves(side: Side) -> None:
    river = side.album.ids.river
    assert side.field(river, "vi", "caption").accessibleName() == "Caption · Tiếng Việt"
    assert side.field(river, "en", "caption").accessibleName() == "Caption · English"
