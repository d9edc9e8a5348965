"""Tables of words: rows by column, comments passed over, broken rows refused."""

from __future__ import annotations

import pytest

from editor_app.paths import resource_folder
from editor_app.storage.resources import read_table
from editor_app.text.tables import forms, read_rows

TABLES = sorted(file.name for file in (resource_folder() / "tables").glob("*.tsv"))


def test_rows_are_read_by_the_names_of_their_columns() -> None:
    table = "# Rivers.\nen\tvi\tsource\n\nRed River, Red\tSông Hồng\town list\n# Done.\n"
    assert read_rows(table) == ({"en": "Red River, Red", "vi": "Sông Hồng", "source": "own list"},)


def test_an_empty_table_has_no_rows() -> None:
    assert read_rows("") == ()


def test_a_row_with_too_few_columns_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match="line 3 has 1 columns and not 2"):
        read_rows("# Rivers.\nen\tvi\nRed River\n")


def test_forms_are_parted_by_commas() -> None:
    assert forms("Red River, Red,") == ("Red River", "Red")
    assert forms("") == ()


@pytest.mark.parametrize("name", TABLES)
def test_every_row_that_comes_with_the_program_is_whole_and_there_once(name: str) -> None:
    rows = read_rows(read_table(name))
    assert len(rows) > 100
    assert all(cell == cell.strip() and cell for row in rows for cell in row.values())
    assert len({row["en"] for row in rows}) == len(rows)
