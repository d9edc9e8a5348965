"""The log of the program: a rotating file in the desk folder, with secrets struck out."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

SECRET = re.compile(
    r"(?i)\b(authorization|password|passwd|secret|token|api[-_ ]?key)\b(\s*[:=]\s*|\s+)"
    r"((basic|bearer)\s+)?\S+"
)
MEGABYTE = 1024 * 1024


class Redaction(logging.Filter):
    """Strikes out what looks like a credential before a line is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's text; always let it pass."""
        record.msg = SECRET.sub(r"\1\2[struck out]", record.getMessage())
        record.args = ()
        return True


def write_log(folder: Path) -> logging.Handler:
    """Write the log of ``editor_app`` into ``folder`` (three files of a megabyte at most)."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "copydesk.log", maxBytes=MEGABYTE, backupCount=2, encoding="utf-8"
    )
    handler.addFilter(Redaction())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("editor_app")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler


def close_log(handler: logging.Handler) -> None:
    """Stop writing that log."""
    logging.getLogger("editor_app").removeHandler(handler)
    handler.close()
