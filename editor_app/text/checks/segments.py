"""Translation held against its source, row by row: S1, S2, S3, S4, S7, S8, S9."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from editor_app.domain.block import BlockKind
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.domain.link import State
from editor_app.domain.term import TermKind
from editor_app.text.addresses import IN_ADDRESS
from editor_app.text.checks.figure_readings import Tier, figures
from editor_app.text.checks.material import Material, Piece, Row, found_whole, said, shortened
from editor_app.text.checks.reference import Reference
from editor_app.text.counting import main_language
from editor_app.text.kinds import kind_of
from editor_app.text.marks import MarkKind
from editor_app.text.placeholders import PLACEHOLDER

SHORTEST_MEASURED = 40
"""Vietnamese characters below which the length of a translation says nothing."""

REMEMBERED = 60
"""Characters of a block by which a dismissal of it is known, and as many are quoted."""

RATIOS = {ENGLISH: (0.56, 1.38), CHINESE: (0.17, 0.62)}
"""Length of a translation over that of its Vietnamese source: 99 in 100 lie between."""

_LETTER = re.compile(r"[^\W\d_]")
_NOT_WORDS = re.compile(rf"(?:https?://|www\.|{IN_ADDRESS}+@){IN_ADDRESS}+")
_MARKED = {
    MarkKind.LINK: "link",
    MarkKind.STRONG: "bold",
    MarkKind.EMPHASIS: "italics",
    MarkKind.FOOTNOTE: "footnote",
}
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z .&’'-]*")
_NAME = re.compile(r"(?<![.!?…:]\s)(?<!^)\b[A-ZĐÀ-Ỹ][\w’'-]+(?:\s[A-ZĐÀ-Ỹ][\w’'-]+)+")
_QUOTED = re.compile(r"[“\"][^“”\"]{8,}[”\"]")


def segment_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """Compare each row; a language version that is no translation has none."""
    for row in material.rows:
        if material.only is None:
            yield from _empty(row)
        yield from _unread(row, material)
        if not row.compared:
            continue
        yield from _identical(row, material, reference)
        yield from _length(row, material)
        yield from _markup(row, material)
        yield from _changed(row, material)
    if material.only is None:
        yield from _lost(material)


def _empty(row: Row) -> Iterator[Finding]:
    """S1: a field or caption without words while its source has some."""
    if row.written or row.state is State.LEFT_OUT:
        return
    source = next((piece for piece in row.sources if piece.text.strip()), None)
    for piece in row.targets if source is not None else ():
        yield found_whole(piece, "S1", Severity.ERROR, "", part=piece.address.part)


def _identical(row: Row, material: Material, reference: Reference) -> Iterator[Finding]:
    """S2: a target that reads like its source."""
    target = _plain(row.written)
    if target != _plain(row.sources) or material.language == material.source_language:
        return
    if all(kind_of(piece.text) is BlockKind.CODE for piece in row.written):
        return
    bare = _NOT_WORDS.sub("", target)
    for term in reference.terms:
        if term.kind is TermKind.KEEP or len({form.text for form in term.forms}) == 1:
            for form in term.forms:
                bare = bare.replace(form.text, "")
    if _LETTER.search(bare):
        yield found_whole(row.written[0], "S2", Severity.WARNING, target[:120])


def _length(row: Row, material: Material) -> Iterator[Finding]:
    """S4: a translation far longer or shorter than translations of that source are."""
    if main_language(material.source_language or "") != VIETNAMESE:
        return
    limits = RATIOS.get(main_language(material.language))
    if limits is None or row.written[0].is_headline:
        return
    source, target = _plain(row.sources), _plain(row.written)
    if len(source) < SHORTEST_MEASURED:
        return
    size = float(len(target))
    if main_language(material.language) == CHINESE:  # a name left in Latin letters takes more room
        size -= sum(len(run) for run in _LATIN_RUN.findall(target)) / 2
    ratio = size / len(source)
    if not limits[0] <= ratio <= limits[1]:
        way = "short" if ratio < limits[0] else "long"
        found = found_whole(row.written[0], "S4", Severity.WARNING, f"{way} {ratio:.1f}")
        yield said(found, f"check-s4-{way}")


def _markup(row: Row, material: Material) -> Iterator[Finding]:
    """S7: links, bold, italics, notes or placeholders that are missing or too many."""
    source, target = _marks(row.sources), _marks(row.written)
    if CHINESE in {main_language(material.language), main_language(material.source_language or "")}:
        for side in (source, target):  # Chinese sets titles in 《》 and has no italics
            side.pop("italics", None)
    missing, added = source - target, target - source
    for way, differing in (("missing", missing), ("added", added)):
        for name, count in sorted(differing.items()):
            found = found_whole(
                row.written[0], "S7", Severity.WARNING, f"{way} {name} {count}", text=name
            )
            known = name in _MARKED.values()
            yield said(found, f"check-s7-{way}-{name if known else 'placeholder'}")


def _marks(pieces: Iterable[Piece]) -> Counter[str]:
    marks: Counter[str] = Counter()
    for piece in pieces:
        marks.update(_MARKED[mark.kind] for mark in piece.seen.marks if mark.kind in _MARKED)
        marks.update(PLACEHOLDER.findall(piece.text))
    return marks


def _changed(row: Row, material: Material) -> Iterator[Finding]:
    """S8: the source is no longer the text that this was made from."""
    if row.stale:
        sources = sha256("\n".join(piece.text for piece in row.sources).encode()).hexdigest()
        yield found_whole(row.written[0], "S8", Severity.ERROR, sources[:12])


def _unread(row: Row, material: Material) -> Iterator[Finding]:
    """S9: machine text that no named person has read, or a match below 100 as it came."""
    for piece in row.written:
        known = material.renderings.get(piece.address)
        if known is not None and known.unread:
            yield found_whole(piece, "S9", Severity.ERROR, "machine")
        elif piece.address in material.unsure:
            found = found_whole(piece, "S9", Severity.WARNING, "memory")
            yield said(found, "check-s9-memory")


def _lost(material: Material) -> Iterator[Finding]:
    """S3: source blocks that nothing renders and nobody left out; targets that render nothing."""
    if material.source is None or not any(row.compared for row in material.rows):
        return
    target = " ".join(piece.plain for piece in material.every_piece)
    known = figures(target, material.language)
    keys = known.loose.union(*(figure.keys for figure in known.found))
    for row in material.rows:
        if not row.targets and row.state is not State.LEFT_OUT:
            for piece in row.sources:
                if piece.text.strip():
                    yield _lost_block(material, piece, target, keys)
        if not row.sources and row.written and row.written[0].address.block:
            text = row.written[0].plain
            found = found_whole(
                row.written[0],
                "S3",
                Severity.INFORMATION,
                text[:REMEMBERED],
                text=shortened(text, REMEMBERED),
            )
            yield said(found, "check-s3-added")


def _lost_block(
    material: Material, piece: Piece, target: str, keys: Iterable[tuple[str, object]]
) -> Finding:
    """Return the finding of a lost block: an error where what it says stands nowhere else."""
    there = set(keys)
    language = material.source_language or material.language
    numbers = [one for one in figures(piece.plain, language).found if one.tier is Tier.FIRM]
    alone = any(not one.keys & there for one in numbers)
    names = _NAME.findall(piece.plain)
    latin = main_language(material.language) != CHINESE
    alone = alone or (latin and any(name not in target for name in names if name.isascii()))
    alone = alone or bool(_QUOTED.search(piece.plain))
    severity = Severity.ERROR if alone else Severity.WARNING
    text = piece.plain
    return found_whole(piece, "S3", severity, text[:REMEMBERED], text=shortened(text, REMEMBERED))


def _plain(pieces: Iterable[Piece]) -> str:
    return " ".join(piece.plain for piece in pieces).strip()
