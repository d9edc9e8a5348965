"""A kept copy beside the present text, and going back to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractSlider
from pytestqt.qtbot import QtBot

from editor_app.domain.block import Block
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ENGLISH, ArticleId, PhotoId, StoryId
from editor_app.domain.photo import DeskCaption
from editor_app.services.preferences import SettingsService
from editor_app.text.blocks import reconcile
from editor_app.ui.article.compare_view import CompareView
from editor_app.ui.article.comparison import Pair, compared
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.wiring import Desk, new_desk, open_desk
from tests.formats.office_files import picture
from tests.ui.article.material import article


@dataclass
class History:
    """A desk with an article of which one copy was kept, and the view."""

    desk: Desk
    jobs: Jobs
    view: CompareView
    story: StoryId
    article: ArticleId

    def show(self) -> None:
        self.view.show_story(self.desk.stories.view(self.story), self.article)

    def save(self, body: str) -> None:
        self.desk.drafts.save(self.article, "body", body)
        self.desk.drafts.settle(self.article)

    def markdown(self) -> str:
        return self.desk.stories.view(self.story).articles[0].markdown


@pytest.fixture
def history(qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path) -> Iterator[History]:
    new_desk(tmp_path / "desk")
    desk = open_desk(tmp_path / "desk", settings=SettingsService(tmp_path / "settings.toml"))
    created = desk.stories.create(ENGLISH)
    view = CompareView(desk, jobs, theme)
    view.resize(900, 600)
    made = History(desk, jobs, view, created.story, created.article)
    made.save("The ferry leaves at dawn.\n\nSecond paragraph.\n\nThird.")
    desk.history.keep(created.article, RevisionReason.PASTE)
    made.save("The ferry leaves at noon.\n\nThird.\n\nNew.")
    view.show()
    made.show()
    view.show_revision(created.article, desk.history.revisions(created.article)[-1])
    yield made
    jobs.settle()
    desk.close()
    view.deleteLater()


def test_paragraphs_stand_beside_their_own_kept_form(history: History) -> None:
    assert history.view.pairs.shown == (
        Pair("", "The ferry leaves at dawn.", "The ferry leaves at noon."),
        Pair("", "Second paragraph.", None),
        Pair("", "Third.", "Third."),
        Pair("", None, "New."),
    )
    assert "3 places differ" in history.view._what.text()


def test_restoring_brings_the_copy_back_and_keeps_the_present_text(
    qtbot: QtBot, history: History
) -> None:
    with qtbot.waitSignal(history.view.requested) as asked:
        history.view.restore()
    assert asked.args == ["view.write"]
    assert history.markdown() == "The ferry leaves at dawn.\n\nSecond paragraph.\n\nThird."
    kept = [item.kept.markdown for item in history.desk.history.revisions(history.article)]
    assert "The ferry leaves at noon.\n\nThird.\n\nNew." in kept


def test_newer_text_is_compared_at_once(history: History) -> None:
    history.save("The ferry leaves at dawn.\n\nSecond paragraph.\n\nThird.")
    history.show()
    assert not any(pair.differs for pair in history.view.pairs.shown)
    assert not history.view._restore.isEnabled()


def test_what_somebody_has_scrolled_to_stays_when_the_story_is_read_again(
    history: History,
) -> None:
    history.save("\n\n".join(f"Paragraph {number}." for number in range(60)))
    history.show()
    bar = history.view.pairs.verticalScrollBar()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
    place = bar.value()
    assert place > 0
    history.show()
    assert bar.value() == place
    revision = history.desk.history.revisions(history.article)[-1]
    history.view.show_revision(history.article, revision)
    assert bar.value() < place


def test_both_sides_are_painted_with_what_differs(history: History, theme: Theme) -> None:
    picture = history.view.grab().toImage()
    found = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }
    for name in ("err-soft", "ok-soft", "warn"):
        assert theme.colour(name).name() in found


def test_nothing_is_compared_when_no_story_is_open(history: History) -> None:
    history.view.clear()
    history.view.restore()
    assert history.view.pairs.shown == ()


def test_a_paragraph_with_another_id_and_the_same_words_is_the_same() -> None:
    before = article("One.\n\nTwo.")
    after = article("One.\n\nTwo.")
    assert not any(pair.differs for pair in compared(before, after))


def test_an_edited_paragraph_stands_beside_its_old_form() -> None:
    before = article("One.\n\nTwo.", headline="Old")
    body: tuple[Block, ...] = reconcile(before.body, "Zero.\n\nOne.\n\nTwo and more.").body
    after = replace(before, body=body, headline="New")
    assert compared(before, after) == (
        Pair("headline", "Old", "New"),
        Pair("", None, "Zero."),
        Pair("", "One.", "One."),
        Pair("", "Two.", "Two and more."),
    )


def test_captions_stand_below_their_photo_and_other_photos_at_the_end() -> None:
    here, gone = PhotoId("a" * 32), PhotoId("b" * 32)
    text = article(f"One.\n\n![](photo:{here})\n\nTwo.")
    said = {here: DeskCaption("Dawn.", "A ferry"), gone: DeskCaption("Noon.")}
    says = {here: DeskCaption("Dusk.", "A ferry")}
    line = f"![](photo:{here})"
    assert compared(text, text, said, says) == (
        Pair("", "One.", "One."),
        Pair("", line, line),
        Pair("caption", "Dawn.", "Dusk.", here),
        Pair("alt", "A ferry", "A ferry", here),
        Pair("", "Two.", "Two."),
        Pair("caption", "Noon.", None, gone),
    )
    assert not any(pair.photo for pair in compared(text, text, None, says))


def test_a_changed_caption_is_shown_with_the_name_of_its_photo(history: History) -> None:
    attached = history.desk.photos.attach(history.article, picture(), "ferry.jpg")
    history.desk.photos.describe(attached.use, "The ferry at dawn.")
    history.desk.history.keep(history.article, RevisionReason.PASTE)
    history.desk.photos.describe(attached.use, "The ferry at noon.")
    history.show()
    kept = history.desk.history.revisions(history.article)[0]
    history.view.show_revision(history.article, kept)
    shown = zip(history.view.pairs.titles, history.view.pairs.shown, strict=True)
    assert [(title, pair.kept, pair.now) for title, pair in shown if pair.differs] == [
        ("Caption of photo “ferry.jpg”", "The ferry at dawn.", "The ferry at noon.")
    ]
    assert "1 place differs" in history.view._what.text()
    assert "1 place differs" in history.view.pairs.accessibleDescription()


def test_the_first_difference_is_in_sight_also_when_the_view_grew(
    qtbot: QtBot, history: History
) -> None:
    lines = [f"Paragraph {number} says a little about the river." for number in range(40)]
    history.save("\n\n".join(lines))
    history.desk.history.keep(history.article, RevisionReason.PASTE)
    lines[20] = "Something else."
    history.save("\n\n".join(lines))
    history.show()
    pairs = history.view.pairs
    history.view.resize(300, 400)
    history.view.show_revision(history.article, history.desk.history.revisions(history.article)[0])
    history.view.resize(1200, 400)
    qtbot.waitUntil(lambda: pairs.viewport().width() > 1000)
    top = pairs._heights.top(20) - pairs.verticalScrollBar().value()
    assert 0 < top < 400
    pairs.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    history.view.resize(1000, 400)
    assert pairs.verticalScrollBar().value() == 0
