"""What we write goes through OmegaT, and what OmegaT saves is taken in, marks and all."""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import Path

import pytest

from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, PairId, TermId, new_id
from editor_app.domain.link import State
from editor_app.domain.term import MemoryPair, Term, TermForm, TermKind
from editor_app.services.exchange_views import SendKind, TermFileKind
from editor_app.services.exchanging import ExchangeService
from editor_app.services.terms import TermService
from editor_app.services.word_files import WordFileService
from tests.desks import NOON, Clock, Desk, empty_desk
from tests.end_to_end.omegat import OmegaTProject, omegat

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        omegat() is None,
        reason="OmegaT IS NOT INSTALLED: nothing was tried with it (apt-get install omegat)",
    ),
]

BODY = """Nước sông **lên** [nhanh](https://a.vn/x?a=1&b=2).

Mưa to ở *Hà Nội* & lân cận.

- Một < hai

Còn lại."""

KNOWN = {"Tít": "Headline", "Một < hai": "One < two"}
"""What our memory knows; OmegaT fills it in by itself."""

TYPED = {
    "Nước sông <f0>lên</f0> <f1>nhanh</f1>.": "<f1>Fast</f1>, the river <f0>rises</f0>.",
    "Mưa to ở <f0>Hà Nội</f0> & lân cận.": "Heavy rain in <f0>Hanoi</f0> & around.",
}
"""What somebody translated in OmegaT, with the codes as it shows them."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return empty_desk(tmp_path / "desk", Clock())


def begun(desk: Desk) -> ArticleId:
    pairs = (
        MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, source, target, NOON, "Lan")
        for source, target in KNOWN.items()
    )
    words = TermService(desk.place)
    words.put_pairs(tuple(pairs))
    forms = (TermForm(VIETNAMESE, "Hà Nội"), TermForm(ENGLISH, "Hanoi"))
    words.put(Term(TermId(new_id()), TermKind.PLACE, forms, note="capital"))
    return desk.translations.start(desk.story(BODY), ENGLISH).article


def typed() -> bytes:
    units = "".join(
        f'<tu><tuv lang="VI"><seg>{escape(source)}</seg></tuv>'
        f'<tuv lang="EN" changeid="Mai"><seg>{escape(target)}</seg></tuv></tu>'
        for source, target in TYPED.items()
    )
    head = (
        '<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"'
        ' datatype="plaintext" creationtoolversion="3.6" segtype="paragraph" srclang="VI"/><body>'
    )
    return f"{head}{units}</body></tmx>".encode()


def test_a_translation_goes_through_omegat_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    article = begun(desk)
    exchange, files = ExchangeService(desk.place), WordFileService(desk.place)
    sent = exchange.send(article, SendKind.XLIFF_12)
    project, memory = OmegaTProject(tmp_path / "project"), BytesIO()
    files.export_tmx(memory)
    project.put("source", sent.name, sent.data)
    project.put("tm/auto", "desk.tmx", memory.getvalue())
    project.put("omegat", "project_save.tmx", typed())
    for kind in TermFileKind:
        project.put("glossary", f"desk.{kind}.{kind.value[:3]}", files.export_terms(kind)[0])
    seconds = project.translate()
    difference = exchange.compare(project.written(sent.name), sent.name)
    taken = exchange.take(difference)
    rows = desk.translations.segments(article)
    texts = {row.source_text: row.target_text for row in rows}
    print(f"OmegaT took {seconds:.1f} s for {sent.rows} rows; {len(taken.units)} came back changed")
    assert texts == {
        "Tít": "Headline",
        "Nước sông **lên** [nhanh](https://a.vn/x?a=1&b=2).": (
            "[Fast](https://a.vn/x?a=1&b=2), the river **rises**."
        ),
        "Mưa to ở *Hà Nội* & lân cận.": "Heavy rain in *Hanoi* & around.",
        "- Một < hai": "- One < two",
        "Còn lại.": "",
    }
    assert {row.state for row in rows if row.target_text} == {State.DRAFT}
    assert "Exception" not in project.said


def test_the_memory_that_omegat_writes_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    article = begun(desk)
    sent = ExchangeService(desk.place).send(article, SendKind.XLIFF_12)
    project = OmegaTProject(tmp_path / "project")
    project.put("source", sent.name, sent.data)
    project.put("omegat", "project_save.tmx", typed())
    project.translate()
    written = project.memories()
    assert set(written) == {"omegat", "level1", "level2"}
    for level, data in written.items():
        other = empty_desk(tmp_path / level, Clock())
        taken = WordFileService(other.place).import_tmx(BytesIO(data), f"{level}.tmx")
        assert (taken.units, taken.added, taken.refused) == (2, 2, 0)
        assert taken.languages == {"vi en": 2}
        pairs = TermService(other.place).pairs()
        assert {pair.editor for pair in pairs} == {"Mai"}
        if level == "level2":
            rain = next(pair for pair in pairs if pair.source.startswith("Mưa"))
            assert rain.target == "Heavy rain in {0}Hanoi{/0} & around."
        other.place.database.close()
