"""``outbox``: what is not out yet and why, and the replies that let it go on."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS, WRONG_USE
from editor_app.cli.main import run
from editor_app.cli.parser import REPLIES
from editor_app.domain.ids import OutboxId
from editor_app.domain.site import OutboxState
from editor_app.replies import SAID_OF_ENTRIES
from editor_app.services.preferences import SettingsService
from editor_app.wiring import open_desk, utc_now
from tests.cli.shells import Shell
from tests.portals import place_of, portal

STORY = "# Lũ về\n\n**Nước lên.**\n\nSáng nay nước dâng.\n"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == DONE
    made = Shell(tmp_path / "desk", capsys)
    made("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    return made


@pytest.fixture
def article(shell: Shell, tmp_path: Path) -> str:
    return shell.taken_in(tmp_path / "lu.md", STORY)


def put(shell: Shell, article: str, answer: str = "", **fields: str) -> str:
    """Let an article need somebody before it goes to a WordPress; return its entry."""
    needs_you = not answer.startswith(("data-saver", "site-lost-posts"))
    with closing(open_desk(shell.folder)) as desk:
        site = next((one for one in desk.publishing.sites() if one.account), None) or portal(desk)
        number = desk.stories.find_article(article).id
        desk.publishing.publish(site.id, [(number, None)])
        with place_of(desk).database.writing() as records:
            (entry,) = (one for one in records.outbox.open() if one.article == number)
            state = OutboxState.NEEDS_YOU if needs_you else OutboxState.WAITING
            records.outbox.save(replace(entry, state=state, answer=answer, answer_fields=fields))
    return str(entry.id)


def states(shell: Shell) -> list[str]:
    """Return the states of all entries, the open ones first."""
    with closing(open_desk(shell.folder)) as desk:
        return [str(row.state) for row in desk.publishing.outbox()]


def rows(shell: Shell, *arguments: str, code: int) -> Any:
    came, out, err = shell("outbox", *arguments, "--json")
    assert came == code, (out, err)
    return json.loads(out)


def test_what_is_scheduled_is_listed_and_waits_for_nobody(shell: Shell, article: str) -> None:
    assert rows(shell, code=DONE) == []
    soon = utc_now() + timedelta(hours=2)
    shell.document("publish", article, "--site", "S", "--at", soon.isoformat())
    (row,) = rows(shell, code=DONE)
    assert (row["article"], row["state"], row["replies"]) == (article, "waiting", ["take-back"])
    _code, out, _err = shell("outbox")
    assert out.splitlines()[0].endswith(f"/vi  S  waiting  {soon.isoformat(timespec='seconds')}")


def test_what_failed_is_tried_again_by_the_command_that_the_list_names(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    folder.rename(tmp_path / "aside")
    folder.write_text("in the way")
    shell("publish", article, "--site", "S")
    folder.unlink()
    (tmp_path / "aside").rename(folder)
    code, out, _err = shell("outbox")
    assert code == FINDINGS
    first, why, command = out.splitlines()
    assert (first.split()[-1], why.strip() != "") == ("needs-you", True)
    said = command.split()
    assert said[1:] == ["outbox", first.split()[0], "--retry", "|", "--take-back"]
    (row,) = rows(shell, *said[2:4], code=DONE)
    assert row["state"] == "waiting"
    assert shell.document("sync")["sent"] == 1
    assert (folder / "index.html").is_file()


@pytest.mark.parametrize("reply", ["--no", "--yes"])
def test_a_foreign_file_is_left_or_written_over_by_a_reply(
    shell: Shell, article: str, tmp_path: Path, reply: str
) -> None:
    theirs = tmp_path / "site" / "index.html"
    theirs.write_bytes(b"somebody's own page")
    shell("publish", article, "--site", "S")
    (row,) = rows(shell, code=FINDINGS)
    assert row["replies"] == ["yes", "no", "take-back"]
    code, words = shell.refused("outbox", row["entry"], "--retry")
    assert code == WRONG_USE
    assert "“--retry” is none of: --yes, --no, --take-back." in words
    rows(shell, row["entry"], reply, code=DONE)
    shell.document("sync")
    assert rows(shell, code=DONE) == []
    assert (theirs.read_bytes() == b"somebody's own page") is (reply == "--no")


def test_a_reply_about_files_holds_for_all_that_ask_the_same_there(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    (tmp_path / "site" / "index.html").write_bytes(b"somebody's own page")
    other = shell.taken_in(tmp_path / "khac.md", STORY)
    shell("publish", article, other, "--site", "S")
    asking = rows(shell, code=FINDINGS)
    answered = rows(shell, asking[0]["entry"], "--yes", code=DONE)
    assert {row["entry"] for row in answered} == {row["entry"] for row in asking}
    assert len(asking) == 2
    assert shell.document("sync")["sent"] == 2


def test_two_entries_are_replied_to_at_once(shell: Shell, article: str, tmp_path: Path) -> None:
    other = shell.taken_in(tmp_path / "khac.md", STORY)
    entries = [put(shell, one, "publish-late", minutes="47") for one in (article, other)]
    assert [row["state"] for row in rows(shell, *entries, "--go-on", code=DONE)] == ["waiting"] * 2


def test_that_sending_is_paused_is_said(shell: Shell, article: str) -> None:
    SettingsService().save(sending_paused=True)
    try:
        shell("publish", article, "--site", "S")
        (row,) = rows(shell, code=DONE)
        assert row["answer"]["key"] == "sending-paused"
        assert "Sending is paused." in shell("outbox")[1]
    finally:
        SettingsService().save(sending_paused=False)


@pytest.mark.parametrize("answer", ["publish-late", "conflict-waits"])
def test_what_is_taken_back_is_shown_once_more_and_asks_nothing_any_more(
    shell: Shell, article: str, answer: str
) -> None:
    entry = put(shell, article, answer, minutes="47", count="1", site="estuary.example")
    (row,) = rows(shell, entry, "--take-back", code=DONE)
    assert (row["state"], row["replies"]) == ("cancelled", [])
    assert rows(shell, code=DONE) == []
    (row,) = rows(shell, entry, code=DONE)
    assert row["state"] == "cancelled"
    code, words = shell.refused("outbox", entry, "--go-on")
    assert (code, "asks nothing any more" in words) == (WRONG_USE, True)


def test_a_late_publish_goes_on(shell: Shell, article: str) -> None:
    entry = put(shell, article, "publish-late", minutes="47")
    (row,) = rows(shell, entry[:8], "--go-on", code=DONE)
    assert (row["state"], row["answer"], row["replies"]) == ("waiting", None, ["take-back"])


@pytest.mark.parametrize(
    ("answer", "command"),
    [
        ("conflict-waits", "conflicts"),
        ("signed-out-here", "site sign-in estuary.example"),
        ("site-lost-posts", "sync --site estuary.example --believe | --keep-ours"),
    ],
)
def test_what_is_replied_elsewhere_names_the_command(
    shell: Shell, article: str, answer: str, command: str
) -> None:
    entry = put(shell, article, answer, count="1", site="estuary.example", number="3", known="9")
    code, out, _err = shell("outbox")
    assert code == FINDINGS
    assert out.splitlines()[-1].startswith(f"  > {command}; outbox {entry[:8]} ")


def test_what_data_saver_holds_back_is_sent_anyway(shell: Shell, article: str) -> None:
    entry = put(shell, article, "data-saver-asks", megabytes="9")
    (row,) = rows(shell, entry, "--send-anyway", code=DONE)
    assert row["replies"] == ["take-back"]


def test_a_reply_that_one_entry_does_not_ask_for_is_given_to_none(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    other = shell.taken_in(tmp_path / "khac.md", STORY)
    late = put(shell, article, "publish-late", minutes="47")
    failed = put(shell, other, "not-allowed-publish", site="estuary.example")
    assert shell.refused("outbox", late, failed, "--go-on")[0] == WRONG_USE
    assert states(shell) == ["needs-you", "needs-you"]


def test_a_reply_needs_entries_that_are_there(shell: Shell, article: str, tmp_path: Path) -> None:
    other = shell.taken_in(tmp_path / "khac.md", STORY)
    entries = [put(shell, one, "publish-late", minutes="47") for one in (article, other)]
    code, words = shell.refused("outbox", "--retry")
    assert (code, "--retry" in words) == (WRONG_USE, True)
    for name in ("nothing", ""):
        code, words = shell.refused("outbox", name)
        assert (code, f"“{name}” is not on this desk" in words) == (WRONG_USE, True)
    with closing(open_desk(shell.folder)) as desk, place_of(desk).database.writing() as records:
        entry = records.outbox.get(OutboxId(entries[0]))
        for name in ("same-1", "same-2"):
            records.outbox.add(replace(entry, id=OutboxId(name)))
    code, words = shell.refused("outbox", "same")
    assert (code, "same-1, same-2" in words) == (WRONG_USE, True)
    assert states(shell) == ["needs-you"] * 4


def test_beside_a_window_it_lists_and_takes_no_reply(shell: Shell, article: str) -> None:
    entry = put(shell, article, "publish-late", minutes="47")
    with closing(open_desk(shell.folder)):
        (row,) = rows(shell, code=FINDINGS)
        assert row["entry"] == entry
        assert shell.refused("outbox", entry, "--go-on")[0] == COULD_NOT
    assert states(shell) == ["needs-you"]


def test_every_reply_to_an_entry_has_its_option() -> None:
    assert set(REPLIES) == set(SAID_OF_ENTRIES)
