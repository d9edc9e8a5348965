"""A Word document's XML made ready: what Mammoth does not know is turned into what it knows.

Paragraph styles become a few of our own names by what they are based on, in whatever language they
are called; text boxes become paragraphs behind the one they hang on; formulas become text; hidden
text, tables of contents, charts and attached objects go and are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from editor_app.formats.intake_values import Report
from editor_app.formats.office_xml import XmlElement
from editor_app.formats.word_changes import W, text_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_TEXT_BOX = f"{W}txbxContent"
_WRAPPERS = tuple(f"{W}{name}" for name in ("smartTag", "customXml", "fldSimple", "dir", "bdo"))
_HEADING = re.compile(r"(?:heading|标题|標題|tiêu đề|đề mục) ?([1-9])", re.IGNORECASE)
_NAMED = {
    "title": re.compile(r"title|标题|標題|tít|tiêu đề|tựa(?: đề)?|headline", re.IGNORECASE),
    "subtitle": re.compile(
        r"subtitle|副标题|副標題|sapo|sa-pô|standfirst|lead|tiêu đề phụ|phụ đề", re.IGNORECASE
    ),
    "caption": re.compile(
        r"caption|figure caption|题注|題注|chú thích(?: ảnh| hình)?|photo caption", re.IGNORECASE
    ),
    "quote": re.compile(
        r"(?:intense )?quote|quotations?|引用|trích dẫn|block ?text", re.IGNORECASE
    ),
    "contents": re.compile(r"toc(?: heading|\s*\d)|table of contents|目录|mục lục", re.IGNORECASE),
}
_LISTED = re.compile(r"list (bullet|number) ([2-5])", re.IGNORECASE)
_NEEDLESS = tuple(f"{W}{name}" for name in ("proofErr", "lastRenderedPageBreak", "lang", "noProof"))
STYLES = {"title": "CopydeskTitle", "subtitle": "CopydeskSubtitle", "caption": "CopydeskCaption"}
QUOTE = "CopydeskQuote"
HEADING = "CopydeskHeading"
BULLET, NUMBER = "CopydeskBullet", "CopydeskNumber"
"""The names of our own styles, by which Mammoth's style map knows what a paragraph is."""


@dataclass(frozen=True)
class _Style:
    """A paragraph style: its name, the style it is based on, its outline level (0 to 8)."""

    name: str
    base: str
    outline: int | None


def read_styles(styles: XmlElement | None) -> Mapping[str, _Style]:
    """Return the paragraph styles by their ids."""
    found = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        if style.get(f"{W}type") in {"paragraph", None}:
            level = _value(style, f"{W}pPr/{W}outlineLvl")
            found[style.get(f"{W}styleId") or ""] = _Style(
                _value(style, f"{W}name"),
                _value(style, f"{W}basedOn"),
                int(level) if level.isdigit() else None,
            )
    return found


def make_ready(root: XmlElement, styles: Mapping[str, _Style], report: Report) -> None:
    """Change a part (document or notes) so that all of its text is read and nothing else."""
    _lighten(root)
    _choose_alternatives(root)
    for element in list(root.iter(*_WRAPPERS)):
        _unwrap(element)
    _read_formulas(root, report)
    _count_off(root, report)
    for ruby in list(root.iter(f"{W}ruby")):
        _keep_base_of(ruby)
    for run in list(root.iter(f"{W}r")):
        _look_at_run(run, report)
    contents = 0
    for paragraph in list(root.iter(f"{W}p")):
        contents += _style_paragraph(paragraph, styles)
    report.count("dropped-contents", 1 if contents else 0)


def _lighten(root: XmlElement) -> None:
    """Take off what tells nothing of the text; it is often half of a document."""
    for element in list(root.iter(*_NEEDLESS)):
        parent = element.getparent()
        if parent is not None and not (element.tail or "").strip():
            parent.remove(element)
    for element in root.iter():
        for name in [name for name in element.attrib if str(name).startswith(f"{W}rsid")]:
            del element.attrib[name]


def _value(element: XmlElement, path: str) -> str:
    found = element.find(path)
    return (found.get(f"{W}val") or "").strip() if found is not None else ""


def _choose_alternatives(root: XmlElement) -> None:
    """Keep the readable one of two forms; text boxes go behind their paragraph."""
    for alternate in list(root.iter(f"{_MC}AlternateContent")):
        choice, fallback = alternate.find(f"{_MC}Choice"), alternate.find(f"{_MC}Fallback")
        if choice is None:
            continue
        if next(choice.iter(_TEXT_BOX), None) is not None and fallback is not None:
            alternate.remove(fallback)
        elif fallback is None:
            _unwrap(choice)
            _unwrap(alternate)
    for box in list(root.iter(_TEXT_BOX)):
        anchor = next(_outermost_paragraphs(box), None)
        if anchor is None:
            continue
        for block in reversed(list(box)):
            anchor.addnext(block)


