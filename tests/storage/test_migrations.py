"""A library is brought up to date whole, or stays exactly as it was."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from editor_app.domain.errors import DeskDamaged, DeskError, DeskInUse, DeskNewer, DiskFull
from editor_app.storage.checks import check_library
from editor_app.storage.connections import creating_engine
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.header import SCHEMA, file_address, schema_of
from editor_app.storage.troubles import told
from editor_app.storage.upgrades import SCRIPTS, bring_up_to_date, migrate
from tests.storage import filled_memory
from tests.storage.contents import dump, expected, read_all
from tests.storage.make_library import library_of

NEXT = SCHEMA + 1
INVENTED = f"{NEXT:04}_invented.py"

FIRST_STATEMENTS = "0546e8f5b7285a3575f041de42383ca975b224da232fe2119fb106ffb4747f9d"
FIRST_LIBRARY = "2fbfc24d6e9c139112659628ee2d71d5d381af7d27797fdaffb69035af02128e"

HEAD = """
from alembic import op
import sqlalchemy as sa

revision = "0003"
down_revision = "0002"


def upgrade():
"""

GOOD = """
    op.add_column("stories", sa.Column("colour", sa.Text))
    op.execute("UPDATE stories SET colour = 'blue'")
    with op.batch_alter_table("articles", recreate="always") as table:
        table.alter_column("seo", new_column_name="search_headline")
    op.execute("CREATE TABLE moods (id TEXT NOT NULL PRIMARY KEY) STRICT")
    op.execute("INSERT INTO moods VALUES ('calm')")
"""

Prepare = Callable[[str], tuple[DeskFolder, Path]]


@pytest.fixture
def prepare(tmp_path: Path) -> Prepare:
    """A desk of the newest schema, and a folder with migrations up to an invented next one."""

    def made(upgrade: str) -> tuple[DeskFolder, Path]:
        folder = DeskFolder(tmp_path / "desk")
        folder.path.mkdir()
        shutil.copy(library_of(SCHEMA), folder.library)
        versions = tmp_path / "versions"
        shutil.copytree(SCRIPTS / "versions", versions)
        (versions / INVENTED).write_text(HEAD + upgrade, "utf-8")
        return folder, versions

    return made


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_the_library_of_every_schema_opens_with_all_it_holds(tmp_path: Path, schema: int) -> None:
    folder = DeskFolder(tmp_path)
    shutil.copy(library_of(schema), folder.library)
    database = Database(tmp_path)
    with database.reading() as records:
        found = read_all(records)
        hits = records.search.query("duong sat")
    database.close()
    for kind, value in expected(schema).items():
        assert found[kind] == value, kind
    assert hits == ()  # the story of the museum is in the trash
    assert check_library(folder.library).troubles == ()


def test_the_museum_has_the_newest_schema_as_the_program_makes_it(tmp_path: Path) -> None:
    Database.create(tmp_path / "new").close()
    assert _schema(tmp_path / "new" / "library.sqlite3") == _schema(library_of(SCHEMA))


def test_the_first_schema_and_its_library_are_frozen() -> None:
    """A change here is a migration of its own, with a number and a library of its own."""
    spec = spec_from_file_location("baseline", SCRIPTS / "versions" / "0001_baseline.py")
    assert spec is not None
    assert spec.loader is not None
    baseline = module_from_spec(spec)
    spec.loader.exec_module(baseline)
    said = "\n".join(" ".join(statement.split()) for statement in baseline.STATEMENTS)
    assert sha256(said.encode()).hexdigest() == FIRST_STATEMENTS
    assert sha256(library_of(1).read_bytes()).hexdigest() == FIRST_LIBRARY


def test_migrating_an_empty_file_makes_what_a_new_desk_has(tmp_path: Path) -> None:
    Database.create(tmp_path / "new").close()
    folder = DeskFolder(tmp_path / "migrated")
    folder.path.mkdir()
    engine = creating_engine(file_address(folder.library, "mode=rwc"))
    with engine.connect() as connection, connection.begin():
        migrate(connection, folder, SCHEMA, SCRIPTS / "versions")
    engine.dispose()
    assert _schema(folder.library) == _schema(tmp_path / "new" / "library.sqlite3")
    assert schema_of(folder.library) == SCHEMA


def test_pairs_of_the_first_schema_are_found_in_the_second(tmp_path: Path) -> None:
    folder = DeskFolder(tmp_path)
    shutil.copy(library_of(1), folder.library)
    with closing(sqlite3.connect(folder.library)) as connection:
        pair = connection.execute("SELECT * FROM memory_pairs").fetchone()
        words = ", ".join("?" * len(pair))
        for number in range(1000, 1300):
            more = (f"{number:032x}", *pair[1:4], f"câu {number}", *pair[5:-1], None)
            connection.execute(f"INSERT INTO memory_pairs VALUES ({words})", more)
        connection.commit()
    database = Database(tmp_path)
    with database.reading() as records:
        assert records.memory.count() == 301
        assert [item.id for item in records.memory.exact(pair[2], pair[3], "câu 1007")] == [
            f"{1007:032x}"
        ]
        assert records.memory.holding("nước dâng", 5, in_target=False) == (filled_memory.PAIR,)
    database.close()


def test_a_migration_changes_tables_and_keeps_every_row(prepare: Prepare) -> None:
    folder, versions = prepare(GOOD)
    bring_up_to_date(folder, schema=NEXT, versions=versions)
    assert schema_of(folder.library) == NEXT
    with closing(sqlite3.connect(folder.library)) as connection:
        assert connection.execute("SELECT colour FROM stories").fetchall() == [("blue",)]
        rows = connection.execute("SELECT search_headline FROM articles ORDER BY id").fetchall()
        assert rows == [("",), ("越南 洪水",)]
        assert connection.execute("SELECT count(*) FROM blocks").fetchone() == (5,)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with pytest.raises(DeskNewer):
        Database(folder.path)


def test_a_copy_is_kept_before_a_migration(prepare: Prepare) -> None:
    folder, versions = prepare(GOOD)
    before = dump(folder.library)
    bring_up_to_date(folder, schema=NEXT, versions=versions)
    assert dump(folder.backups / f"before-schema-{SCHEMA}.sqlite3") == before


@pytest.mark.parametrize(
    ("upgrade", "key"),
    [
        ("    op.execute('DELETE FROM terms')\n", "migration-failed-check"),
        ("    op.execute(\"UPDATE articles SET story = 'gone'\")\n", "migration-failed-check"),
    ],
    ids=["loses rows", "points at nothing"],
)
def test_a_migration_that_loses_something_is_taken_back(
    prepare: Prepare, upgrade: str, key: str
) -> None:
    folder, versions = prepare(GOOD + upgrade)
    before = dump(folder.library)
    with pytest.raises(DeskDamaged) as trouble:
        bring_up_to_date(folder, schema=NEXT, versions=versions)
    assert trouble.value.message.key == key
    assert dump(folder.library) == before
    assert schema_of(folder.library) == SCHEMA


def test_a_migration_that_fails_at_its_last_step_is_taken_back(prepare: Prepare) -> None:
    folder, versions = prepare(GOOD + "    raise RuntimeError('broken step')\n")
    before = dump(folder.library)
    with pytest.raises(RuntimeError, match="broken step"):
        bring_up_to_date(folder, schema=NEXT, versions=versions)
    assert dump(folder.library) == before
    database = Database(folder.path)
    with database.reading() as records:
        assert read_all(records)["story"] == expected()["story"]
    database.close()


def test_a_disk_that_fills_up_at_any_statement_leaves_the_old_library(prepare: Prepare) -> None:
    folder, versions = prepare(GOOD)
    pages = folder.library.stat().st_size // 4096
    lines = GOOD.strip("\n").splitlines(keepends=True)
    before = dump(folder.library)
    for place in (0, 1, 2, 4, 5):
        full = f"    op.execute('PRAGMA max_page_count = {pages}')\n" + _much()
        text = "".join((*lines[:place], full, *lines[place:]))
        (versions / INVENTED).write_text(HEAD + text, "utf-8")
        with pytest.raises(DiskFull), told(folder.path):
            bring_up_to_date(folder, schema=NEXT, versions=versions)
        assert dump(folder.library) == before


def test_a_library_that_somebody_reads_is_not_migrated_under_him(prepare: Prepare) -> None:
    folder, versions = prepare(GOOD)
    Database(folder.path).close()
    before = dump(folder.library)
    with closing(sqlite3.connect(folder.library)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM stories").fetchone()
        with pytest.raises(DeskInUse), told(folder.path):
            bring_up_to_date(folder, schema=NEXT, versions=versions)
    assert dump(folder.library) == before


KILLED = """
import os, sys
from pathlib import Path
import sqlite3
from editor_app.storage import upgrades
from editor_app.storage.folder import DeskFolder

