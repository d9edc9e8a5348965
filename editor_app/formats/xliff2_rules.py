"""The rules of XLIFF 2.0 and 2.1 (OASIS Standard, 13 February 2018) that a file must keep.

``check`` refuses a file with the first rule that it breaks, element and line: a file that a tool
has damaged is better sent back than half understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from editor_app.formats.exchange_xml import LANGUAGE, local
from editor_app.formats.language_tags import is_tag, tag_of
from editor_app.formats.xliff_values import NAMESPACE_2, refused

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = ["check"]

_CORE = f"{{{NAMESPACE_2}}}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TOKEN = re.compile(r"[\w.:·-]+")
_TOKENS = re.compile(r"[\w.:·-]+(?: [\w.:·-]+)*")
_HEX = re.compile(r"[0-9A-Fa-f]{4,6}")
_NEEDED = {
    "file": ("id",),
    "group": ("id",),
    "unit": ("id",),
    "data": ("id",),
    "ph": ("id",),
    "pc": ("id",),
    "sc": ("id",),
    "mrk": ("id",),
    "sm": ("id",),
    "em": ("startRef",),
    "cp": ("hex",),
}
_ALLOWED = {
    "segment": frozenset({"id", "canResegment", "state", "subState"}),
    "ignorable": frozenset({"id"}),
    "source": frozenset(),
    "target": frozenset({"order"}),
}
_VALUES = {
    "state": frozenset({"initial", "translated", "reviewed", "final"}),
    "translate": frozenset({"yes", "no"}),
    "canResegment": frozenset({"yes", "no"}),
    "appliesTo": frozenset({"source", "target", "ignorable"}),
}
_MATCH_TYPES = frozenset({"am", "ebm", "idm", "ice", "mt", "tb", "tm", "other"})
_REFERENCES = ("dataRef", "dataRefStart", "dataRefEnd")
_STARTS = frozenset({"sc", "sm"})


def check(root: XmlElement, name: str) -> None:
    """Raise Unreadable when the document breaks a rule; ``name`` is the file's."""
    source = root.get("srcLang") or ""
    if not source:
        raise refused("xliff-attribute-missing", name, root, attribute="srcLang")
    for attribute in ("srcLang", "trgLang"):
        said = root.get(attribute)
        if said is not None and not is_tag(said):
            raise refused("xliff-language", name, root, language=said)
    languages = {"source": tag_of(source), "target": tag_of(root.get("trgLang") or "")}
    for element in root.iter(f"{_CORE}*"):
        _attributes(element, name)
        _language(element, languages, name)
    for element in root.iter("{*}meta", "{*}metaGroup", "{*}match"):
        _module(element, name)
    _ids_once(root, "file", name)
    for file in root.iter(f"{_CORE}file"):
        _ids_once(file, "unit", name)
        _ids_once(file, "group", name)
        _extensions(file, name)
    for unit in root.iter(f"{_CORE}unit"):
        _unit(unit, name)


def _attributes(element: XmlElement, name: str) -> None:
    tag = local(element)
    for attribute in _NEEDED.get(tag, ()):
        if element.get(attribute) is None:
            raise refused("xliff-attribute-missing", name, element, attribute=attribute)
    allowed = _ALLOWED.get(tag)
    for attribute, value in element.attrib.items():
        said = str(attribute)
        if said.startswith("{"):
            continue
        if allowed is not None and said not in allowed:
            raise refused("xliff-attribute-odd", name, element, attribute=said, value=str(value))
        wanted = _VALUES.get(said)
        if wanted is not None and value not in wanted:
            raise refused("xliff-attribute-odd", name, element, attribute=said, value=str(value))
    identity = element.get("id")
    if identity is not None and not _TOKEN.fullmatch(identity):
        raise refused("xliff-attribute-odd", name, element, attribute="id", value=identity)
    if tag == "cp" and not _HEX.fullmatch(element.get("hex") or ""):
        value = element.get("hex") or ""
        raise refused("xliff-attribute-odd", name, element, attribute="hex", value=value)
    for attribute in ("subFlows", "subFlowsStart", "subFlowsEnd"):
        value = element.get(attribute) or ""
        if value and not _TOKENS.fullmatch(value):
            raise refused("xliff-attribute-odd", name, element, attribute=attribute, value=value)


def _language(element: XmlElement, languages: Mapping[str, str], name: str) -> None:
    """See that a language that is said at a text is that of its side, and stands nowhere else."""
    said = element.get(LANGUAGE)
    tag = local(element)
    around = element.getparent()
    proposed = around is not None and "xliff:matches:" in str(around.tag)
    if said is None or tag in {"note", "data"} or proposed:
        return
    if tag not in languages:
        raise refused("xliff-attribute-odd", name, element, attribute="xml:lang", value=said)
    if tag_of(said) != languages[tag]:
        raise refused(
            "xliff-language-differs", name, element, language=said, expected=languages[tag]
        )


