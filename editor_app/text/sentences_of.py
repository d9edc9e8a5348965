"""A paragraph cut into its sentences, in Vietnamese, English and Chinese.

A full stop ends a sentence when white space and then something that can begin one follow, and the
word before it is no abbreviation and no initial. Chinese marks end one wherever they stand. What
closes a quotation or a bracket behind the mark belongs to the sentence that it ends.
"""

from __future__ import annotations

import re

_CLOSERS = "\"'”’»›」』）)\\]*_"
_MARK = re.compile(rf"(?:[.!?…]+[{_CLOSERS}]*(?=\s)|[。！？]+…*[{_CLOSERS}]*|\.{{6}}|……)\s*")
_CHINESE_END = re.compile(rf"[。！？][{_CLOSERS}]*$|[\u3000-\u9fff\uff00-\uffef]$")
_BEGINS = re.compile(r"[\"'“‘«‹「『（(\[*_>-]*\s*[^\W_]")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’()\[\]]+$")
_LONGEST_WORD = 60  # of longer ones none is an abbreviation
_SAYS = re.compile(r"[^“「『\n]{0,6}(?:说|称|表示|道|指出|问|回答|写道)")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+$|[^\W\d_]\.$")
_WRITTEN_SHORT = """
    mr mrs ms dr prof st sr jr gen maj col capt lt sgt adm cmdr sen rep gov rev hon pres inc ltd co
    corp no nos vs etc e.g i.e jan feb mar apr jun jul aug sep sept oct nov dec dept univ est approx
    vol fig ts ths pgs gs bs ks ls cn tp tx tt th q p nxb
"""
_ABBREVIATIONS = frozenset(_WRITTEN_SHORT.split())


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text without the white space between them; none of an empty one."""
    found: list[str] = []
    start = 0
    for mark in _MARK.finditer(text):
        if mark.end() < len(text) and not _ends(text, mark):
            continue
        found.append(text[start : mark.end()].strip())
        start = mark.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def with_sentence(text: str, sentence: str) -> str:
    """Return a text with a sentence more; Chinese ones stand without white space between them."""
    gap = "" if not text or text[-1].isspace() or _CHINESE_END.search(text) else " "
    return f"{text}{gap}{sentence}"


def _ends(text: str, mark: re.Match[str]) -> bool:
    """Say whether a mark in the middle of a text ends a sentence."""
    written = mark[0].strip()
    if written[0] in "。！？":
        # a quotation inside a sentence goes on after its mark: “走！”他说
        return len(written) == 1 or written[-1] in "。！？…" or not _goes_on(text, mark.end())
    begins = _BEGINS.match(text, mark.end())
    if begins is None or begins[0][-1].islower():
        return False
    if written[0] != "." or len(written.rstrip(_CLOSERS)) > 1:
        return True
    word = _LAST_WORD.search(text[max(0, mark.start() - _LONGEST_WORD) : mark.start()])
    if word is None:
        return True
    before = f"{word[0]}."
    last = word[0].rpartition(".")[2] if word[0].isupper() else word[0]  # TS of GS.TS.
    if last.lower() in _ABBREVIATIONS or (word[0][0].isupper() and _INITIAL.fullmatch(before)):
        return False
    return not (word[0].isdigit() and mark.start() == len(word[0]))


def _goes_on(text: str, place: int) -> bool:
    """Say whether what follows a closed Chinese quotation still belongs to its sentence."""
    return _SAYS.match(text, place) is not None
