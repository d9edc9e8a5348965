"""An empty desk for the services' tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desks import Clock, Desk, empty_desk


@pytest.fixture
def clock() -> Clock:
    """Noon of a day in November 2026, UTC."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """An empty desk with three editions."""
    made = empty_desk(tmp_path / "desk", clock)
    yield made
    made.place.database.close()
