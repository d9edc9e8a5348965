"""What a verb answers: an exit code, a JSON document, and lines for people."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from editor_app.domain.link import Address
from editor_app.domain.messages import Message
from editor_app.sentences import sentence

DONE = 0
FINDINGS = 1
WRONG_USE = 2
COULD_NOT = 3


@dataclass(frozen=True)
class Answer:
    """``document`` is printed with ``--json``, ``lines`` without; ``code`` as ``--help`` says."""

    document: Any
    lines: tuple[str, ...] = ()
    code: int = DONE


def plain(value: Any) -> Any:
    """Return a value of the domain as JSON can hold it; messages come with their sentence."""
    if isinstance(value, Message):
        fields = dict(value.fields)
        return {"key": value.key, "fields": fields, "sentence": sentence(value)}
    if isinstance(value, Address):
        return value._asdict()
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(item) for name, item in vars(value).items()}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bytes):
        return len(value)
    if isinstance(value, Path):
        return str(value)
    return value


def file_trouble(error: OSError) -> Message:
    """Return what the system says of a file as a message."""
    name, reason = error.filename or "", error.strerror or type(error).__name__
    return Message("file-trouble", {"name": str(name), "reason": reason})


def show(answer: Answer, *, as_json: bool, quiet: bool) -> int:
    """Print an answer to standard output; return its code, COULD_NOT when it cannot be written.

    A reader that has read enough (``| head``) is no trouble.
    """
    lines: Iterable[str] = () if quiet else answer.lines
    if as_json:
        lines = (json.dumps(plain(answer.document), ensure_ascii=False, indent=2),)
    try:
        _print(lines, sys.stdout)
    except BrokenPipeError:
        pass
    except OSError as error:
        tell(sentence(Message("answer-not-written", {"reason": error.strerror or str(error)})))
        return COULD_NOT
    return answer.code


def tell(text: str, *, quiet: bool = False) -> None:
    """Print progress or trouble to standard error; no verb ends because nobody reads it."""
    if not quiet:
        with suppress(OSError):
            _print((text,), sys.stderr)


def _print(lines: Iterable[str], stream: TextIO | None) -> None:
    """Print lines; the halves of letters that a file's name may hold are written as escapes.

    A stream that the shell has closed is None. Raises OSError; then nothing more is written there,
    not at the end of the program either.
    """
    if stream is None:
        return
    try:
        for line in lines:
            print(line.encode("utf-8", "backslashreplace").decode(), file=stream)
        stream.flush()
    except OSError:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
        raise


def speak_utf8() -> None:
    """Write UTF-8 wherever the output goes: Windows would take its old code page for a pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")
