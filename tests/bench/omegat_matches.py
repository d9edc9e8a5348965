"""How long OmegaT looks for matches in the same memory, where Debian's OmegaT is installed.

OmegaT is run as it is, in its console mode, with a script of ours that asks its matcher for each
segment of the project and notes the time. Where it is not installed, that is said instead.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.formats.exchange_rows import ExchangeFile, row_of
from editor_app.formats.xliff import XliffVersion, write_xliff
from editor_app.services.word_files import WordFileService
from editor_app.services.workplace import Workplace
from tests.bench.figures import Figure, high_of
from tests.end_to_end.omegat import OmegaTProject, omegat

ASKED = 12
PATIENCE = 3_000
SCRIPT = """
import org.omegat.core.events.IStopped
import org.omegat.core.statistics.FindMatches

if (eventType.toString() == "LOAD") {
    def finder = new FindMatches(project.sourceTokenizer, 5, true, false)
    def entries = project.allEntries
    def spent = []
    entries.eachWithIndex { entry, number ->
        def begun = System.nanoTime()
        def found = finder.search(project, entry.srcText, true, true, { false } as IStopped)
        if (number) spent << (System.nanoTime() - begun) / 1e6
    }
    new File("SPENT").text = groovy.json.JsonOutput.toJson(spent)
}
"""


def beside(
    place: Workplace, queries: Sequence[str], ours: Callable[[str], float]
) -> Iterator[Figure]:
    """Yield our times for some queries beside OmegaT's; ``ours`` gives the milliseconds of one."""
    if omegat() is None:
        yield Figure("OmegaT is not installed: nothing was measured beside it", 0, "")
        return
    asked = queries[: ASKED + 1]
    with tempfile.TemporaryDirectory() as folder:
        project = OmegaTProject(Path(folder) / "project")
        with (project.folder / "tm" / "memory.tmx").open("wb") as out:
            count = WordFileService(place).export_tmx(out, languages=(VIETNAMESE, ENGLISH))
        rows = tuple(row_of(f"u{number}", text, "") for number, text in enumerate(asked))
        file = ExchangeFile(VIETNAMESE, ENGLISH, rows, "bench")
        project.put("source", "bench.xlf", write_xliff(file, XliffVersion.V12))
        spent = project.folder / "spent.json"
        script = Path(folder) / "matches.groovy"
        script.write_text(SCRIPT.replace("SPENT", str(spent)), "utf-8")
        project.translate(script, PATIENCE)
        theirs = json.loads(spent.read_text("utf-8"))
    found = [ours(text) for text in asked[1:]]
    for name, of in (("median", statistics.median), ("95 of 100 below", high_of)):
        yield Figure(
            f"matches alike among {count:,} pairs, {name}",
            of(found),
            baseline=of(theirs),
            against="OmegaT 3.6 on the same memory",
        )
