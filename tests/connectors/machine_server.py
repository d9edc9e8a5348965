"""A translation service on this computer that speaks as LibreTranslate, DeepL and chats do.

It "translates" by putting the words into angle brackets, so that a test sees what went through.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

KEY = "s3cret-key-42"
Say = Callable[[str], str]


def bracketed(text: str) -> str:
    """Return the text as this machine translates it."""
    return f"<{text}>"


@dataclass
class MachineServer:
    """Answers in all three forms; ``say`` translates, ``status`` other than 200 refuses."""

    server: HTTPServer
    say: Say = bracketed
    status: int = 200
    answer: object = None
    seen: list[tuple[str, dict[str, Any], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for path in ("/translate", "/v2/translate", "/chat/completions"):
            self.server.expect_request(path, method="POST").respond_with_handler(self._answer)

    @property
    def url(self) -> str:
        """The root to set up."""
        return self.server.url_for("").rstrip("/")

    @property
    def texts(self) -> list[str]:
        """All texts that came, in their order."""
        return [text for _, body, _ in self.seen for text in _texts_of(body)]

    def _answer(self, request: Request) -> Response:
        body = json.loads(request.get_data())
        self.seen.append((request.path, body, request.headers.get("Authorization", "")))
        if self.status != 200:
            said = {"error": "no", "message": f"quoting your key {KEY}"}
            return Response(json.dumps(said), self.status, content_type="application/json")
        said_now = self.answer if self.answer is not None else self._said(request.path, body)
        return Response(json.dumps(said_now), content_type="application/json")

    def _said(self, path: str, body: dict[str, Any]) -> object:
        texts = [self.say(text) for text in _texts_of(body)]
        if path == "/translate":
            return {"translatedText": texts}
        if path == "/v2/translate":
            return {"translations": [{"text": text} for text in texts]}
        return {"choices": [{"message": {"role": "assistant", "content": texts[0]}}]}


def _texts_of(body: dict[str, Any]) -> list[str]:
    if "messages" in body:
        return [body["messages"][-1]["content"]]
    found = body.get("q", body.get("text"))
    assert isinstance(found, list)
    return found
