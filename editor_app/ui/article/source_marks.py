"""The other end of a finding: its words in the source, marked softly for the eye to find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.link import Address
from editor_app.sentences import sentence
from editor_app.ui.article.text_marks import MarkLook, TextMark, TextMarks

LAYER = "checks in the source"


class SourceMarks:
    """Keeps the source words of what is found in each target, in a layer of its own."""

    def __init__(self, marks: TextMarks) -> None:
        """Begin with none."""
        self._marks = marks
        self._found: dict[Address, tuple[Finding, ...]] = {}
        self._owners: set[str] = set()

    def clear(self) -> None:
        """Mark nothing any more: another text comes into sight."""
        self._found.clear()
        self._owners.clear()
        self._marks.clear(LAYER)

    def put_all(self, found: Mapping[Address, Iterable[Finding]]) -> None:
        """Take what is found in a whole article."""
        self._found = {address: _pointing(items) for address, items in found.items()}
        self._mark()

    def put(self, target: Address, found: Iterable[Finding]) -> None:
        """Take what is found in one place as it is typed."""
        now = _pointing(found)
        if now != self._found.get(target, ()):
            self._found[target] = now
            self._mark()

    def _mark(self) -> None:
        marked: dict[Address, tuple[str, list[TextMark]]] = {}
        for finding in (item for items in self._found.values() for item in items):
            words = finding.origin
            if words is None:
                continue
            self._owners.add(words.address.owner)
            text, marks = marked.setdefault(words.address, (words.within, []))
            if text == words.within:  # else it was changed between two looks
                marks.append(_mark_of(finding, words.start, words.end))
        self._marks.put_all(LAYER, self._owners, marked)


def _pointing(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in found if finding.origin is not None)


def _mark_of(finding: Finding, start: int, end: int) -> TextMark:
    grave = finding.severity is Severity.ERROR
    look = MarkLook.SOURCE_ERROR if grave else MarkLook.SOURCE_WARNING
    key = f"{finding.check} {finding.fingerprint}"
    return TextMark(start, end, look, sentence(finding.message), key)
