"""Puts the house together: storage and connectors below, the services that use them above.

No Qt here: window and command line are handed the same Desk.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

from editor_app.desk import Desk
from editor_app.log import close_log, write_log
from editor_app.services.accounts import AccountService
from editor_app.services.backups import BackupService
from editor_app.services.checking import CheckService
from editor_app.services.conflicts import ConflictService
from editor_app.services.demo_material import DemoMaterial, demo_material
from editor_app.services.doctor import DoctorService
from editor_app.services.drafts import DraftService
from editor_app.services.exchanging import ExchangeService
from editor_app.services.exporting import ExportService
from editor_app.services.file_checks import FileChecks
from editor_app.services.history import HistoryService
from editor_app.services.importing import ImportService
from editor_app.services.labels import LabelService
from editor_app.services.machine import MachineService
from editor_app.services.machine_suggestions import SuggestionService
from editor_app.services.memory import MemoryService
from editor_app.services.notes import NoteService
from editor_app.services.on_site import OnSiteService
from editor_app.services.one_fact import FactService
from editor_app.services.pages import PageService
from editor_app.services.photos import PhotoService
from editor_app.services.preferences import SettingsService
from editor_app.services.public_pages import PublicPageService
from editor_app.services.publishing import PublishingService
from editor_app.services.pulling import PullService
from editor_app.services.reimporting import ReimportService
from editor_app.services.repeats import RepeatService
from editor_app.services.rows import RowService
from editor_app.services.samples import load_sample
from editor_app.services.site_lines import SiteLines
from editor_app.services.site_posts import SitePostService
from editor_app.services.standing import StandingService
from editor_app.services.stories import StoryService
from editor_app.services.syncing import SyncService
from editor_app.services.term_shelves import TermShelves
from editor_app.services.terms import TermService
from editor_app.services.translations import TranslationService
from editor_app.services.vocabulary import VocabularyService
from editor_app.services.word_files import WordFileService
from editor_app.services.workplace import Workplace
from editor_app.services.written_results import WrittenResultService
from editor_app.storage.backups import RestoreReport, restore
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.locks import DeskLock
from editor_app.storage.media import MediaFolder
from editor_app.storage.resources import (
    read_check_tables,
    read_landmarks,
    read_sample,
    read_theme,
)
from editor_app.storage.secrets import Secrets, open_secrets
from editor_app.workers import Workers

__all__ = ["Desk", "demo_files", "file_checks", "new_desk", "open_desk", "recover_desk", "utc_now"]


def utc_now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def open_desk(
    folder: Path,
    *,
    read_only: bool = False,
    settings: SettingsService | None = None,
    now: Callable[[], datetime] = utc_now,
    secrets: Callable[[], Secrets] = open_secrets,
) -> Desk:
    """Open the desk in ``folder``; unless ``read_only``, no other window or command may write it.

    ``secrets`` opens the place where passwords are kept, when one is first wanted. Raises
    DeskMissing, DeskInUse, DeskNewer, DeskReadOnly, DeskDamaged, DiskFull.
    """
    preferences = settings or SettingsService()
    desk_folder = DeskFolder(folder)
    with ExitStack() as opened:
        if not read_only:
            lock = DeskLock(desk_folder, "copydesk")
            lock.acquire()
            opened.callback(lock.release)
        database = Database(folder, read_only=read_only)
        opened.callback(database.close)
        if not read_only:
            _log_into(folder / "logs", opened)
        workers, behind = Workers(), Workers(behind=True)
        opened.callback(workers.close)
        opened.callback(behind.close)
        place = Workplace(
            database,
            MediaFolder(desk_folder),
            now,
            lambda: preferences.load().editor,
            workers,
            read_landmarks(),
            behind=behind,
        )
        lines = SiteLines(secrets)
        opened.callback(lines.close)
        return _desk(folder, place, preferences, lines, opened.pop_all().close)


def _log_into(folder: Path, opened: ExitStack) -> None:
    """Write the log into the desk; where that cannot be, the desk does without."""
    with suppress(OSError):
        opened.callback(close_log, write_log(folder))


def _desk(
    folder: Path,
    place: Workplace,
    preferences: SettingsService,
    lines: SiteLines,
    close: Callable[[], None],
) -> Desk:
    photos = PhotoService(place)
    pages = PageService(place, read_theme)
    checks = CheckService(place, read_check_tables)
    shelves = TermShelves(place.terms, read_check_tables)
    machine = MachineService(place, lines, shelves=shelves)
    paused = _paused(preferences)
    publishing = PublishingService(place, pages, lines, paused=paused, looked=checks.looked)
    importing = ImportService(place, photos)
    pulling = PullService(place, pages, photos, lines)
    public_pages = PublicPageService(place)
    labels = LabelService(place)
    saving = _saves_data(preferences)
    syncing = SyncService(
        place, pages, publishing, pulling, lines, saves_data=saving, public_pages=public_pages
    )
    return Desk(
        folder,
        StoryService(place),
        DraftService(place),
        HistoryService(place),
        TranslationService(place),
        photos,
        VocabularyService(place),
        TermService(place, shelves),
        MemoryService(place),
        StandingService(place),
        FactService(place, pages),
        RepeatService(place),
        RowService(place, labels),
        labels,
        NoteService(place),
        machine,
        SuggestionService(place, machine),
        importing,
        ReimportService(place, importing, photos),
        ExportService(place),
        ExchangeService(place),
        WordFileService(place),
        pages,
        checks,
        publishing,
        syncing,
        SitePostService(place, pulling),
        public_pages,
        OnSiteService(place, pages, lines),
        ConflictService(place),
        WrittenResultService(place),
        AccountService(place, lines),
        DoctorService(place, lines),
        BackupService(place),
        preferences,
        close,
    )


def _saves_data(preferences: SettingsService) -> Callable[[], bool]:
    """Return what says whether the connection costs money at the moment."""
    return lambda: preferences.load().data_saver


def _paused(preferences: SettingsService) -> Callable[[], bool]:
    """Return what says whether sending is paused at the moment."""
    return lambda: preferences.load().sending_paused


def new_desk(folder: Path, *, sample: bool = False, site_folder: Path | None = None) -> None:
    """Make a desk in ``folder``, empty but for editions and sections, or with the sample.

    The sample's site publishes into ``site_folder`` (default: beside the library), wherever the
    program is run from later. Raises Refused when there is a desk already, DeskReadOnly, DiskFull.
    """
    database = Database.create(folder)
    workers = Workers()
    try:
        media = MediaFolder(DeskFolder(folder))
        place = Workplace(database, media, utc_now, lambda: "", workers, read_landmarks())
        site = (site_folder or folder / "site").absolute()
        if sample:
            site.mkdir(parents=True, exist_ok=True)
        load_sample(place, PageService(place, read_theme), read_sample(), site, whole=sample)
    except BaseException:
        database.close()
        _unmake(database.folder)
        raise
    finally:
        workers.close()
        database.close()


def recover_desk(folder: Path, copy: Path) -> RestoreReport:
    """Put a backup in the place of the library in ``folder``, which need not be readable.

    Raises as ``backups.restore``, and DeskMissing, DeskInUse; nothing was changed then.
    """
    desk_folder = DeskFolder(folder)
    lock = DeskLock(desk_folder, "copydesk")
    lock.acquire()
    try:
        return restore(desk_folder, copy)
    finally:
        lock.release()


def _unmake(folder: DeskFolder) -> None:
    """Remove a library that was not filled to its end, so that it can be made again."""
    library = folder.library
    for file in (folder.log, library.with_name(f"{library.name}-shm"), library):
        file.unlink(missing_ok=True)


def file_checks() -> FileChecks:
    """Return the desk checks for files that are on no desk."""
    return FileChecks(read_check_tables(), read_landmarks())


def demo_files() -> DemoMaterial:
    """Return what the demo takes in and types."""
    return demo_material(read_sample())
