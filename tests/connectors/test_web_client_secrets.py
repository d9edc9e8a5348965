"""The password and what is made of it show up in no error, log line, traceback or picture (R13)."""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import pickle
import traceback
from collections.abc import Iterator

import pytest

from editor_app.connectors.web_client import WebClient
from editor_app.connectors.web_requests import Credential, Patience, Upload, Watch
from editor_app.connectors.wordpress import WordPress
from editor_app.domain.errors import EditorError
from editor_app.sentences import sentence
from tests.connectors.loopback import Loopback, Play, answer, page, reset, silence, then_close

CANARY = "Canary 7f3a 91c2 Zx8Q"
SECRET = Credential("editor", CANARY)
ENCODED = base64.b64encode(f"editor:{CANARY}".encode()).decode()
HASTE = Patience(connect=60, read=0.3, upload=0.3, whole=60)  # for a server that says nothing
TIME = Patience(connect=60, read=60, upload=60, whole=120)

PLAYS: dict[str, Play] = {
    "success": answer(200, '{"id": 5}'),
    "cut": then_close(b""),
    "half": then_close(answer(200, '{"id": 5}')[:-3]),
    "reset": reset,
    "silence": silence,
    "no http": then_close(b"\x00\x01\x02\r\n\r\n"),
    "page": page(200),
    "refused": answer(401, '{"code": "incorrect_password", "message": "No.", "data": {}}'),
    "forbidden": page(403),
    "crash": page(500),
    "elsewhere": page(302, location="https://login.example/"),
    "round": page(302, location="/"),
    "spoilt": answer(200, "{}", content_encoding="gzip"),
    "shape": answer(200, "[]"),
}


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Listen to every logger at its loudest, those of the libraries too."""
    caplog.set_level(logging.DEBUG)
    for name in ("httpx2", "httpcore2", "editor_app", "h11"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it hangs on."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [other for other in (one.__cause__, one.__context__) if other is not None]


def _hold_on_to(error: BaseException) -> set[str]:
    """The modules whose errors or frames an error keeps alive, with all that those know."""
    found = set[str]()
    for one in _chain(error):
        found.add(type(one).__module__)
        found |= {
            frame.f_globals["__name__"] for frame, _line in traceback.walk_tb(one.__traceback__)
        }
    return {name.partition(".")[0] for name in found}


def _told(error: BaseException) -> str:
    """Everything an error report could print, with the values of all variables."""
    assert error.__traceback__ is not None
    assert not _hold_on_to(error) & {"httpx2", "httpcore2", "h11", "ssl", "socket"}
    inner = error.__traceback__.tb_next  # the test itself, at the outside, knows the server's side
    report = traceback.TracebackException(type(error), error, inner, capture_locals=True)
    chain = f"{error!r} {error} {error.args} {error.__cause__!r} {error.__context__!r}"
    return "".join(report.format()) + chain


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", PLAYS)
def test_no_fault_tells_the_password(
    name: str, method: str, everything_logged: pytest.LogCaptureFixture
) -> None:
    told = ""
    with (
        Loopback((PLAYS[name],)) as server,
        WebClient(server.url, SECRET, patience=HASTE if name == "silence" else TIME) as client,
    ):
        try:
            found = client.ask(method, server.url, body={} if method == "POST" else None)
            told += repr(found)
        except EditorError as error:
            told += _told(error) + sentence(error.message) + repr(vars(error))
            told += repr(pickle.loads(pickle.dumps(error)).message)
        told += repr(client) + repr(vars(client))
        assert ENCODED in server.first().headers["authorization"]
    told += everything_logged.text
    assert CANARY not in told
    assert CANARY.replace(" ", "") not in told
    assert ENCODED not in told


@pytest.mark.parametrize(
    "quoted",
    [
        CANARY,
        CANARY.replace(" ", ""),
        CANARY.replace(" ", "%20"),
        CANARY.replace(" ", "+"),
        ENCODED,
        base64.b64encode(CANARY.encode()).decode(),
    ],
)
@pytest.mark.parametrize("status", [400, 401, 403, 500])
def test_a_server_that_quotes_the_password_is_not_repeated(status: int, quoted: str) -> None:
    said = json.dumps({"code": "debug", "message": f"I was sent {quoted}.", "data": {}})
    with (
        Loopback((answer(status, said),)) as server,
        WebClient(server.url, SECRET, patience=TIME) as client,
        pytest.raises(EditorError) as raised,
    ):
        client.ask("POST", server.url, body={})
    told = _told(raised.value) + sentence(raised.value.message)
    assert quoted not in told


def test_a_batch_that_quotes_the_password_is_not_repeated() -> None:
    said = {"responses": [{"status": 400, "body": {"code": "x", "message": f"Not {CANARY}"}}]}
    with (
        Loopback((answer(207, json.dumps(said)),)) as server,
        WordPress(server.url, SECRET) as site,
    ):
        (trouble,) = site.posts.update_many([(5, {"title": "Lũ"}, "")])
    assert isinstance(trouble, EditorError)
    assert "Not [password]" in str(trouble)


def test_stopping_an_upload_tells_nothing(everything_logged: pytest.LogCaptureFixture) -> None:
    steps = list[int]()
    watch = Watch(lambda done, _whole: steps.append(done), lambda: bool(steps))
    with (
        Loopback((answer(201, "{}"),)) as server,
        WebClient(server.url, SECRET) as client,
        pytest.raises(EditorError) as raised,
    ):
        client.ask("POST", server.url, upload=Upload(b"x" * 200_000, "a/b"), watch=watch)
    told = _told(raised.value) + everything_logged.text
    assert CANARY not in told
    assert ENCODED not in told


def test_a_credential_and_its_holders_do_not_show_it() -> None:
    with WordPress("https://example.com/wp-json/", SECRET) as site:
        shown = f"{SECRET} {SECRET!r} {site!r} {site.client!r} {vars(site)!r} {vars(site.client)!r}"
    assert CANARY not in shown
    assert "editor" not in repr(SECRET)


def test_a_site_on_the_way_does_not_learn_it_from_a_wrong_address() -> None:
    # Two readers of one address may see two hosts in it.
    with (
        Loopback((answer(200, "{}"),)) as server,
        Loopback((answer(200, "{}"),)) as other,
        WebClient(server.url, SECRET) as client,
    ):
        for joint in ("\\@", "#@", "?@", "/@", ";@"):
            with contextlib.suppress(EditorError):
                client.ask("GET", f"{server.url[:-1]}{joint}localhost:{other.port}/")
    assert all("authorization" not in request.headers for request in other.requests)
