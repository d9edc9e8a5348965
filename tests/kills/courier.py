"""A program that syncs a desk until nothing waits any more, or until it is killed.

What it did goes line by line into an account that survives: ``B`` the desk is open, ``S 3 47 0``
a sync has ended with so many sent, waiting, and in need of somebody, ``D`` nothing waits.
"""

from __future__ import annotations

import os
from pathlib import Path

from editor_app.services.preferences import SettingsService
from editor_app.storage.secrets import MemorySecrets
from editor_app.wiring import Desk, open_desk
from tests.kills.children import serve

SETTINGS, PASSWORD = "settings.toml", "password"
"""Files in the desk's folder: whose settings these are, and what the site lets in."""


def opened(folder: Path) -> Desk:
    """Open a desk as the program does, with the password of its site in a keyring of its own."""
    secrets = MemorySecrets()
    desk = open_desk(folder, settings=SettingsService(folder / SETTINGS), secrets=lambda: secrets)
    for site in desk.publishing.sites():
        secrets.set(site.id, (folder / PASSWORD).read_text())
    return desk


def sync(folder: Path, _seed: int, account: Path) -> None:
    """Open the desk, go on with what the last one left, and sync until nothing waits."""
    file = os.open(account, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(*said: object) -> None:
        os.write(file, (" ".join(map(str, said)) + "\n").encode())

    desk = opened(folder)
    note("B")
    desk.drafts.recover()
    desk.publishing.resume()
    while True:
        for site in desk.publishing.sites():
            desk.publishing.try_now(site.id)
        report = desk.syncing.sync(at_once=True)
        note("S", report.sent, report.waiting, report.needs_you, *report.troubles)
        if not report.waiting:
            break
    desk.close()
    note("D")


if __name__ == "__main__":
    import httpx2  # noqa: F401  (imported once here, and not in each of its children)
    import truststore  # noqa: F401

    serve({"sync": sync})
