"""``publish`` as scripts use it: when it goes out, what it leaves alone, what it answers."""

from __future__ import annotations

import io
import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from editor_app.cli.answers import DONE, FINDINGS, WRONG_USE
from editor_app.cli.main import run
from editor_app.domain.ids import VIETNAMESE
from editor_app.domain.site import OutboxState
from editor_app.services.preferences import SettingsService
from editor_app.wiring import open_desk, utc_now
from tests.portals import place_of, portal

STORY = "# Lũ về\n\n**Nước lên.**\n\nSáng nay nước dâng.\n"


class Shell:
    """Runs verbs on one desk with a folder site S and one article; no standard input."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.told = self.article = ""

    def __call__(self, *arguments: str, code: int = DONE) -> Any:
        """Run a verb with --json; return its document, or what stands on standard error."""
        self._capsys.readouterr()
        came = run([*arguments, "--desk", str(self.folder), "--json"])
        answer = self._capsys.readouterr()
        self.told = answer.err
        assert came == code, (answer.out, answer.err)
        return json.loads(answer.out) if answer.out else answer.err

    def take_in(self, path: Path) -> str:
        taken = self("import", str(path), "--language", "vi", "--section", "News")
        return str(taken[0]["articles"][0])


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == DONE
    made = Shell(tmp_path / "desk", capsys)
    made("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    file = tmp_path / "lu.md"
    file.write_text(STORY, encoding="utf-8")
    made.article = made.take_in(file)
    return made


@pytest.mark.parametrize("status", [(), ("--status", "future")])
@pytest.mark.parametrize("time", ["", "2020-01-01T08:00", "2020-01-01T08:00+07:00"])
def test_no_time_and_a_past_one_publish_nothing(
    shell: Shell, time: str, status: tuple[str, ...]
) -> None:
    words = ("publish", shell.article, "--site", "S", "--at", time, *status)
    assert f"“{time}”" in shell(*words, code=WRONG_USE)
    assert shell("show", shell.article)["publications"] == []


def test_a_time_ahead_waits(shell: Shell) -> None:
    soon = (utc_now() + timedelta(hours=2)).isoformat()
    (row,) = shell("publish", shell.article, "--site", "S", "--at", soon)
    assert row["state"] == "waiting"


def test_publishing_to_one_site_leaves_alone_what_waits_for_another(shell: Shell) -> None:
    with closing(open_desk(shell.folder)) as desk:
        other = portal(desk)
        desk.publishing.publish(other.id, [(desk.stories.find_article(shell.article).id, None)])
    (row,) = shell("publish", shell.article, "--site", "S")
    assert row["state"] == "done"
    with closing(open_desk(shell.folder)) as desk:
        (left,) = [row for row in desk.publishing.outbox() if row.site == other.id]
        assert (left.state, left.answer) == ("waiting", None)


def test_what_failed_in_a_folder_is_tried_again_by_sync(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.rename(tmp_path / "aside")
    folder.write_text("in the way")
    (row,) = shell("publish", shell.article, "--site", "S", code=FINDINGS)
    assert row["state"] == "needs-you"
    assert shell("sync", code=FINDINGS)["needs_you"] == 1
    before = shell("log", shell.article)
    assert [line["said"] for line in before] == [row["answer"]]  # as often as it is tried
    folder.unlink()
    (tmp_path / "aside").rename(folder)
    answer = shell("sync", "--site", "S")
    assert (answer["sent"], answer["needs_you"]) == (1, 0)
    assert shell("show", shell.article)["publications"][0]["status"] == "public"


def test_of_many_articles_each_is_answered_for(shell: Shell, tmp_path: Path) -> None:
    with closing(open_desk(shell.folder)) as desk:
        path = tmp_path / "lu.md"
        taken = [desk.importing.take_in_path(path, VIETNAMESE, None, ()) for _ in range(101)]
        (news, *_) = desk.vocabulary.sections()
        for one in taken:
            story = desk.stories.view(one.story).story
            desk.stories.change(story.id, story.version, section=news.id)
    articles = [str(one.article) for one in taken]
    rows = shell("publish", *articles, "--site", "S")
    assert [row["state"] for row in rows] == ["done"] * 101
    assert {row["article"] for row in rows} == set(articles)


def test_that_sending_is_paused_is_said(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    SettingsService().save(sending_paused=True)
    try:
        (row,) = shell("publish", shell.article, "--site", "S", code=FINDINGS)
        assert (row["state"], row["answer"]["key"]) == ("waiting", "sending-paused")
        answer = shell("sync")
        assert (answer["waiting"], answer["paused"]) == (1, True)
        assert run(["sync", "--desk", str(shell.folder)]) == DONE
        assert "Sending is paused" in capsys.readouterr().out
        with (
            closing(open_desk(shell.folder)) as desk,
            place_of(desk).database.writing() as records,
        ):
            (entry,) = records.outbox.open()
            records.outbox.save(replace(entry, state=OutboxState.NEEDS_YOU, answer="no-body"))
        answer = shell("sync", code=FINDINGS)
        assert (answer["needs_you"], answer["paused"]) == (1, True)
    finally:
        SettingsService().save(sending_paused=False)
    answer = shell("sync")
    assert (answer["sent"], answer["paused"]) == (1, False)
