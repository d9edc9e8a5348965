"""Desks for the tests of storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.storage.database import Database
from tests.storage.filled import fill


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Database]:
    """An empty desk that is closed after the test."""
    database = Database.create(tmp_path / "desk")
    yield database
    database.close()


@pytest.fixture
def full_desk(desk: Database) -> Database:
    """A desk with a row in every table (see ``filled``)."""
    with desk.writing() as records:
        fill(records)
    return desk
