"""What we keep: the door to the disk and to the system's keyring.

Here live the database with its tables, records, search index and migrations,
the media folder, backups, the settings file, secrets, and the resources that
come with the program, read as values. This is the only room that imports
SQLAlchemy, Alembic or keyring, and its rows never leave it: callers get the
frozen values of ``domain``.

Not here: the order in which things are kept (``services``), and other people's
folders and servers (``connectors``).
"""
