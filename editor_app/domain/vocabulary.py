"""What stories point at: tags, persons, outlets, licences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from editor_app.domain.ids import Language, LicenceId, OutletId, PersonId, TagId
from editor_app.domain.story import Role

NO_SYNONYMS: Mapping[Language, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class Tag:
    """A tag of the desk, never a string: labels and synonyms per edition, IPTC Media Topic id."""

    id: TagId
    labels: Mapping[Language, str]
    synonyms: Mapping[Language, tuple[str, ...]] = field(default_factory=lambda: NO_SYNONYMS)
    parent: TagId | None = None
    media_topic: str = ""
    retired: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody of the desk or a contributor; names per edition, the roles they usually have."""

    id: PersonId
    names: Mapping[Language, str]
    roles: tuple[Role, ...] = ()
    retired: bool = False


class OutletKind(StrEnum):
    """What kind of house an outlet is."""

    NEWSPAPER = "newspaper"
    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    WEBSITE = "website"
    INSTITUTION = "institution"


@dataclass(frozen=True)
class Outlet:
    """A source of texts or photos; names per edition, ``domains`` to recognise its pages by.

    ``photo_rule`` says what its photos may be used for (applied to photos that name it).
    """

    id: OutletId
    names: Mapping[Language, str]
    kind: OutletKind = OutletKind.NEWSPAPER
    url: str = ""
    domains: tuple[str, ...] = ()
    credit_rule: str = ""
    photo_rule: str = ""
    retired: bool = False


@dataclass(frozen=True)
class Licence:
    """Under what a taken-in text may be used again."""

    id: LicenceId
    name: str
    url: str = ""
    conditions: str = ""
