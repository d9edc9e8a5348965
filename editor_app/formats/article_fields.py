"""From pieces and facts to an article: headline, standfirst, captions and closing lines found.

A piece leaves the body only when it was recognised as something that has a field of its own; what
was only probable is filled in and named in ``uncertain``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from editor_app.domain.block import BlockKind
from editor_app.domain.ids import ENGLISH, Language
from editor_app.formats.article_facts import Facts
from editor_app.formats.attribution import (
    attribution_of,
    is_editor_line,
    labelled,
    names_in,
    reporters_in,
    tags_in,
)
from editor_app.formats.credits import has_credit, parted
from editor_app.formats.furniture_words import RELATED_HEADINGS
from editor_app.formats.inline import Mark
from editor_app.formats.inline_writing import plain, tidy
from editor_app.formats.intake_values import Report
from editor_app.formats.pictures import Album
from editor_app.formats.pieces import Piece
from editor_app.formats.publication_times import time_line
from editor_app.text.languages import guess_language

_SIGNS = re.compile(r"\W+")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|that|for|with|was|on|said)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"\s*[(（](?:Theo|According to|Source:|据|據|综合|綜合)[^()（）]{2,120}[)）]\s*[.。]?\s*"
)
_WORDLESS = frozenset({BlockKind.PHOTO, BlockKind.RULE, BlockKind.EMBED, BlockKind.FOREIGN})
_FULL_STOPS = (".", "。", "!", "！", ";", "；", ":", "：", ",", "，", "…")
_AT_HEAD = 8
_AT_END = 6
_LONGEST_HEADLINE = 200
_TEXT_BELOW_HEADLINE = 200
_LONGEST_CAPTION = 400
_LONGEST_STANDFIRST = 600
_SHORTEST_STANDFIRST = 20
_LONGEST_NAVIGATION = 60
_TEXT_BEFORE_RELATED = 200


def settle(pieces: Iterable[Piece], facts: Facts, album: Album, report: Report) -> list[Piece]:
    """Fill the facts from the pieces and return the body."""
    body = _without_empty(pieces)
    facts.language = language_of(body, facts)
    body = _captioned(body, album, facts)
    body = _cut_what_follows(body, report)
    body = _without_first_lines(body, facts, report)
    body = _without_headline(body, facts)
    body = _without_standfirst(body, facts)
    body = _without_last_lines(body, facts)
    opening = " ".join(piece.words for piece in body[:2])
    facts.take_all("byline", reporters_in(opening), sure=False)
    facts.take_all("byline", facts.authors, sure=False)
    return levelled(body)


def language_of(pieces: Iterable[Piece], facts: Facts) -> Language | None:
    """Return the language of the text, which goes before what a page says of itself."""
    words = " ".join(piece.words for piece in pieces)[:20_000]
    letters = sum(sign.isalpha() for sign in words)
    if not letters:
        return facts.language
    guessed = guess_language(words)
    strange = guessed == ENGLISH and len(_ENGLISH.findall(words)) * 60 < letters
    if strange or letters < 20:
        facts.uncertain.add("language")
        return facts.language or guessed
    return guessed


def _without_empty(pieces: Iterable[Piece]) -> list[Piece]:
    kept = [piece for piece in pieces if piece.kind in _WORDLESS or piece.words.strip()]
    while kept and kept[-1].kind is BlockKind.RULE:
        kept.pop()
    while kept and kept[0].kind is BlockKind.RULE:
        del kept[0]
    return kept


def _captioned(pieces: Sequence[Piece], album: Album, facts: Facts) -> list[Piece]:
    """Give captions and credits to the photos that they follow."""
    body: list[Piece] = []
    photo, open_to_guess = "", False
    for piece in pieces:
        if piece.kind is BlockKind.PHOTO:
            photo = piece.name
            open_to_guess = not album.has_caption(photo)
        elif photo and piece.role == "caption":
            album.caption(photo, piece.words)
            open_to_guess = False
            continue
        elif photo and piece.role == "credit":
            album.caption(photo, "", credit=parted(piece.words)[1] or piece.words)
            continue
        elif photo and open_to_guess and _looks_like_caption(piece):
            album.caption(photo, piece.words)
            facts.uncertain.add("captions")
            photo = ""
            continue
        else:
            photo = ""
        body.append(piece)
    return body


def _looks_like_caption(piece: Piece) -> bool:
    """Say whether a paragraph behind a photo is its caption: it has a credit, or is italic."""
    if piece.kind is not BlockKind.PARAGRAPH or len(piece.words) > _LONGEST_CAPTION:
        return False
    return has_credit(piece.words) or _is_all(piece, Mark.EMPHASIS)


def _is_all(piece: Piece, mark: Mark) -> bool:
    runs = [run for run in piece.runs if run.text.strip() and not run.note]
    return bool(runs) and all(mark in run.marks for run in runs)


def _cut_what_follows(pieces: list[Piece], report: Report) -> list[Piece]:
    """Cut off the list of other stories, or the comments, that stands behind the article."""
    before = 0
    for place, piece in enumerate(pieces):
        wordy = piece.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
        if wordy and before >= _TEXT_BEFORE_RELATED and RELATED_HEADINGS.fullmatch(piece.words):
            behind = pieces[place:]
            notes = [piece for piece in behind if piece.kind is BlockKind.FOOTNOTE]
            report.count("dropped-related", len(behind) - len(notes))
            return [*pieces[:place], *notes]
        before += len(piece.words)
    return pieces


def _without_first_lines(pieces: list[Piece], facts: Facts, report: Report) -> list[Piece]:
    """Take the publication time, a byline and labelled fields off the head of the text."""
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        words = piece.words
        if place >= _AT_HEAD or piece.kind is not BlockKind.PARAGRAPH:
            kept.append(piece)
            continue
        told = time_line(words, facts.language)
        field, value = labelled(words)
        said = attribution_of(words)
        if told:
            facts.take_time(told)
            facts.time_in_text = True
            kept = _without_navigation(kept, facts, report)
        elif field and not getattr(facts, field):
            facts.take(field, value)
        elif piece.role == "byline" and names_in(words):
            facts.take_all("byline", names_in(words))
        elif said and place + _AT_END < len(pieces) and (said.names or said.url):
            facts.take_attribution(said)
        else:
            kept.append(piece)
    return kept


def _without_navigation(before: list[Piece], facts: Facts, report: Report) -> list[Piece]:
    """Drop the menus that stand above the publication time of a page copied as text."""
    short = all(
        piece.kind is BlockKind.LIST
        or (piece.kind is BlockKind.PARAGRAPH and len(piece.words) <= _LONGEST_NAVIGATION)
        for piece in before
    )
    lists = [piece for piece in before if piece.kind is BlockKind.LIST]
    if not lists or not short:
        return before
    facts.take("section", plain(lists[-1].items[-1].words), sure=False)
    report.count("dropped-navigation", len(before))
    return []


def _without_headline(pieces: list[Piece], facts: Facts) -> list[Piece]:
    """Find the headline and take it out of the body."""
    if not facts.headline:
        found = _headline_among(pieces, facts)
        if found is not None:
            facts.take("headline", found.words)
        else:
            titles = [*facts.titles, facts.file_title, ""]
            facts.take("headline", titles[0], sure=False)
            facts.uncertain.add("headline")
    said = _bare(facts.headline)
    kept = []
    for place, piece in enumerate(pieces):
        heads = piece.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and place < _AT_HEAD
        if not (said and heads and _bare(piece.words) == said):
            kept.append(piece)
    return kept


def _headline_among(pieces: list[Piece], facts: Facts) -> Piece | None:
    """Return the piece that is the headline, if there is one."""
    titles = {_bare(title) for title in (*facts.titles, facts.file_title) if _bare(title)}
    for piece in pieces[: _AT_HEAD * 2]:
        if piece.role == "headline" or (
            piece.kind is BlockKind.HEADING and _bare(piece.words) in titles
        ):
            return piece
    if not pieces:
        return None
    said = _bare(pieces[0].words)
    if _is_all(pieces[0], Mark.STRONG) and any(title in said for title in titles):
        return pieces[0]
    headings = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
    first = next((piece for piece in pieces[:3] if piece.kind is BlockKind.HEADING), None)
    if first is not None:
        alone = sum(piece.level == first.level for piece in headings) == 1
        if alone or first.level == 1:
            if not alone:
                facts.uncertain.add("headline")
            return first
    opening = pieces[0]
    short = len(opening.words) <= _LONGEST_HEADLINE and not opening.words.endswith(_FULL_STOPS)
    rest = sum(len(piece.words) for piece in pieces[1:])
    enough = rest >= _TEXT_BELOW_HEADLINE and not facts.titles
    if opening.kind is BlockKind.PARAGRAPH and short and enough:
        facts.uncertain.add("headline")
        return opening
    return None


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).lower()


def _without_standfirst(pieces: list[Piece], facts: Facts) -> list[Piece]:
    """Find the standfirst and take it out of the body."""
    told = [piece for piece in pieces[:_AT_HEAD] if piece.role == "standfirst"]
    if told and not facts.standfirst:
        facts.take("standfirst", " ".join(piece.words for piece in told))
        return [piece for piece in pieces if piece not in told]
    said = _bare(facts.standfirst or facts.description)
    for place, piece in enumerate(pieces[:3]):
        words = _bare(piece.words)
        if said and words == said:
            facts.take("standfirst", piece.words)
            return [*pieces[:place], *pieces[place + 1 :]]
        if said and not facts.standfirst and words.startswith(said[:60]) and len(words) > len(said):
            return pieces  # the description is only the beginning of the text
    if facts.take("standfirst", facts.description, sure=False) or facts.standfirst:
        return pieces
    opening = pieces[0] if pieces else None
    if opening is not None and _opens_like_standfirst(opening, pieces, facts):
        facts.take("standfirst", opening.words, sure=False)
        return pieces[1:]
    return pieces


def _opens_like_standfirst(opening: Piece, pieces: Sequence[Piece], facts: Facts) -> bool:
    """Say whether the first paragraph is set apart: bold or italic, or below a page's time line."""
    size = len(opening.words)
    if opening.kind is not BlockKind.PARAGRAPH or len(pieces) < 3:
        return False
    if not _SHORTEST_STANDFIRST <= size <= _LONGEST_STANDFIRST:
        return False
    apart = _is_all(opening, Mark.STRONG) or _is_all(opening, Mark.EMPHASIS)
    others = any(_is_all(piece, Mark.STRONG) and len(piece.words) > 80 for piece in pieces[1:4])
    below_time = facts.time_in_text and facts.headline != "" and size <= 300
    return (apart and not others) or below_time


