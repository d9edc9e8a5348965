"""The database of a site: asked and told in SQL, kept as it was, put back in a moment."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.servers import configuration, cores
from tests.servers.processes import ServerFolder, socket_answers

_TABLES = (
    "SELECT TABLE_NAME, TABLE_COLLATION, IFNULL(AUTO_INCREMENT, 0) FROM information_schema.TABLES"
    " WHERE TABLE_SCHEMA = 'wordpress' ORDER BY TABLE_NAME"
)


def _blank(folder: ServerFolder) -> Path:
    """A data folder that holds no site yet; made once for each release of MariaDB, then kept."""
    words = folder.run(cores.program("mariadbd"), "--no-defaults", "--version").split()
    kept = cores.KEPT / f"mariadb-{words[words.index('Ver') + 1]}"
    if not kept.is_dir():
        made = folder.path / "tmp" / "blank"
        folder.run(
            cores.program("mariadb-install-db"),
            "--no-defaults",
            f"--datadir={made}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve",
            "--force",  # also where the machine's own name is not known
            "--innodb-log-file-size=8M",
        )
        unfinished = kept.with_name(f"{kept.name}-{folder.path.name}")
        shutil.copytree(made, unfinished)
        unfinished.rename(kept)
    return kept


class _Fingerprint(NamedTuple):
    """What tells a table from another state of itself."""

    collation: str
    next_number: str
    checksum: str


class Database:
    """MariaDB for one site, on a socket in the folder of its servers."""

    def __init__(self, folder: ServerFolder) -> None:
        self._folder = folder
        self._runs = False
        self._kept: dict[str, _Fingerprint] = {}
        folder.copy_in(_blank(folder), "mariadb")

    def start(self) -> None:
        """Start the server, unless it runs, and wait until it answers."""
        if self._runs:
            return
        program = cores.program("mariadbd")
        socket = self._folder.path / "run" / "mariadb.sock"
        self._folder.start(
            "mariadb",
            [program, *configuration.mariadb_arguments(self._folder.path)],
            lambda: socket_answers(socket),
        )
        self._runs = True

    def stop(self) -> None:
        """End the server: the site says "Error establishing a database connection"."""
        self._folder.stop("mariadb")
        self._runs = False

    def create(self) -> None:
        """Make the empty databases of the site and of its kept copy."""
        self._tell(
            "CREATE DATABASE wordpress CHARACTER SET utf8mb4;"
            "CREATE DATABASE kept CHARACTER SET utf8mb4",
            "mysql",
        )

    def ask(self, statement: str) -> list[tuple[str, ...]]:
        """Run SQL on the site's database; rows as text (NULL is the word NULL)."""
        return [tuple(line.split("\t")) for line in self._tell(statement).splitlines()]

    def keep(self) -> None:
        """Remember the tables as they are now, for ``put_back``."""
        tables = [name for name, *_ in self.ask(_TABLES)]
        self._tell(
            "".join(
                f"CREATE TABLE kept.{name} LIKE {name};"
                f"INSERT INTO kept.{name} SELECT * FROM {name};"
                f"ALTER TABLE {name} AUTO_INCREMENT = 1;"
                for name in tables
            )
        )
        self._kept = self._fingerprints(tables)

    def put_back(self) -> None:
        """Make the tables what they were at ``keep``; those that did not change stay alone."""
        now = self._fingerprints(self._kept)
        orders = [f"DROP TABLE {name};" for name in now.keys() - self._kept.keys()]
        for name, kept in self._kept.items():
            if now.get(name) != kept:
                emptied = name in now and now[name].collation == kept.collation
                orders += [
                    f"DELETE FROM {name};"
                    if emptied
                    else f"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} LIKE kept.{name};",
                    f"INSERT INTO {name} SELECT * FROM kept.{name};",
                    f"ALTER TABLE {name} AUTO_INCREMENT = 1;",  # the lowest number that is free
                ]
        if orders:
            self._tell("".join(orders))

    def _fingerprints(self, tables: Iterable[str]) -> dict[str, _Fingerprint]:
        """What tells the tables that there are now from others; sums of those named."""
        rows = self.ask(f"{_TABLES}; CHECKSUM TABLE {', '.join(tables)}")
        sums = {name.removeprefix("wordpress."): row[0] for name, *row in rows if len(row) == 1}
        return {
            name: _Fingerprint(row[0], row[1], sums.get(name, ""))
            for name, *row in rows
            if len(row) == 2
        }

    def _tell(self, statement: str, database: str = "wordpress") -> str:
        return self._folder.run(
            cores.program("mariadb"),
            "--no-defaults",
            f"--socket={self._folder.path}/run/mariadb.sock",
            "--user=root",
            "--batch",
            "--skip-column-names",
            "--default-character-set=utf8mb4",
            database,
            given=statement,
        )
