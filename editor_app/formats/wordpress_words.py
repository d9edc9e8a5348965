"""The words inside WordPress elements, read without losing anything, and written again.

Reading is strict: markup that our Markdown cannot carry raises ``Unmodelled``, and the block it
stands in is then kept as it is. Only what stands in the tags of links may be passed over here:
``wordpress_revising`` puts that back.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urljoin

from editor_app.formats.html_tree import Element, attribute
from editor_app.formats.inline import NO_MARKS, Mark, Run, Runs
from editor_app.formats.inline_writing import attach, tidy
from editor_app.text.spans import is_address

NO_LABELS: Mapping[str, str] = MappingProxyType({})

_MARKS = {
    "strong": Mark.STRONG,
    "b": Mark.STRONG,
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "s": Mark.STRUCK,
    "del": Mark.STRUCK,
    "strike": Mark.STRUCK,
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
    "code": Mark.CODE,
}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r"[ \t\r\f]+")
_ORDINARY = re.compile(r"font-weight:\s*(?:400|normal);?")
_SHORT = {"del": "s"}
_SHORTCODE = re.compile(r"\[(?=/?(?:gallery|(?:wp_)?caption|audio|video|playlist|embed)\b)")
_DANGEROUS = re.compile(r"&amp;#(?=(?:[0-9]+|[xX][0-9A-Fa-f]+);)")


class Unmodelled(Exception):
    """The markup holds something that our Markdown has no form for."""


@dataclass(frozen=True)
class Reading:
    """What reading depends on.

    ``base_url`` completes links without a host. ``labels`` gives the label of a footnote by the id
    that the site has for it. ``keeps_lines`` says that a line end in the source breaks the line, as
    it does in classic HTML.
    """

    base_url: str = ""
    labels: Mapping[str, str] = field(default_factory=lambda: NO_LABELS)
    keeps_lines: bool = False


@dataclass
class _Words:
    reading: Reading
    runs: list[Run] = field(default_factory=list)

    def text(self, text: str | None, marks: frozenset[Mark], link: str) -> None:
        if not text:
            return
        if not self.reading.keeps_lines:
            self.runs.append(Run(_SPACES.sub(" ", text), marks, link))
            return
        for number, line in enumerate(_BLANKS.sub(" ", text).split("\n")):
            if number:
                self.runs.append(Run("\n", marks, link))
            self.runs.append(Run(line, marks, link))

    def element(self, element: Element, marks: frozenset[Mark], link: str) -> None:
        tag = str(element.tag)
        label = note_label(element, self.reading.labels)
        if label:
            self.runs.append(Run(label, note=True))
        elif tag == "br":
            self.runs.append(Run("\n", marks, link))
        elif tag == "a" and not link:
            self.inside(element, marks, self._address(element))
        elif tag == "span" and _says_nothing(element):
            self.inside(element, marks, link)
        elif tag in _MARKS and not element.attrib:
            self.inside(element, marks | {_MARKS[tag]}, link)
        else:
            raise Unmodelled(tag)

    def inside(self, element: Element, marks: frozenset[Mark], link: str) -> None:
        self.text(element.text, marks, link)
        for child in element:
            if not isinstance(child.tag, str):
                raise Unmodelled("comment")
            self.element(child, marks, link)
            self.text(child.tail, marks, link)

    def _address(self, element: Element) -> str:
        address = full_address(attribute(element, "href"), self.reading.base_url)
        if not is_address(address):
            raise Unmodelled("link")
        return address


def full_address(address: str, base_url: str) -> str:
    """Return where a link leads; one without a host leads to the site itself."""
    if base_url and address[:1] == "/":
        return urljoin(base_url, address)
    return address


def read_words(element: Element, reading: Reading) -> Runs:
    """Return all words of an element. Raises Unmodelled."""
    words = _Words(reading)
    words.inside(element, NO_MARKS, "")
    return tidy(words.runs)


class LooseWords:
    """Words that stand between blocks, gathered until a block ends them."""

    def __init__(self, reading: Reading) -> None:
        """Read them in this way."""
        self._words = _Words(reading)

    def text(self, text: str | None) -> None:
        """Take bare text."""
        self._words.text(text, NO_MARKS, "")

    def element(self, element: Element) -> None:
        """Take an element that stands amid words. Raises Unmodelled."""
        self._words.element(element, NO_MARKS, "")

    def end(self) -> Runs:
        """Return the words so far and begin anew."""
        runs = tidy(self._words.runs)
        self._words.runs = []
        return runs


def note_label(element: Element, labels: Mapping[str, str]) -> str:
    """Return the label of the footnote that an element refers to, if it does."""
    if element.tag != "sup":
        return ""
    if element.get("data-fn"):
        return labels.get(attribute(element, "data-fn"), "")
    return "".join(str(text) for text in element.itertext()) if _is_note(element) else ""


def _is_note(element: Element) -> bool:
    return element.get("class") == "note" and len(element) == 1 and element[0].tag == "a"


def _says_nothing(element: Element) -> bool:
    """Say whether a span has no effect: word processors leave such around ordinary text."""
    others = set(element.attrib) - {"style"}
    style = attribute(element, "style")
    return not others and (not style or bool(_ORDINARY.fullmatch(style)))


# -- writing

Note = Callable[[str], str]
"""Gives the HTML of a reference to the footnote with a label."""


def plain_note(label: str) -> str:
    """Return a reference to a footnote that stands in the text as a paragraph of its own."""
    name = attribute_text(label)
    link = f'<a href="#note-{name}" id="note-from-{name}">{words_text(label)}</a>'
    return f'<sup class="note">{link}</sup>'


def words_html(runs: Runs, note: Note = plain_note, line_end: str = "<br>") -> str:
    """Return tidy runs as the HTML that WordPress keeps as it is, whatever the account may do."""
    root = ET.Element("x")
    attach(root, runs)
    notes: dict[str, str] = {}
    for element in root.iter():
        element.tag = _SHORT.get(element.tag, element.tag)
        if element.tag == "br":
            element.tail = (element.tail or "").removeprefix("\n")
    for element in list(root.iter("sup")):
        if element.get("class") == "note":
            name = f"note{len(notes)}"
            notes[name] = note("".join(element.itertext()))
            tail = element.tail
            element.clear()
            element.tag, element.tail = name, tail
    html = ET.tostring(root, encoding="unicode", method="html")
    html = html.removeprefix("<x>").removesuffix("</x>")
    for name, reference in notes.items():
        html = html.replace(f"<{name}></{name}>", reference)
    return _safe(html.replace("<br>", line_end))


def words_text(text: str) -> str:
    """Return plain text as HTML."""
    return _safe(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _safe(html: str) -> str:
    """Write as entities what WordPress would take for something else than words.

    Its filter for authors takes ``&amp;#39;`` for the character itself, and its page would put a
    player in the place of the word ``[video]``.
    """
    return _SHORTCODE.sub("&#091;", _DANGEROUS.sub("&amp;&#035;", html))


def attribute_text(text: str) -> str:
    """Return plain text as the value of an attribute."""
    return words_text(text).replace('"', "&quot;")
