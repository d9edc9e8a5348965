"""A picture that is pasted or dropped becomes a photo behind the paragraph with the caret."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, PhotoId, StoryId
from editor_app.services.preferences import SettingsService
from editor_app.text.kinds import object_of
from editor_app.ui.article.given import _as_png
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.wiring import Desk, new_desk, open_desk


@dataclass
class Writing:
    """A desk with an article of two paragraphs, and the view of it."""

    desk: Desk
    jobs: Jobs
    view: WriteView
    story: StoryId
    article: ArticleId

    def refresh(self, *_: object) -> None:
        self.view.show_story(self.desk.stories.view(self.story), self.article)

    def settle(self) -> None:
        while self.jobs.busy:
            self.jobs.settle(20_000)

    def shape(self) -> list[str]:
        """Return the body as words, with ``photo`` for a photo's line."""
        blocks = self.desk.stories.view(self.story).articles[0].body
        return ["photo" if object_of(block.text) else block.text for block in blocks]

    def caret(self, number: int, offset: int) -> None:
        cursor = QTextCursor(self.view.body.document().findBlockByNumber(number))
        cursor.setPosition(cursor.position() + offset)
        self.view.body.setTextCursor(cursor)


@pytest.fixture
def writing(qtbot: QtBot, jobs: Jobs, theme: Theme, tmp_path: Path) -> Iterator[Writing]:
    new_desk(tmp_path / "desk")
    desk = open_desk(tmp_path / "desk", settings=SettingsService(tmp_path / "settings.toml"))
    created = desk.stories.create(ENGLISH)
    desk.drafts.save(created.article, "body", "One.\n\nTwo.")
    desk.drafts.settle(created.article)
    manuscripts = Manuscripts(desk.drafts, jobs, jobs)
    view = WriteView(desk, jobs, theme, manuscripts)
    view.resize(800, 700)
    view.show()
    made = Writing(desk, jobs, view, created.story, created.article)
    made.refresh()
    jobs.changed.connect(made.refresh)
    yield made
    jobs.changed.disconnect(made.refresh)
    view.clear()
    made.settle()
    desk.close()
    view.deleteLater()


def picture(colour: int) -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def test_a_pasted_picture_stands_behind_the_paragraph_with_the_caret(writing: Writing) -> None:
    writing.caret(0, 4)
    QTest.keyClicks(writing.view.body, " Typed just now.")
    source = QMimeData()
    source.setImageData(picture(0xFF336699))
    writing.view.body.insertFromMimeData(source)
    writing.settle()
    assert writing.shape() == ["One. Typed just now.", "photo", "Two."]
    manuscript = writing.view.places.manuscript
    assert manuscript is not None
    writing.view.shelf.place()
    assert writing.view.shelf.card_of(manuscript.photos()[0]) is not None


def test_taking_a_photo_back_leaves_the_caret_where_it_is(writing: Writing) -> None:
    writing.caret(0, 2)
    source = QMimeData()
    source.setImageData(picture(0xFF336699))
    writing.view.body.insertFromMimeData(source)
    writing.settle()
    assert writing.shape() == ["One.", "photo", "Two."]
    for step in (writing.view.undo, writing.view.redo, writing.view.undo):
        step()
        writing.settle()
        assert writing.view.body.textCursor().position() == 2
    writing.view.leave()
    writing.settle()
    assert writing.shape() == ["One.", "Two."]


def test_several_dropped_files_keep_their_order(writing: Writing, tmp_path: Path) -> None:
    urls = []
    for number, colour in enumerate((0xFF112233, 0xFF445566)):
        path = tmp_path / f"photo-{number}.png"
        picture(colour).save(str(path))
        urls.append(QUrl.fromLocalFile(str(path)))
    source = QMimeData()
    source.setUrls(urls)
    writing.caret(1, 4)
    writing.view.body.insertFromMimeData(source)
    writing.settle()
    assert writing.shape() == ["One.", "Two.", "photo", "photo"]
    view = writing.desk.stories.view(writing.story)
    order = [object_of(block.text) for block in view.articles[0].body]
    names = [view.photos[PhotoId(found[1])].file_name for found in order if found]
    assert names == ["photo-0.png", "photo-1.png"]


def test_a_file_that_is_gone_is_said_and_nothing_else_happens(
    writing: Writing, tmp_path: Path
) -> None:
    refused: list[EditorError] = []
    writing.jobs.refused.connect(refused.append)
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(tmp_path / "gone.jpg"))])
    writing.view.body.insertFromMimeData(source)
    writing.settle()
    assert [error.message.key for error in refused] == ["photo-file-unreadable"]
    assert writing.shape() == ["One.", "Two."]


def test_a_picture_among_pasted_words_comes_in_as_a_photo(writing: Writing) -> None:
    data = base64.b64encode(_as_png(picture(0xFF992244))).decode()
    source = QMimeData()
    source.setHtml(f'<p>Words <img src="data:image/png;base64,{data}"> and more</p>')
    writing.caret(1, 4)
    writing.view.body.insertFromMimeData(source)
    writing.settle()
    assert "photo" in writing.shape()
    assert any("Words" in text for text in writing.shape())


def test_a_picture_that_is_read_late_stands_where_it_was_pasted(writing: Writing) -> None:
    """Another language is shown meanwhile, whose paragraphs are others."""
    desk, english = writing.desk, writing.article
    vietnamese = desk.translations.start(writing.story, VIETNAMESE).article
    first = desk.translations.segments(vietnamese)[-2]
    desk.translations.write(vietnamese, first.sources, "Một.")
    writing.refresh()
    data = base64.b64encode(_as_png(picture(0xFF992244))).decode()
    source = QMimeData()
    source.setHtml(f'<p>Words <img src="data:image/png;base64,{data}"> and more</p>')
    writing.caret(1, 4)
    writing.view.body.insertFromMimeData(source)
    writing.article = vietnamese
    writing.refresh()
    writing.settle()
    versions = {item.id: item.body for item in desk.stories.view(writing.story).articles}
    lines = ["photo" if object_of(block.text) else block.text for block in versions[english]]
    assert lines.index("photo") > 1
    assert lines[0] == "One."