def _without_last_lines(pieces: list[Piece], facts: Facts) -> list[Piece]:
    """Take tags, source, byline and credits of outlets off the end of the text."""
    notes = [piece for piece in pieces if piece.kind is BlockKind.FOOTNOTE]
    body = [piece for piece in pieces if piece.kind is not BlockKind.FOOTNOTE]
    for _ in range(_AT_END):
        if len(body) < 2 or not _is_closing(body[-1], facts):
            break
        body.pop()
    if body:
        body[-1] = _without_closing_bracket(body[-1], facts)
    return [*body, *notes]


def _is_closing(piece: Piece, facts: Facts) -> bool:
    """Take what a closing line says; say whether it was one."""
    if piece.kind is BlockKind.RULE:
        return True
    if piece.kind is not BlockKind.PARAGRAPH:
        return False
    words = piece.words
    tags = tags_in(words)
    if tags:
        facts.take_all("tags", tags, sure=len(tags) > 1 or len(tags[0].split()) < 4)
        return True
    said = attribution_of(words)
    if said and is_editor_line(words):
        facts.authors = [*said.names]
        return True
    if said:
        facts.take_attribution(said)
        return True
    names = names_in(words)
    if names and not facts.byline and (len(words.split()) > 1 or not words.isascii()):
        facts.take_all("byline", names, sure=False)
        return True
    return False


def _without_closing_bracket(piece: Piece, facts: Facts) -> Piece:
    """Take "(Theo Reuters)" off the end of the last paragraph."""
    if piece.kind is not BlockKind.PARAGRAPH or not piece.runs:
        return piece
    *before, last = piece.runs
    found = _CLOSING.search(last.text)
    said = attribution_of(found.group()) if found and found.end() == len(last.text) else None
    if found is None or not said:
        return piece
    facts.take_attribution(said)
    return replace(piece, runs=tidy((*before, last._replace(text=last.text[: found.start()]))))


def levelled(pieces: list[Piece]) -> list[Piece]:
    """Set headings to levels 2 to 4, the largest at 2."""
    levels = sorted({piece.level for piece in pieces if piece.kind is BlockKind.HEADING})
    new = {level: min(place + 2, 4) for place, level in enumerate(levels)}
    return [
        replace(piece, level=new[piece.level]) if piece.kind is BlockKind.HEADING else piece
        for piece in pieces
    ]
