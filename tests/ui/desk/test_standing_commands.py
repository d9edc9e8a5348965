"""Standing paragraphs go into the text that was in sight when they were asked for."""

from __future__ import annotations

import pytest

from editor_app.domain.ids import VIETNAMESE, StandingId, new_id
from editor_app.domain.standing import StandingParagraph
from editor_app.services.views import Created
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.standing_commands import StandingCommands
from editor_app.ui.desk.standing_sheet import StandingSheet
from tests.ui.material import story
from tests.ui.window import Opened

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


def test_none_is_offered_over_a_story_that_is_opened_meanwhile(
    opened: Opened, made: Created, commands: StandingCommands
) -> None:
    other = story(opened.desk, "Harbour lights", "Đèn cảng")
    commands.open()
    opened.open(other.story)
    assert commands.sheet.isHidden()
