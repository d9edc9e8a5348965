"""``memory`` on the command line: which memory is meant, what is lost, what is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.cli.answers import DONE, WRONG_USE
from editor_app.cli.main import run
from editor_app.wiring import open_desk
from tests.cli.test_verbs import Shell

TMX = '<tmx version="1.4"><header srclang="vi" datatype="x"/><body>{units}</body></tmx>'
UNIT = (
    '<tu><tuv xml:lang="vi"><seg>{source}</seg></tuv>'
    '<tuv xml:lang="{language}"><seg>{target}</seg></tuv></tu>'
)
COLUMNS = "source_language\tsource\ttarget_language\ttarget"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == DONE
    return Shell(tmp_path / "desk", capsys)


def memories(shell: Shell, *names: str) -> None:
    """Let the desk have further memories."""
    desk = open_desk(shell.folder)
    for name in names:
        desk.memory.add(name)
    desk.close()


def tmx(path: Path, *targets: tuple[str, str]) -> str:
    """Write a file of translations of one source; return its path."""
    units = "".join(
        UNIT.format(source="sông", language=language, target=target) for language, target in targets
    )
    path.write_text(TMX.format(units=units), encoding="utf-8")
    return str(path)


def count(shell: Shell, name: str, *more: str) -> int:
    """Return how many pairs a memory gives out."""
    out = str(shell.folder / "out.tmx")
    return int(shell("memory", "export", out, "--memory", name, *more)["count"])


def test_a_file_is_taken_out_of_the_memory_that_is_said(shell: Shell, tmp_path: Path) -> None:
    memories(shell, "Wire", "House", "Other")
    file = tmx(tmp_path / "w.tmx", ("en", "river"))
    shell("memory", "import", file, "--memory", "Wire")
    shell("memory", "import", file, "--memory", "House")
    for wrong in ("Nobody", "Other"):
        shell("memory", "take-out", file, "--memory", wrong, code=WRONG_USE)
    assert shell("memory", "take-out", file, "--memory", "Wire")["removed"] == 1
    assert (count(shell, "Wire"), count(shell, "House")) == (0, 1)
    assert shell("memory", "take-out", file)["removed"] == 1
    assert count(shell, "House") == 0


@pytest.mark.parametrize("ending", ["tmx", "tsv"])
def test_a_memory_gives_out_the_languages_that_are_said(
    shell: Shell, tmp_path: Path, ending: str
) -> None:
    file = tmx(tmp_path / "w.tmx", ("en", "river"), ("zh", "河"), ("zh", "江"))
    shell("memory", "import", file)
    out = tmp_path / f"out.{ending}"
    given = shell("memory", "export", str(out), "--source", "vi", "--target", "zh")
    assert given["count"] == 2
    text = out.read_text("utf-8")
    assert ("河" in text, "river" in text) == (True, False)
    assert shell("memory", "export", str(out))["count"] == 3


def test_languages_that_say_nothing_are_wrong_use(shell: Shell, tmp_path: Path) -> None:
    file, out = tmx(tmp_path / "w.tmx", ("en", "river")), str(tmp_path / "out.tmx")
    shell("memory", "import", file)
    pair = ("--source", "vi", "--target", "en")
    for table in ("memory", "terms"):
        said = shell(table, "lookup", "sông", "--source", "VI", "--target", "en", code=WRONG_USE)
        assert "VI" in said
        shell(table, "lookup", "sông", "--source", "vi", code=WRONG_USE)
        assert "--source" in shell(table, "import", file, *pair, code=WRONG_USE)
    shell("memory", "take-out", file, *pair, code=WRONG_USE)
    shell("memory", "export", out, "--source", "vi", code=WRONG_USE)
    shell("terms", "export", str(tmp_path / "out.tbx"), *pair, code=WRONG_USE)
    assert shell("memory", "lookup", "sông", *pair)[0]["target"] == "river"
    assert not (tmp_path / "out.tmx").exists()


def test_a_table_leaves_what_is_there_as_it_was(shell: Shell, tmp_path: Path) -> None:
    file = tmx(tmp_path / "w.tmx", ("en", "river"))
    shell("memory", "import", file)
    before = shell("memory", "lookup", "sông")
    table = str(tmp_path / "out.tsv")
    shell("memory", "export", table)
    taken = shell("memory", "import", table)
    assert (taken["added"], taken["doubles"]) == (0, 1)
    assert shell("memory", "lookup", "sông") == before
    assert shell("memory", "take-out", file)["removed"] == 1


def test_a_table_is_read_as_other_files_are_and_taken_out_like_them(
    shell: Shell, tmp_path: Path
) -> None:
    table = tmp_path / "in.tsv"
    day = "2026-03-01T01:00+07:00"
    line = f"vi-VN\tsông\ten-GB\triver\t{day}\tLan"
    table.write_text(f"{COLUMNS}\tdate\teditor\n{line}\n", encoding="utf-8")
    shell("memory", "import", str(table))
    (found,) = shell("memory", "lookup", "sông")
    assert found["pair"]["confirmed"] == "2026-02-28T18:00:00+00:00"
    assert found["pair"]["editor"] == "Lan"
    assert shell("memory", "take-out", str(table))["removed"] == 1
