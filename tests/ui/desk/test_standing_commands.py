"""Standing paragraphs go into the text that was in sight when they were asked for."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from editor_app.domain.ids import VIETNAMESE, StandingId, new_id
from editor_app.domain.standing import StandingParagraph
from editor_app.services.views import Created
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.standing_commands import StandingCommands
from editor_app.ui.desk.standing_sheet import StandingSheet
from tests.ui.material import story
from tests.ui.window import Opened, press

DAM = "Đập có từ lâu."


@pytest.fixture
def made(opened: Opened) -> Created:
    dam = StandingParagraph(StandingId(new_id()), "The dam", {VIETNAMESE: DAM})
    opened.desk.standing.put(dam)
    created = story(opened.desk)
    opened.open(created.story)
    return created


@pytest.fixture
def commands(opened: Opened) -> StandingCommands:
    return StandingCommands(
        opened.desk,
        opened.jobs,
        lambda: StandingSheet(opened.theme, opened.window),
        opened.conductor.navigator,
        opened.conductor._areas.page.centre,
        Manuscripts(opened.desk.drafts, opened.jobs, opened.jobs),
    )


def test_one_is_put_into_the_text_in_sight(
    opened: Opened, made: Created, commands: StandingCommands
) -> None:
    commands.open()
    opened.settle()
    commands.sheet._insert()
    opened.settle()
    assert DAM in opened.desk.stories.find_article(made.article).markdown


def write_where_facts_stand(commands: StandingCommands, opened: Opened) -> None:
    """Begin a paragraph that cannot be kept: it has neither name nor words."""
    commands.open()
    opened.settle()
    press(commands.sheet, "New…")
    commands.sheet._form._source.setText("Report of the water office")


@pytest.mark.parametrize("way", ["Done", "Escape"])
def test_what_cannot_be_kept_stays_in_its_form_with_the_reason(
    opened: Opened, made: Created, commands: StandingCommands, way: str
) -> None:
    write_where_facts_stand(commands, opened)
    sheet, form = commands.sheet, commands.sheet._form
    if way == "Done":
        press(sheet, "Done")
    else:
        sheet.close_sheet()
    opened.settle()
    assert form.isVisible()
    assert form._source.text() == "Report of the water office"
    assert sheet.trouble.text == "Give the standing paragraph a name. Nothing was changed."
    form._name.setText("The river")
    press(sheet, "Done")
    opened.settle()
    assert not sheet.trouble.text
    assert [item.name for item in opened.desk.standing.all()] == ["The dam", "The river"]


def test_what_cannot_be_kept_can_be_let_go(
    opened: Opened, made: Created, commands: StandingCommands
) -> None:
    write_where_facts_stand(commands, opened)
    press(commands.sheet, "Done")
    opened.settle()
    press(commands.sheet, "Do not keep it")
    assert not commands.sheet._form.isVisible()
    commands.sheet.close_sheet()
    opened.settle()
    assert commands.sheet.isHidden()
    assert [item.name for item in opened.desk.standing.all()] == ["The dam"]


def test_none_is_offered_over_a_story_that_is_opened_meanwhile(
    opened: Opened, made: Created, commands: StandingCommands
) -> None:
    other = story(opened.desk, "Harbour lights", "Đèn cảng")
    commands.open()
    opened.open(other.story)
    assert commands.sheet.isHidden()


@pytest.mark.parametrize(
    ("typed", "days"), [("1,095", 1095), ("1.095", 1095), ("+", 0), ("1095", 1095)]
)
def test_days_that_are_no_plain_number_keep_nobody_in_the_form(
    opened: Opened, made: Created, commands: StandingCommands, typed: str, days: int
) -> None:
    commands.open()
    opened.settle()
    press(commands.sheet, "New…")
    form = commands.sheet._form
    form._name.setText("The river")
    form._lasts.clear()
    QTest.keyClicks(form._lasts, typed)
    press(commands.sheet, "Done")
    opened.settle()
    assert {item.name: item.lasts for item in opened.desk.standing.all()}["The river"] == days
