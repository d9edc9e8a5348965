"""What is said to Qt before it is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.ui.environment import draws_in_software, prepare


@pytest.fixture
def card(tmp_path: Path) -> Path:
    (tmp_path / "renderD128").touch()
    return tmp_path


def test_as_root_the_browser_engine_has_no_sandbox(card: Path) -> None:
    said: dict[str, str] = {"DISPLAY": ":0"}
    prepare(said, platform="linux", is_root=True, render_nodes=card)
    assert said["QTWEBENGINE_DISABLE_SANDBOX"] == "1"


def test_as_anybody_else_the_sandbox_stays(card: Path) -> None:
    said: dict[str, str] = {"DISPLAY": ":0"}
    prepare(said, platform="linux", is_root=False, render_nodes=card)
    assert said == {"DISPLAY": ":0"}


def test_without_a_display_the_window_is_drawn_off_screen(card: Path) -> None:
    said: dict[str, str] = {}
    prepare(said, platform="linux", is_root=False, render_nodes=card)
    assert said["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_with_a_display_qt_decides(card: Path, display: str) -> None:
    said = {display: ":1" if display == "DISPLAY" else "wayland-0"}
    prepare(said, platform="linux", is_root=False, render_nodes=card)
    assert "QT_QPA_PLATFORM" not in said


def test_without_a_graphics_card_the_software_backend_is_used(tmp_path: Path) -> None:
    said: dict[str, str] = {"DISPLAY": ":0"}
    prepare(said, platform="linux", is_root=False, render_nodes=tmp_path)
    assert said["QT_QUICK_BACKEND"] == "software"


def test_a_remote_display_and_a_forced_one_are_software(card: Path) -> None:
    assert draws_in_software({"DISPLAY": "localhost:10.0"}, card)
    assert draws_in_software({"LIBGL_ALWAYS_SOFTWARE": "1"}, card)
    assert not draws_in_software({"DISPLAY": ":0"}, card)


@pytest.mark.parametrize(
    ("method", "used"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("xim", "xim")]
)
def test_fcitx_is_reached_through_ibus(card: Path, method: str, used: str) -> None:
    said = {"DISPLAY": ":0", "QT_IM_MODULE": method}
    prepare(said, platform="linux", is_root=False, render_nodes=card)
    assert said["QT_IM_MODULE"] == used


def test_what_the_user_has_set_stays(tmp_path: Path) -> None:
    said = {"QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "rhi"}
    prepare(said, platform="linux", is_root=False, render_nodes=tmp_path)
    assert said == {"QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "rhi"}


def test_other_systems_need_nothing(tmp_path: Path) -> None:
    said: dict[str, str] = {}
    prepare(said, platform="win32", is_root=False, render_nodes=tmp_path)
    assert said == {}
