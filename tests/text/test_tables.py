"""Tables of words: rows by column, comments passed over, broken rows refused."""

from __future__ import annotations

import pytest

from editor_app.paths import resource_folder
from editor_app.storage.resources import read_table
from editor_app.text.tables import forms, read_rows

TABLES = sorted(file.name for file in (resource_folder() / "tables").glob("*.tsv"))
# by their English; the others are shorter
ENGLISH = {"names.tsv", "news-words.tsv", "common-words.tsv"}


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
    assert len(rows) > (100 if name in ENGLISH else 40)
    assert all(cell == cell.strip() for row in rows for cell in row.values())
    assert all(cell for row in rows for key, cell in row.items() if key != "zh_wrong")
    columns = 2 if name == "offices.tsv" else 1  # an office is one of a country
    assert len({tuple(row.values())[:columns] for row in rows}) == len(rows)
