"""Files that an editor saves somewhere: what the disk says against it, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editor_app.domain.errors import Refused
from editor_app.sentences import _


@contextmanager
def saving_as(path: Path) -> Iterator[None]:
    """Write a file inside. Raises Refused (``file-not-written``) where the disk refuses it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or _("the folder cannot be written")
        raise Refused("file-not-written", name=path.name, reason=reason) from error
