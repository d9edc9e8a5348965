"""Where the program's own files lie, in a checkout, an installed wheel and a frozen bundle.

For ``storage.resources`` and for whoever hands a file of ``resources/`` to Qt.
The folders of a user's desk and settings are not known here.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_folder(package: Path = _PACKAGE) -> Path:
    """Return the folder that holds theme, icons, translations, page themes and the sample.

    A wheel and a PyInstaller bundle carry it inside the package (pyproject.toml
    and packaging/copydesk.spec put it there); in a checkout it stands beside the
    package. ``package`` is the folder of ``editor_app``.

    Raises FileNotFoundError when neither is there: the installation is broken.
    """
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"The resources of Copydesk are missing beside {package}.")
