"""Our Markdown dialect as an extension of Python-Markdown: what a block becomes in HTML.

What a block *is* says ``text.kinds.kind_of``, the same for the editor, the page and the importers.
Nothing of a text reaches the page as HTML: it is built from elements, and what looks like HTML is
shown as text. Blocks do not depend on each other, so that one changed block can be patched alone.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import escape

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.util import Registry

from editor_app.domain.block import BlockKind
from editor_app.domain.ids import PhotoId
from editor_app.formats.inline import parse
from editor_app.formats.inline_writing import attach, tidy
from editor_app.text.kinds import ITEM, kind_of, object_of, width
from editor_app.text.lists import STEP
from editor_app.text.splitting import split

Figure = Callable[[PhotoId], str]
"""Gives the HTML of a photo's figure; it is put into the page as it is."""

_DEEPEST = 20
_HASHES = re.compile(r" {0,3}(#{1,6})[ \t]*")
_QUOTED = re.compile(r"^ {0,3}> ?", re.MULTILINE)
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_SPEAKER = re.compile(r"[ \t]*— *")
_BAR = re.compile(r"(?<!\\)\|")


class Dialect(Extension):
    """Makes a ``Markdown`` read our dialect and nothing else."""

    def __init__(self, figure: Figure) -> None:
        """Take the function that gives a photo's figure."""
        super().__init__()
        self.figure = figure

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Put our blocks in the place of Python-Markdown's."""
        md.inlinePatterns = Registry()
        md.treeprocessors = Registry()
        md.preprocessors = Registry()
        md.postprocessors.deregister("amp_substitute")
        md.parser.blockprocessors = Registry()
        md.parser.blockprocessors.register(_Blocks(md, self.figure), "copydesk", 1)


def reader(figure: Figure) -> Markdown:
    """Return a ``Markdown`` of Python-Markdown that reads our dialect, to be used in one thread."""
    md = Markdown(extensions=[Dialect(figure)])
    md.serializer = _serialized
    return md


def _serialized(root: ET.Element) -> str:
    """Write every character of the text as text; Python-Markdown's own lets ``&copy;`` through."""
    seen: set[str] = set()
    for reference in root.iter("sup"):
        name = reference.get("id") or ""
        if name and name in seen:
            del reference.attrib["id"]  # the second reference to a note; ids are unique
        seen.add(name)
    for block in root:
        block.tail = "\n"
    return ET.tostring(root, encoding="unicode", method="html")


class _Blocks(BlockProcessor):
    """Makes the element of each block, by its kind."""

    def __init__(self, md: Markdown, figure: Figure) -> None:
        super().__init__(md.parser)
        self.stash = md.htmlStash
        self.figure = figure
        self.table = _Tables(md.parser, {"use_align_attribute": True})
        self.depth = 0

    def test(self, parent: ET.Element, block: str) -> bool:
        return True

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        text = blocks.pop(0).strip("\n")
        kind = kind_of(text) if text else BlockKind.PARAGRAPH
        if kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
            self._quote(parent, text, kind)
        elif kind is BlockKind.LIST:
            _list(parent, text)
        elif kind is BlockKind.TABLE and self.table.test(parent, text):
            self.table.run(parent, [text])
        elif kind is BlockKind.HEADING:
            _heading(parent, text)
        elif kind is BlockKind.FOOTNOTE:
            _footnote(parent, text)
        elif kind is BlockKind.CODE:
            lines = [line if line.strip() else "" for line in text.split("\n")[1:-1]]
            code = ET.SubElement(ET.SubElement(parent, "pre"), "code")
            code.text = "\n".join([*lines, ""])
        elif kind is BlockKind.RULE:
            ET.SubElement(parent, "hr")
        elif object_of(text):
            self._object(parent, text)
        elif text:
            _words(ET.SubElement(parent, "p"), text)

    def _quote(self, parent: ET.Element, text: str, kind: BlockKind) -> None:
        inner = _QUOTED.sub("", text)
        if self.depth >= _DEEPEST:
            _words(ET.SubElement(parent, "p"), inner)
            return
        speaker = ""
        if kind is BlockKind.PULL_QUOTE and "\n" in inner:
            inner, _, last = inner.rpartition("\n")
            speaker = _SPEAKER.sub("", last, count=1)
            slashes = len(inner) - len(inner.rstrip("\\"))
            inner = inner[:-1] if slashes % 2 else inner  # a break before the speaker
            parent = ET.SubElement(parent, "figure", {"class": "pullquote"})
        self.depth += 1
        self.parser.parseBlocks(ET.SubElement(parent, "blockquote"), list(split(inner)))
        self.depth -= 1
        if speaker:
            caption = ET.SubElement(parent, "figcaption")
            caption.text = "— "
            _words(ET.SubElement(caption, "cite"), speaker)

    def _object(self, parent: ET.Element, text: str) -> None:
        kind, name = object_of(text) or (BlockKind.FOREIGN, "")
        if kind is BlockKind.PHOTO:
            html = self.figure(PhotoId(name))
        else:
            html = f'<div class="{kind.value}" data-{kind.value}="{escape(name)}"></div>'
        ET.SubElement(parent, "p").text = self.stash.store(html)


