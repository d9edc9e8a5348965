"""A site folder: only what changed is written, every file is whole, nothing foreign is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.connectors.site_folder import NO_LEAVE, FolderReport, SiteFolder
from editor_app.connectors.site_manifest import MANIFEST, UNFINISHED, Manifest
from editor_app.domain.errors import (
    Cancelled,
    ConnectionTrouble,
    DiskFull,
    Refused,
)
from editor_app.domain.site import Agreed, Question
from editor_app.formats.page import SitePages
from editor_app.formats.page_view import SiteFile
from editor_app.sentences import sentence
from editor_app.wording import WORDING
from tests.formats.page_sample import portal_theme, site_view

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions or limits")

PAGES = {"index.html": b"root", "en/index.html": b"front", "en/world/a-1.html": b"story"}


def file_of(address: str, data: bytes, mark: str = "") -> SiteFile:
    """Return a file whose fingerprint is its digest."""
    return SiteFile(address, mark or sha256(data).hexdigest(), lambda: data)


def files_of(pages: Mapping[str, bytes]) -> list[SiteFile]:
    """Return files for addresses and bytes."""
    return [file_of(address, data) for address, data in pages.items()]


def standing(folder: Path) -> dict[str, bytes]:
    """Return everything in a folder but the manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def publish(
    folder: Path, pages: Mapping[str, bytes], leave: Mapping[Question, Agreed] = NO_LEAVE
) -> FolderReport:
    """Bring a folder up to date."""
    return SiteFolder(folder).bring_up_to_date(files_of(pages), leave=leave)


def test_an_empty_folder_gets_every_file(tmp_path: Path) -> None:
    report = publish(tmp_path, PAGES)
    assert standing(tmp_path) == PAGES
    assert report.written == tuple(PAGES)
    assert (report.unchanged, report.removed) == (0, ())


def test_what_is_not_as_it_was_made_last_is_named(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    site = SiteFolder(tmp_path)
    assert site.astray([*PAGES, "never/made.html"]) == ("never/made.html",)
    changed = tmp_path / "en/index.html"
    stamp = changed.stat().st_mtime_ns
    changed.write_bytes(b"FRONT")
    os.utime(changed, ns=(stamp, stamp))
    (tmp_path / "index.html").unlink()
    assert site.astray(PAGES) == ("index.html", "en/index.html")


def test_a_second_run_writes_nothing_and_makes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)

    def never() -> bytes:
        raise AssertionError("an unchanged file was made again")

    files = [SiteFile(item.address, item.fingerprint, never) for item in files_of(PAGES)]
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    report = SiteFolder(tmp_path).bring_up_to_date(files)
    assert (report.written, report.unchanged) == ((), 3)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")} == before


def test_only_the_changed_file_is_written(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    report = publish(tmp_path, {**PAGES, "en/index.html": b"new front"})
    assert report.written == ("en/index.html",)
    assert (tmp_path / "en/index.html").read_bytes() == b"new front"


def test_a_file_made_from_something_else_with_the_same_bytes_is_not_written(
    tmp_path: Path,
) -> None:
    publish(tmp_path, PAGES)
    files = [file_of(address, data, mark="other") for address, data in PAGES.items()]
    report = SiteFolder(tmp_path).bring_up_to_date(files)
    assert (report.written, report.unchanged) == ((), 3)


def test_what_is_gone_is_removed_with_its_empty_folders(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    report = publish(tmp_path, {"index.html": b"root", "en/index.html": b"front"})
    assert report.removed == ("en/world/a-1.html",)
    assert not (tmp_path / "en/world").exists()


def test_foreign_files_are_never_touched(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / "en/world/theirs.txt").write_bytes(b"theirs")
    (tmp_path / ".htaccess").write_bytes(b"rules")
    publish(tmp_path, {"index.html": b"root"})
    assert standing(tmp_path) == {
        "index.html": b"root",
        "en/world/theirs.txt": b"theirs",
        ".htaccess": b"rules",
    }


def test_a_foreign_file_at_our_address_is_asked_about_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "index.html").write_bytes(b"somebody's own page")
    with pytest.raises(Refused, match="site-folder-foreign") as caught:
        publish(tmp_path, PAGES)
    assert "index.html" in sentence(caught.value.message)
    assert standing(tmp_path) == {"index.html": b"somebody's own page"}
    assert not (tmp_path / MANIFEST).exists()


def test_with_leave_a_foreign_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"somebody's own page")
    publish(tmp_path, PAGES, {Question.FOREIGN: Agreed(yes=True, count=1)})
    assert standing(tmp_path) == PAGES


