"""The desk checks: a whole translated article of 1,000 words, and the block that is typed in."""

from __future__ import annotations

import statistics
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from time import process_time as clock

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, ArticleId, Language, TermId
from editor_app.domain.link import block_address
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.formats.intake import read_file
from editor_app.paths import resource_folder
from editor_app.services.checking import CheckService
from editor_app.storage.resources import read_check_tables
from editor_app.text.counting import count_words
from tests.bench.figures import Figure, high_of
from tests.desks import Clock, Desk, empty_desk

ROUNDS = 30
WHOLE, BLOCK = 150.0, 10.0
"""Milliseconds of processor time for an article of 1,000 words, and for one block."""


def measure() -> Iterator[Figure]:
    """Yield the time of an article nobody looked at yet, of the same again, and of a block."""
    with tempfile.TemporaryDirectory() as folder:
        desk = empty_desk(Path(folder) / "desk", Clock())
        checks = CheckService(desk.place, read_check_tables)
        _terms(desk)
        for language in (ENGLISH, CHINESE):
            yield from _of(desk, checks, language)
        desk.place.database.close()


def _of(desk: Desk, checks: CheckService, language: Language) -> Iterator[Figure]:
    texts = [_texts(language, number) for number in range(ROUNDS)]
    articles = [_translated(desk, language, *both) for both in texts]
    size = count_words(texts[0][0], VIETNAMESE)
    checks.report(articles[0])
    first = [_time(checks, article) for article in articles[1:]]
    again = [_time(checks, article) for article in articles[1:]]
    name = f"vi to {language}, {size:,} words"
    for kind, times in (("never checked before", first), ("checked again", again)):
        yield Figure(f"{name}, {kind}, median", statistics.median(times), most=WHOLE)
        yield Figure(f"{name}, {kind}, 95 of 100 below", high_of(times))
    typed = list(_typing(desk, checks, articles[0]))
    yield Figure(f"{name}, the block typed in, 95 of 100 below", high_of(typed), most=BLOCK)


def _time(checks: CheckService, article: ArticleId) -> float:
    begun = clock()
    checks.report(article)
    return (clock() - begun) * 1000


def _typing(desk: Desk, checks: CheckService, article: ArticleId) -> Iterator[float]:
    """Yield the time of each check while a sentence is typed at the end of a block."""
    with desk.place.database.reading() as records:
        block = records.articles.get(article).body[1]
    address = block_address(article, block.id)
    for number in range(60):
        text = f"{block.text} {number} boats came home on 5 November."
        begun = clock()
        checks.at(article, address, text)
        yield (clock() - begun) * 1000


def _texts(language: Language, number: int) -> tuple[str, str]:
    """Return the sample's story and its translation twice over, with figures of its own."""
    folder = resource_folder() / "sample" / "intake"
    source = read_file((folder / "thuyen-thung.md").read_bytes(), "thuyen-thung.md").markdown
    blocks = [block for block in source.split("\n\n") if not block.startswith("![")]
    told = tomllib.loads((folder / "translations.toml").read_text("utf-8"))
    targets = told["translations"][str(language)]["blocks"]
    figure = str(1_000 + number)
    return (
        "\n\n".join(f"{block} ({figure}{half})" for half in (1, 2) for block in blocks),
        "\n\n".join(f"{block} ({figure}{half})" for half in (1, 2) for block in targets),
    )


def _translated(desk: Desk, language: Language, source: str, target: str) -> ArticleId:
    made = desk.translations.start(desk.story(source, "Làng thuyền thúng"), language)
    desk.write(made.article, headline="The village", body=target)
    return made.article


def _terms(desk: Desk) -> None:
    """Give the desk as many terms as a desk has after some years."""
    with desk.place.database.writing() as records:
        for number in range(1_000):
            forms = (
                TermForm(VIETNAMESE, f"thuật ngữ {number}"),
                TermForm(ENGLISH, f"term {number}"),
                TermForm(ENGLISH, f"wrong {number}", forbidden=True),
                TermForm(CHINESE, f"术语{number}"),
            )
            records.terms.put(Term(TermId(f"{number:032x}"), TermKind.TERM, forms))
