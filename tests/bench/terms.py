"""Terms: what there is for a row, with 20,000 of them, against asking for each in turn."""

from __future__ import annotations

import random
import re
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time as clock

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, ArticleId, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.services.term_shelves import TermShelves
from editor_app.services.terms import TermService
from editor_app.storage.resources import read_check_tables
from editor_app.text.term_offers import TermOffer
from editor_app.text.term_typing import completions
from tests.bench.figures import Figure, high_of
from tests.desks import Clock, Desk, empty_desk

TERMS = 20_000
ROWS = 200
LOOK_UP, KEY = 10.0, 1.0
"""Milliseconds of processor time for a row that is opened, and for a key that is typed in it."""

SYLLABLES = (
    *("thuyền", "trưởng", "bến", "phà", "sông", "nước", "tỉnh", "thành", "đường", "sắt", "chợ"),
    *("nổi", "ruộng", "muối", "gió", "mùa", "hợp", "tác", "trường", "học", "nhà", "máy", "điện"),
    *("mặt", "trời", "công", "ty", "xây", "dựng", "cầu", "tre", "lồng", "đèn", "cà", "phê"),
)


def measure() -> Iterator[Figure]:
    """Yield the time of the first row, of any row, of a row after a change, and of a key."""
    with tempfile.TemporaryDirectory() as folder:
        desk = empty_desk(Path(folder) / "desk", Clock())
        terms = TermService(desk.place, TermShelves(desk.place.terms, read_check_tables))
        chance = random.Random(7)
        known = tuple(_term(chance, number) for number in range(TERMS))
        terms.put_many(known)
        article = desk.translations.start(desk.story(), ENGLISH).article
        yield from _rows(desk, terms, article, known, chance)
        desk.place.database.close()


def _rows(
    desk: Desk,
    terms: TermService,
    article: ArticleId,
    known: tuple[Term, ...],
    chance: random.Random,
) -> Iterator[Figure]:
    texts = [_row(chance, known) for _ in range(ROWS)]
    yield Figure("the first row of a sitting", _time(terms, article, texts[0]))
    times = [_time(terms, article, text) for text in texts]
    one_by_one = statistics.median(_one_by_one(known, text) for text in texts[:10])
    yield Figure(
        "a row that is opened, 95 of 100 below",
        high_of(times),
        baseline=one_by_one,
        against="of asking one by one",
        most=LOOK_UP,
    )
    terms.put(_term(chance, TERMS))
    yield Figure("the first row after a term was added", _time(terms, article, texts[0]))
    offers = terms.offers(article, texts[1])
    keys = [_key(offers, f"He met the term {number}") for number in range(100)]
    yield Figure("a key that is typed, 95 of 100 below", high_of(keys), most=KEY)


def _term(chance: random.Random, number: int) -> Term:
    words = " ".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 4))))
    forms = (
        TermForm(VIETNAMESE, f"{words} {number}" if number % 2 else words),
        TermForm(ENGLISH, f"term {number}"),
        TermForm(ENGLISH, f"wrong {number}", forbidden=True),
        TermForm(CHINESE, f"术语{number}"),
    )
    return Term(TermId(f"{number:032x}"), TermKind.TERM, forms)


def _row(chance: random.Random, known: tuple[Term, ...]) -> str:
    """Return a paragraph of about 60 syllables with four terms in it."""
    parts = [" ".join(chance.choices(SYLLABLES, k=12)) for _ in range(4)]
    parts += [term.forms[0].text for term in chance.choices(known, k=4)]
    chance.shuffle(parts)
    return f"Ông Nguyễn Văn Hòa nói: {', '.join(parts)}."


def _time(terms: TermService, article: ArticleId, text: str) -> float:
    begun = clock()
    terms.offers(article, text)
    return (clock() - begun) * 1000


def _key(offers: tuple[TermOffer, ...], before: str) -> float:
    begun = clock()
    completions(before, offers, ENGLISH)
    return (clock() - begun) * 1000


def _one_by_one(known: tuple[Term, ...], text: str) -> float:
    """Return the time of looking for each term by itself, as whole words."""
    small = text.lower()
    begun = clock()
    for term in known:
        form = term.forms[0].text.lower()
        if form in small:
            re.search(rf"\b{re.escape(form)}\b", small)
    return (clock() - begun) * 1000
