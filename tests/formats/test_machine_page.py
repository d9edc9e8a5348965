"""The page of what a machine wrote: each text, its service, its reader."""

from __future__ import annotations

from datetime import UTC, datetime

from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.formats.machine_page import MachinePage, MachineRow, write_machine_page
from editor_app.sentences import sentence

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROWS = (
    MachineRow("Nước **lên** <b>.", "Water\\n& **up**.", "DeepL", NOON, "Minh <x>", NOON),
    MachineRow("Mưa.", "Rain."),
)


def written(*rows: MachineRow) -> str:
    page = MachinePage("Tít <1>", VIETNAMESE, ENGLISH, NOON, "Lan", rows)
    return write_machine_page(page, sentence).decode()


def test_each_text_has_its_service_and_its_reader() -> None:
    text = written(*ROWS)
    assert "machine wrote: 2. Not yet read by a named person against the source: 1." in text
    assert '<td lang="vi">Nước lên &lt;b&gt;.</td>' in text
    assert "<td>DeepL<br>2026-03-01 12:00 UTC</td>" in text
    assert "<td>Minh &lt;x&gt;<br>2026-03-01 12:00 UTC</td>" in text
    assert '<td>a machine<br></td><td class="unread">Not read</td>' in text
    assert "Made on 2026-03-01 12:00 UTC by Lan." in text
    assert "<h1>Written by a machine: Tít &lt;1&gt;</h1>" in text


def test_a_text_that_was_edited_since_says_so_beside_its_service() -> None:
    row = MachineRow("Mưa.", "Rain.", "DeepL", NOON, "Minh", NOON, edited=True)
    text = written(row)
    assert "<td>DeepL<br>2026-03-01 12:00 UTC<br>Edited since</td>" in text
    assert "<td>Minh<br>2026-03-01 12:00 UTC</td>" in text
    assert "Edited since" not in written(*ROWS)


def test_a_page_without_texts_says_so() -> None:
    text = written()
    assert "<table" not in text
    assert "No text of this language version was written by a machine." in text
