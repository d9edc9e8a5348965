"""Text as it is searched: small letters without marks, Chinese simplified and cut into pairs.

"duong sat" finds đường sắt, 总统 is found inside a sentence, 台湾 finds 臺灣. The character table
comes from OpenCC (Apache License 2.0) by way of a package.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, normalize

HAN = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_WORD = re.compile(r"[^\W_]+")
_LETTERS = {"đ": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe"}


class _Plain(dict[int, "str | None"]):
    """Code point -> what stands for it: None for marks. Filled with each letter that is met.

    A table of all letters would take long to make, and asking for each letter is slow in a book.
    """

    def __missing__(self, code: int) -> str | None:
        """Look at a letter that is met for the first time."""
        letter = chr(code)
        mark = letter > "\u02ff" and category(letter) == "Mn"
        self[code] = None if mark else _LETTERS.get(letter, letter)
        return self[code]


@cache
def _plain_letters() -> _Plain:
    """Return the one table of this process."""
    return _Plain()


def fold(text: str) -> str:
    """Return the text as it is compared without regard to marks, case, width and Chinese form."""
    if text.isascii():
        return text.lower()
    bare = normalize("NFKD", normalize("NFKD", text).casefold()).translate(_plain_letters())
    return normalize("NFC", bare).translate(simplified_forms()) if HAN.search(bare) else bare


def simplify(text: str) -> str:
    """Return the text with traditional Chinese characters in their simplified form, one for one."""
    return text.translate(simplified_forms()) if HAN.search(text) else text


@cache
def simplified_forms() -> dict[int, str]:
    """Return the table of traditional characters and their (first) simplified form."""
    from importlib.resources import files

    table = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if "\t" in line)
    forms = {row[0]: row[1].split(" ")[0] for row in rows if len(row[0]) == 1}
    return {ord(form): forms.get(simple, simple) for form, simple in forms.items()}


def search_text(text: str) -> str:
    """Return the words of a text for the index, parted by spaces.

    A run of Chinese gives its characters and overlapping pairs in turn (总统 gives 总 总统 统), so
    that ``query_terms`` finds any stretch of it as a phrase.
    """
    return " ".join(_terms(fold(text)))


def query_terms(query: str) -> tuple[str, ...]:
    """Return the phrases to look up in what ``search_text`` made; a text must hold all of them.

    Each is one or more words parted by spaces that follow each other in the index.
    """
    return tuple(
        phrase for word in fold(query).split() if (phrase := " ".join(_terms(word, bare=True)))
    )


def _terms(folded: str, *, bare: bool = False) -> list[str]:
    """Return words and Chinese pairs; ``bare`` leaves out the outer single characters of a run."""
    if not HAN.search(folded):
        return _WORD.findall(folded)
    terms: list[str] = []
    for word in _WORD.findall(folded):
        place = 0
        for run in HAN.finditer(word):
            terms += [word[place : run.start()]] if run.start() > place else []
            terms += _pairs(run[0], bare=bare)
            place = run.end()
        terms += [word[place:]] if place < len(word) else []
    return terms


def _pairs(run: str, *, bare: bool) -> list[str]:
    """Return the characters of a run of Chinese, and between each two the pair of both."""
    row = [run[0]]
    for place in range(1, len(run)):
        row += [run[place - 1 : place + 1], run[place]]
    return row[1:-1] if bare and len(row) > 1 else row
