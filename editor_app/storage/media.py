"""The media folder: original photos by their content, and what was made of them.

An original is named by the SHA-256 of its bytes, never changed, and kept once however often it is
used. ``media/3f/3fc9...`` holds it; ``derived/3f/3fc9.../960.jpg`` holds a thumbnail or rendition
of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from editor_app.domain.errors import NotFound
from editor_app.storage.derived import mark_used, trim
from editor_app.storage.file_troubles import told_of_files
from editor_app.storage.files import write_whole
from editor_app.storage.folder import DeskFolder

DIGEST = re.compile(r"[0-9a-f]{64}")
DERIVED_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")


class MediaFolder:
    """The photos of one desk; may be used from any thread. Raises DiskFull, DeskReadOnly."""

    def __init__(self, folder: DeskFolder) -> None:
        self._folder = folder

    def add(self, data: bytes) -> str:
        """Keep an original and return its digest; the same bytes again change nothing."""
        digest = sha256(data).hexdigest()
        file = self.path(digest)
        if not self._kept_whole(file, len(data)):
            with told_of_files(self._folder.path):
                file.parent.mkdir(parents=True, exist_ok=True)
                write_whole(file, data)
        return digest

    def path(self, digest: str) -> Path:
        """Return where an original lies; ValueError for what is no digest."""
        return self._folder.media / _checked(digest)[:2] / digest

    def has(self, digest: str) -> bool:
        """Say whether an original is there."""
        return self.path(digest).is_file()

    def read(self, digest: str) -> bytes:
        """Return the bytes of an original; NotFound when the file is gone."""
        return _read(self.path(digest), digest)

    def missing(self, digests: Iterable[str]) -> frozenset[str]:
        """Return those of the digests whose file is not there."""
        return frozenset(digest for digest in digests if not self.has(digest))

    def harmed(self, digests: Iterable[str]) -> frozenset[str]:
        """Return those of the digests whose file is there and holds something else; reads all."""
        return frozenset(
            digest for digest in digests if self.has(digest) and not self._right(digest)
        )

    def remove(self, digest: str) -> None:
        """Remove an original for good with all that was made of it; none is no error.

        For a photo that nobody keeps any more; the caller has looked for others with its content.
        """
        with told_of_files(self._folder.path):
            self.path(digest).unlink(missing_ok=True)
            shutil.rmtree(self._folder.derived / digest[:2] / digest, ignore_errors=True)

    def derive(self, digest: str, name: str, data: bytes) -> None:
        """Keep what was made of an original under a name such as ``960.jpg``."""
        file = self._derived(digest, name)
        with told_of_files(self._folder.path):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, data)

    def derived(self, digest: str, name: str) -> bytes | None:
        """Return what was made of an original under that name, or None."""
        file = self._derived(digest, name)
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            return None
        mark_used(file)
        return data

    def has_derived(self, digest: str, name: str) -> bool:
        """Say whether there is something under that name, which somebody will want soon."""
        file = self._derived(digest, name)
        mark_used(file)
        return file.is_file()

    def trim_derived(self, limit: int) -> int:
        """Remove what was not used for longest until it takes at most ``limit`` bytes.

        What was used within a day stays. Returns how many bytes were freed. For any thread.
        """
        return trim(self._folder.derived, limit)

    def _derived(self, digest: str, name: str) -> Path:
        """Return where a derived file lies; ValueError for a name that would lead elsewhere."""
        if not DERIVED_NAME.fullmatch(name):
            raise ValueError(f"Not a name for a derived file: {name!r}")
        return self._folder.derived / _checked(digest)[:2] / digest / name

    def _kept_whole(self, file: Path, size: int) -> bool:
        """Say whether a file is there in full length; a harmed one is written anew."""
        return file.is_file() and file.stat().st_size == size

    def _right(self, digest: str) -> bool:
        """Say whether a file still holds the bytes that gave it its name."""
        with self.path(digest).open("rb") as stream:
            seen = sha256()
            while piece := stream.read(1 << 20):
                seen.update(piece)
        return seen.hexdigest() == digest


def _checked(digest: str) -> str:
    """Return the digest, or raise ValueError for anything else."""
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"Not a SHA-256 digest: {digest!r}")
    return digest


def _read(file: Path, name: str) -> bytes:
    """Return the bytes of a file that should be there."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise NotFound("photo-file-missing", name=name) from None
