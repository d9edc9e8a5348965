"""Lines that say whose words these are: bylines, sources, tags, in three languages.

Each function looks at one line of text and says what it found, or that it found nothing. They are
strict: a sentence that only begins like a byline is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor_app.formats.credits import parted

_URL = r"(?P<url>https?://\S+)"
_JOINTS = re.compile(
    r"\s*[,;、，；]\s*|\s+(?:và|and|with|cùng|&)\s+|"
    r"(?<=[\u4e00-\u9fff])\s*[和与及]\s*(?=[\u4e00-\u9fff])"
)
_NAME_JOINTS = re.compile(_JOINTS.pattern + r"|\s+[-–—|/]\s+")
_BRACKETED = re.compile(
    r"(?P<before>.*?)\s*[(（]\s*(?P<inner>[^()（）]{2,200})\s*[)）]\s*[.。]?", re.DOTALL
)
_ACCORDING = re.compile(
    r"(?:Theo|Nguồn|Tổng hợp (?:từ|theo)|According to|Sources?:|Compiled from|With|Via)"
    r"\s*:?\s+(?P<outlets>.+)",
    re.IGNORECASE,
)
_ACCORDING_ZH = re.compile(
    r"(?:据|據|综合|綜合|来源|來源|转自|轉自)\s*[:：]?\s*(?P<outlets>[^。]+?)\s*等?(?:媒体|媒體|外媒)?"
    r"(?:综合|綜合)?(?:报道|報道|報導|消息|电|電|网站)?"
)
_ROLES = "|".join(
    (
        r"(?:(?:Words|Story|Report(?:ing|ed)|Written|Translat(?:ed|ion)|Edit(?:ing|ed)) )?By",
        r"Author|Bài(?: và ảnh)?|Tác giả|Thực hiện|Người dịch|Biên dịch|Dịch|Tổng hợp|Biên tập",
        r"Phóng viên|PV|记者|記者|作者|编译|編譯|编辑|編輯|责任编辑|责编|責編|文|撰文|译者|翻译",
        r"通讯员|本报记者|新华社记者",
    )
)
_ROLE = re.compile(
    rf"(?:{_ROLES})\s*[:：／/]?\s+(?P<names>.+)|(?:{_ROLES})[:：／/](?P<other>.+)", re.I
)
_REPORTER_ZH = re.compile(
    r"(?:本报|本報|新华社|中新社|央视|特约)?(?:记者|記者|通讯员|作者|编译|文)[:：／/]?\s*"
    r"(?P<names>[\u4e00-\u9fff·]{2,5}(?:[、 ][\u4e00-\u9fff·]{2,5}){0,4})"
)
_REPORTER_INSIDE = re.compile(r"[(（]" + _REPORTER_ZH.pattern + r"[)）]")
_EDITOR = re.compile(r"责任编辑|责编|責編|编辑|編輯|Biên tập|Edit(?:ed|ing) by", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:By|From|Source|Original|Nguồn(?: tin| bài)?|Link(?: gốc)?|(?:Xem )?Bài gốc(?: tại)?|Theo|"
    r"来源|來源|原文(?:链接)?|稿源|转自)\s*[:：]?\s*"
    r"(?P<outlet>[^:：\n]{0,60}?)\s*[:：,–—-]?\s*" + _URL,
    re.IGNORECASE,
)
_SOURCE_NAME = re.compile(
    r"(?:Source|Nguồn(?: tin| bài)?|来源|來源|稿源)\s*[:：]\s*(?P<outlet>[^:：\n]{2,60}?)",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"(?:Tags?|Từ (?:khóa|khoá)|Thẻ|Chủ đề|Keywords?|Topics?|标签|標籤|关键词|關鍵詞|关键字)"
    r"\s*[:：]\s*(?P<tags>.+)",
    re.IGNORECASE | re.DOTALL,
)
_TAG_JOINTS = re.compile(r"\s*[,;|•·、，；\n]\s*|\s*#\s*|\s{2,}")
_LABELS = {
    "headline": re.compile(r"(?:Tít|Tiêu đề|Tựa|Headline|Title|标题|標題)\s*[:：]\s*(.+)", re.I),
    "standfirst": re.compile(
        r"(?:Sapo|Sa-pô|Tóm tắt|Standfirst|Summary|提要|摘要|导语|導語)\s*[:：]\s*(.+)", re.I
    ),
    "section": re.compile(
        r"(?:Chuyên mục|Section|Category|栏目|欄目|频道)\s*[:：]\s*(.{2,40})", re.IGNORECASE
    ),
}
_SMALL_IN_NAMES = frozenset(["de", "da", "di", "la", "le", "van", "von", "der", "bin", "al", "el"])
_LONGEST = 240
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,8})*")
_SENTENCE = re.compile(r"[.!?。！？]\s*\S")


@dataclass(frozen=True)
class Attribution:
    """What a line says: names of people, outlets credited, and where the text is from."""

    names: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    outlet: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        """Say whether anything was found."""
        return bool(self.names or self.outlets or self.outlet or self.url)


def attribution_of(text: str) -> Attribution:
    """Return what a line says when it says nothing else; for other text an empty one."""
    line = " ".join(text.split()).strip("*_ ")
    if not line or len(line) > _LONGEST:
        return Attribution()
    return _source(line) or _bracketed(line) or _credited_alone(line) or _byline(line)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a byline such as "By Lan Anh and Minh Châu"; nothing for other text."""
    found = _ROLE.fullmatch(text.strip())
    line = (found["names"] or found["other"]) if found else text.strip()
    names = [name.strip(" .:*_") for name in _NAME_JOINTS.split(line) if name.strip(" .:*_")]
    return tuple(dict.fromkeys(names)) if names and all(map(_is_name, names)) else ()


