"""``sync`` on a real WordPress: what it sends and takes in, its figures and its exit codes."""

from __future__ import annotations

import io
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS, WRONG_USE
from editor_app.cli.main import run
from editor_app.wiring import open_desk
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress

NOBODY = "http://127.0.0.1:9/wp-json/"
"""Where nobody listens."""

STORY = "# Lũ về sớm\n\nNước sông dâng.\n\nThành phố chuẩn bị bao cát.\n"


class Shell:
    """Runs verbs on one desk whose site is called Portal; passwords come by standard input."""

    def __init__(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        site: WordPress,
    ) -> None:
        self.folder, self.capsys, self.monkeypatch = folder, capsys, monkeypatch
        self.site, self.told = site, ""

    def __call__(self, *arguments: str, code: int = DONE, password: str | None = None) -> Any:
        """Run a verb with --json; return its document, or what stands on standard error."""
        given = self.site.user("editor").password if password is None else password
        self.monkeypatch.setattr("sys.stdin", io.StringIO(f"{given}\n"))
        self.capsys.readouterr()
        came = run([*arguments, "--desk", str(self.folder), "--json"])
        answer = self.capsys.readouterr()
        assert came == code, (answer.out, answer.err)
        self.told = answer.err
        return json.loads(answer.out) if answer.out else answer.err

    def post(self) -> str:
        """Return the number of the newest post."""
        return self.site.ask("SELECT MAX(ID) FROM wp_posts WHERE post_type='post'")[0][0]

    def edit(self, old: str, new: str) -> None:
        """Let somebody change words of the newest post."""
        self.site.run(
            f"$p = get_post({self.post()});"
            "return wp_update_post(wp_slash(['ID' => $p->ID, 'post_content' =>"
            f" str_replace('{old}', '{new}', $p->post_content)]));"
        )


@pytest.fixture
def shell(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    wordpress: WordPress,
) -> Shell:
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == DONE
    made = Shell(tmp_path / "desk", capsys, monkeypatch, wordpress)
    words = ("--kind", "wordpress", "--url", wordpress.url, "--account", "editor")
    made("site", "add", "Portal", *words)
    return made


def published(shell: Shell, tmp_path: Path) -> str:
    """Publish a story and return its article."""
    file = tmp_path / "lu.md"
    file.write_text(STORY, encoding="utf-8")
    taken = shell("import", str(file), "--language", "vi", "--section", "News")
    article = str(taken[0]["articles"][0])
    shell("publish", article, "--site", "Portal")
    return article


def test_sync_takes_in_what_changed_and_says_its_figures(shell: Shell, tmp_path: Path) -> None:
    article = published(shell, tmp_path)
    shell("sync")
    shell.edit("bao cát", "bao cát và thuyền")
    answer = shell("sync", "--site", "Portal")
    assert {name: answer[name] for name in ("sent", "received", "merged", "conflicts")} == {
        "sent": 0,
        "received": 1,
        "merged": 0,
        "conflicts": 0,
    }
    assert (answer["waiting"], answer["needs_you"]) == (0, 0)
    assert answer["requests"] > 0
    assert answer["seconds"] > 0
    assert "Looking at what changed on Portal" in shell.told
    body = shell("show", article)["article"]["body"]
    assert body[-1]["text"] == "Thành phố chuẩn bị bao cát và thuyền."


def test_a_conflict_is_a_finding_and_can_be_read_by_people(shell: Shell, tmp_path: Path) -> None:
    article = published(shell, tmp_path)
    shell.edit("bao cát", "thuyền")
    shell("set", article, "body=Nước sông dâng.\n\nThành phố chuẩn bị lương thực.")
    answer = shell("sync", "--once", code=FINDINGS)
    assert (answer["conflicts"], answer["rounds"]) == (1, 1)
    assert len(shell("conflicts")["open"]) == 1


