"""Checks that are not like the others, by their codes. Light: a window knows them at the start."""

from __future__ import annotations

FIXED = frozenset({"S1", "S9", "F1", "F9", "P8"})
"""Checks that no house can change: empty texts, unread machine text, credit and rights."""

OF_ONE_PLACE = frozenset({"S1", "S3", "S4", "S7", "S8", "S9", "Q3"})
"""Checks that hold a row against its source: what is right in one row says nothing of another."""

PROBATION = frozenset({"S4"})
"""Checks that are counted and not shown until a house wants them."""
