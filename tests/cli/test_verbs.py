"""The command line, verb by verb, on real desks: documents, exit codes, sentences."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS, WRONG_USE
from editor_app.cli.main import run
from editor_app.storage.folder import DeskFolder
from editor_app.wiring import open_desk
from tests.portals import portal
from tests.storage.make_library import library_of

STORY = """# Lũ về sớm

**Nước sông lên nhanh hơn mọi năm.**

Sáng nay nước sông dâng thêm 20 cm.

Thành phố chuẩn bị bao cát.
"""


class Shell:
    """Runs verbs on one desk and reads their answers."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Use the desk in ``folder``."""
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str, code: int = DONE) -> Any:
        """Run a verb with --json; return its document."""
        self._capsys.readouterr()
        given = run([*arguments, "--desk", str(self.folder), "--json"])
        captured = self._capsys.readouterr()
        assert given == code, captured.err
        return json.loads(captured.out) if captured.out else captured.err

    def article(self, tmp_path: Path, text: str = STORY) -> str:
        """Take a story in; return the id of its article."""
        file = tmp_path / "lu.md"
        file.write_text(text, encoding="utf-8")
        taken = self("import", str(file), "--language", "vi", "--section", "News")
        return str(taken[0]["articles"][0])


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == DONE
    return Shell(tmp_path / "desk", capsys)


def picture(path: Path) -> Path:
    out = BytesIO()
    Image.new("RGB", (800, 500), "teal").save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return path


def test_a_file_becomes_a_story_and_comes_out_again(shell: Shell, tmp_path: Path) -> None:
    article = shell.article(tmp_path)
    shown = shell("show", article)
    assert shown["article"]["headline"] == "Lũ về sớm"
    assert shown["article"]["standfirst"] == "Nước sông lên nhanh hơn mọi năm."
    out = tmp_path / "out.md"
    shell("export", article, "--to", "md", "--out", str(out))
    assert "Thành phố chuẩn bị bao cát." in out.read_text("utf-8")


def test_a_newer_version_of_a_source_changes_what_it_changed_and_flags_its_translation(
    shell: Shell, tmp_path: Path
) -> None:
    article = shell.article(tmp_path)
    shell("translate", article, "--to", "en")
    english = shell("show", article)["article"]["story"]
    shell("set", f"{english}/en", "headline=Early floods")
    newer = tmp_path / "newer.md"
    newer.write_text(STORY.replace("20 cm", "30 cm").replace("Lũ về sớm", "Lũ sớm"), "utf-8")
    done = shell("reimport", article, str(newer))
    counts = {name: done[name] for name in ("changed", "added", "gone", "fields", "stale")}
    assert counts == {"changed": 1, "added": 0, "gone": 0, "fields": 1, "stale": {"en": 1}}
    shown = shell("show", article)
    assert shown["article"]["headline"] == "Lũ sớm"
    assert "30 cm" in str(shown["article"]["body"])
    again = shell("reimport", article, str(newer))
    assert (again["changed"], again["fields"]) == (0, 0)
    missing = str(tmp_path / "none.md")
    assert "could not be opened" in shell("reimport", article, missing, code=FINDINGS)


