"""The stage of the WordPress tests: the desk, the site, and the people and faults around them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.services.preferences import SettingsService
from tests.end_to_end.wordpress_desk import Newsroom, open_newsroom
from tests.end_to_end.wordpress_people import Colleague, Statuses, column, status_for_readers
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress

LANGUAGES = (VIETNAMESE, ENGLISH, CHINESE)


@dataclass
class Scene:
    """The desk, and all that happens around it."""

    room: Newsroom
    wordpress: WordPress
    faults: FaultProxy
    colleague: Colleague
    statuses: Statuses
    role: str
    password: str
    wished: list[tuple[int, str]] = field(default_factory=list)

    def status(self, language: Language) -> str:
        """Return the status of a post by the site's own database."""
        return column(self.wordpress, self.room.post(language), "post_status")

    def content(self, language: Language) -> str:
        """Return the content of a post, byte for byte."""
        return self.colleague.content(self.room.post(language))

    def spelt(self, block: str) -> str:
        """Return a block as the site keeps what the account saves: it respells an author's tags."""
        return block.replace('"/>', '" />') if self.role == "author" else block

    def for_readers(self, language: Language) -> int:
        """Return the status with which a reader's browser is answered."""
        return status_for_readers(f"{self.wordpress.url}/?p={self.room.post(language)}")[0]

    def settled(self) -> None:
        """Look that nothing waits, and that nothing became public without a wish."""
        assert self.room.open_entries() == []
        assert sorted(self.statuses.raised()) == sorted(self.wished)


@contextmanager
def opened_scene(
    folder: Path, wordpress: WordPress, faults: FaultProxy, settings: SettingsService, role: str
) -> Iterator[Scene]:
    """Sign in to a WordPress by way of a proxy, with the story written; close the desk at last."""
    room = open_newsroom(folder, wordpress, role, faults.url, settings)
    try:
        yield Scene(
            room,
            wordpress,
            faults,
            Colleague(wordpress),
            Statuses(wordpress),
            role,
            wordpress.user(role).password,
        )
    finally:
        room.desk.close()
