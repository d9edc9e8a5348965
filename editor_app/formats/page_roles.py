"""What the elements of a web page are for, guessed from how pages call them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor_app.formats.article_facts import Facts
from editor_app.formats.attribution import attribution_of, names_in, tags_in
from editor_app.formats.html_blocks import ROLE
from editor_app.formats.html_tree import Element, attribute, classes, remove, words_of
from editor_app.formats.page_head import section_of
from editor_app.formats.publication_times import instant_in, time_line

_NAMED = {
    role: re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])")
    for role, words in {
        "headline": r"headline|title-?(?:detail|news|post)|"
        r"(?:article|entry|post|detail|news)-?title",
        "standfirst": r"standfirst|sapo|dek|deck|lede|lead|sub-?(?:title|head(?:line)?)|summary|"
        r"excerpt|chapeau|intro(?:duction)?|description|abstract|kicker-?text",
        "caption": r"caption|wp-caption-text|image-?(?:caption|desc)|photo-?(?:caption|desc)|"
        r"desc_?image|chu-?thich|img-?(?:caption|note)|pCaption|PhotoCMS_Caption|tuzhu",
        "credit": r"credit|photographer|image-?(?:credit|source)|photo-?(?:credit|author)|"
        r"nguon-?anh",
        "byline": r"byline|by-line|authors?|author_?mail|tac-?gia|writer|reporter|posted-by|zuozhe",
        "time": r"date|datetime|time|timestamp|pub-?date|publish(?:ed)?(?:-?(?:date|time|on))?|"
        r"posted-on|entry-date|ngay-?dang|detail-?time",
        "tags": r"tags?|tag-?(?:list|links)|keywords?|tu-?khoa|(?:post|entry)-?tags|box-?tags?",
        "section": r"breadcrumbs?",
        "source": r"source|nguon|link-?(?:source|origin)|author-?source|laiyuan",
    }.items()
}
_PROPERTIES = {
    "headline": "headline",
    "author": "byline",
    "datepublished": "time",
    "caption": "caption",
    "copyrightholder": "credit",
    "articlesection": "section-name",
}
_WORDY = frozenset({"p", "h1", "h2", "h3", "h4", "div", "span", "strong", "em", "section"})
_LONGEST = {"headline": 300, "standfirst": 900, "byline": 160, "time": 120, "source": 300}
_LIKE_PARAGRAPHS = 1


def mark_roles(root: Element) -> None:
    """Write on each element what it seems to be for."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.get(ROLE):
            continue
        role = _role(element)
        if "location-stamp" in (element.get("class") or ""):
            element.tail = f" – {element.tail or ''}"
        if role and _fits(element, role):
            element.set(ROLE, role)
            if role == "credit" and element.tag in {"span", "small", "em", "cite", "i"}:
                element.tag = "div"  # a piece of its own, not the end of the caption


def _role(element: Element) -> str:
    tag = str(element.tag)
    if tag == "figcaption":
        return "caption"
    if tag == "time":
        return "time"
    if tag in {"html", "body", "main", "article", "img", "script", "a", "ul", "ol", "li"}:
        rel = attribute(element, "rel").lower().split()
        named = {"author": "byline", "tag": "tag"}
        return next((named[name] for name in rel if name in named), _of_list(element, tag))
    told = _PROPERTIES.get(attribute(element, "itemprop").lower())
    if told:
        return told
    named_as = classes(element)
    if not named_as.strip() or tag not in _WORDY | {"nav", "footer", "header", "figure", "small"}:
        return ""
    return next((role for role, words in _NAMED.items() if words.search(named_as)), "")


def _of_list(element: Element, tag: str) -> str:
    if tag not in {"ul", "ol"}:
        return ""
    named_as = classes(element)
    found = (role for role in ("section", "tags") if _NAMED[role].search(named_as))
    return next(found, "")


def _fits(element: Element, role: str) -> bool:
    """Say whether an element can be what its class says: a lead is a paragraph, not the page."""
    longest = _LONGEST.get(role)
    if longest is None:
        return True
    blocks = element.iter("p", "figure", "h2", "ul", "table")
    inner = sum(1 for block in blocks if block is not element)
    size = len(words_of(element))
    return 0 < size <= longest and inner <= _LIKE_PARAGRAPHS


def gather(root: Element, facts: Facts) -> None:
    """Fill ``facts`` from marked elements, and take out those that are not part of the text."""
    for element in list(_marked(root, "section")):
        names = [words_of(part) for part in element.iter("a", "li", "span") if not len(part)]
        facts.take("section", section_of(names, facts.titles))
        remove(element)
    for element in list(_marked(root, "section-name")):
        facts.take("section", words_of(element))
    _gather_tags(root, facts)
    for element in list(_marked(root, "time")):
        told = instant_in(attribute(element, "datetime") or attribute(element, "content"))
        line = time_line(words_of(element), facts.language)
        facts.take_time(told or line)
        if line or element.tag == "time":
            remove(element, " ")
    for element in list(_marked(root, "byline")):
        _gather_byline(element, facts)
    for element in list(_marked(root, "source")):
        said = attribution_of(words_of(element))
        if said:
            facts.take_attribution(said)
            remove(element, " ")


def _marked(root: Element, role: str) -> Iterator[Element]:
    for element in root.iter():
        if element.get(ROLE) == role and element.getparent() is not None:
            yield element


def _gather_tags(root: Element, facts: Facts) -> None:
    linked = [words_of(link) for link in _marked(root, "tag")]
    for element in list(_marked(root, "tags")):
        names = [words_of(link) for link in element.iter("a")]
        names = names or list(tags_in(words_of(element)))
        short = [name.strip("# ,") for name in names if 0 < len(name) <= 60]
        if short and len(short) == len(names):
            facts.take_all("tags", short)
            remove(element, " ")
    facts.take_all("tags", linked)


def _gather_byline(element: Element, facts: Facts) -> None:
    """Take names out of a byline; what is more than names stays in the text."""
    words = words_of(element)
    names = names_in(words)
    said = attribution_of(words)
    if not names and not said:
        linked = [name for link in element.iter("a") for name in names_in(words_of(link))]
        names = tuple(linked)
        said = attribution_of("")
    if said:
        facts.take_attribution(said)
    facts.take_all("byline", names)
    if names or said:
        remove(element, " ")
