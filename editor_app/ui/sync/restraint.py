"""When the postman sends nothing by itself: for a while after Stop."""

from __future__ import annotations

from datetime import datetime, timedelta

REST = timedelta(minutes=10)
"""How long nothing is begun by itself after somebody pressed Stop and asked for nothing since."""


class Restraint:
    """Knows until when the postman holds back; instants are in UTC."""

    def __init__(self) -> None:
        """Hold nothing back."""
        self._stopped: datetime | None = None

    def stop(self, now: datetime) -> None:
        """Take note that somebody pressed Stop."""
        self._stopped = now + REST

    def lift(self) -> None:
        """Take note that somebody asked for something to go out."""
        self._stopped = None

    def until(self, now: datetime) -> datetime | None:
        """Return until when nothing goes by itself; None when it may."""
        return self._stopped if self._stopped is not None and self._stopped > now else None
