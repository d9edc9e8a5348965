"""Sentences of made-up words with the statistics of news, in families, and queries with edits.

Words follow Zipf's law, lengths a lognormal one; about a third of the sentences are edits of an
earlier one, as reports of the same kind are. Everything follows from the seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate

CONSONANTS = "b c ch d đ g gi h k kh l m n ng nh p ph qu r s t th tr v x"
RHYMES = (
    "a ai an ang anh ao au ay ăm ăn âm ân ây e em en ê ên êu i ia in inh iên iêu"
    " o oa oai oan oc oi on ong ô ôi ôn ông ơ ơi ơn u ua ui un ung uôn ư ưa ưng ương"
    " á ác án áp át ấp ất é ét ế ích ít ó óc ọc ộc ộp ợt ụ ục ụng ức ực ước ượt"
    " à ài àn àng ành ào ày ầm ần ầu ề ền ều ì ình iền ò òa òi òn òng ồ ồi ồn ồng ờ ời ờn"
    " ù ùng ừ ừng ường"
    " ả ải ản ảng ảo ảy ẩm ẩn ẩu ẻ ể ỉ ỉnh iển ỏ ỏi ổ ổi ổn ở ởi ủ ủy ủng ử ửa ưởng"
)
NAMES = 4_000
FAMILY = 0.34
"""Share of sentences that are edits of an earlier one."""


def vocabulary(chance: random.Random) -> list[str]:
    """Return words, the most frequent first: syllables, and names and figures that are rare."""
    syllables = [first + rhyme for first in CONSONANTS.split() for rhyme in RHYMES.split()]
    chance.shuffle(syllables)
    rare = ["".join(chance.choices("aeiourstnlmbcdghk", k=7)).capitalize() for _ in range(NAMES)]
    figures = [str(chance.randrange(3, 5_000)) for _ in range(1_000)]
    mixed = rare + figures
    chance.shuffle(mixed)
    return syllables + mixed


class Writer:
    """Writes sentences; two of the same seed write the same."""

    def __init__(self, seed: int) -> None:
        """Begin with a vocabulary of its own."""
        self._chance = random.Random(seed)
        self._words = vocabulary(self._chance)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._words))))
        self._kept: list[list[str]] = []

    def sentences(self, count: int) -> Iterator[str]:
        """Yield sentences of 4 to some 60 words."""
        for _ in range(count):
            if self._kept and self._chance.random() < FAMILY:
                words = self.edited(self._chance.choice(self._kept), 4)
            else:
                length = max(4, round(self._chance.lognormvariate(3.0, 0.5)))
                words = self._chance.choices(self._words, cum_weights=self._weights, k=length)
            if len(self._kept) < 50_000:
                self._kept.append(words)
            yield " ".join(words).capitalize() + "."

    def query(self, sentence: str) -> str:
        """Return a sentence with some of its words changed, gone, or new."""
        return " ".join(self.edited(sentence.split(), 3))

    def edited(self, words: Sequence[str], share: int) -> list[str]:
        """Return words with at least one edit and at most one in ``share`` words."""
        chance, new = self._chance, list(words)
        for _ in range(chance.randint(1, max(1, len(new) // share))):
            at = chance.randrange(len(new))
            (word,) = chance.choices(self._words, cum_weights=self._weights)
            kind = chance.random()
            if kind < 0.6:
                new[at] = word
            elif kind < 0.8 and len(new) > 4:
                del new[at]
            else:
                new.insert(at, word)
        return new
