"""Verbs on words and files alone: memory, terms, convert, photo."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from editor_app.cli.answers import FINDINGS, Answer, file_trouble
from editor_app.cli.said import words_said
from editor_app.cli.tables import write_table
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ENGLISH, VIETNAMESE, Language, MemoryId
from editor_app.formats import intake, photo_metadata
from editor_app.formats.pair_tables import PAIR_COLUMNS
from editor_app.formats.rendition_labels import Label
from editor_app.formats.renditions import render
from editor_app.outgoing import write_outgoing
from editor_app.sentences import sentence
from editor_app.wiring import Desk

USUAL = (VIETNAMESE, ENGLISH)
"""The languages that are looked up when none are said."""


def memory(
    desk: Desk,
    arguments: Namespace,
    chosen: MemoryId | None,
    languages: tuple[Language, Language] | None,
) -> Answer:
    """``memory export|lookup``: TSV with the columns of PAIR_COLUMNS.

    ``chosen`` is the memory that is meant, None means any. Without ``languages`` all are given out.
    """
    if arguments.action == "export":
        rows = (
            (
                pair.source_language,
                pair.source,
                pair.target_language,
                pair.target,
                pair.confirmed.date().isoformat(),
                pair.editor,
            )
            for pair in desk.terms.pairs()
            if chosen in {None, pair.memory}
            and languages in {None, (pair.source_language, pair.target_language)}
        )
        return _written(arguments.what, PAIR_COLUMNS, rows)
    words = words_said(arguments.what)
    found = desk.terms.exact(words, *(languages or USUAL))
    meant = [pair for pair in found if chosen in {None, pair.memory}]
    document = [{"target": pair.target, "per_cent": 100, "pair": pair} for pair in meant]
    return Answer(document, tuple(pair.target for pair in meant))


def terms(desk: Desk, arguments: Namespace, languages: tuple[Language, Language] | None) -> Answer:
    """``terms lookup``: the terms that stand in some words."""
    words = words_said(arguments.what)
    found = desk.terms.lookup(words, *(languages or USUAL))
    lines = tuple(f"{words[hit.start : hit.end]} → {hit.target}" for hit in found)
    return Answer(found, lines)


def _written(path: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Answer:
    count = write_table(Path(path), columns, rows)
    return Answer({"path": path, "count": count}, (path,))


def convert(arguments: Namespace) -> Answer:
    """``convert FILE [--from html|word|docx] --to md``: the paste and import converter alone."""
    path = Path(arguments.file)
    data = _standard_input() if arguments.file == "-" else path.read_bytes()
    try:
        if arguments.kind in {"html", "word"}:
            taken = intake.read_clipboard(data.decode("utf-8-sig", "replace"), None)
        else:
            taken = intake.read_file(data, path.name)
    except EditorError as error:
        return Answer({"error": error.message}, (sentence(error.message),), FINDINGS)
    document = {
        "markdown": taken.markdown,
        "headline": taken.headline,
        "standfirst": taken.standfirst,
        "dropped": taken.dropped,
        "uncertain": taken.uncertain,
        "notes": taken.notes,
        "photos": [{"name": item.name, "caption": item.caption} for item in taken.photos],
    }
    head = [f"# {taken.headline}", ""] if taken.headline else []
    said = [f"<!-- {sentence(message)} -->" for message in taken.dropped]
    return Answer(document, (*head, taken.markdown, *said))


def _standard_input() -> bytes:
    """Return all of it; a shell may have closed it."""
    return sys.stdin.buffer.read() if sys.stdin is not None else b""


def inspect_photo(arguments: Namespace) -> Answer:
    """``photo inspect FILE...``: metadata as read, privacy fields found, refusals."""
    documents, lines, code = [], [], 0
    for name in arguments.files:
        try:
            facts = photo_metadata.read(Path(name).read_bytes(), Path(name).name)
        except (EditorError, OSError) as error:
            said = error.message if isinstance(error, EditorError) else file_trouble(error)
            documents.append({"file": name, "error": said})
            lines.append(f"{name}: {sentence(said)}")
            code = FINDINGS
            continue
        documents.append({"file": name, "facts": facts})
        lines.append(f"{name}: {facts.width} × {facts.height}, {facts.credit}: {facts.caption}")
        lines += [f"  private: {', '.join(facts.private)}"] if facts.private else []
        lines += [f"  {sentence(message)}" for message in facts.conflicts]
    return Answer(documents, tuple(lines), code)


def render_photo(arguments: Namespace) -> Answer:
    """``photo render FILE --out DIR``: the cleaned renditions as they would be sent."""
    path, folder = Path(arguments.file), Path(arguments.out)
    data = path.read_bytes()
    try:
        label = Label.of(photo_metadata.read(data, path.name))
        made = render(data, label=label, name=path.name)
    except EditorError as error:
        return Answer({"error": error.message}, (sentence(error.message),), FINDINGS)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for item in made:
        file = folder / f"{path.stem}-{item.width}.{item.extension}"
        write_outgoing(file, item.data)
        paths.append({"path": str(file), "width": item.width, "height": item.height})
    return Answer(paths, tuple(item["path"] for item in paths if isinstance(item["path"], str)))
