"""What is left out of the bundle: parts of Qt that Copydesk never opens, and what only they need.

For ``copydesk.spec``. PyInstaller collects whole Qt; a list of what to drop would miss the
libraries that only dropped parts ask for. So the parts are dropped by name first, then the shared
libraries that nothing asks for any more. An entry is (name in the bundle, file, kind), as
PyInstaller has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
Needs = Callable[[str], Iterable[str]]

LOCALES = frozenset({"en-US", "en-GB", "vi", "zh-CN", "zh-TW"})
"""Languages of the browser engine's own words; the interface languages and their kin."""

TRANSLATIONS = ("qtbase_en", "qtbase_zh", "qtbase_vi", "qt_en", "qt_zh", "qt_vi")

PLUGINS = frozenset(
    {
        "iconengines",
        "imageformats",
        "networkinformation",
        "platforminputcontexts",
        "platforms",
        "platformthemes",
        "printsupport",
        "styles",
        "tls",
        "wayland-decoration-client",
        "wayland-graphics-integration-client",
        "wayland-shell-integration",
        "xcbglintegrations",
        "egldeviceintegrations",
    }
)
"""Folders of Qt plug-ins that are used; all others are left out."""

UNUSED = (
    "libqgtk3",  # draws file choosers of GTK: would bring GTK along
    "cupsprintersupport",  # a page is printed from the site, or as PDF
    "virtualkeyboard",
    "libqpdf",  # an image format
    "devtools_resources",  # the inspector of web pages
    "libqeglfs",
    "libqlinuxfb",
    "libqvkkhrdisplay",
    "libqvnc",
    "libqminimal",
    "egldeviceintegrations",
)

QT_MODULES = frozenset(
    {
        "QtCore",
        "QtGui",
        "QtNetwork",
        "QtPrintSupport",
        "QtSvg",
        "QtWebChannel",
        "QtWebEngineCore",
        "QtWebEngineWidgets",
        "QtWidgets",
    }
)
"""Modules of Qt for Python that the program imports, and those that they import."""


def is_unused(name: str) -> bool:
    """Say whether an entry is part of something that Copydesk never opens."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = path.parts
    if any(word in name for word in UNUSED) or "qml" in parts[:-1]:
        return True
    if "qtwebengine_locales" in parts:
        return path.stem not in LOCALES
    if "translations" in parts and path.suffix == ".qm":
        return not path.stem.startswith(TRANSLATIONS)
    if "plugins" in parts:
        folder = parts.index("plugins") + 1
        return len(parts) > folder + 1 and parts[folder] not in PLUGINS
    return _is_unused_module(path)


def _is_unused_module(path: PurePosixPath) -> bool:
    """Say whether this is a module of Qt for Python that nobody imports."""
    stem = path.name.split(".", 1)[0]
    is_module = path.parent.name == "PySide6" and stem.startswith("Qt")
    return is_module and stem not in QT_MODULES


def without_unused(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries without the parts that are never opened."""
    return [entry for entry in entries if not is_unused(entry[0])]


def without_orphans(entries: Iterable[Entry], needs: Needs) -> list[Entry]:
    """Return the entries without shared libraries that nothing kept asks for any more.

    ``needs`` gives the file names of the libraries that a file is linked to. Kept as they are: all
    that is no plain library (extension modules, plug-ins, programs), which nobody links to.
    """
    known = list(entries)
    libraries = {_base(entry): entry for entry in known if _is_library(entry)}
    wanted = [entry for entry in known if not _is_library(entry) and entry[2] != "SYMLINK"]
    kept: set[str] = set()
    while wanted:
        entry = wanted.pop()
        for name in needs(entry[1]):
            library = libraries.get(name)
            if library is not None and name not in kept:
                kept.add(name)
                wanted.append(library)
    return [entry for entry in known if not _is_library(entry) or _base(entry) in kept]


def without_dangling(entries: Iterable[Entry], others: Iterable[Entry] = ()) -> list[Entry]:
    """Return the entries without links to what is not there (``others`` count as there)."""
    known = list(entries)
    there = {str(PurePosixPath(entry[0])) for entry in (*known, *others) if entry[2] != "SYMLINK"}
    return [entry for entry in known if entry[2] != "SYMLINK" or _target(entry) in there]


def has_debug_facts(entry: Entry) -> bool:
    """Say whether an entry holds what only debuggers read and can do without it.

    That is Python itself and extension modules. Qt and its modules have none, and the libraries
    that a wheel brings along were edited when it was made: they stay as they are.
    """
    parts = PurePosixPath(entry[0]).parts
    return (entry[2] == "EXTENSION" and "PySide6" not in parts) or parts[-1].startswith("libpython")


def _target(entry: Entry) -> str:
    """Return the name in the bundle that a link leads to."""
    place = PurePosixPath(entry[0]).parent
    parts: list[str] = []
    for part in (place / entry[1]).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return str(PurePosixPath(*parts))


def _base(entry: Entry) -> str:
    return PurePosixPath(entry[0]).name


def _is_library(entry: Entry) -> bool:
    """Say whether an entry is a plain shared library, which is there for others alone."""
    name = _base(entry)
    path = PurePosixPath(entry[0])
    is_plug_in = "plugins" in path.parts or "lib-dynload" in path.parts
    looks = name.startswith("lib") and ".so" in name
    return entry[2] == "BINARY" and looks and not is_plug_in and not name.startswith("libpython")
