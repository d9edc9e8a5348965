"""The connector on real WordPress, for the tests of its parts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from editor_app.connectors.wordpress import WordPress
from tests.connectors.accounts import connect
from tests.servers import wordpress as servers


@pytest.fixture
def site(either_wordpress: servers.WordPress) -> Iterator[WordPress]:
    """The connector as an editor, on both cores."""
    with connect(either_wordpress) as connector:
        yield connector


@pytest.fixture
def debian(wordpress: servers.WordPress) -> Iterator[WordPress]:
    """The connector as an editor, on Debian's core alone."""
    with connect(wordpress) as connector:
        yield connector
