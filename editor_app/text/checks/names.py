"""Names: T4 foreign names left in Vietnamese reading, T5 one person spelled in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.checks.material import Material, Piece, found_at
from editor_app.text.checks.reference import Reference, TermKey
from editor_app.text.counting import main_language
from editor_app.text.folding import fold
from editor_app.text.name_policy import bare_names, takes_names
from editor_app.text.names import standing_alone

_WORD = r"[A-ZĐÀ-ÖØ-ÝĂƠƯẠ-Ỹ][a-zđà-öø-ÿăơưạ-ỹ’'-]+"
_NAME = re.compile(rf"\b{_WORD}(?:[ \u00a0]{_WORD}){{1,4}}")
_SOUNDS = (
    "阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼宾波伯博布查策茨达戴丹当道德邓狄迪蒂丁东杜敦多顿厄恩尔法凡范菲费芬丰冯弗福夫富盖甘冈戈哥格葛根贡古瓜圭哈海汉豪赫黑亨洪胡华霍基"
    "吉加贾简杰金京卡凯坎康考柯科克肯孔库夸拉莱赖兰朗劳勒雷里利莉林琳龙隆卢鲁伦罗洛马玛迈麦曼芒毛梅门蒙米密敏摩莫默姆穆纳娜南瑙内嫩尼宁纽努诺欧帕派潘庞佩彭皮珀普齐奇恰"
    "乔琴琼热荣儒瑞萨塞赛桑森沙莎尚绍舍申圣施史舒斯丝苏索塔泰坦汤唐陶特滕提廷图托瓦旺威韦维魏温文沃乌武西希锡席夏肖谢辛休许雅娅亚延扬耶叶伊因英尤约扎泽赞詹兹宗佐翰逊登翁仑"
)
"""Characters that Chinese writes the sounds of foreign names with; what follows is no name."""

_CHINESE_NAME = re.compile(rf"[{_SOUNDS}]{{1,7}}(?:·[{_SOUNDS}]{{1,7}})+")
_NO_NAMES = frozenset(
    (
        *("The", "A", "In", "On", "At", "But", "And", "Then", "Later", "When", "After", "Before"),
        *("For", "From", "With", "As", "Mr", "Mrs", "Ms", "Dr", "Professor", "Sir", "President"),
        *("Ông", "Bà", "Anh", "Chị", "Em", "Cô", "Chú", "Bác", "Theo", "Tại", "Hôm", "Khi", "Sau"),
        *("Trong", "Và", "Nhưng", "Ngày", "Còn", "Với", "Thủ", "Tổng"),
    )
)
"""Words that begin a sentence or stand before a name."""

_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTEST_DIFFERING = 4
_MOST_NAMES = 120


def name_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """T4 of every place, T5 of the whole article with its captions and tags."""
    if main_language(material.language) != VIETNAMESE:
        yield from _readings(material, reference)
    yield from _lost_marks(material, reference)
    yield from _two_spellings(material, reference)


# -- T4


def _readings(material: Material, reference: Reference) -> Iterator[Finding]:
    """Find names in Vietnamese reading, with their marks and without."""
    main = main_language(material.language)
    column = main if main in {ENGLISH, CHINESE} else ENGLISH
    own = _own_forms(reference.key, material.language)
    for piece in material.pieces:
        plain = piece.plain
        if not any(character.isalpha() and character < "\u2e80" for character in plain):
            continue
        for row in reference.tables.readings:
            for form in _forms(row["vi"]):
                if form in own or form == row[column] or form not in plain:
                    continue
                yield from _places(piece, form, row, column)


@lru_cache(maxsize=16)
def _own_forms(key: TermKey, language: Language) -> frozenset[str]:
    """Return what the desk's terms say names are called in a language."""
    return frozenset(
        form.text
        for term in key.terms
        for form in term.forms
        if form.language == language and not form.forbidden
    )


def _places(piece: Piece, form: str, row: Mapping[str, str], column: str) -> Iterator[Finding]:
    plain, at = piece.plain, piece.plain.find(form)
    while at >= 0:
        end = at + len(form)
        around = plain[max(0, at - 1) : at] + plain[end : end + 1]
        if not any(character.isalpha() and character < "\u2e80" for character in around):
            right = row[column]
            yield found_at(piece, "T4", Severity.ERROR, (at, end), right, right=right)
        at = plain.find(form, end)