def test_a_site_that_lost_its_posts_asks_and_the_answer_is_a_word(
    shell: Shell, tmp_path: Path
) -> None:
    published(shell, tmp_path)
    shell("sync")
    shell.site.run(
        "foreach (get_posts(['post_status' => 'any', 'numberposts' => -1, 'fields' => 'ids'])"
        " as $id) wp_delete_post($id, true); return 1;"
    )
    answer = shell("sync", code=FINDINGS)
    assert [said["key"] for said in answer["asks"]] == ["site-lost-posts"]
    assert "does not show 1 of our 1 articles" in answer["asks"][0]["sentence"]
    answer = shell("sync", "--site", "Portal", "--believe")
    assert (answer["asks"], answer["gone"], answer["needs_you"]) == ([], 1, 0)


def test_a_refused_password_could_not_and_nothing_is_taken_in(shell: Shell, tmp_path: Path) -> None:
    article = published(shell, tmp_path)
    body = shell("show", article)["article"]["body"]
    shell.edit("bao cát", "bao cát và thuyền")
    answer = shell("sync", password="wrong wrong", code=COULD_NOT)
    assert [said["key"] for said in answer["troubles"]] == ["signed-out-revoked"]
    assert answer["received"] == 0
    assert shell("show", article)["article"]["body"] == body
    assert shell("sync")["received"] == 1, "there was something to take in"


def test_a_publish_that_has_to_wait_says_why(
    shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = published(shell, tmp_path)
    with closing(open_desk(shell.folder)) as desk:
        (site,) = desk.publishing.sites()
        desk.publishing.change_site(replace(site, target=NOBODY), site.version)
    shell("set", article, "headline=Lũ đã về")
    (row,) = shell("publish", article, code=FINDINGS)
    assert (row["state"], row["answer"]["key"]) == ("waiting", "unreachable")
    password = shell.site.user("editor").password
    shell.monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    assert run(["publish", article, "--desk", str(shell.folder)]) == FINDINGS
    said = capsys.readouterr().out
    assert said.startswith("vi: waiting\n127.0.0.1 cannot be reached.")


def test_a_sync_after_which_something_waits_says_why_and_that_it_is_not_done(
    shell: Shell, tmp_path: Path, faults: FaultProxy
) -> None:
    article = published(shell, tmp_path)
    with closing(open_desk(shell.folder)) as desk:
        (site,) = desk.publishing.sites()
        there = site.target.replace(shell.site.url, faults.url)
        desk.publishing.change_site(replace(site, target=there), site.version)
    faults.always(fault.unavailable(), method="POST")
    shell("set", article, "headline=Lũ đã về")
    shell("publish", article, code=FINDINGS)
    answer = shell("sync", code=FINDINGS)
    assert (answer["waiting"], answer["needs_you"], answer["troubles"]) == (1, 0, [])
    assert [said["key"] for said in answer["waits_for"]] == ["busy-maintenance"]


def test_what_went_wrong_stands_on_standard_error(
    shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published(shell, tmp_path)
    shell.monkeypatch.setattr("sys.stdin", io.StringIO("wrong wrong\n"))
    assert run(["sync", "--quiet", "--desk", str(shell.folder)]) == COULD_NOT
    assert "was revoked" in capsys.readouterr().err


def test_an_answer_needs_the_name_of_a_site(shell: Shell) -> None:
    assert "--site" in shell("sync", "--believe", code=WRONG_USE)


def test_a_site_that_the_desk_does_not_know_is_wrong_use(shell: Shell) -> None:
    shell("sync", "--site", "Elsewhere", code=WRONG_USE)


def test_the_report_is_one_sentence(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    password = shell.site.user("editor").password
    shell.monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    assert run(["sync", "--desk", str(shell.folder)]) == DONE
    assert capsys.readouterr().out.startswith("0 sent, 0 taken in")


def test_what_a_wrong_password_stopped_is_tried_again(shell: Shell, tmp_path: Path) -> None:
    article = published(shell, tmp_path)
    shell("set", article, "headline=Lũ đã về")
    (row,) = shell("publish", article, password="wrong wrong", code=FINDINGS)
    assert row["state"] == "needs-you"
    answer = shell("sync")
    assert (answer["sent"], answer["needs_you"]) == (1, 0)
