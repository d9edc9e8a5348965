"""How the names of foreigners sound: their consonants in Latin letters and in Chinese characters.

Chinese writes such a name by its sound, with characters that are used for little else. What is
left of both when all vowels are dropped and like consonants are one is much the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from editor_app.text.folding import fold

_OPEN: Mapping[str, str] = {
    "P": "巴芭伯勃博布贝比彼鲍拜保珀普帕佩皮派波坡",
    "T": "达德戴道迪蒂杜多塔特泰陶提图托铁",
    "K": "加格盖高戈哥古卡克凯考科库夸奎柯基吉瓜圭",
    "F": "法弗费菲福富夫佛",
    "W": "瓦沃韦维威华怀",
    "H": "哈海豪赫黑胡惠霍希休侯",
    "L": "拉莱劳勒雷利里莉丽列留卢鲁露罗洛吕蕾尔",
    "M": "马玛迈麦毛莫梅米密缪穆姆默摩",
    "N": "纳娜奈瑙内尼妮纽努诺",
    "S": "萨撒莎赛瑟斯丝苏索沙肖绍舍什施史舒谢西锡夏修许查柴扎泽佐祖兹茨策楚恰齐奇乔切朱卓哲贾杰捷",
    "": "阿艾奥埃爱欧伊亚雅耶叶尤约于乌伍",
}
"""Characters that end in a vowel, by the consonant that they begin with."""

_NASAL: Mapping[str, str] = {
    "P": "本宾班邦潘庞蓬彭",
    "T": "丹当登邓顿敦东坦汤滕廷通",
    "K": "甘冈根贡坎康肯孔金京",
    "F": "芬冯凡范方",
    "W": "万旺温文翁",
    "H": "汉杭亨洪翰",
    "L": "兰朗伦林琳龙隆",
    "M": "曼芒门蒙敏明",
    "N": "南宁嫩",
    "S": "桑森松孙逊山尚申圣盛辛欣昌赞藏曾宗岑琼钦秦詹章珍简",
    "": "安昂恩因英扬云",
}
"""Characters that end in n or ng, by the consonant that they begin with."""

_LEAST = 2  # consonants of a name that says something
_CHARACTERS = {
    character: consonant + end
    for table, end in ((_OPEN, ""), (_NASAL, "N"))
    for consonant, characters in table.items()
    for character in characters
}
_RUN = re.compile(f"[{''.join(_CHARACTERS)}]{{2,}}")
_NAME = re.compile(r"[^\W\d_\u2e80-\u9fff]{3,}")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
"""A syllable of Vietnamese without its marks: Chinese writes such names by their meaning."""

_LETTERS = (
    (re.compile("ph"), "f"),
    (re.compile("sch|tch|sh|ch|zh|x"), "s"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("[gj](?=[eiy])|j"), "s"),
    (re.compile("[ckqg]+"), "k"),
    (re.compile("[bp]+"), "p"),
    (re.compile("th|[dt]+"), "t"),
    (re.compile("[vw]+"), "w"),
    (re.compile("[sz]+"), "s"),
    (re.compile("m(?=[^aeiouy])|n+g?"), "n"),
    (re.compile("r(?![aeiouy])|h(?![aeiouy])"), ""),
    (re.compile("[lr]+"), "l"),
    (re.compile("[^ptkfwhlmns]"), ""),
)


def echoes(text: str) -> Iterator[str]:
    """Yield threes of consonants that follow each other in the foreign names of a text."""
    for run in _RUN.findall(text):
        yield from _threes("".join(_CHARACTERS[character] for character in run))
    for word in _NAME.findall(text):
        if word[0].isupper() and not _SYLLABLE.fullmatch(plain := fold(word)):
            yield from _threes(_skeleton(plain))


def _skeleton(name: str) -> str:
    for pattern, sound in _LETTERS:
        name = pattern.sub(sound, name)
    return name.upper()


def _threes(sounds: str) -> Iterator[str]:
    if len(sounds) >= _LEAST:
        marked = f"^{sounds}$"
        yield from (marked[at : at + 3] for at in range(len(marked) - 2))
