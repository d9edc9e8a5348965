"""What kind of disk a folder lies on: a library needs one of this computer.

SQLite's locks and its shared memory do not work across a network; folders that a cloud service
copies are copied while they are being written. The first is refused, the second is warned of.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path, PurePath

from editor_app.domain.errors import DeskError

NETWORK_SYSTEMS = {
    "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs",
    "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "webdav",
}  # fmt: skip
"""File systems whose disk is another computer's."""

CLOUD_NAMES = (
    "box", "clouddocs", "dropbox", "google drive", "googledrive", "icloud drive", "icloud~",
    "mobile documents", "nextcloud", "onedrive", "owncloud", "syncthing", "yandex.disk",
)  # fmt: skip
"""How folders that a cloud service copies are called, in small letters."""

REMOTE_DRIVE = 4
"""What Windows answers for a drive of the network (GetDriveTypeW, DRIVE_REMOTE)."""


class PlaceKind(StrEnum):
    """Where a folder lies."""

    HERE = "here"
    CLOUD = "cloud"
    NETWORK = "network"


def refuse_network(folder: Path) -> None:
    """Raise DeskError (``desk-on-network``) for a folder on another computer's disk."""
    if kind_of_place(folder) is PlaceKind.NETWORK:
        raise DeskError("desk-on-network", folder=str(folder))


def kind_of_place(folder: Path) -> PlaceKind:
    """Say where a folder lies, which need not be there yet; a local one when nobody can tell."""
    if _on_network(folder):
        return PlaceKind.NETWORK
    parts = [part.casefold() for part in folder.absolute().parts]
    cloud = any(part.startswith(name) for part in parts for name in CLOUD_NAMES)
    return PlaceKind.CLOUD if cloud else PlaceKind.HERE


def _on_network(folder: Path) -> bool:
    """Ask the system whether a folder lies on another computer's disk."""
    if sys.platform == "win32":
        import ctypes

        anchor = folder.absolute().anchor
        remote = ctypes.windll.kernel32.GetDriveTypeW(anchor) == REMOTE_DRIVE
        return bool(remote) or anchor.startswith("\\\\")
    table = Path("/proc/self/mounts")
    if not table.is_file():
        return False
    mounts = table.read_text("utf-8", "surrogateescape")
    return system_of(folder.resolve(), mounts) in NETWORK_SYSTEMS


def system_of(folder: PurePath, mounts: str) -> str:
    """Return the file system of a folder by a table of mounts in the form of ``/proc/mounts``."""
    found, deepest = "", -1
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        mounted = PurePath(words[1].replace("\\040", " ").replace("\\011", "\t"))
        if folder.is_relative_to(mounted) and len(mounted.parts) >= deepest:
            found, deepest = words[2], len(mounted.parts)
    return found
