"""Records: what turns rows into the values of ``domain`` and back, a file per noun.

``Records`` gathers them for one transaction. They send statements and decide nothing.
"""

from __future__ import annotations

from sqlalchemy import Connection

from editor_app.storage.records.articles import ArticleRecords
from editor_app.storage.records.conflicts import ConflictRecords
from editor_app.storage.records.desk_work import (
    AssignmentRecords,
    CorrectionRecords,
    LiveRecords,
    ReplyRecords,
)
from editor_app.storage.records.drafts import DraftRecords
from editor_app.storage.records.editions import EditionRecords, SectionRecords
from editor_app.storage.records.facts import FactRecords
from editor_app.storage.records.house import HouseRecords
from editor_app.storage.records.links import LinkRecords
from editor_app.storage.records.memory import MemoryRecords
from editor_app.storage.records.memory_batches import MemoryBatches
from editor_app.storage.records.memory_index import MemoryIndexRecords
from editor_app.storage.records.notes import DismissalRecords, NoteRecords, SavedSearchRecords
from editor_app.storage.records.outbox import LogRecords, OutboxRecords
from editor_app.storage.records.photos import PhotoRecords
from editor_app.storage.records.progress import ProgressRecords
from editor_app.storage.records.publications import MediaRecords, PublicationRecords
from editor_app.storage.records.remote import (
    ForeignRecords,
    PullRecords,
    TermPublicationRecords,
)
from editor_app.storage.records.revisions import RevisionRecords
from editor_app.storage.records.search import SearchRecords
from editor_app.storage.records.sites import SiteRecords
from editor_app.storage.records.standing import StandingRecords
from editor_app.storage.records.stories import StoryRecords
from editor_app.storage.records.terms import TermRecords
from editor_app.storage.records.uses import UseRecords
from editor_app.storage.records.vocabulary import (
    LicenceRecords,
    OutletRecords,
    PersonRecords,
    TagRecords,
)


class Records:
    """Everything that the library holds, as one transaction sees it.

    Given by ``Database.reading`` and ``Database.writing``; not to be used after them.
    """

    def __init__(self, connection: Connection) -> None:
        self.links = LinkRecords(connection)
        self.search = SearchRecords(connection)
        self.articles = ArticleRecords(connection, self.links, self.search)
        self.stories = StoryRecords(connection, self.articles)
        self.progress = ProgressRecords(connection)
        self.drafts = DraftRecords(connection)
        self.revisions = RevisionRecords(connection)
        self.facts = FactRecords(connection)
        self.photos = PhotoRecords(connection)
        self.uses = UseRecords(connection, self.links)
        self.editions = EditionRecords(connection)
        self.sections = SectionRecords(connection)
        self.tags = TagRecords(connection)
        self.persons = PersonRecords(connection)
        self.outlets = OutletRecords(connection)
        self.licences = LicenceRecords(connection)
        self.terms = TermRecords(connection)
        self.memory_index = MemoryIndexRecords(connection)
        self.memory = MemoryRecords(connection, self.memory_index)
        self.memory_batches = MemoryBatches(connection, self.memory_index)
        self.standing = StandingRecords(connection)
        self.house = HouseRecords(connection)
        self.sites = SiteRecords(connection)
        self.publications = PublicationRecords(connection)
        self.media = MediaRecords(connection)
        self.outbox = OutboxRecords(connection)
        self.log = LogRecords(connection)
        self.conflicts = ConflictRecords(connection)
        self.foreign = ForeignRecords(connection)
        self.term_publications = TermPublicationRecords(connection)
        self.pulls = PullRecords(connection)
        self.notes = NoteRecords(connection)
        self.dismissals = DismissalRecords(connection)
        self.searches = SavedSearchRecords(connection)
        self.corrections = CorrectionRecords(connection)
        self.live = LiveRecords(connection)
        self.replies = ReplyRecords(connection)
        self.assignments = AssignmentRecords(connection)
