"""Runs of text tidied, and written as our Markdown or as HTML elements.

``write`` escapes as little as it can: it writes the text bare, reads it back, and escapes only what
was misread. So an editor sees ``5 * 3`` and ``[sic]`` as they are, and no character is ever lost.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from editor_app.formats.inline import Mark, Run, Runs, merged, parse

_SPACELESS = frozenset({Mark.SUBSCRIPT, Mark.SUPERSCRIPT})
_ORDER = (Mark.STRONG, Mark.EMPHASIS, Mark.STRUCK, Mark.SUPERSCRIPT, Mark.SUBSCRIPT)
_SIGNS = {
    Mark.STRONG: "**",
    Mark.EMPHASIS: "*",
    Mark.STRUCK: "~~",
    Mark.SUPERSCRIPT: "^",
    Mark.SUBSCRIPT: "~",
}
_SPECIAL = "\\*~^`[]"
_SIGN = re.compile(r"[\\*~^`\[\]|]")
_LONELY = frozenset("*~^")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_PIECES = re.compile(r"\s+|\S+")
_ODD_SPACES = re.compile(r"[\t\r\n\f\v]")
_LARGE = 20_000


def tidy(runs: Iterable[Run], *, breaks: bool = True) -> Runs:
    """Return the runs in normal form: single spaces, none at the ends, marks tight on words.

    Without ``breaks`` (headings, table cells) a line break becomes a space.
    """
    settled = merged(_settled(runs, breaks=breaks))
    if len(settled) == 1 and settled[0].text != "\n" and not settled[0].note:
        text = _SPACES.sub(" ", settled[0].text).strip()
        if not settled[0].marks & _SPACELESS or len(text.split()) < 2:
            return (settled[0]._replace(text=text),) if text else ()
    pieces = [piece for run in settled for piece in _cut(run)]
    return merged(_space_marks(_single_spaces(pieces)))


def write(
    runs: Iterable[Run],
    *,
    in_table: bool = False,
    one_line: bool = False,
    always: frozenset[str] = frozenset(),
) -> str:
    """Write runs as inline Markdown that ``parse`` reads back as the same tidy runs.

    ``always`` names signs that are escaped wherever they are text.
    """
    wanted = tidy(_barless(runs) if in_table else runs, breaks=not (in_table or one_line))
    text = _least_escaped(wanted, always | {"|"} if in_table else always)
    slashes = len(text) - len(text.rstrip("\\"))
    return text + "\\" if slashes % 2 else text  # at the end of a line it would break it


def _least_escaped(wanted: Runs, always: frozenset[str]) -> str:
    special = {sign for run in wanted if not run.note for sign in run.text if sign in _SPECIAL}
    bare = _written(wanted, always)
    if not special or _reads_as(bare, wanted):
        return bare
    escaped = always | special
    if len(bare) < _LARGE:
        for sign in sorted(special - always):
            if _reads_as(_written(wanted, escaped - {sign}), wanted):
                escaped -= {sign}
    return _written(wanted, escaped)


def plain(runs: Iterable[Run]) -> str:
    """Return the words alone, breaks as spaces, without footnote references."""
    return " ".join("".join(run.text for run in runs if not run.note).split())


def attach(element: ET.Element, runs: Sequence[Run]) -> None:
    """Put the runs into ``element`` as text and child elements."""
    for mark, link, group in _groups([piece for run in runs for piece in _cut(run)]):
        if link:
            attach(ET.SubElement(element, "a", href=link), [run._replace(link="") for run in group])
        elif mark is not None:
            attach(ET.SubElement(element, mark.value), [_without(run, mark) for run in group])
        else:
            _attach_leaf(element, group[0])


def _attach_leaf(element: ET.Element, run: Run) -> None:
    if run.note:
        reference = ET.SubElement(element, "sup", {"class": "note", "id": f"note-from-{run.text}"})
        ET.SubElement(reference, "a", href=f"#note-{run.text}", role="doc-noteref").text = run.text
    elif run.text == "\n":
        ET.SubElement(element, "br").tail = "\n"
    elif Mark.CODE in run.marks:
        ET.SubElement(element, "code").text = run.text
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + run.text
    else:
        element.text = (element.text or "") + run.text


def _settled(runs: Iterable[Run], *, breaks: bool) -> Iterable[Run]:
    """Make each run one that the dialect can say."""
    for run in runs:
        if run.note:
            yield Run(run.text, note=True)
            continue
        text = " " if run.text == "\n" and not breaks else run.text
        marks = run.marks - {Mark.SUBSCRIPT} if run.marks >= _SPACELESS else run.marks
        yield Run(text, marks, run.link)


def _cut(run: Run) -> Iterable[Run]:
    """Part the spaces at a run's ends from its words; inside super- and subscript every space."""
    text = run.text
    if run.note or text == "\n":
        return (run,)
    if "  " in text or _ODD_SPACES.search(text):
        text = _SPACES.sub(" ", text)
        run = run._replace(text=text)
    if not run.marks and not run.link:
        return (run,)
    if run.marks & _SPACELESS:
        return [run._replace(text=piece) for piece in _PIECES.findall(text)]
    words = text.strip()
    if len(words) == len(text) or not words:
        return (run,)
    start = text.index(words[0])
    pieces = (text[:start], words, text[start + len(words) :])
    return [run._replace(text=piece) for piece in pieces if piece]


