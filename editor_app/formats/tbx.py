"""Terms as TBX files (ISO 30042): read from TBX 2 (``martif``) and TBX 3 (``tbx``), any dialect.

What a term of ours holds is taken; definitions, contexts and subject fields of others go into its
note, so that nothing is lost. Data categories are told by their ``type`` (the DCA style) or by the
name of their element (DCT). ``formats.tbx_writing`` writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from editor_app.domain.errors import NoText, Unreadable
from editor_app.domain.ids import Language, TermId, new_id
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.formats.exchange_xml import LANGUAGE, elements, local, words_in
from editor_app.formats.language_tags import is_tag, tag_of
from editor_app.text.cleaning import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = ["FORBIDDEN", "KIND", "VALID_FROM", "VALID_TO", "read_tbx"]

KIND = "copydesk-kind:"
VALID_FROM = "copydesk-valid-from:"
VALID_TO = "copydesk-valid-to:"
"""What our own facts begin with where they stand as ``projectSubset``, as the dialect allows."""

FORBIDDEN = frozenset(
    {
        "deprecatedTerm-admn-sts",
        "deprecatedTerm",
        "supersededTerm-admn-sts",
        "supersededTerm",
        "deprecated",
        "obsolete",
        "superseded",
        "forbidden",
    }
)
_STATUSES = frozenset({"administrativeStatus", "normativeAuthorization"})
_PREFERRED = frozenset({"preferredTerm-admn-sts", "preferredTerm", "preferred"})
_SOURCES = frozenset({"source", "sourceIdentifier"})
_ENTRIES = ("termEntry", "conceptEntry")
_TOLD = frozenset({"definition", "context", "subjectField", "explanation"})


def read_tbx(data: bytes, name: str) -> tuple[Term, ...]:
    """Return the terms of a file, each with a fresh id; entries without a word are left out.

    Raises NoText when there are no terms, Unreadable (damaged, with the line; no TBX; a language
    that is none).
    """
    terms = []
    looked = False
    for entry in elements(BytesIO(data), name, *_ENTRIES, "martif", "tbx"):
        if not looked and local(entry.getroottree().getroot()) not in {"martif", "tbx"}:
            raise Unreadable("tbx-none", name=name)
        looked = True
        if local(entry) in _ENTRIES:
            term = _term(entry, name)
            terms += [term] if term.forms else []
    if not looked:
        raise Unreadable("tbx-none", name=name)
    if not terms:
        raise NoText("tbx-empty", name=name)
    return tuple(terms)


def _term(entry: XmlElement, name: str) -> Term:
    facts = dict(_own_facts(entry))
    forms = [form for section in _sections(entry) for form in _forms(section, name)]
    languages = list(dict.fromkeys(form.language for form, _ in forms))
    forms.sort(key=lambda item: (languages.index(item[0].language), not item[1]))
    return Term(
        TermId(new_id()),
        _kind(facts.get(KIND, "")),
        tuple(dict.fromkeys(form for form, _ in forms)),
        _day(facts.get(VALID_FROM, "")),
        _day(facts.get(VALID_TO, "")),
        _source(entry),
        _note(entry),
    )


def _sections(entry: XmlElement) -> Iterator[XmlElement]:
    return (child for child in entry.iter() if local(child) in {"langSet", "langSec"})


def _forms(section: XmlElement, name: str) -> Iterator[tuple[TermForm, bool]]:
    """Yield the forms of a language, and whether each is said to be the preferred one."""
    language = section.get(LANGUAGE) or section.get("lang") or ""
    if not is_tag(language):
        line = section.sourceline
        raise Unreadable(
            "xliff-language",
            name=name,
            element=local(section),
            line=line if isinstance(line, int) else 1,
            language=language,
        )
    for group in section.iter():
        if local(group) not in {"tig", "ntig", "termSec"}:
            continue
        word = next((item for item in group.iter() if local(item) == "term"), None)
        text = clean(words_in(word)).text
        if text:
            statuses = {words_in(item) for item in group.iter() if _category(item) in _STATUSES}
            form = TermForm(Language(tag_of(language)), text, bool(statuses & FORBIDDEN))
            yield form, bool(statuses & _PREFERRED)


def _category(element: XmlElement) -> str:
    """Return the data category of an element: its type, or its own name in the DCT style."""
    return element.get("type") or local(element)


def _own_facts(entry: XmlElement) -> Iterator[tuple[str, str]]:
    for item in entry.iter():
        if _category(item) == "projectSubset":
            said = words_in(item)
            for fact in (KIND, VALID_FROM, VALID_TO):
                if said.startswith(fact):
                    yield fact, said.removeprefix(fact)


def _source(entry: XmlElement) -> str:
    found = (words_in(item) for item in entry.iter() if _category(item) in _SOURCES)
    return clean(next(found, "")).text


def _note(entry: XmlElement) -> str:
    """Return the notes of an entry, then what else it tells, each on a line of its own."""
    notes = [words_in(item) for item in entry.iter() if local(item) == "note"]
    told = [words_in(item) for item in entry.iter() if _category(item) in _TOLD]
    return clean("\n".join(dict.fromkeys(text for text in (*notes, *told) if text))).text


def _kind(text: str) -> TermKind:
    return TermKind(text) if text in set(TermKind) else TermKind.TERM


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
