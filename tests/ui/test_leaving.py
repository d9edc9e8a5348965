"""A window that goes waits for what was typed, and for nobody's server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import VIETNAMESE
from editor_app.domain.site import Site
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.standing_commands import StandingCommands
from editor_app.ui.desk.standing_sheet import StandingSheet
from editor_app.ui.jobs import Jobs, Report
from tests.patience import LONG
from tests.portals import portal
from tests.ui.material import story
from tests.ui.window import Opened, press


@dataclass
class Server:
    """Somebody else's server, which says nothing until ``gate`` opens."""

    gate: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)
    answered: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> str:
        """Wait for its answer, half as long as a window here has patience: who waits gets it."""
        self.asked.set()
        self.gate.wait(LONG / 2000)
        self.answered.set()
        return "said"


def by_question(jobs: Jobs, owner: QObject, server: Server) -> None:
    jobs.ask(owner, server.ask, lambda _said: None, lambda _error: None, key="row")


def by_errand(jobs: Jobs, owner: QObject, server: Server) -> None:
    jobs.long(owner, "Syncing", lambda _progress: server.ask())


def by_fetch(jobs: Jobs, owner: QObject, server: Server) -> None:
    jobs.fetch(owner, server.ask, lambda _said: None, elsewhere=True)


Ask = Callable[[Jobs, QObject, Server], None]
WAYS = pytest.mark.parametrize("ask", [by_question, by_errand, by_fetch])


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.gate.set()


@WAYS
def test_the_window_closes_while_a_server_hangs(opened: Opened, server: Server, ask: Ask) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    ask(opened.jobs, opened.window, server)
    assert server.asked.wait(LONG / 1000)
    assert opened.window.close()
    assert not server.answered.is_set()
    place = opened.desk.drafts.last_place()
    assert place is not None
    assert place.story == made.story


def test_the_text_that_is_on_its_way_takes_the_keys_while_a_server_hangs(
    opened: Opened, server: Server
) -> None:
    opened.jobs.ask(opened.window, server.ask, lambda _said: None, lambda _error: None, key="row")
    assert server.asked.wait(LONG / 1000)
    made = story(opened.desk)
    opened.conductor.navigator.open(made.story, focus=True)
    QTest.keyClicks(opened.window, "Boat")
    assert opened.window.close()
    assert not server.answered.is_set()
    assert opened.views["write"].text.toPlainText().startswith("Boat")


@pytest.mark.parametrize("verb", ["Sign out", "Remove"])
def test_the_window_closes_while_a_site_that_hangs_is_signed_out(
    opened: Opened, server: Server, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    portal(opened.desk)

    def revoked(_site: Site) -> bool:
        server.ask()
        return False

    monkeypatch.setattr(opened.desk.accounts, "signed_in", lambda _site: True)
    monkeypatch.setattr(opened.desk.accounts, "_revoked", revoked)
    opened.run("go.accounts")
    panel = opened.sync.accounts
    opened.sync.refresh()
    opened.settle()
    press(panel, verb)
    opened.settle()
    press(panel.question, verb)
    assert server.asked.wait(LONG / 1000)
    assert opened.window.close()
    assert not server.answered.is_set()


def test_what_is_written_in_a_form_is_kept_when_the_window_closes(opened: Opened) -> None:
    commands = StandingCommands(
        opened.desk,
        opened.jobs,
        lambda: StandingSheet(opened.theme, opened.window),
        opened.conductor.navigator,
        opened.conductor._areas.page.centre,
        Manuscripts(opened.desk.drafts, opened.jobs, opened.jobs),
    )
    commands.open()
    opened.settle()
    press(commands.sheet, "New…")
    commands.sheet._form._texts[VIETNAMESE].setPlainText("Đập có từ lâu.")
    assert opened.window.close()
    (kept,) = opened.desk.standing.all()
    assert kept.texts == {VIETNAMESE: "Đập có từ lâu."}


@WAYS
def test_of_what_is_left_behind_nobody_hears_and_the_rest_is_done(
    jobs: Jobs, server: Server, ask: Ask
) -> None:
    heard: list[object] = []
    owner = QObject()
    for signal in (jobs.changed, jobs.refused, jobs.broke):
        signal.connect(heard.append)
    ask(jobs, owner, server)
    assert server.asked.wait(LONG / 1000)
    kept: list[str] = []
    jobs.change(lambda: kept.append("typed"))
    jobs.leave_behind()
    assert jobs.settle()
    assert kept == ["typed"]
    assert not server.answered.is_set()
    server.gate.set()
    assert server.answered.wait(LONG / 1000)
    jobs.fetch(owner, lambda: "read", heard.append)
    assert jobs.settle()
    assert heard == ["read"]


def test_an_errand_that_breaks_after_it_was_left_behind_is_no_fault_of_the_next_desk(
    jobs: Jobs, server: Server
) -> None:
    heard: list[object] = []
    over = threading.Event()
    for signal in (jobs.refused, jobs.broke):
        signal.connect(heard.append)

    def work(_progress: Report) -> None:
        server.ask()
        raise RuntimeError("the library is closed")

    def refused(_progress: Report) -> None:
        raise EditorError("unreachable")

    jobs.long(None, "Syncing", work)
    jobs.long(None, "Syncing", refused)
    assert server.asked.wait(LONG / 1000)
    jobs.leave_behind()
    server.gate.set()
    jobs.long(None, "The next desk's", lambda _progress: over.set())
    assert jobs.settle()
    assert over.is_set()
    assert heard == []
