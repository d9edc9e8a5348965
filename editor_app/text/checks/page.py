"""What stands around the text: M2 section, M3 tags, M4 source link, M12 template strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, VIETNAMESE, Language, TagId
from editor_app.domain.link import field_address
from editor_app.domain.messages import Field, Message
from editor_app.domain.site import Site
from editor_app.text.checks.leftovers import other_language
from editor_app.text.checks.material import (
    LONGEST_SAID,
    Material,
    Piece,
    found_whole,
    said,
    shortened,
)
from editor_app.text.checks.reference import Reference
from editor_app.text.counting import main_language
from editor_app.text.folding import HAN, fold
from editor_app.text.languages import guess_language

SECTION, TAGS, LINK, TEMPLATE = "section", "tags", "link", "template"
"""The parts of an article's address that findings about the page name."""

_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|yclid|_ga|ref_src|cmpid|spm|zarsrc)$"
)
_PARTED = re.compile(r"[,;|、，；]")
_VIETNAMESE_ONLY = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_FIELD = re.compile(r"\{\w*\}")
_SLUG_WORD = re.compile(r"[a-z]{3,}")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|[cgkpt]h|tr|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
"""A Vietnamese syllable without its marks."""

_LEAST_SLUG = 3
_LETTER = re.compile(r"[^\W\d_]")


def page_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """M2, M3, M4 and M12; they look at the whole page, never at one block."""
    if material.only is None:
        yield from _section(material, reference)
        yield from _tags(material, reference)
        yield from _source_link(material, reference)
        yield from _templates(material, reference)


def _found(
    material: Material, check: str, part: str, evidence: str, key: str, **fields: Field
) -> Finding:
    address = field_address(material.article.id, part)
    message = Message(key, fields)
    return Finding(check, Severity.ERROR, address, 0, 0, message, evidence)


# -- M2


def _section(material: Material, reference: Reference) -> Iterator[Finding]:
    """Back link and breadcrumb must name the section of the article, in its language."""
    section = reference.sections.get(material.story.section) if material.story.section else None
    if section is None:
        return
    language = material.language
    name = section.names.get(language, "").strip()
    if not name:
        yield _found(material, "M2", SECTION, section.id, "check-m2-unnamed")
        return
    others = {
        other.names[language]: other
        for other in reference.sections.values()
        if other.id != section.id and other.names.get(language)
    }
    for site in reference.sites:
        words = site.words.get(language)
        pattern = words.templates.get("back_link", "") if words else ""
        if pattern and "{section}" not in pattern and name not in pattern:
            yield _found(
                material, "M2", SECTION, pattern, "check-m2-fixed", text=pattern, section=name
            )
    for piece in material.pieces:
        wrong = _back_link(piece, others, reference.sites, language)
        if wrong is not None:
            found = found_whole(
                piece, "M2", Severity.ERROR, piece.plain[:60], section=name, wrong=wrong
            )
            yield said(found, "check-m2-other")


def _back_link(
    piece: Piece, others: Iterable[str], sites: Iterable[Site], language: Language
) -> str | None:
    """Return the other section that a block names as a back link would, or None."""
    plain = piece.plain.strip(" «‹<←")
    if piece.address.block is None or len(plain) > 60:
        return None
    for site in sites:
        words = site.words.get(language)
        before, field, after = (words.templates.get("back_link", "") if words else "").partition(
            "{section}"
        )
        if field and before and plain.startswith(before):
            named = plain.removeprefix(before).removesuffix(after).strip()
            if named in others:
                return named
    return None


# -- M3


def _tags(material: Material, reference: Reference) -> Iterator[Finding]:
    """Tags must be of the vocabulary, one in each, once, and have a label in the language."""
    if not material.story.tags:
        none = _found(material, "M3", TAGS, "", "check-m3-none")
        yield replace(none, severity=Severity.WARNING)  # until a site says that it needs tags
    labels: dict[str, TagId] = {}
    for tag_id in material.story.tags:
        tag = reference.tags.get(tag_id)
        if tag is None or tag.retired:
            name = next(iter(tag.labels.values()), "") if tag else tag_id[:8]
            yield _found(material, "M3", TAGS, tag_id, "check-m3-unknown", text=name)
            continue
        label = tag.labels.get(material.language, "").strip()
        if not label or _is_foreign(label, material.language):
            name = label or next(iter(tag.labels.values()), "")
            yield _found(material, "M3", TAGS, f"{tag_id} {name}", "check-m3-language", text=name)
            continue
        if _PARTED.search(label):
            yield _found(material, "M3", TAGS, label, "check-m3-several", text=label)
        known = labels.setdefault(fold(label), tag_id)
        if known != tag_id or material.story.tags.count(tag_id) > 1:
            yield _found(material, "M3", TAGS, f"twice {label}", "check-m3-twice", text=label)


