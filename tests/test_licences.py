"""A build carries the licences of what is in it, and NOTICE names all of that."""

from __future__ import annotations

import importlib.util
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
QT = frozenset({"pyside6-addons", "pyside6-essentials", "shiboken6"})
WITHOUT_TEXT = frozenset({"cobble"})
ELSEWHERE = frozenset({"httpx2-jsfetch"})  # for Python in a browser; in no build


def load(name: str) -> ModuleType:
    """Load a module of packaging by its file: its folder has the name of a library."""
    found = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


licences = load("licences")
NAMES = licences.locked((ROOT / "requirements" / "run.lock").read_text(encoding="utf-8"))


def here(name: str) -> bool:
    """Say whether a package of the lock is installed on this system."""
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


@pytest.mark.parametrize("name", sorted(set(NAMES) - QT - WITHOUT_TEXT))
def test_every_package_brings_the_text_of_its_licence(name: str) -> None:
    found = list(licences.licence_files((name,)))
    assert bool(found) == here(name)
    assert all(Path(file).stat().st_size for file, _place in found)


def test_what_a_package_holds_of_others_lies_beside_its_own() -> None:
    gathered = list(licences.licence_files(("numpy",)))
    places = [PurePosixPath(place, Path(file).name) for file, place in gathered]
    assert PurePosixPath("licences/numpy/LICENSE.txt") in places
    assert len(places) == len(set(places)) > 5


@pytest.mark.parametrize("name", sorted(set(NAMES) - QT - ELSEWHERE))
def test_the_notice_names_every_package(name: str) -> None:
    assert name in (ROOT / "NOTICE").read_text(encoding="utf-8").lower()


def test_the_texts_of_qts_licence_are_kept_here_for_its_packages_bring_none() -> None:
    assert list(licences.licence_files(tuple(QT))) == []
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        text = (ROOT / "packaging" / "licences_of_qt" / name).read_text(encoding="utf-8")
        assert "Version 3, 29 June 2007" in text
