"""What an editor has chosen for this desk and this computer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """Light, dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Settings:
    """Choices of the person at this computer. Empty ``interface_language`` means the system's.

    ``light_mode`` never starts the browser engine until asked. ``editor`` is the name put into
    History. ``desk_folder`` is the one last used. ``sending_paused`` holds the whole outbox back.
    With ``data_saver`` no site is looked through whole, photos go out for public stories only, and
    more than 5 MB of them are asked about first.
    """

    interface_language: str = ""
    theme: Theme = Theme.SYSTEM
    light_mode: bool = False
    roomy_list: bool = False
    smart_quotes: bool = True
    editor: str = ""
    desk_folder: str = ""
    backup_folder: str = ""
    sending_paused: bool = False
    data_saver: bool = False
