"""Files of translators and their tools on the command line: documents, exit codes, sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS, WRONG_USE
from editor_app.cli.main import run
from editor_app.formats.bilingual_word import read_bilingual
from editor_app.wiring import open_desk

STORY = "# Lũ về sớm\n\nNước sông lên **nhanh**.\n\nThành phố chuẩn bị bao cát.\n"
TMX = (
    '<tmx version="1.4"><header srclang="vi" datatype="x"/><body>'
    '<tu><tuv xml:lang="vi"><seg>Thành phố chuẩn bị bao cát.</seg></tuv>'
    '<tuv xml:lang="en-GB"><seg>The city gets sandbags ready.</seg></tuv></tu>{more}</body></tmx>'
)


class Shell:
    """Runs verbs on one desk and reads their answers."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Use the desk in ``folder``."""
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str, code: int = DONE) -> Any:
        """Run a verb with --json; return its document, or what it said of its trouble."""
        self._capsys.readouterr()
        given = run([*arguments, "--desk", str(self.folder), "--json"])
        captured = self._capsys.readouterr()
        assert given == code, captured.err
        return json.loads(captured.out) if captured.out else captured.err


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == DONE
    return Shell(tmp_path / "desk", capsys)


@pytest.fixture
def article(shell: Shell, tmp_path: Path) -> str:
    """Return the English version of a Vietnamese story."""
    file = tmp_path / "lu.md"
    file.write_text(STORY, encoding="utf-8")
    taken = shell("import", str(file), "--language", "vi", "--section", "News")
    made = shell("translate", taken[0]["articles"][0], "--to", "en")
    return str(made["article"])


def filled(path: Path, **texts: str) -> None:
    """Translate the units whose source begins with these words, as a translator would."""
    text = path.read_text("utf-8")
    for start, target in texts.items():
        at = text.index(">" + start)
        at = text.index("<target", at)
        end = text.index("</target>", at)
        text = f'{text[:at]}<target xml:lang="en" state="translated">{target}{text[end:]}'
    path.write_text(text, encoding="utf-8")


def test_a_translation_goes_out_and_comes_back(shell: Shell, article: str, tmp_path: Path) -> None:
    file = tmp_path / "out.xlf"
    sent = shell("segments", "export", article, str(file), "--note", "Soon, please.")
    assert (sent["segments"], sent["kind"]) == (3, "xliff-1.2")
    filled(file, Thành="The city prepares.", Lũ="Floods")
    seen = shell("segments", "import", str(file))
    assert seen["counts"] == {"changed": 2, "unchanged": 1}
    assert seen["taken"] == []
    assert shell("show", article)["article"]["headline"] == ""
    taken = shell("segments", "import", str(file), "--take")
    assert len(taken["taken"]) == 2
    shown = shell("show", article)
    assert shown["article"]["headline"] == "Floods"
    assert [row["state"] for row in shown["segments"]] == ["translated", "to-do", "translated"]


def test_chosen_units_are_taken_in_a_chosen_state(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    file = tmp_path / "out.xlf"
    shell("segments", "export", article, str(file))
    filled(file, Thành="The city prepares.", Lũ="Floods")
    arguments = ("--take", "field.headline", "--state", "draft")
    assert shell("segments", "import", str(file), *arguments)["taken"] == ["field.headline"]
    assert [row["state"] for row in shell("show", article)["segments"]] == [
        "draft",
        "to-do",
        "to-do",
    ]


def test_a_conflict_is_a_finding(shell: Shell, article: str, tmp_path: Path) -> None:
    file = tmp_path / "out.xlf"
    shell("segments", "export", article, str(file), "--version", "1.2")
    filled(file, Lũ="Floods")
    shell("set", article, "headline=Flood!")
    seen = shell("segments", "import", str(file), code=FINDINGS)
    assert seen["counts"] == {"target-changed": 1, "unchanged": 2}


def test_the_ending_of_the_file_chooses_word_or_a_version(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    word, newer = tmp_path / "out.docx", tmp_path / "out.xliff"
    assert shell("segments", "export", article, str(word))["kind"] == "word"
    assert len(read_bilingual(word.read_bytes(), "out.docx").rows) == 3
    shell("segments", "export", article, str(newer), "--version", "2.1")
    assert 'version="2.1"' in newer.read_text("utf-8")
    exported = shell("export", article, "--to", "xliff", "--out", str(tmp_path / "e.xlf"))
    assert 'version="1.2"' in Path(exported["path"]).read_text("utf-8")


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (("--take", "no-such-unit"), WRONG_USE),
        (("--take", "--state", "reviewed"), WRONG_USE),
        (("--article", "nobody"), WRONG_USE),
    ],
)
def test_wrong_use_changes_nothing(
    shell: Shell, article: str, tmp_path: Path, extra: tuple[str, ...], code: int
) -> None:
    file = tmp_path / "out.xlf"
    shell("segments", "export", article, str(file))
    filled(file, Lũ="Floods")
    shell("segments", "import", str(file), *extra, code=code)
    assert shell("show", article)["article"]["headline"] == ""


