"""Everything that is known of a term is changed beside the table of terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.ui.desk.term_fields import with_forms
from editor_app.ui.desk.term_screen import TermScreen
from tests.ui.window import Opened

SKIPPER = Term(
    TermId("1"),
    TermKind.TERM,
    (
        TermForm(VIETNAMESE, "thuyền trưởng"),
        TermForm(ENGLISH, "skipper"),
        TermForm(CHINESE, "船长"),
    ),
)


def write(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_forms_days_source_and_note_are_kept_as_soon_as_a_field_is_left(opened: Opened) -> None:
    opened.desk.terms.put(SKIPPER)
    opened.run("go.terms")
    screen = opened.window.findChild(TermScreen)
    assert screen is not None
    screen.choose(SKIPPER.id)
    fields = screen.fields
    assert fields.forms[ENGLISH][0].text() == "skipper"
    write(fields.forms[ENGLISH][0], "skipper | master")
    write(fields.forms[ENGLISH][1], "captain")
    write(fields.note, "Of a ferry.")
    write(fields.source, "house style")
    write(fields.end, "31/12/2030")
    opened.settle()
    (kept,) = opened.desk.terms.terms()
    assert kept == replace(
        SKIPPER,
        forms=(
            TermForm(VIETNAMESE, "thuyền trưởng"),
            TermForm(ENGLISH, "skipper"),
            TermForm(ENGLISH, "master"),
            TermForm(ENGLISH, "captain", forbidden=True),
            TermForm(CHINESE, "船长"),
        ),
        note="Of a ferry.",
        source="house style",
        valid_to=date(2030, 12, 31),
    )
    for language in (VIETNAMESE, CHINESE):
        write(fields.forms[language][0], " ")
    write(fields.forms[ENGLISH][1], " ")
    write(fields.forms[ENGLISH][0], " ")
    assert fields.forms[ENGLISH][0].text() == "skipper | master"  # the last form stays
    opened.settle()


@given(
    st.lists(st.sampled_from(["skipper", "master"]), unique=True),
    st.lists(st.sampled_from(["captain", "driver"]), unique=True),
)
def test_other_forms_of_a_language_leave_those_of_the_others_alone(
    allowed: list[str], forbidden: list[str]
) -> None:
    changed = with_forms(SKIPPER, ENGLISH, allowed, forbidden)
    ours = [form for form in changed.forms if form.language == ENGLISH]
    assert [form.text for form in ours] == [*allowed, *forbidden]
    assert [form for form in changed.forms if form.language != ENGLISH] == [
        SKIPPER.forms[0],
        SKIPPER.forms[2],
    ]
    assert with_forms(changed, ENGLISH, allowed, forbidden) == changed