def _single_spaces(pieces: Iterable[Run]) -> list[Run]:
    """Drop spaces that follow a space, a break or nothing, and those before a break or the end."""
    out: list[Run] = []
    for piece in pieces:
        text = piece.text
        if not piece.note and text != "\n" and (not out or out[-1].text[-1] in " \n"):
            text = text.lstrip(" " if out and out[-1].text[-1] == " " else None)
        if not piece.note and text == "\n":
            _strip_end(out)
        doubled = text == "\n" and (not out or out[-1].text == "\n")
        if text and not doubled:
            out.append(piece._replace(text=text))
    _strip_end(out)
    while out and out[-1].text == "\n":
        out.pop()
        _strip_end(out)
    return out


def _strip_end(out: list[Run]) -> None:
    while out and not out[-1].note and out[-1].text != "\n" and out[-1].text[-1].isspace():
        text = out[-1].text.rstrip()
        if text:
            out[-1] = out[-1]._replace(text=text)
            return
        out.pop()


def _space_marks(pieces: Sequence[Run]) -> Iterable[Run]:
    """Give each space the marks that both its neighbours have."""
    before = Run("")
    for place, piece in enumerate(pieces):
        if piece.note or not piece.text.isspace():
            yield piece
            before = piece if not piece.note else Run("")
            continue
        after = _next_words(pieces, place)
        link = before.link if before.link == after.link else ""
        yield Run(piece.text, (before.marks & after.marks) - _SPACELESS - {Mark.CODE}, link)


def _next_words(pieces: Sequence[Run], place: int) -> Run:
    for piece in pieces[place + 1 :]:
        if piece.note:
            return Run("")
        if not piece.text.isspace():
            return piece
    return Run("")


def _groups(runs: Sequence[Run]) -> Iterable[tuple[Mark | None, str, Sequence[Run]]]:
    """Cut runs into single ones and the longest stretches that share a mark or link."""
    at = 0
    while at < len(runs):
        best: tuple[int, Mark | None, str] = (1, None, "")
        if not _is_space(runs[at]):
            choices: list[tuple[int, Mark | None, str]] = [
                (_extent(runs, at, mark, ""), mark, "") for mark in _ORDER if mark in runs[at].marks
            ]
            if runs[at].link:
                choices.insert(0, (_extent(runs, at, None, runs[at].link), None, runs[at].link))
            best = max(choices, key=lambda choice: choice[0], default=best)
        yield best[1], best[2], runs[at : at + best[0]]
        at += best[0]


def _extent(runs: Sequence[Run], at: int, mark: Mark | None, link: str) -> int:
    """Count the runs from ``at`` that have the mark (or the link), without spaces at the end."""
    end = at
    while end < len(runs) and (mark in runs[end].marks if mark else runs[end].link == link):
        end += 1
    while _is_space(runs[end - 1]):
        end -= 1
    return end - at


def _is_space(run: Run) -> bool:
    return run.text.isspace() and not run.note


def _without(run: Run, mark: Mark) -> Run:
    return run._replace(marks=run.marks - {mark})


def _written(runs: Sequence[Run], escaped: frozenset[str]) -> str:
    out = []
    for mark, link, group in _groups([piece for run in runs for piece in _cut(run)]):
        if link:
            inside = _written([run._replace(link="") for run in group], escaped)
            out.append(f"[{inside}]({link})")
        elif mark is not None:
            inside = _written([_without(run, mark) for run in group], escaped)
            out.append(f"{_SIGNS[mark]}{inside}{_SIGNS[mark]}")
        else:
            out.append(_leaf(group[0], escaped))
    return "".join(out)


def _leaf(run: Run, escaped: frozenset[str]) -> str:
    if run.note:
        return f"[^{run.text}]"
    if run.text == "\n":
        return "\\\n"
    if Mark.CODE in run.marks:
        return _code(run.text)
    if not escaped:
        return run.text
    return _SIGN.sub(lambda found: _sign(found, escaped), run.text)


def _sign(found: re.Match[str], escaped: frozenset[str]) -> str:
    """Escape a sign, unless it stands alone between spaces, where it can mark nothing."""
    sign, text = found.group(), found.string
    around = text[max(found.start() - 1, 0) : found.end() + 1]
    alone = sign in _LONELY and around == f" {sign} "
    return sign if sign not in escaped or alone else "\\" + sign


def _code(text: str) -> str:
    fence = "`"
    while fence in text:
        fence += "`"
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _reads_as(text: str, wanted: Runs) -> bool:
    return tidy(parse(text)) == wanted


def _barless(runs: Iterable[Run]) -> Iterable[Run]:
    """Take the code mark off runs with a bar, which cannot be escaped there and ends a cell."""
    for run in runs:
        yield _without(run, Mark.CODE) if Mark.CODE in run.marks and "|" in run.text else run
