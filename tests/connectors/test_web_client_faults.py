"""Every fault of a server has its class, its sentence and its word on what happens next (R17)."""

from __future__ import annotations

import gzip
import json
import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from editor_app.connectors.web_requests import Credential, Patience
from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_media import Photo
from editor_app.domain.errors import (
    AnswerLost,
    Busy,
    ChangedThere,
    ConnectionTrouble,
    FieldRefused,
    FileRefused,
    GoneThere,
    NotAllowed,
    NotTheSite,
    Redirected,
    SignedOut,
    Unreachable,
)
from editor_app.domain.messages import Message
from editor_app.sentences import sentence
from editor_app.wording import WORDING
from tests.connectors.loopback import Loopback, Play, answer, page, reset, silence, then_close

PASSWORD = "canary-7f3a"
HASTE = Patience(connect=10, read=0.3, upload=0.3, whole=10)  # for servers that say nothing
TIME = Patience(connect=20, read=20, upload=20, whole=60)
POST = {
    "id": 5,
    "title": {"raw": "Tide"},
    "content": {"raw": "Water"},
    "excerpt": {"raw": ""},
    "slug": "tide",
    "status": "draft",
    "link": "http://127.0.0.1/?p=5",
}
WHOLE = json.dumps(POST).encode()
NOTICE = (
    b"<br />\n<b>Warning</b>: Undefined array key [2] in <b>/x.php</b> on line <b>12</b><br />\n"
)
JPEG = Photo(b"\xff\xd8 a photo", "image/jpeg", "tide.jpg", "cd-1")


def refusal(status: int, code: str, **data: Any) -> bytes:
    """An error in WordPress' own shape."""
    body = {"code": code, "message": "Said so.", "data": {"status": status, **data}}
    return answer(status, json.dumps(body))


def cut(data: bytes, at: int) -> Play:
    """Send the beginning of an answer and hang up."""
    return then_close(data[:at])


def READ(site: WordPress) -> object:
    """Read a post."""
    return site.posts.read(5)


def WRITE(site: WordPress) -> object:
    """Change a post."""
    return site.posts.update(5, title="Tide")


def UPLOAD(site: WordPress) -> object:
    """Send a photo."""
    return site.media.upload(JPEG)


@dataclass(frozen=True)
class Fault:
    """What the server does, what we were doing, and what it is called."""

    name: str
    play: Play
    doing: Callable[[WordPress], object]
    kind: type[ConnectionTrouble]
    key: str
    doubtful: bool = False
    after: float | None = None


def split(status: int, code: str) -> dict[str, Any]:
    """The details with which a list of drafts is refused."""
    return {"details": {"status": {"code": code, "data": {"status": status}}}}


