"""What tests of syncing begin with: two desks and a site in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync.walks import started
from tests.sync.world import Start, World


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """The world on its first day: Lan has published an article, and one is a draft of hers."""
    with started() as made:
        yield made


@pytest.fixture
def world(start: Start) -> Iterator[World]:
    """Two desks and a site, closed afterwards."""
    made = World(start)
    yield made
    made.close()
