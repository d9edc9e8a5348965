"""Which characters go on with an address that stands bare in a text."""

from __future__ import annotations

IN_ADDRESS = r"[^\s，。；：！？、（）《》“”‘’「」『』【】]"
"""One of them, as a pattern: in Chinese no space ends an address, but a mark does."""
