"""What other programs put on the clipboard as HTML, made into HTML that means what it shows.

Word writes lists as paragraphs with a style of its own, changes as ``ins`` and ``del``, comments
and notes at the end. Google Docs wraps all in a bold element that is not bold, and every link in
one of its own. Windows puts a few lines in front, and marks where what was copied begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from editor_app.formats.html_blocks import ROLE
from editor_app.formats.html_tree import (
    Element,
    attribute,
    new_element,
    remove,
    words_of,
)
from editor_app.formats.intake_values import NoteKind, Report, TakenNote

_SOURCE_URL = re.compile(r"^SourceURL:(\S+)\s*$", re.MULTILINE)
_HEADER = re.compile(r"(?:Version|StartHTML|EndHTML|StartFragment)\s*:\s*[\d.-]+")
_FRAGMENT = re.compile(r"<!--\s*(StartFragment|EndFragment)\s*-->")
_ROWS = re.compile(r"\s*<(?:col|colgroup|tr|tbody|thead|td)\b", re.IGNORECASE)
_LIST = re.compile(
    r"mso-list\s*:\s*(?P<list>l\d+)\s+level(?P<level>\d+)(?:\s+lfo(?P<use>\d+))?", re.I
)
_IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(
    r"[(（]?(?:(\d{1,4})|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,7}|[一二三四五六七八九十]{1,3})[.)）、．:]"
)
_ELEMENT = re.compile(r"mso-element\s*:\s*([\w-]+)", re.IGNORECASE)
_COMMENT_REFERENCE = re.compile(r"mso-comment-reference\s*:\s*([\w-]+)", re.IGNORECASE)
_PAGE = re.compile(
    r"<(?:nav|footer|main|article)\b|property=[\"']?og:|rel=[\"']?canonical|"
    r"type=[\"']?application/ld\+json",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"mso-comment-author\s*:\s*[\"']?([^;\"']+)", re.IGNORECASE)
_WORD = re.compile(
    r"urn:schemas-microsoft-com:office:word|class=[\"']?Mso|mso-|content=[\"']?(?:Microsoft )?Word",
    re.I,
)
_HEADING_CLASS = re.compile(r"\bMso(?:Heading|TOCHeading)(\d)?\b|\bHeading(\d)\b")
_CLASS_ROLES = {"msotitle": "headline", "msosubtitle": "standfirst", "msocaption": "caption"}
_QUOTE = 160
_SIGNS = {"del": "−", "ins": "+"}


class Origin(StrEnum):
    """Which program wrote the clipboard."""

    WORD = "word"
    GOOGLE_DOCS = "google-docs"
    LIBREOFFICE = "libreoffice"
    WEB = "web"


def origin_of(html: str) -> Origin:
    """Return the program that wrote it, told by its habits."""
    start = html[:20_000]
    if "docs-internal-guid" in start:
        return Origin.GOOGLE_DOCS
    if re.search(r"<meta[^>]+generator[^>]+(?:LibreOffice|OpenOffice)", start, re.IGNORECASE):
        return Origin.LIBREOFFICE
    return Origin.WORD if _WORD.search(start) else Origin.WEB


def is_page(html: str) -> bool:
    """Say whether it is a whole web page, whatever its text was once written with."""
    return _PAGE.search(html[:200_000]) is not None


def unwrapped(html: str) -> tuple[str, str]:
    """Return the HTML without what Windows puts around it, and the page it was copied from.

    What stands outside the marks of the fragment goes, but for the head, which tells the program.
    """
    address = ""
    if _HEADER.match(html.lstrip()):
        head, bracket, rest = html.partition("<")
        found = _SOURCE_URL.search(head)
        address = found.group(1) if found else ""
        html = bracket + rest
    marks = {mark.group(1): mark for mark in _FRAGMENT.finditer(html)}
    if set(marks) == {"StartFragment", "EndFragment"}:
        start, end = marks["StartFragment"].end(), marks["EndFragment"].start()
        if start < end:
            before = html[: marks["StartFragment"].start()]
            head_end = before.lower().rfind("</head>")
            inside = html[start:end]
            inside = f"<table>{inside}</table>" if _ROWS.match(inside) else inside
            html = before[: head_end + 7 if head_end >= 0 else 0] + inside
    return html, address if address.startswith("http") else ""


def straighten(root: Element, origin: Origin, report: Report) -> list[TakenNote]:
    """Give a tree its plain meaning; return the private notes that were in it."""
    if origin is Origin.WORD:
        return _straighten_word(root, report)
    _heed_aria(root)
    _office_web_lists(root)
    for space in root.iter("span"):
        if space.get("class") == "Apple-converted-space":
            space.text = " "
    if origin is Origin.GOOGLE_DOCS:
        _straighten_google(root)
    return []


def _straighten_word(root: Element, report: Report) -> list[TakenNote]:
    comments = _comments(root)
    changes = _changes(root)
    report.count("notes-from-comments", len(comments))
    report.count("notes-from-changes", len(changes))
    for element in list(root.iter()):
        if isinstance(element.tag, str) and ":" in element.tag:
            _office_element(element, report)
    _heed_aria(root)
    _headings(root)
    _lists(root)
    _office_web_lists(root)
    return [*comments, *changes]


def _office_element(element: Element, report: Report) -> None:
    """Take off Word's own elements: ``o:p`` holds at most a space, drawings hold no text."""
    prefix = str(element.tag).partition(":")[0]
    if element.getparent() is None:
        return
    if prefix in {"v", "w"} and element.find(".//img") is None:
        report.count("dropped-drawings", int(prefix == "v"))
        remove(element)
    else:
        element.drop_tag()


