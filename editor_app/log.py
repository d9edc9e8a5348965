"""The log of the program: a rotating file in the desk folder, with secrets struck out.

No part of Copydesk writes a secret into the log on purpose; this is the second lock, for errors of
libraries whose texts nobody has read.
"""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

STRUCK = "[struck out]"
NAMED = re.compile(
    r"""(?ix)
    \b(authorization|password|passwd|passphrase|pwd|secret|token|api[-_ ]?key|user_pass)
    (["']?\s*[:=]\s*|["']?\s+)
    (?: "[^"\n]*" | '[^'\n]*'
      | (?:(?:basic|bearer)\s+)? (?: (?-i:[A-Za-z0-9]{4}\ ){5}[A-Za-z0-9]{4} | [^\s,;&"']+ ) )
    """
)
"""A word for a secret with what follows it: in quotes, in six groups of four, or one word."""

SCHEME = re.compile(r"(?i)\b(basic|bearer)\s+[A-Za-z0-9+/=._~-]{8,}")
IN_ADDRESS = re.compile(r"(//[^/\s:@]*:)[^/\s@]+(@)")
GROUPS = re.compile(r"\b[A-Za-z0-9]{4}(?:(?:[ +]|%20)[A-Za-z0-9]{4}){5,}\b")
"""An application password as WordPress shows it; six common words are left alone."""

UNGROUPED = re.compile(r"\b(?=\w*[a-z])(?=\w*[A-Z])(?=\w*\d)[A-Za-z0-9]{24}\b")
MEGABYTE = 1024 * 1024


def without_secrets(text: str) -> str:
    """Return a text with whatever looks like a credential struck out."""
    text = NAMED.sub(rf"\1\2{STRUCK}", text)
    text = SCHEME.sub(rf"\1 {STRUCK}", text)
    text = IN_ADDRESS.sub(rf"\1{STRUCK}\2", text)
    text = GROUPS.sub(_struck, text)
    return UNGROUPED.sub(STRUCK, text)


def _struck(found: re.Match[str]) -> str:
    return found[0] if found[0][1:].replace("%20", " ").islower() else STRUCK


class Redacting(logging.Formatter):
    """Strikes out what looks like a credential in a whole record, its traceback too."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines to write."""
        return without_secrets(super().format(record))


def write_log(folder: Path) -> logging.Handler:
    """Write the log of ``editor_app`` into ``folder`` (three files of a megabyte at most)."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "copydesk.log", maxBytes=MEGABYTE, backupCount=2, encoding="utf-8"
    )
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("editor_app")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler


def close_log(handler: logging.Handler) -> None:
    """Stop writing that log."""
    logging.getLogger("editor_app").removeHandler(handler)
    handler.close()