def _outermost_paragraphs(element: XmlElement) -> Iterator[XmlElement]:
    found = list(element.iterancestors(f"{W}p"))
    yield from reversed(found)


def _read_formulas(root: XmlElement, report: Report) -> None:
    for formula in list(root.iter(f"{_M}oMath")):
        for node in formula.iter(f"{_M}t"):
            formula.addprevious(_formula_run(node))
        holder = formula.getparent()
        if holder is not None:
            holder.remove(formula)
            report.count("formulas-as-text")
    for group in list(root.iter(f"{_M}oMathPara")):
        _unwrap(group)


def _formula_run(node: XmlElement) -> XmlElement:
    """Return a piece of a formula as a run, raised or lowered; a fraction gets its stroke."""
    run = etree.Element(f"{W}r")
    around = {str(one.tag).removeprefix(_M) for one in node.iterancestors()}
    shift = "superscript" if "sup" in around else "subscript" if "sub" in around else ""
    if shift:
        properties = etree.SubElement(run, f"{W}rPr")
        etree.SubElement(properties, f"{W}vertAlign", {f"{W}val": shift})
    stroke = "/" if "den" in around else ""
    etree.SubElement(run, f"{W}t").text = stroke + (node.text or "")
    return run


def _count_off(root: XmlElement, report: Report) -> None:
    """Count and take off what is neither text nor photo."""
    charts = list(root.iter(_CHART, _DIAGRAM))
    report.count("dropped-charts", len(charts))
    objects = [*root.iter(f"{W}object"), *root.iter(f"{W}altChunk"), *root.iter(f"{W}control")]
    for element in objects:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
            report.count("dropped-attachments")


def _keep_base_of(ruby: XmlElement) -> None:
    """Keep the characters of a ruby group and leave out the reading above them."""
    base, parent = ruby.find(f"{W}rubyBase"), ruby.getparent()
    if parent is None:
        return
    for text in list(base.iter(f"{W}t")) if base is not None else ():
        ruby.addprevious(text)
    parent.remove(ruby)


def _look_at_run(run: XmlElement, report: Report) -> None:
    """Take hidden runs out and count underlining."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return
    hidden = properties.find(f"{W}vanish")
    parent = run.getparent()
    if hidden is not None and (hidden.get(f"{W}val") or "1") not in {"0", "false"}:
        if parent is not None:
            if text_of(run).strip():
                report.count("dropped-hidden")
            parent.remove(run)
        return
    line = properties.find(f"{W}u")
    in_link = parent is not None and parent.tag == f"{W}hyperlink"
    if line is not None and (line.get(f"{W}val") or "none") != "none" and not in_link:
        report.count("dropped-underlines")
    double = properties.find(f"{W}dstrike")
    if double is not None and properties.find(f"{W}strike") is None:
        etree.SubElement(properties, f"{W}strike")


def _style_paragraph(paragraph: XmlElement, styles: Mapping[str, _Style]) -> int:
    """Give a paragraph one of our styles; take out tables of contents."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return 0
    named = properties.find(f"{W}pStyle")
    own = named.get(f"{W}val") or "" if named is not None else ""
    level = _value(properties, f"{W}outlineLvl")
    meaning = _meaning(own, styles)
    if meaning.startswith((BULLET, NUMBER)) and properties.find(f"{W}numPr/{W}ilvl") is not None:
        meaning = ""  # the paragraph itself says its level
    if meaning == "contents":
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)
        return 1
    if not meaning and level.isdigit() and int(level) < 6:
        meaning = f"{HEADING}{int(level) + 1}"
    if meaning:
        if named is None:
            named = etree.Element(f"{W}pStyle")
            properties.insert(0, named)
        named.set(f"{W}val", meaning)
    return 0


def _meaning(own: str, styles: Mapping[str, _Style]) -> str:
    """Return our style for a style: by its name, then by those it is based on."""
    seen: set[str] = set()
    while own and own not in seen:
        seen.add(own)
        style = styles.get(own) or _Style(own, "", None)
        heading = _HEADING.fullmatch(style.name) or _HEADING.fullmatch(own)
        if heading:
            return f"{HEADING}{min(int(heading.group(1)), 6)}"
        listed = _LISTED.fullmatch(style.name)
        if listed:
            return f"{BULLET if listed.group(1).lower() == 'bullet' else NUMBER}{listed.group(2)}"
        for meaning, pattern in _NAMED.items():
            if pattern.fullmatch(style.name):
                return "contents" if meaning == "contents" else STYLES.get(meaning, QUOTE)
        if style.outline is not None and style.outline < 6:
            return f"{HEADING}{style.outline + 1}"
        own = style.base
    return ""


def _unwrap(element: XmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)
