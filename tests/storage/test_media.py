"""The media folder keeps each original once, whole, and untouched."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest

from editor_app.domain.errors import DeskError, DeskReadOnly, DiskFull, NotFound
from editor_app.storage.file_troubles import of_system, told_of_files
from editor_app.storage.files import write_whole
from editor_app.storage.folder import DeskFolder
from editor_app.storage.media import MediaFolder

DATA = b"\xff\xd8 a photo \x00" * 1000
DIGEST = sha256(DATA).hexdigest()


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    """The media folder of a desk in a fresh folder."""
    return MediaFolder(DeskFolder(tmp_path))


def test_an_original_is_found_by_the_digest_of_its_bytes(media: MediaFolder) -> None:
    assert media.add(DATA) == DIGEST
    assert media.has(DIGEST)
    assert media.read(DIGEST) == DATA
    assert media.path(DIGEST).name == DIGEST


def test_adding_the_same_bytes_again_changes_nothing(media: MediaFolder) -> None:
    media.add(DATA)
    before = media.path(DIGEST).stat().st_mtime_ns, media.path(DIGEST).stat().st_ino
    media.add(DATA)
    assert (media.path(DIGEST).stat().st_mtime_ns, media.path(DIGEST).stat().st_ino) == before


def test_a_file_that_lost_its_end_is_written_anew_when_added_again(media: MediaFolder) -> None:
    media.add(DATA)
    media.path(DIGEST).write_bytes(DATA[:10])
    media.add(DATA)
    assert media.read(DIGEST) == DATA


def test_many_threads_may_add_the_same_photo(media: MediaFolder) -> None:
    threads = [threading.Thread(target=media.add, args=(DATA,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert media.read(DIGEST) == DATA
    assert [file.name for file in media.path(DIGEST).parent.iterdir()] == [DIGEST]


def test_missing_and_harmed_files_are_told(media: MediaFolder) -> None:
    whole, harmed, gone = (media.add(DATA + bytes([n])) for n in range(3))
    media.path(harmed).write_bytes(b"x" * (len(DATA) + 1))
    media.path(gone).unlink()
    assert media.missing([whole, harmed, gone]) == {gone}
    assert media.harmed([whole, harmed, gone]) == {harmed}
    with pytest.raises(NotFound) as trouble:
        media.read(gone)
    assert trouble.value.message.key == "photo-file-missing"


def test_what_is_made_of_an_original_is_kept_by_name(media: MediaFolder) -> None:
    assert media.derived(DIGEST, "960.jpg") is None
    media.derive(DIGEST, "960.jpg", b"smaller")
    media.derive(DIGEST, "960.jpg", b"smaller still")
    assert media.derived(DIGEST, "960.jpg") == b"smaller still"


def test_a_photo_removed_for_good_takes_what_was_made_of_it_along(media: MediaFolder) -> None:
    media.add(DATA)
    media.derive(DIGEST, "960.jpg", b"smaller")
    media.remove(DIGEST)
    media.remove(DIGEST)
    assert not media.has(DIGEST)
    assert media.derived(DIGEST, "960.jpg") is None


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "a\\b", ".hidden", "a\x00", "C:x", "ä"])
def test_a_name_that_leads_out_of_the_folder_is_refused(media: MediaFolder, name: str) -> None:
    with pytest.raises(ValueError, match="Not a name"):
        media.derive(DIGEST, name, b"")


@pytest.mark.parametrize("digest", ["", "..", "a" * 63, "A" * 64, "../" + "a" * 61, "g" * 64])
def test_what_is_no_digest_is_refused(media: MediaFolder, digest: str) -> None:
    with pytest.raises(ValueError, match="Not a SHA-256"):
        media.read(digest)


def test_a_file_that_could_not_be_written_whole_is_not_there(
    media: MediaFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        media.add(DATA)
    assert not media.has(DIGEST)
    assert list(media.path(DIGEST).parent.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_a_process_that_may_write_no_more_keeps_what_it_had(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys; from pathlib import Path;"
        "from editor_app.storage.folder import DeskFolder;"
        "from editor_app.storage.media import MediaFolder;"
        "from editor_app.domain.errors import DiskFull;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000));"
        "media = MediaFolder(DeskFolder(Path(sys.argv[1])));"
        "media.add(b'small')\n"
        "try:\n    media.add(b'x' * 9000)\n"
        "except DiskFull:\n    print('full')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    )
    assert ran.stdout == "full\n"
    files = [file for file in (tmp_path / "media").rglob("*") if file.is_file()]
    assert [file.read_bytes() for file in files] == [b"small"]
    assert resource.RLIMIT_FSIZE is not None


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "long name of a file that goes on and on for more than forty letters.json"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert [item.name for item in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, DeskReadOnly),
        (errno.EACCES, DeskReadOnly),
        (errno.EIO, DeskError),
    ],
)
def test_troubles_of_the_disk_are_named(tmp_path: Path, number: int, kind: type[DeskError]) -> None:
    trouble = of_system(OSError(number, "said by the system"), tmp_path)
    assert type(trouble) is kind


def test_other_errors_of_the_system_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError), told_of_files(tmp_path):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder")


# -- kept within bounds


def aged(media: MediaFolder, name: str, days: float, size: int = 1000) -> None:
    """Keep a derived file that was last used so many days ago."""
    media.derive(DIGEST, name, b"x" * size)
    then = time.time() - days * 86_400
    os.utime(media._derived(DIGEST, name), (then, then))


def test_what_was_not_used_for_longest_is_removed_first(media: MediaFolder) -> None:
    for name, days in {"old.jpg": 30, "older.jpg": 40, "oldest.jpg": 50, "new.jpg": 2}.items():
        aged(media, name, days)
    assert media.trim_derived(2500) == 2000
    there = [
        name
        for name in ("new.jpg", "old.jpg", "older.jpg", "oldest.jpg")
        if media.has_derived(DIGEST, name)
    ]
    assert there == ["new.jpg", "old.jpg"]


def test_a_file_that_was_read_counts_as_used(media: MediaFolder) -> None:
    aged(media, "read.jpg", 50)
    aged(media, "asked.jpg", 45)
    aged(media, "forgotten.jpg", 10)
    assert media.derived(DIGEST, "read.jpg") is not None
    assert media.has_derived(DIGEST, "asked.jpg")
    assert media.trim_derived(0) == 1000
    assert media.has_derived(DIGEST, "read.jpg")
    assert not media.has_derived(DIGEST, "forgotten.jpg")


def test_within_the_bound_everything_stays(media: MediaFolder) -> None:
    aged(media, "old.jpg", 300)
    assert media.trim_derived(1000) == 0
    assert media.has_derived(DIGEST, "old.jpg")


def test_what_was_used_within_a_day_stays_whatever_its_size(media: MediaFolder) -> None:
    media.derive(DIGEST, "new.jpg", b"x" * 5000)
    assert media.trim_derived(0) == 0
    assert media.has_derived(DIGEST, "new.jpg")


def test_folders_that_hold_nothing_any_more_go_and_originals_stay(
    media: MediaFolder, tmp_path: Path
) -> None:
    media.add(DATA)
    aged(media, "old.jpg", 30)
    media.trim_derived(0)
    assert list((tmp_path / "derived").iterdir()) == []
    assert media.read(DIGEST) == DATA


def test_a_desk_without_derived_files_needs_no_trimming(media: MediaFolder) -> None:
    assert media.trim_derived(0) == 0
