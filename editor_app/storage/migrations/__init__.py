"""The migrations of the library, run by Alembic for ``storage.upgrades``."""
