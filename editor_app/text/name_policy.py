"""Names of a Vietnamese text as another edition prints them: with their marks, or without.

A name is found by what Vietnamese gives away: a family name with given names behind it, a word like
"tỉnh" or "sông" before a place, or syllables that are no Vietnamese ones. What is only the name of
an office or a body ("Sở Giao thông") is none. Where it is not sure, nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from editor_app.domain.ids import VIETNAMESE, Language
from editor_app.domain.term import TermKind
from editor_app.text.counting import main_language
from editor_app.text.names import standing_alone, unmarked
from editor_app.text.tones import settle_tones

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|[’'-](?=[^\W_]))*")

_FAMILIES = frozenset(
    (
        *("nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi"),
        *("đỗ", "hồ", "ngô", "dương", "lý", "đinh", "đoàn", "lâm", "trịnh", "mai", "tô", "hà"),
        *("tạ", "cao", "châu", "chu", "thái", "lương", "vương", "quách", "tăng", "từ", "lưu"),
        *("đào", "trương", "phùng", "kiều", "khúc", "thạch", "tống", "triệu", "văn", "nông"),
        *("lò", "giàng", "vàng", "sùng", "ma", "hứa", "mạc", "bạch", "quang", "nghiêm", "ông"),
        *("la", "doãn", "phí", "thân", "kim", "diệp", "tiêu", "trang", "viên", "âu", "tôn", "đậu"),
        *("cù", "lại", "lục", "mạch", "ninh", "khương", "đồng", "cấn", "chử", "thiều", "ứng"),
    )
)
_MAY_BE_WORDS = frozenset(
    (
        *("ông", "từ", "mai", "vàng", "văn", "kim", "quang", "trang", "viên", "đồng", "la", "ma"),
        *("lại", "thân", "ninh", "hà", "cao", "châu"),
    )
)
"""Family names that are words too, and may begin a sentence: they take two given names."""

_ABROAD = frozenset(
    (
        *("châu âu", "châu á", "châu phi", "châu mỹ", "châu úc", "châu đại dương", "hà lan"),
        *("thái bình dương", "đại tây dương", "ấn độ dương", "bắc băng dương", "thái lan"),
        *("ma cao", "vũ hán", "hồ nam", "hồ bắc", "hà bắc", "vân nam", "cao ly", "la mã"),
    )
)
"""What begins like a name of Vietnam, and is called otherwise in other languages."""

_BEFORE_PLACES = frozenset(
    (
        *("tỉnh", "phố", "quận", "huyện", "xã", "phường", "sông", "đảo", "cầu", "núi", "làng"),
        *("thôn", "ấp", "trấn", "cảng", "bến", "hồ", "vịnh", "biển", "đèo", "chợ", "ga", "rạch"),
        *("kênh", "hòn", "cồn", "đồi", "bản", "buôn", "khóm", "tp", "chùa", "đền", "bãi", "mũi"),
    )
)
_BODIES = frozenset(
    (
        *("sở", "bộ", "ban", "cục", "ủy", "uỷ", "công", "viện", "trường", "đại", "hội", "tổng"),
        *("đảng", "nhà", "tòa", "toà", "tập", "ngân", "bệnh", "liên", "thủ", "chủ", "phó", "quốc"),
        *("trung", "hiệp", "quỹ", "đài", "báo", "văn", "cảnh", "quân", "chính", "mặt", "luật"),
    )
)
_FOREIGN = re.compile(
    r"[fjwz]|^(?:[bdghklmnprst]{2}(?<!gh)(?<!kh)(?<!nh)(?<!ph)(?<!th)(?<!tr)|[vx][^aeiouy])"
    r"|[bdjklrsvxz]$|(?<!n)g$|(?<!n)h$(?<!ch)|[^aeiouy]{4}",
)


_MOST_WORDS = 5


@dataclass(frozen=True)
class NamePlace:
    """A name in a text (code points), as it stands there, and what it is the name of."""

    start: int
    end: int
    text: str
    kind: TermKind


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str
    plain: str


def names_of(text: str, language: Language) -> tuple[NamePlace, ...]:
    """Return the names of persons and places in a Vietnamese text, in order; else none."""
    if main_language(language) != VIETNAMESE:
        return ()
    return tuple(
        NamePlace(start, end, text[start:end], kind)
        for run, before in _runs(text)
        for start, end, kind in _names_in(run, before)
    )


def printed(name: str, target: Language, *, keeps_marks: bool) -> str | None:
    """Return a Vietnamese name as an edition prints it; None where it needs a form of its own."""
    if not takes_names(target):
        return None
    return normalize("NFC", name) if keeps_marks else unmarked(name)


def takes_names(target: Language) -> bool:
    """Say whether an edition prints Vietnamese names in Latin letters, with marks or without."""
    return main_language(target) not in _OTHER_LETTERS


def bare_names(source: str, target: str) -> tuple[tuple[int, int, str], ...]:
    """Return where names of a Vietnamese source stand without their marks in its translation.

    Each is a place in ``target`` and the name with its marks: for editions that keep them.
    """
    found = []
    for name in {place.text for place in names_of(source, VIETNAMESE)}:
        bare = unmarked(name)
        if bare == name:
            continue
        hits = standing_alone(bare).finditer(target)
        found += [(*hit.span(), normalize("NFC", name)) for hit in hits]
    return tuple(sorted(found))


# -- finding


def _runs(text: str) -> Iterator[tuple[list[_Word], str]]:
    """Yield the words in capitals that follow each other, with the word that stands before them."""
    run: list[_Word] = []
    before, last = "", 0
    for found in _WORD.finditer(text):
        word = _Word(*found.span(), found[0], _plain(found[0]))
        gap = text[last : word.start]
        follows = run and gap in {" ", "\u00a0"}
        if run and not (follows and word.text[0].isupper()):
            yield run, before
            run = []
        if not run:
            before = _plain(text[:last].rsplit(maxsplit=1)[-1]) if last and not gap.strip() else ""
        if word.text[0].isupper():
            run.append(word)
        last = word.end
    if run:
        yield run, before


def _plain(word: str) -> str:
    return settle_tones(normalize("NFC", word)).casefold().strip(".,;:!?“”‘’\"'()")


def _names_in(run: list[_Word], before: str) -> Iterator[tuple[int, int, TermKind]]:
    """Yield where the names in words with capitals stand, and what they name."""
    while run and (run[0].plain in _TITLES or (run[0].plain == "từ" and not before)):
        before, run = run[0].plain, run[1:]
    if not run or any(word.text.isupper() and len(word.text) > 1 for word in run):
        return
    if before in _BEFORE_PLACES and len(run) > 1:
        last = _end_of_place(run)
        yield (run[0].start, run[last - 1].end, TermKind.PLACE)
        run = run[last:]
    name = _name_in(run, before) if run else None
    if name is not None:
        yield name


def _end_of_place(run: list[_Word]) -> int:
    """Return how many words are the place's: its chairman's name may follow it at once."""
    for at in range(2, len(run) - 1):
        if run[at].plain in _FAMILIES - _MAY_BE_WORDS:
            return at
    return len(run)


def _name_in(run: list[_Word], before: str) -> tuple[int, int, TermKind] | None:
    """Return where the name of a person or a foreign one stands."""
    for first in range(len(run)):
        rest = run[first:]
        if " ".join(word.plain for word in rest) in _ABROAD:
            return None
        least = 3 if rest[0].plain in _MAY_BE_WORDS and first == 0 and before == "" else 2
        if (
            rest[0].plain in _FAMILIES
            and least <= len(rest) <= _MOST_WORDS
            and not _is_body(run, first)
        ):
            return (rest[0].start, rest[-1].end, TermKind.NAME)
    if (
        len(run) > 1
        and any(_FOREIGN.search(unmarked(word.plain)) for word in run)
        and not _is_body(run, 1)
    ):
        return (run[0].start, run[-1].end, TermKind.NAME)
    return None


def _is_body(run: list[_Word], first: int) -> bool:
    """Say whether the words before a name make it one of a body, as in "Bộ Công Thương"."""
    return any(word.plain in _BODIES for word in run[:first])


_TITLES = frozenset(
    (
        *("ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "theo", "tại", "hôm", "khi", "sau"),
        *("trong", "và", "nhưng", "ngày", "còn", "với", "thủ", "tướng", "tổng", "thống", "chủ"),
        *("tịch", "bộ", "trưởng", "giám", "đốc", "phó", "đại", "tá", "thượng", "úy", "trung"),
        *("thiếu", "bí", "thư", "nhà", "giáo", "sư", "tiến", "sĩ", "bác", "kỹ", "nghệ", "chiều"),
        *("sáng", "tối", "trưa", "đêm", "ở", "đến", "trước", "gặp", "cùng", "nếu", "vì", "cụ"),
        *("tỉnh", "thành", "phố", "quận", "huyện", "xã", "phường", "sông", "đảo", "cầu", "núi"),
        *("làng", "thôn", "ấp", "cảng", "bến", "vịnh", "biển", "đèo", "chợ", "ga", "tp"),
    )
)
"""Words before a name that may have a capital, at the start of a sentence or by custom."""

_OTHER_LETTERS = frozenset(
    (
        *(VIETNAMESE, "zh", "ja", "ko", "th", "lo", "km", "my", "ru", "uk", "bg", "sr", "be"),
        *("ar", "fa", "he", "ur", "hi", "bn", "ta", "el", "ka", "hy", "mn", "am", "ne", "si"),
    )
)
"""Languages that print Vietnamese names in letters of their own, and Vietnamese itself."""
