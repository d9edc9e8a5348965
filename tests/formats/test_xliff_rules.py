"""The checker of the XLIFF rules sees what is broken: a checker that is always content is none."""

from __future__ import annotations

import pytest

from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.domain.link import State
from editor_app.formats.exchange_rows import ExchangeFile, row_of
from editor_app.formats.xliff import XliffVersion, write_xliff
from tests.formats.xliff_rules import broken_rules

ROWS = (
    row_of(
        "u1", "**Một** và [hai](https://a.vn)", "**One** and [two](https://a.vn)", state=State.DRAFT
    ),
    row_of("u2", "Ba.", "Three."),
)


def written(version: XliffVersion) -> str:
    return write_xliff(ExchangeFile(VIETNAMESE, ENGLISH, ROWS, "x"), version).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('id="u2"', 'id="u1"'),
        (' original="x"', ""),
        ('source-language="vi"', 'source-language="?"'),
        ('state="needs-review-translation"', 'state="nearly"'),
        ('<ept id="1">', '<ept id="9">'),
        ('<bpt id="2"', '<bpt id="1"'),
        ('ctype="bold"', 'ctype="fat"'),
        ('<target xml:lang="en">', '<target xml:lang="de">'),
        ("<header>", "<header/><header>"),
        ('version="1.2"', 'version="1.3"'),
        ('tool-id="copydesk" tool-name="Copydesk"', 'tool-id="x" tool-name="Copydesk"'),
    ],
)
def test_broken_rules_of_version_1_2_are_seen(before: str, after: str) -> None:
    text = written(XliffVersion.V12)
    assert broken_rules(text.encode()) == []
    assert before in text
    assert broken_rules(text.replace(before, after, 1).encode())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('id="u2"', 'id="u1"'),
        ('id="u2"', 'id="u 2"'),
        (' trgLang="en"', ""),
        ('srcLang="vi"', 'srcLang="?"'),
        ('state="initial"', 'state="nearly"'),
        ('subType="xlf:b"', 'subType="xlf:fat"'),
        ('type="fmt"', 'type="fat"'),
        ('dataRefStart="d1"', 'dataRefStart="d9"'),
        ('<pc id="2"', '<pc id="1"'),
        ("<target>Three.</target>", "<target>Three.</target><source/>"),
        ('version="2.1"', 'version="2.9"'),
    ],
)
def test_broken_rules_of_version_2_1_are_seen(before: str, after: str) -> None:
    text = written(XliffVersion.V21)
    assert broken_rules(text.encode()) == []
    assert before in text
    assert broken_rules(text.replace(before, after, 1).encode())
