"""Files that leave the desk are whole, or as they were before."""

from __future__ import annotations

import os
import subprocess
import sys
from errno import EIO
from pathlib import Path

import pytest

from editor_app.outgoing import outgoing_file, write_outgoing

OLD, NEW = b"what was sent yesterday", b"n" * 40_000

WRITES_TOO_MUCH = """
import resource, signal, sys
from pathlib import Path
from editor_app.outgoing import write_outgoing
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_outgoing(Path(sys.argv[1]), b"n" * 40_000)
except OSError as error:
    print(error.filename)
"""


def test_a_file_is_written_and_nothing_beside_it(tmp_path: Path) -> None:
    write_outgoing(tmp_path / "a.tmx", NEW)
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"a.tmx": NEW}


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError, ValueError])
def test_an_older_file_stands_until_all_of_the_new_one_is_written(
    tmp_path: Path, trouble: type[BaseException]
) -> None:
    place = tmp_path / "a.tmx"
    place.write_bytes(OLD)

    def write_half() -> None:
        with outgoing_file(place) as out:
            out.write(NEW)
            out.flush()
            assert place.read_bytes() == OLD
            raise trouble(EIO, "gone")

    with pytest.raises(trouble, match="gone"):
        write_half()
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"a.tmx": OLD}


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_disk_that_is_full_leaves_the_older_file_and_names_it(tmp_path: Path) -> None:
    place = tmp_path / "a.tmx"
    place.write_bytes(OLD)
    ran = subprocess.run(
        [sys.executable, "-c", WRITES_TOO_MUCH, str(place)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout.strip() == str(place)
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"a.tmx": OLD}


@pytest.mark.parametrize("place", ["no/such/a.tmx", "."])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    with pytest.raises(OSError, match="directory") as told:
        write_outgoing(tmp_path / place, NEW)
    assert told.value.filename == str(tmp_path / place)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(OLD)
    (tmp_path / "link").symlink_to("real")
    write_outgoing(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_a_file_that_others_may_not_read_stays_so(tmp_path: Path) -> None:
    place = tmp_path / "a.tmx"
    place.write_bytes(OLD)
    place.chmod(0o600)
    write_outgoing(place, NEW)
    assert place.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes there")
def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    write_outgoing(Path(f"/dev/fd/{writer}"), b"words")
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        assert pipe.read() == b"words"
