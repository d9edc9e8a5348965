"""What was typed as an argument, turned into values; what makes no sense is wrong use."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from editor_app.domain.article import Article
from editor_app.domain.errors import Ambiguous, EditorError, NotFound
from editor_app.domain.ids import BlockId, Language, SectionId
from editor_app.text.cleaning import clean
from editor_app.text.folding import fold
from editor_app.wiring import Desk

Choice = TypeVar("Choice", bound=StrEnum)
Id = TypeVar("Id", bound=str)


class WrongUse(EditorError):
    """An argument that makes no sense; nothing was done. Exit code 2."""

    key = "wrong-use"


def words_said(text: str) -> str:
    """Return typed words as they may be kept; a shell can hand over bytes that are no letters."""
    return clean(text).text


def language_said(desk: Desk, text: str) -> Language:
    """Return the language of an edition. Raises WrongUse for any other."""
    if all(edition.language != text for edition in desk.vocabulary.editions()):
        raise WrongUse("no-edition", language=words_said(text))
    return Language(text)


def languages_said(desk: Desk, text: str) -> tuple[Language, ...]:
    """Return the languages of a list parted by commas. Raises WrongUse."""
    return tuple(language_said(desk, item.strip()) for item in text.split(",") if item.strip())


def pair_said(
    desk: Desk, arguments: Namespace, actions: Collection[str]
) -> tuple[Language, Language] | None:
    """Return the languages of ``--source`` and ``--target``; None when none is said.

    Both are said or neither, and only with one of the ``actions``. Raises WrongUse.
    """
    said = {"--source": arguments.source, "--target": arguments.target}
    given = [option for option, language in said.items() if language is not None]
    if not given:
        return None
    if arguments.action not in actions:
        raise WrongUse("option-without-use", option=given[0], action=arguments.action)
    if len(given) == 1:
        raise WrongUse("pair-half-said")
    return language_said(desk, arguments.source), language_said(desk, arguments.target)


class YesOrNo(StrEnum):
    """What may be said of something that is so or is not."""

    YES = "yes"
    NO = "no"


def one_of(choices: type[Choice], text: str) -> Choice:
    """Return the choice of that name. Raises WrongUse with the ones there are."""
    try:
        return choices(text)
    except ValueError:
        names = ", ".join(choices)
        raise WrongUse("no-such-choice", name=words_said(text), choices=names) from None


def instant(text: str) -> datetime:
    """Return an instant in UTC; a time without a zone is this computer's. Raises WrongUse."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise WrongUse("time-unclear", text=words_said(text)) from None


def instant_ahead(text: str) -> datetime:
    """Return an instant that has not come yet, as ``instant`` does. Raises WrongUse."""
    at = instant(text)
    if at <= datetime.now(UTC):
        raise WrongUse("time-past", text=words_said(text))
    return at


def by_language(said: Iterable[str]) -> dict[str, str]:
    """Return texts by language from ``L=TEXT`` each. Raises WrongUse."""
    found = {}
    for item in said:
        language, equals, text = item.partition("=")
        if not equals:
            raise WrongUse("text-without-language", text=words_said(item))
        found[language] = text
    return found


def block_said(article: Article, text: str) -> BlockId:
    """Return the id of a block of the article. Raises NotFound."""
    found = article.block(BlockId(text))
    if found is None:
        raise NotFound(name=words_said(text))
    return found.id


def section_named(desk: Desk, name: str) -> SectionId:
    """Return the section of that name, slug or id in any language. NotFound, Ambiguous."""
    return called(
        words_said(name),
        {
            section.id: (*section.names.values(), *section.slugs.values(), section.id)
            for section in desk.vocabulary.sections()
        },
    )


def called(name: str, names: Mapping[Id, Sequence[str]]) -> Id:
    """Return what has that name: as it is written, else but for capitals, else but for marks.

    ``names`` are those of each, the one to say first. Raises NotFound, and Ambiguous when several
    differ by their marks only.
    """
    wanted = " ".join(name.split())
    if not wanted:  # the desk's own memory has no name
        raise NotFound(name=wanted)
    for reading in (str, str.casefold):
        for thing, known in names.items():
            if reading(wanted) in map(reading, known):
                return thing
    alike = [thing for thing, known in names.items() if fold(wanted) in map(fold, known)]
    if len(alike) > 1:
        choices = ", ".join(names[thing][0] for thing in alike)
        raise Ambiguous(name=wanted, choices=choices)
    if not alike:
        raise NotFound(name=wanted)
    return alike[0]
