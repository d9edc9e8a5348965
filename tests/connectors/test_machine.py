"""Translation services: three forms of speech, keys that stay secret, strange answers."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from editor_app.connectors.machine import MachineLine
from editor_app.domain.errors import Busy, ConnectionTrouble, NotTheSite, Refused, SignedOut
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, EngineId
from editor_app.domain.machine import Engine, EngineKind
from tests.connectors.machine_server import KEY, MachineServer

KINDS = tuple(EngineKind)


@pytest.fixture
def service(httpserver: HTTPServer) -> MachineServer:
    return MachineServer(httpserver)


def engine(service: MachineServer, kind: EngineKind) -> Engine:
    return Engine(EngineId("a"), kind, "Machine", service.url, "small-model")


@pytest.mark.parametrize("kind", KINDS)
def test_texts_come_back_in_their_order(service: MachineServer, kind: EngineKind) -> None:
    line = MachineLine(engine(service, kind), KEY)
    assert line.translate(("Một.", "Hai."), VIETNAMESE, ENGLISH) == ("<Một.>", "<Hai.>")
    line.close()


def test_each_service_is_asked_in_its_own_words(service: MachineServer) -> None:
    for kind in KINDS:
        line = MachineLine(engine(service, kind), KEY)
        line.translate(("Một.",), VIETNAMESE, CHINESE)
        line.close()
    (_, libre, libre_key), (_, deepl, deepl_key), (_, chat, chat_key) = service.seen
    assert (libre["source"], libre["target"], libre["api_key"]) == ("vi", "zh", KEY)
    assert libre_key == ""
    assert (deepl["source_lang"], deepl["target_lang"]) == ("VI", "ZH-HANS")
    assert deepl_key == f"DeepL-Auth-Key {KEY}"
    assert (chat["model"], chat["temperature"]) == ("small-model", 0)
    assert "Vietnamese" in chat["messages"][0]["content"]
    assert chat_key == f"Bearer {KEY}"


def test_without_a_key_none_is_sent(service: MachineServer) -> None:
    for kind in KINDS:
        line = MachineLine(engine(service, kind))
        line.translate(("Một.",), VIETNAMESE, ENGLISH)
        line.close()
    assert [header for _, _, header in service.seen] == ["", "", ""]
    assert "api_key" not in service.seen[0][1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("status", "trouble", "key"),
    [
        (401, SignedOut, "machine-key-refused"),
        (403, SignedOut, "machine-key-refused"),
        (429, Busy, "machine-too-many"),
        (456, Busy, "machine-quota"),
        (500, ConnectionTrouble, "machine-no-answer"),
    ],
)
def test_a_refusal_is_named_and_never_quotes_the_key(
    service: MachineServer,
    kind: EngineKind,
    status: int,
    trouble: type[ConnectionTrouble],
    key: str,
) -> None:
    service.status = status
    line = MachineLine(engine(service, kind), KEY)
    with pytest.raises(trouble) as refused:
        line.translate(("Một.",), VIETNAMESE, ENGLISH)
    line.close()
    assert refused.value.message.key == key
    assert KEY not in f"{refused.value} {dict(refused.value.message.fields)}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "answer", [{}, {"translatedText": ["a", "b"], "translations": [{}]}, {"choices": []}]
)
def test_a_strange_answer_is_no_translation(
    service: MachineServer, kind: EngineKind, answer: object
) -> None:
    service.answer = answer
    line = MachineLine(engine(service, kind))
    with pytest.raises(NotTheSite):
        line.translate(("Một.",), VIETNAMESE, ENGLISH)
    line.close()


def test_a_key_never_goes_over_an_open_line() -> None:
    with pytest.raises(Refused):
        MachineLine(Engine(EngineId("a"), EngineKind.DEEPL, "A", "http://away.example"), KEY)
