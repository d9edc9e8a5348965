"""Bringing an older library up to the schema of this program, or leaving it exactly as it was.

Only imported when a library is behind, because Alembic takes a third of a second to import.
"""
