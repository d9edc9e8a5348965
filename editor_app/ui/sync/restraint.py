"""When the postman sends nothing by itself: for a while after Stop, and after what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from editor_app.domain.messages import Message

REST = timedelta(minutes=10)
"""How long nothing is begun by itself after somebody pressed Stop and asked for nothing since."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=8)
"""How long after something went wrong; each time in a row twice as long as before."""


@dataclass(frozen=True)
class Rest:
    """Until when (UTC) nothing is sent by itself: somebody pressed Stop, or it went wrong."""

    until: datetime
    stopped: bool

    def is_on(self, now: datetime) -> bool:
        """Say whether it is not over."""
        return self.until > now


class Restraint:
    """Knows until when the postman holds back; instants are in UTC."""

    def __init__(self) -> None:
        """Hold nothing back."""
        self._stopped: datetime | None = None
        self._failed: datetime | None = None
        self._said: Message | None = None
        self._pause = timedelta()

    def stop(self, now: datetime) -> None:
        """Take note that somebody pressed Stop."""
        self._stopped = now + REST

    def fail(self, now: datetime, said: Message) -> bool:
        """Take note that sending went wrong; say whether that is not known yet."""
        self._pause = min(self._pause * 2 or FIRST_PAUSE, LONGEST_PAUSE)
        self._failed = now + self._pause
        is_new, self._said = said != self._said, said
        return is_new

    def succeed(self) -> None:
        """Take note that sending went well."""
        self._pause = timedelta()
        self._failed = self._said = None

    def lift(self) -> None:
        """Take note that somebody asked for something to go out."""
        self._stopped = None
        self.succeed()

    def rest(self, now: datetime) -> Rest | None:
        """Return the rest that is to be told of; None when things may go by themselves."""
        until = self.until(now)
        return None if until is None else Rest(until, stopped=until == self._stopped)

    def until(self, now: datetime) -> datetime | None:
        """Return until when nothing goes by itself; None when it may."""
        ends = [end for end in (self._stopped, self._failed) if end is not None and end > now]
        return max(ends, default=None)
