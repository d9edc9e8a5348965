"""A real WordPress: nginx, PHP and MariaDB in a temporary folder, ended with the tests."""

from __future__ import annotations

import json
import secrets
import shutil
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.servers import configuration, cores
from tests.servers.database import Database
from tests.servers.processes import (
    PATIENCE,
    HeldPort,
    ServerFolder,
    port_answers,
    socket_answers,
)

PHP = Path(__file__).with_name("php")
PRETTY = "/%year%/%monthnum%/%postname%/"
PLAIN = ""

ACCOUNTS = {
    "administrator": "administrator",
    "editor": "editor",
    "author": "author",
    "contributor": "contributor",
    "subscriber": "subscriber",
    "colleague": "editor",
}
"""Accounts of a site and their roles. The colleague is who edits on the site meanwhile."""

SWITCHES: dict[str, object] = {
    "image_sizes": ["thumbnail", "medium"],
    "wait_before": 0.0,
    "wait_after": 0.0,
    "slow_route": "",
    "wait_making": 0.0,
    "notice": "",
    "application_passwords": True,
    "revisions": None,
}
"""What ``WordPress.switch`` can change, as it is at first; php/copydesk-tests.php explains them."""


class User(NamedTuple):
    """A login name and its application password, in groups of four as WordPress shows it."""

    name: str
    password: str


@dataclass(frozen=True)
class Wishes:
    """How a site is set up; what is not here can be changed while it runs."""

    core: str = cores.DEBIAN
    title: str = "The Test Courier"
    time_zone: str = "Asia/Ho_Chi_Minh"
    permalinks: str = PRETTY
    largest_body: str = "32M"
    workers: int = 5
    drop_authorization: bool = False


