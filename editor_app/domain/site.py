"""Sites and what was published there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from editor_app.domain.ids import ArticleId, Language, OutboxId, PublicationId, SiteId

NO_WORDS: Mapping[str, str] = MappingProxyType({})
NO_EDITION_WORDS: Mapping[Language, SiteWords] = MappingProxyType({})


class SiteKind(StrEnum):
    """Which connector serves a site."""

    FOLDER = "folder"
    WORDPRESS = "wordpress"


@dataclass(frozen=True)
class SiteWords:
    """What a site says in one edition: brand, company block, legal links, template sentences.

    ``templates`` holds patterns by name: ``back_link`` with {section}, ``related``, ``tags``,
    ``source_link`` with {outlet}, ``updated`` with {time}, ``correction`` with {day} {wrong}
    {right} {reason}, ``read_in``, ``copyright`` with {year}, ``skip`` and others that a theme
    needs. ``legal`` are (label, address) pairs.
    """

    name: str
    tagline: str = ""
    company: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    advertise: str = ""
    legal: tuple[tuple[str, str], ...] = ()
    templates: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)


@dataclass(frozen=True)
class Site:
    """A place to publish to. ``url`` is its public root; ``target`` the folder path or API root.

    ``zone`` is an IANA time zone. ``categories`` and ``languages`` map our ids to the site's own.
    The secret is never here: it is in the keyring under the site's id.
    """

    id: SiteId
    name: str
    kind: SiteKind
    url: str
    target: str
    zone: str = "Asia/Ho_Chi_Minh"
    theme: str = "portal"
    account: str = ""
    words: Mapping[Language, SiteWords] = field(default_factory=lambda: NO_EDITION_WORDS)
    categories: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)
    languages: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)
    found: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)
    version: int = 1


class Wish(StrEnum):
    """What a named person asked for."""

    DRAFT = "draft"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    WITHDRAW = "withdraw"


class RemoteStatus(StrEnum):
    """What the site said the article is."""

    ABSENT = "absent"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Publication:
    """An article on a site: the wish, what the site has, and the base both sides last agreed on.

    ``marker`` is our UUID that recognises a post after a lost answer. ``base`` is a JSON document
    of every managed field as last agreed; ``digest`` tells quickly whether we changed since.
    """

    id: PublicationId
    article: ArticleId
    site: SiteId
    marker: str
    remote_id: str = ""
    address: str = ""
    status: RemoteStatus = RemoteStatus.ABSENT
    wish: Wish | None = None
    wished_by: str = ""
    wished_at: datetime | None = None
    goes_out: datetime | None = None
    base: str = ""
    digest: str = ""
    revision: str = ""
    seen_modified: datetime | None = None
    first_published: datetime | None = None
    last_synced: datetime | None = None

    @property
    def for_readers(self) -> bool:
        """Whether readers have it there, or will by what the site does itself."""
        return self.status in {RemoteStatus.PUBLIC, RemoteStatus.SCHEDULED}

    @property
    def raised(self) -> bool:
        """Whether somebody wishes that readers get it."""
        return self.wish in {Wish.PUBLISH, Wish.SCHEDULE}


@dataclass(frozen=True)
class MediaPublication:
    """A photo on a site: one upload whatever the number of languages and stories."""

    digest: str
    site: SiteId
    remote_id: str
    addresses: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)


class Operation(StrEnum):
    """What an outbox entry does."""

    BRING_UP_TO_DATE = "bring-up-to-date"
    WITHDRAW = "withdraw"
    PULL = "pull"


class OutboxState(StrEnum):
    """How far an outbox entry is."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    NEEDS_YOU = "needs-you"
    CANCELLED = "cancelled"

    @property
    def open(self) -> bool:
        """Say whether there is still something to come."""
        return self not in {OutboxState.DONE, OutboxState.CANCELLED}

    @property
    def waits(self) -> bool:
        """Say whether it can still be taken back."""
        return self in {OutboxState.WAITING, OutboxState.NEEDS_YOU}


class Question(StrEnum):
    """What a site asks before it is written; the values are the keys of the refusals."""

    FOREIGN = "site-folder-foreign"
    REMOVALS = "site-folder-removals"


@dataclass(frozen=True)
class Agreed:
    """An editor's answer to a question about files: it holds for ``count`` of them, not for more.

    Yes to FOREIGN is to write over them, no to leave them; yes to REMOVALS is to take them off the
    site, no to keep them there.
    """

    yes: bool
    count: int

    def holds(self, count: int) -> bool:
        """Say whether the answer was given for as many files."""
        return count <= self.count


@dataclass(frozen=True)
class OutboxEntry:
    """Bring this article up to date on this site; ``not_before`` holds the seconds of Undo."""

    id: OutboxId
    operation: Operation
    article: ArticleId
    site: SiteId
    queued: datetime
    state: OutboxState = OutboxState.WAITING
    attempts: int = 0
    not_before: datetime | None = None
    answer: str = ""
    answer_fields: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)

    @property
    def asks(self) -> Question | None:
        """The question that only the editor can answer, if it waits for that."""
        return question_of(self.answer) if self.state is OutboxState.NEEDS_YOU else None

    @property
    def agreements(self) -> Mapping[Question, Agreed]:
        """What the editor has answered so far."""
        given = {asked: self.answer_fields.get(f"{asked}-agreed", "") for asked in Question}
        parts = {asked: said.split() for asked, said in given.items() if said}
        return {asked: Agreed(yes == "yes", int(count)) for asked, (yes, count) in parts.items()}

    @property
    def answered(self) -> Mapping[str, str]:
        """The fields that keep the ``agreements``, to be taken over into others."""
        names = (f"{asked}-agreed" for asked in Question)
        return {name: self.answer_fields[name] for name in names if name in self.answer_fields}

    def agreed(self, asked: Question, answer: Agreed) -> OutboxEntry:
        """Return the entry with an answer, kept among its fields until it is done."""
        said = f"{'yes' if answer.yes else 'no'} {answer.count}"
        return replace(self, answer_fields={**self.answer_fields, f"{asked}-agreed": said})


def question_of(key: str) -> Question | None:
    """Return the question that a message's key stands for, if it is one."""
    return Question(key) if key in set(Question) else None


@dataclass(frozen=True)
class LogLine:
    """What was sent and what came back; no secret and no body text."""

    at: datetime
    key: str
    fields: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)
    article: ArticleId | None = None
    site: SiteId | None = None
