"""Footnotes as WordPress 6.3 and later have them: signs in the text, the notes in a field.

The field (``meta.footnotes``) is JSON: a list of objects with ``id`` and ``content``. The signs
carry the id; their numbers count in the order in which they stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from editor_app.domain.block import BlockKind
from editor_app.formats.block_markup import CORE
from editor_app.formats.inline import Runs
from editor_app.formats.pieces import Piece, to_markdown
from editor_app.formats.wordpress_reading import tree
from editor_app.formats.wordpress_words import Reading, Unmodelled, read_words, words_html
from editor_app.formats.wordpress_words import words_text as escaped

FOOTNOTES = f"{CORE}footnotes"
_OURS = UUID("6a1e0b52-51f0-5d0c-9f0e-3a5d1c1f7f10")
_SIGN = re.compile(
    r'(<sup data-fn="(?P<id>[^"]+)" class="fn"><a href="#[^"]+" id="[^"]+">)'
    r"(?P<number>[^<]*)(</a></sup>)"
)
_REFERENCE = re.compile(r'\bdata-fn="([^"]+)"')
_UNNUMBERED = "*"


@dataclass(frozen=True)
class PostNote:
    """A footnote: the site's id, our label in ``[^label]``, its HTML, and our block of Markdown."""

    id: str
    label: str
    html: str
    markdown: str


def references(content: str) -> tuple[str, ...]:
    """Return the ids of the footnotes that a text refers to, each once, in order."""
    return tuple(dict.fromkeys(_REFERENCE.findall(content)))


def labels_for(content: str, field: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return a label for each footnote by its id: the one it is known by, or the next number."""
    ids = [*references(content), *(told for told, _ in _entries(field) or ())]
    labels = {told: known[told] for told in ids if told in known}
    taken = set(labels.values())
    number = 0
    for told in ids:
        while told not in labels:
            number += 1
            if str(number) not in taken:
                labels[told] = str(number)
                taken.add(str(number))
    return labels


def _entries(field: str) -> list[tuple[str, str]] | None:
    """Return (id, HTML) of the notes in the field; None when it cannot be read whole."""
    try:
        found = json.loads(field) if field.strip() else []
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list):
        return None
    entries = []
    for one in found:
        told = (one.get("id"), one.get("content")) if isinstance(one, dict) else (None, None)
        if not (isinstance(told[0], str) and isinstance(told[1], str) and told[0]):
            return None
        entries.append((told[0], told[1]))
    return entries


def read_notes(
    field: str, labels: Mapping[str, str], known: Iterable[PostNote], reading: Reading
) -> tuple[PostNote, ...]:
    """Return the notes of the field, those that are known in the order in which they are known.

    Raises Unmodelled when one cannot be said in Markdown.
    """
    entries = _entries(field)
    if entries is None:
        raise Unmodelled("footnotes")
    before = {(note.id, note.html): note for note in known}
    notes = [
        before.get((told, html)) or _read_note(told, html, labels[told], reading)
        for told, html in entries
    ]
    place = {told: number for number, (told, _) in enumerate(before)}
    return tuple(sorted(notes, key=lambda note: place.get(note.id, len(place))))


def _read_note(told: str, html: str, label: str, reading: Reading) -> PostNote:
    runs = read_words(tree(html), reading)
    markdown = to_markdown([Piece(BlockKind.FOOTNOTE, runs, name=label)])
    return PostNote(told, label, html, markdown)


@dataclass(frozen=True)
class Numbering:
    """The notes of a text that is being written, in the order in which it refers to them."""

    notes: tuple[PostNote, ...]

    def sign(self, label: str) -> str:
        """Return the HTML of a sign; its number is set when the whole text stands."""
        found = next((note.id for note in self.notes if note.label == label), "")
        if not found:
            return _as_text(label)
        return (
            f'<sup data-fn="{found}" class="fn"><a href="#{found}" id="{found}-link">'
            f"{_UNNUMBERED}</a></sup>"
        )


def note_of(label: str, runs: Runs, markdown: str, before: PostNote | None, seed: str) -> PostNote:
    """Return a note as it will stand in the field; what did not change stays as it was."""
    if before is not None and before.markdown == markdown:
        return before
    told = before.id if before else str(uuid5(_OURS, f"{seed}\n{label}"))
    return PostNote(told, label, words_html(runs, _as_text), markdown)


def _as_text(label: str) -> str:
    """Write a sign that refers to nothing as the words it is made of."""
    return escaped(f"[^{label}]")


def field_of(notes: Sequence[PostNote]) -> str:
    """Return the field's JSON; nothing when there are no notes."""
    entries = [{"content": note.html, "id": note.id} for note in notes]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")) if entries else ""


def numbered(raws: Sequence[str], before: Sequence[str]) -> list[str]:
    """Return the parts of a text with the signs numbered.

    Where the text refers to the same notes in the same order as the one ``before``, only signs
    without a number get one.
    """
    order = references("".join(raws))
    fixed = order == references("".join(before))
    numbers = {told: str(place) for place, told in enumerate(order, start=1)}
    if fixed:
        for found in _SIGN.finditer("".join(before)):
            numbers[found["id"]] = found["number"]

    def number(found: re.Match[str]) -> str:
        keeps = fixed and found["number"] != _UNNUMBERED
        return found[0] if keeps else f"{found[1]}{numbers[found['id']]}{found[4]}"

    return [_SIGN.sub(number, raw) if "data-fn" in raw else raw for raw in raws]