def reporters_in(text: str) -> tuple[str, ...]:
    """Return the reporters whom a Chinese report names in brackets in its first lines."""
    found = _REPORTER_INSIDE.search(text)
    return names_in(found["names"].replace(" ", "、")) if found else ()


def is_editor_line(text: str) -> bool:
    """Say whether a byline names an editor, who did not write the text."""
    return _EDITOR.match(text.strip()) is not None


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags of a line "Tags: a, b" or "标签：a、b"; nothing for any other line."""
    found = _TAGS.fullmatch(text.strip())
    if not found:
        return ()
    return tuple(tag.strip(" .#") for tag in _TAG_JOINTS.split(found["tags"]) if tag.strip(" .#"))


def labelled(text: str) -> tuple[str, str]:
    """Return field and words of a line such as "Sapo: ..." that names its own field, or nothing."""
    for field, pattern in _LABELS.items():
        found = pattern.fullmatch(text.strip())
        if found:
            return field, found.group(1).strip()
    return "", ""


def outlets_in(text: str) -> tuple[str, ...]:
    """Part a list of outlets."""
    parts = (part.strip(" .:") for part in _JOINTS.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _source(line: str) -> Attribution:
    found = _SOURCE.fullmatch(line)
    if found:
        return Attribution(outlet=found["outlet"].strip(" -–—"), url=found["url"].rstrip(".,;)"))
    found = _SOURCE_NAME.fullmatch(line)
    if found and not _SENTENCE.search(line):
        many = outlets_in(found["outlet"])
        return Attribution(outlet=many[0]) if len(many) == 1 else Attribution(outlets=many)
    return Attribution()


def _bracketed(line: str) -> Attribution:
    """Read "Thanh Tâm (Theo Reuters, AFP)", "（据路透社报道）", "（记者 王小明）"."""
    found = _BRACKETED.fullmatch(line)
    if not found:
        return Attribution()
    before, inner = found["before"].strip(), found["inner"]
    names = names_in(before) if before else ()
    if before and not names:
        return Attribution()
    credited = _credited(inner)
    if credited:
        return Attribution(names, credited)
    reporter = _REPORTER_ZH.fullmatch(inner)
    if reporter and not before:
        return Attribution(names_in(re.sub(r"[ ]", "、", reporter["names"])))
    return Attribution()


def _credited(text: str) -> tuple[str, ...]:
    found = _ACCORDING.fullmatch(text) or _ACCORDING_ZH.fullmatch(text)
    if not found or _SENTENCE.search(text):
        return ()
    outlets = outlets_in(found["outlets"])
    return outlets if all(len(outlet) <= 40 for outlet in outlets) else ()


def _credited_alone(line: str) -> Attribution:
    """Read a whole line "Theo Reuters, AFP": short, and every name with a capital letter."""
    outlets = _credited(line) if len(line) <= 80 and not line.endswith((".", "。")) else ()
    capital = all(outlet[0].isupper() or _HAN_NAME.match(outlet) for outlet in outlets)
    return Attribution(outlets=outlets) if capital else Attribution()


def _byline(line: str) -> Attribution:
    """Read a line of nothing but names, or one that says who wrote it."""
    words = parted(line)[0] or line
    reporter = _REPORTER_ZH.fullmatch(words)
    if reporter:
        return Attribution(names_in(reporter["names"].replace(" ", "、")))
    return Attribution(names_in(words)) if _ROLE.fullmatch(words) else Attribution()


def _is_name(text: str) -> bool:
    """Say whether this could be somebody's name: two to five words, each with a capital letter."""
    if _HAN_NAME.fullmatch(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= 5 or len(text) > 40:
        return False
    return all(
        word.lower() in _SMALL_IN_NAMES
        or (word[0].isupper() and all(sign.isalpha() or sign in "'’.-" for sign in word))
        for word in words
    )
