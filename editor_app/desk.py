"""The desk that window and command line are handed, and one that is still on its way.

Light to import: the window is made while the services and the database are still being loaded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from editor_app.services.accounts import AccountService
    from editor_app.services.backups import BackupService
    from editor_app.services.checking import CheckService
    from editor_app.services.conflicts import ConflictService
    from editor_app.services.doctor import DoctorService
    from editor_app.services.drafts import DraftService
    from editor_app.services.exchanging import ExchangeService
    from editor_app.services.exporting import ExportService
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
    from editor_app.services.reimporting import ReimportService
    from editor_app.services.repeats import RepeatService
    from editor_app.services.rows import RowService
    from editor_app.services.site_posts import SitePostService
    from editor_app.services.standing import StandingService
    from editor_app.services.stories import StoryService
    from editor_app.services.syncing import SyncService
    from editor_app.services.terms import TermService
    from editor_app.services.translations import TranslationService
    from editor_app.services.vocabulary import VocabularyService
    from editor_app.services.word_files import WordFileService
    from editor_app.services.written_results import WrittenResultService


@dataclass(frozen=True)
class Desk:
    """An open desk: its verbs by noun. Close it when done."""

    folder: Path
    stories: StoryService
    drafts: DraftService
    history: HistoryService
    translations: TranslationService
    photos: PhotoService
    vocabulary: VocabularyService
    terms: TermService
    memory: MemoryService
    standing: StandingService
    facts: FactService
    repeats: RepeatService
    rows: RowService
    labels: LabelService
    notes: NoteService
    machine: MachineService
    suggestions: SuggestionService
    importing: ImportService
    reimporting: ReimportService
    exporting: ExportService
    exchanging: ExchangeService
    word_files: WordFileService
    pages: PageService
    checks: CheckService
    publishing: PublishingService
    syncing: SyncService
    site_posts: SitePostService
    public_pages: PublicPageService
    on_site: OnSiteService
    conflicts: ConflictService
    written_results: WrittenResultService
    accounts: AccountService
    doctor: DoctorService
    backups: BackupService
    settings: SettingsService
    close: Callable[[], None]


class Opening:
    """A desk on its way: ``desk`` can be handed round at once, and its verbs wait until it is open.

    They are for the threads of the window; the one that calls ``open`` must come first. When the
    desk could not be opened, each verb raises what ``open`` raised.
    """

    def __init__(self, folder: Path, settings: SettingsService) -> None:
        """Stand for the desk in ``folder``; the settings are there already."""
        self._over = threading.Event()
        self._desk: Desk | None = None
        self._error: BaseException | None = None
        here: dict[str, Any] = {"folder": folder, "settings": settings, "close": self._close}
        nouns = (field.name for field in fields(Desk))
        parts: dict[str, Any] = {noun: _Waiting(self.wait, noun) for noun in nouns}
        self.desk = Desk(**(parts | here))

    def open(self, work: Callable[[], Desk]) -> Desk:
        """Open the desk by ``work``; whoever waits goes on. Raises what ``work`` raises."""
        try:
            self._desk = work()
        except BaseException as error:
            self._error = error
            raise
        finally:
            self._over.set()
        return self.desk

    def wait(self) -> Desk:
        """Return the open desk as soon as it is there; raises what kept it from opening."""
        self._over.wait()
        if self._desk is None:
            raise self._error or RuntimeError("the desk was not opened")
        return self._desk

    def _close(self) -> None:
        if self._desk is not None:
            self._desk.close()


class _Waiting:
    """A service that may not be there yet: whatever is asked of it waits."""

    def __init__(self, wait: Callable[[], Desk], noun: str) -> None:
        self._wait, self._noun = wait, noun

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        def ask(*arguments: Any, **named: Any) -> Any:
            return getattr(getattr(self._wait(), self._noun), verb)(*arguments, **named)

        return ask
