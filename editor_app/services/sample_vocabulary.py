"""Reads the sample's tables: editions, sections, people, outlets, tags, site, terms, memory.

Ids in the sample are short words; in a desk they are 32 hex digits made from those words (UUID
version 5, RFC 9562), so that making the sample twice gives the same ids.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from editor_app.domain.edition import Edition, Quotes, Section
from editor_app.domain.ids import (
    Language,
    LicenceId,
    OutletId,
    PairId,
    PersonId,
    SectionId,
    SiteId,
    StandingId,
    TagId,
    TermId,
)
from editor_app.domain.photo import PhotoKind
from editor_app.domain.site import Site, SiteKind, SiteWords
from editor_app.domain.standing import StandingParagraph
from editor_app.domain.story import Role
from editor_app.domain.term import MemoryPair, Term, TermForm, TermKind
from editor_app.domain.vocabulary import Licence, Outlet, OutletKind, Person, Tag

Nested = TypeVar("Nested", Section, Tag)

SAMPLE = UUID("6f1f0a8e-63a5-4c5c-9b51-0f2f6c7f3a11")
KINDS = {"ai": PhotoKind.AI_MADE}


def sample_id(noun: str, word: str) -> str:
    """Return the id that a word of the sample has in a desk."""
    return uuid5(SAMPLE, f"{noun}:{word}").hex


def texts(table: Mapping[str, str] | None) -> dict[Language, str]:
    """Return a table of texts per language."""
    return {Language(tag): text for tag, text in (table or {}).items()}


def photo_kind(word: str) -> PhotoKind:
    """Return the kind of picture by the sample's word for it."""
    return KINDS.get(word) or PhotoKind(word.replace("_", "-"))


def editions(desk: Mapping[str, Any]) -> Iterator[Edition]:
    """Yield the editions."""
    for item in desk["editions"]:
        yield Edition(
            Language(item["language"]),
            item["autonym"],
            item["order"],
            item["date_form"],
            Quotes(*item["quote_style"]),
            {photo_kind(word): text for word, text in item["credit_words"].items()},
            item["attribution"]["one"],
            item["attribution"]["several"],
            item["outlet_separator"],
            item["keeps_marks"],
        )


def sections(desk: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the sections."""
    for item in desk["sections"]:
        parent = item.get("parent")
        yield Section(
            SectionId(sample_id("section", item["id"])),
            item["order"],
            texts(item["names"]),
            texts(item["slugs"]),
            SectionId(sample_id("section", parent)) if parent else None,
        )


def persons(desk: Mapping[str, Any]) -> Iterator[Person]:
    """Yield the people of the desk."""
    for item in desk["persons"]:
        roles = tuple(Role(role) for role in item["roles"])
        yield Person(PersonId(sample_id("person", item["id"])), texts(item["names"]), roles)


def outlets(desk: Mapping[str, Any]) -> Iterator[Outlet]:
    """Yield the outlets."""
    for item in desk["outlets"]:
        url = item.get("url", "")
        yield Outlet(
            OutletId(sample_id("outlet", item["id"])),
            texts(item["names"]),
            OutletKind(item["kind"]),
            url,
            tuple(part for part in [url.split("//")[-1].strip("/")] if part),
            item.get("credit_rule", ""),
            item.get("photo_rule", ""),
        )


def licences(desk: Mapping[str, Any]) -> Iterator[Licence]:
    """Yield the licences of taken-in texts."""
    for item in desk["licences"]:
        yield Licence(
            LicenceId(sample_id("licence", item["id"])),
            item["name"],
            item.get("url", ""),
            item.get("conditions", ""),
        )


def tags(desk: Mapping[str, Any]) -> Iterator[Tag]:
    """Yield the tags."""
    for item in desk["tags"]:
        synonyms = item.get("synonyms", {})
        parent = item.get("parent")
        yield Tag(
            TagId(sample_id("tag", item["id"])),
            texts(item["labels"]),
            {Language(tag): tuple(words) for tag, words in synonyms.items()},
            TagId(sample_id("tag", parent)) if parent else None,
            item.get("media_topic", ""),
        )


def site(desk: Mapping[str, Any], target: str) -> Site:
    """Return the site, publishing into the folder ``target``."""
    item = desk["site"]
    names = texts(item["names"])
    words = {language: _words(item, str(language), name) for language, name in names.items()}
    name = names.get(Language("en")) or next(iter(names.values()))
    return Site(
        SiteId(sample_id("site", item["id"])),
        name,
        SiteKind.FOLDER,
        item["url"].rstrip("/"),
        target,
        item["zone"],
        item["theme"],
        words=words,
    )


def _words(item: Mapping[str, Any], language: str, name: str) -> SiteWords:
    company = item["company"].get(language, {})
    legal = [*company.get("legal", []), *([company["register"]] if "register" in company else [])]
    return SiteWords(
        name,
        item.get("taglines", {}).get(language, ""),
        company.get("company", ""),
        company.get("address", ""),
        company.get("email", ""),
        company.get("phone", ""),
        company.get("advertise", ""),
        tuple((label, address) for label, address in legal),
        item["templates"].get(language, {}),
    )


def parents_first(items: Iterable[Nested]) -> Iterator[Nested]:
    """Yield sections or tags so that each comes after its parent."""
    waiting = list(items)
    given: set[str | None] = {None}
    while waiting:
        ready = [item for item in waiting if item.parent in given] or waiting
        yield from ready
        given.update(item.id for item in ready)
        waiting = [item for item in waiting if item.id not in given]


def terms(table: str) -> Iterator[Term]:
    """Yield the terms of a TSV with one target form a line; lines of one source form one term."""
    found: dict[tuple[str, str], Term] = {}
    for row in _rows(table):
        key = (row["source_language"], row["source"])
        language = Language(row["target_language"])
        forms = [TermForm(language, row["target"])] if row["target"] else []
        forbidden = filter(None, (row.get("forbidden") or "").split("|"))
        forms += [TermForm(language, word.strip(), True) for word in forbidden]
        known = found.get(key)
        begun = known.forms if known else (TermForm(Language(key[0]), key[1]),)
        found[key] = Term(
            TermId(sample_id("term", "/".join(key))),
            TermKind(row["kind"]),
            (*begun, *forms),
            _day(row.get("valid_from")),
            _day(row.get("valid_to")),
            row.get("source_note") or "",
            row.get("note") or "",
        )
    yield from found.values()


def standing(table: Mapping[str, Any]) -> Iterator[StandingParagraph]:
    """Yield the standing paragraphs."""
    for item in table["standing"]:
        yield StandingParagraph(
            StandingId(sample_id("standing", item["id"])),
            item["name"],
            texts(item["texts"]),
            item["owner"],
            item["source"],
            item["checked"],
            item["lasts"],
        )


def memory(table: str, desk: Mapping[str, Any]) -> Iterator[MemoryPair]:
    """Yield the confirmed pairs of a TSV, with the names of those who confirmed them."""
    editors = {item["id"]: item["names"]["en"] for item in desk["persons"]}
    for row in _rows(table):
        seed = "/".join((row["source"], row["target_language"], row["target"]))
        yield MemoryPair(
            PairId(sample_id("pair", seed)),
            Language(row["source_language"]),
            Language(row["target_language"]),
            row["source"],
            row["target"],
            datetime.fromisoformat(row["date"]).replace(tzinfo=UTC),
            editors.get(row.get("editor"), ""),
        )


def _rows(table: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
