"""Fingerprints: a short text that changes with anything a file is made from."""

from __future__ import annotations

from hashlib import sha256


def fingerprint(*inputs: object) -> str:
    """Return 32 hex digits of the inputs, which are frozen values, tuples, mappings and texts.

    The ``repr`` of such values says all that is in them, and nothing of where they lie.
    """
    return sha256(repr(inputs).encode("utf-8", "surrogatepass")).hexdigest()[:32]