def test_a_foreign_file_that_was_to_be_left_stays_until_somebody_takes_it_away(
    tmp_path: Path,
) -> None:
    place = tmp_path / "index.html"
    place.write_bytes(b"somebody's own page")
    publish(tmp_path, PAGES, {Question.FOREIGN: Agreed(yes=False, count=1)})
    publish(tmp_path, PAGES)
    assert standing(tmp_path) == {**PAGES, "index.html": b"somebody's own page"}
    place.unlink()
    publish(tmp_path, PAGES)
    assert standing(tmp_path) == PAGES


def test_an_answer_holds_for_no_more_files_than_were_named(tmp_path: Path) -> None:
    for name in ("index.html", "robots.txt"):
        (tmp_path / name).write_bytes(b"somebody's own")
    with pytest.raises(Refused, match="site-folder-foreign"):
        publish(
            tmp_path,
            {**PAGES, "robots.txt": b"ours"},
            {Question.FOREIGN: Agreed(yes=True, count=1)},
        )


def test_a_lost_manifest_is_made_again_when_the_files_are_ours(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / MANIFEST).unlink()
    assert publish(tmp_path, PAGES).unchanged == 3
    assert publish(tmp_path, {"index.html": b"root"}).removed != ()


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"files": {"a": 1}}', b"\xff"])
def test_a_broken_manifest_is_like_none(tmp_path: Path, text: bytes) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / MANIFEST).write_bytes(text)
    assert publish(tmp_path, PAGES).unchanged == 3


def test_a_page_that_somebody_changed_is_written_again_and_named(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / "en/index.html").write_bytes(b"changed by hand")
    report = publish(tmp_path, PAGES)
    assert report.written == report.replaced == ("en/index.html",)
    assert standing(tmp_path) == PAGES


def test_a_page_that_somebody_deleted_is_written_again(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / "en/index.html").unlink()
    report = publish(tmp_path, PAGES)
    assert (report.written, report.replaced) == (("en/index.html",), ())


