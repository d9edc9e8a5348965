"""Rows that hold what no program of ours has written: the file was harmed.

SQLite notices harmed pages, not harmed words in them. ``troubles.told`` makes DeskDamaged of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Value = TypeVar("Value")


class HarmedRow(Exception):
    """A row of which no value can be made."""


def of_row(make: Callable[Given, Value]) -> Callable[Given, Value]:
    """Let a function that makes a value of what the library holds raise HarmedRow when it cannot.

    For functions that do nothing else, so that no mistake of ours is taken for a harmed file.
    """

    @wraps(make)
    def made(*arguments: Given.args, **named: Given.kwargs) -> Value:
        try:
            return make(*arguments, **named)
        except (ValueError, TypeError, KeyError, AttributeError, zlib.error) as error:
            raise HarmedRow(f"{make.__name__}: {error}") from error

    return made
