"""The door of the program: a verb goes to the command line, no verb opens the workstation.

Only here are rooms imported late: the command line needs no Qt, the window is painted before the
desk is loaded, and a worker process of a frozen build needs neither.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.first_sight import FirstSight
    from editor_app.services.preferences import SettingsService
    from editor_app.ui.desk.first_run import FirstRun
    from editor_app.ui.pictures import EnginePictures
    from editor_app.ui.start import Build, Completion, Doors
    from editor_app.ui.theme import Theme

DESK = "--desk"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb among the arguments, or open the workstation; return the exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    argv = list(sys.argv[1:] if arguments is None else arguments)
    folder = window_folder(argv)
    if folder is None:
        from editor_app.cli.main import run

        return run(argv, LatePictures())
    return open_window(Path(folder) if folder else None)


def window_folder(argv: Sequence[str]) -> str | None:
    """Return the desk folder for the window, empty for the last one; None for the command line."""
    match list(argv):
        case []:
            return ""
        case ["--desk", folder]:
            return folder or None
        case [said] if said.startswith(f"{DESK}="):
            return said.removeprefix(f"{DESK}=") or None
        case _:
            return None


def open_window(folder: Path | None) -> int:
    """Open the workstation on a desk and return the exit code."""
    from editor_app.ui import environment

    environment.prepare()
    from editor_app.services.preferences import SettingsService
    from editor_app.ui.preview import engine_setup
    from editor_app.ui.start import run

    settings = SettingsService()
    engine_setup.before_application(light=settings.load().light_mode)
    return run(doors(settings), folder)


def doors(settings: SettingsService) -> Doors:
    """Return the workstation's way to the desk; ``ui.environment.prepare`` must have run."""
    from editor_app.tongue import choose_language
    from editor_app.ui.start import Doors

    return Doors(
        lambda: settings, choose_language, _open, _new, _build, _completion, _ask, _sight, _behind
    )


def _open(folder: Path, settings: SettingsService) -> Desk:
    from editor_app.wiring import open_desk

    return open_desk(folder, settings=settings)


def _build() -> Build:
    from editor_app.ui.plugs import build

    return build


def _completion() -> Completion:
    from editor_app.ui.completion import complete_in_turns

    return complete_in_turns


def _ask(theme: Theme, language: str, folder: Path | None) -> FirstRun:
    from editor_app.ui.desk.first_run import FirstRun

    return FirstRun(theme, language, folder)


def _sight(folder: Path) -> FirstSight | None:
    from editor_app.services.first_sight import first_sight

    return first_sight(folder)


def _behind(folder: Path) -> bool:
    from editor_app.services.first_sight import is_behind

    return is_behind(folder)


def _new(folder: Path, sample: bool) -> None:
    from editor_app.wiring import new_desk

    new_desk(folder, sample=sample)


class LatePictures:
    """Takes pictures; Qt is loaded when the first one is wanted."""

    def page(self, get: Callable[[str], bytes | None], address: str, out: Path, width: int) -> None:
        """Write the page at an address as PNG or PDF."""
        self._pictures.page(get, address, out, width)

    def windows(self, desk: Path, story: str, out: Path) -> list[Path]:
        """Write pictures of the window's views of a story; return their paths."""
        return self._pictures.windows(desk, story, out)

    @cached_property
    def _pictures(self) -> EnginePictures:
        from editor_app.ui import environment

        environment.prepare()
        from editor_app.ui.pictures import EnginePictures

        return EnginePictures(_open)


if __name__ == "__main__":
    sys.exit(main())
