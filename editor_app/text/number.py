"""A number as it stands in running text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LONGEST = 60
"""Characters of the longest stretch that is taken for a number; longer ones are something else."""


class Unit(StrEnum):
    """What a number counts, where the text says so."""

    NONE = ""
    PER_CENT = "per-cent"
    DAY = "day"
    MONTH = "month"
    WEEKDAY = "weekday"
    LUNAR_MONTH = "lunar-month"


NAMED = frozenset({Unit.MONTH, Unit.WEEKDAY, Unit.LUNAR_MONTH})
"""What has names in a calendar; a lunar month is never one of ours."""


@dataclass(frozen=True, order=True)
class Number:
    """A number from ``start`` up to ``end``; ``spelled`` when it stands in words.

    Weekdays count from Monday = 1 to Sunday = 7 (ISO 8601).
    """

    start: int
    end: int
    value: Decimal
    unit: Unit = Unit.NONE
    spelled: bool = False

    @property
    def key(self) -> tuple[Decimal, Unit]:
        """What is the same in every language: the value, and what the calendar names with it."""
        return self.value.normalize(), self.unit if self.unit in NAMED else Unit.NONE
