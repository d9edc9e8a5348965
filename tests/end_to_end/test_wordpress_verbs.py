"""The way to a real WordPress and back by the command line, each verb a process of its own."""

from __future__ import annotations

import json
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS
from tests.end_to_end.processes import PROGRAM, SECONDS, surroundings
from tests.end_to_end.wordpress_desk import SECTION
from tests.end_to_end.wordpress_people import Colleague, Statuses, all_posts, column
from tests.servers.wordpress import WordPress

FIRST, LAST = "Phà rời bến lúc chín giờ tối.", "Trẻ em đứng chờ với đèn pin."
REPORT = f"# Chuyến phà đêm\n\n{FIRST}\n\n- 180 cuốn\n- 120 cuốn\n\n{LAST}\n"


class Terminal:
    """A shell on one desk, where the password comes by standard input and no keyring is."""

    def __init__(self, folder: Path, password: str) -> None:
        """Work in a folder of its own, which is somebody's home as well."""
        self.folder, self.password = folder, password
        self.told: list[str] = []
        self.verbs = 0

    def __call__(self, *arguments: str, code: int = DONE) -> Any:
        """Run a verb; return its document."""
        desk = str(self.folder / "desk")
        ended = subprocess.run(
            [*PROGRAM, *arguments, "--desk", desk, "--json"],
            input=f"{self.password}\n",
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env=surroundings(self.folder),
        )
        self.verbs += 1
        self.told += [ended.stdout, ended.stderr]
        assert ended.returncode == code, (arguments, ended.stdout, ended.stderr)
        return json.loads(ended.stdout) if ended.stdout else None


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_report_goes_up_and_comes_back_by_the_command_line(
    tmp_path: Path, wordpress: WordPress
) -> None:
    began, account = time.monotonic(), wordpress.user("editor")
    run, colleague = Terminal(tmp_path, account.password), Colleague(wordpress)
    statuses, post = Statuses(wordpress), 0
    article = begun(run, wordpress, account.name)

    run("publish", article, "--status", "draft")
    ((title, _, status),) = all_posts(wordpress)
    assert (title, status) == ("Chuyến phà đêm", "draft")
    post = int(wordpress.ask("SELECT MAX(ID) FROM wp_posts WHERE post_type='post'")[0][0])

    colleague.replace(post, FIRST, "Phà rời bến lúc mười giờ đêm.")
    run("set", article, f"body={FIRST}\n\n- 180 cuốn\n- 120 cuốn\n\nTrẻ em chờ với đèn pin.")
    assert run("sync", "--site", "Courier")["conflicts"] == 0
    assert "mười giờ đêm" in colleague.content(post)
    assert "Trẻ em chờ với đèn pin." in colleague.content(post)

    colleague.replace(post, "Trẻ em chờ với đèn pin.", "Trẻ em chờ từ chiều.")
    body = "Phà rời bến lúc mười giờ đêm.\n\n- 180 cuốn\n- 120 cuốn\n\nTrẻ em chờ với mẹ."
    run("set", article, f"body={body}")
    report = run("sync", "--site", "Courier", code=FINDINGS)
    assert (report["conflicts"], report["needs_you"]) == (1, 1)
    (conflict,) = run("conflicts")["open"]
    assert (conflict["mine"], conflict["theirs"]) == ("Trẻ em chờ với mẹ.", "Trẻ em chờ từ chiều.")
    assert run("conflicts", "--resolve", f"{conflict['id']}=theirs")["open"] == []
    assert run("sync", "--site", "Courier")["needs_you"] == 0
    assert "Trẻ em chờ từ chiều." in colleague.content(post)
    assert statuses.raised() == [], "nobody has wished for it yet"

    hour = (datetime.now(UTC) + timedelta(hours=2)).replace(second=0, microsecond=0)
    run("publish", article, "--status", "future", "--at", hour.isoformat())
    assert column(wordpress, post, "post_status") == "future"
    run("publish", article, "--status", "publish")
    assert column(wordpress, post, "post_status") == "publish"
    run("publish", article, "--withdraw")
    assert column(wordpress, post, "post_status") == "draft"
    assert statuses.raised() == [(post, "future"), (post, "publish")]
    assert len(all_posts(wordpress)) == 1

    keys = [line["said"]["key"] for line in run("log", article)]
    assert keys[0] == "log-withdrawn-draft"
    assert {"log-draft", "log-scheduled", "log-published"} < set(keys)
    assert not any(account.password in told for told in run.told)
    print(f"{run.verbs} verbs in {time.monotonic() - began:.1f} s")


def begun(run: Terminal, wordpress: WordPress, account: str) -> str:
    """Make a desk, add the site, look it over, take in the report; return the article's id."""
    wordpress.run(f"return wp_insert_term('{SECTION}', 'category')['term_id'];")
    run("new-desk", str(run.folder / "desk"))
    added = run(
        "site",
        "add",
        "Courier",
        "--kind",
        "wordpress",
        "--url",
        wordpress.url,
        "--account",
        account,
    )
    assert (added["name"], added["account"]) == ("Courier", account)
    password, run.password = run.password, "wrong wrong wrong wrong"
    assert run("sync", "--site", "Courier", code=COULD_NOT)["troubles"]
    run.password = password
    assert "bad" not in {one["severity"] for one in run("doctor", "Courier")}
    file = run.folder / "pha.md"
    file.write_text(REPORT, "utf-8")
    (taken,) = run("import", str(file), "--language", "vi", "--section", SECTION)
    (article,) = taken["articles"]
    return str(article)
