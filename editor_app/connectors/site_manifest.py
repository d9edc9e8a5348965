"""What a site folder remembers of our files: one JSON document, in the folder itself."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

MANIFEST = ".copydesk-site.json"
UNFINISHED = ".copydesk-new"
FORM = 1


@dataclass(frozen=True)
class Kept:
    """A file of ours: the SHA-256 of its bytes, what it was made from, its size and time (ns)."""

    digest: str
    fingerprint: str
    size: int
    changed: int

    def stands(self, place: Path) -> bool:
        """Say whether the file is as we left it; its bytes are read only when its time differs."""
        try:
            found = place.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        if found.st_size != self.size:
            return False
        return found.st_mtime_ns == self.changed or digest_of(place.read_bytes()) == self.digest


@dataclass
class Manifest:
    """The files that are ours, by address.

    ``pending`` are addresses that a run set out to write: after a crash they are known to be ours.
    ``passed`` are addresses of ours where a file of somebody else stands and, as the editor said,
    stays. ``owner`` is the site that the folder belongs to.
    """

    owner: str = ""
    kept: dict[str, Kept] = field(default_factory=dict)
    pending: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a folder; a missing or broken one knows nothing."""
        try:
            found = json.loads((folder / MANIFEST).read_bytes())
            kept = {address: Kept(**values) for address, values in found["files"].items()}
            pending, passed = found["pending"], found.get("passed", ())
            return cls(str(found["owner"]), kept, _addresses(pending), _addresses(passed))
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def write(self, folder: Path) -> None:
        """Put the manifest into the folder. Raises OSError."""
        document = {
            "form": FORM,
            "owner": self.owner,
            "pending": sorted(self.pending),
            "passed": sorted(self.passed),
            "files": {address: asdict(self.kept[address]) for address in sorted(self.kept)},
        }
        text = json.dumps(document, ensure_ascii=False, indent=0, separators=(",", ":"))
        write_whole(folder / MANIFEST, text.encode())

    def owns(self, address: str) -> bool:
        """Say whether what stands at an address was written by us."""
        return address in self.kept or address in self.pending

    def set_out(self, addresses: Iterable[str]) -> None:
        """Remember what is about to be written."""
        self.pending = frozenset(addresses) - self.kept.keys()


def _addresses(found: Iterable[object]) -> frozenset[str]:
    return frozenset(map(str, found))


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes as hex digits."""
    return sha256(data).hexdigest()


def write_whole(place: Path, data: bytes) -> None:
    """Write a file so that its old or its new bytes stand, whatever happens. Raises OSError."""
    beside = place.with_name(f"{place.name}{UNFINISHED}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
