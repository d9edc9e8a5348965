"""The lines to sites: one open connection per site, with the password from where secrets are kept.

A password is read when a line is opened, given to the connector, and kept nowhere else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from editor_app.connectors.web_requests import PATIENCE, Credential, Patience, Transport
from editor_app.connectors.wordpress import WordPress
from editor_app.domain.errors import SignedOut
from editor_app.domain.ids import SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import Site
from editor_app.storage.secrets import Secrets


class SiteLines:
    """Keeps the lines of a desk; threads may share it. Close it when the desk is closed.

    ``open_secrets`` is called when a password is first wanted: trying a keyring takes its time, and
    a desk without accounts never needs one. ``transport`` takes the place of the network where a
    model plays the site.
    """

    def __init__(
        self,
        open_secrets: Callable[[], Secrets],
        *,
        patience: Patience = PATIENCE,
        transport: Transport | None = None,
    ) -> None:
        self._open_secrets = open_secrets
        self._patience, self._transport = patience, transport
        self._opened: Secrets | None = None
        self._lines: dict[SiteId, tuple[str, str, WordPress]] = {}
        self._lock = threading.RLock()

    # -- passwords

    @property
    def _secrets(self) -> Secrets:
        with self._lock:
            if self._opened is None:
                self._opened = self._open_secrets()
            return self._opened

    @property
    def trouble(self) -> Message | None:
        """What to say when passwords are forgotten at the end of the program."""
        return self._secrets.trouble

    def sign_in(self, site: SiteId, password: str) -> None:
        """Keep the password of a site. Raises SecretsUnavailable."""
        self._secrets.set(site, password)
        self.hang_up(site)

    def sign_out(self, site: SiteId) -> None:
        """Forget the password of a site. Raises SecretsUnavailable."""
        self.hang_up(site)
        self._secrets.remove(site)

    def signed_in(self, site: SiteId) -> bool:
        """Say whether there is a password for a site. Raises SecretsUnavailable."""
        return bool(self._secrets.get(site))

    # -- lines

    def line(self, site: Site) -> WordPress:
        """Return the line to a WordPress; opened anew when its root or account has changed.

        Raises SignedOut ("signed-out-here") when there is no password for it, SecretsUnavailable.
        """
        with self._lock:
            kept = self._lines.get(site.id)
            if kept is not None and kept[:2] == (site.target, site.account):
                return kept[2]
            password = self._secrets.get(site.id)
            if not password:
                raise SignedOut("signed-out-here", site=site.name)
            self.hang_up(site.id)
            opened = self.trial(site.target, site.account, password)
            self._lines[site.id] = (site.target, site.account, opened)
            return opened

    def trial(self, root: str, account: str = "", password: str = "") -> WordPress:
        """Return a line that is not kept, for trying an account or none; the caller closes it."""
        credential = Credential(account, password) if account else None
        return WordPress(root, credential, patience=self._patience, transport=self._transport)

    def hang_up(self, site: SiteId) -> None:
        """Close the line of a site; the next ``line`` opens another."""
        with self._lock:
            kept = self._lines.pop(site, None)
        if kept is not None:
            kept[2].close()

    def close(self) -> None:
        """Close all lines."""
        for site in tuple(self._lines):
            self.hang_up(site)
