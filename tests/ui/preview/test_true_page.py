"""The page on the site itself: offered when a site has the article, opened in the browser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import EditorError, Refused
from editor_app.domain.ids import ArticleId, PublicationId, SiteId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.site import Publication
from editor_app.services.on_site import OnSite, OnSiteService
from editor_app.services.views import StoryView
from editor_app.ui.jobs import Jobs
from editor_app.ui.preview.preview_bar import PreviewBar
from editor_app.ui.preview.preview_view import PreviewView
from editor_app.ui.preview.true_page import TruePage
from editor_app.ui.theme import Theme
from tests.ui.preview.conftest import Told

ADDRESS = "http://127.0.0.1:9/?p=12&copydesk_preview=1.2"


@dataclass
class There:
    """Stands in for the network: what a site answers."""

    answer: OnSite | EditorError

    def page(self, _article: ArticleId, _site: SiteId | None = None) -> OnSite:
        """Answer, or raise."""
        if isinstance(self.answer, EditorError):
            raise self.answer
        return self.answer


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser of this computer was to open."""
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toString()))
    return seen


def sent(told: Told) -> StoryView:
    """Return the story with its English version on a site."""
    post = Publication(
        PublicationId(new_id()), told.english, SiteId(new_id()), new_id(), remote_id="12"
    )
    return replace(told.view(), publications={told.english: (post,)})


def true_page(told: Told, jobs: Jobs, answer: OnSite | EditorError) -> TruePage:
    """Return what opens true pages on a desk whose site answers so."""
    desk = replace(told.desk, on_site=cast(OnSiteService, There(answer)))
    return TruePage(desk, jobs, jobs)


def test_the_page_is_opened_and_what_to_know_of_it_is_said(
    qtbot: QtBot, told: Told, jobs: Jobs, opened: list[str]
) -> None:
    page = true_page(told, jobs, OnSite(ADDRESS, (Message("on-site-draft"),)))
    with qtbot.waitSignal(page.told) as said:
        page.open(told.english)
    assert opened == [ADDRESS]
    assert said.args[0] == "info"
    assert "15 minutes" in said.args[1]


def test_what_cannot_be_shown_is_said(
    qtbot: QtBot, told: Told, jobs: Jobs, opened: list[str]
) -> None:
    page = true_page(told, jobs, Refused("on-site-nowhere"))
    with qtbot.waitSignal(page.told) as said:
        page.open(told.english)
    assert (said.args[0], opened) == ("err", [])
    assert "Send it as a draft first" in said.args[1]


def test_it_is_offered_for_what_a_site_has(
    qtbot: QtBot, theme: Theme, told: Told, jobs: Jobs
) -> None:
    view = PreviewView(told.desk, jobs, theme)
    qtbot.addWidget(view)
    view.show_story(told.view(), told.english)
    assert "preview.on_site" not in view.performs()
    view.show_story(sent(told), told.english)
    assert "preview.on_site" in view.performs()
    view.show_story(sent(told), told.vietnamese)
    assert "preview.on_site" not in view.performs()


def test_the_bar_offers_it_as_a_link(qtbot: QtBot, theme: Theme) -> None:
    bar = PreviewBar(theme)
    qtbot.addWidget(bar)
    bar.show()
    assert not bar._true_page.isVisible()
    bar.offer_true_page(True)
    wanted = QSignalSpy(bar.true_page_wanted)
    bar._true_page.click()
    assert (bar._true_page.isVisible(), wanted.count()) == (True, 1)
