"""The licences of what is in the bundle, gathered from the installed packages themselves.

For ``copydesk.spec``. A package brings the texts of its licence in its metadata, with what it holds
of others. Qt's packages bring none: theirs are kept in ``licences_of_qt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

FOLDER = "licences"
"""Where they lie in the bundle: a folder for each package, as the lock names it."""

_LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==", re.MULTILINE)
_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def locked(lock: str) -> tuple[str, ...]:
    """Return the names of the packages of a lock."""
    return tuple(found["name"] for found in _LOCKED.finditer(lock))


def licence_files(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield (file, folder in the bundle) of the licences of packages that are installed here.

    A lock is for all systems: what only others need is not here, and not in the bundle either.
    """
    for name in names:
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        for file, place in _texts(package):
            yield str(file), str(PurePosixPath(FOLDER, name, *place.parts[:-1]))


def _texts(package: Distribution) -> Iterator[tuple[Path, PurePosixPath]]:
    """Yield the files of licences of one package, with their places among its licences."""
    for file in package.files or ():
        about, *rest = file.parts
        if about.endswith(".dist-info") and rest and _LICENCE.search("/".join(rest)):
            below = rest[1:] if rest[0] == "licenses" else rest
            yield Path(str(package.locate_file(file))), PurePosixPath(*below)
