"""Approving Copydesk on a site in the browser, where the editor is signed in already."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from urllib.parse import urlencode, urlsplit

from editor_app.connectors.approval_callback import ApprovalCallback, ClosingPages
from editor_app.domain.errors import Cancelled, Refused
from editor_app.domain.messages import Message

APP_NAME = "Copydesk"
APP_ID = "6f0d2c1e-8a57-4b5c-9d0e-3f6b7a1c2d94"
"""What sites know the program by; the name, with the moment, stands in a person's profile."""

PATIENCE = 300.0
"""Seconds that the browser has."""

Say = Callable[[Message], str]


@dataclass(frozen=True)
class Granted:
    """The account that approved, and the application password that the site made for Copydesk."""

    account: str = field(repr=False)
    password: str = field(repr=False)


class Approval:
    """One approval: open ``url`` in the browser, then wait for ``granted``.

    ``returns`` says whether the browser comes back by itself. WordPress sends it only to https
    addresses, unless the site is a local one or has the companion; elsewhere the site shows the
    password and the editor copies it from there. ``by_hand`` is always that page.
    """

    def __init__(
        self,
        authorize: str,
        site_names: frozenset[str],
        at: datetime,
        say: Say,
        language: str,
        *,
        returns: bool,
        seconds: float = PATIENCE,
    ) -> None:
        """``site_names`` are the hosts that the answer may come from, without ``www.``.

        ``at`` is this moment: a site takes each name of an application once for a person.
        """
        called = f"{APP_NAME} {at:%Y-%m-%d %H:%M:%S}"
        self.by_hand = with_query(authorize, {"app_name": called, "app_id": APP_ID})
        self.returns, self._names = returns, site_names
        self._stopped = threading.Event()
        self._door: ApprovalCallback | None = None
        self.url = self.by_hand
        if returns:
            self._door = ApprovalCallback(closing_pages(say, language), seconds)
            back = {"success_url": self._door.success, "reject_url": self._door.reject}
            self.url = with_query(self.by_hand, back)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.cancel()

    def granted(self) -> Granted:
        """Wait for the browser to come back; for a worker's thread.

        Raises Cancelled after ``cancel``, Refused (``approval-refused``, ``approval-expired``,
        ``approval-other-site``, ``approval-by-hand`` where the browser does not come back).
        """
        if self._door is None:
            raise Refused("approval-by-hand")
        came = self._door.wait()
        if self._stopped.is_set():
            raise Cancelled
        if came is None:
            raise Refused("approval-expired")
        if not came.approved:
            raise Refused("approval-refused")
        if host_of(came.site) not in self._names:
            raise Refused("approval-other-site", site=host_of(came.site))
        return Granted(came.account, came.password)

    def cancel(self) -> None:
        """Stop waiting; what the browser brings afterwards is not taken."""
        if self._door is not None:
            if self._door.open:
                self._stopped.set()
            self._door.close()


def host_of(url: str) -> str:
    """Return the host of an address as sites are told apart by: lower case, without ``www.``."""
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def with_query(url: str, query: dict[str, str]) -> str:
    """Return an address with more fields in its query."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"


def closing_pages(say: Say, language: str) -> ClosingPages:
    """Return the pages that the browser is left with, in the language of the interface."""

    def page(key: str) -> str:
        words = html.escape(say(Message(key)))
        return (
            f'<!DOCTYPE html>\n<html lang="{html.escape(language)}"><head><meta charset="utf-8">'
            f"<title>{APP_NAME}</title></head><body><h1>{APP_NAME}</h1><p>{words}</p></body>"
            "</html>\n"
        )

    return ClosingPages(page("approval-page-granted"), page("approval-page-refused"))