def test_files_that_cannot_be_used_are_named(shell: Shell, article: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlf"
    broken.write_text("<xliff", encoding="utf-8")
    assert "broken.xlf" in shell("segments", "import", str(broken), code=FINDINGS)
    shell("segments", "import", str(tmp_path / "none.xlf"), code=COULD_NOT)
    said = shell("segments", "export", article, str(tmp_path / "a.pdf"), code=WRONG_USE)
    assert (".docx" in said, "Nothing was written" in said) == (True, True)


def test_a_memory_of_another_tool_is_taken_in_and_given_out(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    file, out = tmp_path / "a.tmx", tmp_path / "b.tmx"
    file.write_text(TMX.format(more=""), encoding="utf-8")
    taken = shell("memory", "import", str(file))
    assert (taken["read"], taken["added"], taken["count"]) == (1, 1, 1)
    assert taken["languages"] == {"vi en": 1}
    assert shell("memory", "import", str(file))["doubles"] == 1
    assert shell("memory", "export", str(out))["count"] == 1
    assert shell("memory", "import", str(out))["doubles"] == 1
    found = shell("memory", "lookup", "Thành phố chuẩn bị bao cát.")
    assert found[0]["target"] == "The city gets sandbags ready."


def test_units_without_use_are_findings(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    single = '<tu><tuv xml:lang="vi"><seg>Một.</seg></tuv></tu>'
    file.write_text(TMX.format(more=single), encoding="utf-8")
    taken = shell("memory", "import", str(file), code=FINDINGS)
    assert (taken["added"], taken["refused"]) == (1, 1)
    assert taken["problems"][0]["sentence"] == "Unit 2 has words in one language only."


def test_a_memory_that_is_not_there_is_wrong_use(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    file.write_text(TMX.format(more=""), encoding="utf-8")
    shell("memory", "import", str(file), "--memory", "Wire", code=WRONG_USE)


def test_tables_go_into_a_chosen_memory_and_out_of_it(shell: Shell, tmp_path: Path) -> None:
    desk = open_desk(shell.folder)
    wire = desk.memory.add("Wire")
    locked = desk.memory.add("Locked", read_only=True)
    desk.close()
    table, out = tmp_path / "in.tsv", tmp_path / "out.tsv"
    columns = "source_language\tsource\ttarget_language\ttarget"
    table.write_text(f"{columns}\nvi\tsông\ten\triver\n", encoding="utf-8")
    shell("memory", "import", str(table), "--memory", wire.name)
    assert shell("memory", "export", str(out), "--memory", wire.name)["count"] == 1
    assert shell("memory", "export", str(out), "--memory", locked.name)["count"] == 0
    assert shell("memory", "lookup", "sông", "--memory", "Wire")[0]["target"] == "river"
    assert shell("memory", "lookup", "sông", "--memory", "Locked") == []
    shell("memory", "import", str(table), "--memory", locked.name, code=COULD_NOT)
    for action in ("import", "export", "lookup"):
        shell("memory", action, str(table), "--memory", "Nobody", code=WRONG_USE)
    assert len(shell("memory", "lookup", "sông")) == 1


def test_rows_of_an_xliff_file_are_taken_into_the_memory(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    file = tmp_path / "out.xlf"
    shell("segments", "export", article, str(file))
    filled(file, Thành="The city prepares.")
    taken = shell("memory", "import", str(file))
    assert (taken["read"], taken["added"]) == (1, 1)


@pytest.mark.parametrize("ending", ["tbx", "csv", "tsv"])
def test_terms_survive_any_kind_of_file(shell: Shell, tmp_path: Path, ending: str) -> None:
    table, out = tmp_path / "in.csv", tmp_path / f"out.{ending}"
    table.write_text(
        "source_language,source,target_language,target,kind,valid_from,taken_from,target_standing\n"
        "vi,Thủ tướng,en,prime minister,office,2021-04-05,VGP,\n"
        "vi,Thủ tướng,en,premier,office,2021-04-05,VGP,forbidden\n",
        encoding="utf-8",
    )
    assert shell("terms", "import", str(table))["added"] == 2
    assert shell("terms", "export", str(out))["count"] == 2
    again = shell("terms", "import", str(out))
    assert (again["read"], again["added"], again["count"]) == (2, 0, 2)
    assert "premier" in out.read_text("utf-8")


def test_a_wrong_memory_is_taken_out_by_the_name_of_its_file(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "wrong.tmx"
    file.write_text(TMX.format(more=""), encoding="utf-8")
    shell("memory", "import", str(file))
    assert shell("memory", "take-out", "wrong.tmx") == {
        "file": "wrong.tmx",
        "removed": 1,
        "count": 0,
    }
    assert "wrong.tmx" in shell("memory", "take-out", "wrong.tmx", code=WRONG_USE)


def test_a_page_says_that_no_machine_wrote_anything(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    answer = shell("export", article, "--to", "machine", "--out", str(page))
    assert (answer["written"], answer["unread"]) == (0, 0)
    assert "No text of this language version" in page.read_text("utf-8")


OUTGOING = (
    ("memory", "export", "{out}.tmx"),
    ("memory", "export", "{out}.tsv"),
    ("terms", "export", "{out}.tbx"),
    ("terms", "export", "{out}.tsv"),
    ("segments", "export", "{article}", "{out}.xlf"),
    ("segments", "export", "{article}", "{out}.docx"),
    ("export", "{article}", "--to", "md", "--out", "{out}.md"),
    ("export", "{article}", "--to", "xliff", "--out", "{out}.xliff"),
    ("export", "{article}", "--to", "machine", "--out", "{out}-machine.html"),
    ("page", "{article}", "--out", "{out}-page.html"),
)
"""Every verb that writes a file for somebody else."""


def test_what_goes_out_never_writes_into_an_older_file(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    for number, verb in enumerate(OUTGOING):
        words = [word.format(article=article, out=tmp_path / "out") for word in verb]
        older, same = Path(words[-1]), tmp_path / f"same-{number}"
        older.write_bytes(b"what went out yesterday")
        same.hardlink_to(older)  # would change with it, if it were written into
        shell(*words)
        assert same.read_bytes() == b"what went out yesterday", verb
        assert older.read_bytes() != same.read_bytes(), verb
    assert not [item for item in tmp_path.iterdir() if item.suffix in {".new", ".part"}]
