"""The credit inside a caption: "... on 14/12. Photo: Reuters", "Ảnh: TTXVN", "图：新华社"."""

from __future__ import annotations

import re

_WORDS = "|".join(
    (
        r"Ảnh(?:, video)?(?: (?:minh (?:họa|hoạ)|tư liệu|chụp màn hình|cắt từ (?:video|clip)))?",
        r"Nguồn ảnh|Đồ (?:họa|hoạ)|Minh (?:họa|hoạ)|Video|Clip",
        r"(?:File )?Photo(?:s|graphs?)?(?: (?:credits?|by|courtesy(?: of)?))?",
        r"Credit|Courtesy(?: of)?",
        r"Pictures?(?: by)?|Images?(?: (?:credit|by))?|(?:Illustration|Graphics?)(?: by)?",
        r"[图圖]片?(?:来源|來源|源)?|[图圖]／文|资料图片?|資料圖片?|配图|照片|摄影|攝影|供图|制图",
    )
)
_WITH_WORD = re.compile(
    rf"(?P<caption>.*?)[\s.,;–—|/-]*[(（\[【]?\s*(?<!\w)(?:{_WORDS})\s*[:：]\s*"
    r"(?P<credit>[^。!?\n:：]{1,80}?)\s*[)）\]】]?\s*[.。]?\s*",
    re.IGNORECASE | re.DOTALL,
)
_PHOTO_BY = re.compile(
    r"(?P<caption>.*?)[\s(（]*(?:[A-Z]\w+ )?Photo (?:by|courtesy of) "
    r"(?P<credit>[^。!?\n]{2,60}?)\s*[)）]?\.?\s*",
    re.DOTALL,
)
_AGENCY = re.compile(
    r"(?P<caption>.*?)[\s(（|-]*"
    r"(?P<credit>(?:REUTERS|Reuters|AFP|AP Photo|AP|EPA(?:-EFE)?|TTXVN|VNA|XINHUA|Xinhua|"
    r"Getty Images)\s*/\s*[^\n()（）。]{2,50}?)\s*[)）]?\.?\s*",
    re.DOTALL,
)
_TAKEN_BY = re.compile(
    r"(?P<caption>(?:.*[。！？，,(（])?)\s*(?P<credit>[\w· ]{2,24}?)"
    r"\s*(?:摄影?|攝影?|供图|供圖)\s*[)）]?。?\s*",
    re.DOTALL,
)
_ENDS = ".!?。！？…”\"')）]"
_MOST = 600


def parted(text: str) -> tuple[str, str]:
    """Return a caption without its credit, and the credit, which may be empty."""
    line = " ".join(text.split())
    if len(line) > _MOST:
        return line, ""
    for pattern in (_WITH_WORD, _PHOTO_BY, _AGENCY, _TAKEN_BY):
        found = pattern.fullmatch(line)
        if found and found["credit"].strip():
            return _restored(line, found["caption"]), found["credit"].strip(" .,;")
    return line, ""


def _restored(line: str, caption: str) -> str:
    """Give the caption back the full stop that stood between it and its credit."""
    bare = caption.rstrip()
    following = line[len(bare) : len(bare) + 1]
    return bare + following if following in _ENDS and following and bare else bare


def has_credit(text: str) -> bool:
    """Say whether a line ends in a credit for a picture."""
    return bool(parted(text)[1])