FAULTS = (
    # -- no whole answer
    Fault("line cut before an answer", then_close(b""), WRITE, AnswerLost, "answer-lost", True),
    Fault("line torn down", reset, WRITE, AnswerLost, "answer-lost", True),
    Fault("line torn down on reading", reset, READ, AnswerLost, "answer-lost"),
    Fault("silence", silence, WRITE, AnswerLost, "answer-lost-slow", True),
    Fault("silence on an upload", silence, UPLOAD, AnswerLost, "answer-lost-slow", True),
    Fault("cut in the head", cut(answer(200, WHOLE), 30), WRITE, AnswerLost, "answer-lost", True),
    Fault("cut in the body", cut(answer(200, WHOLE), -20), WRITE, AnswerLost, "answer-lost", True),
    Fault(
        "no HTTP at all",
        then_close(b"\x00\x01 hello\r\n\r\n"),
        WRITE,
        AnswerLost,
        "answer-lost",
        True,
    ),
    Fault("JSON cut short", answer(200, WHOLE[:90]), WRITE, AnswerLost, "answer-lost-broken", True),
    Fault(
        "notice, then JSON cut short",
        answer(200, NOTICE + WHOLE[:-2]),
        WRITE,
        AnswerLost,
        "answer-lost-broken",
        True,
    ),
    Fault("nothing in it", answer(200, b""), WRITE, AnswerLost, "answer-lost-empty", True),
    Fault(
        "compression cut short",
        answer(200, gzip.compress(WHOLE)[:-20], content_encoding="gzip"),
        WRITE,
        AnswerLost,
        "answer-lost-broken",
        True,
    ),
    Fault(
        "compression that is none",
        answer(200, WHOLE, content_encoding="gzip"),
        WRITE,
        AnswerLost,
        "answer-lost",
        True,
    ),
    # -- later
    Fault("408", page(408), WRITE, Busy, "busy"),
    Fault("429 with seconds", page(429, retry_after="7"), WRITE, Busy, "busy-too-many", after=7.0),
    Fault("429 without a word", page(429), READ, Busy, "busy-too-many"),
    Fault(
        "429 with a date",
        page(
            429,
            retry_after="Wed, 25 Nov 2026 12:00:30 GMT",
            date="Wed, 25 Nov 2026 12:00:00 GMT",
        ),
        WRITE,
        Busy,
        "busy-too-many",
        after=30.0,
    ),
    Fault("500 as a page", page(500), WRITE, Busy, "busy-crashed", True),
    Fault(
        "500 as JSON of a plugin that died",
        refusal(500, "internal_server_error"),
        WRITE,
        Busy,
        "busy-crashed",
        True,
    ),
    Fault("500 on reading", page(500), READ, Busy, "busy-crashed"),
    Fault("502", page(502), WRITE, Busy, "busy", True),
    Fault(
        "503 under repair",
        page(503, retry_after="600"),
        WRITE,
        Busy,
        "busy-maintenance",
        True,
        600.0,
    ),
    Fault("504", page(504), WRITE, Busy, "busy", True),
    Fault("522 of a service in front", page(522), WRITE, Busy, "busy", True),
    # -- somebody else
    Fault("a hotel's page", page(200), WRITE, NotTheSite, "not-the-site", True),
    Fault("a hotel's page on reading", page(200), READ, NotTheSite, "not-the-site"),
    Fault("plain words", answer(200, "OK", "text/plain"), READ, NotTheSite, "not-the-site-kind"),
    Fault(
        "a picture", answer(200, b"\x89PNG\r\n", "image/png"), READ, NotTheSite, "not-the-site-kind"
    ),
    Fault("another shape", answer(200, "[]"), WRITE, NotTheSite, "not-the-site-shape", True),
    Fault(
        "JSON of another thing", answer(200, '{"ok": 1}'), READ, NotTheSite, "not-the-site-shape"
    ),
    Fault(
        "public view",
        answer(200, WHOLE.replace(b'"raw"', b'"rendered"')),
        READ,
        NotTheSite,
        "not-the-site-shape",
    ),
    Fault("404 as a page", page(404), READ, NotTheSite, "not-the-site-api"),
    Fault(
        "404, no such route", refusal(404, "rest_no_route"), READ, NotTheSite, "not-the-site-api"
    ),
    # -- the account
    Fault(
        "401, stripped or wrong", refusal(401, "rest_cannot_edit"), WRITE, SignedOut, "signed-out"
    ),
    Fault("401 wrong", refusal(401, "incorrect_password"), WRITE, SignedOut, "signed-out-wrong"),
    Fault(
        "401 turned off",
        refusal(401, "application_passwords_disabled"),
        WRITE,
        SignedOut,
        "signed-out-disabled",
    ),
    Fault(
        "401 of a gate in front",
        page(401, www_authenticate='Basic realm="staging"'),
        READ,
        SignedOut,
        "signed-out-gate",
    ),
    # -- not allowed
    Fault(
        "403 by code", refusal(403, "rest_cannot_publish"), WRITE, NotAllowed, "not-allowed-publish"
    ),
    Fault("403 edit", refusal(403, "rest_cannot_edit"), WRITE, NotAllowed, "not-allowed-edit"),
    Fault("403 of a plugin", refusal(403, "wordfence_says_no"), WRITE, NotAllowed, "not-allowed"),
    Fault(
        "403 on upload",
        refusal(403, "rest_cannot_create"),
        UPLOAD,
        NotAllowed,
        "not-allowed-upload",
    ),
    Fault("403 of a firewall", page(403), WRITE, NotAllowed, "not-allowed-firewall"),
    Fault("406 of a firewall", page(406), WRITE, NotAllowed, "not-allowed-firewall"),
    Fault(
        "drafts refused as a bad value",
        refusal(400, "rest_invalid_param", **split(403, "rest_forbidden_status")),
        WRITE,
        NotAllowed,
        "not-allowed-read",
    ),
    Fault(
        "501, no trash",
        refusal(501, "rest_trash_not_supported"),
        WRITE,
        NotAllowed,
        "not-allowed-no-trash",
    ),
    # -- values
    Fault(
        "400 with its field",
        refusal(400, "rest_invalid_param", params={"date_gmt": "Invalid date."}),
        WRITE,
        FieldRefused,
        "field-refused",
    ),
    Fault(
        "400 without",
        refusal(400, "rest_invalid_json"),
        WRITE,
        FieldRefused,
        "field-refused-unnamed",
    ),
    Fault(
        "nothing in the post",
        refusal(400, "empty_content"),
        WRITE,
        FieldRefused,
        "field-refused-empty",
    ),
    Fault(
        "database refuses",
        refusal(500, "db_update_error"),
        WRITE,
        FieldRefused,
        "field-refused-database",
    ),
    Fault("413 on a text", page(413), WRITE, FieldRefused, "field-refused-size"),
    # -- gone
    Fault("404 gone", refusal(404, "rest_post_invalid_id"), READ, GoneThere, "gone-there"),
    Fault(
        "410 trashed", refusal(410, "rest_already_trashed"), WRITE, GoneThere, "gone-there-trash"
    ),
    # -- files
    Fault("413 on a photo", page(413), UPLOAD, FileRefused, "file-refused-size"),
    Fault(
        "412 damaged",
        refusal(412, "rest_upload_hash_mismatch"),
        UPLOAD,
        FileRefused,
        "file-refused-damaged",
    ),
    Fault(
        "500 wrong kind",
        refusal(500, "rest_upload_sideload_error"),
        UPLOAD,
        FileRefused,
        "file-refused-kind",
    ),
    Fault(
        "400 no name",
        refusal(400, "rest_upload_invalid_disposition"),
        UPLOAD,
        FileRefused,
        "file-refused",
    ),
    # -- the companion
    Fault(
        "409 there",
        refusal(409, "copydesk_there_already", id=999_999),
        WRITE,
        ChangedThere,
        "there-already",
    ),
    Fault("409 else", refusal(409, "conflict", id=1), WRITE, NotAllowed, "not-allowed-conflict"),
    Fault("409 of a page", page(409), WRITE, NotAllowed, "not-allowed-firewall"),
    Fault("412 changed", refusal(412, "copydesk_changed"), WRITE, ChangedThere, "changed-there"),
    # -- redirects (test_web_client_redirects.py has the rest)
    Fault("301 on a write", page(301, location="/other"), WRITE, Redirected, "redirected", True),
    Fault(
        "302 to a login page elsewhere",
        page(302, location="https://login.example/"),
        READ,
        Redirected,
        "redirected-away",
    ),
    Fault("304 out of the blue", page(304), READ, NotTheSite, "not-the-site"),
)


