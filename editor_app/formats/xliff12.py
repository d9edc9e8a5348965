"""Reads XLIFF 1.2 (and 1.0, 1.1): ours as it comes back, and files of other tools.

Raises Unreadable with one sentence for what is no XLIFF or breaks the rules that a row needs:
languages, ids, a source in each unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor_app.domain.ids import Language
from editor_app.domain.link import Made, State
from editor_app.formats.exchange_rows import ExchangeFile, ExchangeNote, ExchangeRow
from editor_app.formats.exchange_xml import LANGUAGE, hidden_text, local, words_in
from editor_app.formats.inline_parts import Form, Part, PartKind, Parts, placeholder
from editor_app.formats.language_tags import same_language, tag_of
from editor_app.formats.xliff_values import (
    Numbers,
    closing,
    language_in,
    opening,
    refused,
    single,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = ["read_xliff12"]

_STATES = {
    "new": State.TO_DO,
    "needs-translation": State.TO_DO,
    "needs-adaptation": State.DRAFT,
    "needs-l10n": State.DRAFT,
    "needs-review-adaptation": State.DRAFT,
    "needs-review-l10n": State.DRAFT,
    "needs-review-translation": State.DRAFT,
    "translated": State.TRANSLATED,
    "signed-off": State.REVIEWED,
    "final": State.REVIEWED,
}
_MACHINE = frozenset({"leveraged-mt", "mt-suggestion"})
_MEMORY = frozenset(
    {
        "leveraged-tm",
        "exact-match",
        "fuzzy-match",
        "id-match",
        "leveraged-inherited",
        "tm-suggestion",
    }
)


def read_xliff12(root: XmlElement, name: str) -> tuple[ExchangeFile, ...]:
    """Return the files of a document, each with its rows in their order."""
    found = tuple(_file(element, name) for element in root if local(element) == "file")
    if not found:
        raise refused("xliff-element-missing", name, root, wanted="file")
    return found


def _file(element: XmlElement, name: str) -> ExchangeFile:
    source = language_in(element, "source-language", name, needed=True)
    target = language_in(element, "target-language", name, needed=False)
    header = next((child for child in element if local(child) == "header"), None)
    body = next((child for child in element if local(child) == "body"), None)
    if body is None:
        raise refused("xliff-element-missing", name, element, wanted="body")
    rows = []
    seen: set[str] = set()
    for unit in body.iter("{*}trans-unit"):
        row = _row(unit, (source, target), name)
        if row.id in seen:
            raise refused("xliff-id-twice", name, unit, id=row.id)
        seen.add(row.id)
        rows.append(row)
    return ExchangeFile(
        Language(tag_of(source)),
        Language(tag_of(target)) if target else None,
        tuple(rows),
        element.get("original") or "",
        _notes(header) if header is not None else (),
        _tool(element, header),
        _instant(element.get("date")),
    )


def _row(unit: XmlElement, languages: tuple[str, str], name: str) -> ExchangeRow:
    identity = unit.get("id")
    if identity is None:
        raise refused("xliff-attribute-missing", name, unit, attribute="id")
    source = next((child for child in unit if local(child) == "source"), None)
    target = next((child for child in unit if local(child) == "target"), None)
    if source is None:
        raise refused("xliff-element-missing", name, unit, wanted="source")
    for side, language in zip((source, target), languages, strict=True):
        said = side.get(LANGUAGE) if side is not None else None
        if side is not None and said and language and not same_language(said, language):
            raise refused("xliff-language-differs", name, side, language=said, expected=language)
    numbers = Numbers()
    parts = _parts(source, numbers)
    given = _parts(target, numbers) if target is not None else None
    state, made = _said_of(unit, target)
    if state is State.TO_DO and given == parts:
        given = None  # a copy of the source that nobody has touched
    return ExchangeRow(
        identity,
        parts,
        given,
        state,
        made,
        unit.get("resname") or "",
        _notes(unit),
        unit.get("translate") != "no",
    )


def _said_of(unit: XmlElement, target: XmlElement | None) -> tuple[State | None, Made | None]:
    if target is None:
        return State.TO_DO, None
    state = _STATES.get(target.get("state") or "")
    if unit.get("approved") == "yes":
        state = State.REVIEWED
    qualifier = target.get("state-qualifier")
    if qualifier in _MACHINE:
        return state, Made.MACHINE
    return state, Made.MEMORY if qualifier in _MEMORY else None


def _parts(element: XmlElement, numbers: Numbers) -> Parts:
    opened: dict[str, tuple[Part, str]] = {}
    return tuple(_inside(element, numbers, opened))


def _inside(
    element: XmlElement, numbers: Numbers, opened: dict[str, tuple[Part, str]]
) -> Iterator[Part]:
    if element.text:
        yield Part(PartKind.WORDS, element.text)
    for child in element:
        yield from _code(child, numbers, opened)
        if child.tail:
            yield Part(PartKind.WORDS, child.tail)


def _code(
    element: XmlElement, numbers: Numbers, opened: dict[str, tuple[Part, str]]
) -> Iterator[Part]:
    """Yield the parts of one inline element (XLIFF 1.2, section 2.4)."""
    tag = local(element)
    content = hidden_text(element)
    if not tag:
        yield Part(PartKind.WORDS, content)
        return
    content = content or element.get("equiv-text") or ""
    name = element.get("rid") or element.get("id") or ""
    kind = element.get("ctype") or ""
    if tag in {"mrk", "sub"}:
        yield from _inside(element, numbers, opened)
    elif tag == "g":
        number = numbers.of(element.get("id") or "")
        first = opening(number, kind, element.get("equiv-text") or "")
        yield first
        yield from _inside(element, numbers, opened)
        yield closing(number, first, element.get("equiv-text") or "", "")
    elif tag in {"bpt", "bx"}:
        opened[name] = opening(numbers.of(name), kind, content), content
        yield opened[name][0]
    elif tag in {"ept", "ex"}:
        first_part, began = opened.get(name, (None, ""))
        yield closing(numbers.of(name), first_part, began, content)
    else:
        yield _alone(element, numbers, kind, content)


def _alone(element: XmlElement, numbers: Numbers, kind: str, content: str) -> Part:
    number = numbers.of(element.get("id") or "")
    if local(element) == "it":
        return placeholder(number)
    part = single(number, kind, content)
    return part if part.form is not Form.OTHER else placeholder(number)


def _notes(element: XmlElement) -> tuple[ExchangeNote, ...]:
    return tuple(
        ExchangeNote(words_in(child), child.get("from") or "")
        for child in element
        if local(child) == "note" and words_in(child)
    )


def _tool(element: XmlElement, header: XmlElement | None) -> str:
    tools = header.iter("{*}tool") if header is not None else iter(())
    named = next((tool.get("tool-name") for tool in tools), None)
    return named or element.get("tool") or element.get("tool-id") or ""


def _instant(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.utcoffset() is None else found.astimezone(UTC)
