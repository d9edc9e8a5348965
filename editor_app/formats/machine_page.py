"""One page that says what a machine wrote in a translation, and who read it against the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from editor_app.domain.ids import Language
from editor_app.domain.messages import Message
from editor_app.text.plain import strip_block

__all__ = ["MachinePage", "MachineRow", "write_machine_page"]

Say = Callable[[Message], str]
"""Makes a sentence of a message, in the language of the interface."""

_STYLE = (
    "body{font:15px/1.5 sans-serif;color:#1c1c1c;max-width:1100px;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #bbb;padding:.4em .6em;text-align:left;vertical-align:top}"
    "tr{break-inside:avoid}th{background:#f0f0f0}td.unread{background:#fff0d6;font-weight:bold}"
    "p.foot{color:#555;font-size:13px}"
)


@dataclass(frozen=True)
class MachineRow:
    """A text that a machine wrote, and who read it when (nobody yet: empty).

    ``engine`` is empty where it is not known which one it was; ``edited`` where somebody wrote in
    it after it had been read.
    """

    source: str
    target: str
    engine: str = ""
    written: datetime | None = None
    read_by: str = ""
    read: datetime | None = None
    edited: bool = False


@dataclass(frozen=True)
class MachinePage:
    """What a machine wrote in one language version, and when the page was made by whom."""

    headline: str
    source_language: Language
    language: Language
    made: datetime
    made_by: str
    rows: tuple[MachineRow, ...]

    @property
    def unread(self) -> int:
        """How many of the texts nobody has read yet."""
        return sum(not row.read_by for row in self.rows)


def write_machine_page(page: MachinePage, say: Say) -> bytes:
    """Return the page as HTML that stands by itself, with its sentences made by ``say``.

    All instants are in UTC.
    """
    title = f"{_said(say, 'title')}: {escape(page.headline)}"
    counts = {"count": len(page.rows), "unread": page.unread}
    body = "\n".join(_table(page, say)) if page.rows else f"<p>{_said(say, 'none')}</p>"
    made = {"at": _instant(page.made), "name": page.made_by}
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>{_said(say, 'about', counts)}</p>\n{body}\n"
        f'<p class="foot">{_said(say, "made", made)}</p>\n</body></html>\n'
    ).encode()


def _table(page: MachinePage, say: Say) -> Iterable[str]:
    heads = "".join(
        f"<th>{_said(say, head)}</th>" for head in ("source", "target", "written", "read")
    )
    yield f"<table>\n<tr><th>#</th>{heads}</tr>"
    for number, row in enumerate(page.rows, 1):
        engine = escape(row.engine) or _said(say, "unknown")
        edited = f"<br>{_said(say, 'edited')}" if row.edited else ""
        read = f"{escape(row.read_by)}<br>{_instant(row.read)}"
        seen = f"<td>{read}" if row.read_by else f'<td class="unread">{_said(say, "unread")}'
        yield (
            f"<tr><td>{number}</td>"
            f'<td lang="{escape(page.source_language)}">{_text(row.source)}</td>'
            f'<td lang="{escape(page.language)}">{_text(row.target)}</td>'
            f"<td>{engine}<br>{_instant(row.written)}{edited}</td>{seen}</td></tr>"
        )
    yield "</table>"


def _said(say: Say, what: str, fields: Mapping[str, str | int] | None = None) -> str:
    return escape(say(Message(f"machine-page-{what}", fields or {})))


def _text(markdown: str) -> str:
    return escape(strip_block(markdown)).replace("\n", "<br>")


def _instant(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
