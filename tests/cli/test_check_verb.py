"""``check``: findings of articles on a desk, and of bare files beside their source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from editor_app.cli.answers import DONE, FINDINGS, WRONG_USE
from editor_app.cli.main import run

SOURCE = "# Làng có 64 thợ\n\nCó 64 thợ đan ở làng này.\n\nThuyền trưởng về nhà.\n"
TARGET = (
    "# A village of 64 weavers\n\nThere are 46 weavers in this village.\n\nThe captain went home.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with a source and its translation."""
    (tmp_path / "vi.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "en.md").write_text(TARGET, encoding="utf-8")
    return tmp_path


def checked(
    files: Path, capsys: pytest.CaptureFixture[str], *more: str, code: int = FINDINGS
) -> Any:
    """Check the translation against its source; return the document."""
    target, source = str(files / "en.md"), str(files / "vi.md")
    capsys.readouterr()
    languages = ("--language", "en", "--source-language", "vi")
    given = run(["check", target, "--source", source, *languages, *more, "--json"])
    captured = capsys.readouterr()
    assert given == code, captured.err
    return json.loads(captured.out) if captured.out else captured.err


def test_a_bare_file_is_checked_against_its_source(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (finding,) = checked(files, capsys)["findings"]
    assert (finding["id"], finding["severity"], finding["text"]) == ("N1", "error", "46")
    assert (finding["field"], finding["number"]) == ("body", 1)
    assert TARGET.split("\n\n")[1][finding["start"] : finding["end"]] == "46"
    assert finding["message"] == "“46” here, “64” in the source."


def test_a_table_of_terms_and_facts_of_the_page_are_heeded(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms, meta = files / "terms.tsv", files / "meta.json"
    head = "source_language\tsource\ttarget_language\ttarget\tforbidden"
    terms.write_text(f"{head}\nvi\tthuyền trưởng\ten\tskipper\tcaptain\n", encoding="utf-8")
    meta.write_text('{"url": "https://a.vn/x?utm_source=y", "tags": ["boats"]}', encoding="utf-8")
    found = checked(files, capsys, "--terms", str(terms), "--meta", str(meta))["findings"]
    assert [(item["id"], item["text"], item["fix"]) for item in found] == [
        ("N1", "46", "64"),
        ("T2", "captain", "skipper"),
        ("M4", "", None),
    ]


def test_standings_and_days_of_a_table_of_terms_count_as_where_terms_are_taken_in(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = files / "terms.csv"
    rows = (
        "source_language,source,target_language,target,term,target_standing,valid_to",
        "vi,thuyền trưởng,en,skipper,1,,",
        "vi,thuyền trưởng,en,captain,1,forbidden,",
        "vi,thợ đan,en,basket makers,2,,2020-12-31",
    )
    terms.write_text("\n".join(rows), encoding="utf-8")
    found = checked(files, capsys, "--terms", str(terms))["findings"]
    assert [(item["id"], item["fix"]) for item in found] == [("N1", "64"), ("T2", "skipper")]
    terms.write_text("\n".join((*rows, "vi,nhà,en,home,3,never,")), encoding="utf-8")
    said = checked(files, capsys, "--terms", str(terms))
    assert "terms.csv" in said
    assert "never" in said


def test_a_clean_file_is_done_and_bad_facts_are_said(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = TARGET.replace("46", "64")
    (files / "en.md").write_text(clean, encoding="utf-8")
    assert checked(files, capsys, code=DONE)["findings"] == []
    (files / "meta.json").write_text("no", encoding="utf-8")
    facts = str(files / "meta.json")
    said = checked(files, capsys, "--meta", facts)
    assert said.startswith(f"“{facts}” is not JSON"), said


def test_a_source_without_its_language_is_wrong_use(files: Path) -> None:
    arguments = ["check", str(files / "en.md"), "--language", "en", "--source", "x"]
    assert run([*arguments, "--quiet"]) == WRONG_USE


def test_articles_of_a_desk_are_checked_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = str(tmp_path / "desk")
    assert run(["new-desk", desk, "--quiet"]) == DONE
    story = tmp_path / "lu.md"
    story.write_text("# Lũ (về sớm\n\nNước lên.\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["import", str(story), "--language", "vi", "--desk", desk, "--json"]) == DONE
    article = json.loads(capsys.readouterr().out)[0]["articles"][0]
    assert run(["check", article, "--desk", desk, "--json"]) == FINDINGS
    document = json.loads(capsys.readouterr().out)
    assert document["article"] == article
    assert [(item["id"], item["field"], item["text"]) for item in document["findings"]] == [
        ("Q1", "headline", "("),
        ("M3", "tags", ""),
    ]
