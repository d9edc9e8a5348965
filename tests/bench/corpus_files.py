"""TMX, XLIFF and TBX files of others: what they bring, and whether it survives going out again."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from lxml import etree

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import PairId, TermId
from editor_app.domain.link import State
from editor_app.domain.term import MemoryPair
from editor_app.formats.exchange_rows import ExchangeFile
from editor_app.formats.xliff import XliffVersion, read_xliff, write_xliff
from editor_app.sentences import sentence
from editor_app.services.exchange_views import TermFileKind
from editor_app.services.word_files import WordFileService
from tests.bench.figures import Figure
from tests.desks import Clock, Desk, empty_desk


@dataclass(frozen=True)
class Brought:
    """What a file brought, in words without its texts, and what of it differs after a round."""

    counts: str
    languages: Mapping[str, int]
    differing: int


def exchanged(folder: Path) -> Iterator[Figure]:
    """Print a line a file, then yield how many were taken in, were refused, and differ."""
    files = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in READERS]
    if not files:
        print("(No exchange files in the corpus: their counts are left out)", flush=True)
        return
    told: Counter[str] = Counter()
    for file in files:
        with tempfile.TemporaryDirectory() as desks:
            outcome, line = _outcome(file, Path(desks))
        told[outcome] += 1
        print(f"{file.relative_to(folder)}: {line}", flush=True)
    count = f"of {len(files)} exchange files"
    yield Figure(f"{count}, taken in", told["same"] + told["differs"], "files")
    yield Figure(f"{count}, refused with a reason", told["refused"], "files")
    yield Figure(f"{count}, other after export and re-import", told["differs"], "files", most=0)
    yield Figure(f"{count}, neither read nor refused", told["broke"], "files", most=0)


def _outcome(file: Path, desks: Path) -> tuple[str, str]:
    """Return what became of a file, as a word and as a line."""
    try:
        brought = READERS[file.suffix.lower()](file.read_bytes(), file.name, desks)
    except EditorError as error:
        return "refused", f"refused: {sentence(error.message)}"
    except Exception as error:  # noqa: BLE001  (a bug is a figure here; its words may be the file's)
        return "broke", f"neither read nor refused: {type(error).__name__}"
    languages = ", ".join(f"{name} {count}" for name, count in sorted(brought.languages.items()))
    outcome = "differs" if brought.differing else "same"
    kept = f"{brought.differing} differ" if brought.differing else "the same"
    return outcome, f"{brought.counts}; {languages}; {kept} after export and re-import"


# -- kinds of files


def _tmx(data: bytes, name: str, desks: Path) -> Brought:
    one, other = (empty_desk(desks / part, Clock()) for part in ("one", "other"))
    try:
        taken = WordFileService(one.place).import_tmx(BytesIO(data), name)
        out = BytesIO()
        WordFileService(one.place).export_tmx(out)
        out.seek(0)
        again = WordFileService(other.place).import_tmx(out, name)
        ids = frozenset(_carried(pair).get("id") for pair in _pairs(one))
        differing = _differing(*(Counter(_told(_pairs(desk), ids)) for desk in (one, other)))
        differing += taken.languages != again.languages
    finally:
        one.place.database.close()
        other.place.database.close()
    units = f"{taken.units} of {_written(data, 'tu')} units"
    counts = f"{units}, {taken.added} pairs, {taken.doubles} twice"
    return Brought(f"{counts}, {taken.refused} without a pair", taken.languages, differing)


def _pairs(desk: Desk) -> tuple[MemoryPair, ...]:
    with desk.place.database.reading() as records:
        return records.memory.all()


def _told(pairs: Sequence[MemoryPair], ids: Set[object]) -> Iterator[str]:
    """Yield all that is known of each pair; an id that the file did not have is left out."""
    for pair in pairs:
        carried = _carried(pair)
        said = {key: value for key, value in carried.items() if key != "id" or value in ids}
        bare = replace(pair, id=PairId(""), taking=None, carried=json.dumps(said, sort_keys=True))
        yield repr(bare)


def _carried(pair: MemoryPair) -> dict[str, object]:
    carried: dict[str, object] = json.loads(pair.carried or "{}")
    return carried


def _xliff(data: bytes, name: str, desks: Path) -> Brought:
    files = read_xliff(data, name)
    languages: Counter[str] = Counter()
    differing = 0
    for file in files:
        languages[f"{file.source_language} {file.target_language or '-'}"] += len(file.rows)
        for version in XliffVersion:
            back = read_xliff(write_xliff(file, version), name)
            differing += len(back) != 1 or _differing(_rows(file), _rows(back[0]))
    rows = [row for file in files for row in file.rows]
    translated = sum(bool(row.target_text) for row in rows)
    counts = f"{len(rows)} rows of {_written(data, 'trans-unit', 'unit')}, {translated} translated"
    return Brought(counts, languages, differing)


def _rows(file: ExchangeFile) -> Counter[str]:
    """Return all that a translator sees of the rows; one without a target is still to do."""
    about = (file.source_language, file.target_language)
    told: Counter[str] = Counter()
    for row in file.rows:
        state = row.state or (None if row.target_text else State.TO_DO)
        texts = (row.source_text, row.target_text)
        told[repr((*about, row.id, *texts, state, row.translate, row.notes))] += 1
    return told


def _tbx(data: bytes, name: str, desks: Path) -> Brought:
    desk = empty_desk(desks / "one", Clock())
    try:
        taken = WordFileService(desk.place).import_terms(data, name)
        kinds = (TermFileKind.TBX, TermFileKind.TBX_2)
        differing = sum(_again(desk, kind, desks / kind.value) for kind in kinds)
    finally:
        desk.place.database.close()
    languages = {str(language): count for language, count in taken.languages.items()}
    terms = f"{taken.read} terms of {_written(data, 'termEntry', 'conceptEntry')}"
    return Brought(f"{terms}, {taken.added} added", languages, differing)


def _again(desk: Desk, kind: TermFileKind, folder: Path) -> int:
    """Return how many terms differ when all are written and taken in elsewhere."""
    other = empty_desk(folder, Clock())
    try:
        data, _ = WordFileService(desk.place).export_terms(kind)
        WordFileService(other.place).import_terms(data, kind.value)
        return _differing(_terms(desk), _terms(other))
    finally:
        other.place.database.close()


def _terms(desk: Desk) -> Counter[str]:
    with desk.place.database.reading() as records:
        return Counter(repr(replace(term, id=TermId(""))) for term in records.terms.all())


def _differing(one: Counter[str], other: Counter[str]) -> int:
    return max((one - other).total(), (other - one).total())


def _written(data: bytes, *tags: str) -> int:
    """Return how many of these elements lxml alone finds in a file, beside our own count."""
    found = etree.iterparse(
        BytesIO(data),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        recover=True,
    )
    return sum(1 for _ in found)


READERS: Mapping[str, Callable[[bytes, str, Path], Brought]] = {
    ".tmx": _tmx,
    ".tbx": _tbx,
    **dict.fromkeys((".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), _xliff),
}
"""What tries a file, by the end of its name."""
