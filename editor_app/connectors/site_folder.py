"""A folder that a web server serves: brought up to date file by file, never half.

A manifest in the folder remembers what is ours. A file is made and written only when what it is
made from has changed, or when somebody else changed it; each is written beside its place, brought
to the disk and renamed, so that a reader or a crash meets the old page or the new one. Files that
are not ours are never touched.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from editor_app.connectors.site_manifest import (
    MANIFEST,
    UNFINISHED,
    Kept,
    Manifest,
    digest_of,
    write_whole,
)
from editor_app.domain.errors import Cancelled, ConnectionTrouble, DiskFull, Refused
from editor_app.domain.site import Agreed, Question
from editor_app.formats.page_view import SiteFile

SAVE_EVERY = 500
"""After so many written files the manifest is kept, so that a crash costs little work."""

MANY_REMOVALS = 20
REMOVED_PART = 5
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
REFUSING = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

Progress = Callable[[int, int, str], None]
Stopped = Callable[[], bool]


@dataclass(frozen=True)
class FolderReport:
    """What a run did.

    ``written`` and ``removed`` are addresses; ``unchanged`` counts the files that were right
    already. ``replaced`` are those of the written ones that somebody else had changed, ``left``
    those that we need no longer but somebody else had changed, and that were therefore left alone.
    """

    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


NO_LEAVE: Mapping[Question, Agreed] = {}


def _no_progress(done: int, total: int, address: str) -> None:
    del done, total, address


def _never() -> bool:
    return False


class SiteFolder:
    """The folder of one site. ``owner`` names the site, so that two never share a folder unseen."""

    def __init__(self, folder: Path, owner: str = "") -> None:
        """Name the folder; nothing is looked at yet."""
        self.folder = folder
        self.owner = owner

    def check(self) -> None:
        """See that the folder is there, can be written, and is not another site's.

        Raises ConnectionTrouble (``site-folder-missing``, ``site-folder-read-only``), DiskFull, and
        Refused (``site-folder-taken``).
        """
        if not self.folder.is_dir():
            raise ConnectionTrouble("site-folder-missing", folder=str(self.folder))
        with _troubles(self.folder):
            write_whole(self.folder / ".copydesk-probe", b"")
            (self.folder / ".copydesk-probe").unlink()
            manifest = Manifest.read(self.folder)
        if manifest.owner and self.owner and manifest.owner != self.owner:
            raise Refused("site-folder-taken", folder=str(self.folder))

    def read(self, address: str) -> bytes | None:
        """Return the bytes that stand at an address, or None."""
        try:
            return self.place(address).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    def astray(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Return which of these do not hold, byte for byte, what was made for them last."""
        kept = Manifest.read(self.folder).kept
        return tuple(
            address
            for address in addresses
            if (data := self.read(address)) is None
            or address not in kept
            or kept[address].digest != digest_of(data)
        )

    def place(self, address: str) -> Path:
        """Return the path of an address; raises Refused for one that would leave the folder."""
        parts = PurePosixPath(address).parts
        unsafe = not parts or address.startswith("/") or ".." in parts or parts[0] == MANIFEST
        if unsafe or any(sign in address for sign in "\\:\x00"):
            raise Refused("site-address-unsafe", address=address)
        return self.folder.joinpath(*parts)

    def bring_up_to_date(
        self,
        files: Iterable[SiteFile],
        progress: Progress = _no_progress,
        stopped: Stopped = _never,
        leave: Mapping[Question, Agreed] = NO_LEAVE,
    ) -> FolderReport:
        """Make the folder hold exactly these files, besides what is not ours.

        ``progress`` is told how many of how many files are done, ``stopped`` is asked before each.
        What was written before a stop or an error stays, whole; the next run does the rest.

        Raises ConnectionTrouble, DiskFull, Cancelled, and, before anything is written, Refused:
        ``site-folder-foreign`` when files that are not ours stand at our addresses,
        ``site-folder-removals`` when a fifth of the site would go. ``leave`` is what the editor has
        answered to these two. Files that were not to be written over stay for good, until somebody
        takes them away; files that were to be kept are ours no longer.
        """
        self.check()
        wanted = {file.address: file for file in files}
        places = {address: self.place(address) for address in wanted}
        with _troubles(self.folder):
            manifest = Manifest.read(self.folder)
            manifest.owner = self.owner or manifest.owner
            self._settle_foreign(wanted, manifest, leave.get(Question.FOREIGN))
            for address in manifest.passed:
                del wanted[address]
            _settle_removals(wanted, manifest, leave.get(Question.REMOVALS))
            _sweep_unfinished(places.values())
            manifest.set_out(wanted)
            manifest.write(self.folder)
            run = _Run(self, manifest, progress, stopped)
            try:
                return run.over(wanted)
            finally:
                with suppress(OSError):
                    manifest.write(self.folder)

    def _settle_foreign(
        self, wanted: Mapping[str, SiteFile], manifest: Manifest, answer: Agreed | None
    ) -> None:
        """Ask when files that we did not write stand where ours would go, or do as answered.

        A file that already is what we would write is taken for ours: its manifest was lost.
        """
        foreign = [
            address
            for address, file in wanted.items()
            if not manifest.owns(address)
            and self.place(address).exists()
            and self.read(address) != file.make()
        ]
        manifest.passed &= frozenset(foreign)
        met = [address for address in foreign if address not in manifest.passed]
        if not met:
            return
        if answer is None or not answer.holds(len(met)):
            folder = str(self.folder)
            raise Refused(Question.FOREIGN, folder=folder, count=len(met), example=met[0])
        if not answer.yes:
            manifest.passed |= frozenset(met)


