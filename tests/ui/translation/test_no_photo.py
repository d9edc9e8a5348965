"""The row of a caption whose photo the translation does not show offers to show it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.link import State
from editor_app.text.blocks import photo_of
from tests.formats.photo_making import jpeg_with
from tests.patience import LONG
from tests.ui.translation.translating import Translating


def test_the_caption_of_a_photo_that_is_not_shown_offers_it_and_is_typed_then(
    work: Translating, qtbot: QtBot
) -> None:
    source = work.desk.stories.find_article(work.source)
    attached = work.desk.photos.attach(work.source, jpeg_with(), "pha.jpg", source.body[0].id)
    work.desk.photos.describe(attached.use, caption="Phà ở bến")
    bare = "\n\n".join(
        block.text
        for block in work.desk.stories.find_article(work.target).body
        if photo_of(block) is None
    )
    work.write_elsewhere(bare)
    work.refresh()
    work.settle()
    work.open("Phà ở bến")
    active = work.view.active
    assert active.no_photo.isVisible()
    assert not active.edit.isVisible()
    work.view.work.write("A ferry")  # nowhere to write it: nothing is done
    QTest.keyClick(active.no_photo.button, Qt.Key.Key_Return)
    qtbot.waitUntil(active.edit.isVisible, timeout=LONG)
    assert not active.no_photo.isVisible()
    work.type("A ferry at its pier")
    work.view.perform("translate.confirm")
    work.settle()
    row = work.segments()["Phà ở bến"]
    assert (row.target_text, row.state) == ("A ferry at its pier", State.TRANSLATED)


def test_tab_goes_on_from_it(work: Translating) -> None:
    source = work.desk.stories.find_article(work.source)
    attached = work.desk.photos.attach(work.source, jpeg_with(), "pha.jpg", source.body[0].id)
    work.desk.photos.describe(attached.use, caption="Phà ở bến")
    work.write_elsewhere("")
    work.refresh()
    work.settle()
    work.open("Phà ở bến")
    here = work.view.list.active
    QTest.keyClick(work.view.active.no_photo.button, Qt.Key.Key_Tab)
    assert work.view.list.active == here + 1
    work.view.work.open(here)
    work.view.work.open(here + 2)
    assert work.view.list.active == here + 2
    assert not work.view.active.no_photo.isVisible()
