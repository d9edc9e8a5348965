"""Quotations: Q1 a quotation mark or bracket without its twin, Q3 a quotation lost or added."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from editor_app.domain.block import BlockKind
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, Language
from editor_app.text.checks.material import Material, Piece, Row, found_at, found_whole, said
from editor_app.text.checks.reference import Reference
from editor_app.text.counting import main_language
from editor_app.text.kinds import kind_of
from editor_app.text.marks import MarkKind

_QUOTES = {"“": "”", "«": "»", "「": "」", "『": "』", "„": "“"}
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "《": "》", "〈": "〉", "［": "］"}
_TWINS = {"）": ")", "（": "("}
_LABEL = re.compile(
    r"(?:^|[\s;:,，；：、。.])(?:\d{1,3}|[a-zA-Zđ]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})$"
)
_SMILE = re.compile(r"[:;=]-?$")
_OPENS = re.compile(r"[\s(\[—–-]$")
_INCHES = re.compile(r"\d$")
_ASIDE = re.compile(r"[^.!?。！？“”\"「」«»]{0,80}[.。]?\s*")
_DOUBLE = re.compile(r"[“”\"„«»「」『』]")
_SINGLE = re.compile(r"(?<!\w)[‘'][^‘’'\n]{2,}(?:[’']\w[^‘’'\n]*)*[’'](?!\w)")
_TITLES = re.compile(r"《[^《》]*》")
_FEWEST_WORDS = 3
_LONGEST_NAME = 20
"""Chinese characters; what is shorter in Chinese quotation marks may be a mere name."""


def quotation_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """Q1 over the whole article, Q3 of the rows."""
    for piece in material.pieces:
        yield from _brackets(piece)
    here = {piece.address for piece in material.pieces}
    for finding in _open_quotes(material):
        if finding.address in here:
            yield finding
    for row in material.compared():
        yield from _claims(row, material)


# -- Q1


def _brackets(piece: Piece) -> Iterator[Finding]:
    """Find brackets without their twin; they do not run over paragraphs."""
    plain = piece.plain
    if kind_of(piece.text) is BlockKind.CODE:
        return
    closing = {
        _TWINS.get(close, close): _TWINS.get(open_, open_) for open_, close in _BRACKETS.items()
    }
    opened: list[tuple[str, int]] = []
    for at, sign in enumerate(plain):
        bare = _TWINS.get(sign, sign)
        if sign in _BRACKETS:
            if not _SMILE.search(plain[max(0, at - 2) : at]):
                opened.append((bare, at))
        elif bare in closing:
            if opened and opened[-1][0] == closing[bare]:
                opened.pop()
            elif not _no_bracket(plain, at, bare):
                yield _unpaired(piece, at)
    for _, at in opened:
        yield _unpaired(piece, at)


def _no_bracket(plain: str, at: int, sign: str) -> bool:
    """Say whether a closing bracket stands behind a label, as in "a)", or is a smile."""
    if sign != ")":
        return False
    before = plain[max(0, at - 6) : at]
    return bool(_LABEL.search(before) or _SMILE.search(before))


def _open_quotes(material: Material) -> Iterator[Finding]:
    """Find quotation marks without their twin; a quotation may run over paragraphs of the body."""
    open_at: tuple[Piece, int] | None = None
    for piece in material.every_piece:
        in_body = piece.address.block is not None
        if open_at is not None and (not in_body or open_at[0].address.block is None):
            yield _unpaired(*open_at)
            open_at = None
        if kind_of(piece.text) is not BlockKind.CODE:
            unpaired, open_at = _through(piece, open_at)
            yield from unpaired
    if open_at is not None:
        yield _unpaired(*open_at)


def _through(
    piece: Piece, open_at: tuple[Piece, int] | None
) -> tuple[list[Finding], tuple[Piece, int] | None]:
    """Read one place, given what is still open before it; return what is open behind it.

    The first value is what has no twin.
    """
    plain, unpaired = piece.plain, list[Finding]()
    stack: list[int] = []
    carried = open_at
    begins = True
    for at, sign in enumerate(plain):
        straight = sign == '"' and not _INCHES.search(plain[:at][-1:])
        inches = sign == '"' and not straight
        if sign.isspace() or (inches and not stack and carried is None):
            continue
        if sign in _QUOTES and not (sign == "“" and stack and plain[stack[-1]] == "„"):
            if begins and carried is not None:
                carried = None  # each paragraph of a long quotation opens anew
            stack.append(at)
        elif sign == '"' and carried is not None and begins:
            carried = None  # as do straight marks, which no paragraph begins with to close
            stack.append(at)
        elif sign == '"' and not (stack and plain[stack[-1]] == '"') and carried is None:
            stack.append(at)
        elif sign == '"' and not stack and carried is not None and _OPENS.search(plain[:at][-1:]):
            unpaired.append(_unpaired(*carried))  # this one opens: the other was never closed
            carried = None
            stack.append(at)
        elif sign in {"”", "»", "」", "』", '"', "“"}:
            if stack and _fits(plain[stack[-1]], sign):
                stack.pop()
            elif carried is not None:
                carried = None
            else:
                unpaired.append(_unpaired(piece, at))
        begins = False
    unpaired += [_unpaired(piece, at) for at in stack[:-1]]
    if carried is not None and stack:
        unpaired.append(_unpaired(*carried))
    return unpaired, (piece, stack[-1]) if stack else carried


def _fits(opening: str, closing: str) -> bool:
    """Say whether two marks are a pair."""
    return _QUOTES.get(opening) == closing or (opening == '"' and closing == '"')


def _unpaired(piece: Piece, at: int) -> Finding:
    """Return the finding of one mark, remembered by the words beside it."""
    around = piece.plain[max(0, at - 12) : at + 13]
    return found_at(piece, "Q1", Severity.ERROR, (at, at + 1), evidence=around)


# -- Q3


def _claims(row: Row, material: Material) -> Iterator[Finding]:
    """Compare the numbers of quotations; one that is broken by "he said" counts once or twice."""
    source = _count(row.sources, material.source_language or material.language)
    target = _count(row.written, material.language)
    if source[1] >= target[0] and target[1] >= source[0]:
        return
    way = "lost" if target[1] < source[0] else "added"
    fewer, more = min(source[0], target[0]), max(source[0], target[0])
    found = found_whole(
        row.written[0],
        "Q3",
        Severity.ERROR,
        f"{way} {source[0]}:{target[0]}",
        count=more - fewer,
    )
    yield said(found, f"check-q3-{way}")


def _count(pieces: Iterable[Piece], language: Language) -> tuple[int, int]:
    """Return the fewest and the most quotations that stand in some pieces.

    Chinese sets names in quotation marks, which other languages do not; titles stand in 《》 or in
    italics where others quote them. A mark without its twin may begin or end a quotation.
    """
    fewest = most = 0
    for piece in pieces:
        spans, odd = _spans(piece.plain)
        joined = sum(
            bool(_ASIDE.fullmatch(piece.plain[one[1] : other[0]]))
            for one, other in itertools.pairwise(spans)
        )
        names = sum(_is_name(piece.plain[slice(*span)], language) for span in spans)
        titles = len(_TITLES.findall(piece.plain))
        titles += sum(mark.kind is MarkKind.EMPHASIS for mark in piece.seen.marks)
        block = kind_of(piece.text) in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}
        if piece.is_headline:  # a word in quotation marks is often put otherwise
            names = sum(_is_word(piece.plain[slice(*span)], language) for span in spans)
        fewest += max(0, len(spans) - max(joined, names) - block)
        most += len(spans) + odd + titles + block
    return fewest, most


def _spans(plain: str) -> tuple[list[tuple[int, int]], int]:
    """Return the quotations of a text, and 1 where one mark has no twin here."""
    marks = [found.start() for found in _DOUBLE.finditer(plain) if not _is_inch(plain, found)]
    spans = [(one, other + 1) for one, other in zip(marks[::2], marks[1::2], strict=False)]
    for single in _SINGLE.finditer(plain):
        if not any(start < single.end() and single.start() < end for start, end in spans):
            spans.append(single.span())
    return sorted(spans), len(marks) % 2


def _is_inch(plain: str, found: re.Match[str]) -> bool:
    return found[0] == '"' and bool(_INCHES.search(plain[: found.start()][-1:]))


def _is_name(span: str, language: Language) -> bool:
    """Say whether a Chinese quotation may be a mere name: short, and no sentence."""
    if main_language(language) != CHINESE:
        return False
    size = sum("\u3400" <= sign <= "\u9fff" for sign in span)
    return size <= _LONGEST_NAME and not re.search(r"[，。！？,!?；]", span)


def _is_word(span: str, language: Language) -> bool:
    """Say whether a quotation is a word or two and no claim."""
    return _is_name(span, language) or len(span.split()) < _FEWEST_WORDS
