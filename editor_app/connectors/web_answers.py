"""What a server answered, and how JSON is read from it when something stands in the way."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

BOM = b"\xef\xbb\xbf"
START = re.compile(r'\{(?=\s*["}])|\[(?=\s*[\[{"\]\d-])')
TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
MOST_STARTS = 2_000
"""Places of a noisy answer at which JSON is looked for."""

CUT_SHORT = 8
"""A mistake that near the end of a text (characters) is a text cut short, not a wrong one."""


@dataclass(frozen=True)
class Whole:
    """An answer as it came, whole: ``headers`` have lower-case names; ``arrived`` by our clock."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    encoding: str | None
    arrived: datetime

    @property
    def server_time(self) -> datetime | None:
        """The server's own time, from its ``Date`` header (whole seconds)."""
        return http_date(self.headers.get("date", ""))

    @property
    def kind(self) -> str:
        """The declared media type without its parameters."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The content as text, decoded as declared, else as UTF-8."""
        try:
            return self.content.decode(self.encoding or "utf-8", "replace")
        except LookupError:  # the server names an encoding that there is not
            return self.content.decode("utf-8", "replace")


@dataclass(frozen=True)
class Answer:
    """A success with its JSON in ``data``; ``url`` is where it came from, after redirects.

    ``noisy``: something stood before or after the JSON (a notice of a plugin, a BOM), so look again
    at what was written. ``skew``: how far the server's clock is ahead of ours, where it says so.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    data: Any
    server_time: datetime | None = None
    skew: timedelta | None = None
    noisy: bool = False

    def number(self, header: str) -> int | None:
        """Return the number in a header (``x-wp-total``), or None."""
        value = self.headers.get(header, "").strip()
        return int(value) if value.isdecimal() else None


class CutShort(ValueError):
    """The JSON begins but does not end."""


class NoJson(ValueError):
    """There is no JSON in the answer."""


def read_json(content: bytes) -> tuple[Any, bool]:
    """Return the JSON in an answer, and whether anything stood around it.

    Raises CutShort when it breaks off and NoJson when there is none.
    """
    text = content.removeprefix(BOM).decode("utf-8", "replace").strip()
    try:
        return json.loads(text), content.startswith(BOM)
    except json.JSONDecodeError as error:
        if text[:1] in {"{", "["} and _breaks_off(error, text):
            raise CutShort from error
    except (RecursionError, ValueError) as error:  # too deep; a number of thousands of digits
        raise NoJson from error
    return _salvaged(text), True


def _salvaged(text: str) -> Any:
    """Find the JSON behind notices: the first that runs to the end, or has only HTML behind it."""
    decoder = json.JSONDecoder()
    for tried, found in enumerate(START.finditer(text)):
        if tried == MOST_STARTS:
            break
        try:
            data, end = decoder.raw_decode(text, found.start())
        except json.JSONDecodeError as error:
            if _breaks_off(error, text):
                raise CutShort from error
            continue
        except (RecursionError, ValueError) as error:
            raise NoJson from error
        rest = text[end:].lstrip("\ufeff \r\n\t")
        whole = isinstance(data, dict) or not text[: found.start()].strip()
        if not rest or (rest.startswith("<") and whole):
            return data
    raise NoJson


def _breaks_off(error: json.JSONDecodeError, text: str) -> bool:
    return error.msg.startswith("Unterminated string") or error.pos >= len(text) - CUT_SHORT


def http_date(value: str) -> datetime | None:
    """Read a date of HTTP headers, or return None."""
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def retry_after(whole: Whole) -> float | None:
    """Return the seconds that the server asks to wait, given as seconds or as a date."""
    value = whole.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value)
    until = http_date(value)
    if until is None:
        return None
    return max(0.0, (until - (whole.server_time or whole.arrived)).total_seconds())


def plain(text: object, most: int = 200) -> str:
    """Return what a server says as one short line of plain text."""
    said = html.unescape(TAG.sub(" ", str(text)))
    said = "".join(sign if sign.isprintable() else " " for sign in said)
    said = " ".join(said.split())
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"