def _is_foreign(label: str, language: Language) -> bool:
    """Say whether the letters of a label are those of another language."""
    main = main_language(language)
    if main == CHINESE:
        return bool(_VIETNAMESE_ONLY.search(label))
    if HAN.search(label):
        return True
    return main != VIETNAMESE and bool(_VIETNAMESE_ONLY.search(label))


# -- M4


def _source_link(material: Material, reference: Reference) -> Iterator[Finding]:
    """The link to the source: there, a web address, of the outlet named, clean, of this story."""
    origin = material.story.origin
    outlet = reference.outlets.get(origin.outlet) if origin.outlet else None
    url = origin.url.strip()
    if not url:
        if outlet is not None and material.source is not None:
            name = next(iter(outlet.names.values()), "")
            yield _found(material, "M4", LINK, "", "check-m4-missing", outlet=name)
        return
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in {"http", "https"} or "." not in host:
        yield _found(
            material, "M4", LINK, url, "check-m4-no-address", text=shortened(url, LONGEST_SAID)
        )
        return
    domains = [domain.removeprefix("www.").lower() for domain in outlet.domains] if outlet else []
    if domains and not any(host == domain or host.endswith(f".{domain}") for domain in domains):
        name = outlet.names.get(material.language, "") if outlet else ""
        name = name or next(iter(outlet.names.values()), "") if outlet else ""
        yield _found(material, "M4", LINK, host, "check-m4-host", text=host, outlet=name)
    tracking = [name for name, _ in parse_qsl(parts.query, True) if _TRACKING.match(name.lower())]
    if tracking:
        names = ", ".join(tracking)
        yield _found(material, "M4", LINK, names, "check-m4-tracking", text=names)
    headline = (material.source or material.article).headline
    if _unrelated(parts.path, headline):
        yield _found(
            material, "M4", LINK, parts.path, "check-m4-other-story", text=parts.path[-80:]
        )


def _unrelated(path: str, headline: str) -> bool:
    """Say whether a telling slug shares no word with the headline; Chinese ones tell nothing."""
    slug = max(path.split("/"), key=lambda part: part.count("-"), default="")
    words = set(_SLUG_WORD.findall(slug.lower()))
    wanted = set(_SLUG_WORD.findall(fold(headline)))
    if len(words) < _LEAST_SLUG or not wanted or HAN.search(headline):
        return False
    if all(map(_SYLLABLE.fullmatch, words)) != all(map(_SYLLABLE.fullmatch, wanted)):
        return False  # the slug is in another language than the headline
    return not words & wanted


# -- M12


def _templates(material: Material, reference: Reference) -> Iterator[Finding]:
    """The words of the site's template must be in the language of the edition."""
    language = main_language(material.language)
    for site in reference.sites:
        words = site.words.get(material.language)
        if words is None:
            continue
        strings = {**words.templates, "advertise": words.advertise}
        for name, pattern in sorted(strings.items()):
            bare = _FIELD.sub(" ", pattern).replace(words.name, " ")
            twins = _same_elsewhere(site, name, pattern, material.language)
            if _in_another(bare, language) or (twins and _LETTER.search(bare) and len(bare) > 12):
                text = shortened(pattern, LONGEST_SAID)
                yield _found(
                    material,
                    "M12",
                    TEMPLATE,
                    f"{name} {pattern}",
                    "check-m12",
                    text=text,
                    site=site.name,
                )


def _in_another(text: str, language: Language) -> bool:
    """Say whether a short text is surely in another language, told by its letters."""
    if not _LETTER.search(text):
        return False
    guessed = guess_language(text)
    if language == CHINESE:
        return guessed != CHINESE and len(_LETTER.findall(text)) > 4
    if guessed == CHINESE or other_language(text, language) is not None:
        return True
    return language != VIETNAMESE and bool(_VIETNAMESE_ONLY.search(text))


def _same_elsewhere(site: Site, name: str, pattern: str, language: Language) -> bool:
    """Say whether another edition has the very same words for this."""
    return any(
        words.templates.get(name) == pattern
        for other, words in site.words.items()
        if other != language
    )
