"""How an HTML element sets its text: by its name, and by the style that word processors give it."""

from __future__ import annotations

import re

from editor_app.formats.html_tree import Element
from editor_app.formats.inline import Mark

_NAMES = {
    "b": Mark.STRONG,
    "strong": Mark.STRONG,
    "summary": Mark.STRONG,
    "dt": Mark.STRONG,
    "i": Mark.EMPHASIS,
    "em": Mark.EMPHASIS,
    "dfn": Mark.EMPHASIS,
    "var": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS,
    "s": Mark.STRUCK,
    "strike": Mark.STRUCK,
    "del": Mark.STRUCK,
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
    "code": Mark.CODE,
    "kbd": Mark.CODE,
    "samp": Mark.CODE,
    "tt": Mark.CODE,
}
_STYLE = re.compile(
    r"(?:^|[;\s])(font-weight|font-style|text-decoration(?:-line)?|vertical-align)\s*:\s*([^;]+)",
    re.IGNORECASE,
)
_SHIFTED = frozenset({Mark.SUPERSCRIPT, Mark.SUBSCRIPT})


def marks_of(element: Element, around: frozenset[Mark]) -> frozenset[Mark]:
    """Return the marks of the text inside ``element``, which stands amid marks ``around``."""
    named = _NAMES.get(str(element.tag))
    marks = around | {named} if named else around
    style = element.get("style")
    if not style:
        return marks
    for name, value in _STYLE.findall(style):
        marks = _styled(marks, name.lower(), value.strip().lower(), named)
    return marks


def _styled(marks: frozenset[Mark], name: str, value: str, named: Mark | None) -> frozenset[Mark]:
    if name == "font-weight":
        if value.startswith("bold") or (value.isdigit() and int(value) >= 600):
            return marks | {Mark.STRONG}
        light = value in {"normal", "400", "300", "lighter"}
        return marks - {Mark.STRONG} if light else marks
    if name == "font-style":
        slanted = value.startswith(("italic", "oblique"))
        return marks | {Mark.EMPHASIS} if slanted else marks - {Mark.EMPHASIS}
    if name == "vertical-align":
        # Browsers write the computed style into what is copied: a <sup> may say "baseline".
        if named in _SHIFTED or value not in {"super", "sub"}:
            return marks
        shifted = Mark.SUPERSCRIPT if value == "super" else Mark.SUBSCRIPT
        return (marks - _SHIFTED) | {shifted}
    return marks | {Mark.STRUCK} if "line-through" in value else marks