class WordPress:
    """One site with its servers, running from construction until ``close``.

    All of it is private to the tests: a loopback port that was free, sockets in
    a temporary folder, a user without rights.
    """

    def __init__(self, wishes: Wishes | None = None) -> None:
        self.wishes = wishes or Wishes()
        self._held_port = HeldPort()
        self.port = self._held_port.number
        self.login_password = secrets.token_urlsafe(12)
        """The password of every account at the site's own login page."""
        self.folder = ServerFolder("wordpress")
        try:
            self._lay_out()
            self._database = Database(self.folder)
            self._start()
            installed = self._install()
        except BaseException:
            self.close()
            raise
        self.version = str(installed["version"])
        """As WordPress reports it: ``6.1.9``."""
        accounts = installed["accounts"]
        assert isinstance(accounts, dict)
        self._accounts: dict[str, dict[str, str]] = accounts
        self._database.keep()

    # --- what a client needs -----------------------------------------------------------

    @property
    def url(self) -> str:
        """The address of the site, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def user(self, name: str = "editor") -> User:
        """Name and application password of an account: a role, or ``colleague``."""
        return User(name, self._accounts[name]["password"])

    def user_id(self, name: str) -> int:
        """The site's own number of an account."""
        return int(self._accounts[name]["id"])

    # --- between tests -----------------------------------------------------------------

    def reset(self) -> None:
        """Make everything what it was at the start: database, files, plugins, switches."""
        self._database.start()
        self.wait_until_idle()
        self._database.put_back()
        self._furnish()

    def wait_until_idle(self, seconds: float = PATIENCE) -> None:
        """Wait until no request is being worked on, also none whose client has gone."""
        deadline = time.monotonic() + seconds
        while self._busy():
            assert time.monotonic() < deadline, f"busy for {seconds} s\n{self.folder.logs()}"
            time.sleep(0.02)

    def close(self) -> None:
        """End all servers of the site and remove it."""
        self.folder.close()
        self._held_port.close()

    # --- what happens on the site ------------------------------------------------------

    def switch(self, **changed: object) -> None:
        """Change some of ``SWITCHES`` from the next request on."""
        assert changed.keys() <= SWITCHES.keys(), changed
        self._switches |= changed
        self.folder.write("site/wp-content/copydesk-tests.json", json.dumps(self._switches))

    def run(self, code: str) -> object:
        """Run PHP inside the site, as an administrator; ``return`` gives a value (through JSON).

        This is the web editor and the site's own people: it passes by REST, proxy and
        application passwords. WordPress' functions are all there.
        """
        php = cores.program("php")
        host = f"127.0.0.1:{self.port}"
        printed = self.folder.run(php, "php/run.php", self._site, host, given=code)
        result: object = json.loads(printed)
        return result

    def ask(self, statement: str) -> list[tuple[str, ...]]:
        """Run SQL on the site's database; rows as text."""
        return self._database.ask(statement)

    def permalinks(self, structure: str) -> None:
        """Change the addresses of posts: ``PRETTY``, ``PLAIN`` or another structure."""
        self.run(
            f"$GLOBALS['wp_rewrite']->set_permalink_structure({json.dumps(structure)});"
            "flush_rewrite_rules(false);"
        )

    def install_plugin(self, file: Path) -> None:
        """Put a plugin of one file where WordPress loads it without being asked."""
        self.folder.write(f"site/wp-content/mu-plugins/{file.name}", file.read_text("utf-8"))

    def maintenance(self, *, on: bool) -> None:
        """Let the site say that it is being updated: 503 and a page."""
        if on:
            self.folder.write("site/.maintenance", "<?php $upgrading = time();")
        else:
            (self._site / ".maintenance").unlink()

    def stop_database(self) -> None:
        """Let the site lose its database: 500 and a page. Back with ``start_database``."""
        self._database.stop()

    def start_database(self) -> None:
        """Give the site its database back."""
        self._database.start()

    # --- set-up ------------------------------------------------------------------------

    @property
    def _site(self) -> Path:
        return self.folder.path / "site"

    def _lay_out(self) -> None:
        wishes, folder = self.wishes, self.folder
        folder.link_in(cores.core_folder(wishes.core), "site")
        folder.make("php")
        for script in ("install.php", "run.php"):
            folder.write(f"php/{script}", (PHP / script).read_text("utf-8"))
        folder.write("site/wp-config.php", configuration.wp_config(folder.path, self.port))
        folder.write(
            "fpm.conf", configuration.php_fpm(folder.path, wishes.workers, wishes.largest_body)
        )
        folder.write(
            "nginx.conf",
            configuration.nginx(
                folder.path,
                self.port,
                wishes.largest_body,
                drop_authorization=wishes.drop_authorization,
            ),
        )
        self._furnish()

    def _furnish(self) -> None:
        """Empty the folders that a site fills, with our own plugin alone in its place."""
        for name in ("uploads", "plugins", "mu-plugins", "upgrade"):
            shutil.rmtree(self._site / "wp-content" / name, ignore_errors=True)
            self.folder.make(f"site/wp-content/{name}")
        # Two uploads that come first in a month race for its folder and one is refused: a test
        # that means that refusal plans it.
        today = datetime.now(UTC)
        for name in (f"{today:%Y}", f"{today:%Y/%m}"):
            self.folder.make(f"site/wp-content/uploads/{name}")
        (self._site / ".maintenance").unlink(missing_ok=True)
        self._switches = dict(SWITCHES)
        self.switch()
        self.install_plugin(PHP / "copydesk-tests.php")

    def _start(self) -> None:
        folder = self.folder.path
        self._database.start()
        self.folder.start(
            "php-fpm",
            [cores.program("php-fpm"), "--nodaemonize", "--fpm-config", folder / "fpm.conf"],
            lambda: socket_answers(folder / "run" / "php.sock"),
        )
        self.folder.start(
            "nginx",
            [
                cores.program("nginx"),
                "-e",
                folder / "log" / "nginx.log",
                "-c",
                folder / "nginx.conf",
            ],
            lambda: port_answers(self.port),
        )

    def _install(self) -> dict[str, object]:
        self._database.create()
        wishes = {
            "host": f"127.0.0.1:{self.port}",
            "title": self.wishes.title,
            "password": self.login_password,
            "time_zone": self.wishes.time_zone,
            "permalinks": self.wishes.permalinks,
            "accounts": ACCOUNTS,
        }
        printed = self.folder.run(
            cores.program("php"), "php/install.php", self._site, given=json.dumps(wishes)
        )
        installed: dict[str, object] = json.loads(printed)
        return installed

    def _busy(self) -> bool:
        """Whether a worker works or a request waits; also when PHP does not say so in time."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            # PHP ends the worker that tells this after ten idle seconds. A question that comes
            # just then waits in its queue until the next one wakes it: asked again, it is answered.
            with opener.open(f"{self.url}/copydesk-workers", timeout=5) as answer:
                workers = json.load(answer)
        except (TimeoutError, urllib.error.URLError):
            return True
        return bool(workers["active processes"] or workers["listen queue"])
