"""``conflicts``: both full texts, and choosing from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from editor_app.cli.answers import COULD_NOT, DONE, WRONG_USE
from editor_app.cli.main import run
from editor_app.domain.ids import ENGLISH, ArticleId, SiteId, new_id
from editor_app.domain.site import Site, SiteKind
from editor_app.services.merging import merge_in
from editor_app.services.site_versions import Author, SiteVersion
from tests.desks import NOON, Clock, empty_desk

SOURCE = "Hai bến đò ngang sông."
AGREED = "Two landings on the river."
OURS = "Two landings up the river."
THEIRS = "Three landings on the river."


@pytest.fixture
def article(tmp_path: Path) -> ArticleId:
    """The English version of a story whose headline and paragraph were changed twice."""
    return _conflicts(tmp_path / "desk", {}, {})


def _conflicts(folder: Path, agreed: dict[str, str], theirs: dict[str, str]) -> ArticleId:
    """Make a desk with such an article; further fields were ``agreed``, and then ``theirs``."""
    desk = empty_desk(folder, Clock())
    story = desk.story(SOURCE, "Phà")
    english = desk.translations.start(story, ENGLISH).article
    desk.write(english, headline="Our ferries", body=OURS)
    site = Site(SiteId(new_id()), "Portal", SiteKind.WORDPRESS, "https://a.example", "x")
    base = SiteVersion({"headline": "Ferries", **agreed}, (AGREED,))
    there = SiteVersion({"headline": "Their ferries", **theirs}, (THEIRS,))
    with desk.place.database.writing() as records:
        records.sites.add(site)
        merge_in(records, desk.place, english, site.id, base, there, Author("linh.tran", NOON))
    desk.place.database.close()
    return english


class Shell:
    """Runs ``conflicts`` on one desk."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, *choices: str, code: int = DONE) -> Any:
        """Resolve, and return the JSON answer (or the words of the trouble)."""
        said = [word for choice in choices for word in ("--resolve", choice)]
        assert run(["conflicts", *said, "--desk", str(self.folder), "--json"]) == code
        answer = self.capsys.readouterr()
        return json.loads(answer.out) if code == DONE else answer.err


@pytest.fixture
def shell(tmp_path: Path, article: ArticleId, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "desk", capsys)


def test_conflicts_are_listed_with_both_full_texts_and_the_source(
    shell: Shell, article: ArticleId
) -> None:
    answer = shell()
    assert answer["resolved"] == []
    headline, body = answer["open"]
    assert (headline["part"], headline["mine"], headline["theirs"]) == (
        "headline",
        "Our ferries",
        "Their ferries",
    )
    assert (body["base"], body["mine"], body["theirs"]) == (AGREED, OURS, THEIRS)
    assert body["both"] == "Three landings up the river."
    assert body["combined"] is True
    assert (body["article"], body["language"], body["site"]) == (article, "en", "Portal")
    assert (body["sources"], body["theirs_by"]) == ([SOURCE], "linh.tran")


@pytest.mark.parametrize(
    ("choice", "headline", "body"),
    [
        ("mine", "Our ferries", OURS),
        ("theirs", "Their ferries", THEIRS),
        ("both", "Our ferries / Their ferries", "Three landings up the river."),
    ],
)
def test_choosing_writes_the_article_and_empties_the_list(
    shell: Shell,
    article: ArticleId,
    capsys: pytest.CaptureFixture[str],
    choice: str,
    headline: str,
    body: str,
) -> None:
    names = [item["id"] for item in shell()["open"]]
    answer = shell(*(f"{name[:12]}={choice}" for name in names))
    assert answer["open"] == []
    assert [item["resolution"] for item in answer["resolved"]] == [choice] * 2
    assert [item["theirs"] for item in answer["resolved"]] == ["Their ferries", THEIRS]
    run(["show", article, "--desk", str(shell.folder), "--json"])
    shown = json.loads(capsys.readouterr().out)["article"]
    assert shown["headline"] == headline
    assert [block["text"] for block in shown["body"]] == [body]


def test_one_may_be_chosen_and_the_other_left_for_later(shell: Shell) -> None:
    first, second = (item["id"] for item in shell()["open"])
    answer = shell(f"{first}=theirs")
    assert [item["id"] for item in answer["open"]] == [second]


@pytest.mark.parametrize(
    "wrong", ["{id}", "{id}=edited", "{id}=ours", "{id}=", "=mine", "f00d=mine"]
)
def test_a_choice_that_makes_no_sense_chooses_nothing(shell: Shell, wrong: str) -> None:
    first, second = (item["id"] for item in shell()["open"])
    said = shell(f"{first}=mine", wrong.format(id=second), code=WRONG_USE)
    assert said.strip().endswith(".")
    assert len(shell()["open"]) == 2


def test_what_is_decided_cannot_be_decided_again(shell: Shell) -> None:
    first = shell()["open"][0]["id"]
    shell(f"{first}=mine")
    assert "already" in shell(f"{first}=theirs", code=COULD_NOT)


def test_the_list_can_be_read_by_people(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["conflicts", "--desk", str(shell.folder)]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert f"  < {OURS}" in lines
    assert f"  > {THEIRS}" in lines
    assert f"  = {SOURCE}" in lines


def test_of_two_choices_for_one_conflict_none_is_taken(shell: Shell) -> None:
    first = shell()["open"][0]["id"]
    assert first[:12] in shell(f"{first}=mine", f"{first[:12]}=theirs", code=WRONG_USE)
    assert len(shell()["open"]) == 2


def test_when_one_was_decided_already_none_is_decided(shell: Shell) -> None:
    first, second = (item["id"] for item in shell()["open"])
    shell(f"{first}=mine")
    assert "already" in shell(f"{second}=mine", f"{first}=mine", code=COULD_NOT)
    assert [item["id"] for item in shell()["open"]] == [second]


def test_when_one_cannot_have_both_texts_none_is_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _conflicts(tmp_path / "slugs", {"slug": "ferries"}, {"slug": "their-ferries"})
    shell = Shell(tmp_path / "slugs", capsys)
    found = {item["part"]: item["id"] for item in shell()["open"]}
    assert "slug" in found
    others = [f"{found[part]}=mine" for part in found if part != "slug"]
    said = shell(*others, f"{found['slug']}=both", code=COULD_NOT)
    assert "Only one of the two" in said
    assert len(shell()["open"]) == len(found)
