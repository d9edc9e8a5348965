"""Withdrawing: the language in sight, and on offer its siblings that readers have too."""

from __future__ import annotations

import pytest

from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.site import OutboxState, RemoteStatus, Wish
from editor_app.ui.sync.withdraw_sheet import WithdrawSheet
from editor_app.ui.widgets.choice import Tick
from tests.portals import place_of, portal
from tests.ui.material import story, translated
from tests.ui.sync.clashes import queue
from tests.ui.window import Opened, focused, press


@pytest.fixture
def published(opened: Opened) -> tuple[ArticleId, ArticleId, SiteId]:
    """A story that readers have in Vietnamese and English."""
    site = portal(opened.desk)
    made = story(opened.desk)
    english = translated(opened.desk, made)
    for article in (made.article, english):
        queue(opened.desk, article, site.id, OutboxState.DONE, wish=None)
    opened.conductor.facts.read()
    opened.open(made.story)
    return made.article, english, site.id


def asked(opened: Opened) -> WithdrawSheet:
    """Ask for the language in sight to be withdrawn."""
    opened.run("story.withdraw")
    sheet = opened.conductor.stories.withdraw_sheet
    assert sheet.isVisible()
    return sheet


def asked_where(
    opened: Opened, article: ArticleId, site: SiteId, status: RemoteStatus
) -> WithdrawSheet:
    """Ask when ``article`` of the story has another status on the site."""
    queue(opened.desk, article, site, OutboxState.DONE, wish=None, status=status)
    opened.conductor.navigator.close_story()
    opened.open(opened.desk.stories.find_article(article).story)
    return asked(opened)


def wishes(opened: Opened, site: SiteId, *articles: ArticleId) -> list[Wish | None]:
    """Return what is wished for articles on the site."""
    with place_of(opened.desk).database.reading() as records:
        known = [records.publications.find(article, site) for article in articles]
    return [one.wish if one is not None else None for one in known]


def test_the_language_in_sight_is_ticked_and_enter_withdraws_nothing(
    opened: Opened, published: tuple[ArticleId, ArticleId, SiteId]
) -> None:
    sheet = asked(opened)
    ticks = {tick.accessibleName(): tick.isChecked() for tick in sheet.findChildren(Tick)}
    assert ticks == {"Tiếng Việt, Published": True, "English, Published": False}
    assert focused() is sheet._keep
    press(sheet, "Leave it there")
    opened.settle()
    assert wishes(opened, published[2], *published[:2]) == [None, None]


def test_a_sibling_is_withdrawn_with_it_and_undo_takes_back_both(
    opened: Opened, published: tuple[ArticleId, ArticleId, SiteId]
) -> None:
    sheet = asked(opened)
    english = next(t for t in sheet.findChildren(Tick) if t.accessibleName().startswith("English"))
    english.click()
    assert sheet.accessibleName() == "Withdraw Vietnamese and English from estuary.example?"
    press(sheet, "Withdraw Vietnamese and English")
    opened.settle()
    assert sheet.isHidden()
    assert wishes(opened, published[2], *published[:2]) == [Wish.WITHDRAW, Wish.WITHDRAW]
    press(opened.conductor.undo_bar, "Undo")
    opened.settle()
    assert wishes(opened, published[2], *published[:2]) == [None, None]


def test_a_sibling_that_readers_do_not_have_is_not_offered(
    opened: Opened, published: tuple[ArticleId, ArticleId, SiteId]
) -> None:
    vietnamese, english, site = published
    sheet = asked_where(opened, english, site, RemoteStatus.DRAFT)
    assert len(sheet._ticks) == 1
    assert not any(tick.isVisible() for tick in sheet.findChildren(Tick))
    press(sheet, "Withdraw Vietnamese")
    opened.settle()
    assert wishes(opened, site, vietnamese, english) == [Wish.WITHDRAW, None]


def test_a_language_that_is_gone_meanwhile_is_said_and_nothing_is_withdrawn(
    opened: Opened, published: tuple[ArticleId, ArticleId, SiteId]
) -> None:
    vietnamese, english, site = published
    sheet = asked(opened)
    for tick in sheet.findChildren(Tick):
        tick.setChecked(True)
    queue(opened.desk, english, site, OutboxState.DONE, wish=None, status=RemoteStatus.WITHDRAWN)
    sheet._withdraw()
    opened.settle()
    assert sheet._trouble.text
    assert wishes(opened, site, vietnamese, english) == [None, None]


def test_of_what_is_only_scheduled_nobody_is_said_to_have_it(
    opened: Opened, published: tuple[ArticleId, ArticleId, SiteId]
) -> None:
    vietnamese, english, site = published
    sheet = asked_where(opened, vietnamese, site, RemoteStatus.SCHEDULED)
    names = [tick.accessibleName() for tick in sheet.findChildren(Tick)]
    assert names == ["Tiếng Việt, Scheduled", "English, Published"]
    assert sheet._others.text().startswith("It stands there in other languages too.")
    assert sheet._text.text().endswith("does not come out at its time.")
    sheet._ticks[english][0].click()
    assert sheet._text.text().endswith("Readers who follow a link do not find it any more.")
