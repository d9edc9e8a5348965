"""An executor that does its work at once: what runs beside each other has no order to rely on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class OneThread(Executor):
    """Stands where a ``ThreadPoolExecutor`` does, with the same results and no thread."""

    def __init__(self, _lines: int, _name: str) -> None:
        """Have no lines."""

    def submit(self, work: Callable[P, T], /, *args: P.args, **named: P.kwargs) -> Future[T]:
        """Do it; what goes wrong, a kill too, is told by the result."""
        done: Future[T] = Future()
        try:
            done.set_result(work(*args, **named))
        except BaseException as error:  # noqa: BLE001  # who asks for the result gets it
            done.set_exception(error)
        return done