def _module(element: XmlElement, name: str) -> None:
    """Look at the attributes of the metadata and matches modules that name a choice."""
    namespace = str(element.tag)
    applies = element.get("appliesTo")
    if "xliff:metadata:" in namespace and applies is not None:
        choices = _VALUES["appliesTo"] if local(element) == "metaGroup" else frozenset()
        if applies not in choices:
            raise refused(
                "xliff-attribute-odd", name, element, attribute="appliesTo", value=applies
            )
    if "xliff:matches:" in namespace:
        kind, reference = element.get("type"), element.get("ref") or ""
        if kind is not None and kind not in _MATCH_TYPES:
            raise refused("xliff-attribute-odd", name, element, attribute="type", value=kind)
        if "#" not in reference:
            raise refused("xliff-reference", name, element, reference=reference)


def _ids_once(within: XmlElement, tag: str, name: str) -> None:
    seen: set[str] = set()
    for element in within.iter(f"{_CORE}{tag}"):
        identity = element.get("id") or ""
        if identity in seen:
            raise refused("xliff-id-twice", name, element, id=identity)
        seen.add(identity)


def _extensions(file: XmlElement, name: str) -> None:
    """See that ids of an extension's elements are unique within the element that holds it."""
    for owner in [file, *file.iter(f"{_CORE}group", f"{_CORE}unit")]:
        seen: set[tuple[str, str]] = set()
        for child in owner:
            if _is_ours(child):
                continue
            for element in child.iter():
                identity = element.get("id") or element.get(_XML_ID)
                space = str(element.tag).rpartition("}")[0]
                if identity is not None and (space, identity) in seen:
                    raise refused("xliff-id-twice", name, element, id=identity)
                if identity is not None:
                    seen.add((space, identity))


def _is_ours(element: XmlElement) -> bool:
    return not isinstance(element.tag, str) or "urn:oasis:names:tc:xliff:" in element.tag


def _unit(unit: XmlElement, name: str) -> None:
    parts = [child for child in unit if local(child) in {"segment", "ignorable"}]
    if not any(local(part) == "segment" for part in parts):
        raise refused("xliff-element-missing", name, unit, wanted="segment")
    data = {item.get("id") or "" for item in unit.iter(f"{_CORE}data")}
    notes = {item.get("id") or "" for item in unit.iter(f"{_CORE}note")}
    ids = [part.get("id") for part in parts if part.get("id") is not None]
    for identity in ids:
        if ids.count(identity) > 1:
            raise refused("xliff-id-twice", name, unit, id=str(identity))
    for part in parts:
        if not any(local(child) == "source" for child in part):
            raise refused("xliff-element-missing", name, part, wanted="source")
    for side in ("source", "target"):
        codes = [
            code
            for part in parts
            for child in part
            if local(child) == side
            for code in child.iter(f"{_CORE}*")
            if code is not child
        ]
        _codes(codes, data, notes, name)


def _codes(codes: list[XmlElement], data: set[str], notes: set[str], name: str) -> None:
    """Look at the codes of one side of a unit, over all its segments."""
    ids = {code.get("id"): code for code in codes}
    counted = [code.get("id") for code in codes if code.get("id") is not None]
    starts = {code.get("id") for code in codes if local(code) in _STARTS}
    for code in codes:
        if counted.count(code.get("id")) > 1:
            raise refused("xliff-id-twice", name, code, id=str(code.get("id")))
        for reference in _broken(code, data, notes, {str(item) for item in ids}):
            raise refused("xliff-reference", name, code, reference=reference)
        tag = local(code)
        lonely = tag == "ec" and code.get("isolated") != "yes"
        if (tag == "em" or lonely) and code.get("startRef") not in starts:
            raise refused("xliff-unbalanced", name, code)
        if code.get("copyOf") is not None and code.get("dataRef") is not None:
            value = code.get("copyOf") or ""
            raise refused("xliff-attribute-odd", name, code, attribute="copyOf", value=value)
    ended = {code.get("startRef") for code in codes if local(code) in {"ec", "em"}}
    for code in codes:
        if local(code) == "sm" and code.get("id") not in ended:
            raise refused("xliff-unbalanced", name, code)
        if local(code) == "sc" and code.get("isolated") != "yes" and code.get("id") not in ended:
            raise refused("xliff-unbalanced", name, code)


def _broken(code: XmlElement, data: set[str], notes: set[str], ids: set[str]) -> Iterator[str]:
    """Yield the references of a code that lead nowhere."""
    for attribute in _REFERENCES:
        if code.get(attribute) is not None and code.get(attribute) not in data:
            yield code.get(attribute) or ""
    if code.get("copyOf") is not None and code.get("copyOf") not in ids:
        yield code.get("copyOf") or ""
    if code.get("type") == "comment" and local(code) in {"mrk", "sm"}:
        reference = code.get("ref")
        known = reference is not None and reference.rpartition("#n=")[2] in notes
        if reference is not None and not known:
            yield reference
