"""Asking pages that stand in the browser engine."""

from __future__ import annotations

import json
from typing import Any

from pytestqt.qtbot import QtBot

from editor_app.ui.preview.exact_page import ExactPage

SECONDS = 120_000


def ask(qtbot: QtBot, page: ExactPage, script: str) -> Any:
    """Return the value of a script that runs beside the page."""
    answers: list[Any] = []
    page.ask(script, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=SECONDS)
    return answers[0]


def body_text(qtbot: QtBot, page: ExactPage) -> list[str]:
    """Return the texts of the blocks in the page by their numbers."""
    lines = "[...document.querySelectorAll('[id^=\"b-\"]')].map(b => b.id + ' ' + b.innerText)"
    return [str(line) for line in json.loads(ask(qtbot, page, f"JSON.stringify({lines})"))]


def wait_for(qtbot: QtBot, page: ExactPage, script: str, wanted: object) -> None:
    """Wait until a script beside the page gives a value."""
    qtbot.waitUntil(lambda: bool(ask(qtbot, page, script) == wanted), timeout=SECONDS)
