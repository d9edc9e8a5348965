"""Random editing of a body, with what must become of each paragraph known beforehand.

Paragraphs are made of numbered words, so that no two are alike and every word says where it came
from.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from hypothesis import strategies as st

from editor_app.domain.block import Body
from editor_app.domain.ids import BlockId
from editor_app.text.blocks import fresh, join
from editor_app.text.moving import jumped

OPERATIONS = ("insert", "delete", "split", "merge", "move", "retype", "swap", "jump")
SYLLABLES = {
    "vi": ["ông", "bà", "nói", "rằng", "đường", "sắt", "khởi", "công", "tháng", "chính", "phủ"],
    "en": ["the", "minister", "said", "trains", "would", "run", "late", "this", "spring", "again"],
    "zh": list("总统表示会议今天取消各方同意继续谈判铁路工程六月开工"),
}


def paragraph(number: int, language: str = "vi", size: int = 14) -> str:
    """Return a paragraph that no other number gives."""
    drawn = random.Random(number)
    if language == "zh":
        return (
            "".join(drawn.choices(SYLLABLES["zh"], k=size))
            + f"{number}号，"
            + "".join(drawn.choices(SYLLABLES["zh"], k=size))
        )
    words = [f"{drawn.choice(SYLLABLES[language])}{drawn.randrange(1000)}" for _ in range(size)]
    return " ".join(words).capitalize() + "."


@dataclass
class Text:
    """The paragraphs of a body under edit; ``ids`` as they ought to be, None for a new one."""

    texts: list[str]
    ids: list[BlockId | None]
    split: dict[int, BlockId] = field(default_factory=dict)
    merged: dict[BlockId, BlockId] = field(default_factory=dict)

    @classmethod
    def of(cls, body: Body) -> Text:
        """Return the body as it stands before an edit."""
        return cls([block.text for block in body], [block.id for block in body])

    @property
    def markdown(self) -> str:
        """The edited Markdown."""
        return join(self.texts)

    def edit(self, operation: str, first: int, second: int, number: int) -> None:
        """Do one edit; ``first`` and ``second`` choose places, ``number`` new words."""
        size = len(self.texts)
        at = first % (size + 1)
        if operation == "insert" or size < 2:
            self.texts.insert(at, paragraph(number))
            self.ids.insert(at, None)
            return
        at = first % size
        getattr(self, f"_{operation}")(at, second, number)

    def _delete(self, at: int, second: int, number: int) -> None:
        del self.texts[at], self.ids[at]

    def _move(self, at: int, second: int, number: int) -> None:
        text, known = self.texts.pop(at), self.ids.pop(at)
        to = second % (len(self.texts) + 1)
        self.texts.insert(to, text)
        self.ids.insert(to, known)

    def _swap(self, at: int, second: int, number: int) -> None:
        to = (at + 1) % len(self.texts)
        self.texts[at], self.texts[to] = self.texts[to], self.texts[at]
        self.ids[at], self.ids[to] = self.ids[to], self.ids[at]

    def _jump(self, at: int, second: int, number: int) -> None:
        """Move up to three paragraphs past their neighbour, as the key does it."""
        last, way = min(at + second % 3, len(self.texts) - 1), -1 if number % 2 else 1
        over = jumped(self.texts, at, last, way)
        if over is None:
            return
        start, stop = min(at, over[0]), max(last, over[1]) + 1
        order = [*range(at, last + 1), *range(over[0], over[1] + 1)]
        if way > 0:
            order = [*range(over[0], over[1] + 1), *range(at, last + 1)]
        self.texts[start:stop] = [self.texts[place] for place in order]
        self.ids[start:stop] = [self.ids[place] for place in order]

    def _retype(self, at: int, second: int, number: int) -> None:
        words = self.texts[at].split(" ")
        words[second % len(words)] = f"gõ{number}"
        self.texts[at] = " ".join(words)

    def _split(self, at: int, second: int, number: int) -> None:
        words = self.texts[at].split(" ")
        if len(words) < 8:
            return self._retype(at, second, number)
        cut = 4 + second % (len(words) - 7)
        self.texts[at : at + 1] = [" ".join(words[:cut]), " ".join(words[cut:])]
        known = self.ids[at]
        self.ids[at : at + 1] = [known, None]
        if known:
            self.split[at + 1] = known

    def _merge(self, at: int, second: int, number: int) -> None:
        if at + 1 == len(self.texts):
            return self._delete(at, second, number)
        self.texts[at : at + 2] = [f"{self.texts[at]} {self.texts[at + 1]}"]
        into, gone = self.ids[at], self.ids.pop(at + 1)
        if into and gone:
            self.merged[gone] = into


EDIT = st.tuples(
    st.sampled_from(OPERATIONS),
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(1000, 10**6),
)


def body_of(count: int, language: str = "vi") -> Body:
    """Return a body of so many paragraphs that are all different."""
    return fresh(join(paragraph(number, language) for number in range(count)))
