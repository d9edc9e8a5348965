"""The settings of the person at this computer: one JSON file outside every desk.

It lies in the system's folder for settings; the variable ``COPYDESK_CONFIG`` names another folder,
for a portable copy on a stick and for tests. What a newer Copydesk wrote there and this one does
not know stays in the file.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editor_app.domain.messages import Message
from editor_app.domain.settings import Settings, Theme
from editor_app.storage.file_troubles import told_of_files
from editor_app.storage.files import write_whole

FOLDER_VARIABLE = "COPYDESK_CONFIG"


@dataclass(frozen=True)
class LoadedSettings:
    """The settings, and what there is to say when the file could not be read as it stood."""

    settings: Settings
    message: Message | None = None


def settings_path() -> Path:
    """Return where the settings file lies on this computer."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return Path(chosen) / "settings.json"
    from platformdirs import user_config_path

    return user_config_path("copydesk", appauthor=False) / "settings.json"


def load(path: Path | None = None) -> LoadedSettings:
    """Return the settings; without a file, or with a damaged one, those of a new computer.

    A damaged file is kept aside under another name. A single value that makes no sense is left out.
    """
    file = path or settings_path()
    try:
        kept = _read(file)
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return LoadedSettings(Settings(), Message("settings-unreadable", {"reason": reason}))
    except ValueError:
        return LoadedSettings(Settings(), _put_aside(file))
    values, wrong = _sensible(kept)
    message = Message("settings-value-left-out", {"names": ", ".join(wrong)}) if wrong else None
    return LoadedSettings(Settings(**values), message)


def save(settings: Settings, path: Path | None = None) -> None:
    """Keep the settings. Raises DiskFull, DeskReadOnly (with the settings' folder)."""
    file = path or settings_path()
    try:
        unknown = _read(file)
    except (OSError, ValueError):
        unknown = {}
    text = json.dumps(unknown | asdict(settings), ensure_ascii=False, indent=2, sort_keys=True)
    with told_of_files(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode() + b"\n")


def _read(file: Path) -> dict[str, Any]:
    """Return what the file holds; ValueError when that is no map of settings."""
    kept = json.loads(file.read_bytes())
    if not isinstance(kept, dict):
        raise ValueError("The settings are not a map.")
    return kept


def _sensible(kept: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the known values of the right kind, and the names of those of a wrong kind."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    plain = Settings()
    for name in (item.name for item in fields(Settings) if item.name in kept):
        value = kept[name]
        if name == "theme":
            fits = value in set(Theme)
            value = Theme(value) if fits else value
        else:
            fits = type(value) is type(getattr(plain, name))
        if fits:
            values[name] = value
        else:
            wrong.append(name)
    return values, wrong


def _put_aside(file: Path) -> Message:
    """Rename a damaged file so that nothing of it is lost, and say so."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside = file.with_name(f"{file.stem}.damaged-{stamp}{file.suffix}")
    try:
        file.replace(aside)
    except OSError:
        aside = file
    return Message("settings-damaged", {"file": str(aside)})
