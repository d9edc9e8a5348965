"""What a house has decided about its checks."""

from __future__ import annotations

from sqlalchemy import Table

from editor_app.storage.tables.base import ONLY_STRICT, id_column, metadata, words

house_checks = Table(
    "house_checks",
    metadata,
    id_column("check_id"),
    words("severity"),
    **ONLY_STRICT,
)
"""How severe the house takes a check; those without a row are as they come."""
