"""Make the museum's library of the schema as it is now: ``python -m tests.storage.make_library``.

Once a schema is released its file is never made again; each later program must open it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from editor_app.storage.copies import copy_library
from editor_app.storage.database import Database
from editor_app.storage.header import SCHEMA
from tests.storage.filled import fill

MUSEUM = Path(__file__).parents[1] / "data" / "libraries"


def library_of(schema: int) -> Path:
    """Return where the museum keeps the library of a schema."""
    return MUSEUM / f"schema-{schema}.sqlite3"


def make() -> Path:
    """Fill a new desk and copy its library into the museum.

    Raises FileExistsError when the museum has one of this schema: a new schema gets a number.
    """
    if library_of(SCHEMA).exists():
        raise FileExistsError(library_of(SCHEMA))
    with tempfile.TemporaryDirectory() as folder:
        database = Database.create(Path(folder) / "desk")
        with database.writing() as records:
            fill(records)
        database.close()
        MUSEUM.mkdir(parents=True, exist_ok=True)
        copy_library(database.folder.library, library_of(SCHEMA))
    return library_of(SCHEMA)


if __name__ == "__main__":
    print(make())
