"""The lines to sites: one open connection per site, with the password from where secrets are kept.

A password is read when a line is opened, given to the connector, and kept nowhere else. One that
the keyring does not take is kept in memory until the program ends, and ``trouble`` says so.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from editor_app.connectors.web_origins import origin_of
from editor_app.connectors.web_requests import PATIENCE, Credential, Patience, Transport
from editor_app.connectors.wordpress import WordPress
from editor_app.domain.errors import SecretsUnavailable, SignedOut
from editor_app.domain.ids import SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import Site
from editor_app.services.site_facts import WORKED
from editor_app.storage.secrets import MemorySecrets, Secrets


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
        self._spare = MemorySecrets()
        self._lines: dict[SiteId, tuple[str, str, bool, WordPress]] = {}
        self._roots: dict[SiteId, str] = {}
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
        return self._secrets.trouble or self._spare.trouble

    def sign_in(self, site: SiteId, password: str, root: str = "") -> None:
        """Keep the password of a site: in the keyring, or until the program ends.

        It goes to the host of ``root`` alone, whatever somebody has read of the site before.
        """
        if root:
            self._roots[site] = root
        trouble = self._not_kept(site, password)
        if trouble is None:
            self._spare.remove(site)
            self._spare.trouble = None if self._spare.empty else self._spare.trouble
        else:
            self._spare.set(site, password)
            self._spare.trouble = trouble
        self.hang_up(site)

    def _not_kept(self, site: SiteId, password: str) -> Message | None:
        """Give a password to the keyring and read it back; return what went wrong."""
        try:
            self._secrets.set(site, password)
            same = self._secrets.get(site) == password
        except SecretsUnavailable as refused:
            reason = refused.message.fields.get("reason", refused.message.key)
            return Message("secret-kept-for-now", {"reason": reason})
        return None if same else Message("keyring-forgets")

    def sign_out(self, site: SiteId) -> None:
        """Forget the password of a site. Raises SecretsUnavailable."""
        self.hang_up(site)
        self._spare.remove(site)
        self._secrets.remove(site)

    def signed_in(self, site: SiteId) -> bool:
        """Say whether there is a password for a site. Raises SecretsUnavailable."""
        return bool(self._password(site))

    def key_of(self, name: str) -> str:
        """Return the key of something else that is kept here by its id; empty for none.

        Raises SecretsUnavailable.
        """
        return self._password(SiteId(name)) or ""

    def _password(self, site: SiteId) -> str | None:
        return self._spare.get(site) or self._secrets.get(site)

    # -- lines

    def line(self, site: Site) -> WordPress:
        """Return the line to a WordPress; opened anew when its root or account has changed.

        Raises SignedOut ("signed-out-here") when there is no password for it, or only one that
        another host has taken since the site was read, and SecretsUnavailable.
        """
        with self._lock:
            kept = self._lines.get(site.id)
            known = site.found.get(WORKED, "") == site.account != ""
            if kept is not None and kept[:3] == (site.target, site.account, known):
                return kept[3]
            password = self._password(site.id)
            root = self._roots.get(site.id, "")  # known before its password is
            if not password or (root and origin_of(root) != origin_of(site.target)):
                raise SignedOut("signed-out-here", site=site.name)
            self.hang_up(site.id)
            opened = self.trial(site.target, site.account, password, known=known)
            self._lines[site.id] = (site.target, site.account, known, opened)
            return opened

    def trial(
        self, root: str, account: str = "", password: str = "", *, known: bool = False
    ) -> WordPress:
        """Return a line that is not kept, for trying an account or none; the caller closes it.

        ``known``: the site took the account before, so that a refusal means a revoked password.
        """
        credential = Credential(account, password) if account else None
        return WordPress(
            root, credential, known=known, patience=self._patience, transport=self._transport
        )

    def hang_up(self, site: SiteId) -> None:
        """Close the line of a site; the next ``line`` opens another."""
        with self._lock:
            kept = self._lines.pop(site, None)
        if kept is not None:
            kept[3].close()

    def close(self) -> None:
        """Close all lines."""
        for site in tuple(self._lines):
            self.hang_up(site)
