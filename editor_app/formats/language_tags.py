"""Language tags as other programs write them, and the languages of a desk that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from editor_app.domain.ids import Language

__all__ = ["fitting", "is_tag", "same_language", "tag_of"]

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_TRADITIONAL = frozenset({"TW", "HK", "MO", "Hant"})


@lru_cache(1024)
def is_tag(text: str) -> bool:
    """Say whether a text has the form of a language tag (BCP 47, section 2.1)."""
    return _TAG.fullmatch(text.strip().replace("_", "-")) is not None


@lru_cache(1024)
def tag_of(text: str) -> Language:
    """Return a tag with the customary capitals: ``EN_us`` is ``en-US``, ``ZH-HANT`` ``zh-Hant``.

    What is no tag at all comes back as it is, without spaces at its ends.
    """
    said = text.strip().replace("_", "-")
    if not is_tag(said):
        return Language(text.strip())
    first, *others = said.split("-")
    return Language("-".join([first.lower(), *(_subtag(item) for item in others)]))


def same_language(first: str, second: str) -> bool:
    """Say whether two tags name one language: one is the other with a region or script added."""
    shorter, longer = sorted((tag_of(first).split("-"), tag_of(second).split("-")), key=len)
    return longer[: len(shorter)] == shorter


def fitting(text: str, languages: Iterable[Language]) -> Language:
    """Return the language of the desk that a tag means, or the tag itself when it means none.

    ``en-US`` is the ``en`` of a desk that has no ``en-US``. Chinese in traditional characters is
    never taken for a desk's ``zh``.
    """
    tag = tag_of(text)
    ours = tuple(languages)
    exact = next((item for item in ours if tag_of(item) == tag), None)
    if exact is not None:
        return exact
    parts = tag.split("-")
    if parts[0] == "zh" and _TRADITIONAL & set(parts[1:]):
        return tag
    return next((item for item in ours if tag_of(item) == parts[0]), tag)


def _subtag(text: str) -> str:
    if len(text) == 2:
        return text.upper()
    return text.title() if len(text) == 4 and text.isalpha() else text.lower()
