"""The log strikes out what looks like a secret, and leaves all other words alone."""

from __future__ import annotations

import base64
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.log import STRUCK, close_log, without_secrets, write_log

LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
PASSWORD = "aB3d Ef5h iJ7l Mn9p qR2t Uv4x"
BARE = PASSWORD.replace(" ", "")
BASIC = base64.b64encode(f"lan:{PASSWORD}".encode()).decode()


@pytest.mark.parametrize(
    "line",
    [
        f"Authorization: Basic {BASIC}",
        f"headers={{'authorization': 'Basic {BASIC}', 'accept': 'x'}}",
        f"sent Basic {BASIC}",
        f"Credential(user='lan', password='{PASSWORD}')",
        f'{{"password": "{PASSWORD}"}}',
        f"password {PASSWORD} refused",
        f"password: {BARE}",
        f"GET /w/approved?user_login=lan&password={PASSWORD.replace(' ', '%20')}",
        f"GET /w/approved?user_login=lan&password={PASSWORD.replace(' ', '+')}",
        f"https://lan:{BARE}@news.example/wp-json/",
        f"lan gave {PASSWORD} to the site",
        f"the site got {BARE}.",
        f"application passwords: {PASSWORD}, {PASSWORD}",
    ],
)
def test_a_secret_is_struck_out(line: str) -> None:
    told = without_secrets(line)
    assert STRUCK in told
    for secret in (PASSWORD, BARE, BASIC, PASSWORD.replace(" ", "%20"), PASSWORD.replace(" ", "+")):
        assert secret not in told
    assert not any(group in told for group in PASSWORD.split())


@pytest.mark.parametrize(
    "line",
    [
        "Took in 3 files from /home/lan/tin",
        "GET https://news.example/wp-json/wp/v2/posts: busy(status=503)",
        "article 3f2a9c0b1d4e5f60718293a4b5c6d7e8 sent",
        "they went home with some more news from Huế",
        "Thành phố chuẩn bị bao cát.",
        "SecretsUnavailable(reason='KeyringLocked')",
    ],
)
def test_other_words_are_left_alone(line: str) -> None:
    assert without_secrets(line) == line


@given(st.lists(st.text(LETTERS, min_size=4, max_size=4), min_size=6, max_size=6))
def test_any_application_password_is_struck_out_where_it_is_named(groups: list[str]) -> None:
    told = without_secrets(f"the password: {' '.join(groups)} was refused")
    assert told == f"the password: {STRUCK} was refused"


def test_the_file_holds_no_secret_of_a_message_its_arguments_or_its_traceback(
    tmp_path: Path,
) -> None:
    handler = write_log(tmp_path)
    logger = logging.getLogger("editor_app.trial")
    try:
        logger.info("signed in with password %s", PASSWORD)
        try:
            raise RuntimeError(f"refused: Basic {BASIC}")
        except RuntimeError as error:
            info = (type(error), error, error.__traceback__)
        logger.info("It broke", exc_info=info)
    finally:
        close_log(handler)
    written = (tmp_path / "copydesk.log").read_text("utf-8")
    assert "It broke" in written
    assert "RuntimeError" in written
    assert written.count(STRUCK) == 2
    for secret in (PASSWORD, BARE, BASIC):
        assert secret not in written
