"""What a program puts words in place of: ``{name}``, ``%d``, ``%1$s``, ``{{city}}``, ``${x}``.

The checks compare them between source and translation, and a machine must not touch them.
"""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"\{\{?[\w.:-]*\}?\}|%(?:\d+\$)?[sdif]\b|\$\{\w+\}|\[\[\w+\]\]")
"""One placeholder; a per cent sign is one only where a letter of a format follows it alone."""
