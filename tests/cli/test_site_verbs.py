"""``site`` and ``doctor`` on real WordPress sites; passwords come by standard input only."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS, WRONG_USE
from editor_app.cli.main import run
from editor_app.services.preferences import SettingsService
from editor_app.wiring import open_desk
from tests.portals import place_of
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy
from tests.servers.fixtures import Between
from tests.servers.wordpress import WordPress


class Shell:
    """Runs verbs on one desk, with lines of standard input."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder, self.capsys, self.monkeypatch = folder, capsys, monkeypatch
        self.told = ""

    def __call__(self, *arguments: str, given: str = "", code: int = DONE) -> Any:
        """Run a verb with --json; return its document, or what stands on standard error."""
        self.monkeypatch.setattr("sys.stdin", io.StringIO(given))
        self.capsys.readouterr()
        came = run([*arguments, "--desk", str(self.folder), "--json"])
        answer = self.capsys.readouterr()
        assert came == code, answer.err
        self.told = answer.err
        return json.loads(answer.out) if answer.out else answer.err

    def add(self, site: WordPress, name: str = "Portal", url: str = "", **named: Any) -> Any:
        user = site.user("editor")
        return self(
            "site",
            "add",
            name,
            "--kind",
            "wordpress",
            "--url",
            url or site.url,
            "--account",
            user.name,
            given=f"{user.password}\n",
            **named,
        )


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == DONE
    return Shell(tmp_path / "desk", capsys, monkeypatch)


def test_a_wordpress_is_added_with_a_password_from_standard_input(
    shell: Shell, wordpress: WordPress
) -> None:
    added = shell.add(wordpress)
    assert (added["name"], added["kind"], added["account"]) == ("Portal", "wordpress", "editor")
    assert added["signed_in"] is True
    assert "keyring" in shell.told
    listed = shell("site", "list")
    portal = next(site for site in listed if site["name"] == "Portal")
    assert portal["account"] == "editor"
    assert portal["signed_in"] is False  # there is no keyring in tests: it was forgotten


@pytest.mark.parametrize(
    ("given", "reason"),
    [("", "There is no password."), ("wrong wrong\n", "does not accept the name and application")],
)
def test_an_account_that_is_refused_is_not_added(
    shell: Shell, wordpress: WordPress, given: str, reason: str
) -> None:
    words = ("--kind", "wordpress", "--url", wordpress.url, "--account", "editor")
    said = shell("site", "add", "Portal", *words, given=given, code=COULD_NOT)
    assert reason in said
    assert all(site["name"] != "Portal" for site in shell("site", "list"))


def test_a_wordpress_without_account_is_wrong_use(shell: Shell) -> None:
    words = ("--kind", "wordpress", "--url", "copydesk.invalid")
    assert "--account" in shell("site", "add", "Portal", *words, code=WRONG_USE)


def test_a_password_goes_to_the_host_that_was_said_only(
    shell: Shell, wordpress: WordPress, between: Between
) -> None:
    new, old = between(wordpress.url), between(wordpress.url)
    old.always(fault.redirect(f"{new.url_as('localhost')}/"))
    said = shell.add(wordpress, url=old.url, code=WRONG_USE)
    assert "localhost" in said
    assert not any(request.authorized for request in (*new.requests, *old.requests))


def test_the_doctor_is_handed_the_password_where_there_is_no_keyring(
    shell: Shell, wordpress: WordPress
) -> None:
    shell.add(wordpress)
    password = wordpress.user("editor").password
    found = {one["check"]: one for one in shell("doctor", "Portal", given=f"{password}\n")}
    assert found["account"]["severity"] == "ok"
    assert found["companion"]["severity"] == "weak"
    assert found["companion"]["advice"]["sentence"]
    assert "editor" in found["account"]["means"]["sentence"]
    assert "Signing in" in shell.told


def test_the_doctor_without_password_says_so_and_answers_one(
    shell: Shell, faults: FaultProxy, wordpress: WordPress
) -> None:
    shell.add(wordpress, url=faults.url)
    faults.clear()
    found = {one["check"]: one for one in shell("doctor", "Portal", code=FINDINGS)}
    assert found["account"]["means"]["key"] == "signed-out-here"
    password = wordpress.user("editor").password
    shell("doctor", "Portal", "--look-only", given=password)
    assert faults.writes == []
    faults.offline()
    (only,) = shell("doctor", "Portal", given=password, code=FINDINGS)
    faults.online()
    assert only["means"]["key"] == "unreachable"


