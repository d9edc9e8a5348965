"""Verbs on files of translators and their tools: segments, and memory and terms by their endings.

What ends in .tmx or .xlf is a memory, what ends in .tbx or .csv are terms; anything else is a
table with tabs.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from editor_app.cli import story_verbs, word_verbs
from editor_app.cli.answers import DONE, FINDINGS, Answer
from editor_app.cli.said import WrongUse, called, one_of, pair_said, words_said
from editor_app.domain.article import Article
from editor_app.domain.errors import NotFound
from editor_app.domain.ids import MemoryId
from editor_app.domain.link import State
from editor_app.domain.messages import Message
from editor_app.domain.term import DESK_MEMORY
from editor_app.formats.machine_page import write_machine_page
from editor_app.outgoing import outgoing_file, write_outgoing
from editor_app.sentences import sentence
from editor_app.services.exchange_views import (
    XLIFF_ENDINGS,
    Difference,
    MemoryTaken,
    Outcome,
    SendKind,
    TermFileKind,
)
from editor_app.wiring import Desk

TERM_FILES = {".tbx": TermFileKind.TBX, ".csv": TermFileKind.CSV}


def export(desk: Desk, arguments: Namespace) -> Answer:
    """``export ARTICLE --to xliff|machine``; the other kinds are stories'.

    ``machine`` is the page that says what a machine wrote and who read it.
    """
    if arguments.to not in {"xliff", "machine"}:
        return story_verbs.export(desk, arguments)
    article = desk.stories.find_article(arguments.article)
    if arguments.to == "machine":
        return _machine_page(desk, article, arguments.out)
    sent = desk.exchanging.send(article.id, SendKind.XLIFF_12)
    path = Path(arguments.out or sent.name)
    write_outgoing(path, sent.data)
    return Answer({"path": str(path)}, (str(path),))


def _machine_page(desk: Desk, article: Article, out: str | None) -> Answer:
    page = desk.machine.page(article.id)
    path = Path(out or f"{article.slug or article.id}-machine.html")
    write_outgoing(path, write_machine_page(page, sentence))
    document = {"path": str(path), "written": len(page.rows), "unread": page.unread}
    return Answer(document, (str(path),), FINDINGS if page.unread else DONE)


def send(desk: Desk, arguments: Namespace) -> Answer:
    """``segments export ARTICLE FILE [--version 1.2|2.0|2.1] [--note TEXT]``."""
    article = desk.stories.find_article(arguments.article)
    path = Path(arguments.file)
    kind = SendKind(f"xliff-{arguments.version}")
    if path.suffix.lower() == ".docx":
        kind = SendKind.WORD
    elif path.suffix.lower() not in XLIFF_ENDINGS:
        raise _wrong_kind(path, ".xlf, .xliff, .docx")
    sent = desk.exchanging.send(article.id, kind, words_said(arguments.note))
    write_outgoing(path, sent.data)
    document = {"path": str(path), "kind": kind, "sending": sent.sending, "segments": sent.rows}
    return Answer(document, (f"{path}: {sent.rows}",))


def take_back(desk: Desk, arguments: Namespace) -> Answer:
    """``segments import FILE [--article ARTICLE] [--take [UNIT...]] [--state S]``.

    Without ``--take`` it only says what would change.
    """
    path = Path(arguments.file)
    said = arguments.article
    named = None if said is None else desk.stories.find_article(said).id
    state = None if arguments.state is None else _state_said(arguments.state)
    difference = desk.exchanging.compare(path.read_bytes(), path.name, named)
    document: dict[str, Any] = {
        "article": difference.article,
        "counts": difference.counts,
        "missing": difference.missing,
        "rows": difference.rows,
        "taken": [],
        "left": [],
    }
    if arguments.take is None:
        return Answer(document, _shown(difference), _code(difference))
    known = {row.unit for row in difference.rows}
    for unit in arguments.take:
        if unit not in known:
            raise NotFound(name=words_said(unit))
    taken = desk.exchanging.take(difference, arguments.take or None, state)
    document |= {"taken": taken.units, "left": taken.left}
    said = sentence(Message("exchange-taken", {"count": len(taken.units)}))
    return Answer(document, (*_shown(difference), said), _code(difference))


def memory(desk: Desk, arguments: Namespace) -> Answer:
    """``memory import|export|lookup|take-out``: TMX and XLIFF by their endings, else a table.

    ``take-out FILE`` removes what the last file of that name brought and nobody rewrote since.
    """
    path = Path(arguments.what)
    chosen = None if arguments.memory is None else _memory_named(desk, arguments.memory)
    pair = pair_said(desk, arguments, {"lookup", "export"})
    if arguments.action == "take-out":
        return _take_out(desk, path.name, chosen)
    kind = path.suffix.lower()
    if arguments.action == "import":
        return _taken_in(desk, path, chosen or DESK_MEMORY)
    if arguments.action == "lookup" or kind not in {".tmx", *XLIFF_ENDINGS}:
        return word_verbs.memory(desk, arguments, chosen, pair)
    if kind != ".tmx":
        raise _wrong_kind(path, ".tmx, .tsv")
    with outgoing_file(path) as out:
        count = desk.word_files.export_tmx(out, chosen, pair)
    return Answer({"path": str(path), "count": count}, (f"{path}: {count}",))


def terms(desk: Desk, arguments: Namespace) -> Answer:
    """``terms import|export|lookup``: TBX, CSV or a table with tabs."""
    path = Path(arguments.what)
    pair = pair_said(desk, arguments, {"lookup"})
    if arguments.action == "lookup":
        return word_verbs.terms(desk, arguments, pair)
    if arguments.action == "export":
        kind = TERM_FILES.get(path.suffix.lower(), TermFileKind.TSV)
        data, count = desk.word_files.export_terms(kind)
        write_outgoing(path, data)
        return Answer({"path": str(path), "count": count}, (f"{path}: {count}",))
    taken = desk.word_files.import_terms(path.read_bytes(), path.name)
    document = {
        "read": taken.read,
        "added": taken.added,
        "languages": taken.languages,
        "count": len(desk.terms.terms()),
    }
    return Answer(document, (str(taken.read),))


def _taken_in(desk: Desk, path: Path, chosen: MemoryId) -> Answer:
    if path.suffix.lower() == ".tmx":
        with path.open("rb") as file:
            size = path.stat().st_size
            taken = desk.word_files.import_tmx(file, path.name, chosen, size=size)
    elif path.suffix.lower() in XLIFF_ENDINGS:
        taken = desk.word_files.import_xliff(path.read_bytes(), path.name, chosen)
    else:
        taken = desk.word_files.import_table(path.read_bytes(), path.name, chosen)
    document = {"read": taken.units, "count": desk.terms.memory_count()} | vars(taken)
    del document["changes"]
    return Answer(document, _counted(taken), FINDINGS if taken.refused else DONE)


def _take_out(desk: Desk, name: str, chosen: MemoryId | None) -> Answer:
    found = [
        item
        for item in desk.word_files.takings()
        if words_said(item[0].file) == words_said(name) and chosen in {None, item[0].memory}
    ]
    if not found:
        raise NotFound(name=words_said(name))
    taking, pairs = found[0]
    desk.word_files.take_out(taking.id)
    document = {"file": name, "removed": pairs, "count": desk.terms.memory_count()}
    return Answer(document, (f"{name}: {pairs}",))


def _counted(taken: MemoryTaken) -> tuple[str, ...]:
    pairs = ", ".join(f"{languages}: {count}" for languages, count in taken.languages.items())
    return (f"{taken.units} ({pairs})", *(sentence(problem) for problem in taken.problems))


def _memory_named(desk: Desk, name: str) -> MemoryId:
    """Return the memory of that name or id. Raises NotFound, Ambiguous."""
    known = (shown.memory for shown in desk.memory.memories())
    return called(words_said(name), {memory.id: (memory.name, memory.id) for memory in known})


def _shown(difference: Difference) -> tuple[str, ...]:
    rows = (row for row in difference.rows if row.outcome is not Outcome.UNCHANGED)
    return tuple(f"{row.outcome}  {row.unit}  {' '.join(row.returned.split())}" for row in rows)


def _code(difference: Difference) -> int:
    doubtful = any(
        row.outcome.conflicting or row.outcome in {Outcome.UNKNOWN, Outcome.EMPTIED}
        for row in difference.rows
    )
    return FINDINGS if doubtful else DONE


def _state_said(text: str) -> State:
    state = one_of(State, text)
    if state not in {State.DRAFT, State.TRANSLATED}:
        choices = f"{State.DRAFT}, {State.TRANSLATED}"
        raise WrongUse("no-such-choice", name=words_said(text), choices=choices)
    return state


def _wrong_kind(path: Path, choices: str) -> WrongUse:
    return WrongUse("file-must-end", name=words_said(path.name), choices=choices)
