"""A worker process for doubtful files and long pure work, with limits of time and memory.

A spawned process takes one named pure function after another; a crash or a limit costs that
process, never the window. It is started at first use and kept.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, cast

from editor_app.domain.errors import Cancelled, EditorError, TooLarge, Unreadable

NICE = 10
"""How many steps a process goes down that gives way to others (POSIX)."""

BELOW_NORMAL = 0x4000
"""The class of priority of such a process on Windows."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

SECONDS = 60.0
MEMORY = 2 * 1024**3
"""Limit of address space in bytes that a worker may add to what it starts with."""


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _read_only, (dict(mapping),)


# Frozen values hold read-only mappings, which pickle does not know by itself.
ForkingPickler.register(MappingProxyType, _reduced)


class Workers:
    """Runs functions apart, one at a time per process; close it when the desk closes."""

    def __init__(
        self, seconds: float = SECONDS, memory: int = MEMORY, *, behind: bool = False
    ) -> None:
        """Give each call at most ``seconds`` and each process ``memory`` bytes more.

        A process that works ``behind`` computes when nobody else wants to: for long work beside
        typing.
        """
        self._seconds = seconds
        self._memory = memory
        self._behind = behind
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = threading.Event()

    def __call__(
        self,
        function: Callable[Parameters, Result],
        /,
        *arguments: Parameters.args,
        **named: Parameters.kwargs,
    ) -> Result:
        """Return what the function returns; its EditorErrors come through.

        Raises Unreadable when the worker died or took too long, TooLarge when memory ran out, and
        Cancelled after ``close``.
        """
        with self._lock:
            pipe = self._started()
            try:
                pipe.send((function, arguments, named))
                answered = pipe.poll(self._seconds)
                kind, value = pipe.recv() if answered else ("late", None)
            except (EOFError, OSError):
                kind, value = "died", None
            if kind in {"late", "died"}:
                self._stop()
        return cast("Result", _outcome(kind, value))

    def close(self) -> None:
        """End the worker for good; what runs ends as Unreadable, what waits as Cancelled."""
        self._closed.set()
        self._stop()

    def _started(self) -> Connection:
        if self._closed.is_set():
            raise Cancelled
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._stop()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self._memory, self._behind), daemon=True
        )
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        if self._closed.is_set():  # while it was started
            self._stop()
            raise Cancelled
        return ours

    def _stop(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()


def at_once(
    function: Callable[Parameters, Result],
    /,
    *arguments: Parameters.args,
    **named: Parameters.kwargs,
) -> Result:
    """Run the function here and now: for tests and for the worker itself."""
    return function(*arguments, **named)


def _outcome(kind: str, value: Any) -> Any:
    if kind == "returned":
        return value
    if kind == "error":
        error, key, fields = value
        raise error(key, **fields)
    if kind == "memory":
        raise TooLarge("too-large-for-memory")
    if kind == "bug":
        raise RuntimeError(value)
    raise Unreadable("took-too-long" if kind == "late" else "reader-crashed")


def _serve(pipe: Connection, memory: int, behind: bool) -> None:
    """Answer calls until the other end closes; runs in the worker process.

    Ctrl-C reaches it too: what it means is for the other end to say.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(memory)
    if behind:
        _give_way()
    while True:
        try:
            function, arguments, named = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer(function, arguments, named))


def _answer(
    function: Callable[..., object], arguments: tuple[Any, ...], named: dict[str, Any]
) -> tuple[str, object]:
    try:
        return "returned", function(*arguments, **named)
    except EditorError as error:
        return "error", (type(error), error.message.key, dict(error.message.fields))
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001  (a bug must come back as one, not end the worker)
        return "bug", f"{type(error).__name__} in {function.__qualname__}: {error}"


def _limit_memory(more: int) -> None:
    """Bound the worker's address space where the system can (Linux; others have the time limit)."""
    if not Path("/proc/self/statm").exists():
        return
    import resource

    now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = now * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _give_way() -> None:
    """Let every other process go first; where the system refuses, work on as before."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            import ctypes

            kernel = ctypes.windll.kernel32
            here = ctypes.c_void_p(kernel.GetCurrentProcess())  # as an int it loses half its bits
            kernel.SetPriorityClass(here, BELOW_NORMAL)
        else:
            os.nice(NICE)