def _comments(root: Element) -> list[TakenNote]:
    """Return the comments with the words that they are about, and take them out."""
    quotes: dict[str, str] = {}
    for element in list(root.iter("a", "span")):
        reference = _COMMENT_REFERENCE.search(element.get("style") or "")
        if reference is None:
            continue
        quotes.setdefault(reference.group(1), words_of(element))
        if "MsoCommentReference" in (element.get("class") or ""):
            remove(element)
        else:
            element.drop_tag()
    notes: list[TakenNote] = []
    for element in list(root.iter("div")):
        kind = _ELEMENT.search(element.get("style") or "")
        if kind is None or not kind.group(1).lower().startswith("comment"):
            continue
        if kind.group(1).lower() == "comment":
            notes.append(_comment(element, list(quotes.values()), len(notes)))
    for element in list(root.iter("div")):
        kind = _ELEMENT.search(element.get("style") or "")
        if kind is not None and kind.group(1).lower() == "comment-list":
            remove(element)
    for element in list(root.iter("a", "span")):
        if "MsoCommentReference" in (element.get("class") or ""):
            remove(element)
    return [note for note in notes if note.text]


def _comment(element: Element, quotes: list[str], number: int) -> TakenNote:
    styles = [part.get("style") or "" for part in element.iter("span")]
    named = next((found for style in styles if (found := _AUTHOR.search(style))), None)
    author = named.group(1).strip() if named else ""
    for part in list(element.iter("span", "a")):
        hidden = "mso-special-character" in (part.get("style") or "")
        if hidden or "MsoCommentReference" in (part.get("class") or ""):
            remove(part)
    quote = quotes[number] if number < len(quotes) else ""
    return TakenNote(author, words_of(element), quote)


def _changes(root: Element) -> list[TakenNote]:
    """Accept tracked changes and return them as notes. Only Word means changes by these names."""
    found: list[tuple[TakenNote, Element | None]] = []
    last: Element | None = None
    for element in list(root.iter("ins", "del")):
        words = words_of(element)
        author = attribute(element, "cite").removeprefix("mailto:")
        kind = NoteKind.DELETED if element.tag == "del" else NoteKind.INSERTED
        text = f"{_SIGNS[str(element.tag)]} {words}"
        if words and last is not None and _next_element(last) is element:
            before, paragraph = found.pop()
            found.append((replace(before, text=f"{before.text} {text}"), paragraph))
        elif words:
            found.append(
                (TakenNote(author, text, "", kind), next(element.iterancestors("p"), None))
            )
        last = element
    for element in list(root.iter("ins", "del")):
        if element.tag == "del":
            remove(element)
        else:
            element.drop_tag()
    return [
        replace(note, quote=words_of(paragraph)[:_QUOTE] if paragraph is not None else "")
        for note, paragraph in found
    ]


def _headings(root: Element) -> None:
    """Give titles, captions and headings of Word their meaning."""
    for paragraph in list(root.iter("p", "div")):
        named = paragraph.get("class") or ""
        role = _CLASS_ROLES.get(named.split()[0].lower() if named.split() else "")
        if role:
            paragraph.set(ROLE, role)
        heading = _HEADING_CLASS.search(named)
        if heading:
            level = min(int(heading.group(1) or heading.group(2) or 1), 6)
            paragraph.tag = f"h{max(level, 1)}"


