"""The resources are found wherever the program was put."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.paths import resource_folder


def test_in_a_checkout_the_resources_stand_beside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "checkout" / "editor_app"
    package.mkdir(parents=True)
    (package.parent / "resources").mkdir()
    assert resource_folder(package) == package.parent / "resources"


def test_in_a_wheel_and_a_bundle_the_resources_are_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "editor_app"
    (package / "resources").mkdir(parents=True)
    (package.parent / "resources").mkdir()  # of some other distribution
    assert resource_folder(package) == package / "resources"


def test_missing_resources_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="resources of Copydesk"):
        resource_folder(tmp_path / "editor_app")
