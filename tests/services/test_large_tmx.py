"""A translation memory of 200 MB: stopped in the middle, and taken in with little memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.large_tmx import LARGE, large_tmx, taken_in

MOST = 300
"""Megabytes that a process may grow to; it has some 100 before it reads anything."""


def test_a_file_that_is_stopped_keeps_what_it_brought_and_doubles_nothing_afterwards(
    tmp_path: Path,
) -> None:
    size = 3 * 1024 * 1024
    units = large_tmx(tmp_path / "some.tmx", size, "utf-16", head=9_000)
    stopped = taken_in(tmp_path / "some.tmx", tmp_path / "desk", stop=size // 2)
    assert stopped.said == "Stopped. What was finished by then was kept."
    assert 0 < stopped.there < units
    whole = taken_in(tmp_path / "some.tmx", tmp_path / "desk")
    assert whole.there == units
    assert whole.added == units - stopped.there


@pytest.mark.ordeal
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_200_megabytes_are_taken_in_with_little_memory(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "large.tmx"
    units = large_tmx(file, LARGE, encoding, head=9_000)
    stopped = taken_in(file, tmp_path / "desk", stop=LARGE // 2)
    assert stopped.said == "Stopped. What was finished by then was kept."
    assert units // 3 < stopped.there < units * 2 // 3
    whole = taken_in(file, tmp_path / "desk")
    print(
        f"{units:,} units in {file.stat().st_size / 1024**2:.0f} MB of {encoding}:"
        f" {whole.seconds:.0f} s, at most {whole.peak:.0f} MB here and {whole.worker_peak:.0f} MB"
        f" in the worker; stopped in the middle, {stopped.there:,} pairs were kept"
    )
    assert (whole.there, whole.added) == (units, units - stopped.there)
    assert max(whole.peak, whole.worker_peak) < MOST
