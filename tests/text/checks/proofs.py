"""Small articles for the checks: a source and its translation, block for block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache

from editor_app.domain.article import Article
from editor_app.domain.block import Block
from editor_app.domain.finding import Finding
from editor_app.domain.ids import (
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    BlockId,
    Language,
    StoryId,
    TermId,
)
from editor_app.domain.link import (
    Address,
    Link,
    Made,
    Rendering,
    SourceText,
    State,
    block_address,
    field_address,
)
from editor_app.domain.story import Story
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.paths import resource_folder
from editor_app.text.checks.material import Material
from editor_app.text.checks.reference import Reference, Tables, tables_from
from editor_app.text.checks.running import check
from editor_app.text.kinds import kind_of
from editor_app.text.words import FIELDS, words_of

NOON = datetime(2025, 10, 20, 5, 0, tzinfo=UTC)
TODAY = date(2025, 10, 20)


@cache
def tables() -> Tables:
    """Return the tables that come with the program."""
    names = ("offices.tsv", "readings.tsv", "plain-vietnamese.tsv")
    folder = resource_folder() / "tables"
    return tables_from(*((folder / name).read_text("utf-8") for name in names))


def reference(**known: object) -> Reference:
    """Return a reference with the program's tables and what a test adds."""
    return replace(Reference(TODAY, tables()), **known)  # type: ignore[arg-type]  # named in tests


@dataclass(frozen=True)
class Proof:
    """An article and what its translation says; blocks without a twin are linked to nothing."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    languages: tuple[Language, Language]
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    made: Made = Made.HAND
    made_from: str | None = None

    def material(self) -> Material:
        """Return what the checks look at."""
        story = Story(StoryId("story"), "ferry", self.languages[0], NOON)
        one = _article("one", story, self.languages[0], self.source, self._fields(0))
        other = _article("two", story, self.languages[1], self.target, self._fields(1))
        other = replace(other, translated_from=one.id)
        links = tuple(self._links(one, other))
        state = State.TRANSLATED
        renderings = {
            link.target: Rendering(
                link.target,
                state,
                self.made,
                (SourceText(link.source, self.made_from),) if self.made_from else (),
            )
            for link in links
        }
        return Material(
            other,
            story,
            words_of(other, ()),
            source=one,
            source_words=words_of(one, ()),
            links=links,
            renderings=renderings,
        )

    def _fields(self, side: int) -> dict[str, str]:
        return {name: texts[side] for name, texts in self.fields.items()}

    def _links(self, one: Article, other: Article) -> Iterable[Link]:
        for name in FIELDS:
            yield Link(field_address(other.id, name), field_address(one.id, name))
        for source, target in zip(one.body, other.body, strict=False):
            yield Link(block_address(other.id, target.id), block_address(one.id, source.id))


def _article(
    name: str, story: Story, language: Language, blocks: Iterable[str], fields: Mapping[str, str]
) -> Article:
    body = tuple(
        Block(BlockId(f"{name}-{number}"), kind_of(text), text)
        for number, text in enumerate(blocks, 1)
    )
    made = Article(ArticleId(name), story.id, language, NOON, body=body)
    return replace(made, **dict(fields))  # type: ignore[arg-type]  # fields of words, by name


def pair(source: str, target: str, language: Language = ENGLISH) -> Material:
    """Return a Vietnamese paragraph and its translation."""
    return Proof((source,), (target,), (VIETNAMESE, language)).material()


def alone(text: str, language: Language) -> Material:
    """Return an article that is no translation."""
    story = Story(StoryId("story"), "ferry", language, NOON)
    article = _article("one", story, language, text.split("\n\n"), {})
    return Material(article, story, words_of(article, ()))


def found(material: Material, *ids: str, known: Reference | None = None) -> list[Finding]:
    """Return the findings of these checks, or of all."""
    every = check(material, known or reference())
    return [finding for finding in every if not ids or finding.check in ids]


def marked(material: Material, *ids: str, known: Reference | None = None) -> list[str]:
    """Return the words that the findings of these checks mark."""
    texts = dict(material.words)
    return [
        texts.get(item.address, "")[item.start : item.end]
        for item in found(material, *ids, known=known)
    ]


def first_block(material: Material) -> Address:
    """Return the address of the first paragraph."""
    return block_address(material.article.id, material.article.body[0].id)


def term(
    source: str,
    target: str,
    language: Language = ENGLISH,
    *,
    wrong: tuple[str, ...] = (),
    kind: TermKind = TermKind.TERM,
    until: date | None = None,
) -> Term:
    """Return a term of the desk from Vietnamese."""
    forms = (
        TermForm(VIETNAMESE, source),
        TermForm(language, target),
        *(TermForm(language, form, forbidden=True) for form in wrong),
    )
    return Term(TermId(f"{source}-{target}"), kind, forms, valid_to=until)
