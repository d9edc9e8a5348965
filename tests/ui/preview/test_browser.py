"""A page in the engine reaches nothing but what our scheme gives it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import NotFound
from editor_app.ui.preview.browser import Browser, fetch_at_once

HOSTILE = """<!doctype html><html><head><meta charset="utf-8"><title>Hostile</title>
<link rel="preconnect" href="http://127.0.0.1:{port}/">
<link rel="dns-prefetch" href="http://localhost:{port}/">
<link rel="stylesheet" href="http://127.0.0.1:{port}/style.css">
<link rel="prefetch" href="http://127.0.0.1:{port}/next.html">
<meta http-equiv="refresh" content="0; url=http://127.0.0.1:{port}/moved.html">
<style>@import url("http://127.0.0.1:{port}/more.css");
body {{ background: url("http://127.0.0.1:{port}/ground.png"); color: rgb(1, 2, 3); }}</style>
</head><body><p id="b-1">Quiet</p>
<img src="http://127.0.0.1:{port}/a.png"><img src="file:///etc/hostname">
<iframe src="http://127.0.0.1:{port}/frame.html"></iframe>
<script>document.getElementById('b-1').textContent = 'Loud';</script>
<img src="x" onerror="document.getElementById('b-1').textContent = 'Loud'">
</body></html>"""


@dataclass
class Ear:
    """A socket that hears whether anybody connects."""

    server: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def port(self) -> int:
        return int(self.server.getsockname()[1])

    def heard(self) -> bool:
        self.server.settimeout(0.2)
        try:
            self.server.accept()
        except TimeoutError:
            return False
        return True


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    yield made
    made.server.close()


class Shown:
    """A browser with one view."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.browser = Browser(fetch_at_once)
        self.page = self.browser.page()
        self.view = QWebEngineView()
        self.view.setPage(self.page)
        self.view.resize(400, 300)
        self.view.show()

    def load(self, address: str, host: str = "site") -> bool:
        with self.qtbot.waitSignal(self.page.loadFinished) as loaded:
            self.page.load(self.browser.url(host, address))
        return bool(loaded.args and loaded.args[0])

    def ask(self, script: str) -> object:
        answers: list[object] = []
        self.page.runJavaScript(script, 1, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def close(self) -> None:
        self.view.close()
        self.view.deleteLater()
        self.browser.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    made = Shown(qtbot)
    yield made
    made.close()


def test_a_hostile_page_opens_no_connection_and_runs_no_script(shown: Shown, ear: Ear) -> None:
    html = HOSTILE.format(port=ear.port).encode()
    shown.page.navigationRequested.connect(
        lambda request: request.reject() if request.url().scheme() != "copydesk" else None
    )
    shown.browser.give("site", {"a.html": html}.get)
    assert shown.load("a.html")
    assert shown.ask("document.getElementById('b-1').textContent") == "Quiet"
    assert not ear.heard()
    assert shown.page.url() == QUrl("copydesk://site/a.html")


def test_the_page_gets_its_style_and_pictures_from_the_desk(shown: Shown) -> None:
    files = {
        "en/a.html": b"<link rel=stylesheet href=../assets/s.css><p>x</p><img src=../m/p.svg>",
        "assets/s.css": b"p { color: rgb(4, 5, 6) }",
        "m/p.svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='7' height='7'/>",
    }
    shown.browser.give("site", files.get)
    assert shown.load("en/a.html")
    assert shown.ask("getComputedStyle(document.querySelector('p')).color") == "rgb(4, 5, 6)"
    assert shown.ask("document.images[0].naturalWidth") == 7


def test_an_address_that_does_not_exist_is_not_found(shown: Shown) -> None:
    def get(address: str) -> bytes | None:
        if address == "gone.html":
            raise NotFound(name=address)
        return None

    shown.browser.give("site", get)
    assert not shown.load("missing.html")
    assert not shown.load("gone.html")
    assert not shown.load("a.html", host="other")


def test_addresses_in_other_scripts_arrive_as_they_were_written(shown: Shown) -> None:
    asked: list[str] = []

    def get(address: str) -> bytes | None:
        asked.append(address)
        return b"<p>x</p>"

    shown.browser.give("site", get)
    assert shown.load("vi/thế giới/日出.html")
    assert asked[0] == "vi/thế giới/日出.html"


def test_nothing_is_kept_on_the_disk(shown: Shown) -> None:
    assert shown.page.profile().isOffTheRecord()
