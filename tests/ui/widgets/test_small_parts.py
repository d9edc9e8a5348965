"""Buttons, labels, chips, tabs, choices, notices, sheets, flows, pips."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QImageWriter, QKeyEvent, QPainter, QPixmap, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import PhotoId
from editor_app.ui.article.inspector import TABS_MARGIN
from editor_app.ui.desk.folding import DRAWER
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme, say
from editor_app.ui.widgets.badge import Badge
from editor_app.ui.widgets.buttons import Button, FieldLink, IconButton
from editor_app.ui.widgets.chips import ChipRow
from editor_app.ui.widgets.choice import Choice, Tick
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.flow import FlowLayout, SideBySide, in_a_row
from editor_app.ui.widgets.labels import Elided, PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.pips import paint_pip, paint_pips, width_of
from editor_app.ui.widgets.segmented import Segmented
from editor_app.ui.widgets.sheet import Question
from editor_app.ui.widgets.tabs import UnderlineTabs, halves
from editor_app.ui.widgets.thumbnails import Thumbnails, paint_cropped
from editor_app.ui.widgets.tips import as_tip
from tests.legibility import cut_texts
from tests.ui.window import focused


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def put(window: QWidget, widget: QWidget) -> None:
    """Put a widget into the window."""
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()


def test_text_from_outside_is_never_markup(window: QWidget) -> None:
    label = PlainLabel("<img src='file:///etc/passwd'><b>Hi</b>")
    put(window, label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    label.say("")
    assert not label.isVisible()
    label.say("Oh", "err")
    assert label.property("tone") == "err"


def test_a_label_that_gives_way_shows_the_rest_as_a_tip(window: QWidget) -> None:
    label = Elided("Mekong ferry crews test solar boats as fuel prices climb")
    put(window, label)
    label.resize(80, 20)
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    assert label.toolTip() == ""
    label.setText("Mekong ferry crews " * 20)
    assert label.toolTip() == label.text()
    assert label.minimumSizeHint().width() < 60


def test_a_tip_shows_words_from_outside_as_they_are(window: QWidget) -> None:
    words = "<img src='file:///etc/passwd'> & <b>Hi</b>\nthere"
    label = Elided(words)
    put(window, label)
    label.resize(20, 20)
    shown = QTextDocument()
    shown.setHtml(label.toolTip())
    assert shown.toPlainText() == words
    assert "<img" not in label.toolTip()
    assert as_tip("Ferries & 3 < 4") == "Ferries & 3 < 4"


def test_an_ampersand_in_the_words_of_a_button_is_no_mark_of_a_key(window: QWidget) -> None:
    button = Button("Change to S&P 500")
    put(window, button)
    assert (button.text(), button.shortcut().isEmpty()) == ("Change to S&P 500", True)
    button.setText("R&D")
    assert (button.text(), button.shortcut().isEmpty()) == ("R&D", True)
    assert QPushButton.text(button) == "R&&D"  # as Qt shows one
    link = FieldLink()
    put(window, link)
    link.resize(400, 30)
    link.show_words("Marks & Spencer")
    assert (link.text(), link.toolTip()) == ("Marks & Spencer",) * 2


def test_enter_and_space_press_a_button(window: QWidget) -> None:
    pressed: list[int] = []
    button = Button("Go", "primary", clicked=lambda: pressed.append(1), tip="Do it")
    put(window, button)
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        QTest.keyClick(button, key)
    assert pressed == [1, 1]
    assert button.toolTip() == "Do it"


def test_enter_that_is_held_down_presses_a_button_once(window: QWidget) -> None:
    pressed: list[int] = []
    button = Button("Go", clicked=lambda: pressed.append(1))
    put(window, button)
    none = Qt.KeyboardModifier.NoModifier
    for held in (False, True, True):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r", held)
        QApplication.sendEvent(button, key)
    assert pressed == [1]


def test_a_click_leaves_the_focus_where_it_is(window: QWidget, theme: Theme) -> None:
    text = QLineEdit()
    buttons = [Button("Go"), IconButton(theme, "close", "Close")]
    for widget in (text, *buttons):
        put(window, widget)
    text.setFocus()
    for button in buttons:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert text.hasFocus()
    assert buttons[1].accessibleName() == "Close"


def test_a_link_that_looks_like_a_field_is_cut_to_its_width(window: QWidget) -> None:
    link = FieldLink()
    put(window, link)
    link.show_words("Tiếng Việt · " + "Đội phà sông Mê Kông " * 10)
    assert link.text().endswith("…")
    assert link.words.startswith("Tiếng Việt")


def test_badges_hide_while_they_have_nothing_to_say(window: QWidget) -> None:
    badge = Badge()
    put(window, badge)
    badge.show_badge("3 left", "warn")
    assert badge.isVisible()
    assert badge.property("badge") == "warn"
    badge.show_badge("", "plain")
    assert not badge.isVisible()


def test_one_of_joined_buttons_is_chosen(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    choices = (("write", "Write"), ("preview", "Preview"))
    row = Segmented(theme, choices, "Views", icons={"write": "write", "preview": "preview"})
    put(window, row)
    with qtbot.waitSignal(row.chosen) as chosen:
        row.button("preview").click()
    assert chosen.args == ["preview"]
    assert row.choice == "preview"
    row.choose("write")
    assert row.choice == "write"
    row.button("write").setFocus()
    QTest.keyClick(row.button("write"), Qt.Key.Key_Right)
    assert row.button("preview").hasFocus()
    row.show_small(True)
    assert row.width_for(small=True) < row.width_for(small=False)
    row.enable("preview", False)
    assert not row.button("preview").isEnabled()
    assert not row.grab().isNull()


def test_titles_of_several_words_stand_in_two_lines_where_the_row_is_narrow(theme: Theme) -> None:
    row = UnderlineTabs(theme, "tabs", height=37)
    row.show_tabs((("assist", "Assist"), ("past", "Past stories"), ("checks", "Checks")))
    whole = row.width_for(small=False)
    row.fit(whole)
    assert row.tab("past").sizeHint().width() > row.tab("checks").sizeHint().width()
    row.fit(whole // 2)
    narrow = row.width_for(small=False)
    assert narrow < whole
    assert row.tab("past").sizeHint().width() <= row.tab("checks").sizeHint().width()
    assert halves("Past stories") == ("Past", "stories")
    assert halves("Checks") == ("Checks",)


def test_a_tab_with_the_focus_shows_its_words_and_its_badge(window: QWidget, theme: Theme) -> None:
    row = UnderlineTabs(theme, "tabs", height=37)
    row.show_tabs((("vi", "Tiếng Việt"), ("en", "English")))
    row.badge("en", "not started", "plain")
    row.choose("en")
    put(window, row)
    word = QRect(14, 12, 40, 13)
    without = row.tab("en").grab(word).toImage()
    row.focus_start()
    assert row.tab("en").hasFocus()
    assert row.tab("en").grab(word).toImage() == without


def test_the_focus_is_seen_on_a_value_that_is_to_be_looked_at(
    window: QWidget, theme: Theme
) -> None:
    choice = Choice(theme, "Section")
    choice.offer((("", "No section"), ("news", "News")))
    put(window, choice)
    say(choice, unsure=True)
    choice.setFocus()
    edge = choice.grab().toImage().pixelColor(choice.width() // 2, 1)
    assert edge.name() == theme.colour("accent").name()


def test_one_chip_is_chosen(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    chips = ChipRow(theme, (("all", "All"), ("more", "")), "Filters")
    put(window, chips)
    assert chips.choice == "all"
    chips.say("more", "Trash")
    with qtbot.waitSignal(chips.chosen) as chosen:
        chips._chips["more"].click()
    assert chosen.args == ["more"]
    chips._chips["more"].setFocus()
    assert not chips.grab().isNull()
    chips.say("more", "")
    assert not chips._chips["more"].isVisible()


def test_tabs_keep_choice_and_badge_when_they_are_offered_again(
    window: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    tabs = UnderlineTabs(theme, "Inspector", height=37)
    put(window, tabs)
    tabs.show_tabs((("a", "Details"), ("b", "History")))
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.tab("b").click()
    assert chosen.args == ["b"]
    tabs.badge("b", "4")
    tabs.show_tabs((("a", "Details"), ("b", "History")))
    assert (tabs.choice, tabs.tab("b").badge_text) == ("b", "4")
    tabs.show_tabs((("b", "History"), ("c", "Tags")))
    assert tabs.choice == "b"
    QApplication.processEvents()
    tabs.focus_start()
    assert tabs.tab("b").hasFocus()
    assert not tabs.grab().isNull()


def test_a_choice_tells_only_what_the_editor_picked(
    window: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    choice = Choice(theme, "Section")
    put(window, choice)
    told: list[str] = []
    choice.chosen.connect(told.append)
    choice.offer((("a", "World"), ("b", "Travel")))
    choice.choose("b")
    assert (told, choice.choice) == ([], "b")
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert told == ["a"]
    choice.offer((("a", "World"), ("c", "Law")))
    assert choice.choice == "a"
    choice.choose("zzz")
    assert choice.choice == ""


def test_a_box_is_ticked_by_its_words_too(window: QWidget, theme: Theme) -> None:
    tick = Tick(theme, "Roomy list")
    put(window, tick)
    told: list[bool] = []
    tick.ticked.connect(told.append)
    tick.setChecked(True)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(60, tick.height() // 2))
    assert told == [False]
    tick.setFocus()
    tick.setEnabled(False)
    assert not tick.grab().isNull()


def test_a_field_names_its_control_and_says_what_is_wrong(window: QWidget) -> None:
    line = QLineEdit()
    field = Field("Slug", line, "Short")
    put(window, field)
    assert line.accessibleName() == "Slug"
    field.say("Too long", "err")
    assert line.accessibleDescription() == "Too long"
    field.rename("Address")
    assert line.accessibleName() == "Address"


def test_a_notice_has_one_button_that_does_what_is_to_be_done(
    window: QWidget, theme: Theme
) -> None:
    notice = Notice(theme)
    put(window, notice)
    done: list[int] = []
    notice.tell("err", "The disk is full.", "Try again", lambda: done.append(1))
    assert notice.text == "The disk is full."
    button = next(item for item in notice.findChildren(QAbstractButton) if item.text())
    button.click()
    assert (done, notice.text) == ([1], "")
    notice.tell("ok", "Done.")
    notice.findChildren(IconButton)[0].click()
    assert notice.text == ""


def test_an_empty_state_offers_the_first_action(window: QWidget, theme: Theme) -> None:
    empty = EmptyState(theme, "stories")
    put(window, empty)
    done: list[str] = []
    empty.say("No stories", "Text", ("Take in", lambda: done.append("a")), ("New", lambda: None))
    QApplication.processEvents()
    empty.focus_start()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert done == ["a"]
    theme.changed.emit()
    labels = [label.text() for label in empty.findChildren(QLabel) if label.text()]
    assert labels == ["No stories", "Text"]


def test_a_question_gives_the_focus_back(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    text = QLineEdit()
    put(window, text)
    text.setFocus()
    question = Question(theme, window)
    question.ask("Quit?", "Really", ("no", "No", ""), ("yes", "Yes", "primary"))
    assert question.geometry() == window.rect()
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert answered.args == ["yes"]
    assert text.hasFocus()
    question.ask("Quit?", "Really", ("no", "No", ""))
    window.resize(700, 600)
    assert question.geometry() == window.rect()
    QTest.mouseClick(question, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not question.isVisible()


def test_items_flow_into_lines(window: QWidget) -> None:
    box = QWidget()
    flow = FlowLayout(box, gap=4, line_gap=4)
    for _ in range(4):
        part = QWidget()
        part.setFixedSize(QSize(50, 20))
        flow.addWidget(part)
    assert flow.heightForWidth(300) == 20
    assert flow.heightForWidth(110) == 44
    assert flow.sizeHint() == QSize(212, 20)
    assert flow.minimumSize() == QSize(50, 20)
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None
    assert flow.takeAt(0) is not None
    assert flow.count() == 3


@pytest.mark.parametrize("shape", ["empty", "half", "full", "alert"])
def test_pips_differ_by_shape_not_by_colour_alone(qtbot: QtBot, shape: str) -> None:
    def drawn(wanted: str) -> QImage:
        picture = QImage(20, 20, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        paint_pip(painter, QPointF(10, 10), wanted, QColor("black"), QColor("black"))
        painter.end()
        return picture

    others = {"empty", "half", "full", "alert"} - {shape}
    assert all(drawn(shape) != drawn(other) for other in others)


def test_three_pips_fit_into_their_width(qtbot: QtBot) -> None:
    picture = QImage(60, 20, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    area = QRectF(0, 0, width_of(3), 20)
    paint_pips(painter, area, ("full", "full", "full"), QColor("black"), QColor("red"))
    painter.end()
    white = QColor("white")
    inked = [x for x in range(60) if any(picture.pixelColor(x, y) != white for y in range(20))]
    assert inked[-1] <= width_of(3)
    assert width_of(0) == 0


def picture_bytes(colour: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def test_thumbnails_arrive_and_are_kept(jobs: Jobs, qtbot: QtBot) -> None:
    asked: list[PhotoId] = []

    def fetch(photo: PhotoId, _width: int) -> bytes:
        asked.append(photo)
        return picture_bytes("red")

    pictures = Thumbnails(jobs, fetch)
    photo = PhotoId("p")
    with qtbot.waitSignal(pictures.arrived):
        assert pictures.picture(photo, 40) is None
    found = pictures.picture(photo, 40)
    assert found is not None
    assert found.toImage().pixelColor(5, 5) == QColor("red")
    pictures.forget(frozenset({photo}))
    assert pictures.picture(photo, 40) is None
    assert jobs.settle()
    assert asked == [photo, photo]


def test_a_broken_picture_leaves_its_place_empty(jobs: Jobs) -> None:
    pictures = Thumbnails(jobs, lambda _photo, _width: b"no picture")
    pictures.picture(PhotoId("p"), 40)
    assert jobs.settle()
    assert pictures.picture(PhotoId("p"), 40) is None


def test_a_cropped_picture_fills_its_place(qtbot: QtBot) -> None:
    source = QPixmap(40, 20)
    source.fill(QColor("red"))
    target = QImage(20, 20, QImage.Format.Format_ARGB32)
    target.fill(Qt.GlobalColor.white)
    painter = QPainter(target)
    paint_cropped(painter, QRectF(0, 0, 20, 20), source, radius=0)
    painter.end()
    assert all(target.pixelColor(x, x) == QColor("red") for x in range(1, 19))


def test_two_parts_stand_below_one_another_without_the_room(window: QWidget) -> None:
    words, buttons = PlainLabel("Copy of 18:22"), in_a_row(Button("Back"), Button("Restore it"))
    beside = SideBySide(words, buttons)
    put(window, beside)
    QApplication.processEvents()
    assert buttons.x() > words.x()
    window.layout().activate()  # type: ignore[union-attr]  # put() looked
    window.resize(beside.minimumSizeHint().width() + 30, 400)
    QApplication.processEvents()
    assert buttons.y() > words.y()
    assert buttons.geometry().right() <= beside.width()


def test_an_empty_state_breaks_its_lines_in_a_narrow_place(window: QWidget, theme: Theme) -> None:
    state = EmptyState(theme, "stories")
    put(window, state)
    state.say("中文 is not started", "The paragraphs of the source will stand beside yours.")
    window.resize(240, 400)
    QApplication.processEvents()
    assert not cut_texts(window)


def test_five_tabs_and_a_badge_are_not_cut_in_the_drawer(theme: Theme) -> None:
    row = UnderlineTabs(theme, "tabs", height=37)
    titles = ("Details", "Photos", "Tags", "Checks", "History")
    row.show_tabs(tuple((title.lower(), title) for title in titles))
    row.badge("checks", "12")
    drawer = DRAWER - 2 * TABS_MARGIN
    row.fit(drawer)
    assert row.width_for(small=False) <= drawer
    row.fit(2 * drawer)
    assert row.width_for(small=False) > drawer


def test_where_badges_find_no_room_the_one_of_the_tab_in_sight_stays(theme: Theme) -> None:
    row = UnderlineTabs(theme, "tabs", height=37)
    titles = ("Details", "Photos", "Tags", "Checks", "History", "Notes")
    row.show_tabs(tuple((title.lower(), title) for title in titles))
    row.choose("notes")
    for key in ("checks", "notes"):
        row.badge(key, "12")
    drawer = DRAWER - 2 * TABS_MARGIN
    row.fit(drawer)
    assert row.minimumSizeHint().width() <= drawer
    without = row.tab("checks").sizeHint().width()
    row.fit(2 * drawer)
    assert row.tab("checks").sizeHint().width() > without
