"""Footnotes of any program as our own: two links, in text and note, that point at each other.

Word, Google Docs, LibreOffice, Pandoc, Python-Markdown and encyclopaedias all write a link in the
text to a note, and a link in the note back to the text. That pair is all that is looked for.
"""

from __future__ import annotations

import re

from editor_app.formats.html_blocks import ROLE
from editor_app.formats.html_tree import Element, attribute, new_element, remove, substitute

_LABEL = re.compile(
    r"[\[(]?\s*([0-9]{1,3}|[a-z]{1,4}|[ivxlc]{1,6}|[*†‡§]{1,3})\s*[\])]?", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*[\[(]?\s*[\])]?\s*")
_HOLDERS = frozenset({"li", "div", "p", "aside", "section", "dd", "td"})


def mark_footnotes(root: Element) -> int:
    """Turn references and notes into our own elements, the notes at the end; return how many."""
    anchors = _anchors(root)
    references = [link for link in root.iter("a") if attribute(link, "href").startswith("#")]
    taken: dict[Element, str] = {}
    labels: set[str] = set()
    for link in references:
        label = _label(link)
        target = anchors.get(attribute(link, "href")[1:])
        if not label or target is None or _is_inside(link, taken):
            continue
        holder = _holder(target)
        back = _back_link(holder, _names(link)) if holder is not None else None
        if holder is None or back is None or _holds(holder, link):
            continue
        if holder not in taken:
            unique = label if label not in labels else str(len(labels) + 1)
            labels.add(unique)
            taken[holder] = unique
        _refer(link, taken[holder])
    for holder, label in taken.items():
        _note(root, holder, label)
    return len(taken)


def _anchors(root: Element) -> dict[str, Element]:
    """Return the elements by the names that links know them by."""
    anchors: dict[str, Element] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name")):
                if name:
                    anchors.setdefault(name, element)
    return anchors


def _label(link: Element) -> str:
    found = _LABEL.fullmatch("".join(str(text) for text in link.itertext()).strip())
    return found.group(1) if found else ""


def _holder(target: Element) -> Element | None:
    """Return the whole note that an anchor stands for or in."""
    for element in (target, *target.iterancestors()):
        if element.tag in _HOLDERS:
            return element
        if element.tag in {"body", "html", "ol", "ul"}:
            return None
    return None


def _names(link: Element) -> set[str]:
    """Return the names under which a note may point back at a reference."""
    around = [link, *link.iterdescendants()]
    parent = link.getparent()
    if parent is not None and parent.tag in {"sup", "span"}:
        around.append(parent)
    before = link.getprevious()
    if before is not None and before.tag == "a" and not (before.text or len(before)):
        around.append(before)
    return {name for one in around for name in (one.get("id"), one.get("name")) if name}


def _back_link(holder: Element, names: set[str]) -> Element | None:
    for link in holder.iter("a"):
        if attribute(link, "href")[1:] in names and attribute(link, "href").startswith("#"):
            return link
    return None


def _holds(holder: Element, link: Element) -> bool:
    return any(ancestor is holder for ancestor in link.iterancestors())


def _is_inside(link: Element, holders: dict[Element, str]) -> bool:
    return any(ancestor in holders for ancestor in link.iterancestors())


def _refer(link: Element, label: str) -> None:
    """Put our reference in the link's place, and in that of what only raised it."""
    whole = link
    parent = link.getparent()
    while parent is not None and parent.tag in {"sup", "span"} and len(parent) == 1:
        beside = f"{parent.text or ''}{whole.tail or ''}"
        if not _BRACKETS.fullmatch(beside):
            break
        whole, parent = parent, parent.getparent()
    substitute(whole, new_element("span", **{ROLE: "note", "label": label}))


def _note(root: Element, holder: Element, label: str) -> None:
    """Move a note to the end, without its own number and the links back."""
    for link in list(holder.iter("a")):
        href = attribute(link, "href")
        if href.startswith("#") and not _is_word("".join(str(text) for text in link.itertext())):
            raised = link.getparent()
            alone = raised is not None and raised.tag in {"sup", "span"} and len(raised) == 1
            bare = alone and raised is not None and not (raised.text or link.tail or "").strip()
            remove(raised if bare and raised is not None else link)
    note = new_element("aside", **{ROLE: "footnote", "label": label})
    note.text, holder.text = holder.text, None
    note.extend(list(holder))
    parent = holder.getparent()
    remove(holder)
    if parent is not None and parent.tag in {"ol", "ul", "div", "section"} and not len(parent):
        remove(parent)
    body = root.find("body")
    (root if body is None else body).append(note)


def _is_word(text: str) -> bool:
    """Say whether a link in a note is words, not a number, an arrow or a caret."""
    bare = text.strip()
    return len(bare) > 1 and any(sign.isalpha() for sign in bare) and not _LABEL.fullmatch(bare)