class _Tables(TableProcessor):
    """Pipe tables; a bar behind a backslash is text, wherever it stands (GFM)."""

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        for cell in parent[-1].iter():
            if cell.tag in {"th", "td"}:
                text, cell.text = cell.text or "", None
                attach(cell, tidy(parse(text), breaks=False))
            if cell.get("align"):
                cell.set("class", f"align-{cell.attrib.pop('align')}")
        body = parent[-1].find("tbody")
        if body is not None and not any(cell.text or len(cell) for cell in body.iter("td")):
            parent[-1].remove(body)

    def _split(self, row: str) -> list[str]:
        return _BAR.split(row)


def _words(element: ET.Element, text: str, *, breaks: bool = True) -> None:
    attach(element, tidy(parse(text), breaks=breaks))


def _heading(parent: ET.Element, text: str) -> None:
    hashes = _HASHES.match(text)
    level = len(hashes.group(1)) if hashes else 2
    _words(ET.SubElement(parent, f"h{level}"), _HASHES.sub("", text, count=1), breaks=False)


def _footnote(parent: ET.Element, text: str) -> None:
    found = _FOOTNOTE.match(text)
    label = found.group(1) if found else ""
    note = ET.SubElement(
        parent, "aside", {"class": "footnote", "id": f"note-{label}", "role": "doc-footnote"}
    )
    words = ET.SubElement(note, "p")
    back = ET.SubElement(words, "a", href=f"#note-from-{label}", role="doc-backlink")
    back.text = label
    back.tail = " "
    _words(words, _FOOTNOTE.sub("", text, count=1))


def _list(parent: ET.Element, text: str) -> None:
    """Build nested lists from lines set in by four columns a level, as ``text.lists`` writes."""
    open_lists: list[ET.Element] = []
    words: dict[ET.Element, str] = {}
    for line in text.split("\n"):
        item = ITEM.match(line)
        depth = min(width(line) // STEP, _DEEPEST)
        if not item or depth > len(open_lists):
            _go_on(words, open_lists, line, depth)
            continue
        del open_lists[depth + 1 :]
        tag = "ul" if item[2] in "-*+" else "ol"
        holder = open_lists[depth - 1][-1] if depth else parent
        if depth == len(open_lists) or open_lists[depth].tag != tag:
            open_lists[depth:] = [_new_list(holder, tag, item[2])]
        words[ET.SubElement(open_lists[depth], "li")] = item[3] or ""
    for element, said in words.items():
        children = list(element)
        for child in children:
            element.remove(child)
        _words(element, said)
        element.extend(children)


def _go_on(
    words: dict[ET.Element, str], open_lists: list[ET.Element], line: str, depth: int
) -> None:
    """Give a line without a marker to the item that it stands under."""
    deepest = len(open_lists) - 1
    level = max(0, min(depth - 1, deepest))
    item = open_lists[level][-1]
    if level < deepest and not words[item].endswith("\\"):
        words[item] += "\\"
    words[item] += "\n" + line.strip()


def _new_list(holder: ET.Element, tag: str, marker: str) -> ET.Element:
    start = marker.rstrip(".")
    attributes = {"start": str(int(start))} if tag == "ol" and int(start) != 1 else {}
    return ET.SubElement(holder, tag, attributes)
