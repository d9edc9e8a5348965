"""The rules of the OASIS specifications of XLIFF that files of ours must keep, looked at apart.

Written from XLIFF 1.2 (OASIS Standard, 1 February 2008) and XLIFF 2.1 (13 February 2018), and not
from the code that writes: it reads the bytes with another parser and names every rule broken.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

V12 = "{urn:oasis:names:tc:xliff:document:1.2}"
V20 = "{urn:oasis:names:tc:xliff:document:2.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
NMTOKEN = re.compile(r"[\w.:\-·]+")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
STATES_12 = {
    "final",
    "needs-adaptation",
    "needs-l10n",
    "needs-review-adaptation",
    "needs-review-l10n",
    "needs-review-translation",
    "needs-translation",
    "new",
    "signed-off",
    "translated",
}
QUALIFIERS_12 = {
    "exact-match",
    "fuzzy-match",
    "id-match",
    "leveraged-glossary",
    "leveraged-inherited",
    "leveraged-mt",
    "leveraged-repository",
    "leveraged-tm",
    "mt-suggestion",
    "rejected-grammar",
    "rejected-inaccurate",
    "rejected-length",
    "rejected-spelling",
    "tm-suggestion",
}
CTYPES_12 = {"bold", "italic", "underlined", "link", "image", "pb", "lb"}
ORDER_12 = ("source", "seg-source", "target", "context-group", "count-group", "prop-group", "note")
CHILDREN_20 = {
    "xliff": ("file",),
    "file": ("skeleton", "notes", "unit", "group"),
    "unit": ("notes", "originalData", "segment", "ignorable"),
    "segment": ("source", "target"),
    "ignorable": ("source", "target"),
    "originalData": ("data",),
    "notes": ("note",),
}
TYPES_20 = {"fmt", "ui", "quote", "link", "image", "other"}
SUB_FMT_20 = {"xlf:lb", "xlf:pb", "xlf:b", "xlf:i", "xlf:u", "xlf:var"}


def broken_rules(data: bytes) -> list[str]:
    """Return what is wrong with a file; nothing when it keeps the rules."""
    root = ET.fromstring(data)  # what we wrote ourselves, or a test's own text
    if root.tag == f"{V12}xliff":
        return list(_rules_12(root))
    if root.tag == f"{V20}xliff":
        return list(_rules_20(root))
    return [f"root is {root.tag}"]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


# -- 1.2


def _rules_12(root: ET.Element) -> Iterator[str]:
    if root.get("version") != "1.2":
        yield "version is not 1.2"
    files = list(root)
    if not files or any(_name(item) != "file" for item in files):
        yield "xliff holds something other than files"
    for file in files:
        yield from _file_12(file)


def _file_12(file: ET.Element) -> Iterator[str]:
    for attribute in ("original", "source-language", "datatype"):
        if not file.get(attribute):
            yield f"file lacks {attribute}"
    for attribute in ("source-language", "target-language"):
        said = file.get(attribute)
        if said is not None and not LANGUAGE.fullmatch(said):
            yield f"{attribute} is {said}"
    if file.get("date") is not None and not DATE.fullmatch(file.get("date") or ""):
        yield f"date is {file.get('date')}"
    if [_name(child) for child in file] not in (["body"], ["header", "body"]):
        yield "file is not header and body"
    tools = {tool.get("tool-id") for tool in file.iter(f"{V12}tool")}
    if file.get("tool-id") is not None and file.get("tool-id") not in tools:
        yield "tool-id names no tool"
    for tool in file.iter(f"{V12}tool"):
        if not tool.get("tool-id") or not tool.get("tool-name"):
            yield "tool lacks id or name"
    seen: set[str] = set()
    for unit in file.iter(f"{V12}trans-unit"):
        identity = unit.get("id")
        if identity is None or identity in seen:
            yield f"trans-unit id {identity} is missing or there twice"
        seen.add(identity or "")
        yield from _unit_12(unit, file)


def _unit_12(unit: ET.Element, file: ET.Element) -> Iterator[str]:
    names = [_name(child) for child in unit]
    if names.count("source") != 1 or names.count("target") > 1:
        yield "trans-unit has not one source and at most one target"
    places = [ORDER_12.index(name) if name in ORDER_12 else 99 for name in names]
    if places != sorted(places):
        yield f"order of {names}"
    if unit.get("approved", "no") not in {"yes", "no"}:
        yield "approved is neither yes nor no"
    for child in unit:
        said = child.get(f"{XML}lang")
        side = {"source": "source-language", "target": "target-language"}.get(_name(child))
        if side is not None and said is not None and said != file.get(side):
            yield f"xml:lang {said} of {_name(child)}"
        if side is not None:
            yield from _codes_12(child)
    target = unit.find(f"{V12}target")
    if target is not None:
        state, qualifier = target.get("state"), target.get("state-qualifier")
        if state is not None and state not in STATES_12 and not state.startswith("x-"):
            yield f"state is {state}"
        if qualifier is not None and qualifier not in QUALIFIERS_12:
            yield f"state-qualifier is {qualifier}"


def _codes_12(side: ET.Element) -> Iterator[str]:
    begun: list[str] = []
    seen: set[tuple[str, str]] = set()
    for code in side.iter():
        name = _name(code)
        if code is side:
            continue
        if name not in {"bpt", "ept", "ph", "it", "g", "x", "bx", "ex", "mrk", "sub"}:
            yield f"{name} in a text"
        identity = code.get("id") or ""
        if not identity:
            yield f"{name} lacks id"
        kind = "ept" if name == "ept" else "begin"
        if (kind, identity) in seen:
            yield f"{name} id {identity} twice"
        seen.add((kind, identity))
        ctype = code.get("ctype")
        if ctype is not None and ctype not in CTYPES_12 and not ctype.startswith("x-"):
            yield f"ctype is {ctype}"
        if name == "bpt":
            begun.append(identity)
        elif name == "ept":
            if identity not in begun:
                yield f"ept {identity} has no bpt before it"
            else:
                begun.remove(identity)
    if begun:
        yield f"bpt {begun} without ept"


# -- 2.1


def _rules_20(root: ET.Element) -> Iterator[str]:
    if root.get("version") not in {"2.0", "2.1"}:
        yield f"version is {root.get('version')}"
    for attribute in ("srcLang", "trgLang"):
        said = root.get(attribute)
        if (said is None and attribute == "srcLang") or not LANGUAGE.fullmatch(said or "en"):
            yield f"{attribute} is {said}"
    if root.get("trgLang") is None and root.find(f".//{V20}target") is not None:
        yield "targets, but no trgLang"
    for element in root.iter():
        allowed = CHILDREN_20.get(_name(element))
        if allowed is not None:
            names = [_name(child) for child in element]
            if any(name not in allowed for name in names):
                yield f"{_name(element)} holds {names}"
            places = [allowed.index(name) for name in names if name in allowed]
            if places != sorted(places):
                yield f"order of {names} in {_name(element)}"
        identity = element.get("id")
        if identity is not None and not NMTOKEN.fullmatch(identity):
            yield f"id {identity}"
    for scope, kinds in (("xliff", ("file",)), ("file", ("unit", "group")), ("unit", ("data",))):
        for owner in root.iter(f"{V20}{scope}"):
            for name in kinds:
                ids = [item.get("id") for item in owner.iter(f"{V20}{name}")]
                if None in ids or len(ids) != len(set(ids)):
                    yield f"ids of {name}: {ids}"
    for unit in root.iter(f"{V20}unit"):
        yield from _unit_20(unit)


def _unit_20(unit: ET.Element) -> Iterator[str]:
    segments = unit.findall(f"{V20}segment")
    if not segments:
        yield "unit without segment"
    data = {item.get("id") for item in unit.iter(f"{V20}data")}
    used: set[str | None] = set()
    sides: dict[str, list[ET.Element]] = {"source": [], "target": []}
    for segment in segments:
        if segment.find(f"{V20}source") is None:
            yield "segment without source"
        state, sub = segment.get("state", "initial"), segment.get("subState")
        if state not in {"initial", "translated", "reviewed", "final"}:
            yield f"state is {state}"
        if sub is not None and (":" not in sub or sub.startswith("xlf:")):
            yield f"subState is {sub}"
        if sub is not None and segment.get("state") is None:
            yield "subState without state"
        if state != "initial" and segment.find(f"{V20}target") is None:
            yield f"state {state} without target"
        for name, found in sides.items():
            side = segment.find(f"{V20}{name}")
            if side is not None:
                found.extend(code for code in side.iter() if code is not side)
    for codes in sides.values():
        ids = [code.get("id") for code in codes]
        if None in ids or len(ids) != len(set(ids)):
            yield f"ids of codes: {ids}"
        for code in codes:
            yield from _code_20(code)
            used |= {code.get(name) for name in ("dataRef", "dataRefStart", "dataRefEnd")}
    if used - {None} != data:
        yield f"data {data}, used {used - {None}}"
    yield from _twins_20(sides["source"], sides["target"])


def _code_20(code: ET.Element) -> Iterator[str]:
    if _name(code) not in {"pc", "ph"}:
        yield f"{_name(code)} in a text"
    kind, sub = code.get("type"), code.get("subType")
    if kind is not None and kind not in TYPES_20:
        yield f"type is {kind}"
    if sub is not None and kind is None:
        yield "subType without type"
    if sub is not None and sub.startswith("xlf:") and (sub not in SUB_FMT_20 or kind != "fmt"):
        yield f"subType is {sub}"


def _twins_20(source: list[ET.Element], target: list[ET.Element]) -> Iterator[str]:
    """See that a code of a target with an id of the source is the same code."""
    known = {code.get("id"): code for code in source}
    for code in target:
        twin = known.get(code.get("id"))
        if twin is not None and (_name(twin), twin.attrib) != (_name(code), code.attrib):
            yield f"code {code.get('id')} is another one in the target"
