"""The hand-over between the window and its threads, for every panel that asks a service.

One lane thread writes (``change``), a small pool reads (``fetch``), another asks other people's
servers, one thread runs long errands (``long``) and another those at sites. Results come back on
the GUI thread and are dropped when the widget that asked is gone. Known errors go to whoever asked,
or to the frame; anything else is a bug: logged, and told once. Python's garbage is collected on the
GUI thread only, because Qt objects must die there; for the same reason no thread is ever the last
one to hold a piece of work, but for a question that is left behind at the end, which holds nothing
of the window.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError
from editor_app.domain.messages import Message
from editor_app.ui.first_looks import FirstLooks
from editor_app.ui.garbage import Garbage
from editor_app.ui.giving_way import Rests, Typing
from editor_app.ui.orders import (
    NORMAL,
    URGENT,
    Failed,
    Order,
    Orders,
    Questions,
    Show,
    Work,
    Worker,
)

log = logging.getLogger(__name__)

T = TypeVar("T")
Report = Callable[..., None]

READERS = 3
ASKERS = 3  # of servers: one may wait minutes for somebody to approve in the browser
TURN = 0.0001  # seconds that a thread computes while the window waits for its turn, at most
ENDING = 60_000  # milliseconds: a thread that is destroyed while it runs takes the program down
FINISHING = 25_000  # milliseconds at the end, after which errands are stopped at their next step
LEAVING = 1.0  # seconds for a question at the end: one that has read the desk needs it no more


class Task(QObject):
    """A long piece of work that shows how far it is and can be stopped."""

    moved = Signal()
    finished = Signal()

    def __init__(
        self,
        said: str,
        parent: QObject | None = None,
        typing: Typing | None = None,
        *,
        at_site: bool = False,
    ) -> None:
        """Start with nothing known but the words beside the bar, and whether it goes to a site.

        With ``typing`` the work rests after each step while somebody types.
        """
        super().__init__(parent)
        self.said, self.at_site = said, at_site
        self.done = 0
        self.total = 0
        self.detail: Message | None = None
        self.over = False
        self._stopped = threading.Event()
        self._rests = Rests(typing, self._stopped.wait) if typing is not None else None

    def stop(self) -> None:
        """Ask the work to stop at its next step; what is finished by then is kept."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Say whether the editor pressed Stop."""
        return self._stopped.is_set()

    def progress(self, done: int, total: int, said: Message | None = None) -> None:
        """Take the work's report (called in its thread); raises Cancelled after ``stop``."""
        if self._stopped.is_set():
            raise Cancelled
        self.done, self.total = done, total
        self.detail = said or self.detail
        self.moved.emit()
        if self._rests is not None:
            self._rests.take()

    def end(self) -> None:
        """Mark the work as over, whatever came of it."""
        self.over = True
        self.finished.emit()
        self.deleteLater()


