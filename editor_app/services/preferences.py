"""The choices of the person at this computer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypedDict, Unpack

from editor_app.domain.changes import Changes
from editor_app.domain.messages import Message
from editor_app.domain.settings import Settings, Theme
from editor_app.storage.settings_file import load, save


class SettingsFields(TypedDict, total=False):
    """The settings that ``SettingsService.save`` sets."""

    interface_language: str
    theme: Theme
    light_mode: bool
    roomy_list: bool
    smart_quotes: bool
    editor: str
    desk_folder: str
    backup_folder: str
    sending_paused: bool
    data_saver: bool


class SettingsService:
    """Reads and writes the settings of this computer; they belong to no desk."""

    def __init__(self, path: Path | None = None) -> None:
        """Use the settings file at ``path``, or the customary one of this system."""
        self._path = path
        loaded = load(path)
        self._settings = loaded.settings
        self.trouble: Message | None = loaded.message

    def load(self) -> Settings:
        """Return the settings as last read or saved."""
        return self._settings

    def save(self, **fields: Unpack[SettingsFields]) -> Changes:
        """Set these settings and keep them. Raises DiskFull, DeskReadOnly."""
        self._settings = replace(self._settings, **fields)
        save(self._settings, self._path)
        return Changes(settings=True)