def test_a_touched_page_with_its_old_bytes_counts_as_unchanged(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    os.utime(tmp_path / "index.html", ns=(1, 1))
    assert publish(tmp_path, PAGES).unchanged == 3


def test_a_page_no_longer_wanted_but_changed_by_somebody_is_left_alone(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / "en/world/a-1.html").write_bytes(b"kept by hand")
    report = publish(tmp_path, {"index.html": b"root", "en/index.html": b"front"})
    assert report.left == ("en/world/a-1.html",)
    assert (tmp_path / "en/world/a-1.html").read_bytes() == b"kept by hand"


def test_a_fifth_of_a_site_is_not_removed_without_leave(tmp_path: Path) -> None:
    pages = {f"en/{number}.html": b"page" for number in range(60)}
    publish(tmp_path, pages)
    with pytest.raises(Refused, match="site-folder-removals"):
        publish(tmp_path, {"en/0.html": b"page"})
    assert len(standing(tmp_path)) == 60
    few, all_of_them = Agreed(yes=True, count=58), Agreed(yes=True, count=59)
    with pytest.raises(Refused, match="site-folder-removals"):
        publish(tmp_path, {"en/0.html": b"page"}, {Question.REMOVALS: few})
    publish(tmp_path, {"en/0.html": b"page"}, {Question.REMOVALS: all_of_them})
    assert len(standing(tmp_path)) == 1


def test_pages_that_were_to_be_kept_stay_and_are_not_asked_about_again(tmp_path: Path) -> None:
    pages = {f"en/{number}.html": b"page" for number in range(60)}
    publish(tmp_path, pages)
    publish(tmp_path, {"en/0.html": b"new"}, {Question.REMOVALS: Agreed(yes=False, count=59)})
    publish(tmp_path, {"en/0.html": b"newer"})
    assert standing(tmp_path) == {**pages, "en/0.html": b"newer"}


def test_two_sites_never_share_a_folder_unseen(tmp_path: Path) -> None:
    SiteFolder(tmp_path, "first").bring_up_to_date(files_of(PAGES))
    with pytest.raises(Refused, match="site-folder-taken"):
        SiteFolder(tmp_path, "second").check()
    SiteFolder(tmp_path, "first").check()


@pytest.mark.parametrize(
    "address",
    ["../out.html", "/etc/out.html", "en/../../out.html", "c:/x", "a\\b", "", "a\x00b", MANIFEST],
)
def test_no_address_leads_out_of_the_folder(tmp_path: Path, address: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    with pytest.raises(Refused, match="site-address-unsafe"):
        publish(site, {address: b"x"})
    assert standing(tmp_path) == {}


@posix
def test_a_link_inside_the_folder_does_not_lead_out_of_it(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    site.mkdir()
    outside.mkdir()
    (site / "en").symlink_to(outside)
    with pytest.raises(Refused, match="site-address-unsafe"):
        publish(site, PAGES)
    assert standing(outside) == {}


def test_what_stands_can_be_read_back(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    site = SiteFolder(tmp_path)
    assert site.read("en/index.html") == b"front"
    assert site.read("en/missing.html") is None
    assert site.read("en") is None
    assert site.read("index.html/deeper") is None


# -- progress, stopping, troubles


def test_progress_counts_every_file(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    SiteFolder(tmp_path).bring_up_to_date(
        files_of(PAGES), lambda done, total, address: told.append((done, total, address))
    )
    assert told == [(number, 3, address) for number, address in enumerate(PAGES, start=1)]


def test_a_stop_between_files_keeps_what_is_written_and_the_next_run_does_the_rest(
    tmp_path: Path,
) -> None:
    asked = iter([False, False, True])
    with pytest.raises(Cancelled):
        SiteFolder(tmp_path).bring_up_to_date(files_of(PAGES), stopped=lambda: next(asked))
    assert standing(tmp_path) == dict(list(PAGES.items())[:2])
    report = publish(tmp_path, PAGES)
    assert (report.unchanged, report.written) == (2, ("en/world/a-1.html",))


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConnectionTrouble, match="site-folder-missing"):
        publish(tmp_path / "nowhere", PAGES)
    assert not (tmp_path / "nowhere").exists()


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "en").write_bytes(b"a file")
    with pytest.raises(ConnectionTrouble, match="site-folder-trouble"):
        publish(tmp_path, PAGES)
    assert (tmp_path / "en").read_bytes() == b"a file"


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that cannot be written, for root too."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield Path("/sys/kernel")
        return
    tmp_path.chmod(0o555)
    yield tmp_path
    tmp_path.chmod(0o755)


@posix
def test_a_read_only_folder_is_said(read_only_folder: Path) -> None:
    with pytest.raises(ConnectionTrouble, match="site-folder-read-only"):
        publish(read_only_folder, PAGES)


@contextmanager
def nearly_full(size: int) -> Iterator[None]:
    """Make every file longer than ``size`` bytes impossible to write, for a while.

    The limit holds for the whole process, so it must be over before pytest writes its own line.
    """
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@posix
def test_a_full_disk_is_said_and_every_page_is_whole(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    large = {**PAGES, "en/index.html": b"new front", "en/world/a-1.html": b"x" * 60_000}
    with nearly_full(20_000), pytest.raises(DiskFull, match="site-folder-full"):
        publish(tmp_path, large)
    assert standing(tmp_path) == {**PAGES, "en/index.html": b"new front"}


@posix
def test_after_a_full_disk_the_next_run_does_the_rest(tmp_path: Path) -> None:
    pages = {"a.html": b"a", "b.html": b"x" * 60_000, "c.html": b"c"}
    with nearly_full(20_000), pytest.raises(DiskFull):
        publish(tmp_path, pages)
    assert publish(tmp_path, pages).written == ("b.html", "c.html")
    assert standing(tmp_path) == pages


def test_every_trouble_has_its_sentence() -> None:
    keys = ["missing", "read-only", "full", "trouble", "taken", "foreign", "removals"]
    assert {f"site-folder-{key}" for key in keys} <= WORDING.keys()


# -- crashes


def test_a_bug_in_the_middle_leaves_whole_pages_and_the_next_run_finishes(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)

    def bug() -> bytes:
        raise ZeroDivisionError

    broken = [file_of("index.html", b"new root"), SiteFile("en/new.html", "x", bug)]
    with pytest.raises(ZeroDivisionError):
        SiteFolder(tmp_path).bring_up_to_date([*broken, *files_of(PAGES)[1:]])
    after = {**PAGES, "index.html": b"new root", "en/new.html": b"new"}
    assert publish(tmp_path, after).written == ("en/new.html",)
    assert standing(tmp_path) == after


def test_a_new_page_left_by_a_crash_is_known_to_be_ours_when_its_text_has_moved_on(
    tmp_path: Path,
) -> None:
    publish(tmp_path, PAGES)
    manifest = Manifest.read(tmp_path)
    manifest.set_out([*PAGES, "en/new.html"])
    manifest.write(tmp_path)
    (tmp_path / "en/new.html").write_bytes(b"written just before the crash")
    later = {**PAGES, "en/new.html": b"a later text"}
    assert publish(tmp_path, later).written == ("en/new.html",)


def test_half_written_files_of_a_crash_are_swept_away(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / "en" / f"index.html{UNFINISHED}").write_bytes(b"half a pa")
    publish(tmp_path, PAGES)
    assert standing(tmp_path) == PAGES


CHILD = """
import sys
from pathlib import Path
from editor_app.connectors.site_folder import SiteFolder
from editor_app.formats.page_view import SiteFile
text = sys.argv[2].encode() * 64_000
files = [SiteFile(f"en/{n}.html", sys.argv[2] + str(n), lambda: text) for n in range(39)]
files.append(SiteFile("en/39.html", "never made", sys.stdin.buffer.read))
SiteFolder(Path(sys.argv[1])).bring_up_to_date(files, lambda *done: print(done, flush=True))
"""
"""Says each file it has written. It never gets past the last one, however late it is killed."""


@pytest.mark.kills
def test_twelve_kills_leave_old_or_new_pages_and_the_next_run_finishes(tmp_path: Path) -> None:
    old, new = b"old " * 64_000, b"new " * 64_000
    for turn in range(12):
        folder = tmp_path / str(turn)
        folder.mkdir()
        before = {f"en/{number}.html": old for number in range(40)}
        SiteFolder(folder).bring_up_to_date(files_of(before))
        with subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder), "new "],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as child:
            assert child.stdout is not None
            said = [child.stdout.readline() for _ in range(1 + 3 * turn)]
            time.sleep(0.0003 * turn)  # to meet it at other points of a write
            child.kill()
        assert said[-1].startswith(b"(%d, 40, " % len(said))
        pages = standing(folder)
        whole = {data for address, data in pages.items() if not address.endswith(UNFINISHED)}
        assert whole == {old, new}
        publish(folder, dict.fromkeys(before, new))
        assert standing(folder) == dict.fromkeys(before, new)


NAMES = st.sampled_from(["a.html", "b.html", "en/a.html", "en/b/c.html", "zh/x.xml"])
SITES = st.dictionaries(NAMES, st.binary(max_size=3), max_size=5)


@settings(max_examples=60)
@given(st.lists(SITES, min_size=1, max_size=5))
def test_after_any_row_of_sites_the_folder_holds_the_last_one(
    tmp_path_factory: pytest.TempPathFactory, sites: list[dict[str, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    for pages in sites:
        publish(folder, pages)
        assert standing(folder) == pages


def test_a_real_portal_is_published_and_one_more_edit_writes_few_files(tmp_path: Path) -> None:
    view = site_view()
    pages = SitePages(portal_theme(), view)
    first = SiteFolder(tmp_path).bring_up_to_date(pages.files())
    assert len(first.written) == len(pages.addresses)
    again = SiteFolder(tmp_path).bring_up_to_date(SitePages(portal_theme(), view).files())
    assert (again.written, again.unchanged) == ((), len(pages.addresses))
