"""Marks words of another language in a page, for voices that read it and for its fonts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from editor_app.domain.ids import CHINESE, Language

TAG = re.compile(r"""(<(?:"[^"]*"|'[^']*'|[^'">])*>)""")
HAN = re.compile(
    r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]+(?:[·、，《》“”]?[\u3400-\u4dbf\u4e00-\u9fff]+)*"
)
KANA = re.compile(r"[\u3041-\u30ff]")


@dataclass(frozen=True)
class Phrases:
    """The known phrases of other languages for pages of one language, ready to be looked for."""

    languages: Mapping[str, Language]
    pattern: re.Pattern[str] | None
    marks_han: bool


def phrases_for(page: Language, known: Mapping[str, Language]) -> Phrases:
    """Choose the phrases that are foreign in a page; where several fit, the longest is marked."""
    foreign = {
        _escaped(phrase): language
        for phrase, language in known.items()
        if phrase and _base(language) != _base(page)
    }
    longest_first = sorted(foreign, key=lambda phrase: (-len(phrase), phrase))
    alternatives = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if foreign else None
    if foreign and _base(page) == CHINESE:
        # Chinese sets no spaces: only letters of the phrase's own script may not go on beside it.
        pattern = re.compile(rf"(?<![A-Za-zÀ-ỹ0-9])(?:{alternatives})(?![A-Za-zÀ-ỹ0-9])")
    return Phrases(foreign, pattern, marks_han=_base(page) != CHINESE)


def _base(language: str) -> str:
    return language.partition("-")[0]


def _escaped(phrase: str) -> str:
    return phrase.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def marked(html: str, phrases: Phrases) -> str:
    """Wrap the foreign phrases of an HTML fragment into ``<span lang>``; tags are left alone.

    Runs of Chinese characters are marked in pages of other languages, unless kana say that the
    fragment is Japanese.
    """
    han = phrases.marks_han and HAN.search(html) is not None and not KANA.search(html)
    if not han and (phrases.pattern is None or not phrases.pattern.search(html)):
        return html
    pieces = TAG.split(html)
    for place in range(0, len(pieces), 2):
        pieces[place] = _marked_text(pieces[place], phrases, han=han)
    return "".join(pieces)


def _marked_text(text: str, phrases: Phrases, *, han: bool) -> str:
    if phrases.pattern is not None:
        text = phrases.pattern.sub(
            lambda found: f'<span lang="{phrases.languages[found[0]]}">{found[0]}</span>', text
        )
    if han:
        outside = re.split(r"(<span .*?</span>)", text)
        outside[::2] = [HAN.sub(r'<span lang="zh">\g<0></span>', piece) for piece in outside[::2]]
        text = "".join(outside)
    return text
