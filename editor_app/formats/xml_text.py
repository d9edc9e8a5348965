"""Text that XML 1.0 can hold."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Remove the characters that no XML document may hold (XML 1.0, section 2.2)."""
    return FORBIDDEN.sub("", text)
