"""Long work gives way to typing: it rests after each of its steps while somebody types.

Two threads of Python share one interpreter, so that each key is late that falls into a step.
"""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 60
"""How many times as long as a step took the rest after it is: of 60 keys about one is late."""

LONGEST = 1.0
"""Seconds that a rest takes at most."""

LATELY = 1.5
"""Seconds after a key or a save in which somebody counts as typing: who types on is saved again."""


class Typing:
    """Knows whether somebody types, from the first unsaved keys and from saves."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """``now`` gives seconds that never go back."""
        self._now = now
        self._typed = float("-inf")

    def typed(self) -> None:
        """Take note that something was typed, or that what was typed is being saved."""
        self._typed = self._now()

    def after(self, moment: float) -> bool:
        """Say whether somebody has typed after a moment of the clock."""
        return self._typed > moment

    def __call__(self) -> bool:
        """Say whether somebody has typed lately."""
        return self._now() - self._typed < LATELY


class Rests:
    """The rests of one long piece of work; made when it begins."""

    def __init__(
        self,
        typing: Callable[[], bool],
        wait: Callable[[float], object],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """``wait`` lets so many seconds pass, or fewer when the work is to stop."""
        self._typing, self._wait, self._now = typing, wait, now
        self._since = now()

    def take(self) -> None:
        """Rest after a step if somebody types."""
        if self._typing():
            self._wait(min(TIMES * (self._now() - self._since), LONGEST))
        self._since = self._now()