def _settle_removals(
    wanted: Mapping[str, SiteFile], manifest: Manifest, answer: Agreed | None
) -> None:
    """Ask when a large part of the site would go, or do as answered."""
    gone = manifest.kept.keys() - wanted.keys()
    if len(gone) <= max(MANY_REMOVALS, len(manifest.kept) // REMOVED_PART):
        return
    if answer is None or not answer.holds(len(gone)):
        raise Refused(Question.REMOVALS, count=len(gone), total=len(manifest.kept))
    if not answer.yes:
        for address in gone:
            del manifest.kept[address]


def _sweep_unfinished(places: Iterable[Path]) -> None:
    """Remove what a crash left half written beside our files."""
    for folder in {place.parent for place in places}:
        for left in folder.glob(f"*{UNFINISHED}"):
            left.unlink()


@contextmanager
def _troubles(folder: Path) -> Iterator[None]:
    """Turn what the system says into our errors."""
    try:
        yield
    except OSError as error:
        name = str(folder)
        if error.errno in FULL:
            raise DiskFull("site-folder-full", folder=name) from error
        if error.errno in REFUSING:
            raise ConnectionTrouble("site-folder-read-only", folder=name) from error
        if not folder.is_dir():
            raise ConnectionTrouble("site-folder-missing", folder=name) from error
        reason = error.strerror or type(error).__name__
        raise ConnectionTrouble("site-folder-trouble", folder=name, reason=reason) from error


@dataclass
class _Run:
    """One run over a folder and what it has done so far."""

    site: SiteFolder
    manifest: Manifest
    progress: Progress
    stopped: Stopped
    written: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unchanged: int = 0
    _folders: set[Path] = field(default_factory=set)

    def over(self, wanted: Mapping[str, SiteFile]) -> FolderReport:
        """Write what changed, remove what is gone, and say so."""
        for done, (address, file) in enumerate(wanted.items(), start=1):
            if self.stopped():
                raise Cancelled
            self._bring(file)
            self.progress(done, len(wanted), address)
        for address in sorted(self.manifest.kept.keys() - wanted.keys()):
            if self.stopped():
                raise Cancelled
            self._remove(address)
        self.manifest.pending = frozenset()
        for folder in self._folders:
            _sync_folder(folder)
        return FolderReport(
            tuple(self.written),
            self.unchanged,
            tuple(self.removed),
            tuple(self.replaced),
            tuple(self.left),
        )

    def _bring(self, file: SiteFile) -> None:
        place = self.site.place(file.address)
        kept = self.manifest.kept.get(file.address)
        stands = kept is not None and kept.stands(place)
        if kept is not None and stands and kept.fingerprint == file.fingerprint:
            self.unchanged += 1
            return
        data = file.make()
        digest = digest_of(data)
        same = kept.digest == digest if kept and stands else self.site.read(file.address) == data
        if same:
            self.unchanged += 1
        else:
            if kept is not None and not stands and place.exists():
                self.replaced.append(file.address)
            self._write(place, data)
            self.written.append(file.address)
        found = place.stat()
        self.manifest.kept[file.address] = Kept(
            digest, file.fingerprint, found.st_size, found.st_mtime_ns
        )
        if len(self.written) % SAVE_EVERY == SAVE_EVERY - 1:
            self.manifest.write(self.site.folder)

    def _write(self, place: Path, data: bytes) -> None:
        if place.parent not in self._folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.parent.resolve().is_relative_to(self.site.folder.resolve()):
                raise Refused("site-address-unsafe", address=str(place))
            self._folders.add(place.parent)
        write_whole(place, data)
        if place.read_bytes() != data:
            raise ConnectionTrouble("site-folder-differs", address=str(place))

    def _remove(self, address: str) -> None:
        place = self.site.place(address)
        kept = self.manifest.kept.pop(address)
        if not place.exists():
            return
        if not kept.stands(place):
            self.left.append(address)
            return
        place.unlink()
        self.removed.append(address)
        for folder in place.parents:
            if folder == self.site.folder or any(folder.iterdir()):
                break
            self._folders.discard(folder)
            folder.rmdir()


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # Windows opens no folders; its names are on the disk already
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
