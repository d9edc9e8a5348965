"""The engine is cut off from the network before it exists."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from editor_app.ui.preview.engine_setup import CUT_OFF, FLAGS, before_application, flags


def test_no_name_can_be_looked_up_by_the_engine() -> None:
    assert CUT_OFF in flags({})


def test_without_a_graphics_card_the_engine_does_not_look_for_one() -> None:
    assert "--disable-gpu" in flags({"QT_QUICK_BACKEND": "software"})
    assert "--disable-gpu" not in flags({})


def test_flags_of_the_user_stay_and_ours_are_said_once() -> None:
    environment = {FLAGS: "--force-dark-mode"}
    environment[FLAGS] = flags(environment)
    assert environment[FLAGS].startswith("--force-dark-mode ")
    assert flags(environment) == environment[FLAGS]


def test_windows_are_drawn_by_the_graphics_card_where_the_engine_will_be() -> None:
    for environment, light, drawn in (
        ({}, False, "1"),
        ({}, True, None),
        ({"QT_QUICK_BACKEND": "software"}, False, None),
        ({"QT_WIDGETS_RHI": "0"}, False, "0"),
    ):
        before_application(environment, light=light)
        assert environment.get("QT_WIDGETS_RHI") == drawn


def test_the_application_shares_its_graphics_with_the_engine() -> None:
    environment: dict[str, str] = {}
    before_application(environment)
    assert environment[FLAGS]
    assert QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