@lru_cache(maxsize=2_000)
def _forms(name: str) -> tuple[str, ...]:
    """Return a name with its marks, and without them in its own capitals."""
    folded = fold(name)
    bare = "".join(
        plain.upper() if letter.isupper() else plain
        for letter, plain in zip(name, folded, strict=True)
    )
    return tuple(dict.fromkeys((name, bare)))


# -- T5


def _lost_marks(material: Material, reference: Reference) -> Iterator[Finding]:
    """Find names of a Vietnamese source without their marks, in an edition that keeps them."""
    edition = reference.editions.get(material.language)
    from_vietnamese = main_language(material.source_language or "") == VIETNAMESE
    if edition is None or not edition.keeps_marks or not from_vietnamese:
        return
    if not takes_names(material.language):
        return
    own = _own_forms(reference.key, material.language)
    for row in material.compared():
        source = "\n\n".join(piece.plain for piece in row.sources)
        for piece in row.written:
            for start, end, right in bare_names(source, piece.plain):
                if piece.plain[start:end] not in own:
                    evidence = f"{piece.plain[start:end]}|{right}"
                    span = (start, end)
                    yield found_at(
                        piece, "T5", Severity.WARNING, span, right, evidence, right=right
                    )


def _two_spellings(material: Material, reference: Reference) -> Iterator[Finding]:
    """Find names that differ by a letter or two; the one that is rarer is marked."""
    if material.only is not None and not any(True for _ in _names_in(material.pieces, material)):
        return
    first: dict[str, tuple[Piece, tuple[int, int]]] = {}
    counts: dict[str, int] = {}
    for name, piece, span in _names_in(material.every_piece, material):
        first.setdefault(name, (piece, span))
        counts[name] = counts.get(name, 0) + 1
    listed = _listed(material, reference)
    known = list(first)[:_MOST_NAMES]
    known += [name for name in listed if name not in first][:_MOST_NAMES]
    here = {piece.address for piece in material.pieces}
    for one, other in combinations(known, 2):
        if (one in listed and other in listed) or not _alike(one, other):
            continue
        if _are_two(one, other, material):
            continue
        rare, right = sorted(
            (one, other), key=lambda name: (name in listed, counts.get(name, 0), -known.index(name))
        )
        if rare not in first or first[rare][0].address not in here:
            continue
        piece, span = first[rare]
        yield found_at(piece, "T5", Severity.WARNING, span, right, f"{rare}|{right}", right=right)


def _names_in(
    pieces: tuple[Piece, ...], material: Material
) -> Iterator[tuple[str, Piece, tuple[int, int]]]:
    pattern = _CHINESE_NAME if main_language(material.language) == CHINESE else _NAME
    for piece in pieces:
        for found in pattern.finditer(piece.plain):
            name, start = _POSSESSIVE.sub("", found[0]), found.start()
            first, _, rest = name.partition(" ")
            if first in _NO_NAMES:
                name, start = rest, start + len(first) + 1
            if " " in name or "·" in name:
                yield name, piece, (start, start + len(name))


def _listed(material: Material, reference: Reference) -> frozenset[str]:
    """Return names that are right as they are: those of terms and of the story's tags."""
    terms = _own_forms(reference.key, material.language)
    tags = (reference.tags[tag] for tag in material.story.tags if tag in reference.tags)
    labels = (tag.labels.get(material.language, "") for tag in tags)
    return frozenset(name for name in (*terms, *labels) if " " in name or "·" in name)


def _are_two(one: str, other: str, material: Material) -> bool:
    """Say whether the source names both: Trần Văn Minh and Trần Văn Mạnh are two persons."""
    source = fold("\n".join(text for _, text in material.source_words))
    return all(standing_alone(fold(name)).search(source) for name in (one, other))


def _alike(one: str, other: str) -> bool:
    """Say whether two names may be one person: same initials, one or two letters apart."""
    if abs(len(one) - len(other)) > 2 or one[0] != other[0]:
        return False
    cut = "·" if "·" in one else " "
    first, second = one.split(cut), other.split(cut)
    if len(first) != len(second) or any(a[0] != b[0] for a, b in zip(first, second, strict=True)):
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    if a.rstrip("s") == b.rstrip("s"):
        return False
    shortest = 2 if cut == "·" else _SHORTEST_DIFFERING
    longest = max(len(a), len(b))
    return longest >= shortest and 1 <= _distance(a, b) <= (1 if longest < 6 else 2)


def _distance(one: str, other: str) -> int:
    """Return how many letters must be put in, taken out or changed."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        last, row[0] = row[0], place
        for column, beside in enumerate(other, 1):
            last, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, last + (letter != beside)),
            )
    return row[-1]