RETRIED = {AnswerLost, Busy, NotTheSite}
"""What passes by itself; of everything else a person is told."""


def _trouble(fault: Fault) -> ConnectionTrouble:
    patience = HASTE if fault.play is silence else TIME
    with (
        Loopback((fault.play,)) as server,
        WordPress(server.url, Credential("editor", PASSWORD), patience=patience) as site,
        pytest.raises(ConnectionTrouble) as raised,
    ):
        fault.doing(site)
    return raised.value


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_has_its_class_and_its_sentence(fault: Fault) -> None:
    trouble = _trouble(fault)
    assert type(trouble) is fault.kind
    assert trouble.message.key == fault.key
    assert trouble.retry == (fault.kind in RETRIED)
    assert trouble.doubtful == fault.doubtful
    assert trouble.after == fault.after
    named_by_the_desk = {"photo": JPEG.name} if fault.kind is FileRefused else {}
    message = trouble.message
    said = sentence(Message(message.key, {**message.fields, **named_by_the_desk}))
    assert "127.0.0.1" in said
    assert "…" not in said
    assert PASSWORD not in f"{said} {trouble!r} {trouble.message}"


def test_a_refused_field_is_called_as_the_desk_calls_it() -> None:
    for theirs, ours in (("date_gmt", "time of publication"), ("title", "headline"), ("x", "x")):
        play = refusal(400, "rest_invalid_param", params={theirs: "Wrong."})
        trouble = _trouble(Fault("field", play, WRITE, FieldRefused, "field-refused"))
        assert f"“{ours}”" in sentence(trouble.message)


def test_a_port_where_nobody_listens_has_its_sentence() -> None:
    with Loopback((b"",)) as server:
        url = server.url
    with WordPress(url, patience=TIME) as site, pytest.raises(Unreachable) as raised:
        WRITE(site)
    assert raised.value.retry
    assert not raised.value.doubtful
    assert "127.0.0.1" in sentence(raised.value.message)


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + WHOLE,
        NOTICE + WHOLE,
        b"\n\n \t" + NOTICE * 3 + WHOLE + b"\n",
        WHOLE + b"\n<!-- Performance optimized by a cache -->",
    ],
    ids=["byte order mark", "notice", "notices and white space", "comment behind"],
)
def test_an_answer_behind_noise_is_saved(body: bytes) -> None:
    for kind in ("application/json", "text/html; charset=UTF-8"):
        with Loopback((answer(200, body, kind),)) as server, WordPress(server.url) as site:
            assert site.posts.update(5, title="Tide").title == "Tide"
            assert site.traffic.noisy == 1


def test_a_comment_behind_a_list_is_no_part_of_it() -> None:
    body = b"[" + WHOLE + b"]\n<!-- Performance optimized by a cache -->"
    pages = answer(200, body, x_wp_total="1", x_wp_totalpages="1")
    with Loopback((pages,)) as server, WordPress(server.url) as site:
        assert [post.title for post in site.posts.find_by_marker("a" * 32)] == ["Tide"]


def test_at_least_forty_faults_are_told_apart() -> None:
    print(f"R17: {len(FAULTS)} faults, {len({fault.key for fault in FAULTS})} sentences")
    assert len(FAULTS) >= 40
    assert {fault.key for fault in FAULTS} <= WORDING.keys()


def test_every_sentence_about_a_site_has_only_fields_that_are_given() -> None:
    given = {"site", "status", "code", "reason", "field", "remote", "to", "kind", "name", "limit"}
    given.add("photo")  # by the desk, which knows the file by its name here
    for fault in FAULTS:
        pattern = WORDING[fault.key]
        named = {name for _text, name, _form, _turn in string.Formatter().parse(pattern) if name}
        assert named <= given, fault.key
