"""What a site with Copydesk's own plugin (resources/wordpress) tells beyond stock WordPress.

Its ETags, its refusal of a second post and its language fields are used by ``wordpress_posts``;
here is what only the plugin knows. Without the plugin every question raises NotTheSite (404).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from editor_app.connectors.wordpress_connection import PAGE, Connection
from editor_app.connectors.wordpress_values import time_of

STATUS = "copydesk/v1/status"
EDITING = "copydesk/v1/editing"


@dataclass(frozen=True)
class CompanionStatus:
    """The plugin's ``version``, and who keeps the languages: Polylang with these, or the plugin.

    ``upload`` is the largest file in bytes (0: not told), ``types`` the kinds of photos allowed,
    ``sizes`` the names of the smaller pictures that are made, ``threshold`` the pixels above which
    a photo is made smaller, ``trash`` whether there is one, ``charset`` that of the texts.
    """

    version: int
    polylang: bool
    languages: tuple[str, ...]
    upload: int = 0
    types: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    threshold: int = 0
    trash: bool = True
    charset: str = ""


@dataclass(frozen=True)
class EditedBy:
    """A person who has a post open in the site's own editor, and when that was last seen."""

    post: int
    name: str
    seen: datetime | None


class Companion:
    """The plugin of one site; all it tells is for accounts that may edit."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def status(self) -> CompanionStatus:
        """Return what the plugin says of itself."""
        answer = self._connection.get(STATUS, {})
        return self._connection.made(_status, answer.data)

    def editing(self, posts: Collection[int]) -> tuple[EditedBy, ...]:
        """Return who is editing which of these posts at the moment."""
        ids = sorted(posts)
        found: list[EditedBy] = []
        for start in range(0, len(ids), PAGE):
            some = ",".join(map(str, ids[start : start + PAGE]))
            answer = self._connection.get(EDITING, {"ids": some}, expect=list)
            found += [self._connection.made(_edited, data) for data in answer.data]
        return tuple(found)

    def preview_address(self, post: int) -> str:
        """Return an address that shows a post, also a draft, to anybody for a quarter of an hour.

        Raises GoneThere, NotAllowed.
        """
        answer = self._connection.get(f"copydesk/v1/posts/{post}/preview", {})
        return self._connection.made(_address, answer.data)


def _status(data: Any) -> CompanionStatus:
    return CompanionStatus(
        int(data["version"]),
        bool(data["polylang"]),
        tuple(data["languages"]),
        int(data.get("upload") or 0),
        tuple(map(str, data.get("types", ()))),
        tuple(map(str, data.get("sizes", ()))),
        int(data.get("threshold") or 0),
        bool(data.get("trash", True)),
        str(data.get("charset", "")),
    )


def _edited(data: Any) -> EditedBy:
    return EditedBy(int(data["id"]), str(data["name"]), time_of(data["seen"]))


def _address(data: Any) -> str:
    return str(data["url"])
