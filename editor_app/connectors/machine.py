"""Machine translation: one door to LibreTranslate, DeepL and chat services of OpenAI's form.

Texts go out in groups and come back in their order. A key goes to the engine's own origin only.

Sources: LibreTranslate API (its /docs), DeepL API reference v2 ("Translate text"), OpenAI API
reference ("Create chat completion"), which many others speak, also on one's own computer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editor_app.connectors.web_client import WebClient
from editor_app.connectors.web_requests import Credential, Patience, Transport
from editor_app.connectors.web_troubles import Refusal, judge_by_status
from editor_app.domain.errors import (
    AnswerLost,
    Busy,
    ConnectionTrouble,
    NotTheSite,
    SignedOut,
    Unreachable,
)
from editor_app.domain.ids import CHINESE, ENGLISH, Language
from editor_app.domain.machine import Engine, EngineKind
from editor_app.text.counting import main_language

PATIENCE = Patience(connect=10, read=120, upload=120, whole=600)
BRIEFLY = Patience(connect=5, read=40, upload=40, whole=50)
"""For one text that somebody waits for, and that the end of the program waits for, too."""

GROUP = 20
"""Texts that go out in one request."""

QUOTA = 456
DEEPL_TARGETS = {ENGLISH: "EN-GB", CHINESE: "ZH-HANS"}
NAMES = {"vi": "Vietnamese", "en": "English", "zh": "Chinese (simplified)"}

ASKED = (
    "You translate news from {source} into {target}. Answer with the translation alone. Keep every"
    " token such as ⟦1⟧ exactly as it is, each once. Keep numbers, names and line breaks. Do not"
    " add, explain or leave out anything."
)


class MachineLine:
    """A line to one engine; close it when the texts are through."""

    def __init__(
        self,
        engine: Engine,
        key: str = "",
        transport: Transport | None = None,
        patience: Patience = PATIENCE,
    ) -> None:
        """Speak to ``engine``. Raises Refused or Unreadable for an address that is not safe."""
        self._engine, self._key = engine, key
        scheme = {EngineKind.DEEPL: "DeepL-Auth-Key", EngineKind.CHAT: "Bearer"}
        credential = Credential("", key, scheme=scheme.get(engine.kind, "")) if key else None
        self._client = WebClient(
            engine.url, credential, judge=_judge, patience=patience, transport=transport
        )
        self._root = self._client.root.rstrip("/")

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def translate(
        self, texts: Sequence[str], source: Language, target: Language
    ) -> tuple[str, ...]:
        """Return the translations of some texts (at most ``GROUP``), in their order.

        Raises SignedOut for a key that is refused, Busy when there is too much or the quota is used
        up, NotTheSite for an answer that is none of this service, other ConnectionTroubles.
        """
        ask = {
            EngineKind.LIBRE: self._libre,
            EngineKind.DEEPL: self._deepl,
            EngineKind.CHAT: self._chat,
        }[self._engine.kind]
        try:
            found = ask(list(texts), source, target)
        except (Unreachable, AnswerLost, Busy) as trouble:
            if trouble.message.key.startswith("machine-"):
                raise
            # no other sentence holds here: nothing that goes to a machine is tried again by itself
            raise type(trouble)("machine-no-answer", site=self._engine.host) from None
        if len(found) != len(texts) or not all(isinstance(text, str) for text in found):
            raise NotTheSite("machine-strange-answer", site=self._engine.host)
        return tuple(found)

    def _libre(self, texts: list[str], source: Language, target: Language) -> list[Any]:
        body: dict[str, object] = {
            "q": texts,
            "source": main_language(source),
            "target": main_language(target),
            "format": "text",
        }
        if self._key:
            body["api_key"] = self._key
        answer = self._client.ask("POST", f"{self._root}/translate", body=body)
        found = answer.data.get("translatedText")
        return found if isinstance(found, list) else []

    def _deepl(self, texts: list[str], source: Language, target: Language) -> list[Any]:
        main = main_language(target)
        body = {
            "text": texts,
            "source_lang": main_language(source).upper(),
            "target_lang": DEEPL_TARGETS.get(main, main.upper()),
            "preserve_formatting": True,
        }
        answer = self._client.ask("POST", f"{self._root}/v2/translate", body=body)
        found = answer.data.get("translations")
        rows = found if isinstance(found, list) else []
        return [row.get("text") for row in rows if isinstance(row, dict)]

    def _chat(self, texts: list[str], source: Language, target: Language) -> list[Any]:
        return [self._said(text, source, target) for text in texts]

    def _said(self, text: str, source: Language, target: Language) -> object:
        asked = ASKED.format(
            source=NAMES.get(main_language(source), source),
            target=NAMES.get(main_language(target), target),
        )
        body = {
            "model": self._engine.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": asked},
                {"role": "user", "content": text},
            ],
        }
        answer = self._client.ask("POST", f"{self._root}/chat/completions", body=body)
        try:
            return answer.data["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError):
            return None


def _judge(refusal: Refusal) -> ConnectionTrouble:
    """Return the trouble of an unsuccessful answer of an engine."""
    if refusal.status in {401, 403}:
        return refusal.trouble(SignedOut, "machine-key-refused")
    if refusal.status == QUOTA or refusal.code == "insufficient_quota":
        return refusal.trouble(Busy, "machine-quota")
    if refusal.status == 429:
        return refusal.trouble(Busy, "machine-too-many")
    return judge_by_status(refusal)
