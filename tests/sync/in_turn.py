"""Threads that take turns: what runs beside each other has no order to rely on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class InTurn(ThreadPoolExecutor):
    """Lets whoever gives it work wait until that is done."""

    def submit(self, work: Callable[P, T], /, *args: P.args, **named: P.kwargs) -> Future[T]:
        """Do it, and return when it is done."""
        done = super().submit(work, *args, **named)
        wait((done,))
        return done