def test_signing_out_without_the_password_asks_to_revoke_it_there(
    shell: Shell, wordpress: WordPress
) -> None:
    shell.add(wordpress)
    answer = shell("site", "sign-out", "Portal", code=FINDINGS)
    assert answer["revoked"] is False
    assert "Portal" in answer["said"]["sentence"]
    removed = shell("site", "remove", "Portal")
    assert removed == {"removed": "Portal", "revoked": None, "said": None}
    assert all(site["name"] != "Portal" for site in shell("site", "list"))


def test_removing_without_the_password_asks_to_revoke_it_there(
    shell: Shell, wordpress: WordPress
) -> None:
    shell.add(wordpress)
    answer = shell("site", "remove", "Portal", code=FINDINGS)
    assert (answer["removed"], answer["revoked"]) == ("Portal", False)
    assert "Portal" in answer["said"]["sentence"]
    assert all(site["name"] != "Portal" for site in shell("site", "list"))


@pytest.mark.parametrize("verb", ["remove", "sign-out"])
def test_with_the_password_it_is_revoked_there(
    shell: Shell, wordpress: WordPress, verb: str
) -> None:
    shell.add(wordpress)
    password = wordpress.user("editor").password
    assert shell("site", verb, "Portal", given=f"{password}\n")["revoked"] is True
    words = ("--kind", "wordpress", "--url", wordpress.url, "--account", "editor")
    shell("site", "add", "Again", *words, given=f"{password}\n", code=COULD_NOT)


def test_a_site_is_signed_in_to_again(shell: Shell, wordpress: WordPress) -> None:
    before = shell.add(wordpress)
    shell("site", "sign-out", "Portal", code=FINDINGS)
    shell("site", "sign-in", "Portal", given="wrong wrong\n", code=COULD_NOT)
    password = wordpress.user("editor").password
    after = shell("site", "sign-in", "Portal", given=f"{password}\n")
    assert (after["id"], after["account"], after["signed_in"]) == (before["id"], "editor", True)
    other = wordpress.user("author")
    words = ("site", "sign-in", "Portal", "--account", other.name)
    assert shell(*words, given=f"{other.password}\n")["account"] == other.name
    assert "--account" in shell("site", "sign-in", "Portal", "--account", "", code=WRONG_USE)


def test_a_site_that_has_moved_is_followed_when_that_is_said(
    shell: Shell, wordpress: WordPress, faults: FaultProxy, tmp_path: Path
) -> None:
    shell.add(wordpress)
    old, password = faults.url_as("localhost"), wordpress.user("editor").password
    desk = open_desk(shell.folder, settings=SettingsService(tmp_path / "settings.json"))
    site = next(one for one in desk.publishing.sites() if one.name == "Portal")
    with place_of(desk).database.writing() as records:
        records.sites.save(replace(site, url=old, target=f"{old}/wp-json/"), site.version)
    desk.close()
    faults.always(fault.redirect(wordpress.url))
    said = shell("site", "sign-in", "Portal", given=f"{password}\n", code=COULD_NOT)
    assert "sign in to it again" in said
    here = wordpress.url.removeprefix("http://")
    words = ("site", "sign-in", "Portal", "--moved")
    said = shell(*words, "elsewhere.example", given=f"{password}\n", code=WRONG_USE)
    assert f"--moved {here}" in said
    after = shell(*words, here, given=f"{password}\n")
    assert (after["url"], after["signed_in"]) == (site.url, True)


def test_the_doctor_looks_at_folders_too(shell: Shell, tmp_path: Path) -> None:
    shell("site", "add", "Folder", "--url", str(tmp_path / "pages"))
    (only,) = shell("doctor", "Folder")
    assert (only["check"], only["severity"]) == ("folder", "ok")
    assert "nowhere" in shell("doctor", "nowhere", code=WRONG_USE)
