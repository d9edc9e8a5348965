"""Terms come from a file and go into one on the Terms screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ENGLISH
from editor_app.services.exchange_views import TermFileKind, TermsTaken
from editor_app.ui.desk.term_files import taken_words
from editor_app.ui.desk.term_screen import TermScreen
from tests.ui.window import Opened

TABLE = """source_language\tsource\ttarget_language\ttarget\tforbidden\tnote
vi\tthuyền trưởng\ten\tskipper\tcaptain\tOf a ferry.
vi\tbến phà\ten\tferry landing\t\t
"""


def test_a_table_is_taken_in_saved_as_tbx_and_what_is_no_table_is_refused(
    opened: Opened, tmp_path: Path
) -> None:
    opened.run("go.terms")
    screen = opened.window.findChild(TermScreen)
    assert screen is not None
    table = tmp_path / "terms.tsv"
    table.write_text(TABLE, encoding="utf-8")
    screen.files.take_in(table)
    opened.settle()
    assert screen.notice.text.startswith("Taken in from “terms.tsv”: 2 new of 2 terms (")
    assert {term.preferred(ENGLISH) for term in opened.desk.terms.terms()} == {
        "skipper",
        "ferry landing",
    }
    saved = tmp_path / "terms.tbx"
    screen.files.save(saved, TermFileKind.TBX)
    opened.settle()
    assert screen.notice.text == "2 terms saved as “terms.tbx”."
    screen.files.take_in(saved)
    opened.settle()
    assert "0 new of 2 terms" in screen.notice.text
    broken = tmp_path / "broken.tbx"
    broken.write_bytes(b"<martif><text>")
    screen.files.take_in(broken)
    opened.settle()
    assert "broken.tbx" in screen.notice.text
    assert len(opened.desk.terms.terms()) == 2


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (0, "“t.tsv” holds no terms. Nothing was taken in."),
        (1, "Taken in from “t.tsv”: 1 new of 1 term (English)."),
        (3, "Taken in from “t.tsv”: 1 new of 3 terms (English)."),
    ],
)
def test_what_a_file_brought_is_said_by_its_number(read: int, words: str) -> None:
    assert taken_words(TermsTaken(read, 1, {ENGLISH: read}, Changes()), "t.tsv") == words
