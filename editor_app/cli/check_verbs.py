"""The verb ``check``: the desk checks on articles of a desk, or on bare files."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from editor_app.cli.answers import DONE, FINDINGS, Answer
from editor_app.cli.said import WrongUse, instant, words_said
from editor_app.domain.article import Article
from editor_app.domain.errors import Unreadable
from editor_app.domain.finding import Finding
from editor_app.domain.ids import Language
from editor_app.domain.messages import Message
from editor_app.domain.term import Term
from editor_app.formats import intake
from editor_app.formats.intake_values import TakenIn, TakenPhoto
from editor_app.formats.term_tables import read_term_table
from editor_app.sentences import sentence
from editor_app.services.file_checks import NO_FACTS, Facts
from editor_app.text.words import Words, words_of
from editor_app.wiring import Desk, file_checks, utc_now

BEFORE_A_FILE = 24
"""Characters of a place that a line for people shows."""


def check(desk: Desk, arguments: Namespace) -> Answer:
    """``check ARTICLE...``: what is open in articles of the desk."""
    of_files = (arguments.source, arguments.source_language, arguments.meta, arguments.terms)
    if any(said is not None for said in of_files):
        raise WrongUse("language-not-said")
    documents: list[dict[str, Any]] = []
    lines: list[str] = []
    for name in arguments.what:
        article = desk.stories.find_article(name)
        view = desk.stories.view(article.story)
        words = words_of(article, view.uses.get(article.id, ()))
        report = desk.checks.report(article.id)
        found, left = report.open, len(report.to_do)
        documents.append(
            {
                "article": article.id,
                "findings": list(_documents(article, words, found)),
                "not_translated": left,
            }
        )
        lines += [f"{name}: {line}" for line in _lines(words, found)]
        if left:
            lines.append(f"{name}: {sentence(Message('not-translated-yet', {'count': left}))}")
    return _answer(documents, lines)


def check_files(arguments: Namespace) -> Answer:
    """``check TARGET.md --language L``, with ``--source``, ``--meta`` and ``--terms``."""
    source = None
    if not arguments.language:
        raise WrongUse("language-not-said")
    if arguments.source is not None:
        if not arguments.source_language:
            raise WrongUse("language-not-said")
        source = (_read(arguments.source), Language(arguments.source_language))
    meta = {} if arguments.meta is None else _meta(arguments.meta)
    terms = () if arguments.terms is None else _terms(arguments.terms)
    checks, documents, lines = file_checks(), [], []
    for name in arguments.what:
        target = _with_meta(_read(name), meta)
        done = checks.check(
            target,
            Language(arguments.language),
            utc_now(),
            source=source,
            facts=_facts(meta),
            terms=terms,
        )
        found = list(_documents(done.article, done.words, done.findings))
        documents.append({"file": words_said(name), "findings": found})
        lines += [f"{words_said(name)}: {line}" for line in _lines(done.words, done.findings)]
    return _answer(documents, lines)


def _terms(name: str) -> tuple[Term, ...]:
    path = Path(name)
    return read_term_table(path.read_bytes(), path.name)


def _answer(documents: list[dict[str, Any]], lines: Iterable[str]) -> Answer:
    """Return the findings; of one article they are the whole document."""
    some = any(item["findings"] or item.get("not_translated") for item in documents)
    document: Any = documents[0] if len(documents) == 1 else documents
    return Answer(document, tuple(lines), FINDINGS if some else DONE)


def _documents(
    article: Article, words: Words, findings: Iterable[Finding]
) -> Iterator[dict[str, Any]]:
    """Yield findings as documents; ``number`` counts the blocks from 1."""
    texts = dict(words)
    numbers = {block.id: number for number, block in enumerate(article.body, start=1)}
    for finding in findings:
        block = finding.address.block
        yield {
            "id": finding.check,
            "severity": finding.severity,
            "field": "body" if block else finding.address.part,
            "block": block,
            "number": numbers.get(block) if block else None,
            "start": finding.start,
            "end": finding.end,
            "text": texts.get(finding.address, "")[finding.start : finding.end],
            "message": sentence(finding.message),
            "fix": finding.fix,
            "evidence": finding.evidence,
            "fingerprint": finding.fingerprint,
        }


def _lines(words: Words, findings: Iterable[Finding]) -> Iterator[str]:
    texts = dict(words)
    for finding in findings:
        place = texts.get(finding.address, "")[:BEFORE_A_FILE].replace("\n", " ")
        where = f" [{place}]" if place else ""
        yield f"{finding.check} {finding.severity}{where} {sentence(finding.message)}"


def _read(name: str) -> TakenIn:
    path = Path(name)
    return intake.read_file(path.read_bytes(), path.name)


# -- what is said of a page besides its text


def _meta(name: str) -> Mapping[str, Any]:
    """Return what a JSON file says of the page. Raises Unreadable."""
    try:
        found = json.loads(Path(name).read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unreadable("meta-not-json", name=words_said(name))
    return found


def _facts(meta: Mapping[str, Any]) -> Facts:
    """Return the facts of a page: ``url``, ``outlet``, ``domains``, ``tags``, ``published``."""
    if not meta:
        return NO_FACTS
    said = _text(meta, "published")
    return Facts(
        _text(meta, "url"),
        _text(meta, "outlet"),
        _texts(meta, "domains"),
        _texts(meta, "tags"),
        instant(said) if said else None,
        known=True,
    )


def _with_meta(taken: TakenIn, meta: Mapping[str, Any]) -> TakenIn:
    """Return a text with the headline, standfirst and photos that the JSON file says."""
    photos = meta.get("photos")
    return replace(
        taken,
        headline=_text(meta, "headline") or taken.headline,
        standfirst=_text(meta, "standfirst") or taken.standfirst,
        photos=_photos(taken, photos) if isinstance(photos, list) else taken.photos,
    )


def _photos(taken: TakenIn, said: list[Any]) -> tuple[TakenPhoto, ...]:
    """Return the photos of the text in their order, with what is said of each."""
    known = [item if isinstance(item, dict) else {} for item in said]
    known += [{}] * (len(taken.photos) - len(known))
    return tuple(
        replace(
            photo,
            caption=_text(told, "caption") or photo.caption,
            credit=_text(told, "credit") or photo.credit,
            alt=_text(told, "alt") or photo.alt,
        )
        for photo, told in zip(taken.photos, known, strict=False)
    )


def _text(meta: Mapping[str, Any], name: str) -> str:
    found = meta.get(name)
    return words_said(found) if isinstance(found, str) else ""


def _texts(meta: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = meta.get(name)
    items = found if isinstance(found, list) else ()
    return tuple(words_said(item) for item in items if isinstance(item, str))
