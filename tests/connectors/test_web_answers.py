"""JSON is found behind notices; a text cut short is never taken for a whole one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.connectors.web_answers import (
    CutShort,
    NoJson,
    Whole,
    http_date,
    plain,
    read_json,
    retry_after,
)

NOTICE = (
    "<br />\n<b>Warning</b>: Undefined array key [0] in <b>/www/x.php</b> on line {12}<br />\n"
    "PHP Notice: a { brace, a [ bracket, [1] and {} in passing\n"
)
LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5
)
OBJECTS = st.dictionaries(st.text(), VALUES, min_size=1, max_size=4)
SOME = settings(max_examples=60)


@SOME
@given(OBJECTS | st.lists(OBJECTS), st.booleans())
def test_json_is_read_as_it_was_sent(data: Any, escaped: bool) -> None:
    assert read_json(json.dumps(data, ensure_ascii=escaped).encode()) == (data, False)


@SOME
@given(OBJECTS | st.lists(OBJECTS, min_size=1))
def test_json_behind_notices_is_found_and_called_noisy(data: Any) -> None:
    assert read_json((NOTICE + json.dumps(data)).encode()) == (data, True)


@SOME
@given(OBJECTS)
def test_json_before_a_footer_of_html_is_found(data: Any) -> None:
    assert read_json((json.dumps(data) + "\n<!-- cached -->").encode()) == (data, True)


@SOME
@given(OBJECTS, st.booleans(), st.booleans(), st.data())
def test_an_object_cut_anywhere_is_not_taken_for_a_whole(
    data: Any, escaped: bool, noisy: bool, draw: st.DataObject
) -> None:
    whole = json.dumps(data, ensure_ascii=escaped)
    cut = whole[: draw.draw(st.integers(1, len(whole) - 1))]
    with pytest.raises((CutShort, NoJson)):
        read_json(((NOTICE if noisy else "") + cut).encode())


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_json(b"\xef\xbb\xbf" + b'{"id": 5}') == ({"id": 5}, True)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><script>var x = {};</script><body>Welcome</body></html>",
        b'<html><script>var a = {"k": [1, 2]};</script><p>{"id": 5} is what you want</p>',
        b"welcome",
        b"\x00\xff\xfe" * 9,
        b"[" * 100_000,
        b'{"id": ' + b"9" * 5_000 + b"}",
        b"<p>" + b'{"' * 3_000,
    ],
)
def test_what_is_no_json_is_not_taken_for_it(content: bytes) -> None:
    with pytest.raises((NoJson, CutShort)):
        read_json(content)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Wed, 25 Nov 2026 12:01:00 GMT", 60.0),
        ("Wed, 25 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds_and_as_a_date(value: str, seconds: float | None) -> None:
    # The date is counted by the server's own clock, which is two days ahead of ours.
    headers = {"retry-after": value, "date": "Wed, 25 Nov 2026 12:00:00 GMT"}
    ours = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert retry_after(Whole("", 503, headers, b"", None, ours)) == seconds


def test_a_date_without_zone_is_utc_and_nonsense_is_none() -> None:
    assert http_date("Wed, 25 Nov 2026 12:00:00 GMT") == datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert http_date("Wed, 25 Nov 2026 12:00:00") == datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert http_date("yesterday") is None


def test_what_a_server_says_becomes_one_short_plain_line() -> None:
    said = "<p>There has\nbeen a <b>critical</b> error &amp; more.</p><script>x()</script>"
    assert plain(said) == "There has been a critical error & more."
    assert len(plain("word " * 200)) <= 200


def test_text_of_an_unknown_encoding_is_read_as_utf_8() -> None:
    whole = Whole("", 200, {}, "Tiếng Việt".encode(), "x-martian", datetime.now(UTC))
    assert whole.text == "Tiếng Việt"
