"""Keeps the catalogues of the interface: ``python packaging/catalogues.py [update|compile|check]``.

``update`` collects what the program says (``_``, ``ngettext``, ``pgettext`` and ``N_``) into the
``.po`` files of ``resources/locale``: new texts arrive empty, texts that are no longer said go.
``compile`` makes the ``.mo`` files that are shipped. ``check`` names what is missing or wrong.
Without a word it does all three. The English text is the msgid, so English needs no catalogue.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "editor_app"
LOCALES = ROOT / "resources" / "locale"
DOMAIN = "copydesk"
LANGUAGES = ("vi", "zh")

# The functions that mark a text, and how many of their arguments are words.
MARKS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}
# A text (for ngettext: for one and for many) and the context that tells it apart, if any.
Said = tuple[str | tuple[str, str], str | None]
HEADER = """\
# What Copydesk says, in {language}. The words follow the table in docs/words.md.
# Written by `make catalogues`; only the msgstr lines are edited by hand."""
# A fixed day, so that a catalogue changes only where its texts do.
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def po_path(language: str) -> Path:
    """Return where the catalogue of a language is edited."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def said() -> Catalog:
    """Return everything the program says, with the files it is said in."""
    catalogue = _empty(None)
    for path in sorted(PROGRAM.rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for text, context in texts_in(path.read_text(encoding="utf-8")):
            catalogue.add(text, locations=[(where, 0)], context=context)
    return catalogue


def texts_in(source: str) -> list[Said]:
    """Return the marked texts of a module in their order.

    Read from the syntax tree, because texts stand inside f-strings too. Raises ValueError where a
    text is put together before it is marked: nobody could translate that.
    """
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    calls.sort(key=lambda node: (node.lineno, node.col_offset))
    return [text for node in calls for text in _marked(node)]


def _marked(node: ast.Call) -> Iterator[Said]:
    """Give the text that a call marks, if it does; a name instead of a text marks nothing."""
    mark = node.func.id if isinstance(node.func, ast.Name) else ""
    if mark not in MARKS:
        return
    given = node.args[: MARKS[mark]]
    if any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in given):
        raise ValueError(f"line {node.lineno}: a marked text is put together first")
    words = [
        each.value
        for each in given
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    if len(words) < MARKS[mark]:
        return
    if mark == "ngettext":
        yield (words[0], words[1]), None
    elif mark == "pgettext":
        yield words[1], words[0]
    else:
        yield words[0], None


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        project="Copydesk",
        version="1",
        msgid_bugs_address="",
        header_comment=HEADER.format(language=language or "English"),
        creation_date=DAY,
        revision_date=DAY,
        last_translator="Copydesk",
        language_team=language or "",
        fuzzy=False,
    )


def load(language: str) -> Catalog:
    """Return the catalogue of a language as it stands in its ``.po`` file."""
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def translated(language: str, texts: Catalog) -> Catalog:
    """Return ``texts`` with the translations that the catalogue of a language has for them."""
    known = load(language) if po_path(language).exists() else _empty(language)
    fresh = _empty(language)
    for text in _entries(texts):
        old = known.get(text.id, context=text.context)
        fresh.add(
            text.id,
            string=old.string if old else "",
            locations=text.locations,
            user_comments=old.user_comments if old else (),
            context=text.context,
        )
    return fresh


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a ``.po`` file."""
    file = io.BytesIO()
    write_po(file, catalogue, width=99, include_lineno=False, sort_by_file=True)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as a ``.mo`` file."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def complaints(catalogue: Catalog, texts: Catalog) -> Iterator[str]:
    """Say what a catalogue lacks, what it has too many, and whose fields do not agree."""
    wanted = {_key(text) for text in _entries(texts)}
    present = {_key(text): text for text in _entries(catalogue)}
    for key in sorted(wanted - present.keys()):
        yield f"missing: {key}"
    for key in sorted(present.keys() - wanted):
        yield f"said no more: {key}"
    for key in sorted(wanted & present.keys()):
        text = present[key]
        if text.fuzzy:
            yield f"fuzzy: {key}"
        if not all(one.strip() for one in _strings(text)):
            yield f"empty: {key}"
        elif not all(fields(one) <= _fields_of(text) for one in _strings(text)):
            yield f"a field that is not given: {key}"
        elif not _fields_of(text) <= set().union(*(fields(one) for one in _strings(text))):
            yield f"a field left out: {key}"


def fields(text: str) -> set[str]:
    """Return the names in braces of a pattern."""
    return {name for _before, name, _form, _turn in string.Formatter().parse(text) if name}


def _fields_of(text: Message) -> set[str]:
    ids = text.id if isinstance(text.id, list | tuple) else (text.id,)
    return set().union(*(fields(one) for one in ids))


def _strings(text: Message) -> tuple[str, ...]:
    found = text.string or ""
    return (found,) if isinstance(found, str) else tuple(found)


def _entries(catalogue: Catalog) -> Iterator[Message]:
    return (text for text in catalogue if text.id)


def _key(text: Message) -> str:
    """Return the English text, with what tells it from another use of the same words."""
    said_first = text.id if isinstance(text.id, str) else text.id[0]
    return f"{text.context}: {said_first}" if text.context else said_first


def main(words: list[str]) -> int:
    """Do what is asked; return 1 when a catalogue is not as it should be."""
    unsound = False
    texts = said()
    for language in LANGUAGES:
        path = po_path(language)
        if not words or "update" in words:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(translated(language, texts)))
        if not words or "compile" in words:
            path.with_suffix(".mo").write_bytes(compiled(load(language)))
        if not words or "check" in words:
            for complaint in complaints(load(language), texts):
                print(f"{language}: {complaint}")
                unsound = True
    return int(unsound)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
