"""Markdown files of any dialect: as HTML for the common walk, with what stands at their head.

Python-Markdown reads them, with lists set in as it wants them; a file in our own dialect goes
through our own reader, so that nothing of it changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor, SubstituteTagInlineProcessor

from editor_app.formats.dialect import reader
from editor_app.formats.markdown import plain_figure
from editor_app.text.kinds import ITEM, RULE, width
from editor_app.text.splitting import split

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TAG_NAMES = (
    "a|abbr|article|aside|b|blockquote|br|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|"
    "font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|ol|p|pre|q|s|script|section|small|span|strong|"
    "style|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video"
)
_LESS_THAN = re.compile(
    rf"<(?!/?(?:{_TAG_NAMES})(?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*"
    r"\s*/?>|!--|https?://[^\s<>]*>|mailto:[^\s<>]*>|[\w.+-]+@[\w.-]+>)",
    re.IGNORECASE,
)
_LONE = "\ufdd0"
"""Stands for a ``<`` that begins no tag; clean text holds no such character."""
_BRACKETED_NUMBER = re.compile(r"^([ \t]*\d{1,9})\)([ \t])")
_FIELD = re.compile(r"(?P<name>[A-Za-z_][\w -]{0,30}):[ \t]*(?P<value>.*)")
_TITLE_BLOCK = re.compile(r"(?:%[^\n]*(?:\n[ \t]+\S[^\n]*)*(?:\n|$)){1,3}")
_FOREIGN = re.compile(
    r"</?[A-Za-z!?][^\n]*>|(?:\A|\n[ \t]*\n)(?: {4}|\t)|\]\[|^ {0,3}\[(?!\^)[^\]\n]+\]:|"
    r"&#?\w{1,31};|(?<!\w)_\S|<https?://|"
    r"\]\([^)\n]*\s[\"'(]|!\[[^\]\n]*\]\((?!photo:|embed:|foreign:)|^:[ \t]+\S|\{[#.:][^}\n]*\}|"
    r"^#{1,6}[^\n]*#[ \t]*$|^[ \t]*\d+\)[ \t]",
    re.MULTILINE,
)


def head_and_body(text: str) -> tuple[Mapping[str, str], str]:
    """Part the fields at the head (YAML, or the per cent lines of Pandoc) from the text."""
    front = _FRONT_MATTER.match(text)
    if front and ":" in front["lines"]:
        return _fields(front["lines"]), text[front.end() :]
    block = _TITLE_BLOCK.match(text)
    if block and text.startswith("% "):
        parts = [" ".join(part.split()) for part in re.split(r"^%", block.group(), flags=re.M)[1:]]
        return dict(zip(("title", "author", "date"), parts, strict=False)), text[block.end() :]
    return {}, text


def markdown_html(text: str) -> str:
    """Return the HTML of Markdown from anywhere; HTML inside it stays HTML, for the common walk."""
    if not _FOREIGN.search(text):
        return reader(plain_figure).convert("\n\n".join(split(text)))
    md = Markdown(
        extensions=[
            "tables",
            "footnotes",
            "fenced_code",
            "def_list",
            "sane_lists",
            "attr_list",
            _Marks(),
        ]
    )
    html = md.convert(_with_lists_set_in(_LESS_THAN.sub(_LONE, text)))
    return html.replace(_LONE, "&lt;")


class _Marks(Extension):
    """Struck, super- and subscript, and the hard break with a backslash."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the patterns behind Python-Markdown's own."""
        struck = SimpleTagInlineProcessor(r"(~~)(.+?)~~", "del")
        md.inlinePatterns.register(struck, "struck", 65)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~)([^\s~]+)~", "sub"), "sub", 64)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(\^)([^\s^]+)\^", "sup"), "sup", 63)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "hard", 185)


def _fields(lines: str) -> dict[str, str]:
    """Read simple ``name: value`` lines; a list below a name becomes values parted by commas."""
    found: dict[str, str] = {}
    name = ""
    for line in lines.split("\n"):
        field = _FIELD.fullmatch(line)
        if field:
            name = field["name"].strip().lower()
            found[name] = field["value"].strip().strip("[]").strip("\"'")
        elif name and line.lstrip().startswith("- "):
            value = line.lstrip()[2:].strip().strip("\"'")
            found[name] = f"{found[name]}, {value}".lstrip(", ")
    return found


def _with_lists_set_in(text: str) -> str:
    """Nest lists by four columns and part them from the text before, as Python-Markdown wants."""
    out: list[str] = []
    region: list[str] = []
    fenced = ""
    for given in text.split("\n"):
        line = _BRACKETED_NUMBER.sub(r"\1.\2", given)
        fence = line.lstrip()[:3]
        if fence in {"```", "~~~"}:
            fenced = "" if fenced == fence else fenced or fence
        if not fenced and _belongs(region, line, out[-1] if out else ""):
            region.append(line)
            continue
        out.extend(_set_in(region))
        region = []
        out.append(line)
    return "\n".join([*out, *_set_in(region)])


def _belongs(region: list[str], line: str, before: str) -> bool:
    """Say whether a line begins a list or goes on with the one in ``region``.

    Within a paragraph only a bullet or the number 1 begins a list (CommonMark 5.3).
    """
    item = ITEM.match(line)
    starts = bool(item and item[3] and width(line) < 4 and not RULE.match(line))
    if not region:
        return starts and bool(not before.strip() or (item and item[2] in {"-", "*", "+", "1."}))
    if not line.strip():
        return True
    apart = not region[-1].strip()
    return starts or width(line) >= 2 or not apart


def _set_in(region: list[str]) -> list[str]:
    if not region:
        return []
    blocks = split("\n".join(region))
    return ["", *"\n\n".join(blocks).split("\n"), ""]
