"""What tests of the Sync screen share: a desk whose passwords are kept until the test is over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.services.preferences import SettingsService
from editor_app.storage.secrets import MemorySecrets
from editor_app.wiring import Desk, new_desk, open_desk


@pytest.fixture
def desk(tmp_path: Path, settings: SettingsService) -> Iterator[Desk]:
    """An open desk with editions and sections, and a place for passwords of its own."""
    secrets = MemorySecrets()
    new_desk(tmp_path / "desk")
    made = open_desk(tmp_path / "desk", settings=settings, secrets=lambda: secrets)
    yield made
    made.close()
