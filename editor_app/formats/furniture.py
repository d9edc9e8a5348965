"""What stands on a page and is not the article: found, counted by kind, and taken off.

Three steps. ``clean`` takes off what never holds words (scripts, styles, what is hidden).
``article_of`` finds the smallest part of the page that holds its paragraphs. ``strip`` takes site
furniture off inside that part. An element that holds much of the text is never furniture, whatever
its class is called.
"""

from __future__ import annotations

import re

from editor_app.formats.furniture_words import BY_NAME, BY_ROLE, KINDS
from editor_app.formats.html_blocks import ROLE
from editor_app.formats.html_tree import (
    BLOCKS,
    Element,
    attribute,
    classes,
    new_element,
    remove,
    substitute,
    words_of,
)
from editor_app.formats.intake_values import Report
from editor_app.formats.web_addresses import domain_of

_SCRIPTS = frozenset({"script", "template"})
_STYLES = frozenset({"style"})
_CONTROLS = frozenset({"button", "input", "select", "textarea", "form", "datalist", "output"})
_DRAWINGS = frozenset({"svg", "canvas"})
_EMBEDS = frozenset({"iframe", "video", "audio", "embed", "object"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_TINY = re.compile(r"font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:hidden|d-none|visually-hidden|sr-only|screen-reader-text|hide|is-hidden)(?:$|\s)"
)
_VIDEO = re.compile(r"https://www\.youtube(?:-nocookie)?\.com/embed/([\w-]+).*")

_NEVER = frozenset(
    {"figure", "figcaption", "img", "h1", "blockquote", "table", "tbody", "tr", "td", "span", "em"}
    | {"strong", "b", "i", "sup", "sub"}
)
_KEPT_ASIDE = re.compile(r"pull-?quote|quote|note|info-?box|fact|sidebar-?text")
_SHORTEST_PARAGRAPH = 25
_MUCH = 0.4
_MOST = 0.8


def clean(root: Element, report: Report) -> None:
    """Take off what holds no words of the text, anywhere in the tree."""
    whole = len(words_of(root)) if root.find(".//form") is not None else 0
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            remove(element)
            continue
        element.attrib.pop(ROLE, None)
        tag = str(element.tag)
        if tag in _SCRIPTS:
            _drop(element, "dropped-scripts", report)
        elif tag in _STYLES:
            _drop(element, "dropped-styles", report)
        elif tag == "noscript":
            _noscript(element)
        elif tag in _EMBEDS:
            _embed(element, report)
        elif tag == "form":
            _form(element, whole, report)
        elif tag in _CONTROLS:
            _drop(element, "dropped-controls", report)
        elif tag in _DRAWINGS:
            _drop(element, "dropped-drawings", report)
        elif _is_hidden(element):
            _drop(element, "dropped-hidden", report)


def _drop(element: Element, kind: str, report: Report) -> None:
    """Take an element out; blocks leave a space, so that no words are glued."""
    if element.getparent() is not None and element.tag not in {"html", "body"}:
        remove(element, " " if element.tag in BLOCKS else "")
        report.count(kind)


def _form(element: Element, whole: int, report: Report) -> None:
    """Take off a form that is one; some pages put all of themselves into one."""
    if len(words_of(element)) < whole * _MUCH:
        _drop(element, "dropped-controls", report)


def _is_hidden(element: Element) -> bool:
    if element.tag in {"html", "body", "img"}:
        return False
    style = element.get("style") or ""
    if element.get("hidden") is not None or _HIDDEN.search(style):
        return True
    if not len(element) and _TINY.search(style):
        return True
    return bool(_HIDDEN_CLASS.search((element.get("class") or "").lower()))


def _noscript(element: Element) -> None:
    """Keep the picture that a page without scripts shows, where it has no other form."""
    before = element.getprevious()
    image = element.find(".//img")
    has_other = before is not None and (before.tag == "img" or before.find(".//img") is not None)
    if image is None or has_other:
        remove(element)
    else:
        element.drop_tag()


def _embed(element: Element, report: Report) -> None:
    """Put a link in the place of a player or a foreign frame."""
    source = (
        attribute(element, "src") or attribute(element, "data-src") or attribute(element, "data")
    )
    inner = element.find(".//source")
    if not source and inner is not None:
        source = attribute(inner, "src")
    source = f"https:{source}" if source.startswith("//") else source
    source = _VIDEO.sub(r"https://www.youtube.com/watch?v=\1", source)
    if not source.startswith("http") or (attribute(element, "width") or "9") in {"0", "1"}:
        _drop(element, "dropped-frames", report)
        return
    report.count("embeds-as-links")
    words = attribute(element, "title") or domain_of(source)
    line = new_element("p")
    line.append(new_element("a", words, href=source))
    substitute(element, line)


def article_of(root: Element) -> Element:
    """Return the part of the page that holds its paragraphs; the whole body when there are few."""
    body = root.find("body")
    body = root if body is None else body
    scores = _scores(body)
    total = scores.get(body, 0)
    if total < 4 * _SHORTEST_PARAGRAPH:
        return body
    found = body
    while True:
        heavy = [child for child in found if scores.get(child, 0) >= total * _MOST]
        if not heavy:
            break
        found = heavy[0]
    for around in (found, *found.iterancestors()):
        if around.tag == "article" or attribute(around, "itemprop") == "articleBody":
            return around
    return (
        found if found.tag not in {"p", "ul", "ol", "table", "tbody"} else _parent_of(found, body)
    )


def _parent_of(element: Element, default: Element) -> Element:
    parent = element.getparent()
    return default if parent is None else parent


def _scores(body: Element) -> dict[Element, int]:
    """Return for each element how many characters of running text its paragraphs hold."""
    scores: dict[Element, int] = {}
    for element in body.iter("p", "div", "section", "td", "blockquote", "article", "li"):
        size = _running_text(element)
        if size < _SHORTEST_PARAGRAPH or (element.tag == "li" and size < 80):
            continue
        if any(name.tag in {"nav", "footer", "aside", "form"} for name in element.iterancestors()):
            continue
        for around in (element, *element.iterancestors()):
            scores[around] = scores.get(around, 0) + size
    return scores


def _running_text(element: Element) -> int:
    """Count the text of an element that is neither in blocks inside it nor in links."""
    size = len((element.text or "").strip())
    for child in element:
        if isinstance(child.tag, str) and child.tag not in BLOCKS and child.tag != "a":
            size += len("".join(str(text) for text in child.itertext()).strip())
        size += len((child.tail or "").strip())
    return size


def strip(article: Element, report: Report) -> None:
    """Take site furniture off inside the article."""
    scores = _scores(article)
    total = max(scores.get(article, 0), 1)
    for element in list(article.iterdescendants()):
        if element.getparent() is None or not isinstance(element.tag, str):
            continue
        if element.get(ROLE) or _is_off(element, article):
            continue
        kind = _kind(element)
        if kind and scores.get(element, 0) < total * _MUCH:
            _drop(element, kind, report)
        elif _is_list_of_links(element):
            _drop(element, "dropped-related", report)


def _is_off(element: Element, article: Element) -> bool:
    """Say whether the element was taken off with something around it."""
    return all(around is not article for around in element.iterancestors())


def _kind(element: Element) -> str:
    """Return which furniture an element is, or nothing."""
    tag = str(element.tag)
    if tag in _NEVER:
        return ""
    named = classes(element)
    if tag == "aside" and _KEPT_ASIDE.search(named):
        return ""
    told = BY_ROLE.get(attribute(element, "role")) or BY_NAME.get(tag)
    if told:
        return told
    if tag == "header" and element.find(".//h1") is None and element.find(".//img") is None:
        return "dropped-navigation"
    if not named.strip():
        return ""
    return next((kind for kind, words in KINDS.items() if words.search(named)), "")


def _is_list_of_links(element: Element) -> bool:
    """Say whether an element is nothing but three or more links to other stories."""
    if element.tag not in {"ul", "ol", "div", "section"}:
        return False
    links = element.findall(".//a")
    if len(links) < 3:
        return False
    linked = sum(len(words_of(link)) for link in links)
    return linked >= 60 and linked >= len(words_of(element)) * 0.9
