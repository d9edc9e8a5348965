"""Network drives are refused and folders of cloud services are known, by their names."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from editor_app.domain.errors import DeskError
from editor_app.storage import places
from editor_app.storage.database import Database
from editor_app.storage.places import PlaceKind, kind_of_place, system_of

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/home /home/lan nfs4 rw 0 0
/dev/sdb1 /home/lan/local\\040disk ext4 rw 0 0
//news/share /mnt/share cifs rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "system"),
    [
        ("/var/desk", "ext4"),
        ("/home/lan/desk", "nfs4"),
        ("/home/lan/local disk/desk", "ext4"),
        ("/home/lanh/desk", "ext4"),
        ("/mnt/share", "cifs"),
        ("/mnt/ssh/a/b", "fuse.sshfs"),
    ],
)
def test_the_file_system_of_a_folder_is_that_of_its_deepest_mount(folder: str, system: str) -> None:
    assert system_of(PurePosixPath(folder), MOUNTS) == system


def test_without_mounts_nothing_is_known() -> None:
    assert system_of(PurePosixPath("/a"), "") == ""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("Desk", PlaceKind.HERE),
        ("Boxer/Desk", PlaceKind.CLOUD),
        ("OneDrive - Tòa soạn/Desk", PlaceKind.CLOUD),
        ("Dropbox (Tin)/Desk", PlaceKind.CLOUD),
        ("Library/Mobile Documents/com~apple~CloudDocs/Desk", PlaceKind.CLOUD),
        ("Nextcloud/a/b/c", PlaceKind.CLOUD),
    ],
)
def test_folders_of_cloud_services_are_known_by_name(
    tmp_path: Path, folder: str, kind: PlaceKind
) -> None:
    assert kind_of_place(tmp_path / folder) is kind


def test_a_desk_on_a_network_drive_is_refused_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Database.create(tmp_path / "local").close()
    monkeypatch.setattr(places, "_on_network", lambda _: True)
    for attempt in (Database.create, Database):
        with pytest.raises(DeskError) as trouble:
            attempt(tmp_path / ("local" if attempt is Database else "new"))
        assert trouble.value.message.key == "desk-on-network"
    assert not (tmp_path / "new").exists()
    Database(tmp_path / "local", read_only=True).close()
