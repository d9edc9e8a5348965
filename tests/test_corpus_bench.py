"""The bench of a professional corpus: what it reads and prints, tried on a corpus of our own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from editor_app.domain.ids import ENGLISH, VIETNAMESE, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.formats.exchange_rows import ExchangeFile, row_of
from editor_app.formats.tbx_writing import write_tbx
from editor_app.formats.xliff import XliffVersion, write_xliff
from tests.bench.corpus import VARIABLE, measure
from tests.bench.figures import Figure, show
from tests.bench.material import tmx_file

LINES = {
    "vi": "Ngày {day} tháng 5, chợ nổi có {boats} thuyền.",
    "en": "On {day} May the floating market had {boats} boats.",
    "zh-Hans": "5月{day}日，水上市场有{boats}条船。",
}


def run(capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Figure], str]:
    """Return the figures by their names, and what was printed."""
    figures = {figure.name: figure for figure in show(measure())}
    return figures, capsys.readouterr().out


def put_aligned(folder: Path, days: Sequence[int]) -> None:
    for tag, line in LINES.items():
        texts = [line.format(day=day, boats=100 + 7 * day) for day in days]
        (folder / f"market.{tag}.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")


@pytest.mark.parametrize("folder", ["", "not there"])
def test_without_a_corpus_it_says_that_its_figures_are_left_out(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, folder)
    figures, printed = run(capsys)
    assert not figures
    assert printed.count("\n") == 1
    assert VARIABLE in printed


def test_flags_and_links_of_aligned_texts_are_counted_and_no_word_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    put_aligned(tmp_path, range(1, 26))
    target = tmp_path / "market.en.txt"
    target.write_text(target.read_text("utf-8").replace("107 boats", "170 boats"), "utf-8")
    (tmp_path / "odd.vi.txt").write_text("Một.\nHai.\n", encoding="utf-8")
    (tmp_path / "odd.en.txt").write_text("One.\n", encoding="utf-8")
    figures, printed = run(capsys)
    wrong = figures["N1 in 25 pairs vi-en"]
    assert (wrong.ours, wrong.most, wrong.missed) == (1, 0.5, True)
    assert figures["N1 in 25 pairs vi-zh"].ours == 0
    precision = figures["1 x 20 paragraphs of one sentence, zh-vi, precision"]
    assert (precision.ours, precision.least, precision.missed) == (100, 95, False)
    ways = [name for name in figures if name.endswith("recall")]
    assert len(ways) == 7  # six, and all together
    assert "boats" not in printed
    assert "thuyền" not in printed
    assert "odd: not as many lines" in printed


def test_exchange_files_are_counted_and_refused_ones_say_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    tmx_file(tmp_path / "memory.tmx", 3)
    rows = (row_of("u1", "Một **chợ**.", "A **market**."), row_of("u2", "Hai.", ""))
    file = ExchangeFile(VIETNAMESE, ENGLISH, rows, "market")
    (tmp_path / "rows.xlf").write_bytes(write_xliff(file, XliffVersion.V12))
    forms = (TermForm(VIETNAMESE, "đê"), TermForm(ENGLISH, "dyke"))
    (tmp_path / "terms.tbx").write_bytes(write_tbx([Term(TermId(""), TermKind.TERM, forms)]))
    (tmp_path / "cut.xliff").write_bytes(b"<xliff version='1.2'><file")
    figures, printed = run(capsys)
    assert "memory.tmx: 3 of 3 units, 3 pairs, 0 twice, 0 without a pair; vi en 3" in printed
    assert "rows.xlf: 2 rows of 2, 1 translated; vi en 2; the same" in printed
    assert "terms.tbx: 1 terms of 1, 1 added; en 1, vi 1; the same" in printed
    assert "cut.xliff: refused: " in printed
    assert printed.count("; the same after export and re-import") == 3
    counts = {name.partition(", ")[2]: figure.ours for name, figure in figures.items()}
    assert counts == {
        "taken in": 3,
        "refused with a reason": 1,
        "other after export and re-import": 0,
        "neither read nor refused": 0,
    }


def test_a_goal_for_what_should_be_high_is_missed_below_it() -> None:
    met, missed = (Figure("recall", ours, "%", least=95) for ours in (95.0, 94.9))
    assert (met.missed, missed.missed) == (False, True)
    assert missed.line.endswith("[goal 95 % or more: missed]")
