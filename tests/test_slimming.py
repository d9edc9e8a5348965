"""What is left out of the bundle, and what must stay."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).resolve().parent.parent / "packaging" / "slimming.py"


def load() -> ModuleType:
    """Load the module by its file: its folder has the name of a library."""
    found = importlib.util.spec_from_file_location("slimming", FILE)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


slimming = load()


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/qml/QtQuick/libqtquick2plugin.so",
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qtwebengine_locales/de.pak",
        "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
        "PySide6/QtCharts.abi3.so",
        "PySide6/QtQuick.abi3.so",
    ],
)
def test_what_is_never_opened_is_left_out(name: str) -> None:
    assert slimming.is_unused(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/libexec/QtWebEngineProcess",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/imageformats/libqwebp.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "PySide6/Qt/translations/qtwebengine_locales/vi.pak",
        "PySide6/Qt/resources/icudtl.dat",
        "PySide6/QtWebEngineCore.abi3.so",
        "editor_app/resources/locale/vi/LC_MESSAGES/copydesk.mo",
        "libpython3.11.so.1.0",
    ],
)
def test_what_is_used_stays(name: str) -> None:
    assert not slimming.is_unused(name)


LINKED = {
    "/x/_ssl.so": ["libssl.so.3"],
    "/x/libssl.so.3": ["libcrypto.so.3", "libc.so.6"],
    "/x/libav.so.1": ["libavutil.so.1"],
}


def needs(file: str) -> Iterable[str]:
    return LINKED.get(file, [])


def entry(name: str, kind: str = "BINARY") -> tuple[str, str, str]:
    return name, f"/x/{name.rsplit('/', 1)[-1]}", kind


def test_libraries_that_nothing_asks_for_go_with_those_they_ask_for() -> None:
    entries = [
        entry("lib-dynload/_ssl.so", "EXTENSION"),
        entry("libssl.so.3"),
        entry("libcrypto.so.3"),
        entry("libav.so.1"),
        entry("libavutil.so.1"),
        entry("PySide6/Qt/plugins/platforms/libqxcb.so"),
        entry("libpython3.11.so.1.0"),
    ]
    kept = {item[0] for item in slimming.without_orphans(entries, needs)}
    assert kept == {
        "lib-dynload/_ssl.so",
        "libssl.so.3",
        "libcrypto.so.3",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "libpython3.11.so.1.0",
    }


def test_links_to_nothing_go() -> None:
    entries = [
        entry("PySide6/Qt/lib/libQt6Core.so.6"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("PySide6/Qt/x/up.so", "../lib/libQt6Core.so.6", "SYMLINK"),
        ("libQt63D.so.6", "PySide6/Qt/lib/libQt63D.so.6", "SYMLINK"),
    ]
    kept = [item[0] for item in slimming.without_dangling(entries)]
    assert kept == ["PySide6/Qt/lib/libQt6Core.so.6", "libQt6Core.so.6", "PySide6/Qt/x/up.so"]


@pytest.mark.parametrize(
    "entry",
    [
        ("libpython3.11.so.1.0", "", "BINARY"),
        ("PIL/_imaging.cpython-311-x86_64-linux-gnu.so", "", "EXTENSION"),
        ("python3.11/lib-dynload/_decimal.cpython-311-x86_64-linux-gnu.so", "", "EXTENSION"),
    ],
)
def test_extension_modules_and_python_lose_what_only_debuggers_read(
    entry: tuple[str, str, str],
) -> None:
    assert slimming.has_debug_facts(entry)


@pytest.mark.parametrize(
    "entry",
    [
        ("PySide6/QtCore.abi3.so", "", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6WebEngineCore.so.6", "", "BINARY"),
        ("pillow.libs/libavif-c6062d5f.so.16.4.2", "", "BINARY"),
        ("libpng16-1d1ba958.so.16.58.0", "pillow.libs/libpng16-1d1ba958.so.16.58.0", "SYMLINK"),
    ],
)
def test_qt_and_the_libraries_that_wheels_bring_stay_as_they_are(
    entry: tuple[str, str, str],
) -> None:
    assert not slimming.has_debug_facts(entry)