class Jobs(QObject):
    """The threads; ``changed`` tells every panel what a verb has touched.

    ``refused`` carries an EditorError nobody else takes, ``broke`` the exception of a bug,
    ``began`` the Task of a long errand.
    """

    changed = Signal(object)
    refused = Signal(object)
    broke = Signal(object)
    began = Signal(object)
    _arrived = Signal(int)
    _idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start the threads; ``close`` ends them."""
        super().__init__(parent)
        self._tickets = count(1)
        self._waiting: dict[int, Order] = {}
        self._left: dict[int, Order] = {}
        self._newest: dict[tuple[int, str], Order] = {}
        self._closed = False
        self._typing = Typing()
        self._looks = FirstLooks(self)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._lane, self._reads, self._asks = Orders(), Orders(), Orders()
        self._errands, self._at_sites = Orders(), Orders()
        self._questions = Questions(self._arrived.emit)
        lines = {"lane": self._lane, "errands": self._errands, "at sites": self._at_sites}
        lines |= {f"reader {n + 1}": self._reads for n in range(READERS)}
        lines |= {f"asker {n + 1}": self._asks for n in range(ASKERS)}
        self._threads = [self._thread(name, orders) for name, orders in lines.items()]
        self._switching = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        self._garbage = Garbage(self)

    # -- asking

    def change(
        self,
        work: Work[T],
        owner: QObject | None = None,
        show: Show[T] | None = None,
        failed: Failed | None = None,
        *,
        urgent: bool = False,
    ) -> None:
        """Run ``work`` on the lane, after what is already waiting.

        ``urgent`` work, which saves what was typed, goes before that.
        Changes in its result are announced by ``changed``; then ``show`` gets the result.
        """
        if urgent:
            self.typed()
        self._put(self._lane, Order(work, owner, show, failed), URGENT if urgent else NORMAL)

    def look_first(self) -> None:
        """Let what is asked for now with ``fetch(..., first=True)`` be shown before any writing.

        Writing that is asked for in the same turn of the event loop or later waits for that, a
        quarter of a second at most; ``urgent`` writing does not.
        """
        self._looks.begin()

    def typed(self) -> None:
        """Take note that somebody types, so that errands that give way rest."""
        self._typing.typed()

    def typed_after(self, moment: float) -> bool:
        """Say whether somebody has typed after a moment of ``time.monotonic``, in seconds."""
        return self._typing.after(moment)

    def fetch(
        self,
        owner: QObject,
        work: Work[T],
        show: Show[T],
        failed: Failed | None = None,
        *,
        settled: bool = False,
        first: bool = False,
        elsewhere: bool = False,
        key: str = "",
    ) -> None:
        """Run ``work`` on the pool and show its result while ``owner`` lives.

        ``settled`` waits for all writing asked for until now; what is not may be wanted ``first``,
        as ``look_first`` says. What asks somebody else's server is ``elsewhere``, on threads of its
        own, so that one that hangs stops no reading. A newer fetch of the same owner and ``key``
        makes an older one that has not arrived yet worthless: it is dropped.
        """
        is_first = first and not settled
        order = Order(work, owner, show, failed, is_first=is_first, is_elsewhere=elsewhere)
        if key:
            self._supersede(owner, key, order)
        orders = self._asks if elsewhere else self._reads
        if settled:
            self.change(lambda: None, owner, lambda _: self._put(orders, order))
        else:
            self._put(orders, order)

    def ask(
        self, owner: QObject, work: Work[T], show: Show[T], failed: Failed, *, key: str
    ) -> None:
        """Run ``work``, a question to somebody else's server, where nobody waits behind it.

        Questions are put one after another; a newer one of the same owner and ``key`` makes an
        older one worthless, which is not put at all when its turn has not come yet. The end of the
        program leaves them behind: ``work`` must hold nothing of the window.
        """
        if self._questions.left:
            return
        order = Order(work, owner, show, failed, is_question=True)
        self._supersede(owner, key, order)
        self._put(self._questions.orders, order)

    def long(
        self,
        owner: QObject | None,
        said: str,
        work: Callable[[Report], T],
        show: Show[T] | None = None,
        failed: Failed | None = None,
        *,
        gives_way: bool = False,
        at_site: bool = False,
    ) -> Task:
        """Run ``work(progress)`` as an errand with a bar that can be stopped.

        ``said`` stands beside the bar. Errands run one after another on a thread of their own, so
        that typed text is saved meanwhile; they must write in short pieces. Those ``at_site`` have
        another one, so that nothing else holds up what is published. One that ``gives_way`` rests
        between its steps while somebody types.
        """
        task = Task(said, self, self._typing if gives_way else None, at_site=at_site)

        def shown(result: T) -> None:
            task.end()
            if show is not None:
                show(result)

        def went_wrong(error: EditorError) -> None:
            task.end()
            if failed is not None:
                failed(error)
            elif not isinstance(error, Cancelled) and error.message.key != "bug":
                self.refused.emit(error)

        order = Order(lambda: work(task.progress), owner, shown, went_wrong, is_elsewhere=True)
        self._put(self._at_sites if at_site else self._errands, order)
        self.began.emit(task)
        return task

    def loaded(self) -> None:
        """Take note that the start is over: garbage is collected from now on."""
        if not self._closed:
            self._garbage.start()

    # -- ending

    @property
    def busy(self) -> bool:
        """Say whether anything is still on its way."""
        return bool(self._waiting)

    def settle(self, timeout: int = 5000, *, answers: bool = True) -> bool:
        """Wait until all that was asked for is back and shown; False after ``timeout`` ms.

        Without ``answers`` nobody waits for other people's servers, nor for errands.
        """
        if self._waits(answers):
            loop = QEventLoop()
            timer = QTimer(singleShot=True, interval=timeout)
            timer.timeout.connect(loop.quit)
            self._idle.connect(loop.quit)
            timer.start()
            while self._waits(answers) and timer.isActive():
                # A clock that was due in the same turn of the loop may have asked for more.
                loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            self._idle.disconnect(loop.quit)
        return not self._waits(answers)

    def leave_behind(self) -> None:
        """Hear no more of what other people's servers are asked, nor of errands: its desk goes.

        What has begun is stopped at its next step; what has not is not begun.
        """
        for task in self.findChildren(Task):
            task.stop()
        for ticket in [ticket for ticket, one in self._waiting.items() if one.is_elsewhere]:
            order = self._left[ticket] = self._waiting.pop(ticket)
            self._forget_newest(order)
            order.dropped = True

    def close(self) -> None:
        """Let what was asked for finish, then end the threads; no answer is waited for.

        Errands that take long are stopped at their next step: what is finished by then is kept.
        """
        if self._closed:
            return
        self._leave_questions()
        if not self.settle(FINISHING):
            for task in self.findChildren(Task):
                task.stop()
        self._looks.end()
        self._closed = True
        for thread in self._threads:
            thread.end(next(self._tickets))
        for thread in self._threads:
            thread.wait(ENDING)
        self._questions.wait(LEAVING)
        sys.setswitchinterval(self._switching)
        self._garbage.end()

    # -- inside

    def _waits(self, answers: bool) -> bool:
        return any(answers or not order.is_elsewhere for order in self._waiting.values())

    def _leave_questions(self) -> None:
        """Put no question any more, and look at no answer."""
        self._questions.leave(next(self._tickets))
        for ticket in [ticket for ticket, order in self._waiting.items() if order.is_question]:
            order = self._waiting.pop(ticket)
            self._forget_newest(order)
            order.let_go()

    def _thread(self, name: str, orders: Orders) -> Worker:
        """Start one worker thread."""
        thread = Worker(orders, self._arrived.emit, self)
        thread.setObjectName(name)
        thread.start()
        return thread

    def _put(self, orders: Orders, order: Order, rank: int = NORMAL) -> None:
        """Send an order on its way, unless the threads have ended or nobody wants it any more."""
        if self._closed or order.dropped:
            return
        if order.is_first:
            self._looks.asked()
        ticket = next(self._tickets)
        self._waiting[ticket] = order
        if orders is self._lane and rank == NORMAL:
            self._looks.hold(lambda: orders.put((rank, ticket, order)))
        else:
            orders.put((rank, ticket, order))

    def _supersede(self, owner: QObject, key: str, order: Order) -> None:
        """Drop an older fetch of the same kind."""
        older = self._newest.get((id(owner), key))
        if older is not None and older.owner is owner:
            older.dropped = True
        self._newest[(id(owner), key)] = order

    def _forget_newest(self, order: Order) -> None:
        for name in [name for name, newest in self._newest.items() if newest is order]:
            del self._newest[name]

    def _deliver(self, ticket: int) -> None:
        """Announce and show what came back (on the GUI thread)."""
        order = self._waiting.pop(ticket, None)
        if order is None:  # it was left behind
            self._left.pop(ticket, None)
            return
        self._forget_newest(order)
        if order.is_first:
            self._looks.shown()
        try:
            if order.error is None:
                self._deliver_result(order)
            else:
                self._deliver_error(order, order.error)
        finally:
            if not self._waits(answers=False):
                self._idle.emit()

    def _deliver_result(self, order: Order) -> None:
        """Tell everybody what changed, then show the result to who asked."""
        changes = changes_in(order.result)
        if changes:
            self.changed.emit(changes)
        if order.show is not None and order.wanted:
            order.show(order.result)

    def _deliver_error(self, order: Order, error: Exception) -> None:
        """Hand a known error to who asked, else to the frame; tell of a bug once.

        What a newer fetch has made worthless is told to nobody, nor is what nobody asks any more.
        """
        known = error if isinstance(error, EditorError) else EditorError("bug", reason=repr(error))
        if known is not error:
            log.error("A job broke: %s", error, exc_info=error)
            self.broke.emit(error)
        unasked = order.dropped or order.is_question or isinstance(error, Cancelled)
        if order.failed is not None and order.wanted:
            order.failed(known)
        elif known is error and not unasked:
            self.refused.emit(known)


def changes_in(result: object) -> Changes | None:
    """Return the Changes that a verb answered with: alone, beside a value, or inside its report."""
    beside = result if isinstance(result, tuple) else (result, getattr(result, "changes", None))
    return next((item for item in beside if isinstance(item, Changes)), None)
