"""Pieces of work on their way to the threads of the window and back, and those threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import PriorityQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread
from shiboken6 import isValid

from editor_app.domain.errors import EditorError

T = TypeVar("T")
Work = Callable[[], T]
Show = Callable[[T], None]
Failed = Callable[[EditorError], None]

URGENT, NORMAL, LAST = 0, 1, 2


class Order:
    """One piece of work on its way to a thread and back; the GUI thread keeps it until then."""

    def __init__(
        self,
        work: Work[Any],
        owner: QObject | None,
        show: Show[Any] | None,
        failed: Failed | None,
        *,
        is_question: bool = False,
        is_elsewhere: bool = False,
        is_first: bool = False,
    ) -> None:
        self.work = work
        self.owner = owner
        self.show = show
        self.failed = failed
        self.is_question = is_question
        self.is_elsewhere = is_elsewhere or is_question
        self.is_first = is_first
        self.dropped = False
        self.result: Any = None
        self.error: Exception | None = None

    def let_go(self) -> None:
        """Keep nothing of the window: whoever still works at it may be the last to hold it."""
        self.dropped, self.owner, self.show, self.failed = True, None, None, None

    @property
    def wanted(self) -> bool:
        """Say whether somebody is still there to look at the result."""
        return not self.dropped and (self.owner is None or isValid(self.owner))


Orders = PriorityQueue[tuple[int, int, Order | None]]


class Worker(QThread):
    """Takes orders until it gets None."""

    def __init__(self, orders: Orders, back: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._orders = orders
        self._back = back

    def run(self) -> None:
        """Work through the orders."""
        while _do_next(self._orders, self._back):
            pass

    def end(self, ticket: int) -> None:
        """Let one of those who take from these orders end, after what waits."""
        self._orders.put((LAST, ticket, None))


class Questions:
    """Puts questions on a thread that the end of the program does not wait for.

    It is a thread of Python's because one of Qt's takes the program down when it is left behind.
    """

    def __init__(self, back: Callable[[int], None]) -> None:
        self.orders = Orders()
        self.left = False
        self._back = back
        self._thread = threading.Thread(target=self._run, name="questions", daemon=True)
        self._thread.start()

    def leave(self, ticket: int) -> None:
        """Put no further question; of the one that is put now nobody hears any more."""
        self.left = True
        self._back = lambda _ticket: None
        self.orders.put((LAST, ticket, None))

    def wait(self, seconds: float) -> None:
        """Wait a little for the thread, which has nothing left to do unless a server hangs."""
        self._thread.join(seconds)

    def _run(self) -> None:
        while _do_next(self.orders, self._answer):
            pass

    def _answer(self, ticket: int) -> None:
        self._back(ticket)


def _do_next(orders: Orders, back: Callable[[int], None]) -> bool:
    """Do one order; it is let go before the GUI thread may let it go. False when there is none."""
    _, ticket, order = orders.get()
    if order is None:
        return False
    _carry_out(order)
    del order
    back(ticket)
    return True


def _carry_out(order: Order) -> None:
    """Do the work and keep its result or its error; the GUI thread decides what it means."""
    if order.dropped:
        return
    try:
        order.result = order.work()
    except Exception as error:  # noqa: BLE001  (known or a bug: told apart on the GUI thread)
        order.error = error
