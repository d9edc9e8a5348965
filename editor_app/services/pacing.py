"""How long an entry of the outbox waits: for Undo, for the next try, after a doubt."""

from __future__ import annotations

from datetime import datetime, timedelta

from editor_app.domain.errors import ConnectionTrouble

UNDO = timedelta(seconds=10)
"""How long a publish can be taken back before anything is sent."""

TYPED_SLOWLY = timedelta(minutes=1)
"""How far a time may be past and still mean now: it was still to come when it was typed."""

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
LONGEST_ASKED = timedelta(hours=1)
"""The longest wait that a server may ask of us."""

SLOWEST_ANSWER = timedelta(seconds=35)
"""After a doubt we look only when the request has surely ended there (PHP gives it 30 seconds)."""

SPREAD = 0.2


def pause_after(trouble: ConnectionTrouble, attempts: int, chance: float) -> timedelta:
    """Return how long to wait before the next try.

    It doubles with each of the ``attempts`` so far (1 and up), up to 15 minutes, and differs by a
    fifth as ``chance`` (0 to 1) has it, so that many desks do not come back at once. What the
    server asked for is granted, and a doubtful write waits until it must have ended there.
    """
    doubled: timedelta = FIRST_PAUSE * (1 << min(max(attempts - 1, 0), 10))
    pause = min(doubled, LONGEST_PAUSE) * (1 - SPREAD + 2 * SPREAD * chance)
    if trouble.after is not None:
        pause = max(pause, min(timedelta(seconds=trouble.after), LONGEST_ASKED))
    return max(pause, SLOWEST_ANSWER) if trouble.doubtful else pause


def is_over(goes_out: datetime | None, now: datetime) -> bool:
    """Say whether a time is past at which nothing can go out any more; None, now, never is."""
    return goes_out is not None and goes_out < now - TYPED_SLOWLY