def test_a_verb_that_writes_says_that_an_older_library_is_brought_up_to_date(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(library_of(1), DeskFolder(shell.folder).library)
    said = "Bringing the library up to date…\n"
    assert run(["backup", "--desk", str(shell.folder)]) == DONE
    assert capsys.readouterr().err == said
    assert run(["backup", "--desk", str(shell.folder)]) == DONE
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("kind", ["md", "html", "docx", "json"])
def test_an_article_is_exported_in_every_kind(shell: Shell, tmp_path: Path, kind: str) -> None:
    article = shell.article(tmp_path)
    out = tmp_path / f"out.{kind}"
    shell("export", article, "--to", kind, "--out", str(out))
    assert out.stat().st_size > 100


def test_a_word_file_we_write_comes_in_as_it_was(shell: Shell, tmp_path: Path) -> None:
    body = "Đoạn **đậm** và *nghiêng*.\n\n## Phần hai\n\n- một\n- hai\n\n> Trích dẫn."
    article = shell.article(tmp_path, f"# Tít\n\n**Một câu sapo vừa đủ dài.**\n\n{body}\n")
    out = tmp_path / "out.docx"
    shell("export", article, "--to", "docx", "--out", str(out))
    taken = shell("import", str(out), "--language", "vi")
    blocks = shell("show", taken[0]["articles"][0])["article"]["body"]
    assert "\n\n".join(block["text"] for block in blocks) == body


def test_a_file_that_is_not_there_is_said_and_the_others_go_on(
    shell: Shell, tmp_path: Path
) -> None:
    good = tmp_path / "lu.md"
    good.write_text(STORY, encoding="utf-8")
    taken = shell("import", str(tmp_path / "no.docx"), str(good), code=FINDINGS)
    assert taken[0]["error"]["key"] == "file-not-readable"
    assert taken[1]["headline"] == "Lũ về sớm"


def test_fields_tags_and_photos_are_set(shell: Shell, tmp_path: Path) -> None:
    article = shell.article(tmp_path)
    shell("set", article, "headline=Lũ đã về", "status=approved")
    shell("tag", article, "Lũ lụt")
    photo = picture(tmp_path / "lu.jpg")
    shell("attach", article, str(photo), "--credit", "Reuters", "--caption", "vi=Nước lên")
    shown = shell("show", article)
    assert shown["article"]["headline"] == "Lũ đã về"
    assert shown["article"]["status"] == "approved"
    assert len(shown["story"]["tags"]) == 1
    assert shown["uses"][0]["caption"] == "Nước lên"
    assert next(iter(shown["photos"].values()))["credit"] == "Reuters"


def test_an_embargo_is_set_and_keeps_a_story_here_until_it_is_taken_out(
    shell: Shell, tmp_path: Path
) -> None:
    article = shell.article(tmp_path)
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    shell("set", article, "embargo=2095-11-23T17:00+07:00")
    assert shell("show", article)["story"]["embargo"] == "2095-11-23T10:00:00+00:00"
    refused = shell("publish", article, code=FINDINGS)
    assert "Embargo until" in refused["error"]["sentence"]
    shell("set", article, "embargo=")
    assert shell("show", article)["story"]["embargo"] is None
    (row,) = shell("publish", article)
    assert row["state"] == "done"


def test_a_source_link_that_the_checks_stop_at_is_mended(shell: Shell, tmp_path: Path) -> None:
    article = shell.article(tmp_path)
    shell("set", article, "source=https://courier.example/lu-ve-som?fbclid=1")
    found = shell("check", article, code=FINDINGS)
    assert "M4" in {item["id"] for item in found["findings"]}
    shell("set", article, "source=courier.example/lu-ve-som")
    assert shell("show", article)["story"]["origin"]["url"] == "https://courier.example/lu-ve-som"
    found = shell("check", article, code=FINDINGS)
    assert "M4" not in {item["id"] for item in found["findings"]}


def test_a_confidential_story_goes_to_no_translator_outside(shell: Shell, tmp_path: Path) -> None:
    article = shell.article(tmp_path)
    shell("translate", article, "--to", "en")
    english = f"{shell('show', article)['story']['id']}/en"
    out = str(tmp_path / "out.xlf")
    shell("set", article, "confidential=yes")
    assert shell("show", article)["story"]["sensitive"] is True
    assert "confidential" in shell("segments", "export", english, out, code=COULD_NOT)
    shell("set", article, "confidential=no")
    shell("segments", "export", english, out)
    assert Path(out).exists()


def test_the_memory_fills_a_translation(shell: Shell, tmp_path: Path) -> None:
    article = shell.article(tmp_path)
    table = tmp_path / "memory.tsv"
    table.write_text(
        "source_language\tsource\ttarget_language\ttarget\n"
        "vi\tThành phố chuẩn bị bao cát.\ten\tThe city gets sandbags ready.\n",
        encoding="utf-8",
    )
    taken = shell("memory", "import", str(table))
    assert (taken["read"], taken["added"], taken["count"]) == (1, 1, 1)
    found = shell("memory", "lookup", "Thành phố chuẩn bị bao cát.")
    assert found[0]["target"] == "The city gets sandbags ready."
    made = shell("translate", article, "--to", "en", "--memory")
    assert (made["filled"], made["left"]) == (1, 4)
    shown = shell("show", made["article"])
    assert shown["article"]["body"][0]["text"] == "The city gets sandbags ready."


def test_memory_and_terms_survive_export_and_import(shell: Shell, tmp_path: Path) -> None:
    table = tmp_path / "terms.tsv"
    table.write_text(
        "source_language\tsource\ttarget_language\ttarget\tkind\n"
        "vi\tthuyền trưởng\ten\tskipper\tterm\n",
        encoding="utf-8",
    )
    shell("terms", "import", str(table))
    out = tmp_path / "out.tsv"
    assert shell("terms", "export", str(out))["count"] == 1
    assert "thuyền trưởng\ten\tskipper" in out.read_text("utf-8")
    found = shell("terms", "lookup", "Ông thuyền trưởng nói.")
    assert (found[0]["start"], found[0]["target"]) == (4, "skipper")


def test_a_story_is_published_and_withdrawn(shell: Shell, tmp_path: Path) -> None:
    article = shell.article(tmp_path)
    site = tmp_path / "site"
    shell("site", "add", "Cửa Sông", "--url", "https://estuary.example", "--target", str(site))
    assert shell("site", "list")[0]["name"] == "Cửa Sông"
    assert shell("publish", article)[0]["state"] == "done"
    address = shell("show", article)["publications"][0]["address"]
    assert "Thành phố chuẩn bị bao cát." in (site / address).read_text("utf-8")
    shell("publish", article, "--withdraw")
    page = (site / address).read_text("utf-8")
    assert "Bài viết đã được gỡ" in page
    assert "Thành phố chuẩn bị bao cát." not in page


def test_what_is_not_ready_is_refused_with_its_reason(
    shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = shell.article(tmp_path)
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    shell("attach", article, str(picture(tmp_path / "lu.jpg")))
    shell("set", article, "slug=", "section=News")
    refused = shell("publish", article, code=FINDINGS)
    said = "The photo “lu.jpg” has no credit. It was kept; add the credit, then publish."
    assert said in [item["sentence"] for item in refused["articles"][0]["refusals"]]
    capsys.readouterr()
    code = run(["publish", article, article[:8], "--desk", str(shell.folder)])
    lines = capsys.readouterr().out.splitlines()
    assert (code, lines[0]) == (FINDINGS, "The article is not ready. Nothing was sent.")
    assert f"{article}: {said}" in lines
    assert shell("show", article)["publications"] == []


def test_of_a_draft_that_is_refused_only_that_is_said_which_stops_a_draft(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(shell.folder)
    portal(desk)
    desk.close()
    article = shell.article(tmp_path, f"{STORY}\n[Plan](file:///home/lan/plan.pdf)\n")
    shell("attach", article, str(picture(tmp_path / "lu.jpg")))
    monkeypatch.setattr("sys.stdin", None)  # no password is asked for
    refused = shell("publish", article, "--status", "draft", code=FINDINGS)
    (stops,) = (item["refusals"] for item in refused["articles"])
    assert [item["key"] for item in stops] == ["local-path"]
    refused = shell("publish", article, code=FINDINGS)
    (stops,) = (item["refusals"] for item in refused["articles"])
    assert "missing-credit" in [item["key"] for item in stops]


def test_a_page_is_written_without_publishing(shell: Shell, tmp_path: Path) -> None:
    article = shell.article(tmp_path)
    out = tmp_path / "page.html"
    shell("page", article, "--out", str(out))
    assert "<h1" in out.read_text("utf-8")
    assert shell("show", article)["publications"] == []


def test_stories_are_listed_and_searched(shell: Shell, tmp_path: Path) -> None:
    shell.article(tmp_path)
    assert [row["headline"] for row in shell("list")] == ["Lũ về sớm"]
    assert [row["headline"] for row in shell("list", "--query", "bao cat")] == ["Lũ về sớm"]
    assert shell("list", "--query", "xe buýt") == []
    assert shell("list", "--status", "published") == []


def test_a_backup_is_made_and_the_desk_is_well(shell: Shell, tmp_path: Path) -> None:
    shell.article(tmp_path)
    report = shell("backup", "--to", str(tmp_path / "copies"))
    assert Path(report["file"]).is_file()
    assert shell("verify")["troubles"] == []


def test_a_photo_is_inspected_and_rendered(shell: Shell, tmp_path: Path) -> None:
    photo = picture(tmp_path / "lu.jpg")
    facts = shell("photo", "inspect", str(photo))[0]["facts"]
    assert (facts["width"], facts["height"]) == (800, 500)
    made = shell("photo", "render", str(photo), "--out", str(tmp_path / "made"))
    assert [item["width"] for item in made] == [480, 800]


def test_the_converter_runs_alone(shell: Shell, tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    page.write_text("<h1>Tít</h1><p>Một <b>đậm</b>.</p><script>x()</script>", encoding="utf-8")
    made = shell("convert", str(page), "--from", "html", "--to", "md")
    assert "Một **đậm**." in made["markdown"]


def test_an_unknown_article_is_wrong_use(shell: Shell) -> None:
    assert "nothing-of-that-name" in shell("show", "nothing-of-that-name", code=WRONG_USE)


def test_the_site_of_a_sample_stays_where_it_was_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new-desk", "desk", "--sample", "--quiet"]) == DONE
    capsys.readouterr()
    assert run(["site", "list", "--desk", "desk", "--json"]) == DONE
    (site,) = json.loads(capsys.readouterr().out)
    assert site["target"] == str(tmp_path / "desk" / "site")


def test_help_says_what_the_exit_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["--help"])
    said = capsys.readouterr().out
    said = " ".join(said.split())
    for code in (
        "0 done",
        "1 done with findings",
        "2 wrong use",
        "3 could not: a verb that is ref",
    ):
        assert code in said


def test_a_desk_is_never_made_over_another(shell: Shell) -> None:
    assert run(["new-desk", str(shell.folder), "--quiet"]) == COULD_NOT