def _heed_aria(root: Element) -> None:
    """Heed the roles that Office on the web gives its paragraphs instead of elements."""
    for element in list(root.iter("p", "div", "span")):
        if attribute(element, "role") == "heading":
            level = attribute(element, "aria-level")
            element.tag = f"h{level}" if level in set("123456") else "h2"


def _straighten_google(root: Element) -> None:
    """Take the wrapper off, and give a checklist its plain items."""
    for element in list(root.iter("b")):
        if attribute(element, "id").startswith("docs-internal-guid"):
            element.drop_tag()
    for item in root.iter("li"):
        if attribute(item, "role") == "checkbox":
            for image in list(item.iter("img")):
                remove(image)


def _lists(root: Element) -> None:
    """Turn list paragraphs that follow each other into nested lists."""
    group: list[_Entry] = []
    for paragraph in list(root.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "div")):
        found = _LIST.search(paragraph.get("style") or "")
        if found is None:
            continue
        number = _take_marker(paragraph)
        if str(paragraph.tag).startswith("h"):
            continue  # a numbered heading stays a heading
        if group and _next_element(group[-1].element) is not paragraph:
            _nest(group)
            group = []
        group.append(_Entry(paragraph, int(found["level"]), number))
    _nest(group)


def _office_web_lists(root: Element) -> None:
    """Nest the lists of Office on the web, which stand one by one with their levels beside them."""
    for wrapper in list(root.iter("div")):
        if "ListContainerWrapper" in (wrapper.get("class") or ""):
            wrapper.drop_tag()
    group: list[_Entry] = []
    for item in list(root.iter("li")):
        level = attribute(item, "data-aria-level")
        holder = item.getparent()
        if not level.isdigit() or holder is None or holder.tag not in {"ul", "ol"}:
            continue
        if group and not _goes_on(group[-1].element, item):
            _nest(group)
            group = []
        group.append(_Entry(item, int(level), 1 if holder.tag == "ol" else None))
    _nest(group)


def _goes_on(before: Element, item: Element) -> bool:
    """Say whether an item stands right behind another, in the same list or in the next one."""
    if _next_element(before) is item:
        return True
    holder, other = before.getparent(), item.getparent()
    if holder is None or other is None or _next_element(before) is not None:
        return False
    return _next_element(holder) is other and item.getprevious() is None


@dataclass(frozen=True)
class _Entry:
    """A paragraph that is an item of a list; ``number`` is None for a bullet."""

    element: Element
    level: int
    number: int | None


def _nest(entries: Sequence[_Entry]) -> None:
    """Put the entries into lists inside each other, in the place of the first."""
    if not entries:
        return
    first = entries[0].element
    holder = first.getparent()
    anchor = holder if first.tag == "li" and holder is not None else first
    outer: list[tuple[int, Element]] = []
    outermost: Element | None = None
    for entry in entries:
        tag = "ul" if entry.number is None else "ol"
        while outer and outer[-1][0] > entry.level:
            outer.pop()
        if outer and outer[-1][0] == entry.level and outer[-1][1].tag != tag:
            outer.pop()
        if not outer or outer[-1][0] < entry.level:
            listing = new_element(tag)
            if entry.number is not None and entry.number > 1:
                listing.set("start", str(entry.number))
            if outer:
                outer[-1][1][-1].append(listing)
            elif outermost is not None:
                outermost.addnext(listing)
            else:
                anchor.addprevious(listing)
            outermost = outermost if outer else listing
            outer.append((entry.level, listing))
        _move(entry.element, outer[-1][1])


def _move(element: Element, listing: Element) -> None:
    """Make an element the last item of a list; an old list that is empty now goes."""
    holder = element.getparent()
    remove(element)
    element.tail = None
    element.tag = "li"
    listing.append(element)
    if holder is not None and holder.tag in {"ul", "ol"} and not len(holder):
        remove(holder)


def _next_element(element: Element) -> Element | None:
    """Return the element right behind, if no text stands between."""
    if (element.tail or "").strip():
        return None
    following = element.getnext()
    while following is not None and not isinstance(following.tag, str):
        if (following.tail or "").strip():
            return None
        following = following.getnext()
    return following


def _take_marker(paragraph: Element) -> int | None:
    """Take the drawn bullet or number off a paragraph; return the number, None for a bullet."""
    drawn = ""
    for part in list(paragraph.iter("span")):
        if _IGNORED.search(part.get("style") or "") and part.getparent() is not None:
            drawn += words_of(part)
            remove(part)
    found = _NUMBER.match(drawn.strip())
    if not found:
        return None
    return int(found.group(1)) if found.group(1) else 1
