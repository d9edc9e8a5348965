"""Options of a verb: those a kind of site has no use for, names of sites, and empty ones."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image

from editor_app.cli.answers import COULD_NOT, DONE, WRONG_USE
from editor_app.cli.main import run
from editor_app.services.preferences import SettingsService
from tests.cli.shells import Shell

STORY = "# Lũ về\n\n**Nước lên.**\n\nSáng nay nước dâng.\n"
TABLE = "source_language\tsource\ttarget_language\ttarget\nvi\tsông\ten\triver\n"


@pytest.fixture
def article(shell: Shell, tmp_path: Path) -> str:
    return shell.taken_in(tmp_path / "lu.md", STORY)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--url", "news.example", "--account", "lan"), "--kind wordpress"),
        (("--url", "s.example", "--target", "site"), "http"),
        (("--url", "", "--target", ""), "--target"),
        (("--url", "ftp://s.example", "--target", "site"), "ftp://s.example"),
        (("--kind", "wordpress", "--url", "", "--account", "a"), "web address"),
        (("--kind", "wordpress", "--url", "ftp://s.example", "--account", "a"), "web address"),
        (
            ("--kind", "wordpress", "--url", "s.example", "--account", "a", "--target", "site"),
            "--target",
        ),
    ],
)
def test_what_a_kind_of_site_has_no_use_for_is_wrong_use_and_makes_no_folder(
    shell: Shell,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    part: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    code, said = shell.refused("site", "add", "S", *words)
    assert (code, part in said) == (WRONG_USE, True), said
    assert sorted(tmp_path.iterdir()) == before
    assert shell.document("site", "list") == []


def test_a_site_that_is_refused_leaves_no_folder(shell: Shell, tmp_path: Path) -> None:
    first, other = tmp_path / "one", tmp_path / "two" / "deep"
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(first))
    words = ("--url", "https://t.example", "--target", str(other))
    code, said = shell.refused("site", "add", "S", *words)
    assert (code, "“S”" in said) == (COULD_NOT, True)
    assert not other.parent.exists()
    code, _said = shell.refused("site", "add", "T", "--url", "https://t", "--target", str(first))
    assert code == COULD_NOT
    assert first.exists()


@pytest.mark.parametrize("said", ["Cửa  Sông ", "cửa sông"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_site_is_named_as_it_was_added(
    shell: Shell, article: str, tmp_path: Path, said: str, form: Literal["NFC", "NFD"]
) -> None:
    words = ("--url", "https://s.example", "--target", str(tmp_path / "site"))
    shell.document("site", "add", unicodedata.normalize("NFD", "Cửa Sông"), *words)
    shell.document("site", "add", "Cua Song", "--url", str(tmp_path / "other"))
    (row,) = shell.document("publish", article, "--site", unicodedata.normalize(form, said))
    assert (row["site_name"], row["state"]) == ("Cửa Sông", "done")


def test_of_sites_that_differ_by_case_the_one_that_is_written_so_is_meant(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    for name in ("News", "NEWS"):
        shell.document("site", "add", name, "--url", str(tmp_path / f"of {name}"))
    code, _said = shell.refused("publish", article, "--site", "news")
    assert code == WRONG_USE
    assert shell.document("show", article)["publications"] == []
    (row,) = shell.document("publish", article, "--site", "NEWS")
    assert row["site_name"] == "NEWS"


# -- options that a script left empty


def test_an_empty_desk_is_not_the_last_one(
    shell: Shell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    SettingsService().save(desk_folder=str(shell.folder))
    try:
        assert run(["list"]) == DONE
        capsys.readouterr()
        with pytest.raises(SystemExit, match=str(WRONG_USE)):
            run(["list", "--desk", ""])
        assert "--desk" in capsys.readouterr().err
    finally:
        SettingsService().save(desk_folder="")


@pytest.mark.parametrize(
    "words",
    [
        ("import", "lu.md", "--language", ""),
        ("import", "lu.md", "--language", "vi", "--translate-to", ""),
        ("backup", "--to", ""),
        ("export", "ARTICLE", "--to", "md", "--out", ""),
        ("import", "lu.md", "--language", "vi", "--section", ""),
        ("list", "--language", ""),
        ("list", "--status", ""),
        ("list", "--section", ""),
        ("memory", "export", "m.tsv", "--memory", ""),
        ("memory", "import", "m.tsv", "--memory", ""),
        ("memory", "lookup", "sông", "--memory", ""),
        ("segments", "import", "lu.md", "--article", ""),
        ("check", "lu.md", "--language", ""),
        ("check", "lu.md", "--language", "vi", "--source", "lu.md", "--source-language", ""),
        ("sync", "--site", ""),
        ("publish", "ARTICLE", "--site", ""),
        ("page", "ARTICLE", "--out", "p.html", "--site", ""),
        ("show", ""),
        ("doctor", ""),
        ("site", "remove", ""),
        ("attach", "ARTICLE", "lu.jpg", "--at", ""),
        ("translate", "ARTICLE", "--to", ""),
        ("segments", "import", "lu.md", "--state", ""),
    ],
)
def test_an_empty_option_is_wrong_use_and_not_one_left_out(
    shell: Shell,
    article: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (300, 200), "teal").save(tmp_path / "lu.jpg")
    (tmp_path / "m.tsv").write_text(TABLE, encoding="utf-8")
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    code, said = shell.refused(*(article if word == "ARTICLE" else word for word in words))
    assert code == WRONG_USE, said