left = int(sys.argv[3])
plain = upgrades._connect

def counted(library):
    connection = plain(library)
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("PRAGMA cache_size = 2")
    def count(statement):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
    connection.set_trace_callback(count)
    return connection

upgrades._connect = counted
folder, versions = Path(sys.argv[1]), Path(sys.argv[2])
upgrades.bring_up_to_date(DeskFolder(folder), schema=int(sys.argv[4]), versions=versions)
"""


@pytest.mark.kills
@pytest.mark.timeout(900)
def test_a_kill_at_any_statement_leaves_the_old_library_or_the_new_one(prepare: Prepare) -> None:
    folder, versions = prepare(GOOD)
    whole = folder.library.read_bytes()
    before = dump(folder.library)
    killed, statements = 0, 0
    while True:
        for file in folder.path.glob("library.sqlite3*"):
            file.unlink()
        folder.library.write_bytes(whole)
        done = _run(folder, versions, statements)
        number = _number_after_reopening(folder)
        assert number == (NEXT if done else SCHEMA), f"killed before statement {statements}"
        if number == SCHEMA:
            assert dump(folder.library) == before
        if done:
            break
        killed += 1
        statements += 7
    print(f"killed at {killed} places of a migration of about {statements} statements; 0 between")
    assert killed > 10


def _run(folder: DeskFolder, versions: Path, statements: int) -> bool:
    """Migrate in a process that kills itself before a statement; say whether it got through."""
    arguments = [str(folder.path), str(versions), str(statements), str(NEXT)]
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments], check=False, capture_output=True, timeout=60
    )
    assert ran.returncode in {0, -9}, ran.stderr.decode()
    return ran.returncode == 0


def _number_after_reopening(folder: DeskFolder) -> int:
    """Open the library as the program does and return its schema number afterwards."""
    try:
        Database(folder.path).close()
    except DeskNewer:
        return schema_of(folder.library)
    except DeskError as trouble:
        pytest.fail(str(trouble))
    return schema_of(folder.library)


def _much() -> str:
    """Return a step that needs more room than there is."""
    return "    op.execute(\"INSERT INTO facts VALUES ('much', hex(zeroblob(200000)))\")\n"


def _schema(library: Path) -> list[tuple[str, str, str]]:
    """Return the tables and indexes of a library, their SQL without differences of layout."""
    with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name")
        return [(kind, name, "".join((sql or "").split())) for kind, name, sql in rows]
