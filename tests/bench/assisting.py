"""From moving to a row until the Assist panel shows its matches and terms, in a real window.

A machine is set up that wants to be asked for each paragraph, so that its card is filled, too.
"""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from editor_app.domain.edition import Section
from editor_app.domain.ids import ENGLISH, VIETNAMESE, EngineId, SectionId, TermId, new_id
from editor_app.domain.machine import Engine, EngineKind
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.services.machine import MachineService
from editor_app.services.site_lines import SiteLines
from editor_app.services.workplace import Workplace
from editor_app.storage.database import Database
from editor_app.storage.secrets import MemorySecrets
from tests.bench.big_memory import big_memory
from tests.bench.children import answer
from tests.bench.display import display
from tests.bench.figures import Figure, high_of
from tests.bench.material import desk_in

PAIRS = 100_000
TERMS = 2_000
PARAGRAPHS = 110
FILLED = 150
"""Milliseconds in which the panel stands."""


def measure(pairs: int = PAIRS) -> Iterator[Figure]:
    """Yield the times of going from row to row, and of confirming what was typed and going on."""
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "desk"
        _fill(desk, pairs)
        found = answer(environment, "ours", "assist", str(desk), "translate")
    about = f"{pairs:,} pairs, {TERMS:,} terms"
    for key, name in (("going", "row to filled panel"), ("confirming", "confirmed to next filled")):
        times, computed = found[key], found[f"{key} computed"]
        for said, of in (("median", statistics.median), ("95 of 100 below", high_of)):
            goal = FILLED if of is high_of else None
            yield Figure(f"{name}, {about}, {said}", of(times), most=goal, processor=of(computed))
    matches = statistics.mean(found["matches"])
    yield Figure(f"matches shown per row, {about}", matches, "", least=1)


def _fill(folder: Path, pairs: int) -> None:
    """Make a desk with a story whose English version is still to be written."""
    big = big_memory(folder, pairs)
    desk = desk_in(folder)
    _put_terms(desk.place.database, big.queries)
    _put_machine(desk.place)
    body = "\n\n".join(_paragraphs(big.queries))
    section = Section(SectionId(new_id()), 1, {VIETNAMESE: "Tin"}, {VIETNAMESE: "tin"})
    with desk.place.database.writing() as records:
        records.sections.put(section)
    story = desk.story(body, "Lũ về trên sông")
    made = desk.translations.start(story, ENGLISH)
    desk.drafts.remember_place(story, made.article, "translate", "body", 0)
    desk.place.database.close()


def _paragraphs(queries: Sequence[str]) -> Iterator[str]:
    """Yield paragraphs of one to three sentences; those of one are like pairs of the memory."""
    left = list(queries)
    for number in range(PARAGRAPHS):
        count = 1 if number % 3 else 3
        yield " ".join(left.pop() for _ in range(count))


def _put_machine(place: Workplace) -> None:
    """Set up a machine on this computer that does not answer."""
    secrets = MemorySecrets()
    lines = SiteLines(lambda: secrets)
    url = "http://127.0.0.1:9"
    engine = Engine(EngineId("0" * 32), EngineKind.LIBRE, "Here", url, by_itself=True)
    MachineService(place, lines).put(engine)
    lines.close()


def _put_terms(database: Database, queries: Sequence[str]) -> None:
    """Give the desk terms of two words that occur in such sentences, and as many that do not."""
    chance = random.Random(5)
    with database.writing() as records:
        for number in range(TERMS):
            words = chance.choice(queries).split()
            at = chance.randrange(len(words) - 1)
            said = " ".join(words[at : at + 2]) if number % 2 else f"{words[at]} thuật ngữ {number}"
            forms = (TermForm(VIETNAMESE, said.strip(".")), TermForm(ENGLISH, f"term {number}"))
            records.terms.put(Term(TermId(f"{number:032x}"), TermKind.TERM, forms))
